//! Text in, domain values out, and back: the only crate that knows JSON, TOML, versions and digests.
//!
//! What it lets through is right by type; what it refuses it refuses with every problem it found,
//! each at its place. It words nothing: a [`domain::Problem`] is a value.

mod bytes;
pub use bytes::text_of;
mod edition;
pub use edition::{Edition, EditionName};
pub mod framework_file;
mod framework_record;
#[cfg(feature = "toml")]
mod toml_file;
#[cfg(feature = "toml")]
pub use toml_file::{Located, renamed as renamed_toml};
mod text;

mod case_record;
mod change_record;
mod inspection_record;

mod export;
pub use export::{
    ExportHead, Exported, FORMAT, LARGEST_FILE, Opened, Signature, VERSION, WHOLE_STEPS,
    content_pieces, in_order, open, peek, seal, write,
};
mod whole;
pub use whole::{Folded, read, read_folded};
mod whose;
pub use whose::{Whose, whose};
mod together;
pub use together::{Together, together};
pub mod lock;
pub mod store;

mod json;
mod node;
#[cfg(feature = "schema")]
mod schema;

/// SHA-256 of bytes, as 64 hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    use std::fmt::Write;
    // In pieces: a browser speeds up a function from its second call on, not in the middle of one.
    let mut sha = Sha256::new();
    bytes.chunks(1 << 16).for_each(|piece| sha.update(piece));
    sha.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The export's JSON Schema.
#[cfg(feature = "schema")]
pub fn export_schema() -> String {
    schema::schema()
}
