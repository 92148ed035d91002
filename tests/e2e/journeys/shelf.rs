//! What lies in the browser's store, as the rules see it.

use std::sync::Arc;

use domain::{Answer, Case, CaseId, Change, Inspection, Problem, Reading, Reference, Verdict};
use wire::{Edition, Exported, store};

use crate::person::{Kept, Person};

/// The one inspection in the store.
pub struct OnShelf {
    pub edition: Arc<Edition>,
    /// The work: the fold of the whole journal.
    pub inspection: Inspection,
    pub changes: Vec<Change>,
    /// What the page makes of it when it is opened: the snapshot and the journal after it.
    pub as_opened: Inspection,
}

/// The one inspection in this person's store.
pub async fn on_shelf(person: &Person) -> OnShelf {
    in_kept(&person.everything_kept().await)
}

/// The one inspection in what was kept. Its snapshot has to tell the same as its journal.
pub fn in_kept(kept: &Kept) -> OnShelf {
    let heads: Vec<&String> = kept["heads"].values().collect();
    let [head] = heads[..] else { panic!("there are {} inspections in the store", heads.len()) };
    let head = sound(store::read_head(head));
    let Some(definition) = kept["editions"].get(&head.edition.digest) else {
        panic!("the framework {} is not kept", head.edition.digest);
    };
    let edition = Arc::new(sound(Edition::read(definition)));
    let framework = &edition.framework;
    assert_eq!(framework.digest, head.edition.digest);

    let segments = kept["journal"].values().map(|text| sound(store::read_segment(text)));
    let changes: Vec<Change> = segments.flatten().collect();
    let fold = Inspection::fold(framework, head.inspection.id, &changes);
    let inspection = fold.unwrap_or_else(|why| panic!("the journal does not fold: {why:?}"));

    let mut as_opened = head.inspection;
    for text in kept["cases"].values() {
        let (id, case) = sound(store::read_case(framework, text));
        as_opened.cases.insert(id, Arc::new(case));
    }
    let folded = as_opened.clock;
    for change in changes.iter().filter(|change| change.stamp.clock > folded) {
        let applied = as_opened.apply(framework, change);
        applied.unwrap_or_else(|why| panic!("the snapshot refuses {change:?}: {why:?}"));
    }
    OnShelf { edition, inspection, changes, as_opened }
}

impl OnShelf {
    /// Opening it anew gives everything that was ever kept.
    pub fn is_whole(&self) {
        let numbers = |inspection: &Inspection| -> Vec<String> {
            inspection.by_number().map(|(_, case)| case.number.clone()).collect()
        };
        assert_eq!(numbers(&self.as_opened), numbers(&self.inspection), "cases of the snapshot");
        for (id, case) in &self.inspection.cases {
            assert_eq!(self.as_opened.cases.get(id), Some(case), "the snapshot of {}", case.number);
        }
        assert_eq!(self.as_opened, self.inspection, "the snapshot");
    }

    pub fn case(&self, number: &str) -> &Arc<Case> {
        case(&self.inspection, number).1
    }

    pub fn reading(&self, number: &str) -> &Reading {
        match self.case(number).counting_reading() {
            Some(reading) => reading,
            None => panic!("nobody has begun to read case {number}"),
        }
    }

    pub fn answer(&self, number: &str, prompt: &str) -> Option<Answer> {
        self.reading(number).answer(reference(prompt))
    }

    pub fn note(&self, number: &str, prompt: &str) -> &str {
        let entry = self.reading(number).entries.get(&reference(prompt));
        entry.map_or("", |entry| &entry.note)
    }

    pub fn verdict(&self, number: &str, key_question: &str) -> Option<Verdict> {
        self.reading(number).verdict(reference(key_question))
    }

    pub fn reason(&self, number: &str, key_question: &str) -> &str {
        self.reading(number).reason(reference(key_question))
    }

    /// The detail of a case as a file writes it.
    pub fn detail(&self, number: &str, detail: &str) -> Option<String> {
        let details = &self.case(number).details;
        details.iter().find(|(id, _)| id.as_str() == detail).map(|(_, value)| value.to_string())
    }
}

/// The case of that number.
pub fn case<'a>(inspection: &'a Inspection, number: &str) -> (CaseId, &'a Arc<Case>) {
    inspection.case_numbered(number).unwrap_or_else(|| panic!("there is no case {number}"))
}

/// A reference of a framework.
pub fn reference(text: &str) -> Reference {
    Reference::new(text).unwrap_or_else(|| panic!("{text} is no reference"))
}

/// An export, read and checked as `caseread check` does.
pub fn checked(text: &str) -> Exported {
    sound(wire::read(text, frameworks::edition))
}

fn sound<T>(outcome: Result<T, Vec<Problem>>) -> T {
    outcome.unwrap_or_else(|problems| panic!("not sound: {problems:?}"))
}
