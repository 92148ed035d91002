//! Asks once for the reason why something complete is altered.

use std::rc::Rc;

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::browser::sight;
use crate::store::{Asking, Pending, use_desk};

/// What waits for the reason.
#[derive(Properties, PartialEq)]
pub struct ReasonDialogProps {
    /// What waits.
    pub asking: Rc<Asking>,
    /// The numbers of the cases it would alter.
    pub numbers: Vec<String>,
}

/// A dialog for the reason. Escape leaves everything as it is.
#[component]
pub fn ReasonDialog(props: &ReasonDialogProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let dialog = use_node_ref();
    let reason = use_state(AttrValue::default);
    let missing = use_state(|| false);
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                sight::show_dialog(&dialog);
            }
        });
    }
    // Closing it gives the focus back to where it was; a dialog that just vanished would not.
    let close = {
        let dialog = dialog.clone();
        move || {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        }
    };
    let on_typed = {
        let reason = reason.clone();
        Callback::from(move |event: InputEvent| {
            reason.set(sight::text_of(&event).unwrap_or_default().into());
        })
    };
    let on_given = {
        let (desk, reason, missing, close) =
            (desk.clone(), reason.clone(), missing.clone(), close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if reason.trim().is_empty() {
                missing.set(true);
                sight::focus("reopen-reason");
                return;
            }
            close();
            desk.give_reason(reason.to_string());
        })
    };
    let leave = {
        let (desk, asking) = (desk.clone(), props.asking.clone());
        move || {
            close();
            desk.decline(&asking);
        }
    };
    let on_escaped = {
        let leave = leave.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            leave();
        })
    };
    let on_left = Callback::from(move |_: MouseEvent| leave());
    let only = props.asking.pending == Pending::Edits(Vec::new());
    let list = t.and(&props.numbers);
    html! {
        <dialog ref={dialog} class="reason-dialog" aria-labelledby="reopen-title" oncancel={on_escaped}>
            <form onsubmit={on_given}>
                <h2 id="reopen-title">{ t.reopen_title(props.numbers.len(), list) }</h2>
                <p>{ if only { t.reopen_lead_only() } else { t.reopen_lead() } }</p>
                <label class={classes!("field", missing.then_some("in-error"))}>
                    <span class="label">{ t.reopen_reason() }</span>
                    if *missing {
                        <span class="field-error" id="reopen-error" role="alert">{ t.reopen_missing() }</span>
                    }
                    <input
                        type="text"
                        class="line text"
                        id="reopen-reason"
                        value={(*reason).clone()}
                        aria-label={t.reopen_reason()}
                        aria-invalid={missing.then_some("true")}
                        aria-describedby={missing.then_some("reopen-error")}
                        autocomplete="off"
                        oninput={on_typed}
                    />
                </label>
                <div class="actions">
                    <button type="submit">{ t.reopen_go_on() }</button>
                    <button type="button" class="secondary" onclick={on_left}>{ t.reopen_leave() }</button>
                </div>
            </form>
        </dialog>
    }
}
