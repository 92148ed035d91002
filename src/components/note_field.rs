//! A text that is kept as it is typed.
//!
//! What a field shows is asked of the drafts at every drawing, so a drawing in the middle of a word
//! takes nothing away.

use domain::Target;
use yew::prelude::*;

use crate::browser::sight;
use crate::store::Desk;

/// A text of one line, under its label.
pub fn line_field(desk: &Desk, target: Target, kept: &str, label: impl Into<AttrValue>) -> Html {
    let (shown, on_typed, on_left) = kept_as_typed(desk, target, kept);
    labelled(
        label.into(),
        html! { <input type="text" class="line text" value={shown} autocomplete="off" oninput={on_typed} onblur={on_left} /> },
    )
}

/// A text of several lines, growing with what is written, under its label.
pub fn note_field(desk: &Desk, target: Target, kept: &str, label: impl Into<AttrValue>) -> Html {
    let (shown, on_typed, on_left) = kept_as_typed(desk, target, kept);
    labelled(
        label.into(),
        html! { <textarea class="note" rows="1" value={shown} autocomplete="off" oninput={on_typed} onblur={on_left} /> },
    )
}

/// What a field shows, and what it does when it is typed in and left.
fn kept_as_typed(
    desk: &Desk,
    target: Target,
    kept: &str,
) -> (AttrValue, Callback<InputEvent>, Callback<FocusEvent>) {
    let shown = desk.drafts.shown(&target, AttrValue::from(kept.to_owned()));
    let (typing, leaving) = (desk.clone(), desk.clone());
    let on_typed = Callback::from(move |event: InputEvent| {
        if let Some(text) = sight::text_of(&event) {
            typing.type_in(target, text.into());
        }
    });
    (shown, on_typed, Callback::from(move |_| leaving.send_drafts()))
}

fn labelled(label: AttrValue, field: Html) -> Html {
    html! {
        <label class="field">
            <span class="label">{ label }</span>
            { field }
        </label>
    }
}
