//! Bringing a file in: what it would bring is shown first, then one decision.

use std::rc::Rc;

use domain::{CaseNews, Problem};
use wire::lock::SealedCopy;
use words::Words;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::sealing::Failure;
use crate::browser::{address, clock, file_in};
use crate::components::fields::InputField;
use crate::components::problems::{problem_list, unsealed};
use crate::files::{self, Looked, Preview, Progress, SealedFile, Stage, Unread};
use crate::pages::unlock::{Ask, AskPassphrase};
use crate::route::{Route, Screen};
use crate::store::use_desk;

mod sealed;

use sealed::OpenSealed;

/// Who brings it in.
#[derive(Properties, PartialEq)]
pub struct ImportProps {
    /// The reader's name or initials, as given last.
    pub reader: AttrValue,
}

/// How far it is.
#[derive(Clone)]
enum State {
    Waiting,
    Working(Stage, usize, usize),
    Refused(String, Vec<Problem>),
    Unopened(String, Failure),
    Sealed(SealedFile),
    Previewed(Rc<std::cell::RefCell<Option<Preview>>>),
    /// It is the copy, of this name, of an inspection with a passphrase.
    Locked(String, Rc<SealedCopy>),
}

impl State {
    fn previewed(preview: Preview) -> Self {
        Self::Previewed(Rc::new(Some(preview).into()))
    }

    fn unread(name: String, unread: Unread) -> Self {
        match unread {
            Unread::Problems(problems) => Self::Refused(name, problems),
            Unread::Unopened(failure) => Self::Unopened(name, failure),
        }
    }
}

/// Bringing a file in.
#[component]
pub fn Import(props: &ImportProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let state = use_state(|| State::Waiting);
    let told = state.setter();
    let progress = Progress::new(move |stage, done, of| told.set(State::Working(stage, done, of)));
    let on_picked = {
        let (desk, state, progress) = (desk.clone(), state.setter(), progress.clone());
        Callback::from(move |event: Event| {
            let Some(file) = file_in::picked(&event) else { return };
            let (desk, state, progress) = (desk.clone(), state.clone(), progress.clone());
            spawn_local(async move {
                state.set(match files::look(&desk, &file, &progress).await {
                    Ok(Looked::Read(preview)) => State::previewed(*preview),
                    Ok(Looked::Sealed(sealed)) => State::Sealed(sealed),
                    Ok(Looked::Locked(name, copy)) => State::Locked(name, copy),
                    Err(unread) => State::unread(file.name(), unread),
                });
            });
        })
    };
    let on_opened = {
        let setter = state.setter();
        Callback::from(move |(name, opened): (String, Result<Preview, Vec<Problem>>)| {
            setter.set(match opened {
                Ok(preview) => State::previewed(preview),
                Err(problems) => State::Refused(name, problems),
            });
        })
    };
    let on_decided = {
        let (desk, state, progress) = (desk.clone(), state.clone(), progress.clone());
        Callback::from(move |_: MouseEvent| {
            let State::Previewed(preview) = &*state else { return };
            let Some(preview) = preview.borrow_mut().take() else { return };
            let (desk, state, progress) = (desk.clone(), state.setter(), progress.clone());
            spawn_local(async move {
                let name = preview.name.clone();
                match files::bring_in(&desk, preview, &progress).await {
                    Ok(id) => address::go(&Route::Inspection(id, Screen::Overview).fragment()),
                    Err(problems) => state.set(State::Refused(name, problems)),
                }
            });
        })
    };
    let open = |name: &str, copy: &Rc<SealedCopy>| {
        let (desk, state, progress) = (desk.clone(), state.setter(), progress.clone());
        let (name, copy) = (name.to_owned(), copy.clone());
        Ask::new(move |passphrase| {
            let (desk, state, progress) = (desk.clone(), state.clone(), progress.clone());
            let (name, copy) = (name.clone(), copy.clone());
            async move {
                let (text, key) = desk.shelf.open_copy(&copy, &passphrase).await?;
                let of = name.clone();
                let preview = files::preview(&desk, of, text, Some(key), &progress).await;
                state.set(match preview {
                    Ok(preview) => State::previewed(preview),
                    Err(problems) => State::Refused(name, problems),
                });
                Ok(())
            }
        })
    };
    let working = matches!(*state, State::Working(..));
    html! {
        <div class="form">
            <h1 tabindex="-1">{ t.title_import() }</h1>
            <p class="lead">{ t.import_lead() }</p>
            if props.reader.is_empty() {
                <ReaderName />
            }
            <label class="field file-field">
                <span class="label">{ t.import_pick() }</span>
                <input type="file" accept=".json,.age,application/json" disabled={working} onchange={on_picked} />
            </label>
            { match &*state {
                State::Waiting => html! { <p hidden=true /> },
                State::Working(stage, done, of) => progress_bar(t, *stage, *done, *of),
                State::Refused(name, problems) => html! {
                    <>
                        { problem_list(t, &t.import_refused(name), problems) }
                        <p>{ t.import_nothing_changed() }</p>
                    </>
                },
                State::Unopened(name, failure) => html! {
                    <>
                        { unsealed(t, &t.import_refused(name), failure) }
                        <p>{ t.import_nothing_changed() }</p>
                    </>
                },
                State::Sealed(file) => html! { <OpenSealed file={file.clone()} {on_opened} /> },
                State::Locked(name, copy) => html! {
                    <section class="panel" aria-labelledby="sealed-title">
                        <h2 id="sealed-title">{ t.unlock_copy_title(name) }</h2>
                        <p>{ t.unlock_copy(&copy.lock.label) }</p>
                        <AskPassphrase button={t.unlock_copy_open()} on_entered={open(name, copy)} />
                    </section>
                },
                State::Previewed(preview) => match &*preview.borrow() {
                    Some(preview) => previewed(t, preview, on_decided),
                    None => html! { <p hidden=true /> },
                },
            } }
        </div>
    }
}

