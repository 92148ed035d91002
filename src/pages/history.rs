//! Who altered what, and when: of a case, or of the whole inspection.

use std::rc::Rc;
use std::sync::Arc;

use domain::{Alteration, CaseId, Change, Edit, Inspection, edits};
use wire::Edition;
use words::Words;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::{clock, sight};
use crate::components::fields::{FieldOption, SelectField};
use crate::components::problems::problem_list;
use crate::files;
use crate::pages::moments::Moments;
use crate::route::{Route, Screen};
use crate::store::use_desk;
use shelf::OpenFault;

/// How many edits are listed at first, and with each wish for more: a whole inspection has thousands.
const PAGE: usize = 100;

/// The inspection whose history is shown, and the case in it.
#[derive(Properties, PartialEq)]
pub struct HistoryProps {
    /// The edition.
    pub edition: Arc<Edition>,
    /// The inspection as it is now.
    pub inspection: Rc<Inspection>,
    /// Changes not yet on the shelf.
    pub outbox: Rc<Vec<Change>>,
    /// The case; `None` for the whole inspection.
    #[prop_or_default]
    pub case: Option<CaseId>,
}

/// Which edits are listed.
#[derive(Clone, PartialEq, Default)]
struct Filter {
    /// A case by its identifier, `-` for what is in no case; nothing for all.
    part: String,
    /// A reader, `-` before the name; nothing for all.
    reader: String,
    /// A day; nothing for all.
    day: String,
}

/// History.
#[component]
pub fn History(props: &HistoryProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let read = use_state(|| None::<Result<Rc<Vec<Change>>, Rc<OpenFault>>>);
    {
        let (shelf, read, outbox) = (desk.shelf.clone(), read.clone(), props.outbox.clone());
        let case = props.case;
        use_effect_with(
            (props.inspection.id, props.inspection.clock, case),
            move |(id, _, case)| {
                let (id, case) = (*id, *case);
                spawn_local(async move {
                    let changes = files::every_change(&shelf, id, &outbox).await;
                    let of_case = |change: &Change| case.is_none() || change.target.case() == case;
                    let changes =
                        changes.map(|all| Rc::new(all.into_iter().filter(of_case).collect()));
                    read.set(Some(changes.map_err(Rc::new)));
                });
            },
        );
    }
    let number = props.case.and_then(|id| props.inspection.cases.get(&id)).map(|case| &case.number);
    html! {
        <div class="history">
            <h1 tabindex="-1">{ number.map_or(t.title_history().to_owned(), |number| t.title_case_history(number)) }</h1>
            if let Some(number) = number {
                <p><a href={Route::Inspection(props.inspection.id, Screen::Reading(number.clone(), None)).href()}>{ t.history_back_to_case(number) }</a></p>
            }
            <p class="lead">{ t.history_lead() }</p>
            { match &*read {
                None => html! { <p role="status">{ t.history_reading() }</p> },
                Some(Ok(changes)) => html! { <Edits edition={props.edition.clone()} inspection={props.inspection.clone()} changes={changes.clone()} case={props.case} /> },
                Some(Err(fault)) => unreadable(t, fault),
            } }
        </div>
    }
}

fn unreadable(t: Words, fault: &OpenFault) -> Html {
    if fault.problems().is_empty() {
        return html! { <p role="alert">{ t.history_store_fails() }</p> };
    }
    problem_list(t, t.history_unreadable(), fault.problems())
}

#[derive(Properties, PartialEq)]
struct EditsProps {
    edition: Arc<Edition>,
    inspection: Rc<Inspection>,
    changes: Rc<Vec<Change>>,
    case: Option<CaseId>,
}

