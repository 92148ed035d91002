//! Which column of the list is what.

use sampling::{ColumnNames, List, ListFault, Role};
use words::Words;
use yew::prelude::*;

use super::parts::{TickBox, button, select, tick_boxes};
use super::{COLUMNS_TITLE, Pen, Sheet, capital};
use crate::components::fields::FieldOption;

/// What one column at most is, in the order of the screen.
const SINGLE: [Role; 6] =
    [Role::Reference, Role::Pool, Role::Manager, Role::Person, Role::Start, Role::Exclusion];
/// What strata are made of where nothing else is said.
const STRATA: [Role; 2] = [Role::RiskOfSeriousHarm, Role::Sex];
/// What the sample is held against where nothing else is said.
const MATCHED: [Role; 3] = [Role::Safety, Role::Ethnicity, Role::LookedAfter];
/// The value that says that the list is one pool. Other values are places of columns.
const ONE_POOL: &str = "one-pool";

/// Which column is what, as recognised, to be altered.
pub(super) fn columns(t: Words, pen: &Pen, sheet: &Sheet, name: &str, list: &List) -> Html {
    let names = &sheet.names;
    let singles: Vec<_> = SINGLE.iter().filter_map(|role| single(list, names, *role)).collect();
    let strata = several(list, names.strata.as_deref(), &STRATA);
    let matched = several(list, names.matched.as_deref(), &MATCHED);
    // What is something else already is not offered, but what is ticked shows.
    let offered = |ticked: &[usize], taken: &[usize]| -> Vec<usize> {
        let free = |at: &usize| !singles.contains(at) && !taken.contains(at);
        (0..list.headings.len()).filter(|at| free(at) || ticked.contains(at)).collect()
    };
    let unclear = names.strata.is_none()
        && matches!(&sheet.taken, Some(Err(found)) if found.iter().any(|one| is_of_strata(&one.fault)));
    // What is ticked stays ticked, and nothing else counts.
    let kept = named(list, &strata);
    let on_kept = pen.on(move |sheet, _: MouseEvent| {
        sheet.names.strata = Some(kept.clone());
        sheet.take_in();
        sheet.go_to(COLUMNS_TITLE);
    });
    html! {
        <section class="panel columns" aria-labelledby={COLUMNS_TITLE}>
            <h2 id={COLUMNS_TITLE} tabindex="-1">{ t.draw_columns() }</h2>
            <p>{ t.draw_columns_lead(name) }</p>
            <div class="field-grid">
                for role in SINGLE {
                    <div key={t.list_role(role)}>{ role_field(t, pen, list, names, role) }</div>
                }
            </div>
            { tick_boxes(t.draw_strata(), t.draw_strata_hint(), boxes(pen, list, &offered(&strata, &[]), &strata, true)) }
            if unclear {
                { button(t.draw_strata_keep(), true, false, on_kept) }
            }
            { tick_boxes(t.draw_matched(), t.draw_matched_hint(), boxes(pen, list, &offered(&matched, &strata), &matched, false)) }
        </section>
    }
}

fn is_of_strata(fault: &ListFault) -> bool {
    match fault {
        ListFault::ColumnNotFound(role) | ListFault::ColumnUnclear(role, _) => {
            STRATA.contains(role)
        }
        _ => false,
    }
}

fn named(list: &List, columns: &[usize]) -> Vec<String> {
    columns.iter().map(|at| list.headings[*at].clone()).collect()
}

/// The column recognised as this, where it is one and only one.
fn recognised(list: &List, role: Role) -> Option<usize> {
    match list.recognised(role).as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// The column that is this: the one named, or else the one recognised.
fn single(list: &List, names: &ColumnNames, role: Role) -> Option<usize> {
    if names.absent.contains(&role) || (role == Role::Pool && names.one_pool) {
        return None;
    }
    let named = match role {
        Role::Reference => &names.reference,
        Role::Pool => &names.pool,
        Role::Manager => &names.manager,
        Role::Person => &names.person,
        Role::Start => &names.start,
        _ => &names.exclusion,
    };
    match named {
        Some(heading) => list.column(heading),
        None => recognised(list, role),
    }
}

/// The columns that are these: those named, or else those recognised.
fn several(list: &List, named: Option<&[String]>, roles: &[Role]) -> Vec<usize> {
    match named {
        Some(headings) => headings.iter().filter_map(|one| list.column(one)).collect(),
        None => roles.iter().filter_map(|role| recognised(list, *role)).collect(),
    }
}

fn role_field(t: Words, pen: &Pen, list: &List, names: &ColumnNames, role: Role) -> Html {
    let place = |at: usize| AttrValue::from(at.to_string());
    let headings = list.headings.iter().enumerate();
    let mut options: Vec<FieldOption> =
        headings.map(|(at, heading)| (place(at), heading.clone().into())).collect();
    let mut value = single(list, names, role).map(place).unwrap_or_default();
    if role == Role::Pool {
        options.push((ONE_POOL.into(), t.draw_one_pool().into()));
        if names.one_pool {
            value = ONE_POOL.into();
        }
    }
    let none = match role {
        Role::Reference | Role::Pool => t.draw_choose_column(),
        _ => t.draw_no_column(),
    };
    let all = list.headings.clone();
    let on_chosen = pen.on(move |sheet, value: Option<String>| {
        let at = value.as_deref().and_then(|value| value.parse::<usize>().ok());
        let heading = at.and_then(|at| all.get(at).cloned());
        let names = &mut sheet.names;
        names.absent.retain(|one| *one != role);
        if value.is_none() {
            names.absent.push(role);
        }
        match role {
            Role::Reference => names.reference = heading,
            Role::Pool => {
                names.pool = heading;
                names.one_pool = value.as_deref() == Some(ONE_POOL);
            }
            Role::Manager => names.manager = heading,
            Role::Person => names.person = heading,
            Role::Start => names.start = heading,
            _ => names.exclusion = heading,
        }
        sheet.take_in();
    });
    select(capital(t.list_role(role)), value, Some(none), options, on_chosen)
}

/// Tick boxes for columns: of the strata, or else of what the sample is held against.
fn boxes(
    pen: &Pen,
    list: &List,
    columns: &[usize],
    ticked: &[usize],
    strata: bool,
) -> Vec<TickBox> {
    let of_column = |column: &usize| {
        let mut next = ticked.to_vec();
        next.retain(|one| one != column);
        if next.len() == ticked.len() {
            next.push(*column);
        }
        let headings = named(list, &next);
        let on_ticked = pen.on(move |sheet, _: Event| {
            let names = &mut sheet.names;
            let several = if strata { &mut names.strata } else { &mut names.matched };
            *several = Some(headings.clone());
            sheet.take_in();
        });
        (list.headings[*column].clone(), ticked.contains(column), on_ticked)
    };
    columns.iter().map(of_column).collect()
}
