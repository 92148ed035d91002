//! Cells and what stands in them, for whoever looks back at what was altered.

use domain::{
    Alteration, Answer, DetailKind, Direction, EvidencePart, Framework, Inspection,
    InspectionField, Nation, Origin, Proposal, Rating, ReadingState, Reference, Slug, SourceKind,
    Target, Verdict,
};

use crate::Words;

/// How much of a text is told in passing, in characters.
const SHORT: usize = 60;

impl Words {
    /// What a cell is called: `2.1.2a`, `Note on 2.1.2a`. The case it is in is not named.
    pub fn cell(self, framework: &Framework, inspection: &Inspection, target: &Target) -> String {
        match *target {
            Target::Inspection(field) => self.field_of_inspection(field).to_owned(),
            Target::Case(_) => self.cell_case().to_owned(),
            Target::Withdrawn(_) => self.cell_withdrawn().to_owned(),
            Target::Detail(_, detail) => {
                let label = framework.detail(detail).map(|one| one.label.get(self.language));
                label.map_or_else(|| detail.to_string(), str::to_owned)
            }
            Target::Reading(..) => self.cell_reading().to_owned(),
            Target::State(..) => self.cell_state().to_owned(),
            Target::Answer(_, _, prompt) => prompt.to_string(),
            Target::Note(_, _, prompt) => self.reading_note(prompt),
            Target::EarlierAnswer(_, _, prompt) => self.cell_earlier(prompt),
            Target::Verdict(_, _, one) => self.reading_judgement(one),
            Target::Reason(_, _, one) => self.reading_reason(one),
            Target::EarlierVerdict(_, _, one) => self.cell_earlier_judgement(one),
            Target::Evidence(id, part) => {
                let entry = inspection.record.evidence.get(&id);
                let of = entry.map(|entry| entry.key_question.to_string()).unwrap_or_default();
                match part {
                    EvidencePart::KeyQuestion => self.cell_evidence(of),
                    EvidencePart::Source => self.cell_evidence_part(of, self.service_source()),
                    EvidencePart::Date => self.cell_evidence_part(of, self.service_date()),
                    EvidencePart::Summary => self.cell_evidence_part(of, self.service_summary()),
                    EvidencePart::Direction => {
                        self.cell_evidence_part(of, self.service_direction())
                    }
                }
            }
            Target::Proposed(standard) => self.service_proposed_rating(standard),
            Target::ProposedReason(standard) => self.service_proposed_reason(standard),
            Target::EarlierProposed(standard) => self.cell_earlier_proposal(standard),
            Target::Given(standard) => self.panel_rating(self.of_standard(standard)),
            Target::GivenReason(standard) => self.panel_reason(self.of_standard(standard)),
            Target::GivenBy(standard) => self.panel_by(self.of_standard(standard)),
        }
    }

