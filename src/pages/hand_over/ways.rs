//! How a file goes out: sealed for the lead inspector first, with a passphrase second, plain as a deliberate act.

use std::cell::Cell;

use domain::HandOverKey;
use seal::{SHORTEST_PASSPHRASE, Strength, strength};
use words::Words;
use yew::prelude::*;

use crate::components::fields::InputField;
use crate::files::Way;
use crate::store::use_desk;

#[derive(Properties, PartialEq)]
pub struct WaysProps {
    /// The inspection's, if it has one.
    pub hand_over_key: Option<HandOverKey>,
    /// How many cases are chosen; `None` for the whole inspection.
    pub n_chosen: Option<usize>,
    /// Whether something is going out now.
    pub working: bool,
    /// Called with the way that was taken.
    pub on_way: Callback<Way>,
}

/// The ways out.
#[component]
pub fn Ways(props: &WaysProps) -> Html {
    let t = use_desk().words;
    let passphrase = use_state(|| AttrValue::Static(""));
    let again = use_state(|| AttrValue::Static(""));
    let n_sealed = use_memo((), |()| Cell::new(0_u32));
    let into = |state: &UseStateHandle<AttrValue>| {
        let (state, n_sealed, drawn_at) = (state.setter(), n_sealed.clone(), n_sealed.get());
        Callback::from(move |text: String| {
            // A field that is taken away while the focus is in it still says what was in it.
            if n_sealed.get() == drawn_at {
                state.set(text.into());
            }
        })
    };
    let on_passphrase = {
        let (passphrase, again, n_sealed) = (passphrase.clone(), again.clone(), n_sealed.clone());
        let on_way = props.on_way.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            on_way.emit(Way::WithPassphrase((*passphrase).as_ref().into()));
            // Nobody who passes by is to find it in the fields, which are drawn anew with what they hold.
            passphrase.set("".into());
            again.set("".into());
            n_sealed.set(n_sealed.get() + 1);
        })
    };
    let nothing = props.working || props.n_chosen == Some(0);
    let usable = strength(&passphrase) != Strength::TooShort && *passphrase == *again;
    let on_plain = props.on_way.reform(|_: MouseEvent| Way::Plain);
    let plain = match props.n_chosen {
        None => t.hand_over_export().to_owned(),
        Some(n) => t.hand_over_export_chosen(n),
    };
    html! {
        <section class="panel ways" aria-labelledby="ways-title">
            <h2 id="ways-title">{ t.ways_title() }</h2>
            <div class="way">
                <h3>{ t.ways_key_title() }{ " " }<span class="tag done">{ t.ways_key_tag() }</span></h3>
                if let Some(key) = props.hand_over_key.clone() {
                    <p>{ t.ways_key() }</p>
                    <button type="button" disabled={nothing} onclick={props.on_way.reform(move |_: MouseEvent| Way::ForKey(key.clone()))}>
                        { t.ways_key_export() }
                    </button>
                } else {
                    <p>{ t.ways_key_none() }</p>
                }
            </div>
            <form class="way" onsubmit={on_passphrase}>
                <h3>{ t.ways_passphrase_title() }</h3>
                <p>{ t.ways_passphrase() }</p>
                <div class="field-grid" key={n_sealed.get()}>
                    <InputField id="passphrase" kind="password" label={t.ways_passphrase_field()} hint={t.ways_passphrase_hint()} value={(*passphrase).clone()} on_entered={into(&passphrase)} />
                    <InputField id="passphrase-again" kind="password" label={t.ways_passphrase_again()} value={(*again).clone()} on_entered={into(&again)} />
                </div>
                <p class="field-hint" role="status">{ hint(t, &passphrase, &again) }</p>
                <button type="submit" class="secondary" disabled={nothing || !usable}>{ t.ways_passphrase_export() }</button>
            </form>
            <details class="way">
                <summary>{ t.ways_plain_title() }</summary>
                <p>{ t.ways_plain() }</p>
                <button type="button" class="secondary" disabled={nothing} onclick={on_plain}>{ plain }</button>
            </details>
        </section>
    }
}

/// How good the passphrase is, and whether it was typed twice alike.
fn hint(t: Words, passphrase: &str, again: &str) -> String {
    let weighed = match strength(passphrase) {
        _ if passphrase.is_empty() => return String::new(),
        Strength::TooShort => return t.ways_passphrase_too_short(SHORTEST_PASSPHRASE),
        Strength::Weak => t.ways_passphrase_weak(),
        Strength::Good => t.ways_passphrase_good(),
    };
    if again.is_empty() || again == passphrase {
        weighed.to_owned()
    } else {
        t.ways_passphrase_differs().to_owned()
    }
}
