//! What is recorded about the service itself: evidence, proposed ratings, panel decisions (2.4, 3.5).

use crate::{Date, EvidenceId, Rating, Reference, Sorted};

/// The work on standards that do not come from cases, and the panel's decisions.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ServiceRecord {
    /// Evidence entries.
    pub evidence: Sorted<EvidenceId, EvidenceEntry>,
    /// What the lead inspector proposes, by standard.
    pub proposed: Sorted<Reference, Proposed>,
    /// What the ratings panel decided: by standard, and overall under `None`.
    pub given: Sorted<Option<Reference>, Given>,
}

impl ServiceRecord {
    /// The evidence entries of a key question, in the order of their identifiers, removed ones left out.
    pub fn evidence_for(
        &self,
        key_question: Reference,
    ) -> impl Iterator<Item = (EvidenceId, &EvidenceEntry)> {
        self.evidence
            .iter()
            .filter(move |(_, entry)| !entry.removed && entry.key_question == key_question)
            .map(|(id, entry)| (*id, entry))
    }
}

/// Something seen, read or heard that bears on a key question judged at service level.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EvidenceEntry {
    /// The key question it bears on.
    pub key_question: Reference,
    /// When it was begun, in milliseconds since 1970 in UTC: entries stand in this order.
    pub begun_at: u64,
    /// Whether it was removed; its text is kept.
    pub removed: bool,
    /// What kind of source it is.
    pub source: Option<SourceKind>,
    /// The date of the document, meeting or data.
    pub date: Option<Date>,
    /// What it shows.
    pub summary: String,
    /// Which way it points.
    pub direction: Option<Direction>,
}

macro_rules! words {
    ($($(#[$doc:meta])* $type:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum $type { $($(#[$variant_doc])* $variant,)* }

        impl $type {
            /// Every one, in the order shown.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The word in files.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// Reads the word of a file.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == text)
            }
        }
    )*};
}

words! {
    /// The kind of a source of evidence (2.4).
    SourceKind {
        /// A document.
        Document = "document",
        /// A meeting or an interview.
        Meeting = "meeting",
        /// A focus group.
        FocusGroup = "focus-group",
        /// A survey.
        Survey = "survey",
        /// The case sample.
        CaseSample = "case-sample",
        /// Data.
        Data = "data",
        /// Seen on a visit.
        Observation = "observation",
    }
    /// Which way evidence points.
    Direction {
        /// It speaks for the service.
        Positive = "positive",
        /// It speaks against it.
        Negative = "negative",
        /// Neither.
        Neutral = "neutral",
    }
}

/// What the lead inspector proposes for a standard, with the reason.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Proposed {
    /// The proposal, once made.
    pub proposal: Option<Proposal>,
    /// The reason; empty where there is none.
    pub reason: String,
    /// What was proposed under an earlier edition that asked in other words. It counts nowhere.
    pub earlier: Option<Proposal>,
}

/// A proposal for a standard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Proposal {
    /// This rating. Only for standards judged at service level.
    Rated(Rating),
    /// Left unrated: no relevant case, or too few to rate (3.5, 3.7).
    NotRated,
}

impl Proposal {
    /// The word in files: a rating's, or `not-rated`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rated(rating) => rating.as_str(),
            Self::NotRated => "not-rated",
        }
    }

    /// Reads the word of a file.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "not-rated" {
            Some(Self::NotRated)
        } else {
            Rating::parse(text).map(Self::Rated)
        }
    }
}

/// What the ratings panel gave, beside the computed rating and never instead of it (3.4).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Given {
    /// The rating given.
    pub rating: Option<Rating>,
    /// The reason; empty while it is owed.
    pub reason: String,
    /// Who decided: the panel or its chair, as recorded.
    pub by: String,
    /// When the rating was recorded, in milliseconds since 1970 in UTC.
    pub at: u64,
}
