//! What a person asked for.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Parser};

mod sample;
pub(crate) use sample::{SampleOrder, Wanted};

/// An order that can be carried out.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum Order {
    Help(Topic),
    Version,
    Check(Vec<PathBuf>),
    Rate { files: Vec<PathBuf>, form: Form },
    Summary(PathBuf),
    Sample(Box<SampleOrder>),
}

/// What help is wanted about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Topic {
    All,
    Check,
    Rate,
    Summary,
    Sample,
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
    OneCommand,
    Unreadable(String),
}

/// Every command, with its name and what help about it is called.
const COMMANDS: [(&str, Topic); 4] = [
    ("check", Topic::Check),
    ("rate", Topic::Rate),
    ("summary", Topic::Summary),
    ("sample", Topic::Sample),
];

/// Reads the arguments. Options may stand anywhere.
pub(crate) fn read(mut parser: Parser) -> Result<Order, WrongUse> {
    let mut values = Vec::new();
    let (mut help, mut version, mut json) = (false, false, false);
    let mut of_sample = Vec::new();
    while let Some(arg) = parser.next().map_err(misread)? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => help = true,
            Arg::Short('V') | Arg::Long("version") => version = true,
            Arg::Long("json") => json = true,
            Arg::Value(value) => values.push(value),
            Arg::Short(letter) => return Err(WrongUse::UnknownOption(format!("-{letter}"))),
            Arg::Long(word) => {
                let Some(option) = sample::option(word) else {
                    return Err(WrongUse::UnknownOption(format!("--{word}")));
                };
                let value = if sample::takes_value(option) {
                    parser.value().map_err(misread)?
                } else {
                    OsString::new()
                };
                of_sample.push((option, value));
            }
        }
    }
    if version {
        return Ok(Order::Version);
    }
    let mut values = values.into_iter();
    let Some(command) = values.next().map(|word| word.to_string_lossy().into_owned()) else {
        return if help { Ok(Order::Help(Topic::All)) } else { Err(WrongUse::NoCommand) };
    };
    if command == "help" {
        return help_about(values.collect());
    }
    let topic = topic(&command)?;
    if help {
        return Ok(Order::Help(topic));
    }
    if json && !matches!(topic, Topic::Rate | Topic::Sample) {
        return Err(WrongUse::UnknownOption("--json".to_owned()));
    }
    match of_sample.first() {
        Some((option, _)) if topic != Topic::Sample => {
            return Err(WrongUse::UnknownOption(format!("--{option}")));
        }
        _ => {}
    }
    let form = if json { Form::Json } else { Form::Text };
    order(topic, values.map(PathBuf::from).collect(), form, of_sample)
}

fn order(
    topic: Topic,
    mut files: Vec<PathBuf>,
    form: Form,
    of_sample: Vec<(&'static str, OsString)>,
) -> Result<Order, WrongUse> {
    let name = COMMANDS.iter().find(|(_, known)| *known == topic).map_or("", |(name, _)| name);
    let Some(last) = files.pop() else { return Err(WrongUse::NoFile(name)) };
    match topic {
        Topic::Summary | Topic::Sample if !files.is_empty() => return Err(WrongUse::OneFile(name)),
        Topic::Summary => return Ok(Order::Summary(last)),
        Topic::Sample => {
            let order = SampleOrder::read(last, form, of_sample)?;
            return Ok(Order::Sample(Box::new(order)));
        }
        _ => files.push(last),
    }
    Ok(match topic {
        Topic::Rate => Order::Rate { files, form },
        _ => Order::Check(files),
    })
}

fn help_about(words: Vec<OsString>) -> Result<Order, WrongUse> {
    match words.as_slice() {
        [] => Ok(Order::Help(Topic::All)),
        [command] => topic(&command.to_string_lossy()).map(Order::Help),
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
