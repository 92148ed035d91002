//! The sections of a WebAssembly module: shorter names for what it imports, texts put into it, and what nobody needs taken
//! out.
//!
//! wasm-bindgen names every import after a function and a hash, which does not compress. The glue rides in the module
//! because there it is compressed with it; in the page it would weigh six times as much.

use anyhow::{Context, Result, ensure};

const HEADER: &[u8] = b"\0asm\x01\0\0\0";
const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;

/// Gives the imports short names in the module and in its glue.
///
/// A name that the glue has more than once, or not at all, stays as it is: then it is not certain what it is the name of.
pub(super) fn with_short_imports(module: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut glue = glue.to_owned();
    let mut out = HEADER.to_vec();
    let mut reader = Reader(module.strip_prefix(HEADER).context("This is no WebAssembly module.")?);
    while !reader.0.is_empty() {
        let id = reader.byte()?;
        let body = reader.sized()?;
        if id == IMPORTS {
            push_section(&mut out, id, &shortened(body, &mut glue)?);
        } else {
            push_section(&mut out, id, body);
        }
    }
    Ok((out, glue))
}

/// Adds something to the end of the module, under a name by which start.js looks it up.
pub(super) fn with(mut module: Vec<u8>, name: &str, what: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    push_sized(&mut body, name.as_bytes());
    body.extend(what);
    push_section(&mut module, CUSTOM, &body);
    module
}

/// Leaves out the sections that a browser does not read: names for debuggers, and what made the module.
pub(super) fn without_custom(module: &[u8]) -> Result<Vec<u8>> {
    let mut out = HEADER.to_vec();
    let mut reader = Reader(module.strip_prefix(HEADER).context("This is no WebAssembly module.")?);
    while !reader.0.is_empty() {
        let id = reader.byte()?;
        let body = reader.sized()?;
        if id != CUSTOM {
            push_section(&mut out, id, body);
        }
    }
    Ok(out)
}

fn shortened(imports: &[u8], glue: &mut String) -> Result<Vec<u8>> {
    let mut reader = Reader(imports);
    let count = reader.number()?;
    let mut out = Vec::new();
    push_number(&mut out, count);
    for nth in 0..count {
        let from = reader.name()?;
        let name = reader.name()?;
        let kind = reader.rest_of_import()?;
        push_sized(&mut out, from.as_bytes());
        let short = format!("i{nth}");
        match the_only_place(glue, name) {
            Some(at) if words(glue, &short).next().is_none() => {
                glue.replace_range(at..at + name.len(), &short);
                push_sized(&mut out, short.as_bytes());
            }
            _ => push_sized(&mut out, name.as_bytes()),
        }
        out.extend(kind);
    }
    ensure!(reader.0.is_empty(), "The import section has more than its imports.");
    Ok(out)
}

fn the_only_place(glue: &str, name: &str) -> Option<usize> {
    let mut places = words(glue, name);
    places.next().filter(|_| places.next().is_none())
}

fn words<'a>(glue: &'a str, name: &'a str) -> impl Iterator<Item = usize> + 'a {
    let in_name = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '$';
    glue.match_indices(name).map(|(at, _)| at).filter(move |at| {
        !glue[..*at].ends_with(in_name) && !glue[at + name.len()..].starts_with(in_name)
    })
}

/// Reads the binary format from the front.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Result<u8> {
        let (first, rest) = self.0.split_first().context("The module ends early.")?;
        self.0 = rest;
        Ok(*first)
    }

    fn bytes(&mut self, count: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).context("The module ends early.")?;
        self.0 = rest;
        Ok(taken)
    }

    /// A number in LEB128.
    fn number(&mut self) -> Result<u32> {
        let mut number = 0;
        for shift in (0..u32::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        anyhow::bail!("A number in the module has too many bytes.")
    }

    fn sized(&mut self) -> Result<&'a [u8]> {
        let count = self.number()?;
        self.bytes(count as usize)
    }

    fn name(&mut self) -> Result<&'a str> {
        std::str::from_utf8(self.sized()?).context("A name in the module is no text.")
    }

    /// What is imported, as it stands. wasm-bindgen imports only functions.
    fn rest_of_import(&mut self) -> Result<&'a [u8]> {
        const FUNCTION: u8 = 0;
        let before = self.0;
        let kind = self.byte()?;
        ensure!(kind == FUNCTION, "The module imports something other than a function.");
        self.number()?;
        Ok(&before[..before.len() - self.0.len()])
    }
}

fn push_section(out: &mut Vec<u8>, id: u8, body: &[u8]) {
    out.push(id);
    push_sized(out, body);
}

fn push_sized(out: &mut Vec<u8>, bytes: &[u8]) {
    push_number(out, bytes.len() as u32);
    out.extend(bytes);
}

fn push_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with these imports of functions of the first type, and a section before and after.
    fn module(names: &[&str]) -> Vec<u8> {
        let mut imports = Vec::new();
        push_number(&mut imports, names.len() as u32);
        for name in names {
            push_sized(&mut imports, b"wbg");
            push_sized(&mut imports, name.as_bytes());
            imports.extend([0, 0]);
        }
        let mut module = HEADER.to_vec();
        push_section(&mut module, 1, &[1, 0x60, 0, 0]);
        push_section(&mut module, IMPORTS, &imports);
        push_section(&mut module, 3, &[0]);
        module
    }

    fn check(names: &[&str], glue: &str, new_names: &[&str], new_glue: &str) {
        let (short, glue) = with_short_imports(&module(names), glue).unwrap();
        assert_eq!(short, module(new_names));
        assert_eq!(glue, new_glue);
    }

    #[test]
    fn an_import_gets_a_short_name_on_both_ends() {
        check(
            &["__wbg_a_1", "__wbg_a_12"],
            "{\n__wbg_a_12: f,\n__wbg_a_1: g}",
            &["i0", "i1"],
            "{\ni1: f,\ni0: g}",
        );
    }

    #[test]
    fn a_name_that_means_more_than_one_thing_stays() {
        check(&["a"], "{ a: a }", &["a"], "{ a: a }");
        check(&["a"], "{ b: a_b }", &["a"], "{ b: a_b }");
        check(&["a"], "{ a: i0 }", &["a"], "{ a: i0 }");
    }

    #[test]
    fn long_numbers_come_back() {
        for number in [0, 127, 128, 16_384, u32::MAX] {
            let mut bytes = Vec::new();
            push_number(&mut bytes, number);
            let mut reader = Reader(&bytes);
            assert_eq!(reader.number().unwrap(), number);
            assert!(reader.0.is_empty());
        }
    }

    #[test]
    fn the_glue_is_the_last_section() {
        let whole = with(module(&[]), "glue", b"let a;");
        assert_eq!(whole.strip_prefix(module(&[]).as_slice()).unwrap(), b"\0\x0b\x04gluelet a;");
    }

    #[test]
    fn only_what_a_browser_reads_stays() {
        let whole = with(module(&["a"]), "name", b"f");
        assert_eq!(without_custom(&whole).unwrap(), module(&["a"]));
        assert!(without_custom(b"gzip").is_err());
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(with_short_imports(b"gzip", "").is_err());
        let cut_short = module(&["a"]);
        assert!(with_short_imports(&cut_short[..cut_short.len() - 1], "").is_err());
    }
}
