//! The one way anything in an inspection alters, and the one reading of what a cell may hold.

use std::sync::Arc;

use crate::{
    Answer, Case, CaseId, Change, Date, Direction, Entry, Evidence, EvidenceEntry, EvidencePart,
    Framework, Given, HandOverKey, Inspection, InspectionField, Judgement, KeyQuestion, Nation,
    Origin, PromptPlace, Proposal, Proposed, Rating, Reading, ReadingId, ReadingState, Reference,
    Refusal, Slug, SourceKind, Target, Verdict,
};

/// The longest text a cell takes, in bytes: about 40 pages.
const LONGEST_TEXT: usize = 200_000;
/// The longest name of a service, reader or marking, in bytes.
const LONGEST_NAME: usize = 200;
/// The longest case number, in bytes.
const LONGEST_NUMBER: usize = 12;

impl Inspection {
    /// Applies one change.
    ///
    /// The value before is not held against the state: two readers' changes to one cell are both
    /// facts, and the later one by clock stands. It is there for history and for merging.
    ///
    /// # Errors
    /// Why the change cannot have happened. The inspection is then as it was.
    pub fn apply(&mut self, framework: &Framework, change: &Change) -> Result<(), Refusal> {
        let stamp = &change.stamp;
        let head = self.heads.get(&stamp.device).copied().unwrap_or(0);
        if stamp.sequence <= head {
            return Err(Refusal::OutOfSequence { sequence: stamp.sequence, head });
        }
        let longest = match change.target {
            Target::Inspection(_) | Target::Reading(..) | Target::GivenBy(_) => LONGEST_NAME,
            _ => LONGEST_TEXT,
        };
        let after = change.after.as_deref();
        if after.is_some_and(|text| text.is_empty() || text.len() > longest) {
            return Err(misfit(after));
        }
        self.set(framework, change, after)?;
        self.heads.insert(stamp.device, stamp.sequence);
        self.clock = self.clock.max(stamp.clock);
        Ok(())
    }

    fn set(
        &mut self,
        framework: &Framework,
        change: &Change,
        after: Option<&str>,
    ) -> Result<(), Refusal> {
        match change.target {
            Target::Inspection(field) => self.set_field(field, after),
            Target::Case(id) => self.set_case(framework, id, after),
            Target::Withdrawn(id) => {
                self.case_mut(id)?.withdrawn = after.map(str::to_owned);
                Ok(())
            }
            Target::Detail(id, detail) => self.set_detail(framework, id, detail, after),
            Target::Reading(case, reading) => {
                let reader = after.ok_or_else(|| misfit(after))?.to_owned();
                let case = self.case_mut(case)?;
                case.readings.of(reading).reader = reader;
                case.counting.get_or_insert(reading);
                Ok(())
            }
            Target::State(case, reading) => {
                let state = parsed(after, ReadingState::parse)?.unwrap_or_default();
                let readings = &mut self.case_mut(case)?.readings;
                readings.get_mut(&reading).ok_or(Refusal::UnknownReading(reading))?.state = state;
                Ok(())
            }
            Target::Answer(case, reading, prompt) => {
                let answer = parsed(after, Answer::parse)?;
                let place = framework.prompt_place(prompt);
                let fits = place.is_some_and(|place| {
                    answer.is_none_or(|answer| place.prompt.answers().contains(&answer))
                });
                if !fits {
                    return Err(unfit(place.is_some(), prompt, after));
                }
                self.entry(place, case, reading, prompt, |entry| entry.answer = answer)
            }
            Target::Note(case, reading, prompt) => {
                let note = after.unwrap_or_default().to_owned();
                let place = framework.prompt_place(prompt);
                self.entry(place, case, reading, prompt, |entry| entry.note = note)
            }
            Target::EarlierAnswer(case, reading, prompt) => {
                let earlier = parsed(after, Answer::parse)?;
                let place = framework.prompt_place(prompt);
                self.entry(place, case, reading, prompt, |entry| entry.earlier = earlier)
            }
            Target::Verdict(case, reading, key_question) => {
                let verdict = parsed(after, Verdict::parse)?;
                let known = framework.key_question(key_question);
                let fits = known
                    .is_some_and(|(_, one)| verdict.is_none_or(|v| one.verdicts().contains(&v)));
                if !fits {
                    return Err(unfit(known.is_some(), key_question, after));
                }
                self.judgement(known, case, reading, key_question, |one| one.verdict = verdict)
            }
            Target::Reason(case, reading, key_question) => {
                let reason = after.unwrap_or_default().to_owned();
                let known = framework.key_question(key_question);
                self.judgement(known, case, reading, key_question, |one| one.reason = reason)
            }
            Target::EarlierVerdict(case, reading, key_question) => {
                let earlier = parsed(after, Verdict::parse)?;
                let known = framework.key_question(key_question);
                self.judgement(known, case, reading, key_question, |one| one.earlier = earlier)
            }
            Target::Evidence(id, part) => {
                self.set_evidence(framework, id, part, after, change.stamp.at)
            }
            Target::Proposed(standard) => {
                let known = framework
                    .standard(standard)
                    .filter(|one| one.rated)
                    .ok_or(Refusal::UnknownQuestion(standard))?;
                let proposal = parsed(after, Proposal::parse)?;
                if known.evidence == Evidence::Cases && matches!(proposal, Some(Proposal::Rated(_)))
                {
                    // A rating proposed here would stand where the cases must speak.
                    return Err(misfit(after));
                }
                self.proposed(standard, |one| one.proposal = proposal);
                Ok(())
            }
            Target::ProposedReason(standard) => {
                framework.standard(standard).ok_or(Refusal::UnknownQuestion(standard))?;
                self.proposed(standard, |one| one.reason = after.unwrap_or_default().to_owned());
                Ok(())
            }
            Target::EarlierProposed(standard) => {
                framework.standard(standard).ok_or(Refusal::UnknownQuestion(standard))?;
                let earlier = parsed(after, Proposal::parse)?;
                self.proposed(standard, |one| one.earlier = earlier);
                Ok(())
            }
            Target::Given(standard) => {
                let rating = parsed(after, Rating::parse)?;
                let at = change.stamp.at;
                self.given(framework, standard, |one| {
                    one.rating = rating;
                    one.at = if rating.is_some() { at } else { 0 };
                })
            }
            Target::GivenReason(standard) => {
                let reason = after.unwrap_or_default().to_owned();
                self.given(framework, standard, |one| one.reason = reason)
            }
            Target::GivenBy(standard) => {
                let by = after.unwrap_or_default().to_owned();
                self.given(framework, standard, |one| one.by = by)
            }
        }
    }

