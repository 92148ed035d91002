//! Keys by the names printed on them.

use fantoccini::Client;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde_json::json;

/// The digits of a day in the order in which this browser shows them.
const DIGITS: &str = r#"
const shown = new Intl.DateTimeFormat(undefined, { year: "numeric", month: "2-digit", day: "2-digit" });
return shown.format(new Date(`${arguments[0]}T00:00`)).replace(/\D/g, "");
"#;

/// `Control+Shift+z` as the strokes of one chord: down in order, up in reverse.
pub fn chord(named: &str) -> Result<KeyActions, String> {
    // A lone plus sign is a key, not a joint.
    let names: Vec<&str> = if named == "+" { vec!["+"] } else { named.split('+').collect() };
    let values = names.into_iter().map(key).collect::<Result<Vec<char>, String>>()?;
    let strokes = KeyActions::new("keyboard".into());
    let down = values.iter().fold(strokes, |keys, &value| keys.then(KeyAction::Down { value }));
    Ok(values.iter().rev().fold(down, |keys, &value| keys.then(KeyAction::Up { value })))
}

/// What is typed into a date field for `2026-11-22`. Firefox takes it so, through its driver.
pub async fn day(client: &Client, day: &str) -> Result<String, String> {
    let browser = client.capabilities().and_then(|browser| browser.get("browserName"));
    if browser.is_some_and(|name| name == "firefox") {
        return Ok(day.into());
    }
    let digits = client.execute(DIGITS, vec![json!(day)]).await.map_err(|why| why.to_string())?;
    Ok(digits.as_str().unwrap_or_default().into())
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
