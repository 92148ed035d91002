//! An inspection with everything in it that an inspection can hold, small enough to look at.

use std::sync::{Arc, LazyLock};

use domain::Problem;
use wire::{Edition, Exported, Signature};

use crate::desk::{Desk, target};

/// The framework as its author wrote it.
pub(crate) const FRAMEWORK: &str = include_str!("practice.toml");

/// Its edition, read once.
pub(crate) static EDITION: LazyLock<Arc<Edition>> =
    LazyLock::new(|| Arc::new(Edition::read_toml(FRAMEWORK).unwrap()));

/// Who wrote the files of these tests.
pub(crate) const SIGNATURE: Signature<'_> =
    Signature { program: "Caseread 0.1.0", at: 1_718_000_000_000, by: "Siân Ŵ" };

/// A program that knows no edition: it reads the one in the file.
pub(crate) fn nothing_known(_: &str) -> Option<Arc<Edition>> {
    None
}

/// The work of the first reader: every kind of target but the notes, which [`desk`] adds.
const FIRST: &str = "service: Gwasanaeth Cyfiawnder Ieuenctid Dŵr-y-Felin
    nation: wales
    from: 2024-02-26
    to: 2024-02-29
    marking: OFFICIAL
    marking:
    marking: OFFICIAL-SENSITIVE: PRACTICE
    origin: 00000000000000aa 5e21b9b0d3f7a1c4e6f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e practice 0 of 2023
    hand-over key: age1dk52uze4t45c87qeddj66fy99s8t4a04gxu7xu8l3zyhk44y4q9qgv5y88
    1: court 001
    1 reading: AB
    1 age: 15
    1 safety: low
    1 rosh: high
    1 start: 2023-09-01
    1 remark: a \"quoted\" \\ remark
    1 2.1.1a: yes
    1 2.1.1b: no
    1 2.1.1c: no
    1 2.1.1: not-sufficient
    1 2.1.2a: yes
    1 2.1.2: sufficient
    1 2.2.1: not-applicable
    1 2.2.1 earlier: sufficient
    1 2.1.2a earlier: no
    1 state: complete
    2: out-of-court 002
    2 reading: AB
    2 2.2.1a: no
    2 2.2.1: sufficient
    2 2.2.1 reason: The plan came late, the work did not.
    2 state: complete
    2 withdrawn: mistake
    2 withdrawn:
    2 withdrawn: the child's family objected
    3: court 003
    3 safety: none
    3 reading: AB
    3 2.1.1b: not-applicable
    4: court 004
    4 reading: AB
    4 start: 2023-10-01
    4 2.1.1a: yes
    4 2.1.1: sufficient
    4: out-of-court 004
    e1 place: 1.1.1
    e1 source: focus-group
    e1 date: 2024-02-27
    e1 direction: positive
    e2 place: 2.2.2
    e2 source: data
    e2 direction: negative
    proposed 1.1 earlier: good
    proposed 1.1: good
    proposed 2.2: requires-improvement
    proposed 3.1: not-rated";

/// The work of the second reader, at another device and a day later.
const SECOND: &str = "1#2 reading: ŷ. ap Rhys
    1#2 2.1.1a: no
    1#2 2.1.1: sufficient
    1#2 2.1.1 reason: Read again.
    1 state: reopened \"Yes\" was chosen by mistake, gwall ŷ
    1 2.1.1a:
    1 2.1.1a: no
    1 safety: none
    1 rosh: low
    e2 place:
    proposed 3.1 reason: no case
    given 2.1: good
    given 2.1 by: ratings panel
    given overall: requires-improvement
    given overall reason: The sample is small.
    given overall by: chair
    given 3.1 reason: kept without a rating";

/// Texts that a careless reader or writer would spoil.
const TEXTS: [(&str, &str); 8] = [
    ("1 2.1.1b note", "Ŵyr, tŷ, ŵ and ŷ; é as one letter and e\u{301} as two."),
    ("1 2.1.1c note", "👩‍⚖️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿 \u{1f600}"),
    ("1 2.1.1 reason", "שלום \u{202b}مرحبا\u{202c} \"left\" again"),
    ("1 2.1.2 reason", "one\ntwo\r\nthree\ttabbed\u{2028}four\u{0}\u{1}\u{7f}"),
    ("1 2.2.1 reason", "{\"looks\": [\"like\", null]} \\u0041 \\ / </script>"),
    ("e1 summary", "  blanks before and behind stay  "),
    ("proposed 1.1 reason", "\u{feff}begins with a mark"),
    ("given 2.1 reason", "One case; 11 of 17."),
];

/// A note of 100 kB, about twenty pages.
fn long_note() -> String {
    let mut note = String::new();
    let mut line = 0;
    while note.len() < 100_000 {
        line += 1;
        note.push_str(&format!("{line}. Gwelwyd y plentyn; the child was seen – “yn ŷ tŷ”.\n"));
    }
    note
}

/// The inspection with everything in it.
pub(crate) fn desk() -> Desk {
    let mut desk = Desk::new(EDITION.framework.clone());
    desk.write(FIRST);
    desk = desk.at_device(0xfeed_beef_0000_0002);
    (desk.reader, desk.at) = ("ŷ. ap Rhys", Desk::AT + 86_400_000);
    desk.write(SECOND);
    for (words, text) in TEXTS {
        desk.set(target(words), Some(text.to_owned())).unwrap();
    }
    desk.set(target("1 2.1.1a note"), Some(long_note())).unwrap();
    desk
}

/// A smaller inspection of this framework, with as much of it as a line of text says.
pub(crate) fn small(text: &str) -> Desk {
    Desk::with(EDITION.framework.clone(), text)
}

/// The export of everything at a desk.
pub(crate) fn written(desk: &Desk) -> String {
    wire::write(&SIGNATURE, &EDITION, &desk.inspection, &desk.changes, None)
}

/// Reads a file in one go, without keeping its changes, and step by step; all must say the same.
#[track_caller]
pub(crate) fn read_every_way(text: &str) -> Result<Exported, Vec<Problem>> {
    let by_steps = wire::open(text, nothing_known).and_then(wire::Opened::finish);
    let folded = wire::read_folded(text, nothing_known);
    match (&by_steps, folded) {
        (Ok(exported), Ok(folded)) => {
            assert_eq!((&folded.head, &folded.edition), (&exported.head, &exported.edition));
            assert_eq!(folded.inspection, exported.inspection);
        }
        (Err(problems), Err(others)) => assert_eq!(*problems, others),
        (one, other) => panic!("{one:?}\n{other:?}"),
    }
    assert_eq!(wire::read(text, nothing_known), by_steps);
    by_steps
}
