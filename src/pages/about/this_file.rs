//! Whether the file is the one that was published: its SHA-256, computed here, and how to compute it with
//! what every Windows has.

use words::Words;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::{file_in, parts};
use crate::components::fields::InputField;
use crate::page_file::{digest_in, page_parts};
use crate::store::use_desk;

/// Some twenty times the page.
const LARGEST: u64 = 20_000_000;

/// A file that was picked.
#[derive(Clone, PartialEq)]
struct Picked {
    name: String,
    /// Its length in bytes and its digest; nothing where it cannot be read.
    read: Option<(usize, String)>,
    /// Whether it is the page that is open; nothing where that cannot be told.
    same: Option<bool>,
}

async fn look_into(file: &file_in::Picked) -> Picked {
    let name = file.name();
    let Ok(bytes) = file_in::read(file, LARGEST).await else {
        return Picked { name, read: None, same: None };
    };
    let same = parts::running().map(|running| page_parts(&bytes) == Some(running));
    Picked { name, read: Some((bytes.len(), wire::digest(&bytes))), same }
}

/// The section of the screen about the program.
#[component]
pub fn ThisFile() -> Html {
    let t = use_desk().words;
    let picked = use_state(|| None::<Picked>);
    let published = use_state(String::new);
    let on_picked = {
        let picked = picked.setter();
        Callback::from(move |event: Event| {
            let file = file_in::picked(&event);
            let (Some(file), picked) = (file, picked.clone()) else { return };
            spawn_local(async move { picked.set(Some(look_into(&file).await)) });
        })
    };
    let on_published = {
        let published = published.setter();
        Callback::from(move |text: String| published.set(text))
    };
    html! {
        <section aria-labelledby="file-title">
            <h2 id="file-title">{ t.about_file_title() }</h2>
            <p>{ t.about_file() }</p>
            <label class="field file-field">
                <span class="label">{ t.about_file_pick() }</span>
                <input type="file" accept=".html,text/html" onchange={on_picked} />
            </label>
            <InputField label={t.about_published()} hint={t.about_published_hint()} value={published.as_str().to_owned()} on_entered={on_published} />
            <div role="status">
                if let Some(picked) = &*picked {
                    { told(t, picked, &published) }
                }
            </div>
            <h3>{ t.about_windows_title() }</h3>
            <p>{ t.about_windows() }</p>
            <dl class="facts">
                <dt>{ t.about_prompt() }</dt><dd><code>{ "certutil -hashfile caseread.html SHA256" }</code></dd>
                <dt>{ t.about_powershell() }</dt><dd><code>{ "Get-FileHash caseread.html" }</code></dd>
                <dt>{ t.about_elsewhere() }</dt><dd><code>{ "sha256sum caseread.html" }</code></dd>
                if let Some(running) = parts::running() {
                    <dt>{ t.about_program() }</dt><dd><code>{ running.program }</code></dd>
                }
            </dl>
            <p>{ t.about_windows_why() }</p>
        </section>
    }
}

fn told(t: Words, picked: &Picked, published: &str) -> Html {
    let Some((length, digest)) = &picked.read else {
        return html! { <p class="file-verdict bad">{ t.about_unread(&picked.name) }</p> };
    };
    let (class, verdict) = match digest_in(published) {
        None if published.trim().is_empty() => ("open", t.about_compare()),
        None => ("care", t.about_no_digest()),
        Some(one) if one == *digest => ("well", t.about_equal()),
        Some(_) => ("bad", t.about_differs()),
    };
    let same = match picked.same {
        None => t.about_same_unknown(),
        Some(true) => t.about_same(),
        Some(false) => t.about_another(),
    };
    html! {
        <>
            <dl class="facts">
                <dt>{ t.about_digest(&picked.name, *length) }</dt><dd><code>{ digest.clone() }</code></dd>
            </dl>
            <p class={classes!("file-verdict", class)}><strong>{ verdict }</strong></p>
            <p>{ same }</p>
        </>
    }
}
