//! A case as it was at any moment, to be read and not altered.

use std::rc::Rc;
use std::sync::Arc;

use domain::{
    Alteration, CaseId, Change, Edit, Framework, Inspection, Reading, ReadingId, Target, rate_case,
};
use wire::Edition;
use words::Words;
use yew::prelude::*;

use crate::browser::{clock, sight};
use crate::components::outline::case_standard;
use crate::store::use_desk;

/// A case with its history, and the moment at which it is shown.
#[derive(Properties, PartialEq)]
pub struct MomentsProps {
    /// The edition.
    pub edition: Arc<Edition>,
    /// The inspection as it is now.
    pub inspection: Rc<Inspection>,
    /// The changes of the case, in order.
    pub changes: Rc<Vec<Change>>,
    /// The same as edits.
    pub edits: Rc<Vec<Edit>>,
    /// The case.
    pub case: CaseId,
    /// How many of the changes it is shown after.
    pub through: usize,
    /// Called with how many changes it is to be shown after.
    pub on_moment: Callback<usize>,
}

/// The case at a moment.
#[component]
pub fn Moments(props: &MomentsProps) -> Html {
    let t = use_desk().words;
    let only = use_state(|| false);
    let on_only = {
        let only = only.clone();
        Callback::from(move |_: MouseEvent| only.set(!*only))
    };
    let framework = &props.edition.framework;
    let then = use_memo((props.changes.clone(), props.through), |(changes, through)| {
        let part = changes.get(..*through).unwrap_or(changes);
        Inspection::fold(framework, props.inspection.id, part)
    });
    html! {
        <section class="panel then" aria-labelledby="then-title">
            <h2 id="then-title" tabindex="-1">{ t.history_then_title() }</h2>
            <p>{ t.history_then_lead() }</p>
            { slider(t, props) }
            { match &*then {
                // The whole of it folds, so a part of it does; were it otherwise, it is told.
                Err((_, refusal)) => html! { <p role="alert">{ t.history_cannot_fold(t.refusal(refusal)) }</p> },
                Ok(then) => {
                    let altered = then.altered_since(&props.inspection, props.case);
                    let is_now = props.through >= props.changes.len();
                    html! {
                        <>
                            <p role="status">{ if is_now { t.history_is_now().to_owned() } else { t.history_n_differ(altered.len()) } }</p>
                            <label class="check"><input type="checkbox" checked={*only} onclick={on_only} />{ " " }{ t.history_only_differing() }</label>
                            { case_then(t, props, then, &altered, *only) }
                        </>
                    }
                }
            } }
        </section>
    }
}

/// A slider over the edits, with a button on either side of it.
fn slider(t: Words, props: &MomentsProps) -> Html {
    let n = props.edits.len();
    let at = props.edits.iter().position(|edit| edit.through >= props.through);
    let at = at.unwrap_or(n.saturating_sub(1));
    let go = |to: usize| {
        let (edits, on_moment) = (props.edits.clone(), props.on_moment.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(edit) = edits.get(to) {
                on_moment.emit(edit.through);
            }
        })
    };
    let on_slid = {
        let (edits, on_moment) = (props.edits.clone(), props.on_moment.clone());
        Callback::from(move |event: InputEvent| {
            let to = sight::text_of(&event).and_then(|text| text.parse::<usize>().ok());
            if let Some(edit) = to.and_then(|to| edits.get(to.saturating_sub(1))) {
                on_moment.emit(edit.through);
            }
        })
    };
    let label = props.edits.get(at).map(|edit| {
        let reader = &edit.stamp.reader;
        let reader = if reader.is_empty() { t.history_nobody_named() } else { reader };
        t.history_moment_at(at + 1, n, clock::local_time(edit.stamp.at), reader)
    });
    let label = AttrValue::from(label.unwrap_or_default());
    html! {
        <div class="slider">
            <button type="button" class="secondary" aria-disabled={(at == 0).then_some("true")} onclick={go(at.saturating_sub(1))}>{ t.history_earlier() }</button>
            <input type="range" min="1" max={n.max(1).to_string()} step="1" value={(at + 1).to_string()} aria-label={t.history_moment()} aria-valuetext={label.clone()} oninput={on_slid} />
            <button type="button" class="secondary" aria-disabled={(at + 1 >= n).then_some("true")} onclick={go(at + 1)}>{ t.history_later() }</button>
            <span class="moment">{ label }</span>
        </div>
    }
}