    fn set_field(&mut self, field: InspectionField, after: Option<&str>) -> Result<(), Refusal> {
        match field {
            InspectionField::Service => self.service = after.unwrap_or_default().to_owned(),
            InspectionField::Nation => self.nation = parsed(after, Nation::parse)?,
            InspectionField::FieldworkFrom => self.fieldwork_from = parsed(after, Date::parse)?,
            InspectionField::FieldworkTo => self.fieldwork_to = parsed(after, Date::parse)?,
            InspectionField::Marking => {
                self.marking = after.unwrap_or(Self::DEFAULT_MARKING).to_owned();
            }
            InspectionField::Origin => self.origin = parsed(after, Origin::parse)?,
            InspectionField::HandOverKey => {
                self.hand_over_key = parsed(after, HandOverKey::parse)?;
            }
        }
        Ok(())
    }

    fn set_case(
        &mut self,
        framework: &Framework,
        id: CaseId,
        after: Option<&str>,
    ) -> Result<(), Refusal> {
        let (pool, number) =
            after.and_then(|text| text.split_once(' ')).ok_or_else(|| misfit(after))?;
        let known = Slug::new(pool).filter(|pool| framework.pool(*pool).is_some());
        let pool = known.ok_or_else(|| Refusal::UnknownPool(pool.to_owned()))?;
        let visible =
            number.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-/.".contains(&byte));
        if number.is_empty() || number.len() > LONGEST_NUMBER || !visible {
            return Err(misfit(Some(number)));
        }
        if self.case_numbered(number).is_some_and(|(other, _)| other != id) {
            return Err(Refusal::NumberTaken(number.to_owned()));
        }
        match self.cases.get_mut(&id) {
            Some(case) => {
                let case = Arc::make_mut(case);
                case.pool = pool;
                case.number = number.to_owned();
            }
            None => {
                self.cases.insert(id, Arc::new(Case::new(pool, number.to_owned())));
            }
        }
        Ok(())
    }

    fn set_detail(
        &mut self,
        framework: &Framework,
        id: CaseId,
        detail: Slug,
        after: Option<&str>,
    ) -> Result<(), Refusal> {
        let field = framework.detail(detail).ok_or(Refusal::UnknownDetail(detail))?;
        let case = self.case_mut(id)?;
        if !field.is_asked_of(case.pool) {
            return Err(Refusal::UnknownDetail(detail));
        }
        match after {
            None => {
                case.details.remove(&detail);
            }
            Some(text) => {
                let value = field.parse(text).ok_or_else(|| misfit(after))?;
                case.details.insert(detail, value);
            }
        }
        Ok(())
    }

