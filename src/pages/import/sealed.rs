//! A sealed file: asks for what opens it, as often as it takes.

use domain::Problem;
use seal::Lock;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::progress_bar;
use crate::browser::file_in;
use crate::browser::sealing::{Failure, With};
use crate::components::fields::InputField;
use crate::components::problems::told_failure;
use crate::files::{self, Preview, Progress, SealedFile, Stage, Unread};
use crate::store::use_desk;

/// The most bytes of a key file.
const LARGEST_KEY_FILE: u64 = 64 * 1024;

#[derive(Properties, PartialEq)]
pub struct OpenSealedProps {
    /// The file.
    pub file: SealedFile,
    /// Called with its name when it is open, with what it would bring or all that is wrong with what was in it.
    pub on_opened: Callback<(String, Result<Preview, Vec<Problem>>)>,
}

/// Opens a sealed file.
#[component]
pub fn OpenSealed(props: &OpenSealedProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let secret = use_state(|| AttrValue::Static(""));
    let working = use_state(|| None::<(Stage, usize, usize)>);
    let failure = use_state(|| None::<Failure>);
    let by_passphrase = props.file.lock == Lock::Passphrase;
    let open = {
        let (file, on_opened) = (props.file.clone(), props.on_opened.clone());
        let (working, failure) = (working.setter(), failure.setter());
        Callback::from(move |secret: AttrValue| {
            let (desk, file, on_opened) = (desk.clone(), file.clone(), on_opened.clone());
            let (working, failure) = (working.clone(), failure.clone());
            spawn_local(async move {
                failure.set(None);
                let told = working.clone();
                let progress =
                    Progress::new(move |stage, done, of| told.set(Some((stage, done, of))));
                let with =
                    if by_passphrase { With::Passphrase(&secret) } else { With::KeyFile(&secret) };
                match files::open(&desk, &file, with, &progress).await {
                    Ok(preview) => on_opened.emit((file.name, Ok(preview))),
                    Err(Unread::Problems(problems)) => on_opened.emit((file.name, Err(problems))),
                    Err(Unread::Unopened(why)) => {
                        working.set(None);
                        failure.set(Some(why));
                    }
                }
            });
        })
    };
    let on_entered = {
        let secret = secret.setter();
        Callback::from(move |text: String| secret.set(text.into()))
    };
    let on_submit = {
        let (open, secret) = (open.clone(), secret.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            open.emit((*secret).clone());
        })
    };
    let on_key_file = {
        let failure = failure.setter();
        Callback::from(move |event: Event| {
            let Some(file) = file_in::picked(&event) else { return };
            let (open, failure) = (open.clone(), failure.clone());
            spawn_local(async move {
                match file_in::read_text(&file, LARGEST_KEY_FILE).await {
                    Ok(text) => open.emit(text.into()),
                    Err(_) => failure.set(Some(Failure::Fault(seal::Fault::NoSecretKey))),
                }
            });
        })
    };
    let busy = working.is_some();
    let error = failure.as_ref().map(|failure| {
        let (fault, way_out) = told_failure(t, failure);
        AttrValue::from(format!("{fault} {way_out}"))
    });
    html! {
        <form class="panel" aria-labelledby="sealed-title" onsubmit={on_submit}>
            <h2 id="sealed-title">{ t.sealed_file_title(&props.file.name) }</h2>
            <p>{ if by_passphrase { t.sealed_file_passphrase() } else { t.sealed_file_key() } }</p>
            if let Some(error) = error {
                <p class="field-error" role="alert">{ error }</p>
            }
            if by_passphrase {
                <InputField id="secret" kind="password" label={t.ways_passphrase_field()} value={(*secret).clone()} {on_entered} />
            } else {
                <label class="field file-field">
                    <span class="label">{ t.sealed_file_key_file() }</span>
                    <input type="file" disabled={busy} onchange={on_key_file} />
                </label>
                <InputField id="secret" kind="password" label={t.sealed_file_secret()} hint={t.sealed_file_secret_hint()} value={(*secret).clone()} {on_entered} />
            }
            <button type="submit" disabled={busy || secret.is_empty()}>{ t.sealed_file_open() }</button>
            if let Some((stage, done, of)) = *working {
                { progress_bar(t, stage, done, of) }
            }
        </form>
    }
}
