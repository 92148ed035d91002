//! One service inspected against one edition of a framework.

use std::fmt;
use std::sync::Arc;

use crate::{
    Case, CaseId, Change, Date, DeviceId, Framework, HandOverKey, InspectionId, Refusal,
    ServiceRecord, Slug, Sorted,
};

/// An inspection: the fold of its changes.
///
/// Nothing alters it but [`Inspection::apply`]. Ratings are not in it: they are made from it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inspection {
    /// Its identity.
    pub id: InspectionId,
    /// The service inspected.
    pub service: String,
    /// The nation, which decides the joint inspectorates and nothing in the ratings (3.8).
    pub nation: Option<Nation>,
    /// First day of fieldwork.
    pub fieldwork_from: Option<Date>,
    /// Last day of fieldwork.
    pub fieldwork_to: Option<Date>,
    /// The handling marking that stands on every screen, print and file.
    pub marking: String,
    /// Where the work was carried over from, if it was.
    pub origin: Option<Origin>,
    /// The lead inspector's public key, that work is sealed for when it is handed over.
    pub hand_over_key: Option<HandOverKey>,
    /// The cases. Shared, so that a copy of the inspection copies no case.
    pub cases: Sorted<CaseId, Arc<Case>>,
    /// What is recorded about the service itself.
    pub record: Arc<ServiceRecord>,
    /// The logical clock: no change seen so far has a higher one.
    pub clock: u64,
    /// The last sequence number seen from each device.
    pub heads: Sorted<DeviceId, u32>,
}

/// An inspection under another edition, from which work was carried over. It stays as it was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Origin {
    /// The inspection.
    pub inspection: InspectionId,
    /// The digest of the edition it works to.
    pub digest: String,
    /// The identifier of its framework.
    pub identifier: Slug,
    /// Its edition.
    pub edition: String,
}

impl Origin {
    /// Reads it from the form that [`fmt::Display`] gives: `INSPECTION DIGEST IDENTIFIER EDITION`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, ' ');
        let inspection = InspectionId::parse(parts.next()?)?;
        let digest = parts.next().filter(|text| text.len() == 64)?.to_owned();
        let identifier = Slug::new(parts.next()?)?;
        Some(Self { inspection, digest, identifier, edition: parts.next()?.to_owned() })
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { inspection, digest, identifier, edition } = self;
        write!(f, "{inspection} {digest} {identifier} {edition}")
    }
}

/// A nation whose services are inspected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Nation {
    /// England.
    England,
    /// Wales.
    Wales,
}

impl Nation {
    /// Both, in the order shown.
    pub const ALL: [Self; 2] = [Self::England, Self::Wales];

    /// The word in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::England => "england",
            Self::Wales => "wales",
        }
    }

    /// Reads the word of a file.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|nation| nation.as_str() == text)
    }
}

impl Inspection {
    /// The marking of an inspection that names no other.
    pub const DEFAULT_MARKING: &str = "OFFICIAL-SENSITIVE";

    /// An inspection before its first change.
    pub fn new(id: InspectionId) -> Self {
        Self {
            id,
            service: String::new(),
            nation: None,
            fieldwork_from: None,
            fieldwork_to: None,
            marking: Self::DEFAULT_MARKING.to_owned(),
            origin: None,
            hand_over_key: None,
            cases: Sorted::new(),
            record: Arc::default(),
            clock: 0,
            heads: Sorted::new(),
        }
    }

    /// Folds changes, in the order given, into an inspection.
    ///
    /// # Errors
    /// The position of the first change that cannot have happened, and why.
    pub fn fold<'a>(
        framework: &Framework,
        id: InspectionId,
        changes: impl IntoIterator<Item = &'a Change>,
    ) -> Result<Self, (usize, Refusal)> {
        let mut inspection = Self::new(id);
        for (position, change) in changes.into_iter().enumerate() {
            inspection.apply(framework, change).map_err(|refusal| (position, refusal))?;
        }
        Ok(inspection)
    }

    /// The cases that are in the sample, by number.
    pub fn sample(&self) -> Vec<(CaseId, &Arc<Case>)> {
        let sample = self.by_number().filter(|(_, case)| case.withdrawn.is_none());
        sample.collect()
    }

    /// Every case, withdrawn ones included, by number.
    pub fn by_number(&self) -> impl Iterator<Item = (CaseId, &Arc<Case>)> {
        let numbered: Sorted<&str, _> =
            self.cases.iter().map(|(id, case)| (case.number.as_str(), (*id, case))).collect();
        numbered.into_iter().map(|(_, case)| case)
    }

    /// The case that has this number, withdrawn ones included.
    pub fn case_numbered(&self, number: &str) -> Option<(CaseId, &Arc<Case>)> {
        self.cases.iter().find(|(_, case)| case.number == number).map(|(id, case)| (*id, case))
    }

    /// The number for the next case: one more than the highest so far, three digits or more.
    pub fn next_number(&self) -> String {
        self.next_numbers().next().unwrap_or_default()
    }

    /// The numbers for the next cases, in a row.
    pub fn next_numbers(&self) -> impl Iterator<Item = String> + use<> {
        let highest = self.cases.values().filter_map(|case| case.number.parse::<u32>().ok()).max();
        let highest = highest.unwrap_or(0);
        (1..).map(move |above| format!("{:03}", highest.saturating_add(above)))
    }
}
