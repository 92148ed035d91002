//! What the bench asks of a page.

use std::path::Path;

use anyhow::{Context, Result};
use fantoccini::Client;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::seat::Seat;

/// How much is stored before the form is opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Store {
    /// The one case.
    OneCase,
    /// The one case among a thousand.
    ThousandCases,
}

/// Long work, watched from frame to frame.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct Watched {
    /// From the click, or from the file's being picked, to the frame that shows the outcome.
    pub ms: f64,
    /// How many states of a progress bar were drawn.
    pub steps: u32,
    /// The longest time without a frame.
    pub freeze: f64,
}

impl Watched {
    /// How long it took, in seconds.
    pub fn seconds(self) -> f64 {
        self.ms / 1000.0
    }
}

/// A page with the form of one case in it.
pub trait Page {
    /// The head of its column.
    fn name(&self) -> &str;

    /// The one file it is.
    fn file(&self) -> &Path;

    /// Works a fresh browser, not slowed, until the form can be opened by an address, and gives back
    /// what follows the name of the file in that address.
    async fn prepare(&self, seat: &Seat, client: &Client, store: Store) -> Result<String>;

    /// Reads a file of 1,000 cases, in a browser in which nothing was done yet.
    async fn import_a_thousand(&self, _seat: &Seat, _client: &Client) -> Result<Option<Watched>> {
        Ok(None)
    }

    /// Writes the file of all cases, in the same browser after that.
    async fn export_a_thousand(&self, _seat: &Seat, _client: &Client) -> Result<Option<Watched>> {
        Ok(None)
    }
}

/// The address of a file, for whatever opens it.
pub fn address(file: &Path) -> Result<Url> {
    let whole = file.canonicalize().with_context(|| format!("no {}", file.display()))?;
    Url::from_file_path(whole).ok().context("the page has no absolute path")
}
