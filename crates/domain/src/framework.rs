//! A framework: the standards an inspection works to, in one immutable edition.
//!
//! The definition is parsed once and never changes. Answers live in another tree and point here by
//! [`Reference`].

use std::ops::Deref;

use crate::{
    Answer, Condition, DetailField, DetailGroup, Problem, Rating, Reference, Share, Slug, Sorted,
    Text, Verdict,
};

mod check;

/// The parts of a framework as a file gives them, not yet held against each other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FrameworkParts {
    /// Its identifier: `youth-justice-2021`.
    pub identifier: Slug,
    /// Its edition: `1`.
    pub edition: String,
    /// SHA-256 of the definition in its canonical form, as hexadecimal digits.
    pub digest: String,
    /// Its title.
    pub title: Text,
    /// First month it applied to, `YYYY-MM`.
    pub applies_from: Option<String>,
    /// Last month it applied to, `YYYY-MM`.
    pub applies_to: Option<String>,
    /// Where it comes from and how far to trust it.
    pub source: Source,
    /// How ratings are made.
    pub rules: Rules,
    /// The pools of cases.
    pub pools: Vec<Pool>,
    /// The headings of the case details.
    pub detail_groups: Vec<DetailGroup>,
    /// The case details.
    pub details: Vec<DetailField>,
    /// The domains, with all below them.
    pub domains: Vec<Domain>,
}

/// How sure a part of a framework is (section 0): the marks V, I, K, K? and D.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Certainty {
    /// Read in a published source.
    Verified,
    /// Worked out from verified figures.
    Inferred,
    /// General knowledge of the published documents; the passage itself was not at hand.
    GeneralKnowledge,
    /// As general knowledge, with a detail that may be off.
    Uncertain,
    /// Caseread's own proposal, no rule of an inspectorate.
    Proposal,
}

impl Certainty {
    /// Every degree, surest first.
    pub const ALL: [Self; 5] =
        [Self::Verified, Self::Inferred, Self::GeneralKnowledge, Self::Uncertain, Self::Proposal];

    /// The word in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Inferred => "inferred",
            Self::GeneralKnowledge => "general-knowledge",
            Self::Uncertain => "uncertain",
            Self::Proposal => "proposal",
        }
    }

    /// Reads the word of a file.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }

    /// Whether it may be shown as published: nothing below an inference may (section 0).
    pub fn is_confirmed(self) -> bool {
        matches!(self, Self::Verified | Self::Inferred)
    }
}

/// Where a framework comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// The published document.
    pub title: Text,
    /// What to know before use.
    pub note: Text,
    /// How sure the file is as a whole.
    pub certainty: Certainty,
}

/// How ratings are made from shares and points (section 3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rules {
    /// How a share becomes a whole percentage before it is banded.
    pub rounding: Rounding,
    /// How key questions become a standard.
    pub aggregation: Aggregation,
    /// Lowest whole percentage for each rating above Inadequate. `None`: the framework gives shares and
    /// no ratings.
    pub bands: Option<Bands>,
    /// Points of each rating, Inadequate first.
    pub points: [u32; 4],
    /// The maximum of the total, and the lowest total for each rating above Inadequate. `None`:
    /// always the general rule of 3.6.
    pub overall: Option<(u32, Bands)>,
    /// Fewest cases for which a standard is rated.
    pub minimum_cases: u32,
    /// Share of yes (or of no) answers, in per cent, from which the prompts point clearly one way.
    pub clear_pattern_percent: u32,
    /// The verdicts that need a reason.
    pub reasons_for: Vec<Verdict>,
    /// When the panel may use discretion; `None`: nothing is flagged.
    pub discretion: Option<Discretion>,
    /// A limit on the overall rating. No framework known to us has one (3.6).
    pub cap: Option<Cap>,
    /// What the sample is set for, and what intervals of shares are reported at (4.1).
    pub sampling: Option<Sampling>,
    /// What is confirmed of all this and what not.
    pub note: Option<Text>,
    /// How sure the rules are.
    pub certainty: Certainty,
}

