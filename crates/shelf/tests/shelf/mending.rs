//! Opening what is left: every record gone or damaged in turn, with a mirror and without.

use domain::Inspection;
use shelf::{Drawer, OpenFault, Write};

use crate::bench::{Computer, Failing, Window, id, segments};

/// A computer on which some work was done: a snapshot in the middle, saves before and after it.
async fn after_some_work(with_mirror: bool) -> (Computer, Window) {
    let (computer, mut window) = Computer::with_an_inspection().await;
    for at in 0..4 {
        window.notes(&format!("note {at}"));
        window.saves().await.unwrap();
        if at == 1 {
            window.takes_a_snapshot().await;
        }
        if with_mirror {
            window.shelf.follow(id()).await.unwrap();
        }
    }
    (computer, window)
}

/// How a record is damaged.
#[derive(Clone, Copy, Debug)]
enum Harm {
    Gone,
    Cut,
    Altered,
}

const RECORDS: [Drawer; 4] = [Drawer::Heads, Drawer::Cases, Drawer::Journal, Drawer::Settings];

fn journal_place(clock: u64) -> String {
    format!("{}/{clock:016x}", id())
}

/// The keys of everything the store holds of the inspection.
fn keys(drawer: Drawer) -> Vec<String> {
    match drawer {
        Drawer::Heads => vec![id().to_string()],
        Drawer::Cases => vec![format!("{}/{}", id(), domain::CaseId::new(2))],
        Drawer::Journal => [1, 4, 5, 6, 7].into_iter().map(journal_place).collect(),
        Drawer::Settings => vec![format!("tip/{}", id())],
        Drawer::Editions => Vec::new(),
    }
}

async fn harm(computer: &Computer, drawer: Drawer, key: &str, harm: Harm) {
    let (from, to) = (key.to_owned(), format!("{key}~"));
    let read = shelf::Read { drawer, from: from.clone(), to: Some(to.clone()) };
    let [found] = &shelf::Store::read(&computer.store, vec![read]).await.unwrap()[..] else {
        panic!()
    };
    let text = found.first().unwrap_or_else(|| panic!("nothing at {key}"));
    let text = match harm {
        Harm::Gone => {
            computer.store.meddle(vec![Write::Clear { drawer, from, to }]).await;
            return;
        }
        Harm::Cut => text[..text.len() / 2].to_owned(),
        // Sound JSON that says something else.
        Harm::Altered => text.replace("note", "nope").replace("\"n_changes\":", "\"n_changes\":9"),
    };
    computer.store.meddle(vec![Write::Put { drawer, key: from, text }]).await;
}

#[tokio::test]
async fn whatever_record_is_gone_or_damaged_the_mirror_makes_it_good() {
    for drawer in RECORDS {
        for key in keys(drawer) {
            for one in [Harm::Gone, Harm::Cut, Harm::Altered] {
                let (computer, window) = after_some_work(true).await;
                harm(&computer, drawer, &key, one).await;
                let found = computer.opens().await;
                assert_eq!(found.inspection, window.inspection, "{one:?} {drawer:?} {key}");
                // What was mended holds: the next start finds nothing to mend, and work goes on.
                let mut again = computer.opens().await;
                assert!(again.loaded.mended.is_none(), "{one:?} {drawer:?} {key}");
                again.notes("and on");
                again.saves().await.unwrap();
                assert_eq!(computer.opens().await.inspection, again.inspection);
            }
        }
    }
}

/// The states the inspection went through, one for each save.
async fn states(computer: &Computer) -> Vec<Inspection> {
    let journal = segments(&computer.store.texts(Drawer::Journal).await);
    let edition = frameworks::named("youth-justice-2021").unwrap().read().unwrap();
    let mut inspection = Inspection::new(id());
    let mut states = Vec::new();
    for segment in journal {
        for change in segment.changes {
            inspection.apply(&edition.framework, &change).unwrap();
        }
        states.push(inspection.clone());
    }
    states
}

