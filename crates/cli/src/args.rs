//! What a person asked for.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Parser};

mod sample;
mod seal;
pub(crate) use sample::{SampleOrder, Wanted};
pub(crate) use seal::{OpenOrder, PassphraseFrom, SealOrder, SealTo};

/// An order that can be carried out.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum Order {
    Help(Topic),
    Version,
    Check(Vec<PathBuf>),
    Rate { files: Vec<PathBuf>, form: Form },
    Summary(PathBuf),
    Sample(Box<SampleOrder>),
    Seal(SealOrder),
    Open(OpenOrder),
    Key(PathBuf),
    Framework(FrameworkOrder),
}

/// An order about framework files.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum FrameworkOrder {
    /// Begin one: at a path, from nothing or from a bundled one.
    New {
        to: PathBuf,
        from: Option<String>,
    },
    Check(Vec<PathBuf>),
    Build {
        file: PathBuf,
        out: Option<PathBuf>,
    },
    /// Hold two against each other, each a file or the identifier of a bundled one.
    Diff {
        old: PathBuf,
        new: PathBuf,
    },
    List,
}

/// What help is wanted about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Topic {
    All,
    Check,
    Rate,
    Summary,
    Sample,
    Seal,
    Open,
    Key,
    Framework,
    FrameworkNew,
    FrameworkCheck,
    FrameworkBuild,
    FrameworkDiff,
    FrameworkList,
}

/// How results are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    Text,
    Json,
}

