//! The floor: a hand-written page with the same form and no more than has to be.
//!
//! It keeps answers in localStorage, rates without reasons, has no history and cannot merge. No
//! page that does the whole work can be faster; how much slower it is, is what the work costs.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use fantoccini::Client;
use serde_json::{Value, json};

use crate::form::Form;
use crate::page::{self, Page, Store};

const KEEP: &str = r#"localStorage.setItem("floor", JSON.stringify({ answers: arguments[0] }));"#;

/// The built floor.
pub struct Floor {
    file: PathBuf,
    answers: Value,
}

impl Floor {
    /// Writes the page, in the style of the page it is compared with: layout costs time as well.
    pub fn build(form: &Form, caseread: &Path, folder: &Path) -> Result<Self> {
        let caseread =
            fs::read(caseread).with_context(|| format!("no page {}", caseread.display()))?;
        // The module in it is no text.
        let caseread = String::from_utf8_lossy(&caseread);
        let html = include_str!("floor.html")
            .replace("{{style}}", style(&caseread).context("the built page has no style")?)
            .replace("{{form}}", &form.json.to_string().replace('<', "\\u003c"));
        let file = folder.join("floor.html");
        fs::write(&file, html)?;
        Ok(Self { file, answers: form.json["answers"].clone() })
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
    /// file faster when it is not the first. It knows one case, however many there are.
    async fn prepare(&self, client: &Client, _store: Store) -> Result<String> {
        client.goto(page::address(&self.file)?.as_str()).await?;
        client.execute(KEEP, vec![json!(self.answers)]).await?;
        Ok(String::new())
    }
}

fn style(html: &str) -> Option<&str> {
    let (_, after) = html.split_once("<style>")?;
    Some(after.split_once("</style>")?.0)
}
