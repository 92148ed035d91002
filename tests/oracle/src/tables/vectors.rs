//! Every choice of ratings for a number of standards, and what it makes of the whole.
//!
//! A vector is written with a sign for each standard: 0 to 3 for the ratings from Inadequate on, `x`
//! for left unrated. What it gives is one letter, see [`letter`].

use std::io::Write;
use std::sync::Arc;

use anyhow::{Context, Result};
use domain::{Overall, Reference, Target, rate};
use fastrand::Rng;
use serde_json::{Value, json};
use wire::Edition;

use super::{Out, begin, rules, standard};
use crate::desk::Desk;
use crate::variants::RATINGS;

/// The published tables (3.6): standards, and the totals that begin each rating above Inadequate.
const TABLES: [(usize, [u32; 3]); 6] = [
    (12, [7, 19, 31]),
    (10, [6, 16, 26]),
    (9, [5, 14, 23]),
    (8, [5, 13, 21]),
    (7, [4, 11, 18]),
    (4, [3, 7, 11]),
];

/// How many standards at most share a line: a line holds every choice of their ratings.
const ON_A_LINE: usize = 6;

/// How many standards there may be for every vector to be printed on every change.
const EVERY_VECTOR: usize = 8;

/// How many vectors of more standards are drawn by chance.
const DRAWN: usize = 100_000;

/// Every vector of ratings for as many standards as each published table is made for, by that table
/// and by the general rule; and every vector in which standards may be left unrated.
pub(super) fn vectors(out: &mut Out<'_>, whole: bool) -> Result<()> {
    for (n, edges) in TABLES {
        for with_table in [true, false] {
            let mut rules = rules();
            if with_table {
                rules["overall"] = table(n, edges);
            }
            let mut sheet = Sheet::begin(out, "vectors", &rules, n)?;
            if whole || n <= EVERY_VECTOR {
                sheet.every_vector(out, "0123", n)?;
            } else {
                sheet.every_multiset(out)?;
                sheet.drawn(out)?;
            }
        }
        if n <= EVERY_VECTOR && (whole || n < EVERY_VECTOR) {
            let mut rules = rules();
            rules["overall"] = table(n, edges);
            Sheet::begin(out, "vectors", &rules, n)?.every_vector(out, "0123x", n)?;
        }
    }
    Ok(())
}

/// Every vector of `n` standards under caps of every kind, the last standard outside the total.
pub(super) fn caps(out: &mut Out<'_>, n: usize) -> Result<()> {
    let last = format!("1.{n}");
    let named: [&[&str]; 3] = [&[], &["1.1", "1.3"], &["1.2", &last]];
    for weak in &RATINGS[..3] {
        for at_most in &RATINGS[..3] {
            for number in 1..=3 {
                for standards in named {
                    let mut rules = rules();
                    rules["cap"] = json!({ "weak": weak, "number": number, "at_most": at_most, "standards": standards });
                    Sheet::begin(out, "caps", &rules, n)?.every_vector(out, "0123", n)?;
                }
            }
        }
    }
    Ok(())
}

/// Every vector of computed ratings with every vector of the panel's, `-` where it gives none. A line
/// holds the computed ones as its key, and a letter for each choice of the panel's.
pub(super) fn panels(out: &mut Out<'_>, n: usize) -> Result<()> {
    let mut rules = rules();
    rules["overall"] =
        json!({ "maximum": 3 * n, "requires_improvement": 2, "good": 4, "outstanding": 3 * n - 1 });
    let mut sheet = Sheet::begin(out, "panels", &rules, n)?;
    for computed in choices("0123x", n) {
        sheet.propose(&computed)?;
        let mut letters = String::new();
        for panel in choices("-0123", n) {
            sheet.give(&panel)?;
            let results = rate(&sheet.desk.edition.framework, &sheet.desk.inspection);
            letters.push(results.with_panel.map_or(' ', letter));
        }
        writeln!(out, "{}", json!({ "key": computed, "letters": letters }))?;
    }
    Ok(())
}

fn table(n: usize, edges: [u32; 3]) -> Value {
    json!({ "maximum": 3 * n, "requires_improvement": edges[0], "good": edges[1], "outstanding": edges[2] })
}

/// Every text of `n` of these signs, the last sign changing first.
fn choices(signs: &str, n: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    for _ in 0..n {
        all = all
            .iter()
            .flat_map(|start| signs.chars().map(move |sign| format!("{start}{sign}")))
            .collect();
    }
    all
}

