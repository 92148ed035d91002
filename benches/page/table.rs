//! The table: each page beside the floor, and beside what is promised.

use std::fmt::Write;

use crate::figures::Figures;
use crate::rounds::SLOWED;

/// What is promised of a figure.
enum Target {
    None,
    AtMost(f64),
    /// At most that many times the floor.
    TimesFloor(f64),
}

struct Line {
    what: &'static str,
    digits: usize,
    figure: fn(&Figures) -> Option<f64>,
    target: Target,
}

const SLOWED_LINES: [Line; 5] = [
    Line {
        what: "file, kB",
        digits: 0,
        figure: |f| Some(f.file_kb),
        target: Target::AtMost(400.0),
    },
    Line {
        what: "ready, ms",
        digits: 0,
        figure: |f| f.median(|round| round.ready),
        target: Target::TimesFloor(1.6),
    },
    Line {
        what: "main thread per answer, ms",
        digits: 2,
        figure: |f| f.median(|round| round.per_answer),
        target: Target::TimesFloor(1.2),
    },
    Line {
        what: "worst answer, ms",
        digits: 0,
        figure: |f| f.median(|round| round.worst_answer),
        target: Target::None,
    },
    Line {
        what: "JS heap, MB",
        digits: 1,
        figure: |f| f.median(|round| round.heap_mb),
        target: Target::None,
    },
];

const FULL_SPEED_LINES: [Line; 4] = [
    Line {
        what: "click to commit, p50, ms",
        digits: 1,
        figure: |f| f.commit(0.5),
        target: Target::None,
    },
    Line {
        what: "click to commit, p95, ms",
        digits: 1,
        figure: |f| f.commit(0.95),
        target: Target::AtMost(20.0),
    },
    Line {
        what: "import of 1,000 cases, s",
        digits: 2,
        figure: |f| f.seconds(|round| round.import),
        target: Target::AtMost(2.0),
    },
    Line {
        what: "export of 1,000 cases, s",
        digits: 2,
        figure: |f| f.seconds(|round| round.export),
        target: Target::AtMost(2.0),
    },
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
    let (figure, target, unit) = match line.target {
        Target::None => return String::new(),
        Target::AtMost(target) => (last, target, ""),
        Target::TimesFloor(target) => (ratio, target, "x"),
    };
    let kept = match figure {
        None => "not measured",
        Some(figure) if figure <= target => "kept",
        Some(_) => "MISSED",
    };
    format!("  ≤ {target}{unit}  {kept}")
}
