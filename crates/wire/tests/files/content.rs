//! Files with a mistake inside, sealed as if it were none.

use crate::practice::{nothing_known, read_every_way, small, written};
use crate::problems::{assert_problems, head_and_content, recounted, replaced, resealed};

/// The work that the files of these tests hold.
const WORK: &str = "service: One
    1: court 001
    1 reading: AB
    1 age: 15
    1 safety: low
    1 2.1.1a: yes
    1 2.1.1b: no
    1 2.1.1: sufficient
    1 2.1.2: not-sufficient
    2: out-of-court 002
    e1 place: 1.1.1
    e1 source: data
    e2 place: 1.1.1
    proposed 1.1: good
    given 1.1: good";

/// The file of [`WORK`], as it should be.
fn sound() -> String {
    written(&small(WORK))
}

/// Replaces parts of the sound file, seals it again and gives the problems found in it.
fn check(parts: &[(&str, &str)], expected: &[&str]) {
    let altered = parts.iter().fold(sound(), |text, (part, by)| replaced(&text, part, by));
    assert_problems(read_every_way(&resealed(&altered)), expected);
}

#[test]
fn the_sound_file_has_no_problem() {
    check(&[], &[]);
}

#[test]
fn a_question_the_framework_does_not_have_is_told_by_its_name() {
    check(
        &[("\"answers\":{\"2.1.1a\"", "\"answers\":{\"2.1.9z\"")],
        &["content.cases[0].readings[0].answers: UnknownQuestion(\"2.1.9z\")"],
    );
    check(
        &[("\"judgements\":{\"2.1.1\"", "\"judgements\":{\"2.1.1a\"")],
        &["content.cases[0].readings[0].judgements: UnknownQuestion(\"2.1.1a\")"],
    );
    check(
        &[("\"answers\":{\"2.1.1a\"", "\"answers\":{\"no such question\"")],
        &["content.cases[0].readings[0].answers: UnknownQuestion(\"no such question\")"],
    );
    check(
        &[("\"reference\":\"2.1.1a\",\"after\"", "\"reference\":\"2.1.9z\",\"after\"")],
        &["case 001: Refused(UnknownQuestion(\"2.1.9z\"))"],
    );
}

#[test]
fn a_detail_the_framework_does_not_have_is_told_by_its_name() {
    check(
        &[("\"age\":\"15\"", "\"shoe-size\":\"15\"")],
        &["content.cases[0].details: Unknown(\"shoe-size\")"],
    );
    check(
        &[("\"detail\":\"age\"", "\"detail\":\"shoe-size\"")],
        &["case 001: Refused(UnknownDetail(\"shoe-size\"))"],
    );
}

#[test]
fn a_pool_the_framework_does_not_have_is_told_by_its_name() {
    check(
        &[("\"pool\":\"court\"", "\"pool\":\"prison\"")],
        &["content.cases[0].pool: Unknown(\"prison\")"],
    );
    check(
        &[("\"after\":\"court 001\"", "\"after\":\"prison 001\"")],
        &["case 001: Refused(UnknownPool(\"prison\"))"],
    );
}

