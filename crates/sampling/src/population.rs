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
    /// Anything else that is recorded there.
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

impl Population {
    /// Takes the list in (4.6): every row must have a reference of its own; excluded cases leave,
    /// then all cases of a person but the one that began first; the rest falls into strata.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the rows, in their order.
    pub fn of(list: &List, columns: &Columns) -> Result<Self, Vec<ListProblem>> {
        let mut reading = Reading { list, columns, problems: Vec::new() };
        let mut rows = reading.with_references();
        // From here on the order of the list is forgotten.
        rows.sort_by(|one, other| one.0.cmp(other.0));
        let mut left_out = Vec::new();
        let rows = reading.without_excluded(rows, &mut left_out);
        let rows = reading.without_repeated(rows, &mut left_out);
        reading.check_pools(&rows);
        left_out.sort_by(|one, other| one.reference.cmp(&other.reference));
        let mut problems = reading.problems;
        if problems.is_empty() && rows.is_empty() {
            problems.push(ListProblem::at(ListPlace::List, ListFault::NothingEligible));
        }
        if !problems.is_empty() {
            problems.sort_by_key(|problem| match problem.place {
                ListPlace::List => (0, 0),
                ListPlace::Line(line) => (line, 0),
                ListPlace::Cell { line, column, .. } => (line, column),
            });
            return Err(problems);
        }
        Ok(Self::grouped(list, columns, &rows, left_out))
    }

    fn grouped(
        list: &List,
        columns: &Columns,
        rows: &[(&str, &Row)],
        left_out: Vec<LeftOut>,
    ) -> Self {
        let values = |column: usize| rows.iter().map(move |(_, row)| row.cells[column].as_str());
        let heading = |column: usize| list.headings[column].clone();

        let pools = columns.pool.map(|column| Spellings::of(values(column)));
        let managers = columns.manager.map(|column| Spellings::of(values(column)));
        let mut strata_columns: Vec<(usize, Grouping)> =
            columns.pool.map(|column| (column, Grouping::AsGiven)).into_iter().collect();
        strata_columns.extend(columns.strata.iter().map(|one| (one.column, one.grouping)));
        let mut shown: Vec<usize> = strata_columns.iter().map(|(column, _)| *column).collect();
        shown.extend(
            columns
                .matched
                .iter()
                .filter(|column| !shown.contains(column))
                .copied()
                .collect::<Vec<_>>(),
        );
        let shown_spellings: Vec<_> =
            shown.iter().map(|column| Spellings::of(values(*column))).collect();

        let stratum_of = |row: &Row| -> (usize, Vec<Group>) {
            let pool = match (columns.pool, &pools) {
                (Some(column), Some(pools)) => pools.place(&row.cells[column]).unwrap_or_default(),
                _ => 0,
            };
            let groups = strata_columns.iter().zip(&shown_spellings).map(
                |((column, grouping), spellings)| group(spellings, *grouping, &row.cells[*column]),
            );
            (pool, groups.collect())
        };
        let mut strata: Sorted<(usize, Vec<Group>), u32> = Sorted::new();
        rows.iter().for_each(|(_, row)| *strata.of(stratum_of(row)) += 1);
        let keys: Vec<_> = strata.keys().cloned().collect();

        let cases = rows.iter().map(|(reference, row)| {
            let key = stratum_of(row);
            EligibleCase {
                reference: (*reference).to_owned(),
                line: row.line,
                pool: key.0,
                stratum: keys.binary_search(&key).unwrap_or_default(),
                manager: match (columns.manager, &managers) {
                    (Some(column), Some(managers)) => managers.place(&row.cells[column]),
                    _ => None,
                },
                shown: shown
                    .iter()
                    .zip(&shown_spellings)
                    .map(|(column, spellings)| spellings.spelled(&row.cells[*column]).to_owned())
                    .collect(),
            }
        });
        Self {
            listed: list.rows.len() as u32,
            cases: cases.collect(),
            left_out,
            pools: pools.map_or_else(|| vec![String::new()], Spellings::into_list),
            managers: managers.map_or_else(Vec::new, Spellings::into_list),
            strata: strata
                .into_iter()
                .map(|((pool, groups), cases)| Stratum { pool, groups, cases })
                .collect(),
            strata_headings: strata_columns.iter().map(|(column, _)| heading(*column)).collect(),
            shown_headings: shown.iter().map(|column| heading(*column)).collect(),
            reference_heading: heading(columns.reference),
            manager_heading: columns.manager.map(heading),
        }
    }

    /// How many cases can be drawn.
    pub fn eligible(&self) -> u32 {
        self.cases.len() as u32
    }

