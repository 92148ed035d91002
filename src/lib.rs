//! The Caseread page.
