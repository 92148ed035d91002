use std::io::Read;

use age::armor::ArmoredReader;

use super::sealing::seal_with_work;
use super::*;

const PASSPHRASE: &str = "gravel otter lantern fig";
const PLAIN: &[u8] = b"{ \"format\": \"caseread-inspection\" }";
/// Work that takes no time, for tests that try a passphrase thousands of times.
const LITTLE_WORK: u8 = 1;

fn bytes_of(sealed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    ArmoredReader::new(sealed).read_to_end(&mut bytes).unwrap();
    bytes
}

/// A file sealed for a key, as text and as bytes, with the key.
fn sealed_for_key(plain: &[u8]) -> (Vec<u8>, Vec<u8>, KeyPair) {
    let pair = key_pair();
    let text = seal(plain, &To::Keys(&[&pair.public])).unwrap();
    let bytes = bytes_of(&text);
    (text, bytes, pair)
}

fn sealed_with_passphrase(plain: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let text = seal_with_work(plain, &To::Passphrase(PASSPHRASE), LITTLE_WORK).unwrap();
    let bytes = bytes_of(&text);
    (text, bytes)
}

/// A text longer than one of the pieces that the format seals one by one.
fn long_text() -> Vec<u8> {
    let mut chance = fastrand::Rng::with_seed(7);
    (0..70_000).map(|_| chance.u8(..)).collect()
}

#[test]
fn what_was_sealed_opens_to_the_same() {
    for plain in [b"".as_slice(), PLAIN, &[0; 65_536], &long_text()] {
        let (text, bytes, pair) = sealed_for_key(plain);
        assert!(text.starts_with(b"-----BEGIN AGE ENCRYPTED FILE-----\n"));
        for sealed in [&text, &bytes] {
            assert_eq!(lock(sealed), Ok(Lock::Key));
            assert_eq!(open(sealed, &With::KeyFile(&pair.secret)).as_deref(), Ok(plain));
        }
        let (text, bytes) = sealed_with_passphrase(plain);
        for sealed in [&text, &bytes] {
            assert_eq!(lock(sealed), Ok(Lock::Passphrase));
            assert_eq!(open(sealed, &With::Passphrase(PASSPHRASE)).as_deref(), Ok(plain));
        }
    }
}

#[test]
fn any_of_several_keys_opens() {
    let pairs = [key_pair(), key_pair(), key_pair()];
    let publics = pairs.each_ref().map(|pair| pair.public.as_str());
    let sealed = seal(PLAIN, &To::Keys(&publics)).unwrap();
    for pair in &pairs {
        assert_eq!(open(&sealed, &With::KeyFile(&pair.secret)).as_deref(), Ok(PLAIN));
    }
}

#[test]
fn a_passphrase_is_sealed_with_the_work_that_is_written_down() {
    let sealed = seal(PLAIN, &To::Passphrase(PASSPHRASE)).unwrap();
    let head = String::from_utf8_lossy(&bytes_of(&sealed)).into_owned();
    let stanza = head.lines().nth(1).unwrap().to_owned();
    assert!(stanza.starts_with("-> scrypt ") && stanza.ends_with(&format!(" {WORK}")), "{stanza}");
    assert_eq!(open(&sealed, &With::Passphrase(PASSPHRASE)).as_deref(), Ok(PLAIN));
}

#[test]
fn the_wrong_passphrase_or_key_opens_nothing_and_says_so() {
    let (_, for_key, pair) = sealed_for_key(PLAIN);
    let (_, with_passphrase) = sealed_with_passphrase(PLAIN);
    let other = key_pair().secret;
    for (sealed, with, expected) in [
        (&for_key, With::KeyFile(&other), Fault::WrongKey),
        (&for_key, With::Passphrase(PASSPHRASE), Fault::NeedsKey),
        (&with_passphrase, With::Passphrase("gravel otter lantern"), Fault::WrongPassphrase),
        (&with_passphrase, With::Passphrase(""), Fault::WrongPassphrase),
        (&with_passphrase, With::KeyFile(&pair.secret), Fault::NeedsPassphrase),
    ] {
        assert_eq!(open(sealed, &with), Err(expected));
    }
}

#[test]
fn every_truncation_is_refused_whole() {
    for plain in [PLAIN.to_vec(), long_text()] {
        let (text, bytes, pair) = sealed_for_key(&plain);
        let with = With::KeyFile(&pair.secret);
        // Every place in a small file; in a long one those about the ends of its pieces and some between.
        let places = |length: usize| {
            (0..length).filter(move |at| length < 2_000 || at % 4_099 == 0 || at % 65_552 < 300)
        };
        for at in places(bytes.len()) {
            assert!(open(&bytes[..at], &with).is_err(), "{at} of {}", bytes.len());
        }
        // Without the last line break it is the same file.
        for at in places(text.len() - 1) {
            assert!(open(&text[..at], &with).is_err(), "{at} of {}", text.len());
        }
    }
}

#[test]
fn every_truncation_of_one_with_a_passphrase_is_refused_whole() {
    let (text, bytes) = sealed_with_passphrase(PLAIN);
    for cut in
        (0..bytes.len()).map(|at| &bytes[..at]).chain((0..text.len() - 1).map(|at| &text[..at]))
    {
        assert!(open(cut, &With::Passphrase(PASSPHRASE)).is_err(), "{}", cut.len());
    }
}

