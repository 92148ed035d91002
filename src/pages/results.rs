//! The results: shares against their bands, ratings with their reasons, the total, the panel.

use domain::{
    CaseId, DomainResult, Evidence, Framework, Given, Inspection, InspectionId, KeyQuestionResult,
    Proposal, Rating, Reference, Results, Standard, StandardResult, Target, deciding_cases,
    progress, rate,
};
use words::Words;
use yew::prelude::*;

use crate::browser::{clock, sight};
use crate::components::note_field::{line_field, note_field};
use crate::components::panel_rating::PanelRating;
use crate::components::rating_tag::rating_tag;
use crate::components::share_bar::share_bar;
use crate::components::unconfirmed::unconfirmed;
use crate::files;
use crate::route::{Route, Screen};
use crate::store::{Action, Desk, Notice, Open};

/// The results.
pub fn results(desk: &Desk, open: &Open) -> Html {
    let t = desk.words;
    let framework = &open.edition.framework;
    let results = clock::timed("rate", || rate(framework, &open.inspection));
    let owed = progress(framework, &open.inspection).owed() as usize;
    let on_saved = {
        let open = open.clone();
        desk.on_click(move |desk| {
            if files::save_results(desk.words, &open).is_err() {
                desk.tell(Action::Told(Notice::ResultsNotSaved));
            }
        })
    };
    let on_print = Callback::from(|_: MouseEvent| sight::print());
    html! {
        <div class="results">
            <div class="title-row">
                <h1 tabindex="-1">{ t.title_results() }</h1>
                <span class="no-print">
                    <button type="button" class="secondary" onclick={on_saved}>{ t.results_save() }</button>{ " " }
                    <button type="button" class="secondary" onclick={on_print}>{ t.results_print() }</button>
                </span>
            </div>
            { overall(desk, framework, &open.inspection, &results, owed) }
            for domain in results.domains.iter() {
                <section key={domain.reference.as_str()} class="domain" aria-labelledby={format!("domain-{}", domain.reference)}>
                    { domain_head(t, framework, domain) }
                    for result in domain.standards.iter() {
                        <article key={result.reference.as_str()} class="standard-result" aria-labelledby={format!("s-{}", result.reference)}>
                            { standard_result(desk, framework, &open.inspection, result) }
                        </article>
                    }
                </section>
            }
            <p class="certainty">
                { t.certainty(framework.rules.certainty) }{ ". " }
                { framework.rules.note.as_ref().map(|note| note.get(t.language).to_owned()).unwrap_or_default() }
            </p>
        </div>
    }
}

fn overall(
    desk: &Desk,
    framework: &Framework,
    inspection: &Inspection,
    results: &Results,
    owed: usize,
) -> Html {
    let t = desk.words;
    if !framework.gives_ratings() {
        return html! { <p class="panel">{ t.results_shares_only() }</p> };
    }
    let missing: Vec<_> = results.missing.iter().map(ToString::to_string).collect();
    let moves = t.overall_moves(results);
    html! {
        <section class="panel overall" aria-labelledby="overall-title">
            <h2 id="overall-title">{ t.results_overall() }</h2>
            if owed > 0 {
                <p class="provisional"><strong>{ t.results_provisional(owed) }</strong></p>
            }
            <p class="overall-rating">
                { rating_tag(t, results.standing()) }
                <span class="overall-total">{ t.overall(&results.computed) }</span>
            </p>
            { total_scale(framework, results) }
            if !missing.is_empty() {
                <p>{ t.results_missing(missing.join(", ")) }</p>
            }
            if let Some(from) = results.computed.capped_from {
                <p>{ t.total_capped(t.rating(from)) }</p>
            }
            if !moves.is_empty() {
                <p>{ moves }</p>
            }
            if results.computed.derived {
                <p><span class="tag">{ t.results_derived() }</span></p>
            }
            if let Some(with_panel) = &results.with_panel {
                <p>{ t.results_with_panel(t.overall(with_panel)) }</p>
            }
            { panel(desk, inspection, None, results.computed.rating) }
        </section>
    }
}

