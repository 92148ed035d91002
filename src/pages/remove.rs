//! Taking an inspection off this computer: only once a copy of it was picked up and compared.

use domain::Problem;
use shelf::Copy;
use words::Words;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::{address, clock, file_in, sight};
use crate::components::problems::problem_list;
use crate::copies;
use crate::route::{Route, Screen};
use crate::store::{Action, Certificate, Content, Desk, Open, use_desk};

/// The inspection, and who removes it.
#[derive(Properties, PartialEq)]
pub struct RemoveProps {
    /// The inspection in hand.
    pub open: Open,
    /// The reader.
    pub reader: AttrValue,
}

/// What is known of the copy.
#[derive(Clone, PartialEq)]
enum State {
    Looking,
    /// There is no copy, or it lacks so many of the changes that are here.
    Owed(Option<u64>),
    /// There is one; it has to be picked up.
    Known(Copy),
    /// Another file was picked up.
    Differs(Copy),
    Unreadable(Copy, Vec<Problem>),
    /// It was picked up, with this name, and is the one that was written.
    Compared(Copy, String),
    Failed,
}

/// Taking an inspection off this computer.
#[component]
pub fn Remove(props: &RemoveProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let id = props.open.inspection.id;
    let state = use_state(|| State::Looking);
    {
        let (desk, state) = (desk.clone(), state.setter());
        use_effect_with(id, move |id| {
            let id = *id;
            spawn_local(async move { state.set(known(&desk, id).await) });
        });
    }
    let on_picked = {
        let state = state.clone();
        Callback::from(move |event: Event| {
            let copy = match &*state {
                State::Known(copy) | State::Differs(copy) | State::Unreadable(copy, _) => {
                    copy.clone()
                }
                _ => return,
            };
            let Some(file) = file_in::picked(&event) else { return };
            let state = state.setter();
            spawn_local(async move {
                state.set(match copies::is_it(&copy, &file).await {
                    Err(problem) => State::Unreadable(copy, vec![problem]),
                    Ok(true) => State::Compared(copy, file.name()),
                    Ok(false) => State::Differs(copy),
                });
            });
        })
    };
    let on_decided = {
        let (desk, state, open, by) =
            (desk.clone(), state.clone(), props.open.clone(), props.reader.to_string());
        Callback::from(move |_: MouseEvent| {
            let State::Compared(copy, file) = &*state else { return };
            let (desk, told, open) = (desk.clone(), state.setter(), open.clone());
            let (copy, file, by) = (copy.clone(), file.clone(), by.clone());
            spawn_local(async move {
                let Ok(n_left) = desk.shelf.remove(open.inspection.id).await else {
                    told.set(State::Failed);
                    return;
                };
                let inspection = &open.inspection;
                desk.tell(Action::Removed(Certificate {
                    id: inspection.id,
                    name: inspection.service.clone(),
                    content: Some(Content {
                        n_cases: inspection.cases.len(),
                        n_changes: copy.n_changes,
                    }),
                    file,
                    fingerprint: copy.fingerprint,
                    at: clock::now(),
                    by,
                    n_left,
                }));
                address::go(&Route::Removed.fragment());
            });
        })
    };
    html! {
        <div class="form wide">
            <h1 tabindex="-1">{ t.title_remove() }</h1>
            <p class="lead">{ t.remove_lead(&props.open.inspection.service) }</p>
            { what_next(t, &state, id, on_picked, on_decided) }
        </div>
    }
}

/// Whether there is a copy that holds everything.
async fn known(desk: &Desk, id: domain::InspectionId) -> State {
    let n_here = desk.shelf.tip(id).map_or(0, |tip| tip.link.n_changes);
    match desk.shelf.last_copy(id).await {
        Err(_) => State::Failed,
        Ok(None) => State::Owed(None),
        Ok(Some(copy)) if copy.n_changes < n_here => State::Owed(Some(n_here - copy.n_changes)),
        Ok(Some(copy)) => State::Known(copy),
    }
}

fn what_next(
    t: Words,
    state: &State,
    id: domain::InspectionId,
    on_picked: Callback<Event>,
    on_decided: Callback<MouseEvent>,
) -> Html {
    let hand_over = Route::Inspection(id, Screen::HandOver).href();
    let pick = |copy: &Copy| {
        html! {
                    <>
                        <p>{ t.remove_pick(clock::local_time(copy.at)) }</p>
                        <label class="field file-field">
        <span class="label">{ t.remove_file() }</span>
                            <input type="file" onchange={on_picked.clone()} />
                        </label>
                    </>
                }
    };
    match state {
        State::Looking => Html::default(),
        State::Failed => html! { <p class="alarm" role="alert">{ t.remove_failed() }</p> },
        State::Owed(since) => html! {
            <section class="panel">
                <p>{ match since {
                    None => t.remove_no_copy().to_owned(),
                    Some(n) => t.remove_changes_since(*n as usize),
                } }</p>
                <a class="button" href={hand_over}>{ t.title_hand_over() }</a>
            </section>
        },
        State::Known(copy) => html! { <section class="panel">{ pick(copy) }</section> },
        State::Differs(copy) => html! {
            <section class="panel">
                <p class="alarm" role="alert">{ t.remove_differs() }</p>
                { pick(copy) }
            </section>
        },
        State::Unreadable(copy, problems) => html! {
            <section class="panel">
                { problem_list(t, t.remove_unreadable(), problems) }
                { pick(copy) }
            </section>
        },
        State::Compared(copy, file) => html! {
            <section class="panel">
                <p role="status">{ t.remove_compared(copy.n_changes as usize, file) }</p>
                <p>{ t.remove_last_word() }</p>
                <button type="button" class="danger" onclick={on_decided}>{ t.remove_now() }</button>
            </section>
        },
    }
}

/// The certificate of what was removed.
pub fn certificate(t: Words, certificate: Option<&Certificate>) -> Html {
    let Some(one) = certificate else {
        return html! {
            <>
                <h1 tabindex="-1">{ t.title_removed() }</h1>
                <p>{ t.removed_nothing() }</p>
            </>
        };
    };
    let on_print = Callback::from(|_: MouseEvent| sight::print());
    let called = if one.content.is_some() { t.removed_service() } else { t.lock_label() };
    let mut facts = vec![(called, one.name.clone()), (t.removed_inspection(), one.id.to_string())];
    if let Some(content) = &one.content {
        facts.push((t.removed_cases(), content.n_cases.to_string()));
        facts.push((t.removed_changes(), content.n_changes.to_string()));
    }
    facts.push((t.removed_at(), clock::local_time(one.at)));
    // Who reads stands with the work, and of one that was locked it is not known.
    if !one.by.is_empty() {
        facts.push((t.removed_by(), one.by.clone()));
    }
    facts.extend([
        (t.removed_file(), one.file.clone()),
        (t.removed_fingerprint(), one.fingerprint.clone()),
        (t.removed_left(), one.n_left.to_string()),
    ]);
    html! {
        <div class="form wide">
            <h1 tabindex="-1">{ t.title_removed() }</h1>
            <p class="lead" role="status">{ if one.n_left == 0 { t.removed_clean() } else { t.removed_not_clean() } }</p>
            <dl class="facts">
                for (name, value) in facts {
                    <dt>{ name }</dt><dd>{ value }</dd>
                }
            </dl>
            <p>{ t.removed_limits() }</p>
            <p class="no-print actions">
                <button type="button" onclick={on_print}>{ t.results_print() }</button>
                <a class="button secondary" href={Route::Home.href()}>{ t.title_home() }</a>
            </p>
        </div>
    }
}
