//! What a hand-over key may be.

use domain::HandOverKey;

const KEY: &str = "age1dk52uze4t45c87qeddj66fy99s8t4a04gxu7xu8l3zyhk44y4q9qgv5y88";

fn check(text: &str, expected: bool) {
    assert_eq!(HandOverKey::parse(text).is_some(), expected, "{text:?}");
}

#[test]
fn a_public_key_of_the_format_is_one() {
    check(KEY, true);
    // From the published examples of the format.
    check("age1lvyvwawkr0mcnnnncaghunadrqkmuf9e6507x9y920xxpp866cnql7dp2z", true);
    assert_eq!(HandOverKey::parse(KEY).unwrap().to_string(), KEY);
}

#[test]
fn a_letter_mistyped_left_out_or_swapped_is_told() {
    for at in "age1".len()..KEY.len() {
        for letter in "qpzry9x8gf2tvdw0s3jn54khce6mua7lbioQ1 ".chars() {
            let mut typed = KEY.to_owned();
            typed.replace_range(at..=at, &letter.to_string());
            check(&typed, typed == KEY);
        }
        let mut shorter = KEY.to_owned();
        shorter.remove(at);
        check(&shorter, false);
        if at + 1 < KEY.len() {
            let (one, other) = (&KEY[at..=at], &KEY[at + 1..at + 2]);
            let swapped = format!("{}{other}{one}{}", &KEY[..at], &KEY[at + 2..]);
            check(&swapped, one == other);
        }
    }
}

#[test]
fn anything_else_is_none() {
    for text in [
        "",
        "age1",
        "AGE1DK52UZE4T45C87QEDDJ66FY99S8T4A04GXU7XU8L3ZYHK44Y4Q9QGV5Y88",
        "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIH",
    ] {
        check(text, false);
    }
    check(&format!("{KEY} "), false);
    check(&format!("{KEY}\n"), false);
    check(&KEY.replacen('d', "é", 1), false);
}
