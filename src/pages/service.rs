//! The standards judged at service level: evidence by key question, a proposed rating, its reason.

use domain::{
    Combination, Direction, Evidence, EvidenceEntry, EvidenceId, EvidencePart, Inspection,
    KeyQuestion, Proposal, Rating, Reference, Sorted, SourceKind, Standard, Target,
};
use words::Words;
use yew::prelude::*;

use crate::browser::{clock, sight};
use crate::components::fields::{InputField, SelectField};
use crate::components::note_field::note_field;
use crate::components::unconfirmed::unconfirmed;
use crate::components::undo_bar::{UndoBar, UndoBarProps};
use crate::route::{Route, Screen};
use crate::store::{Desk, Open};

/// The standards judged at service level.
pub fn service(desk: &Desk, open: &Open, undoing: UndoBarProps) -> Html {
    let t = desk.words;
    let framework = &open.edition.framework;
    let standards = || framework.all_standards().filter(|one| one.evidence != Evidence::Cases);
    html! {
        <div class="service">
            <h1 tabindex="-1">{ t.title_service() }</h1>
            <p class="lead">{ t.service_lead() }</p>
            <UndoBar ..undoing />
            <p><a href={Route::Inspection(open.inspection.id, Screen::History(None)).href()}>{ t.history_whole_link() }</a></p>
            for standard in standards() {
                <section key={standard.reference.as_str()} class="standard" aria-labelledby={format!("s-{}", standard.reference)}>
                    <h2 id={format!("s-{}", standard.reference)}>
                        { standard.reference.to_string() }{ " " }{ standard.title.get(t.language) }
                    </h2>
                    { unconfirmed(t, standard.certainty, standard.note.as_ref()) }
                    if standard.rated && !standard.in_total {
                        <p><span class="tag">{ t.results_outside_total() }</span></p>
                    }
                    <div class="key-questions">
                        for key_question in judged(standard) {
                            <section key={key_question.reference.as_str()} class="key-question" aria-labelledby={format!("k-{}", key_question.reference)}>
                                { evidence(desk, &open.inspection, key_question) }
                            </section>
                        }
                    </div>
                    if standard.rated {
                        { proposal(t, desk, &open.inspection, standard) }
                    }
                </section>
            }
        </div>
    }
}

/// The key questions of a standard that are judged at service level.
fn judged(standard: &Standard) -> impl Iterator<Item = &KeyQuestion> {
    let all = standard.evidence == Evidence::Judgement;
    standard.key_questions.iter().filter(move |one| all || one.by_judgement)
}

fn evidence(desk: &Desk, inspection: &Inspection, key_question: &KeyQuestion) -> Html {
    let t = desk.words;
    let reference = key_question.reference;
    let entries: Sorted<_, _> = inspection
        .record
        .evidence_for(reference)
        .map(|(id, entry)| ((entry.begun_at, id), entry))
        .collect();
    let n_entries = entries.len();
    let on_added = desk.on_click(move |desk| {
        let id = EvidenceId::new(clock::random());
        let target = Target::Evidence(id, EvidencePart::KeyQuestion);
        desk.edit(target, Some(reference.to_string()));
        // The entry is drawn before the focus can go to it.
        yew::platform::spawn_local(async move {
            clock::breathe().await;
            sight::focus_inside(&format!("e-{id}"));
        });
    });
    html! {
        <>
            <h3 id={format!("k-{reference}")}>
                <span class="reference">{ reference.to_string() }</span>{ " " }{ key_question.title.get(t.language) }
            </h3>
            <p>{ key_question.question.get(t.language) }</p>
            <details class="guidance">
                <summary>{ t.service_look_for() }</summary>
                <ul>
                    for prompt in key_question.prompts.iter() {
                        <li key={prompt.reference.as_str()}>
                            <strong>{ prompt.text.get(t.language) }</strong>{ " " }{ prompt.guidance.get(t.language) }
                        </li>
                    }
                </ul>
            </details>
            <div class="evidence">
                for (at, ((_, id), entry)) in entries.into_iter().enumerate() {
                    <div key={id.to_string()}>{ entry_form(desk, reference, at + 1, id, entry) }</div>
                }
            </div>
            <button type="button" class="secondary" onclick={on_added} aria-label={t.service_add_to(reference)}>
                { t.service_add() }
            </button>
            if n_entries == 0 {
                <span class="tag">{ t.service_no_evidence() }</span>
            }
        </>
    }
}