/// The edits, the case at a moment above them, or filters.
#[component]
fn Edits(props: &EditsProps) -> Html {
    let t = use_desk().words;
    let filter = use_state(Filter::default);
    let n_shown = use_state(|| PAGE);
    // How many changes the case is shown after; all of them is now.
    let moment = use_state(|| None::<usize>);
    let all = use_memo(
        (props.changes.clone(), (*filter).clone(), props.inspection.id),
        |(changes, filter, _)| listed(changes, filter),
    );
    let on_filter = {
        let (filter, n_shown) = (filter.clone(), n_shown.clone());
        Callback::from(move |chosen: Filter| {
            filter.set(chosen);
            n_shown.set(PAGE);
        })
    };
    let on_moment = {
        let moment = moment.clone();
        Callback::from(move |through: usize| moment.set(Some(through)))
    };
    let on_more = {
        let n_shown = n_shown.clone();
        Callback::from(move |_: MouseEvent| n_shown.set(*n_shown + PAGE))
    };
    let shown = all.len().min(*n_shown);
    html! {
        <>
            if let Some(case) = props.case {
                <Moments
                    edition={props.edition.clone()}
                    inspection={props.inspection.clone()}
                    changes={props.changes.clone()}
                    edits={all.clone()}
                    {case}
                    through={moment.unwrap_or(props.changes.len())}
                    on_moment={on_moment.clone()}
                />
            } else {
                { filters(t, props, &filter, &on_filter) }
            }
            <p role="status">{ if all.is_empty() { t.history_none().to_owned() } else { t.history_n(all.len()) } }</p>
            <section class="days" aria-label={t.history_edits()}>
                for (day, of_day) in by_day(&all[all.len() - shown..]) {
                    <section key={day.clone()} aria-labelledby={format!("day-{day}")}>
                        <h2 id={format!("day-{day}")}>{ day.clone() }</h2>
                        <ol class="edits" reversed=true>
                            for edit in of_day {
                                { one_edit(t, props, edit, &on_moment) }
                            }
                        </ol>
                    </section>
                }
            </section>
            if shown < all.len() {
                <button type="button" class="secondary" onclick={on_more}>{ t.history_more((all.len() - shown).min(PAGE)) }</button>
            }
        </>
    }
}

/// The edits that a filter lets through, the first one first.
fn listed(changes: &[Change], filter: &Filter) -> Vec<Edit> {
    let part = |change: &Change| match (filter.part.as_str(), change.target.case()) {
        ("", _) | ("-", None) => true,
        (part, Some(case)) => case.to_string() == part,
        _ => false,
    };
    let reader = |change: &Change| {
        filter.reader.is_empty() || filter.reader.strip_prefix('-') == Some(&change.stamp.reader)
    };
    if filter.part.is_empty() && filter.reader.is_empty() && filter.day.is_empty() {
        return edits(changes);
    }
    let wanted: Vec<_> = changes.iter().filter(|one| part(one) && reader(one)).cloned().collect();
    let mut edits = edits(&wanted);
    edits.retain(|edit| filter.day.is_empty() || day_of(edit.stamp.at) == filter.day);
    edits
}

fn day_of(at: u64) -> String {
    clock::local_time(at).split(' ').next().unwrap_or_default().to_owned()
}

/// The time of day.
pub(super) fn time_of(at: u64) -> String {
    clock::local_time(at).split(' ').nth(1).unwrap_or_default().to_owned()
}

/// Edits by day, the latest first. The order is that of the changes: where the clocks of two computers
/// differ, a day may come twice, and is one all the same.
fn by_day(edits: &[Edit]) -> Vec<(String, Vec<&Edit>)> {
    let mut days: Vec<(String, Vec<&Edit>)> = Vec::new();
    for edit in edits.iter().rev() {
        let day = day_of(edit.stamp.at);
        match days.iter_mut().find(|(one, _)| *one == day) {
            Some((_, of_day)) => of_day.push(edit),
            None => days.push((day, vec![edit])),
        }
    }
    days
}

