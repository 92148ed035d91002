//! The draw itself (4.8).

use crate::apportion::smallest_first;
use crate::chance::Chance;
use crate::{Plan, Population, Seed};

/// A sample that was drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drawn {
    /// What it was drawn with.
    pub seed: Seed,
    /// The cases drawn: pool by pool, in each the sample and then the reserves, in the order of
    /// their numbers.
    pub picks: Vec<Pick>,
    /// What became of each stratum, in the order of [`Population::strata`].
    pub strata: Vec<StratumDrawn>,
}

/// A case that was drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pick {
    /// The case, among [`Population::cases`].
    pub case: usize,
    /// What it was drawn for.
    pub kind: Kind,
    /// Its number among the same kind of its pool, from 1.
    pub number: u32,
}

/// What a case was drawn for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// To be read.
    Sample,
    /// To stand in where a case of the same stratum cannot be read.
    Reserve,
}

/// What became of a stratum.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct StratumDrawn {
    /// The cases in the sample.
    pub sample: u32,
    /// The cases in reserve.
    pub reserves: u32,
    /// Cases that went to another case manager than they would have without the cap.
    pub moved: u32,
    /// Cases of the plan that could not be drawn because of the cap.
    pub short: u32,
    /// Reserves of the plan that could not be drawn because of the cap.
    pub reserves_short: u32,
}

impl Kind {
    /// The word in files: `sample` or `reserve`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sample => "sample",
            Self::Reserve => "reserve",
        }
    }
}

impl Pick {
    /// The number as it is written: `007` in the sample, `R007` among the reserves.
    pub fn label(self) -> String {
        match self.kind {
            Kind::Sample => format!("{:03}", self.number),
            Kind::Reserve => format!("R{:03}", self.number),
        }
    }
}

impl Drawn {
    /// The cases of one kind.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Pick> {
        self.picks.iter().filter(move |pick| pick.kind == kind)
    }

    /// How many cases the sample has, reserves not counted.
    pub fn cases(&self) -> u32 {
        self.of_kind(Kind::Sample).count() as u32
    }
}

/// Draws the sample that a plan asks for (4.8). The plan must be one of this population.
///
/// Chance puts all eligible cases into an order, then all case managers. Then the strata have their
/// turn, from the smallest up: with a start that chance gives, every so manieth case is chosen along
/// the case managers, so that each has its share to within one case and every case of the stratum
/// the same chance. What a case manager has above the cap goes, one at a time, to the one of the
/// stratum with the fewest. Reserves are the next of the stratum in the order of chance.
pub fn draw(population: &Population, plan: &Plan, seed: Seed) -> Drawn {
    let mut chance = Chance::new(seed);
    let mut order: Vec<usize> = (0..population.cases.len()).collect();
    chance.shuffle(&mut order);
    let mut managers: Vec<usize> = (0..population.managers.len()).collect();
    chance.shuffle(&mut managers);

    let sizes: Vec<u32> = plan.strata.iter().map(|stratum| stratum.eligible).collect();
    let turns = smallest_first(&sizes);
    let mut drawing = Drawing {
        population,
        managers,
        cap: plan.choices.cap,
        load: vec![0; population.managers.len()],
        taken: vec![None; population.cases.len()],
        strata: vec![StratumDrawn::default(); plan.strata.len()],
    };
    for at in &turns {
        drawing.sample(*at, plan.strata[*at].sample, &order, &mut chance);
    }
    for at in &turns {
        drawing.reserves(*at, plan.strata[*at].reserves, &order);
    }
    Drawn { seed, picks: numbered(population, &order, &drawing.taken), strata: drawing.strata }
}

struct Drawing<'a> {
    population: &'a Population,
    /// In the order of chance.
    managers: Vec<usize>,
    cap: u32,
    /// How many cases of each case manager are drawn.
    load: Vec<u32>,
    /// What each case is drawn for.
    taken: Vec<Option<Kind>>,
    strata: Vec<StratumDrawn>,
}

/// The cases of a case manager in a stratum; `None` are those without one.
struct Share {
    manager: Option<usize>,
    /// In the order of chance.
    cases: Vec<usize>,
    /// How many of them, from the first on, are drawn.
    drawn: usize,
}

