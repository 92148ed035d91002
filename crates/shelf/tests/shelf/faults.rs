//! Saving when the store fails: told within a second, nothing lost, and well again by itself.

use std::time::Duration;

use shelf::ShelfFault;
use tokio::time::{Instant, sleep};

use crate::bench::{Computer, Failing, id, segments};

const EVERY_WAY: [Failing; 5] = [
    Failing::Says(ShelfFault::Full),
    Failing::Says(ShelfFault::Failed),
    Failing::Says(ShelfFault::Refused),
    Failing::Silent,
    Failing::SilentAndDone,
];

/// Types notes while some calls of the store fail; holds what is there in the end against what was typed.
async fn check(failing: Failing, nth: usize, n_failing: usize) {
    check_one(failing, nth, n_failing, None).await;
}

/// As `check`, of an inspection with a passphrase.
async fn check_locked(failing: Failing, nth: usize, n_failing: usize) {
    check_one(failing, nth, n_failing, Some("a passphrase")).await;
}

async fn check_one(failing: Failing, nth: usize, n_failing: usize, passphrase: Option<&str>) {
    let (computer, mut window) = match passphrase {
        Some(passphrase) => Computer::with_a_locked_inspection(passphrase).await,
        None => Computer::with_an_inspection().await,
    };
    computer.store.fail(failing, nth, n_failing);
    let mut n_alarms = 0;
    for at in 0..nth / 2 + 3 {
        window.notes(&format!("note {at}"));
        let began = Instant::now();
        let mut saved = window.saves().await;
        while saved.is_err() {
            let took = began.elapsed();
            assert!(n_alarms > 0 || took <= Duration::from_secs(1), "told after {took:?}");
            assert_eq!(window.unsaved().len(), 1, "the change is still in memory");
            n_alarms += 1;
            assert!(n_alarms <= n_failing, "does not recover");
            sleep(Duration::from_secs(2)).await;
            saved = window.saves().await;
        }
    }
    let found = match passphrase {
        Some(passphrase) => computer.unlocks(passphrase).await,
        None => computer.opens().await,
    };
    assert!(found.loaded.mended.is_none(), "nothing needed mending");
    assert_eq!(found.inspection, window.inspection);
    let changes = segments(&found.shelf.journal(id()).await.unwrap());
    let n_changes: usize = changes.iter().map(|one| one.changes.len()).sum();
    assert_eq!(n_changes, 3 + nth / 2 + 3, "nothing is there twice");
}

#[tokio::test(start_paused = true)]
async fn a_save_that_fails_at_any_call_in_any_way_is_told_and_made_good() {
    for nth in 1..=300 {
        for failing in EVERY_WAY {
            check(failing, nth, 1).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn so_is_one_of_an_inspection_with_a_passphrase() {
    for nth in 1..=300 {
        for failing in EVERY_WAY {
            check_locked(failing, nth, 1).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_store_that_fails_for_a_while_is_used_again_when_it_is_well() {
    for nth in 1..=8 {
        for failing in EVERY_WAY {
            for n_failing in [2, 3, 5, 40] {
                check(failing, nth, n_failing).await;
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_full_store_gives_its_ballast_back_first() {
    let (computer, mut window) = Computer::with_an_inspection().await;
    window.shelf.lay_ballast().await.unwrap();
    computer.store.is_full.set(true);
    window.notes("the last of the space");
    window.saves().await.unwrap();
    assert!(!window.shelf.has_ballast().await.unwrap());
    assert_eq!(computer.opens().await.inspection, window.inspection);
}

#[tokio::test(start_paused = true)]
async fn without_ballast_a_full_store_is_told() {
    let (computer, mut window) = Computer::with_an_inspection().await;
    computer.store.fail(Failing::Says(ShelfFault::Full), 1, 1_000);
    window.notes("no room");
    assert_eq!(window.saves().await, Err(ShelfFault::Full));
}
