//! Small inspections of every kind, by chance: what the properties hold for.

use domain::{
    Bands, Cap, Combination, Discretion, Evidence, Framework, KeyQuestion, Rating, Rounding,
    Standard,
};
use proptest::prelude::*;

use crate::builder::{is, judged, key_question, parts, standard};
use crate::desk::{Desk, reference};
use crate::sample::{Judged, write_sample};

/// The standards, by what they are judged on: 2.2 is read only where rosh is high.
pub(crate) const STANDARDS: [&str; 4] = ["1.1", "2.1", "2.2", "2.3"];
/// The key questions read in cases.
pub(crate) const KEY_QUESTIONS: [&str; 4] = ["2.1.1", "2.1.2", "2.2.1", "2.3.1"];

/// An inspection by chance.
#[derive(Clone, Debug)]
pub(crate) struct Work {
    rules: Rules,
    /// Of each standard: in the total, optional, rated.
    standards: [[bool; 3]; 4],
    /// How the mixed standard joins its parts.
    combination: Combination,
    /// What is judged in each case, for each key question.
    pub(crate) judged: Vec<Judged>,
    /// The rosh of each case: `h` high, `l` low, `?` not recorded.
    rosh: String,
    /// What is proposed for the standards, one after the other; nothing where it is empty.
    proposed: [&'static str; 4],
}

/// The parts of the rules that ratings hang on.
#[derive(Clone, Debug)]
struct Rules {
    rounding: Rounding,
    bands: Bands,
    points: [u32; 4],
    minimum_cases: u32,
    /// Edges of an overall table, as shares of the maximum in per cent.
    overall: Option<[u32; 3]>,
    discretion: Discretion,
    cap: Option<Cap>,
}

impl Work {
    /// The framework.
    pub(crate) fn framework(&self) -> Framework {
        let mixed = vec![
            key_question("2.3.1", 1),
            KeyQuestion { by_judgement: true, ..key_question("2.3.2", 1) },
        ];
        let mut standards = vec![
            judged("1.1"),
            standard("2.1", vec![key_question("2.1.1", 1), key_question("2.1.2", 1)]),
            Standard {
                applies_when: Some(is("rosh", &["high"])),
                ..standard("2.2", vec![key_question("2.2.1", 1)])
            },
            Standard {
                evidence: Evidence::Mixed,
                combination: self.combination,
                ..standard("2.3", mixed)
            },
        ];
        for (standard, [in_total, optional, rated]) in standards.iter_mut().zip(self.standards) {
            (standard.in_total, standard.optional, standard.rated) = (in_total, optional, rated);
        }
        let counted = standards.iter().filter(|one| one.in_total && one.rated).count() as u32;
        let mut parts = parts(standards);
        let rules = &self.rules;
        parts.rules.rounding = rules.rounding;
        parts.rules.bands = Some(rules.bands);
        parts.rules.points = rules.points;
        parts.rules.minimum_cases = rules.minimum_cases;
        parts.rules.discretion = Some(rules.discretion);
        parts.rules.cap = rules.cap.clone();
        let maximum = counted * rules.points[3];
        let [low, middle, high] = rules.overall.unwrap_or_default().map(|one| one * maximum / 100);
        if rules.overall.is_some() && low < middle && middle < high {
            let bands = Bands { requires_improvement: low, good: middle, outstanding: high };
            parts.rules.overall = Some((maximum, bands));
        }
        Framework::build(parts).unwrap()
    }

    /// The desk at which all of it was written.
    pub(crate) fn desk(&self) -> Desk {
        self.desk_of((1..=self.n_cases()).collect())
    }

