//! The build tool: `cargo xtask` prints what it can do.
//!
//! Everything it does is also written down as a command a person could type, so that a step that fails here can be
//! repeated by hand.

use std::process::ExitCode;

use anyhow::{Context, Result, bail, ensure};
use lexopt::{Arg, Parser, ValueExt};

use crate::drivers::Browser;
use crate::reliability::Wishes;
use crate::workspace::Workspace;

mod bench;
mod deny;
mod drivers;
mod first;
mod fuzz;
mod generate;
mod mutants;
mod open;
mod oracle;
mod page;
mod reliability;
mod reproduce;
mod setup;
mod size;
mod steps;
mod test;
mod tidy;
mod workspace;

const USAGE: &str = "\
cargo xtask build                            build dist/caseread.html, the one page
cargo xtask open                             build it and open it in the default browser
cargo xtask test                             format, lints, house rules, native tests, browser tests
cargo xtask test native                      all of that without a browser
cargo xtask test browser [BROWSER] [FILTER]  only the browser tests; BROWSER is chromium or firefox
cargo xtask reliability [NAME]               the page killed, cut, crowded and worn out, a little of each
cargo xtask soak [NAME] [--n N] [--seed NUMBER] [--browser BROWSER]
                                             the same very often, and `fuzz` for an hour; outcomes in target/soak
cargo xtask soak report                      write the table in docs/reliability.md from these outcomes
cargo xtask oracle [COUNT] [--full]          the rules against a second implementation; COUNT inspections by chance
cargo xtask deny                             licences, sources and known weaknesses of the libraries
cargo xtask reproduce                        builds the page twice, in two folders, and compares the bytes
cargo xtask first                            find out which functions the first screens call, and write them down
cargo xtask bench                            the speed of the rating, of the command line and of the page
cargo xtask fuzz SECONDS [--seed NUMBER]     broken files by chance, read for so long
cargo xtask mutants                          the rules broken in every small way; takes an hour or more
cargo xtask generate [--check]               write the generated files, or name those that drifted
cargo xtask tidy                             the house rules a compiler cannot hold
";

/// What a person asked for.
enum Task {
    Help,
    Build,
    Open,
    TestAll,
    TestNative,
    TestBrowser { browsers: Vec<Browser>, filter: Option<String> },
    Reliability { name: Option<String> },
    Soak { name: Option<String>, wishes: Wishes },
    SoakReport,
    Oracle { inspections: u32, full: bool },
    Deny,
    Reproduce,
    First,
    Bench,
    Fuzz { seconds: u64, seed: Option<u64> },
    Mutants,
    Generate,
    GenerateCheck,
    Tidy,
}

