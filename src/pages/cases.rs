//! The sample as a table, and adding to it.

use std::rc::Rc;
use std::sync::Arc;

use domain::{Case, CaseId, Inspection, ReadingId, Slug, Target, rate_case};
use wire::Edition;
use yew::prelude::*;

use crate::browser::clock;
use crate::components::fields::{InputField, SelectField};
use crate::route::{Route, Screen};
use crate::store::{Desk, Open, use_desk};

/// The sample.
pub fn cases(desk: &Desk, open: &Open, reader: &AttrValue) -> Html {
    let t = desk.words;
    let sample = open.inspection.sample();
    let draw = Route::Inspection(open.inspection.id, Screen::Sample);
    let withdrawn: Vec<_> =
        open.inspection.cases.iter().filter(|(_, case)| case.withdrawn.is_some()).collect();
    html! {
        <>
            <div class="title-row">
                <h1 tabindex="-1">{ t.title_cases() }</h1>
                <a class="button secondary no-print" href={draw.href()}>{ t.title_sample() }</a>
            </div>
            <AddCase edition={open.edition.clone()} inspection={open.inspection.clone()} reader={reader.clone()} />
            if sample.is_empty() {
                <p>{ t.cases_none() }</p>
            } else {
                <div class="table-scroll">
                <table class="cases">
                    <caption>{ t.cases_n(sample.len()) }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ t.cases_number() }</th>
                            <th scope="col">{ t.cases_pool() }</th>
                            <th scope="col">{ t.cases_reader() }</th>
                            <th scope="col" class="progress-column">{ t.cases_progress() }</th>
                            <th scope="col">{ t.cases_owed() }</th>
                            <th scope="col"><span class="visually-hidden">{ t.cases_actions() }</span></th>
                        </tr>
                    </thead>
                    <tbody>
                        for (id, case) in sample {
                            <CaseRow
                                key={id.to_string()}
                                edition={open.edition.clone()}
                                inspection={open.inspection.id}
                                {id}
                                case={case.clone()}
                            />
                        }
                    </tbody>
                </table>
                </div>
            }
            if !withdrawn.is_empty() {
                <section aria-labelledby="withdrawn-title">
                    <h2 id="withdrawn-title">{ t.cases_withdrawn() }</h2>
                    <ul>
                        for (id, case) in withdrawn {
                            <li key={id.to_string()}>
                                { case.number.clone() }{ " — " }{ case.withdrawn.clone().unwrap_or_default() }{ " " }
                                { put_back(desk, *id, &case.number) }
                            </li>
                        }
                    </ul>
                </section>
            }
        </>
    }
}

fn put_back(desk: &Desk, id: CaseId, number: &str) -> Html {
    let t = desk.words;
    let on_back = desk.on_click(move |desk| desk.edit(Target::Withdrawn(id), None));
    html! { <button type="button" class="quiet" onclick={on_back}>{ t.cases_put_back(number) }</button> }
}

#[derive(Properties, PartialEq)]
struct CaseRowProps {
    edition: Arc<Edition>,
    inspection: domain::InspectionId,
    id: CaseId,
    case: Arc<Case>,
}

#[component]
fn CaseRow(props: &CaseRowProps) -> Html {
    let t = use_desk().words;
    let case = &props.case;
    let framework = &props.edition.framework;
    let rating = rate_case(framework, case, case.counting_reading());
    let owed = rating.owed.len() as u32;
    let number = || case.number.clone();
    let open = Route::Inspection(props.inspection, Screen::Reading(number(), None)).href();
    let details = Route::Inspection(props.inspection, Screen::Details(number())).href();
    let history = Route::Inspection(props.inspection, Screen::History(Some(number()))).href();
    let pool = framework.pool(case.pool).map(|pool| pool.title.get(t.language).to_owned());
    html! {
        <tr>
            <th scope="row"><a href={open}>{ t.title_reading(&case.number) }</a></th>
            <td>{ pool.unwrap_or_default() }</td>
            <td>{ case.counting_reading().map_or(t.cases_nobody().to_owned(), |one| one.reader.clone()) }</td>
            <td class="progress-column"><progress max={rating.asked.max(1).to_string()} value={(rating.asked - owed).to_string()} aria-label={t.reading_progress()} /></td>
            <td>
                if case.counting_reading().is_some_and(domain::Reading::is_complete) {
                    <span class="tag done">{ t.reading_complete() }</span>{ " " }
                }
                if owed == 0 {
                    if !case.counting_reading().is_some_and(domain::Reading::is_complete) {
                        <span class="tag">{ t.cases_nothing_owed() }</span>
                    }
                } else {
                    { t.outline_done(rating.asked - owed, rating.asked) }
                }
            </td>
            <td class="links">
                <a href={details} aria-label={t.title_details(&case.number)}>{ t.title_details_short() }</a>{ " " }
                <a href={history} aria-label={t.title_case_history(&case.number)}>{ t.title_history() }</a>
            </td>
        </tr>
    }
}

#[derive(Properties, PartialEq)]
struct AddCaseProps {
    edition: Arc<Edition>,
    inspection: Rc<Inspection>,
    reader: AttrValue,
}

#[component]
fn AddCase(props: &AddCaseProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let number = use_state(|| None::<String>);
    let pool = use_state(|| None::<String>);
    let pools: Vec<(AttrValue, AttrValue)> = props
        .edition
        .framework
        .pools
        .iter()
        .map(|pool| (pool.id.to_string().into(), pool.title.get(t.language).to_owned().into()))
        .collect();
    let chosen_pool = (*pool).clone().or_else(|| pools.first().map(|(id, _)| id.to_string()));
    let chosen_pool = chosen_pool.unwrap_or_default();
    let next_number = (*number).clone().unwrap_or_else(|| props.inspection.next_number());
    let on_submitted = {
        let (desk, number, pool) = (desk.clone(), number.clone(), chosen_pool.clone());
        let (next_number, reader) = (next_number.clone(), props.reader.to_string());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(pool) = Slug::new(&pool) {
                add(&desk, pool, next_number.trim(), &reader);
            }
            number.set(None);
        })
    };
    let on_number = {
        let number = number.clone();
        Callback::from(move |text: String| number.set(Some(text)))
    };
    html! {
        <form class="add-case" onsubmit={on_submitted} aria-label={t.cases_add()}>
            <InputField id="case-number" label={t.cases_number()} value={next_number} on_entered={on_number} />
            <SelectField label={t.cases_pool()} value={chosen_pool} options={pools} on_chosen={Callback::from(move |value| pool.set(value))} />
            <button type="submit">{ t.cases_add() }</button>
        </form>
    }
}

/// Adds a case, and begins the reading of whoever adds it.
fn add(desk: &Desk, pool: Slug, number: &str, reader: &str) {
    let id = CaseId::new(clock::random());
    let reading = ReadingId::new(clock::random());
    desk.edit_all(vec![
        (Target::Case(id), Some(format!("{pool} {number}"))),
        (Target::Reading(id, reading), Some(reader.to_owned())),
    ]);
}
