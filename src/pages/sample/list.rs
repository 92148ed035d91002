//! The list that was picked: what is wrong with it and the way out, or who can be drawn.

use sampling::{ListFault, ListPlace, ListProblem, Role};
use words::Words;
use yew::prelude::*;

use super::parts::{button, points, tick_boxes};
use super::{COLUMNS_TITLE, Pen, Picked, Refused, Sheet, Taken, capital, columns};
use crate::components::problems::{MOST_LISTED, told_list};

/// The headings of the columns that look as if they held names.
pub(super) fn personal(problems: &[ListProblem]) -> Vec<&str> {
    let named = problems.iter().filter(|one| one.fault == ListFault::NamesAPerson);
    let heading = named.map(|one| match &one.place {
        ListPlace::Cell { heading, .. } => heading.as_str(),
        _ => "",
    });
    heading.collect()
}

/// The list that was picked.
pub(super) fn picked(t: Words, pen: &Pen, sheet: &Sheet) -> Html {
    match &sheet.picked {
        Picked::Nothing => html! { <p hidden=true /> },
        Picked::Unread(name, problem) => {
            let place = capital(&t.place(&problem.place));
            let told = [place, t.fault(&problem.fault), t.draw_right_file().to_owned()];
            told_list(t, &t.draw_refused(name), vec![told], 1)
        }
        Picked::Refused(refused) => html! {
            <>
                { problems(t, &t.draw_refused(&refused.name), &refused.problems) }
                if !refused.bytes.is_empty() {
                    { leaving_out(t, pen, refused) }
                }
            </>
        },
        Picked::Read(name, list) => html! {
            <>
                { columns::columns(t, pen, sheet, name, list) }
                if let Some(Err(found)) = &sheet.taken {
                    { problems(t, t.draw_not_yet(), found) }
                }
            </>
        },
    }
}

fn problems(t: Words, title: &str, problems: &[ListProblem]) -> Html {
    let told = |one: &ListProblem| {
        [
            capital(&t.list_place(&one.place)),
            t.list_fault(&one.fault),
            hint(t, &one.fault).to_owned(),
        ]
    };
    let told = problems.iter().take(MOST_LISTED).map(told).collect();
    told_list(t, title, told, problems.len())
}

/// The way out there is on this screen.
fn hint(t: Words, fault: &ListFault) -> &'static str {
    match fault {
        ListFault::NamesAPerson => t.draw_hint_leave_out(),
        ListFault::ColumnNotFound(role) | ListFault::ColumnUnclear(role, _) => match role {
            Role::Pool => t.draw_hint_pool(),
            Role::RiskOfSeriousHarm | Role::Sex => t.draw_hint_strata(),
            Role::Safety | Role::Ethnicity | Role::LookedAfter => t.draw_hint_match(),
            _ => t.draw_hint_column(),
        },
        fault => t.list_hint(fault),
    }
}

/// The columns that are refused, to be left out.
fn leaving_out(t: Words, pen: &Pen, refused: &Refused) -> Html {
    let toggle = |heading: &str| {
        let heading = heading.to_owned();
        pen.on(move |sheet, _: Event| {
            if let Picked::Refused(refused) = &mut sheet.picked {
                let n_ticked = refused.ticked.len();
                refused.ticked.retain(|one| *one != heading);
                if refused.ticked.len() == n_ticked {
                    refused.ticked.push(heading.clone());
                }
            }
        })
    };
    let on_read = pen.on(|sheet, _: MouseEvent| {
        if let Picked::Refused(refused) = sheet.picked.clone() {
            let Refused { name, bytes, mut dropped, ticked, .. } = refused;
            dropped.extend(ticked);
            sheet.read(name, bytes, dropped);
            sheet.go_to(COLUMNS_TITLE);
        }
    });
    let headings = personal(&refused.problems).into_iter().map(|heading| {
        let ticked = refused.ticked.iter().any(|one| one == heading);
        (heading.to_owned(), ticked, toggle(heading))
    });
    html! {
        <section class="panel">
            { tick_boxes(t.draw_leave_out(), t.draw_leave_out_hint(), headings.collect()) }
            { button(t.draw_leave_out_now(), false, refused.ticked.is_empty(), on_read) }
        </section>
    }
}

/// Who can be drawn, and who not and why.
pub(super) fn counts(t: Words, sheet: &Sheet, taken: &Taken) -> Html {
    let (columns, population) = (&taken.columns, &taken.population);
    let (excluded, repeated) = population.reasons();
    let mut lines: Vec<String> =
        excluded.iter().map(|(reason, n)| t.sample_excluded(*n as usize, reason)).collect();
    if repeated > 0 {
        lines.push(t.sample_repeated(repeated as usize));
    }
    if let Picked::Read(_, list) = &sheet.picked
        && !list.dropped.is_empty()
    {
        lines.push(t.sample_dropped(list.dropped.join(", ")));
    }
    for (column, missing) in [
        (columns.exclusion, t.sample_no_exclusion()),
        (columns.person, t.sample_no_person()),
        (columns.manager, t.sample_no_manager()),
        (columns.pool, t.sample_one_pool()),
    ] {
        if column.is_none() {
            lines.push(missing.to_owned());
        }
    }
    if population.without_manager() > 0 {
        lines.push(t.sample_without_manager(population.without_manager() as usize));
    }
    html! {
        <section aria-labelledby="counts-title">
            <h2 id="counts-title">{ t.draw_counts() }</h2>
            <p role="status">
                <strong>{ t.sample_listed(population.listed as usize) }{ ", " }{ t.sample_eligible(population.eligible() as usize) }</strong>
            </p>
            if !lines.is_empty() {
                { points(lines) }
            }
        </section>
    }
}