#[test]
fn a_value_that_is_none_of_those_allowed_is_told_with_its_field() {
    for (part, by, expected) in [
        ("\"age\":\"15\"", "\"age\":\"51\"", "content.cases[0].details.age: NotAllowed(\"51\")"),
        (
            "\"2.1.1a\":{\"answer\":\"yes\"",
            "\"2.1.1a\":{\"answer\":\"maybe\"",
            "content.cases[0].readings[0].answers.2.1.1a: NotAllowed(\"maybe\")",
        ),
        (
            "\"2.1.2\":{\"verdict\":\"not-sufficient\"",
            "\"2.1.2\":{\"verdict\":\"poor\"",
            "content.cases[0].readings[0].judgements.2.1.2: NotAllowed(\"poor\")",
        ),
        (
            "{\"id\":\"0000000000000002\",\"number\"",
            "{\"id\":\"2\",\"number\"",
            "content.cases[1].id: NotAllowed(\"2\")",
        ),
        (
            "\"counts\":true,",
            "\"counts\":true,\"complete\":true,\"reopened\":\"late\",",
            "content.cases[0].readings[0].reopened: NotAllowed(\"late\")",
        ),
        (
            "\"counts\":true,",
            "\"counts\":true,\"reopened\":\" \",",
            "content.cases[0].readings[0].reopened: NotAllowed(\" \")",
        ),
        (
            "\"readings\":[{\"id\":\"0000000000000001\"",
            "\"readings\":[{\"id\":\"1\"",
            "content.cases[0].readings[0].id: NotAllowed(\"1\")",
        ),
        (
            "\"service\":\"One\"",
            "\"service\":\"One\",\"nation\":\"scotland\"",
            "content.inspection.nation: NotAllowed(\"scotland\")",
        ),
        (
            "\"service\":\"One\"",
            "\"service\":\"One\",\"fieldwork_from\":\"soon\"",
            "content.inspection.fieldwork_from: NotAllowed(\"soon\")",
        ),
        (
            "\"source\":\"data\"",
            "\"source\":\"hearsay\"",
            "content.inspection.evidence[0].source: NotAllowed(\"hearsay\")",
        ),
        (
            "\"source\":\"data\"",
            "\"source\":\"data\",\"direction\":\"up\",\"date\":\"1\"",
            "content.inspection.evidence[0].date: NotAllowed(\"1\")",
        ),
        (
            "{\"standard\":\"1.1\",\"rating\":\"good\"}]",
            "{\"standard\":\"1.1\",\"rating\":\"fine\"}]",
            "content.inspection.proposed[0].rating: NotAllowed(\"fine\")",
        ),
        (
            "{\"standard\":\"1.1\",\"rating\":\"good\",\"at\"",
            "{\"standard\":\"1 1\",\"rating\":\"fine\",\"at\"",
            "content.inspection.given[0].standard: NotAllowed(\"1 1\")",
        ),
        (
            "{\"id\":\"0000000000000007\"",
            "{\"id\":\"7\"",
            "content.inspection.id: NotAllowed(\"7\")",
        ),
        (
            "\"part\":\"service\"",
            "\"part\":\"weather\"",
            "content.changes[0].part: NotAllowed(\"weather\")",
        ),
        (
            "\"part\":\"detail\",\"case\":\"0000000000000001\",\"detail\":\"age\"",
            "\"part\":\"detail\",\"case\":\"1\",\"detail\":\"age\"",
            "content.changes[3].case: NotAllowed(\"1\")",
        ),
        (
            "\"part\":\"detail\",\"case\":\"0000000000000001\",\"detail\":\"age\"",
            "\"part\":\"detail\",\"detail\":\"age\"",
            "content.changes[3].case: Missing",
        ),
    ] {
        let altered = resealed(&replaced(&sound(), part, by));
        let found = read_every_way(&altered).unwrap_err();
        assert_eq!(crate::problems::stated(&found[0]), expected);
    }
}

#[test]
fn a_case_given_twice_is_told() {
    check(
        &[("{\"id\":\"0000000000000002\",\"number\"", "{\"id\":\"0000000000000001\",\"number\"")],
        &["content.cases[1]: Twice(\"002\")"],
    );
}

#[test]
fn a_number_given_twice_is_told() {
    check(&[("\"number\":\"002\"", "\"number\":\"001\"")], &["content.cases[1]: Twice(\"001\")"]);
    check(
        &[("\"after\":\"out-of-court 002\"", "\"after\":\"out-of-court 001\"")],
        &["case 001: Refused(NumberTaken(\"001\"))"],
    );
}

