//! Ratings for reading.

use std::ops::Deref;

use domain::{
    DomainResult, Given, KeyQuestionResult, Overall, Owed, Reference, ServiceOwed, StandardResult,
    deciding_cases, rate_case,
};

use report::Rated;

use crate::commands::about;
use crate::printer::Printer;

/// A report being printed.
struct Text<'a>(&'a Rated<'a>);

impl<'a> Deref for Text<'a> {
    type Target = Rated<'a>;

    fn deref(&self) -> &Rated<'a> {
        self.0
    }
}

/// The ratings with their reasons, between two lines of marking.
pub(super) fn text(rated: &Rated<'_>) -> String {
    let text = Text(rated);
    let mut out = Printer::default();
    let marking = &rated.inspection.marking;
    out.line(marking);
    out.blank();
    text.head(&mut out);
    for domain in &rated.results.domains {
        out.blank();
        text.domain(domain, &mut out);
    }
    out.blank();
    text.overall(&mut out);
    if rated.is_provisional() {
        out.blank();
        text.owed(&mut out);
    }
    out.blank();
    out.line(marking);
    out.into_text()
}

impl Text<'_> {
    fn head(&self, out: &mut Printer) {
        let (words, inspection) = (self.words, &self.inspection);
        let framework = self.framework();
        out.line(&about::service(words, inspection));
        out.line(&about::fieldwork(words, inspection));
        out.line(&words.cli_rate_sample(inspection.sample().len()));
        if !self.files.iter().any(|file| file.head.whole) {
            out.line(words.cli_rate_no_service_record());
        }
        out.blank();
        out.line(&about::framework(words, framework));
        out.line(&words.cli_rate_certainty(words.certainty(framework.source.certainty)));
        if !framework.rules.certainty.is_confirmed() {
            out.line(words.cli_rate_rules_unconfirmed());
        }
        if !framework.source.certainty.is_confirmed() {
            out.line(words.cli_rate_wording_unconfirmed());
        }
        if let Some(sampling) = framework.rules.sampling {
            out.line(&words.cli_rate_intervals(sampling.confidence_percent));
        }
    }

    fn domain(&self, domain: &DomainResult, out: &mut Printer) {
        let words = self.words;
        let known = self.framework().domains.iter().find(|one| one.reference == domain.reference);
        let title = known.map_or("", |one| one.title.get(words.language));
        out.line(&if !self.framework().gives_ratings() {
            words.cli_rate_domain_unrated(domain.reference, title)
        } else if domain.standards.iter().any(|one| one.in_total) {
            let total = words.total_of(domain.subtotal.points, domain.subtotal.maximum);
            words.cli_rate_domain(domain.reference, title, total)
        } else {
            words.cli_rate_domain_outside(domain.reference, title)
        });
        domain.standards.iter().for_each(|standard| self.standard(standard, out));
    }

    fn standard(&self, result: &StandardResult, out: &mut Printer) {
        let words = self.words;
        let Some(standard) = self.framework().standard(result.reference) else { return };
        let title = standard.title.get(words.language);
        let rating = words.rating_or_none(result.computed);
        if !standard.rated {
            out.indented(1, &words.cli_rate_standard_unrated(result.reference, title));
        } else {
            out.indented(
                1,
                &if result.in_total {
                    words.cli_rate_standard(result.reference, title, rating)
                } else {
                    words.cli_rate_standard_outside(result.reference, title, rating)
                },
            );
            out.indented(2, &words.because(result));
        }
        let shares: Vec<_> = result.key_questions.iter().filter(|one| !one.by_judgement).collect();
        let title_of = |reference: Reference| {
            let found = self.framework().key_question(reference);
            found.map_or("", |(_, one)| one.title.get(words.language))
        };
        let labels: Vec<_> = shares
            .iter()
            .map(|one| format!("{} {}", one.reference, title_of(one.reference)))
            .collect();
        let widest = labels.iter().map(|label| label.chars().count()).max().unwrap_or_default();
        for (one, label) in shares.iter().zip(labels) {
            out.indented(2, &format!("{label:widest$}  {}", self.share(one)));
        }
        for (key_question, cases) in deciding_cases(self.framework(), self.inspection, result) {
            let numbers: Vec<_> = cases.iter().map(|(_, case)| case.number.as_str()).collect();
            if !numbers.is_empty() {
                out.indented(2, &words.because_deciding_cases(key_question, numbers.join(", ")));
            }
        }
        let moves = words.moves(result);
        if !moves.is_empty() {
            out.indented(2, &moves);
        }
        for flag in words.flags_in_full(self.inspection, &result.flags) {
            out.indented(2, &words.flags_flag(flag));
        }
        if let Some(given) = &result.given {
            self.panel(given, out);
        }
    }

    /// A share with its band, and what stands outside it.
    fn share(&self, one: &KeyQuestionResult) -> String {
        let words = self.words;
        let mut parts = vec![format!("{:<16}", words.share(one.share))];
        if let Some((_, interval)) = words.interval_of(self.framework(), one.share) {
            parts.push(format!("{:<18}", words.interval(interval)));
        }
        if one.rating.is_some() {
            parts.push(words.rating_or_none(one.rating).to_owned());
        }
        let mut line = parts.join("  ").trim_end().to_owned();
        let mut more = |text: String| {
            line.push_str("; ");
            line.push_str(&text);
        };
        if one.rounding_decides {
            more(words.cli_rate_by_rounding().to_owned());
        }
        if one.not_applicable > 0 {
            more(words.cli_rate_not_applicable(one.not_applicable as usize));
        }
        if one.owed > 0 {
            more(words.cli_rate_owed(one.owed as usize));
        }
        line
    }

    fn panel(&self, given: &Given, out: &mut Printer) {
        let words = self.words;
        let rating = words.rating_or_none(given.rating);
        out.indented(
            2,
            &match given.by.trim() {
                "" => words.cli_rate_panel(rating),
                by => words.cli_rate_panel_by(rating, by),
            },
        );
        if !given.reason.trim().is_empty() {
            out.indented(2, &words.cli_rate_panel_reason(&given.reason));
        }
    }

    fn overall(&self, out: &mut Printer) {
        let (words, results) = (self.words, &self.results);
        if !self.framework().gives_ratings() {
            out.line(words.cli_rate_shares_only());
            return;
        }
        out.line(&words.overall(&results.computed));
        if results.computed.derived {
            out.line(words.cli_rate_derived());
        }
        if let Some(from) = results.computed.capped_from {
            out.line(&words.total_capped(words.rating(from)));
        }
        let moves = words.overall_moves(results);
        if !moves.is_empty() {
            out.line(&moves);
        }
        let left_out = results.standards().filter(|one| one.in_total && one.left_out);
        let left_out: Vec<_> = left_out.map(|one| one.reference).collect();
        if !left_out.is_empty() {
            out.line(&words.cli_rate_left_out(list(&left_out)));
        }
        if !results.missing.is_empty() {
            out.line(&words.cli_rate_missing(list(&results.missing)));
        }
        if let Some(with_panel) = &results.with_panel {
            out.line(&words.cli_rate_with_panel(words.overall(with_panel)));
            if with_panel.derived && !results.computed.derived {
                out.line(words.cli_rate_derived());
            }
        }
        if let Some(given) = &results.given {
            let rating = words.rating_or_none(given.rating);
            out.line(&match given.by.trim() {
                "" => words.cli_rate_panel_overall(rating),
                by => words.cli_rate_panel_overall_by(by, rating),
            });
            if !given.reason.trim().is_empty() {
                out.line(&words.cli_rate_panel_reason(&given.reason));
            }
        }
        out.line(&self.in_short(&results.computed));
    }

    fn in_short(&self, overall: &Overall) -> String {
        let rating = self.words.rating_or_none(overall.rating);
        let (points, maximum) = (overall.total.points, overall.total.maximum);
        if self.is_provisional() {
            self.words.cli_rate_in_short_provisional(points, maximum, rating)
        } else {
            self.words.cli_rate_in_short(points, maximum, rating)
        }
    }

    fn owed(&self, out: &mut Printer) {
        let words = self.words;
        out.line(&match self.progress.owed() {
            0 => words.cli_rate_provisional_missing().to_owned(),
            owed => words.cli_rate_provisional(owed as usize),
        });
        for (id, progress) in self.progress.cases.iter().filter(|(_, case)| case.owed > 0) {
            let Some(case) = self.inspection.cases.get(id) else { continue };
            let rating = rate_case(self.framework(), case, case.counting_reading());
            let next = rating.owed.first().map(|owed: &Owed| words.owed(self.framework(), *owed));
            out.indented(
                1,
                &words.cli_rate_owed_case(
                    &case.number,
                    about::reader(words, case),
                    words.cli_rate_owed(progress.owed as usize),
                    next.unwrap_or_default(),
                ),
            );
        }
        for owed in &self.progress.service {
            out.indented(1, &self.service_owed(*owed));
        }
    }

    fn service_owed(&self, owed: ServiceOwed) -> String {
        let words = self.words;
        let name = |standard: Option<Reference>| {
            standard.map_or(words.cli_owed_overall().to_owned(), |one| one.to_string())
        };
        match owed {
            ServiceOwed::Proposal(standard) => words.cli_owed_proposal(standard),
            ServiceOwed::ProposalReason(standard) => words.cli_owed_proposal_reason(standard),
            ServiceOwed::GivenReason(standard) => words.cli_owed_given_reason(name(standard)),
            ServiceOwed::GivenBy(standard) => words.cli_owed_given_by(name(standard)),
        }
    }
}

fn list(references: &[Reference]) -> String {
    references.iter().map(Reference::as_str).collect::<Vec<_>>().join(", ")
}
