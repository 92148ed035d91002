//! What a shelf knows of copies elsewhere, and when the next one is due.

use shelf::{Copy, Drawer, Write, copy_is_due};

use crate::bench::{Computer, id};

#[tokio::test]
async fn the_last_copy_is_known_again_with_its_name_and_whether_it_was_checked() {
    let (computer, window) = Computer::with_an_inspection().await;
    assert_eq!(window.shelf.last_copy(id()).await, Ok(None));
    for is_checked in [false, true] {
        let name = "MARKED_a service_2026-11-23.json".to_owned();
        let copy = Copy { at: 7, n_changes: 3, fingerprint: "0f".repeat(32), is_checked, name };
        window.shelf.keep_copy(id(), &copy).await.unwrap();
        let later = computer.shelf();
        assert_eq!(later.last_copy(id()).await, Ok(Some(copy.clone())));
        assert_eq!(later.load(id()).await.unwrap().copy, Some(copy.clone()));
        assert_eq!(later.list().await.unwrap()[0].as_ref().unwrap().copy, Some(copy));
    }
}

#[tokio::test]
async fn what_older_programs_wrote_of_a_copy_is_read() {
    let (computer, _) = Computer::with_an_inspection().await;
    for (text, has_fingerprint) in [("7", false), ("7 3 0f0f", true)] {
        let (key, text) = (format!("exported/{}", id()), format!("{} {text}", id()));
        let put = Write::Put { drawer: Drawer::Settings, key, text };
        computer.store.meddle(vec![put]).await;
        let later = computer.shelf();
        let copy = later.load(id()).await.unwrap().copy.unwrap();
        assert_eq!((copy.at, copy.is_checked, copy.name.as_str()), (7, false, ""));
        assert_eq!(later.last_copy(id()).await.unwrap().is_some(), has_fingerprint);
    }
}

#[test]
fn a_copy_is_due_half_an_hour_after_the_first_change_that_none_holds() {
    let half_an_hour = 30 * 60 * 1000;
    assert!(!copy_is_due(None, u64::MAX));
    assert!(!copy_is_due(Some(1_000), 1_000 + half_an_hour - 1));
    assert!(copy_is_due(Some(1_000), 1_000 + half_an_hour));
    assert!(!copy_is_due(Some(1_000), 0), "a clock that was put back");
}
