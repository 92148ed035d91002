//! Something to tell the reader, until it is put away.

use yew::prelude::*;

use shelf::Mended;
use words::Words;

use crate::copies::{CopyFault, CopyPlace};
use crate::pages::drill::folder_fault;
use crate::store::{Action, Desk, Notice};

/// A notice, with a button to put it away.
pub fn notice_bar(desk: &Desk, notice: &Notice) -> Html {
    let t = desk.words;
    let (role, text) = match notice {
        Notice::Refused(refusal) => ("alert", t.notice_refused(t.refusal(refusal))),
        Notice::HeldBack => ("alert", t.notice_held_back().to_owned()),
        Notice::SettingsNotKept(_) => ("alert", t.notice_settings_not_kept().to_owned()),
        Notice::Imported { n_new, n_newer } => ("status", t.notice_imported(n_new, n_newer)),
        Notice::ResultsNotSaved => ("alert", t.notice_results_not_saved().to_owned()),
        Notice::Mended(mended) => ("alert", mended_text(t, mended)),
        Notice::Overtaken(n) => ("alert", t.notice_overtaken(*n)),
        Notice::NotJoined(words) => ("alert", t.notice_not_joined(words.join(" / "))),
        Notice::BroughtBack(n) => ("alert", t.notice_brought_back(*n)),
        Notice::Copied(copy, CopyPlace::Folder { name, .. }) if copy.is_checked => {
            ("status", t.copies_in_folder(&copy.name, name))
        }
        Notice::Copied(copy, _) => ("status", t.copies_in_downloads(&copy.name)),
        Notice::NotInFolder(fault, name) => {
            ("alert", t.copies_not_in_folder(folder_fault(t, *fault), name))
        }
        Notice::NotCopied(CopyFault::NotSaved) => ("alert", t.copies_not_saved().to_owned()),
        Notice::NotCopied(CopyFault::Export(_)) => ("alert", t.copies_failed().to_owned()),
        Notice::NoFolder(fault) => ("alert", t.copies_no_folder(folder_fault(t, *fault))),
        Notice::NotLocked => ("alert", t.lock_not_locked().to_owned()),
        Notice::ExampleNotKept => ("alert", t.home_example_failed().to_owned()),
    };
    let on_dismissed = desk.on_click(|desk| desk.tell(Action::NoticeDismissed));
    html! {
        <div class={classes!("notice", role)} role={role}>
            <p>{ text }</p>
            <button type="button" class="quiet" onclick={on_dismissed}>{ t.notice_dismiss() }</button>
        </div>
    }
}

fn mended_text(t: Words, mended: &Mended) -> String {
    let mut text = t.notice_mended(mended.n_changes);
    if mended.n_back > 0 {
        text = format!("{text} {}", t.notice_mended_back(mended.n_back));
    }
    if mended.n_aside > 0 {
        text = format!("{text} {}", t.notice_mended_aside(mended.n_aside));
    }
    text
}
