//! The outline of a case: standards and key questions, with what is owed, and the case's rating.

use domain::{
    Applies, CaseKeyQuestion, CaseRating, CaseStandard, Framework, InspectionId, Verdict,
};
use words::Words;
use yew::prelude::*;

use crate::components::rating_tag::rating_tag;
use crate::route::{Route, Screen};

/// The outline with the case's rating under it.
pub fn outline(
    t: Words,
    framework: &Framework,
    id: InspectionId,
    number: &str,
    rating: &CaseRating,
) -> Html {
    html! {
        <>
            <nav class="outline" aria-label={t.outline_label()}>
                <ol>
                    for standard in rating.standards.iter() {
                        <li key={standard.reference.as_str()}>{ outline_standard(t, framework, id, number, standard) }</li>
                    }
                </ol>
            </nav>
            <section class="case-rating" aria-label={t.case_rating_label()}>
                <h2>{ t.case_rating_label() }</h2>
                <ul>
                    for standard in rating.standards.iter() {
                        <li key={standard.reference.as_str()}>{ case_standard(t, standard) }</li>
                    }
                </ul>
                <p class="aid">{ t.case_rating_aid() }</p>
            </section>
        </>
    }
}

fn outline_standard(
    t: Words,
    framework: &Framework,
    id: InspectionId,
    number: &str,
    standard: &CaseStandard,
) -> Html {
    let title = framework.standard(standard.reference).map(|one| one.title.get(t.language));
    html! {
        <>
            <p class="outline-standard">
                <span>{ standard.reference.to_string() }{ " " }{ title.unwrap_or_default() }</span>
                <span class="count">{ t.outline_done(standard.asked - standard.owed, standard.asked) }</span>
            </p>
            <ol>
                for one in standard.key_questions.iter() {
                    <li key={one.reference.as_str()}>{ outline_key_question(t, framework, id, number, one) }</li>
                }
            </ol>
        </>
    }
}

fn outline_key_question(
    t: Words,
    framework: &Framework,
    id: InspectionId,
    number: &str,
    one: &CaseKeyQuestion,
) -> Html {
    let title = framework.key_question(one.reference).map(|(_, one)| one.title.get(t.language));
    let route = Route::Inspection(id, Screen::Reading(number.to_owned(), Some(one.reference)));
    let (class, sign, word) = state(t, one);
    html! {
        <a href={route.href()} class={class}>
            <span class="outline-title">{ one.reference.to_string() }{ " " }{ title.unwrap_or_default() }</span>
            <span class="state" title={word.clone()}>
                <span aria-hidden="true">{ sign }</span>
                <span class="visually-hidden">{ word }</span>
            </span>
        </a>
    }
}

fn state(t: Words, one: &CaseKeyQuestion) -> (&'static str, String, String) {
    match (one.applies, one.owed, one.verdict) {
        (Applies::Undecided(_), ..) => {
            ("owed", "?".to_owned(), t.reading_undecided_short().to_owned())
        }
        (Applies::No, ..) => ("away", "–".to_owned(), t.reading_does_not_apply().to_owned()),
        (_, owed, _) if owed > 0 => ("owed", owed.to_string(), t.reading_owed(owed as usize)),
        (_, _, Some(Verdict::Sufficient)) => {
            ("sufficient", "✓".to_owned(), t.verdict_sufficient().to_owned())
        }
        (_, _, Some(Verdict::NotSufficient)) => {
            ("not-sufficient", "✗".to_owned(), t.verdict_not_sufficient().to_owned())
        }
        _ => ("away", "–".to_owned(), t.verdict_not_applicable().to_owned()),
    }
}

/// How a case stands against one standard.
pub fn case_standard(t: Words, standard: &CaseStandard) -> Html {
    html! {
        <>
            <span class="case-standard-head">
                <strong>{ standard.reference.to_string() }</strong>
                { " " }
                <span>{ t.meets(standard.meets) }</span>
            </span>
            <span class="case-standard-foot">
                <span>{ prompts(t, standard) }</span>
                if let Some(indicative) = standard.indicative {
                    <span class="indicative">{ rating_tag(t, Some(indicative.rating)) }{ " " }{ if standard.owed > 0 { t.case_rating_so_far(indicative.key_question) } else { t.case_rating_indicative(indicative.key_question) } }</span>
                }
            </span>
        </>
    }
}

fn prompts(t: Words, standard: &CaseStandard) -> String {
    match standard.prompts.percent() {
        None => t.case_rating_no_prompts().to_owned(),
        Some(_) => t.case_rating_prompts(t.share(standard.prompts)),
    }
}
