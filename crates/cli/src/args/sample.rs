//! What a sample is to be like.

use std::ffi::OsString;
use std::path::PathBuf;

use sampling::{Choices, ColumnNames, Confidence, Margin, Percent, Precision, Seed, Size};

use super::{Form, WrongUse};

/// An order to draw a sample.
#[derive(PartialEq, Eq, Debug)]
pub(crate) struct SampleOrder {
    pub(crate) file: PathBuf,
    pub(crate) names: ColumnNames,
    /// Columns to pass over, since their content may not travel.
    pub(crate) drop: Vec<String>,
    pub(crate) choices: Choices,
    /// For the margins that are told, also where the size was given.
    pub(crate) confidence: Confidence,
    pub(crate) seed: Option<Seed>,
    pub(crate) out: Option<PathBuf>,
    pub(crate) form: Form,
}

/// What the value of an option has to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Wanted {
    Percentage { least: Percent, most: Percent },
    Number,
    Seed,
}

const ONE_POOL: &str = "one-pool";

/// Every option of its own, but `--json`.
const OPTIONS: [&str; 17] = [
    ONE_POOL,
    "reference-column",
    "pool-column",
    "manager-column",
    "person-column",
    "start-column",
    "exclusion-column",
    "strata",
    "match",
    "drop",
    "confidence",
    "margin",
    "size",
    "buffer",
    "cap",
    "seed",
    "out",
];

/// The option of this name.
pub(super) fn option(word: &str) -> Option<&'static str> {
    OPTIONS.into_iter().find(|option| *option == word)
}

pub(super) fn takes_value(option: &str) -> bool {
    option != ONE_POOL
}

impl SampleOrder {
    /// Takes the options in. Of an option with one value the last counts; lists go on.
    pub(super) fn read(
        file: PathBuf,
        form: Form,
        options: Vec<(&'static str, OsString)>,
    ) -> Result<Self, WrongUse> {
        let given = |name: &str| options.iter().any(|(option, _)| *option == name);
        for (one, other) in [("size", "margin"), (ONE_POOL, "pool-column")] {
            if given(one) && given(other) {
                return Err(WrongUse::NotTogether(one, other));
            }
        }
        let mut precision = Precision::default();
        let mut size = None;
        let mut order = Self {
            file,
            names: ColumnNames::default(),
            drop: Vec::new(),
            choices: Choices::default(),
            confidence: Confidence::default(),
            seed: None,
            out: None,
            form,
        };
        for (option, value) in options {
            if option == "out" {
                order.out = Some(PathBuf::from(value));
                continue;
            }
            let value = Value { option, text: value.to_string_lossy().into_owned() };
            let Self { names, choices, .. } = &mut order;
            match option {
                "reference-column" => names.reference = Some(value.text),
                "pool-column" => names.pool = Some(value.text),
                "manager-column" => names.manager = Some(value.text),
                "person-column" => names.person = Some(value.text),
                "start-column" => names.start = Some(value.text),
                "exclusion-column" => names.exclusion = Some(value.text),
                "strata" => names.strata.get_or_insert_default().extend(value.list()),
                "match" => names.matched.get_or_insert_default().extend(value.list()),
                "drop" => order.drop.extend(value.list()),
                "confidence" => {
                    precision.confidence = value.percentage(Confidence::RANGE, Confidence::new)?;
                }
                "margin" => precision.margin = value.percentage(Margin::RANGE, Margin::new)?,
                "size" => size = Some(Size::Cases(value.number()?)),
                "buffer" => {
                    choices.buffer = value.percentage((Percent::ZERO, Percent::HUNDRED), Some)?
                }
                "cap" => choices.cap = value.number()?,
                "seed" => order.seed = Some(value.seed()?),
                _ => names.one_pool = true,
            }
        }
        order.confidence = precision.confidence;
        order.choices.size = size.unwrap_or(Size::Precision(precision));
        Ok(order)
    }
}

/// The value of an option.
struct Value {
    option: &'static str,
    text: String,
}

impl Value {
    fn list(&self) -> impl Iterator<Item = String> {
        let entries = self.text.split(',').map(str::trim).filter(|entry| !entry.is_empty());
        entries.map(str::to_owned)
    }

    fn bad(&self, wanted: Wanted) -> WrongUse {
        WrongUse::BadValue { option: self.option, value: self.text.clone(), wanted }
    }

    fn percentage<T>(
        &self,
        (least, most): (Percent, Percent),
        make: impl Fn(Percent) -> Option<T>,
    ) -> Result<T, WrongUse> {
        let percent = Percent::parse(&self.text).filter(|one| (least..=most).contains(one));
        percent.and_then(make).ok_or_else(|| self.bad(Wanted::Percentage { least, most }))
    }

    fn number(&self) -> Result<u32, WrongUse> {
        let number = self.text.parse().ok().filter(|number| *number > 0);
        number.ok_or_else(|| self.bad(Wanted::Number))
    }

    fn seed(&self) -> Result<Seed, WrongUse> {
        Seed::parse(&self.text).ok_or_else(|| self.bad(Wanted::Seed))
    }
}

#[cfg(test)]
mod tests {
    use lexopt::Parser;

    use super::*;
    use crate::args::{Order, read};

    fn order(words: &str) -> SampleOrder {
        match read(Parser::from_args(words.split_whitespace())) {
            Ok(Order::Sample(order)) => *order,
            other => panic!("{words}: {other:?}"),
        }
    }

    #[test]
    fn options_may_stand_anywhere_and_lists_go_on() {
        let one = order("sample list.csv --strata a,b --seed 5 --strata c --match= --drop x");
        let other = order("--drop=x --match= --seed=5 --strata=a,b --strata=c sample list.csv");
        assert_eq!(one, other);
        assert_eq!(one.names.strata.unwrap(), ["a", "b", "c"]);
        assert_eq!(one.names.matched, Some(Vec::new()), "nothing is something else than not given");
        assert_eq!((one.drop.join(","), one.seed), ("x".to_owned(), Some(Seed(5))));
    }

    #[test]
    fn what_is_not_given_is_as_in_youth_inspections() {
        let order = order("sample list.csv");
        assert_eq!(order.choices, Choices::default());
        assert_eq!((order.confidence, order.seed, order.out), (Confidence::EIGHTY, None, None));
        assert_eq!(order.names, ColumnNames::default());
    }

    #[test]
    fn a_given_size_leaves_the_confidence_to_the_margins() {
        let order = order("sample list.csv --size 12 --confidence 95");
        assert_eq!(order.choices.size, Size::Cases(12));
        assert_eq!(order.confidence.percent(), Percent::whole(95));
    }
}
