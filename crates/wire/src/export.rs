//! The file handed over: an inspection, or chosen cases of one, with all that is needed to rate it.
//!
//! The file names its format, version, counts and program, carries the framework's definition, and
//! seals the exact bytes of its content with a digest. Reading goes: size, JSON, format, version,
//! digest, framework, each case, each change; then the changes are folded and must give the state.

use std::borrow::Cow;
use std::sync::Arc;

use domain::{
    CaseId, Change, DeviceId, Fault, Framework, Inspection, Place, Problem, Refusal, Target,
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::case_record::CaseRecord;
use crate::change_record::ChangeRecord;
use crate::edition::{Edition, EditionName};
use crate::inspection_record::InspectionRecord;
use crate::json::{MOST_CHANGES, MOST_ENTRIES, MOST_READINGS};
use crate::{digest, framework_file, json};

/// The word every export begins with.
pub const FORMAT: &str = "caseread-inspection";
/// The version of the export that this program writes, and the newest it reads.
pub const VERSION: u32 = 3;
/// The largest file read, in bytes: about as many full cases as are read.
pub const LARGEST_FILE: u64 = 300_000_000;

/// The head of an export: who wrote it, when, with what, and what is in it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExportHead {
    /// Always `caseread-inspection`.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::FormatWord"))]
    pub format: String,
    /// The version of the format.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::VersionNumber"))]
    pub version: u32,
    /// The handling marking.
    pub marking: String,
    /// The program and its version.
    pub program: String,
    /// When it was written, in milliseconds since 1970 in UTC.
    pub exported_at: u64,
    /// Who wrote it: a name or initials, as given.
    pub exported_by: String,
    /// Whether it is the whole inspection, or chosen cases without the service record.
    pub whole: bool,
    /// The edition it works to.
    pub framework: EditionName,
    /// How many cases it holds.
    pub n_cases: usize,
    /// How many changes it holds.
    pub n_changes: usize,
    /// SHA-256 of the bytes of `content`, as 64 hexadecimal digits.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::DigestText"))]
    pub digest: String,
}

/// What is told of a file by one walk over it. Each walk over the content costs as much as reading it
/// from a disk.
#[derive(Deserialize)]
struct Outside<'a> {
    #[serde(borrow, default)]
    format: Option<Cow<'a, str>>,
    #[serde(default)]
    version: Option<u32>,
    #[serde(borrow, default)]
    content: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Content<'a> {
    #[serde(borrow)]
    framework: &'a RawValue,
    #[serde(borrow)]
    inspection: &'a RawValue,
    #[serde(borrow, deserialize_with = "json::at_most::<MOST_ENTRIES, _, _>")]
    cases: Vec<&'a RawValue>,
    #[serde(borrow, deserialize_with = "json::at_most::<MOST_CHANGES, _, _>")]
    changes: Vec<&'a RawValue>,
}

/// An export whose outside is sound and whose inside is read step by step.
pub struct Opened<'a> {
    /// Its head.
    pub head: ExportHead,
    /// The edition it carries.
    pub edition: Arc<Edition>,
    cases: Vec<&'a RawValue>,
    changes: Vec<&'a RawValue>,
    pub(crate) state: Inspection,
    read: Vec<Change>,
    n_read: usize,
    problems: Vec<Problem>,
}

/// What a sound export holds.
#[derive(Clone, PartialEq, Debug)]
pub struct Exported {
    /// Its head.
    pub head: ExportHead,
    /// The edition it works to.
    pub edition: Arc<Edition>,
    /// The inspection: the fold of the changes, which is also the state in the file.
    pub inspection: Inspection,
    /// The changes, in the order of their clocks.
    pub changes: Vec<Change>,
}

/// A budget for [`Opened::step`] that leaves nothing over.
pub const WHOLE_STEPS: usize = usize::MAX;

/// Reads no more than the head of a file.
///
/// # Errors
/// As [`open`], without looking at the content.
pub fn peek(text: &str) -> Result<ExportHead, Vec<Problem>> {
    outside(text).map(|(head, _)| head)
}

/// The head of a file, and its content where it has any.
fn outside(text: &str) -> Result<(ExportHead, Option<&RawValue>), Vec<Problem>> {
    let kind = Kind { format: FORMAT, version: VERSION, largest: LARGEST_FILE };
    let (head, content) = open_kind(text, &kind)?;
    let head = serde_json::from_str(&head).map_err(|error| vec![json::problem(&error)])?;
    Ok((head, content))
}