#[test]
fn a_name_given_twice_in_an_object_is_told_wherever_it_is() {
    for (part, by, expected) in [
        ("\"2.1.1b\":{", "\"2.1.1a\":{", "content.cases[0].readings[0].answers: Twice(\"2.1.1a\")"),
        ("\"2.1.2\":{", "\"2.1.1\":{", "content.cases[0].readings[0].judgements: Twice(\"2.1.1\")"),
        (
            "\"age\":\"15\"",
            "\"age\":\"15\",\"age\":\"16\"",
            "content.cases[0].details: Twice(\"age\")",
        ),
        (
            "\"number\":\"002\"",
            "\"number\":\"002\",\"number\":\"002\"",
            "content.cases[1]: WrongShape(\"duplicate field `number`\")",
        ),
        (
            "\"counts\":true",
            "\"counts\":true,\"counts\":true",
            "content.cases[0]: WrongShape(\"duplicate field `counts`\")",
        ),
        (
            "\"service\":\"One\"",
            "\"service\":\"One\",\"service\":\"One\"",
            "content.inspection: WrongShape(\"duplicate field `service`\")",
        ),
        (
            "\"after\":\"One\"",
            "\"after\":\"One\",\"after\":\"One\"",
            "content.changes[0]: WrongShape(\"duplicate field `after`\")",
        ),
        (
            "\n\"changes\":[",
            "\n\"changes\":[],\n\"changes\":[",
            "content: WrongShape(\"duplicate field `changes`\")",
        ),
        (
            "\"minimum_cases\":1",
            "\"minimum_cases\":1,\"minimum_cases\":1",
            "content.framework.rules.minimum_cases: Twice(\"minimum_cases\")",
        ),
    ] {
        check(&[(part, by)], &[expected]);
    }
}

#[test]
fn a_hidden_answer_that_also_stands_among_the_others_is_told() {
    check(
        &[(
            "\"judgements\":{",
            "\"hidden_answers\":{\"2.1.1a\":{\"note\":\"x\"}},\"judgements\":{",
        )],
        &["content.cases[0].readings[0].answers: Twice(\"2.1.1a\")"],
    );
}

#[test]
fn an_entry_given_twice_in_a_list_is_told() {
    check(
        &[(
            "{\"id\":\"0000000000000002\",\"key_question\"",
            "{\"id\":\"0000000000000001\",\"key_question\"",
        )],
        &["content.inspection.evidence[1]: Twice(\"0000000000000001\")"],
    );
    check(
        &[("\"proposed\":[", "\"proposed\":[{\"standard\":\"1.1\",\"reason\":\"x\"},")],
        &["content.inspection.proposed[1]: Twice(\"1.1\")"],
    );
    check(
        &[("\"given\":[", "\"given\":[{\"standard\":\"1.1\",\"by\":\"x\",\"at\":0},")],
        &["content.inspection.given[1]: Twice(\"1.1\")"],
    );
    check(
        &[(
            "\"readings\":[",
            "\"readings\":[{\"id\":\"0000000000000001\",\"reader\":\"CD\",\"counts\":false},",
        )],
        &["content.cases[0].readings[1]: Twice(\"0000000000000001\")"],
    );
}

#[test]
fn two_readings_that_both_count_are_not_what_the_changes_give() {
    check(
        &[(
            "\"readings\":[",
            "\"readings\":[{\"id\":\"0000000000000002\",\"reader\":\"CD\",\"counts\":true},",
        )],
        &["case 001: StateDiffers"],
    );
}

#[test]
fn a_change_that_does_not_fit_is_told_with_its_case() {
    check(
        &[(
            "\"reference\":\"2.1.1a\",\"after\":\"yes\"",
            "\"reference\":\"2.1.1a\",\"after\":\"maybe\"",
        )],
        &["case 001: Refused(DoesNotFit(\"maybe\"))"],
    );
    check(
        &[("\"after\":\"One\"", "\"after\":\"\"")],
        &["part content.changes[0]: Refused(DoesNotFit(\"\"))"],
    );
    check(
        &[("\"sequence\":4,", "\"sequence\":3,")],
        &["case 001: Refused(OutOfSequence { sequence: 3, head: 3 })"],
    );
    check(
        &[(
            "\"part\":\"reading\",\"case\":\"0000000000000001\",\"reading\":\"0000000000000001\"",
            "\"part\":\"reading\",\"case\":\"0000000000000001\",\"reading\":\"0000000000000009\"",
        )],
        &["case 001: Refused(UnknownReading(0000000000000001))"],
    );
}

