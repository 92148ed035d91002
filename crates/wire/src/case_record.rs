//! A case as files and the store hold it.

use domain::{
    Answer, Applies, Case, CaseId, DetailValue, Entry, Fault, Framework, Judgement, Place, Problem,
    Reading, ReadingId, ReadingState, Reference, Slug, Sorted, Truth, Verdict, applies, is_shown,
};
use serde::{Deserialize, Serialize};

use crate::json::{self, MOST_READINGS, Pairs, Quoted};

/// One case of the sample.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Case")]
pub(crate) struct CaseRecord<'a> {
    /// 16 hexadecimal digits.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::IdText"))]
    #[serde(borrow)]
    id: Quoted<'a>,
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::NumberText"))]
    #[serde(borrow)]
    number: Quoted<'a>,
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::NameText"))]
    #[serde(borrow)]
    pool: Quoted<'a>,
    /// Why it was taken out of the sample; absent while it is in it.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    withdrawn: Option<Quoted<'a>>,
    /// Details by identifier. A number is written as its digits, a date as YYYY-MM-DD.
    #[serde(borrow, default, skip_serializing_if = "Pairs::is_empty")]
    details: Pairs<Quoted<'a>, Quoted<'a>>,
    #[serde(
        borrow,
        default,
        deserialize_with = "json::at_most::<MOST_READINGS, _, _>",
        skip_serializing_if = "Vec::is_empty"
    )]
    readings: Vec<ReadingRecord<'a>>,
}

/// One reader's work on a case.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Reading")]
struct ReadingRecord<'a> {
    /// 16 hexadecimal digits.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::IdText"))]
    #[serde(borrow)]
    id: Quoted<'a>,
    #[serde(borrow)]
    reader: Quoted<'a>,
    /// Whether it is the reading that counts.
    counts: bool,
    /// Whether its reader marked it as complete; left out while it is worked on.
    #[serde(default, skip_serializing_if = "is_not")]
    complete: bool,
    /// Why it is worked on again after it was complete.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    reopened: Option<Quoted<'a>>,
    /// Answers and notes of prompts that are asked, by reference.
    #[serde(borrow, default, skip_serializing_if = "Pairs::is_empty")]
    answers: Pairs<Quoted<'a>, EntryRecord<'a>>,
    /// Judgements on key questions that apply, by reference.
    #[serde(borrow, default, skip_serializing_if = "Pairs::is_empty")]
    judgements: Pairs<Quoted<'a>, JudgementRecord<'a>>,
    /// Kept, and counting nowhere: answers of prompts that are no longer asked.
    #[serde(borrow, default, skip_serializing_if = "Pairs::is_empty")]
    hidden_answers: Pairs<Quoted<'a>, EntryRecord<'a>>,
    /// Kept, and counting nowhere: judgements on key questions that no longer apply.
    #[serde(borrow, default, skip_serializing_if = "Pairs::is_empty")]
    hidden_judgements: Pairs<Quoted<'a>, JudgementRecord<'a>>,
}

/// What stands at a prompt.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Answer")]
struct EntryRecord<'a> {
    /// `yes`, `no` or `not-applicable`; absent while unanswered.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::AnswerWord"))]
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    answer: Option<Quoted<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    note: Option<Quoted<'a>>,
    /// The answer under an earlier edition that asked in other words. It counts nowhere.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::AnswerWord"))]
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    earlier: Option<Quoted<'a>>,
}

/// What stands at a key question.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Judgement")]
struct JudgementRecord<'a> {
    /// `sufficient`, `not-sufficient` or `not-applicable`; absent while not given.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::VerdictWord"))]
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    verdict: Option<Quoted<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    reason: Option<Quoted<'a>>,
    /// The verdict under an earlier edition that asked in other words. It counts nowhere.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::VerdictWord"))]
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    earlier: Option<Quoted<'a>>,
}

fn is_not(flag: &bool) -> bool {
    !flag
}

fn some_text(text: &str) -> Option<Quoted<'_>> {
    (!text.is_empty()).then_some(Quoted::from(text))
}

