//! What holds of every list, every choice and every seed.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use sampling::{
    Choices, ColumnNames, Columns, Confidence, Kind, List, Margin, Percent, Plan, Population,
    Precision, Seed, Size, apportion, draw, sample_list,
};

/// A row as its cells, without its reference.
type Cells = (u8, u8, u8, u8, u8, u16, bool);

fn text(rows: &[(usize, Cells)]) -> String {
    let mut text = "Case,Pool,RoSH,Sex,Manager,Person,Start,Excluded\n".to_owned();
    for (number, (pool, rosh, sex, manager, person, start, excluded)) in rows {
        let pool = ["Court", "court ", "Out of court"][usize::from(*pool)];
        let rosh = ["Low", "low", "Medium", "High", ""][usize::from(*rosh)];
        let sex = ["Male", "Female", "male", ""][usize::from(*sex)];
        let manager = ["", "AB", "CD", "EF", "GH", "ab"][usize::from(*manager)];
        let person = if *person < 40 { format!("p{person}") } else { String::new() };
        let (day, month) = (start % 28 + 1, start / 28 + 1);
        let excluded = if *excluded { "sensitive" } else { "" };
        text.push_str(&format!(
            "C{number},{pool},{rosh},{sex},{manager},{person},2024-{month:02}-{day:02},{excluded}\n"
        ));
    }
    text
}

fn rows() -> impl Strategy<Value = Vec<(usize, Cells)>> {
    let row =
        (0..3_u8, 0..5_u8, 0..4_u8, 0..6_u8, 0..120_u8, 0..300_u16, prop::bool::weighted(0.05));
    prop::collection::vec(row, 1..90).prop_map(|rows| rows.into_iter().enumerate().collect())
}

fn choices() -> impl Strategy<Value = Choices> {
    let precision = (500..=999_u32, 1..=500_u32).prop_map(|(confidence, margin)| {
        Size::Precision(Precision {
            confidence: Confidence::new(Percent::of_tenths(confidence)).unwrap(),
            margin: Margin::new(Percent::of_tenths(margin)).unwrap(),
            expected: Percent::HALF,
        })
    });
    (precision, 0..=1000_u32, 1..12_u32).prop_map(|(size, buffer, cap)| Choices {
        size,
        buffer: Percent::of_tenths(buffer),
        cap,
    })
}

fn population(text: &str) -> Option<Population> {
    let list = List::read(text.as_bytes(), &[]).unwrap();
    let columns = Columns::find(&list, &ColumnNames::default()).unwrap();
    Population::of(&list, &columns).ok()
}

