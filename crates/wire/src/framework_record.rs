//! The definition of a framework as files hold it: one shape for TOML and JSON.

use crate::node::{Fields, FromNode, Node, NodeReader};
use crate::text::TextRecord;
use domain::{
    Aggregation, Answer, Bands, Cap, Certainty, Choice, Combination, Condition, DetailField,
    DetailGroup, DetailKind, Discretion, Domain, Evidence, Fault, Framework, FrameworkParts,
    KeyQuestion, Place, Pool, Problem, Prompt, Rating, Reference, Rounding, Rules, Sampling, Slug,
    Source, Standard, Text, Verdict,
};

macro_rules! record {
    ($($(#[$doc:meta])* struct $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Debug, Default)]
        #[cfg_attr(feature = "toml", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "toml", serde(deny_unknown_fields))]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
        pub(crate) struct $name { $($(#[$field_doc])* pub(crate) $field: $type,)* }

        impl FromNode for $name {
            #[inline(never)]
            fn from_node(node: &Node, reader: &mut NodeReader) -> Self {
                let mut fields = Fields::of(node, reader);
                let record = Self { $($field: fields.take(stringify!($field)),)* };
                fields.end(&[$(stringify!($field),)*]);
                record
            }
        }
    )*};
}

record! {
    /// A framework: the standards an inspection works to.
    struct FrameworkRecord {
        /// Its identifier.
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::NameText"))]
        identifier: String,
        /// Its edition.
        edition: String,
        title: TextRecord,
        /// First month it applied to, YYYY-MM.
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::MonthText"))]
        applies_from: Option<String>,
        /// Last month it applied to, YYYY-MM.
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::MonthText"))]
        applies_to: Option<String>,
        source: SourceRecord,
        rules: RulesRecord,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Vec::is_empty"))]
        pools: Vec<PoolRecord>,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Vec::is_empty"))]
        detail_groups: Vec<GroupRecord>,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Vec::is_empty"))]
        details: Vec<DetailRecord>,
        domains: Vec<DomainRecord>,
    }

    struct SourceRecord {
        title: TextRecord,
        note: TextRecord,
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::CertaintyWord"))]
        certainty: String,
    }

    struct RulesRecord {
        /// `round-half-up` or `exact`.
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::RoundingWord"))]
        rounding: String,
        /// `lowest`.
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::AggregationWord"))]
        aggregation: String,
        minimum_cases: u32,
        clear_pattern_percent: u32,
        /// Verdicts that need a reason.
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Vec::is_empty"))]
        #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::schema::VerdictWord>"))]
        reasons_for: Vec<String>,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        note: Option<TextRecord>,
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::CertaintyWord"))]
        certainty: String,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        bands: Option<BandsRecord>,
        /// 0 to 3 where nothing is said.
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        points: Option<PointsRecord>,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        overall: Option<OverallRecord>,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        discretion: Option<DiscretionRecord>,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        cap: Option<CapRecord>,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        sampling: Option<SamplingRecord>,
    }

    /// Where so many standards are weak, the overall rating goes no higher.
    struct CapRecord {
        /// The standards looked at; none for all that count in the total.
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Vec::is_empty"))]
        #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::schema::NameText>"))]
        standards: Vec<String>,
        /// A standard is weak with this rating or a lower one.
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::RatingWord"))]
        weak: String,
        number: u32,
        /// The highest overall rating there may then be.
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::RatingWord"))]
        at_most: String,
    }

    /// What a sample is set for.
    struct SamplingRecord {
        confidence_percent: u32,
        margin_percent: u32,
    }

    /// Lowest whole percentage that gives the rating.
    struct BandsRecord {
        requires_improvement: u32,
        good: u32,
        outstanding: u32,
    }

    struct PointsRecord {
        inadequate: u32,
        requires_improvement: u32,
        good: u32,
        outstanding: u32,
    }

    /// Lowest total that gives the rating.
    struct OverallRecord {
        maximum: u32,
        requires_improvement: u32,
        good: u32,
        outstanding: u32,
    }

    struct DiscretionRecord {
        within_points: u32,
        few_cases: u32,
        one_case: bool,
    }

    struct PoolRecord {
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::NameText"))]
        id: String,
        title: TextRecord,
    }

    struct GroupRecord {
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::NameText"))]
        id: String,
        title: TextRecord,
    }

    struct DetailRecord {
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::NameText"))]
        id: String,
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::NameText"))]
        group: String,
        label: TextRecord,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        hint: Option<TextRecord>,
        /// `choice`, `number`, `date` or `text`.
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::KindWord"))]
        kind: String,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        unit: Option<TextRecord>,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        minimum: Option<u32>,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        maximum: Option<u32>,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Vec::is_empty"))]
        options: Vec<ChoiceRecord>,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Vec::is_empty"))]
        #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::schema::NameText>"))]
        pools: Vec<String>,
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::CertaintyWord"))]
        certainty: String,
    }

    struct ChoiceRecord {
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::NameText"))]
        id: String,
        label: TextRecord,
    }

    struct DomainRecord {
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::NameText"))]
        reference: String,
        title: TextRecord,
        standards: Vec<StandardRecord>,
    }

    struct StandardRecord {
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::NameText"))]
        reference: String,
        title: TextRecord,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        aim: Option<TextRecord>,
        /// `cases`, `judgement` or `mixed`.
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::EvidenceWord"))]
        evidence: String,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Vec::is_empty"))]
        #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::schema::NameText>"))]
        pools: Vec<String>,
        rated: bool,
        in_total: bool,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "is_false"))]
        optional: bool,
        /// `lowest` or `judgement`; `lowest` where nothing is said.
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::CombinationWord>"))]
        combination: Option<String>,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        applies_when: Option<ConditionRecord>,
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::CertaintyWord"))]
        certainty: String,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        note: Option<TextRecord>,
        key_questions: Vec<KeyQuestionRecord>,
    }

    struct KeyQuestionRecord {
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::NameText"))]
        reference: String,
        title: TextRecord,
        question: TextRecord,
        guidance: TextRecord,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "is_false"))]
        by_judgement: bool,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        applies_when: Option<ConditionRecord>,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "is_false"))]
        not_applicable: bool,
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::CertaintyWord"))]
        certainty: String,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        note: Option<TextRecord>,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Vec::is_empty"))]
        prompts: Vec<PromptRecord>,
    }

    struct PromptRecord {
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::NameText"))]
        reference: String,
        text: TextRecord,
        guidance: TextRecord,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "is_false"))]
        not_applicable: bool,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        shown_when: Option<ConditionRecord>,
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::CertaintyWord"))]
        certainty: String,
    }

    /// Exactly one of `detail` (with `in`), `answer` (with `in`), `all`, `any` and `not`.
    struct ConditionRecord {
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        detail: Option<String>,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        answer: Option<String>,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Vec::is_empty"))]
        r#in: Vec<String>,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        all: Option<Vec<ConditionRecord>>,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        any: Option<Vec<ConditionRecord>>,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        not: Option<Box<ConditionRecord>>,
    }
}

