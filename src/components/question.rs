//! A key question of a case: its prompts, and the judgement at its end.

use std::sync::Arc;

use domain::{
    Answer, Applies, CaseId, CaseKeyQuestion, Framework, KeyQuestion, ReadingId, ReasonOwed,
    Reference, Target, Verdict,
};
use web_sys::HtmlInputElement;
use wire::Edition;
use words::Words;
use yew::prelude::*;

use crate::components::fields::SelectField;
use crate::components::note_field::NoteField;
use crate::store::{Desk, use_desk};

/// One prompt with what stands at it.
#[derive(Clone, PartialEq, Eq)]
pub struct PromptView {
    /// The prompt.
    pub reference: Reference,
    /// Its answer.
    pub answer: Option<Answer>,
    /// Its note.
    pub note: AttrValue,
}

/// A key question with what stands at it.
#[derive(Clone, PartialEq)]
pub struct KeyQuestionView {
    /// What the rules say of it.
    pub rating: CaseKeyQuestion,
    /// The prompts shown.
    pub prompts: Vec<PromptView>,
    /// The reason at its judgement.
    pub reason: AttrValue,
}

/// A key question of a reading.
#[derive(Properties, PartialEq)]
pub struct KeyQuestionBlockProps {
    /// The edition.
    pub edition: Arc<Edition>,
    /// The case.
    pub case: CaseId,
    /// The reading.
    pub reading: ReadingId,
    /// What stands there.
    pub view: KeyQuestionView,
}

/// A key question: prompts, then the judgement.
#[component]
pub fn KeyQuestionBlock(props: &KeyQuestionBlockProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let reference = props.view.rating.reference;
    let framework = &props.edition.framework;
    let Some((_, key_question)) = framework.key_question(reference) else {
        return html! { <section /> };
    };
    let title_id = format!("k-{reference}");
    html! {
        <section class="key-question" aria-labelledby={title_id.clone()}>
            <header>
                <h3 id={title_id} tabindex="-1">
                    <span class="reference">{ reference.to_string() }</span>
                    { " " }
                    { key_question.title.get(t.language) }
                </h3>
                { owed_tag(t, &props.view.rating) }
            </header>
            { body(&desk, props, framework, key_question) }
        </section>
    }
}

fn owed_tag(t: Words, rating: &CaseKeyQuestion) -> Html {
    match rating.applies {
        Applies::No => html! { <span class="tag">{ t.reading_does_not_apply() }</span> },
        Applies::Undecided(_) => {
            html! { <span class="tag owed">{ t.reading_undecided_short() }</span> }
        }
        Applies::Yes if rating.owed > 0 => {
            html! { <span class="tag owed">{ t.reading_owed(rating.owed as usize) }</span> }
        }
        Applies::Yes => html! { <span class="tag done">{ t.reading_done() }</span> },
    }
}

fn body(
    desk: &Desk,
    props: &KeyQuestionBlockProps,
    framework: &Framework,
    key_question: &KeyQuestion,
) -> Html {
    let t = desk.words;
    match props.view.rating.applies {
        Applies::No => html! { <p class="not-asked">{ t.reading_not_asked() }</p> },
        Applies::Undecided(detail) => html! {
            <div class="not-asked">
                <p>{ t.reading_undecided() }</p>
                { deciding_detail(desk, framework, props.case, detail) }
            </div>
        },
        Applies::Yes => html! {
            <>
                <div class="prompts">
                    for prompt in props.view.prompts.iter() {
                        <PromptRow
                            key={prompt.reference.as_str()}
                            edition={props.edition.clone()}
                            case={props.case}
                            reading={props.reading}
                            view={prompt.clone()}
                        />
                    }
                </div>
                { judgement(desk, props, key_question) }
            </>
        },
    }
}

/// The detail on which it hangs whether a question is asked, to be recorded right here.
pub fn deciding_detail(
    desk: &Desk,
    framework: &Framework,
    case: CaseId,
    detail: domain::Slug,
) -> Html {
    let t = desk.words;
    let Some(field) = framework.detail(detail) else { return html! { <p /> } };
    let options = match &field.kind {
        domain::DetailKind::Choice(choices) => choices
            .iter()
            .map(|choice| {
                let label = choice.label.get(t.language).to_owned();
                (choice.id.as_str().to_owned().into(), label.into())
            })
            .collect(),
        _ => Vec::new(),
    };
    let on_chosen = {
        let desk = desk.clone();
        Callback::from(move |value| desk.edit(Target::Detail(case, detail), value))
    };
    html! {
        <SelectField
            label={field.label.get(t.language).to_owned()}
            value=""
            none={AttrValue::Static(t.form_not_recorded())}
            {options}
            {on_chosen}
        />
    }
}

/// The value of the radio button that was chosen.
fn chosen(event: &Event) -> Option<String> {
    event.target_dyn_into::<HtmlInputElement>().filter(HtmlInputElement::checked).map(|e| e.value())
}

