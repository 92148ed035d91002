//! A sample for reading.

use sampling::{Kind, MatchColumn, decimals, match_tables, percent_of};

use super::Sampled;
use crate::printer::Printer;

/// The sample with the working of its size, its strata, its match and its cases.
pub(super) fn text(sampled: &Sampled<'_>) -> String {
    let mut out = Printer::default();
    sampled.tell_list(&mut out);
    out.blank();
    sampled.tell_size(&mut out);
    out.blank();
    sampled.tell_strata(&mut out);
    sampled.tell_shortfalls(&mut out);
    out.blank();
    sampled.tell_margins(&mut out);
    out.blank();
    sampled.tell_match(&mut out);
    out.blank();
    sampled.tell_cases(&mut out);
    out.blank();
    out.line(&sampled.words.cli_sample_seed(sampled.drawn.seed));
    out.into_text()
}

impl Sampled<'_> {
    fn tell_list(&self, out: &mut Printer) {
        let (words, population) = (self.words, self.population);
        let listed = words.sample_listed(population.listed as usize);
        let eligible = words.sample_eligible(population.eligible() as usize);
        out.line(&words.cli_sample_list(&self.file, listed, eligible));
        let (excluded, repeated) = population.reasons();
        for (reason, n) in &excluded {
            out.indented(1, &words.sample_excluded(*n as usize, reason));
        }
        if repeated > 0 {
            out.indented(1, &words.sample_repeated(repeated as usize));
        }
        if !self.dropped.is_empty() {
            out.indented(1, &words.sample_dropped(self.dropped.join(", ")));
        }
        for (column, missing) in [
            (self.columns.exclusion, words.sample_no_exclusion()),
            (self.columns.person, words.sample_no_person()),
            (self.columns.manager, words.sample_no_manager()),
            (self.columns.pool, words.sample_one_pool()),
        ] {
            if column.is_none() {
                out.indented(1, missing);
            }
        }
        match population.without_manager() {
            0 => {}
            n => out.indented(1, &words.sample_without_manager(n as usize)),
        }
    }

    fn tell_size(&self, out: &mut Printer) {
        let words = self.words;
        let Some(size) = self.plan.size else {
            out.line(&words.sample_size_given(self.plan.cases));
            return;
        };
        let sampling::Precision { confidence, margin, expected } = size.precision;
        out.line(&words.sample_size(size.cases));
        out.indented(1, &words.sample_precision(confidence.percent(), margin.percent(), expected));
        out.indented(1, &words.sample_endless(decimals(size.z, 4), decimals(size.of_endless, 1)));
        out.indented(1, &words.sample_finite(size.eligible, decimals(size.exact, 2), size.cases));
    }

    fn tell_strata(&self, out: &mut Printer) {
        let words = self.words;
        let headings = self.population.strata_headings.join(", ");
        out.line(&words.sample_strata(&headings));
        let mut rows = vec![row(
            "",
            [
                words.sample_head_eligible(),
                words.sample_head_sample(),
                words.sample_head_reserves(),
            ],
        )];
        let mut sums = [0; 3];
        for (at, stratum) in self.population.strata.iter().enumerate() {
            let (plan, drawn) = (self.plan.strata[at], self.drawn.strata[at]);
            let counts = [plan.eligible, drawn.sample, drawn.reserves];
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            rows.push(row(&words.stratum(&stratum.groups), counts));
        }
        rows.push(row(words.sample_all(), sums));
        out.rows(&rows, 1);
    }

    fn tell_shortfalls(&self, out: &mut Printer) {
        let (words, strata) = (self.words, &self.drawn.strata);
        let moved: u32 = strata.iter().map(|one| one.moved).sum();
        if moved > 0 {
            out.line(&words.sample_moved(moved as usize, self.plan.choices.cap));
        }
        if strata.iter().all(|one| one.short + one.reserves_short == 0) {
            return;
        }
        out.line(&words.cli_sample_short(self.plan.choices.cap));
        for (stratum, drawn) in self.population.strata.iter().zip(strata) {
            if drawn.short + drawn.reserves_short > 0 {
                let stratum = words.stratum(&stratum.groups);
                let cases = words.cli_about_cases(drawn.short as usize);
                let reserves = words.sample_reserves(drawn.reserves_short as usize);
                out.indented(1, &words.sample_short_row(stratum, cases, reserves));
            }
        }
        out.line(&words.cli_problem_hint(words.cli_sample_hint_cap()));
    }

    fn tell_margins(&self, out: &mut Printer) {
        let words = self.words;
        out.line(&words.sample_margins(self.confidence.percent()));
        for margin in sampling::margins(self.population, self.drawn, self.confidence) {
            let name = margin.pool.map_or(words.sample_all(), |at| &self.population.pools[at]);
            out.indented(
                1,
                &match margin.margin {
                    Some(points) => {
                        words.sample_margin(name, margin.cases, margin.eligible, points)
                    }
                    None => words.sample_margin_none(name, margin.eligible),
                },
            );
        }
    }

    fn tell_match(&self, out: &mut Printer) {
        let words = self.words;
        out.line(words.sample_match());
        // One width for all tables, so that the eye can go down them.
        let mut rows = Vec::new();
        for table in match_tables(self.population, self.drawn) {
            let heading = match &table.column {
                MatchColumn::Strata => words.sample_match_strata(),
                MatchColumn::Heading(heading) => heading,
            };
            rows.push(row(
                heading,
                [
                    words.sample_head_eligible(),
                    "",
                    words.sample_head_sample(),
                    "",
                    words.sample_head_difference(),
                ],
            ));
            for one in &table.rows {
                let percent = |share| {
                    percent_of(share)
                        .map_or(String::new(), |it| words.sample_percent(it.with_tenth()))
                };
                let difference =
                    one.difference().map_or(String::new(), |it| words.points_apart(it));
                rows.push(row(
                    &format!("  {}", words.stratum(&one.groups)),
                    [
                        one.population.part.to_string(),
                        percent(one.population),
                        one.sample.part.to_string(),
                        percent(one.sample),
                        difference,
                    ],
                ));
            }
        }
        out.rows(&rows, 1);
        out.line(words.sample_match_note());
    }

    fn tell_cases(&self, out: &mut Printer) {
        let words = self.words;
        let n_reserves = self.drawn.of_kind(Kind::Reserve).count();
        let cases = words.cli_about_cases(self.drawn.cases() as usize);
        let reserves = words.sample_reserves(n_reserves);
        if let Some(file) = &self.written {
            out.line(&words.cli_sample_written(file, cases, reserves));
            return;
        }
        out.line(&words.sample_cases(cases, reserves));
        for (at, pool) in self.population.pools.iter().enumerate() {
            if self.columns.pool.is_some() {
                out.blank();
                out.line(pool);
            }
            let picks = self.drawn.picks.iter();
            let picks = picks.filter(|pick| self.population.cases[pick.case].pool == at);
            let rows = picks.map(|pick| {
                let case = &self.population.cases[pick.case];
                let stratum = words.stratum(&self.population.strata[case.stratum].groups);
                let manager = case.manager.map_or("", |at| &self.population.managers[at]);
                [pick.label(), case.reference.clone(), stratum, manager.to_owned()].to_vec()
            });
            out.rows(&rows.collect::<Vec<_>>(), 4);
        }
    }
}

fn row<T: ToString, const N: usize>(label: &str, cells: [T; N]) -> Vec<String> {
    std::iter::once(label.to_owned()).chain(cells.iter().map(T::to_string)).collect()
}
