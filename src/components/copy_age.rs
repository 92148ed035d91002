//! How old the last copy outside the browser is, beside the saved light.

use domain::InspectionId;
use shelf::Copy;
use words::Words;
use yew::prelude::*;

use crate::browser::clock::{self, Every};
use crate::copies::CopyPlace;
use crate::route::{Route, Screen};
use crate::store::{use_copy_settings, use_desk};

/// How often the age is looked at again, in milliseconds.
const TURN: u32 = 15_000;
const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;

/// The last copy of an inspection.
#[derive(Properties, PartialEq)]
pub struct CopyAgeProps {
    /// The inspection.
    pub id: InspectionId,
    /// Its last copy.
    pub copy: Option<Copy>,
}

/// Its age, as a link to where copies are looked after, and a button for the next one.
#[component]
pub fn CopyAge(props: &CopyAgeProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let settings = use_copy_settings();
    let now = use_state(clock::now);
    {
        let now = now.setter();
        use_effect_with((), move |()| {
            let turning = Every::new(TURN, move || now.set(clock::now()));
            move || drop(turning)
        });
    }
    let id = props.id;
    let needs_leave = matches!(settings.place, CopyPlace::Folder { is_allowed: false, .. });
    html! {
        <span class="copy-age">
            <a href={Route::Inspection(id, Screen::HandOver).href()}>
                { match &props.copy {
                    None => t.saved_no_copy().to_owned(),
                    Some(copy) if copy.is_checked => age(t, copy.at, (*now).max(clock::now())),
                    Some(copy) => t.copies_not_checked(age(t, copy.at, (*now).max(clock::now()))),
                } }
            </a>
            if needs_leave {
                <button type="button" class="quiet" onclick={desk.on_click(|desk| desk.allow_folder())}>{ t.copies_allow() }</button>
            }
            <button type="button" class="quiet" onclick={desk.on_click(move |desk| desk.copy(id))}>{ t.copies_now() }</button>
        </span>
    }
}

/// How long ago a copy was made; from two days on, when.
pub fn age(t: Words, at: u64, now: u64) -> String {
    match now.saturating_sub(at) {
        age if age < MINUTE => t.copies_just_now().to_owned(),
        age if age < HOUR => t.copies_minutes((age / MINUTE) as usize),
        age if age < 48 * HOUR => t.copies_hours((age / HOUR) as usize),
        _ => t.saved_copy(clock::local_time(at)),
    }
}