impl<'a> CaseRecord<'a> {
    /// The record of a case. What is no longer asked of it stands apart from what is.
    pub(crate) fn of(framework: &Framework, id: CaseId, case: &'a Case) -> Self {
        Self {
            id: id.to_string().into(),
            number: case.number.as_str().into(),
            pool: case.pool.to_string().into(),
            withdrawn: case.withdrawn.as_deref().map(Quoted::from),
            details: Pairs(
                case.details
                    .iter()
                    .map(|(id, value)| (id.to_string().into(), value.to_string().into()))
                    .collect(),
            ),
            readings: case
                .readings
                .iter()
                .map(|(id, reading)| {
                    let counts = case.counting == Some(*id);
                    ReadingRecord::of(framework, case, *id, reading, counts)
                })
                .collect(),
        }
    }

    /// The case that this records, with every problem found on the way under `place`.
    pub(crate) fn case(
        self,
        framework: &Framework,
        place: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<(CaseId, Case)> {
        let mut problem = |field: &str, fault: Fault| {
            problems.push(Problem::at(Place::Field(format!("{place}.{field}")), fault));
        };
        let id = CaseId::parse(&self.id);
        if id.is_none() {
            problem("id", Fault::NotAllowed(self.id.to_string()));
        }
        let pool = Slug::new(&self.pool).filter(|pool| framework.pool(*pool).is_some());
        let Some(pool) = pool else {
            problem("pool", Fault::Unknown(self.pool.into_owned()));
            return None;
        };
        let mut case = Case::new(pool, self.number.into_owned());
        case.withdrawn = self.withdrawn.map(Quoted::into_owned);
        case.details = details(framework, self.details.0, &mut problem);
        for (at, record) in self.readings.into_iter().enumerate() {
            let counts = record.counts;
            let part = format!("{place}.readings[{at}]");
            if let Some((id, reading)) = record.reading(framework, &part, problems) {
                if counts {
                    case.counting = Some(id);
                }
                if case.readings.insert(id, reading).is_some() {
                    problems.push(Problem::at(Place::Field(part), Fault::Twice(id.to_string())));
                }
            }
        }
        Some((id?, case))
    }
}

fn details(
    framework: &Framework,
    pairs: Vec<(Quoted<'_>, Quoted<'_>)>,
    problem: &mut impl FnMut(&str, Fault),
) -> Sorted<Slug, DetailValue> {
    let mut details = Sorted::new();
    for (name, text) in pairs {
        let known = Slug::new(&name).and_then(|id| framework.detail(id));
        match known.map(|field| (field.id, field.parse(&text))) {
            None => problem("details", Fault::Unknown(name.into_owned())),
            Some((_, None)) => {
                problem(&format!("details.{name}"), Fault::NotAllowed(text.into_owned()));
            }
            Some((id, Some(value))) => {
                if details.insert(id, value).is_some() {
                    problem("details", Fault::Twice(name.into_owned()));
                }
            }
        }
    }
    details
}

impl<'a> ReadingRecord<'a> {
    fn of(
        framework: &Framework,
        case: &Case,
        id: ReadingId,
        reading: &'a Reading,
        counts: bool,
    ) -> Self {
        let mut record = Self {
            id: id.to_string().into(),
            reader: reading.reader.as_str().into(),
            counts,
            complete: reading.is_complete(),
            reopened: match &reading.state {
                ReadingState::Reopened(reason) => Some(Quoted::from(reason.as_str())),
                ReadingState::Working | ReadingState::Complete => None,
            },
            answers: Pairs::default(),
            judgements: Pairs::default(),
            hidden_answers: Pairs::default(),
            hidden_judgements: Pairs::default(),
        };
        let applies = |reference| {
            framework.key_question(reference).is_some_and(|(standard, one)| {
                standard.draws_on(case.pool)
                    && applies(framework, standard, one, case, Some(reading)) == Applies::Yes
            })
        };
        for (reference, entry) in &reading.entries {
            let live = framework.prompt_place(*reference).is_some_and(|place| {
                applies(place.key_question.reference)
                    && is_shown(framework, place.prompt, case, Some(reading)) == Truth::Holds
            });
            let pairs = if live { &mut record.answers } else { &mut record.hidden_answers };
            let word = |answer: Option<Answer>| answer.map(|one| Quoted::from(one.as_str()));
            let (answer, earlier) = (word(entry.answer), word(entry.earlier));
            pairs.0.push((
                reference.to_string().into(),
                EntryRecord { answer, note: some_text(&entry.note), earlier },
            ));
        }
        for (reference, judgement) in &reading.judgements {
            let live = applies(*reference);
            let pairs = if live { &mut record.judgements } else { &mut record.hidden_judgements };
            let word = |verdict: Option<Verdict>| verdict.map(|one| Quoted::from(one.as_str()));
            let (verdict, earlier) = (word(judgement.verdict), word(judgement.earlier));
            pairs.0.push((
                reference.to_string().into(),
                JudgementRecord { verdict, reason: some_text(&judgement.reason), earlier },
            ));
        }
        record
    }

