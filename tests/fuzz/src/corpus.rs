//! Sound files, from which broken ones are made.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use domain::Framework;
use wire::Edition;

use crate::home;

/// What a text is read as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A framework as its author writes it.
    FrameworkToml,
    /// A framework as files carry it.
    FrameworkJson,
    /// An inspection handed over.
    Export,
    /// The head of a stored inspection.
    Head,
    /// A stored case.
    Case,
    /// A stored part of the journal.
    Segment,
}

impl Kind {
    /// Every one.
    pub const ALL: [Self; 6] = [
        Self::FrameworkToml,
        Self::FrameworkJson,
        Self::Export,
        Self::Head,
        Self::Case,
        Self::Segment,
    ];

    /// How the names of such files begin and end.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::FrameworkToml => ("framework", "toml"),
            Self::FrameworkJson => ("framework", "json"),
            Self::Export => ("export", "json"),
            Self::Head => ("head", "json"),
            Self::Case => ("case", "json"),
            Self::Segment => ("segment", "json"),
        }
    }

    /// The kind of a file by its name.
    pub fn of_file(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        Self::ALL.into_iter().find(|kind| {
            let (begins, ends) = kind.name();
            name.starts_with(begins) && name.ends_with(ends)
        })
    }
}

/// Files larger than this are left to the tests: a hundred small inputs find more than one large one.
const LARGEST: usize = 120_000;

/// Sound files of every kind.
pub struct Corpus {
    files: Vec<(Kind, String)>,
    edition: Arc<Edition>,
}

impl Corpus {
    /// Reads the corpus: its own folder, the bundled frameworks, and the fixtures of the formats.
    ///
    /// # Errors
    /// A folder or a file cannot be read, or a framework of the corpus has a problem.
    pub fn read() -> Result<Self> {
        let mut files = Vec::new();
        let fixtures = home().join("../../crates/wire/tests/fixtures");
        let mut add = |kind: Option<Kind>, path: &Path| -> Result<()> {
            let text = fs::read_to_string(path)
                .with_context(|| format!("{} could not be read.", path.display()))?;
            if let Some(kind) = kind
                && text.len() <= LARGEST
            {
                files.push((kind, text));
            }
            Ok(())
        };
        for path in listed(&home().join("corpus"))? {
            add(Kind::of_file(&path), &path)?;
        }
        for folder in listed(&home().join("../../frameworks"))? {
            let path = folder.join("framework.toml");
            if path.is_file() {
                add(Some(Kind::FrameworkToml), &path)?;
            }
        }
        for version in listed(&fixtures.join("export"))? {
            for path in listed(&version)? {
                add(Some(Kind::Export), &path)?;
            }
        }
        for version in listed(&fixtures.join("store"))? {
            for path in listed(&version)? {
                add(Kind::of_file(&path), &path)?;
            }
        }
        let first = files.iter().find(|(kind, _)| *kind == Kind::FrameworkToml);
        let (_, first) = first.context("The corpus has no framework.")?;
        let edition = Edition::read_toml(first);
        let edition = edition.map_err(|found| anyhow::anyhow!("A corpus framework: {found:?}"))?;
        for kind in Kind::ALL {
            let some = files.iter().any(|(one, _)| *one == kind);
            ensure!(some, "The corpus has no file of the kind {kind:?}.");
        }
        Ok(Self { files, edition: Arc::new(edition) })
    }

    /// The framework that stored cases are read by.
    pub fn framework(&self) -> &Framework {
        &self.edition.framework
    }

    /// One file, small ones far more often than large ones.
    pub(crate) fn choose(&self, chance: &mut fastrand::Rng) -> (Kind, &str) {
        let kind = *pick(&Kind::ALL, chance);
        (kind, self.of(kind, chance))
    }

    /// One file of this kind.
    pub(crate) fn of(&self, kind: Kind, chance: &mut fastrand::Rng) -> &str {
        let all: Vec<_> = self.files.iter().filter(|(one, _)| *one == kind).collect();
        let small: Vec<_> = all.iter().filter(|(_, text)| text.len() < 16_000).copied().collect();
        let some = if small.is_empty() || chance.u8(..100) < 3 { all } else { small };
        &pick(&some, chance).1
    }
}

/// One of a list that is not empty.
pub(crate) fn pick<'a, T>(list: &'a [T], chance: &mut fastrand::Rng) -> &'a T {
    &list[chance.usize(..list.len())]
}

/// What a folder holds, in the order of names: the same everywhere.
pub(crate) fn listed(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let entries = fs::read_dir(folder)
        .with_context(|| format!("The folder {} could not be read.", folder.display()))?;
    let mut paths: Vec<_> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.sort();
    Ok(paths)
}
