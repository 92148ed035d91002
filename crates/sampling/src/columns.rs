//! Which column of a list is what.

use crate::{List, ListFault, ListPlace, ListProblem, Role};

/// The headings a person named. What is not named is recognised by its heading.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ColumnNames {
    /// The case reference.
    pub reference: Option<String>,
    /// The disposal group.
    pub pool: Option<String>,
    /// The list is one pool, without a column that says so.
    pub one_pool: bool,
    /// What the strata are made of beside the pool. By default risk of serious harm and sex.
    pub strata: Option<Vec<String>>,
    /// The case manager.
    pub manager: Option<String>,
    /// The code that is the same for all cases of a person.
    pub person: Option<String>,
    /// The day the disposal began.
    pub start: Option<String>,
    /// Why a case may not be drawn.
    pub exclusion: Option<String>,
    /// What else the sample is held against. By default safety and wellbeing, ethnicity and
    /// looked-after status, as far as the list has them.
    pub matched: Option<Vec<String>>,
    /// What no column of the list is, whatever one is headed.
    pub absent: Vec<Role>,
}

/// Which column of a list is what, as places among its headings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Columns {
    /// The case reference.
    pub reference: usize,
    /// The disposal group; `None` where the list is one pool.
    pub pool: Option<usize>,
    /// What the strata are made of beside the pool.
    pub strata: Vec<StratumColumn>,
    /// The case manager. Without it nothing is spread and no cap holds.
    pub manager: Option<usize>,
    /// The code of a person. Without it no two cases are known to be of one person.
    pub person: Option<usize>,
    /// The day the disposal began; there wherever `person` is.
    pub start: Option<usize>,
    /// Why a case may not be drawn. Without it nothing is excluded.
    pub exclusion: Option<usize>,
    /// What else the sample is held against.
    pub matched: Vec<usize>,
}

/// A column that strata are made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StratumColumn {
    /// The column.
    pub column: usize,
    /// How its values make groups.
    pub grouping: Grouping,
}

/// How the values of a column make groups (4.6).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grouping {
    /// Each value is a group.
    AsGiven,
    /// `Low` is one group and whatever else is recorded another.
    LowOrNot,
}

impl Columns {
    /// Finds the columns that were named, and by their headings those that were not.
    ///
    /// # Errors
    ///
    /// Every name the list does not have, and every column that is needed and not found.
    pub fn find(list: &List, names: &ColumnNames) -> Result<Self, Vec<ListProblem>> {
        let mut search = Search { list, absent: &names.absent, problems: Vec::new() };
        let reference = search.needed(Role::Reference, names.reference.as_deref());
        let pool = match (&names.pool, names.one_pool) {
            (None, true) => None,
            (named, _) => search.needed(Role::Pool, named.as_deref()),
        };
        let strata = match &names.strata {
            Some(named) => search.all(named),
            None => [Role::RiskOfSeriousHarm, Role::Sex]
                .into_iter()
                .filter_map(|role| search.needed(role, None))
                .collect(),
        };
        let manager = search.wanted(Role::Manager, names.manager.as_deref());
        let person = search.wanted(Role::Person, names.person.as_deref());
        let start = match person {
            Some(_) => search.needed(Role::Start, names.start.as_deref()),
            None => search.wanted(Role::Start, names.start.as_deref()),
        };
        let exclusion = search.wanted(Role::Exclusion, names.exclusion.as_deref());
        let matched = match &names.matched {
            Some(named) => search.all(named),
            None => [Role::Safety, Role::Ethnicity, Role::LookedAfter]
                .into_iter()
                .filter_map(|role| search.wanted(role, None))
                .collect(),
        };
        let Search { problems, .. } = search;
        let (Some(reference), true) = (reference, problems.is_empty()) else {
            return Err(problems);
        };
        let strata = strata.into_iter().filter(|column| Some(*column) != pool);
        let strata =
            strata.map(|column| StratumColumn { column, grouping: grouping(list, column) });
        let strata = strata.collect();
        Ok(Self { reference, pool, strata, manager, person, start, exclusion, matched })
    }
}

/// The risk of serious harm counts as low or not low, whoever named its column (4.6).
fn grouping(list: &List, column: usize) -> Grouping {
    if list.recognised(Role::RiskOfSeriousHarm).contains(&column) {
        Grouping::LowOrNot
    } else {
        Grouping::AsGiven
    }
}

struct Search<'a> {
    list: &'a List,
    absent: &'a [Role],
    problems: Vec<ListProblem>,
}

