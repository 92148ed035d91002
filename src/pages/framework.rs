//! One framework, whole: what it asks, how it rates, and how far to trust each part.

use std::sync::Arc;

use domain::{Field, Framework, KeyQuestion, Rules, Standard};
use wire::Edition;
use words::Words;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::components::problems::problem_list;
use crate::components::unconfirmed::{unconfirmed, unconfirmed_tag};
use crate::store::use_desk;
use shelf::OpenFault;

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
                if framework.gives_ratings() {
                    <dl class="facts">
                        for (field, what) in rules(t, &framework.rules) {
                            <dt>{ t.field(field) }</dt><dd>{ what }</dd>
                        }
                    </dl>
                } else {
                    <p>{ t.results_shares_only() }</p>
                }
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
                            { one_standard(t, framework, standard) }
                        </details>
                    }
                </section>
            }
        </div>
    }
}

/// The rules of rating: each with its name and what it says.
fn rules(t: Words, rules: &Rules) -> Vec<(Field, String)> {
    let mut all = vec![
        (Field::Rounding, t.rounding(rules.rounding).to_owned()),
        (Field::MinimumCases, rules.minimum_cases.to_string()),
    ];
    all.extend(rules.bands.map(|bands| (Field::Bands, t.bands(bands))));
    all.push((Field::Points, t.points(rules.points)));
    all.push((
        Field::Overall,
        match rules.overall {
            Some((maximum, bands)) => t.overall_table(maximum, bands),
            None => t.frameworks_overall_general().to_owned(),
        },
    ));
    all.extend(rules.discretion.map(|one| (Field::Discretion, t.discretion(one))));
    all.extend(rules.cap.as_ref().map(|one| (Field::Cap, t.cap(one))));
    all.extend(rules.sampling.map(|one| (Field::Sampling, t.sampling(one))));
    all
}

fn one_standard(t: Words, framework: &Framework, standard: &Standard) -> Html {
    html! {
        <div class="framework-questions">
            if let Some(aim) = &standard.aim {
                <p>{ aim.get(t.language) }</p>
            }
            { unconfirmed(t, standard.certainty, standard.note.as_ref()) }
            <p>
                <span class="tag">{ t.evidence(standard.evidence) }</span>{ " " }
                if !standard.rated {
                    <span class="tag">{ t.because_unrated() }</span>
                } else if !standard.in_total {
                    <span class="tag">{ t.results_outside_total() }</span>
                }
                if let Some(condition) = &standard.applies_when {
                    { " " }{ t.frameworks_routed(t.condition(framework, condition)) }
                }
            </p>
            for one in standard.key_questions.iter() {
                <section key={one.reference.as_str()}>{ one_key_question(t, framework, one) }</section>
            }
        </div>
    }
}

fn one_key_question(t: Words, framework: &Framework, one: &KeyQuestion) -> Html {
    html! {
        <>
            <h3>
                <span class="reference">{ one.reference.to_string() }</span>{ " " }{ one.title.get(t.language) }{ " " }
                { unconfirmed_tag(t, one.certainty) }
            </h3>
            if let Some(condition) = &one.applies_when {
                <p class="aid">{ t.frameworks_routed(t.condition(framework, condition)) }</p>
            }
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
