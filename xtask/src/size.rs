//! The size of the page: printed at every build, and held to a budget.
//!
//! The page is opened from slow file shares and sent by mail, so its size is a promise and not a detail.

use anyhow::{Result, ensure};

/// The most the page may weigh, in bytes; the module that seals is a part of it that nobody waits for at the start.
pub(crate) const BUDGET: usize = 900_000;

/// The most the page may weigh without the module that seals, in bytes. It decides how long the page takes to open.
pub(crate) const BUDGET_WITHOUT_SEALING: usize = 740_000;

/// How many bytes each part adds to the page.
pub(crate) struct Sizes {
    /// The module as the browser runs it. Not a part of the page itself.
    pub(crate) wasm: usize,
    /// The script that the module brings along. Not a part of the page itself.
    pub(crate) glue: usize,
    /// The style that the module brings along. Not a part of the page itself.
    pub(crate) style: usize,
    /// The three after compression. Not a part of the page itself.
    pub(crate) packed: usize,
    /// The module as it stands in the page.
    pub(crate) module: usize,
    /// The module that seals, as it stands in the page.
    pub(crate) sealing: usize,
    /// That module as the browser runs it. Not a part of the page itself.
    pub(crate) sealing_wasm: usize,
    /// The script that it brings along. Not a part of the page itself.
    pub(crate) sealing_glue: usize,
    /// The two after compression. Not a part of the page itself.
    pub(crate) sealing_packed: usize,
    /// The module that unpacks the two, as it stands in the page.
    pub(crate) unpack: usize,
    /// That module compressed. Not a part of the page itself.
    pub(crate) unpack_gzipped: usize,
    /// The whole page.
    pub(crate) page: usize,
}

impl Sizes {
    /// Prints the parts and the whole.
    pub(crate) fn print(&self) {
        println!(
            "  module  {:>8}  (wasm {}, glue {} and style {}, packed {})",
            kb(self.module),
            kb(self.wasm),
            kb(self.glue),
            kb(self.style),
            kb(self.packed)
        );
        println!(
            "  sealing {:>8}  (wasm {} and glue {}, packed {})",
            kb(self.sealing),
            kb(self.sealing_wasm),
            kb(self.sealing_glue),
            kb(self.sealing_packed)
        );
        println!("  unpack  {:>8}  (gzipped {})", kb(self.unpack), kb(self.unpack_gzipped));
        let rest = self.page - self.module - self.sealing - self.unpack;
        println!("  rest    {:>8}", kb(rest));
        println!(
            "  page    {:>8}  of at most {}; without sealing {} of at most {}",
            kb(self.page),
            kb(BUDGET),
            kb(self.page - self.sealing),
            kb(BUDGET_WITHOUT_SEALING)
        );
    }

    /// Fails when the page is over the budget.
    pub(crate) fn hold(&self) -> Result<()> {
        ensure!(
            self.page <= BUDGET,
            "The page weighs {} and may weigh {}. Take something out, or change BUDGET in xtask/src/size.rs and say why.",
            kb(self.page),
            kb(BUDGET),
        );
        let without = self.page - self.sealing;
        ensure!(
            without <= BUDGET_WITHOUT_SEALING,
            "Without sealing the page weighs {} and may weigh {}. Take something out, or change BUDGET_WITHOUT_SEALING in xtask/src/size.rs and say why.",
            kb(without),
            kb(BUDGET_WITHOUT_SEALING),
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

    fn page_of(page: usize, sealing: usize) -> Sizes {
        Sizes {
            wasm: 0,
            glue: 0,
            style: 0,
            packed: 0,
            module: 0,
            sealing,
            sealing_wasm: 0,
            sealing_glue: 0,
            sealing_packed: 0,
            unpack: 0,
            unpack_gzipped: 0,
            page,
        }
    }

    #[test]
    fn a_page_over_the_budget_fails_the_build() {
        let most_sealing = BUDGET - BUDGET_WITHOUT_SEALING;
        assert!(page_of(BUDGET, most_sealing).hold().is_ok());
        assert!(page_of(BUDGET + 1, most_sealing + 1).hold().is_err());
    }

    #[test]
    fn the_first_module_may_not_take_what_was_meant_for_the_second() {
        assert!(page_of(BUDGET_WITHOUT_SEALING, 0).hold().is_ok());
        assert!(page_of(BUDGET_WITHOUT_SEALING + 1, 0).hold().is_err());
    }
}