#[tokio::test]
async fn without_a_mirror_the_longest_that_holds_is_opened_and_the_rest_is_set_aside() {
    for drawer in RECORDS {
        for key in keys(drawer) {
            for one in [Harm::Gone, Harm::Cut] {
                let (computer, window) = after_some_work(false).await;
                let states = states(&computer).await;
                harm(&computer, drawer, &key, one).await;
                let found = computer.opens().await;
                let place = format!("{one:?} {drawer:?} {key}");
                // Only a segment after the snapshot is not told twice.
                let lost = match keys(Drawer::Journal).iter().position(|one| *one == key) {
                    Some(at) if at >= 3 => at,
                    _ => states.len(),
                };
                assert_eq!(found.inspection, states[lost - 1], "{place}");
                if lost < states.len() {
                    let mended = found.loaded.mended.clone().unwrap();
                    let n_later = states.len() - lost - usize::from(matches!(one, Harm::Gone));
                    assert_eq!(mended.n_aside, n_later, "{place}");
                    assert_eq!(found.shelf.aside(id()).await.unwrap().len(), n_later, "{place}");
                } else {
                    assert_eq!(found.inspection, window.inspection, "{place}");
                }
            }
        }
    }
}

async fn wipe(computer: &Computer) {
    let all = |drawer| Write::Clear { drawer, from: String::new(), to: "~".to_owned() };
    computer.store.meddle(Drawer::ALL.map(all).into()).await;
}

#[tokio::test]
async fn a_store_that_was_wiped_is_no_first_visit_and_comes_back_from_the_mirror() {
    let (computer, window) = after_some_work(true).await;
    wipe(&computer).await;
    let shelf = computer.shelf();
    assert!(shelf.list().await.unwrap().is_empty());
    assert_eq!(shelf.only_mirrored(&[]), [id()]);
    let found = computer.opens().await;
    assert_eq!(found.inspection, window.inspection);
    let mended = found.loaded.mended.unwrap();
    assert_eq!((mended.n_changes, mended.n_back, mended.n_aside), (7, 7, 0));
    assert!(computer.shelf().only_mirrored(&[id()]).is_empty());
}

#[tokio::test]
async fn a_store_wiped_under_an_open_window_is_told() {
    let (computer, mut window) = after_some_work(true).await;
    wipe(&computer).await;
    window.notes("after the wipe");
    assert_eq!(window.saves().await, Err(shelf::ShelfFault::Gone));
    window.shelf.load_again(id()).await.unwrap();
    window.saves().await.unwrap();
    assert_eq!(computer.opens().await.inspection, window.inspection);
}

#[tokio::test]
async fn an_older_store_that_is_whole_in_itself_is_brought_up_to_the_mirror() {
    let (computer, mut window) = after_some_work(true).await;
    let of_then: Vec<String> = computer.store.texts(Drawer::Journal).await;
    window.notes("the last");
    window.saves().await.unwrap();
    window.shelf.follow(id()).await.unwrap();
    assert_eq!(of_then.len(), 5);
    // The store falls back to what it was: its tip and its journal agree.
    let tip = segments(&of_then)
        .iter()
        .zip(&of_then)
        .fold(wire::store::Tip::default(), |tip, (segment, _)| tip.append(&segment.changes).1);
    let key = format!("tip/{}", id());
    computer
        .store
        .meddle(vec![
            Write::Put { drawer: Drawer::Settings, key, text: tip.write() },
            Write::Clear { drawer: Drawer::Journal, from: journal_place(8), to: journal_place(9) },
        ])
        .await;
    let shelf = computer.shelf();
    assert!(shelf.load(id()).await.unwrap().mended.is_none());
    assert!(shelf.is_behind_mirror(id()).await);
    let mended = shelf.load_again(id()).await.unwrap();
    assert_eq!(mended.inspection, window.inspection);
    assert_eq!(mended.mended.unwrap().n_back, 1);
}

