//! What people set out to do, each from an empty browser to the end: the nine points of an inspector's work, then what
//! goes wrong, and the ways to work with keys alone and on a narrow screen.

mod shelf;
mod steps;

mod opens;

mod creates;

mod adds_cases;

mod reads;
mod reads_by_keys;

mod rates_a_case;

mod records_service;

mod sees_results;

mod survives;

mod hands_over;

mod refuses_files;
mod storage_fails;

mod fits;
