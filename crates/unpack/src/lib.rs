//! Unpacks the modules of the page.
//!
//! A browser unpacks gzip and no stronger packing. This is small enough to stand in the page in gzip, and unpacks the others,
//! which are a fifth smaller in Brotli. Behind what is packed stands its sum, as Brotli has none: a page that was altered
//! on its way must not start with other numbers in its rules.

#![cfg_attr(target_arch = "wasm32", no_std)]

extern crate alloc;

use alloc::vec;
use alloc::vec::Vec;

use adler2::Adler32;
use brotli_decompressor::{BrotliDecompressStream, BrotliResult, BrotliState};

use crate::heap::Heap;

mod heap;
#[cfg(target_arch = "wasm32")]
mod page;

/// How many packed bytes are taken at a time. A browser makes a function fast when it is called again, not in the middle of
/// a call; and what comes out is compiled while the rest is still unpacked.
const AT_A_TIME: usize = 64 << 10;

/// How many unpacked bytes are given at most at a time.
const ROOM: usize = 256 << 10;

/// How many bytes the sum has.
const N_SUM: usize = 4;

/// The packed bytes are not as they were packed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Changed;

/// The sum that has to stand behind what is packed.
pub fn sum(packed: &[u8]) -> [u8; N_SUM] {
    adler2::adler32_slice(packed).to_be_bytes()
}

/// Something packed, unpacked piece by piece.
pub struct Unpacking {
    packed: Vec<u8>,
    n_read: usize,
    sum: Adler32,
    decoder: BrotliState<Heap, Heap, Heap>,
    piece: Vec<u8>,
    n_unpacked: usize,
    ended: bool,
}

impl Unpacking {
    /// Begins with the first piece of what is packed, its sum behind it.
    pub fn of(packed: Vec<u8>) -> Self {
        Self {
            packed,
            n_read: 0,
            sum: Adler32::new(),
            decoder: BrotliState::new(Heap, Heap, Heap),
            piece: vec![0; ROOM],
            n_unpacked: 0,
            ended: false,
        }
    }

    /// The next piece; empty behind the last.
    ///
    /// # Errors
    /// That something was changed. Pieces before this one may be wrong, too: only the end shows it.
    pub fn more(&mut self) -> Result<&[u8], Changed> {
        let n = if self.ended { 0 } else { self.unpack()? };
        self.piece.get(..n).ok_or(Changed)
    }

    fn unpack(&mut self) -> Result<usize, Changed> {
        let end = self.packed.len().checked_sub(N_SUM).ok_or(Changed)?;
        loop {
            let begin = self.n_read;
            let until = end.min(begin + AT_A_TIME);
            let (mut n_left, mut n_room, mut n) = (until - begin, ROOM, 0);
            let came = BrotliDecompressStream(
                &mut n_left,
                &mut self.n_read,
                &self.packed[..until],
                &mut n_room,
                &mut n,
                &mut self.piece,
                &mut self.n_unpacked,
                &mut self.decoder,
            );
            self.sum.write_slice(&self.packed[begin..self.n_read]);
            match came {
                BrotliResult::ResultSuccess => {
                    let sound = self.sum.checksum().to_be_bytes() == self.packed[end..];
                    self.ended = sound && self.n_read == end;
                    return if self.ended { Ok(n) } else { Err(Changed) };
                }
                BrotliResult::ResultFailure => return Err(Changed),
                BrotliResult::NeedsMoreInput if self.n_read == end => return Err(Changed),
                BrotliResult::NeedsMoreInput if n == 0 => {}
                BrotliResult::NeedsMoreInput | BrotliResult::NeedsMoreOutput => return Ok(n),
            }
        }
    }
}
