//! The frameworks that come with the program, and how far to trust each.

use domain::{Certainty, Framework};
use words::Words;
use yew::prelude::*;

/// The frameworks.
pub fn frameworks(t: Words) -> Html {
    let editions = ::frameworks::BUNDLED.iter().filter_map(::frameworks::Bundled::read);
    html! {
        <>
            <h1 tabindex="-1">{ t.title_frameworks() }</h1>
            for edition in editions {
                <section key={edition.framework.digest.clone()} class="panel framework">
                    { one_framework(t, &edition.framework) }
                </section>
            }
        </>
    }
}

fn one_framework(t: Words, framework: &Framework) -> Html {
    let name = t.home_edition(framework.identifier, &framework.edition);
    html! {
        <>
            <h2>{ framework.title.get(t.language) }</h2>
            <dl class="facts">
                <dt>{ t.frameworks_edition() }</dt><dd>{ name }</dd>
                <dt>{ t.frameworks_digest() }</dt><dd><code>{ framework.digest.clone() }</code></dd>
                <dt>{ t.frameworks_source() }</dt><dd>{ framework.source.title.get(t.language) }</dd>
                <dt>{ t.frameworks_trust() }</dt>
                <dd><strong>{ t.certainty(framework.source.certainty) }</strong>{ ". " }{ framework.source.note.get(t.language) }</dd>
            </dl>
            for domain in framework.domains.iter() {
                <details key={domain.reference.as_str()}>
                    <summary>{ domain.reference.to_string() }{ " " }{ domain.title.get(t.language) }</summary>
                    <ul>
                        for standard in domain.standards.iter() {
                            <li key={standard.reference.as_str()}>{ outline(t, standard) }</li>
                        }
                    </ul>
                </details>
            }
        </>
    }
}

fn outline(t: Words, standard: &domain::Standard) -> Html {
    html! {
        <>
            <strong>{ standard.reference.to_string() }{ " " }{ standard.title.get(t.language) }</strong>
            { " " }
            { certainty_tag(t, standard.certainty) }
            if let Some(note) = &standard.note {
                <p>{ note.get(t.language) }</p>
            }
            <ul>
                for one in standard.key_questions.iter() {
                    <li key={one.reference.as_str()}>
                        { one.reference.to_string() }{ " " }{ one.title.get(t.language) }{ " " }
                        { t.frameworks_prompts(one.prompts.len()) }{ " " }
                        { certainty_tag(t, one.certainty) }
                    </li>
                }
            </ul>
        </>
    }
}

fn certainty_tag(t: Words, certainty: Certainty) -> Html {
    let class = if certainty.is_confirmed() { "tag done" } else { "tag" };
    html! { <span class={class}>{ t.certainty(certainty) }</span> }
}
