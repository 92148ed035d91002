//! The first screen: what lies on this browser's shelf, and how to begin.

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::{address, clock};
use crate::components::problems::problem_list;
use crate::files;
use crate::route::{Route, Screen};
use crate::store::{Action, Desk, Notice, Shelved};
use shelf::Listed;

/// The first screen; `list` is what lies on the shelf, `memory` whether it is in memory only.
pub fn home(desk: &Desk, list: Option<&Shelved>, memory: bool) -> Html {
    let t = desk.words;
    let on_example = desk.on_click(|desk| {
        let desk = desk.clone();
        spawn_local(async move {
            match files::open_example(&desk).await {
                Some(id) => address::go(&Route::Inspection(id, Screen::Overview).fragment()),
                None => desk.tell(Action::Told(Notice::ExampleNotKept)),
            }
        });
    });
    html! {
        <div class="home">
            <h1 tabindex="-1">{ t.home_title() }</h1>
            <p class="lead">{ t.home_lead() }</p>
            <p class="actions">
                <a class="button" href={Route::New.href()}>{ t.home_new() }</a>
                <a class="button secondary" href={Route::Import.href()}>{ t.home_import() }</a>
                <button type="button" class="secondary" onclick={on_example}>{ t.home_example() }</button>
            </p>
            if let Some(list) = list {
                { shelved(t, list) }
            }
            <p><a href={Route::Check(None).href()}>{ t.check_link() }</a></p>
            <p class="where-kept">{ if memory { t.home_kept_in_memory() } else { t.home_kept_here() } }</p>
        </div>
    }
}

fn shelved(t: words::Words, list: &Shelved) -> Html {
    html! {
        <section aria-labelledby="shelf-title">
            <h2 id="shelf-title">{ t.home_shelf() }</h2>
            if list.inspections.is_empty() && list.unreadable.is_empty() && list.locked.is_empty() {
                <p>{ t.home_empty() }</p>
            }
            <ul class="shelf">
                for one in list.inspections.iter() {
                    <li key={one.head.inspection.id.to_string()}>{ listed(t, one) }</li>
                }
            </ul>
            <ul class="shelf locked">
                for lock in list.locked.iter() {
                    <li key={lock.id.to_string()}>
                        <article class="card">
                            <h3><a href={Route::Inspection(lock.id, Screen::Overview).href()}>{ lock.label.clone() }</a></h3>
                            <p class="card-facts">
                                <strong class="tag">{ t.lock_on_home() }</strong>
                                <span>{ t.lock_listed(clock::local_day(lock.at)) }</span>
                                <a href={Route::Inspection(lock.id, Screen::Overview).href()} aria-label={t.unlock_named(&lock.label)}>{ t.unlock_button() }</a>
                            </p>
                        </article>
                    </li>
                }
            </ul>
            <div class="unreadable">
            for (at, problems) in list.unreadable.iter().enumerate() {
                <div key={at}>{ problem_list(t, t.home_unreadable(), problems) }</div>
            }
            </div>
        </section>
    }
}

fn listed(t: words::Words, one: &Listed) -> Html {
    let inspection = &one.head.inspection;
    let route = |screen| Route::Inspection(inspection.id, screen).href();
    html! {
        <article class="card">
            <h3><a href={route(Screen::Overview)}>{ inspection.service.clone() }</a></h3>
            <p class="card-facts">
                <span>{ fieldwork(t, inspection) }</span>
                <span>{ t.cases_n(one.head.n_cases) }</span>
                <span>{ t.home_edition(&one.head.edition.identifier, &one.head.edition.edition) }</span>
                <strong class="marking">{ inspection.marking.clone() }</strong>
            </p>
            <p class="card-facts">
                <span>{ match &one.copy {
                    Some(copy) => t.saved_copy(clock::local_time(copy.at)),
                    None => t.saved_no_copy().to_owned(),
                } }</span>
                <a href={route(Screen::Results)}>{ t.title_results() }</a>
                <a href={route(Screen::HandOver)}>{ t.title_hand_over() }</a>
            </p>
        </article>
    }
}

/// The days of fieldwork, as far as they are given.
pub fn fieldwork(t: words::Words, inspection: &domain::Inspection) -> String {
    match (inspection.fieldwork_from, inspection.fieldwork_to) {
        (Some(from), Some(to)) => t.inspection_fieldwork(from, to),
        (Some(day), None) | (None, Some(day)) => t.inspection_fieldwork_from(day),
        (None, None) => t.inspection_no_fieldwork().to_owned(),
    }
}

/// An address that is none of ours.
pub fn not_found(t: words::Words) -> Html {
    html! {
        <>
            <h1 tabindex="-1">{ t.home_not_found() }</h1>
            <p><a href={Route::Home.href()}>{ t.title_home() }</a></p>
        </>
    }
}