impl Search<'_> {
    fn problem(&mut self, fault: ListFault) {
        self.problems.push(ListProblem::at(ListPlace::Line(self.list.line), fault));
    }

    fn named(&mut self, heading: &str) -> Option<usize> {
        let found = self.list.column(heading);
        if found.is_none() {
            self.problem(ListFault::UnknownHeading(heading.to_owned()));
        }
        found
    }

    /// The columns named, each once.
    fn all(&mut self, headings: &[String]) -> Vec<usize> {
        let mut found = Vec::new();
        for heading in headings {
            let column = self.named(heading);
            found.extend(column.filter(|column| !found.contains(column)));
        }
        found
    }

    fn wanted(&mut self, role: Role, named: Option<&str>) -> Option<usize> {
        if let Some(heading) = named {
            return self.named(heading);
        }
        match self.list.recognised(role).as_slice() {
            _ if self.absent.contains(&role) => None,
            [] => None,
            [one] => Some(*one),
            several => {
                let headings = several.iter().map(|at| self.list.headings[*at].clone()).collect();
                self.problem(ListFault::ColumnUnclear(role, headings));
                None
            }
        }
    }

    fn needed(&mut self, role: Role, named: Option<&str>) -> Option<usize> {
        let n_problems = self.problems.len();
        let found = self.wanted(role, named);
        if found.is_none() && self.problems.len() == n_problems {
            self.problem(ListFault::ColumnNotFound(role));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(headings: &str, names: &ColumnNames) -> Result<Columns, Vec<ListFault>> {
        let blanks = ",".repeat(headings.matches(',').count());
        let list = List::read(format!("{headings}\n1{blanks}\n").as_bytes(), &[]).unwrap();
        Columns::find(&list, names)
            .map_err(|problems| problems.into_iter().map(|one| one.fault).collect())
    }

    fn headings(names: &[&str]) -> Option<Vec<String>> {
        Some(names.iter().map(|one| (*one).to_owned()).collect())
    }

    const USUAL: &str =
        "Case reference,Pool,RoSH,Sex,Case manager,Person,Start,Excluded,Safety,Ethnicity";

    #[test]
    fn columns_are_recognised_by_their_headings() {
        let found = find(USUAL, &ColumnNames::default()).unwrap();
        assert_eq!(
            found,
            Columns {
                reference: 0,
                pool: Some(1),
                strata: vec![
                    StratumColumn { column: 2, grouping: Grouping::LowOrNot },
                    StratumColumn { column: 3, grouping: Grouping::AsGiven },
                ],
                manager: Some(4),
                person: Some(5),
                start: Some(6),
                exclusion: Some(7),
                matched: vec![8, 9],
            }
        );
    }

    #[test]
    fn what_is_named_goes_before_what_is_recognised() {
        let names = ColumnNames {
            reference: Some("person".to_owned()),
            pool: Some("team".to_owned()),
            strata: headings(&["SEX", "team", "sex"]),
            matched: headings(&["RoSH"]),
            ..ColumnNames::default()
        };
        let found = find("Case,Pool,RoSH,Sex,Team,Person,Start", &names).unwrap();
        assert_eq!((found.reference, found.pool), (5, Some(4)));
        // The pool is a stratum anyway, and nothing is one twice.
        assert_eq!(found.strata, [StratumColumn { column: 3, grouping: Grouping::AsGiven }]);
        assert_eq!(found.matched, [2]);
    }

    #[test]
    fn one_pool_has_to_be_said() {
        let names = ColumnNames { one_pool: true, ..ColumnNames::default() };
        assert_eq!(find("Case,RoSH,Sex", &names).unwrap().pool, None);
        assert_eq!(
            find("Case,RoSH,Sex", &ColumnNames::default()),
            Err(vec![ListFault::ColumnNotFound(Role::Pool)])
        );
    }

    #[test]
    fn what_is_said_to_be_absent_is_not_recognised() {
        let names = ColumnNames {
            absent: vec![Role::Manager, Role::Person, Role::Ethnicity],
            ..ColumnNames::default()
        };
        let found = find(USUAL, &names).unwrap();
        assert_eq!((found.manager, found.person, found.start), (None, None, Some(6)));
        assert_eq!(found.matched, [8]);
        let names = ColumnNames { absent: vec![Role::Reference], ..ColumnNames::default() };
        assert_eq!(find(USUAL, &names), Err(vec![ListFault::ColumnNotFound(Role::Reference)]));
    }

    #[test]
    fn what_is_needed_and_not_found_is_told_at_once() {
        let names = ColumnNames { manager: Some("Boss".to_owned()), ..ColumnNames::default() };
        assert_eq!(
            find("Person,Gender,Sex", &names),
            Err(vec![
                ListFault::ColumnNotFound(Role::Reference),
                ListFault::ColumnNotFound(Role::Pool),
                ListFault::ColumnNotFound(Role::RiskOfSeriousHarm),
                ListFault::ColumnUnclear(Role::Sex, vec!["Gender".to_owned(), "Sex".to_owned()]),
                ListFault::UnknownHeading("Boss".to_owned()),
                ListFault::ColumnNotFound(Role::Start),
            ])
        );
        let names = ColumnNames { strata: headings(&["Sex"]), ..ColumnNames::default() };
        assert!(find("Case,Pool,Gender,Sex", &names).is_ok(), "an unclear column nobody needs");
    }
}
