//! What is asked of an inspection, what is done, what is still owed.

use crate::{CaseId, Evidence, Framework, Inspection, Owed, Proposal, Reference, rate_case};

/// Progress over the whole inspection.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Progress {
    /// Every case of the sample, by number.
    pub cases: Vec<(CaseId, CaseProgress)>,
    /// What the standards judged at service level, and panel ratings begun, still owe.
    pub service: Vec<ServiceOwed>,
    /// Standards asked at service level.
    pub service_asked: u32,
}

/// Progress of one case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CaseProgress {
    /// How many things are asked.
    pub asked: u32,
    /// How many are owed.
    pub owed: u32,
    /// The first thing owed.
    pub next: Option<Owed>,
}

impl CaseProgress {
    /// How many are done.
    pub fn done(&self) -> u32 {
        self.asked.saturating_sub(self.owed)
    }
}

/// One thing owed outside the cases.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ServiceOwed {
    /// A proposed rating for this standard.
    Proposal(Reference),
    /// The reason for the proposal.
    ProposalReason(Reference),
    /// The reason for the panel's rating: of a standard, or overall.
    GivenReason(Option<Reference>),
    /// Who gave the panel's rating.
    GivenBy(Option<Reference>),
}

impl Progress {
    /// Everything owed, cases and service together.
    pub fn owed(&self) -> u32 {
        self.cases.iter().map(|(_, case)| case.owed).sum::<u32>() + self.service.len() as u32
    }
}

/// Walks the whole inspection for what is owed.
pub fn progress(framework: &Framework, inspection: &Inspection) -> Progress {
    let cases = inspection
        .sample()
        .into_iter()
        .map(|(id, case)| {
            let rating = rate_case(framework, case, case.counting_reading());
            let progress = CaseProgress {
                asked: rating.asked,
                owed: rating.owed.len() as u32,
                next: rating.owed.first().copied(),
            };
            (id, progress)
        })
        .collect();
    let (service, service_asked) = service_owed(framework, inspection);
    Progress { cases, service, service_asked }
}

fn service_owed(framework: &Framework, inspection: &Inspection) -> (Vec<ServiceOwed>, u32) {
    let record = &inspection.record;
    let mut owed = Vec::new();
    let mut asked = 0;
    for standard in framework.all_standards().filter(|one| one.rated) {
        let reference = standard.reference;
        let proposed = record.proposed.get(&reference);
        let proposal = proposed.and_then(|one| one.proposal);
        if standard.evidence != Evidence::Cases {
            asked += 1;
            // An optional standard is owed as soon as one of its cases is in the sample (3.6).
            let has_a_case = || {
                let mut cases = inspection.cases.values();
                cases.any(|case| case.withdrawn.is_none() && standard.draws_on(case.pool))
            };
            if proposal.is_none() && (!standard.optional || has_a_case()) {
                owed.push(ServiceOwed::Proposal(reference));
            }
        }
        let reasoned = proposed.is_some_and(|one| !one.reason.trim().is_empty());
        if matches!(proposal, Some(Proposal::Rated(_) | Proposal::NotRated)) && !reasoned {
            owed.push(ServiceOwed::ProposalReason(reference));
        }
    }
    for (standard, given) in record.given.iter().filter(|(_, given)| given.rating.is_some()) {
        if given.reason.trim().is_empty() {
            owed.push(ServiceOwed::GivenReason(*standard));
        }
        if given.by.trim().is_empty() {
            owed.push(ServiceOwed::GivenBy(*standard));
        }
    }
    (owed, asked)
}
