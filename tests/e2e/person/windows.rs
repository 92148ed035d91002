//! More than one window of the same browser.

use fantoccini::wd::WindowHandle;

use super::Person;

/// A window of the browser, to come back to.
pub struct Window(WindowHandle);

impl Person {
    /// The window worked in now.
    pub async fn window(&self) -> Window {
        let window = self.does("looks which window this is".into(), async || {
            self.client().window().await.map_err(|why| why.to_string())
        });
        Window(window.await)
    }

    /// Opens the same address in a window more, and goes on there.
    pub async fn opens_another_window(&self) -> Window {
        let opening = async {
            let client = self.client();
            let here = client.current_url().await?;
            let new = client.new_window(false).await?.handle;
            client.switch_to_window(new.clone()).await?;
            client.goto(here.as_str()).await?;
            Ok(new)
        };
        let opening =
            async { opening.await.map_err(|why: fantoccini::error::CmdError| why.to_string()) };
        Window(self.does_once("opens another window".into(), opening).await)
    }

    /// Goes on in that window.
    pub async fn goes_on_in(&self, window: &Window) {
        self.does("goes on in another window".into(), async || {
            let window = window.0.clone();
            self.client().switch_to_window(window).await.map_err(|why| why.to_string())
        })
        .await;
    }

    /// Closes the window worked in, and goes on in the other one.
    pub async fn closes_window_for(&self, other: &Window) {
        let closing = async {
            self.client().close_window().await?;
            self.client().switch_to_window(other.0.clone()).await
        };
        let closing = async { closing.await.map_err(|why| why.to_string()) };
        self.does_once("closes the window".into(), closing).await;
    }
}
