//! The root: it owns the store, lays out the desk and picks the page.

use yew::prelude::*;

use crate::browser::sight;
use crate::components::masthead::Masthead;
use crate::components::notice::NoticeBar;
use crate::pages;
use crate::route::{Route, Screen};
use crate::store::{AppState, Desk, Keeping, Light, Open, use_shell};

/// The page.
#[component]
pub fn App() -> Html {
    let (state, desk) = use_shell();
    let light = state.light();
    let title = title(&state);
    use_effect_with(title, |title| sight::set_title(title));
    use_effect_with(light, |light| sight::mark_body("data-saving", light_word(*light)));
    let open = in_hand(&state).cloned();
    let t = state.words;
    html! {
        <ContextProvider<Desk> context={desk}>
            <Masthead
                route={state.route.clone()}
                service={open.as_ref().map(|open| AttrValue::from(open.inspection.service.clone()))}
                marking={open.as_ref().map(|open| AttrValue::from(open.inspection.marking.clone()))}
                light={light}
                exported_at={open.as_ref().and_then(|open| open.exported_at)}
            />
            <main id="main" tabindex="-1">
                if let Some(notice) = &state.notice {
                    <NoticeBar notice={notice.clone()} />
                }
                { page(&state) }
            </main>
            <footer class="footer">
                <p>{ t.footer_program(env!("CARGO_PKG_VERSION")) }</p>
                if let Some(open) = &open {
                    <p class="marking">{ open.inspection.marking.clone() }</p>
                }
            </footer>
        </ContextProvider<Desk>>
    }
}

/// The inspection of the address, once it is in hand.
fn in_hand(state: &AppState) -> Option<&Open> {
    let id = state.route.inspection()?;
    state.open.as_ref().filter(|open| open.inspection.id == id)
}

fn light_word(light: Light) -> &'static str {
    match light {
        Light::Saved => "saved",
        Light::Saving => "saving",
        Light::Failed(_) => "failed",
        Light::Memory(_) => "memory",
    }
}

fn title(state: &AppState) -> String {
    let t = state.words;
    let screen = match &state.route {
        Route::Home | Route::Unknown => return t.title_program().to_owned(),
        Route::New => t.title_new().to_owned(),
        Route::Import => t.title_import().to_owned(),
        Route::Frameworks => t.title_frameworks().to_owned(),
        Route::Help => t.title_help().to_owned(),
        Route::About => t.title_about().to_owned(),
        Route::Inspection(_, screen) => match screen {
            Screen::Overview => t.title_overview().to_owned(),
            Screen::Cases => t.title_cases().to_owned(),
            Screen::Reading(number, _) => t.title_reading(number),
            Screen::Details(number) => t.title_details(number),
            Screen::Service => t.title_service().to_owned(),
            Screen::Results => t.title_results().to_owned(),
            Screen::HandOver => t.title_hand_over().to_owned(),
        },
    };
    t.title_screen(screen)
}

fn page(state: &AppState) -> Html {
    if state.keeping == Keeping::Opening {
        return html! { <p class="opening">{ state.words.home_opening() }</p> };
    }
    match &state.route {
        Route::Home => html! {
            <pages::home::Home list={state.list.clone()} memory={matches!(state.keeping, Keeping::Memory(_))} />
        },
        Route::New => html! { <pages::new::New reader={state.settings.reader.clone()} device={state.settings.device.to_string()} /> },
        Route::Import => html! { <pages::import::Import reader={state.settings.reader.clone()} /> },
        Route::Frameworks => html! { <pages::frameworks::Frameworks /> },
        Route::Help => html! { <pages::help::Help /> },
        Route::About => html! { <pages::about::About /> },
        Route::Unknown => html! { <pages::home::NotFound /> },
        Route::Inspection(_, screen) => match in_hand(state) {
            Some(open) => pages::inspection::screen(state, open, screen),
            None => html! { <pages::inspection::NotOpen why={state.closed.clone()} /> },
        },
    }
}
