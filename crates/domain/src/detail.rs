//! The details recorded about a case: fields that the framework defines (5.2).

use crate::{Certainty, Date, Slug, Text};

/// A heading under which case details stand together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DetailGroup {
    /// Its identifier.
    pub id: Slug,
    /// Its heading.
    pub title: Text,
}

/// One detail of a case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DetailField {
    /// Its identifier.
    pub id: Slug,
    /// The group it stands in.
    pub group: Slug,
    /// Its label on screen.
    pub label: Text,
    /// One line of help.
    pub hint: Option<Text>,
    /// What it may hold.
    pub kind: DetailKind,
    /// The pools whose cases are asked it; empty means all.
    pub pools: Vec<Slug>,
    /// How sure the field is.
    pub certainty: Certainty,
}

impl DetailField {
    /// Whether a case of `pool` is asked this.
    pub fn is_asked_of(&self, pool: Slug) -> bool {
        self.pools.is_empty() || self.pools.contains(&pool)
    }

    /// Reads a value for this field; `None` where the text does not fit it.
    pub fn parse(&self, text: &str) -> Option<DetailValue> {
        match &self.kind {
            DetailKind::Choice(choices) => {
                let choice = Slug::new(text)?;
                choices
                    .iter()
                    .any(|known| known.id == choice)
                    .then_some(DetailValue::Choice(choice))
            }
            DetailKind::Number { minimum, maximum, .. } => {
                let number: u32 = text.parse().ok()?;
                let canonical = number.to_string() == text;
                (canonical && (*minimum..=*maximum).contains(&number))
                    .then_some(DetailValue::Number(number))
            }
            DetailKind::Date => Date::parse(text).map(DetailValue::Date),
            DetailKind::Text => {
                (!text.trim().is_empty()).then(|| DetailValue::Text(text.to_owned()))
            }
        }
    }
}

/// What a detail may hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DetailKind {
    /// One of a closed list.
    Choice(Vec<Choice>),
    /// A whole number within bounds, both included.
    Number {
        /// The smallest number.
        minimum: u32,
        /// The largest number.
        maximum: u32,
        /// The unit shown after it.
        unit: Option<Text>,
    },
    /// A date.
    Date,
    /// A short text.
    Text,
}

/// One option of a closed list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// Its identifier.
    pub id: Slug,
    /// Its label.
    pub label: Text,
}

/// A detail that was recorded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DetailValue {
    /// One of the closed list.
    Choice(Slug),
    /// A number in the field's unit.
    Number(u32),
    /// A date.
    Date(Date),
    /// A text, never blank.
    Text(String),
}

impl std::fmt::Display for DetailValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Choice(choice) => write!(f, "{choice}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Date(date) => write!(f, "{date}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}