/// The sound file without the changes whose lines hold this.
fn without_changes(holding: &str) -> String {
    let text = sound();
    let (before, changes) = text.split_once("\"changes\":[\n").unwrap();
    let (changes, after) = changes.split_once("]\n}").unwrap();
    let kept: Vec<_> = changes.split(",\n").filter(|line| !line.contains(holding)).collect();
    let count = kept.len();
    assert!(count < changes.split(",\n").count(), "no change holds {holding:?}");
    let text = format!("{before}\"changes\":[\n{}]\n}}{after}", kept.join(",\n"));
    resealed(&recounted(&text, 2, count))
}

fn check_without(holding: &str, expected: &[&str]) {
    assert_problems(read_every_way(&without_changes(holding)), expected);
}

#[test]
fn a_state_that_its_changes_do_not_give_is_told_case_by_case() {
    check_without("\"reference\":\"2.1.1a\"", &["case 001: StateDiffers"]);
    check_without("\"after\":\"out-of-court 002\"", &["case 002: StateDiffers"]);
    check_without("\"part\":\"service\"", &["part content.inspection: StateDiffers"]);
    check_without("\"part\":\"given\"", &["part content.inspection: StateDiffers"]);
    check_without("\"part\":\"evidence-source\"", &["part content.inspection: StateDiffers"]);
    check(&[("\"number\":\"001\"", "\"number\":\"003\"")], &["case 003: StateDiffers"]);
    check(
        &[("{\"id\":\"0000000000000002\",\"number\"", "{\"id\":\"0000000000000003\",\"number\"")],
        &["case 002: StateDiffers", "case 002: StateDiffers"],
    );
}

#[test]
fn work_in_a_case_that_was_never_added_is_refused() {
    check_without("\"after\":\"court 001\"", &["case 001: Refused(UnknownCase(0000000000000001))"]);
}

#[test]
fn changes_are_put_in_the_order_of_their_clocks_wherever_they_stand() {
    let mut desk = small("service: One; 1: court 001; 1 2.1.1a: yes").at_device(2);
    desk.write("2: court 002; 1 2.1.1a: no");
    let sound = read_every_way(&written(&desk)).unwrap();
    let n = desk.changes.len();
    for (one, other) in [(n - 3, n - 2), (n - 3, n - 1), (n - 2, n - 1)] {
        let mut swapped = desk.clone();
        swapped.changes.swap(one, other);
        let text = written(&swapped);
        assert_ne!(text, written(&desk));
        let read = read_every_way(&text).unwrap();
        assert_eq!(
            (read.inspection, read.changes),
            (sound.inspection.clone(), desk.changes.clone())
        );
    }
}

#[test]
fn a_change_that_cannot_have_happened_is_refused_even_where_it_alters_nothing() {
    let mut desk = small("1: court 001; 1 2.1.1a: yes");
    let mut change = desk.changes.last().unwrap().clone();
    change.stamp.sequence += 1;
    change.stamp.clock += 1;
    change.after = Some("perhaps".to_owned());
    desk.changes.push(change);
    assert_problems(
        read_every_way(&written(&desk)),
        &["case 001: Refused(DoesNotFit(\"perhaps\"))"],
    );
}

#[test]
fn a_list_of_differences_comes_to_an_end() {
    let cases: Vec<_> = (1..=60).map(|id| format!("{id}: court {id:03}")).collect();
    let text = written(&small(&cases.join(";")));
    let altered = resealed(&text.replace("\"pool\":\"court\"", "\"pool\":\"out-of-court\""));
    let problems = read_every_way(&altered).unwrap_err();
    assert_eq!(problems.len(), 50);
    assert_eq!(crate::problems::stated(&problems[49]), "case 050: StateDiffers");
}

