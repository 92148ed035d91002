//! `cargo xtask open`: builds the page and shows it.

use anyhow::Result;

use crate::page;
use crate::workspace::Workspace;

/// Builds the page and opens it in the default browser. The path is printed either way.
pub(crate) fn build_and_open(workspace: &Workspace) -> Result<()> {
    let page = page::build(workspace)?;
    if let Err(why) = open::that_detached(&page) {
        println!("No browser could be started ({why}). Open this file in one by hand:");
    }
    println!("{}", page.display());
    Ok(())
}
