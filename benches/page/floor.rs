//! The floor: a hand-written page with the same questions and no more than has to be.
//!
//! It keeps answers in localStorage, rates without reasons, has no history and cannot merge. No
//! page that does the whole work can be faster; how much slower it is, is what the work costs.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use fantoccini::Client;

use crate::form;
use crate::page::{self, Page};

/// The built floor.
pub struct Floor {
    file: PathBuf,
}

impl Floor {
    /// Writes the page, in the style of the page it is compared with: layout costs time as well.
    pub fn build() -> Result<Self> {
        let caseread = env::var("CASEREAD_PAGE")
            .context("CASEREAD_PAGE names no page: start this with cargo xtask bench")?;
        let caseread = fs::read_to_string(&caseread).with_context(|| format!("no {caseread}"))?;
        let form = form::as_json(&form::form());
        let html = include_str!("floor.html")
            .replace("{{style}}", style(&caseread).context("the built page has no style")?)
            .replace("{{form}}", &form.to_string().replace('<', "\\u003c"));
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("floor.html");
        fs::write(&file, html)?;
        Ok(Self { file })
    }
}

impl Page for Floor {
    fn name(&self) -> &str {
        "floor"
    }

    fn file(&self) -> &Path {
        &self.file
    }

    /// Opens the page once, as any page is opened once to put a case into it: a browser opens a
    /// file faster when it is not the first.
    async fn prepare(&self, client: &Client) -> Result<String> {
        client.goto(page::address(&self.file)?.as_str()).await?;
        Ok(String::new())
    }
}

fn style(html: &str) -> Option<&str> {
    let (_, after) = html.split_once("<style>")?;
    Some(after.split_once("</style>")?.0)
}