#[derive(Properties, PartialEq)]
struct PromptRowProps {
    edition: Arc<Edition>,
    case: CaseId,
    reading: ReadingId,
    view: PromptView,
}

#[component]
fn PromptRow(props: &PromptRowProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let reference = props.view.reference;
    let Some(prompt) = props.edition.framework.prompt(reference) else {
        return html! { <fieldset /> };
    };
    let target = Target::Answer(props.case, props.reading, reference);
    let on_chosen = {
        let desk = desk.clone();
        Callback::from(move |event: Event| {
            if let Some(answer) = chosen(&event) {
                desk.edit(target, Some(answer));
            }
        })
    };
    let name = reference.to_string();
    html! {
        <fieldset
            class={classes!("prompt", props.view.answer.is_some().then_some("answered"))}
            id={format!("q-{name}")}
            data-question="prompt"
            data-reference={name.clone()}
        >
            <legend>
                <span class="reference">{ name.clone() }</span>
                { " " }
                { prompt.text.get(t.language) }
            </legend>
            <div class="answers" onchange={on_chosen}>
                for answer in prompt.answers() {
                    <label class="answer">
                        <input type="radio" name={name.clone()} value={answer.as_str()} checked={props.view.answer == Some(*answer)} />
                        <span>{ t.answer(*answer) }</span>
                    </label>
                }
                if props.view.answer.is_some() {
                    { clear_button(&desk, target, t.reading_clear_answer(&name)) }
                }
            </div>
            <details class="guidance">
                <summary>{ t.reading_guidance() }</summary>
                <p>{ prompt.guidance.get(t.language) }</p>
            </details>
            <NoteField
                target={Target::Note(props.case, props.reading, reference)}
                kept={props.view.note.clone()}
                label={t.reading_note(&name)}
                quiet=true
            />
        </fieldset>
    }
}

fn clear_button(desk: &Desk, target: Target, label: String) -> Html {
    let on_cleared = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| desk.edit(target, None))
    };
    html! {
        <button type="button" class="quiet clear" aria-label={label} onclick={on_cleared}>
            { desk.words.reading_clear() }
        </button>
    }
}

fn judgement(desk: &Desk, props: &KeyQuestionBlockProps, key_question: &KeyQuestion) -> Html {
    let t = desk.words;
    let rating = &props.view.rating;
    let reference = key_question.reference;
    let target = Target::Verdict(props.case, props.reading, reference);
    let on_chosen = {
        let desk = desk.clone();
        Callback::from(move |event: Event| {
            if let Some(verdict) = chosen(&event) {
                desk.edit(target, Some(verdict));
            }
        })
    };
    let name = reference.to_string();
    html! {
        <fieldset
            class={classes!("judgement", rating.verdict.is_some().then_some("answered"))}
            id={format!("j-{name}")}
            data-question="judgement"
            data-reference={name.clone()}
        >
            <legend>
                <span class="reference">{ t.reading_judgement(&name) }</span>
                { " " }
                { key_question.question.get(t.language) }
            </legend>
            <div class="answers" onchange={on_chosen}>
                for verdict in key_question.verdicts() {
                    <label class={classes!("answer", verdict.as_str())}>
                        <input type="radio" name={format!("j-{name}")} value={verdict.as_str()} checked={rating.verdict == Some(*verdict)} />
                        <span>{ t.verdict(*verdict) }</span>
                    </label>
                }
                if rating.verdict.is_some() {
                    { clear_button(desk, target, t.reading_clear_judgement(&name)) }
                }
            </div>
            <p class="hint">{ hint(t, rating) }</p>
            <details class="guidance">
                <summary>{ t.reading_guidance() }</summary>
                <p>{ key_question.guidance.get(t.language) }</p>
            </details>
            if let Some(why) = rating.needs_reason {
                <p class={classes!("reason-owed", props.view.reason.trim().is_empty().then_some("open"), (why == ReasonOwed::AgainstPattern).then_some("against"))}>
                    { t.reason_owed(why) }
                </p>
            }
            <NoteField
                target={Target::Reason(props.case, props.reading, reference)}
                kept={props.view.reason.clone()}
                label={t.reading_reason(&name)}
                id={format!("r-{name}")}
                quiet=true
            />
        </fieldset>
    }
}

/// What the prompts suggest, in words. Never the verdict itself.
fn hint(t: Words, rating: &CaseKeyQuestion) -> String {
    let share = rating.hint.share;
    match rating.hint.points_to {
        _ if share.of == 0 => t.hint_none().to_owned(),
        Some(Verdict::Sufficient) => t.hint_sufficient(share.part, share.of),
        Some(_) => t.hint_not_sufficient(share.part, share.of),
        None => t.hint_open(share.part, share.of),
    }
}
