//! Handing over: the whole inspection or chosen cases, written, read back, compared, sealed, and only then
//! called exported.

use std::rc::Rc;
use std::sync::Arc;

use domain::{CaseId, Change, Inspection};
use shelf::Copy;
use web_sys::HtmlInputElement;
use wire::Edition;
use words::Words;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::sight;
use crate::components::copy_panel::CopyPanel;
use crate::components::problems::{problem_list, unsealed};
use crate::files::{self, ExportFault, HandOver as What, Progress, Stage, Way, Written};
use crate::pages::import::progress_bar;
use crate::route::{Route, Screen};
use crate::store::use_desk;

mod hand_key;
mod ways;

use hand_key::HandKey;
use ways::Ways;

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
    /// Its last copy.
    pub copy: Option<Copy>,
    /// Whether another window writes.
    pub looks_on: bool,
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
    let chosen = use_state(|| None::<Rc<Vec<CaseId>>>);
    let on_way = {
        let (state, chosen) = (state.setter(), chosen.clone());
        let props = props.clone();
        Callback::from(move |way: Way| {
            let what = What {
                edition: props.edition.clone(),
                inspection: props.inspection.clone(),
                outbox: props.outbox.clone(),
                reader: props.reader.to_string(),
                chosen: (*chosen).as_deref().cloned(),
                way,
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
    let on_chosen = {
        let setter = chosen.setter();
        use_callback((), move |next: Option<Rc<Vec<CaseId>>>, ()| setter.set(next))
    };
    let working = matches!(*state, State::Working(..));
    let waiting = *state == State::Waiting;
    // The button that was pressed may stand far below, and cannot keep the focus while it cannot be pressed.
    use_effect_with((waiting, working), |(waiting, _)| {
        if !waiting {
            sight::focus("outcome");
        }
    });
    let n_chosen = (*chosen).as_ref().map(|chosen| chosen.len());
    html! {
        <div class="form wide">
            <h1 tabindex="-1">{ t.title_hand_over() }</h1>
            <p class="lead">{ t.hand_over_lead() }</p>
            <div id="outcome" class="outcome" tabindex="-1">{ outcome(t, &state) }</div>
            <CaseChoice inspection={props.inspection.clone()} chosen={(*chosen).clone()} {on_chosen} />
            <Ways hand_over_key={props.inspection.hand_over_key.clone()} {n_chosen} {working} {on_way} />
            <CopyPanel id={props.inspection.id} copy={props.copy.clone()} />
            <HandKey inspection={props.inspection.clone()} looks_on={props.looks_on} />
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
    /// `None` for the whole inspection.
    chosen: Option<Rc<Vec<CaseId>>>,
    on_chosen: Callback<Option<Rc<Vec<CaseId>>>>,
}

/// What goes out: the whole inspection, or some cases of its sample.
#[component]
fn CaseChoice(props: &CaseChoiceProps) -> Html {
    let t = use_desk().words;
    let toggle = |id: CaseId| {
        let chosen = props.chosen.clone().unwrap_or_default();
        props.on_chosen.reform(move |event: Event| {
            let on = event.target_dyn_into::<HtmlInputElement>().is_some_and(|one| one.checked());
            let mut next = (*chosen).clone();
            next.retain(|one| *one != id);
            if on {
                next.push(id);
            }
            Some(Rc::new(next))
        })
    };
    let on_whole = props.on_chosen.reform(|_: Event| None);
    let on_some = props.on_chosen.reform(|_: Event| Some(Rc::default()));
    html! {
        <section class="panel" aria-labelledby="what-title">
            <h2 id="what-title">{ t.hand_over_what_title() }</h2>
            <fieldset class="what" aria-labelledby="what-title">
                <label>
                    <input type="radio" name="what" checked={props.chosen.is_none()} onchange={on_whole} />
                    <span><strong>{ t.hand_over_whole_title() }</strong>{ t.hand_over_whole(props.inspection.cases.len()) }</span>
                </label>
                <label>
                    <input type="radio" name="what" checked={props.chosen.is_some()} onchange={on_some} />
                    <span><strong>{ t.hand_over_chosen_title() }</strong>{ t.hand_over_chosen_lead() }</span>
                </label>
            </fieldset>
            if let Some(chosen) = &props.chosen {
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
            }
        </section>
    }
}

fn outcome(t: Words, state: &State) -> Html {
    match state {
        State::Waiting => html! { <p hidden=true /> },
        State::Working(stage, done, of) => progress_bar(t, *stage, *done, *of),
        State::Done(written) => done(t, written),
        State::Failed(ExportFault::DoesNotReadBack(problems)) => {
            problem_list(t, t.hand_over_failed(), problems)
        }
        State::Failed(ExportFault::Differs) => html! {
            <p class="alarm" role="alert">{ t.hand_over_differs() }</p>
        },
        State::Failed(ExportFault::NotSealed(failure)) => {
            unsealed(t, t.hand_over_not_sealed(), failure)
        }
        State::Failed(ExportFault::NotOffered(why)) => html! {
            <p class="alarm" role="alert">{ t.hand_over_not_offered(why) }</p>
        },
    }
}

fn done(t: Words, written: &Written) -> Html {
    let (title, checked) = match &written.way {
        Way::Plain => (t.hand_over_done(), None),
        Way::ForKey(_) => (t.hand_over_done_sealed(), Some(t.hand_over_checked_key())),
        Way::WithPassphrase(_) => {
            (t.hand_over_done_sealed(), Some(t.hand_over_checked_passphrase()))
        }
    };
    html! {
        <section class="panel success" role="status">
            <h2>{ title }</h2>
            <dl class="facts">
                <dt>{ t.hand_over_name() }</dt><dd><code>{ written.name.clone() }</code></dd>
                <dt>{ t.hand_over_size() }</dt>
                <dd>{ t.hand_over_kilobytes(written.size.div_ceil(1000)) }{ ", " }{ t.cases_n(written.n_cases) }</dd>
                <dt>{ t.hand_over_fingerprint() }</dt><dd><code>{ written.fingerprint.clone() }</code></dd>
            </dl>
            if let Some(checked) = checked {
                <p>{ checked }</p>
            }
            <p>{ t.hand_over_where() }</p>
        </section>
    }
}
