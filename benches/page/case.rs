//! The case that is opened: unread, and with every one of its questions on screen.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, anyhow, ensure};
use domain::{
    Answer, Case, CaseId, Condition, DeviceId, Framework, InspectionId, Reading, ReadingId,
    Reference, Slug, Target, Truth, is_shown,
};
use example::Example;
use wire::Edition;

/// Who recorded the details of the case: not the browser that reads it.
const DEVICE: u64 = 7;
const READER: &str = "AB";
/// A morning in November 2024, in milliseconds since 1970.
const AT: u64 = 1_731_918_600_000;

/// The details by which every key question applies and every prompt on a detail is shown.
const DETAILS: [(&str, &str); 3] =
    [("identifiable-victim", "yes"), ("safety-inspector", "medium"), ("rosh-inspector", "medium")];

/// An export in a file, with the unread case in it.
pub struct Sample {
    pub file: PathBuf,
    pub edition: Arc<Edition>,
    pub inspection: InspectionId,
    pub case: Arc<Case>,
}

impl Sample {
    /// Writes an inspection of so many cases: one of them unread, all others read.
    pub fn write(n_cases: usize, folder: &Path) -> Result<Self> {
        let mut example = Example::of(n_cases - 1)?;
        let id = add_unread(&mut example)?;
        let file = folder.join(format!("{n_cases}-cases.json"));
        fs::write(&file, example.export())?;
        let inspection = example.inspection;
        ensure!(inspection.cases.len() == n_cases, "{} cases", inspection.cases.len());
        let case = inspection.cases.get(&id).context("the unread case is lost")?.clone();
        Ok(Self { file, edition: example.edition, inspection: inspection.id, case })
    }

    /// The reading that is begun and not gone on with.
    pub fn reading(&self) -> Result<&Reading> {
        self.case.counting_reading().context("nobody has begun to read the case")
    }
}

/// Adds the case with its details. Where a prompt follows on the answer to another one, that other
/// one is answered no, so that the prompt is on screen: answering it again is still a change.
fn add_unread(example: &mut Example) -> Result<CaseId> {
    let edition = example.edition.clone();
    let framework = &edition.framework;
    let (case, reading) = (CaseId::new(DEVICE), ReadingId::new(DEVICE));
    let court = Slug::new("court").context("the framework has no court cases")?;
    let number = example.inspection.next_number();
    set(example, Target::Case(case), &format!("{court} {number}"))?;
    set(example, Target::Reading(case, reading), READER)?;
    for (detail, value) in DETAILS {
        let detail = Slug::new(detail).with_context(|| format!("no detail {detail}"))?;
        set(example, Target::Detail(case, detail), value)?;
    }
    for prompt in followed(framework, court) {
        set(example, Target::Answer(case, reading, prompt), Answer::No.as_str())?;
    }
    Ok(case)
}

/// The prompts on whose answers others hang.
fn followed(framework: &Framework, pool: Slug) -> impl Iterator<Item = Reference> {
    let key_questions = framework.standards_of(pool).flat_map(|one| &one.key_questions);
    key_questions.flat_map(|one| &one.prompts).filter_map(|prompt| match &prompt.shown_when {
        Some(Condition::Answer { prompt, .. }) => Some(*prompt),
        _ => None,
    })
}

fn set(example: &mut Example, target: Target, value: &str) -> Result<()> {
    let (inspection, device) = (&mut example.inspection, DeviceId::new(DEVICE));
    let value = Some(value.to_owned());
    let Some(change) = inspection.change(device, READER, AT, target, value) else { return Ok(()) };
    inspection
        .apply(&example.edition.framework, &change)
        .map_err(|refusal| anyhow!("{target:?} was refused: {refusal:?}"))?;
    example.changes.push(change);
    Ok(())
}

/// Whether the case as written shows this prompt.
pub fn shows(sample: &Sample, prompt: &domain::Prompt) -> Result<bool> {
    let framework = &sample.edition.framework;
    Ok(is_shown(framework, prompt, &sample.case, Some(sample.reading()?)) == Truth::Holds)
}
