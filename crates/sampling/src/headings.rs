//! What a heading says about its column.

/// What a column can be for the drawing of a sample (4.6).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Role {
    /// The case's reference, different in each row.
    Reference,
    /// The disposal group, which is the pool of the case.
    Pool,
    /// The risk of serious harm.
    RiskOfSeriousHarm,
    /// The sex of the child.
    Sex,
    /// The case manager, as initials or a code.
    Manager,
    /// A code that is the same in all cases of one person.
    Person,
    /// The day the disposal began.
    Start,
    /// Why the case may not be drawn.
    Exclusion,
    /// The class of safety and wellbeing.
    Safety,
    /// The child's ethnicity.
    Ethnicity,
    /// Whether the child is looked after.
    LookedAfter,
}

/// Headings and what they mean. Capitals, blanks and signs do not matter.
const HEADINGS: [(Role, &[&str]); 11] = [
    (
        Role::Reference,
        &[
            "case reference",
            "case reference number",
            "case ref",
            "case number",
            "case no",
            "case id",
            "case",
            "reference",
            "reference number",
            "ref",
        ],
    ),
    (Role::Pool, &["disposal group", "pool", "case type", "type of case", "court or out of court"]),
    (Role::RiskOfSeriousHarm, &["rosh", "risk of serious harm", "risk of harm"]),
    (Role::Sex, &["sex", "gender", "sex at birth", "sex assigned at birth"]),
    (
        Role::Manager,
        &[
            "case manager",
            "manager",
            "case holder",
            "case worker",
            "caseworker",
            "allocated worker",
            "responsible officer",
            "practitioner",
        ],
    ),
    (Role::Person, &["person", "person key", "person code", "person id", "child id", "child key"]),
    (
        Role::Start,
        &[
            "start",
            "start date",
            "date started",
            "started",
            "disposal start",
            "disposal start date",
            "start of disposal",
            "order start date",
            "date of disposal",
            "date of sentence",
            "sentence date",
        ],
    ),
    (
        Role::Exclusion,
        &[
            "exclude",
            "excluded",
            "exclusion",
            "exclusion reason",
            "reason for exclusion",
            "reason excluded",
        ],
    ),
    (
        Role::Safety,
        &[
            "safety and wellbeing",
            "safety and well being",
            "safety wellbeing",
            "safety",
            "wellbeing",
        ],
    ),
    (Role::Ethnicity, &["ethnicity", "ethnic group", "ethnic origin", "ethnic background"]),
    (
        Role::LookedAfter,
        &[
            "looked after",
            "looked after now",
            "looked after child",
            "child looked after",
            "lac",
            "cla",
        ],
    ),
];

/// Words at the end of a heading that say nothing of what it is.
const ENDINGS: [&str; 7] =
    ["level", "class", "classification", "category", "status", "code", "rating"];

/// What a column with this heading is recognised as.
pub fn recognised(heading: &str) -> Option<Role> {
    let whole = together(heading);
    let shorter = ENDINGS.iter().find_map(|ending| whole.strip_suffix(ending));
    let is = |known: &str| {
        let known = together(known);
        known == whole || shorter == Some(known.as_str())
    };
    HEADINGS.iter().find(|(_, known)| known.iter().any(|one| is(one))).map(|(role, _)| *role)
}

/// Words by which a column is taken to hold names, dates of birth or ways to find a person, in
/// English and in Welsh. Better one too many: a heading can be altered, a file that travelled cannot.
const PERSONAL: [&str; 17] = [
    "name",
    "names",
    "alias",
    "aliases",
    "nickname",
    "dob",
    "born",
    "birth",
    "birthday",
    "birthdate",
    "address",
    "postcode",
    "email",
    "phone",
    "telephone",
    "enw",
    "enwau",
];

/// The same inside of words written together.
const PERSONAL_PARTS: [&str; 9] = [
    "surname",
    "forename",
    "firstname",
    "lastname",
    "fullname",
    "dateofbirth",
    "yearofbirth",
    "cyfenw",
    "dyddiadgeni",
];

/// Whether a column with this heading looks as if it held names, dates of birth or addresses (4.9).
pub fn names_a_person(heading: &str) -> bool {
    // "Sex at birth" tells no birthday.
    let innocent = recognised(heading) == Some(Role::Sex);
    let together = together(heading);
    !innocent
        && (words(heading).iter().any(|word| PERSONAL.contains(&word.as_str()))
            || PERSONAL_PARTS.iter().any(|part| together.contains(part)))
}

/// The letters and digits of a heading, small: `Case_Ref` and `caseRef` are both `caseref`.
pub(crate) fn together(heading: &str) -> String {
    let mut text = heading.to_lowercase();
    text.retain(is_letter);
    text
}

/// The words of a heading in small letters: `ChildName` and `child_name` are two words each.
fn words(heading: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_small = false;
    for letter in heading.chars() {
        if !is_letter(letter) || (letter.is_ascii_uppercase() && after_small) {
            words.push(String::new());
        }
        if let (true, Some(word)) = (is_letter(letter), words.last_mut()) {
            word.push(letter.to_ascii_lowercase());
        }
        after_small = letter.is_ascii_lowercase();
    }
    words
}

/// A letter or digit. Whatever stands outside of ASCII in a heading is taken for a letter.
fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || !letter.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_headings_are_recognised() {
        for (heading, role) in [
            ("Case reference", Role::Reference),
            ("CASE_REF", Role::Reference),
            ("caseId", Role::Reference),
            ("Disposal group", Role::Pool),
            ("RoSH", Role::RiskOfSeriousHarm),
            ("ROSH level", Role::RiskOfSeriousHarm),
            ("RoSH classification", Role::RiskOfSeriousHarm),
            ("Risk of serious harm", Role::RiskOfSeriousHarm),
            ("Gender", Role::Sex),
            ("Sex (at birth)", Role::Sex),
            ("Case manager", Role::Manager),
            ("Person code", Role::Person),
            ("Start-date", Role::Start),
            ("Exclusion reason", Role::Exclusion),
            ("Safety and well-being class", Role::Safety),
            ("Ethnicity", Role::Ethnicity),
            ("Looked after?", Role::LookedAfter),
        ] {
            assert_eq!(recognised(heading), Some(role), "{heading}");
        }
        for heading in ["", "Team", "RoSH (inspector)", "Service", "Length of the disposal"] {
            assert_eq!(recognised(heading), None, "{heading}");
        }
    }

    #[test]
    fn columns_that_tell_who_somebody_is_are_noticed() {
        for heading in [
            "Name",
            "Child's name",
            "ChildName",
            "SURNAME",
            "First_Name",
            "forename(s)",
            "FullName",
            "Case manager name",
            "DOB",
            "Date of birth",
            "DateOfBirth",
            "dateofbirth",
            "Birth date",
            "Enw",
            "Dyddiad geni",
            "Home address",
            "Postcode",
            "E-mail address",
        ] {
            assert!(names_a_person(heading), "{heading}");
        }
        for heading in [
            "Case reference",
            "Person code",
            "Sex at birth",
            "Gender",
            "Renamed",
            "Case manager",
            "Tenement",
            "RoSH",
            "",
        ] {
            assert!(!names_a_person(heading), "{heading}");
        }
    }
}
