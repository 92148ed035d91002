//! Who can be drawn, and who was left out and why (4.6).

use std::cmp::Ordering;

use domain::{Date, Sorted};

use crate::list::folded;
use crate::{Columns, Grouping, List, ListFault, ListPlace, ListProblem, Role, Row};

/// The cases a sample is drawn from, in the order of their references.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Population {
    /// The rows of the list.
    pub listed: u32,
    /// Those that can be drawn, in the order of their references.
    pub cases: Vec<EligibleCase>,
    /// Those that cannot, in the same order.
    pub left_out: Vec<LeftOut>,
    /// The pools in order; one without a name where the list is one pool.
    pub pools: Vec<String>,
    /// What the case managers are called, in order.
    pub managers: Vec<String>,
    /// The strata in order.
    pub strata: Vec<Stratum>,
    /// The headings of the groups of a stratum.
    pub strata_headings: Vec<String>,
    /// The headings of [`EligibleCase::shown`].
    pub shown_headings: Vec<String>,
    /// The heading of the case reference.
    pub reference_heading: String,
    /// The heading of the case manager, where there is such a column.
    pub manager_heading: Option<String>,
}

/// A case that can be drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EligibleCase {
    /// Its reference, different from every other.
    pub reference: String,
    /// The line of the list it stands in.
    pub line: usize,
    /// Its pool among [`Population::pools`].
    pub pool: usize,
    /// Its stratum among [`Population::strata`].
    pub stratum: usize,
    /// Its case manager among [`Population::managers`]; `None` where none is recorded.
    pub manager: Option<usize>,
    /// Its values in the pool's column, those of the strata and those the sample is held against.
    pub shown: Vec<String>,
}

/// A stratum: the cases that are alike in its groups.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stratum {
    /// The pool, among [`Population::pools`].
    pub pool: usize,
    /// A group for each of [`Population::strata_headings`].
    pub groups: Vec<Group>,
    /// How many eligible cases it has.
    pub cases: u32,
}

/// A group of values of a column. Groups stand in this order, values in that of the alphabet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Group {
    /// Low, of a column that counts as low or not low.
    Low,
    /// Whatever else is recorded there.
    NotLow,
    /// A value as it was first written, in the order of references.
    Value(String),
    /// Nothing is recorded.
    NotRecorded,
}

impl Group {
    /// The words in files: `low`, `not low`, `not recorded`, or the value itself.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Low => "low",
            Self::NotLow => "not low",
            Self::NotRecorded => "not recorded",
            Self::Value(value) => value,
        }
    }

    fn order(&self) -> (u8, String) {
        match self {
            Self::Low => (0, String::new()),
            Self::NotLow => (1, String::new()),
            Self::Value(value) => (2, folded(value)),
            Self::NotRecorded => (3, String::new()),
        }
    }
}

impl Ord for Group {
    fn cmp(&self, other: &Self) -> Ordering {
        // What differs in capitals alone is in no order by the first.
        self.order().cmp(&other.order()).then_with(|| self.as_str().cmp(other.as_str()))
    }
}

impl PartialOrd for Group {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A case that cannot be drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeftOut {
    /// Its reference.
    pub reference: String,
    /// The line of the list it stands in.
    pub line: usize,
    /// Why.
    pub reason: Reason,
}

/// Why a case cannot be drawn.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reason {
    /// The list excludes it: what stands in that column.
    Excluded(String),
    /// Another case of the same person began earlier: that case's reference.
    EarlierCase(String),
}

/// What a column of exclusions holds where a case is not excluded, beside nothing.
const NOT_EXCLUDED: [&str; 5] = ["no", "n", "false", "0", "-"];

/// What a column holds where nothing is recorded, beside nothing.
const NOT_RECORDED: [&str; 10] = [
    "not recorded",
    "not known",
    "unknown",
    "not assessed",
    "not allocated",
    "unallocated",
    "missing",
    "n/a",
    "na",
    "-",
];

