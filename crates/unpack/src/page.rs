//! What xtask/src/page/late.js calls.
//!
//! Without wasm-bindgen, whose glue would stand in the page uncompressed: calls with numbers need none.

#![expect(
    unsafe_code,
    reason = "a name that JavaScript can call has to be marked so, and one unpacking has to outlast the calls"
)]

use alloc::vec;
use alloc::vec::Vec;
use core::cell::UnsafeCell;
use core::mem;
use core::ptr;

use crate::Unpacking;

#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

/// Nothing here tells why it stops: the messages and their formatting would be a quarter of this module.
#[panic_handler]
fn stop(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

/// What there is of the one unpacking of an instance of this module: what it needs, then the unpacking.
struct Work {
    packed: Vec<u8>,
    dictionary: Vec<u8>,
    unpacking: Option<Unpacking>,
}

struct Current(UnsafeCell<Work>);

// SAFETY: A module without shared memory has one thread.
unsafe impl Sync for Current {}

static CURRENT: Current =
    Current(UnsafeCell::new(Work { packed: Vec::new(), dictionary: Vec::new(), unpacking: None }));

fn with_current<T>(work: impl FnOnce(&mut Work) -> T) -> T {
    // SAFETY: There is one thread, and nothing that is done here calls out of the module, so no other call is under way.
    work(unsafe { &mut *CURRENT.0.get() })
}

/// Tells where the packed bytes are to be put.
#[unsafe(no_mangle)]
extern "C" fn room(n: usize) -> *mut u8 {
    with_current(|current| {
        current.packed = vec![0; n];
        current.packed.as_mut_ptr()
    })
}

/// Tells where the dictionary is to be put.
#[unsafe(no_mangle)]
extern "C" fn dictionary(n: usize) -> *mut u8 {
    with_current(|current| {
        current.dictionary = vec![0; n];
        current.dictionary.as_mut_ptr()
    })
}

/// Begins with what was put there: 1, or 0 when something was changed.
#[unsafe(no_mangle)]
extern "C" fn begin() -> i32 {
    with_current(|current| {
        let (packed, dictionary) =
            (mem::take(&mut current.packed), mem::take(&mut current.dictionary));
        current.unpacking = Unpacking::of(packed, &dictionary).ok();
        current.unpacking.is_some().into()
    })
}

/// Unpacks the next piece and tells how many bytes it has: 0 behind the last, -1 when something was changed.
#[unsafe(no_mangle)]
extern "C" fn more() -> isize {
    with_current(|current| {
        let piece = current.unpacking.as_mut().and_then(|unpacking| unpacking.more().ok());
        piece.and_then(|piece| piece.len().try_into().ok()).unwrap_or(-1)
    })
}

/// Where the piece lies.
#[unsafe(no_mangle)]
extern "C" fn place() -> *const u8 {
    with_current(|current| current.unpacking.as_ref().map_or(ptr::null(), |it| it.piece.as_ptr()))
}
