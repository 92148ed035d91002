//! The one place that waits.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};

const GLANCE: Duration = Duration::from_millis(10);

/// Asks again and again until there is an answer, or gives back the last reason why there is none.
pub fn until<T>(
    patience: Duration,
    mut ask: impl FnMut() -> std::result::Result<T, String>,
) -> Result<T> {
    let give_up = Instant::now() + patience;
    loop {
        match ask() {
            Ok(answer) => return Ok(answer),
            Err(why) if Instant::now() > give_up => return Err(anyhow!(why)),
            Err(_) => thread::sleep(GLANCE),
        }
    }
}
