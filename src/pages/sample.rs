//! Drawing a sample from a list of eligible cases, and its cases into the inspection.
//!
//! The list is on this screen only: nothing of it is kept, and it is gone when the screen is left.

use std::rc::Rc;
use std::sync::Arc;

use domain::{CaseId, Framework, Inspection, Problem};
use sampling::{
    ColumnNames, Columns, Confidence, Drawn, List, ListProblem, Plan, PlanFault, Population,
};
use wire::Edition;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::{file_in, sight};
use crate::store::use_desk;

mod adding;
mod choices;
mod columns;
mod drawn;
mod list;
mod parts;

use choices::Entered;

/// The largest list that is read, in bytes: some 50,000 cases, which are taken in within a second or two.
const LARGEST_LIST: u64 = 5_000_000;
/// Where the focus goes once there is something to see.
const COLUMNS_TITLE: &str = "columns-title";
const DRAWN_TITLE: &str = "drawn-title";
const ADDED_TITLE: &str = "added-title";

/// The inspection in hand.
#[derive(Properties, PartialEq)]
pub struct DrawSampleProps {
    /// The edition.
    pub edition: Arc<Edition>,
    /// The inspection.
    pub inspection: Rc<Inspection>,
    /// The reader's name or initials, as given last.
    pub reader: AttrValue,
}

/// A list that was picked.
#[derive(Clone)]
enum Picked {
    Nothing,
    /// It could not be read as a file.
    Unread(String, Problem),
    Refused(Refused),
    Read(String, Rc<List>),
}

/// A list that cannot be used as it is.
#[derive(Clone)]
struct Refused {
    name: String,
    problems: Rc<Vec<ListProblem>>,
    /// The file, only where it can still be read without the columns that look like names.
    bytes: Rc<Vec<u8>>,
    /// The headings left out already.
    dropped: Vec<String>,
    /// Those ticked to be left out.
    ticked: Vec<String>,
}

/// Who can be drawn.
struct Taken {
    columns: Columns,
    population: Population,
}

/// A sample that was drawn.
struct Sample {
    taken: Rc<Taken>,
    plan: Plan,
    drawn: Drawn,
    confidence: Confidence,
}

/// A sample whose cases were added to the inspection.
struct Added {
    /// The numbers they got, in the order of the picks.
    numbers: Vec<Option<String>>,
    /// One of them, by which it is known whether they were taken over.
    first: CaseId,
}

/// Everything on the screen.
#[derive(Clone)]
struct Sheet {
    picked: Picked,
    names: ColumnNames,
    taken: Option<Result<Rc<Taken>, Rc<Vec<ListProblem>>>>,
    entered: Entered,
    /// Whether the reader tried to draw with what is entered.
    tried: bool,
    fault: Option<PlanFault>,
    sample: Option<Rc<Sample>>,
    /// For each pool of the list what was chosen; see [`adding`].
    pools: Vec<String>,
    /// The name of the file saved last, or what the browser said.
    saved: Option<Result<String, String>>,
    added: Option<Rc<Added>>,
    /// Where the focus goes, and how often it went anywhere.
    focus: (u32, &'static str),
}

impl Sheet {
    fn new(framework: &Framework) -> Self {
        Self {
            picked: Picked::Nothing,
            names: ColumnNames::default(),
            taken: None,
            entered: Entered::new(framework),
            tried: false,
            fault: None,
            sample: None,
            pools: Vec::new(),
            saved: None,
            added: None,
            focus: (0, ""),
        }
    }

    fn go_to(&mut self, id: &'static str) {
        self.focus = (self.focus.0 + 1, id);
    }

    /// Reads a list without some of its columns.
    fn read(&mut self, name: String, bytes: Rc<Vec<u8>>, dropped: Vec<String>) {
        self.names = ColumnNames::default();
        self.picked = match List::read(&bytes, &dropped) {
            Ok(list) => Picked::Read(name, Rc::new(list)),
            Err(problems) => {
                // Nothing of a list stays that no tick could make a good one.
                let bytes = match list::personal(&problems).is_empty() {
                    true => Rc::default(),
                    false => bytes,
                };
                let problems = Rc::new(problems);
                Picked::Refused(Refused { name, problems, bytes, dropped, ticked: Vec::new() })
            }
        };
        self.take_in();
    }

