//! The build tool: `cargo xtask` prints what it can do.
//!
//! Everything it does is also written down as a command a person could type, so that a step that fails here can be
//! repeated by hand.

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt};

use crate::drivers::Browser;
use crate::workspace::Workspace;

mod bench;
mod drivers;
mod generate;
mod open;
mod page;
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
cargo xtask bench                            the speed of the rating, of the command line and of the page
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
    Bench,
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
        Task::Bench => bench::run_all(&workspace),
        Task::Generate => generate::write(&workspace),
        Task::GenerateCheck => generate::check(&workspace),
        Task::Tidy => tidy::check(&workspace),
    }
}

fn read_task(mut args: Parser) -> Result<Task> {
    let mut words = Vec::new();
    let mut check = false;
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Task::Help),
            Arg::Long("check") => check = true,
            Arg::Value(word) => words.push(word.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match (words.as_slice(), check) {
        (["generate"], true) => Ok(Task::GenerateCheck),
        (_, true) => bail!("--check belongs to `cargo xtask generate`.\n\n{USAGE}"),
        ([] | ["help"], _) => Ok(Task::Help),
        (["build"], _) => Ok(Task::Build),
        (["open"], _) => Ok(Task::Open),
        (["test"], _) => Ok(Task::TestAll),
        (["test", "native"], _) => Ok(Task::TestNative),
        (["test", "browser", rest @ ..], _) => read_browser_tests(rest),
        (["bench"], _) => Ok(Task::Bench),
        (["generate"], _) => Ok(Task::Generate),
        (["tidy"], _) => Ok(Task::Tidy),
        _ => bail!("there is no task `{}`.\n\n{USAGE}", words.join(" ")),
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
    fn check_without_generate_is_refused() {
        assert!(read("build --check").is_err());
    }
}
