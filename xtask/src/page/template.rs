//! Fills the slots of `index.html` and writes the page's policy.

use anyhow::{Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// What goes into the slots.
pub(super) struct Parts<'a> {
    /// The compressed module in base64.
    pub(super) module: &'a str,
    /// The one script.
    pub(super) script: &'a str,
    /// The one style sheet.
    pub(super) style: &'a str,
}

/// The page: the template with its slots filled and its comments removed.
pub(super) fn fill(markup: &str, parts: &Parts) -> Result<String> {
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

    let policy = policy(parts.script, parts.style);
    let slots = [
        ("{{policy}}", policy.as_str()),
        ("{{style}}", parts.style),
        ("{{module}}", parts.module),
        ("{{script}}", parts.script),
    ];
    let mut rest = without_comments(markup);
    // The slots are filled from the end, so that no slot is sought in what filled another.
    let mut tail = String::new();
    for (slot, text) in slots.iter().rev() {
        let found = rest.matches(slot).count();
        ensure!(
            found == 1,
            "index.html must have the slot {slot} once, not {found} times. The order is: policy, style, module, script."
        );
        if let Some((before, after)) = rest.split_once(slot) {
            tail = format!("{text}{after}{tail}");
            rest = before.to_owned();
        }
    }
    Ok(rest + &tail)
}

/// What the page may do: run its own script and module, and nothing that leaves the machine.
fn policy(script: &str, style: &str) -> String {
    format!(
        "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src '{}'; img-src data: blob:; \
         form-action 'none'; base-uri 'none'; connect-src 'none'",
        hash(script),
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

    const PARTS: Parts = Parts { module: "AA==", script: "start()", style: "p{}" };

    #[test]
    fn each_slot_is_filled_and_comments_are_gone() {
        let page =
            fill("<!-- a\nnote -->\n{{policy}}|{{style}}|{{module}}|{{script}}", &PARTS).unwrap();
        assert!(page.starts_with("default-src 'none'; script-src 'sha256-"), "{page}");
        assert!(page.ends_with("|p{}|AA==|start()\n"), "{page}");
    }

    #[test]
    fn a_missing_slot_is_named() {
        let refused = fill("{{policy}}{{style}}{{script}}", &PARTS).unwrap_err().to_string();
        assert!(refused.contains("{{module}}"), "{refused}");
    }

    #[test]
    fn text_that_looks_like_a_slot_is_left_alone() {
        let parts = Parts { script: "'{{style}}'", ..PARTS };
        let page = fill("{{policy}}{{style}}{{module}}{{script}}", &parts).unwrap();
        assert!(page.ends_with("'{{style}}'\n"), "{page}");
    }

    #[test]
    fn a_script_that_would_end_early_is_refused() {
        let parts = Parts { script: "'</script>'", ..PARTS };
        assert!(fill("{{policy}}{{style}}{{module}}{{script}}", &parts).is_err());
    }

    #[test]
    fn the_policy_names_the_hash_the_browser_will_compute() {
        // printf '' | openssl dgst -sha256 -binary | base64
        assert_eq!(hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