    /// How many cases of a pool can be drawn.
    pub fn in_pool(&self, pool: usize) -> u32 {
        self.cases.iter().filter(|case| case.pool == pool).count() as u32
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
        _ if value.is_empty() => Group::NotRecorded,
        Grouping::LowOrNot if folded(value) == "low" => Group::Low,
        Grouping::LowOrNot => Group::NotLow,
        Grouping::AsGiven => Group::Value(spellings.spelled(value).to_owned()),
    }
}

/// The values of a column: `Court` and `court` are one, spelled as in the first of the references.
struct Spellings<'a> {
    /// The first spelling by the folded one.
    first: Sorted<String, &'a str>,
}

impl<'a> Spellings<'a> {
    fn of(values: impl Iterator<Item = &'a str>) -> Self {
        let mut first = Sorted::new();
        for value in values.filter(|value| !value.is_empty()) {
            let folded = folded(value);
            if !first.contains_key(&folded) {
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

struct Reading<'a> {
    list: &'a List,
    columns: &'a Columns,
    problems: Vec<ListProblem>,
}

impl<'a> Reading<'a> {
    fn problem(&mut self, row: &Row, column: usize, fault: ListFault) {
        self.problems.push(ListProblem::at(self.list.place(row.line, column), fault));
    }

    /// The rows with their references; the first of two with the same.
    fn with_references(&mut self) -> Vec<(&'a str, &'a Row)> {
        let list = self.list;
        let column = self.columns.reference;
        let mut lines: Sorted<&str, usize> = Sorted::new();
        let mut rows = Vec::new();
        for row in &list.rows {
            let reference = row.cells[column].as_str();
            if reference.is_empty() {
                self.problem(row, column, ListFault::CellEmpty(Role::Reference));
            } else if let Some(line) = lines.get(&reference).copied() {
                let reference = reference.to_owned();
                self.problem(row, column, ListFault::ReferenceTwice { reference, line });
            } else {
                lines.insert(reference, row.line);
                rows.push((reference, row));
            }
        }
        rows
    }

    fn without_excluded(
        &mut self,
        mut rows: Vec<(&'a str, &'a Row)>,
        left_out: &mut Vec<LeftOut>,
    ) -> Vec<(&'a str, &'a Row)> {
        if let Some(column) = self.columns.exclusion {
            rows.retain(|(reference, row)| {
                let reason = &row.cells[column];
                let stays = reason.is_empty() || NOT_EXCLUDED.contains(&folded(reason).as_str());
                if !stays {
                    let reason = Reason::Excluded(reason.clone());
                    left_out.push(LeftOut {
                        reference: (*reference).to_owned(),
                        line: row.line,
                        reason,
                    });
                }
                stays
            });
        }
        rows
    }

    /// Of each person the case that began first; of cases that began on one day, the first reference.
    fn without_repeated(
        &mut self,
        rows: Vec<(&'a str, &'a Row)>,
        left_out: &mut Vec<LeftOut>,
    ) -> Vec<(&'a str, &'a Row)> {
        let (Some(person), Some(start)) = (self.columns.person, self.columns.start) else {
            return rows;
        };
        let mut of_person: Sorted<&str, Vec<(Option<Date>, &str)>> = Sorted::new();
        for (reference, row) in &rows {
            let text = row.cells[start].as_str();
            let date = day(text);
            if date.is_none() && !text.is_empty() {
                self.problem(row, start, ListFault::NotADate(text.to_owned()));
            }
            let key = row.cells[person].as_str();
            if !key.is_empty() {
                of_person.of(key).push((date, *reference));
            }
        }
        let mut kept = Vec::new();
        for (reference, row) in rows {
            let cases = of_person.get(&row.cells[person].as_str()).map_or(&[][..], Vec::as_slice);
            if cases.len() > 1 && row.cells[start].is_empty() {
                self.problem(row, start, ListFault::StartOwed);
            }
            match cases.iter().min() {
                Some((_, first)) if *first != reference => left_out.push(LeftOut {
                    reference: reference.to_owned(),
                    line: row.line,
                    reason: Reason::EarlierCase((*first).to_owned()),
                }),
                _ => kept.push((reference, row)),
            }
        }
        kept
    }

    fn check_pools(&mut self, rows: &[(&str, &Row)]) {
        if let Some(column) = self.columns.pool {
            for (_, row) in rows.iter().filter(|(_, row)| row.cells[column].is_empty()) {
                self.problem(row, column, ListFault::CellEmpty(Role::Pool));
            }
        }
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
