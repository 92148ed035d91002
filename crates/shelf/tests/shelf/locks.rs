//! An inspection with a passphrase: what lies there, who gets at it, and what is never lost by it.

use domain::{InspectionField, Target};
use serde_json::Value;
use shelf::{
    Drawer, Kept, Mirror, OpenFault, Read, ShelfFault, Store, Write, copy_of_locked,
    read_everything,
};

use crate::bench::{Computer, Window, id};
use crate::everything::file_of;

const PASSPHRASE: &str = "six plain words, none of them guessed";
const WORDS: [&str; 4] = ["Northtown", "court 001", "a word in a note", "\"AB\""];

/// A computer whose inspection was locked from its first record on, with some work in every place.
async fn locked_from_the_beginning() -> (Computer, Window) {
    let (computer, mut window) = Computer::with_a_locked_inspection(PASSPHRASE).await;
    works(&mut window).await;
    (computer, window)
}

async fn works(window: &mut Window) {
    window.notes("a word in a note, once");
    window.saves().await.unwrap();
    window.takes_a_snapshot().await;
    window.shelf.follow(id()).await.unwrap();
    window.notes("a word in a note, twice");
    window.saves().await.unwrap();
    window.shelf.follow(id()).await.unwrap();
    window.shelf.keep_reader(Some(id()), "AB").await.unwrap();
}

/// Every text on a computer, but definitions of frameworks.
async fn everything_on(computer: &Computer) -> String {
    let mut all = String::new();
    for drawer in [Drawer::Heads, Drawer::Cases, Drawer::Journal, Drawer::Settings] {
        all += &computer.store.texts(drawer).await.join("\n");
    }
    for key in computer.mirror.keys() {
        all += &computer.mirror.get(key).await.unwrap_or_default();
    }
    all
}

async fn holds_no_word(computer: &Computer) {
    let all = everything_on(computer).await;
    for word in WORDS {
        assert!(!all.contains(word), "{word} in {all}");
    }
}

fn is_locked(fault: Option<OpenFault>) {
    assert_eq!(fault, Some(OpenFault::Shelf(ShelfFault::Locked)));
}

