//! A sample is drawn from a list, saved, and its cases come into the inspection.

use std::path::{Path, PathBuf};

use sampling::{
    Choices, ColumnNames, Columns, Drawn, Kind, List, Plan, Population, Seed, case_numbers,
    sample_rows,
};

use crate::journeys::errands::{
    begins_an_inspection, creates_an_inspection, is_saved, journal, opens_the_example, values,
};
use crate::person::Person;

const LIST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/eligible-cases.csv");
const PICK: &str = "List of eligible cases";
const ADD: &str = "Add these cases to the inspection";
const SAVE: &str = "Save the sample as CSV";

/// What `caseread sample examples/eligible-cases.csv --seed 42` draws.
fn expected() -> (Population, Drawn) {
    let list = List::read(&std::fs::read(LIST).unwrap(), &[]).unwrap();
    let columns = Columns::find(&list, &ColumnNames::default()).unwrap();
    let population = Population::of(&list, &columns).unwrap();
    let plan = Plan::make(&population, Choices::default()).unwrap();
    let drawn = sampling::draw(&population, &plan, Seed(42));
    (population, drawn)
}

async fn picks(person: &Person, file: &Path) {
    person.clicks("link", "Draw a sample").await;
    person.picks_file(PICK, file).await;
}

async fn draws_with_42(person: &Person) {
    person.fills("Seed", "42").await;
    person.clicks("button", "Draw the sample").await;
    person.sees_focus_on("heading", "The sample: 68 cases, 10 reserves").await;
}

/// The list with its lines altered; `alter` gets their numbers from 0.
fn altered(folder: &Path, name: &str, alter: impl Fn(usize, &str) -> String) -> PathBuf {
    let text = std::fs::read_to_string(LIST).unwrap();
    let lines: Vec<_> = text.lines().enumerate().map(|(at, line)| alter(at, line)).collect();
    let file = folder.join(name);
    std::fs::write(&file, lines.join("\r\n")).unwrap();
    file
}

