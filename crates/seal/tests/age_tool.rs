//! The tool `age` opens what we sealed, and we open what it sealed.

#![expect(clippy::unwrap_used, reason = "a test that stops where it fails says enough")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use seal::{Lock, To, With, key_pair, lock, open, public_keys, seal};

const PASSPHRASE: &str = "gravel otter lantern fig";
const PLAIN: &str = "{ \"format\": \"caseread-inspection\", \"marking\": \"ŵ\" }\n";

/// A folder to work in, where `age` and what it takes to type at it are there.
struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    /// Says loudly that nothing was tested, where something is missing.
    fn with(programs: &[&str]) -> Option<Self> {
        for program in programs {
            let found = Command::new(program).arg("--version").stdout(Stdio::null()).status();
            if found.is_err() {
                eprintln!(
                    "NOT TESTED: {program} is missing. `cargo xtask test` installs it on Debian as root."
                );
                assert!(
                    std::env::var_os("CASEREAD_AGE").is_none(),
                    "{program} was to be installed and is not there"
                );
                return None;
            }
        }
        Some(Self { folder: tempfile::tempdir().unwrap() })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

fn age(args: &[&str], paths: &[&Path]) {
    let done = Command::new("age").args(args).args(paths).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// Runs `age` at a terminal, where alone it asks for a passphrase, and types a line each time it asks.
#[cfg(target_os = "linux")]
fn age_at_a_terminal(command: &str, folder: &Path, lines: &[&str]) {
    use std::io::{Read, Write};

    let mut script = Command::new("script")
        .args(["-q", "-e", "-c", &format!("timeout --foreground 60 {command}"), "/dev/null"])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut keyboard = script.stdin.take().unwrap();
    let mut screen = script.stdout.take().unwrap();
    let mut shown = String::new();
    for line in lines {
        shown.clear();
        while !(shown.contains("passphrase") && shown.ends_with(": ")) {
            let mut letter = [0];
            screen.read_exact(&mut letter).unwrap_or_else(|_| panic!("{command}: {shown}"));
            shown.push(letter[0].into());
        }
        // It asks a moment before it listens.
        std::thread::sleep(std::time::Duration::from_millis(300));
        writeln!(keyboard, "{line}").unwrap();
    }
    // With the keyboard gone the terminal would be gone, too: it stays until the work is done.
    let _ = screen.read_to_string(&mut shown);
    assert!(script.wait().unwrap().success(), "{command}: {shown}");
}

#[test]
fn age_opens_with_a_key_what_we_sealed_for_it() {
    let Some(bench) = Bench::with(&["age"]) else { return };
    let pair = key_pair();
    let sealed = bench.put("a.age", seal(PLAIN.as_bytes(), &To::Keys(&[&pair.public])).unwrap());
    let (key, out) = (bench.put("key.txt", &pair.secret), bench.path("out"));
    age(&["--decrypt", "-i"], &[&key, Path::new("-o"), &out, &sealed]);
    assert_eq!(fs::read_to_string(out).unwrap(), PLAIN);
}

#[test]
fn we_open_with_a_key_what_age_sealed_for_it() {
    let Some(bench) = Bench::with(&["age", "age-keygen"]) else { return };
    let made = Command::new("age-keygen").output().unwrap();
    let key_file = String::from_utf8(made.stdout).unwrap();
    let public = public_keys(&key_file).unwrap().remove(0);
    let (plain, out) = (bench.put("plain", PLAIN), bench.path("out"));
    for form in [&["--armor", "-r", &public][..], &["-r", &public]] {
        age(form, &[Path::new("-o"), &out, &plain]);
        let sealed = fs::read(&out).unwrap();
        assert_eq!(lock(&sealed), Ok(Lock::Key));
        assert_eq!(open(&sealed, &With::KeyFile(&key_file)).unwrap(), PLAIN.as_bytes());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn age_opens_with_a_passphrase_what_we_sealed() {
    let Some(bench) = Bench::with(&["age", "script"]) else { return };
    bench.put("a.age", seal(PLAIN.as_bytes(), &To::Passphrase(PASSPHRASE)).unwrap());
    age_at_a_terminal("age --decrypt -o out a.age", bench.folder.path(), &[PASSPHRASE]);
    assert_eq!(fs::read_to_string(bench.path("out")).unwrap(), PLAIN);
}

#[cfg(target_os = "linux")]
#[test]
fn we_open_with_a_passphrase_what_age_sealed() {
    let Some(bench) = Bench::with(&["age", "script"]) else { return };
    bench.put("plain", PLAIN);
    let lines = [PASSPHRASE, PASSPHRASE];
    age_at_a_terminal("age --passphrase -o out.age plain", bench.folder.path(), &lines);
    let sealed = fs::read(bench.path("out.age")).unwrap();
    assert_eq!(lock(&sealed), Ok(Lock::Passphrase));
    assert_eq!(open(&sealed, &With::Passphrase(PASSPHRASE)).unwrap(), PLAIN.as_bytes());
}
