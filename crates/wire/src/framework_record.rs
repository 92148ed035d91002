//! The definition of a framework as files hold it: one shape for TOML and JSON.

use domain::{Framework, FrameworkParts, Problem};

use crate::node::{Fields, FromNode, Node, NodeReader};
use crate::text::TextRecord;

mod reading;
use reading::Reading;

macro_rules! record {
    ($($(#[$doc:meta])* struct $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Debug, Default)]
        #[cfg_attr(feature = "toml", derive(serde::Serialize))]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
        pub(crate) struct $name { $($(#[$field_doc])* pub(crate) $field: $type,)* }

        impl FromNode for $name {
            #[inline(never)]
            fn from_node(node: &Node, reader: &mut NodeReader) -> Self {
                let mut fields = Fields::of(node, reader);
                let record = Self { $($field: fields.take(name(stringify!($field))),)* };
                fields.end(const { &[$(name(stringify!($field)),)*] });
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
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "is_no"))]
        #[cfg_attr(feature = "schema", schemars(with = "bool"))]
        optional: Option<bool>,
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
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "is_no"))]
        #[cfg_attr(feature = "schema", schemars(with = "bool"))]
        by_judgement: Option<bool>,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "Option::is_none"))]
        applies_when: Option<ConditionRecord>,
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "is_no"))]
        #[cfg_attr(feature = "schema", schemars(with = "bool"))]
        not_applicable: Option<bool>,
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
        #[cfg_attr(feature = "toml", serde(default, skip_serializing_if = "is_no"))]
        #[cfg_attr(feature = "schema", schemars(with = "bool"))]
        not_applicable: Option<bool>,
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

/// The name of a field in files: without the mark of a Rust keyword.
const fn name(field: &str) -> &str {
    match field.as_bytes() {
        [b'r', b'#', ..] => field.split_at(2).1,
        _ => field,
    }
}

/// A flag that says no is left out, since nothing says the same.
#[cfg(feature = "toml")]
fn is_no(flag: &Option<bool>) -> bool {
    *flag != Some(true)
}

impl FrameworkRecord {
    /// The framework that this defines.
    ///
    /// # Errors
    /// Every value that is not allowed; or, where all are, everything that does not fit together.
    pub(crate) fn framework(&self, digest: String) -> Result<Framework, Vec<Problem>> {
        match self.parts(digest) {
            (Some(parts), problems) if problems.is_empty() => Framework::build(parts),
            (_, problems) => Err(problems),
        }
    }

    /// The parts that this defines, and every value in it that is not allowed. Where there is one,
    /// the parts are good for nothing but to find more problems.
    pub(crate) fn parts(&self, digest: String) -> (Option<FrameworkParts>, Vec<Problem>) {
        let mut reading = Reading::default();
        let parts = reading.parts(self, digest);
        (parts, reading.problems)
    }
}
