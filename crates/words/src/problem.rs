//! Problems: where, what, and what to do.

use domain::{Fault, Place, Problem, Refusal};

use crate::Words;

impl Words {
    /// Where a problem is.
    pub fn place(self, place: &Place) -> String {
        match place {
            Place::File => self.place_file().to_owned(),
            Place::Line(line, column) => self.place_line(line, column),
            Place::Field(path) => self.place_field(path),
            Place::Case(number) => self.place_case(number),
            Place::Framework(reference) => self.place_framework(reference),
            Place::Part(part) => self.place_part(part),
        }
    }

    /// What is wrong, in a sentence.
    pub fn fault(self, fault: &Fault) -> String {
        match fault {
            Fault::TooLarge { found, most } => {
                self.fault_too_large(found.div_ceil(1_000_000), most / 1_000_000)
            }
            Fault::NotText => self.fault_not_text().to_owned(),
            Fault::NotJson => self.fault_not_json().to_owned(),
            Fault::CutOff => self.fault_cut_off().to_owned(),
            Fault::NotOurs => self.fault_not_ours().to_owned(),
            Fault::NewerVersion { found, newest } => self.fault_newer_version(found, newest),
            Fault::DigestDiffers => self.fault_digest_differs().to_owned(),
            Fault::FrameworkDigestDiffers => self.fault_framework_digest_differs().to_owned(),
            Fault::CountDiffers { said, found } => self.fault_count_differs(said, found),
            Fault::WrongShape(words) => self.fault_wrong_shape(words),
            Fault::Missing => self.fault_missing().to_owned(),
            Fault::NotAllowed(text) => self.fault_not_allowed(text),
            Fault::Twice(text) => self.fault_twice(text),
            Fault::Unknown(text) => self.fault_unknown(text),
            Fault::UnknownQuestion(text) => self.fault_unknown_question(text),
            Fault::NotRising => self.fault_not_rising().to_owned(),
            Fault::MaximumDiffers { said, found } => self.fault_maximum_differs(said, found),
            Fault::Refused(refusal) => self.refusal(refusal),
            Fault::StateDiffers => self.fault_state_differs().to_owned(),
            Fault::OtherInspection => self.fault_other_inspection().to_owned(),
            Fault::OtherEdition => self.fault_other_edition().to_owned(),
            Fault::CaseInBoth { other } => self.fault_case_in_both(other),
            Fault::ServiceRecordInBoth { other } => self.fault_service_record_in_both(other),
            Fault::ChangedOnBothSides(_) => self.fault_changed_on_both_sides().to_owned(),
            Fault::InspectionChangedOnBothSides => {
                self.fault_inspection_changed_on_both_sides().to_owned()
            }
            Fault::NumberTaken(number) => self.fault_number_taken(number),
            Fault::NotKept => self.fault_not_kept().to_owned(),
        }
    }

    /// What to do about it.
    pub fn hint(self, fault: &Fault) -> &'static str {
        match fault {
            Fault::TooLarge { .. } => self.hint_too_large(),
            Fault::NotText | Fault::NotJson | Fault::NotOurs => self.hint_not_ours(),
            Fault::CutOff => self.hint_cut_off(),
            Fault::NewerVersion { .. } => self.hint_newer_version(),
            Fault::DigestDiffers
            | Fault::FrameworkDigestDiffers
            | Fault::CountDiffers { .. }
            | Fault::StateDiffers
            | Fault::Refused(_)
            | Fault::WrongShape(_) => self.hint_altered(),
            Fault::UnknownQuestion(_) => self.hint_unknown_question(),
            Fault::Missing | Fault::NotAllowed(_) | Fault::Unknown(_) => self.hint_not_allowed(),
            Fault::Twice(_) => self.hint_twice(),
            Fault::NotRising | Fault::MaximumDiffers { .. } => self.hint_framework_table(),
            Fault::OtherInspection => self.hint_other_inspection(),
            Fault::OtherEdition => self.hint_other_edition(),
            Fault::CaseInBoth { .. } => self.hint_case_in_both(),
            Fault::ServiceRecordInBoth { .. } => self.hint_service_record_in_both(),
            Fault::ChangedOnBothSides(_) | Fault::InspectionChangedOnBothSides => {
                self.hint_changed_on_both_sides()
            }
            Fault::NumberTaken(_) => self.hint_number_taken(),
            Fault::NotKept => self.hint_not_kept(),
        }
    }

    /// Why a change was refused.
    pub fn refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::UnknownCase(_) => self.refusal_unknown_case().to_owned(),
            Refusal::UnknownReading(_) => self.refusal_unknown_reading().to_owned(),
            Refusal::UnknownEvidence(_) => self.refusal_unknown_evidence().to_owned(),
            Refusal::UnknownQuestion(reference) => self.refusal_unknown_question(reference),
            Refusal::UnknownPool(pool) => self.refusal_unknown_pool(pool),
            Refusal::UnknownDetail(detail) => self.refusal_unknown_detail(detail),
            Refusal::DoesNotFit(text) => self.refusal_does_not_fit(text),
            Refusal::NumberTaken(number) => self.fault_number_taken(number),
            Refusal::OutOfSequence { sequence, head } => {
                self.refusal_out_of_sequence(sequence, head)
            }
        }
    }

    /// A whole problem in one line: place, sentence and way out.
    pub fn problem(self, problem: &Problem) -> String {
        let place = self.place(&problem.place);
        self.problem_line(place, self.fault(&problem.fault), self.hint(&problem.fault))
    }
}