#[tokio::test]
async fn where_nothing_is_left_it_is_told_as_before() {
    let computer = Computer::default();
    assert!(matches!(computer.shelf().load(id()).await, Err(OpenFault::NotThere)));
}

#[tokio::test]
async fn the_mirror_holds_everything_and_no_text_of_it_is_long() {
    let (computer, mut window) = after_some_work(true).await;
    for at in 0..400 {
        window.keeps_a_long_note(at).await;
        if at % 150 == 149 {
            // Another visit: it goes on where the mirror stands.
            window = computer.opens().await;
            assert!(!window.shelf.is_behind_mirror(id()).await);
        }
        for key in shelf::Mirror::keys(&*computer.mirror) {
            let text = shelf::Mirror::get(&computer.mirror, key.clone()).await.unwrap();
            // The whole copy has the definition of the framework with it.
            let most = if key.ends_with("/whole") { 110_000 } else { 80_000 };
            assert!(text.len() < most, "{key}: {}", text.len());
        }
    }
    wipe(&computer).await;
    let found = computer.opens().await;
    assert_eq!(found.inspection, window.inspection);
    assert_eq!(found.loaded.mended.unwrap().n_aside, 0);
}

#[tokio::test]
async fn what_the_mirror_put_by_goes_with_the_inspection() {
    let (computer, mut window) = after_some_work(true).await;
    for at in 0..200 {
        window.keeps_a_long_note(at).await;
    }
    assert!(shelf::Mirror::keys(&*computer.mirror).contains(&format!("{}/tail-0001", id())));
    window.shelf.forget_mirrored(id());
    assert_eq!(shelf::Mirror::keys(&*computer.mirror), [""; 0]);
}

#[tokio::test]
async fn what_the_store_did_not_take_is_held_beside_it_and_outlives_the_window() {
    let refused = |computer: &Computer| {
        computer.store.fail(Failing::Says(shelf::ShelfFault::Failed), 1, 1_000);
    };
    for wiped in [false, true] {
        for n_tries in [1, 3] {
            let (computer, mut window) = after_some_work(true).await;
            refused(&computer);
            for at in 0..n_tries {
                window.notes(&format!("not taken {at}"));
                window.saves().await.unwrap_err();
                window.shelf.hold_beside(id(), &window.unsaved()).await.unwrap();
            }
            computer.store.fail(Failing::Says(shelf::ShelfFault::Failed), 0, 0);
            if wiped {
                wipe(&computer).await;
            }
            let shelf = computer.shelf();
            let found = match shelf.load(id()).await.unwrap() {
                loaded if loaded.mended.is_some() => loaded,
                _ => {
                    assert!(shelf.is_behind_mirror(id()).await);
                    shelf.load_again(id()).await.unwrap()
                }
            };
            assert_eq!(found.inspection, window.inspection, "{wiped} {n_tries}");
        }
    }
}

#[tokio::test]
async fn what_was_held_beside_goes_once_the_store_has_it() {
    let (computer, mut window) = after_some_work(true).await;
    computer.store.fail(Failing::Says(shelf::ShelfFault::Failed), 1, 1_000);
    window.notes("not taken");
    window.saves().await.unwrap_err();
    window.shelf.hold_beside(id(), &window.unsaved()).await.unwrap();
    computer.store.fail(Failing::Says(shelf::ShelfFault::Failed), 0, 0);
    window.notes("taken with the one before");
    window.saves().await.unwrap();
    window.shelf.follow(id()).await.unwrap();
    let shelf = computer.shelf();
    assert!(shelf.load(id()).await.unwrap().mended.is_none());
    assert!(!shelf.is_behind_mirror(id()).await);
    wipe(&computer).await;
    let found = computer.opens().await;
    assert_eq!(found.inspection, window.inspection);
    assert_eq!(found.loaded.mended.unwrap().n_aside, 0);
}