/// A kind of file that Caseread writes.
pub(crate) struct Kind {
    pub(crate) format: &'static str,
    pub(crate) version: u32,
    pub(crate) largest: u64,
}

/// The text of a file of this kind without its content, and the content where it has any.
pub(crate) fn open_kind<'a>(
    text: &'a str,
    kind: &Kind,
) -> Result<(String, Option<&'a RawValue>), Vec<Problem>> {
    let fail = |fault| vec![Problem::at(Place::File, fault)];
    let found = text.len() as u64;
    if found > kind.largest {
        return Err(fail(Fault::TooLarge { found, most: kind.largest }));
    }
    if seal::is_sealed(text.as_bytes()) {
        return Err(fail(Fault::Sealed));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let outside: Outside<'_> = serde_json::from_str(text).map_err(|error| {
        // An array, a number, or another program's object: sound JSON that is none of ours.
        if error.is_data() { fail(Fault::NotOurs) } else { vec![json::problem(&error)] }
    })?;
    let format = outside.format.as_deref().unwrap_or_default();
    match outside.version {
        Some(version) if format == kind.format && version > kind.version => {
            Err(fail(Fault::NewerVersion { found: version, newest: kind.version }))
        }
        // Older versions are read as this one: 2 only added what is carried over from another edition, 3 how
        // far a reading is and the key that work is sealed for.
        Some(version) if format == kind.format && (1..=kind.version).contains(&version) => {
            Ok((without(text, outside.content), outside.content))
        }
        _ if format == kind.format => Err(fail(Fault::NotOurs)),
        _ => Err(fail(match format {
            framework_file::FORMAT => Fault::IsFramework,
            FORMAT => Fault::IsInspection,
            _ => Fault::NotOurs,
        })),
    }
}

/// A text without a part of it, so that the rest is soon read. What stands before the part keeps its
/// line and column.
fn without(text: &str, part: Option<&RawValue>) -> String {
    let part = part.map_or("", RawValue::get);
    let at = (part.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
    match (text.get(..at), text.get(at.wrapping_add(part.len())..)) {
        (Some(before), Some(after)) if !part.is_empty() => format!("{before}null{after}"),
        _ => text.to_owned(),
    }
}

/// The head and the content of a file that has the outside Caseread writes and the digest it names;
/// `None` for any other, sound or not.
///
/// Where the content lies is a guess that is then proved: the rest of the file with `{}` in its place
/// must be an export whose content that is, and the content must be a JSON value by itself. Walking
/// over it to find its end is spared.
pub(crate) fn sealed(text: &str) -> Option<(ExportHead, &str)> {
    const BEFORE: &str = "\n  \"content\": ";
    if text.len() as u64 > LARGEST_FILE {
        return None;
    }
    let begin = text.find(BEFORE)? + BEFORE.len();
    let (rest, content) = (&text[..begin], text[begin..].strip_suffix("\n}\n")?);
    let rest = format!("{rest}{{}}\n}}\n");
    let (head, found) = outside(&rest).ok()?;
    let is_there = found.is_some_and(|found| found.get().as_ptr() == rest[begin..].as_ptr());
    // Blanks around a value are no part of it.
    let is_bare = content.starts_with('{') && content.ends_with('}');
    (is_there && is_bare && digest(content.as_bytes()) == head.digest).then_some((head, content))
}

/// The head of a file and the parts of its content, whose digest is the one the head names.
fn parts(text: &str) -> Result<(ExportHead, Content<'_>), Vec<Problem>> {
    if let Some((head, content)) = sealed(text)
        && let Ok(content) = serde_json::from_str(content)
    {
        return Ok((head, content));
    }
    let (head, content) = outside(text)?;
    let missing = || vec![Problem::at(Place::Part("content".to_owned()), Fault::Missing)];
    let content = content.ok_or_else(missing)?;
    if digest(content.get().as_bytes()) != head.digest {
        return Err(vec![Problem::at(Place::Part("content".to_owned()), Fault::DigestDiffers)]);
    }
    let content = serde_json::from_str(content.get())
        .map_err(|error| vec![json::problem_in("content", &error)])?;
    Ok((head, content))
}

/// Opens an export: everything but its cases and changes is read and checked.
///
/// `known` gives an edition the program already holds, by digest, to spare reading it again.
///
/// # Errors
/// Every problem found so far.
pub fn open<'a>(
    text: &'a str,
    known: impl Fn(&str) -> Option<Arc<Edition>>,
) -> Result<Opened<'a>, Vec<Problem>> {
    let (head, content) = parts(text)?;
    let edition = edition(&head, content.framework.get(), known)?;
    let record = serde_json::from_str(content.inspection.get())
        .map_err(|error| vec![json::problem_in("content.inspection", &error)])?;
    let counts = (content.cases.len(), content.changes.len());
    let mut opened = Opened::begin(head, edition, record, counts)?;
    opened.read.reserve_exact(content.changes.len());
    (opened.cases, opened.changes) = (content.cases, content.changes);
    Ok(opened)
}

