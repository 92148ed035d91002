//! The glue, made quicker for the thousands of calls that drawing a case makes.

use anyhow::{Context, Result, bail};

const OPENS: &str = "function() { return handleError(function (";
const CLOSES: &str = "}, arguments); }";
const CATCH: &str = "function handleError(f, args) {";

const IMPORTS: &str = "const import0 = {";
const NO_PROTOTYPE: &str = "__proto__: null,";

const NAMESPACE: &str = "const ret = arg1.namespaceURI;";
const FOREIGN_NAMESPACE: &str = "const uri = arg1.namespaceURI;\nconst ret = uri === \"http://www.w3.org/1999/xhtml\" ? undefined : uri;";

/// The glue, quicker. What looks otherwise than expected stays as it is.
pub(super) fn quickened(glue: &str) -> String {
    // Yew asks it twice of every element, to find those of other namespaces. It has to be copied letter by letter.
    with_direct_catches(&glue.replace(NAMESPACE, FOREIGN_NAMESPACE))
}

/// The glue with one more import for the module.
pub(super) fn with_import(glue: &str, import: &str) -> Result<String> {
    let mut parts = glue.splitn(2, IMPORTS);
    let (Some(before), Some(after)) = (parts.next(), parts.next()) else {
        bail!("The glue has no list of imports that begins with {IMPORTS:?}.");
    };
    let (between, after) = after
        .split_once(NO_PROTOTYPE)
        .filter(|(between, _)| between.trim().is_empty())
        .context("The list of imports in the glue begins otherwise than expected.")?;
    Ok(format!("{before}{IMPORTS}{between}{NO_PROTOTYPE}\n{import}{after}"))
}

/// Catches what is thrown in the function that is called: wasm-bindgen wraps it in one that is made anew at each call.
fn with_direct_catches(glue: &str) -> String {
    let Some((before, after)) = glue.split_once(CATCH) else { return glue.to_owned() };
    let mut parts = before.split(OPENS);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match (part.split_once(") {"), part.split_once(CLOSES)) {
            (Some((args, _)), Some((wrapped, rest))) if args.len() < wrapped.len() => {
                let body = &wrapped[args.len() + ") {".len()..];
                out += &format!(
                    "function({args}) {{ try {{{body}}} catch (e) {{ caught(e); }} }}{rest}"
                );
            }
            _ => return glue.to_owned(),
        }
    }
    if after.contains(OPENS) {
        return glue.to_owned();
    }
    let caught = "function caught(e) { wasm.__wbindgen_exn_store(addToExternrefTable0(e)); }\n";
    format!("{out}{caught}{CATCH}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_throw_is_caught_where_it_is_called() {
        let glue = "i1: function() { return handleError(function (a, b) {\nreturn a.f(b);\n}, arguments); },\n\
                    i2: function(a) {\nreturn a;\n},\nfunction handleError(f, args) {\n}";
        assert_eq!(
            with_direct_catches(glue),
            "i1: function(a, b) { try {\nreturn a.f(b);\n} catch (e) { caught(e); } },\n\
             i2: function(a) {\nreturn a;\n},\n\
             function caught(e) { wasm.__wbindgen_exn_store(addToExternrefTable0(e)); }\n\
             function handleError(f, args) {\n}"
        );
    }

    #[test]
    fn only_a_foreign_namespace_is_told() {
        let glue =
            quickened("i3: function(arg0, arg1) {\nconst ret = arg1.namespaceURI;\nf(ret);\n},");
        assert!(glue.contains("? undefined : uri;\nf(ret);"), "{glue}");
    }

    #[test]
    fn glue_that_looks_otherwise_stays_as_it_is() {
        for glue in [
            "",
            "function handleError(f, args) {}",
            "function() { return handleError(function (a) { a }, 1); }",
        ] {
            assert!(!with_direct_catches(glue).contains("try {"), "{glue}");
        }
    }
}
