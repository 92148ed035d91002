//! Lists of cases, and samples drawn from them.

use domain::{Framework, Share};
use sampling::{
    Confidence, Group, Interval, ListFault, ListPlace, ListProblem, Percent, PlanFault, Role,
    wilson,
};

use crate::Words;

impl Words {
    /// What a column is for.
    pub fn list_role(self, role: Role) -> &'static str {
        match role {
            Role::Reference => self.list_role_reference(),
            Role::Pool => self.list_role_pool(),
            Role::RiskOfSeriousHarm => self.list_role_risk_of_serious_harm(),
            Role::Sex => self.list_role_sex(),
            Role::Manager => self.list_role_manager(),
            Role::Person => self.list_role_person(),
            Role::Start => self.list_role_start(),
            Role::Exclusion => self.list_role_exclusion(),
            Role::Safety => self.list_role_safety(),
            Role::Ethnicity => self.list_role_ethnicity(),
            Role::LookedAfter => self.list_role_looked_after(),
        }
    }

    /// Where in a list a problem is.
    pub fn list_place(self, place: &ListPlace) -> String {
        match place {
            ListPlace::List => self.list_place_list().to_owned(),
            ListPlace::Line(line) => self.list_place_line(line),
            ListPlace::Cell { line, column, heading } if heading.is_empty() => {
                self.list_place_cell(line, column)
            }
            ListPlace::Cell { line, column, heading } => {
                self.list_place_cell_headed(line, column, heading)
            }
        }
    }

    /// What is wrong with a list, in a sentence.
    pub fn list_fault(self, fault: &ListFault) -> String {
        match fault {
            ListFault::NotText => self.list_fault_not_text().to_owned(),
            ListFault::Empty => self.list_fault_empty().to_owned(),
            ListFault::NoRows => self.list_fault_no_rows().to_owned(),
            ListFault::QuoteOpen => self.list_fault_quote_open().to_owned(),
            ListFault::CellsMissing { found, headings } => {
                self.list_fault_cells_missing(found, headings)
            }
            ListFault::CellTooMany => self.list_fault_cell_too_many().to_owned(),
            ListFault::HeadingMissing => self.list_fault_heading_missing().to_owned(),
            ListFault::HeadingTwice => self.list_fault_heading_twice().to_owned(),
            ListFault::NamesAPerson => self.list_fault_names_a_person().to_owned(),
            ListFault::UnknownHeading(heading) => self.list_fault_unknown_heading(heading),
            ListFault::ColumnNotFound(role) => {
                self.list_fault_column_not_found(self.list_role(*role))
            }
            ListFault::ColumnUnclear(role, headings) => {
                self.list_fault_column_unclear(self.list_role(*role), headings.join(", "))
            }
            ListFault::CellEmpty(role) => self.list_fault_cell_empty(self.list_role(*role)),
            ListFault::ReferenceTwice { reference, line } => {
                self.list_fault_reference_twice(reference, line)
            }
            ListFault::NotADate(text) => self.list_fault_not_a_date(text),
            ListFault::StartOwed => self.list_fault_start_owed().to_owned(),
            ListFault::NothingEligible => self.list_fault_nothing_eligible().to_owned(),
        }
    }

    /// What to do about it.
    pub fn list_hint(self, fault: &ListFault) -> &'static str {
        match fault {
            ListFault::NotText => self.list_hint_not_text(),
            ListFault::Empty | ListFault::NoRows => self.list_hint_empty(),
            ListFault::QuoteOpen => self.list_hint_quote_open(),
            ListFault::CellsMissing { .. } | ListFault::CellTooMany => self.list_hint_cells(),
            ListFault::HeadingMissing => self.list_hint_heading_missing(),
            ListFault::HeadingTwice => self.list_hint_heading_twice(),
            ListFault::NamesAPerson => self.list_hint_names_a_person(),
            ListFault::UnknownHeading(_) => self.list_hint_unknown_heading(),
            ListFault::ColumnNotFound(_) | ListFault::ColumnUnclear(..) => self.list_hint_column(),
            ListFault::CellEmpty(_) => self.list_hint_cell_empty(),
            ListFault::ReferenceTwice { .. } => self.list_hint_reference_twice(),
            ListFault::NotADate(_) => self.list_hint_not_a_date(),
            ListFault::StartOwed => self.list_hint_start_owed(),
            ListFault::NothingEligible => self.list_hint_nothing_eligible(),
        }
    }

    /// A whole problem of a list in one line: place, sentence and way out.
    pub fn list_problem(self, problem: &ListProblem) -> String {
        let place = self.list_place(&problem.place);
        let hint = self.list_hint(&problem.fault);
        self.problem_line(place, self.list_fault(&problem.fault), hint)
    }

    /// Why a sample cannot be planned.
    pub fn plan_fault(self, fault: PlanFault) -> String {
        match fault {
            PlanFault::NoCases => self.plan_fault_no_cases().to_owned(),
            PlanFault::MoreThanEligible { asked, eligible } => {
                self.plan_fault_more_than_eligible(asked, eligible)
            }
            PlanFault::CapOfNothing => self.plan_fault_cap_of_nothing().to_owned(),
            PlanFault::BufferTooLarge(buffer) => self.plan_fault_buffer_too_large(buffer),
        }
    }

    /// A group of values, such as `not low`.
    pub fn group(self, group: &Group) -> &str {
        match group {
            Group::Low => self.sample_group_low(),
            Group::NotLow => self.sample_group_not_low(),
            Group::NotRecorded => self.sample_group_not_recorded(),
            Group::Value(value) => value,
        }
    }

    /// A stratum by its groups: `Court, not low, Female`.
    pub fn stratum(self, groups: &[Group]) -> String {
        groups.iter().map(|group| self.group(group)).collect::<Vec<_>>().join(", ")
    }

    /// A difference in tenths of a percentage point, with its sign: `+0.5`.
    pub fn points_apart(self, tenths: i32) -> String {
        let points = Percent::of_tenths(tenths.unsigned_abs()).with_tenth();
        match tenths.signum() {
            1 => self.sample_points_more(points),
            -1 => self.sample_points_fewer(points),
            _ => points,
        }
    }

    /// The interval of a share at the confidence that the framework's samples are set for; `None` where
    /// it names none, or of nothing (4.5).
    pub fn interval_of(
        self,
        framework: &Framework,
        share: Share,
    ) -> Option<(Confidence, Interval)> {
        let percent = framework.rules.sampling?.confidence_percent;
        let confidence = Confidence::new(Percent::whole(percent))?;
        Some((confidence, wilson(share, confidence)?))
    }

    /// An interval of shares: `64.2% to 86.6%`.
    pub fn interval(self, interval: Interval) -> String {
        self.sample_interval(interval.lower, interval.upper)
    }
}
