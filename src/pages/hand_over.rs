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
use crate::files::{self, ExportFault, HandOver as What, OnProgress, Stage, Written};
use crate::pages::import::progress;
use crate::route::Route;
use crate::store::use_desk;

/// The inspection in hand.
#[derive(Properties, PartialEq)]
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
    let chosen = use_state(Vec::<CaseId>::new);
    let export = {
        let (desk, state) = (desk.clone(), state.setter());
        let (edition, inspection) = (props.edition.clone(), props.inspection.clone());
        let (outbox, reader) = (props.outbox.clone(), props.reader.to_string());
        Callback::from(move |chosen: Option<Vec<CaseId>>| {
            // What is still being typed goes into the file as well: it becomes a change first.
            desk.send_drafts();
            let what = What {
                edition: edition.clone(),
                inspection: inspection.clone(),
                outbox: outbox.clone(),
                reader: reader.clone(),
                chosen,
            };
            let (desk, state) = (desk.clone(), state.clone());
            let on_progress: OnProgress = {
                let state = state.clone();
                Rc::new(move |stage, done, of| state.set(State::Working(stage, done, of)))
            };
            spawn_local(async move {
                state.set(match files::hand_over(&desk, what, &on_progress).await {
                    Ok(written) => State::Done(written),
                    Err(fault) => State::Failed(fault),
                });
            });
        })
    };
    let on_whole = export.reform(|_: MouseEvent| None);
    let on_chosen = {
        let chosen = chosen.clone();
        export.reform(move |_: MouseEvent| Some((*chosen).clone()))
    };
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
            <section class="panel" aria-labelledby="chosen-title">
                <h2 id="chosen-title">{ t.hand_over_chosen_title() }</h2>
                <p>{ t.hand_over_chosen_lead() }</p>
                { choice(t, &props.inspection, &chosen) }
                <button type="button" class="secondary" disabled={working || chosen.is_empty()} onclick={on_chosen}>
                    { t.hand_over_export_chosen(chosen.len()) }
                </button>
            </section>
            <section class="panel" aria-labelledby="in-title">
                <h2 id="in-title">{ t.title_import() }</h2>
                <p>{ t.hand_over_import() }</p>
                <a class="button secondary" href={Route::Import.href()}>{ t.home_import() }</a>
            </section>
        </div>
    }
}

fn choice(t: Words, inspection: &Inspection, chosen: &UseStateHandle<Vec<CaseId>>) -> Html {
    let sample = inspection.sample();
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
    html! {
        <fieldset class="choice">
            <legend>{ t.title_cases() }</legend>
            <div class="choice-grid">
                for (id, case) in sample {
                    <label key={id.to_string()}>
                        <input type="checkbox" checked={chosen.contains(&id)} onchange={toggle(id)} />
                        { " " }
                        { t.title_reading(&case.number) }
                    </label>
                }
            </div>
        </fieldset>
    }
}

fn outcome(t: Words, state: &State) -> Html {
    match state {
        State::Waiting => html! { <p hidden=true /> },
        State::Working(stage, done, of) => progress(t, *stage, *done, *of),
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
