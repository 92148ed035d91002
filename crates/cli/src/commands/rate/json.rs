//! Ratings for programs. `docs/rate-json.md` documents every field; the order of the keys is fixed.

use domain::{
    Because, DomainResult, Given, KeyQuestionResult, Overall, Owed, Rating, Reference, ServiceOwed,
    Share, StandardResult, Tally,
};
use serde::Serialize;

use super::Rated;

/// The version of this output. It rises when a field goes or changes its meaning.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Root<'a> {
    format: &'static str,
    version: u32,
    program: &'static str,
    marking: &'a str,
    inspection: InspectionOut<'a>,
    files: Vec<FileOut<'a>>,
    framework: FrameworkOut<'a>,
    n_cases: usize,
    n_withdrawn: usize,
    provisional: bool,
    owed: OwedOut<'a>,
    domains: Vec<DomainOut<'a>>,
    overall: OverallOut,
    overall_with_panel: Option<OverallOut>,
    panel: Option<PanelOut<'a>>,
    standing: Option<&'static str>,
    missing: Vec<String>,
}

#[derive(Serialize)]
struct InspectionOut<'a> {
    id: String,
    service: &'a str,
    nation: Option<&'static str>,
    fieldwork_from: Option<String>,
    fieldwork_to: Option<String>,
}

#[derive(Serialize)]
struct FileOut<'a> {
    name: &'a str,
    digest: &'a str,
    exported_at: u64,
    exported_by: &'a str,
    whole: bool,
    n_cases: usize,
}

#[derive(Serialize)]
struct FrameworkOut<'a> {
    identifier: String,
    edition: &'a str,
    digest: &'a str,
    title: &'a str,
    certainty: &'static str,
    confirmed: bool,
    rules_certainty: &'static str,
    rules_confirmed: bool,
}

#[derive(Serialize)]
struct OwedOut<'a> {
    total: u32,
    judgements: u32,
    cases: Vec<CaseOwedOut<'a>>,
    service: Vec<ServiceOwedOut>,
}

#[derive(Serialize)]
struct CaseOwedOut<'a> {
    number: &'a str,
    pool: String,
    reader: Option<&'a str>,
    owed: u32,
    asked: u32,
    next: Option<NextOut>,
}

#[derive(Serialize)]
struct NextOut {
    kind: &'static str,
    reference: String,
    detail: Option<String>,
}

#[derive(Serialize)]
struct ServiceOwedOut {
    kind: &'static str,
    standard: Option<String>,
}

#[derive(Serialize)]
struct DomainOut<'a> {
    reference: String,
    title: &'a str,
    subtotal: TallyOut,
    standards: Vec<StandardOut<'a>>,
}

#[derive(Serialize)]
struct TallyOut {
    points: u32,
    maximum: u32,
}

#[derive(Serialize)]
struct StandardOut<'a> {
    reference: String,
    title: &'a str,
    in_total: bool,
    left_out: bool,
    computed: Option<&'static str>,
    computed_words: &'static str,
    points: Option<u32>,
    because: BecauseOut,
    panel: Option<PanelOut<'a>>,
    standing: Option<&'static str>,
    key_questions: Vec<KeyQuestionOut<'a>>,
}

#[derive(Serialize)]
struct BecauseOut {
    kind: &'static str,
    key_questions: Vec<String>,
    cases: Option<u32>,
    minimum: Option<u32>,
    words: String,
}

#[derive(Serialize)]
struct PanelOut<'a> {
    rating: Option<&'static str>,
    reason: &'a str,
    by: &'a str,
    at: Option<u64>,
}

#[derive(Serialize)]
struct KeyQuestionOut<'a> {
    reference: String,
    title: &'a str,
    by_judgement: bool,
    share: Option<ShareOut>,
    rating: Option<&'static str>,
    rests_on_rounding: bool,
    not_applicable: u32,
    owed: u32,
}

#[derive(Serialize)]
struct ShareOut {
    part: u32,
    of: u32,
    percent: Option<u32>,
}

