//! Files made to do harm: each is refused with its place, or read as what it is. None stops the program,
//! and none takes longer than its length allows.

use std::time::{Duration, Instant};

use wire::{framework_file, text_of};

use crate::practice::{EDITION, read_every_way, small, written};
use crate::problems::{head_and_content, recounted, replaced, resealed, stated};

/// How long a file may take for each million bytes it has, with the first million given to the short ones
/// as well. An export is read in three ways here, by a program that is not optimised: on two free cores that
/// takes 2 seconds. The rest is for computers that do much else. What takes the square of its length, takes
/// minutes.
const A_MILLION_BYTES: Duration = Duration::from_secs(30);
/// Deeper than any reader that calls itself for each level gets on the stack it has.
const DEPTH: usize = 10_000;
/// A file that is long, and not so long that the tests are.
const LENGTH: usize = 4_000_010;

const WORK: &str = "service: One
    1: court 001
    1 reading: AB
    1 2.1.1a: yes
    e1 place: 1.1.1";

fn sound() -> String {
    written(&small(WORK))
}

/// The sound file with one part of its content replaced, sealed as if that were right.
fn altered(part: &str, by: &str) -> Vec<u8> {
    resealed(&replaced(&sound(), part, by)).into_bytes()
}

/// The sound file with one part of its head replaced.
fn headed(part: &str, by: &str) -> Vec<u8> {
    let text = sound();
    let (head, _) = head_and_content(&text);
    text.replacen(head, &replaced(head, part, by), 1).into_bytes()
}

