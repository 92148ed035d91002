//! The entrance of the page.
fn main() {}
