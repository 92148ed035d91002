//! References and slugs stand in the order of their texts.

use domain::{Name, Reference};
use proptest::prelude::*;

proptest! {
    /// References are sorted in every file that is written, so another order would be another file.
    #[test]
    fn names_are_ordered_and_told_apart_as_their_texts_are(
        one in "[!-~]{1,31}",
        other in "[!-~]{1,31}",
        shared in "[!-~]{0,20}",
    ) {
        for (one, other) in [
            (one.clone(), other.clone()),
            (format!("{shared}{}", &one[..one.len().min(11)]), format!("{shared}{}", &other[..1])),
            (one.clone(), one.clone()),
        ] {
            let [a, b] = [&one, &other].map(|text| Reference::new(text).unwrap());
            prop_assert_eq!(a.cmp(&b), one.cmp(&other));
            prop_assert_eq!(a == b, one == other);
            prop_assert_eq!(a.as_str(), one.as_str());
        }
    }

    #[test]
    fn a_name_is_short_and_visible_or_it_is_none(text in "\\PC{0,40}") {
        let fits = (1..=31).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        prop_assert_eq!(Name::new(&text).map(|name| name.as_str().to_owned()), fits.then_some(text));
    }
}
