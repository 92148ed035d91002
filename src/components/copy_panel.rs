//! Where copies outside the browser go, what the last one is, and whether it was checked.

use domain::InspectionId;
use shelf::Copy;
use words::Words;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::{clock, file_in, folder};
use crate::components::problems::problem_list;
use crate::copies::{self, CopyPlace};
use crate::route::{Route, Screen};
use crate::store::{Desk, use_copy_settings, use_desk};

/// The last copy of an inspection.
#[derive(Properties, PartialEq)]
pub struct CopyPanelProps {
    /// The inspection.
    pub id: InspectionId,
    /// Its last copy.
    pub copy: Option<Copy>,
}

/// What came of picking the copy up.
#[derive(Clone, PartialEq)]
enum Picked {
    Nothing,
    Same,
    Another,
    Unreadable(domain::Problem),
}

/// Copies outside the browser.
#[component]
pub fn CopyPanel(props: &CopyPanelProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let settings = use_copy_settings();
    let picked = use_state(|| Picked::Nothing);
    let id = props.id;
    let on_picked = {
        let (desk, picked, copy) = (desk.clone(), picked.setter(), props.copy.clone());
        Callback::from(move |event: Event| {
            let file = file_in::picked(&event);
            let Some((file, copy)) = file.zip(copy.clone()) else { return };
            let (desk, picked) = (desk.clone(), picked.clone());
            spawn_local(async move {
                picked.set(match copies::check(&desk, id, &copy, &file).await {
                    Ok(Some(checked)) => {
                        desk.copied(id, checked);
                        Picked::Same
                    }
                    Ok(None) => Picked::Another,
                    Err(problem) => Picked::Unreadable(problem),
                });
            });
        })
    };
    let choose = |on_request: bool| desk.on_click(move |desk| desk.copy_on_request(on_request));
    html! {
        <section class="panel" aria-labelledby="copies-title">
            <h2 id="copies-title">{ t.copies_title() }</h2>
            <p>{ t.copies_lead() }</p>
            { place(&desk, t, &settings.place) }
            <fieldset class="choice stacked">
                <legend>{ t.copies_when() }</legend>
                <label><input type="radio" name="copies-when" checked={!settings.on_request} onclick={choose(false)} />{ t.copies_automatic() }</label>
                <label><input type="radio" name="copies-when" checked={settings.on_request} onclick={choose(true)} />{ t.copies_on_request() }</label>
            </fieldset>
            { last(t, props.copy.as_ref(), &picked, on_picked) }
            <p class="actions">
                <button type="button" class="secondary" onclick={desk.on_click(move |desk| desk.copy(id))}>{ t.copies_make() }</button>
                if props.copy.is_some() {
                    <a class="button secondary" href={Route::Inspection(id, Screen::Drill).href()}>{ t.title_drill() }</a>
                }
            </p>
        </section>
    }
}

/// Where they go, and how to alter that.
fn place(desk: &Desk, t: Words, place: &CopyPlace) -> Html {
    let choose = html! {
        <button type="button" class="secondary" onclick={desk.on_click(|desk| desk.choose_folder())}>{ t.copies_choose() }</button>
    };
    let leave = html! {
        <button type="button" class="quiet" onclick={desk.on_click(|desk| desk.leave_folder())}>{ t.copies_leave() }</button>
    };
    match place {
        CopyPlace::Downloads if !folder::is_offered() => {
            html! { <p>{ t.copies_only_downloads() }</p> }
        }
        CopyPlace::Downloads => html! {
            <>
                <p>{ t.copies_downloads() }</p>
                <p class="actions">{ choose }</p>
            </>
        },
        CopyPlace::Folder { name, is_allowed: true } => html! {
            <>
                <p>{ t.copies_folder(name) }</p>
                <p class="actions">{ choose }{ leave }</p>
            </>
        },
        CopyPlace::Folder { name, is_allowed: false } => html! {
            <>
                <p class="alarm">{ t.copies_folder_closed(name) }</p>
                <p class="actions">
                    <button type="button" onclick={desk.on_click(|desk| desk.allow_folder())}>{ t.copies_allow() }</button>
                    { leave }
                </p>
            </>
        },
    }
}

/// The last copy, and picking it up where it could not be read back.
fn last(t: Words, copy: Option<&Copy>, picked: &Picked, on_picked: Callback<Event>) -> Html {
    let Some(copy) = copy else { return html! { <p>{ t.saved_no_copy() }</p> } };
    let state = if copy.is_checked { t.copies_checked() } else { t.copies_unchecked() };
    html! {
        <>
            <dl class="facts">
                <dt>{ t.copies_last() }</dt><dd>{ clock::local_time(copy.at) }</dd>
                if !copy.name.is_empty() {
                    <dt>{ t.hand_over_name() }</dt><dd><code>{ copy.name.clone() }</code></dd>
                    <dt>{ t.hand_over_fingerprint() }</dt><dd><code>{ copy.fingerprint.clone() }</code></dd>
                    <dt>{ t.copies_state() }</dt><dd>{ state }</dd>
                }
            </dl>
            if !copy.is_checked && !copy.fingerprint.is_empty() {
                <label class="field file-field">
                    <span class="label">{ t.copies_pick() }</span>
                    <input type="file" onchange={on_picked} />
                </label>
            }
            { match picked {
                Picked::Nothing => Html::default(),
                Picked::Same => html! { <p role="status">{ t.copies_same() }</p> },
                Picked::Another => html! { <p class="alarm" role="alert">{ t.copies_another() }</p> },
                Picked::Unreadable(problem) => problem_list(t, t.remove_unreadable(), std::slice::from_ref(problem)),
            } }
        </>
    }
}
