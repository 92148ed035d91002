//! Problems: where, what, and what to do.

use domain::{Fault, Place, Problem, Refusal, Shape};

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
            Place::Entry { field, of } => self.place_entry(field, of),
        }
    }

    /// What is wrong, in a sentence.
    pub fn fault(self, fault: &Fault) -> String {
        match fault {
            Fault::TooLarge { found, most } => {
                self.fault_too_large(found.div_ceil(1_000_000), most / 1_000_000)
            }
            Fault::NotText => self.fault_not_text().to_owned(),
            Fault::Utf16 => self.fault_utf16().to_owned(),
            Fault::TooMany { most } => self.fault_too_many(most),
            Fault::TooDeep => self.fault_too_deep().to_owned(),
            Fault::NotJson => self.fault_not_json().to_owned(),
            Fault::CutOff => self.fault_cut_off().to_owned(),
            Fault::ChainBroken => self.fault_chain_broken().to_owned(),
            Fault::IsLocked => self.fault_is_locked().to_owned(),
            Fault::NotOurs => self.fault_not_ours().to_owned(),
            Fault::Sealed => self.fault_sealed().to_owned(),
            Fault::NewerVersion { found, newest } => self.fault_newer_version(found, newest),
            Fault::DigestDiffers => self.fault_digest_differs().to_owned(),
            Fault::FrameworkDigestDiffers => self.fault_framework_digest_differs().to_owned(),
            Fault::CountDiffers { said, found } => self.fault_count_differs(said, found),
            Fault::WrongShape(words) => self.fault_wrong_shape(words),
            Fault::IsFramework => self.fault_is_framework().to_owned(),
            Fault::IsInspection => self.fault_is_inspection().to_owned(),
            Fault::NameDiffers => self.fault_name_differs().to_owned(),
            Fault::NotToml(words) => self.fault_not_toml(words),
            Fault::Expected(shape) => self.fault_expected(self.shape(*shape)),
            Fault::UnknownField { nearest: None } => self.fault_unknown_field().to_owned(),
            Fault::UnknownField { nearest: Some(nearest) } => self.fault_misspelt_field(nearest),
            Fault::Missing => self.fault_missing().to_owned(),
            Fault::NotAllowed(text) => self.fault_not_allowed(text),
            Fault::NotOneOf { found, allowed } => self.fault_not_one_of(found, self.or(allowed)),
            Fault::NotAName(text) => self.fault_not_a_name(text),
            Fault::NotAMonth(text) => self.fault_not_a_month(text),
            Fault::NotACondition => self.fault_not_a_condition().to_owned(),
            Fault::OnlyForKind(kind) => self.fault_only_for_kind(kind),
            Fault::NotAList(detail) => self.fault_not_a_list(detail),
            Fault::NotAskedOfAll(detail) => self.fault_not_asked_of_all(detail),
            Fault::NotEarlier(prompt) => self.fault_not_earlier(prompt),
            Fault::NoPools => self.fault_no_pools().to_owned(),
            Fault::PoolsUnused => self.fault_pools_unused().to_owned(),
            Fault::Empty => self.fault_empty().to_owned(),
            Fault::NoBands => self.fault_no_bands().to_owned(),
            Fault::WithoutBands => self.fault_without_bands().to_owned(),
            Fault::OnlyMixed => self.fault_only_mixed().to_owned(),
            Fault::NotMixed => self.fault_not_mixed().to_owned(),
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
            Fault::TooLarge { .. } | Fault::TooMany { .. } => self.hint_too_large(),
            Fault::NotText | Fault::NotJson | Fault::NotOurs | Fault::TooDeep => {
                self.hint_not_ours()
            }
            Fault::Utf16 => self.hint_utf16(),
            Fault::Sealed => self.hint_sealed(),
            Fault::CutOff => self.hint_cut_off(),
            Fault::ChainBroken => self.hint_chain_broken(),
            Fault::IsLocked => self.hint_is_locked(),
            Fault::NewerVersion { .. } => self.hint_newer_version(),
            Fault::DigestDiffers
            | Fault::FrameworkDigestDiffers
            | Fault::CountDiffers { .. }
            | Fault::StateDiffers
            | Fault::Refused(_)
            | Fault::Expected(_)
            | Fault::UnknownField { .. }
            | Fault::WrongShape(_) => self.hint_altered(),
            Fault::IsFramework => self.hint_is_framework(),
            Fault::IsInspection => self.hint_is_inspection(),
            Fault::UnknownQuestion(_) => self.hint_unknown_question(),
            Fault::Missing | Fault::NotAllowed(_) | Fault::NotOneOf { .. } | Fault::Unknown(_) => {
                self.hint_not_allowed()
            }
            Fault::NotToml(_)
            | Fault::NameDiffers
            | Fault::NotAName(_)
            | Fault::NotAMonth(_)
            | Fault::NotACondition
            | Fault::OnlyForKind(_)
            | Fault::NotAList(_)
            | Fault::NotAskedOfAll(_)
            | Fault::NotEarlier(_)
            | Fault::NoPools
            | Fault::PoolsUnused
            | Fault::Empty
            | Fault::NoBands
            | Fault::WithoutBands
            | Fault::OnlyMixed
            | Fault::NotMixed => self.hint_framework_file(),
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

    /// What the author of a framework file does about it.
    pub fn author_hint(self, fault: &Fault) -> &'static str {
        match fault {
            Fault::TooLarge { .. } => self.author_hint_too_large(),
            Fault::NotText | Fault::Utf16 => self.author_hint_not_text(),
            Fault::NotToml(_) => self.author_hint_not_toml(),
            Fault::Expected(shape) => match shape {
                Shape::Text => self.author_hint_text(),
                Shape::Number => self.author_hint_number(),
                Shape::Flag => self.author_hint_flag(),
                Shape::List => self.author_hint_list(),
                Shape::Table => self.author_hint_table(),
            },
            Fault::UnknownField { nearest: None } => self.author_hint_unknown_field(),
            Fault::UnknownField { .. } => self.author_hint_misspelt_field(),
            Fault::Missing => self.author_hint_missing(),
            Fault::NotOneOf { .. } => self.author_hint_not_one_of(),
            Fault::NotAllowed(_) => self.author_hint_not_allowed(),
            Fault::NotAName(_) => self.author_hint_not_a_name(),
            Fault::NotAMonth(_) => self.author_hint_not_a_month(),
            Fault::NotACondition => self.author_hint_not_a_condition(),
            Fault::OnlyForKind(_) => self.author_hint_only_for_kind(),
            Fault::NotAList(_) => self.author_hint_not_a_list(),
            Fault::NotAskedOfAll(_) => self.author_hint_not_asked_of_all(),
            Fault::NotEarlier(_) => self.author_hint_not_earlier(),
            Fault::NoPools => self.author_hint_no_pools(),
            Fault::PoolsUnused => self.author_hint_pools_unused(),
            Fault::Empty => self.author_hint_empty(),
            Fault::NoBands => self.author_hint_no_bands(),
            Fault::WithoutBands => self.author_hint_without_bands(),
            Fault::OnlyMixed => self.author_hint_only_mixed(),
            Fault::NotMixed => self.author_hint_not_mixed(),
            Fault::Unknown(_) => self.author_hint_unknown(),
            Fault::Twice(_) => self.author_hint_twice(),
            Fault::NotRising => self.author_hint_not_rising(),
            Fault::MaximumDiffers { .. } => self.author_hint_maximum_differs(),
            Fault::NotOurs
            | Fault::NotJson
            | Fault::CutOff
            | Fault::DigestDiffers
            | Fault::FrameworkDigestDiffers
            | Fault::NameDiffers => self.author_hint_build_again(),
            _ => self.hint(fault),
        }
    }

    /// What a value of a file has to be.
    fn shape(self, shape: Shape) -> &'static str {
        match shape {
            Shape::Text => self.shape_text(),
            Shape::Number => self.shape_number(),
            Shape::Flag => self.shape_flag(),
            Shape::List => self.shape_list(),
            Shape::Table => self.shape_table(),
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