pub(crate) fn edition(
    head: &ExportHead,
    text: &str,
    known: impl Fn(&str) -> Option<Arc<Edition>>,
) -> Result<Arc<Edition>, Vec<Problem>> {
    let place = || Place::Part("content.framework".to_owned());
    let claimed = head.framework.digest.as_str();
    if let Some(edition) = known(claimed).filter(|edition| edition.text == text) {
        return Ok(edition);
    }
    // A line and column would be those of the framework alone, and point elsewhere in the file.
    let in_part = |problem: Problem| match problem.place {
        Place::Line(..) | Place::File => Problem::at(place(), problem.fault),
        Place::Field(path) => {
            Problem::at(Place::Field(format!("content.framework.{path}")), problem.fault)
        }
        _ => problem,
    };
    // Read into a tree, a text of small values takes some twenty times its own room.
    let (found, most) = (text.len() as u64, framework_file::LARGEST_FILE);
    if found > most {
        return Err(vec![Problem::at(place(), Fault::TooLarge { found, most })]);
    }
    let edition = Edition::read(text)
        .map_err(|problems| problems.into_iter().map(in_part).collect::<Vec<_>>())?;
    if edition.framework.digest != claimed {
        return Err(vec![Problem::at(place(), Fault::FrameworkDigestDiffers)]);
    }
    Ok(Arc::new(edition))
}

impl Opened<'_> {
    /// An export before its first case and change; `counts` tells how many of each there are.
    pub(crate) fn begin(
        head: ExportHead,
        edition: Arc<Edition>,
        record: InspectionRecord<'_>,
        counts: (usize, usize),
    ) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let state = record.inspection("content.inspection", &mut problems);
        for (part, said, found) in
            [("n_cases", head.n_cases, counts.0), ("n_changes", head.n_changes, counts.1)]
        {
            if said != found {
                let fault = Fault::CountDiffers { said, found };
                problems.push(Problem::at(Place::Part(part.to_owned()), fault));
            }
        }
        let Some(state) = state else { return Err(problems) };
        let (cases, changes, read) = (Vec::new(), Vec::new(), Vec::new());
        Ok(Self { head, edition, cases, changes, state, read, n_read: 0, problems })
    }

    /// How many cases and changes there are to read.
    pub fn n_steps(&self) -> usize {
        self.cases.len() + self.changes.len()
    }

    /// Reads on, at most `n` cases and changes; gives how many are read in all.
    pub fn step(&mut self, n: usize) -> usize {
        let until = self.n_read.saturating_add(n).min(self.n_steps());
        while self.n_read < until {
            if self.problems.len() >= MOST_PROBLEMS {
                self.n_read = self.n_steps();
                break;
            }
            match self.n_read.checked_sub(self.cases.len()) {
                None => self.read_case(self.n_read),
                Some(at) => self.read_change(at),
            }
            self.n_read += 1;
        }
        self.n_read
    }

    fn read_case(&mut self, at: usize) {
        match serde_json::from_str::<CaseRecord<'_>>(self.cases[at].get()) {
            Err(error) => {
                self.problems.push(json::problem_in(format!("content.cases[{at}]"), &error));
            }
            Ok(record) => self.put_case(at, record),
        }
    }

    pub(crate) fn put_case(&mut self, at: usize, record: CaseRecord<'_>) {
        let place = format!("content.cases[{at}]");
        let case = record.case(&self.edition.framework, &place, &mut self.problems);
        if let Some((id, case)) = case {
            let number = case.number.clone();
            let twice = self.state.case_numbered(&number).is_some();
            if self.state.cases.insert(id, Arc::new(case)).is_some() || twice {
                self.problems.push(Problem::at(Place::Field(place), Fault::Twice(number)));
            }
        }
    }

    fn read_change(&mut self, at: usize) {
        let record = serde_json::from_str::<ChangeRecord<'_>>(self.changes[at].get())
            .map_err(|error| json::problem_in(format!("content.changes[{at}]"), &error));
        match record.and_then(|record| record.change(format_args!("content.changes[{at}]"))) {
            Ok(change) => self.read.push(change),
            Err(problem) => self.problems.push(problem),
        }
    }

    /// Reads what is left, folds the changes and holds the fold against the state.
    ///
    /// # Errors
    /// Every problem of the file.
    pub fn finish(mut self) -> Result<Exported, Vec<Problem>> {
        self.step(WHOLE_STEPS);
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        let mut changes = std::mem::take(&mut self.read);
        in_order(&mut changes);
        let inspection = fold(&self.edition.framework, &self.state, &changes)?;
        self.settle(inspection, changes)
    }

    /// Holds the fold of the changes against the state, once all is read.
    pub(crate) fn settle(
        self,
        inspection: Inspection,
        changes: Vec<Change>,
    ) -> Result<Exported, Vec<Problem>> {
        let mut problems = self.problems;
        problems.extend(differences(&self.state, &inspection));
        if problems.is_empty() {
            return Ok(Exported { head: self.head, edition: self.edition, inspection, changes });
        }
        problems.truncate(MOST_DIFFERENCES);
        Err(problems)
    }
}