    /// Takes the list in by its columns. What was drawn from it before is gone.
    fn take_in(&mut self) {
        self.clear();
        self.taken = match &self.picked {
            Picked::Read(_, list) => {
                let taken = Columns::find(list, &self.names).and_then(|columns| {
                    let population = Population::of(list, &columns)?;
                    Ok(Rc::new(Taken { columns, population }))
                });
                Some(taken.map_err(Rc::new))
            }
            _ => None,
        };
    }

    /// What was drawn is not what would be drawn now.
    fn clear(&mut self) {
        self.sample = None;
        self.fault = None;
        self.saved = None;
        self.added = None;
    }

    /// Draws, where everything entered can be read; otherwise goes to the first field that cannot.
    fn draw(&mut self, framework: &Framework) {
        self.tried = true;
        self.clear();
        let Some(Ok(taken)) = self.taken.clone() else { return };
        let Some((choices, confidence, seed)) = self.entered.read() else {
            self.go_to(self.entered.first_wrong());
            return;
        };
        match Plan::make(&taken.population, choices) {
            Err(fault) => self.fault = Some(fault),
            Ok(plan) => {
                let drawn = sampling::draw(&taken.population, &plan, seed);
                self.pools = adding::chosen_at_first(framework, &taken.population);
                self.sample = Some(Rc::new(Sample { taken, plan, drawn, confidence }));
                self.go_to(DRAWN_TITLE);
            }
        }
    }
}

/// What alters the sheet, for whatever is on it.
#[derive(Clone)]
struct Pen {
    sheet: UseStateHandle<Sheet>,
}

impl Pen {
    fn write(&self, alter: impl FnOnce(&mut Sheet)) {
        let mut next = self.copy();
        alter(&mut next);
        self.put(next);
    }

    // Not in line: there are a dozen of those who write.
    #[inline(never)]
    fn copy(&self) -> Sheet {
        (*self.sheet).clone()
    }

    #[inline(never)]
    fn put(&self, sheet: Sheet) {
        self.sheet.set(sheet);
    }

    /// A callback that alters the sheet.
    fn on<E: 'static>(&self, alter: impl Fn(&mut Sheet, E) + 'static) -> Callback<E> {
        let pen = self.clone();
        Callback::from(move |event: E| pen.write(|sheet| alter(sheet, event)))
    }
}

/// Drawing a sample.
#[component]
pub fn DrawSample(props: &DrawSampleProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let framework = &props.edition.framework;
    let sheet = use_state(|| Sheet::new(framework));
    let pen = Pen { sheet: sheet.clone() };
    use_effect_with(sheet.focus, |(n, id)| {
        if *n > 0 {
            sight::focus(id);
        }
    });
    let on_picked = {
        let pen = pen.clone();
        Callback::from(move |event: Event| {
            let Some(file) = file_in::picked(&event) else { return };
            let pen = pen.clone();
            spawn_local(async move {
                let bytes = file_in::read(&file, LARGEST_LIST).await;
                pen.write(|sheet| match bytes {
                    Ok(bytes) => sheet.read(file.name(), Rc::new(bytes), Vec::new()),
                    Err(problem) => {
                        sheet.picked = Picked::Unread(file.name(), problem);
                        sheet.take_in();
                    }
                });
            });
        })
    };
    let taken = sheet.taken.as_ref();
    html! {
        <div class="form wide draw">
            <h1 tabindex="-1">{ t.title_sample() }</h1>
            <p class="lead">{ t.draw_lead() }</p>
            <label class="field file-field">
                <span class="label">{ t.draw_pick() }</span>
                <span class="field-hint">{ t.draw_pick_hint() }</span>
                <input type="file" accept=".csv,text/csv" aria-label={t.draw_pick()} aria-description={t.draw_pick_hint()} onchange={on_picked} />
            </label>
            { list::picked(t, &pen, &sheet) }
            if let Some(Ok(taken)) = taken {
                { list::counts(t, &sheet, taken) }
                { choices::form(t, &pen, &sheet, &props.edition) }
            }
            if let Some(sample) = &sheet.sample {
                { drawn::drawn(t, sample) }
                { adding::adding(&desk, &pen, &sheet, props, sample) }
                { drawn::cases(t, sample, numbers_got(&sheet, &props.inspection)) }
            }
        </div>
    }
}

/// The numbers that the cases of the sample have in the inspection; `None` while they are not in it.
fn numbers_got<'a>(sheet: &'a Sheet, inspection: &Inspection) -> Option<&'a [Option<String>]> {
    let added = sheet.added.as_ref()?;
    inspection.cases.contains_key(&added.first).then_some(added.numbers.as_slice())
}

/// A text of the catalogue at the head of something.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
