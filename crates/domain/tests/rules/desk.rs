//! A desk at which a reader works on an inspection, one written line for each change.

use domain::{
    Case, CaseId, CaseRating, Change, DeviceId, EvidenceId, EvidencePart, Framework, Inspection,
    InspectionField, InspectionId, ReadingId, Reference, Refusal, Slug, Target, rate_case,
};

/// An inspection and the changes that made it.
#[derive(Clone)]
pub(crate) struct Desk {
    /// The framework worked to.
    pub(crate) framework: Framework,
    /// The inspection so far.
    pub(crate) inspection: Inspection,
    /// Every change made here.
    pub(crate) changes: Vec<Change>,
    /// Who sits at it.
    pub(crate) reader: &'static str,
    /// When changes are made, by the wall clock.
    pub(crate) at: u64,
    device: DeviceId,
}

impl Desk {
    /// When changes are made at a new desk.
    pub(crate) const AT: u64 = 1_700_000_000_000;

    /// A desk with nothing written yet.
    pub(crate) fn new(framework: Framework) -> Self {
        let inspection = Inspection::new(InspectionId::new(7));
        let (device, changes) = (DeviceId::new(1), Vec::new());
        Self { framework, inspection, changes, reader: "AB", at: Self::AT, device }
    }

    /// A desk where this was written.
    pub(crate) fn with(framework: Framework, text: &str) -> Self {
        let mut desk = Self::new(framework);
        desk.write(text);
        desk
    }

    /// The same work, carried on by another device.
    pub(crate) fn at_device(&self, device: u64) -> Self {
        Self { device: DeviceId::new(device), ..self.clone() }
    }

    /// Writes changes, one a line or between semicolons, as `target: value`; see [`target`].
    ///
    /// Work in a case that nobody has begun to read begins a reading first.
    pub(crate) fn write(&mut self, text: &str) {
        for line in lines(text) {
            let (target, after) = parse(line);
            if let Target::Answer(case, reading, _)
            | Target::Note(case, reading, _)
            | Target::EarlierAnswer(case, reading, _)
            | Target::EarlierVerdict(case, reading, _)
            | Target::Verdict(case, reading, _)
            | Target::Reason(case, reading, _) = target
            {
                let began = Target::Reading(case, reading);
                if self.inspection.value(&began).is_none() {
                    self.set(began, Some(self.reader.to_owned())).unwrap();
                }
            }
            self.set(target, after).unwrap_or_else(|refusal| panic!("{line:?}: {refusal:?}"));
        }
    }

    /// Writes one line; gives why it was refused.
    pub(crate) fn attempt(&mut self, line: &str) -> Result<(), Refusal> {
        let (target, after) = parse(line);
        self.set(target, after)
    }

    /// Sets a target, if that alters anything.
    pub(crate) fn set(&mut self, target: Target, after: Option<String>) -> Result<(), Refusal> {
        let change = self.inspection.change(self.device, self.reader, self.at, target, after);
        let Some(change) = change else { return Ok(()) };
        self.inspection.apply(&self.framework, &change)?;
        self.changes.push(change);
        Ok(())
    }

    /// A case by its number.
    pub(crate) fn case(&self, number: &str) -> &Case {
        self.inspection.case_numbered(number).unwrap().1
    }

    /// What the reading that counts in a case gives.
    pub(crate) fn rated(&self, number: &str) -> CaseRating {
        let case = self.case(number);
        rate_case(&self.framework, case, case.counting_reading())
    }
}

/// A reference from its text.
pub(crate) fn reference(text: &str) -> Reference {
    Reference::new(text).unwrap()
}

/// A slug from its text.
pub(crate) fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

/// The parts of a text that say something.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', ';']).map(str::trim).filter(|line| !line.is_empty())
}

/// A target and its value after; nothing after the colon is nothing.
fn parse(line: &str) -> (Target, Option<String>) {
    let (words, after) = line.split_once(':').unwrap_or_else(|| panic!("no colon in {line:?}"));
    let after = after.trim();
    (target(words), (!after.is_empty()).then(|| after.to_owned()))
}

