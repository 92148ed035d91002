//! Memory for the decoder, in the form in which it asks for it.

use alloc::vec;
use alloc::vec::Vec;

use brotli_decompressor::{Allocator, SliceWrapper, SliceWrapperMut};

/// The usual heap.
#[derive(Clone, Copy)]
pub(crate) struct Heap;

/// A piece of it.
pub(crate) struct Cells<T>(Vec<T>);

impl<T> Default for Cells<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> SliceWrapper<T> for Cells<T> {
    fn slice(&self) -> &[T] {
        &self.0
    }
}

impl<T> SliceWrapperMut<T> for Cells<T> {
    fn slice_mut(&mut self) -> &mut [T] {
        &mut self.0
    }
}

impl<T: Clone + Default> Allocator<T> for Heap {
    type AllocatedMemory = Cells<T>;

    fn alloc_cell(&mut self, n: usize) -> Cells<T> {
        Cells(vec![T::default(); n])
    }

    fn free_cell(&mut self, cells: Cells<T>) {
        drop(cells);
    }
}