/// Everything in the case as it was then; what differs from now beside it.
fn case_then(
    t: Words,
    props: &MomentsProps,
    then: &Inspection,
    altered: &[Alteration],
    only: bool,
) -> Html {
    let Some(case) = then.cases.get(&props.case) else {
        return html! { <p>{ t.history_not_there() }</p> };
    };
    let framework = &props.edition.framework;
    let id = props.case;
    let sheet = Sheet { t, framework, then, altered, only };
    let details = framework.details.iter().filter(|field| field.is_asked_of(case.pool));
    let of_case = [Target::Case(id), Target::Withdrawn(id)].into_iter();
    let of_case = of_case.chain(details.map(|field| Target::Detail(id, field.id)));
    let now = props.inspection.cases.get(&id);
    let readings = case.readings.iter().map(|(id, reading)| (*id, reading));
    let later = now.map(|now| now.readings.iter()).into_iter().flatten();
    let later = later.filter(|(id, _)| !case.readings.contains_key(id)).map(|(id, one)| (*id, one));
    let rating = rate_case(framework, case, case.counting_reading());
    html! {
        <>
            <h3>{ t.history_rating() }</h3>
            <ul class="rating-then">
                for standard in rating.standards.iter() {
                    <li key={standard.reference.as_str()}>{ case_standard(t, standard) }</li>
                }
            </ul>
            <h3>{ t.history_details() }</h3>
            { sheet.table(of_case.filter(|cell| sheet.is_of_use(cell)).collect()) }
            for (reading, content) in readings.chain(later) {
                <div key={reading.to_string()}>
                    <h3>{ t.history_reading_of(&content.reader) }</h3>
                    { sheet.table(cells_of(framework, props, (reading, content), &sheet)) }
                </div>
            }
        </>
    }
}

/// The cells of a reading in the order of the form: every question, and what was said beside it.
fn cells_of(
    framework: &Framework,
    props: &MomentsProps,
    (reading, _): (ReadingId, &Reading),
    sheet: &Sheet<'_>,
) -> Vec<Target> {
    let case = props.case;
    let pool = sheet.then.cases.get(&case).map(|case| case.pool);
    let mut cells = vec![Target::State(case, reading)];
    let standards = framework.all_standards();
    for standard in standards.filter(|one| pool.is_some_and(|pool| one.draws_on(pool))) {
        for one in standard.key_questions.iter().filter(|one| !one.by_judgement) {
            for prompt in &one.prompts {
                cells.push(Target::Answer(case, reading, prompt.reference));
                let note = Target::Note(case, reading, prompt.reference);
                cells.extend(Some(note).filter(|cell| sheet.is_of_use(cell)));
            }
            cells.push(Target::Verdict(case, reading, one.reference));
            let reason = Target::Reason(case, reading, one.reference);
            cells.extend(Some(reason).filter(|cell| sheet.is_of_use(cell)));
        }
    }
    cells
}

/// What a case held, cell by cell.
struct Sheet<'a> {
    t: Words,
    framework: &'a Framework,
    then: &'a Inspection,
    altered: &'a [Alteration],
    only: bool,
}

impl Sheet<'_> {
    fn altered(&self, cell: &Target) -> Option<&Alteration> {
        self.altered.iter().find(|one| one.target == *cell)
    }

    /// Whether something stood there then, or stands there now.
    fn is_of_use(&self, cell: &Target) -> bool {
        self.altered(cell).is_some() || self.then.value(cell).is_some()
    }

    fn table(&self, cells: Vec<Target>) -> Html {
        let t = self.t;
        let cells: Vec<_> =
            cells.into_iter().filter(|cell| !self.only || self.altered(cell).is_some()).collect();
        if cells.is_empty() {
            return html! { <p class="hint">{ t.history_none() }</p> };
        }
        html! {
            <table class="then-table">
                <thead>
                    <tr><th scope="col">{ t.history_question() }</th><th scope="col">{ t.history_what() }</th></tr>
                </thead>
                <tbody>
                    for cell in cells {
                        { self.row(&cell) }
                    }
                </tbody>
            </table>
        }
    }

    fn row(&self, cell: &Target) -> Html {
        let t = self.t;
        let value = |value: Option<&str>| t.cell_value(self.framework, cell, value);
        let altered = self.altered(cell);
        let text = self.then.value(cell);
        html! {
            <tr key={format!("{cell:?}")} class={altered.map(|_| "differs")}>
                <th scope="row">
                    { t.cell(self.framework, self.then, cell) }
                    if let Some(question) = t.cell_question(self.framework, cell).filter(|_| matches!(cell, Target::Answer(..) | Target::Verdict(..))) {
                        <span class="asked">{ " " }{ question }</span>
                    }
                </th>
                <td>
                    <span class={text.is_none().then_some("hint")}>{ value(text.as_deref()) }</span>
                    if let Some(altered) = altered {
                        { " " }<span class="tag owed">{ t.history_now(value(altered.after.as_deref())) }</span>
                    }
                </td>
            </tr>
        }
    }
}
