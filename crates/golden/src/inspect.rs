//! The inspection that an example describes.

use domain::{
    Applies, CaseId, DeviceId, Framework, Inspection, InspectionId, ReadingId, Reference, Slug,
    Target, Verdict, applies,
};

use crate::record::{GoldenRecord, GroupRecord};
use crate::{Finding, MOST_CASES};

/// What the panel's ratings call the service as a whole.
const OVERALL: &str = "overall";
const READER: &str = "AB";

/// Who writes the example down, change by change, as a reader would.
struct Hand<'a> {
    framework: &'a Framework,
    inspection: Inspection,
    findings: &'a mut Vec<Finding>,
}

/// The inspection; nothing where it has too many cases to be made.
pub(crate) fn inspection(
    framework: &Framework,
    golden: &GoldenRecord,
    findings: &mut Vec<Finding>,
) -> Option<Inspection> {
    let n_cases: u64 = golden.cases.iter().map(|group| u64::from(group.count)).sum();
    if n_cases > u64::from(MOST_CASES) {
        findings.push(Finding::TooManyCases);
        return None;
    }
    let inspection = Inspection::new(InspectionId::new(1));
    let mut hand = Hand { framework, inspection, findings };
    for (at, group) in golden.cases.iter().enumerate() {
        hand.group(at + 1, group);
    }
    for (standard, word) in &golden.proposed {
        if let Some(standard) = hand.standard(standard) {
            hand.set(Target::Proposed(standard), word);
        }
    }
    for (standard, word) in &golden.given {
        match standard.as_str() {
            OVERALL => hand.set(Target::Given(None), word),
            name => match hand.standard(name) {
                Some(standard) => hand.set(Target::Given(Some(standard)), word),
                None => continue,
            },
        };
    }
    Some(hand.inspection)
}

impl Hand<'_> {
    fn tell(&mut self, finding: Finding) {
        // Equal cases have equal findings.
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    /// Sets a target; tells where that cannot be.
    fn set(&mut self, target: Target, after: &str) -> bool {
        let after = Some(after.to_owned());
        let change = self.inspection.change(DeviceId::new(1), READER, 0, target, after);
        let Some(change) = change else { return true };
        let applied = self.inspection.apply(self.framework, &change);
        if let Err(refusal) = applied {
            self.tell(Finding::Refused(refusal));
            return false;
        }
        true
    }

    fn standard(&mut self, name: &str) -> Option<Reference> {
        let known = Reference::new(name).filter(|one| self.framework.standard(*one).is_some());
        if known.is_none() {
            self.tell(Finding::Unknown(name.to_owned()));
        }
        known
    }

    fn group(&mut self, at: usize, group: &GroupRecord) {
        let [not_sufficient, not_applicable, owed] =
            [&group.not_sufficient, &group.not_applicable, &group.owed]
                .map(|names| self.key_questions(names));
        let judged = |key_question: Reference| match key_question {
            one if owed.contains(&one) => None,
            one if not_sufficient.contains(&one) => Some(Verdict::NotSufficient),
            one if not_applicable.contains(&one) => Some(Verdict::NotApplicable),
            _ => Some(Verdict::Sufficient),
        };
        for _ in 0..group.count {
            let number = self.inspection.cases.len() + 1;
            let case = CaseId::new(number as u64);
            if !self.set(Target::Case(case), &format!("{} {number:03}", group.pool)) {
                return;
            }
            self.details(case, group);
            let asked = self.judge(case, judged);
            for named in [&not_sufficient, &not_applicable, &owed] {
                for key_question in named.iter().filter(|one| !asked.contains(one)) {
                    self.tell(Finding::NotAsked { group: at, key_question: *key_question });
                }
            }
        }
    }

    fn key_questions(&mut self, names: &[String]) -> Vec<Reference> {
        let mut known = Vec::new();
        for name in names {
            match Reference::new(name).filter(|one| self.framework.key_question(*one).is_some()) {
                Some(reference) => known.push(reference),
                None => self.tell(Finding::Unknown(name.clone())),
            }
        }
        known
    }

    fn details(&mut self, case: CaseId, group: &GroupRecord) {
        for (name, value) in &group.details {
            match Slug::new(name) {
                Some(detail) => drop(self.set(Target::Detail(case, detail), &value.text())),
                None => self.tell(Finding::Unknown(name.clone())),
            }
        }
    }

    /// Judges every key question that a case is asked; gives those that can be listed.
    fn judge(
        &mut self,
        case: CaseId,
        judged: impl Fn(Reference) -> Option<Verdict>,
    ) -> Vec<Reference> {
        let reading = ReadingId::new(1);
        self.set(Target::Reading(case, reading), READER);
        let framework = self.framework;
        let Some(pool) = self.inspection.cases.get(&case).map(|case| case.pool) else {
            return Vec::new();
        };
        let mut asked = Vec::new();
        for standard in framework.standards_of(pool) {
            for key_question in standard.key_questions.iter().filter(|one| !one.by_judgement) {
                let Some(record) = self.inspection.cases.get(&case) else { continue };
                let read = record.counting_reading();
                let verdict = match applies(framework, standard, key_question, record, read) {
                    Applies::Yes => judged(key_question.reference),
                    // It is owed, whatever may be judged.
                    Applies::Undecided(_) if judged(key_question.reference).is_none() => None,
                    Applies::No | Applies::Undecided(_) => continue,
                };
                asked.push(key_question.reference);
                if let Some(verdict) = verdict {
                    let target = Target::Verdict(case, reading, key_question.reference);
                    self.set(target, verdict.as_str());
                }
            }
        }
        asked
    }
}
