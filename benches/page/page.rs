//! What the bench asks of a page.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use fantoccini::Client;
use url::Url;

use crate::seat::Seat;

/// A page with the form of one case in it.
pub trait Page {
    /// The head of its column.
    fn name(&self) -> &str;

    /// The one file it is.
    fn file(&self) -> &Path;

    /// Works a fresh browser, not slowed, until the form can be opened by an address, and gives back
    /// what follows the name of the file in that address.
    async fn prepare(&self, client: &Client) -> Result<String>;

    /// How long it takes to read a file of 1,000 cases, in a browser in which nothing was done yet.
    async fn import_a_thousand(&self, _seat: &Seat, _client: &Client) -> Result<Option<Duration>> {
        Ok(None)
    }

    /// How long it takes, in the same browser after that, until the file of all cases is written.
    async fn export_a_thousand(&self, _seat: &Seat, _client: &Client) -> Result<Option<Duration>> {
        Ok(None)
    }
}

/// The address of a file, for whatever opens it.
pub fn address(file: &Path) -> Result<Url> {
    let whole = file.canonicalize().with_context(|| format!("no {}", file.display()))?;
    Url::from_file_path(whole).ok().context("the page has no absolute path")
}