/// How far something is, as a bar and in words.
pub fn progress_bar(t: Words, stage: Stage, done: usize, of: usize) -> Html {
    let word = match stage {
        Stage::Reading => t.progress_reading(),
        Stage::Writing => t.progress_writing(),
        Stage::Checking => t.progress_checking(),
        Stage::Keeping => t.progress_keeping(),
        Stage::Sealing => t.progress_sealing(),
        Stage::Opening => t.progress_opening(),
    };
    html! {
        <div class="working" role="status">
            <span>{ word }</span>
            <progress max={of.max(1).to_string()} value={done.to_string()} aria-label={word} />
        </div>
    }
}

fn previewed(t: Words, preview: &Preview, on_decided: Callback<MouseEvent>) -> Html {
    let exported = &preview.exported;
    let head = &exported.head;
    let refused = !preview.problems.is_empty();
    html! {
        <section class="panel" aria-labelledby="preview-title">
            <h2 id="preview-title">{ t.import_preview(&preview.name) }</h2>
            <dl class="facts">
                <dt>{ t.new_service() }</dt><dd>{ exported.inspection.service.clone() }</dd>
                <dt>{ t.new_marking() }</dt><dd><strong class="marking">{ head.marking.clone() }</strong></dd>
                <dt>{ t.new_framework() }</dt>
                <dd>{ t.home_edition(&head.framework.identifier, &head.framework.edition) }</dd>
                <dt>{ t.import_written() }</dt>
                <dd>{ t.import_written_by(&head.exported_by, clock::local_time(head.exported_at), &head.program) }</dd>
                <dt>{ t.title_cases() }</dt>
                <dd>{ if head.whole { t.import_whole(head.n_cases) } else { t.import_chosen(head.n_cases) } }</dd>
            </dl>
            if preview.is_here() {
                <p>{ t.import_is_here() }</p>
                <ul>
                    <li>{ t.import_new(preview.count(CaseNews::New)) }</li>
                    <li>{ t.import_newer(preview.count(CaseNews::NewerThere)) }</li>
                    <li>{ t.import_same(preview.count(CaseNews::Same) + preview.count(CaseNews::NewerHere)) }</li>
                    <li>{ t.import_both(preview.count(CaseNews::BothChanged)) }</li>
                </ul>
            }
            if refused {
                { problem_list(t, &t.import_refused(&preview.name), &preview.problems) }
                <p>{ t.import_nothing_changed() }</p>
            } else if preview.is_new() {
                <button type="button" onclick={on_decided}>{ t.import_bring_in() }</button>
            } else {
                <p role="status">{ t.import_nothing_new() }</p>
            }
        </section>
    }
}

/// Asks whoever uses this browser for a name or initials, where none is known.
#[component]
pub fn ReaderName() -> Html {
    let desk = use_desk();
    let t = desk.words;
    let entered = use_state(String::new);
    let on_entered = {
        let entered = entered.clone();
        Callback::from(move |text: String| entered.set(text))
    };
    let on_named = {
        let entered = entered.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !entered.trim().is_empty() {
                desk.name_reader(entered.trim().to_owned());
            }
        })
    };
    html! {
        <form class="panel reader-name" onsubmit={on_named}>
            <InputField id="reader-name" label={t.new_reader()} hint={t.new_reader_hint()} value={(*entered).clone()} {on_entered} />
            <button type="submit" class="secondary">{ t.form_keep() }</button>
        </form>
    }
}
