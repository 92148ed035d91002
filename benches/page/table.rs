//! The table: each page beside the floor, and beside what is promised.

use std::fmt::Write;

use crate::figures::{Figures, median, quantile};
use crate::rounds::SLOWED;

/// What is promised of a figure.
enum Target {
    None,
    AtMost(f64),
    AtLeast(f64),
    /// At most that many times the floor.
    TimesFloor(f64),
}

struct Line {
    what: &'static str,
    digits: usize,
    figure: fn(&Figures) -> Option<f64>,
    target: Target,
}

impl Line {
    const fn new(
        what: &'static str,
        digits: usize,
        target: Target,
        figure: fn(&Figures) -> Option<f64>,
    ) -> Self {
        Self { what, digits, figure, target }
    }
}

const SLOWED_LINES: [Line; 6] = [
    Line::new("file, kB", 0, Target::AtMost(580.0), |f| Some(f.file_kb)),
    Line::new("ready, ms", 0, Target::TimesFloor(1.6), |f| median(&f.ready, |one| *one)),
    Line::new("  with 1,000 cases, ms", 0, Target::None, |f| median(&f.answers, |one| one.ready)),
    Line::new("main thread per answer, ms", 2, Target::TimesFloor(1.2), |f| {
        median(&f.answers, |one| one.per_answer)
    }),
    Line::new("worst answer, ms", 0, Target::None, |f| median(&f.answers, |one| one.worst)),
    Line::new("JS heap, MB", 1, Target::None, |f| median(&f.answers, |one| one.heap_mb)),
];

const FULL_SPEED_LINES: [Line; 9] = [
    Line::new("click to commit, p50, ms", 1, Target::None, |f| median(&f.commits, |one| *one)),
    Line::new("click to commit, p95, ms", 1, Target::AtMost(20.0), |f| {
        quantile(&f.commits, |one| *one, 0.95)
    }),
    Line::new("import of 1,000 cases, s", 2, Target::AtMost(2.0), |f| {
        median(&f.imports, |one| one.ms / 1000.0)
    }),
    Line::new("  progress drawn, steps", 0, Target::AtLeast(2.0), |f| {
        median(&f.imports, |one| one.steps.into())
    }),
    Line::new("  longest freeze, ms", 0, Target::None, |f| median(&f.imports, |one| one.freeze)),
    Line::new("rating 1,000 cases, ms", 2, Target::AtMost(3.0), |f| median(&f.rated, |one| *one)),
    Line::new("export of 1,000 cases, s", 2, Target::AtMost(2.0), |f| {
        median(&f.exports, |one| one.ms / 1000.0)
    }),
    Line::new("  progress drawn, steps", 0, Target::AtLeast(2.0), |f| {
        median(&f.exports, |one| one.steps.into())
    }),
    Line::new("  longest freeze, ms", 0, Target::None, |f| median(&f.exports, |one| one.freeze)),
];

/// The whole table. The first page is the floor; the targets are for the last.
pub fn of(pages: &[Figures], runs: u32) -> String {
    let mut text = format!("Medians of {runs} runs\n\n");
    let heading = format!("processor slowed {SLOWED} times");
    part(&mut text, &heading, &SLOWED_LINES, pages);
    text.push('\n');
    part(&mut text, "full speed", &FULL_SPEED_LINES, pages);
    text
}

fn part(text: &mut String, heading: &str, lines: &[Line], pages: &[Figures]) {
    let names: String = pages.iter().map(|page| format!("{:>10}", page.name)).collect();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{heading:<28}{names}   to floor  target");
    for line in lines {
        let figures: Vec<Option<f64>> = pages.iter().map(line.figure).collect();
        let cells: String = figures.iter().map(|figure| cell(*figure, line.digits)).collect();
        let ratio = match figures.as_slice() {
            [Some(floor), .., Some(last)] => Some(last / floor),
            _ => None,
        };
        let last = figures.last().copied().flatten();
        let judged = if pages.len() < 2 { String::new() } else { verdict(line, last, ratio) };
        let whole = format!("{:<28}{cells}{} {judged}", line.what, cell(ratio, 2));
        let _ = writeln!(text, "{}", whole.trim_end());
    }
}

fn cell(figure: Option<f64>, digits: usize) -> String {
    figure.map_or_else(|| format!("{:>10}", "–"), |figure| format!("{figure:>10.digits$}"))
}

fn verdict(line: &Line, last: Option<f64>, ratio: Option<f64>) -> String {
    let (figure, sign, target, unit) = match line.target {
        Target::None => return String::new(),
        Target::AtMost(target) => (last, '≤', target, ""),
        Target::AtLeast(target) => (last, '≥', target, ""),
        Target::TimesFloor(target) => (ratio, '≤', target, "x"),
    };
    let is_kept = |figure: f64| if sign == '≥' { figure >= target } else { figure <= target };
    let mark = match figure {
        None => "not measured",
        Some(figure) if is_kept(figure) => "pass",
        Some(_) => "FAIL",
    };
    format!("  {sign} {target}{unit}  {mark}")
}
