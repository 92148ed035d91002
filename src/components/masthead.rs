//! The head of every screen: marking, service, where one is, and whether the work is safe.

use domain::InspectionId;
use words::Words;
use yew::prelude::*;

use crate::components::copy_age::CopyAge;
use crate::route::{Route, Screen};
use crate::store::{AppState, Desk, Light, Open, Standing};
use shelf::ShelfFault;

/// The head of every screen; `open` is the inspection in hand, if there is one.
pub fn masthead(desk: &Desk, state: &AppState, open: Option<&Open>) -> Html {
    let t = state.words;
    let id = open.map(|open| open.inspection.id);
    let light = state.light();
    html! {
        <header class="masthead">
            <div class="masthead-bar">
                <a class="brand" href={Route::Home.href()}>{ t.title_program() }</a>
                if let Some(open) = open {
                    <span class="masthead-service">{ open.inspection.service.clone() }</span>
                    <strong class="marking">{ open.inspection.marking.clone() }</strong>
                    if open.is_sealed {
                        <span class="lock-state">
                            <span class="lock-word">{ t.lock_masthead() }</span>
                            <button type="button" disabled={state.locking} onclick={desk.on_click(|desk| desk.lock_now())}>{ t.lock_now() }</button>
                        </span>
                    }
                    <span class="safety">
                        { saved_light(t, light) }
                        <CopyAge id={open.inspection.id} copy={open.copy.clone()} />
                    </span>
                }
            </div>
            if let Some(id) = id {
                <nav class="masthead-nav" aria-label={t.nav_inspection()}>
                    <ul>
                        for (screen, label) in screens(t) {
                            <li>{ link(id, screen, label, &state.route) }</li>
                        }
                    </ul>
                </nav>
            } else {
                <nav class="masthead-nav" aria-label={t.nav_program()}>
                    <ul>
                        for (route, label) in [
                            (Route::Home, t.title_home()),
                            (Route::Frameworks, t.title_frameworks()),
                            (Route::Help, t.title_help()),
                            (Route::About, t.title_about()),
                        ] {
                            <li>{ anchor(&route, label, route == state.route) }</li>
                        }
                    </ul>
                </nav>
            }
            if let Light::Failed(fault) = light {
                <div class="alarm" role="alert">
                    <strong>{ t.saved_failed_title() }</strong>
                    { " " }
                    { match fault {
                        ShelfFault::Full => t.saved_failed_full(),
                        ShelfFault::Elsewhere => t.saved_failed_elsewhere(),
                        ShelfFault::Silent => t.saved_failed_silent(),
                        ShelfFault::Locked
                        | ShelfFault::WrongPassphrase
                        | ShelfFault::Refused
                        | ShelfFault::NotReadBack
                        | ShelfFault::Gone
                        | ShelfFault::Failed => t.saved_failed_other(),
                    } }
                    if let Some(id) = id {
                        { " " }
                        <a href={Route::Inspection(id, Screen::HandOver).href()}>{ t.saved_export_now() }</a>
                    }
                </div>
            }
            if state.locks_soon {
                <div class="alarm" role="alert">{ t.lock_soon() }</div>
            }
            if state.is_low {
                <div class="alarm" role="alert">
                    <strong>{ t.saved_low_title() }</strong>
                    { " " }
                    { t.saved_low() }
                </div>
            }
            if open.is_some() && state.standing == Standing::LookingOn {
                <div class="looking-on" role="status">
                    <p>{ t.saved_elsewhere() }</p>
                    <button type="button" onclick={desk.on_click(|desk| desk.take_over())}>{ t.saved_take_over() }</button>
                </div>
            }
            if let Light::Memory(_) = light {
                <div class="alarm" role="alert">
                    <strong>{ t.saved_memory_title() }</strong>
                    { " " }
                    { t.saved_memory() }
                    if let Some(id) = id {
                        { " " }
                        <a href={Route::Inspection(id, Screen::HandOver).href()}>{ t.saved_export_now() }</a>
                    }
                </div>
            }
        </header>
    }
}

fn screens(t: Words) -> [(Screen, &'static str); 5] {
    [
        (Screen::Overview, t.title_overview()),
        (Screen::Cases, t.title_cases()),
        (Screen::Service, t.title_service()),
        (Screen::Results, t.title_results()),
        (Screen::HandOver, t.title_hand_over()),
    ]
}

fn link(id: InspectionId, screen: Screen, label: &'static str, now: &Route) -> Html {
    let of_cases = matches!(
        now,
        Route::Inspection(
            _,
            Screen::Sample | Screen::Reading(..) | Screen::Details(_) | Screen::History(Some(_))
        )
    );
    let in_cases = of_cases && screen == Screen::Cases;
    let route = Route::Inspection(id, screen);
    let here = route == *now || in_cases;
    anchor(&route, label, here)
}

fn anchor(route: &Route, label: &'static str, here: bool) -> Html {
    html! { <a href={route.href()} aria-current={here.then_some("page")}>{ label }</a> }
}

/// Says saved only once everything is committed.
fn saved_light(t: Words, light: Light) -> Html {
    let (class, word) = match light {
        Light::Saved => ("saved-light saved", t.saved_saved()),
        Light::Saving => ("saved-light saving", t.saved_saving()),
        Light::Failed(_) => ("saved-light failed", t.saved_failed()),
        Light::Memory(_) => ("saved-light failed", t.saved_memory_short()),
        Light::LookingOn => ("saved-light looking-on", t.saved_looking_on()),
    };
    html! { <span class={class} role="status">{ word }</span> }
}
