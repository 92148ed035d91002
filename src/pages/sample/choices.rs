//! What is decided about a sample: its size, its reserves, the cap, the seed.

use domain::Framework;
use sampling::{Choices, Confidence, Margin, Percent, Precision, Seed, Size};
use wire::Edition;
use words::Words;
use yew::prelude::*;

use super::parts::{alarm, select};
use super::{Pen, Sheet};
use crate::browser::clock;
use crate::components::fields::InputField;

/// What is entered so far.
#[derive(Clone, PartialEq)]
pub(super) struct Entered {
    /// Whether the number of cases is given, and not worked out.
    by_number: bool,
    /// The texts of [`FIELDS`].
    texts: [String; 6],
}

/// The fields, by the names they have in the page.
const FIELDS: [&str; 6] = ["confidence", "margin", "cases", "buffer", "cap", "seed"];
const CONFIDENCE: usize = 0;
const MARGIN: usize = 1;
const CASES: usize = 2;
const BUFFER: usize = 3;
const CAP: usize = 4;
const SEED: usize = 5;

/// The value of the choice that gives the number of cases.
const BY_NUMBER: &str = "number";
const BY_PRECISION: &str = "precision";

impl Entered {
    /// What the framework sets its samples for, and a seed that chance gives.
    pub(super) fn new(framework: &Framework) -> Self {
        let set = framework.rules.sampling;
        let confidence =
            set.and_then(|set| Confidence::new(Percent::whole(set.confidence_percent)));
        let margin = set.and_then(|set| Margin::new(Percent::whole(set.margin_percent)));
        let usual = Choices::default();
        // 32 bits are enough for chance, and short enough to be written down and typed again.
        let seed = clock::random() as u32;
        Self {
            by_number: false,
            texts: [
                confidence.unwrap_or_default().percent().to_string(),
                margin.unwrap_or(Margin::FIVE).percent().to_string(),
                String::new(),
                usual.buffer.to_string(),
                usual.cap.to_string(),
                seed.to_string(),
            ],
        }
    }

    fn confidence(&self) -> Option<Confidence> {
        Percent::parse(&self.texts[CONFIDENCE]).and_then(Confidence::new)
    }

    fn margin(&self) -> Option<Margin> {
        Percent::parse(&self.texts[MARGIN]).and_then(Margin::new)
    }

    fn number(&self, field: usize) -> Option<u32> {
        self.texts[field].trim().parse().ok().filter(|number| *number > 0)
    }

    fn buffer(&self) -> Option<Percent> {
        Percent::parse(&self.texts[BUFFER]).filter(|buffer| *buffer <= Percent::HUNDRED)
    }

    fn seed(&self) -> Option<Seed> {
        Seed::parse(self.texts[SEED].trim())
    }

    fn is_wrong(&self, field: usize) -> bool {
        match field {
            CONFIDENCE => self.confidence().is_none(),
            MARGIN => !self.by_number && self.margin().is_none(),
            CASES => self.by_number && self.number(CASES).is_none(),
            BUFFER => self.buffer().is_none(),
            CAP => self.number(CAP).is_none(),
            _ => self.seed().is_none(),
        }
    }

    /// The first field whose text cannot be read.
    pub(super) fn first_wrong(&self) -> &'static str {
        (0..FIELDS.len()).find(|field| self.is_wrong(*field)).map_or("", |field| FIELDS[field])
    }

    /// What was decided, the confidence of the margins and the seed; `None` where a text is wrong.
    pub(super) fn read(&self) -> Option<(Choices, Confidence, Seed)> {
        let confidence = self.confidence()?;
        let size = match self.by_number {
            true => Size::Cases(self.number(CASES)?),
            false => Size::Precision(Precision {
                confidence,
                margin: self.margin()?,
                ..Precision::default()
            }),
        };
        let choices = Choices { size, buffer: self.buffer()?, cap: self.number(CAP)? };
        Some((choices, confidence, self.seed()?))
    }
}

/// The choices, and the button that draws.
pub(super) fn form(t: Words, pen: &Pen, sheet: &Sheet, edition: &std::sync::Arc<Edition>) -> Html {
    let entered = &sheet.entered;
    let on_submitted = {
        let (pen, edition) = (pen.clone(), edition.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            pen.write(|sheet| sheet.draw(&edition.framework));
        })
    };
    let on_size = pen.on(|sheet, value: Option<String>| {
        sheet.entered.by_number = value.as_deref() == Some(BY_NUMBER);
        sheet.clear();
    });
    let sizes = vec![
        (AttrValue::Static(BY_PRECISION), AttrValue::Static(t.draw_by_precision())),
        (AttrValue::Static(BY_NUMBER), AttrValue::Static(t.draw_by_number())),
    ];
    let by = if entered.by_number { BY_NUMBER } else { BY_PRECISION };
    let percentage = |(least, most): (Percent, Percent)| t.draw_percentage_wrong(least, most);
    let number = || t.draw_number_wrong().to_owned();
    let field = |at, label, hint, wrong| field(pen, sheet, at, label, hint, wrong);
    html! {
        <form class="panel" onsubmit={on_submitted} novalidate=true aria-labelledby="choices-title">
            <h2 id="choices-title">{ t.draw_choices() }</h2>
            <div class="field-grid">
                { select(t.draw_size_by().to_owned(), by.into(), None, sizes, on_size) }
                { field(CONFIDENCE, t.draw_confidence(), None, percentage(Confidence::RANGE)) }
                if entered.by_number {
                    { field(CASES, t.draw_number(), None, number()) }
                } else {
                    { field(MARGIN, t.draw_margin(), None, percentage(Margin::RANGE)) }
                }
                { field(BUFFER, t.draw_buffer(), Some(t.draw_buffer_hint()), percentage((Percent::ZERO, Percent::HUNDRED))) }
                { field(CAP, t.draw_cap(), Some(t.draw_cap_hint()), number()) }
                { field(SEED, t.draw_seed(), Some(t.draw_seed_hint()), t.draw_seed_wrong().to_owned()) }
            </div>
            if let Some(fault) = sheet.fault {
                { alarm(t.plan_fault(fault)) }
            }
            <p class="actions"><button type="submit">{ t.draw_draw() }</button></p>
        </form>
    }
}

fn field(
    pen: &Pen,
    sheet: &Sheet,
    at: usize,
    label: &'static str,
    hint: Option<&'static str>,
    wrong: String,
) -> Html {
    let entered = &sheet.entered;
    let error = (sheet.tried && entered.is_wrong(at)).then(|| AttrValue::from(wrong));
    let on_entered = {
        let pen = pen.clone();
        Callback::from(move |text: String| {
            // A field that is left tells its text again: what was drawn with it stays.
            if pen.sheet.entered.texts[at] != text {
                pen.write(|sheet| {
                    sheet.entered.texts[at] = text;
                    sheet.clear();
                });
            }
        })
    };
    html! {
        <InputField key={FIELDS[at]} id={FIELDS[at]} {label} hint={hint.map(AttrValue::Static)} {error} value={entered.texts[at].clone()} {on_entered} />
    }
}
