//! Keys by the names printed on them.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

/// `Control+Shift+z` as the strokes of one chord: down in order, up in reverse.
pub fn chord(named: &str) -> Result<KeyActions, String> {
    // A lone plus sign is a key, not a joint.
    let names: Vec<&str> = if named == "+" { vec!["+"] } else { named.split('+').collect() };
    let values = names.into_iter().map(key).collect::<Result<Vec<char>, String>>()?;
    let strokes = KeyActions::new("keyboard".into());
    let down = values.iter().fold(strokes, |keys, &value| keys.then(KeyAction::Down { value }));
    Ok(values.iter().rev().fold(down, |keys, &value| keys.then(KeyAction::Up { value })))
}

fn key(name: &str) -> Result<char, String> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Ok(letter);
    }
    let key = match name {
        "Alt" => Key::Alt,
        "ArrowDown" => Key::Down,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "ArrowUp" => Key::Up,
        "Backspace" => Key::Backspace,
        "Control" => Key::Control,
        "Delete" => Key::Delete,
        "End" => Key::End,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "F1" => Key::F1,
        "Home" => Key::Home,
        "PageDown" => Key::PageDown,
        "PageUp" => Key::PageUp,
        "Shift" => Key::Shift,
        "Space" => return Ok(' '),
        "Tab" => Key::Tab,
        _ => return Err(format!("{name:?} is no key known here")),
    };
    Ok(key.into())
}
