//! What was asked for.

use std::env;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use lexopt::{Arg, Parser, ValueExt};

use crate::browser::Kind;

pub const USAGE: &str = "\
reliability NAME [--n N] [--seed SEED] [--browser chromium|firefox] [--record FILE]

NAME is kill, cut, zeros, disk, tabs, week or first. CASEREAD_PAGE is the built page. A seed gives the same deeds again.
";

/// One run.
pub struct Task {
    /// Which of them.
    pub name: String,
    /// How often.
    pub n: u32,
    /// Where chance begins.
    pub seed: u64,
    /// In which browser.
    pub kind: Kind,
    /// The address of the page.
    pub page: String,
    /// The page's own file.
    pub file: PathBuf,
    /// The file that the outcome is added to.
    pub record: Option<PathBuf>,
}

impl Task {
    /// Reads the arguments.
    pub fn read(mut args: Parser) -> Result<Self> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let (mut name, mut n, mut record) = (None, None, None);
        let (mut seed, mut kind) = (u64::from(now.subsec_nanos()), Kind::Chromium);
        while let Some(arg) = args.next()? {
            match arg {
                Arg::Long("n") => n = Some(args.value()?.parse()?),
                Arg::Long("seed") => seed = args.value()?.parse()?,
                Arg::Long("browser") => {
                    let named = args.value()?.string()?;
                    kind = Kind::named(&named).with_context(|| format!("no browser {named:?}"))?;
                }
                Arg::Long("record") => record = Some(args.value()?.into()),
                Arg::Value(value) if name.is_none() => name = Some(value.string()?),
                other => return Err(other.unexpected().into()),
            }
        }
        let Some(name) = name else { bail!("which of them?\n\n{USAGE}") };
        let file = env::var_os("CASEREAD_PAGE")
            .context("CASEREAD_PAGE names no page: start this with cargo xtask")?;
        let file = PathBuf::from(file).canonicalize().context("there is no page: build it")?;
        let Ok(page) = url::Url::from_file_path(&file) else {
            bail!("{} has no address", file.display())
        };
        Ok(Self { name, n: n.unwrap_or(20), seed, kind, page: page.into(), file, record })
    }
}
