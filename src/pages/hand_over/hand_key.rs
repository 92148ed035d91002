//! The lead inspector's pair of keys: the public one goes into the inspection, the secret one into a file.

use std::rc::Rc;

use domain::{Inspection, InspectionField, Target};
use words::Words;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::sealing::{Failure, KeyPair};
use crate::components::problems::unsealed;
use crate::files;
use crate::store::{Desk, use_desk};

const KEY: Target = Target::Inspection(InspectionField::HandOverKey);

#[derive(Properties, PartialEq)]
pub struct HandKeyProps {
    /// The inspection.
    pub inspection: Rc<Inspection>,
    /// Whether another window writes: then no key is made or altered here.
    pub looks_on: bool,
}

/// How far the making of a key is.
#[derive(Clone, PartialEq)]
enum Making {
    Not,
    /// It is made, and perhaps saved: under this name.
    Made(Rc<KeyPair>, Option<String>),
    Failed(Failure),
    NotSaved(Rc<KeyPair>, String),
}

/// The hand-over key of the inspection.
#[component]
pub fn HandKey(props: &HandKeyProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let making = use_state(|| Making::Not);
    let on_make = {
        let setter = making.setter();
        Callback::from(move |_: MouseEvent| {
            let setter = setter.clone();
            spawn_local(async move {
                setter.set(match files::make_key_pair().await {
                    Ok(pair) => Making::Made(Rc::new(pair), None),
                    Err(failure) => Making::Failed(failure),
                });
            });
        })
    };
    html! {
        <section class="panel" aria-labelledby="hand-key-title">
            <h2 id="hand-key-title">{ t.hand_key_title() }</h2>
            <p>{ t.hand_key_lead() }</p>
            <fieldset class="bare" disabled={props.looks_on}>
                { match (&*making, &props.inspection.hand_over_key) {
                    (Making::Made(pair, saved), _) => made(&desk, &props.inspection, &making, pair, saved.as_deref()),
                    (Making::NotSaved(pair, why), _) => html! {
                        <>
                            <p class="alarm" role="alert">{ t.hand_over_not_offered(why) }</p>
                            { made(&desk, &props.inspection, &making, pair, None) }
                        </>
                    },
                    (Making::Failed(failure), _) => html! {
                        <>
                            { unsealed(t, t.hand_key_failed(), failure) }
                            <button type="button" class="secondary" onclick={on_make}>{ t.hand_key_make() }</button>
                        </>
                    },
                    (Making::Not, None) => html! {
                        <button type="button" class="secondary" onclick={on_make}>{ t.hand_key_make() }</button>
                    },
                    (Making::Not, Some(key)) => html! {
                        <>
                            <p>{ t.hand_key_has() }</p>
                            { public_key(t, key.as_str()) }
                            <p>{ t.hand_key_tell() }</p>
                            <details class="hand-key">
                                <summary>{ t.hand_key_change() }</summary>
                                <p>{ t.hand_key_change_lead() }</p>
                                <p class="actions">
                                    <button type="button" class="secondary" onclick={on_make}>{ t.hand_key_replace() }</button>
                                    { " " }
                                    <button type="button" class="secondary" onclick={desk.on_click(|desk| desk.edit(KEY, None))}>{ t.hand_key_remove() }</button>
                                </p>
                            </details>
                        </>
                    },
                } }
            </fieldset>
        </section>
    }
}

/// A key just made, until it is saved and taken into use, or thrown away.
fn made(
    desk: &Desk,
    inspection: &Rc<Inspection>,
    making: &UseStateHandle<Making>,
    pair: &Rc<KeyPair>,
    saved: Option<&str>,
) -> Html {
    let t = desk.words;
    let on_save = {
        let (making, pair, inspection) = (making.setter(), pair.clone(), inspection.clone());
        Callback::from(move |_: MouseEvent| {
            making.set(match files::save_key_file(t, &inspection, &pair) {
                Ok(name) => Making::Made(pair.clone(), Some(name)),
                Err(why) => Making::NotSaved(pair.clone(), why),
            });
        })
    };
    let on_use = {
        let (making, public) = (making.setter(), pair.public.to_string());
        desk.on_click(move |desk| {
            desk.edit(KEY, Some(public.clone()));
            making.set(Making::Not);
        })
    };
    let on_discard = {
        let making = making.setter();
        Callback::from(move |_: MouseEvent| making.set(Making::Not))
    };
    html! {
        <div class="made-key" role="group" aria-labelledby="made-title">
            <h3 id="made-title">{ t.hand_key_made_title() }</h3>
            <p>{ t.hand_key_made() }</p>
            <dl class="facts keys">
                <dt>{ t.hand_key_secret() }</dt><dd><code>{ pair.secret.clone() }</code></dd>
                <dt>{ t.hand_key_public() }</dt><dd><code>{ pair.public.to_string() }</code></dd>
            </dl>
            <p><strong>{ t.hand_key_lost() }</strong></p>
            if let Some(name) = saved {
                <p role="status">{ t.hand_key_saved(name) }</p>
            }
            <p class="actions">
                <button type="button" class={classes!(saved.is_some().then_some("secondary"))} onclick={on_save}>{ t.hand_key_save() }</button>
                { " " }
                <button type="button" class={classes!(saved.is_none().then_some("secondary"))} disabled={saved.is_none()} onclick={on_use}>{ t.hand_key_use() }</button>
                { " " }
                <button type="button" class="secondary" onclick={on_discard}>{ t.hand_key_discard() }</button>
            </p>
        </div>
    }
}

fn public_key(t: Words, key: &str) -> Html {
    html! {
        <dl class="facts keys">
            <dt>{ t.hand_key_public() }</dt><dd><code>{ key.to_owned() }</code></dd>
        </dl>
    }
}
