//! The key pair of the lead inspector: made, and saved as a key file.

use domain::Inspection;

use super::{PROGRAM, safe};
use crate::browser::sealing::{Failure, KeyPair, Module};
use crate::browser::{clock, file_out};

/// Makes a key pair for handing over.
///
/// # Errors
/// Why there is none.
pub async fn make_key_pair() -> Result<KeyPair, Failure> {
    Module::start().await?.key_pair()
}

/// Saves the file with a secret key. Gives its name.
///
/// # Errors
/// What the browser said, where it refuses to make the file.
pub fn save_key_file(
    t: words::Words,
    inspection: &Inspection,
    pair: &KeyPair,
) -> Result<String, String> {
    let at = clock::now();
    let (service, stamp) = (safe(&inspection.service), clock::local_stamp(at));
    let name = format!("{}_{service}_{stamp}.txt", t.hand_key_file_name());
    let lines = [
        t.hand_key_file_first(&inspection.service, PROGRAM, clock::local_time(at)),
        t.hand_key_file_second().to_owned(),
        t.hand_key_file_public(&pair.public),
    ];
    let mut text = String::new();
    for line in lines {
        // A line break in a name would end the comment.
        text += &format!("# {}\n", line.replace(char::is_control, " "));
    }
    text += &format!("{}\n", pair.secret);
    file_out::download(&name, "text/plain", &text)?;
    Ok(name)
}
