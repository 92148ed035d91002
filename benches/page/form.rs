//! The form that every page of the bench shows.

use serde_json::{Value, json};

/// The answers to a question, in their order.
const OPTIONS: [&str; 3] = ["Yes", "No", "Not applicable"];

const STANDARDS: [&str; 4] = ["Assessment", "Planning", "Delivery", "Reviewing"];

const CONCERNS: [&str; 3] =
    ["support the child’s desistance", "keep the child safe", "keep other people safe"];

const PROMPTS: [&str; 5] = [
    "Are the child’s strengths and the things that protect them identified and used?",
    "Were enough sources used, and other agencies involved where that was appropriate?",
    "Are the child and their parents or carers meaningfully involved, and their views heard?",
    "Is the child’s diversity considered: what they need, and what stands in their way?",
    "Is it proportionate, and does it reflect what is known about the child at this time?",
];

/// One standard: its key questions under its title.
pub struct StandardForm {
    pub reference: String,
    pub title: String,
    pub key_questions: Vec<KeyQuestionForm>,
}

/// One key question: its prompts, and the judgement that closes it.
pub struct KeyQuestionForm {
    pub reference: String,
    pub text: String,
    pub prompts: Vec<String>,
    pub judgement: String,
}

/// The form of one case: 72 questions with three answers each, and 72 notes.
pub fn form() -> Vec<StandardForm> {
    (1..).zip(STANDARDS).map(|(number, title)| standard(number, title)).collect()
}

/// How many radio buttons the form has: a page is ready when all of them are there.
pub fn n_radios(form: &[StandardForm]) -> usize {
    let key_questions = form.iter().flat_map(|standard| &standard.key_questions);
    key_questions.map(|key_question| (key_question.prompts.len() + 1) * OPTIONS.len()).sum()
}

/// The form as the script of a page reads it.
pub fn as_json(form: &[StandardForm]) -> Value {
    let key_question = |kq: &KeyQuestionForm| {
        json!({
            "reference": kq.reference, "text": kq.text, "prompts": kq.prompts, "judgement": kq.judgement,
        })
    };
    let standard = |standard: &StandardForm| {
        let key_questions: Vec<Value> = standard.key_questions.iter().map(key_question).collect();
        json!({
            "reference": standard.reference, "title": standard.title, "keyQuestions": key_questions,
        })
    };
    json!({ "options": OPTIONS, "standards": form.iter().map(standard).collect::<Vec<_>>() })
}

fn standard(number: u32, title: &str) -> StandardForm {
    let key_questions = (1..).zip(CONCERNS).map(|(nth, concern)| KeyQuestionForm {
        reference: format!("2.{number}.{nth}"),
        text: format!("Does {} sufficiently analyse how to {concern}?", title.to_lowercase()),
        prompts: PROMPTS.map(String::from).to_vec(),
        judgement: format!("Is the {} sufficient to {concern}?", title.to_lowercase()),
    });
    StandardForm {
        reference: format!("2.{number}"),
        title: title.into(),
        key_questions: key_questions.collect(),
    }
}
