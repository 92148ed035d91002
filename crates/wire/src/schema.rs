//! The export's JSON Schema: what this program writes, word for word.
//!
//! The lists of words are taken from where they are read, so that the schema cannot allow another.

use std::collections::BTreeMap;

use domain::{
    Answer, Certainty, Combination, Direction, Nation, Proposal, Rating, SourceKind, Verdict,
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use crate::case_record::CaseRecord;
use crate::change_record::{ChangeRecord, EVIDENCE_PARTS, FIELDS};
use crate::export::{ExportHead, FORMAT, VERSION};
use crate::framework_record::FrameworkRecord;
use crate::inspection_record::InspectionRecord;

/// The schema as text, with a line end.
pub(crate) fn schema() -> String {
    /// A completed inspection, or chosen cases of one, as Caseread hands it over.
    #[derive(JsonSchema)]
    #[schemars(title = "Caseread inspection", rename = "CasereadInspection")]
    #[expect(dead_code, reason = "only its schema is wanted")]
    struct ExportFile<'a> {
        #[schemars(flatten)]
        head: ExportHead,
        content: ContentSchema<'a>,
    }

    #[derive(JsonSchema)]
    #[schemars(rename = "Content")]
    #[expect(dead_code, reason = "only its schema is wanted")]
    struct ContentSchema<'a> {
        /// The edition that the inspection works to, whole.
        framework: FrameworkRecord,
        inspection: InspectionRecord<'a>,
        /// The cases, by number.
        cases: Vec<CaseRecord<'a>>,
        /// Every change, in the order in which they are folded.
        changes: Vec<ChangeRecord<'a>>,
    }

    let mut schema = schemars::schema_for!(ExportFile<'static>).to_value();
    without_null(&mut schema);
    sort_keys(&mut schema);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// What has no value is left out of a file and never written as null.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Array(values) => values.iter_mut().for_each(without_null),
        Value::Object(object) => {
            if let Some(Value::Array(types)) = object.get_mut("type") {
                types.retain(|one| one != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    object.insert("type".to_owned(), only);
                }
            }
            if let Some(Value::Array(forms)) = object.get_mut("anyOf") {
                forms.retain(|form| *form != json!({ "type": "null" }));
                if let [Value::Object(only)] = forms.as_slice() {
                    let only = only.clone();
                    object.remove("anyOf");
                    object.extend(only);
                }
            }
            // A default of null says no more than that the value may be missing.
            object.retain(|key, value| key != "default" || !value.is_null());
            object.values_mut().for_each(without_null);
        }
        _ => {}
    }
}

/// The same order in every build, whatever order JSON objects keep in it.
fn sort_keys(schema: &mut Value) {
    match schema {
        Value::Array(values) => values.iter_mut().for_each(sort_keys),
        Value::Object(object) => {
            let sorted: BTreeMap<_, _> = std::mem::take(object).into_iter().collect();
            object.extend(sorted);
            object.values_mut().for_each(sort_keys);
        }
        _ => {}
    }
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = $schema:expr;)*) => {$(
        $(#[$doc])*
        pub(crate) struct $name;

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    )*};
}

fn one_of(words: impl IntoIterator<Item = &'static str>) -> Schema {
    json_schema!({ "type": "string", "enum": words.into_iter().collect::<Vec<_>>() })
}

fn matching(pattern: &str) -> Schema {
    json_schema!({ "type": "string", "pattern": pattern })
}

texts! {
    /// The word that every export begins with.
    FormatWord = json_schema!({ "type": "string", "const": FORMAT });
    /// The version written.
    VersionNumber = json_schema!({ "type": "integer", "const": VERSION });
    /// An identifier.
    IdText = matching("^[0-9a-f]{16}$");
    /// A public key in the age format.
    KeyText = matching("^age1[02-9ac-hj-np-z]{58}$");
    /// A digest.
    DigestText = matching("^[0-9a-f]{64}$");
    /// A day of the calendar.
    DateText = json_schema!({ "type": "string", "format": "date", "pattern": "^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$" });
    /// A month of the calendar.
    MonthText = matching("^[12][0-9]{3}-[0-9]{2}$");
    /// The number of a case.
    NumberText = matching("^[A-Za-z0-9./-]{1,12}$");
    /// The reference of a domain, standard, key question or prompt; or the identifier of a pool, detail or option.
    NameText = matching(NAME);
    /// An answer.
    AnswerWord = one_of(Answer::ALL.map(Answer::as_str));
    /// A verdict.
    VerdictWord = one_of(Verdict::ALL.map(Verdict::as_str));
    /// A rating.
    RatingWord = one_of(Rating::ALL.map(Rating::as_str));
    /// A rating, or that there is to be none.
    ProposalWord = one_of(Rating::ALL.map(Rating::as_str).into_iter().chain([Proposal::NotRated.as_str()]));
    /// A nation.
    NationWord = one_of(Nation::ALL.map(Nation::as_str));
    /// A kind of source.
    SourceWord = one_of(SourceKind::ALL.iter().map(|one| one.as_str()));
    /// Which way evidence points.
    DirectionWord = one_of(Direction::ALL.iter().map(|one| one.as_str()));
    /// How sure a part of a framework is.
    CertaintyWord = one_of(Certainty::ALL.map(Certainty::as_str));
    /// How a share becomes a whole percentage.
    RoundingWord = one_of(["round-half-up", "exact"]);
    /// How key questions become a standard.
    AggregationWord = one_of(["lowest"]);
    /// How the judged part of a mixed standard joins its shares.
    CombinationWord = one_of(Combination::ALL.map(Combination::as_str));
    /// What a standard is judged on.
    EvidenceWord = one_of(["cases", "judgement", "mixed"]);
    /// What a detail may hold.
    KindWord = one_of(["choice", "number", "date", "text"]);
    /// What a change alters.
    PartWord = one_of(parts());
}

