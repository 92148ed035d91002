//! Time, chance and waiting.

use gloo::timers::callback::{Interval, Timeout};
use gloo::timers::future::TimeoutFuture;

/// Now, in milliseconds since 1970 in UTC.
pub fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// 64 random bits from the browser's own source.
///
/// Where a browser refuses it, the clock and a weaker source stand in: two inspections that share an
/// identifier by chance would still be told apart by everything in them.
pub fn random() -> u64 {
    let mut bytes = [0; 8];
    let strong = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok());
    match strong {
        Some(_) => u64::from_le_bytes(bytes),
        None => now().rotate_left(24) ^ (js_sys::Math::random() * 2f64.powi(53)) as u64,
    }
}

/// Lets the browser draw and answer before work goes on.
pub async fn breathe() {
    TimeoutFuture::new(0).await;
}

/// Does something and notes how long it took in the browser's own list of timings, under `name`. It is for
/// developer tools and for measuring; nothing leaves the page.
pub fn timed<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let timings = web_sys::window().and_then(|window| window.performance());
    // A browser without such a list has nothing to note.
    timings.as_ref().map(|timings| timings.mark(name));
    let done = work();
    timings.as_ref().map(|timings| timings.measure_with_start_mark(name, name));
    done
}

/// Waits.
pub async fn wait(milliseconds: u32) {
    TimeoutFuture::new(milliseconds).await;
}

/// A time as the reader's own clock shows it: date and time to the minute.
pub fn local_time(at: u64) -> String {
    let date = js_sys::Date::new(&(at as f64).into());
    let two = |number: u32| format!("{number:02}");
    format!(
        "{}-{}-{} {}:{}",
        date.get_full_year(),
        two(date.get_month() + 1),
        two(date.get_date()),
        two(date.get_hours()),
        two(date.get_minutes())
    )
}

/// The day of a time as the reader's own clock shows it.
pub fn local_day(at: u64) -> String {
    local_time(at).split(' ').next().unwrap_or_default().to_owned()
}

/// A time as the reader's own clock shows it, for a file's name: `2026-11-22-1405`.
pub fn local_stamp(at: u64) -> String {
    local_time(at).replace(' ', "-").replace(':', "")
}

/// Something to be done again and again; dropped, it is done no more.
pub struct Every(#[expect(dead_code, reason = "held for its drop")] Interval);

impl Every {
    /// Does `act` each time so many milliseconds have passed.
    pub fn new(milliseconds: u32, act: impl FnMut() + 'static) -> Self {
        Self(Interval::new(milliseconds, act))
    }
}

/// Something to be done after a while; dropped, it is not done.
pub struct Later(#[expect(dead_code, reason = "held for its drop")] Timeout);

impl Later {
    /// Does `act` after so many milliseconds.
    pub fn new(milliseconds: u32, act: impl FnOnce() + 'static) -> Self {
        Self(Timeout::new(milliseconds, act))
    }
}