    fn set_evidence(
        &mut self,
        framework: &Framework,
        id: crate::EvidenceId,
        part: EvidencePart,
        after: Option<&str>,
        at: u64,
    ) -> Result<(), Refusal> {
        if part == EvidencePart::KeyQuestion {
            return self.set_evidence_place(framework, id, after, at);
        }
        let record = Arc::make_mut(&mut self.record);
        let entry = record.evidence.get_mut(&id).ok_or(Refusal::UnknownEvidence(id))?;
        match part {
            EvidencePart::KeyQuestion => {}
            EvidencePart::Source => entry.source = parsed(after, SourceKind::parse)?,
            EvidencePart::Date => entry.date = parsed(after, Date::parse)?,
            EvidencePart::Summary => entry.summary = after.unwrap_or_default().to_owned(),
            EvidencePart::Direction => entry.direction = parsed(after, Direction::parse)?,
        }
        Ok(())
    }

    fn set_evidence_place(
        &mut self,
        framework: &Framework,
        id: crate::EvidenceId,
        after: Option<&str>,
        at: u64,
    ) -> Result<(), Refusal> {
        let record = Arc::make_mut(&mut self.record);
        let Some(text) = after else {
            record.evidence.get_mut(&id).ok_or(Refusal::UnknownEvidence(id))?.removed = true;
            return Ok(());
        };
        let key_question = Reference::new(text).ok_or_else(|| misfit(after))?;
        let (standard, one) =
            framework.key_question(key_question).ok_or(Refusal::UnknownQuestion(key_question))?;
        if standard.evidence == Evidence::Cases && !one.by_judgement {
            return Err(Refusal::UnknownQuestion(key_question));
        }
        match record.evidence.get_mut(&id) {
            Some(entry) => {
                entry.key_question = key_question;
                entry.removed = false;
            }
            None => {
                record.evidence.insert(id, EvidenceEntry::new(key_question, at));
            }
        }
        Ok(())
    }

    fn case_mut(&mut self, id: CaseId) -> Result<&mut Case, Refusal> {
        self.cases.get_mut(&id).map(Arc::make_mut).ok_or(Refusal::UnknownCase(id))
    }

    /// The reading, if the case's pool is read against the standard that `asked` belongs to. What is
    /// judged at service level is not asked of a case.
    fn reading_mut(
        &mut self,
        case: CaseId,
        reading: ReadingId,
        asked: Option<(&crate::Standard, Reference)>,
        reference: Reference,
    ) -> Result<&mut Reading, Refusal> {
        let case = self.case_mut(case)?;
        let pool = case.pool;
        asked
            .filter(|(standard, _)| standard.draws_on(pool))
            .ok_or(Refusal::UnknownQuestion(reference))?;
        case.readings.get_mut(&reading).ok_or(Refusal::UnknownReading(reading))
    }

    fn entry(
        &mut self,
        place: Option<PromptPlace<'_>>,
        case: CaseId,
        reading: ReadingId,
        prompt: Reference,
        alter: impl FnOnce(&mut Entry),
    ) -> Result<(), Refusal> {
        let asked = place.filter(|place| !place.key_question.by_judgement);
        let asked = asked.map(|place| (place.standard, prompt));
        let reading = self.reading_mut(case, reading, asked, prompt)?;
        let entry = reading.entries.of(prompt);
        alter(entry);
        if *entry == Entry::default() {
            reading.entries.remove(&prompt);
        }
        Ok(())
    }

    fn judgement(
        &mut self,
        known: Option<(&crate::Standard, &KeyQuestion)>,
        case: CaseId,
        reading: ReadingId,
        key_question: Reference,
        alter: impl FnOnce(&mut Judgement),
    ) -> Result<(), Refusal> {
        let asked = known.filter(|(_, one)| !one.by_judgement);
        let asked = asked.map(|(standard, _)| (standard, key_question));
        let reading = self.reading_mut(case, reading, asked, key_question)?;
        let judgement = reading.judgements.of(key_question);
        alter(judgement);
        if *judgement == Judgement::default() {
            reading.judgements.remove(&key_question);
        }
        Ok(())
    }

    fn proposed(&mut self, standard: Reference, alter: impl FnOnce(&mut Proposed)) {
        let proposed = &mut Arc::make_mut(&mut self.record).proposed;
        let one = proposed.of(standard);
        alter(one);
        if *one == Proposed::default() {
            proposed.remove(&standard);
        }
    }