#[tokio::test]
async fn nothing_of_it_can_be_read_without_its_passphrase_and_all_of_it_with_it() {
    let (computer, window) = locked_from_the_beginning().await;
    holds_no_word(&computer).await;
    let shelf = computer.shelf();
    assert!(shelf.list().await.unwrap().is_empty());
    let locked = shelf.locked().await.unwrap();
    assert_eq!(locked[0].label, "begun in May");
    is_locked(shelf.load(id()).await.err());
    assert_eq!(shelf.unlock(id(), "guessed").await, Err(ShelfFault::WrongPassphrase));
    is_locked(shelf.load(id()).await.err());
    shelf.unlock(id(), PASSPHRASE).await.unwrap();
    let loaded = shelf.load(id()).await.unwrap();
    assert!(loaded.mended.is_none());
    assert_eq!(loaded.inspection, window.inspection);
    assert_eq!(loaded.reader.as_deref(), Some("AB"));
    assert!(shelf.locked().await.unwrap().is_empty());
    assert_eq!(shelf.list().await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_locked_again_is_neither_read_nor_written() {
    let (computer, mut window) = locked_from_the_beginning().await;
    let before = everything_on(&computer).await;
    window.shelf.lock(id());
    window.notes("too late");
    assert_eq!(window.saves().await, Err(ShelfFault::Gone));
    let copy = shelf::Copy {
        at: 1,
        n_changes: 1,
        fingerprint: "0".to_owned(),
        is_checked: false,
        name: "copy.json".to_owned(),
    };
    assert_eq!(window.shelf.keep_copy(id(), &copy).await, Err(ShelfFault::Locked));
    is_locked(window.shelf.load(id()).await.err());
    is_locked(window.shelf.load_again(id()).await.err());
    assert_eq!(everything_on(&computer).await, before);
}

#[tokio::test]
async fn a_passphrase_set_later_seals_all_that_was_there_and_taken_off_opens_all() {
    let (computer, mut window) = Computer::with_an_inspection().await;
    works(&mut window).await;
    assert!(everything_on(&computer).await.contains("a word in a note"));
    window.shelf.set_passphrase(id(), PASSPHRASE, "begun in May", 5).await.unwrap();
    window.shelf.keep_reader(Some(id()), "AB").await.unwrap();
    holds_no_word(&computer).await;
    window.notes("a word in a note, again");
    window.saves().await.unwrap();
    holds_no_word(&computer).await;
    assert_eq!(computer.unlocks(PASSPHRASE).await.inspection, window.inspection);
    let wrong = window.shelf.remove_passphrase(id(), "guessed").await;
    assert_eq!(wrong, Err(ShelfFault::WrongPassphrase));
    holds_no_word(&computer).await;
    window.shelf.remove_passphrase(id(), PASSPHRASE).await.unwrap();
    window.notes("and on");
    window.saves().await.unwrap();
    let opened = computer.opens().await;
    assert!(opened.loaded.mended.is_none());
    assert_eq!(opened.inspection, window.inspection);
    assert_eq!(opened.loaded.reader.as_deref(), Some("AB"));
}

#[tokio::test(start_paused = true)]
async fn sealing_that_fails_at_any_call_leaves_all_as_it_was_or_all_sealed() {
    use crate::bench::Failing;
    for nth in 1..=12 {
        for failing in [Failing::Says(ShelfFault::Full), Failing::Says(ShelfFault::Failed)] {
            let (computer, mut window) = Computer::with_an_inspection().await;
            works(&mut window).await;
            computer.store.fail(failing, nth, 1);
            let set = window.shelf.set_passphrase(id(), PASSPHRASE, "begun in May", 5).await;
            computer.store.fail(failing, 1, 0);
            let shelf = computer.shelf();
            if set.is_ok() {
                holds_no_word(&computer).await;
                shelf.unlock(id(), PASSPHRASE).await.unwrap();
            }
            let loaded = shelf.load(id()).await.unwrap();
            assert!(loaded.mended.is_none(), "{nth} {failing:?}");
            assert_eq!(loaded.inspection, window.inspection, "{nth} {failing:?}");
        }
    }
}

#[tokio::test]
async fn the_passphrase_is_changed_and_only_the_new_one_opens() {
    let (computer, mut window) = locked_from_the_beginning().await;
    let journal = computer.store.texts(Drawer::Journal).await;
    let shelf = &window.shelf;
    let wrong = shelf.change_passphrase(id(), "guessed", "new").await;
    assert_eq!(wrong, Err(ShelfFault::WrongPassphrase));
    shelf.change_passphrase(id(), PASSPHRASE, "new").await.unwrap();
    assert_eq!(computer.store.texts(Drawer::Journal).await, journal, "the records stay");
    let other = computer.shelf();
    assert_eq!(other.unlock(id(), PASSPHRASE).await, Err(ShelfFault::WrongPassphrase));
    window.notes("and on");
    window.saves().await.unwrap();
    assert_eq!(computer.unlocks("new").await.inspection, window.inspection);
}

#[tokio::test]
async fn the_mirror_gives_back_what_the_store_lost_and_its_lock() {
    let (computer, window) = locked_from_the_beginning().await;
    let everything = [Drawer::Heads, Drawer::Cases, Drawer::Journal, Drawer::Settings];
    let wipe = everything.map(|drawer| {
        let (from, to) = (String::new(), "~".to_owned());
        Write::Clear { drawer, from, to }
    });
    computer.store.meddle(wipe.into()).await;
    let shelf = computer.shelf();
    assert_eq!(shelf.locked().await.unwrap().len(), 1);
    is_locked(shelf.load(id()).await.err());
    assert!(computer.store.texts(Drawer::Heads).await.is_empty());
    shelf.unlock(id(), PASSPHRASE).await.unwrap();
    let loaded = shelf.load(id()).await.unwrap();
    assert!(loaded.mended.is_some());
    assert_eq!(loaded.inspection, window.inspection);
    holds_no_word(&computer).await;
    // And now the other way round.
    computer.mirror.keys().iter().for_each(|key| computer.mirror.forget(key));
    assert_eq!(computer.unlocks(PASSPHRASE).await.inspection, window.inspection);
}

#[tokio::test]
async fn a_store_emptied_under_an_open_window_is_filled_again_sealed() {
    let (computer, mut window) = locked_from_the_beginning().await;
    for drawer in [Drawer::Heads, Drawer::Cases, Drawer::Journal, Drawer::Settings] {
        let (from, to) = (String::new(), "~".to_owned());
        computer.store.meddle(vec![Write::Clear { drawer, from, to }]).await;
    }
    window.notes("a word in a note, after all");
    assert_eq!(window.saves().await, Err(ShelfFault::Gone));
    window.shelf.load_again(id()).await.unwrap();
    window.saves().await.unwrap();
    holds_no_word(&computer).await;
    assert_eq!(computer.unlocks(PASSPHRASE).await.inspection, window.inspection);
}

#[tokio::test]
async fn a_record_that_was_altered_or_put_in_the_place_of_another_is_damaged_and_mended() {
    for swapped in [false, true] {
        let (computer, window) = locked_from_the_beginning().await;
        let range = Read { drawer: Drawer::Journal, from: String::new(), to: Some("~".to_owned()) };
        let keys = Store::keys(&computer.store, vec![range]).await.unwrap().remove(0);
        let texts = computer.store.texts(Drawer::Journal).await;
        let text = if swapped {
            texts[0].clone()
        } else {
            texts[1].replace("\"text\":\"0", "\"text\":\"1")
        };
        assert_ne!(text, texts[1]);
        let put = Write::Put { drawer: Drawer::Journal, key: keys[1].clone(), text };
        computer.store.meddle(vec![put]).await;
        // The snapshot hides it from opening; taking all together does not.
        let shelf = computer.shelf();
        shelf.unlock(id(), PASSPHRASE).await.unwrap();
        let loaded = shelf.load_again(id()).await.unwrap();
        assert_eq!(loaded.inspection, window.inspection);
        assert!(loaded.mended.unwrap().n_aside > 0);
        holds_no_word(&computer).await;
    }
}

#[tokio::test]
async fn another_window_learns_that_it_was_locked_changed_or_opened_for_good() {
    let (computer, window) = Computer::with_an_inspection().await;
    let mut other = computer.opens().await;
    window.shelf.set_passphrase(id(), PASSPHRASE, "begun in May", 5).await.unwrap();
    other.notes("from a window that knows no passphrase");
    assert_eq!(other.saves().await, Err(ShelfFault::Locked));
    is_locked(other.shelf.load(id()).await.err());
    other.shelf.unlock(id(), PASSPHRASE).await.unwrap();
    other.shelf.load(id()).await.unwrap();
    other.saves().await.unwrap();
    assert_eq!(window.saves_nothing().await, Err(ShelfFault::Elsewhere));
    window.shelf.load(id()).await.unwrap();
    window.shelf.change_passphrase(id(), PASSPHRASE, "new").await.unwrap();
    other.shelf.load(id()).await.unwrap();
    window.shelf.remove_passphrase(id(), "new").await.unwrap();
    other.shelf.load(id()).await.unwrap();
    other.notes("as it is");
    other.saves().await.unwrap();
    assert!(everything_on(&computer).await.contains("as it is"));
}

#[tokio::test]
async fn what_was_got_out_stays_locked_and_comes_back_with_its_passphrase() {
    let (computer, window) = locked_from_the_beginning().await;
    let file = file_of(&computer).await;
    for word in WORDS {
        assert!(!file.contains(word), "{word}");
    }
    let found = read_everything(&file).unwrap();
    assert!(found.wholes.is_empty());
    let other = Computer::default();
    let shelf = other.shelf();
    let wrong = shelf.open_whole(&found.locked[0], "guessed").await;
    assert_eq!(wrong.err(), Some(ShelfFault::WrongPassphrase));
    let whole = shelf.open_whole(&found.locked[0], PASSPHRASE).await.unwrap();
    assert_eq!(whole.service, "Northtown");
    shelf.restore(&whole).await.unwrap();
    holds_no_word(&other).await;
    assert_eq!(other.unlocks(PASSPHRASE).await.inspection, window.inspection);
    // Where it is here already, longer and locked, it stays as it is.
    let mut here = computer.unlocks(PASSPHRASE).await;
    here.notes("one more");
    here.saves().await.unwrap();
    let shelf = computer.shelf();
    let whole = shelf.open_whole(&found.locked[0], PASSPHRASE).await.unwrap();
    assert_eq!(shelf.restore(&whole).await.unwrap().n_back, 0);
    assert_eq!(computer.unlocks(PASSPHRASE).await.inspection, here.inspection);
}

#[tokio::test]
async fn a_locked_inspection_leaves_only_what_a_file_holds_whole_and_comes_back_from_it() {
    let (computer, mut window) = locked_from_the_beginning().await;
    let shelf = computer.shelf();
    let kept = |file: &str| Kept::read(file).ok().unwrap();
    let file = file_of(&computer).await;
    assert_eq!(shelf.is_all_in(id(), &kept(&file)).await, Ok(true));
    // Each text in it counts, in whatever place.
    let altered = |path: &[&str]| {
        let mut file: Value = serde_json::from_str(&file).unwrap();
        let texts = path.iter().fold(&mut file, |at, name| &mut at[*name]);
        let of_it = texts.as_object_mut().unwrap().iter_mut();
        let mut of_it = of_it.filter(|(key, _)| key.contains(&id().to_string()));
        *of_it.next().unwrap().1 = "other".into();
        drop(of_it);
        kept(&file.to_string())
    };
    for drawer in ["heads", "cases", "journal", "settings"] {
        let other = altered(&["drawers", drawer]);
        assert_eq!(shelf.is_all_in(id(), &other).await, Ok(false), "{drawer}");
        let refused = shelf.remove_locked(id(), &other).await;
        assert_eq!(refused, Err(ShelfFault::Elsewhere), "{drawer}");
    }
    assert_eq!(shelf.is_all_in(id(), &altered(&["mirror"])).await, Ok(false));
    // What another window writes meanwhile is not in it.
    window.notes("later");
    window.saves().await.unwrap();
    let refused = shelf.remove_locked(id(), &kept(&file)).await;
    assert_eq!(refused, Err(ShelfFault::Elsewhere));
    let file = file_of(&computer).await;
    assert_eq!(shelf.remove_locked(id(), &kept(&file)).await, Ok(0));
    assert!(shelf.locked().await.unwrap().is_empty());
    assert!(!everything_on(&computer).await.contains(&id().to_string()));
    assert_eq!(shelf.is_all_in(id(), &kept(&file)).await, Ok(false), "nothing is here");
    let found = read_everything(&file).unwrap();
    let whole = shelf.open_whole(&found.locked[0], PASSPHRASE).await.unwrap();
    shelf.restore(&whole).await.unwrap();
    assert_eq!(computer.unlocks(PASSPHRASE).await.inspection, window.inspection);
}

#[tokio::test]
async fn a_sealed_copy_opens_with_the_same_passphrase() {
    let (computer, window) = locked_from_the_beginning().await;
    let text = window.shelf.sealed_copy(id(), "the whole export").await.unwrap().unwrap();
    assert!(!text.contains("export"));
    let copy = copy_of_locked(&text).unwrap().unwrap();
    let other = Computer::default().shelf();
    let wrong = other.open_copy(&copy, "guessed").await.err();
    assert_eq!(wrong, Some(ShelfFault::WrongPassphrase));
    assert_eq!(other.open_copy(&copy, PASSPHRASE).await.ok().unwrap().0, "the whole export");
    // Shorn of its end it is damaged, and another file is no such copy.
    let cut = text.replace("\"}}", "00\"}}");
    let copy = copy_of_locked(&cut).unwrap().unwrap();
    let damaged = other.open_copy(&copy, PASSPHRASE).await.err();
    assert_eq!(damaged, Some(ShelfFault::NotReadBack));
    assert!(copy_of_locked("{\"format\":\"caseread-inspection\",\"version\":1}").is_none());
    let locked = computer.shelf();
    is_locked(locked.load(id()).await.err());
    assert_eq!(locked.sealed_copy(id(), "x").await, Err(ShelfFault::Locked));
    let (_, plain) = Computer::with_an_inspection().await;
    assert_eq!(plain.shelf.sealed_copy(id(), "x").await, Ok(None));
}

#[tokio::test]
async fn an_inspection_begun_from_a_locked_one_is_locked_with_the_same_passphrase() {
    let (computer, window) = locked_from_the_beginning().await;
    let next = domain::InspectionId::new(2);
    window.shelf.lock_like(next, id());
    let mut inspection = domain::Inspection::new(next);
    let service = Target::Inspection(InspectionField::Service);
    let change =
        inspection.change(domain::DeviceId::new(7), "AB", 1, service, Some("Northtown".to_owned()));
    let edition = &window.loaded.edition;
    inspection.apply(&edition.framework, &change.unwrap()).unwrap();
    let tip = wire::store::Tip { clock: inspection.clock, ..Default::default() };
    window.shelf.adopt(edition, &inspection, Vec::new(), Vec::new(), tip).await.unwrap();
    holds_no_word(&computer).await;
    assert!(computer.mirror.keys().contains(&format!("{next}/lock")));
    let shelf = computer.shelf();
    assert_eq!(shelf.locked().await.unwrap().len(), 2);
    shelf.unlock(next, PASSPHRASE).await.unwrap();
    assert_eq!(shelf.load(next).await.unwrap().inspection.service, "Northtown");
}

#[tokio::test]
async fn what_is_removed_leaves_no_lock_behind() {
    let (computer, window) = locked_from_the_beginning().await;
    assert_eq!(window.shelf.remove(id()).await, Ok(0));
    assert_eq!(everything_on(&computer).await, "");
    assert!(computer.shelf().locked().await.unwrap().is_empty());
}