/// Why the arguments are no order.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum WrongUse {
    NoCommand,
    UnknownCommand(String),
    UnknownOption(String),
    OptionValue(String),
    ValueMissing(String),
    BadValue { option: &'static str, value: String, wanted: Wanted },
    NotTogether(&'static str, &'static str),
    NoFile(&'static str),
    OneFile(&'static str),
    TwoFiles(&'static str),
    NoFiles(&'static str),
    OneCommand,
    Unreadable(String),
}

/// Every command, with its name and what help about it is called.
const COMMANDS: [(&str, Topic); 13] = [
    ("check", Topic::Check),
    ("rate", Topic::Rate),
    ("summary", Topic::Summary),
    ("sample", Topic::Sample),
    ("seal", Topic::Seal),
    ("open", Topic::Open),
    ("key", Topic::Key),
    (FRAMEWORK, Topic::Framework),
    ("framework new", Topic::FrameworkNew),
    ("framework check", Topic::FrameworkCheck),
    ("framework build", Topic::FrameworkBuild),
    ("framework diff", Topic::FrameworkDiff),
    ("framework list", Topic::FrameworkList),
];

/// The command that has commands of its own.
const FRAMEWORK: &str = "framework";

/// The arguments, sorted.
#[derive(Default)]
struct Given {
    values: VecDeque<OsString>,
    help: bool,
    version: bool,
    json: bool,
    from: Option<String>,
    /// Options of `sample`, `seal` and `open`; `framework build` has one of them too.
    others: Vec<(&'static str, OsString)>,
}

/// Reads the arguments. Options may stand anywhere.
pub(crate) fn read(parser: Parser) -> Result<Order, WrongUse> {
    let mut given = sorted(parser)?;
    if given.version {
        return Ok(Order::Version);
    }
    let Some(first) = given.values.pop_front() else {
        return if given.help { Ok(Order::Help(Topic::All)) } else { Err(WrongUse::NoCommand) };
    };
    let mut command = first.to_string_lossy().into_owned();
    if command == "help" {
        return help_about(&given.values);
    }
    if command == FRAMEWORK
        && let Some(second) = given.values.pop_front()
    {
        command = format!("{FRAMEWORK} {}", second.to_string_lossy());
    }
    let topic = topic(&command)?;
    if given.help {
        return Ok(Order::Help(topic));
    }
    let unknown = |option: &str| Err(WrongUse::UnknownOption(format!("--{option}")));
    if given.json && !matches!(topic, Topic::Rate | Topic::Sample) {
        return unknown("json");
    }
    if given.from.is_some() && topic != Topic::FrameworkNew {
        return unknown("from");
    }
    let takes = |option: &str| match topic {
        Topic::Sample => sample::option(option).is_some(),
        Topic::Seal => seal::seal_takes(option),
        Topic::Open => seal::open_takes(option),
        Topic::FrameworkBuild => option == "out",
        _ => false,
    };
    if let Some((option, _)) = given.others.iter().find(|(option, _)| !takes(option)) {
        return unknown(option);
    }
    order(topic, given)
}

fn sorted(mut parser: Parser) -> Result<Given, WrongUse> {
    let mut given = Given::default();
    while let Some(arg) = parser.next().map_err(misread)? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => given.help = true,
            Arg::Short('V') | Arg::Long("version") => given.version = true,
            Arg::Long("json") => given.json = true,
            Arg::Long("from") => {
                let value = parser.value().map_err(misread)?;
                given.from = Some(value.to_string_lossy().into_owned());
            }
            Arg::Value(value) => given.values.push_back(value),
            Arg::Short(letter) => return Err(WrongUse::UnknownOption(format!("-{letter}"))),
            Arg::Long(word) => {
                let Some(option) = sample::option(word).or_else(|| seal::option(word)) else {
                    return Err(WrongUse::UnknownOption(format!("--{word}")));
                };
                let value = if sample::takes_value(option) && seal::takes_value(option) {
                    parser.value().map_err(misread)?
                } else {
                    OsString::new()
                };
                given.others.push((option, value));
            }
        }
    }
    Ok(given)
}

fn order(topic: Topic, given: Given) -> Result<Order, WrongUse> {
    let name = COMMANDS.iter().find(|(_, known)| *known == topic).map_or("", |(name, _)| name);
    let files: Vec<PathBuf> = given.values.into_iter().map(PathBuf::from).collect();
    let one_file = |files: Vec<PathBuf>| match <[PathBuf; 1]>::try_from(files) {
        Ok([file]) => Ok(file),
        Err(files) if files.is_empty() => Err(WrongUse::NoFile(name)),
        Err(_) => Err(WrongUse::OneFile(name)),
    };
    let some_files =
        |files: Vec<_>| if files.is_empty() { Err(WrongUse::NoFile(name)) } else { Ok(files) };
    let form = if given.json { Form::Json } else { Form::Text };
    Ok(match topic {
        Topic::All | Topic::Framework => return Err(WrongUse::NoCommand),
        Topic::Check => Order::Check(some_files(files)?),
        Topic::Rate => Order::Rate { files: some_files(files)?, form },
        Topic::Sample => {
            let order = SampleOrder::read(one_file(files)?, form, given.others)?;
            Order::Sample(Box::new(order))
        }
        Topic::Summary => Order::Summary(one_file(files)?),
        Topic::Seal => Order::Seal(SealOrder::read(one_file(files)?, given.others)?),
        Topic::Open => Order::Open(OpenOrder::read(one_file(files)?, given.others)),
        Topic::Key => Order::Key(one_file(files)?),
        Topic::FrameworkNew => {
            Order::Framework(FrameworkOrder::New { to: one_file(files)?, from: given.from })
        }
        Topic::FrameworkCheck => Order::Framework(FrameworkOrder::Check(some_files(files)?)),
        Topic::FrameworkBuild => {
            let out = given.others.into_iter().next().map(|(_, out)| out.into());
            Order::Framework(FrameworkOrder::Build { file: one_file(files)?, out })
        }
        Topic::FrameworkDiff => match <[PathBuf; 2]>::try_from(files) {
            Ok([old, new]) => Order::Framework(FrameworkOrder::Diff { old, new }),
            Err(_) => return Err(WrongUse::TwoFiles(name)),
        },
        Topic::FrameworkList if !files.is_empty() => return Err(WrongUse::NoFiles(name)),
        Topic::FrameworkList => Order::Framework(FrameworkOrder::List),
    })
}

fn help_about(words: &VecDeque<OsString>) -> Result<Order, WrongUse> {
    let words: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
    match words.as_slice() {
        [] => Ok(Order::Help(Topic::All)),
        [command] => topic(command).map(Order::Help),
        [first, second] if first == FRAMEWORK => {
            topic(&format!("{first} {second}")).map(Order::Help)
        }
        _ => Err(WrongUse::OneCommand),
    }
}

fn topic(command: &str) -> Result<Topic, WrongUse> {
    let known = COMMANDS.iter().find(|(name, _)| *name == command);
    known.map(|(_, topic)| *topic).ok_or_else(|| WrongUse::UnknownCommand(command.to_owned()))
}

fn misread(error: lexopt::Error) -> WrongUse {
    match error {
        lexopt::Error::UnexpectedValue { option, .. } => WrongUse::OptionValue(option),
        lexopt::Error::MissingValue { option: Some(option) } => WrongUse::ValueMissing(option),
        error => WrongUse::Unreadable(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: Result<Order, WrongUse>) {
        assert_eq!(read(Parser::from_args(words.split_whitespace())), expected, "{words}");
    }

    #[test]
    fn options_may_stand_before_and_after_the_files() {
        let files = vec![PathBuf::from("a.json"), PathBuf::from("b.json")];
        for words in [
            "rate a.json b.json --json",
            "--json rate a.json b.json",
            "rate --json -- a.json b.json",
        ] {
            check(words, Ok(Order::Rate { files: files.clone(), form: Form::Json }));
        }
        check("rate a.json b.json", Ok(Order::Rate { files, form: Form::Text }));
    }

    #[test]
    fn help_is_given_in_every_usual_way() {
        for words in ["help", "--help", "-h"] {
            check(words, Ok(Order::Help(Topic::All)));
        }
        for words in ["help rate", "rate --help", "rate a.json -h"] {
            check(words, Ok(Order::Help(Topic::Rate)));
        }
        check("-V", Ok(Order::Version));
    }

    #[test]
    fn frameworks_have_commands_of_their_own() {
        let path = PathBuf::from;
        let framework = |order| Ok(Order::Framework(order));
        check("framework list", framework(FrameworkOrder::List));
        check(
            "framework new own --from youth-justice-2021",
            framework(FrameworkOrder::New {
                to: path("own"),
                from: Some("youth-justice-2021".to_owned()),
            }),
        );
        check("framework new own", framework(FrameworkOrder::New { to: path("own"), from: None }));
        check(
            "framework check a.toml b.toml",
            framework(FrameworkOrder::Check(vec![path("a.toml"), path("b.toml")])),
        );
        check(
            "framework --out b.json build a.toml",
            framework(FrameworkOrder::Build { file: path("a.toml"), out: Some(path("b.json")) }),
        );
        check(
            "framework diff a.toml b.toml",
            framework(FrameworkOrder::Diff { old: path("a.toml"), new: path("b.toml") }),
        );
        for words in ["help framework", "framework --help"] {
            check(words, Ok(Order::Help(Topic::Framework)));
        }
        for words in ["help framework diff", "framework diff --help", "framework diff a -h"] {
            check(words, Ok(Order::Help(Topic::FrameworkDiff)));
        }
    }

    #[test]
    fn files_are_sealed_and_opened_without_a_secret_among_the_arguments() {
        let path = PathBuf::from;
        let seal = |to| Ok(Order::Seal(SealOrder { file: path("a.json"), to, out: None }));
        check("seal a.json", seal(SealTo::Inspection));
        let keys = vec!["age1x".to_owned(), "age1y".to_owned()];
        check("seal a.json --for age1x --for age1y", seal(SealTo::Keys(keys)));
        check("seal --passphrase a.json", seal(SealTo::Passphrase(PassphraseFrom::Terminal)));
        let from_file = PassphraseFrom::File(path("p"));
        check("seal a.json --passphrase-file p", seal(SealTo::Passphrase(from_file)));
        check(
            "open a.age --key-file k --out b.json",
            Ok(Order::Open(OpenOrder {
                file: path("a.age"),
                key_file: Some(path("k")),
                passphrase: PassphraseFrom::Terminal,
                out: Some(path("b.json")),
            })),
        );
        check("key k.txt", Ok(Order::Key(path("k.txt"))));
        check("seal a --for x --passphrase", Err(WrongUse::NotTogether("for", "passphrase")));
        check("seal a --passphrase=x", Err(WrongUse::OptionValue("--passphrase".to_owned())));
        check("seal a --key-file x", Err(WrongUse::UnknownOption("--key-file".to_owned())));
        check("open a --for x", Err(WrongUse::UnknownOption("--for".to_owned())));
        check("sample a --for x", Err(WrongUse::UnknownOption("--for".to_owned())));
        check("key", Err(WrongUse::NoFile("key")));
        check("key a b", Err(WrongUse::OneFile("key")));
    }

    #[test]
    fn what_is_no_order_about_frameworks_is_refused() {
        check("framework", Err(WrongUse::NoCommand));
        check("framework mend", Err(WrongUse::UnknownCommand("framework mend".to_owned())));
        check("framework new", Err(WrongUse::NoFile("framework new")));
        check("framework new a b", Err(WrongUse::OneFile("framework new")));
        check("framework new a --from", Err(WrongUse::ValueMissing("--from".to_owned())));
        check("framework new a --out b", Err(WrongUse::UnknownOption("--out".to_owned())));
        check("framework diff a", Err(WrongUse::TwoFiles("framework diff")));
        check("framework diff a b c", Err(WrongUse::TwoFiles("framework diff")));
        check("framework list a", Err(WrongUse::NoFiles("framework list")));
        check("help framework diff new", Err(WrongUse::OneCommand));
    }

    #[test]
    fn what_is_no_order_is_refused() {
        check("", Err(WrongUse::NoCommand));
        check("mend a.json", Err(WrongUse::UnknownCommand("mend".to_owned())));
        check("help mend", Err(WrongUse::UnknownCommand("mend".to_owned())));
        check("help rate check", Err(WrongUse::OneCommand));
        check("check --fast a.json", Err(WrongUse::UnknownOption("--fast".to_owned())));
        check("check -x a.json", Err(WrongUse::UnknownOption("-x".to_owned())));
        check("check a.json --json", Err(WrongUse::UnknownOption("--json".to_owned())));
        check("rate --json=yes a.json", Err(WrongUse::OptionValue("--json".to_owned())));
        check("sample a.csv --seed", Err(WrongUse::ValueMissing("--seed".to_owned())));
        check("sample a.csv --one-pool=x", Err(WrongUse::OptionValue("--one-pool".to_owned())));
        check("--cap 5 check a.json", Err(WrongUse::UnknownOption("--cap".to_owned())));
        check("rate", Err(WrongUse::NoFile("rate")));
        check("summary a.json b.json", Err(WrongUse::OneFile("summary")));
    }
}
