//! Fills the slots of `index.html` and writes the page's policy.

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::ascii;
use super::bytes::Packed;

/// What goes into the slots.
pub(super) struct Parts<'a> {
    /// The compressed module.
    pub(super) module: &'a Packed,
    /// The script that the page adds to itself, out of the module.
    pub(super) glue: &'a str,
    /// The script that stands in the page.
    pub(super) script: &'a str,
    /// The one style sheet.
    pub(super) style: &'a str,
}

/// The page: the template with its slots filled and its comments removed.
pub(super) fn fill(markup: &str, parts: &Parts) -> Result<Vec<u8>> {
    for ending in ["</script", "<!--"] {
        ensure!(
            !parts.script.contains(ending),
            "The script contains `{ending}`, which would end it early in the page."
        );
    }
    ensure!(
        !parts.style.contains("</style"),
        "The style contains `</style`, which would end it early in the page."
    );
    ascii::ensure_ascii("script", parts.script)?;
    ascii::ensure_ascii("style", parts.style)?;

    let policy = policy(&[parts.script, parts.glue], parts.style);
    let (run, length) = (parts.module.run.to_string(), parts.module.bytes.len().to_string());
    let slots = [
        ("{{policy}}", policy.as_bytes()),
        ("{{style}}", parts.style.as_bytes()),
        ("{{run}}", run.as_bytes()),
        ("{{length}}", length.as_bytes()),
        ("{{module}}", parts.module.bytes.as_slice()),
        ("{{script}}", parts.script.as_bytes()),
    ];
    let markup = ascii::markup(&without_comments(markup));
    ensure_encoding_is_found(&markup)?;
    let mut page = Vec::new();
    let mut rest = markup.as_str();
    for (slot, bytes) in slots {
        let found = markup.matches(slot).count();
        let (before, after) = rest.split_once(slot).filter(|_| found == 1).with_context(|| {
            let order = slots.map(|(slot, _)| slot).join(", ");
            format!("index.html must have the slot {slot} once, not {found} times. The order is: {order}.")
        })?;
        page.extend(before.as_bytes());
        page.extend(bytes);
        rest = after;
    }
    page.extend(rest.as_bytes());
    Ok(page)
}

// A browser looks for the encoding in the first 1024 bytes, and would take any other for the module's as well.
fn ensure_encoding_is_found(markup: &str) -> Result<()> {
    let at = markup.find(r#"<meta charset="windows-1252">"#);
    ensure!(
        at.zip(markup.find("{{")).is_some_and(|(at, first_slot)| at < first_slot && at < 900),
        "index.html must begin its head with <meta charset=\"windows-1252\">: the module's bytes need it."
    );
    Ok(())
}

/// What the page may do: run its own scripts and module, and nothing that leaves the machine.
fn policy(scripts: &[&str], style: &str) -> String {
    let scripts: String = scripts.iter().map(|script| format!("'{}' ", hash(script))).collect();
    format!(
        "default-src 'none'; script-src {scripts}'wasm-unsafe-eval'; style-src '{}'; img-src data: blob:; \
         form-action 'none'; base-uri 'none'; connect-src 'none'",
        hash(style),
    )
}

fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

fn without_comments(markup: &str) -> String {
    let mut kept = String::new();
    let mut rest = markup;
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    let lines = kept.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHARSET: &str = "<meta charset=\"windows-1252\">";
    const SLOTS: &str = "{{policy}}|{{style}}|{{run}}|{{length}}|{{module}}|{{script}}";

    fn check(markup: &str, script: &str, check: impl Fn(Result<String>)) {
        let module = Packed { bytes: b"\x01\xff".to_vec(), run: 7 };
        let parts = Parts { module: &module, glue: "glue()", script, style: "p{}" };
        let page = fill(&format!("{CHARSET}{markup}"), &parts);
        check(page.map(|page| page.iter().copied().map(char::from).collect()));
    }

    fn refused(page: Result<String>) -> String {
        page.unwrap_err().to_string()
    }

    #[test]
    fn each_slot_is_filled_and_comments_are_gone() {
        check(&format!("<!-- a\nnote -->\n{SLOTS}"), "start()", |page| {
            let page = page.unwrap();
            let start = format!("{CHARSET}\ndefault-src 'none'; script-src 'sha256-");
            assert!(page.starts_with(&start), "{page}");
            assert!(page.ends_with("|p{}|7|2|\u{1}\u{ff}|start()\n"), "{page}");
            assert!(page.contains(&hash("start()")) && page.contains(&hash("glue()")), "{page}");
        });
    }

    #[test]
    fn a_slot_missing_or_there_twice_is_named() {
        check(&SLOTS.replace("{{module}}", ""), "", |page| {
            assert!(refused(page).contains("the slot {{module}} once, not 0 times"));
        });
        check(&format!("{SLOTS}{{{{style}}}}"), "", |page| {
            assert!(refused(page).contains("the slot {{style}} once, not 2 times"));
        });
    }

    #[test]
    fn text_that_looks_like_a_slot_is_left_alone() {
        check(SLOTS, "'{{style}}'", |page| assert!(page.unwrap().ends_with("'{{style}}'\n")));
    }

    #[test]
    fn a_script_that_would_end_early_is_refused() {
        check(SLOTS, "'</script>'", |page| assert!(refused(page).contains("</script")));
    }

    #[test]
    fn a_letter_of_the_template_beyond_ascii_is_escaped_and_one_of_a_script_refused() {
        check(&format!("Opening…{SLOTS}"), "", |page| {
            assert!(page.unwrap().contains("Opening&#8230;"));
        });
        check(SLOTS, "'é'", |page| assert!(refused(page).contains("not ASCII")));
    }

    #[test]
    fn a_page_whose_encoding_is_not_found_is_refused() {
        let module = Packed { bytes: Vec::new(), run: 1 };
        let parts = Parts { module: &module, glue: "", script: "", style: "" };
        assert!(fill(SLOTS, &parts).is_err());
        assert!(fill(&format!("{SLOTS}{CHARSET}"), &parts).is_err());
    }

    #[test]
    fn the_policy_names_the_hash_the_browser_will_compute() {
        // printf '' | openssl dgst -sha256 -binary | base64
        assert_eq!(hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
