//! The root: it owns the store, lays out the desk and picks the page.

use std::rc::Rc;

use domain::DeviceId;
use yew::prelude::*;

use crate::browser::sight;
use crate::components::masthead::masthead;
use crate::components::notice::notice_bar;
use crate::components::reason_dialog::ReasonDialog;
use crate::pages;
use crate::route::{Route, Screen};
use crate::store::{
    AppState, Asking, Certificate, CopySettings, Desk, Keeping, Light, Open, Shelved, Standing,
    Start, use_desk, use_shell,
};
use shelf::OpenFault;

/// What was read before the page was drawn.
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// What was read.
    pub start: Start,
}

/// The page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let (state, desk) = use_shell(&props.start);
    let light = state.light();
    let title = title(&state);
    use_effect_with(title, |title| sight::set_title(title));
    use_effect_with(light, |light| sight::mark_body("data-saving", light_word(*light)));
    let open = in_hand(&state);
    let t = state.words;
    let (place, on_request) = (state.place.clone(), state.settings.copies_on_request);
    let copy_settings = CopySettings { place, on_request };
    html! {
        <ContextProvider<Desk> context={desk.clone()}>
            <ContextProvider<CopySettings> context={copy_settings}>
                { masthead(&desk, &state, open) }
                <main id="main" tabindex="-1">
                    if let Some(notice) = &state.notice {
                        { notice_bar(&desk, notice) }
                    }
                    <Page
                        route={state.route.clone()}
                        memory={matches!(state.keeping, Keeping::Memory(_))}
                        reader={AttrValue::from(state.settings.reader.clone())}
                        device={state.settings.device}
                        list={state.list.clone()}
                        open={open.cloned()}
                        looks_on={state.standing == Standing::LookingOn}
                        certificate={state.certificate.clone()}
                        closed={state.closed.clone()}
                    />
                </main>
                <footer class="footer">
                    <p>{ t.footer_program(env!("CARGO_PKG_VERSION")) }</p>
                    if let Some(open) = open {
                        <p class="marking">{ open.inspection.marking.clone() }</p>
                    }
                </footer>
                if let Some(asking) = &state.asking && state.standing != Standing::LookingOn {
                    <ReasonDialog asking={asking.clone()} numbers={numbers(&state, asking)} />
                }
            </ContextProvider<CopySettings>>
        </ContextProvider<Desk>>
    }
}

/// The inspection of the address, once it is in hand.
fn in_hand(state: &AppState) -> Option<&Open> {
    let id = state.route.inspection()?;
    state.open.as_ref().filter(|open| open.inspection.id == id)
}

/// The numbers of the cases that wait for a reason.
fn numbers(state: &AppState, asking: &Asking) -> Vec<String> {
    let cases = state.open.as_ref().map(|open| &open.inspection.cases);
    let number = |id| Some(cases?.get(id)?.number.clone());
    let mut numbers: Vec<_> = asking.readings.iter().filter_map(|(id, _)| number(id)).collect();
    numbers.dedup();
    numbers
}

fn light_word(light: Light) -> &'static str {
    match light {
        Light::Saved => "saved",
        Light::Saving => "saving",
        Light::Failed(_) => "failed",
        Light::Memory(_) => "memory",
        Light::LookingOn => "looking-on",
    }
}

fn title(state: &AppState) -> String {
    let t = state.words;
    let screen = match &state.route {
        Route::Home | Route::Unknown => return t.title_program().to_owned(),
        Route::New => t.title_new().to_owned(),
        Route::Import => t.title_import().to_owned(),
        Route::Frameworks => t.title_frameworks().to_owned(),
        Route::Framework(_) => t.title_framework().to_owned(),
        Route::Everything => t.title_everything().to_owned(),
        Route::Removed => t.title_removed().to_owned(),
        Route::Help => t.title_help().to_owned(),
        Route::About => t.title_about().to_owned(),
        Route::Check(_) => t.check_title().to_owned(),
        Route::Inspection(_, screen) => match screen {
            Screen::Overview => t.title_overview().to_owned(),
            Screen::Cases => t.title_cases().to_owned(),
            Screen::Sample => t.title_sample().to_owned(),
            Screen::Reading(number, _) => t.title_reading(number),
            Screen::Details(number) => t.title_details(number),
            Screen::History(None) => t.title_history().to_owned(),
            Screen::History(Some(number)) => t.title_case_history(number),
            Screen::Service => t.title_service().to_owned(),
            Screen::Results => t.title_results().to_owned(),
            Screen::HandOver => t.title_hand_over().to_owned(),
            Screen::Drill => t.title_drill().to_owned(),
            Screen::Remove => t.title_remove().to_owned(),
            Screen::Edition(_) => t.title_edition().to_owned(),
        },
    };
    t.title_screen(screen)
}

/// What the screens show. Of a change only its writing alters nothing here: then nothing is drawn.
#[derive(Properties, PartialEq)]
struct PageProps {
    route: Route,
    memory: bool,
    reader: AttrValue,
    device: DeviceId,
    list: Option<Rc<Shelved>>,
    open: Option<Open>,
    looks_on: bool,
    certificate: Option<Rc<Certificate>>,
    closed: Option<Rc<OpenFault>>,
}

#[component]
fn Page(props: &PageProps) -> Html {
    let desk = &use_desk();
    let t = desk.words;
    let reader = props.reader.clone();
    match &props.route {
        Route::Home => pages::home::home(desk, props.list.as_deref(), props.memory),
        Route::New => {
            let device = props.device.to_string();
            html! { <pages::new::New {reader} {device} memory={props.memory} /> }
        }
        Route::Import => html! { <pages::import::Import {reader} /> },
        Route::Frameworks => html! { <pages::frameworks::Frameworks /> },
        Route::Framework(digest) => {
            html! { <pages::framework::OneFramework key={digest.clone()} digest={digest.clone()} /> }
        }
        Route::Everything => html! { <pages::everything::Everything /> },
        Route::Removed => pages::remove::certificate(t, props.certificate.as_deref()),
        Route::Help => pages::help::help(t),
        Route::About => pages::about::about(t),
        Route::Check(mark) => {
            let key = mark.clone().unwrap_or_default();
            html! { <pages::check::Check {key} mark={mark.clone().map(AttrValue::from)} /> }
        }
        Route::Unknown => pages::home::not_found(t),
        Route::Inspection(id, screen) => match &props.open {
            Some(open) => {
                let screen_of_it = pages::inspection::screen(
                    desk,
                    reader,
                    props.device,
                    open,
                    screen,
                    props.looks_on,
                );
                // Handing over is the way out from everywhere; the key on that screen looks to itself.
                if props.looks_on && !matches!(screen, Screen::HandOver | Screen::Drill) {
                    html! { <fieldset class="bare" disabled={true}>{ screen_of_it }</fieldset> }
                } else {
                    screen_of_it
                }
            }
            None => pages::inspection::not_open(t, *id, reader, props.closed.as_deref()),
        },
    }
}
