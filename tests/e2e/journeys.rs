//! What people set out to do, each from an empty browser to the end.

mod errands;

mod opens;

mod creates;

mod uses_frameworks;

mod adds_cases;

mod draws_a_sample;

mod reads_a_case;

mod rates_a_case;

mod records_the_service;

mod sees_results;

mod gets_everything_out;
mod keeps_work;
mod locks;
mod shares_an_inspection;
mod storage_refused;

mod hands_over;

mod is_refused;

mod looks;
