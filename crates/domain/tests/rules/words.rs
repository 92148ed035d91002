//! Words of files, languages, and the order of ratings.

use domain::{
    Answer, Certainty, Combination, Date, Direction, Language, Nation, Proposal, Rating,
    SourceKind, Text, Toward, Verdict,
};

/// Each value has its own word, and the word gives the value back.
fn check<T: Copy + PartialEq + std::fmt::Debug>(
    all: &[T],
    word: impl Fn(T) -> &'static str,
    parse: impl Fn(&str) -> Option<T>,
    expected: &str,
) {
    let words: Vec<_> = all.iter().map(|one| word(*one)).collect();
    assert_eq!(words.join(" "), expected);
    for one in all {
        assert_eq!(parse(word(*one)), Some(*one));
    }
    for none in ["", "Good", "xyzzy", " "] {
        assert_eq!(parse(none), None, "{none:?}");
    }
}

#[test]
fn every_word_of_a_file_gives_back_what_it_stands_for() {
    check(
        &Certainty::ALL,
        Certainty::as_str,
        Certainty::parse,
        "verified inferred general-knowledge uncertain proposal",
    );
    check(&Combination::ALL, Combination::as_str, Combination::parse, "lowest judgement");
    let ratings = "inadequate requires-improvement good outstanding";
    check(&Rating::ALL, Rating::as_str, Rating::parse, ratings);
    check(&Answer::ALL, Answer::as_str, Answer::parse, "yes no not-applicable");
    let verdicts = "sufficient not-sufficient not-applicable";
    check(&Verdict::ALL, Verdict::as_str, Verdict::parse, verdicts);
    check(&Nation::ALL, Nation::as_str, Nation::parse, "england wales");
    check(Direction::ALL, Direction::as_str, Direction::parse, "positive negative neutral");
    check(
        SourceKind::ALL,
        SourceKind::as_str,
        SourceKind::parse,
        "document meeting focus-group survey case-sample data observation",
    );
    let mut proposals: Vec<_> = Rating::ALL.map(Proposal::Rated).into();
    proposals.push(Proposal::NotRated);
    check(&proposals, Proposal::as_str, Proposal::parse, &format!("{ratings} not-rated"));
    assert_eq!([Toward::Up, Toward::Down].map(Toward::as_str), ["up", "down"]);
}

#[test]
fn only_what_was_read_or_worked_out_from_it_is_confirmed() {
    let confirmed: Vec<_> = Certainty::ALL.into_iter().filter(|one| one.is_confirmed()).collect();
    assert_eq!(confirmed, [Certainty::Verified, Certainty::Inferred]);
}

#[test]
fn a_text_is_given_in_the_language_asked_for_or_else_in_english() {
    let both = Text { en: "Court".to_owned(), cy: Some("Llys".to_owned()) };
    assert_eq!((both.get(Language::English), both.get(Language::Welsh)), ("Court", "Llys"));
    assert_eq!(Text::english("Court").get(Language::Welsh), "Court");
}

#[test]
fn ratings_follow_on_each_other_in_single_steps() {
    let above: Vec<_> = Rating::ALL.into_iter().map(Rating::above).collect();
    assert_eq!(above[..3], Rating::ALL[1..].iter().copied().map(Some).collect::<Vec<_>>());
    assert_eq!(above[3], None);
    for (at, one) in Rating::ALL.into_iter().enumerate() {
        assert_eq!(one.below(), at.checked_sub(1).map(|at| Rating::ALL[at]));
        for (other_at, other) in Rating::ALL.into_iter().enumerate() {
            assert_eq!(one.steps_to(other), at.abs_diff(other_at) as u32);
        }
    }
}

#[test]
fn a_date_is_shown_alike_to_readers_and_to_programmers() {
    let date = Date::new(2024, 2, 29).unwrap();
    assert_eq!((date.to_string(), format!("{date:?}")), ("2024-02-29".into(), "2024-02-29".into()));
}
