//! The sample out as a file, and its cases into the inspection.

use std::rc::Rc;

use domain::{CaseId, Framework, Slug, Target};
use sampling::{Population, case_numbers, pool_named, sample_list};
use words::Words;
use yew::prelude::*;

use super::parts::{alarm, button, points, select};
use super::{ADDED_TITLE, Added, DrawSampleProps, Pen, Sample, Sheet, numbers_got};
use crate::browser::clock;
use crate::components::fields::FieldOption;
use crate::files;
use crate::pages::import::ReaderName;
use crate::route::{Route, Screen};
use crate::store::Desk;

/// The choice by which the cases of a pool stay out; no pool can be called so.
const LEFT_OUT: &str = "left out";

/// For each pool of the list the identifier of the framework's pool, as far as it is recognised, and
/// nothing where it is not.
pub(super) fn chosen_at_first(framework: &Framework, population: &Population) -> Vec<String> {
    let pools = population.pools.iter();
    let chosen = pools.map(|pool| pool_named(framework, pool).map(|id| id.to_string()));
    chosen.map(Option::unwrap_or_default).collect()
}

/// The pools of the framework that were chosen; `None` where cases stay out.
fn pools(sheet: &Sheet) -> Vec<Option<Slug>> {
    sheet.pools.iter().map(|pool| Slug::new(pool).filter(|_| pool != LEFT_OUT)).collect()
}

/// Saving the sample, and adding its cases.
pub(super) fn adding(
    desk: &Desk,
    pen: &Pen,
    sheet: &Sheet,
    props: &DrawSampleProps,
    sample: &Rc<Sample>,
) -> Html {
    let t = desk.words;
    let got = numbers_got(sheet, &props.inspection);
    let on_saved = {
        let (pen, sample, inspection) = (pen.clone(), sample.clone(), props.inspection.clone());
        let numbers = got.map(<[_]>::to_vec);
        Callback::from(move |_: MouseEvent| {
            let list = sample_list(&sample.taken.population, &sample.drawn, numbers.as_deref());
            let saved = files::save_sample(&inspection, &list);
            pen.write(|sheet| sheet.saved = Some(saved));
        })
    };
    html! {
        <section class="panel" aria-labelledby="adding-title">
            <h2 id="adding-title">{ t.draw_adding() }</h2>
            if let Some(numbers) = got {
                { added(t, props, numbers) }
            } else {
                <p>{ t.draw_adding_lead() }</p>
                if props.reader.is_empty() {
                    <ReaderName />
                }
                { pool_fields(t, pen, sheet, props, sample) }
                { add_button(desk, pen, sheet, props, sample) }
            }
            { button(t.draw_save(), true, false, on_saved) }
            if let Some(saved) = &sheet.saved {
                { match saved {
                    Ok(name) => html! { <p role="status">{ t.draw_saved(name) }{ " " }{ t.hand_over_where() }</p> },
                    Err(why) => alarm(t.hand_over_not_offered(why)),
                } }
            }
        </section>
    }
}

fn added(t: Words, props: &DrawSampleProps, numbers: &[Option<String>]) -> Html {
    let mut got = numbers.iter().flatten();
    let n = got.clone().count();
    let (first, last) = (got.next().cloned(), numbers.iter().flatten().next_back().cloned());
    let cases = Route::Inspection(props.inspection.id, Screen::Cases);
    html! {
        <div class="panel success" id={ADDED_TITLE} tabindex="-1" role="status">
            <p><strong>{ t.draw_added(n, first.unwrap_or_default(), last.unwrap_or_default()) }</strong></p>
            <p>{ t.draw_key() }</p>
            <p><a href={cases.href()}>{ t.title_cases() }</a></p>
        </div>
    }
}

