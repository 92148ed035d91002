//! What the page is worded with, where the harness looks for it: as a person would, and in one place.

/// How the heading of a case begins.
pub const CASE: &str = "Case ";
/// The heading when the program has stopped.
pub const STOPPED: &str = "Caseread stopped";
/// The light where the browser stores nothing at all.
pub const MEMORY: &str = "Not kept";
/// The light of a window that only looks on.
pub const READ_ONLY: &str = "Read only";
/// What its banner says.
pub const ELSEWHERE: &str = "Another window has this inspection open and writes to it.";
/// What its button says.
pub const TAKE_OVER: &str = "Take over";
/// How the names of the second copy begin, in the browser's other store.
pub const COPY: &str = "caseread/";
/// How it begins to say that something was missing.
pub const MENDED: &str = "Something was missing or damaged";
/// What the page is asked to open on first.
pub const FRAMEWORK: &str = "Youth justice services, July 2021 to early 2025 (edition 2)";
/// The button that opens the example.
pub const EXAMPLE: &str = "Open the example inspection";

/// The choice not to seal a new inspection.
pub const NO_PASSPHRASE: &str = "Without a passphrase";

/// The saved light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Light {
    /// Everything is kept.
    Saved,
    /// Something is on its way.
    Saving,
    /// Something could not be kept.
    Red,
}

impl Light {
    /// The light that a status shows; `None` for any other status.
    pub fn read(status: &str) -> Option<Self> {
        match status {
            "Saved" => Some(Self::Saved),
            "Saving…" => Some(Self::Saving),
            "Not saved" | MEMORY => Some(Self::Red),
            _ => None,
        }
    }
}
