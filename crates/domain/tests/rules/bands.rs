//! From a share to a band (3.2).

use domain::{Bands, Framework, Rating, Rounding, Rules, Share};

use crate::builder::{framework, key_question, standard};

fn rules(rounding: Rounding) -> Rules {
    Rules {
        rounding,
        ..framework(vec![standard("2.1", vec![key_question("2.1.1", 1)])]).rules.clone()
    }
}

/// `17 of 22` and the band that it has to have when rounded and when taken exactly.
fn check(share: &str, expected: &str) {
    let share = parse(share);
    let [rounded, exact] = [Rounding::HalfUp, Rounding::Exact]
        .map(|rounding| rules(rounding).rating_of(share).map_or("unrated", Rating::as_str));
    let found = if rules(Rounding::HalfUp).rounding_decides(share) {
        format!("{rounded} by rounding, else {exact}")
    } else {
        assert_eq!(rounded, exact, "{share:?}");
        rounded.to_owned()
    };
    assert_eq!(found, expected, "{share:?}");
}

fn parse(share: &str) -> Share {
    let (part, of) = share.split_once(" of ").unwrap();
    Share { part: part.parse().unwrap(), of: of.parse().unwrap() }
}

#[test]
fn a_share_has_the_band_of_the_highest_edge_it_reaches() {
    for (share, band) in [
        ("0 of 100", "inadequate"),
        ("49 of 100", "inadequate"),
        ("50 of 100", "requires-improvement"),
        ("64 of 100", "requires-improvement"),
        ("65 of 100", "good"),
        ("79 of 100", "good"),
        ("80 of 100", "outstanding"),
        ("100 of 100", "outstanding"),
        ("0 of 1", "inadequate"),
        ("1 of 1", "outstanding"),
        ("1 of 2", "requires-improvement"),
        ("2 of 3", "good"),
        ("4 of 5", "outstanding"),
    ] {
        check(share, band);
    }
}

#[test]
fn a_share_just_under_an_edge_is_decided_by_the_way_of_rounding() {
    check("11 of 17", "good by rounding, else requires-improvement");
    check("35 of 44", "outstanding by rounding, else good");
    check("50 of 101", "requires-improvement by rounding, else inadequate");
    // Half a percentage point under the edge itself, and the next fraction below that.
    check("129 of 200", "good by rounding, else requires-improvement");
    check("1289 of 2000", "requires-improvement");
}

#[test]
fn nothing_out_of_nothing_has_no_band() {
    check("0 of 0", "unrated");
    assert_eq!(Share::default().percent(), None);
}

/// A band begins half a percentage point under its edge where shares are rounded half up, and at its
/// edge where they are taken exactly: worked out without a percentage, unlike the rule itself.
#[test]
fn every_share_of_up_to_120_cases_has_the_band_its_fraction_reaches() {
    let framework = framework(vec![standard("2.1", vec![key_question("2.1.1", 1)])]);
    let Bands { requires_improvement, good, outstanding } = framework.rules.bands.unwrap();
    let edges = [requires_improvement, good, outstanding];
    for of in 1..=120 {
        for part in 0..=of {
            let share = Share { part, of };
            let bands = |begins: &dyn Fn(u32) -> bool| {
                Rating::ALL[edges.iter().filter(|edge| begins(**edge)).count()]
            };
            let rounded = bands(&|edge| part * 200 >= (2 * edge - 1) * of);
            let exact = bands(&|edge| part * 100 >= edge * of);
            assert_eq!(rated(&framework, Rounding::HalfUp, share), Some(rounded), "{share:?}");
            assert_eq!(rated(&framework, Rounding::Exact, share), Some(exact), "{share:?}");
            assert_eq!(framework.rules.rounding_decides(share), rounded != exact, "{share:?}");
        }
    }
}

fn rated(framework: &Framework, rounding: Rounding, share: Share) -> Option<Rating> {
    Rules { rounding, ..framework.rules.clone() }.rating_of(share)
}

/// The table of 3.2, in full up to 74 cases.
#[test]
fn rounding_decides_for_the_fractions_the_document_lists_and_no_others() {
    let listed = "11/17 20/31 22/34 24/37 31/48 33/51 35/54 37/57 40/62 42/65 44/68 46/71 48/74 \
                  35/44 39/49 43/54 47/59 51/64 55/69 59/74";
    let mut listed: Vec<Share> =
        listed.split(' ').map(|one| parse(&one.replace('/', " of "))).collect();
    listed.sort_by_key(|share| (share.of, share.part));
    let rules = rules(Rounding::HalfUp);
    let all = (1..=74).flat_map(|of| (0..=of).map(move |part| Share { part, of }));
    let found: Vec<_> = all.filter(|share| rules.rounding_decides(*share)).collect();
    assert_eq!(found, listed);
}

#[test]
fn the_rating_of_a_share_of_a_whole_population_does_not_overflow() {
    check(&format!("{} of {}", u32::MAX, u32::MAX), "outstanding");
    check(
        &format!("{} of {}", u32::MAX / 2, u32::MAX),
        "requires-improvement by rounding, else inadequate",
    );
}
