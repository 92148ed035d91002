use std::fs;

use crate::desk::{Desk, EXAMPLE, caseread};

const PASSPHRASE: &str = "gravel otter lantern fig";

/// A key file in the folder, and its public key.
fn key(desk: &Desk) -> (String, String) {
    let path = desk.path("key.txt").to_str().unwrap().to_owned();
    let ran = caseread(&["key", &path]);
    assert_eq!(ran.code, 0, "{ran:?}");
    (path, ran.out.lines().last().unwrap().to_owned())
}

fn check(arguments: &[&str], code: i32, part: &str) {
    let ran = caseread(arguments);
    assert_eq!(ran.code, code, "{ran:?}");
    assert!(format!("{}{}", ran.out, ran.err).contains(part), "{part}: {ran:?}");
}

#[test]
fn what_is_sealed_for_a_key_opens_to_the_same_and_every_command_says_that_it_is_sealed() {
    let desk = Desk::new();
    let (key_file, public) = key(&desk);
    let plain = desk.put("a.json", fs::read(EXAMPLE).unwrap());
    let sealed = desk.path("a.age").to_str().unwrap().to_owned();
    check(&["seal", &plain, "--for", &public], 0, "is sealed as");
    for command in ["check", "rate", "summary"] {
        check(&[command, &sealed], 1, "The file is sealed");
    }
    check(&["open", &sealed], 1, "--key-file FILE");
    let out = desk.path("b.json").to_str().unwrap().to_owned();
    check(&["open", &sealed, "--key-file", &key_file, "--out", &out], 0, "was opened");
    assert_eq!(fs::read(&out).unwrap(), fs::read(EXAMPLE).unwrap());
    check(&["open", &sealed, "--key-file", &key_file, "--out", &out], 1, "cannot be written");
}

#[test]
fn a_passphrase_comes_from_a_file_and_a_wrong_one_opens_nothing() {
    let desk = Desk::new();
    let plain = desk.put("a.json", fs::read(EXAMPLE).unwrap());
    let right = desk.put("right", format!("{PASSPHRASE}\r\n"));
    let wrong = desk.put("wrong", "gravel otter lantern\n");
    let short = desk.put("short", "otter\n");
    check(&["seal", &plain, "--passphrase-file", &short], 1, "fewer than 12 letters");
    check(&["seal", &plain, "--passphrase-file", &right], 0, "with the passphrase");
    let sealed = desk.path("a.age").to_str().unwrap().to_owned();
    let out = desk.path("b.json").to_str().unwrap().to_owned();
    check(&["open", &sealed, "--passphrase-file", &wrong, "--out", &out], 1, "does not open");
    assert!(!desk.path("b.json").exists());
    check(&["open", &sealed, "--passphrase-file", &right, "--out", &out], 0, "was opened");
    assert_eq!(fs::read(&out).unwrap(), fs::read(EXAMPLE).unwrap());
}

#[test]
fn what_cannot_be_sealed_or_opened_says_why() {
    let desk = Desk::new();
    let (key_file, _) = key(&desk);
    check(&["key", &key_file], 1, "is not replaced");
    check(&["seal", EXAMPLE], 1, "has no hand-over key");
    let plain = desk.put("a.json", "{}");
    check(&["seal", &plain, "--for", "age1x"], 1, "age1x is not a public key");
    check(&["open", &plain, "--key-file", &key_file], 1, "not a sealed file");
    let sealed = desk.put("c.age", "age-encryption.org/v1\n");
    check(&["seal", &sealed, "--for", "age1x"], 1, "Is sealed already");
    check(&["open", &sealed, "--key-file", &key_file], 1, "cut short or altered");
}

#[test]
fn a_key_or_a_passphrase_past_what_is_read_is_refused_and_not_cut_off() {
    let desk = Desk::new();
    let plain = desk.put("a.json", "{}");
    let endless = desk.put("endless", format!("{PASSPHRASE} ").repeat(4_000));
    check(&["seal", &plain, "--passphrase-file", &endless], 1, "file too large");
    assert!(!desk.path("a.age").exists());
    let (key_file, public) = key(&desk);
    check(&["seal", &plain, "--for", &public], 0, "is sealed as");
    let long =
        format!("{}# nothing\n{}", fs::read_to_string(&key_file).unwrap(), "#\n".repeat(40_000));
    let long = desk.put("long.txt", long);
    let (sealed, out) = (desk.path("a.age"), desk.path("b.json"));
    let (sealed, out) = (sealed.to_str().unwrap(), out.to_str().unwrap());
    check(&["open", sealed, "--key-file", &long, "--out", out], 1, "file too large");
    assert!(!desk.path("b.json").exists());
}

