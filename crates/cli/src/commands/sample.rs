//! `caseread sample`: draws a sample from a list of eligible cases.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

use sampling::{
    Columns, Confidence, Drawn, List, ListFault, ListProblem, Plan, Population, Role, Seed,
};
use words::Words;

use crate::args::{Form, SampleOrder};
use crate::exit::Outcome;
use crate::input;
use crate::printer::Printer;

mod json;
mod text;

/// A sample that was drawn, as both forms print it.
struct Sampled<'a> {
    words: Words,
    /// The name of the list.
    file: String,
    /// The columns that were passed over.
    dropped: &'a [String],
    columns: &'a Columns,
    population: &'a Population,
    plan: &'a Plan,
    drawn: &'a Drawn,
    confidence: Confidence,
    /// Where the sample was written.
    written: Option<String>,
}

/// Reads the list, draws, and writes the sample where that was asked.
pub(crate) fn sample(words: Words, order: &SampleOrder) -> Outcome {
    let mut err = Printer::default();
    match carry_out(words, order, &mut err) {
        Some(out) => Outcome::well(out),
        None => Outcome::problems(err),
    }
}

/// What to print; `None` after what is wrong was told.
fn carry_out(words: Words, order: &SampleOrder, err: &mut Printer) -> Option<String> {
    let file = input::name(&order.file);
    let bytes =
        input::read_bytes(&order.file).map_err(|unread| err.unread(words, &file, &unread)).ok()?;
    let mut told = |problems: Vec<ListProblem>| {
        problems.iter().for_each(|problem| tell(words, &file, problem, err));
    };
    let list = List::read(&bytes, &order.drop).map_err(&mut told).ok()?;
    let columns = Columns::find(&list, &order.names).map_err(&mut told).ok()?;
    let population = Population::of(&list, &columns).map_err(&mut told).ok()?;
    let mut failed = |what: &str| err.line(&words.cli_wrong_line(what));
    let plan = Plan::make(&population, order.choices)
        .map_err(|fault| failed(&words.plan_fault(fault)))
        .ok()?;
    let seed = order.seed.map_or_else(new_seed, Ok);
    let seed = seed.map_err(|error| failed(&words.cli_sample_no_seed(error))).ok()?;
    let drawn = sampling::draw(&population, &plan, seed);
    if let Some(path) = &order.out {
        let written = write_new(path, &sampling::sample_list(&population, &drawn, None));
        written.map_err(|error| failed(&unwritten(words, path, &error))).ok()?;
    }
    let sampled = Sampled {
        words,
        file,
        dropped: &list.dropped,
        columns: &columns,
        population: &population,
        plan: &plan,
        drawn: &drawn,
        confidence: order.confidence,
        written: order.out.as_deref().map(input::name),
    };
    Some(match order.form {
        Form::Text => text::text(&sampled),
        Form::Json => json::json(&sampled),
    })
}

/// A seed of 32 bits: enough for chance, and short enough to be written down and typed again.
fn new_seed() -> Result<Seed, getrandom::Error> {
    getrandom::u32().map(|bits| Seed(u64::from(bits)))
}

/// Writes a file where none is: a sample that was drawn before is never replaced.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

fn unwritten(words: Words, path: &Path, error: &io::Error) -> String {
    let file = input::name(path);
    if error.kind() == io::ErrorKind::AlreadyExists {
        words.cli_sample_out_exists(file)
    } else {
        words.cli_sample_unwritten(file, error)
    }
}

/// A problem of the list, with the way out there is in a terminal.
fn tell(words: Words, file: &str, problem: &ListProblem, err: &mut Printer) {
    let place = words.list_place(&problem.place);
    err.line(&words.cli_problem_line(file, place, words.list_fault(&problem.fault)));
    let hint = match &problem.fault {
        ListFault::NamesAPerson => words.cli_sample_hint_drop().to_owned(),
        ListFault::ColumnNotFound(role) | ListFault::ColumnUnclear(role, _) => {
            words.cli_sample_hint_column(option_of(words, *role))
        }
        fault => words.list_hint(fault).to_owned(),
    };
    err.line(&words.cli_problem_hint(hint));
}

/// The options that say which column is this.
fn option_of(words: Words, role: Role) -> &'static str {
    match role {
        Role::Reference => "--reference-column",
        Role::Pool => words.cli_sample_option_pool(),
        Role::RiskOfSeriousHarm | Role::Sex => "--strata",
        Role::Manager => "--manager-column",
        Role::Person => "--person-column",
        Role::Start => "--start-column",
        Role::Exclusion => "--exclusion-column",
        Role::Safety | Role::Ethnicity | Role::LookedAfter => "--match",
    }
}
