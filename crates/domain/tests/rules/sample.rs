//! Samples in short: for each key question a sign for each case.

use domain::{Framework, Standard};

use crate::builder::{key_question, standard};
use crate::desk::{Desk, lines, target};

/// A key question over a sample.
#[derive(Clone, Debug)]
pub(crate) struct Judged {
    /// Its reference.
    pub(crate) key_question: String,
    /// What is judged in each case: `+` sufficient, `-` not, `.` not applicable, `?` nothing yet.
    pub(crate) signs: String,
}

/// Reads lines of `2.1.1: ++-.?`, or in words `2.1.1: 17 of 22, 5 not applicable, 2 owed`.
pub(crate) fn judged(text: &str) -> Vec<Judged> {
    let one = |line: &str| {
        let (key_question, signs) = line.split_once(':').unwrap();
        let signs = signs.trim();
        let in_words = signs.starts_with(|first: char| first.is_ascii_digit());
        let signs = if in_words { in_signs(signs) } else { signs.to_owned() };
        Judged { key_question: key_question.to_owned(), signs }
    };
    lines(text).map(one).collect()
}

fn in_signs(words: &str) -> String {
    let counts = words.split(", ").map(|count| {
        let (number, what) = count.split_once(' ').unwrap();
        let number: usize = number.parse().unwrap();
        match what {
            "not applicable" => ".".repeat(number),
            "owed" => "?".repeat(number),
            of => {
                let of: usize = of.strip_prefix("of ").unwrap().parse().unwrap();
                "+".repeat(number) + &"-".repeat(of - number)
            }
        }
    });
    counts.collect()
}

/// The standards that these key questions belong to, all of them read in court cases.
pub(crate) fn standards_of(judged: &[Judged]) -> Vec<Standard> {
    let mut standards: Vec<Standard> = Vec::new();
    for one in judged {
        let name = one.key_question.rsplit_once('.').unwrap().0;
        let asked = key_question(&one.key_question, 1);
        match standards.iter_mut().find(|known| known.reference.as_str() == name) {
            Some(known) => known.key_questions.push(asked),
            None => standards.push(standard(name, vec![asked])),
        }
    }
    standards
}

/// The inspection judged so, in as many court cases as the longest row of signs has: 001, 002 and on.
pub(crate) fn sample(framework: Framework, judged: &[Judged]) -> Desk {
    let mut desk = Desk::new(framework);
    let cases = judged.iter().map(|one| one.signs.len()).max().unwrap_or_default();
    write_sample(&mut desk, judged, 1..=cases);
    desk
}

/// Writes these cases of it, in this order.
pub(crate) fn write_sample(
    desk: &mut Desk,
    judged: &[Judged],
    cases: impl IntoIterator<Item = usize>,
) {
    for case in cases {
        desk.write(&format!("{case}: court {case:03}; {case} reading: AB"));
        for one in judged {
            let verdict = match one.signs.as_bytes().get(case - 1) {
                Some(b'+') => "sufficient",
                Some(b'-') => "not-sufficient",
                Some(b'.') => "not-applicable",
                Some(b'?') | None => continue,
                Some(sign) => panic!("no sign {:?}", char::from(*sign)),
            };
            let target = target(&format!("{case} {}", one.key_question));
            desk.set(target, Some(verdict.to_owned())).unwrap();
        }
    }
}
