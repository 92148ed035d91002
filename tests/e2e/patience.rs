//! The one place that waits.

use std::time::Duration;

use tokio::time::{Instant, sleep};

/// How long a person looks for something before giving up.
pub const PATIENCE: Duration = Duration::from_secs(10);

const GLANCE: Duration = Duration::from_millis(40);

/// Asks again and again until there is an answer, or gives back the last reason why there is none.
pub async fn until<T>(mut ask: impl AsyncFnMut() -> Result<T, String>) -> Result<T, String> {
    let give_up = Instant::now() + PATIENCE;
    loop {
        match ask().await {
            Ok(answer) => return Ok(answer),
            Err(why) if Instant::now() > give_up => return Err(why),
            Err(_) => sleep(GLANCE).await,
        }
    }
}
