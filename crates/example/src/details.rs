//! Details of invented cases: plausible one by one and in their numbers.

use crate::dice::Dice;

/// Details by identifier, as a file writes them.
pub(crate) type Values = Vec<(&'static str, String)>;

/// Court cases, one after the other.
pub(crate) struct Court {
    disposals: Vec<&'static str>,
    harm: Vec<&'static str>,
    safety: Vec<&'static str>,
}

/// Out-of-court cases, one after the other.
pub(crate) struct OutOfCourt {
    disposals: Vec<&'static str>,
    harm: Vec<&'static str>,
    safety: Vec<&'static str>,
}

impl Court {
    /// Deals the classifications of `n` cases, so that their numbers are as wanted.
    pub(crate) fn new(n: usize, dice: &mut Dice) -> Self {
        const DISPOSALS: &[(&str, usize)] = &[
            ("referral-order", 0),
            ("youth-rehabilitation-order", 27),
            ("youth-rehabilitation-order-iss", 9),
            ("detention-and-training-order", 5),
            ("reparation-order", 5),
        ];
        const HARM: &[(&str, usize)] =
            &[("medium", 0), ("low", 23), ("high", 23), ("very-high", 5)];
        const SAFETY: &[(&str, usize)] =
            &[("medium", 0), ("none", 9), ("low", 18), ("high", 23), ("very-high", 5)];
        Self {
            disposals: dice.deck(n, DISPOSALS),
            harm: dice.deck(n, HARM),
            safety: dice.deck(n, SAFETY),
        }
    }

    /// The next case.
    pub(crate) fn next(&mut self, dice: &mut Dice) -> Values {
        let disposal = self.disposals.pop().unwrap_or("other");
        let mut values = child(dice, 14);
        let custody = disposal == "detention-and-training-order";
        values.push(("court-disposal", disposal.to_owned()));
        let month = dice.number(9, 12);
        values.push(("start-date", date(2023, month, dice)));
        let months = match disposal {
            "referral-order" => dice.one(&[6, 6, 9, 9, 10, 12]),
            "reparation-order" => 3,
            "detention-and-training-order" => dice.one(&[8, 10, 12]),
            _ => dice.one(&[12, 12, 15, 18]),
        };
        values.push(("length", months.to_string()));
        if custody {
            let month = dice.number(2, 5);
            values.push(("release-date", date(2024, month, dice)));
        }
        values.push(("resettlement", yes_if(custody)));
        offence(
            dice,
            &mut values,
            &[("none", 45), ("one", 25), ("two-to-four", 22), ("five-or-more", 8)],
        );
        classification(dice, &mut values, self.harm.pop(), self.safety.pop());
        victim_and_work(dice, &mut values);
        values
    }
}

impl OutOfCourt {
    /// Deals the classifications of `n` cases, so that their numbers are as wanted.
    pub(crate) fn new(n: usize, dice: &mut Dice) -> Self {
        const DISPOSALS: &[(&str, usize)] = &[
            ("community-resolution", 0),
            ("youth-caution", 13),
            ("youth-conditional-caution", 27),
            ("outcome-22", 20),
        ];
        const HARM: &[(&str, usize)] = &[("medium", 0), ("low", 40), ("high", 7)];
        const SAFETY: &[(&str, usize)] = &[("medium", 0), ("none", 13), ("low", 33), ("high", 13)];
        Self {
            disposals: dice.deck(n, DISPOSALS),
            harm: dice.deck(n, HARM),
            safety: dice.deck(n, SAFETY),
        }
    }

    /// The next case.
    pub(crate) fn next(&mut self, dice: &mut Dice) -> Values {
        let disposal = self.disposals.pop().unwrap_or("other");
        let mut values = child(dice, 12);
        values.push(("out-of-court-disposal", disposal.to_owned()));
        let month = dice.number(1, 3);
        values.push(("start-date", date(2024, month, dice)));
        if disposal != "youth-caution" {
            values.push(("length", dice.one(&[3, 3, 4, 6]).to_string()));
        }
        offence(dice, &mut values, &[("none", 85), ("one", 15)]);
        classification(dice, &mut values, self.harm.pop(), self.safety.pop());
        victim_and_work(dice, &mut values);
        values
    }
}

fn date(year: u16, month: u64, dice: &mut Dice) -> String {
    format!("{year}-{month:02}-{:02}", dice.number(1, 28))
}

fn yes_if(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

fn yes(dice: &mut Dice, percent: u64) -> String {
    yes_if(dice.happens(percent))
}

fn child(dice: &mut Dice, youngest: u64) -> Values {
    const ETHNICITY: &[(&str, u64)] = &[
        ("white", 78),
        ("mixed", 10),
        ("black", 5),
        ("asian", 3),
        ("other", 2),
        ("not-recorded", 2),
    ];
    const RELIGION: &[(&str, u64)] =
        &[("none", 40), ("christian", 14), ("muslim", 3), ("other", 2), ("not-recorded", 41)];
    const IDENTITY: &[(&str, u64)] =
        &[("same-as-sex", 82), ("different-from-sex", 3), ("not-recorded", 15)];
    let now = dice.happens(18);
    let ever = now || dice.happens(12);
    let mut values = vec![
        ("age", dice.number(youngest, 17).to_string()),
        ("sex", dice.weighted(&[("male", 82), ("female", 18)]).to_owned()),
        ("gender-identity", dice.weighted(IDENTITY).to_owned()),
        ("ethnicity", dice.weighted(ETHNICITY).to_owned()),
        ("religion", dice.weighted(RELIGION).to_owned()),
        ("disability", yes(dice, 14)),
        ("neurodiversity", yes(dice, 41)),
        ("communication-needs", yes(dice, 36)),
        ("main-language", dice.weighted(&[("english", 96), ("other", 4)]).to_owned()),
        ("looked-after", yes_if(now)),
        ("looked-after-ever", yes_if(ever)),
    ];
    if now {
        values.push(("placed-outside-area", yes(dice, 30)));
    }
    values.extend([
        ("child-protection-plan", yes(dice, 11)),
        ("child-in-need", yes(dice, 27)),
        ("education-plan", yes(dice, 30)),
        ("education-training-work", yes(dice, 62)),
    ]);
    values
}

fn offence(dice: &mut Dice, values: &mut Values, convictions: &[(&'static str, u64)]) {
    const GROUPS: &[(&str, u64)] = &[
        ("violence", 43),
        ("criminal-damage", 13),
        ("public-order", 9),
        ("theft", 8),
        ("drugs", 8),
        ("robbery", 6),
        ("vehicle", 5),
        ("burglary", 4),
        ("sexual", 4),
    ];
    const EARLIER: &[(&str, u64)] = &[("none", 48), ("one", 32), ("two-to-four", 20)];
    let group = dice.weighted(GROUPS);
    let violence = matches!(group, "violence" | "robbery");
    let weapon = violence && dice.happens(30);
    let at_home = group == "violence" && dice.happens(20);
    values.extend([
        ("offence-group", group.to_owned()),
        ("violence", yes_if(violence)),
        ("weapon", yes_if(weapon)),
        ("sexual-element", yes_if(group == "sexual")),
        ("domestic-abuse", yes(dice, 5)),
        ("child-to-parent-abuse", yes_if(at_home)),
        ("previous-convictions", dice.weighted(convictions).to_owned()),
        ("previous-out-of-court", dice.weighted(EARLIER).to_owned()),
    ]);
}

/// The service mostly classifies as the inspector does; where it does not, the inspector says so.
fn classification(
    dice: &mut Dice,
    values: &mut Values,
    harm: Option<&'static str>,
    safety: Option<&'static str>,
) {
    const LEVELS: [&str; 4] = ["low", "medium", "high", "very-high"];
    let harm = harm.unwrap_or("medium");
    let safety = safety.unwrap_or("medium");
    for (seen, service, inspector, differ) in [
        (harm, "rosh-service", "rosh-inspector", "rosh-should-differ"),
        (safety, "safety-service", "safety-inspector", "safety-should-differ"),
    ] {
        let level = LEVELS.iter().position(|level| *level == seen).unwrap_or(0);
        let (theirs, should) = match dice.number(1, 100) {
            1..=16 if level > 0 => (level - 1, "higher"),
            17..=22 if level < 3 && seen != "none" => (level + 1, "lower"),
            _ => (level, "no"),
        };
        values.extend([
            (service, LEVELS[theirs].to_owned()),
            (inspector, seen.to_owned()),
            (differ, should.to_owned()),
        ]);
    }
    let mappa = harm == "very-high";
    let exploitation = matches!(safety, "high" | "very-high") && dice.happens(55);
    let referral = if exploitation && dice.happens(50) { "positive" } else { "not-referred" };
    values.extend([
        ("mappa-category", if mappa { "category-2" } else { "none" }.to_owned()),
        ("mappa-level", if mappa { "level-2" } else { "none" }.to_owned()),
        ("exploitation", yes_if(exploitation)),
        ("national-referral-mechanism", referral.to_owned()),
    ]);
}

fn victim_and_work(dice: &mut Dice, values: &mut Values) {
    const OTHERS: &[(&str, u64)] = &[
        ("none", 45),
        ("child", 18),
        ("parent-or-carer", 15),
        ("other-worker", 10),
        ("several", 12),
    ];
    let victim = dice.happens(62);
    values.push(("identifiable-victim", yes_if(victim)));
    if victim {
        let contacted = dice.happens(79);
        values.push(("victim-contacted", yes_if(contacted)));
        if contacted {
            values.push(("victim-consent", yes(dice, 60)));
        }
        values.push(("restorative-justice-offered", yes(dice, 66)));
    }
    values.extend([
        ("case-managers", dice.weighted(&[("1", 70), ("2", 23), ("3", 7)]).to_owned()),
        ("workload", dice.number(6, 14).to_string()),
        ("case-manager-interviewed", yes(dice, 92)),
        ("others-interviewed", dice.weighted(OTHERS).to_owned()),
        ("records-system", dice.weighted(&[("youth-justice", 70), ("both", 30)]).to_owned()),
    ]);
}
