//! Files of chosen cases: those cases whole, and nothing of the others or of the service record.

use domain::{CaseId, Target};
use proptest::prelude::*;
use wire::Exported;

use crate::desk::Desk;
use crate::practice::{self, EDITION, SIGNATURE, nothing_known, read_every_way};

fn written(desk: &Desk, chosen: &[u64]) -> String {
    let chosen: Vec<_> = chosen.iter().map(|id| CaseId::new(*id)).collect();
    wire::write(&SIGNATURE, &EDITION, &desk.inspection, &desk.changes, Some(&chosen))
}

/// Writes these cases of the practice inspection and reads them again.
fn check(chosen: &[u64], held: &[u64]) -> Exported {
    let desk = practice::desk();
    let exported = read_every_way(&written(&desk, chosen)).unwrap();
    let ids: Vec<_> = held.iter().map(|id| CaseId::new(*id)).collect();
    assert_eq!(exported.inspection.cases.keys().copied().collect::<Vec<_>>(), ids);
    assert_eq!(exported.head.n_cases, held.len());
    for (id, case) in &exported.inspection.cases {
        assert_eq!(case, &desk.inspection.cases[id]);
    }
    let carried: Vec<_> = desk
        .changes
        .iter()
        .filter(|change| match (change.target, change.target.case()) {
            (Target::Inspection(_), _) => true,
            (_, Some(case)) => ids.contains(&case),
            _ => false,
        })
        .cloned()
        .collect();
    assert_eq!(exported.changes, carried);
    assert!(!exported.head.whole);
    exported
}

#[test]
fn a_file_of_chosen_cases_holds_them_as_they_are_and_no_others() {
    check(&[1], &[1]);
    check(&[2, 3], &[2, 3]);
    check(&[4, 3, 2, 1], &[1, 2, 3, 4]);
}

#[test]
fn a_file_of_no_case_holds_the_fields_of_the_inspection() {
    let exported = check(&[], &[]);
    assert_eq!(exported.inspection.service, practice::desk().inspection.service);
}

#[test]
fn a_case_that_is_chosen_twice_or_is_not_there_is_counted_as_it_is_held() {
    check(&[2, 2], &[2]);
    check(&[3, 99], &[3]);
}

#[test]
fn the_service_record_stays_out_of_a_file_of_chosen_cases() {
    let exported = check(&[1, 2, 3, 4], &[1, 2, 3, 4]);
    assert_eq!(*exported.inspection.record, Default::default());
    let text = written(&practice::desk(), &[2]);
    for words in [
        "\"part\":\"evidence",
        "\"part\":\"proposed",
        "\"part\":\"given",
        "\"evidence\":[",
        "ratings panel",
    ] {
        assert!(!text.contains(words), "{words}");
    }
}

#[test]
fn nothing_of_another_case_is_in_the_file() {
    let text = written(&practice::desk(), &[3]);
    for other in ["\"001\"", "court 001", "ap Rhys", "Gwelwyd", "objected"] {
        assert!(!text.contains(other), "{other}");
    }
}

#[test]
fn a_file_of_chosen_cases_keeps_the_identity_of_the_inspection_and_of_its_changes() {
    let desk = practice::desk();
    let exported = check(&[2], &[2]);
    assert_eq!(exported.inspection.id, desk.inspection.id);
    let news = domain::compare(&desk.changes, &exported.changes);
    assert_eq!(news.missing_here, Vec::<usize>::new());
    assert_eq!(news.news[&Some(CaseId::new(2))], domain::CaseNews::Same);
    assert_eq!(news.news[&None], domain::CaseNews::NewerHere);
}

#[test]
fn the_pieces_of_a_content_are_as_many_as_they_say_and_join_to_one_object() {
    let desk = practice::desk();
    let all = [CaseId::new(1), CaseId::new(2), CaseId::new(3), CaseId::new(4)];
    for chosen in [None, Some(&all[..]), Some(&all[1..2]), Some(&[])] {
        let (pieces, count) =
            wire::content_pieces(&EDITION, &desk.inspection, &desk.changes, chosen);
        let pieces: Vec<_> = pieces.collect();
        assert_eq!(pieces.len(), count);
        let (inspection, changes) = (&desk.inspection, &desk.changes);
        let sealed =
            wire::seal(&SIGNATURE, &EDITION, inspection, changes, chosen, &pieces.concat());
        assert_eq!(sealed, wire::write(&SIGNATURE, &EDITION, inspection, changes, chosen));
    }
}

#[test]
fn changes_that_fill_several_pieces_are_one_list() {
    let names: Vec<_> = (1..=1_001).map(|n| format!("service: {n}")).collect();
    for count in [1, 499, 500, 501, 1_000, 1_001] {
        let desk = practice::small(&names[..count].join(";"));
        let (pieces, said) = wire::content_pieces(&EDITION, &desk.inspection, &desk.changes, None);
        assert_eq!((pieces.count(), said), (3 + count.div_ceil(500), 3 + count.div_ceil(500)));
        let exported = read_every_way(&practice::written(&desk)).unwrap();
        assert_eq!(exported.changes, desk.changes);
    }
}

#[test]
fn a_file_read_step_by_step_is_the_file_read_at_once() {
    let text = practice::written(&practice::desk());
    let whole = read_every_way(&text).unwrap();
    for budget in [1, 7, 1_000_000] {
        let mut opened = wire::open(&text, nothing_known).unwrap();
        let steps = opened.n_steps();
        assert_eq!(steps, whole.inspection.cases.len() + whole.changes.len());
        let mut read = 0;
        while read < steps {
            let next = opened.step(budget);
            assert_eq!(next, (read + budget).min(steps));
            read = next;
        }
        assert_eq!(opened.finish().unwrap(), whole);
    }
    assert_eq!(wire::open(&text, nothing_known).unwrap().finish().unwrap(), whole);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_choice_of_cases_reads_back(chosen in prop::collection::vec(1_u64..5, 0..6)) {
        let mut held = chosen.clone();
        held.sort_unstable();
        held.dedup();
        check(&chosen, &held);
    }
}
