//! What the second implementation of the rules, `oracle.py` beside this crate, is held against.
//!
//! `cargo xtask oracle` runs both. By hand:
//!
//! * `oracle write FOLDER SEED FIRST COUNT` writes inspections made by chance, as sealed exports;
//! * `oracle rate FILE...` rates exports, each for itself, one line of JSON for each;
//! * `oracle table NAME [--full]` prints a table, see [`tables`].

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use anyhow::{Context, Result, anyhow, bail};
use report::{FileRead, Rated};
use words::Words;

use crate::variants::Shelf;

mod desk;

mod inspections;
mod tables;
mod variants;

fn main() -> ExitCode {
    match run(&env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("oracle: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<()> {
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words[..] {
        ["write", folder, seed, first, count] => {
            write(Path::new(folder), seed.parse()?, first.parse()?, count.parse()?)
        }
        ["rate", ref files @ ..] => files.iter().try_for_each(|file| rate(file)),
        ["table", name] => tables::print(name, false),
        ["table", name, "--full"] => tables::print(name, true),
        _ => bail!("`write FOLDER SEED FIRST COUNT`, `rate FILE...` or `table NAME [--full]`"),
    }
}

fn write(folder: &Path, seed: u64, first: u64, count: u64) -> Result<()> {
    let shelf = Shelf::bundled()?;
    for at in first..first + count {
        let text = inspections::export(&shelf, seed, at)
            .with_context(|| format!("inspection {at} of seed {seed}"))?;
        fs::write(folder.join(format!("{seed}-{at}.json")), text)?;
    }
    Ok(())
}

fn rate(file: &str) -> Result<()> {
    let text = fs::read_to_string(file).with_context(|| file.to_owned())?;
    let exported = wire::read(&text, frameworks::edition)
        .map_err(|problems| anyhow!("{file}: {problems:?}"))?;
    let files = [FileRead { name: file.to_owned(), head: exported.head }];
    let words = Words::default();
    let rated = Rated::new(words, "oracle", &files, &exported.edition, &exported.inspection);
    println!("{}", rated.json_line().trim_end());
    Ok(())
}
