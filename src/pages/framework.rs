//! One framework, whole: what it asks, how it rates, and how far to trust each part.

use std::sync::Arc;

use domain::{Aggregation, Framework, KeyQuestion, Rounding, Rules, Standard};
use wire::Edition;
use words::Words;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::components::problems::problem_list;
use crate::components::unconfirmed::{unconfirmed, unconfirmed_tag};
use crate::shelf::OpenFault;
use crate::store::use_desk;

/// Which one.
#[derive(Properties, PartialEq)]
pub struct OneFrameworkProps {
    /// The digest of its edition.
    pub digest: AttrValue,
}

/// One framework.
#[component]
pub fn OneFramework(props: &OneFrameworkProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let edition = use_state(|| None::<Result<Arc<Edition>, Arc<OpenFault>>>);
    {
        let (desk, edition) = (desk.clone(), edition.setter());
        use_effect_with(props.digest.clone(), move |digest| {
            let digest = digest.clone();
            spawn_local(async move {
                edition.set(Some(desk.shelf.edition(&digest).await.map_err(Arc::new)));
            });
        });
    }
    match &*edition {
        None => html! { <h1 tabindex="-1">{ t.title_framework() }</h1> },
        Some(Ok(edition)) => whole(t, &edition.framework),
        Some(Err(fault)) => html! {
            <>
                <h1 tabindex="-1">{ t.title_framework() }</h1>
                { problem_list(t, t.frameworks_not_here(), fault.problems()) }
            </>
        },
    }
}

fn whole(t: Words, framework: &Framework) -> Html {
    let name = t.home_edition(framework.identifier, &framework.edition);
    let period = [&framework.applies_from, &framework.applies_to];
    let period: Vec<_> = period.into_iter().flatten().map(String::as_str).collect();
    html! {
        <div class="framework">
            <h1 tabindex="-1">{ framework.title.get(t.language) }</h1>
            { unconfirmed(t, framework.source.certainty, Some(&framework.source.note)) }
            <dl class="facts">
                <dt>{ t.frameworks_edition() }</dt><dd>{ name }</dd>
                if !period.is_empty() {
                    <dt>{ t.frameworks_period() }</dt><dd>{ period.join(" – ") }</dd>
                }
                <dt>{ t.frameworks_digest() }</dt><dd><code>{ framework.digest.clone() }</code></dd>
                <dt>{ t.frameworks_source() }</dt><dd>{ framework.source.title.get(t.language) }</dd>
                <dt>{ t.frameworks_pools() }</dt>
                <dd>{ framework.pools.iter().map(|pool| pool.title.get(t.language)).collect::<Vec<_>>().join("; ") }</dd>
            </dl>
            <section class="panel" aria-labelledby="rules-title">
                <h2 id="rules-title">{ t.frameworks_rules() }</h2>
                { unconfirmed(t, framework.rules.certainty, framework.rules.note.as_ref()) }
                <ul>
                    for line in rules(t, &framework.rules) {
                        <li key={line.clone()}>{ line }</li>
                    }
                </ul>
            </section>
            for domain in framework.domains.iter() {
                <section key={domain.reference.as_str()} aria-labelledby={format!("d-{}", domain.reference)}>
                    <h2 id={format!("d-{}", domain.reference)}>{ domain.reference.to_string() }{ " " }{ domain.title.get(t.language) }</h2>
                    for standard in domain.standards.iter() {
                        <details key={standard.reference.as_str()} class="framework-standard">
                            <summary>
                                { standard.reference.to_string() }{ " " }{ standard.title.get(t.language) }{ " " }
                                { unconfirmed_tag(t, standard.certainty) }
                            </summary>
                            { one_standard(t, standard) }
                        </details>
                    }
                </section>
            }
        </div>
    }
}

/// The rules of rating in sentences.
fn rules(t: Words, rules: &Rules) -> Vec<String> {
    let mut lines = Vec::new();
    let Some(bands) = rules.bands else { return vec![t.results_shares_only().to_owned()] };
    lines.push(t.frameworks_bands(bands.requires_improvement, bands.good, bands.outstanding));
    lines.push(
        match rules.rounding {
            Rounding::HalfUp => t.frameworks_rounding_half_up(),
            Rounding::Exact => t.frameworks_rounding_exact(),
        }
        .to_owned(),
    );
    let Aggregation::Lowest = rules.aggregation;
    lines.push(t.frameworks_aggregation_lowest().to_owned());
    let [inadequate, requires_improvement, good, outstanding] = rules.points;
    lines.push(t.frameworks_points(inadequate, requires_improvement, good, outstanding));
    match &rules.overall {
        Some((maximum, bands)) => lines.push(t.frameworks_overall(
            maximum,
            bands.requires_improvement,
            bands.good,
            bands.outstanding,
        )),
        None => lines.push(t.frameworks_overall_general().to_owned()),
    }
    lines.push(t.frameworks_minimum_cases(rules.minimum_cases as usize));
    if let Some(discretion) = &rules.discretion {
        lines.push(t.frameworks_discretion(discretion.within_points, discretion.few_cases));
    }
    if let Some(cap) = &rules.cap {
        let all = cap.standards.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let all = if all.is_empty() { t.frameworks_cap_all().to_owned() } else { all };
        lines.push(t.frameworks_cap(cap.number, all, t.rating(cap.weak), t.rating(cap.at_most)));
    }
    if let Some(sampling) = &rules.sampling {
        lines.push(t.frameworks_sampling(sampling.confidence_percent, sampling.margin_percent));
    }
    lines
}

fn one_standard(t: Words, standard: &Standard) -> Html {
    html! {
        <div class="framework-questions">
            if let Some(aim) = &standard.aim {
                <p>{ aim.get(t.language) }</p>
            }
            { unconfirmed(t, standard.certainty, standard.note.as_ref()) }
            <p>
                { t.evidence(standard.evidence) }{ " " }
                if !standard.rated {
                    { t.because_unrated() }
                } else if !standard.in_total {
                    { t.results_outside_total() }{ "." }
                }
                if standard.applies_when.is_some() {
                    { " " }{ t.frameworks_routed() }
                }
            </p>
            for one in standard.key_questions.iter() {
                <section key={one.reference.as_str()}>{ one_key_question(t, one) }</section>
            }
        </div>
    }
}

fn one_key_question(t: Words, one: &KeyQuestion) -> Html {
    html! {
        <>
            <h3>
                <span class="reference">{ one.reference.to_string() }</span>{ " " }{ one.title.get(t.language) }{ " " }
                { unconfirmed_tag(t, one.certainty) }
            </h3>
            <p><strong>{ one.question.get(t.language) }</strong>{ " " }{ one.guidance.get(t.language) }</p>
            if let Some(note) = &one.note {
                { unconfirmed(t, one.certainty, Some(note)) }
            }
            <ul>
                for prompt in one.prompts.iter() {
                    <li key={prompt.reference.as_str()}>
                        <span class="reference">{ prompt.reference.to_string() }</span>{ " " }
                        { prompt.text.get(t.language) }{ " " }
                        <span class="aid">{ prompt.guidance.get(t.language) }</span>{ " " }
                        { unconfirmed_tag(t, prompt.certainty) }
                    </li>
                }
            </ul>
        </>
    }
}
