//! Differences between frameworks: which part, which field, and what stands in it.

use domain::{Answer, Carries, Field, Framework, How, Part, Reference, Slug, Value};

use crate::{Run, Words, runs};

impl Words {
    /// A part of a framework.
    pub fn part(self, part: Part) -> String {
        match part {
            Part::Framework => self.part_framework().to_owned(),
            Part::Rules => self.part_rules().to_owned(),
            Part::Pools => self.part_pools().to_owned(),
            Part::Pool(id) => self.part_pool(id),
            Part::DetailGroups => self.part_detail_groups().to_owned(),
            Part::DetailGroup(id) => self.part_detail_group(id),
            Part::Details => self.part_details().to_owned(),
            Part::Detail(id) => self.part_detail(id),
            Part::Domain(reference) => self.part_domain(reference),
            Part::Standard(reference) => self.part_standard(reference),
            Part::KeyQuestion(reference) => self.part_key_question(reference),
            Part::Prompt(reference) => self.part_prompt(reference),
        }
    }

    /// The title, label or text of a part; nothing for a part that has none of its own.
    pub fn part_text(self, framework: &Framework, part: Part) -> &str {
        let text = match part {
            Part::Pool(id) => framework.pool(id).map(|one| &one.title),
            Part::DetailGroup(id) => {
                let group = framework.detail_groups.iter().find(|one| one.id == id);
                group.map(|one| &one.title)
            }
            Part::Detail(id) => framework.detail(id).map(|one| &one.label),
            Part::Domain(reference) => {
                let domain = framework.domains.iter().find(|one| one.reference == reference);
                domain.map(|one| &one.title)
            }
            Part::Standard(reference) => framework.standard(reference).map(|one| &one.title),
            Part::KeyQuestion(reference) => {
                framework.key_question(reference).map(|(_, one)| &one.question)
            }
            Part::Prompt(reference) => framework.prompt(reference).map(|one| &one.text),
            Part::Framework | Part::Rules | Part::Pools | Part::DetailGroups | Part::Details => {
                None
            }
        };
        text.map_or("", |text| text.get(self.language))
    }

    /// How a part differs; of a change, which field. What stands in it is said by [`Words::value`].
    pub fn how(self, how: &How) -> String {
        match how {
            How::Added => self.how_added().to_owned(),
            How::Removed => self.how_removed().to_owned(),
            How::Moved { was, under: None } => self.how_moved(was),
            How::Moved { was, under: Some(under) } => self.how_moved_under(was, under),
            How::Reordered => self.how_reordered().to_owned(),
            How::Changed { field, .. } => self.field(*field).to_owned(),
        }
    }

    /// What stands in a field of a framework.
    pub fn value(self, framework: &Framework, value: &Value) -> String {
        match value {
            Value::Nothing => self.value_nothing().to_owned(),
            Value::Text(text) => text.get(self.language).to_owned(),
            Value::Plain(text) => text.clone(),
            Value::Flag(flag) => self.yes_no(*flag).to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Slugs(pools) => self.pools(framework, pools),
            Value::Verdicts(verdicts) => {
                let words: Vec<_> = verdicts.iter().map(|one| self.verdict(*one)).collect();
                self.named(&words)
            }
            Value::Certainty(certainty) => self.certainty(*certainty).to_owned(),
            Value::Evidence(evidence) => self.evidence(*evidence).to_owned(),
            Value::Combination(combination) => self.combination(*combination).to_owned(),
            Value::Condition(condition) => self.condition(framework, condition),
            Value::Rounding(rounding) => self.rounding(*rounding).to_owned(),
            Value::Bands(bands) => self.bands(*bands),
            Value::Points(points) => self.points(*points),
            Value::Overall(maximum, bands) => self.overall_table(*maximum, *bands),
            Value::Discretion(discretion) => self.discretion(*discretion),
            Value::Cap(cap) => self.cap(cap),
            Value::Sampling(sampling) => self.sampling(*sampling),
            Value::Kind(kind) => self.kind(kind),
        }
    }

    /// How a field changed from one framework to another, in runs of words.
    pub fn change(self, old: (&Framework, &Value), new: (&Framework, &Value)) -> Vec<Run> {
        let text = |(framework, value): (&Framework, &Value)| match value {
            Value::Nothing => String::new(),
            value => self.value(framework, value),
        };
        match new.1 {
            // A word of a closed list is another one as a whole.
            Value::Certainty(_)
            | Value::Evidence(_)
            | Value::Combination(_)
            | Value::Rounding(_) => vec![Run::Removed(text(old)), Run::Added(text(new))],
            _ => runs(&text(old), &text(new)),
        }
    }

    fn pools(self, framework: &Framework, pools: &[Slug]) -> String {
        let title = |id: &Slug| match framework.pool(*id) {
            Some(pool) => pool.title.get(self.language).to_owned(),
            None => id.to_string(),
        };
        self.named(&pools.iter().map(title).collect::<Vec<_>>())
    }

    fn named<T: AsRef<str>>(self, names: &[T]) -> String {
        if names.is_empty() { self.value_none().to_owned() } else { self.and(names) }
    }

    /// Whether answers would carry over.
    pub fn carries(self, carries: Carries) -> String {
        match carries {
            Carries::All => self.carries_all().to_owned(),
            Carries::ButNotApplicable => {
                self.carries_but_not_applicable(self.answer(Answer::NotApplicable))
            }
            Carries::None => self.carries_none().to_owned(),
        }
    }

    /// References in a row.
    pub fn references(self, references: &[Reference]) -> String {
        references.iter().map(Reference::as_str).collect::<Vec<_>>().join(", ")
    }

    /// The name of a field of a framework.
    pub fn field(self, field: Field) -> &'static str {
        match field {
            Field::Title => self.field_title(),
            Field::AppliesFrom => self.field_applies_from(),
            Field::AppliesTo => self.field_applies_to(),
            Field::SourceTitle => self.field_source_title(),
            Field::SourceNote => self.field_source_note(),
            Field::SourceCertainty => self.field_source_certainty(),
            Field::Rounding => self.field_rounding(),
            Field::Bands => self.field_bands(),
            Field::Points => self.field_points(),
            Field::Overall => self.field_overall(),
            Field::MinimumCases => self.field_minimum_cases(),
            Field::ClearPattern => self.field_clear_pattern(),
            Field::ReasonsFor => self.field_reasons_for(),
            Field::Discretion => self.field_discretion(),
            Field::Cap => self.field_cap(),
            Field::Sampling => self.field_sampling(),
            Field::Note => self.field_note(),
            Field::Certainty => self.field_certainty(),
            Field::Group => self.field_group(),
            Field::Label => self.field_label(),
            Field::Hint => self.field_hint(),
            Field::Kind => self.field_kind(),
            Field::Pools => self.field_pools(),
            Field::Aim => self.field_aim(),
            Field::Evidence => self.field_evidence(),
            Field::Rated => self.field_rated(),
            Field::InTotal => self.field_in_total(),
            Field::Optional => self.field_optional(),
            Field::Combination => self.field_combination(),
            Field::AppliesWhen => self.field_applies_when(),
            Field::Question => self.field_question(),
            Field::Guidance => self.field_guidance(),
            Field::ByJudgement => self.field_by_judgement(),
            Field::NotApplicable => self.field_not_applicable(),
            Field::Text => self.field_text(),
            Field::ShownWhen => self.field_shown_when(),
        }
    }
}