    fn reading(
        self,
        framework: &Framework,
        place: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<(ReadingId, Reading)> {
        let mut problem = |field: String, fault: Fault| {
            problems.push(Problem::at(Place::Field(format!("{place}.{field}")), fault));
        };
        let mut reading = Reading { reader: self.reader.into_owned(), ..Reading::default() };
        reading.state = match (self.complete, self.reopened) {
            (false, None) => ReadingState::Working,
            (true, None) => ReadingState::Complete,
            (false, Some(reason)) if !reason.trim().is_empty() => {
                ReadingState::Reopened(reason.into_owned())
            }
            // It is one or the other, and never for no reason.
            (_, Some(reason)) => {
                problem("reopened".to_owned(), Fault::NotAllowed(reason.into_owned()));
                ReadingState::Working
            }
        };
        for (name, record) in self.answers.0.into_iter().chain(self.hidden_answers.0) {
            let known = Reference::new(&name).filter(|name| framework.prompt(*name).is_some());
            let Some(reference) = known else {
                problem("answers".to_owned(), Fault::UnknownQuestion(name.into_owned()));
                continue;
            };
            let mut entry = Entry::default();
            for (text, cell) in
                [(record.answer, &mut entry.answer), (record.earlier, &mut entry.earlier)]
            {
                let Some(text) = text else { continue };
                *cell = Answer::parse(&text);
                if cell.is_none() {
                    problem(format!("answers.{name}"), Fault::NotAllowed(text.into_owned()));
                }
            }
            entry.note = record.note.map(Quoted::into_owned).unwrap_or_default();
            if reading.entries.insert(reference, entry).is_some() {
                problem("answers".to_owned(), Fault::Twice(name.into_owned()));
            }
        }
        for (name, record) in self.judgements.0.into_iter().chain(self.hidden_judgements.0) {
            let known =
                Reference::new(&name).filter(|name| framework.key_question(*name).is_some());
            let Some(reference) = known else {
                problem("judgements".to_owned(), Fault::UnknownQuestion(name.into_owned()));
                continue;
            };
            let mut judgement = Judgement::default();
            for (text, cell) in
                [(record.verdict, &mut judgement.verdict), (record.earlier, &mut judgement.earlier)]
            {
                let Some(text) = text else { continue };
                *cell = Verdict::parse(&text);
                if cell.is_none() {
                    problem(format!("judgements.{name}"), Fault::NotAllowed(text.into_owned()));
                }
            }
            judgement.reason = record.reason.map(Quoted::into_owned).unwrap_or_default();
            if reading.judgements.insert(reference, judgement).is_some() {
                problem("judgements".to_owned(), Fault::Twice(name.into_owned()));
            }
        }
        let id = ReadingId::parse(&self.id);
        if id.is_none() {
            problem("id".to_owned(), Fault::NotAllowed(self.id.into_owned()));
        }
        Some((id?, reading))
    }
}
