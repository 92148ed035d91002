//! The shelf: where inspections rest between one visit and the next.
//!
//! An inspection lies there as a snapshot (a head and its cases), and as the journal of all its changes.
//! Saving appends to the journal in one strict commit, and is believed once it was read back; now and
//! then the snapshot follows, so that opening folds few changes. The snapshot is a convenience: the
//! journal is the work. A mirror beside the store holds the journal once more, where it is lost in other
//! ways. When an inspection is opened, what does not hold is mended from whatever is left of the two.
//!
//! An inspection may have a passphrase: then whatever is written of it is sealed with a key that is in
//! memory alone, and that its lock in the store gives back to whoever knows the passphrase.
//!
//! Nothing here knows a browser: a [`Store`], a [`Mirror`] and a [`Cipher`] are handed in.

mod everything;
mod keyring;
mod leaving;
mod lock;
mod memory;
mod mending;
mod mirror;
mod pool;
mod port;
mod room;
mod saving;
mod shelf;

pub use everything::{
    Everything, FORMAT, Kept, LARGEST, LockedWhole, MIRROR, Whole, read_everything,
};
pub use lock::{KeyOfCopy, copy_of_locked};
pub use memory::{Memory, MirrorInMemory};
pub use pool::{Aside, Records, place_after};
pub use port::{Cipher, Drawer, Key, Mirror, Pending, Read, ShelfFault, Store, Write};
pub use shelf::{Copy, Listed, Loaded, Mended, OpenFault, Settings, Shelf, copy_is_due};
