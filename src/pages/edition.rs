//! Another edition of the framework an inspection works to: what it says otherwise, and what of the work
//! would go over to it. Nothing goes over until the reader decides, and then into a new inspection.

use std::rc::Rc;
use std::sync::Arc;

use domain::{Carried, DeviceId, Difference, Framework, How, InspectionId, carry, difference};
use wire::Edition;
use words::{Run, Words};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::{address, clock};
use crate::files;
use crate::pages::frameworks;
use crate::pages::import::ReaderName;
use crate::route::{Route, Screen};
use crate::store::{Open, use_desk};

/// The inspection, and the edition it is held against.
#[derive(Properties, PartialEq)]
pub struct OtherEditionProps {
    /// The inspection.
    pub open: Open,
    /// The digest of the other edition.
    pub digest: AttrValue,
    /// Who reads.
    pub reader: AttrValue,
    /// This browser.
    pub device: DeviceId,
}

/// What is known of the other edition.
#[derive(Clone)]
struct Held {
    edition: Arc<Edition>,
    differences: Rc<Vec<Difference>>,
    carried: Rc<Carried>,
}

/// Another edition, held against the one the inspection works to.
#[component]
pub fn OtherEdition(props: &OtherEditionProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let held = use_state(|| None::<Result<Held, ()>>);
    let failed = use_state(|| false);
    let stamp = (props.device, props.reader.to_string());
    {
        let (desk, held, open) = (desk.clone(), held.setter(), props.open.clone());
        let (device, reader) = stamp.clone();
        use_effect_with((props.digest.clone(), reader), move |(digest, reader)| {
            let (digest, reader) = (digest.clone(), reader.clone());
            spawn_local(async move {
                let edition = desk.shelf.edition(&digest).await;
                held.set(Some(edition.map_err(|_| ()).map(|edition| {
                    let (old, new) = (&open.edition.framework, &edition.framework);
                    let id = InspectionId::new(clock::random());
                    let stamp = (device, reader.as_str(), clock::now());
                    let carried = carry((old, &open.inspection), new, id, stamp);
                    let differences = Rc::new(difference(old, new));
                    Held { differences, carried: Rc::new(carried), edition }
                })));
            });
        });
    }
    let on_begun = {
        let (held, failed) = (held.clone(), failed.setter());
        desk.on_click(move |desk| {
            let Some(Ok(held)) = &*held else { return };
            let (desk, held, failed) = (desk.clone(), held.clone(), failed.clone());
            spawn_local(async move {
                let id = held.carried.inspection.id;
                match files::begin_again(&desk, held.edition, &held.carried).await {
                    true => address::go(&Route::Inspection(id, Screen::Overview).fragment()),
                    false => failed.set(true),
                }
            });
        })
    };
    let old = &props.open.edition.framework;
    match &*held {
        None => html! { <h1 tabindex="-1">{ t.title_edition() }</h1> },
        Some(Err(())) => html! {
            <>
                <h1 tabindex="-1">{ t.title_edition() }</h1>
                <p>{ t.frameworks_not_here() }</p>
            </>
        },
        Some(Ok(held)) => {
            let new = &held.edition.framework;
            html! {
                <div class="edition">
                    <h1 tabindex="-1">{ t.edition_title(&new.edition, new.title.get(t.language)) }</h1>
                    <p class="lead">{ t.edition_lead(&old.edition) }</p>
                    if *failed {
                        <p class="alarm" role="alert">{ t.new_failed() }</p>
                    }
                    <section class="panel" aria-labelledby="carry-title">
                        <h2 id="carry-title">{ t.edition_carry_title() }</h2>
                        { what_goes_over(t, &held.carried) }
                        if props.reader.is_empty() {
                            <ReaderName />
                        } else {
                            <button type="button" onclick={on_begun}>{ t.edition_begin(&new.edition) }</button>
                        }
                    </section>
                    <h2>{ t.edition_differences() }</h2>
                    { differences(t, old, new, &held.differences) }
                </div>
            }
        }
    }
}

fn what_goes_over(t: Words, carried: &Carried) -> Html {
    html! {
        <>
            <ul>
                <li>{ t.edition_kept(carried.kept as usize) }</li>
                <li>{ t.edition_reopened(carried.reopened as usize) }</li>
                <li>{ t.edition_left_behind(carried.left_behind.len()) }</li>
                <li>{ t.edition_panel() }</li>
            </ul>
            <p>{ t.edition_stays() }</p>
        </>
    }
}

fn differences(t: Words, old: &Framework, new: &Framework, all: &[Difference]) -> Html {
    if all.is_empty() {
        return html! { <p>{ t.edition_no_differences() }</p> };
    }
    // What is told of one part stands together.
    let parts: Vec<&[Difference]> = all.chunk_by(|one, next| one.part == next.part).collect();
    html! {
        <ul class="differences">
            for part in parts {
                <li key={t.part(part[0].part)}>{ one_part(t, old, new, part) }</li>
            }
        </ul>
    }
}

fn one_part(t: Words, old: &Framework, new: &Framework, part: &[Difference]) -> Html {
    let gone = part.iter().any(|one| one.how == How::Removed);
    let text = t.part_text(if gone { old } else { new }, part[0].part);
    html! {
        <>
            <strong>{ t.part(part[0].part) }</strong>{ " " }{ text }
            <ul>
                for one in part {
                    <li>{ how(t, old, new, &one.how) }</li>
                }
            </ul>
        </>
    }
}

fn how(t: Words, old: &Framework, new: &Framework, how: &How) -> Html {
    match how {
        How::Changed { old: before, new: after, .. } => html! {
            <>
                { t.how(how) }{ ": " }
                for run in t.change((old, before), (new, after)) {
                    { one_run(run) }
                }
            </>
        },
        _ => html! { <>{ t.how(how) }</> },
    }
}

fn one_run(run: Run) -> Html {
    match run {
        Run::Same(text) => html! { <span>{ text }</span> },
        Run::Removed(text) => html! { <del>{ text }</del> },
        Run::Added(text) => html! { <ins>{ text }</ins> },
    }
}

/// Links to other editions of the framework that an inspection works to, where there are any.
#[derive(Properties, PartialEq)]
pub struct OtherEditionsProps {
    /// The inspection.
    pub inspection: InspectionId,
    /// The identifier of its framework.
    pub identifier: AttrValue,
    /// The digest of its edition.
    pub digest: AttrValue,
}

/// Other editions at hand.
#[component]
pub fn OtherEditions(props: &OtherEditionsProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let others = use_state(Vec::new);
    {
        let (desk, others) = (desk.clone(), others.setter());
        let key = (props.identifier.clone(), props.digest.clone());
        use_effect_with(key, move |(identifier, digest)| {
            let (identifier, digest) = (identifier.clone(), digest.clone());
            spawn_local(async move {
                let mut all = frameworks::known(&desk).await.0;
                all.retain(|one| *one.identifier == *identifier && *one.digest != *digest);
                others.set(all);
            });
        });
    }
    html! {
        <ul class="other-editions">
            for one in others.iter() {
                <li key={one.digest.clone()}>
                    { t.edition_another(&one.edition) }{ " " }
                    <a href={Route::Inspection(props.inspection, Screen::Edition(one.digest.clone())).href()}>{ t.edition_see() }</a>
                </li>
            }
        </ul>
    }
}
