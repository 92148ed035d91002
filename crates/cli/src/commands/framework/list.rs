//! `caseread framework list`: the frameworks that come with Caseread.

use frameworks::BUNDLED;
use words::Words;

use super::holds;
use crate::exit::Outcome;
use crate::printer::Printer;

/// Tells what each is called, and how much is in it.
pub(super) fn list(words: Words) -> Outcome {
    let mut out = Printer::default();
    for bundled in &BUNDLED {
        out.line(&words.cli_framework_listed(bundled.identifier, bundled.edition));
        let Some(edition) = bundled.read() else { continue };
        let framework = &edition.framework;
        for what in [
            framework.title.get(words.language).to_owned(),
            words.cli_check_framework_digest(bundled.digest),
            holds(words, framework),
            words.cli_rate_certainty(words.certainty(framework.source.certainty)),
        ] {
            out.line(&words.cli_check_row(what));
        }
    }
    Outcome::well(out.into_text())
}
