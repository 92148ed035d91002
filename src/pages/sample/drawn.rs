//! The sample: the working of its size, its strata, its margins, its match, its cases.

use sampling::{
    Kind, MatchColumn, MatchTable, Precision, decimals, margins, match_tables, percent_of,
};
use words::Words;
use yew::prelude::*;

use super::parts::{Table, points};
use super::{DRAWN_TITLE, Sample, capital};

/// The sample, but for its cases.
pub(super) fn drawn(t: Words, sample: &Sample) -> Html {
    let drawn = &sample.drawn;
    let n_reserves = drawn.of_kind(Kind::Reserve).count();
    let (size, working) = size(t, sample);
    html! {
        <section aria-labelledby={DRAWN_TITLE}>
            <h2 id={DRAWN_TITLE} tabindex="-1">{ t.sample_cases(t.cases_n(drawn.cases() as usize), t.sample_reserves(n_reserves)) }</h2>
            <p>{ t.draw_drawn_with(drawn.seed) }</p>
            <h3>{ size }</h3>
            if !working.is_empty() {
                { points(working) }
            }
            { strata(t, sample).draw("strata-title") }
            { shortfalls(t, sample) }
            <h3>{ t.sample_margins(sample.confidence.percent()) }</h3>
            { points(margin_lines(t, sample)) }
            { matches(t, sample).draw("match-title") }
        </section>
    }
}

/// The size of the sample, and how it was worked out.
fn size(t: Words, sample: &Sample) -> (String, Vec<String>) {
    let Some(size) = sample.plan.size else {
        return (t.sample_size_given(sample.plan.cases), Vec::new());
    };
    let Precision { confidence, margin, expected } = size.precision;
    let precision = t.sample_precision(confidence.percent(), margin.percent(), expected);
    let working = vec![
        capital(&precision),
        t.sample_endless(decimals(size.z, 4), decimals(size.of_endless, 1)),
        t.sample_finite(size.eligible, decimals(size.exact, 2), size.cases),
    ];
    (t.sample_size(size.cases), working)
}

fn strata(t: Words, sample: &Sample) -> Table {
    let population = &sample.taken.population;
    let mut sums = [0; 3];
    let row = |label: String, counts: [u32; 3]| {
        std::iter::once(label).chain(counts.map(|count| count.to_string())).collect()
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (at, stratum) in population.strata.iter().enumerate() {
        let (plan, drawn) = (sample.plan.strata[at], sample.drawn.strata[at]);
        let counts = [plan.eligible, drawn.sample, drawn.reserves];
        sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        rows.push(row(t.stratum(&stratum.groups), counts));
    }
    let heads = [
        t.draw_head_stratum(),
        t.sample_head_eligible(),
        t.sample_head_sample(),
        t.sample_head_reserves(),
    ];
    Table {
        title: t.sample_strata(population.strata_headings.join(", ")),
        figures: true,
        heads: heads.map(capital).into(),
        parts: vec![(String::new(), rows)],
        sums: row(capital(t.sample_all()), sums),
        ..Table::default()
    }
}

/// What the cap prevented.
fn shortfalls(t: Words, sample: &Sample) -> Html {
    let (strata, cap) = (&sample.drawn.strata, sample.plan.choices.cap);
    let moved: u32 = strata.iter().map(|one| one.moved).sum();
    let mut short = Vec::new();
    for (stratum, drawn) in sample.taken.population.strata.iter().zip(strata) {
        if drawn.short + drawn.reserves_short > 0 {
            let (n_cases, n_reserves) = (drawn.short as usize, drawn.reserves_short as usize);
            let stratum = t.stratum(&stratum.groups);
            short.push(t.sample_short_row(
                stratum,
                t.cases_n(n_cases),
                t.sample_reserves(n_reserves),
            ));
        }
    }
    html! {
        <>
            if moved > 0 {
                <p>{ t.sample_moved(moved as usize, cap) }</p>
            }
            if !short.is_empty() {
                <div class="flags">
                    <p><strong>{ t.draw_short(cap) }</strong></p>
                    { points(short) }
                    <p>{ t.draw_short_hint() }</p>
                </div>
            }
        </>
    }
}

fn margin_lines(t: Words, sample: &Sample) -> Vec<String> {
    let population = &sample.taken.population;
    let found = margins(population, &sample.drawn, sample.confidence);
    let told = found.iter().map(|one| {
        let name = one.pool.map_or(capital(t.sample_all()), |at| population.pools[at].clone());
        match one.margin {
            Some(points) => t.sample_margin(name, one.cases, one.eligible, points),
            None => t.sample_margin_none(name, one.eligible),
        }
    });
    told.collect()
}

fn matches(t: Words, sample: &Sample) -> Table {
    let heads = [
        t.draw_head_value(),
        t.sample_head_eligible(),
        t.draw_head_eligible_share(),
        t.sample_head_sample(),
        t.draw_head_sample_share(),
        t.sample_head_difference(),
    ];
    let tables = match_tables(&sample.taken.population, &sample.drawn);
    Table {
        title: t.sample_match().to_owned(),
        note: t.sample_match_note(),
        figures: true,
        heads: heads.map(capital).into(),
        parts: tables.iter().map(|table| match_part(t, table)).collect(),
        ..Table::default()
    }
}

fn match_part(t: Words, table: &MatchTable) -> (String, Vec<Vec<String>>) {
    let heading = match &table.column {
        MatchColumn::Strata => t.sample_match_strata().to_owned(),
        MatchColumn::Heading(heading) => heading.clone(),
    };
    let percent =
        |share| percent_of(share).map_or(String::new(), |it| t.sample_percent(it.with_tenth()));
    let row = |one: &sampling::MatchRow| {
        vec![
            t.stratum(&one.groups),
            one.population.part.to_string(),
            percent(one.population),
            one.sample.part.to_string(),
            percent(one.sample),
            one.difference().map_or(String::new(), |it| t.points_apart(it)),
        ]
    };
    (heading, table.rows.iter().map(row).collect())
}

/// The cases of the sample; `numbers` are those they have in the inspection, once they are in it.
pub(super) fn cases(t: Words, sample: &Sample, numbers: Option<&[Option<String>]>) -> Html {
    let population = &sample.taken.population;
    let mut heads = vec![t.draw_drawn_as().to_owned()];
    heads.extend(numbers.map(|_| t.cases_number().to_owned()));
    heads.extend([population.reference_heading.clone(), t.draw_head_stratum().to_owned()]);
    heads.extend(population.manager_heading.clone());
    let mut parts: Vec<_> =
        population.pools.iter().map(|pool| (pool.clone(), Vec::new())).collect();
    for (at, pick) in sample.drawn.picks.iter().enumerate() {
        let case = &population.cases[pick.case];
        let mut row = vec![pick.label()];
        row.extend(numbers.map(|numbers| numbers[at].clone().unwrap_or_default()));
        row.push(case.reference.clone());
        row.push(t.stratum(&population.strata[case.stratum].groups));
        if population.manager_heading.is_some() {
            row.push(case.manager.map_or(String::new(), |at| population.managers[at].clone()));
        }
        parts[case.pool].1.push(row);
    }
    let table = Table {
        title: t.draw_cases().to_owned(),
        note: t.draw_cases_lead(),
        heads,
        parts,
        ..Table::default()
    };
    table.draw("cases-title")
}