/// The total on its scale, with the edges of the bands. The figures stand above it as text.
fn total_scale(framework: &Framework, results: &Results) -> Html {
    let Some((maximum, bands)) = framework.rules.overall.filter(|_| !results.computed.derived)
    else {
        return html! { <p hidden=true /> };
    };
    let edges = [bands.requires_improvement, bands.good, bands.outstanding];
    html! {
        <div class="total-scale" aria-hidden="true">
            <svg viewBox={format!("0 0 {maximum} 4")} preserveAspectRatio="none" class="share-bar" focusable="false">
                <rect class="share-whole" x="0" y="0" width={maximum.to_string()} height="4" />
                <rect class="share-part" x="0" y="0.4" width={results.computed.total.points.to_string()} height="3.2" />
                <g class="share-edges">
                    for edge in edges {
                        <line x1={format!("{}.5", edge - 1)} x2={format!("{}.5", edge - 1)} y1="0" y2="4" />
                    }
                </g>
            </svg>
        </div>
    }
}

fn domain_head(t: Words, framework: &Framework, domain: &DomainResult) -> Html {
    let title = framework.domains.iter().find(|one| one.reference == domain.reference);
    html! {
        <header class="domain-head">
            <h2 id={format!("domain-{}", domain.reference)}>{ title.map(|one| one.title.get(t.language).to_owned()).unwrap_or_default() }</h2>
            <span class="subtotal">
                { if domain.standards.iter().all(|one| !one.in_total) {
                    if framework.gives_ratings() { t.results_outside_total().to_owned() } else { String::new() }
                } else {
                    t.results_subtotal(domain.subtotal.points, domain.subtotal.maximum)
                } }
            </span>
        </header>
    }
}

fn standard_result(
    desk: &Desk,
    framework: &Framework,
    inspection: &Inspection,
    result: &StandardResult,
) -> Html {
    let t = desk.words;
    let Some(standard) = framework.standard(result.reference) else {
        return html! { <p hidden=true /> };
    };
    let points = result.computed.map(|rating| framework.rules.points_of(rating));
    html! {
        <>
            <header class="standard-head">
                <h3 id={format!("s-{}", result.reference)}>
                    { result.reference.to_string() }{ " " }{ standard.title.get(t.language) }
                </h3>
                <span class="standard-rating">
                    if standard.rated {
                        { rating_tag(t, result.computed) }
                    }
                    if let Some(points) = points.filter(|_| result.in_total) {
                        <span class="points">{ t.results_points(points as usize) }</span>
                    }
                    if standard.rated && !result.in_total {
                        <span class="tag">{ t.results_outside_total() }</span>
                    }
                </span>
            </header>
            if !standard.certainty.is_confirmed() {
                { unconfirmed(t, standard.certainty, standard.note.as_ref()) }
            }
            if standard.rated {
                <p class="because">{ t.because(result) }</p>
            }
            if standard.evidence != Evidence::Judgement {
                { shares(t, framework, standard, result) }
                { why(t, framework, inspection, result) }
            }
            if standard.evidence != Evidence::Cases {
                { proposed_reason(inspection, result.reference) }
            }
            if standard.rated {
                if standard.evidence == Evidence::Cases {
                    { leave_unrated(desk, inspection, result.reference) }
                }
                { panel(desk, inspection, Some(result.reference), result.computed) }
            }
        </>
    }
}

fn proposed_reason(inspection: &Inspection, standard: Reference) -> Html {
    match inspection.record.proposed.get(&standard) {
        Some(proposed) if !proposed.reason.is_empty() => {
            html! { <p class="quote">{ proposed.reason.clone() }</p> }
        }
        _ => html! { <p hidden=true /> },
    }
}