impl Rules {
    /// The points of a rating (3.1).
    pub fn points_of(&self, rating: Rating) -> u32 {
        self.points[rating as usize]
    }

    /// The rating of a share; `None` where nothing applies, or where the framework gives no ratings (3.2).
    pub fn rating_of(&self, share: Share) -> Option<Rating> {
        self.rating_rounded(share, self.rounding)
    }

    /// Whether the other way of rounding would give another rating.
    pub fn rounding_decides(&self, share: Share) -> bool {
        self.rating_rounded(share, Rounding::HalfUp) != self.rating_rounded(share, Rounding::Exact)
    }

    /// The fewest sufficient judgements out of `of` that give this rating or a higher one. It may be
    /// more than `of`; `None` where the framework gives no ratings.
    pub fn fewest_for(&self, of: u32, rating: Rating) -> Option<u32> {
        let edge = u64::from(self.bands?.edge(rating).unwrap_or(0));
        let of = u64::from(of);
        let fewest = match self.rounding {
            Rounding::HalfUp => (2 * edge * of).saturating_sub(of).div_ceil(200),
            Rounding::Exact => (edge * of).div_ceil(100),
        };
        Some(fewest as u32)
    }

    fn rating_rounded(&self, share: Share, rounding: Rounding) -> Option<Rating> {
        let percent = share.percent()?;
        Some(self.bands?.rating(|edge| match rounding {
            Rounding::HalfUp => percent >= edge,
            Rounding::Exact => u64::from(share.part) * 100 >= u64::from(edge) * u64::from(share.of),
        }))
    }
}

/// How a share becomes a whole percentage. Published bands leave 64.5 undefined (3.2).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rounding {
    /// To the nearest whole percentage, halves up, then banded.
    HalfUp,
    /// The fraction itself is banded.
    Exact,
}

/// How the key questions of a standard become its rating.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Aggregation {
    /// The weakest key question decides (3.3).
    Lowest,
}

/// How the judged part of a mixed standard joins its shares (3.5, unconfirmed).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Combination {
    /// The weaker of the weakest share and the rating proposed for the judged part.
    Lowest,
    /// The rating proposed for the whole standard, over shares and judged part alike.
    Judgement,
}

impl Combination {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Lowest, Self::Judgement];

    /// The word in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lowest => "lowest",
            Self::Judgement => "judgement",
        }
    }

    /// Reads the word of a file.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }
}

/// A limit on the overall rating: where enough standards are weak, it goes no higher (3.6).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cap {
    /// The standards it looks at, in the total or not; empty for all that count in the total.
    pub standards: Vec<Reference>,
    /// A standard is weak with this rating or a lower one.
    pub weak: Rating,
    /// So many weak standards, or more, set the limit.
    pub number: u32,
    /// The highest overall rating there may then be.
    pub at_most: Rating,
}

impl Cap {
    /// Whether the cap looks at a standard.
    pub fn looks_at(&self, standard: Reference, in_total: bool) -> bool {
        if self.standards.is_empty() { in_total } else { self.standards.contains(&standard) }
    }
}

/// What a sample is set for (4.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sampling {
    /// The confidence, in per cent.
    pub confidence_percent: u32,
    /// The margin of error, in percentage points.
    pub margin_percent: u32,
}

/// The lowest value that gives each rating above Inadequate: whole percentages, or points.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bands {
    /// From here, Requires improvement.
    pub requires_improvement: u32,
    /// From here, Good.
    pub good: u32,
    /// From here, Outstanding.
    pub outstanding: u32,
}

impl Bands {
    /// The lowest value that gives a rating; `None` for Inadequate, which has no edge below it.
    pub fn edge(&self, rating: Rating) -> Option<u32> {
        match rating {
            Rating::Inadequate => None,
            Rating::RequiresImprovement => Some(self.requires_improvement),
            Rating::Good => Some(self.good),
            Rating::Outstanding => Some(self.outstanding),
        }
    }

