//! Fills the slots of `index.html` and writes the page's policy.

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::bytes::Packed;

/// What goes into the slots.
pub(super) struct Parts<'a> {
    /// The first half of the program.
    pub(super) module: &'a Packed,
    /// The script that the page adds to itself, out of the module.
    pub(super) glue: &'a str,
    /// Everything else, in one stream.
    pub(super) rest: &'a Packed,
    /// How many bytes of what is in it are the other half of the program.
    pub(super) n_rest: usize,
    /// How many bytes behind them are definitions of frameworks.
    pub(super) n_definitions: usize,
    /// How many bytes behind those are the module that seals and opens.
    pub(super) n_sealing: usize,
    /// The script that the page adds to itself, out of that module, when it is needed.
    pub(super) sealing_glue: &'a str,
    /// The script that stands in the page.
    pub(super) script: &'a str,
    /// The style that stands in the page.
    pub(super) first_style: &'a str,
    /// The style that the page adds to itself, out of the module.
    pub(super) style: &'a str,
}

/// The page in UTF-16: the template with its slots filled and its comments removed.
pub(super) fn fill(markup: &str, parts: &Parts) -> Result<Vec<u8>> {
    for ending in ["</script", "<!--"] {
        ensure!(
            !parts.script.contains(ending),
            "The script contains `{ending}`, which would end it early in the page."
        );
    }
    ensure!(
        !parts.first_style.contains("</style"),
        "The style contains `</style`, which would end it early in the page."
    );

    let (module, rest) = (parts.module, parts.rest);
    let letters = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
    let slots = [
        (
            "{{policy}}",
            letters(&policy(
                &[parts.script, parts.glue, parts.sealing_glue],
                &[parts.first_style, parts.style],
            )),
        ),
        ("{{style}}", letters(parts.first_style)),
        ("{{length}}", letters(&module.letters.len().to_string())),
        ("{{bytes}}", letters(&module.n_bytes.to_string())),
        ("{{module}}", module.letters.clone()),
        ("{{script}}", letters(parts.script)),
        ("{{rest-length}}", letters(&rest.letters.len().to_string())),
        ("{{rest-bytes}}", letters(&rest.n_bytes.to_string())),
        ("{{rest-program}}", letters(&parts.n_rest.to_string())),
        ("{{rest-definitions}}", letters(&parts.n_definitions.to_string())),
        ("{{rest-sealing}}", letters(&parts.n_sealing.to_string())),
        ("{{rest}}", rest.letters.clone()),
    ];
    let markup = without_comments(markup);
    ensure!(
        !markup.contains("charset"),
        "index.html names an encoding. The page is UTF-16 and says so by its first two bytes."
    );
    let mut page = vec![BYTE_ORDER_MARK];
    let mut rest = markup.as_str();
    for (slot, filling) in &slots {
        let found = markup.matches(slot).count();
        let (before, after) = rest.split_once(slot).filter(|_| found == 1).with_context(|| {
            let order = slots.iter().map(|(slot, _)| *slot).collect::<Vec<_>>().join(", ");
            format!("index.html must have the slot {slot} once, not {found} times. The order is: {order}.")
        })?;
        page.extend(before.encode_utf16());
        page.extend(filling);
        rest = after;
    }
    page.extend(rest.encode_utf16());
    Ok(page.into_iter().flat_map(u16::to_le_bytes).collect())
}

// It tells a browser the encoding, against anything a server may say of it.
const BYTE_ORDER_MARK: u16 = 0xfeff;

/// What the page may do: run its own scripts and module, and nothing that leaves the machine.
fn policy(scripts: &[&str], styles: &[&str]) -> String {
    let hashes = |texts: &[&str]| {
        let hashes = texts.iter().map(|text| format!("'{}'", hash(text)));
        hashes.collect::<Vec<_>>().join(" ")
    };
    format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; img-src data: blob:; \
         form-action 'none'; base-uri 'none'; connect-src 'none'",
        hashes(scripts),
        hashes(styles),
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

    const SLOTS: &str = "{{policy}}|{{style}}|{{length}}|{{bytes}}|{{module}}|{{script}}|\
                         {{rest-length}}|{{rest-bytes}}|{{rest-program}}|{{rest-definitions}}|{{rest-sealing}}|{{rest}}";

    fn check(markup: &str, script: &str, check: impl Fn(Result<String>)) {
        let module = Packed { letters: vec![1, 0x1ff], n_bytes: 3 };
        let rest = Packed { letters: vec![2], n_bytes: 1 };
        let parts = Parts {
            module: &module,
            glue: "glue()",
            rest: &rest,
            n_rest: 9,
            n_definitions: 6,
            n_sealing: 8,
            sealing_glue: "other()",
            script,
            first_style: "p{}",
            style: "q{}",
        };
        check(fill(markup, &parts).map(|page| {
            let letters: Vec<u16> =
                page.chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&letters).unwrap()
        }));
    }

    fn refused(page: Result<String>) -> String {
        page.unwrap_err().to_string()
    }

    #[test]
    fn each_slot_is_filled_and_comments_are_gone() {
        check(&format!("<!-- a\nnote -->\n{SLOTS}"), "start()", |page| {
            let page = page.unwrap();
            assert!(page.starts_with("\u{feff}default-src 'none'; script-src 'sha256-"), "{page}");
            assert!(page.ends_with("|p{}|2|3|\u{1}\u{1ff}|start()|1|1|9|6|8|\u{2}\n"), "{page}");
            for text in ["start()", "glue()", "other()", "p{}", "q{}"] {
                assert!(page.contains(&format!("'{}'", hash(text))), "{page}");
            }
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
        check(SLOTS, "'{{style}}'", |page| assert!(page.unwrap().contains("|'{{style}}'|")));
    }

    #[test]
    fn a_script_that_would_end_early_is_refused() {
        check(SLOTS, "'</script>'", |page| assert!(refused(page).contains("</script")));
    }

    #[test]
    fn letters_beyond_ascii_stay_as_they_are() {
        check(&format!("Opening…{SLOTS}"), "'é'", |page| {
            let page = page.unwrap();
            assert!(page.contains("Opening…") && page.contains("|'é'|"), "{page}");
        });
    }

    #[test]
    fn a_template_that_names_an_encoding_is_refused() {
        check(&format!("<meta charset=\"utf-8\">{SLOTS}"), "", |page| {
            assert!(refused(page).contains("names an encoding"));
        });
    }

    #[test]
    fn the_policy_names_the_hash_the_browser_will_compute() {
        // printf '' | openssl dgst -sha256 -binary | base64
        assert_eq!(hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
