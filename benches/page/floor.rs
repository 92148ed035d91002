//! The floor: a hand-written page with the same form and no more than has to be.
//!
//! It keeps answers in localStorage, rates without reasons, has no history and cannot merge. No
//! page that does the whole work can be faster; how much slower it is, is what the work costs.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use fantoccini::Client;
use serde_json::{Value, json};

use crate::form::Form;
use crate::page::{self, Page, Store};

const KEEP: &str = r#"localStorage.setItem("floor", JSON.stringify({ answers: arguments[0] }));"#;

const STYLE: &str = concat!(
    include_str!("../../styles/tokens.css"),
    include_str!("../../styles/first.css"),
    include_str!("../../styles/base.css"),
    include_str!("../../styles/layout.css"),
    include_str!("../../styles/components.css"),
    include_str!("../../styles/screens.css"),
    include_str!("../../styles/print.css"),
);

/// The built floor.
pub struct Floor {
    file: PathBuf,
    answers: Value,
}

impl Floor {
    /// Writes the page, in the style of the page it is compared with: layout costs time as well.
    pub fn build(form: &Form, folder: &Path) -> Result<Self> {
        let html = include_str!("floor.html")
            .replace("{{style}}", STYLE)
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
