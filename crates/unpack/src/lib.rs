//! Unpacks what the page holds besides its first half.
//!
//! A browser unpacks gzip and no stronger packing. This is small enough to stand in the page in gzip, and unpacks the rest,
//! which is a quarter smaller in LZMA. What the browser has unpacked by then is the dictionary: the rest repeats much of it.
//!
//! In front of what is packed stands its length and behind it its sum, as bare LZMA has neither: a page that was altered on
//! its way must not start with other numbers in its rules.

#![cfg_attr(target_arch = "wasm32", no_std)]

extern crate alloc;

use alloc::vec;
use alloc::vec::Vec;

use lzma_rust2::{LzmaReader, Read};

#[cfg(target_arch = "wasm32")]
mod page;

/// How many bits of the byte before tell what byte comes next.
pub const CONTEXT_BITS: u32 = 4;

/// How many bits of the place of a byte tell what byte it is: code and texts are aligned to nothing.
pub const PLACE_BITS: u32 = 0;

/// How many bytes the dictionary and all that is unpacked have at most: nothing in the packed bytes can ask for more memory.
pub const WINDOW: u32 = 8 << 20;

/// How many unpacked bytes are given at most at a time. A browser makes a function fast when it is called again, not in the
/// middle of a call; and between two pieces it answers whoever works with the page.
pub const AT_A_TIME: usize = 64 << 10;

/// How many bytes the length in front has.
const N_LENGTH: usize = 4;

/// How many bytes the sum behind has.
const N_SUM: usize = 4;

/// The packed bytes are not as they were packed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Changed;

/// Bare LZMA in the form in which it is unpacked here; `n` bytes come out of it.
pub fn with_length_and_sum(lzma: &[u8], n: u32) -> Vec<u8> {
    let mut packed = [&n.to_le_bytes(), lzma].concat();
    packed.extend(sum(&packed));
    packed
}

fn sum(packed: &[u8]) -> [u8; N_SUM] {
    adler2::adler32_slice(packed).to_be_bytes()
}

/// Something packed, unpacked piece by piece.
pub struct Unpacking {
    decoder: Option<LzmaReader<Rest>>,
    piece: Vec<u8>,
}

impl Unpacking {
    /// Begins with what is packed, its length in front and its sum behind it. Unpacks nothing yet, and nothing at all where
    /// the sum is another.
    ///
    /// # Errors
    /// That something was changed.
    pub fn of(mut packed: Vec<u8>, dictionary: &[u8]) -> Result<Self, Changed> {
        let (summed, behind) = packed.split_last_chunk::<N_SUM>().ok_or(Changed)?;
        if sum(summed) != *behind {
            return Err(Changed);
        }
        let length = u32::from_le_bytes(*summed.first_chunk::<N_LENGTH>().ok_or(Changed)?);
        if u64::from(length) + dictionary.len() as u64 > u64::from(WINDOW) {
            return Err(Changed);
        }
        packed.truncate(packed.len() - N_SUM);
        let mut decoder = LzmaReader::new(
            Rest { packed, n_read: N_LENGTH },
            u64::from(length),
            CONTEXT_BITS,
            PLACE_BITS,
            PLACE_BITS,
            WINDOW,
            Some(dictionary),
        )
        .map_err(|_| Changed)?;
        // With another dictionary it would often come to its length all the same.
        decoder.set_relaxed_end_condition(false);
        Ok(Self { decoder: Some(decoder), piece: vec![0; AT_A_TIME] })
    }

    /// The next piece; empty behind the last.
    ///
    /// # Errors
    /// That there is no sense in it, for all its right sum, or that the dictionary is another, here and at every call from now
    /// on. Pieces before this one may be wrong, too. Not every other dictionary is noticed: the gzip it comes in has a sum.
    pub fn more(&mut self) -> Result<&[u8], Changed> {
        let decoder = self.decoder.as_mut().ok_or(Changed)?;
        let Ok(n) = decoder.read(&mut self.piece) else {
            self.decoder = None;
            return Err(Changed);
        };
        self.piece.get(..n).ok_or(Changed)
    }
}

/// What the decoder has not read yet.
struct Rest {
    packed: Vec<u8>,
    n_read: usize,
}

impl Read for Rest {
    fn read(&mut self, buffer: &mut [u8]) -> lzma_rust2::Result<usize> {
        let n = self.packed.get(self.n_read..).unwrap_or_default().read(buffer)?;
        self.n_read += n;
        Ok(n)
    }
}