/// Runs `caseread` where no file may grow past 512 bytes, as on a disk that is full.
#[cfg(unix)]
fn caseread_on_a_full_disk(arguments: &[&str]) -> std::process::Output {
    let shell = "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"";
    let program = env!("CARGO_BIN_EXE_caseread");
    let mut command = std::process::Command::new("sh");
    command.args(["-c", shell, program]).args(arguments).output().unwrap()
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_to_its_end_is_not_left_half_written() {
    let desk = Desk::new();
    let (key_file, public) = key(&desk);
    let plain = desk.put("a.json", fs::read(EXAMPLE).unwrap());
    let ran = caseread_on_a_full_disk(&["seal", &plain, "--for", &public]);
    let told = String::from_utf8(ran.stderr).unwrap();
    assert!(ran.status.code() == Some(1) && told.contains("cannot be written"), "{told}");
    assert!(!desk.path("a.age").exists());
    check(&["seal", &plain, "--for", &public], 0, "is sealed as");
    let (sealed, out) = (desk.path("a.age"), desk.path("b.json"));
    let (sealed, out) = (sealed.to_str().unwrap(), out.to_str().unwrap());
    let ran = caseread_on_a_full_disk(&["open", sealed, "--key-file", &key_file, "--out", out]);
    assert_eq!(ran.status.code(), Some(1));
    assert!(!desk.path("b.json").exists());
}

/// Runs `caseread` at a terminal and types a line each time it asks. Gives what the terminal shows; `None` where there is
/// none to be had, which is said.
#[cfg(target_os = "linux")]
fn caseread_at_a_terminal(arguments: &[&str], lines: &[&str]) -> Option<String> {
    use std::io::{Read, Write};
    use std::process::{Command, Stdio};

    let program = env!("CARGO_BIN_EXE_caseread");
    let command = format!("timeout --foreground 60 {program} {}", arguments.join(" "));
    let mut script = Command::new("script");
    script.args(["-q", "-c", &command, "/dev/null"]);
    let Ok(mut script) = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn() else {
        eprintln!(
            "NOT TESTED: script is missing. `cargo xtask test` installs it on Debian as root."
        );
        assert!(std::env::var_os("CASEREAD_AGE").is_none(), "script was to be installed");
        return None;
    };
    let mut keyboard = script.stdin.take().unwrap();
    let mut screen = script.stdout.take().unwrap();
    let mut shown = String::new();
    for line in lines {
        while !shown.ends_with(": ") {
            let mut letter = [0];
            screen.read_exact(&mut letter).unwrap_or_else(|_| panic!("{command}: {shown}"));
            shown.push(letter[0].into());
        }
        // It asks a moment before it listens.
        std::thread::sleep(std::time::Duration::from_millis(300));
        writeln!(keyboard, "{line}").unwrap();
        shown.push('\n');
    }
    screen.read_to_string(&mut shown).unwrap();
    script.wait().unwrap();
    Some(shown)
}

#[cfg(target_os = "linux")]
#[test]
fn a_passphrase_is_asked_for_at_a_terminal_and_does_not_show() {
    let desk = Desk::new();
    let plain = desk.put("a.json", "{}");
    let seal = ["seal", &plain, "--passphrase"];
    let Some(shown) = caseread_at_a_terminal(&seal, &[PASSPHRASE, "gravel otter"]) else { return };
    assert!(shown.contains("The two are not the same"), "{shown}");
    assert!(!desk.path("a.age").exists());
    let shown = caseread_at_a_terminal(&seal, &[PASSPHRASE, PASSPHRASE]).unwrap();
    assert!(shown.contains("with the passphrase") && !shown.contains("gravel"), "{shown}");
    let (sealed, out) = (desk.path("a.age"), desk.path("b.json"));
    let open = ["open", sealed.to_str().unwrap(), "--out", out.to_str().unwrap()];
    let shown = caseread_at_a_terminal(&open, &[PASSPHRASE]).unwrap();
    assert!(shown.contains("was opened"), "{shown}");
    assert_eq!(fs::read(out).unwrap(), b"{}");
}
