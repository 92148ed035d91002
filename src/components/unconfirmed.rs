//! What is not confirmed about a part of a framework.

use domain::{Certainty, Text};
use words::Words;
use yew::prelude::*;

/// That a part is not confirmed, and in one line what is unsure about it; nothing where it is.
pub fn unconfirmed(t: Words, certainty: Certainty, note: Option<&Text>) -> Html {
    let note = note.map(|note| note.get(t.language).to_owned());
    if certainty.is_confirmed() && note.is_none() {
        return html! { <p hidden=true /> };
    }
    html! {
        <p class="unconfirmed">
            if !certainty.is_confirmed() {
                <strong>{ t.certainty(certainty) }{ "." }</strong>{ " " }
            }
            { note.unwrap_or_default() }
        </p>
    }
}

/// The same in a word, for a heading.
pub fn unconfirmed_tag(t: Words, certainty: Certainty) -> Html {
    if certainty.is_confirmed() {
        return html! { <span hidden=true /> };
    }
    let word = match certainty {
        Certainty::Uncertain => t.unconfirmed_uncertain_tag(),
        Certainty::Proposal => t.unconfirmed_proposal_tag(),
        _ => t.unconfirmed_tag(),
    };
    html! { <span class="tag unconfirmed-tag" title={t.certainty(certainty)}>{ word }</span> }
}