impl Population {
    /// Takes the list in (4.6): every row must have a reference of its own; excluded cases leave,
    /// then all cases of a person but the one that began first; the rest falls into strata.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the rows, in their order.
    pub fn of(list: &List, columns: &Columns) -> Result<Self, Vec<ListProblem>> {
        let persons = Persons::of(list, columns);
        let mut problems = Vec::new();
        // From here on the order of the list is forgotten, but for the order of its problems.
        let mut rows: Sorted<&str, &Row> = Sorted::new();
        for row in &list.rows {
            let reference = row.cells[columns.reference].as_str();
            let mut problem = |column: usize, fault: ListFault| {
                problems.push(ListProblem::at(list.place(row.line, column), fault));
            };
            if reference.is_empty() {
                problem(columns.reference, ListFault::CellEmpty(Role::Reference));
            } else if let Some(first) = rows.get(&reference) {
                let (reference, line) = (reference.to_owned(), first.line);
                problem(columns.reference, ListFault::ReferenceTwice { reference, line });
            } else {
                rows.insert(reference, row);
            }
            if exclusion(columns, row).is_none() {
                if let (Some(column), Some(fault)) = (columns.start, persons.fault(row)) {
                    problem(column, fault);
                }
                if let Some(column) = columns.pool.filter(|pool| !is_recorded(&row.cells[*pool])) {
                    problem(column, ListFault::CellEmpty(Role::Pool));
                }
            }
        }
        let (mut eligible, mut left_out) = (Vec::new(), Vec::new());
        for (reference, row) in &rows {
            let excluded = exclusion(columns, row).map(|text| Reason::Excluded(text.to_owned()));
            let reason = excluded.or_else(|| persons.earlier(row).map(Reason::EarlierCase));
            match reason {
                Some(reason) => {
                    left_out.push(LeftOut {
                        reference: (*reference).to_owned(),
                        line: row.line,
                        reason,
                    });
                }
                None => eligible.push(*row),
            }
        }
        if problems.is_empty() && eligible.is_empty() {
            problems.push(ListProblem::at(ListPlace::List, ListFault::NothingEligible));
        }
        if problems.is_empty() {
            Ok(Self::grouped(list, columns, &eligible, left_out))
        } else {
            Err(problems)
        }
    }

    fn grouped(list: &List, columns: &Columns, rows: &[&Row], left_out: Vec<LeftOut>) -> Self {
        let mut grouped: Vec<(usize, Grouping)> = Vec::new();
        grouped.extend(columns.pool.map(|column| (column, Grouping::AsGiven)));
        grouped.extend(columns.strata.iter().map(|one| (one.column, one.grouping)));
        let mut shown: Vec<usize> = grouped.iter().map(|(column, _)| *column).collect();
        for column in &columns.matched {
            if !shown.contains(column) {
                shown.push(*column);
            }
        }
        let spellings: Vec<_> = shown.iter().map(|column| Spellings::of(rows, *column)).collect();
        let managers =
            columns.manager.map(|column| Spellings::of(rows, column)).unwrap_or_default();
        let pools = columns.pool.map(|column| Spellings::of(rows, column)).unwrap_or_default();

        let groups_of = |row: &Row| -> Vec<Group> {
            let groups = grouped.iter().zip(&spellings);
            groups.map(|((column, how), known)| group(known, *how, &row.cells[*column])).collect()
        };
        let pool_of = |row: &Row| {
            columns.pool.and_then(|column| pools.place(&row.cells[column])).unwrap_or(0)
        };
        let mut strata: Sorted<Vec<Group>, (u32, u32)> = Sorted::new();
        for row in rows {
            let count = strata.of(groups_of(row));
            *count = (count.0 + 1, pool_of(row) as u32);
        }
        let case = |row: &&Row| EligibleCase {
            reference: row.cells[columns.reference].clone(),
            line: row.line,
            pool: pool_of(row),
            stratum: {
                let groups = groups_of(row);
                strata.keys().position(|one| *one == groups).unwrap_or_default()
            },
            manager: columns.manager.and_then(|column| managers.place(&row.cells[column])),
            shown: shown
                .iter()
                .zip(&spellings)
                .map(|(column, known)| known.spelled(&row.cells[*column]).to_owned())
                .collect(),
        };
        let cases = rows.iter().map(case).collect();
        let heading = |column: usize| list.headings[column].clone();
        Self {
            listed: list.rows.len() as u32,
            cases,
            left_out,
            pools: if columns.pool.is_some() { pools.into_list() } else { vec![String::new()] },
            managers: managers.into_list(),
            strata: strata
                .into_iter()
                .map(|(groups, (cases, pool))| Stratum { pool: pool as usize, groups, cases })
                .collect(),
            strata_headings: grouped.iter().map(|(column, _)| heading(*column)).collect(),
            shown_headings: shown.iter().map(|column| heading(*column)).collect(),
            reference_heading: heading(columns.reference),
            manager_heading: columns.manager.map(heading),
        }
    }

    /// How many cases can be drawn.
    pub fn eligible(&self) -> u32 {
        self.cases.len() as u32
    }

    /// How many cases have no case manager recorded, though there is such a column.
    pub fn without_manager(&self) -> u32 {
        match self.manager_heading {
            Some(_) => self.cases.iter().filter(|case| case.manager.is_none()).count() as u32,
            None => 0,
        }
    }

    /// How many cases were left out for each reason: those excluded by what was said, then those of
    /// a person with an earlier case, whichever that is.
    pub fn reasons(&self) -> (Sorted<&str, u32>, u32) {
        let (mut excluded, mut earlier) = (Sorted::new(), 0);
        for one in &self.left_out {
            match &one.reason {
                Reason::Excluded(text) => *excluded.of(text.as_str()) += 1,
                Reason::EarlierCase(_) => earlier += 1,
            }
        }
        (excluded, earlier)
    }
}

