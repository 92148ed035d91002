//! The form of the case, as every page of the bench shows it.

use anyhow::{Context, Result, ensure};
use domain::{Answer, Applies, Condition, KeyQuestion, Prompt, Standard, Verdict, applies};
use serde_json::{Map, Value, json};
use words::Words;

use crate::case::{Sample, shows};

/// How many questions have to be on screen: prompts, and the judgement of each key question.
const N_QUESTIONS: usize = 72;

/// The form of one case.
pub struct Form {
    /// How many radio buttons it has: a page is ready when all of them are there.
    pub n_radios: usize,
    /// The form as the script of the floor reads it.
    pub json: Value,
}

/// The form of the unread case, with the texts of its framework.
///
/// # Errors
/// That not all of its questions would be on screen.
pub fn of(sample: &Sample) -> Result<Form> {
    let (framework, t) = (&sample.edition.framework, Words::default());
    let (mut n_questions, mut n_radios) = (0, 0);
    let mut answers = Map::new();
    let key_questions = standards(sample)
        .flat_map(|standard| standard.key_questions.iter().map(move |one| (standard, one)));
    for (standard, key_question) in key_questions {
        let reading = Some(sample.reading()?);
        let asked =
            applies(framework, standard, key_question, &sample.case, reading) == Applies::Yes;
        ensure!(asked, "{} does not apply", key_question.reference);
        n_questions += 1 + key_question.prompts.len();
        n_radios += key_question.verdicts().len();
        for prompt in &key_question.prompts {
            ensure!(shows(sample, prompt)?, "{} is not shown", prompt.reference);
            n_radios += prompt.answers().len();
            if let Some(answer) = sample.reading()?.answer(prompt.reference) {
                answers.insert(prompt.reference.to_string(), answer.as_str().into());
            }
        }
    }
    ensure!(n_questions == N_QUESTIONS, "{n_questions} questions, not {N_QUESTIONS}");
    let bands = framework.rules.bands.context("the youth framework has bands")?;
    let json = json!({
        "number": sample.case.number,
        "answers": answers,
        "bands": [bands.requires_improvement, bands.good, bands.outstanding],
        "clear": framework.rules.clear_pattern_percent,
        "standards": standards(sample).map(|one| standard(t, one)).collect::<Vec<_>>(),
    });
    Ok(Form { n_radios, json })
}

fn standards(sample: &Sample) -> impl Iterator<Item = &Standard> {
    sample.edition.framework.standards_of(sample.case.pool)
}

fn standard(t: Words, standard: &Standard) -> Value {
    let key_questions = standard.key_questions.iter().map(|one| key_question(t, one));
    json!({
        "reference": standard.reference.as_str(),
        "title": standard.title.get(t.language),
        "keyQuestions": key_questions.collect::<Vec<_>>(),
    })
}

fn key_question(t: Words, one: &KeyQuestion) -> Value {
    let verdict = |verdict: &Verdict| json!([verdict.as_str(), t.verdict(*verdict)]);
    json!({
        "reference": one.reference.as_str(),
        "title": one.title.get(t.language),
        "question": one.question.get(t.language),
        "guidance": one.guidance.get(t.language),
        "verdicts": one.verdicts().iter().map(verdict).collect::<Vec<_>>(),
        "prompts": one.prompts.iter().map(|one| prompt(t, one)).collect::<Vec<_>>(),
    })
}

fn prompt(t: Words, prompt: &Prompt) -> Value {
    let answer = |answer: &Answer| json!([answer.as_str(), t.answer(*answer)]);
    let follows = match &prompt.shown_when {
        Some(Condition::Answer { prompt, any_of }) => {
            let any_of: Vec<&str> = any_of.iter().map(|answer| answer.as_str()).collect();
            json!({ "prompt": prompt.as_str(), "anyOf": any_of })
        }
        _ => Value::Null,
    };
    json!({
        "reference": prompt.reference.as_str(),
        "text": prompt.text.get(t.language),
        "guidance": prompt.guidance.get(t.language),
        "answers": prompt.answers().iter().map(answer).collect::<Vec<_>>(),
        "follows": follows,
    })
}