    /// The question that a cell answers, in the words of the framework; nothing where it is none.
    pub fn cell_question<'a>(self, framework: &'a Framework, target: &Target) -> Option<&'a str> {
        let text = match *target {
            Target::Answer(_, _, one)
            | Target::Note(_, _, one)
            | Target::EarlierAnswer(_, _, one) => &framework.prompt(one)?.text,
            Target::Verdict(_, _, one)
            | Target::Reason(_, _, one)
            | Target::EarlierVerdict(_, _, one) => &framework.key_question(one)?.1.question,
            Target::Proposed(one) | Target::ProposedReason(one) | Target::EarlierProposed(one) => {
                &framework.standard(one)?.title
            }
            Target::Given(one) | Target::GivenReason(one) | Target::GivenBy(one) => {
                &framework.standard(one?)?.title
            }
            _ => return None,
        };
        Some(text.get(self.language))
    }

    /// What stands in a cell, as a reader knows it. A text is given whole.
    pub fn cell_value(self, framework: &Framework, target: &Target, value: Option<&str>) -> String {
        let known = value.and_then(|value| self.known_value(framework, target, value));
        match (known, value) {
            (Some(known), _) => known,
            // What this edition does not know is told as it was written.
            (None, Some(value)) => value.to_owned(),
            (None, None) => self.no_value(target).to_owned(),
        }
    }

    /// An alteration in one line, its texts shortened: `2.1.2a: Yes → unanswered`.
    pub fn altered(
        self,
        framework: &Framework,
        inspection: &Inspection,
        altered: &Alteration,
    ) -> String {
        let value = |value: &Option<String>| {
            shortened(self.cell_value(framework, &altered.target, value.as_deref()))
        };
        let cell = self.cell(framework, inspection, &altered.target);
        self.cell_altered(cell, value(&altered.before), value(&altered.after))
    }

    fn known_value(self, framework: &Framework, target: &Target, value: &str) -> Option<String> {
        let word = match *target {
            Target::Inspection(InspectionField::Nation) => self.nation(Nation::parse(value)?),
            Target::Inspection(InspectionField::Origin) => {
                return Some(self.edition_origin(Origin::parse(value)?.edition));
            }
            Target::Inspection(_) => return None,
            Target::Case(_) => {
                let (pool, number) = value.split_once(' ')?;
                let pool = framework.pool(Slug::new(pool)?)?.title.get(self.language);
                return Some(self.cell_value_case(number, pool));
            }
            Target::Detail(_, detail) => match &framework.detail(detail)?.kind {
                DetailKind::Choice(choices) => {
                    let choice = choices.iter().find(|one| one.id.as_str() == value)?;
                    choice.label.get(self.language)
                }
                _ => return None,
            },
            Target::State(..) => match ReadingState::parse(value)? {
                ReadingState::Working => return None,
                ReadingState::Complete => self.cell_value_complete(),
                ReadingState::Reopened(reason) => return Some(self.cell_value_reopened(reason)),
            },
            Target::Answer(..) | Target::EarlierAnswer(..) => self.answer(Answer::parse(value)?),
            Target::Verdict(..) | Target::EarlierVerdict(..) => {
                self.verdict(Verdict::parse(value)?)
            }
            Target::Evidence(_, EvidencePart::Source) => self.source(SourceKind::parse(value)?),
            Target::Evidence(_, EvidencePart::Direction) => {
                self.direction(Direction::parse(value)?)
            }
            Target::Proposed(_) | Target::EarlierProposed(_) => {
                self.proposal(Proposal::parse(value)?)
            }
            Target::Given(_) => self.rating(Rating::parse(value)?),
            _ => return None,
        };
        Some(word.to_owned())
    }

    fn no_value(self, target: &Target) -> &'static str {
        match target {
            Target::Answer(..) => self.cell_value_unanswered(),
            Target::Verdict(..) => self.cell_value_not_judged(),
            Target::State(..) => self.cell_value_working(),
            Target::Withdrawn(_) => self.cell_value_in_sample(),
            Target::Detail(..) => self.cell_value_not_recorded(),
            Target::Proposed(_) => self.cell_value_not_proposed(),
            Target::Given(_) => self.cell_value_not_given(),
            Target::Evidence(_, EvidencePart::KeyQuestion) => self.cell_value_not_there(),
            _ => self.cell_value_nothing(),
        }
    }

    fn field_of_inspection(self, field: InspectionField) -> &'static str {
        match field {
            InspectionField::Service => self.new_service(),
            InspectionField::Nation => self.new_nation(),
            InspectionField::FieldworkFrom => self.new_from(),
            InspectionField::FieldworkTo => self.new_to(),
            InspectionField::Marking => self.new_marking(),
            InspectionField::HandOverKey => self.cell_hand_over_key(),
            InspectionField::Origin => self.cell_origin(),
        }
    }

    fn of_standard(self, standard: Option<Reference>) -> String {
        standard.map_or_else(|| self.results_overall().to_owned(), |one| one.to_string())
    }
}

fn shortened(text: String) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHORT) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default().trim_end()),
        None => line,
    }
}
