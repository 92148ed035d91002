//! A desk at which work is recorded, change by change.

use std::sync::Arc;

use anyhow::{Result, anyhow};
use domain::{CaseId, Change, DeviceId, Inspection, InspectionId, Target};
use wire::{Edition, Signature};

/// An inspection and the changes that made it.
pub(crate) struct Desk {
    /// The edition worked to.
    pub(crate) edition: Arc<Edition>,
    /// The inspection so far.
    pub(crate) inspection: Inspection,
    changes: Vec<Change>,
}

impl Desk {
    /// A desk with nothing written yet.
    pub(crate) fn new(edition: Arc<Edition>, id: u64) -> Self {
        Self { edition, inspection: Inspection::new(InspectionId::new(id)), changes: Vec::new() }
    }

    /// Sets a target; an empty text is nothing.
    ///
    /// # Errors
    /// Why the change was refused.
    pub(crate) fn set(&mut self, target: Target, value: &str) -> Result<()> {
        let (device, value) = (DeviceId::new(1), Some(value.to_owned()));
        let Some(change) = self.inspection.change(device, "AB", 1_700_000_000_000, target, value)
        else {
            return Ok(());
        };
        self.inspection
            .apply(&self.edition.framework, &change)
            .map_err(|refusal| anyhow!("{target:?}: {refusal:?}"))?;
        self.changes.push(change);
        Ok(())
    }

    /// Forgets how the work came about, which only an export asks for.
    pub(crate) fn forget(&mut self) {
        self.changes.clear();
    }

    /// The export of the work so far: of all of it, or of chosen cases.
    pub(crate) fn export(&self, chosen: Option<&[CaseId]>) -> String {
        let signature = Signature { program: "oracle 1", at: 1_700_000_000_000, by: "AB" };
        wire::write(&signature, &self.edition, &self.inspection, &self.changes, chosen)
    }
}
