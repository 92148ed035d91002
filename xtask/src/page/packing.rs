//! How the parts of the page are compressed.
//!
//! A browser unpacks gzip by itself, and the first half of the program comes so. All else is one stream of LZMA with that half
//! as its dictionary; a module of our own, which that half holds, unpacks it (crates/unpack). Decisions 0014 and 0015 have what else
//! was measured.

use anyhow::{Context, Result, anyhow, ensure};
use lzma_rust2::{EncodeMode, LzmaOptions, LzmaWriter, MfType, Write};
use unpack::{CONTEXT_BITS, PLACE_BITS, Unpacking, WINDOW};

/// At how many places that begin alike the encoder looks. At ten times as many it finds nothing better.
const DEPTH: i32 = 1000;

/// Compresses the parts one after the other as one, with the length in front and the sum behind.
pub(super) fn pack(parts: &[&[u8]], dictionary: &[u8]) -> Result<Vec<u8>> {
    let whole = parts.concat();
    let n_window = whole.len() + dictionary.len();
    ensure!(
        n_window <= WINDOW as usize,
        "The program and the texts have {n_window} bytes, and at most {WINDOW} can be unpacked."
    );
    let lzma = lzma(&whole, dictionary)
        .map_err(|why| anyhow!("The parts of the page could not be compressed: {why:?}."))?;
    let packed = unpack::with_length_and_sum(&lzma, whole.len().try_into()?);
    ensure!(
        unpacked(&packed, dictionary).as_deref() == Some(&whole[..]),
        "The parts of the page do not come out of their packing as they went in."
    );
    Ok(packed)
}

// In one thread, so that it gives the same bytes on every machine.
fn lzma(whole: &[u8], dictionary: &[u8]) -> lzma_rust2::Result<Vec<u8>> {
    let options = LzmaOptions {
        dict_size: WINDOW,
        lc: CONTEXT_BITS,
        lp: PLACE_BITS,
        pb: PLACE_BITS,
        mode: EncodeMode::Normal,
        nice_len: LzmaOptions::NICE_LEN_MAX,
        mf: MfType::Bt4,
        depth_limit: DEPTH,
        preset_dict: Some(dictionary.to_vec()),
    };
    let mut writer = LzmaWriter::new_no_header(Vec::new(), &options, false)?;
    writer.write_all(whole)?;
    writer.finish()
}

/// Compresses for the browser itself, without a time and without a name, so that the same bytes give the same bytes.
///
/// Zopfli takes longer than the usual encoder and gives 6 % less; the browser unpacks both alike.
pub(super) fn gzip(module: &[u8]) -> Result<Vec<u8>> {
    let mut gzipped = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Gzip, module, &mut gzipped)
        .context("What the browser unpacks could not be compressed.")?;
    Ok(gzipped)
}