/// One letter for a rating and the one it is capped from: `a` to `p` for 4 times the place of what the
/// total alone gives, and the place of the rating; `-` for no rating. In capitals where the bands are
/// derived.
fn letter(overall: Overall) -> char {
    let Some(rating) = overall.rating else { return '-' };
    let plain = overall.capped_from.unwrap_or(rating);
    let letter = char::from(b'a' + 4 * plain as u8 + rating as u8);
    if overall.derived { letter.to_ascii_uppercase() } else { letter }
}

/// Standards judged at service level, and their ratings.
struct Sheet {
    desk: Desk,
    references: Vec<Reference>,
}

impl Sheet {
    fn begin(out: &mut Out<'_>, name: &str, rules: &Value, n: usize) -> Result<Self> {
        let outside = |at| json!({ "in_total": !(name == "caps" && at == n) });
        let standards: Vec<Value> =
            (1..=n).map(|at| standard(&format!("1.{at}"), 1, &outside(at))).collect();
        let edition: Arc<Edition> = begin(out, name, rules, &standards)?;
        let references =
            edition.framework.all_standards().map(|standard| standard.reference).collect();
        Ok(Self { desk: Desk::new(edition, 1), references })
    }

    fn propose(&mut self, vector: &str) -> Result<()> {
        for (sign, reference) in vector.chars().zip(&self.references) {
            self.desk.set(Target::Proposed(*reference), rating(sign)?)?;
        }
        self.desk.forget();
        Ok(())
    }

    fn give(&mut self, vector: &str) -> Result<()> {
        for (sign, reference) in vector.chars().zip(&self.references) {
            self.desk.set(Target::Given(Some(*reference)), rating(sign)?)?;
        }
        self.desk.forget();
        Ok(())
    }

    fn overall(&self) -> Overall {
        rate(&self.desk.edition.framework, &self.desk.inspection).computed
    }

    /// A line for each choice of the first standards, with a letter for each choice of the others.
    fn every_vector(&mut self, out: &mut Out<'_>, signs: &str, n: usize) -> Result<()> {
        let ends = choices(signs, n.min(ON_A_LINE));
        for start in choices(signs, n.saturating_sub(ON_A_LINE)) {
            let mut letters = String::new();
            for end in &ends {
                self.propose(&format!("{start}{end}"))?;
                letters.push(letter(self.overall()));
            }
            writeln!(out, "{}", json!({ "signs": signs, "key": start, "letters": letters }))?;
        }
        Ok(())
    }

    /// A line for each choice of how many standards have which rating.
    fn every_multiset(&mut self, out: &mut Out<'_>) -> Result<()> {
        let n = self.references.len();
        for inadequate in 0..=n {
            for improvement in 0..=n - inadequate {
                for good in 0..=n - inadequate - improvement {
                    let outstanding = n - inadequate - improvement - good;
                    let vector = "0".repeat(inadequate)
                        + &"1".repeat(improvement)
                        + &"2".repeat(good)
                        + &"3".repeat(outstanding);
                    self.vector(out, &vector)?;
                }
            }
        }
        Ok(())
    }

    /// Vectors by chance, each standard as likely of any rating, or of one rating mostly.
    fn drawn(&mut self, out: &mut Out<'_>) -> Result<()> {
        let mut dice = Rng::with_seed(self.references.len() as u64);
        for _ in 0..DRAWN {
            let mostly = dice.u8(..8);
            let mut sign = || match mostly {
                rating if rating < 4 && dice.bool() => char::from(b'0' + rating),
                _ => char::from(b'0' + dice.u8(..4)),
            };
            let vector: String = self.references.iter().map(|_| sign()).collect();
            self.vector(out, &vector)?;
        }
        Ok(())
    }

    fn vector(&mut self, out: &mut Out<'_>, vector: &str) -> Result<()> {
        self.propose(vector)?;
        let overall = self.overall();
        let (total, letter) = (overall.total, letter(overall));
        writeln!(
            out,
            "{{\"key\":\"{vector}\",\"total\":[{},{}],\"letter\":\"{letter}\"}}",
            total.points, total.maximum
        )?;
        Ok(())
    }
}

fn rating(sign: char) -> Result<&'static str> {
    match sign {
        '-' => Ok(""),
        'x' => Ok("not-rated"),
        _ => {
            let place = sign.to_digit(4).context("a sign of a vector")?;
            Ok(RATINGS[place as usize])
        }
    }
}
