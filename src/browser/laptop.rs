//! What this browser really does, found out by doing it: nothing here believes an estimate.
//!
//! Everything is written to a database and under keys of its own, and nothing of casework is in it.

use std::hint::black_box;
use std::pin::pin;

use futures::future::{Either, select};
use js_sys::futures::JsFuture;
use js_sys::{Array, Function, Object, Promise, Reflect};
use laptop::{Lock, Place};
use wasm_bindgen::prelude::*;

use super::clock;

mod dialog;
mod stores;
mod tabs;

pub use dialog::{has_dialog, try_dialog};
pub use stores::{Marks, ROOM, database, leave, marks, mirror, room};
pub use tabs::{Tabs, hear_each_other};

/// The browser's maker, as it names itself.
pub fn browser() -> &'static str {
    let agent = agent();
    let names = [("Firefox/", "Firefox"), ("Edg/", "Edge"), ("Chrome/", "Chrome")];
    names.iter().find(|(sign, _)| agent.contains(sign)).map_or("other", |(_, name)| name)
}

/// Everything that the browser says of itself.
pub fn agent() -> String {
    let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok());
    agent.unwrap_or_default()
}

/// The address of this file, without the part after `#`.
pub fn address() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok());
    href.unwrap_or_default().split(['#', '?']).next().unwrap_or_default().to_owned()
}

/// This browser and this file.
pub fn place() -> Place {
    Place::of(browser(), &address())
}

/// What the program needs. A secure context is one of them: sealing rests on it.
const NEEDED: [&str; 7] = [
    "isSecureContext",
    "indexedDB",
    "localStorage",
    "crypto.subtle",
    "navigator.locks",
    "BroadcastChannel",
    "CompressionStream",
];

/// Which of the interfaces that the program needs are missing.
pub fn lacking() -> Vec<&'static str> {
    let is_missing = |name: &&&str| {
        let path = name.split('.');
        path.fold(window(), |from, step| get(&from, step)).is_falsy()
    };
    NEEDED.iter().filter(is_missing).copied().collect()
}

/// Whether the browser has promised not to clear its stores by itself. It is not asked to: that may
/// open a question to the person, whose answer would have to be waited for.
pub async fn persistence() -> Option<bool> {
    let storage = get(&get(&window(), "navigator"), "storage");
    let said = call(&storage, "persisted", &[]).ok()?;
    within(2_000, kept(&said)).await?.ok()?.as_bool()
}

/// Whether what one holds is refused to the next.
pub async fn lock() -> Lock {
    let name = format!("caseread-check-{:x}", clock::random());
    let Some(Some(first)) = tabs::take(&name).await else { return Lock::Absent };
    let second = tabs::take(&name).await;
    drop(first);
    match second {
        None => Lock::Absent,
        Some(None) => Lock::Holds,
        Some(Some(_)) => Lock::GivenTwice,
    }
}

/// How long the speed is measured for at least, in milliseconds: browsers blur their clocks.
const LONG_ENOUGH: f64 = 12.0;
/// It is measured so often: whatever else the laptop does at the time makes it slower, never faster.
const ROUNDS: usize = 4;

/// Steps of a fixed calculation that the program does in a millisecond, in the best of a few rounds.
pub async fn speed() -> u32 {
    let Some(timer) = web_sys::window().and_then(|window| window.performance()) else { return 0 };
    let mut best = 0;
    let mut steps = 100_000_u32;
    for _ in 0..ROUNDS {
        clock::breathe().await;
        loop {
            let began = timer.now();
            black_box(calculate(black_box(steps)));
            let took = timer.now() - began;
            if took >= LONG_ENOUGH || steps > u32::MAX / 2 {
                best = best.max((f64::from(steps) / took.max(1.0)) as u32);
                break;
            }
            steps *= 2;
        }
    }
    best
}

#[inline(never)]
fn calculate(steps: u32) -> u32 {
    (0..steps).fold(0x9e37_79b9, |mut x, _| {
        x ^= x << 13;
        x ^= x >> 17;
        x ^ (x << 5)
    })
}

/// Puts a text on the clipboard, and says whether the browser allowed it.
pub async fn copy(text: &str) -> bool {
    let clipboard = get(&get(&window(), "navigator"), "clipboard");
    let Ok(writing) = call(&clipboard, "writeText", &[text.into()]) else { return false };
    matches!(within(2_000, kept(&writing)).await, Some(Ok(_)))
}

/// What comes of it within so many milliseconds, if anything does.
async fn within<T>(milliseconds: u32, work: impl Future<Output = T>) -> Option<T> {
    match select(pin!(work), pin!(clock::wait(milliseconds))).await {
        Either::Left((done, _)) => Some(done),
        Either::Right(_) => None,
    }
}

/// What a promise comes to.
fn kept(promise: &JsValue) -> JsFuture {
    JsFuture::from(Promise::resolve(promise))
}

fn window() -> JsValue {
    js_sys::global().into()
}

/// A member of something, `undefined` where there is none: interfaces that `web-sys` keeps behind a
/// flag, and those that a policy takes away or that throw when they are looked at.
fn get(of: &JsValue, name: &str) -> JsValue {
    if of.is_null() || of.is_undefined() {
        return JsValue::UNDEFINED;
    }
    Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn call(of: &JsValue, name: &str, args: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = get(of, name).dyn_into()?;
    function.apply(of, &args.iter().collect::<Array>())
}

fn object(name: &str, value: JsValue) -> JsValue {
    let object = Object::new();
    // A plain object takes any member.
    let _ = Reflect::set(&object, &name.into(), &value);
    object.into()
}