    /// The rating whose edge is the highest one reached.
    pub fn rating(&self, reaches: impl Fn(u32) -> bool) -> Rating {
        if reaches(self.outstanding) {
            Rating::Outstanding
        } else if reaches(self.good) {
            Rating::Good
        } else if reaches(self.requires_improvement) {
            Rating::RequiresImprovement
        } else {
            Rating::Inadequate
        }
    }
}

/// When the ratings panel may use discretion (3.4).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Discretion {
    /// Within this many percentage points of an edge.
    pub within_points: u32,
    /// With this many cases or fewer.
    pub few_cases: u32,
    /// Where one case judged otherwise would change the rating.
    pub one_case: bool,
}

/// A kind of case that standards draw on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pool {
    /// Its identifier: `court`.
    pub id: Slug,
    /// Its title.
    pub title: Text,
}

/// A domain: a group of standards.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Domain {
    /// `2`.
    pub reference: Reference,
    /// Its title.
    pub title: Text,
    /// Its standards.
    pub standards: Vec<Standard>,
}

/// A standard: what is rated.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standard {
    /// `2.1`.
    pub reference: Reference,
    /// Its title.
    pub title: Text,
    /// What the work should be like, in a sentence.
    pub aim: Option<Text>,
    /// What it is judged on.
    pub evidence: Evidence,
    /// The pools it draws on; empty for a standard judged at service level.
    pub pools: Vec<Slug>,
    /// Whether it gets a rating, or shares alone.
    pub rated: bool,
    /// Whether its points count in the total.
    pub in_total: bool,
    /// Whether it may stay unrated without being owed: with neither a proposal nor a case of its pools.
    pub optional: bool,
    /// How its judged part joins its shares. Only of meaning for mixed evidence.
    pub combination: Combination,
    /// The cases it is read in, by their details; `None` for all of its pools. So a case gets the
    /// questions of its kind.
    pub applies_when: Option<Condition>,
    /// How sure it is.
    pub certainty: Certainty,
    /// What is unsure about it.
    pub note: Option<Text>,
    /// Its key questions.
    pub key_questions: Vec<KeyQuestion>,
}

impl Standard {
    /// Whether it is read in cases of `pool`.
    pub fn draws_on(&self, pool: Slug) -> bool {
        self.evidence != Evidence::Judgement && self.pools.contains(&pool)
    }
}

/// What a standard, or a key question of a mixed standard, is judged on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Evidence {
    /// Readings of cases.
    Cases,
    /// One judgement over evidence about the service.
    Judgement,
    /// Some key questions on cases, some by judgement.
    Mixed,
}

/// A key question: what a verdict is given on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyQuestion {
    /// `2.1.3`.
    pub reference: Reference,
    /// Its short title.
    pub title: Text,
    /// The question the verdict answers.
    pub question: Text,
    /// How to weigh the prompts.
    pub guidance: Text,
    /// Whether, in a mixed standard, it is judged at service level.
    pub by_judgement: bool,
    /// The cases it applies to; `None` for all (3.3).
    pub applies_when: Option<Condition>,
    /// Whether the inspector may judge it not applicable.
    pub not_applicable: bool,
    /// How sure it is.
    pub certainty: Certainty,
    /// What is unsure about it.
    pub note: Option<Text>,
    /// Its prompts.
    pub prompts: Vec<Prompt>,
}

/// A prompt, worded as a question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Prompt {
    /// `2.1.3a`.
    pub reference: Reference,
    /// The question.
    pub text: Text,
    /// What a reader should look for.
    pub guidance: Text,
    /// Whether it may be answered not applicable.
    pub not_applicable: bool,
    /// When it is asked; `None` for always.
    pub shown_when: Option<Condition>,
    /// How sure it is.
    pub certainty: Certainty,
}

impl Prompt {
    /// The answers it takes.
    pub fn answers(&self) -> &'static [Answer] {
        if self.not_applicable { &Answer::ALL } else { &Answer::ALL[..2] }
    }
}