/// How near the edge, the cases that decide, and what the panel may weigh.
fn why(t: Words, framework: &Framework, inspection: &Inspection, result: &StandardResult) -> Html {
    let moves = t.moves(result);
    let deciding = deciding_cases(framework, inspection, result);
    let mut cases: Vec<_> =
        deciding.iter().flat_map(|(_, cases)| cases).map(|(id, _)| *id).collect();
    cases.sort_unstable();
    cases.dedup();
    let n_deciding = cases.len();
    let flags = t.flags(&result.flags);
    html! {
        <>
            if !moves.is_empty() {
                <p class="moves">{ moves }</p>
            }
            if n_deciding > 0 {
                <details class="deciding-cases">
                    <summary>{ t.results_deciding_cases(n_deciding, result.reference) }</summary>
                    <ul>
                        for (key_question, cases) in deciding {
                            <li key={key_question.as_str()}>
                                { t.results_not_sufficient_in(key_question) }{ " " }
                                { case_links(inspection.id, key_question, cases.iter().map(|(_, case)| case.number.as_str())) }
                            </li>
                        }
                    </ul>
                </details>
            }
            if !flags.is_empty() {
                <div class="flags">
                    <h4>{ t.results_for_panel() }</h4>
                    <ul>
                        for (sentence, cases) in flags {
                            <li key={sentence.clone()}>{ flag(inspection, result, &sentence, cases) }</li>
                        }
                    </ul>
                </div>
            }
        </>
    }
}

fn flag(
    inspection: &Inspection,
    result: &StandardResult,
    sentence: &str,
    cases: &[CaseId],
) -> Html {
    let numbers = cases.iter().filter_map(|id| inspection.cases.get(id));
    let numbers = numbers.map(|case| case.number.as_str());
    match cases {
        [] => html! { <span>{ sentence.to_owned() }</span> },
        _ => html! {
            <details>
                <summary>{ sentence.to_owned() }</summary>
                { case_links(inspection.id, result.reference, numbers) }
            </details>
        },
    }
}

/// Links to cases, at the place the reading is about.
fn case_links<'a>(id: InspectionId, at: Reference, numbers: impl Iterator<Item = &'a str>) -> Html {
    let link = |number: &str| {
        let screen = Screen::Reading(number.to_owned(), Some(at));
        (Route::Inspection(id, screen).href(), number.to_owned())
    };
    html! {
        <span class="case-links">
            for (href, number) in numbers.map(link) {
                <a key={number.clone()} {href}>{ number }</a>
            }
        </span>
    }
}

fn shares(t: Words, framework: &Framework, standard: &Standard, result: &StandardResult) -> Html {
    let title = |reference| {
        let one = standard.key_questions.iter().find(|one| one.reference == reference);
        one.map(|one| one.title.get(t.language).to_owned()).unwrap_or_default()
    };
    let deciding = |one: &KeyQuestionResult| match &result.because {
        domain::Because::Weakest(all) => all.contains(&one.reference),
        _ => false,
    };
    html! {
        <div class="table-scroll">
        <table class="shares">
            <caption class="visually-hidden">{ t.results_shares(standard.reference) }</caption>
            <thead>
                <tr>
                    <th scope="col">{ t.results_key_question() }</th>
                    <th scope="col" class="bar-column"><span class="visually-hidden">{ t.results_drawn() }</span></th>
                    <th scope="col">{ t.results_share() }</th>
                    if let Some(sampling) = framework.rules.sampling {
                        <th scope="col">{ t.results_interval(sampling.confidence_percent) }</th>
                    }
                    if standard.rated {
                        <th scope="col">{ t.results_band() }</th>
                    }
                    <th scope="col">{ t.results_remarks() }</th>
                </tr>
            </thead>
            <tbody>
                for one in result.key_questions.iter() {
                    <tr key={one.reference.as_str()} class={deciding(one).then_some("decides")}>
                        <th scope="row"><span class="reference">{ one.reference.to_string() }</span>{ " " }{ title(one.reference) }</th>
                        <td class="bar-column">{ share_bar(one.share, framework.rules.bands.filter(|_| standard.rated)) }</td>
                        <td class="figures">{ t.share(one.share) }</td>
                        if framework.rules.sampling.is_some() {
                            <td class="interval">{ t.interval_of(framework, one.share).map(|(_, interval)| t.interval(interval)).unwrap_or_default() }</td>
                        }
                        if standard.rated {
                            <td>{ rating_tag(t, one.rating) }</td>
                        }
                        <td>{ remarks(t, one, deciding(one)) }</td>
                    </tr>
                }
            </tbody>
        </table>
        </div>
    }
}

