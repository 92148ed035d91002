//! The details of a case: closed lists where the field has them, all optional but number and pool.

use std::rc::Rc;
use std::sync::Arc;

use domain::{Case, CaseId, DetailField, DetailKind, Inspection, Target};
use words::Words;
use yew::prelude::*;

use crate::components::fields::{InputField, SelectField, options_of};
use crate::components::note_field::line_field;
use crate::route::{Route, Screen};
use crate::store::{Desk, Open, use_desk};

/// The details of a case.
pub fn case_details(desk: &Desk, open: &Open, id: CaseId, case: &Arc<Case>) -> Html {
    let t = desk.words;
    let framework = &open.edition.framework;
    let reading = Route::Inspection(open.inspection.id, Screen::Reading(case.number.clone(), None));
    html! {
        <div class="form wide">
            <h1 tabindex="-1">{ t.title_details(&case.number) }</h1>
            <p class="lead">{ t.details_lead() }</p>
            <p class="actions"><a class="button" href={reading.href()}>{ t.details_read() }</a></p>
            { head(desk, open, id, case) }
            for group in framework.detail_groups.iter() {
                <fieldset class="detail-group" key={group.id.as_str()}>
                    <legend>{ group.title.get(t.language) }</legend>
                    <div class="field-grid">
                        for field in framework.details.iter().filter(|field| field.group == group.id && field.is_asked_of(case.pool)) {
                            <div key={field.id.as_str()}>{ detail(desk, id, case, field) }</div>
                        }
                    </div>
                </fieldset>
            }
            <Withdraw key={id.to_string()} {id} withdrawn={case.withdrawn.is_some()} />
        </div>
    }
}

fn head(desk: &Desk, open: &Open, id: CaseId, case: &Arc<Case>) -> Html {
    let t = desk.words;
    let pools: Vec<(AttrValue, AttrValue)> = open
        .edition
        .framework
        .pools
        .iter()
        .map(|pool| (pool.id.to_string().into(), pool.title.get(t.language).to_owned().into()))
        .collect();
    let on_pool = {
        let (desk, number) = (desk.clone(), case.number.clone());
        Callback::from(move |pool: Option<String>| {
            if let Some(pool) = pool {
                desk.edit(Target::Case(id), Some(format!("{pool} {number}")));
            }
        })
    };
    html! {
        <fieldset class="detail-group">
            <legend>{ t.details_sample() }</legend>
            <div class="field-grid">
                <Renumber key={id.to_string()} {id} case={case.clone()} inspection={open.inspection.clone()} />
                <SelectField label={t.cases_pool()} hint={t.details_pool_hint()} value={case.pool.to_string()} options={pools} on_chosen={on_pool} />
            </div>
        </fieldset>
    }
}

#[derive(Properties, PartialEq)]
struct RenumberProps {
    id: CaseId,
    case: Arc<Case>,
    inspection: Rc<Inspection>,
}

/// The number is in the address, so a new one is taken only when the button says so.
#[component]
fn Renumber(props: &RenumberProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let entered = use_state(|| props.case.number.clone());
    let on_entered = {
        let entered = entered.clone();
        Callback::from(move |text: String| entered.set(text))
    };
    let on_renumbered = {
        let (desk, entered, id, pool) = (desk.clone(), entered.clone(), props.id, props.case.pool);
        let inspection = props.inspection.clone();
        Callback::from(move |_: MouseEvent| {
            let number = entered.trim();
            desk.edit(Target::Case(id), Some(format!("{pool} {number}")));
            // A number that is taken is refused: going there would open the other case.
            if inspection.case_numbered(number).is_none() {
                let route = Screen::Details(number.to_owned());
                let route = Route::Inspection(inspection.id, route);
                crate::browser::address::go(&route.fragment());
            }
        })
    };
    html! {
        <div class="renumber">
            <InputField id="number" label={t.cases_number()} value={(*entered).clone()} {on_entered} />
            if *entered != props.case.number {
                <button type="button" class="secondary" onclick={on_renumbered}>{ t.details_renumber() }</button>
            }
        </div>
    }
}

fn detail(desk: &Desk, id: CaseId, case: &Case, field: &DetailField) -> Html {
    let t = desk.words;
    let target = Target::Detail(id, field.id);
    let value = case.details.get(&field.id).map(ToString::to_string).unwrap_or_default();
    let label = field.label.get(t.language).to_owned();
    let hint = field.hint.as_ref().map(|hint| AttrValue::from(hint.get(t.language).to_owned()));
    match &field.kind {
        DetailKind::Choice(choices) => {
            let options = options_of(t, choices);
            html! {
                <SelectField {label} {hint} {value} none={AttrValue::Static(t.form_not_recorded())} {options} on_chosen={desk.on_value(target)} />
            }
        }
        DetailKind::Number { minimum, maximum, unit } => {
            let label = match unit {
                Some(unit) => t.form_with_unit(label, unit.get(t.language)),
                None => label,
            };
            let on_entered = desk.on_value(target);
            html! {
                <InputField {label} {hint} kind="number" {value} min={minimum.to_string()} max={maximum.to_string()} {on_entered} />
            }
        }
        DetailKind::Date => {
            let on_entered = desk.on_value(target);
            html! { <InputField {label} {hint} kind="date" {value} {on_entered} /> }
        }
        DetailKind::Text => line_field(desk, target, &value, label),
    }
}

#[derive(Properties, PartialEq)]
struct WithdrawProps {
    id: CaseId,
    withdrawn: bool,
}

/// Taking a case out of the sample keeps everything in it, and asks for the reason.
#[component]
fn Withdraw(props: &WithdrawProps) -> Html {
    let desk = use_desk();
    let t: Words = desk.words;
    let reason = use_state(String::new);
    let target = Target::Withdrawn(props.id);
    let on_entered = {
        let reason = reason.clone();
        Callback::from(move |text: String| reason.set(text))
    };
    let on_withdrawn = {
        let reason = reason.clone();
        desk.on_click(move |desk| desk.edit(target, Some(reason.trim().to_owned())))
    };
    let on_back = desk.on_click(move |desk| desk.edit(target, None));
    html! {
        <details class="withdraw">
            <summary>{ t.details_withdraw() }</summary>
            if props.withdrawn {
                <p>{ t.details_is_withdrawn() }</p>
                <button type="button" class="secondary" onclick={on_back}>{ t.details_put_back() }</button>
            } else {
                <p>{ t.details_withdraw_lead() }</p>
                <InputField label={t.details_withdraw_reason()} value={(*reason).clone()} {on_entered} />
                <button type="button" class="secondary" disabled={reason.trim().is_empty()} onclick={on_withdrawn}>{ t.details_withdraw() }</button>
            }
        </details>
    }
}