proptest! {
    #[test]
    fn shares_add_up_and_stay_within_one_case_of_what_is_exact(
        sizes in prop::collection::vec(0..200_u32, 0..12),
        part in 0.0..=1.0_f64,
    ) {
        let all: u32 = sizes.iter().sum();
        let total = (f64::from(all) * part) as u32;
        let given = apportion(total, &sizes);
        prop_assert_eq!(given.iter().sum::<u32>(), total);
        for (size, given) in sizes.iter().zip(&given) {
            prop_assert!(given <= size);
            let exact = f64::from(total) * f64::from(*size) / f64::from(all.max(1));
            prop_assert!((f64::from(*given) - exact).abs() < 1.0, "{given} for {exact}");
        }
    }

    #[test]
    fn a_plan_adds_up_and_asks_no_stratum_for_more_than_it_has(rows in rows(), choices in choices()) {
        let Some(population) = population(&text(&rows)) else { return Ok(()) };
        let plan = Plan::make(&population, choices).unwrap();
        prop_assert!(plan.cases <= population.eligible());
        prop_assert_eq!(plan.strata.iter().map(|one| one.sample).sum::<u32>(), plan.cases);
        prop_assert_eq!(population.strata.iter().map(|one| one.cases).sum::<u32>(), population.eligible());
        for stratum in &plan.strata {
            prop_assert!(stratum.sample + stratum.reserves <= stratum.eligible);
        }
    }

    #[test]
    fn every_case_drawn_is_eligible_drawn_once_and_counted(
        rows in rows(),
        choices in choices(),
        seed: u64,
    ) {
        let Some(population) = population(&text(&rows)) else { return Ok(()) };
        let plan = Plan::make(&population, choices).unwrap();
        let drawn = draw(&population, &plan, Seed(seed));

        let picked: BTreeSet<_> = drawn.picks.iter().map(|pick| pick.case).collect();
        prop_assert_eq!(picked.len(), drawn.picks.len());
        let out: BTreeSet<_> = population.left_out.iter().map(|one| &one.reference).collect();
        prop_assert!(picked.iter().all(|case| !out.contains(&population.cases[*case].reference)));

        for (at, (stratum, plan)) in drawn.strata.iter().zip(&plan.strata).enumerate() {
            let of = |kind: Kind| {
                drawn.of_kind(kind).filter(|pick| population.cases[pick.case].stratum == at).count()
            };
            prop_assert_eq!(of(Kind::Sample), stratum.sample as usize);
            prop_assert_eq!(of(Kind::Reserve), stratum.reserves as usize);
            prop_assert_eq!(stratum.sample + stratum.short, plan.sample);
            prop_assert_eq!(stratum.reserves + stratum.reserves_short, plan.reserves);
        }
    }

    #[test]
    fn nobody_has_more_than_the_cap_and_nobody_who_could_help_is_left_out_of_a_shortfall(
        rows in rows(),
        choices in choices(),
        seed: u64,
    ) {
        let Some(population) = population(&text(&rows)) else { return Ok(()) };
        let plan = Plan::make(&population, choices).unwrap();
        let drawn = draw(&population, &plan, Seed(seed));
        let mut loads: BTreeMap<usize, u32> = BTreeMap::new();
        for pick in &drawn.picks {
            if let Some(manager) = population.cases[pick.case].manager {
                *loads.entry(manager).or_default() += 1;
            }
        }
        prop_assert!(loads.values().all(|load| *load <= choices.cap), "{loads:?}");

        let picked: BTreeSet<_> = drawn.picks.iter().map(|pick| pick.case).collect();
        for (at, case) in population.cases.iter().enumerate() {
            let stratum = drawn.strata[case.stratum];
            if stratum.short + stratum.reserves_short > 0 && !picked.contains(&at) {
                let load = case.manager.and_then(|manager| loads.get(&manager));
                prop_assert_eq!(load, Some(&choices.cap));
            }
        }
    }

    #[test]
    fn without_a_cap_that_binds_each_case_manager_is_within_one_case_of_the_exact_share(
        rows in rows(),
        choices in choices(),
        seed: u64,
    ) {
        let Some(population) = population(&text(&rows)) else { return Ok(()) };
        let plan = Plan::make(&population, Choices { cap: 1_000, ..choices }).unwrap();
        let drawn = draw(&population, &plan, Seed(seed));
        let mut cells: BTreeMap<_, (u32, u32)> = BTreeMap::new();
        for case in &population.cases {
            cells.entry((case.stratum, case.manager)).or_default().0 += 1;
        }
        for pick in drawn.of_kind(Kind::Sample) {
            let case = &population.cases[pick.case];
            cells.entry((case.stratum, case.manager)).or_default().1 += 1;
        }
        for ((stratum, _), (cases, drawn)) in cells {
            let StratumPlanOf { sample, eligible } = stratum_plan(&plan, stratum);
            let exact = f64::from(cases) * sample / eligible;
            prop_assert!((f64::from(drawn) - exact).abs() < 1.0, "{drawn} for {exact}");
        }
        prop_assert!(drawn.strata.iter().all(|one| one.moved + one.short + one.reserves_short == 0));
    }

    #[test]
    fn the_order_of_the_list_changes_nothing(
        (rows, mixed) in rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        choices in choices(),
        seed: u64,
    ) {
        let (one, other) = (population(&text(&rows)), population(&text(&mixed)));
        let (Some(one), Some(other)) = (one, other) else { return Ok(()) };
        let list = |population: &Population| {
            let plan = Plan::make(population, choices).unwrap();
            sample_list(population, &draw(population, &plan, Seed(seed)), None)
        };
        prop_assert_eq!(list(&one), list(&other));
        prop_assert_eq!(&one.strata, &other.strata);
        let left_out = |population: &Population| {
            population.left_out.iter().map(|one| (one.reference.clone(), one.reason.clone())).collect::<Vec<_>>()
        };
        prop_assert_eq!(left_out(&one), left_out(&other));
    }
}

struct StratumPlanOf {
    sample: f64,
    eligible: f64,
}

fn stratum_plan(plan: &Plan, stratum: usize) -> StratumPlanOf {
    let stratum = plan.strata[stratum];
    StratumPlanOf { sample: f64::from(stratum.sample), eligible: f64::from(stratum.eligible) }
}
