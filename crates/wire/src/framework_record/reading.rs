//! From the records of a framework to its parts, with every value that is not allowed.

use domain::{
    Aggregation, Answer, Bands, Cap, Certainty, Choice, Combination, Condition, DetailField,
    DetailGroup, DetailKind, Discretion, Domain, Evidence, Fault, FrameworkParts, KeyQuestion,
    Place, Pool, Problem, Prompt, Rating, Reference, Rounding, Rules, Sampling, Slug, Source,
    Standard, Text, Verdict,
};

use super::{
    BandsRecord, CapRecord, ConditionRecord, DetailRecord, DomainRecord, FrameworkRecord,
    KeyQuestionRecord, OverallRecord, PromptRecord, RulesRecord, StandardRecord,
};
use crate::text::TextRecord;

const ROUNDINGS: [&str; 2] = ["round-half-up", "exact"];
const AGGREGATIONS: [&str; 1] = ["lowest"];
const EVIDENCES: [&str; 3] = ["cases", "judgement", "mixed"];
const KINDS: [&str; 4] = ["choice", "number", "date", "text"];
/// The largest number a detail takes where the file sets none.
const LARGEST_NUMBER: u32 = 100_000;

/// Collects problems on the way.
///
/// A word that is not allowed is told and stands as some other, so that the rest is read and held
/// against it as well. What has no usable name is left out.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) problems: Vec<Problem>,
}

/// Where in the file something is read: a part of it, by its reference or name.
#[derive(Clone, Copy)]
struct Part<'a>(&'a str);

/// The file itself.
const FILE: Part<'_> = Part("");

impl Part<'_> {
    fn place(self, field: &str) -> Place {
        match self.0 {
            "" => Place::Part(field.to_owned()),
            of => Place::Entry { field: field.to_owned(), of: of.to_owned() },
        }
    }
}

fn optional(record: Option<&TextRecord>) -> Option<Text> {
    record.map(|record| record.0.clone())
}

impl Reading {
    fn tell(&mut self, part: Part<'_>, field: &str, fault: Fault) {
        self.problems.push(Problem::at(part.place(field), fault));
    }

