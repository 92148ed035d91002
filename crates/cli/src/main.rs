//! `caseread`: checks, rates and summarises exported inspections, draws samples of cases, seals and opens files,
//! and makes framework files, on the command line.
//!
//! It shares core, files and words with the page; only the printer is another. It reads files and
//! writes to standard output and standard error. It writes a file only where it was asked to: that of a
//! sample, a sealed or an opened one and that of a key, where none is yet, and those of frameworks.

use std::ops::ControlFlow;
use std::process::ExitCode;

use words::Words;

use crate::args::{Order, Topic};
use crate::exit::{Outcome, Teller};

mod abreast;
mod args;
mod commands;
mod exit;
mod input;
mod moment;
mod printer;
mod secret;

/// The program and its version, as files and outputs name it.
const PROGRAM: &str = concat!("caseread ", env!("CARGO_PKG_VERSION"));

fn main() -> ExitCode {
    let words = Words::default();
    let mut teller = Teller::new(words);
    // Where nobody reads on there is nothing more to do.
    let _ = match args::read(lexopt::Parser::from_env()) {
        Ok(order) => carry_out(words, order, &mut teller),
        Err(wrong) => teller.tell(&Outcome::wrong_use(words, &wrong)),
    };
    teller.exit().into()
}

fn carry_out(words: Words, order: Order, teller: &mut Teller) -> ControlFlow<()> {
    let outcome = match order {
        Order::Help(topic) => Outcome::well(help(words, topic)),
        Order::Version => {
            Outcome::well(format!("{}\n", words.cli_version(env!("CARGO_PKG_VERSION"))))
        }
        Order::Check(files) => commands::check(words, &files),
        Order::Rate { files, form } => return commands::rate(words, &files, form, teller),
        Order::Summary(file) => commands::summary(words, &file),
        Order::Sample(order) => commands::sample(words, &order),
        Order::Seal(order) => commands::seal(words, &order),
        Order::Open(order) => commands::open(words, &order),
        Order::Key(file) => commands::key(words, &file),
        Order::Framework(order) => commands::framework(words, &order),
    };
    teller.tell(&outcome)
}

fn help(words: Words, topic: Topic) -> &'static str {
    match topic {
        Topic::All => words.cli_usage(),
        Topic::Check => words.cli_help_check(),
        Topic::Rate => words.cli_help_rate(),
        Topic::Summary => words.cli_help_summary(),
        Topic::Sample => words.cli_help_sample(),
        Topic::Seal => words.cli_help_seal(),
        Topic::Open => words.cli_help_open(),
        Topic::Key => words.cli_help_key(),
        Topic::Framework => words.cli_help_framework(),
        Topic::FrameworkNew => words.cli_help_framework_new(),
        Topic::FrameworkCheck => words.cli_help_framework_check(),
        Topic::FrameworkBuild => words.cli_help_framework_build(),
        Topic::FrameworkDiff => words.cli_help_framework_diff(),
        Topic::FrameworkList => words.cli_help_framework_list(),
    }
}
