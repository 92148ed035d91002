//! The size of the page: printed at every build, and held to a budget.
//!
//! The page is opened from slow file shares and sent by mail, so its size is a promise and not a detail.

use anyhow::{Result, ensure};

/// The most the page may weigh, in bytes.
pub(crate) const BUDGET: usize = 730_000;

/// How many bytes each part adds to the page.
pub(crate) struct Sizes {
    /// The module as the browser runs it. Not a part of the page itself.
    pub(crate) wasm: usize,
    /// The script that the module brings along. Not a part of the page itself.
    pub(crate) glue: usize,
    /// The style that the module brings along. Not a part of the page itself.
    pub(crate) style: usize,
    /// The three after compression. Not a part of the page itself.
    pub(crate) gzipped: usize,
    /// The module as it stands in the page.
    pub(crate) module: usize,
    /// The whole page.
    pub(crate) page: usize,
}

impl Sizes {
    /// Prints the parts and the whole.
    pub(crate) fn print(&self) {
        println!(
            "  module {:>8}  (wasm {}, glue {} and style {}, gzipped {})",
            kb(self.module),
            kb(self.wasm),
            kb(self.glue),
            kb(self.style),
            kb(self.gzipped)
        );
        println!("  rest   {:>8}", kb(self.page - self.module));
        println!("  page   {:>8}  of at most {}", kb(self.page), kb(BUDGET));
    }

    /// Fails when the page is over the budget.
    pub(crate) fn hold(&self) -> Result<()> {
        ensure!(
            self.page <= BUDGET,
            "The page weighs {} and may weigh {}. Take something out, or change BUDGET in xtask/src/size.rs and say why.",
            kb(self.page),
            kb(BUDGET),
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

    fn page_of(page: usize) -> Sizes {
        Sizes { wasm: 0, glue: 0, style: 0, gzipped: 0, module: 0, page }
    }

    #[test]
    fn a_page_over_the_budget_fails_the_build() {
        assert!(page_of(BUDGET).hold().is_ok());
        assert!(page_of(BUDGET + 1).hold().is_err());
    }
}