impl KeyQuestion {
    /// The verdicts it takes.
    pub fn verdicts(&self) -> &'static [Verdict] {
        if self.not_applicable { &Verdict::ALL } else { &Verdict::ALL[..2] }
    }
}

/// A framework whose parts fit together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Framework {
    parts: FrameworkParts,
    standards: Sorted<Reference, Path>,
    key_questions: Sorted<Reference, Path>,
    prompts: Sorted<Reference, Path>,
}

/// The positions of a domain, standard, key question and prompt, one within the other.
type Path = [usize; 4];

/// Where a prompt stands.
#[derive(Clone, Copy, Debug)]
pub struct PromptPlace<'a> {
    /// Its standard.
    pub standard: &'a Standard,
    /// Its key question.
    pub key_question: &'a KeyQuestion,
    /// The prompt.
    pub prompt: &'a Prompt,
}

impl Framework {
    /// Holds the parts against each other.
    ///
    /// # Errors
    /// Every problem found, not just the first.
    pub fn build(parts: FrameworkParts) -> Result<Self, Vec<Problem>> {
        let problems = check::problems(&parts);
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut framework = Self {
            standards: Sorted::new(),
            key_questions: Sorted::new(),
            prompts: Sorted::new(),
            parts,
        };
        for (d, domain) in framework.parts.domains.iter().enumerate() {
            for (s, standard) in domain.standards.iter().enumerate() {
                framework.standards.insert(standard.reference, [d, s, 0, 0]);
                for (k, key_question) in standard.key_questions.iter().enumerate() {
                    framework.key_questions.insert(key_question.reference, [d, s, k, 0]);
                    for (p, prompt) in key_question.prompts.iter().enumerate() {
                        framework.prompts.insert(prompt.reference, [d, s, k, p]);
                    }
                }
            }
        }
        Ok(framework)
    }

    /// Whether it gives ratings, or shares alone.
    pub fn gives_ratings(&self) -> bool {
        self.parts.rules.bands.is_some()
    }

    /// Every standard, in the framework's order.
    pub fn all_standards(&self) -> impl Iterator<Item = &Standard> {
        self.parts.domains.iter().flat_map(|domain| &domain.standards)
    }

    /// The standards that a case of `pool` is read against.
    pub fn standards_of(&self, pool: Slug) -> impl Iterator<Item = &Standard> {
        self.all_standards().filter(move |standard| standard.draws_on(pool))
    }

    /// A standard by its reference.
    pub fn standard(&self, reference: Reference) -> Option<&Standard> {
        let [d, s, ..] = *self.standards.get(&reference)?;
        Some(&self.parts.domains[d].standards[s])
    }

    /// A key question by its reference, with its standard.
    pub fn key_question(&self, reference: Reference) -> Option<(&Standard, &KeyQuestion)> {
        let [d, s, k, _] = *self.key_questions.get(&reference)?;
        let standard = &self.parts.domains[d].standards[s];
        Some((standard, &standard.key_questions[k]))
    }

    /// A prompt by its reference.
    pub fn prompt(&self, reference: Reference) -> Option<&Prompt> {
        self.prompt_place(reference).map(|place| place.prompt)
    }

    /// A prompt by its reference, with what it belongs to.
    pub fn prompt_place(&self, reference: Reference) -> Option<PromptPlace<'_>> {
        let [d, s, k, p] = *self.prompts.get(&reference)?;
        let standard = &self.parts.domains[d].standards[s];
        let key_question = &standard.key_questions[k];
        Some(PromptPlace { standard, key_question, prompt: &key_question.prompts[p] })
    }

    /// A case detail by its identifier.
    pub fn detail(&self, id: Slug) -> Option<&DetailField> {
        self.parts.details.iter().find(|field| field.id == id)
    }

    /// A pool by its identifier.
    pub fn pool(&self, id: Slug) -> Option<&Pool> {
        self.parts.pools.iter().find(|pool| pool.id == id)
    }
}

impl Deref for Framework {
    type Target = FrameworkParts;

    fn deref(&self) -> &FrameworkParts {
        &self.parts
    }
}