fn filters(t: Words, props: &EditsProps, filter: &Filter, on_filter: &Callback<Filter>) -> Html {
    let (mut readers, mut days, mut cases) = (Vec::new(), Vec::new(), Vec::new());
    for change in props.changes.iter() {
        if !readers.contains(&&change.stamp.reader) {
            readers.push(&change.stamp.reader);
        }
        let day = day_of(change.stamp.at);
        if !days.contains(&day) {
            days.push(day);
        }
    }
    readers.sort_unstable();
    days.sort_unstable_by(|one, other| other.cmp(one));
    cases.push(("-".into(), t.history_not_in_a_case().into()));
    for (id, case) in props.inspection.by_number() {
        cases.push((id.to_string().into(), t.history_case(&case.number).into()));
    }
    let named = |reader: &String| -> FieldOption {
        let label =
            if reader.is_empty() { t.history_nobody_named().to_owned() } else { reader.clone() };
        (format!("-{reader}").into(), label.into())
    };
    let readers: Vec<FieldOption> = readers.into_iter().map(named).collect();
    let days: Vec<FieldOption> =
        days.into_iter().map(|day| (day.clone().into(), day.into())).collect();
    let on = |alter: fn(&mut Filter, String)| {
        let (filter, on_filter) = (filter.clone(), on_filter.clone());
        Callback::from(move |chosen: Option<String>| {
            let mut filter = filter.clone();
            alter(&mut filter, chosen.unwrap_or_default());
            on_filter.emit(filter);
        })
    };
    html! {
        <div class="field-row history-filters">
            <SelectField label={t.history_of_case()} value={filter.part.clone()} none={AttrValue::Static(t.history_all())} options={cases} on_chosen={on(|filter, part| filter.part = part)} />
            <SelectField label={t.history_person()} value={filter.reader.clone()} none={AttrValue::Static(t.history_everybody())} options={readers} on_chosen={on(|filter, reader| filter.reader = reader)} />
            <SelectField label={t.history_day()} value={filter.day.clone()} none={AttrValue::Static(t.history_every_day())} options={days} on_chosen={on(|filter, day| filter.day = day)} />
        </div>
    }
}

fn one_edit(t: Words, props: &EditsProps, edit: &Edit, on_moment: &Callback<usize>) -> Html {
    let time = time_of(edit.stamp.at);
    let reader = &edit.stamp.reader;
    let through = edit.through;
    let on_then = {
        let on_moment = on_moment.clone();
        Callback::from(move |_: MouseEvent| {
            on_moment.emit(through);
            sight::focus("then-title");
        })
    };
    let stamp = &edit.stamp;
    html! {
        <li key={format!("{}-{}", stamp.device, stamp.sequence)}>
            <p class="edit-head">
                <strong>{ time.clone() }</strong>{ " " }
                { if reader.is_empty() { t.history_by_nobody().to_owned() } else { t.history_by(reader) } }
                if props.case.is_some() {
                    { " " }
                    <button type="button" class="quiet" aria-label={t.history_show_then_of(clock::local_time(stamp.at))} onclick={on_then}>{ t.history_show_then() }</button>
                }
            </p>
            <ul class="alterations">
                for (at, one) in edit.alterations.iter().enumerate() {
                    <li key={at.to_string()}>{ alteration(t, props, one) }</li>
                }
            </ul>
        </li>
    }
}

/// What was altered, in the words of the question, from what to what.
fn alteration(t: Words, props: &EditsProps, one: &Alteration) -> Html {
    let framework = &props.edition.framework;
    let case = one.target.case().filter(|_| props.case.is_none());
    let number =
        case.and_then(|id| props.inspection.cases.get(&id)).map(|case| case.number.clone());
    let value = |value: &Option<String>| t.cell_value(framework, &one.target, value.as_deref());
    html! {
        <>
            if let Some(number) = number {
                <a href={Route::Inspection(props.inspection.id, Screen::History(Some(number.clone()))).href()}>{ t.history_case(&number) }</a>
                { ": " }
            }
            <strong>{ t.cell(framework, &props.inspection, &one.target) }</strong>
            if let Some(question) = t.cell_question(framework, &one.target) {
                <span class="asked">{ " " }{ question }</span>
            }
            <span class="values">
                <del>{ value(&one.before) }</del>
                <span aria-hidden="true">{ " → " }</span>
                <ins>{ value(&one.after) }</ins>
            </span>
        </>
    }
}