#[test]
fn everything_wrong_in_the_cases_and_changes_is_told_at_once() {
    let altered = [
        ("\"age\":\"15\"", "\"age\":\"1\""),
        ("\"pool\":\"out-of-court\"", "\"pool\":\"prison\""),
        ("\"answers\":{\"2.1.1a\"", "\"answers\":{\"2.1.9z\""),
        ("\"part\":\"service\"", "\"part\":\"weather\""),
    ];
    let text = altered.iter().fold(sound(), |text, (part, by)| replaced(&text, part, by));
    assert_problems(
        read_every_way(&resealed(&recounted(&text, 3, 15))),
        &[
            "part n_cases: CountDiffers { said: 3, found: 2 }",
            "content.cases[0].details.age: NotAllowed(\"1\")",
            "content.cases[0].readings[0].answers: UnknownQuestion(\"2.1.9z\")",
            "content.cases[1].pool: Unknown(\"prison\")",
            "content.changes[0].part: NotAllowed(\"weather\")",
        ],
    );
}

/// Something nested this deep.
fn nested(open: &str, close: &str, depth: usize) -> String {
    format!("{}0{}", open.repeat(depth), close.repeat(depth))
}

#[test]
fn what_is_nested_ten_thousand_deep_is_refused_where_it_stands() {
    let lists = nested("[", "]", 10_000);
    let string = "WrongShape(\"invalid type: sequence, expected a string\")";
    check(
        &[("\"service\":\"One\"", &format!("\"service\":{lists}"))],
        &[&format!("content.inspection: {string}")],
    );
    check(
        &[("\"number\":\"002\"", &format!("\"number\":{lists}"))],
        &[&format!("content.cases[1]: {string}")],
    );
    check(
        &[("\"after\":\"One\"", &format!("\"after\":{lists}"))],
        &[&format!("content.changes[0]: {string}")],
    );
    let deep = nested("{\"not\":", "}", 10_000);
    let condition = "\"shown_when\":{\"answer\":\"2.1.1b\",\"in\":[\"yes\",\"no\"]}";
    check(&[(condition, &format!("\"shown_when\":{deep}"))], &["part content.framework: TooDeep"]);
}

#[test]
fn a_content_that_is_no_content_is_told() {
    let sound = sound();
    let (head, _) = head_and_content(&sound);
    for (content, words) in [
        ("{}", "missing field `framework`"),
        ("12", "invalid type: integer `12`, expected struct Content"),
        ("[[[]]]", "invalid length 1, expected struct Content with 4 elements"),
    ] {
        let text = resealed(&format!("{head},\n  \"content\": {content}\n}}\n"));
        assert_problems(read_every_way(&text), &[&format!("content: WrongShape({words:?})")]);
    }
    let nothing = resealed(&format!("{head},\n  \"content\": null\n}}\n"));
    assert_problems(read_every_way(&nothing), &["part content: Missing"]);
    let deep = nested("[", "]", 10_000);
    let text = resealed(&format!("{head},\n  \"content\": {deep}\n}}\n"));
    assert!(read_every_way(&text).is_err());
}

#[test]
fn numbers_beyond_all_bounds_are_refused_where_they_stand() {
    let first = "\"sequence\":1,\"clock\":1,";
    for (by, words) in [
        ("\"sequence\":1e999,\"clock\":1,", "number out of range"),
        ("\"sequence\":1,\"clock\":1e999,", "number out of range"),
        ("\"sequence\":1,\"clock\":-1,", "invalid value: integer `-1`, expected u64"),
        ("\"sequence\":1,\"clock\":1.5,", "invalid type: floating point `1.5`, expected u64"),
        (
            "\"sequence\":4294967296,\"clock\":1,",
            "invalid value: integer `4294967296`, expected u32",
        ),
        (
            "\"sequence\":1,\"clock\":18446744073709551616,",
            "invalid type: floating point `1.8446744073709552e+19`, expected u64",
        ),
    ] {
        check(&[(first, by)], &[&format!("content.changes[0]: WrongShape({words:?})")]);
    }
    check(
        &[("\"minimum_cases\":1", "\"minimum_cases\":1e999")],
        &["part content.framework: NotJson"],
    );
}

