//! Something to tell the reader, until it is put away.

use std::rc::Rc;

use yew::prelude::*;

use crate::store::{Action, Notice, use_desk};

/// What to tell.
#[derive(Properties, PartialEq)]
pub struct NoticeBarProps {
    /// The notice.
    pub notice: Rc<Notice>,
}

/// A notice, with a button to put it away.
#[component]
pub fn NoticeBar(props: &NoticeBarProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let (role, text) = match &*props.notice {
        Notice::Refused(refusal) => ("alert", t.notice_refused(t.refusal(refusal))),
        Notice::SettingsNotKept(_) => ("alert", t.notice_settings_not_kept().to_owned()),
        Notice::Imported { n_new, n_newer } => ("status", t.notice_imported(n_new, n_newer)),
    };
    let on_dismissed = Callback::from(move |_: MouseEvent| desk.tell(Action::NoticeDismissed));
    html! {
        <div class={classes!("notice", role)} role={role}>
            <p>{ text }</p>
            <button type="button" class="quiet" onclick={on_dismissed}>{ t.notice_dismiss() }</button>
        </div>
    }
}
