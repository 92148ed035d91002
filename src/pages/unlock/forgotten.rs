//! What is left where the passphrase is forgotten: taking the inspection off this computer, locked as it is,
//! once a file holds all of it.

use std::rc::Rc;

use domain::{InspectionId, Problem};
use shelf::Kept;
use words::Words;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::{address, clock, file_in};
use crate::components::problems::problem_list;
use crate::pages::everything::get_out;
use crate::route::Route;
use crate::store::{Action, Certificate, Desk, use_desk};

/// The inspection, what it is called while it is locked, and who removes it.
#[derive(Properties, PartialEq)]
pub struct ForgottenProps {
    /// The inspection.
    pub id: InspectionId,
    /// What it is called while it is locked.
    pub label: AttrValue,
    /// The reader.
    pub reader: AttrValue,
}

/// A file that holds everything.
#[derive(Clone)]
struct Held {
    file: String,
    fingerprint: String,
    kept: Rc<Kept>,
}

/// What is known of the file.
#[derive(Clone)]
enum State {
    Waiting,
    Unreadable(Vec<Problem>),
    /// The file of this name lacks something.
    Lacks(String),
    Holds(Held),
    Failed,
}

/// The way out without the passphrase.
#[component]
pub fn Forgotten(props: &ForgottenProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let id = props.id;
    let state = use_state(|| State::Waiting);
    let got_out = use_state(|| None::<String>);
    let on_picked = {
        let (desk, state) = (desk.clone(), state.setter());
        Callback::from(move |event: Event| {
            let Some(file) = file_in::picked(&event) else { return };
            let (desk, state) = (desk.clone(), state.clone());
            spawn_local(async move { state.set(compared(&desk, id, &file).await) });
        })
    };
    let on_decided = {
        let (desk, state) = (desk.clone(), state.clone());
        let (label, by) = (props.label.to_string(), props.reader.to_string());
        Callback::from(move |_: MouseEvent| {
            let State::Holds(held) = &*state else { return };
            let (desk, told, held) = (desk.clone(), state.setter(), held.clone());
            let (name, by) = (label.clone(), by.clone());
            spawn_local(async move {
                let Ok(n_left) = desk.shelf.remove_locked(id, &held.kept).await else {
                    told.set(State::Failed);
                    return;
                };
                desk.tell(Action::Removed(Certificate {
                    id,
                    name,
                    content: None,
                    file: held.file,
                    fingerprint: held.fingerprint,
                    at: clock::now(),
                    by,
                    n_left,
                }));
                address::go(&Route::Removed.fragment());
            });
        })
    };
    html! {
        <details class="panel forgotten">
            <summary>{ t.forgotten_title() }</summary>
            <p>{ t.forgotten_lead() }</p>
            <p>{ t.forgotten_removing() }</p>
            <ol>
                <li>
                    <p>{ t.forgotten_out() }</p>
                    { get_out(t, &got_out) }
                </li>
                <li>
                    <label class="field file-field">
                        <span class="label">{ t.forgotten_file() }</span>
                        <input type="file" accept=".json,application/json" onchange={on_picked} />
                    </label>
                    { outcome(t, &state, on_decided) }
                </li>
            </ol>
        </details>
    }
}

/// Holds a file against what is here.
async fn compared(desk: &Desk, id: InspectionId, file: &file_in::Picked) -> State {
    let text = match file_in::read_text(file, shelf::LARGEST as u64).await {
        Ok(text) => text,
        Err(problem) => return State::Unreadable(vec![problem]),
    };
    let kept = match Kept::read(&text) {
        Ok(kept) => kept,
        Err(problems) => return State::Unreadable(problems),
    };
    match desk.shelf.is_all_in(id, &kept).await {
        Ok(true) => State::Holds(Held {
            file: file.name(),
            fingerprint: wire::digest(text.as_bytes()),
            kept: Rc::new(kept),
        }),
        Ok(false) => State::Lacks(file.name()),
        Err(_) => State::Failed,
    }
}

fn outcome(t: Words, state: &State, on_decided: Callback<MouseEvent>) -> Html {
    match state {
        State::Waiting => Html::default(),
        State::Unreadable(problems) => problem_list(t, t.remove_unreadable(), problems),
        State::Lacks(file) => html! {
            <p class="alarm" role="alert">{ t.forgotten_lacks(file) }</p>
        },
        State::Failed => html! { <p class="alarm" role="alert">{ t.remove_failed() }</p> },
        State::Holds(held) => html! {
            <>
                <p role="status">{ t.forgotten_holds(&held.file) }</p>
                <p>{ t.forgotten_last_word() }</p>
                <button type="button" class="danger" onclick={on_decided}>{ t.remove_now() }</button>
            </>
        },
    }
}
