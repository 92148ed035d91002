//! Handing over: the whole inspection or chosen cases, written, read back, compared, and only then
//! called exported.

use std::rc::Rc;
use std::sync::Arc;

use domain::{CaseId, Change, Inspection};
use web_sys::HtmlInputElement;
use wire::Edition;
use words::Words;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::clock;
use crate::components::problems::problem_list;
use crate::files::{self, ExportFault, HandOver as What, Progress, Stage, Written};
use crate::pages::import::progress_bar;
use crate::route::{Route, Screen};
use crate::store::use_desk;

/// The inspection in hand.
#[derive(Properties, Clone, PartialEq)]
pub struct HandOverProps {
    /// The edition.
    pub edition: Arc<Edition>,
    /// The inspection.
    pub inspection: Rc<Inspection>,
    /// Changes not yet on the shelf.
    pub outbox: Rc<Vec<Change>>,
    /// Who writes.
    pub reader: AttrValue,
    /// When it was last exported here.
    pub exported_at: Option<u64>,
}

/// How far it is.
#[derive(Clone, PartialEq)]
enum State {
    Waiting,
    Working(Stage, usize, usize),
    Done(Written),
    Failed(ExportFault),
}

/// Handing over.
#[component]
pub fn HandOver(props: &HandOverProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let state = use_state(|| State::Waiting);
    let export = {
        let (desk, state) = (desk.clone(), state.setter());
        // The same callback as long as the same stands to be handed over, so that a long list of cases
        // is not drawn anew at every step of the work.
        use_callback(props.clone(), move |chosen: Option<Vec<CaseId>>, props| {
            let what = What {
                edition: props.edition.clone(),
                inspection: props.inspection.clone(),
                outbox: props.outbox.clone(),
                reader: props.reader.to_string(),
                chosen,
            };
            let (desk, state) = (desk.clone(), state.clone());
            spawn_local(async move {
                let told = state.clone();
                let progress = Progress::new(move |stage, done, of| {
                    told.set(State::Working(stage, done, of));
                });
                state.set(match files::hand_over(&desk, what, &progress).await {
                    Ok(written) => State::Done(written),
                    Err(fault) => State::Failed(fault),
                });
            });
        })
    };
    let on_whole = export.reform(|_: MouseEvent| None);
    let working = matches!(*state, State::Working(..));
    html! {
        <div class="form wide">
            <h1 tabindex="-1">{ t.title_hand_over() }</h1>
            <p class="lead">{ t.hand_over_lead() }</p>
            { outcome(t, &state) }
            <section class="panel" aria-labelledby="whole-title">
                <h2 id="whole-title">{ t.hand_over_whole_title() }</h2>
                <p>{ t.hand_over_whole(props.inspection.cases.len()) }</p>
                <p>{ match props.exported_at {
                    Some(at) => t.saved_copy(clock::local_time(at)),
                    None => t.saved_no_copy().to_owned(),
                } }</p>
                <button type="button" disabled={working} onclick={on_whole}>{ t.hand_over_export() }</button>
            </section>
            <CaseChoice inspection={props.inspection.clone()} {working} on_export={export} />
            <section class="panel" aria-labelledby="in-title">
                <h2 id="in-title">{ t.title_import() }</h2>
                <p>{ t.hand_over_import() }</p>
                <a class="button secondary" href={Route::Import.href()}>{ t.home_import() }</a>
            </section>
            <section class="panel" aria-labelledby="remove-title">
                <h2 id="remove-title">{ t.title_remove() }</h2>
                <p>{ t.hand_over_remove() }</p>
                <p class="actions">
                    <a class="button secondary" href={Route::Inspection(props.inspection.id, Screen::Remove).href()}>{ t.title_remove() }</a>
                    <a class="button secondary" href={Route::Everything.href()}>{ t.title_everything() }</a>
                </p>
            </section>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct CaseChoiceProps {
    inspection: Rc<Inspection>,
    working: bool,
    on_export: Callback<Option<Vec<CaseId>>>,
}

/// The cases of the sample, to hand over some of them.
#[component]
fn CaseChoice(props: &CaseChoiceProps) -> Html {
    let t = use_desk().words;
    let chosen = use_state(Vec::<CaseId>::new);
    let toggle = |id: CaseId| {
        let chosen = chosen.clone();
        Callback::from(move |event: Event| {
            let on = event.target_dyn_into::<HtmlInputElement>().is_some_and(|one| one.checked());
            let mut next = (*chosen).clone();
            next.retain(|one| *one != id);
            if on {
                next.push(id);
            }
            chosen.set(next);
        })
    };
    let on_chosen = {
        let chosen = chosen.clone();
        props.on_export.reform(move |_: MouseEvent| Some((*chosen).clone()))
    };
    html! {
        <section class="panel" aria-labelledby="chosen-title">
            <h2 id="chosen-title">{ t.hand_over_chosen_title() }</h2>
            <p>{ t.hand_over_chosen_lead() }</p>
            <fieldset class="choice">
                <legend>{ t.title_cases() }</legend>
                <div class="choice-grid">
                    for (id, case) in props.inspection.sample() {
                        <label key={id.to_string()}>
                            <input type="checkbox" checked={chosen.contains(&id)} onchange={toggle(id)} />
                            { " " }
                            { t.title_reading(&case.number) }
                        </label>
                    }
                </div>
            </fieldset>
            <button type="button" class="secondary" disabled={props.working || chosen.is_empty()} onclick={on_chosen}>
                { t.hand_over_export_chosen(chosen.len()) }
            </button>
        </section>
    }
}

fn outcome(t: Words, state: &State) -> Html {
    match state {
        State::Waiting => html! { <p hidden=true /> },
        State::Working(stage, done, of) => progress_bar(t, *stage, *done, *of),
        State::Done(written) => html! {
            <section class="panel success" role="status">
                <h2>{ t.hand_over_done() }</h2>
                <dl class="facts">
                    <dt>{ t.hand_over_name() }</dt><dd><code>{ written.name.clone() }</code></dd>
                    <dt>{ t.hand_over_size() }</dt>
                    <dd>{ t.hand_over_kilobytes(written.size.div_ceil(1000)) }{ ", " }{ t.cases_n(written.n_cases) }</dd>
                    <dt>{ t.hand_over_fingerprint() }</dt><dd><code>{ written.fingerprint.clone() }</code></dd>
                </dl>
                <p>{ t.hand_over_where() }</p>
            </section>
        },
        State::Failed(ExportFault::DoesNotReadBack(problems)) => {
            problem_list(t, t.hand_over_failed(), problems)
        }
        State::Failed(ExportFault::Differs) => html! {
            <p class="alarm" role="alert">{ t.hand_over_differs() }</p>
        },
        State::Failed(ExportFault::NotOffered(why)) => html! {
            <p class="alarm" role="alert">{ t.hand_over_not_offered(why) }</p>
        },
    }
}