    /// The desk at which the cases were written in this order, each under its own number.
    pub(crate) fn desk_of(&self, order: Vec<usize>) -> Desk {
        let mut desk = Desk::new(self.framework());
        write_sample(&mut desk, &self.judged, order.iter().copied());
        for case in order {
            let rosh = match self.rosh.as_bytes().get(case - 1) {
                Some(b'h') => "high",
                Some(b'l') => "low",
                _ => continue,
            };
            desk.write(&format!("{case} rosh: {rosh}"));
        }
        for (standard, proposed) in STANDARDS.iter().zip(self.proposed) {
            // A rating does not fit where the cases must speak, nor anything where nothing is rated.
            let _ = desk.attempt(&format!("proposed {standard}: {proposed}"));
        }
        desk
    }

    /// How many cases there are.
    pub(crate) fn n_cases(&self) -> usize {
        let rows = self.judged.iter().map(|one| one.signs.len());
        rows.chain([self.rosh.len()]).max().unwrap_or_default()
    }
}

/// Any inspection of at most this many cases.
pub(crate) fn work(most_cases: usize) -> impl Strategy<Value = Work> {
    (0..=most_cases).prop_flat_map(work_of)
}

fn work_of(n_cases: usize) -> impl Strategy<Value = Work> {
    let signs = |signs: &'static [u8]| prop::collection::vec(prop::sample::select(signs), n_cases);
    let rows = [(); 4].map(|()| signs(b"+++++---.?"));
    let mostly = || prop::bool::weighted(0.95);
    let standard = || [mostly(), prop::bool::weighted(0.2), mostly()];
    let proposed = || {
        let ratings = ["inadequate", "requires-improvement", "good", "outstanding"];
        prop_oneof![
            1 => Just(""),
            1 => Just("not-rated"),
            10 => prop::sample::select(ratings.to_vec()),
        ]
    };
    (
        rules(),
        [standard(), standard(), standard(), standard()],
        prop::sample::select(&Combination::ALL[..]),
        rows,
        signs(b"hhhhhl?"),
        [proposed(), proposed(), proposed(), proposed()],
    )
        .prop_map(|(rules, standards, combination, rows, rosh, proposed)| Work {
            rules,
            standards,
            combination,
            judged: KEY_QUESTIONS
                .iter()
                .zip(rows)
                .map(|(one, signs)| Judged { key_question: (*one).to_owned(), signs: text(signs) })
                .collect(),
            rosh: text(rosh),
            proposed,
        })
}

fn text(signs: Vec<u8>) -> String {
    String::from_utf8(signs).unwrap()
}

fn rules() -> impl Strategy<Value = Rules> {
    let bands = prop_oneof![
        2 => Just([50, 65, 80]),
        1 => rising(100),
    ];
    let cap = (prop::sample::subsequence(&STANDARDS[..], 0..=4), rating(), 1_u32..4, rating())
        .prop_map(|(standards, weak, number, at_most)| Cap {
            standards: standards.into_iter().map(reference).collect(),
            weak,
            number,
            at_most,
        });
    (
        prop::sample::select(&[Rounding::HalfUp, Rounding::Exact][..]),
        bands,
        prop::sample::select(&[[0, 1, 2, 3], [1, 2, 4, 8]][..]),
        prop_oneof![4 => Just(1), 1 => 0_u32..6],
        prop::option::of(rising(100)),
        (0_u32..30, 0_u32..6, any::<bool>()),
        prop::option::of(cap),
    )
        .prop_map(|(rounding, bands, points, minimum_cases, overall, discretion, cap)| {
            let [requires_improvement, good, outstanding] = bands;
            let (within_points, few_cases, one_case) = discretion;
            Rules {
                rounding,
                bands: Bands { requires_improvement, good, outstanding },
                points,
                minimum_cases,
                overall,
                discretion: Discretion { within_points, few_cases, one_case },
                cap,
            }
        })
}

fn rating() -> impl Strategy<Value = Rating> {
    prop::sample::select(&Rating::ALL[..])
}

/// Three numbers that rise, none above `most`.
fn rising(most: u32) -> impl Strategy<Value = [u32; 3]> {
    prop::sample::subsequence((0..=most).collect::<Vec<_>>(), 3)
        .prop_map(|edges| [edges[0], edges[1], edges[2]])
}