#[cfg(feature = "toml")]
fn is_false(value: &bool) -> bool {
    !value
}

impl FrameworkRecord {
    /// The framework that this defines.
    ///
    /// # Errors
    /// Every value that is not allowed; or, where all are, everything that does not fit together.
    pub(crate) fn framework(&self, digest: String) -> Result<Framework, Vec<Problem>> {
        let mut read = Reading { problems: Vec::new() };
        let parts = read.parts(self, digest);
        match parts {
            Some(parts) if read.problems.is_empty() => Framework::build(parts),
            _ => Err(read.problems),
        }
    }
}

/// Collects problems on the way; a part that cannot be read is left out, so that the next is tried.
struct Reading {
    problems: Vec<Problem>,
}

impl Reading {
    fn word<T>(&mut self, place: &Place, text: &str, parsed: Option<T>) -> Option<T> {
        if parsed.is_none() {
            let fault =
                if text.is_empty() { Fault::Missing } else { Fault::NotAllowed(text.to_owned()) };
            self.problems.push(Problem::at(place.clone(), fault));
        }
        parsed
    }

    fn slug(&mut self, place: &Place, text: &str) -> Option<Slug> {
        self.word(place, text, Slug::new(text))
    }

    fn slugs(&mut self, place: &Place, texts: &[String]) -> Vec<Slug> {
        texts.iter().filter_map(|text| self.slug(place, text)).collect()
    }