// As start.js does it.
fn unpacked(packed: &[u8], dictionary: &[u8]) -> Option<Vec<u8>> {
    let mut unpacking = Unpacking::of(packed.to_vec(), dictionary).ok()?;
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
    use super::*;

    fn next(state: &mut u64) -> u64 {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        *state >> 32
    }

    /// Bytes with repetitions near and far, longer than any piece, and the same at every run of the tests.
    fn module() -> Vec<u8> {
        let mut state = 1;
        let words: Vec<Vec<u8>> = (0..500_usize)
            .map(|n| (0..2 + n % 7).map(|_| next(&mut state).to_le_bytes()[2]).collect())
            .collect();
        (0..100_000).flat_map(|_| words[next(&mut state) as usize % 500].clone()).collect()
    }

    fn first_half() -> Vec<u8> {
        module()[..200_000].to_vec()
    }

    #[test]
    fn the_parts_come_back_however_long_they_are() {
        let module = module();
        for dictionary in [&[][..], b"w", &first_half()] {
            for part in [&[][..], b"a", b"wasm wasm wasm", &[0; 1_000_000], &module] {
                let packed = pack(&[part, b"glue", &[], part], dictionary).unwrap();
                let parts = [part, b"glue", part].concat();
                assert!(unpacked(&packed, dictionary) == Some(parts));
                let nothing_else = pack(&[part], dictionary).unwrap();
                assert!(unpacked(&nothing_else, dictionary).as_deref() == Some(part));
            }
            assert_eq!(unpacked(&pack(&[], dictionary).unwrap(), dictionary), Some(Vec::new()));
        }
    }

    #[test]
    fn what_the_dictionary_has_takes_no_room() {
        let repeated = &first_half()[50_000..150_000];
        assert!(pack(&[repeated], &first_half()).unwrap().len() < 200);
        assert!(pack(&[repeated], &[]).unwrap().len() > 20_000);
    }

    #[test]
    fn the_same_parts_give_the_same_bytes() {
        let pack = || pack(&[&module(), b"glue"], &first_half()).unwrap();
        assert!(pack() == pack());
    }

    #[test]
    fn no_piece_is_longer_than_a_call_may_take() {
        let packed = pack(&[&module()], &[]).unwrap();
        let mut unpacking = Unpacking::of(packed, &[]).unwrap();
        let mut n_pieces = 0;
        while let piece @ [_, ..] = unpacking.more().unwrap() {
            assert!(piece.len() <= unpack::AT_A_TIME);
            n_pieces += 1;
        }
        assert_eq!(n_pieces, module().len().div_ceil(unpack::AT_A_TIME));
        assert_eq!(unpacking.more(), Ok(&[][..]));
    }

    #[test]
    fn whatever_is_changed_is_noticed_before_anything_is_unpacked() {
        let dictionary = first_half();
        let packed = pack(&[&module()[..500], b"glue"], &dictionary[..1_000]).unwrap();
        let begins = |packed: &[u8]| Unpacking::of(packed.to_vec(), &dictionary[..1_000]).is_ok();
        assert!(begins(&packed));
        for at in 0..packed.len() {
            let mut changed = packed.clone();
            changed[at] ^= 0x10;
            assert!(!begins(&changed), "byte {at}");
            assert!(!begins(&packed[..at]), "{at} bytes");
        }
        assert!(!begins(&[&packed[..], &[0]].concat()));
    }

    // That its bytes are the right ones, the sum of its gzip tells.
    #[test]
    fn a_dictionary_of_another_length_is_noticed_and_none_does_harm() {
        let module = module();
        let dictionary = first_half();
        let packed = pack(&[&module], &dictionary).unwrap();
        for other in [&[][..], b"w", &dictionary[1..], &dictionary[..100_000]] {
            assert!(unpacked(&packed, other).is_none(), "{} bytes", other.len());
        }
        let other: Vec<u8> = dictionary.iter().map(|byte| byte ^ 1).collect();
        assert!(unpacked(&packed, &other).as_deref() != Some(&module[..]));
    }

    #[test]
    fn what_has_a_right_sum_and_no_sense_ends_without_harm() {
        let dictionary = &first_half()[..1_000];
        let module = &module()[..3_000];
        let n = 3_000;
        let sound = lzma(module, dictionary).unwrap();
        let ends = |lzma: &[u8], n| {
            let packed = unpack::with_length_and_sum(lzma, n);
            unpacked(&packed, dictionary).map(|out| assert_eq!(out.len(), n as usize)).is_some()
        };
        assert!(ends(&sound, n));
        for at in 0..sound.len() {
            assert!(!ends(&sound[..at], n), "{at} bytes");
            for bit in 0..8 {
                let mut changed = sound.clone();
                changed[at] ^= 1 << bit;
                ends(&changed, n);
            }
        }
        for other in [0, n - 1, n + 1, 1_000_000, WINDOW, u32::MAX] {
            assert!(!ends(&sound, other), "{other} bytes");
        }
        let mut state = 1;
        for n_bytes in 0..2_000 {
            let noise: Vec<u8> = (0..n_bytes).map(|_| next(&mut state) as u8).collect();
            ends(&[&[0], &noise[..]].concat(), 1_000_000);
        }
    }

    #[test]
    fn more_than_can_be_unpacked_is_not_packed() {
        let most = vec![0; WINDOW as usize];
        assert!(pack(&[&most[2..]], b"ab").is_ok());
        assert!(pack(&[&most[1..]], b"ab").is_err());
    }

    #[test]
    fn a_length_that_would_take_too_much_memory_is_refused() {
        let begins = |n, dictionary: &[u8]| {
            Unpacking::of(unpack::with_length_and_sum(&[0; 20], n), dictionary).is_ok()
        };
        assert!(begins(WINDOW, &[]));
        assert!(begins(WINDOW - 1, b"a"));
        assert!(!begins(WINDOW, b"a"));
        assert!(!begins(WINDOW + 1, &[]));
        assert!(!begins(u32::MAX, &[]));
    }
}