/// A target as tests write it.
///
/// | words | target |
/// |---|---|
/// | `service`, `nation`, `from`, `to`, `marking`, `origin`, `hand-over key` | a field of the inspection |
/// | `001` | the case whose identifier is 1, whatever its number |
/// | `001 withdrawn` | its withdrawal |
/// | `001 reading`, `001#2 reading` | its first, its second reading |
/// | `001 state` | how far that reading is |
/// | `001 safety` | a detail |
/// | `001 2.1.1a`, `001 2.1.1a note`, `001 2.1.1a earlier` | an answer, a note, an earlier answer |
/// | `001 2.1.1`, `001 2.1.1 reason`, `001 2.1.1 earlier` | a verdict, a reason, an earlier verdict |
/// | `e1 place`, `e1 source`, `e1 date`, `e1 summary`, `e1 direction` | a part of an evidence entry |
/// | `proposed 1.1`, `proposed 1.1 reason`, `proposed 1.1 earlier` | a proposal |
/// | `given 1.1`, `given overall`, `given 1.1 reason`, `given 1.1 by` | what the panel gave |
pub(crate) fn target(words: &str) -> Target {
    let words: Vec<&str> = words.split_whitespace().collect();
    let standard = |word: &str| (word != "overall").then(|| reference(word));
    match words[..] {
        ["service"] => Target::Inspection(InspectionField::Service),
        ["nation"] => Target::Inspection(InspectionField::Nation),
        ["from"] => Target::Inspection(InspectionField::FieldworkFrom),
        ["to"] => Target::Inspection(InspectionField::FieldworkTo),
        ["marking"] => Target::Inspection(InspectionField::Marking),
        ["origin"] => Target::Inspection(InspectionField::Origin),
        ["hand-over", "key"] => Target::Inspection(InspectionField::HandOverKey),
        ["proposed", one] => Target::Proposed(reference(one)),
        ["proposed", one, "reason"] => Target::ProposedReason(reference(one)),
        ["proposed", one, "earlier"] => Target::EarlierProposed(reference(one)),
        ["given", one] => Target::Given(standard(one)),
        ["given", one, "reason"] => Target::GivenReason(standard(one)),
        ["given", one, "by"] => Target::GivenBy(standard(one)),
        [entry, part] if entry.starts_with('e') => {
            let id = EvidenceId::new(entry[1..].parse().unwrap());
            Target::Evidence(
                id,
                match part {
                    "place" => EvidencePart::KeyQuestion,
                    "source" => EvidencePart::Source,
                    "date" => EvidencePart::Date,
                    "summary" => EvidencePart::Summary,
                    "direction" => EvidencePart::Direction,
                    _ => panic!("no part {part:?}"),
                },
            )
        }
        [case, ref rest @ ..] => in_case(case, rest),
        [] => panic!("no target"),
    }
}

fn in_case(case: &str, rest: &[&str]) -> Target {
    let (case, reading) = case.split_once('#').unwrap_or((case, "1"));
    let case = CaseId::new(case.parse().unwrap());
    let reading = ReadingId::new(reading.parse().unwrap());
    let is_prompt = |word: &str| word.ends_with(|last: char| last.is_ascii_alphabetic());
    match *rest {
        [] => Target::Case(case),
        ["withdrawn"] => Target::Withdrawn(case),
        ["state"] => Target::State(case, reading),
        ["reading"] => Target::Reading(case, reading),
        [one, "note"] => Target::Note(case, reading, reference(one)),
        [one, "earlier"] if is_prompt(one) => Target::EarlierAnswer(case, reading, reference(one)),
        [one, "earlier"] => Target::EarlierVerdict(case, reading, reference(one)),
        [one, "reason"] => Target::Reason(case, reading, reference(one)),
        [one] if !one.contains('.') => Target::Detail(case, slug(one)),
        [one] if is_prompt(one) => Target::Answer(case, reading, reference(one)),
        [one] => Target::Verdict(case, reading, reference(one)),
        _ => panic!("no target {rest:?}"),
    }
}
