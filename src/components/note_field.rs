//! A text that is kept as it is typed.

use domain::Target;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::store::use_desk;

/// A text of the inspection.
#[derive(Properties, PartialEq)]
pub struct NoteFieldProps {
    /// The cell it is.
    pub target: Target,
    /// The text that is kept.
    pub kept: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// Whether the label is for screen readers alone, and shown as a placeholder instead.
    #[prop_or_default]
    pub quiet: bool,
    /// Its identifier, for a link to go to.
    #[prop_or_default]
    pub id: Option<AttrValue>,
}

/// A text of several lines, which grows with what is written.
///
/// What it shows is asked of the drafts at every drawing, so a drawing in the middle of a word
/// takes nothing away.
#[component]
pub fn NoteField(props: &NoteFieldProps) -> Html {
    let desk = use_desk();
    let shown = desk.drafts.shown(&props.target, &props.kept);
    let target = props.target;
    let on_typed = {
        let desk = desk.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlTextAreaElement>() {
                desk.type_in(target, field.value().into());
            }
        })
    };
    let on_left = Callback::from(move |_: FocusEvent| desk.send_drafts());
    let field = html! {
        <textarea
            class="note"
            rows="1"
            id={props.id.clone()}
            value={shown}
            aria-label={props.quiet.then(|| props.label.clone())}
            placeholder={props.quiet.then(|| props.label.clone())}
            oninput={on_typed}
            onblur={on_left}
        />
    };
    if props.quiet {
        return field;
    }
    html! {
        <label class="field">
            <span class="label">{ props.label.clone() }</span>
            { field }
        </label>
    }
}

/// A text of one line.
#[component]
pub fn LineField(props: &NoteFieldProps) -> Html {
    let desk = use_desk();
    let shown = desk.drafts.shown(&props.target, &props.kept);
    let target = props.target;
    let on_typed = {
        let desk = desk.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                desk.type_in(target, field.value().into());
            }
        })
    };
    let on_left = Callback::from(move |_: FocusEvent| desk.send_drafts());
    html! {
        <label class="field">
            <span class="label">{ props.label.clone() }</span>
            <input type="text" class="line" id={props.id.clone()} value={shown} oninput={on_typed} onblur={on_left} autocomplete="off" />
        </label>
    }
}