/// Whoever has so many problems needs another file: no more cases and changes are read then.
const MOST_PROBLEMS: usize = 1_000;

/// One altered word can make every case differ: beyond this many the list says no more.
const MOST_DIFFERENCES: usize = 50;

/// Puts changes in the one order in which they are folded.
pub fn in_order(changes: &mut [Change]) {
    changes.sort_unstable_by_key(place_in_order);
}

/// By what changes are ordered.
pub(crate) fn place_in_order(change: &Change) -> (u64, DeviceId, u32) {
    (change.stamp.clock, change.stamp.device, change.stamp.sequence)
}

fn fold(
    framework: &Framework,
    state: &Inspection,
    changes: &[Change],
) -> Result<Inspection, Vec<Problem>> {
    let mut fold = Inspection::new(state.id);
    for (at, change) in changes.iter().enumerate() {
        fold.apply(framework, change).map_err(|refusal| refused(state, changes, at, refusal))?;
        if let Some(most) = crowded(&fold, change) {
            let place = Place::Part(format!("content.changes[{at}]"));
            return Err(vec![Problem::at(place, Fault::TooMany { most })]);
        }
    }
    Ok(fold)
}

/// The limit that a change broke: what is added to takes as long as there is of it already.
pub(crate) fn crowded(fold: &Inspection, change: &Change) -> Option<usize> {
    let readings = |id| fold.cases.get(&id).is_some_and(|case| case.readings.len() > MOST_READINGS);
    if fold.cases.len() > MOST_ENTRIES || fold.record.evidence.len() > MOST_ENTRIES {
        return Some(MOST_ENTRIES);
    }
    change.target.case().is_some_and(readings).then_some(MOST_READINGS)
}

fn refused(state: &Inspection, changes: &[Change], at: usize, refusal: Refusal) -> Vec<Problem> {
    let place = match (&refusal, changes[at].target.case()) {
        (Refusal::NumberTaken(number), _) => Place::Case(number.clone()),
        (_, Some(id)) if state.cases.contains_key(&id) => {
            Place::Case(state.cases[&id].number.clone())
        }
        _ => Place::Part(format!("content.changes[{at}]")),
    };
    vec![Problem::at(place, Fault::Refused(refusal))]
}

/// Where the state of a file and the fold of its changes part.
fn differences(state: &Inspection, fold: &Inspection) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (id, case) in &state.cases {
        if fold.cases.get(id) != Some(case) {
            problems.push(Problem::at(Place::Case(case.number.clone()), Fault::StateDiffers));
        }
    }
    for (id, case) in &fold.cases {
        if !state.cases.contains_key(id) {
            problems.push(Problem::at(Place::Case(case.number.clone()), Fault::StateDiffers));
        }
    }
    let own = |one: &Inspection| {
        let (service, marking) = (one.service.clone(), one.marking.clone());
        (service, one.nation, one.fieldwork_from, one.fieldwork_to, marking, one.record.clone())
    };
    if own(state) != own(fold) {
        problems
            .push(Problem::at(Place::Part("content.inspection".to_owned()), Fault::StateDiffers));
    }
    problems
}