/// The rows of a CSV file, without its byte order mark.
fn rows_of(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("a mark that spreadsheets need");
    text.lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn the_sample_is_the_one_that_the_command_line_draws() {
    let (population, drawn) = expected();
    Person::works("draws", async |person| {
        begins_an_inspection(person).await;
        picks(person, Path::new(LIST)).await;
        person.sees("120 cases listed, 113 eligible").await;
        person.sees("2 cases excluded: transferred out").await;
        person.sees("3 cases left out, since another of the same person began earlier").await;
        person.sees_value("Case reference", "Case reference").await;
        person.sees_value("Code of the person", "Person code").await;
        person.sees_value("Strata beside the disposal group", "RoSH, Sex").await;
        person.sees_value("Confidence (%)", "80").await;
        person.sees_value("Margin (points)", "5").await;
        draws_with_42(person).await;
        person.sees("z = 1.2816; n0 = z² p (1 − p) / margin² = 164.2").await;
        person.sees("n = n0 / (1 + (n0 − 1) / 113) = 67.18, rounded up: 68").await;
        person.sees("Court: 42 of 70 cases, 6.3 points either way").await;
        person.sees("Out of court, low, Male 22 13 2").await;
        person.sees("All 113 68 10").await;
        person.sees_role("heading 3", "Match of the sample, reserves not counted").await;
        let table = person.reads("table", "The cases").await;
        let table = table.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut from = 0;
        for pick in &drawn.picks {
            let case = &population.cases[pick.case];
            let manager = &population.managers[case.manager.unwrap()];
            let row =
                format!("{} {} {}", pick.label(), case.reference, population.pools[case.pool]);
            let at = table[from..].find(&row).unwrap_or_else(|| panic!("{row} in {table}"));
            from += at + row.len();
            assert!(table[from..].contains(manager.as_str()));
        }
        // Another choice, and what was drawn is not what would be drawn.
        person.selects("Size of the sample", "A number of cases").await;
        person.does_not_see_role("heading", "The sample…").await;
        person.fills("Number of cases", "114").await;
        person.clicks("button", "Draw the sample").await;
        person.sees("114 cases are asked for, and 113 are eligible.").await;
        person.fills("Number of cases", "12").await;
        person.presses("Enter").await;
        person.sees_focus_on("heading", "The sample: 12 cases, 6 reserves").await;
    })
    .await;
}

#[tokio::test]
async fn the_cases_are_added_with_numbers_that_only_the_saved_file_leads_back_from() {
    let (population, drawn) = expected();
    Person::works("adds_sample", async |person| {
        begins_an_inspection(person).await;
        person.clicks("button", "Add case").await;
        person.sees_role("link", "Case 001").await;
        picks(person, Path::new(LIST)).await;
        draws_with_42(person).await;
        person.sees("There is 1 case in the inspection already").await;
        person.sees_value("Pool of “Court”", "Court disposals").await;
        person.sees_value("Pool of “Out of court”", "Out-of-court disposals").await;
        person.clicks("button", SAVE).await;
        let before = person.waits_for_download("OFFICIAL-SENSITIVE_northtown-*_sample_*.csv").await;
        assert_eq!(rows_of(&before)[0].split(',').next().unwrap(), "number");
        person.sees("Court: cases 002 to 043").await;
        person.sees("Out of court: cases 044 to 069").await;
        person.clicks("button", ADD).await;
        person.sees("68 cases were added to the inspection: 002 to 069.").await;
        person.does_not_see_role("button", ADD).await;
        let file = person.waits_for_download("OFFICIAL-SENSITIVE_northtown-*_sample_*.csv").await;
        is_saved(person).await;

        // The file has the numbers, and is what the rules give for them.
        let framework =
            frameworks::BUNDLED.iter().find(|one| one.identifier == "youth-justice-2021");
        let framework = &framework.unwrap().read().unwrap().framework;
        let pools: Vec<_> =
            population.pools.iter().map(|pool| sampling::pool_named(framework, pool)).collect();
        let mut inspection = domain::Inspection::new(domain::InspectionId::new(1));
        let first = domain::Case::new(pools[0].unwrap(), "001".to_owned());
        inspection.cases.insert(domain::CaseId::new(1), first.into());
        let numbers = case_numbers(&inspection, &population, &drawn, &pools);
        let rows = sample_rows(&population, &drawn, Some(&numbers));
        let rows: Vec<_> = rows.iter().map(|row| row.join(",")).collect();
        assert_eq!(rows_of(&file), rows);

        // The store has the numbers and pools, and nothing else of the list.
        let journal = journal(person).await;
        let picks = drawn.picks.iter().zip(&numbers);
        let cases: Vec<_> = picks
            .filter(|(pick, _)| pick.kind == Kind::Sample)
            .map(|(pick, number)| {
                let pool = ["court", "out-of-court"][population.cases[pick.case].pool];
                format!("{pool} {}", number.as_ref().unwrap())
            })
            .collect();
        assert_eq!(values(&journal, "case", "")[1..], cases);
        assert_eq!(values(&journal, "reading", "").len(), 1, "nobody reads them yet");
        let kept = format!("{:?}", person.everything_kept().await);
        for case in &population.cases {
            assert!(!kept.contains(&case.reference), "{} is in the store", case.reference);
        }

        // It can be saved again, with the same numbers.
        person.clicks("button", SAVE).await;
        let again = person.waits_for_download("OFFICIAL-SENSITIVE_northtown-*_sample_*.csv").await;
        assert_eq!(rows_of(&again), rows);
        person.within("navigation", "This inspection").clicks("link", "Cases").await;
        person.sees("69 cases").await;
        person.clicks("link", "Case 069").await;
        person.sees("Nobody has begun to read this case.").await;
    })
    .await;
}

#[tokio::test]
async fn a_list_with_names_is_refused_until_they_are_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let named = altered(folder.path(), "named.csv", |at, line| match at {
        0 => format!("{line},Surname,Date of birth"),
        _ => format!("{line},Nemo,2010-01-01"),
    });
    Person::works("named_list", async |person| {
        begins_an_inspection(person).await;
        picks(person, &named).await;
        person.sees("named.csv cannot be used").await;
        person.sees("Line 1, column 13 (Surname)").await;
        person.sees("The column looks as if it held names, dates of birth or addresses.").await;
        person.clicks("checkbox", "Surname").await;
        person.clicks("button", "Read the list without them").await;
        person.sees("Line 1, column 14 (Date of birth)").await;
        person.does_not_see_role("checkbox", "Surname").await;
        person.clicks("checkbox", "Date of birth").await;
        person.clicks("button", "Read the list without them").await;
        person.sees_focus_on("heading", "What each column is").await;
        person.sees("Columns passed over: Surname, Date of birth").await;
        person.sees("120 cases listed, 113 eligible").await;
        draws_with_42(person).await;
        person.does_not_see("Nemo").await;
        person.clicks("button", SAVE).await;
        let file = person.waits_for_download("*_sample_*.csv").await;
        assert!(!std::fs::read_to_string(file).unwrap().contains("Nemo"));
    })
    .await;
}