    fn given(
        &mut self,
        framework: &Framework,
        standard: Option<Reference>,
        alter: impl FnOnce(&mut Given),
    ) -> Result<(), Refusal> {
        if let Some(reference) = standard {
            framework
                .standard(reference)
                .filter(|one| one.rated)
                .ok_or(Refusal::UnknownQuestion(reference))?;
        }
        let given = &mut Arc::make_mut(&mut self.record).given;
        let one = given.of(standard);
        alter(one);
        if *one == Given::default() {
            given.remove(&standard);
        }
        Ok(())
    }

    /// The value a target has now, in the form a [`Change`] carries; `None` for nothing.
    pub fn value(&self, target: &Target) -> Option<String> {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let word = |word: Option<&'static str>| word.map(str::to_owned);
        let reading =
            |case: &CaseId, reading: &ReadingId| self.cases.get(case)?.readings.get(reading);
        match target {
            Target::Inspection(field) => match field {
                InspectionField::Service => text(&self.service),
                InspectionField::Nation => word(self.nation.map(Nation::as_str)),
                InspectionField::FieldworkFrom => self.fieldwork_from.map(|date| date.to_string()),
                InspectionField::FieldworkTo => self.fieldwork_to.map(|date| date.to_string()),
                InspectionField::Marking => text(&self.marking),
                InspectionField::Origin => self.origin.as_ref().map(ToString::to_string),
                InspectionField::HandOverKey => {
                    self.hand_over_key.as_ref().map(ToString::to_string)
                }
            },
            Target::Case(id) => {
                self.cases.get(id).map(|case| format!("{} {}", case.pool, case.number))
            }
            Target::Withdrawn(id) => self.cases.get(id)?.withdrawn.clone(),
            Target::Detail(id, detail) => {
                self.cases.get(id)?.details.get(detail).map(ToString::to_string)
            }
            Target::Reading(case, id) => text(&reading(case, id)?.reader),
            Target::State(case, id) => reading(case, id)?.state.value(),
            Target::Answer(case, id, prompt) => {
                word(reading(case, id)?.answer(*prompt).map(Answer::as_str))
            }
            Target::EarlierAnswer(case, id, prompt) => {
                word(reading(case, id)?.entries.get(prompt)?.earlier.map(Answer::as_str))
            }
            Target::Note(case, id, prompt) => text(&reading(case, id)?.entries.get(prompt)?.note),
            Target::Verdict(case, id, key_question) => {
                word(reading(case, id)?.verdict(*key_question).map(Verdict::as_str))
            }
            Target::EarlierVerdict(case, id, key_question) => {
                word(reading(case, id)?.judgements.get(key_question)?.earlier.map(Verdict::as_str))
            }
            Target::Reason(case, id, key_question) => {
                text(reading(case, id)?.reason(*key_question))
            }
            Target::Evidence(id, part) => {
                let entry = self.record.evidence.get(id)?;
                match part {
                    EvidencePart::KeyQuestion => {
                        (!entry.removed).then(|| entry.key_question.to_string())
                    }
                    EvidencePart::Source => word(entry.source.map(SourceKind::as_str)),
                    EvidencePart::Date => entry.date.map(|date| date.to_string()),
                    EvidencePart::Summary => text(&entry.summary),
                    EvidencePart::Direction => word(entry.direction.map(Direction::as_str)),
                }
            }
            Target::Proposed(standard) => {
                word(self.record.proposed.get(standard)?.proposal.map(|one| one.as_str()))
            }
            Target::EarlierProposed(standard) => {
                word(self.record.proposed.get(standard)?.earlier.map(|one| one.as_str()))
            }
            Target::ProposedReason(standard) => text(&self.record.proposed.get(standard)?.reason),
            Target::Given(standard) => {
                word(self.record.given.get(standard)?.rating.map(Rating::as_str))
            }
            Target::GivenReason(standard) => text(&self.record.given.get(standard)?.reason),
            Target::GivenBy(standard) => text(&self.record.given.get(standard)?.by),
        }
    }
}

impl EvidenceEntry {
    /// An entry with nothing in it but its key question.
    fn new(key_question: Reference, begun_at: u64) -> Self {
        Self {
            key_question,
            begun_at,
            removed: false,
            source: None,
            date: None,
            summary: String::new(),
            direction: None,
        }
    }
}

fn misfit(text: Option<&str>) -> Refusal {
    Refusal::DoesNotFit(text.unwrap_or_default().chars().take(80).collect())
}

fn unfit(known: bool, reference: Reference, after: Option<&str>) -> Refusal {
    if known { misfit(after) } else { Refusal::UnknownQuestion(reference) }
}

/// Reads a value, where there is one.
fn parsed<T>(text: Option<&str>, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Refusal> {
    match text {
        None => Ok(None),
        Some(text) => parse(text).map(Some).ok_or_else(|| misfit(Some(text))),
    }
}
