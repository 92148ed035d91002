//! How long the rules take over a large inspection: 1,000 full cases of the youth framework.
//!
//! Run with `cargo bench --package domain`. Each figure is the median of many runs, one after the
//! other on one core.
#![expect(clippy::expect_used, reason = "a bench that stops where it fails says enough")]
#![expect(clippy::disallowed_methods, reason = "what is measured here is time")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use domain::{
    CaseId, DetailKind, DeviceId, Framework, Inspection, InspectionId, ReadingId, Slug, Target,
    progress, rate, rate_case,
};

/// How many cases are rated.
const CASES: u64 = 1_000;
/// How long rating them may take.
const TARGET: Duration = Duration::from_micros(500);

fn main() {
    let youth = frameworks::BUNDLED.iter().find(|one| one.identifier == "youth-justice-2021");
    let edition =
        youth.and_then(frameworks::Bundled::read).expect("the youth framework is bundled");
    let framework = &edition.framework;
    // `cargo test --all-targets` starts benches too, to see that they start.
    let (cases, runs) =
        if std::env::args().any(|arg| arg == "--bench") { (CASES, 201) } else { (10, 1) };
    let inspection = full(framework, cases);
    let case = inspection.cases.values().next().expect("there is a case");
    println!("{cases} full cases, median of {runs} runs");
    println!("{:<12} {:>12} {:>12}", "", "median", "target");
    row("rate", median(runs, || rate(framework, &inspection)), Some(TARGET));
    row("progress", median(runs, || progress(framework, &inspection)), None);
    row("rate_case", median(runs, || rate_case(framework, case, case.counting_reading())), None);
}

fn row(name: &str, median: Duration, target: Option<Duration>) {
    let micros = |time: Duration| format!("{:.1} µs", time.as_secs_f64() * 1e6);
    let target = match target {
        None => "none".to_owned(),
        Some(target) if median < target => format!("< {}, met", micros(target)),
        Some(target) => format!("< {}, MISSED", micros(target)),
    };
    println!("{name:<12} {:>12} {target:>20}", micros(median));
}

/// The middle one of the times that `work` took.
fn median<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let mut times: Vec<_> = (0..runs)
        .map(|_| {
            let began = Instant::now();
            black_box(work());
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[runs / 2]
}

/// An inspection with everything in it: six court cases to four others, every detail recorded,
/// every question answered, judged and reasoned.
fn full(framework: &Framework, cases: u64) -> Inspection {
    let mut inspection = Inspection::new(InspectionId::new(1));
    let mut chance = 1_u64;
    // The usual constants of a generator whose high bits are good enough to pick answers by.
    let mut pick = |n: usize| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (chance >> 33) as usize % n
    };
    for id in 1..=cases {
        let pool = if id % 10 < 6 { "court" } else { "out-of-court" };
        let (case, reading) = (CaseId::new(id), ReadingId::new(id));
        let mut set = |target: Target, value: &str| {
            let value = Some(value.to_owned());
            if let Some(change) = inspection.change(DeviceId::new(1), "AB", 1, target, value) {
                inspection.apply(framework, &change).expect("the change fits");
            }
        };
        set(Target::Case(case), &format!("{pool} {id:04}"));
        set(Target::Reading(case, reading), "AB");
        let pool = Slug::new(pool).expect("a pool is a slug");
        for field in framework.details.iter().filter(|field| field.is_asked_of(pool)) {
            let value = match &field.kind {
                DetailKind::Choice(choices) => choices[pick(choices.len())].id.to_string(),
                DetailKind::Number { minimum, .. } => minimum.to_string(),
                DetailKind::Date => "2024-01-15".to_owned(),
                DetailKind::Text => "As recorded.".to_owned(),
            };
            set(Target::Detail(case, field.id), &value);
        }
        let asked = framework.standards_of(pool).flat_map(|standard| &standard.key_questions);
        for key_question in asked {
            for prompt in &key_question.prompts {
                let answers = prompt.answers();
                let answer = answers[pick(answers.len())].as_str();
                set(Target::Answer(case, reading, prompt.reference), answer);
                set(Target::Note(case, reading, prompt.reference), "Seen in the plan of May.");
            }
            let verdicts = key_question.verdicts();
            let verdict = verdicts[pick(verdicts.len())].as_str();
            set(Target::Verdict(case, reading, key_question.reference), verdict);
            set(Target::Reason(case, reading, key_question.reference), "Too late for the child.");
        }
    }
    inspection
}