#[tokio::test]
async fn a_column_that_is_not_recognised_is_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let unknown = altered(folder, "unknown.csv", |at, line| match at {
        0 => line.replace("Case reference", "Ours").replace("Sex", "Boy or girl"),
        _ => line.to_owned(),
    });
    let nameless = altered(folder, "nameless.csv", |at, line| match at {
        0 => line.replace("RoSH", ""),
        _ => line.to_owned(),
    });
    let twice = altered(folder, "twice.csv", |at, line| match at {
        2 => line.replace("YJ-9584", "YJ-6991"),
        _ => line.to_owned(),
    });
    Person::works("columns", async |person| {
        begins_an_inspection(person).await;
        picks(person, &nameless).await;
        person.sees("Line 1, column 4").await;
        person.sees("The column has no heading.").await;
        person.picks_file(PICK, &twice).await;
        person.sees("Line 3, column 1 (Case reference)").await;
        person.sees("The case reference “YJ-6991” stands in line 2 already.").await;
        person.picks_file(PICK, &unknown).await;
        person.sees("No column is recognised as the case reference.").await;
        person.sees("No column is recognised as the sex.").await;
        person.does_not_see_role("button", "Draw the sample").await;
        person.selects("Case reference", "Ours").await;
        person.does_not_see("No column is recognised as the case reference.").await;
        person.chooses("Strata beside the disposal group", "Boy or girl").await;
        person.sees("120 cases listed, 113 eligible").await;
        draws_with_42(person).await;
        let (_, drawn) = expected();
        assert_eq!(drawn.picks.len(), 78);
        person.chooses("Strata beside the disposal group", "RoSH").await;
        person.does_not_see_role("heading", "The sample…").await;
        person.selects("Disposal group", "The list is one pool").await;
        person.selects("Case manager", "No such column").await;
        person.sees("One pool.").await;
        person.sees("the sample is not spread among them, and no cap holds.").await;
        person.clicks("button", "Draw the sample").await;
        person.sees("Strata: Boy or girl").await;
        person.sees("Pool of all cases: choose a pool for these cases, or leave them out.").await;
        let add = person.asks_the_page("return [...document.querySelectorAll('button')].find((one) => one.textContent.startsWith('Add these')).disabled;").await;
        assert_eq!(add, true);
        person.selects("Pool of all cases", "Court disposals").await;
        person.sees("Pool of all cases: cases 001 to 068").await;
    })
    .await;
}

#[tokio::test]
async fn what_is_entered_wrong_is_told_at_its_field() {
    Person::works("wrong_margin", async |person| {
        begins_an_inspection(person).await;
        picks(person, Path::new(LIST)).await;
        person.fills("Margin (points)", "five").await;
        person.fills("Most cases of one case manager", "0").await;
        person.fills("Seed", "-1").await;
        person.clicks("button", "Draw the sample").await;
        person.sees_focus_on("textbox", "Margin (points)").await;
        person.sees("Enter a number from 0.1 to 50, with one decimal at most.").await;
        person.sees("Enter a whole number from 1 up.").await;
        person.sees("Enter a whole number below 2 to the power of 64.").await;
        person.does_not_see_role("heading", "The sample…").await;
        person.fills("Margin (points)", "2.5").await;
        person.does_not_see("Enter a number from 0.1 to 50").await;
        person.fills("Most cases of one case manager", "20").await;
        person.fills("Seed", "7").await;
        person.presses("Enter").await;
        person.sees("Size of the sample: 97").await;
    })
    .await;
}

#[tokio::test]
async fn pools_that_the_framework_calls_otherwise_are_chosen_or_left_out() {
    Person::works("other_pools", async |person| {
        creates_an_inspection(person, &a_framework_with_other_pools()).await;
        picks(person, Path::new(LIST)).await;
        draws_with_42(person).await;
        person.sees("Court: choose a pool for these cases, or leave them out.").await;
        person.selects("Pool of “Court”", "Children's cases").await;
        person.selects("Pool of “Out of court”", "Leave these cases out").await;
        person.sees("Out of court: left out").await;
        person.clicks("button", ADD).await;
        person.sees("42 cases were added to the inspection: 001 to 042.").await;
        is_saved(person).await;
        let cases = values(&journal(person).await, "case", "");
        assert_eq!((cases.len(), cases[41].as_str()), (42, "children 042"));
    })
    .await;
}

/// As the list of frameworks names it.
fn a_framework_with_other_pools() -> String {
    let one = frameworks::BUNDLED.iter().find(|one| one.identifier == "youth-justice-2025");
    let one = one.unwrap();
    format!("{} (edition {})", one.title, one.edition)
}

/// How much wider the page is than its window.
const WIDER: &str =
    "return document.documentElement.scrollWidth - document.documentElement.clientWidth;";

#[tokio::test]
async fn the_screen_is_narrow_where_the_window_is_and_asks_for_a_name() {
    Person::works("narrow_sample", async |person| {
        opens_the_example(person).await;
        person.clicks("link", "Cases").await;
        person.resizes(360, 740).await;
        picks(person, Path::new(LIST)).await;
        draws_with_42(person).await;
        assert_eq!(person.asks_the_page(WIDER).await, 0);
        person.fills("Your name or initials", "CD").await;
        person.clicks("button", "Keep").await;
        person.sees("There are 37 cases in the inspection already").await;
        person.clicks("button", ADD).await;
        person.sees("68 cases were added to the inspection: 038 to 105.").await;
        assert_eq!(person.asks_the_page(WIDER).await, 0);
    })
    .await;
}
