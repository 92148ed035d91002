//! What xtask/src/page/start.js calls.
//!
//! Without wasm-bindgen, whose glue would stand in the page uncompressed: three calls with numbers need none.

#![expect(
    unsafe_code,
    reason = "a name that JavaScript can call has to be marked so, and one unpacking has to outlast the calls"
)]

use alloc::vec;
use core::cell::UnsafeCell;

use crate::Unpacking;

#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

/// Nothing here tells why it stops: the messages and their formatting would be a quarter of this module.
#[panic_handler]
fn stop(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

/// The one unpacking of an instance of this module.
struct Current(UnsafeCell<Option<Unpacking>>);

// SAFETY: A module without shared memory has one thread.
unsafe impl Sync for Current {}

static CURRENT: Current = Current(UnsafeCell::new(None));

fn with_current<T>(work: impl FnOnce(&mut Option<Unpacking>) -> T) -> T {
    // SAFETY: There is one thread, and nothing that is done here calls out of the module, so no other call is under way.
    work(unsafe { &mut *CURRENT.0.get() })
}

/// Begins, and tells where the packed bytes are to be put.
#[unsafe(no_mangle)]
extern "C" fn room(n: usize) -> *mut u8 {
    with_current(|current| current.insert(Unpacking::of(vec![0; n])).packed.as_mut_ptr())
}

/// Unpacks the next piece and tells how many bytes it has: 0 behind the last, -1 when something was changed.
#[unsafe(no_mangle)]
extern "C" fn more() -> isize {
    with_current(|current| {
        let piece = current.as_mut().and_then(|current| current.more().ok());
        piece.and_then(|piece| piece.len().try_into().ok()).unwrap_or(-1)
    })
}

/// Where the piece lies.
#[unsafe(no_mangle)]
extern "C" fn place() -> *const u8 {
    with_current(|current| current.as_ref().map_or(core::ptr::null(), |it| it.piece.as_ptr()))
}
