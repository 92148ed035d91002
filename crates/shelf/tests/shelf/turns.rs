//! One writer: whoever takes the turn writes, and whoever had it is refused.

use shelf::ShelfFault;

use crate::bench::{Computer, id};

#[tokio::test]
async fn whoever_had_the_turn_before_is_refused_and_loses_nothing() {
    let (computer, mut first) = Computer::with_an_inspection().await;
    let mut second = computer.opens().await;
    second.shelf.take_turn(id()).await.unwrap();
    first.notes("from the window that slept");
    assert_eq!(first.saves().await, Err(ShelfFault::Elsewhere));
    assert_eq!(first.unsaved().len(), 1);
    second.notes("from the window that writes");
    second.saves().await.unwrap();
    assert_eq!(computer.opens().await.inspection, second.inspection);
}

#[tokio::test]
async fn a_turn_taken_while_another_window_writes_is_refused() {
    let (computer, mut first) = Computer::with_an_inspection().await;
    let second = computer.opens().await;
    first.notes("in between");
    first.saves().await.unwrap();
    assert!(second.shelf.has_moved(id()).await.unwrap());
    assert_eq!(second.shelf.take_turn(id()).await, Err(ShelfFault::Elsewhere));
    let again = computer.opens().await;
    again.shelf.take_turn(id()).await.unwrap();
    assert_eq!(again.inspection, first.inspection);
}

#[tokio::test]
async fn a_snapshot_of_a_window_without_the_turn_is_refused() {
    let (computer, first) = Computer::with_an_inspection().await;
    let second = computer.opens().await;
    second.shelf.take_turn(id()).await.unwrap();
    let cases: Vec<_> = first.inspection.cases.keys().copied().collect();
    let refused = first.shelf.checkpoint(&first.loaded.edition, &first.inspection, &cases).await;
    assert_eq!(refused, Err(ShelfFault::Elsewhere));
}

#[tokio::test]
async fn what_another_window_wrote_is_not_written_over_by_a_file_brought_in() {
    let (computer, mut first) = Computer::with_an_inspection().await;
    let second = computer.opens().await;
    first.notes("while the file was looked at");
    first.saves().await.unwrap();
    let (edition, inspection) = (&second.loaded.edition, &second.inspection);
    let tip = wire::store::Tip::default();
    let adopted = second.shelf.adopt(edition, inspection, Vec::new(), Vec::new(), tip).await;
    assert_eq!(adopted, Err(ShelfFault::Elsewhere));
    assert_eq!(computer.opens().await.inspection, first.inspection);
}
