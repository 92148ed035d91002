//! A text that is kept as it is typed.

use domain::Target;
use yew::prelude::*;

use crate::browser::sight;
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
    /// Whether it is of one line.
    #[prop_or_default]
    pub line: bool,
    /// Its identifier, for a link to go to.
    #[prop_or_default]
    pub id: Option<AttrValue>,
}

/// A text: of several lines, growing with what is written, or of one line.
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
            if let Some(text) = sight::text_of(&event) {
                desk.type_in(target, text.into());
            }
        })
    };
    let on_left = Callback::from(move |_: FocusEvent| desk.send_drafts());
    let (id, label) = (props.id.clone(), props.quiet.then(|| props.label.clone()));
    let field = if props.line {
        html! {
            <input type="text" class="line text" {id} value={shown} aria-label={label} autocomplete="off" oninput={on_typed} onblur={on_left} />
        }
    } else {
        html! {
            <textarea class="note" rows="1" {id} value={shown} aria-label={label.clone()} placeholder={label} oninput={on_typed} onblur={on_left} />
        }
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
