//! What the bench asks of a page.

use std::path::Path;

use anyhow::{Context, Result};
use fantoccini::Client;
use url::Url;

/// How much is stored before the form is opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Store {
    /// The one case.
    OneCase,
    /// The one case among a thousand.
    ThousandCases,
}

/// A page with the form of one case in it.
pub trait Page {
    /// The head of its column.
    fn name(&self) -> &str;

    /// The one file it is.
    fn file(&self) -> &Path;

    /// Works a fresh browser, not slowed, until the form can be opened by an address, and gives back
    /// what follows the name of the file in that address.
    async fn prepare(&self, client: &Client, store: Store) -> Result<String>;
}

/// The address of a file, for whatever opens it.
pub fn address(file: &Path) -> Result<Url> {
    let whole = file.canonicalize().with_context(|| format!("no {}", file.display()))?;
    Url::from_file_path(whole).ok().context("the page has no absolute path")
}
