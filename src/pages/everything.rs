//! Everything this browser holds: getting it out as one file, and bringing it back.

use std::rc::Rc;

use domain::Problem;
use shelf::{LockedWhole, Mended, OpenFault, Whole};
use words::Words;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::{file_in, sight};
use crate::components::problems::problem_list;
use crate::pages::unlock::{Ask, AskPassphrase};
use crate::route::{Route, Screen};
use crate::store::{Desk, use_desk};

/// How far bringing back is.
#[derive(Clone, PartialEq)]
enum State {
    Waiting,
    Refused(Vec<Problem>),
    /// What the file holds, each with how many changes of it are here; and what is locked in it.
    Found(Rc<Vec<(Whole, u64)>>, Rc<Vec<LockedWhole>>),
    Restored(Rc<Vec<(Whole, Result<Mended, OpenFault>)>>),
}

/// Getting everything out, and bringing it back.
#[component]
pub fn Everything() -> Html {
    let desk = use_desk();
    let t = desk.words;
    let state = use_state(|| State::Waiting);
    let got_out = use_state(|| None::<String>);
    let on_picked = {
        let (desk, state) = (desk.clone(), state.setter());
        Callback::from(move |event: Event| {
            let Some(file) = file_in::picked(&event) else { return };
            let (desk, state) = (desk.clone(), state.clone());
            spawn_local(async move {
                state.set(match look_into(&desk, &file).await {
                    Ok((found, locked)) => State::Found(Rc::new(found), Rc::new(locked)),
                    Err(problems) => State::Refused(problems),
                });
            });
        })
    };
    let on_decided = {
        let (desk, state) = (desk.clone(), state.clone());
        Callback::from(move |_: MouseEvent| {
            let State::Found(found, _) = &*state else { return };
            let (desk, state, found) = (desk.clone(), state.setter(), found.clone());
            spawn_local(async move {
                let mut restored = Vec::new();
                for (whole, _) in found.iter() {
                    restored.push((whole.clone(), desk.shelf.restore(whole).await));
                }
                desk.list_again();
                state.set(State::Restored(Rc::new(restored)));
            });
        })
    };
    let open = |at: usize| {
        let (desk, state) = (desk.clone(), state.clone());
        Ask::new(move |passphrase| {
            let (desk, state) = (desk.clone(), state.clone());
            async move {
                let State::Found(found, locked) = &*state else { return Ok(()) };
                let whole = desk.shelf.open_whole(&locked[at], &passphrase).await?;
                let n_here = desk.shelf.n_changes(whole.id).await;
                let (mut found, mut locked) = ((**found).clone(), (**locked).clone());
                found.push((whole, n_here));
                locked.remove(at);
                state.set(State::Found(Rc::new(found), Rc::new(locked)));
                Ok(())
            }
        })
    };
    html! {
            <div class="form wide">
                <h1 tabindex="-1">{ t.title_everything() }</h1>
                <p class="lead">{ t.everything_lead() }</p>
                <section class="panel" aria-labelledby="out-title">
                    <h2 id="out-title">{ t.everything_out_title() }</h2>
                    <p>{ t.everything_out() }</p>
                    { get_out(t, &got_out) }
                </section>
                <section class="panel" aria-labelledby="back-title">
                    <h2 id="back-title">{ t.everything_back_title() }</h2>
                    <p>{ t.everything_back() }</p>
                    <label class="field file-field">
    <span class="label">{ t.everything_file() }</span>
                        <input type="file" accept=".json,application/json" onchange={on_picked} />
                    </label>
                    { outcome(t, &state, on_decided) }
                    { locked(t, &state, open) }
                </section>
            </div>
        }
}

/// The button that gets everything out, and the name of the file once it is out.
///
/// The page's own script writes it: the same that works when the program does not start.
pub fn get_out(t: Words, got_out: &UseStateHandle<Option<String>>) -> Html {
    let told = got_out.setter();
    let on_out = Callback::from(move |_: MouseEvent| {
        let told = told.clone();
        sight::get_everything_out(move |name| told.set(Some(name)));
    });
    html! {
        <>
            <p><button type="button" onclick={on_out}>{ t.everything_out_title() }</button></p>
            if let Some(name) = &**got_out {
                <p role="status">{ t.everything_out_done(name) }</p>
            }
        </>
    }
}

/// What is locked in the file, each with a field for its passphrase.
fn locked(t: Words, state: &State, open: impl Fn(usize) -> Ask) -> Html {
    let State::Found(_, locked) = state else { return Html::default() };
    html! {
        <div class="locked">
            for (at, one) in locked.iter().enumerate() {
                <section key={one.lock.id.to_string()} class="panel" aria-label={one.lock.label.clone()}>
                    <h3>{ one.lock.label.clone() }</h3>
                    <p>{ t.unlock_whole() }</p>
                    <AskPassphrase id={format!("passphrase-{}", one.lock.id)} button={t.unlock_whole_open(&one.lock.label)} on_entered={open(at)} />
                </section>
            }
        </div>
    }
}

type Found = (Vec<(Whole, u64)>, Vec<LockedWhole>);

async fn look_into(desk: &Desk, file: &file_in::Picked) -> Result<Found, Vec<Problem>> {
    let text = file_in::read_text(file, shelf::LARGEST as u64).await.map_err(|one| vec![one])?;
    let mut found = Vec::new();
    let everything = shelf::read_everything(&text)?;
    for whole in everything.wholes {
        let n_here = desk.shelf.n_changes(whole.id).await;
        found.push((whole, n_here));
    }
    Ok((found, everything.locked))
}

fn outcome(t: Words, state: &State, on_decided: Callback<MouseEvent>) -> Html {
    match state {
        State::Waiting => Html::default(),
        State::Refused(problems) => problem_list(t, t.everything_refused(), problems),
        State::Found(found, locked) if found.is_empty() && !locked.is_empty() => Html::default(),
        State::Found(found, _) if found.is_empty() => {
            html! { <p role="status">{ t.everything_nothing() }</p> }
        }
        State::Found(found, _) => html! {
            <div role="status">
                <table>
                    <caption>{ t.everything_found() }</caption>
                    <thead><tr>
                        <th scope="col">{ t.everything_inspection() }</th>
                        <th scope="col">{ t.everything_cases() }</th>
                        <th scope="col">{ t.everything_changes_there() }</th>
                        <th scope="col">{ t.everything_changes_here() }</th>
                    </tr></thead>
                    <tbody>
                        for (whole, n_here) in found.iter() {
                            <tr>
                                <th scope="row">{ whole.service.clone() }</th>
                                <td>{ whole.n_cases }</td>
                                <td>{ whole.n_changes }</td>
                                <td>{ *n_here }</td>
                            </tr>
                        }
                    </tbody>
                </table>
                <p>{ t.everything_decide() }</p>
                <button type="button" onclick={on_decided}>{ t.everything_bring_back() }</button>
            </div>
        },
        State::Restored(restored) => html! {
            <ul role="status">
                for (whole, outcome) in restored.iter() {
                    <li>
                        { match outcome {
                            Ok(mended) => html! {
                                <a href={Route::Inspection(whole.id, Screen::Overview).href()}>
                                    { t.everything_is_back(mended.n_changes as usize, &whole.service) }
                                </a>
                            },
                            Err(_) => html! { t.everything_not_back(&whole.service) },
                        } }
                    </li>
                }
            </ul>
        },
    }
}
