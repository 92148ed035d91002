//! What once broke a promise keeps it now, and what is sound is read.
#![expect(clippy::unwrap_used, reason = "a test that stops where it fails says enough")]

use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use fuzz::{Corpus, Input, Kind, Outcome};

/// Reads a kept file, for a minute at most.
fn check(path: PathBuf) -> Result<Outcome, String> {
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        let kind = Kind::of_file(&path).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let _ = tell.send(Input { kind, text }.check(&Corpus::read().unwrap()));
    });
    told.recv_timeout(Duration::from_secs(60)).unwrap_or_else(|_| Err("hangs".to_owned()))
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ends| ends != "md"));
    files.sort();
    files
}

#[test]
fn no_file_that_once_broke_a_promise_breaks_it_again() {
    for path in files("crashers") {
        check(path.clone()).unwrap_or_else(|broken| panic!("{}: {broken}", path.display()));
    }
}

#[test]
fn every_file_of_the_corpus_is_sound() {
    for path in files("corpus") {
        assert_eq!(check(path.clone()), Ok(Outcome::Read), "{}", path.display());
    }
}

/// A crasher is made again from its seed and its number; so the same two give the same text for ever.
#[test]
fn an_input_is_made_again_from_its_seed_and_its_number() {
    let corpus = Corpus::read().unwrap();
    let mut n_read = 0;
    for number in 0..200 {
        let [one, other] = [(); 2].map(|()| Input::of(&corpus, 7, number));
        assert!(one.kind == other.kind && one.text == other.text, "{number}");
        let outcome = one.check(&corpus).unwrap_or_else(|broken| panic!("{number}: {broken}"));
        n_read += u32::from(outcome == Outcome::Read);
    }
    // Damage that leaves nothing to read would find nothing behind the first brace.
    assert!((20..180).contains(&n_read), "{n_read} of 200 were read");
}