#[test]
fn ten_thousand_flipped_bits_are_refused_whole() {
    let mut chance = fastrand::Rng::with_seed(11);
    let (_, bytes, pair) = sealed_for_key(PLAIN);
    let (_, long, long_pair) = sealed_for_key(&long_text());
    for turn in 0..10_000 {
        // Every bit of the small file, and the rest by chance in the long one.
        let (file, secret, bit) = if turn < bytes.len() * 8 {
            (&bytes, &pair.secret, turn)
        } else {
            (&long, &long_pair.secret, chance.usize(..long.len() * 8))
        };
        let mut flipped = file.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(open(&flipped, &With::KeyFile(secret)).is_err(), "bit {bit}");
    }
}

#[test]
fn every_flipped_bit_of_one_with_a_passphrase_is_refused_whole() {
    let (_, bytes) = sealed_with_passphrase(PLAIN);
    for bit in 0..bytes.len() * 8 {
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(open(&flipped, &With::Passphrase(PASSPHRASE)).is_err(), "bit {bit}");
    }
}

#[test]
fn a_flipped_bit_of_the_text_is_refused_or_changes_nothing() {
    let (text, _, pair) = sealed_for_key(PLAIN);
    let mut n_same = 0;
    for bit in 0..text.len() * 8 {
        let mut flipped = text.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        if let Ok(opened) = open(&flipped, &With::KeyFile(&pair.secret)) {
            assert_eq!(opened, PLAIN, "bit {bit}");
            n_same += 1;
        }
    }
    // Line breaks that became other white space.
    assert!(n_same < 10, "{n_same}");
}

#[test]
fn absurd_work_is_refused_before_it_is_done() {
    let (_, bytes) = sealed_with_passphrase(PLAIN);
    let at = bytes.windows(3).position(|letters| letters == b" 1\n").unwrap();
    for asked in [MOST_WORK + 1, 40, 63] {
        let mut absurd = bytes.clone();
        absurd.splice(at + 1..at + 2, asked.to_string().bytes());
        let began = std::time::Instant::now();
        let refused = open(&absurd, &With::Passphrase(PASSPHRASE));
        assert_eq!(refused, Err(Fault::TooMuchWork { asked, most: MOST_WORK }));
        assert!(began.elapsed().as_secs() < 5);
    }
}

#[test]
fn an_endless_head_is_refused_before_it_is_worked_through() {
    let stanza = "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n";
    let mut file = "age-encryption.org/v1\n".to_owned();
    file.push_str(&stanza.repeat(100_000));
    file.push_str(
        "--- 37TpQMxQRRNMfmYYpBX6DDrPx4/QY5UmJnhPyVoX/cw\n0123456789abcdef0123456789abcdef",
    );
    let with = key_pair().secret;
    assert_eq!(open(file.as_bytes(), &With::KeyFile(&with)), Err(Fault::Damaged));
}

#[test]
fn what_is_not_sealed_says_so() {
    let secret = key_pair().secret;
    for file in [b"".as_slice(), PLAIN, b"\xff\xfe", b"see age-encryption.org/v1"] {
        assert_eq!(open(file, &With::KeyFile(&secret)), Err(Fault::NotSealed));
        assert_eq!(lock(file), Err(Fault::NotSealed));
    }
    let newer = b"age-encryption.org/v2\n-> X25519 abc\n--- abc\n0123456789abcdef";
    assert_eq!(lock(newer), Err(Fault::OtherVersion));
}

#[test]
fn what_is_no_key_says_so() {
    let (_, sealed, pair) = sealed_for_key(PLAIN);
    let commented = format!("\u{feff}# created by hand\r\n\r\n  {}  \r\n", pair.secret);
    assert_eq!(open(&sealed, &With::KeyFile(&commented)).as_deref(), Ok(PLAIN));
    assert_eq!(public_keys(&commented), Ok(vec![pair.public.clone()]));
    let mistyped = pair.secret.replace('Q', "P");
    for key_file in ["", "# nothing but a comment", &pair.public, &mistyped[..70], "{}"] {
        assert_eq!(open(&sealed, &With::KeyFile(key_file)), Err(Fault::NoSecretKey), "{key_file}");
    }
}

#[test]
fn nothing_is_sealed_for_nobody_for_no_key_or_with_a_short_passphrase() {
    assert_eq!(seal(PLAIN, &To::Keys(&[])), Err(Fault::ForNobody));
    let pair = key_pair();
    for key in ["", "age1", &pair.secret, &pair.public[..61]] {
        let refused = seal(PLAIN, &To::Keys(&[key]));
        assert_eq!(refused, Err(Fault::NoPublicKey(key.to_owned())));
    }
    assert_eq!(seal(PLAIN, &To::Passphrase("Northtown1!")), Err(Fault::PassphraseTooShort));
}

#[test]
fn two_files_of_one_text_have_nothing_in_common() {
    let pair = key_pair();
    let sealed = || bytes_of(&seal(PLAIN, &To::Keys(&[&pair.public])).unwrap());
    let (one, other) = (sealed(), sealed());
    let n_tail = PLAIN.len() + 16;
    let same = one.iter().zip(&other).rev().take(n_tail).filter(|(a, b)| a == b).count();
    assert!(same < n_tail / 4, "{same} of {n_tail}");
}
