//! What people set out to do, each from an empty browser to the end.

mod errands;

mod is_shut_off;
mod opens;

mod creates;

mod uses_frameworks;

mod adds_cases;

mod draws_a_sample;

mod reads_a_case;

mod undoes;

mod reopens;

mod looks_back;

mod rates_a_case;

mod records_the_service;

mod sees_results;

mod gets_everything_out;
mod keeps_work;
mod locks;
mod shares_an_inspection;
mod storage_refused;

mod hands_over;
mod seals;

mod makes_copies;

mod is_refused;

mod looks;

mod checks_the_file;
mod checks_the_laptop;
mod policies;
