//! What people set out to do, each from an empty browser to the end.

mod opens;
