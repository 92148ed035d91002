//! The screens of an inspection, and what is shown while it is not in hand.

use std::rc::Rc;

use yew::prelude::*;

use crate::components::problems::ProblemList;
use crate::pages::{
    case_details::CaseDetails, case_reading::CaseReading, cases::Cases, hand_over::HandOver,
    overview::Overview, results::ResultsPage, service::Service,
};
use crate::route::{Route, Screen};
use crate::shelf::OpenFault;
use crate::store::{AppState, Open, use_desk};

/// The screen of an inspection that is in hand.
pub fn screen(state: &AppState, open: &Open, screen: &Screen) -> Html {
    let edition = open.edition.clone();
    let inspection = open.inspection.clone();
    let reader = AttrValue::from(state.settings.reader.clone());
    match screen {
        Screen::Overview => html! { <Overview {edition} {inspection} {reader} exported_at={open.exported_at} /> },
        Screen::Cases => html! { <Cases {edition} {inspection} {reader} /> },
        Screen::Service => html! { <Service {edition} {inspection} /> },
        Screen::Results => html! { <ResultsPage {edition} {inspection} /> },
        Screen::HandOver => html! {
            <HandOver {edition} {inspection} {reader} outbox={open.outbox.clone()} exported_at={open.exported_at} />
        },
        Screen::Reading(number, _) | Screen::Details(number) => {
            let Some((id, case)) = open.inspection.case_numbered(number) else {
                return html! { <NoSuchCase number={number.clone()} inspection={open.inspection.id.to_string()} /> };
            };
            let inspection = open.inspection.id;
            match screen {
                Screen::Reading(_, at) => html! {
                    <CaseReading {edition} {inspection} {id} case={case.clone()} at={*at} {reader} neighbours={neighbours(open, number)} />
                },
                _ => html! { <CaseDetails {edition} {inspection} {id} case={case.clone()} /> },
            }
        }
    }
}

fn neighbours(open: &Open, number: &str) -> (Option<AttrValue>, Option<AttrValue>) {
    let (mut before, mut after) = (None::<&str>, None::<&str>);
    for case in open.inspection.cases.values().filter(|case| case.withdrawn.is_none()) {
        let other = case.number.as_str();
        if other < number && before.is_none_or(|best| best < other) {
            before = Some(other);
        }
        if other > number && after.is_none_or(|best| best > other) {
            after = Some(other);
        }
    }
    let own = |number: Option<&str>| number.map(|number| AttrValue::from(number.to_owned()));
    (own(before), own(after))
}

#[derive(Properties, PartialEq)]
struct NoSuchCaseProps {
    number: AttrValue,
    inspection: AttrValue,
}

#[component]
fn NoSuchCase(props: &NoSuchCaseProps) -> Html {
    let t = use_desk().words;
    html! {
        <>
            <h1 tabindex="-1">{ t.cases_no_such(&props.number) }</h1>
            <p><a href={format!("#/i/{}/cases", props.inspection)}>{ t.title_cases() }</a></p>
        </>
    }
}

/// Why an inspection is not in hand; nothing while it is being read.
#[derive(Properties, PartialEq)]
pub struct NotOpenProps {
    /// Why.
    pub why: Option<Rc<OpenFault>>,
}

/// An inspection that is being opened, or cannot be.
#[component]
pub fn NotOpen(props: &NotOpenProps) -> Html {
    let t = use_desk().words;
    let Some(why) = &props.why else {
        return html! { <p class="opening">{ t.home_opening() }</p> };
    };
    html! {
        <>
            <h1 tabindex="-1">{ t.home_cannot_open() }</h1>
            if why.problems().is_empty() {
                <p>{ if **why == OpenFault::NotThere { t.home_not_there() } else { t.home_store_fails() } }</p>
            } else {
                <ProblemList title={t.home_cannot_open()} problems={why.problems().to_vec()} />
            }
            <p><a href={Route::Home.href()}>{ t.title_home() }</a></p>
        </>
    }
}