/// The changes that a file of `chosen` cases carries; of all where nothing is chosen.
fn is_carried(change: &Change, chosen: Option<&[CaseId]>) -> bool {
    match (chosen, change.target.case()) {
        (None, _) => true,
        (Some(chosen), Some(case)) => chosen.contains(&case),
        (Some(_), None) => matches!(change.target, Target::Inspection(_)),
    }
}

/// The content of an export, piece by piece; joined in order they are one JSON object.
///
/// `chosen` picks cases; `None` is the whole inspection. The second value counts the pieces.
pub fn content_pieces<'a>(
    edition: &'a Edition,
    inspection: &'a Inspection,
    changes: &'a [Change],
    chosen: Option<&'a [CaseId]>,
) -> (impl Iterator<Item = String> + 'a, usize) {
    const CHANGES_A_PIECE: usize = 500;
    let record = InspectionRecord::of(inspection);
    let record = if chosen.is_some() { record.without_service() } else { record };
    let own = serde_json::to_string(&record).unwrap_or_default();
    let start = format!("{{\n\"framework\":{},\n\"inspection\":{own},\n\"cases\":[", edition.text);

    let is_chosen = move |id: &CaseId| chosen.is_none_or(|chosen| chosen.contains(id));
    let cases: Vec<_> = inspection.by_number().filter(|(id, _)| is_chosen(id)).collect();
    let carried: Vec<&Change> =
        changes.iter().filter(|change| is_carried(change, chosen)).collect();
    let n_pieces = 3 + cases.len() + carried.len().div_ceil(CHANGES_A_PIECE);

    let cases = cases.into_iter().enumerate().map(|(at, (id, case))| {
        let record = CaseRecord::of(&edition.framework, id, case);
        let text = serde_json::to_string(&record).unwrap_or_default();
        format!("{}\n{text}", if at > 0 { "," } else { "" })
    });
    let n_changes = carried.len();
    let changes = (0..n_changes).step_by(CHANGES_A_PIECE).map(move |from| {
        let mut piece = String::new();
        let until = (from + CHANGES_A_PIECE).min(n_changes);
        for (at, change) in carried[from..until].iter().enumerate() {
            piece.push_str(if from + at > 0 { ",\n" } else { "\n" });
            piece.push_str(&serde_json::to_string(&ChangeRecord::of(change)).unwrap_or_default());
        }
        piece
    });
    let pieces = std::iter::once(start)
        .chain(cases)
        .chain(std::iter::once("],\n\"changes\":[".to_owned()))
        .chain(changes)
        .chain(std::iter::once("]\n}".to_owned()));
    (pieces, n_pieces)
}

/// Who writes a file, when and with what.
pub struct Signature<'a> {
    /// The program and its version.
    pub program: &'a str,
    /// Milliseconds since 1970 in UTC.
    pub at: u64,
    /// A name or initials.
    pub by: &'a str,
}

/// Puts the head before a content and seals it with the digest of its bytes.
pub fn seal(
    signature: &Signature<'_>,
    edition: &Edition,
    inspection: &Inspection,
    changes: &[Change],
    chosen: Option<&[CaseId]>,
    content: &str,
) -> String {
    let head = ExportHead {
        format: FORMAT.to_owned(),
        version: VERSION,
        marking: inspection.marking.clone(),
        program: signature.program.to_owned(),
        exported_at: signature.at,
        exported_by: signature.by.to_owned(),
        whole: chosen.is_none(),
        framework: edition.name(),
        n_cases: match chosen {
            None => inspection.cases.len(),
            Some(chosen) => inspection.cases.keys().filter(|id| chosen.contains(id)).count(),
        },
        n_changes: changes.iter().filter(|change| is_carried(change, chosen)).count(),
        digest: digest(content.as_bytes()),
    };
    let mut text = serde_json::to_string_pretty(&head).unwrap_or_default();
    // The head's closing brace gives way to the content.
    text.truncate(text.trim_end_matches(['}', '\n']).len());
    text.reserve(content.len() + 20);
    text.push_str(",\n  \"content\": ");
    text.push_str(content);
    text.push_str("\n}\n");
    text
}

/// Writes a whole export in one go.
pub fn write(
    signature: &Signature<'_>,
    edition: &Edition,
    inspection: &Inspection,
    changes: &[Change],
    chosen: Option<&[CaseId]>,
) -> String {
    let (pieces, _) = content_pieces(edition, inspection, changes, chosen);
    let content: String = pieces.collect();
    seal(signature, edition, inspection, changes, chosen, &content)
}
