//! A folder with files, the program, and inspections to write into the one for the other.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use domain::{CaseId, Change, DeviceId, Inspection, InspectionField, InspectionId, Target};
use tempfile::TempDir;
use wire::{Edition, Signature};

/// The example that comes with Caseread.
pub const EXAMPLE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/east-sussex-2024.json");
/// The bundled framework as its author wrote it.
pub const FRAMEWORK: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../frameworks/youth-justice-2021/framework.toml");

/// What a run left behind.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs `caseread` with these arguments.
pub fn caseread(arguments: &[&str]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_caseread")).args(arguments).output().unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder of its own for a test.
pub struct Desk(TempDir);

impl Desk {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// The path of a file, written or not.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file and gives its path as an argument.
    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

/// An inspection in somebody's hands.
#[derive(Clone)]
pub struct Copy {
    pub edition: Arc<Edition>,
    pub inspection: Inspection,
    pub changes: Vec<Change>,
}

impl Copy {
    /// The example.
    pub fn example() -> Self {
        let example::Example { edition, inspection, changes } = example::changes().unwrap();
        Self { edition, inspection, changes }
    }

    /// Another inspection, of this identifier and service, with the cases that this reader reads.
    pub fn another(&self, id: u64, service: &str, reader: &str) -> Self {
        let own = self.cases_of(reader);
        let keep = |change: &Change| change.target.case().is_none_or(|case| own.contains(&case));
        let named = Target::Inspection(InspectionField::Service);
        let mut copy = self.with_changes(keep).changed(9, named, service);
        copy.inspection.id = InspectionId::new(id);
        copy
    }

    /// The same with only those changes.
    pub fn with_changes(&self, keep: impl Fn(&Change) -> bool) -> Self {
        let changes: Vec<_> = self.changes.iter().filter(|one| keep(one)).cloned().collect();
        let inspection = Inspection::fold(&self.edition.framework, self.inspection.id, &changes);
        Self { edition: Arc::clone(&self.edition), inspection: inspection.unwrap(), changes }
    }

    /// The same with one more change, made at this device.
    pub fn changed(mut self, device: u64, target: Target, after: &str) -> Self {
        let device = DeviceId::new(device);
        let after = Some(after.to_owned());
        let change =
            self.inspection.change(device, "GH", 1_719_000_000_000, target, after).unwrap();
        self.inspection.apply(&self.edition.framework, &change).unwrap();
        self.changes.push(change);
        self
    }

    /// The cases that this reader reads.
    pub fn cases_of(&self, reader: &str) -> Vec<CaseId> {
        let cases = self.inspection.cases.iter();
        cases
            .filter(|(_, case)| case.counting_reading().is_some_and(|one| one.reader == reader))
            .map(|(id, _)| *id)
            .collect()
    }

    /// The export of the whole of it.
    pub fn whole(&self) -> String {
        self.export(None)
    }

    /// The export of chosen cases.
    pub fn chosen(&self, cases: &[CaseId]) -> String {
        self.export(Some(cases))
    }

    fn export(&self, chosen: Option<&[CaseId]>) -> String {
        let signature = Signature { program: "caseread test", at: 1_719_000_000_000, by: "GH" };
        wire::write(&signature, &self.edition, &self.inspection, &self.changes, chosen)
    }
}

/// An export whose content was edited by somebody who knows how to seal it again.
pub fn resealed(export: &str, edit: impl Fn(&str) -> String) -> String {
    let (head, content) = export.split_once("\"content\": ").unwrap();
    let content = content.strip_suffix("\n}\n").unwrap();
    let edited = edit(content);
    assert_ne!(edited, content, "the edit met nothing");
    let head = head.replace(&wire::digest(content.as_bytes()), &wire::digest(edited.as_bytes()));
    format!("{head}\"content\": {edited}\n}}\n")
}
