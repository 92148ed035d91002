//! How the modules are compressed.
//!
//! A browser unpacks gzip by itself. Brotli is a fifth smaller, and a module of our own unpacks it (crates/unpack), which
//! stands in the page in gzip. Decision 0014 has what else was measured.

use anyhow::{Context, Result, ensure};
use brotli::enc::BrotliEncoderParams;
use unpack::Unpacking;

/// Compresses a module, with its sum behind it.
///
/// Without the dictionary of words that Brotli has: the module that unpacks would have to hold it.
pub(super) fn pack(module: &[u8]) -> Result<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: module.len(),
        use_dictionary: false,
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*module, &mut packed, &params)
        .context("The module could not be compressed.")?;
    packed.extend(unpack::sum(&packed));
    ensure!(
        unpacked(&packed).as_deref() == Some(module),
        "The module does not come out of its packing as it went in."
    );
    Ok(packed)
}

/// Compresses for the browser itself, without a time and without a name, so that the same module gives the same bytes.
///
/// Zopfli takes longer than the usual encoder and gives 6 % less; the browser unpacks both alike.
pub(super) fn gzip(module: &[u8]) -> Result<Vec<u8>> {
    let mut gzipped = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Gzip, module, &mut gzipped)
        .context("The module that unpacks could not be compressed.")?;
    Ok(gzipped)
}

// As start.js does it.
fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
    let mut unpacking = Unpacking::of(packed.to_vec());
    let mut out = Vec::new();
    loop {
        match unpacking.more().ok()? {
            [] => return Some(out),
            piece => out.extend(piece),
        }
    }
}

#[cfg(test)]
mod tests {
    use brotli_decompressor::dictionary::kBrotliDictionary;

    use super::*;

    /// Bytes with repetitions near and far, longer than any piece, and the same at every run of the tests.
    fn module() -> Vec<u8> {
        let mut state = 1_u64;
        let words: Vec<Vec<u8>> = (0..500_u32)
            .map(|n| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                state.to_be_bytes()[..(2 + n % 7) as usize].to_vec()
            })
            .collect();
        let next = |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            words[(state >> 40) as usize % words.len()].clone()
        };
        (0..100_000).flat_map(next).collect()
    }

    #[test]
    fn a_module_comes_back_however_long_it_is() {
        for module in [&[][..], b"a", b"wasm wasm wasm", &[0; 1_000_000], &module()] {
            assert_eq!(unpacked(&pack(module).unwrap()).as_deref(), Some(module));
        }
    }

    #[test]
    fn the_same_module_gives_the_same_bytes() {
        assert_eq!(pack(&module()).unwrap(), pack(&module()).unwrap());
    }

    #[test]
    fn whatever_is_changed_is_noticed() {
        let packed = pack(&module()[..500]).unwrap();
        for at in 0..packed.len() {
            let mut changed = packed.clone();
            changed[at] ^= 0x10;
            assert_eq!(unpacked(&changed), None, "byte {at}");
            assert_eq!(unpacked(&packed[..at]), None, "{at} bytes");
        }
        assert_eq!(unpacked(&[&packed[..], &[0]].concat()), None);
    }

    #[test]
    fn the_words_that_the_page_does_not_hold_are_not_used() {
        // A module full of words that the dictionary has: with it they take less than a third.
        let words = &kBrotliDictionary[32_768..32_768 + 10_000];
        let used = |use_dictionary| {
            let mut out = Vec::new();
            let params = BrotliEncoderParams { use_dictionary, ..BrotliEncoderParams::default() };
            brotli::BrotliCompress(&mut &*words, &mut out, &params).unwrap();
            out.len()
        };
        assert!(used(true) < used(false));
        assert!(pack(words).unwrap().len() + 100 > used(false));
    }
}
