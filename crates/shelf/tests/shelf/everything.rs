//! The file that gets everything out, and what comes back from it.

use domain::{Fault, InspectionId, Place, Problem};
use serde_json::{Map, Value, json};
use shelf::{Drawer, Everything, Mirror, Read, Store, read_everything};

use crate::bench::{Computer, Window, id};

/// The file as the page's script writes it.
pub async fn file_of(computer: &Computer) -> String {
    let mut drawers = Map::new();
    for drawer in Drawer::ALL {
        let all = Read { drawer, from: String::new(), to: Some("~".to_owned()) };
        let keys = computer.store.keys(vec![all]).await.unwrap().remove(0);
        let texts = computer.store.texts(drawer).await;
        let keyed = keys.into_iter().zip(texts).map(|(key, text)| (key, Value::from(text)));
        drawers.insert(drawer.as_str().to_owned(), Value::Object(keyed.collect()));
    }
    let mut mirror = Map::new();
    for key in computer.mirror.keys() {
        let text = computer.mirror.get(key.clone()).await.unwrap();
        mirror.insert(format!("caseread/{key}"), text.into());
    }
    let file = json!({"format": "caseread-everything", "version": 1, "drawers": drawers, "mirror": mirror});
    file.to_string()
}

async fn some_work() -> (Computer, Window) {
    let (computer, mut window) = Computer::with_an_inspection().await;
    window.notes("the first");
    window.saves().await.unwrap();
    window.takes_a_snapshot().await;
    window.shelf.follow(id()).await.unwrap();
    window.notes("the last");
    window.saves().await.unwrap();
    (computer, window)
}

#[tokio::test]
async fn everything_that_was_got_out_comes_back_on_another_computer() {
    let (computer, window) = some_work().await;
    let found = read_everything(&file_of(&computer).await).unwrap().wholes;
    let [whole] = &found[..] else { panic!("one inspection") };
    assert_eq!((whole.id, whole.service.as_str()), (id(), "Northtown"));
    assert_eq!((whole.n_cases, whole.n_changes), (1, 5));
    let other = Computer::default();
    let mended = other.shelf().restore(whole).await.unwrap();
    assert_eq!((mended.n_changes, mended.n_back, mended.n_aside), (5, 5, 0));
    assert_eq!(other.opens().await.inspection, window.inspection);
}

#[tokio::test]
async fn the_mirror_alone_gives_all_of_it_however_long_it_is() {
    let (computer, mut window) = some_work().await;
    for at in 0..300 {
        window.keeps_a_long_note(at).await;
    }
    let mut file: Value = serde_json::from_str(&file_of(&computer).await).unwrap();
    file["drawers"] = json!({});
    let found = read_everything(&file.to_string()).unwrap().wholes;
    assert_eq!(found[0].n_changes, 305);
    let other = Computer::default();
    other.shelf().restore(&found[0]).await.unwrap();
    assert_eq!(other.opens().await.inspection, window.inspection);
}

#[tokio::test]
async fn what_is_here_and_longer_stays() {
    let (computer, mut window) = some_work().await;
    let found = read_everything(&file_of(&computer).await).unwrap().wholes;
    window.notes("after the file was written");
    window.saves().await.unwrap();
    let mended = computer.shelf().restore(&found[0]).await.unwrap();
    assert_eq!((mended.n_changes, mended.n_back), (6, 0));
    assert_eq!(computer.opens().await.inspection, window.inspection);
}

#[tokio::test]
async fn a_damaged_file_gives_what_is_left_in_it() {
    let (computer, window) = some_work().await;
    let text = file_of(&computer).await;
    let mut file: Value = serde_json::from_str(&text).unwrap();
    file["drawers"]["heads"] = json!({ id().to_string(): "{" });
    file["drawers"]["cases"] = json!({});
    let found = read_everything(&file.to_string()).unwrap().wholes;
    let other = Computer::default();
    other.shelf().restore(&found[0]).await.unwrap();
    assert_eq!(other.opens().await.inspection, window.inspection);
}

#[tokio::test]
async fn another_file_is_told_from_it() {
    for text in ["", "{}", "[]", "{\"format\":\"caseread-inspection\",\"version\":1}"] {
        assert!(read_everything(text).is_err(), "{text}");
    }
    assert!(read_everything("{\"format\":\"caseread-everything\",\"version\":2}").is_err());
    let nothing = "{\"format\":\"caseread-everything\",\"version\":1}";
    assert_eq!(read_everything(nothing).unwrap(), Everything::default());
}

#[tokio::test]
async fn what_is_removed_leaves_nothing_behind() {
    let (computer, window) = some_work().await;
    assert_eq!(window.shelf.remove(id()).await, Ok(0));
    assert!(computer.shelf().only_mirrored(&[]).is_empty());
    for drawer in [Drawer::Heads, Drawer::Cases, Drawer::Journal, Drawer::Settings] {
        assert_eq!(computer.store.texts(drawer).await, Vec::<String>::new(), "{drawer:?}");
    }
    let read = Read { drawer: Drawer::Heads, from: InspectionId::new(1).to_string(), to: None };
    assert_eq!(computer.store.read(vec![read]).await.unwrap(), [Vec::<String>::new()]);
}

#[tokio::test]
async fn another_window_that_wrote_meanwhile_keeps_it_from_being_removed() {
    let (computer, mut window) = some_work().await;
    let other = computer.opens().await;
    window.notes("one more");
    window.saves().await.unwrap();
    assert!(other.shelf.remove(id()).await.is_err());
    assert_eq!(computer.opens().await.inspection, window.inspection);
}

#[test]
fn a_file_made_to_do_harm_is_none_of_ours() {
    let file = |drawers: &str| {
        format!("{{\"format\":\"caseread-everything\",\"version\":1,\"drawers\":{{{drawers}}}}}")
    };
    let many: String = (0..1_000_001).map(|at| format!("\"{at}\":\"\",")).collect();
    let deep = "[".repeat(10_000) + &"]".repeat(10_000);
    for (name, drawers) in [
        ("a key given twice", "\"heads\":{\"a\":\"\",\"a\":\"\"}".to_owned()),
        ("a drawer given twice", "\"heads\":{},\"heads\":{}".to_owned()),
        ("too many texts", format!("\"cases\":{{{many}\"x\":\"\"}}")),
        ("lists in lists", format!("\"cases\":{deep}")),
        ("a number for a text", "\"journal\":{\"a\":1e999}".to_owned()),
        ("half a letter", "\"journal\":{\"a\":\"\\ud800\"}".to_owned()),
        ("a NUL letter", "\"journal\":{\"a\":\"\0\"}".to_owned()),
    ] {
        let expected = vec![Problem::at(Place::File, Fault::NotOurs)];
        assert_eq!(read_everything(&file(&drawers)), Err(expected), "{name}");
    }
    for sound in [file(""), format!("\u{feff}{}", file("")), file(&format!("\"x\":{deep}"))] {
        assert_eq!(read_everything(&sound), Ok(shelf::Everything::default()));
    }
}