    fn reference(&mut self, text: &str) -> Option<Reference> {
        self.word(&Place::Part("domains".to_owned()), text, Reference::new(text))
    }

    fn certainty(&mut self, place: &Place, text: &str) -> Option<Certainty> {
        self.word(place, text, Certainty::parse(text))
    }

    /// A text that is asked or shown: it may not be blank.
    fn text(&mut self, place: &Place, text: &TextRecord) -> Text {
        if text.0.en.trim().is_empty() {
            self.problems.push(Problem::at(place.clone(), Fault::Missing));
        }
        text.0.clone()
    }

    fn parts(&mut self, record: &FrameworkRecord, digest: String) -> Option<FrameworkParts> {
        let top = Place::Part("identifier".to_owned());
        let identifier = self.slug(&top, &record.identifier);
        let source_place = Place::Part("source".to_owned());
        let certainty = self.certainty(&source_place, &record.source.certainty);
        let rules = self.rules(&record.rules);
        let pools = record.pools.iter().filter_map(|pool| {
            let id = self.slug(&Place::Part("pools".to_owned()), &pool.id)?;
            Some(Pool { id, title: pool.title.0.clone() })
        });
        let pools = pools.collect();
        let groups = record.detail_groups.iter().filter_map(|group| {
            let id = self.slug(&Place::Part("detail_groups".to_owned()), &group.id)?;
            Some(DetailGroup { id, title: group.title.0.clone() })
        });
        let detail_groups = groups.collect();
        let details = record.details.iter().filter_map(|field| self.detail(field)).collect();
        let domains = record.domains.iter().filter_map(|domain| self.domain(domain)).collect();
        Some(FrameworkParts {
            identifier: identifier?,
            edition: record.edition.clone(),
            digest,
            title: record.title.0.clone(),
            applies_from: record.applies_from.clone(),
            applies_to: record.applies_to.clone(),
            source: Source {
                title: record.source.title.0.clone(),
                note: record.source.note.0.clone(),
                certainty: certainty?,
            },
            rules: rules?,
            pools,
            detail_groups,
            details,
            domains,
        })
    }

