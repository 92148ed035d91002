//! What came out, beside what was expected.

use domain::{Framework, KeyQuestionResult, Overall, Rating, Reference, Results, Share, Tally};

use crate::record::ExpectRecord;
use crate::{Differs, Finding};

/// What an example expects of something that has no rating.
const NONE: &str = "none";

pub(crate) fn compare(
    framework: &Framework,
    results: &Results,
    expect: &ExpectRecord,
    findings: &mut Vec<Finding>,
) {
    let mut comparison = Comparison { results, findings };
    comparison.standards(framework, expect);
    comparison.shares(expect);
    let Overall { total, rating, derived, .. } = results.computed;
    comparison.total(&expect.total, Some(total), |differs| {
        let Differs { expected, found } = differs;
        Finding::Total(Differs {
            expected: expected.unwrap_or_default(),
            found: found.unwrap_or_default(),
        })
    });
    comparison.rating(&expect.overall, rating, Finding::Overall);
    comparison.differ(expect.derived_bands, derived, Finding::DerivedBands);
    if let Some(names) = &expect.rests_on_rounding {
        comparison.rounding(names);
    }
    let panel = results.with_panel;
    if let Some(word) = &expect.panel_total {
        comparison.total(word, panel.map(|panel| panel.total), Finding::PanelTotal);
    }
    if let Some(word) = &expect.panel_overall {
        comparison.rating(word, panel.and_then(|panel| panel.rating), Finding::PanelOverall);
    }
}

struct Comparison<'a> {
    results: &'a Results,
    findings: &'a mut Vec<Finding>,
}

impl Comparison<'_> {
    fn differ<T: PartialEq>(
        &mut self,
        expected: T,
        found: T,
        finding: impl FnOnce(Differs<T>) -> Finding,
    ) {
        if expected != found {
            self.findings.push(finding(Differs { expected, found }));
        }
    }

    fn rating(
        &mut self,
        word: &str,
        found: Option<Rating>,
        finding: impl FnOnce(Differs<Option<Rating>>) -> Finding,
    ) {
        let expected = if word == NONE { None } else { Rating::parse(word) };
        if word != NONE && expected.is_none() {
            self.findings.push(Finding::NotAllowed(word.to_owned()));
            return;
        }
        self.differ(expected, found, finding);
    }

    fn total(
        &mut self,
        word: &str,
        found: Option<Tally>,
        finding: impl FnOnce(Differs<Option<Tally>>) -> Finding,
    ) {
        match fraction(word) {
            None => self.findings.push(Finding::NotAllowed(word.to_owned())),
            Some((points, maximum)) => {
                self.differ(Some(Tally { points, maximum }), found, finding);
            }
        }
    }

    fn standards(&mut self, framework: &Framework, expect: &ExpectRecord) {
        for name in expect.standards.keys() {
            let known = Reference::new(name).and_then(|one| framework.standard(one));
            if known.is_none() {
                self.findings.push(Finding::Unknown(name.clone()));
            }
        }
        for result in self.results.standards() {
            let reference = result.reference;
            match expect.standards.get(reference.as_str()) {
                None => self.findings.push(Finding::NotNamed(reference)),
                Some(word) => self.rating(word, result.computed, |rating| Finding::Standard {
                    reference,
                    rating,
                }),
            }
        }
    }

    fn key_questions(&self) -> impl Iterator<Item = &KeyQuestionResult> {
        let all = self.results.standards().flat_map(|one| &one.key_questions);
        all.filter(|one| !one.by_judgement)
    }

    fn key_question(&mut self, name: &str) -> Option<KeyQuestionResult> {
        let found = self.key_questions().find(|one| one.reference.as_str() == name).cloned();
        if found.is_none() {
            self.findings.push(Finding::Unknown(name.to_owned()));
        }
        found
    }

    fn shares(&mut self, expect: &ExpectRecord) {
        for (name, word) in &expect.shares {
            let Some(result) = self.key_question(name) else { continue };
            let Some((part, of)) = fraction(word) else {
                self.findings.push(Finding::NotAllowed(word.clone()));
                continue;
            };
            let reference = result.reference;
            self.differ(Share { part, of }, result.share, |share| Finding::Share {
                reference,
                share,
            });
        }
    }

    fn rounding(&mut self, names: &[String]) {
        for name in names {
            self.key_question(name);
        }
        let rests: Vec<_> =
            self.key_questions().map(|one| (one.reference, one.rounding_decides)).collect();
        for (reference, found) in rests {
            let expected = names.iter().any(|name| name == reference.as_str());
            self.differ(expected, found, |rests| Finding::Rounding { reference, rests });
        }
    }
}

/// Two whole numbers with a stroke between.
fn fraction(text: &str) -> Option<(u32, u32)> {
    let (part, of) = text.split_once('/')?;
    Some((part.trim().parse().ok()?, of.trim().parse().ok()?))
}