/// One to 31 visible characters.
pub(crate) const NAME: &str = "^[!-~]{1,31}$";

const CASE_PARTS: [&str; 3] = ["case", "withdrawn", "detail"];
const READING_PARTS: [&str; 2] = ["reading", "state"];
const QUESTION_PARTS: [&str; 6] =
    ["answer", "note", "earlier-answer", "verdict", "reason", "earlier-verdict"];
const PROPOSED_PARTS: [&str; 3] = ["proposed", "proposed-reason", "earlier-proposed"];
const GIVEN_PARTS: [&str; 3] = ["given", "given-reason", "given-by"];

fn evidence_parts() -> impl Iterator<Item = &'static str> {
    EVIDENCE_PARTS.iter().map(|(word, _)| *word)
}

fn parts() -> impl Iterator<Item = &'static str> {
    let fields = FIELDS.iter().map(|(word, _)| *word);
    let in_case = CASE_PARTS.into_iter().chain(READING_PARTS).chain(QUESTION_PARTS);
    fields.chain(in_case).chain(evidence_parts()).chain(PROPOSED_PARTS).chain(GIVEN_PARTS)
}

/// What a change must name beside its part, part by part.
pub(crate) fn needs_of_parts() -> Value {
    let reading = || READING_PARTS.into_iter().chain(QUESTION_PARTS);
    let needs: [(&str, Vec<&str>); 5] = [
        ("case", CASE_PARTS.into_iter().chain(reading()).collect()),
        ("reading", reading().collect()),
        ("reference", QUESTION_PARTS.into_iter().chain(PROPOSED_PARTS).collect()),
        ("detail", vec!["detail"]),
        ("evidence", evidence_parts().collect()),
    ];
    let rules = needs.into_iter().map(|(field, words)| {
        json!({
            "if": { "properties": { "part": { "enum": words } }, "required": ["part"] },
            "then": { "required": [field] }
        })
    });
    Value::Array(rules.collect())
}

#[cfg(test)]
mod tests {
    use domain::{CaseId, EvidenceId, ReadingId, Reference, Slug, Target};

    use super::*;
    use crate::change_record::part_word;

    #[test]
    fn every_part_of_a_change_is_in_the_schema() {
        let (case, reading, evidence) = (CaseId::new(1), ReadingId::new(2), EvidenceId::new(3));
        let question = Reference::new("2.1.1").unwrap();
        let detail = Slug::new("age").unwrap();
        let mut targets = vec![
            Target::Case(case),
            Target::Withdrawn(case),
            Target::Detail(case, detail),
            Target::Reading(case, reading),
            Target::State(case, reading),
            Target::Answer(case, reading, question),
            Target::Note(case, reading, question),
            Target::EarlierAnswer(case, reading, question),
            Target::Verdict(case, reading, question),
            Target::Reason(case, reading, question),
            Target::EarlierVerdict(case, reading, question),
            Target::Proposed(question),
            Target::ProposedReason(question),
            Target::EarlierProposed(question),
            Target::Given(None),
            Target::GivenReason(None),
            Target::GivenBy(None),
        ];
        targets.extend(FIELDS.iter().map(|(_, field)| Target::Inspection(*field)));
        targets.extend(EVIDENCE_PARTS.iter().map(|(_, part)| Target::Evidence(evidence, *part)));
        let mut words: Vec<_> = targets.iter().map(part_word).collect();
        let mut known: Vec<_> = parts().collect();
        words.sort_unstable();
        known.sort_unstable();
        assert_eq!(words, known);
    }
}
