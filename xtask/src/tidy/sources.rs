//! What may be written in which file.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::code_only::{code_only, is_name};

/// The longest a file may be, its tests included.
const MAX_LINES: usize = 600;

/// Work that is put off, and tests that are switched off, without anybody being told.
const LEFT_OVERS: [&str; 4] = ["todo!(", "unimplemented!(", "dbg!(", "#[ignore"];

/// The crates that speak to the browser.
const BROWSER_CRATES: [&str; 4] = ["web_sys", "js_sys", "gloo", "wasm_bindgen"];

/// The only places of the app that name them.
const BROWSER_HOMES: [&str; 3] = ["src/main.rs", "src/browser.rs", "src/browser/"];

/// Reads every Rust file of the repository and returns what breaks a rule.
pub(super) fn check(root: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    collect(root, &mut files)?;
    files.sort();
    let mut findings = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file)
            .with_context(|| format!("{} could not be read.", file.display()))?;
        let path = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        findings.extend(check_file(&path, &text));
    }
    Ok(findings)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries = fs::read_dir(folder)
        .with_context(|| format!("The folder {} could not be read.", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type()?;
        let foreign =
            name.starts_with('.') || ["target", "dist", "node_modules"].contains(&name.as_str());
        if kind.is_dir() && !foreign {
            collect(&entry.path(), files)?;
        } else if kind.is_file() && name.ends_with(".rs") {
            files.push(entry.path());
        }
    }
    Ok(())
}

fn check_file(path: &str, text: &str) -> Vec<String> {
    let mut findings = Vec::new();
    let n_lines = text.lines().count();
    if n_lines > MAX_LINES {
        findings.push(format!(
            "{path}: {n_lines} lines; at most {MAX_LINES} can be read in one go. Split it."
        ));
    }
    let code = code_only(text);
    for left_over in LEFT_OVERS {
        for at in places(&code, left_over) {
            findings.push(format!(
                "{path}:{}: `{left_over}` is left over. Finish it or take it out.",
                line_of(&code, at)
            ));
        }
    }
    let in_app = path.starts_with("src/");
    if in_app && !BROWSER_HOMES.iter().any(|home| path.starts_with(home)) {
        findings.extend(named_browser(path, &code));
    }
    findings
}

fn named_browser(path: &str, code: &str) -> Vec<String> {
    let mut findings = Vec::new();
    for name in BROWSER_CRATES {
        for at in places(code, name) {
            let after = &code[at + name.len()..];
            if name == "web_sys" && only_names_elements(after) {
                continue;
            }
            findings.push(format!(
                "{path}:{}: names {name} outside src/browser/. Ask a port instead; \
                 a component may name only the types of elements and events (web_sys::Html…, web_sys::…Event).",
                line_of(code, at)
            ));
        }
    }
    findings
}

/// The places where a word begins. `gloo` is found in `gloo_timers`, but not in `my_gloo`.
fn places(code: &str, word: &str) -> Vec<usize> {
    let begins = |at: usize| !word.starts_with(is_name) || !code[..at].ends_with(is_name);
    code.match_indices(word).map(|(at, _)| at).filter(|at| begins(*at)).collect()
}

fn line_of(code: &str, at: usize) -> usize {
    code[..at].matches('\n').count() + 1
}

/// Whether what follows `web_sys` is the name of an element or event type, or a list of such names.
fn only_names_elements(after: &str) -> bool {
    let Some(path) = after.strip_prefix("::") else {
        return false;
    };
    match path.strip_prefix('{').and_then(|list| list.split_once('}')) {
        Some((list, _)) => list
            .split(',')
            .filter_map(|entry| entry.split_whitespace().next())
            .all(is_element_or_event),
        None => is_element_or_event(path),
    }
}

fn is_element_or_event(path: &str) -> bool {
    let end = path.find(|letter| !is_name(letter)).unwrap_or(path.len());
    let name = &path[..end];
    name.starts_with("Html") || name.ends_with("Event") || name == "Element"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, n_findings: usize) {
        let findings = check_file(path, text);
        assert_eq!(findings.len(), n_findings, "{findings:?}");
    }

    #[test]
    fn only_the_browser_folder_names_the_browser() {
        let text = "use web_sys::Storage;\nfn now() { js_sys::Date::now() }";
        check("src/components/note_field.rs", text, 2);
        check("src/browser/clock.rs", text, 0);
        check("src/browser.rs", text, 0);
        check("src/main.rs", text, 0);
        check("tests/e2e/main.rs", text, 0);
        check("src/store.rs", "use gloo_timers::callback::Timeout;", 1);
        check("src/store.rs", "use wasm_bindgen_futures::spawn_local;", 1);
    }

    #[test]
    fn a_component_may_name_elements_and_events() {
        check("src/components/a.rs", "use web_sys::{HtmlInputElement, KeyboardEvent, Element};", 0);
        check("src/components/a.rs", "let x: web_sys::HtmlElement = y;", 0);
        check("src/components/a.rs", "use web_sys::{\n    HtmlInputElement,\n    Window,\n};", 1);
        check("src/components/a.rs", "use web_sys as browser;", 1);
    }

    #[test]
    fn comments_and_texts_may_name_anything() {
        check("src/app.rs", "// js_sys and todo!()\nconst A: &str = \"dbg!( web_sys\";", 0);
    }

    #[test]
    fn left_overs_are_named_with_their_line() {
        let findings = check_file("crates/domain/src/a.rs", "fn a() {\n    todo!()\n}");
        assert!(findings[0].starts_with("crates/domain/src/a.rs:2:"), "{findings:?}");
        check("crates/domain/src/a.rs", "#[ignore = \"slow\"]\nfn a() {}", 1);
        check("crates/domain/src/a.rs", "fn a() { my_todo!() }", 0);
    }

    #[test]
    fn a_file_too_long_to_read_is_named() {
        check("src/a.rs", &"\n".repeat(MAX_LINES), 0);
        check("src/a.rs", &"\n".repeat(MAX_LINES + 1), 1);
    }
}