fn main() -> ExitCode {
    match read_task(Parser::from_env()).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<()> {
    if let Task::Help = task {
        print!("{USAGE}");
        return Ok(());
    }
    let workspace = Workspace::find()?;
    match task {
        Task::Help => Ok(()),
        Task::Build => page::build(&workspace).map(drop),
        Task::Open => open::build_and_open(&workspace),
        Task::TestAll => test::all(&workspace),
        Task::TestNative => test::native(&workspace),
        Task::TestBrowser { browsers, filter } => {
            test::browser(&workspace, &browsers, filter.as_deref())
        }
        Task::Reliability { name } => reliability::few(&workspace, name.as_deref()),
        Task::Soak { name, wishes } => reliability::soak(&workspace, name.as_deref(), &wishes),
        Task::SoakReport => reliability::report::write(&workspace),
        Task::Oracle { inspections, full } => oracle::compare(&workspace, inspections, full),
        Task::Deny => deny::check(&workspace),
        Task::Reproduce => {
            page::build(&workspace).and_then(|page| reproduce::check(&workspace, &page))
        }
        Task::First => first::write(&workspace),
        Task::Bench => bench::run_all(&workspace),
        Task::Fuzz { seconds, seed } => fuzz::run_for(&workspace, seconds, seed),
        Task::Mutants => mutants::run_all(&workspace),
        Task::Generate => generate::write(&workspace),
        Task::GenerateCheck => generate::check(&workspace),
        Task::Tidy => tidy::check(&workspace),
    }
}

fn read_task(mut args: Parser) -> Result<Task> {
    let mut full = false;
    let mut words = Vec::new();
    let mut check = false;
    let mut wishes = Wishes::default();
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Task::Help),
            Arg::Long("full") => full = true,
            Arg::Long("check") => check = true,
            Arg::Long("seed") => wishes.seed = Some(args.value()?.parse()?),
            Arg::Long("n") => wishes.n = Some(args.value()?.parse()?),
            Arg::Long("browser") => {
                let name = args.value()?.string()?;
                let browser = Browser::named(&name)
                    .with_context(|| format!("{name} is neither chromium nor firefox"))?;
                wishes.browser = Some(browser);
            }
            Arg::Value(word) => words.push(word.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if let ["fuzz", seconds] = words[..] {
        let seconds =
            seconds.parse().with_context(|| format!("{seconds} is no number of seconds"))?;
        return Ok(Task::Fuzz { seconds, seed: wishes.seed });
    }
    if let Some(("soak", rest)) = words.split_first().map(|(first, rest)| (*first, rest)) {
        return read_soak(rest, wishes);
    }
    ensure!(wishes.seed.is_none(), "--seed belongs to `fuzz SECONDS` and `soak`.\n\n{USAGE}");
    ensure!(
        wishes.n.is_none() && wishes.browser.is_none(),
        "--n and --browser belong to `soak`.\n\n{USAGE}"
    );
    match (words.as_slice(), check) {
        _ if full && words.first() != Some(&"oracle") => {
            bail!("--full belongs to `cargo xtask oracle`.\n\n{USAGE}")
        }
        (["generate"], true) => Ok(Task::GenerateCheck),
        (_, true) => bail!("--check belongs to `cargo xtask generate`.\n\n{USAGE}"),
        ([] | ["help"], _) => Ok(Task::Help),
        (["build"], _) => Ok(Task::Build),
        (["open"], _) => Ok(Task::Open),
        (["test"], _) => Ok(Task::TestAll),
        (["test", "native"], _) => Ok(Task::TestNative),
        (["test", "browser", rest @ ..], _) => read_browser_tests(rest),
        (["reliability"], _) => Ok(Task::Reliability { name: None }),
        (["reliability", name], _) => Ok(Task::Reliability { name: Some((*name).to_owned()) }),
        (["oracle"], _) => Ok(Task::Oracle { inspections: oracle::INSPECTIONS, full }),
        (["oracle", count], _) => match count.parse() {
            Ok(inspections) => Ok(Task::Oracle { inspections, full }),
            Err(_) => bail!("COUNT is a number of inspections, such as 5000.\n\n{USAGE}"),
        },
        (["deny"], _) => Ok(Task::Deny),
        (["reproduce"], _) => Ok(Task::Reproduce),
        (["first"], _) => Ok(Task::First),
        (["bench"], _) => Ok(Task::Bench),
        (["mutants"], _) => Ok(Task::Mutants),
        (["generate"], _) => Ok(Task::Generate),
        (["tidy"], _) => Ok(Task::Tidy),
        _ => bail!("there is no task `{}`.\n\n{USAGE}", words.join(" ")),
    }
}

fn read_soak(words: &[&str], wishes: Wishes) -> Result<Task> {
    match words {
        [] => Ok(Task::Soak { name: None, wishes }),
        ["report"] => Ok(Task::SoakReport),
        [name] => Ok(Task::Soak { name: Some((*name).to_owned()), wishes }),
        _ => bail!("one NAME is enough: {}, fuzz or report.\n\n{USAGE}", reliability::names()),
    }
}

fn read_browser_tests(words: &[&str]) -> Result<Task> {
    let (browsers, rest) = match words.split_first() {
        Some((first, rest)) => match Browser::named(first) {
            Some(browser) => (vec![browser], rest),
            None => (Browser::ALL.to_vec(), words),
        },
        None => (Browser::ALL.to_vec(), words),
    };
    let filter = match rest {
        [] => None,
        [filter] => Some((*filter).to_owned()),
        _ => bail!("one FILTER is enough: a part of the names of the tests to run.\n\n{USAGE}"),
    };
    Ok(Task::TestBrowser { browsers, filter })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Result<Task> {
        read_task(Parser::from_args(words.split_whitespace()))
    }

    #[test]
    fn a_filter_alone_runs_in_every_browser() {
        let Ok(Task::TestBrowser { browsers, filter }) = read("test browser saving") else {
            panic!("not read as browser tests");
        };
        assert_eq!(browsers, Browser::ALL);
        assert_eq!(filter.as_deref(), Some("saving"));
    }

    #[test]
    fn a_browser_can_be_named_before_the_filter() {
        let Ok(Task::TestBrowser { browsers, filter }) = read("test browser firefox saving") else {
            panic!("not read as browser tests");
        };
        assert_eq!(browsers, [Browser::Firefox]);
        assert_eq!(filter.as_deref(), Some("saving"));
    }

    #[test]
    fn an_unknown_task_is_refused_with_the_list_of_tasks() {
        let refused = read("polish").map(drop).unwrap_err().to_string();
        assert!(refused.contains("cargo xtask build"), "{refused}");
    }

    #[test]
    fn a_seed_belongs_to_fuzzing_for_so_many_seconds() {
        let Ok(Task::Fuzz { seconds, seed }) = read("fuzz 60 --seed 7") else {
            panic!("not read as fuzzing");
        };
        assert_eq!((seconds, seed), (60, Some(7)));
        for refused in ["fuzz", "fuzz long", "test --seed 7"] {
            assert!(read(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn a_soak_takes_how_often_from_where_and_in_which_browser() {
        let Ok(Task::Soak { name, wishes }) = read("soak kill --n 7 --seed 3 --browser firefox")
        else {
            panic!("not read as a soak");
        };
        assert_eq!(name.as_deref(), Some("kill"));
        assert_eq!(
            (wishes.n, wishes.seed, wishes.browser),
            (Some(7), Some(3), Some(Browser::Firefox))
        );
        assert!(matches!(read("soak report"), Ok(Task::SoakReport)));
        for refused in
            ["soak kill cut", "soak kill --browser opera", "reliability --n 3", "test --n 3"]
        {
            assert!(read(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn check_without_generate_is_refused() {
        assert!(read("build --check").is_err());
    }

    #[test]
    fn the_oracle_takes_a_count_and_the_full_tables_together_or_neither() {
        for (words, expected) in [
            ("oracle", (oracle::INSPECTIONS, false)),
            ("oracle 100000 --full", (100_000, true)),
            ("oracle --full", (oracle::INSPECTIONS, true)),
        ] {
            let Ok(Task::Oracle { inspections, full }) = read(words) else {
                panic!("{words} is not read as the oracle");
            };
            assert_eq!((inspections, full), expected, "{words}");
        }
        assert!(read("oracle many").is_err());
        assert!(read("test --full").is_err());
    }
}