    fn rules(&mut self, record: &RulesRecord) -> Option<Rules> {
        let place = |field: &str| Place::Part(format!("rules.{field}"));
        let rounding = match record.rounding.as_str() {
            "round-half-up" => Some(Rounding::HalfUp),
            "exact" => Some(Rounding::Exact),
            _ => None,
        };
        let aggregation = (record.aggregation == "lowest").then_some(Aggregation::Lowest);
        let rounding = self.word(&place("rounding"), &record.rounding, rounding);
        let aggregation = self.word(&place("aggregation"), &record.aggregation, aggregation);
        let reasons = record.reasons_for.iter();
        let reasons_for = reasons
            .filter_map(|text| self.word(&place("reasons_for"), text, Verdict::parse(text)))
            .collect();
        let certainty = self.certainty(&place("certainty"), &record.certainty);
        let cap = record.cap.as_ref().and_then(|cap| self.cap(&place("cap"), cap));
        Some(Rules {
            rounding: rounding?,
            aggregation: aggregation?,
            bands: record.bands.as_ref().map(|bands| Bands {
                requires_improvement: bands.requires_improvement,
                good: bands.good,
                outstanding: bands.outstanding,
            }),
            points: record.points.as_ref().map_or([0, 1, 2, 3], |points| {
                [points.inadequate, points.requires_improvement, points.good, points.outstanding]
            }),
            overall: record.overall.as_ref().map(|overall| {
                let bands = Bands {
                    requires_improvement: overall.requires_improvement,
                    good: overall.good,
                    outstanding: overall.outstanding,
                };
                (overall.maximum, bands)
            }),
            minimum_cases: record.minimum_cases,
            clear_pattern_percent: record.clear_pattern_percent,
            reasons_for,
            discretion: record.discretion.as_ref().map(|discretion| Discretion {
                within_points: discretion.within_points,
                few_cases: discretion.few_cases,
                one_case: discretion.one_case,
            }),
            cap,
            sampling: record.sampling.as_ref().map(|sampling| Sampling {
                confidence_percent: sampling.confidence_percent,
                margin_percent: sampling.margin_percent,
            }),
            note: record.note.as_ref().map(|note| note.0.clone()),
            certainty: certainty?,
        })
    }

    fn cap(&mut self, place: &Place, record: &CapRecord) -> Option<Cap> {
        let standards = record.standards.iter();
        let standards =
            standards.filter_map(|text| self.word(place, text, Reference::new(text))).collect();
        let weak = self.word(place, &record.weak, Rating::parse(&record.weak));
        let at_most = self.word(place, &record.at_most, Rating::parse(&record.at_most));
        Some(Cap { standards, weak: weak?, number: record.number, at_most: at_most? })
    }

    fn detail(&mut self, record: &DetailRecord) -> Option<DetailField> {
        let place = Place::Part(format!("details.{}", record.id));
        let id = self.slug(&place, &record.id);
        let group = self.slug(&place, &record.group);
        let pools = self.slugs(&place, &record.pools);
        let certainty = self.certainty(&place, &record.certainty);
        let kind = match record.kind.as_str() {
            "choice" => Some(DetailKind::Choice(
                record
                    .options
                    .iter()
                    .filter_map(|option| {
                        let id = self.slug(&place, &option.id)?;
                        Some(Choice { id, label: option.label.0.clone() })
                    })
                    .collect(),
            )),
            "number" => Some(DetailKind::Number {
                minimum: record.minimum.unwrap_or(0),
                maximum: record.maximum.unwrap_or(100_000),
                unit: record.unit.as_ref().map(|unit| unit.0.clone()),
            }),
            "date" => Some(DetailKind::Date),
            "text" => Some(DetailKind::Text),
            _ => None,
        };
        let kind = self.word(&place, &record.kind, kind);
        Some(DetailField {
            id: id?,
            group: group?,
            label: self.text(&place, &record.label),
            hint: record.hint.as_ref().map(|hint| hint.0.clone()),
            kind: kind?,
            pools,
            certainty: certainty?,
        })
    }

    fn domain(&mut self, record: &DomainRecord) -> Option<Domain> {
        let reference = self.reference(&record.reference);
        let standards = record.standards.iter().filter_map(|one| self.standard(one)).collect();
        Some(Domain { reference: reference?, title: record.title.0.clone(), standards })
    }

