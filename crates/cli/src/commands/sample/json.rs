//! A sample for programs. `docs/sampling.md` documents every field; the order of the keys is fixed.

use sampling::{Group, MatchColumn, Percent, Precision, Reason, match_tables, percent_of};
use serde::Serialize;

use super::Sampled;

/// The version of this output. It rises when a field goes or changes its meaning.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Root<'a> {
    format: &'static str,
    version: u32,
    program: &'static str,
    file: &'a str,
    listed: u32,
    eligible: u32,
    left_out: Vec<LeftOutOut<'a>>,
    dropped: &'a [String],
    size: SizeOut,
    buffer: f64,
    cap: u32,
    seed: String,
    strata_headings: &'a [String],
    strata: Vec<StratumOut<'a>>,
    margins: Vec<MarginOut<'a>>,
    matches: Vec<MatchOut>,
    cases: Vec<CaseOut<'a>>,
}

#[derive(Serialize)]
struct LeftOutOut<'a> {
    reference: &'a str,
    line: usize,
    kind: &'static str,
    reason: &'a str,
}

#[derive(Serialize)]
struct SizeOut {
    cases: u32,
    confidence: Option<f64>,
    margin: Option<f64>,
    expected: Option<f64>,
    z: Option<f64>,
    n0: Option<f64>,
    n: Option<f64>,
}

#[derive(Serialize)]
struct StratumOut<'a> {
    groups: Vec<&'a str>,
    eligible: u32,
    planned: u32,
    sample: u32,
    short: u32,
    moved: u32,
    reserves_planned: u32,
    reserves: u32,
    reserves_short: u32,
}

#[derive(Serialize)]
struct MarginOut<'a> {
    pool: Option<&'a str>,
    cases: u32,
    eligible: u32,
    confidence: f64,
    margin: Option<f64>,
}

#[derive(Serialize)]
struct MatchOut {
    column: Option<String>,
    rows: Vec<MatchRowOut>,
}

#[derive(Serialize)]
struct MatchRowOut {
    groups: Vec<String>,
    eligible: u32,
    eligible_percent: Option<f64>,
    sample: u32,
    sample_percent: Option<f64>,
    difference: Option<f64>,
}

#[derive(Serialize)]
struct CaseOut<'a> {
    number: String,
    kind: &'static str,
    reference: &'a str,
    line: usize,
    pool: &'a str,
    manager: Option<&'a str>,
    stratum: usize,
    shown: Vec<ShownOut<'a>>,
}

#[derive(Serialize)]
struct ShownOut<'a> {
    column: &'a str,
    value: &'a str,
}

/// The sample as one JSON object.
pub(super) fn json(sampled: &Sampled<'_>) -> String {
    let Sampled { population, plan, drawn, .. } = sampled;
    let root = Root {
        format: "caseread-sample",
        version: VERSION,
        program: crate::PROGRAM,
        file: &sampled.file,
        listed: population.listed,
        eligible: population.eligible(),
        left_out: sampled.left_out_out(),
        dropped: sampled.dropped,
        size: sampled.size_out(),
        buffer: number(plan.choices.buffer),
        cap: plan.choices.cap,
        // Programs that hold every number as a double would round a large one.
        seed: drawn.seed.to_string(),
        strata_headings: &population.strata_headings,
        strata: sampled.strata_out(),
        margins: sampled.margins_out(),
        matches: sampled.matches_out(),
        cases: sampled.cases_out(),
    };
    // What is made of numbers and texts alone can be written.
    let mut text = serde_json::to_string_pretty(&root).unwrap_or_default();
    text.push('\n');
    text
}

impl<'a> Sampled<'a> {
    fn left_out_out(&self) -> Vec<LeftOutOut<'a>> {
        let out = self.population.left_out.iter().map(|one| {
            let (kind, reason) = match &one.reason {
                Reason::Excluded(text) => ("excluded", text),
                Reason::EarlierCase(reference) => ("earlier-case", reference),
            };
            LeftOutOut { reference: &one.reference, line: one.line, kind, reason }
        });
        out.collect()
    }

    fn size_out(&self) -> SizeOut {
        let size = self.plan.size;
        let precision =
            |part: fn(Precision) -> Percent| size.map(|one| number(part(one.precision)));
        SizeOut {
            cases: self.plan.cases,
            confidence: precision(|one| one.confidence.percent()),
            margin: precision(|one| one.margin.percent()),
            expected: precision(|one| one.expected),
            z: size.map(|one| one.z),
            n0: size.map(|one| one.of_endless),
            n: size.map(|one| one.exact),
        }
    }

    fn strata_out(&self) -> Vec<StratumOut<'a>> {
        let strata = self.population.strata.iter().zip(&self.plan.strata).zip(&self.drawn.strata);
        let out = strata.map(|((stratum, plan), drawn)| StratumOut {
            groups: stratum.groups.iter().map(Group::as_str).collect(),
            eligible: plan.eligible,
            planned: plan.sample,
            sample: drawn.sample,
            short: drawn.short,
            moved: drawn.moved,
            reserves_planned: plan.reserves,
            reserves: drawn.reserves,
            reserves_short: drawn.reserves_short,
        });
        out.collect()
    }

    fn margins_out(&self) -> Vec<MarginOut<'a>> {
        let margins = sampling::margins(self.population, self.drawn, self.confidence);
        let out = margins.into_iter().map(|one| MarginOut {
            pool: one.pool.map(|pool| self.population.pools[pool].as_str()),
            cases: one.cases,
            eligible: one.eligible,
            confidence: number(self.confidence.percent()),
            margin: one.margin.map(number),
        });
        out.collect()
    }

    fn matches_out(&self) -> Vec<MatchOut> {
        let out = match_tables(self.population, self.drawn).into_iter().map(|table| MatchOut {
            column: match table.column {
                MatchColumn::Strata => None,
                MatchColumn::Heading(heading) => Some(heading),
            },
            rows: table
                .rows
                .iter()
                .map(|row| MatchRowOut {
                    groups: row.groups.iter().map(|one| one.as_str().to_owned()).collect(),
                    eligible: row.population.part,
                    eligible_percent: percent_of(row.population).map(number),
                    sample: row.sample.part,
                    sample_percent: percent_of(row.sample).map(number),
                    difference: row.difference().map(|tenths| f64::from(tenths) / 10.0),
                })
                .collect(),
        });
        out.collect()
    }

    fn cases_out(&self) -> Vec<CaseOut<'a>> {
        let population = self.population;
        let out = self.drawn.picks.iter().map(|pick| {
            let case = &population.cases[pick.case];
            let shown = population.shown_headings.iter().zip(&case.shown);
            CaseOut {
                number: pick.label(),
                kind: pick.kind.as_str(),
                reference: &case.reference,
                line: case.line,
                pool: &population.pools[case.pool],
                manager: case.manager.map(|at| population.managers[at].as_str()),
                stratum: case.stratum,
                shown: shown.map(|(column, value)| ShownOut { column, value }).collect(),
            }
        });
        out.collect()
    }
}

fn number(percent: Percent) -> f64 {
    f64::from(percent.tenths()) / 10.0
}
