//! What the readers promise: to come to an end, and that what they read is written and read again as it was.

use std::fmt::Debug;
use std::sync::Arc;

use domain::{CaseId, DeviceId, Framework, Inspection, InspectionId, progress, rate, rate_case};
use wire::store::{self, Link};
use wire::{Edition, Signature};

use crate::corpus::Kind;

/// What became of an input.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It was read.
    Read,
    /// It was refused, with a problem at least.
    Refused,
}

const SIGNATURE: Signature<'_> = Signature { program: "fuzz", at: 1, by: "AB" };

/// Reads a text and holds what was read against the promises.
pub(crate) fn check(kind: Kind, text: &str, framework: &Framework) -> Result<Outcome, String> {
    match kind {
        Kind::FrameworkToml => edition(Edition::read_toml(text)),
        Kind::FrameworkJson => edition(Edition::read(text)),
        Kind::Export => export(text),
        Kind::Head => head(text),
        Kind::Case => case(text, framework),
        Kind::Segment => segment(text),
    }
}

/// A refusal names what is wrong.
fn refused<T: Debug>(problems: &[T]) -> Result<Outcome, String> {
    if problems.is_empty() {
        Err("refused without a problem".to_owned())
    } else {
        Ok(Outcome::Refused)
    }
}

fn same<T: PartialEq>(what: &str, one: &T, other: &T) -> Result<(), String> {
    if one == other { Ok(()) } else { Err(format!("{what} differs after it was written and read")) }
}

fn edition<T: Debug>(read: Result<Edition, Vec<T>>) -> Result<Outcome, String> {
    let edition = match read {
        Err(problems) => return refused(&problems),
        Ok(edition) => edition,
    };
    let again =
        Edition::read(&edition.text).map_err(|found| format!("not read again: {found:?}"))?;
    same("the edition", &edition, &again)?;
    same("its digest", &edition.framework.digest, &wire::digest(edition.text.as_bytes()))?;
    // A file carries it, and an inspection can be begun with it.
    let inspection = Inspection::new(InspectionId::new(1));
    let text = wire::write(&SIGNATURE, &edition, &inspection, &[], None);
    let carried = wire::read(&text, |_| None).map_err(|found| format!("not carried: {found:?}"))?;
    same("the edition carried", &edition, &*carried.edition)?;
    rate(&edition.framework, &inspection);
    progress(&edition.framework, &inspection);
    for pool in &edition.framework.pools {
        rate_case(&edition.framework, &domain::Case::new(pool.id, "001".to_owned()), None);
    }
    Ok(Outcome::Read)
}

fn export(text: &str) -> Result<Outcome, String> {
    let peeked = wire::peek(text);
    let mut opened = match wire::open(text, |_| None) {
        Err(problems) => {
            if let Err(problems) = &peeked {
                refused(problems)?;
            }
            return refused(&problems);
        }
        Ok(opened) => opened,
    };
    let head = peeked.map_err(|found| format!("opened but not peeked at: {found:?}"))?;
    same("the head", &head, &opened.head)?;
    while opened.step(7) < opened.n_steps() {}
    let (exported, at_once) = (opened.finish(), wire::read(text, |_| None));
    same("the file read in steps", &exported, &at_once)?;
    let exported = match exported {
        Err(problems) => return refused(&problems),
        Ok(exported) => exported,
    };
    let (edition, inspection) = (&exported.edition, &exported.inspection);
    let known = |_: &str| Some(Arc::clone(edition));
    let written = wire::write(&SIGNATURE, edition, inspection, &exported.changes, None);
    let again =
        wire::read(&written, known).map_err(|found| format!("not read again: {found:?}"))?;
    same("the inspection", inspection, &again.inspection)?;
    same("the list of changes", &exported.changes, &again.changes)?;
    same("the edition", &**edition, &*again.edition)?;
    let twice = wire::write(&SIGNATURE, edition, &again.inspection, &again.changes, None);
    same("the text", &written, &twice)?;
    let ids: Vec<CaseId> = inspection.cases.keys().copied().take(2).collect();
    let some = wire::write(&SIGNATURE, edition, inspection, &exported.changes, Some(&ids));
    wire::read(&some, known).map_err(|found| format!("chosen cases not read: {found:?}"))?;

    let framework = &edition.framework;
    rate(framework, inspection);
    progress(framework, inspection);
    let told = inspection.restated(framework, DeviceId::new(9), "CD", 1);
    Inspection::fold(framework, inspection.id, &told)
        .map_err(|refusal| format!("not told again: {refusal:?}"))?;
    let files = [("one".to_owned(), exported.clone())];
    let together = wire::together(&files).map_err(|found| format!("not alone: {found:?}"))?;
    same("the inspection alone", inspection, &together.inspection)?;
    store_holds(&exported)?;
    Ok(Outcome::Read)
}

/// What a file brings can be kept in the store.
fn store_holds(exported: &wire::Exported) -> Result<(), String> {
    let (framework, inspection) = (&exported.edition.framework, &exported.inspection);
    head(&store::write_head(&exported.edition.name(), inspection, &Link::default()))
        .and_then(read_again)?;
    for (id, one) in &inspection.cases {
        case(&store::write_case(framework, *id, one), framework).and_then(read_again)?;
    }
    segment(&store::write_segment("", &exported.changes)).and_then(read_again)
}

fn read_again(outcome: Outcome) -> Result<(), String> {
    match outcome {
        Outcome::Read => Ok(()),
        Outcome::Refused => Err("what was stored is refused".to_owned()),
    }
}

fn head(text: &str) -> Result<Outcome, String> {
    let head = match store::read_head(text) {
        Err(problems) => return refused(&problems),
        Ok(head) => head,
    };
    let link = head.link.clone().unwrap_or_default();
    let written = store::write_head(&head.edition, &head.inspection, &link);
    let again = store::read_head(&written).map_err(|found| format!("not read again: {found:?}"))?;
    same("the head", &head.inspection, &again.inspection)?;
    same("the edition", &head.edition, &again.edition)?;
    Ok(Outcome::Read)
}

fn case(text: &str, framework: &Framework) -> Result<Outcome, String> {
    let (id, case) = match store::read_case(framework, text) {
        Err(problems) => return refused(&problems),
        Ok(read) => read,
    };
    let written = store::write_case(framework, id, &case);
    let again = store::read_case(framework, &written);
    let again = again.map_err(|found| format!("not read again: {found:?}"))?;
    same("the case", &(id, case.clone()), &again)?;
    rate_case(framework, &case, case.counting_reading());
    Ok(Outcome::Read)
}

fn segment(text: &str) -> Result<Outcome, String> {
    let segment = match store::read_segment(text) {
        Err(problems) => return refused(&problems),
        Ok(segment) => segment,
    };
    let before = segment.before.as_deref().unwrap_or_default();
    let written = store::write_segment(before, &segment.changes);
    let again =
        store::read_segment(&written).map_err(|found| format!("not read again: {found:?}"))?;
    same("the segment", &segment.changes, &again.changes)?;
    Ok(Outcome::Read)
}