    /// The place of a word in a closed list.
    fn one_of(
        &mut self,
        part: Part<'_>,
        field: &str,
        text: &str,
        allowed: &[&'static str],
    ) -> Option<usize> {
        let found = allowed.iter().position(|one| *one == text);
        if found.is_none() {
            let fault = match text {
                "" => Fault::Missing,
                _ => Fault::NotOneOf { found: text.to_owned(), allowed: allowed.to_vec() },
            };
            self.tell(part, field, fault);
        }
        found
    }

    fn named<T>(
        &mut self,
        part: Part<'_>,
        field: &str,
        text: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let named = read(text);
        if named.is_none() {
            let fault =
                if text.is_empty() { Fault::Missing } else { Fault::NotAName(text.to_owned()) };
            self.tell(part, field, fault);
        }
        named
    }

    fn slug(&mut self, part: Part<'_>, field: &str, text: &str) -> Option<Slug> {
        self.named(part, field, text, Slug::new)
    }

    fn slugs(&mut self, part: Part<'_>, field: &str, texts: &[String]) -> Vec<Slug> {
        texts.iter().filter_map(|text| self.slug(part, field, text)).collect()
    }

    /// The reference of the part at a path. A part without one is known by the path.
    fn reference(&mut self, path: &str, text: &str) -> Option<Reference> {
        let part = if text.is_empty() { Part(path) } else { Part(text) };
        self.named(part, "reference", text, Reference::new)
    }

    fn certainty(&mut self, part: Part<'_>, text: &str) -> Certainty {
        let found = self.one_of(part, "certainty", text, &Certainty::ALL.map(Certainty::as_str));
        found.map_or(Certainty::Proposal, |at| Certainty::ALL[at])
    }

    fn rating(&mut self, part: Part<'_>, field: &str, text: &str) -> Rating {
        let found = self.one_of(part, field, text, &Rating::ALL.map(Rating::as_str));
        found.map_or(Rating::Inadequate, |at| Rating::ALL[at])
    }

    /// A text that is asked or shown: it may not be blank.
    fn text(&mut self, part: Part<'_>, field: &str, text: &TextRecord) -> Text {
        if text.0.en.trim().is_empty() {
            self.tell(part, field, Fault::Missing);
        }
        text.0.clone()
    }

    /// A month, `YYYY-MM`.
    fn month(&mut self, field: &str, text: Option<&String>) -> Option<String> {
        let text = text?;
        let is_month = text.split_once('-').is_some_and(|(year, month)| {
            let digits =
                |part: &str, n| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
            digits(year, 4) && digits(month, 2) && ("01"..="12").contains(&month)
        });
        if !is_month {
            self.tell(FILE, field, Fault::NotAMonth(text.clone()));
            return None;
        }
        Some(text.clone())
    }

    pub(super) fn parts(
        &mut self,
        record: &FrameworkRecord,
        digest: String,
    ) -> Option<FrameworkParts> {
        let identifier = self.slug(FILE, "identifier", &record.identifier);
        self.slug(FILE, "edition", &record.edition);
        let title = self.text(FILE, "title", &record.title);
        let applies_from = self.month("applies_from", record.applies_from.as_ref());
        let applies_to = self.month("applies_to", record.applies_to.as_ref());
        if let (Some(from), Some(to)) = (&applies_from, &applies_to)
            && to < from
        {
            self.tell(FILE, "applies_to", Fault::NotAMonth(to.clone()));
        }
        let source = Source {
            title: self.text(Part("source"), "title", &record.source.title),
            note: record.source.note.0.clone(),
            certainty: self.certainty(Part("source"), &record.source.certainty),
        };
        let rules = self.rules(&record.rules);
        let pools = record.pools.iter().filter_map(|pool| {
            let name = format!("pools.{}", pool.id);
            let id = self.slug(Part(&name), "id", &pool.id)?;
            Some(Pool { id, title: self.text(Part(&name), "title", &pool.title) })
        });
        let pools = pools.collect();
        let groups = record.detail_groups.iter().filter_map(|group| {
            let name = format!("detail_groups.{}", group.id);
            let id = self.slug(Part(&name), "id", &group.id)?;
            Some(DetailGroup { id, title: self.text(Part(&name), "title", &group.title) })
        });
        let detail_groups = groups.collect();
        let details = record.details.iter().filter_map(|field| self.detail(field)).collect();
        let domains = record.domains.iter().enumerate();
        let domains =
            domains.filter_map(|(n, one)| self.domain(&format!("domains[{n}]"), one)).collect();
        Some(FrameworkParts {
            identifier: identifier?,
            edition: record.edition.clone(),
            digest,
            title,
            applies_from,
            applies_to,
            source,
            rules,
            pools,
            detail_groups,
            details,
            domains,
        })
    }

    fn rules(&mut self, record: &RulesRecord) -> Rules {
        let rules = Part("rules");
        let rounding = self.one_of(rules, "rounding", &record.rounding, &ROUNDINGS);
        self.one_of(rules, "aggregation", &record.aggregation, &AGGREGATIONS);
        let verdicts = Verdict::ALL.map(Verdict::as_str);
        let reasons = record.reasons_for.iter();
        let reasons_for = reasons
            .filter_map(|text| self.one_of(rules, "reasons_for", text, &verdicts))
            .map(|at| Verdict::ALL[at])
            .collect();
        Rules {
            rounding: if rounding == Some(1) { Rounding::Exact } else { Rounding::HalfUp },
            aggregation: Aggregation::Lowest,
            bands: record.bands.as_ref().map(BandsRecord::bands),
            points: record.points.as_ref().map_or([0, 1, 2, 3], |points| {
                [points.inadequate, points.requires_improvement, points.good, points.outstanding]
            }),
            overall: record.overall.as_ref().map(|table| (table.maximum, table.bands())),
            minimum_cases: record.minimum_cases,
            clear_pattern_percent: record.clear_pattern_percent,
            reasons_for,
            discretion: record.discretion.as_ref().map(|discretion| Discretion {
                within_points: discretion.within_points,
                few_cases: discretion.few_cases,
                one_case: discretion.one_case,
            }),
            cap: record.cap.as_ref().map(|cap| self.cap(cap)),
            sampling: record.sampling.as_ref().map(|sampling| Sampling {
                confidence_percent: sampling.confidence_percent,
                margin_percent: sampling.margin_percent,
            }),
            note: optional(record.note.as_ref()),
            certainty: self.certainty(rules, &record.certainty),
        }
    }

    fn cap(&mut self, record: &CapRecord) -> Cap {
        let part = Part("rules.cap");
        let standards = record.standards.iter();
        let standards = standards
            .filter_map(|text| self.named(part, "standards", text, Reference::new))
            .collect();
        let weak = self.rating(part, "weak", &record.weak);
        let at_most = self.rating(part, "at_most", &record.at_most);
        Cap { standards, weak, number: record.number, at_most }
    }

    fn detail(&mut self, record: &DetailRecord) -> Option<DetailField> {
        let name = format!("details.{}", record.id);
        let part = Part(&name);
        let id = self.slug(part, "id", &record.id);
        let group = self.slug(part, "group", &record.group);
        let pools = self.slugs(part, "pools", &record.pools);
        let certainty = self.certainty(part, &record.certainty);
        let kind = self.kind(part, record);
        let label = self.text(part, "label", &record.label);
        let hint = optional(record.hint.as_ref());
        Some(DetailField { id: id?, group: group?, label, hint, kind, pools, certainty })
    }

    fn kind(&mut self, part: Part<'_>, record: &DetailRecord) -> DetailKind {
        let choices = record.options.iter().enumerate().filter_map(|(at, option)| {
            let id = self.slug(part, &format!("options[{at}].id"), &option.id)?;
            Some(Choice {
                id,
                label: self.text(part, &format!("options[{at}].label"), &option.label),
            })
        });
        let choices: Vec<_> = choices.collect();
        let kind = match self.one_of(part, "kind", &record.kind, &KINDS) {
            Some(0) => DetailKind::Choice(choices),
            // The likeliest, so that conditions over it are not told as well.
            None if !choices.is_empty() => return DetailKind::Choice(choices),
            Some(1) => DetailKind::Number {
                minimum: record.minimum.unwrap_or(0),
                maximum: record.maximum.unwrap_or(LARGEST_NUMBER),
                unit: optional(record.unit.as_ref()),
            },
            Some(2) => DetailKind::Date,
            _ => DetailKind::Text,
        };
        // What another kind has would be passed over in silence.
        let is_list = matches!(kind, DetailKind::Choice(_));
        let is_number = matches!(kind, DetailKind::Number { .. });
        for (field, is_there, fits, only) in [
            ("options", !record.options.is_empty(), is_list, KINDS[0]),
            ("minimum", record.minimum.is_some(), is_number, KINDS[1]),
            ("maximum", record.maximum.is_some(), is_number, KINDS[1]),
            ("unit", record.unit.is_some(), is_number, KINDS[1]),
        ] {
            if is_there && !fits {
                self.tell(part, field, Fault::OnlyForKind(only));
            }
        }
        kind
    }

    fn domain(&mut self, path: &str, record: &DomainRecord) -> Option<Domain> {
        let reference = self.reference(path, &record.reference);
        let standards = record.standards.iter().enumerate();
        let standards = standards
            .filter_map(|(n, one)| self.standard(&format!("{path}.standards[{n}]"), one))
            .collect();
        let title = self.text(Part(&record.reference), "title", &record.title);
        Some(Domain { reference: reference?, title, standards })
    }

    fn standard(&mut self, path: &str, record: &StandardRecord) -> Option<Standard> {
        let reference = self.reference(path, &record.reference)?;
        let part = Part(&record.reference);
        let evidence = match self.one_of(part, "evidence", &record.evidence, &EVIDENCES) {
            Some(0) => Evidence::Cases,
            Some(1) => Evidence::Judgement,
            Some(_) => Evidence::Mixed,
            // The likeliest, so that its pools and key questions are not told as well.
            None if record.key_questions.iter().any(|one| one.by_judgement == Some(true)) => {
                Evidence::Mixed
            }
            None if record.pools.is_empty() => Evidence::Judgement,
            None => Evidence::Cases,
        };
        let title = self.text(part, "title", &record.title);
        let certainty = self.certainty(part, &record.certainty);
        let pools = self.slugs(part, "pools", &record.pools);
        let combination = self.combination(record, evidence);
        let applies_when = self.condition(part, "applies_when", record.applies_when.as_ref());
        let key_questions = record.key_questions.iter().enumerate();
        let key_questions = key_questions
            .filter_map(|(n, one)| self.key_question(&format!("{path}.key_questions[{n}]"), one))
            .collect();
        Some(Standard {
            reference,
            title,
            aim: optional(record.aim.as_ref()),
            evidence,
            pools,
            rated: record.rated,
            in_total: record.in_total,
            optional: record.optional == Some(true),
            combination,
            applies_when,
            certainty,
            note: optional(record.note.as_ref()),
            key_questions,
        })
    }

    fn combination(&mut self, record: &StandardRecord, evidence: Evidence) -> Combination {
        let Some(word) = &record.combination else { return Combination::Lowest };
        let part = Part(&record.reference);
        if evidence != Evidence::Mixed {
            self.tell(part, "combination", Fault::OnlyMixed);
        }
        let words = Combination::ALL.map(Combination::as_str);
        let found = self.one_of(part, "combination", word, &words);
        found.map_or(Combination::Lowest, |at| Combination::ALL[at])
    }

    fn key_question(&mut self, path: &str, record: &KeyQuestionRecord) -> Option<KeyQuestion> {
        let reference = self.reference(path, &record.reference)?;
        let part = Part(&record.reference);
        let title = self.text(part, "title", &record.title);
        let question = self.text(part, "question", &record.question);
        let certainty = self.certainty(part, &record.certainty);
        let applies_when = self.condition(part, "applies_when", record.applies_when.as_ref());
        let prompts = record.prompts.iter().enumerate();
        let prompts = prompts
            .filter_map(|(n, one)| self.prompt(&format!("{path}.prompts[{n}]"), one))
            .collect();
        Some(KeyQuestion {
            reference,
            title,
            question,
            guidance: record.guidance.0.clone(),
            by_judgement: record.by_judgement == Some(true),
            applies_when,
            not_applicable: record.not_applicable == Some(true),
            certainty,
            note: optional(record.note.as_ref()),
            prompts,
        })
    }

    fn prompt(&mut self, path: &str, record: &PromptRecord) -> Option<Prompt> {
        let reference = self.reference(path, &record.reference)?;
        let part = Part(&record.reference);
        Some(Prompt {
            reference,
            text: self.text(part, "text", &record.text),
            guidance: record.guidance.0.clone(),
            not_applicable: record.not_applicable == Some(true),
            shown_when: self.condition(part, "shown_when", record.shown_when.as_ref()),
            certainty: self.certainty(part, &record.certainty),
        })
    }

    /// A condition that cannot be read is a problem: without it the question would be asked of all.
    fn condition(
        &mut self,
        part: Part<'_>,
        field: &str,
        record: Option<&ConditionRecord>,
    ) -> Option<Condition> {
        let record = record?;
        let all = |read: &mut Self, inner: &[ConditionRecord]| {
            inner.iter().filter_map(|one| read.condition(part, field, Some(one))).collect()
        };
        let ConditionRecord { detail, answer, r#in: any_of, .. } = record;
        match (detail, answer, &record.all, &record.any, &record.not) {
            (Some(detail), None, None, None, None) if !any_of.is_empty() => {
                let detail = self.slug(part, field, detail)?;
                Some(Condition::Detail { detail, any_of: self.slugs(part, field, any_of) })
            }
            (None, Some(prompt), None, None, None) if !any_of.is_empty() => {
                let prompt = self.named(part, field, prompt, Reference::new)?;
                let words = Answer::ALL.map(Answer::as_str);
                let answers =
                    any_of.iter().filter_map(|text| self.one_of(part, field, text, &words));
                let any_of = answers.map(|at| Answer::ALL[at]).collect();
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
                self.condition(part, field, Some(inner)).map(|one| Condition::Not(Box::new(one)))
            }
            _ => {
                self.tell(part, field, Fault::NotACondition);
                None
            }
        }
    }
}

impl BandsRecord {
    fn bands(&self) -> Bands {
        Bands {
            requires_improvement: self.requires_improvement,
            good: self.good,
            outstanding: self.outstanding,
        }
    }
}

impl OverallRecord {
    fn bands(&self) -> Bands {
        Bands {
            requires_improvement: self.requires_improvement,
            good: self.good,
            outstanding: self.outstanding,
        }
    }
}