    fn standard(&mut self, record: &StandardRecord) -> Option<Standard> {
        let reference = self.reference(&record.reference)?;
        let place = Place::Framework(reference);
        let evidence = match record.evidence.as_str() {
            "cases" => Some(Evidence::Cases),
            "judgement" => Some(Evidence::Judgement),
            "mixed" => Some(Evidence::Mixed),
            _ => None,
        };
        let evidence = self.word(&place, &record.evidence, evidence);
        let certainty = self.certainty(&place, &record.certainty);
        let pools = self.slugs(&place, &record.pools);
        let combination = match &record.combination {
            None => Some(Combination::Lowest),
            Some(word) => self.word(&place, word, Combination::parse(word)),
        };
        let applies_when = self.condition(&place, record.applies_when.as_ref());
        let key_questions =
            record.key_questions.iter().filter_map(|one| self.key_question(one)).collect();
        Some(Standard {
            reference,
            title: self.text(&place, &record.title),
            aim: record.aim.as_ref().map(|aim| aim.0.clone()),
            evidence: evidence?,
            pools,
            rated: record.rated,
            in_total: record.in_total,
            optional: record.optional,
            combination: combination?,
            applies_when,
            certainty: certainty?,
            note: record.note.as_ref().map(|note| note.0.clone()),
            key_questions,
        })
    }

    fn key_question(&mut self, record: &KeyQuestionRecord) -> Option<KeyQuestion> {
        let reference = self.reference(&record.reference)?;
        let place = Place::Framework(reference);
        let certainty = self.certainty(&place, &record.certainty);
        let applies_when = self.condition(&place, record.applies_when.as_ref());
        let prompts = record.prompts.iter().filter_map(|prompt| self.prompt(prompt)).collect();
        Some(KeyQuestion {
            reference,
            title: self.text(&place, &record.title),
            question: self.text(&place, &record.question),
            guidance: record.guidance.0.clone(),
            by_judgement: record.by_judgement,
            applies_when,
            not_applicable: record.not_applicable,
            certainty: certainty?,
            note: record.note.as_ref().map(|note| note.0.clone()),
            prompts,
        })
    }

    fn prompt(&mut self, record: &PromptRecord) -> Option<Prompt> {
        let reference = self.reference(&record.reference)?;
        let place = Place::Framework(reference);
        let certainty = self.certainty(&place, &record.certainty);
        let shown_when = self.condition(&place, record.shown_when.as_ref());
        Some(Prompt {
            reference,
            text: self.text(&place, &record.text),
            guidance: record.guidance.0.clone(),
            not_applicable: record.not_applicable,
            shown_when,
            certainty: certainty?,
        })
    }

    /// A condition that cannot be read is a problem: without it the question would be asked of all.
    fn condition(&mut self, place: &Place, record: Option<&ConditionRecord>) -> Option<Condition> {
        let record = record?;
        let all = |read: &mut Self, inner: &[ConditionRecord]| {
            inner.iter().filter_map(|one| read.condition(place, Some(one))).collect()
        };
        let ConditionRecord { detail, answer, r#in: any_of, .. } = record;
        match (detail, answer, &record.all, &record.any, &record.not) {
            (Some(detail), None, None, None, None) if !any_of.is_empty() => {
                let detail = self.slug(place, detail)?;
                Some(Condition::Detail { detail, any_of: self.slugs(place, any_of) })
            }
            (None, Some(prompt), None, None, None) if !any_of.is_empty() => {
                let prompt = self.word(place, prompt, Reference::new(prompt))?;
                let answers = any_of.iter();
                let any_of = answers
                    .filter_map(|text| self.word(place, text, Answer::parse(text)))
                    .collect();
                Some(Condition::Answer { prompt, any_of })
            }
            // An `in` that stands beside one of these would be lost.
            (None, None, Some(inner), None, None) if any_of.is_empty() => {
                Some(Condition::All(all(self, inner)))
            }
            (None, None, None, Some(inner), None) if any_of.is_empty() => {
                Some(Condition::Any(all(self, inner)))
            }
            (None, None, None, None, Some(inner)) if any_of.is_empty() => {
                self.condition(place, Some(inner)).map(|one| Condition::Not(Box::new(one)))
            }
            _ => {
                let fault = Fault::NotAllowed("applies_when, shown_when".to_owned());
                self.problems.push(Problem::at(place.clone(), fault));
                None
            }
        }
    }
}