/// How the head says its version.
fn version() -> String {
    format!("\"version\": {}", wire::VERSION)
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

fn nested(open: &str, close: &str) -> String {
    format!("{}{}", open.repeat(DEPTH), close.repeat(DEPTH))
}

/// The first of what is wrong with a file, or that it is read.
fn outcome(bytes: &[u8], read: fn(&str) -> Vec<String>) -> String {
    let began = Instant::now();
    let problems = match text_of(bytes.to_vec()) {
        Err(problem) => vec![stated(&problem)],
        Ok(text) => read(&text),
    };
    let allowed = A_MILLION_BYTES.mul_f64(1.0 + bytes.len() as f64 / 1e6);
    assert!(began.elapsed() < allowed, "{:?} for {} bytes", began.elapsed(), bytes.len());
    assert!(problems.len() <= 2_000, "{} problems", problems.len());
    problems.into_iter().next().unwrap_or_else(|| "read".to_owned())
}

fn an_export(text: &str) -> Vec<String> {
    let read = read_every_way(text);
    // A file is read whole or not at all.
    read.err().unwrap_or_default().iter().map(stated).collect()
}

fn a_framework(text: &str) -> Vec<String> {
    framework_file::read(text).err().unwrap_or_default().iter().map(stated).collect()
}

#[track_caller]
fn check(read: fn(&str) -> Vec<String>, attacks: &[(&str, Vec<u8>, &str)]) {
    let missed: Vec<String> = attacks
        .iter()
        .map(|(name, bytes, expected)| (name, outcome(bytes, read), expected))
        .filter(|(_, found, expected)| !found.starts_with(*expected))
        .map(|(name, found, expected)| format!("{name}: {found:.200}, not {expected}"))
        .collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn an_export_made_to_do_harm_is_refused_by_its_place_or_read_as_what_it_is() {
    let lists = nested("[", "]");
    let objects = nested("{\"a\":", "}").replace(":}", ":0}");
    let number = "9".repeat(400);
    let note = "\"2.1.1a\":{\"answer\":\"yes\"";
    let change = "\"reference\":\"2.1.1a\",\"after\":\"yes\"";
    let service = "\"service\":\"One\"";
    let served = |text: &str| {
        let text = sound().replace("\"One\"", text);
        resealed(&text).into_bytes()
    };
    let listed = replaced(&sound(), head_and_content(&sound()).1, "[]");
    let listed = resealed(&listed).into_bytes();
    // Beside what is told of each, the head has to be right.
    let more = |part: &str, by: &str, cases: usize, changes: usize| {
        recounted(&String::from_utf8(altered(part, by)).unwrap(), cases, changes).into_bytes()
    };
    check(
        an_export,
        &[
            ("lists in lists", lists.clone().into_bytes(), "file: NotOurs"),
            ("lists that nothing closes", "[".repeat(LENGTH).into_bytes(), "file: NotOurs"),
            ("objects in objects", objects.clone().into_bytes(), "file: NotOurs"),
            (
                "objects that nothing closes",
                "{\"a\":".repeat(LENGTH / 5).into_bytes(),
                "line 1, column 4000010: CutOff",
            ),
            (
                "lists in an unknown key",
                headed("\"marking\"", &format!("\"x\": {lists},\n  \"marking\"")),
                "read",
            ),
            (
                "lists for a text of the head",
                headed("\"format\": \"caseread-inspection\"", &format!("\"format\": {lists}")),
                "file: NotOurs",
            ),
            (
                "lists for a number of the head",
                headed(&version(), &format!("\"version\": {lists}")),
                "file: NotOurs",
            ),
            (
                "lists for the marking",
                headed("\"whole\": true", &format!("\"whole\": {lists}")),
                "line 8, column 11: WrongShape(\"invalid type: sequence, expected a boolean\")",
            ),
            (
                "lists in a case",
                altered(note, &format!("\"2.1.1a\":{{\"x\":{lists},\"answer\":\"yes\"")),
                "read",
            ),
            (
                "objects for an answer",
                altered(note, &format!("\"2.1.1a\":{{\"answer\":{objects}")),
                "content.cases[0]: WrongShape(\"invalid type: map, expected a string\")",
            ),
            (
                "lists in the framework",
                altered("\"minimum_cases\":1", &format!("\"minimum_cases\":{lists}")),
                "part content.framework: TooDeep",
            ),
            (
                "lists for a change",
                altered(change, &format!("\"reference\":{lists},\"after\":\"yes\"")),
                "content.changes[3]: WrongShape(\"invalid type: sequence, expected a string\")",
            ),
            (
                "1e999 as the version",
                headed(&version(), "\"version\": 1e999"),
                "line 3, column 18: NotJson",
            ),
            (
                "400 digits as the version",
                headed(&version(), &format!("\"version\": {number}")),
                "line 3, column 413: NotJson",
            ),
            (
                "a number below 0 as the version",
                headed(&version(), "\"version\": -2"),
                "file: NotOurs",
            ),
            (
                "1e999 cases",
                headed("\"n_cases\": 1", "\"n_cases\": 1e999"),
                "line 14, column 18: NotJson",
            ),
            (
                "400 digits of changes",
                headed("\"n_changes\": 5", &format!("\"n_changes\": {number}")),
                "line 15, column 415: NotJson",
            ),
            (
                "18446744073709551615 changes",
                headed("\"n_changes\": 5", "\"n_changes\": 18446744073709551615"),
                "part n_changes: CountDiffers { said: 18446744073709551615, found: 5 }",
            ),
            (
                "400 digits for a rule",
                altered("\"minimum_cases\":1", &format!("\"minimum_cases\":{number}")),
                "part content.framework: NotJson",
            ),
            (
                "1e999 for a rule",
                altered("\"minimum_cases\":1", "\"minimum_cases\":1e999"),
                "part content.framework: NotJson",
            ),
            (
                "the last clock there is",
                altered(
                    "\"sequence\":5,\"clock\":5",
                    "\"sequence\":6,\"clock\":18446744073709551615",
                ),
                "content.changes[4].clock: NotAllowed(\"18446744073709551615\")",
            ),
            (
                "a clock beyond the last",
                altered(
                    "\"sequence\":5,\"clock\":5",
                    "\"sequence\":6,\"clock\":18446744073709551616",
                ),
                "content.changes[4]: WrongShape(\"invalid type: floating point `1.8446744073709552e+19`, expected u64\")",
            ),
            (
                "the head says its version twice",
                headed(&version(), &format!("{}, \"version\": 1", version())),
                "file: NotOurs",
            ),
            (
                "the head says its marking twice",
                headed("\"whole\": true", "\"whole\": true, \"whole\": false"),
                "line 8, column 24: WrongShape(\"duplicate field `whole`\")",
            ),
            (
                "two contents",
                replaced(&sound(), ",\n  \"content\": ", ",\n  \"content\": {},\n  \"content\": ")
                    .into_bytes(),
                "file: NotOurs",
            ),
            (
                "the service said twice",
                altered(service, "\"service\":\"One\",\"service\":\"Two\""),
                "content.inspection: WrongShape(\"duplicate field `service`\")",
            ),
            (
                "half a letter",
                served("\"\\ud800\""),
                "content.inspection: WrongShape(\"unexpected end of hex escape\")",
            ),
            (
                "the other half",
                served("\"\\udc00\""),
                "content.inspection: WrongShape(\"lone leading surrogate in hex escape\")",
            ),
            (
                "two first halves",
                served("\"\\ud800\\ud800\""),
                "content.inspection: WrongShape(\"lone leading surrogate in hex escape\")",
            ),
            (
                "half a letter in the head",
                headed("OFFICIAL", "\\ud800OFFICIAL"),
                "line 4, column 21: NotJson",
            ),
            (
                "half a letter as bytes",
                b"{\"format\":\"\xed\xa0\x80\"}".to_vec(),
                "line 1, column 12: NotText",
            ),
            ("a byte order mark", format!("\u{feff}{}", sound()).into_bytes(), "read"),
            (
                "two byte order marks",
                format!("\u{feff}\u{feff}{}", sound()).into_bytes(),
                "line 1, column 1: NotJson",
            ),
            ("UTF-16, lower byte first", utf16(&sound(), u16::to_le_bytes), "file: Utf16"),
            ("UTF-16, upper byte first", utf16(&sound(), u16::to_be_bytes), "file: Utf16"),
            (
                "UTF-16 with a mark",
                utf16(&format!("\u{feff}{}", sound()), u16::to_le_bytes),
                "file: Utf16",
            ),
            (
                "UTF-16 with the other mark",
                utf16(&format!("\u{feff}{}", sound()), u16::to_be_bytes),
                "file: Utf16",
            ),
            (
                "UTF-32",
                sound().chars().flat_map(|one| (one as u32).to_le_bytes()).collect(),
                "file: Utf16",
            ),
            ("a NUL letter", served("\"\0\""), "line 19, column 49: NotJson"),
            ("a NUL letter, escaped", served("\"\\u0000\""), "read"),
            ("NUL letters alone", vec![0; LENGTH], "line 1, column 1: NotJson"),
            ("nothing", Vec::new(), "line 1, column 1: CutOff"),
            ("blanks alone", vec![b' '; LENGTH], "line 1, column 4000010: CutOff"),
            ("null", b"null".to_vec(), "file: NotOurs"),
            ("a number", b"0".to_vec(), "file: NotOurs"),
            ("a text", b"\"caseread-inspection\"".to_vec(), "file: NotOurs"),
            (
                "a text that nothing ends",
                [&b"{\"format\":\""[..], &vec![b'x'; LENGTH]].concat(),
                "line 1, column 4000021: CutOff",
            ),
            (
                "a list of the head's values",
                b"[\"caseread-inspection\",2,null]".to_vec(),
                "line 1, column 29: WrongShape(\"invalid type: null, expected a string\")",
            ),
            (
                "a content that is a list",
                listed,
                "content: WrongShape(\"invalid length 0, expected struct Content with 4 elements\")",
            ),
            (
                "no content",
                replaced(&sound(), head_and_content(&sound()).1, "null").into_bytes(),
                "part content: Missing",
            ),
            (
                "cases that are no list",
                altered("\"cases\":[", "\"cases\":7,\"y\":["),
                "content: WrongShape(\"invalid type: integer `7`, expected a list of at most 10000\")",
            ),
            (
                "a case that is a number",
                more("\"cases\":[", "\"cases\":[7,", 2, 5),
                "content.cases[0]: WrongShape(\"invalid type: integer `7`, expected struct CaseRecord\")",
            ),
            (
                "a change that is a text",
                more("\"changes\":[", "\"changes\":[\"x\",", 1, 6),
                "content.changes[0]: WrongShape(\"invalid type: string \\\"x\\\", expected struct ChangeRecord\")",
            ),
            (
                "a case that is nothing",
                more("\"cases\":[", "\"cases\":[null,", 2, 5),
                "content.cases[0]: WrongShape(\"invalid type: null, expected struct CaseRecord\")",
            ),
            (
                "an answer that is a list",
                altered(note, "\"2.1.1a\":[\"yes\"],\"x\":{\"answer\":\"yes\""),
                "content.cases[0].readings[0].answers: UnknownQuestion(\"x\")",
            ),
            (
                "a number for a text",
                altered(service, "\"service\":1"),
                "content.inspection: WrongShape(\"invalid type: integer `1`, expected a string\")",
            ),
            (
                "a truth for a number",
                headed("\"n_cases\": 1", "\"n_cases\": true"),
                "line 14, column 17: WrongShape(\"invalid type: boolean `true`, expected usize\")",
            ),
        ],
    );
}

#[test]
fn more_of_anything_than_an_inspection_has_is_refused_before_it_takes_long() {
    let listed = |n: usize, one: &dyn Fn(usize) -> String| (0..n).map(one).collect::<String>();
    // Numbers that fall, so that each is put before all others.
    let id = |at: usize| format!("{:016x}", 900_000_000 - at);
    let cases = listed(11_000, &|at| {
        format!("{{\"id\":\"{}\",\"number\":\"{at}\",\"pool\":\"court\"}},", id(at))
    });
    let readings = listed(11_000, &|at| {
        format!("{{\"id\":\"{}\",\"reader\":\"x\",\"counts\":false}},", id(at))
    });
    let evidence = listed(11_000, &|at| {
        format!("{{\"id\":\"{}\",\"key_question\":\"1.1.1\",\"begun_at\":1}},", id(at))
    });
    let changes = |part: &str, n: usize| {
        listed(n, &|at| {
            let (sequence, id) = (at + 100, id(at));
            let part = part.replace("ID", &id).replace("AT", &at.to_string());
            let stamp = "\"device\":\"00000000000000aa\",\"at\":0,\"reader\":\"x\"";
            format!("{{{stamp},\"sequence\":{sequence},\"clock\":{sequence},{part}}},")
        })
    };
    let case = "\"part\":\"case\",\"case\":\"ID\",\"after\":\"court AT\"";
    let reading =
        "\"part\":\"reading\",\"case\":\"0000000000000001\",\"reading\":\"ID\",\"after\":\"x\"";
    let entry = "\"part\":\"evidence\",\"evidence\":\"ID\",\"after\":\"1.1.1\"";
    let answers = listed(11_000, &|at| format!("\"{at}\":{{}},"));
    let field = |at| format!("\"{at}\":0,");
    let fields = listed(300_000, &field);
    let twice = "\"minimum_cases\":1,".repeat(120_000);
    let put = |list: &str, text: &str| {
        let begin = format!("\"{list}\":[");
        altered(&begin, &format!("{begin}{text}"))
    };
    let with_changes = |part: &str, n: usize| {
        let text = String::from_utf8(put("changes", &changes(part, n))).unwrap();
        recounted(&text, 1, 5 + n).into_bytes()
    };
    check(
        an_export,
        &[
            (
                "cases",
                put("cases", &cases),
                "content: WrongShape(\"invalid length 10001, expected a list of at most 10000\")",
            ),
            (
                "numbers for cases",
                put("cases", &"0,".repeat(LENGTH)),
                "content: WrongShape(\"invalid length 10001, expected a list of at most 10000\")",
            ),
            (
                "numbers for changes",
                put("changes", &"0,".repeat(LENGTH)),
                "content: WrongShape(\"invalid length 4000001, expected a list of at most 4000000\")",
            ),
            (
                "readings",
                put("readings", &readings),
                "content.cases[0]: WrongShape(\"invalid length 1001, expected a list of at most 1000\")",
            ),
            (
                "evidence",
                put("evidence", &evidence),
                "content.inspection: WrongShape(\"invalid length 10001, expected a list of at most 10000\")",
            ),
            (
                "cases by changes",
                with_changes(case, 11_000),
                "part content.changes[10004]: TooMany { most: 10000 }",
            ),
            (
                "readings by changes",
                with_changes(reading, 11_000),
                "part content.changes[1004]: TooMany { most: 1000 }",
            ),
            (
                "evidence by changes",
                with_changes(entry, 11_000),
                "part content.changes[10004]: TooMany { most: 10000 }",
            ),
            (
                "answers",
                altered("\"answers\":{", &format!("\"answers\":{{{answers}")),
                "content.cases[0]: WrongShape(\"invalid length 10001, expected an object of at most 10000\")",
            ),
            (
                "unknown rules",
                altered("\"minimum_cases\":1", &format!("{fields}\"minimum_cases\":1")),
                "content.framework.rules.0: UnknownField { nearest: None }",
            ),
            (
                "unknown rules, and one rule",
                altered("\"minimum_cases\":1,", &format!("{}{twice}", listed(211_000, &field))),
                "content.framework.rules.0: UnknownField { nearest: None }",
            ),
            (
                "a framework of numbers",
                altered(
                    "\"minimum_cases\":1",
                    &format!("\"x\":[{}0],\"minimum_cases\":1", "0,".repeat(LENGTH)),
                ),
                "part content.framework: TooLarge",
            ),
        ],
    );
}

#[test]
fn a_framework_made_to_do_harm_is_refused_by_its_place() {
    let file = || framework_file::write("x", &EDITION);
    let framed = |part: &str, by: &str| {
        let text = replaced(&file(), part, by);
        let (head, content) =
            text.split_once("\"content\": ").or_else(|| text.split_once("\"content\":")).unwrap();
        let content = content.trim_end().strip_suffix('}').unwrap().trim_end();
        let digest = wire::digest(content.as_bytes());
        replaced(&text, head, &head.replace(&EDITION.framework.digest, &digest)).into_bytes()
    };
    check(
        a_framework,
        &[
            ("as it should be", file().into_bytes(), "read"),
            ("lists in lists", nested("[", "]").into_bytes(), "file: NotOurs"),
            (
                "lists for a rule",
                framed("\"minimum_cases\":1", &format!("\"minimum_cases\":{}", nested("[", "]"))),
                "part content: TooDeep",
            ),
            (
                "conditions in conditions",
                framed(
                    "\"minimum_cases\":1",
                    &format!("\"minimum_cases\":{}", nested("{\"all\":[", "]}")),
                ),
                "part content: TooDeep",
            ),
            (
                "1e999 for a rule",
                framed("\"minimum_cases\":1", "\"minimum_cases\":1e999"),
                "part content: NotJson",
            ),
            (
                "400 digits for a rule",
                framed("\"minimum_cases\":1", &format!("\"minimum_cases\":{}", "9".repeat(400))),
                "part content: NotJson",
            ),
            (
                "a rule given twice",
                framed("\"minimum_cases\":1", "\"minimum_cases\":1,\"minimum_cases\":2"),
                "content.rules.minimum_cases: Twice(\"minimum_cases\")",
            ),
            (
                "half a letter",
                file().replacen("\"title\":\"", "\"title\":\"\\ud800", 1).into_bytes(),
                "part content: DigestDiffers",
            ),
            ("UTF-16", utf16(&file(), u16::to_le_bytes), "file: Utf16"),
            ("a byte order mark", format!("\u{feff}{}", file()).into_bytes(), "read"),
            (
                "a NUL letter",
                file().replacen("\"title\":\"", "\"title\":\"\0", 1).into_bytes(),
                "line 11, column 181: NotJson",
            ),
            ("too long", vec![b' '; 5_000_001], "file: TooLarge"),
        ],
    );
    for (name, text) in [
        ("lists in lists", format!("identifier = {}", nested("[", "]"))),
        ("tables in tables", format!("identifier = {}", nested("{a=", "}").replace("=}", "=0}"))),
        ("keys in keys", format!("{} = 1", vec!["a"; DEPTH].join("."))),
        ("a number beyond all numbers", format!("identifier = {}", "9".repeat(400))),
        ("a key given twice", "identifier = \"a\"\nidentifier = \"b\"".to_owned()),
        ("half a letter", "identifier = \"\\ud800\"".to_owned()),
        ("a NUL letter", "identifier = \"\0\"".to_owned()),
        ("unknown fields", (0..20_000).map(|at| format!("a{at} = 1\n")).collect()),
    ] {
        let began = Instant::now();
        let problems = wire::Edition::read_toml(&text).unwrap_err();
        assert!(!problems.is_empty() && problems.iter().all(|one| one.line > 0), "{name}");
        let allowed = A_MILLION_BYTES.mul_f64(1.0 + text.len() as f64 / 1e6);
        assert!(began.elapsed() < allowed, "{name}: {:?}", began.elapsed());
    }
}
