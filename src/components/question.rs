//! A key question of a case: its prompts, and the judgement at its end.

use std::sync::Arc;

use domain::{
    Answer, Applies, CaseId, CaseKeyQuestion, Certainty, Framework, KeyQuestion, ReadingId,
    ReasonOwed, Reference, Target, Verdict,
};
use wire::Edition;
use words::Words;
use yew::prelude::*;

use crate::browser::sight;
use crate::components::unconfirmed::{unconfirmed, unconfirmed_tag};
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
    /// The answer it had under an earlier edition, while it has none under this one.
    pub earlier: Option<Answer>,
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
    /// The verdict it had under an earlier edition, while it has none under this one.
    pub earlier: Option<Verdict>,
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
    /// How often an alteration was not taken over: choices on screen are then drawn as they stand.
    pub declined: u32,
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
                <span>
                    { unconfirmed_tag(t, key_question.certainty) }{ " " }
                    { owed_tag(t, &props.view.rating) }
                </span>
            </header>
            if let Some(note) = &key_question.note {
                { unconfirmed(t, key_question.certainty, Some(note)) }
            }
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
                { deciding_detail(t, framework, detail) }
            </div>
        },
        Applies::Yes => html! {
            <>
                <div class="prompts">
                    for prompt in props.view.prompts.iter() {
                        { prompt_row(desk, props, prompt) }
                    }
                </div>
                { judgement(desk, props, key_question) }
            </>
        },
    }
}

/// A way to the detail on which it hangs whether a question is asked. It is asked for once, at the head
/// of the reading: here it would vanish under the hand that records it.
fn deciding_detail(t: Words, framework: &Framework, detail: domain::Slug) -> Html {
    let label = framework.detail(detail).map(|field| field.label.get(t.language).to_owned());
    let on_go = Callback::from(move |_: MouseEvent| sight::focus_inside(&format!("d-{detail}")));
    html! {
        <button type="button" class="quiet" onclick={on_go}>{ label.unwrap_or_default() }</button>
    }
}

/// One prompt: its answers, its guidance, its note. What is chosen and typed in it, the reading hears.
fn prompt_row(desk: &Desk, props: &KeyQuestionBlockProps, view: &PromptView) -> Html {
    let t = desk.words;
    let Some(prompt) = props.edition.framework.prompt(view.reference) else {
        return html! { <fieldset /> };
    };
    let target = Target::Answer(props.case, props.reading, view.reference);
    let note = Target::Note(props.case, props.reading, view.reference);
    let name = AttrValue::from(view.reference.to_string());
    html! {
        <fieldset
            key={view.reference.as_str()}
            class={if view.answer.is_some() { "prompt answered" } else { "prompt" }}
            id={format!("q-{name}")}
        >
            { legend(&name, prompt.text.get(t.language)) }
            <div class="answers">
                for answer in prompt.answers() {
                    <label class="answer">
                        <input type="radio" name={name.clone()} value={answer.as_str()} checked={view.answer == Some(*answer)} />
                        { t.answer(*answer) }
                    </label>
                }
                if view.answer.is_some() {
                    { clear_button(desk, target, t.reading_clear_answer(&name)) }
                }
            </div>
            if let Some(earlier) = view.earlier {
                <p class="earlier">{ t.reading_earlier_answer(t.answer(earlier)) }</p>
            }
            { guidance(t, prompt.guidance.get(t.language), prompt.certainty) }
            { quiet_note(desk.drafts.shown(&note, view.note.clone()), t.reading_note(&name), None) }
        </fieldset>
    }
}

fn legend(reference: &str, text: &str) -> Html {
    html! {
        <legend>
            <span class="reference">{ format!("{reference} ") }</span>
            { text }
        </legend>
    }
}

fn guidance(t: Words, text: &str, certainty: Certainty) -> Html {
    html! {
        <details class="guidance">
            <summary>{ t.reading_guidance() }</summary>
            <p>{ text }</p>
            if !certainty.is_confirmed() {
                <p class="unconfirmed">{ t.certainty(certainty) }{ "." }</p>
            }
        </details>
    }
}

/// A note whose label is for screen readers, and stands in the field while it is empty.
fn quiet_note(shown: AttrValue, label: String, id: Option<AttrValue>) -> Html {
    let label = AttrValue::from(label);
    html! {
        <textarea class="note" rows="1" {id} value={shown} autocomplete="off" aria-label={label.clone()} placeholder={label} />
    }
}

fn clear_button(desk: &Desk, target: Target, label: String) -> Html {
    let on_cleared = desk.on_click(move |desk| desk.edit(target, None));
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
    let reason = Target::Reason(props.case, props.reading, reference);
    let name = reference.to_string();
    html! {
        <fieldset
            class={if rating.verdict.is_some() { "judgement answered" } else { "judgement" }}
            id={format!("j-{name}")}
        >
            { legend(&t.reading_judgement(&name), key_question.question.get(t.language)) }
            <div class="answers">
                for verdict in key_question.verdicts() {
                    <label class={classes!("answer", verdict.as_str())}>
                        <input type="radio" name={format!("j-{name}")} value={verdict.as_str()} checked={rating.verdict == Some(*verdict)} />
                        { t.verdict(*verdict) }
                    </label>
                }
                if rating.verdict.is_some() {
                    { clear_button(desk, target, t.reading_clear_judgement(&name)) }
                }
            </div>
            if let Some(earlier) = props.view.earlier {
                <p class="earlier">{ t.reading_earlier_judgement(t.verdict(earlier)) }</p>
            }
            <p class="hint">{ hint(t, rating) }</p>
            { guidance(t, key_question.guidance.get(t.language), key_question.certainty) }
            if let Some(why) = rating.needs_reason {
                <p class={classes!("reason-owed", props.view.reason.trim().is_empty().then_some("open"), (why == ReasonOwed::AgainstPattern).then_some("against"))}>
                    { t.reason_owed(why) }
                </p>
            }
            { quiet_note(desk.drafts.shown(&reason, props.view.reason.clone()), t.reading_reason(&name), Some(format!("r-{name}").into())) }
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
