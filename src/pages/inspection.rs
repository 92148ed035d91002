//! The screens of an inspection, and what is shown while it is not in hand.

use domain::{DeviceId, InspectionId};
use words::Words;
use yew::prelude::*;

use crate::components::problems::problem_list;
use crate::components::undo_bar::UndoBarProps;
use crate::pages::{
    case_details::case_details, case_reading::CaseReading, cases::cases, drill::FireDrill,
    edition::OtherEdition, hand_over::HandOver, history::History, overview::overview,
    remove::Remove, results::results, sample::DrawSample, service::service, unlock::Unlock,
};
use crate::route::{Route, Screen};
use crate::store::{Desk, Open};
use shelf::{OpenFault, ShelfFault};

/// The screen of an inspection that is in hand, in a window that writes or only looks on.
pub fn screen(
    desk: &Desk,
    reader: AttrValue,
    device: DeviceId,
    open: &Open,
    screen: &Screen,
    looks_on: bool,
) -> Html {
    let edition = open.edition.clone();
    let inspection = open.inspection.clone();
    match screen {
        Screen::Overview => overview(desk, open, &reader),
        Screen::Cases => cases(desk, open, &reader),
        // Of another inspection it is another sheet.
        Screen::Sample => html! {
            <DrawSample key={open.inspection.id.to_string()} {edition} {inspection} {reader} />
        },
        Screen::Service => service(desk, open, UndoBarProps::of(desk, open, device, &reader, None)),
        Screen::Results => results(desk, open),
        Screen::Edition(digest) => html! {
            <OtherEdition open={open.clone()} digest={digest.clone()} {reader} {device} />
        },
        Screen::Remove => html! { <Remove open={open.clone()} {reader} /> },
        Screen::Drill => html! { <FireDrill open={open.clone()} {reader} /> },
        Screen::HandOver => html! {
            <HandOver {edition} {inspection} {reader} {looks_on} outbox={open.outbox.clone()} copy={open.copy.clone()} />
        },
        Screen::History(None) => html! {
            <History key="whole" {edition} {inspection} outbox={open.outbox.clone()} />
        },
        Screen::Reading(number, _) | Screen::Details(number) | Screen::History(Some(number)) => {
            let Some((id, case)) = open.inspection.case_numbered(number) else {
                return no_such_case(desk.words, open, number);
            };
            match screen {
                Screen::Reading(_, at) => {
                    let undoing = UndoBarProps::of(desk, open, device, &reader, Some(id));
                    html! {
                        <CaseReading {edition} inspection={inspection.id} {id} case={case.clone()} at={*at} {reader} neighbours={neighbours(open, number)} {undoing} declined={open.declined} />
                    }
                }
                // Of another case it is another book.
                Screen::History(_) => html! {
                    <History key={id.to_string()} {edition} {inspection} outbox={open.outbox.clone()} case={Some(id)} />
                },
                _ => case_details(desk, open, id, case),
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

fn no_such_case(t: Words, open: &Open, number: &str) -> Html {
    let cases = Route::Inspection(open.inspection.id, Screen::Cases);
    html! {
        <>
            <h1 tabindex="-1">{ t.cases_no_such(number) }</h1>
            <p><a href={cases.href()}>{ t.title_cases() }</a></p>
        </>
    }
}

/// An inspection that is being opened, or cannot be: `why` says so once it is known.
pub fn not_open(t: Words, id: InspectionId, reader: AttrValue, why: Option<&OpenFault>) -> Html {
    let Some(why) = why else {
        return html! { <p class="opening">{ t.home_opening() }</p> };
    };
    if *why == OpenFault::Shelf(ShelfFault::Locked) {
        return html! { <Unlock key={id.to_string()} {id} {reader} /> };
    }
    html! {
        <>
            <h1 tabindex="-1">{ t.home_cannot_open() }</h1>
            if why.problems().is_empty() {
                <p>{ if *why == OpenFault::NotThere { t.home_not_there() } else { t.home_store_fails() } }</p>
            } else {
                { problem_list(t, t.home_cannot_open(), why.problems()) }
            }
            <p><a href={Route::Home.href()}>{ t.title_home() }</a></p>
        </>
    }
}
