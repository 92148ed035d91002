//! Readers who part, each with cases of their own, and whose files are put together again.

use domain::{Change, Fault, Inspection, Place, Problem, Results, Target, rate};
use proptest::prelude::*;
use wire::{Exported, Together, together};

use crate::desk::Desk;
use crate::legal_edits::{Step, step, youth};
use crate::practice::SIGNATURE;

/// How many readers there are. The first of them keeps the service record.
const READERS: u64 = 3;

/// The desks of the readers: what they share, then the steps each of them took.
fn parted(steps: &[Step]) -> Vec<Desk> {
    let shared = Desk::with(youth().framework.clone(), "service: Ynys Wen; nation: wales");
    let mut desks: Vec<_> = (0..READERS).map(|reader| shared.at_device(reader + 2)).collect();
    for (case, desk) in (1..).zip(&mut desks) {
        desk.write(&format!("{case}: court 00{case}; {case} reading: R{case}"));
    }
    for step in steps {
        step.take(&mut desks[reader_of(&step.target()) as usize]);
    }
    desks
}

/// Who does this: a case has one reader, the first one keeps the service record, and the fields of the
/// inspection are everybody's.
fn reader_of(target: &Target) -> u64 {
    match target {
        Target::Inspection(field) => *field as u64 % READERS,
        _ => {
            let case =
                target.case().map(|case| u64::from_str_radix(&case.to_string(), 16).unwrap());
            case.map_or(0, |case| (case - 1) % READERS)
        }
    }
}

fn written(inspection: &Inspection, changes: &[Change]) -> String {
    wire::write(&SIGNATURE, &youth(), inspection, changes, None)
}

fn read(text: &str) -> Exported {
    wire::read(text, |_| Some(youth())).unwrap()
}

/// What files give together: the text of one file with all of it, and its results.
fn joined(files: &[(String, Exported)]) -> Result<(String, Results), Vec<Problem>> {
    let Together { edition, inspection } = together(files)
        .map_err(|found| found.into_iter().map(|(_, problem)| problem).collect::<Vec<_>>())?;
    let mut changes: Vec<Change> = Vec::new();
    for change in files.iter().flat_map(|(_, file)| &file.changes) {
        if changes.iter().all(|one| one.id() != change.id()) {
            changes.push(change.clone());
        }
    }
    wire::in_order(&mut changes);
    Ok((written(&inspection, &changes), rate(&edition.framework, &inspection)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_in_which_files_are_given_makes_no_difference(
        steps in prop::collection::vec(step(), 0..120),
        order in Just(vec![0, 1, 2]).prop_shuffle(),
    ) {
        let desks = parted(&steps);
        let files: Vec<_> = desks
            .iter()
            .map(|desk| ("a file".to_owned(), read(&written(&desk.inspection, &desk.changes))))
            .collect();
        let shuffled: Vec<_> = order.iter().map(|at| files[*at].clone()).collect();
        let (text, results) = joined(&files).unwrap();
        prop_assert_eq!(joined(&shuffled).unwrap(), (text.clone(), results));
        // Every case is there as its reader left it, and so is the record of the first reader.
        let all = read(&text);
        prop_assert_eq!(written(&all.inspection, &all.changes), text);
        for desk in &desks {
            for (id, case) in &desk.inspection.cases {
                prop_assert_eq!(all.inspection.cases.get(id), Some(case));
            }
        }
        let n_cases: usize = desks.iter().map(|desk| desk.inspection.cases.len()).sum();
        prop_assert_eq!(all.inspection.cases.len(), n_cases);
        prop_assert_eq!(all.inspection.record, desks[0].inspection.record.clone());
    }

    /// Files of chosen cases, the parts of one inspection, give all of its cases again.
    #[test]
    fn an_inspection_handed_out_case_by_case_comes_together_as_it_was(
        steps in prop::collection::vec(step(), 0..120),
        order in Just(vec![0, 1, 2, 3, 4]).prop_shuffle(),
    ) {
        let mut desk = Desk::with(youth().framework.clone(), "1: court 001; 2: out-of-court 002");
        steps.iter().for_each(|step| step.take(&mut desk));
        let ids: Vec<_> = desk.inspection.cases.keys().copied().collect();
        let files: Vec<_> = order
            .iter()
            .filter_map(|at| ids.get(*at))
            .map(|id| {
                let chosen = Some(std::slice::from_ref(id));
                let text = wire::write(
                    &SIGNATURE, &youth(), &desk.inspection, &desk.changes, chosen,
                );
                (id.to_string(), read(&text))
            })
            .collect();
        let (text, _) = joined(&files).unwrap();
        let all = read(&text).inspection;
        prop_assert_eq!(&all.cases, &desk.inspection.cases);
        let without_record = Inspection {
            record: Default::default(),
            clock: all.clock,
            heads: all.heads.clone(),
            ..desk.inspection.clone()
        };
        prop_assert_eq!(all, without_record);
    }

    /// A case that two files hold is refused whichever comes first, and the other one is named.
    #[test]
    fn a_case_in_two_files_is_refused_in_any_order(
        steps in prop::collection::vec(step(), 0..40),
        order in Just(vec![0, 1, 2]).prop_shuffle(),
    ) {
        let desks = parted(&steps);
        let mut files: Vec<_> = desks
            .iter()
            .enumerate()
            .map(|(at, desk)| (at.to_string(), read(&written(&desk.inspection, &desk.changes))))
            .collect();
        files[2] = ("copy of 0".to_owned(), files[0].1.clone());
        let n_cases = files[0].1.inspection.cases.len();
        let files: Vec<_> = order.iter().map(|at| files[*at].clone()).collect();
        let found = joined(&files).unwrap_err();
        prop_assert_eq!(found.len(), n_cases);
        for problem in found {
            let Place::Case(_) = problem.place else { panic!("{problem:?}") };
            let Fault::CaseInBoth { other } = problem.fault else { panic!("{:?}", problem.fault) };
            prop_assert!(["0", "copy of 0"].contains(&&*other));
        }
    }
}