/// Which pool of the framework each pool of the list is.
fn pool_fields(
    t: Words,
    pen: &Pen,
    sheet: &Sheet,
    props: &DrawSampleProps,
    sample: &Sample,
) -> Html {
    let pools = props.edition.framework.pools.iter();
    let mut options: Vec<FieldOption> = pools
        .map(|pool| (pool.id.to_string().into(), pool.title.get(t.language).to_owned().into()))
        .collect();
    options.push((LEFT_OUT.into(), t.draw_pool_left_out().into()));
    let field = |at: usize, name: &str| {
        let label =
            if name.is_empty() { t.draw_pool_of_all().to_owned() } else { t.draw_pool_of(name) };
        let value = sheet.pools[at].clone();
        let on_chosen = pen.on(move |sheet, value: Option<String>| {
            sheet.pools[at] = value.unwrap_or_default();
        });
        select(label, value.into(), Some(t.draw_pool_choose()), options.clone(), on_chosen)
    };
    html! {
        <div class="field-grid">
            for (at, name) in sample.taken.population.pools.iter().enumerate() {
                <div key={at}>{ field(at, name) }</div>
            }
        </div>
    }
}

/// What adding would do, and the button that does it. The file is saved at the same time: it alone
/// tells which file a number stands for.
fn add_button(
    desk: &Desk,
    pen: &Pen,
    sheet: &Sheet,
    props: &DrawSampleProps,
    sample: &Rc<Sample>,
) -> Html {
    let t = desk.words;
    let population = &sample.taken.population;
    let pools = pools(sheet);
    let numbers = case_numbers(&props.inspection, population, &sample.drawn, &pools);
    let lines = population.pools.iter().enumerate().map(|(at, name)| {
        let picks = sample.drawn.picks.iter().zip(&numbers);
        let of_pool = picks.filter(|(pick, _)| population.cases[pick.case].pool == at);
        let mut got = of_pool.filter_map(|(_, number)| number.as_deref());
        let name = if name.is_empty() { t.draw_pool_of_all() } else { name };
        match (got.next(), sheet.pools[at].is_empty()) {
            (Some(first), _) => t.draw_get(name, first, got.next_back().unwrap_or(first)),
            (None, true) => t.draw_pool_missing(name),
            (None, false) => t.draw_get_none(name),
        }
    });
    let ready =
        sheet.pools.iter().all(|pool| !pool.is_empty()) && numbers.iter().any(Option::is_some);
    let n_there = props.inspection.cases.len();
    let on_added = {
        let (desk, pen, sample) = (desk.clone(), pen.clone(), sample.clone());
        let (inspection, numbers) = (props.inspection.clone(), numbers.clone());
        Callback::from(move |_: MouseEvent| {
            let Sample { taken, drawn, .. } = &*sample;
            let list = sample_list(&taken.population, drawn, Some(&numbers));
            let saved = files::save_sample(&inspection, &list);
            let mut edits = Vec::new();
            let mut first = None;
            for (pick, number) in drawn.picks.iter().zip(&numbers) {
                let pool = pools[taken.population.cases[pick.case].pool];
                if let (Some(pool), Some(number)) = (pool, number) {
                    let id = CaseId::new(clock::random());
                    first = first.or(Some(id));
                    edits.push((Target::Case(id), Some(format!("{pool} {number}"))));
                }
            }
            // Without the file nobody could find the cases: then none is added.
            let first = first.filter(|_| saved.is_ok());
            pen.write(|sheet| {
                sheet.saved = Some(saved);
                sheet.added = first.map(|first| Rc::new(Added { numbers: numbers.clone(), first }));
                if first.is_some() {
                    sheet.go_to(ADDED_TITLE);
                }
            });
            if first.is_some() {
                desk.edit_all(edits);
            }
        })
    };
    html! {
        <>
            if n_there > 0 {
                <p>{ t.draw_there_already(n_there) }</p>
            }
            { points(lines.collect()) }
            <p><strong>{ t.draw_add_lead() }</strong>{ " " }{ t.draw_key() }</p>
            { button(t.draw_add(), false, !ready, on_added) }
        </>
    }
}