impl Drawing<'_> {
    fn sample(&mut self, stratum: usize, wanted: u32, order: &[usize], chance: &mut Chance) {
        let mut shares = self.shares(stratum, order);
        let all: usize = shares.iter().map(|share| share.cases.len()).sum();
        if wanted == 0 || all == 0 {
            return;
        }
        // A case is chosen where its steps of `wanted` pass the next multiple of `all`.
        let mut steps = u64::from(chance.below(all as u32));
        for share in &mut shares {
            let before = steps / all as u64;
            steps += u64::from(wanted) * share.cases.len() as u64;
            share.drawn = (steps / all as u64 - before) as usize;
        }
        let surplus = self.cut_to_cap(&mut shares);
        let short = self.hand_on(&mut shares, surplus);
        self.strata[stratum].moved = surplus - short;
        self.strata[stratum].short = short;
        for share in &shares {
            share.cases[..share.drawn]
                .iter()
                .for_each(|case| self.taken[*case] = Some(Kind::Sample));
            self.strata[stratum].sample += share.drawn as u32;
        }
    }

    /// The case managers of a stratum with their cases, both in the order of chance.
    fn shares(&self, stratum: usize, order: &[usize]) -> Vec<Share> {
        let managers = self.managers.iter().copied().map(Some).chain([None]);
        let of = |manager: Option<usize>| {
            let cases = order.iter().copied().filter(|case| {
                let case = &self.population.cases[*case];
                case.stratum == stratum && case.manager == manager
            });
            Share { manager, cases: cases.collect(), drawn: 0 }
        };
        managers.map(of).filter(|share| !share.cases.is_empty()).collect()
    }

    /// How many more cases of a case manager may be drawn. Where none is recorded nobody is spared.
    fn room(&self, manager: Option<usize>) -> u32 {
        manager.map_or(u32::MAX, |manager| self.cap - self.load[manager])
    }

    fn add_load(&mut self, manager: Option<usize>, cases: u32) {
        if let Some(manager) = manager {
            self.load[manager] += cases;
        }
    }

    /// Takes what is above the cap away; how many that are.
    fn cut_to_cap(&mut self, shares: &mut [Share]) -> u32 {
        let mut surplus = 0;
        for share in shares {
            let kept = (share.drawn as u32).min(self.room(share.manager));
            surplus += share.drawn as u32 - kept;
            share.drawn = kept as usize;
            self.add_load(share.manager, kept);
        }
        surplus
    }

    /// Gives cases, one at a time, to the case manager with the fewest who has another and room for
    /// it; how many nobody could take.
    fn hand_on(&mut self, shares: &mut [Share], surplus: u32) -> u32 {
        for left in (1..=surplus).rev() {
            let able = shares
                .iter_mut()
                .filter(|share| share.drawn < share.cases.len() && self.room(share.manager) > 0);
            let Some(share) = able.min_by_key(|share| share.drawn) else { return left };
            share.drawn += 1;
            let manager = share.manager;
            self.add_load(manager, 1);
        }
        0
    }

    fn reserves(&mut self, stratum: usize, wanted: u32, order: &[usize]) {
        let mut found = 0;
        for at in order {
            let case = &self.population.cases[*at];
            let free = case.stratum == stratum && self.taken[*at].is_none();
            if found < wanted && free && self.room(case.manager) > 0 {
                self.taken[*at] = Some(Kind::Reserve);
                self.add_load(case.manager, 1);
                found += 1;
            }
        }
        self.strata[stratum].reserves = found;
        self.strata[stratum].reserves_short = wanted - found;
    }
}

/// The cases drawn with their numbers, which follow the order of chance: whoever reads them from the
/// first on has read a part that chance chose, wherever he stops.
fn numbered(population: &Population, order: &[usize], taken: &[Option<Kind>]) -> Vec<Pick> {
    let mut picks = Vec::new();
    for pool in 0..population.pools.len() {
        for kind in [Kind::Sample, Kind::Reserve] {
            let cases = order
                .iter()
                .copied()
                .filter(|case| population.cases[*case].pool == pool && taken[*case] == Some(kind));
            picks.extend(cases.zip(1..).map(|(case, number)| Pick { case, kind, number }));
        }
    }
    picks
}