#[derive(Serialize)]
struct OverallOut {
    points: u32,
    maximum: u32,
    rating: Option<&'static str>,
    words: String,
    derived_bands: bool,
}

/// The ratings as one JSON object.
pub(super) fn json(rated: &Rated<'_>) -> String {
    // Strings, numbers and lists: there is nothing in it that JSON could refuse.
    let mut text = serde_json::to_string_pretty(&rated.root()).unwrap_or_default();
    text.push('\n');
    text
}

/// The same in one line.
pub(super) fn json_line(rated: &Rated<'_>) -> String {
    let mut text = serde_json::to_string(&rated.root()).unwrap_or_default();
    text.push('\n');
    text
}

fn word(rating: Option<Rating>) -> Option<&'static str> {
    rating.map(Rating::as_str)
}

impl<'a> Rated<'a> {
    fn root(&self) -> Root<'_> {
        let inspection = &self.together.inspection;
        let results = self.results;
        let n_cases = inspection.sample().len();
        Root {
            format: "caseread-rating",
            version: VERSION,
            program: crate::PROGRAM,
            marking: &inspection.marking,
            inspection: InspectionOut {
                id: inspection.id.to_string(),
                service: &inspection.service,
                nation: inspection.nation.map(domain::Nation::as_str),
                fieldwork_from: inspection.fieldwork_from.map(|date| date.to_string()),
                fieldwork_to: inspection.fieldwork_to.map(|date| date.to_string()),
            },
            files: self.files_out(),
            framework: self.framework_out(),
            n_cases,
            n_withdrawn: inspection.cases.len() - n_cases,
            provisional: self.is_provisional(),
            owed: self.owed_out(),
            domains: results.domains.iter().map(|domain| self.domain_out(domain)).collect(),
            overall: self.overall_out(&results.computed),
            overall_with_panel: results.with_panel.as_ref().map(|one| self.overall_out(one)),
            panel: results.given.as_ref().map(panel_out),
            standing: word(results.standing()),
            missing: results.missing.iter().map(Reference::to_string).collect(),
        }
    }

    fn files_out(&self) -> Vec<FileOut<'a>> {
        let files = self.files.iter().map(|file| FileOut {
            name: &file.name,
            digest: &file.head.digest,
            exported_at: file.head.exported_at,
            exported_by: &file.head.exported_by,
            whole: file.head.whole,
            n_cases: file.head.n_cases,
        });
        files.collect()
    }

    fn framework_out(&self) -> FrameworkOut<'a> {
        let framework = &self.together.edition.framework;
        FrameworkOut {
            identifier: framework.identifier.to_string(),
            edition: &framework.edition,
            digest: &framework.digest,
            title: framework.title.get(self.words.language),
            certainty: framework.source.certainty.as_str(),
            confirmed: framework.source.certainty.is_confirmed(),
            rules_certainty: framework.rules.certainty.as_str(),
            rules_confirmed: framework.rules.certainty.is_confirmed(),
        }
    }

    fn owed_out(&self) -> OwedOut<'a> {
        let cases = self.progress.cases.iter().filter(|(_, progress)| progress.owed > 0);
        let cases = cases.filter_map(|(id, progress)| {
            let case = self.together.inspection.cases.get(id)?;
            Some(CaseOwedOut {
                number: &case.number,
                pool: case.pool.to_string(),
                reader: case.counting_reading().map(|reading| reading.reader.as_str()),
                owed: progress.owed,
                asked: progress.asked,
                next: progress.next.map(next_out),
            })
        });
        OwedOut {
            total: self.progress.owed(),
            judgements: self.results.owed_judgements,
            cases: cases.collect(),
            service: self.progress.service.iter().map(|owed| service_owed_out(*owed)).collect(),
        }
    }

    fn domain_out(&self, domain: &'a DomainResult) -> DomainOut<'a> {
        let domains = &self.together.edition.framework.domains;
        let known = domains.iter().find(|one| one.reference == domain.reference);
        let Tally { points, maximum } = domain.subtotal;
        DomainOut {
            reference: domain.reference.to_string(),
            title: known.map_or("", |one| one.title.get(self.words.language)),
            subtotal: TallyOut { points, maximum },
            standards: domain.standards.iter().map(|one| self.standard_out(one)).collect(),
        }
    }

    fn standard_out(&self, result: &'a StandardResult) -> StandardOut<'a> {
        let framework = &self.together.edition.framework;
        let known = framework.standard(result.reference);
        let points = result.computed.map(|rating| framework.rules.points_of(rating));
        StandardOut {
            reference: result.reference.to_string(),
            title: known.map_or("", |one| one.title.get(self.words.language)),
            in_total: result.in_total,
            left_out: result.is_left_out(),
            computed: word(result.computed),
            computed_words: self.words.rating_or_none(result.computed),
            points,
            because: self.because_out(result),
            panel: result.given.as_ref().map(panel_out),
            standing: word(result.standing()),
            key_questions: result.key_questions.iter().map(|one| self.question_out(one)).collect(),
        }
    }

    fn because_out(&self, result: &StandardResult) -> BecauseOut {
        let mut out = BecauseOut {
            kind: "",
            key_questions: Vec::new(),
            cases: None,
            minimum: None,
            words: self.words.because(result),
        };
        out.kind = match &result.because {
            Because::Weakest(deciding) => {
                out.key_questions = deciding.iter().map(Reference::to_string).collect();
                "weakest"
            }
            Because::TooFewCases { cases, minimum } => {
                (out.cases, out.minimum) = (Some(*cases), Some(*minimum));
                "too-few-cases"
            }
            Because::Proposed => "proposed",
            Because::NotProposed => "not-proposed",
            Because::NothingJudged => "nothing-judged",
            Because::NoCases => "no-cases",
            Because::LeftUnrated => "left-unrated",
            Because::Unrated => "unrated",
        };
        out
    }

    fn question_out(&self, one: &KeyQuestionResult) -> KeyQuestionOut<'a> {
        let known = self.together.edition.framework.key_question(one.reference);
        let Share { part, of } = one.share;
        let share = ShareOut { part, of, percent: one.share.percent() };
        KeyQuestionOut {
            reference: one.reference.to_string(),
            title: known.map_or("", |(_, known)| known.title.get(self.words.language)),
            by_judgement: one.by_judgement,
            share: (!one.by_judgement).then_some(share),
            rating: word(one.rating),
            rests_on_rounding: one.rounding_decides,
            not_applicable: one.not_applicable,
            owed: one.owed,
        }
    }

    fn overall_out(&self, overall: &Overall) -> OverallOut {
        OverallOut {
            points: overall.total.points,
            maximum: overall.total.maximum,
            rating: word(overall.rating),
            words: self.words.overall(overall),
            derived_bands: overall.derived,
        }
    }
}

fn panel_out(given: &Given) -> PanelOut<'_> {
    PanelOut {
        rating: word(given.rating),
        reason: &given.reason,
        by: &given.by,
        at: (given.at > 0).then_some(given.at),
    }
}

fn next_out(owed: Owed) -> NextOut {
    let (kind, reference, detail) = match owed {
        Owed::Detail(detail, question) => ("detail", question, Some(detail.to_string())),
        Owed::Answer(prompt) => ("answer", prompt, None),
        Owed::Verdict(question) => ("verdict", question, None),
        Owed::Reason(question) => ("reason", question, None),
    };
    NextOut { kind, reference: reference.to_string(), detail }
}

fn service_owed_out(owed: ServiceOwed) -> ServiceOwedOut {
    let (kind, standard) = match owed {
        ServiceOwed::Proposal(standard) => ("proposed", Some(standard)),
        ServiceOwed::ProposalReason(standard) => ("proposed-reason", Some(standard)),
        ServiceOwed::GivenReason(standard) => ("given-reason", standard),
        ServiceOwed::GivenBy(standard) => ("given-by", standard),
    };
    ServiceOwedOut { kind, standard: standard.map(|one| one.to_string()) }
}
