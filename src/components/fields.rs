//! Fields of a form.

use domain::{Choice, Date};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use words::Words;
use yew::prelude::*;

/// One option of a list: its value and its label.
pub type FieldOption = (AttrValue, AttrValue);

/// The choices of a detail as the options of a list.
pub fn options_of(t: Words, choices: &[Choice]) -> Vec<FieldOption> {
    let option =
        |one: &Choice| (one.id.to_string().into(), one.label.get(t.language).to_owned().into());
    choices.iter().map(option).collect()
}

/// A closed list.
#[derive(Properties, PartialEq)]
pub struct SelectFieldProps {
    /// Its label.
    pub label: AttrValue,
    /// One line of help.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong with what was chosen.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// The value chosen; empty for none.
    pub value: AttrValue,
    /// What stands for none; without it there is always a value.
    #[prop_or_default]
    pub none: Option<AttrValue>,
    /// The options.
    pub options: Vec<FieldOption>,
    /// Called with the value chosen; `None` for none.
    pub on_chosen: Callback<Option<String>>,
    /// Its identifier, for a link to go to.
    #[prop_or_default]
    pub id: Option<AttrValue>,
}

/// A closed list as a drop-down.
#[component]
pub fn SelectField(props: &SelectFieldProps) -> Html {
    let on_chosen = props.on_chosen.reform(|event: Event| {
        let value = event.target_dyn_into::<HtmlSelectElement>().map(|field| field.value());
        value.filter(|value| !value.is_empty())
    });
    let error_id = props.error.as_ref().and(props.id.as_ref()).map(|id| format!("{id}-error"));
    html! {
        <label class={classes!("field", props.error.is_some().then_some("in-error"))}>
            <span class="label">{ props.label.clone() }</span>
            if let Some(hint) = &props.hint {
                <span class="field-hint">{ hint.clone() }</span>
            }
            if let Some(error) = &props.error {
                <span class="field-error" id={error_id.clone()}>{ error.clone() }</span>
            }
            // The help is part of the label on screen and not of its name to a screen reader.
            <select
                id={props.id.clone()}
                aria-label={props.hint.as_ref().map(|_| props.label.clone())}
                aria-description={props.hint.clone()}
                aria-invalid={props.error.is_some().then_some("true")}
                aria-describedby={error_id}
                onchange={on_chosen}
            >
                if let Some(none) = &props.none {
                    <option value="" selected={props.value.is_empty()}>{ none.clone() }</option>
                }
                for (value, label) in props.options.iter() {
                    <option value={value.clone()} selected={*value == props.value}>{ label.clone() }</option>
                }
            </select>
        </label>
    }
}

/// A field of one line.
#[derive(Properties, PartialEq)]
pub struct InputFieldProps {
    /// Its label.
    pub label: AttrValue,
    /// One line of help.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong with what was entered.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// `text`, `password`, `date` or `number`.
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    /// Its value.
    pub value: AttrValue,
    /// The smallest number or earliest date.
    #[prop_or_default]
    pub min: Option<AttrValue>,
    /// The largest number or latest date.
    #[prop_or_default]
    pub max: Option<AttrValue>,
    /// Called with the text once it is complete; a text also at every alteration.
    pub on_entered: Callback<String>,
    /// Its identifier.
    #[prop_or_default]
    pub id: Option<AttrValue>,
}

/// A field of one line.
#[component]
pub fn InputField(props: &InputFieldProps) -> Html {
    // What is being entered, until the field is left: a drawing in between must not take it away.
    let entering = use_state(|| None::<AttrValue>);
    let read = |event: &Event| {
        event.target_dyn_into::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default()
    };
    let at_once = props.kind == "text" || props.kind == "password";
    let on_input = {
        let (entering, on_entered) = (entering.clone(), props.on_entered.clone());
        Callback::from(move |event: InputEvent| {
            let text = read(&event);
            if at_once {
                on_entered.emit(text.clone());
            }
            entering.set(Some(text.into()));
        })
    };
    let is_date = props.kind == "date";
    let on_change = {
        let on_entered = props.on_entered.clone();
        Callback::from(move |event: Event| {
            let text = read(&event);
            // A year typed digit by digit passes through the years 2, 20 and 202: none of them is
            // meant, and taking one over would put the field back in the middle of it.
            if !is_date || text.is_empty() || Date::parse(&text).is_some() {
                on_entered.emit(text);
            }
        })
    };
    let on_left = {
        let (entering, on_entered) = (entering.clone(), props.on_entered.clone());
        Callback::from(move |event: FocusEvent| {
            if entering.is_some() {
                on_entered.emit(read(&event));
                entering.set(None);
            }
        })
    };
    let value = (*entering).clone().unwrap_or_else(|| props.value.clone());
    let error_id = props.error.as_ref().and(props.id.as_ref()).map(|id| format!("{id}-error"));
    html! {
        <label class={classes!("field", props.error.is_some().then_some("in-error"))}>
            <span class="label">{ props.label.clone() }</span>
            if let Some(hint) = &props.hint {
                <span class="field-hint">{ hint.clone() }</span>
            }
            if let Some(error) = &props.error {
                <span class="field-error" id={error_id.clone()}>{ error.clone() }</span>
            }
            <input
                type={props.kind.clone()}
                class={format!("line {}", props.kind)}
                id={props.id.clone()}
                value={value}
                min={props.min.clone()}
                max={props.max.clone()}
                aria-label={props.hint.as_ref().or(props.error.as_ref()).map(|_| props.label.clone())}
                aria-description={props.hint.clone()}
                aria-invalid={props.error.is_some().then_some("true")}
                aria-describedby={error_id}
                autocomplete="off"
                oninput={on_input}
                onchange={on_change}
                onblur={on_left}
            />
        </label>
    }
}
