//! An inspection at a glance: where everything stands, and what is next.

use domain::{Inspection, InspectionField, Progress, Results, Target, progress, rate};
use words::Words;
use yew::prelude::*;

use crate::browser::clock;
use crate::components::fields::{InputField, SelectField};
use crate::components::note_field::line_field;
use crate::components::rating_tag::rating_tag;
use crate::pages::edition::OtherEditions;
use crate::pages::home::fieldwork;
use crate::pages::import::ReaderName;
use crate::pages::passphrase::Passphrase;
use crate::route::{Route, Screen};
use crate::store::{Desk, Open};

/// An inspection at a glance.
pub fn overview(desk: &Desk, open: &Open, reader: &str) -> Html {
    let t = desk.words;
    let framework = &open.edition.framework;
    let progress = progress(framework, &open.inspection);
    let results = rate(framework, &open.inspection);
    html! {
        <div class="overview">
            <h1 tabindex="-1">{ open.inspection.service.clone() }</h1>
            <p class="lead">
                { framework.title.get(t.language) }{ " · " }{ fieldwork(t, &open.inspection) }
            </p>
            if reader.is_empty() {
                <ReaderName />
            } else {
                <p>{ t.overview_reading_as(reader) }</p>
            }
            { next(t, &open.inspection, &progress) }
            { standing(t, open, &results, &progress) }
            { edition(t, open) }
            <p>{ match &open.copy {
                Some(copy) => t.saved_copy(clock::local_time(copy.at)),
                None => t.saved_no_copy().to_owned(),
            } }</p>
            <p><a href={Route::Inspection(open.inspection.id, Screen::History(None)).href()}>{ t.history_whole_link() }</a></p>
            <p><a href={Route::Check(None).href()}>{ t.check_title() }</a></p>
            { settings(desk, &open.inspection) }
            <Passphrase inspection={open.inspection.id} is_sealed={open.is_sealed} reader={reader.to_owned()} />
        </div>
    }
}

/// The edition worked to, where the work came from, and other editions there are.
fn edition(t: Words, open: &Open) -> Html {
    let framework = &open.edition.framework;
    html! {
        <section class="overview-edition">
            <p>
                { t.edition_works_to(framework.identifier, &framework.edition) }{ " " }
                <a href={Route::Framework(framework.digest.clone()).href()}>{ t.edition_look() }</a>
            </p>
            if let Some(origin) = &open.inspection.origin {
                <p>
                    { t.edition_origin(&origin.edition) }{ " " }
                    <a href={Route::Inspection(origin.inspection, Screen::Overview).href()}>{ t.edition_origin_link() }</a>
                </p>
            }
            <OtherEditions
                inspection={open.inspection.id}
                identifier={framework.identifier.to_string()}
                digest={framework.digest.clone()}
            />
        </section>
    }
}

/// What to do next: the first thing owed, or what is left when nothing is.
fn next(t: Words, inspection: &Inspection, progress: &Progress) -> Html {
    let id = inspection.id;
    let route = |screen| Route::Inspection(id, screen).href();
    let owed_case = progress.cases.iter().find(|(_, case)| case.owed > 0);
    let done = progress.cases.iter().filter(|(_, case)| case.owed == 0).count();
    let number = |id| inspection.cases.get(id).map(|case| case.number.clone());
    html! {
        <section class="panel next" aria-labelledby="next-title">
            <h2 id="next-title">{ t.overview_next() }</h2>
            <ul class="next-list">
                if progress.cases.is_empty() {
                    <li class="actions">
                        <a class="button" href={route(Screen::Sample)}>{ t.title_sample() }</a>
                        <a class="button secondary" href={route(Screen::Cases)}>{ t.cases_add() }</a>
                    </li>
                } else {
                    <li>
                        { t.overview_cases_done(done, progress.cases.len()) }{ " " }
                        if let Some((case, one)) = owed_case {
                            if let Some(number) = number(case) {
                                <a class="button" href={route(Screen::Reading(number.clone(), None))}>{ t.overview_go_on(&number, one.owed) }</a>
                            }
                        }
                    </li>
                }
                if !progress.service.is_empty() {
                    <li>
                        { t.overview_service_owed(progress.service.len()) }{ " " }
                        <a href={route(Screen::Service)}>{ t.title_service() }</a>
                    </li>
                }
                if progress.owed() == 0 && !progress.cases.is_empty() {
                    <li>{ t.overview_all_done() }{ " " }<a class="button" href={route(Screen::HandOver)}>{ t.title_hand_over() }</a></li>
                }
            </ul>
        </section>
    }
}

/// The standards at a glance.
fn standing(t: Words, open: &Open, results: &Results, progress: &Progress) -> Html {
    let framework = &open.edition.framework;
    let title =
        |reference| framework.standard(reference).map(|one| one.title.get(t.language).to_owned());
    html! {
        <section aria-labelledby="standing-title">
            <h2 id="standing-title">{ t.overview_standards() }</h2>
            <p class="total">
                if framework.gives_ratings() {
                    { rating_tag(t, results.standing()) }{ " " }{ t.overall(&results.computed) }
                } else {
                    { t.results_shares_only() }
                }
                if progress.owed() > 0 {
                    { " " }<span class="tag owed">{ t.results_provisional(progress.owed() as usize) }</span>
                }
            </p>
            <ul class="standards-glance">
                for result in results.standards() {
                    <li key={result.reference.as_str()}>
                        <span>{ result.reference.to_string() }{ " " }{ title(result.reference).unwrap_or_default() }</span>
                        if framework.standard(result.reference).is_some_and(|one| one.rated) {
                            { rating_tag(t, result.standing()) }
                        }
                    </li>
                }
            </ul>
            <p><a href={Route::Inspection(open.inspection.id, Screen::Results).href()}>{ t.overview_to_results() }</a></p>
        </section>
    }
}

/// The inspection's own fields.
fn settings(desk: &Desk, inspection: &Inspection) -> Html {
    let t = desk.words;
    let date = |field| desk.on_value(Target::Inspection(field));
    let choose = |field| desk.on_value(Target::Inspection(field));
    let text = |date: Option<domain::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let nations = domain::Nation::ALL.iter();
    let nations: Vec<_> = nations.map(|one| (one.as_str().into(), t.nation(*one).into())).collect();
    let mut markings: Vec<(AttrValue, AttrValue)> =
        ["OFFICIAL-SENSITIVE", "OFFICIAL"].map(|one| (one.into(), one.into())).into();
    if !markings.iter().any(|(one, _)| *one == inspection.marking) {
        let own = AttrValue::from(inspection.marking.clone());
        markings.push((own.clone(), own));
    }
    html! {
        <details class="panel">
            <summary>{ t.overview_settings() }</summary>
            <div class="field-grid">
                { line_field(desk, Target::Inspection(InspectionField::Service), &inspection.service, t.new_service()) }
                <SelectField label={t.new_nation()} value={inspection.nation.map_or("", domain::Nation::as_str)} none={AttrValue::Static(t.form_not_recorded())} options={nations} on_chosen={choose(InspectionField::Nation)} />
                <InputField kind="date" label={t.new_from()} value={text(inspection.fieldwork_from)} on_entered={date(InspectionField::FieldworkFrom)} />
                <InputField kind="date" label={t.new_to()} value={text(inspection.fieldwork_to)} on_entered={date(InspectionField::FieldworkTo)} />
                <SelectField label={t.new_marking()} value={inspection.marking.clone()} options={markings} on_chosen={choose(InspectionField::Marking)} />
            </div>
        </details>
    }
}
