//! The frameworks: those that come with the program and those imported.

use std::rc::Rc;

use domain::{Certainty, Problem};
use wire::Edition;
use words::Words;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::file_in;
use crate::components::problems::problem_list;
use crate::components::unconfirmed::unconfirmed_tag;
use crate::files;
use crate::route::Route;
use crate::store::{Desk, use_desk};

/// An edition in the list.
#[derive(Clone, PartialEq)]
pub struct Known {
    /// Its framework's identifier.
    pub identifier: String,
    /// Its edition.
    pub edition: String,
    /// Its digest.
    pub digest: String,
    /// Its title.
    pub title: String,
    /// How sure it is as a whole.
    pub certainty: Certainty,
    /// Whether it was imported, and did not come with the program.
    pub imported: bool,
    /// Whether an inspection here works to it.
    pub in_use: bool,
}

/// Every edition at hand, by title: the bundled ones and those on the shelf.
pub async fn known(desk: &Desk) -> (Vec<Known>, Vec<Vec<Problem>>) {
    let mut all: Vec<_> = bundled().collect();
    let mut unreadable = Vec::new();
    let inspections = desk.shelf.list().await.unwrap_or_default();
    let in_use: Vec<_> =
        inspections.into_iter().flatten().map(|listed| listed.head.edition.digest).collect();
    for edition in desk.shelf.editions().await.unwrap_or_default() {
        match edition {
            Ok(edition) if all.iter().any(|one| one.digest == edition.framework.digest) => {}
            Ok(Edition { framework, .. }) => all.push(Known {
                identifier: framework.identifier.to_string(),
                edition: framework.edition.clone(),
                digest: framework.digest.clone(),
                title: framework.title.get(desk.words.language).to_owned(),
                certainty: framework.source.certainty,
                imported: true,
                in_use: in_use.contains(&framework.digest),
            }),
            Err(problems) => unreadable.push(problems),
        }
    }
    all.sort_by(|one, other| (&one.title, &one.edition).cmp(&(&other.title, &other.edition)));
    (all, unreadable)
}

/// The editions that come with the program.
pub fn bundled() -> impl Iterator<Item = Known> {
    ::frameworks::BUNDLED.iter().map(|one| Known {
        identifier: one.identifier.to_owned(),
        edition: one.edition.to_owned(),
        digest: one.digest.to_owned(),
        title: one.title.to_owned(),
        certainty: one.certainty,
        imported: false,
        in_use: false,
    })
}

/// How an import went.
#[derive(Clone, PartialEq)]
enum Told {
    Nothing,
    Kept(Rc<Edition>),
    Here(Rc<Edition>),
    Refused(String, Vec<Problem>),
}

/// The frameworks.
#[component]
pub fn Frameworks() -> Html {
    let desk = use_desk();
    let t = desk.words;
    let list = use_state(|| (bundled().collect::<Vec<_>>(), Vec::new()));
    let told = use_state(|| Told::Nothing);
    let list_again = {
        let (desk, list) = (desk.clone(), list.setter());
        Callback::from(move |()| {
            let (desk, list) = (desk.clone(), list.clone());
            spawn_local(async move { list.set(known(&desk).await) });
        })
    };
    {
        let list_again = list_again.clone();
        use_effect_with((), move |()| list_again.emit(()));
    }
    let on_picked = {
        let (desk, told, list_again) = (desk.clone(), told.setter(), list_again.clone());
        Callback::from(move |event: Event| {
            let Some(file) = file_in::picked(&event) else { return };
            let (desk, told, list_again) = (desk.clone(), told.clone(), list_again.clone());
            spawn_local(async move {
                told.set(match files::import_framework(&desk, &file).await {
                    Ok((edition, true)) => Told::Kept(Rc::new(edition)),
                    Ok((edition, false)) => Told::Here(Rc::new(edition)),
                    Err(problems) => Told::Refused(file.name(), problems),
                });
                list_again.emit(());
            });
        })
    };
    let (editions, unreadable) = &*list;
    html! {
        <>
            <h1 tabindex="-1">{ t.title_frameworks() }</h1>
            <p class="lead">{ t.frameworks_lead() }</p>
            <ul class="shelf">
                for one in editions.iter() {
                    <li key={one.digest.clone()} class="panel framework">{ card(t, &desk, one, &list_again) }</li>
                }
            </ul>
            for problems in unreadable.iter() {
                <div>{ problem_list(t, t.frameworks_unreadable(), problems) }</div>
            }
            <section class="panel" aria-labelledby="import-title">
                <h2 id="import-title">{ t.frameworks_import() }</h2>
                <p>{ t.frameworks_import_lead() }</p>
                <label class="field file-field">
                    <span class="label">{ t.frameworks_pick() }</span>
                    <input type="file" accept=".json,application/json" onchange={on_picked} />
                </label>
                { outcome(t, &told) }
            </section>
        </>
    }
}

fn outcome(t: Words, told: &Told) -> Html {
    let name = |edition: &Edition| {
        t.home_edition(edition.framework.identifier, &edition.framework.edition)
    };
    match told {
        Told::Nothing => html! { <p hidden=true /> },
        Told::Kept(edition) => {
            html! { <p role="status">{ t.frameworks_imported(name(edition)) }</p> }
        }
        Told::Here(edition) => {
            html! { <p role="status">{ t.frameworks_is_here(name(edition)) }</p> }
        }
        Told::Refused(file, problems) => problem_list(t, &t.import_refused(file), problems),
    }
}

fn card(t: Words, desk: &Desk, one: &Known, list_again: &Callback<()>) -> Html {
    let name = t.home_edition(&one.identifier, &one.edition);
    let on_removed = {
        let (digest, list_again) = (one.digest.clone(), list_again.clone());
        desk.on_click(move |desk| {
            let (desk, digest, list_again) = (desk.clone(), digest.clone(), list_again.clone());
            spawn_local(async move {
                // What could not be taken away is still in the list.
                let _ = desk.shelf.forget_edition(&digest).await;
                list_again.emit(());
            });
        })
    };
    html! {
        <>
            <h2><a href={Route::Framework(one.digest.clone()).href()}>{ one.title.clone() }</a></h2>
            <p>
                { name.clone() }{ " " }
                if one.imported {
                    <span class="tag">{ t.frameworks_tag_imported() }</span>
                }
                { " " }
                { unconfirmed_tag(t, one.certainty) }{ " " }
                <span class="aid">{ t.frameworks_digest_short(&one.digest[..16.min(one.digest.len())]) }</span>
            </p>
            if one.in_use {
                <p class="aid">{ t.frameworks_in_use() }</p>
            } else if one.imported {
                <button type="button" class="quiet" aria-label={t.frameworks_remove_named(name)} onclick={on_removed}>{ t.frameworks_remove() }</button>
            }
        </>
    }
}
