//! A file in: size first, then bytes, then text where it is to be one.

use domain::{Fault, Place, Problem};
use gloo::file::{FileList, futures::read_as_bytes};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

/// A file that was picked.
pub type Picked = gloo::file::File;

/// The file picked in the input that an event came from, which is emptied so that the same file can be
/// picked again.
pub fn picked(event: &Event) -> Option<Picked> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let files = FileList::from(input.files()?).to_vec();
    input.set_value("");
    files.into_iter().next()
}

/// Reads a file as text.
///
/// # Errors
/// That it is too large to read, cannot be read, or is not text.
pub async fn read_text(file: &Picked, largest: u64) -> Result<String, Problem> {
    let bytes = read(file, largest).await?;
    wire::text_of(bytes)
}

/// Reads the bytes of a file.
///
/// # Errors
/// That it is too large to read, or cannot be read.
pub async fn read(file: &Picked, largest: u64) -> Result<Vec<u8>, Problem> {
    let found = file.size();
    if found > largest {
        return Err(Problem::at(Place::File, Fault::TooLarge { found, most: largest }));
    }
    read_as_bytes(file).await.map_err(|_| Problem::at(Place::File, Fault::NotText))
}
