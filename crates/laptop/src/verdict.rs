//! From findings to a verdict.

use crate::finding::{Canary, Dialog, FileOut, Finding, Lock, Outcome, SecondTab};

/// What a finding means for the work.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Weight {
    /// As it should be.
    Well,
    /// Good to know; it decides nothing.
    Note,
    /// Something has still to be done to know.
    Open,
    /// Work can be done here, with care.
    Care,
    /// Work would be lost here.
    Bad,
}

/// The answer to the question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Nothing speaks against this laptop, and something is still open.
    NotKnown,
    /// It keeps the work.
    Keeps,
    /// It keeps the work with care.
    WithCare,
    /// It does not keep the work.
    DoesNot,
}

impl Finding {
    /// What it means for the work.
    pub fn weight(&self) -> Weight {
        match self {
            Self::Canary(canary) => canary.weight(),
            Self::Database(Outcome::Kept) | Self::Mirror(Outcome::Kept) => Weight::Well,
            Self::Database(_) => Weight::Bad,
            Self::Mirror(_) => Weight::Care,
            Self::Room { megabytes: 0, .. } => Weight::Bad,
            Self::Room { megabytes, of } if megabytes < of => Weight::Care,
            Self::Room { .. } => Weight::Well,
            // Browsers hardly ever promise it to a local file: it would make every laptop one to be
            // careful with.
            Self::Persistence(Some(true)) => Weight::Well,
            Self::Persistence(_) => Weight::Note,
            Self::FileOut(FileOut::Same) => Weight::Well,
            Self::FileOut(FileOut::NotTried | FileOut::Offered) => Weight::Open,
            Self::FileOut(_) => Weight::Care,
            Self::Dialog(Dialog::Wrote) => Weight::Well,
            // The download is what the work goes out by; the dialog is a comfort.
            Self::Dialog(_) => Weight::Note,
            Self::Lock(Lock::Holds) | Self::SecondTab(SecondTab::LockRefused) => Weight::Well,
            Self::SecondTab(SecondTab::NotTried) => Weight::Note,
            Self::Lock(_) | Self::SecondTab(_) => Weight::Care,
            Self::Lacks(names) if names.is_empty() => Weight::Well,
            Self::Lacks(_) => Weight::Care,
            Self::Speed(steps) if Self::is_slow(*steps) => Weight::Care,
            Self::Speed(_) => Weight::Well,
        }
    }
}

impl Canary {
    fn weight(self) -> Weight {
        match self {
            Self::Sought { database: false, .. } => Weight::Bad,
            Self::Sought { mirror: false, .. } => Weight::Care,
            Self::Sought { closed: true, .. } => Weight::Well,
            Self::Left | Self::NotLeft | Self::Sought { .. } | Self::Elsewhere { .. } => {
                Weight::Open
            }
        }
    }

    /// Whether it says that the browser was closed entirely since, and the store still has it.
    fn is_proof(self) -> bool {
        matches!(self, Self::Sought { database: true, closed: true, .. })
    }
}

/// Everything found so far, one finding of each kind, in the order in which they are shown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Takes a finding in, in place of an earlier one about the same thing.
    pub fn take(&mut self, finding: Finding) {
        self.0.retain(|one| !one.is_about_the_same(&finding));
        let place = self.0.partition_point(|one| one.rank() < finding.rank());
        self.0.insert(place, finding);
    }

    /// Takes a finding in where there is none about the same thing.
    pub fn take_first(&mut self, finding: Finding) {
        if !self.0.iter().any(|one| one.is_about_the_same(&finding)) {
            self.take(finding);
        }
    }

    /// The findings.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter()
    }

    /// What became of the mark.
    pub fn canary(&self) -> Option<Canary> {
        self.0.iter().find_map(|one| match one {
            Finding::Canary(canary) => Some(*canary),
            _ => None,
        })
    }

    /// The answer. Whatever would lose work decides at once; nothing is said to keep it before a mark
    /// has outlived the browser and a file has come out of it; what asks for care is told with either.
    pub fn verdict(&self) -> Verdict {
        let heaviest = self.0.iter().map(Finding::weight).max();
        if heaviest == Some(Weight::Bad) {
            return Verdict::DoesNot;
        }
        let proven = self.canary().is_some_and(Canary::is_proof);
        let open = self.0.iter().any(|one| one.weight() == Weight::Open);
        let stored = self.0.contains(&Finding::Database(Outcome::Kept));
        match heaviest {
            _ if !proven || open || !stored => Verdict::NotKnown,
            Some(Weight::Care) => Verdict::WithCare,
            _ => Verdict::Keeps,
        }
    }
}