fn group(spellings: &Spellings<'_>, grouping: Grouping, value: &str) -> Group {
    match grouping {
        _ if !is_recorded(value) => Group::NotRecorded,
        Grouping::LowOrNot if is_low(value) => Group::Low,
        Grouping::LowOrNot => Group::NotLow,
        Grouping::AsGiven => Group::Value(spellings.spelled(value).to_owned()),
    }
}

/// `Low`, `low risk` and `L`, but not `Low/medium`.
fn is_low(value: &str) -> bool {
    let folded = folded(value);
    matches!(folded.split(' ').next(), Some("low" | "l"))
}

/// Whether a cell tells something (4.6). A risk that is not known is not one that is not low.
pub(crate) fn is_recorded(value: &str) -> bool {
    !value.is_empty() && !NOT_RECORDED.contains(&folded(value).as_str())
}

/// The values of a column: `Court` and `court` are one, spelled as in the first of the references.
#[derive(Default)]
struct Spellings<'a> {
    /// The first spelling by the folded one.
    first: Sorted<String, &'a str>,
}

impl<'a> Spellings<'a> {
    fn of(rows: &[&'a Row], column: usize) -> Self {
        let mut first = Sorted::new();
        for row in rows {
            let value = row.cells[column].as_str();
            let folded = folded(value);
            if is_recorded(value) && !first.contains_key(&folded) {
                first.insert(folded, value);
            }
        }
        Self { first }
    }

    fn spelled<'b>(&'b self, value: &'b str) -> &'b str {
        self.first.get(&folded(value)).copied().unwrap_or(value)
    }

    fn place(&self, value: &str) -> Option<usize> {
        let folded = folded(value);
        self.first.keys().position(|one| *one == folded)
    }

    fn into_list(self) -> Vec<String> {
        self.first.values().map(|one| (*one).to_owned()).collect()
    }
}

/// What the list says about why a row may not be drawn.
fn exclusion<'a>(columns: &Columns, row: &'a Row) -> Option<&'a str> {
    let reason = row.cells[columns.exclusion?].as_str();
    let excluded = !reason.is_empty() && !NOT_EXCLUDED.contains(&folded(reason).as_str());
    excluded.then_some(reason)
}

/// Who has several cases that are not excluded, and which of them began first.
struct Persons<'a> {
    columns: &'a Columns,
    /// By the code of the person: how many cases, the day of the first, and its reference.
    first: Sorted<&'a str, (u32, Option<Date>, &'a str)>,
}

impl<'a> Persons<'a> {
    fn of(list: &'a List, columns: &'a Columns) -> Self {
        let mut persons = Self { columns, first: Sorted::new() };
        for row in list.rows.iter().filter(|row| exclusion(columns, row).is_none()) {
            let Some((person, start)) = persons.told(row) else { continue };
            let (start, reference) = (day(start), row.cells[columns.reference].as_str());
            let known = persons.first.of(person);
            // Of cases that began on one day the first reference counts as the first.
            if known.0 == 0 || (start, reference) < (known.1, known.2) {
                (known.1, known.2) = (start, reference);
            }
            known.0 += 1;
        }
        persons
    }

    /// The code of the person and the start; nothing where there is no code.
    fn told<'b>(&self, row: &'b Row) -> Option<(&'b str, &'b str)> {
        let (person, start) = (&row.cells[self.columns.person?], &row.cells[self.columns.start?]);
        is_recorded(person).then_some((person, start))
    }

    /// What is wrong with the start of a case, where that matters.
    fn fault(&self, row: &Row) -> Option<ListFault> {
        let (person, start) = self.told(row)?;
        let several = self.first.get(&person).is_some_and(|(n, ..)| *n > 1);
        if start.is_empty() {
            several.then_some(ListFault::StartOwed)
        } else {
            day(start).is_none().then(|| ListFault::NotADate(start.to_owned()))
        }
    }

    /// The reference of the person's case that began first, where that is another.
    fn earlier(&self, row: &Row) -> Option<String> {
        let (_, _, first) = self.first.get(&self.told(row)?.0)?;
        (*first != row.cells[self.columns.reference]).then(|| (*first).to_owned())
    }
}

/// A day as lists write it: `2024-03-05` or `5/3/2024`, with or without a time behind it.
fn day(text: &str) -> Option<Date> {
    let date = text.split([' ', 'T']).next().unwrap_or_default();
    if let Some(date) = Date::parse(date) {
        return Some(date);
    }
    let mut parts = date.split('/').map(|part| {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        (digits && part.len() <= 4).then(|| part.parse::<u16>().ok()).flatten()
    });
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() {
        return None;
    }
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}