fn entry_form(
    desk: &Desk,
    reference: Reference,
    number: usize,
    id: EvidenceId,
    entry: &EvidenceEntry,
) -> Html {
    let t = desk.words;
    let target = move |part| Target::Evidence(id, part);
    let choose = |part| desk.on_value(target(part));
    let on_date = desk.on_value(target(EvidencePart::Date));
    let on_removed = desk.on_click(move |desk| desk.edit(target(EvidencePart::KeyQuestion), None));
    let sources: Vec<_> =
        SourceKind::ALL.iter().map(|one| (one.as_str().into(), t.source(*one).into())).collect();
    let directions: Vec<_> =
        Direction::ALL.iter().map(|one| (one.as_str().into(), t.direction(*one).into())).collect();
    html! {
        <fieldset class="evidence-entry" id={format!("e-{id}")}>
            <legend>{ t.service_entry(number, reference) }</legend>
            <div class="field-row">
                <SelectField label={t.service_source()} value={entry.source.map_or("", SourceKind::as_str)} none={AttrValue::Static(t.form_not_recorded())} options={sources} on_chosen={choose(EvidencePart::Source)} />
                <InputField kind="date" label={t.service_date()} value={entry.date.map(|date| date.to_string()).unwrap_or_default()} on_entered={on_date} />
                <SelectField label={t.service_direction()} value={entry.direction.map_or("", Direction::as_str)} none={AttrValue::Static(t.form_not_recorded())} options={directions} on_chosen={choose(EvidencePart::Direction)} />
            </div>
            { note_field(desk, target(EvidencePart::Summary), &entry.summary, t.service_summary()) }
            <button type="button" class="quiet" onclick={on_removed} aria-label={t.service_remove_entry(number, reference)}>{ t.service_remove() }</button>
        </fieldset>
    }
}

fn proposal(t: Words, desk: &Desk, inspection: &Inspection, standard: &Standard) -> Html {
    let reference = standard.reference;
    let proposed = inspection.record.proposed.get(&reference);
    let value = proposed.and_then(|one| one.proposal).map_or("", Proposal::as_str);
    let reason = proposed.map(|one| one.reason.clone()).unwrap_or_default();
    let earlier = proposed.filter(|one| one.proposal.is_none()).and_then(|one| one.earlier);
    let on_chosen = desk.on_value(Target::Proposed(reference));
    html! {
        <fieldset class="proposal">
            <legend>{ t.service_proposal(reference) }</legend>
            if standard.evidence == Evidence::Mixed {
                <p>{ match standard.combination {
                    Combination::Lowest => t.service_combination_lowest(),
                    Combination::Judgement => t.service_combination_judgement(),
                } }</p>
            }
            <div class="field-row">
                <SelectField
                    id={format!("p-{reference}")}
                    label={t.service_proposed_rating(reference)}
                    {value}
                    none={AttrValue::Static(t.service_not_proposed())}
                    options={proposals(t, true)}
                    {on_chosen}
                />
            </div>
            if let Some(earlier) = earlier {
                <p class="earlier">{ t.service_earlier(t.proposal(earlier)) }</p>
            }
            { note_field(desk, Target::ProposedReason(reference), &reason, t.service_proposed_reason(reference)) }
        </fieldset>
    }
}

/// The ratings to propose, the highest first, and leaving it unrated.
pub fn proposals(t: Words, unrated: bool) -> Vec<(AttrValue, AttrValue)> {
    let ratings = Rating::ALL.iter().rev().map(|one| Proposal::Rated(*one));
    let all = ratings.chain(unrated.then_some(Proposal::NotRated));
    all.map(|one| (one.as_str().into(), t.proposal(one).into())).collect()
}