fn remarks(t: Words, one: &KeyQuestionResult, decides: bool) -> String {
    let mut remarks = Vec::new();
    if decides {
        remarks.push(t.results_decides().to_owned());
    }
    if one.rounding_decides {
        remarks.push(t.results_rounding().to_owned());
    }
    if one.not_applicable > 0 {
        remarks.push(t.results_not_applicable(one.not_applicable as usize));
    }
    if one.owed > 0 {
        remarks.push(t.results_owed(one.owed as usize));
    }
    remarks.join("; ")
}

/// A standard read in cases can be left unrated where there are too few of them, with the reason.
fn leave_unrated(desk: &Desk, inspection: &Inspection, standard: Reference) -> Html {
    let t = desk.words;
    let proposed = inspection.record.proposed.get(&standard);
    let left = proposed.is_some_and(|one| one.proposal == Some(Proposal::NotRated));
    let reason = proposed.map(|one| one.reason.clone()).unwrap_or_default();
    let on_altered = desk.on_click(move |desk| {
        let after = (!left).then(|| Proposal::NotRated.as_str().to_owned());
        desk.edit(Target::Proposed(standard), after);
    });
    html! {
        <details class="unrated no-print" open={left}>
            <summary>{ t.results_leave_unrated(standard) }</summary>
            <p>{ t.results_leave_unrated_lead() }</p>
            <button type="button" class="secondary" onclick={on_altered}>
                { if left { t.results_rate_again() } else { t.results_leave_unrated_now() } }
            </button>
            if left {
                { note_field(desk, Target::ProposedReason(standard), &reason, t.service_proposed_reason(standard)) }
            }
        </details>
    }
}

/// What the ratings panel gave: beside the computed rating, never in its place.
fn panel(
    desk: &Desk,
    inspection: &Inspection,
    standard: Option<Reference>,
    computed: Option<Rating>,
) -> Html {
    let t = desk.words;
    let given = inspection.record.given.get(&standard).cloned().unwrap_or_default();
    let name = standard.map_or(t.results_overall().to_owned(), |one| one.to_string());
    html! {
        <div class="panel-given">
            if let Some(rating) = given.rating {
                { given_line(t, &given, rating) }
            }
            <details class="no-print">
                <summary>{ t.panel_record(&name) }</summary>
                <p>{ t.panel_lead() }</p>
                <div class="field-row">
                    <PanelRating {standard} {computed} given={given.rating} label={t.panel_rating(&name)} />
                    { line_field(desk, Target::GivenBy(standard), &given.by, t.panel_by(&name)) }
                </div>
                { note_field(desk, Target::GivenReason(standard), &given.reason, t.panel_reason(&name)) }
            </details>
        </div>
    }
}

fn given_line(t: Words, given: &Given, rating: Rating) -> Html {
    let by = if given.by.is_empty() { t.panel_nobody().to_owned() } else { given.by.clone() };
    html! {
        <p class="given">
            <strong>{ t.panel_gave() }</strong>{ " " }{ rating_tag(t, Some(rating)) }{ " " }
            { t.panel_who_when(by, clock::local_time(given.at)) }{ " " }
            <span class="quote">{ if given.reason.is_empty() { t.panel_no_reason().to_owned() } else { given.reason.clone() } }</span>
        </p>
    }
}
