//! The size of the page: printed at every build, and held to a budget.
//!
//! The page is opened from slow file shares and sent by mail, so its size is a promise and not a detail.

use anyhow::{Result, ensure};

/// The most the page may weigh, in bytes.
pub(crate) const BUDGET: usize = 900_000;

/// The most that may be unpacked before anything is seen, in bytes as it stands in the page: it decides how long the page takes
/// to open.
pub(crate) const BUDGET_FIRST: usize = 360_000;

/// How many bytes each part adds to the page.
pub(crate) struct Sizes {
    /// The first half of the program, as it stands in the page.
    pub(crate) first: usize,
    /// Its code and data. Like all below but the last three not a part of the page itself, but packed in it.
    pub(crate) first_code: usize,
    /// What unpacks all else.
    pub(crate) unpack: usize,
    /// The script that the program brings along.
    pub(crate) glue: usize,
    /// The style that the program brings along.
    pub(crate) style: usize,
    /// The four after compression.
    pub(crate) first_zipped: usize,
    /// The other half of the program, as a browser runs it.
    pub(crate) rest_code: usize,
    /// The definitions of frameworks.
    pub(crate) definitions: usize,
    /// The module that seals, with its glue.
    pub(crate) sealing: usize,
    /// The three after compression.
    pub(crate) rest_packed: usize,
    /// The three as they stand in the page.
    pub(crate) rest: usize,
    /// The whole page.
    pub(crate) page: usize,
}

impl Sizes {
    /// Prints the parts and the whole.
    pub(crate) fn print(&self) {
        println!(
            "  first   {:>8}  (code {}, unpacking {}, glue {} and style {}, packed {}), at most {}",
            kb(self.first),
            kb(self.first_code),
            kb(self.unpack),
            kb(self.glue),
            kb(self.style),
            kb(self.first_zipped),
            kb(BUDGET_FIRST)
        );
        println!(
            "  rest    {:>8}  (code {}, definitions {} and sealing {}, packed {})",
            kb(self.rest),
            kb(self.rest_code),
            kb(self.definitions),
            kb(self.sealing),
            kb(self.rest_packed)
        );
        println!("  frame   {:>8}", kb(self.page - self.first - self.rest));
        println!("  page    {:>8}  of at most {}", kb(self.page), kb(BUDGET));
    }

    /// Fails when the page is over the budget.
    pub(crate) fn hold(&self) -> Result<()> {
        ensure!(
            self.page <= BUDGET,
            "The page weighs {} and may weigh {}. Take something out, or change BUDGET in xtask/src/size.rs and say why.",
            kb(self.page),
            kb(BUDGET),
        );
        ensure!(
            self.first <= BUDGET_FIRST,
            "What is unpacked before anything is seen weighs {} and may weigh {}. Take something out, or change BUDGET_FIRST in xtask/src/size.rs and say why.",
            kb(self.first),
            kb(BUDGET_FIRST),
        );
        Ok(())
    }
}

fn kb(bytes: usize) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page_of(page: usize, first: usize) -> Sizes {
        Sizes {
            first,
            first_code: 0,
            unpack: 0,
            glue: 0,
            style: 0,
            first_zipped: 0,
            rest_code: 0,
            definitions: 0,
            sealing: 0,
            rest_packed: 0,
            rest: 0,
            page,
        }
    }

    #[test]
    fn a_page_over_the_budget_fails_the_build() {
        assert!(page_of(BUDGET, BUDGET_FIRST).hold().is_ok());
        assert!(page_of(BUDGET + 1, BUDGET_FIRST).hold().is_err());
    }

    #[test]
    fn a_first_half_over_its_budget_fails_the_build() {
        assert!(page_of(BUDGET, BUDGET_FIRST + 1).hold().is_err());
    }
}