#[test]
fn points_too_large_to_be_added_up_are_refused() {
    let points = "\"outstanding\":3}";
    check(
        &[(points, "\"outstanding\":4294967295}")],
        &[
            "part rules.points: NotAllowed(\"4294967295\")",
            "part rules.overall: MaximumDiffers { said: 9, found: 4294967295 }",
        ],
    );
}

#[test]
fn a_stamp_may_count_as_far_as_every_program_can_and_no_further() {
    let stamp = "\"sequence\":15,\"clock\":15,";
    let last = "\"sequence\":2147483648,\"clock\":9007199254740992,";
    let exported = wire::read(&resealed(&replaced(&sound(), stamp, last)), nothing_known).unwrap();
    assert_eq!(exported.inspection.clock, 9_007_199_254_740_992);
    for (by, expected) in [
        ("\"sequence\":2147483649,\"clock\":15,", "sequence: NotAllowed(\"2147483649\")"),
        ("\"sequence\":15,\"clock\":9007199254740993,", "clock: NotAllowed(\"9007199254740993\")"),
        (
            "\"sequence\":15,\"clock\":18446744073709551615,",
            "clock: NotAllowed(\"18446744073709551615\")",
        ),
    ] {
        check(&[(stamp, by)], &[&format!("content.changes[14].{expected}")]);
    }
}

#[test]
fn half_a_letter_is_no_text() {
    let lone = "lone leading surrogate in hex escape";
    let cut = "unexpected end of hex escape";
    for (escape, words) in [
        ("\\udc00", lone),
        ("\\ud83d", cut),
        ("\\ud83dx", cut),
        ("\\ud83d\\u0041", lone),
        ("\\ud83d\\ud83d", lone),
    ] {
        let service = format!("\"service\":\"{escape}\"");
        check(
            &[("\"service\":\"One\"", &service)],
            &[&format!("content.inspection: WrongShape({words:?})")],
        );
        let after = format!("\"after\":\"{escape}\"");
        check(
            &[("\"after\":\"One\"", &after)],
            &[&format!("content.changes[0]: WrongShape({words:?})")],
        );
    }
    // A whole one is, however it is spelt.
    let spelt = resealed(
        &sound()
            .replace("\"service\":\"One\"", "\"service\":\"\\ud83d\\ude00\"")
            .replace("\"after\":\"One\"", "\"after\":\"😀\""),
    );
    assert_eq!(read_every_way(&spelt).unwrap().inspection.service, "😀");
}

#[test]
fn an_escaped_text_and_a_plain_one_are_read_alike() {
    let escaped =
        resealed(&replaced(&sound(), "\"number\":\"002\"", "\"num\\u0062er\":\"\\u00302\""));
    assert_problems(read_every_way(&escaped), &["case 02: StateDiffers"]);
}

#[test]
fn a_framework_with_a_mistake_is_told_by_the_place_of_the_mistake() {
    check(
        &[("\"rounding\":\"round-half-up\"", "\"rounding\":\"up\"")],
        &["rounding of rules: NotOneOf { found: \"up\", \
           allowed: [\"round-half-up\", \"exact\"] }"],
    );
    check(&[("\"good\":65", "\"good\":95")], &["part rules.bands: NotRising"]);
    check(
        &[("\"minimum_cases\":1", "\"minimum_cases\":1,\"weights\":2")],
        &["content.framework.rules.weights: UnknownField { nearest: None }"],
    );
}
