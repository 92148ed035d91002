//! What was found on a laptop, and the verdict.

use laptop::{
    Canary, Dialog, FileOut, Finding, Lock, Outcome, SecondTab, Verdict as LaptopVerdict, Weight,
};

use crate::Words;

impl Words {
    /// The verdict on a laptop, in a few words.
    pub fn laptop_verdict(self, verdict: LaptopVerdict) -> &'static str {
        match verdict {
            LaptopVerdict::NotKnown => self.verdict_not_known(),
            LaptopVerdict::Keeps => self.verdict_keeps(),
            LaptopVerdict::WithCare => self.verdict_with_care(),
            LaptopVerdict::DoesNot => self.verdict_does_not(),
        }
    }

    /// What the verdict means for whoever works there.
    pub fn laptop_verdict_what(self, verdict: LaptopVerdict) -> &'static str {
        match verdict {
            LaptopVerdict::NotKnown => self.verdict_not_known_what(),
            LaptopVerdict::Keeps => self.verdict_keeps_what(),
            LaptopVerdict::WithCare => self.verdict_with_care_what(),
            LaptopVerdict::DoesNot => self.verdict_does_not_what(),
        }
    }

    /// What a finding means for the work.
    pub fn laptop_weight(self, weight: Weight) -> &'static str {
        match weight {
            Weight::Well => self.weight_well(),
            Weight::Note => self.weight_note(),
            Weight::Open => self.weight_open(),
            Weight::Care => self.weight_care(),
            Weight::Bad => self.weight_bad(),
        }
    }

    /// What a finding is about.
    pub fn laptop_title(self, finding: &Finding) -> &'static str {
        match finding {
            Finding::Canary(_) => self.canary_title(),
            Finding::Database(_) => self.database_title(),
            Finding::Mirror(_) => self.mirror_title(),
            Finding::Room { .. } => self.room_title(),
            Finding::Persistence(_) => self.persistence_title(),
            Finding::FileOut(_) => self.check_file_title(),
            Finding::Dialog(_) => self.dialog_title(),
            Finding::Lock(_) => self.web_lock_title(),
            Finding::SecondTab(_) => self.second_tab_title(),
            Finding::Lacks(_) => self.lacks_title(),
            Finding::Speed(_) => self.speed_title(),
        }
    }

    /// What was found; `time` words a time in milliseconds since 1970 in UTC.
    pub fn laptop_finding(self, finding: &Finding, time: impl Fn(u64) -> String) -> String {
        let fixed = match finding {
            Finding::Canary(canary) => return self.canary(*canary, time),
            Finding::Room { megabytes, of } if megabytes < of => {
                return self.room_little(megabytes, of);
            }
            Finding::Room { of, .. } => return self.room_enough(of),
            Finding::Lacks(names) if !names.is_empty() => return self.lacks_some(self.and(names)),
            Finding::Speed(steps) if Finding::is_slow(*steps) => {
                return self.speed_slow(steps / 1000);
            }
            Finding::Speed(steps) => return self.speed_fast(steps / 1000),
            Finding::Lacks(_) => self.lacks_nothing(),
            Finding::Database(Outcome::Kept) => self.database_kept(),
            Finding::Mirror(Outcome::Kept) => self.mirror_kept(),
            Finding::Database(outcome) | Finding::Mirror(outcome) => self.outcome(*outcome),
            Finding::Persistence(Some(true)) => self.persistence_yes(),
            Finding::Persistence(Some(false)) => self.persistence_no(),
            Finding::Persistence(None) => self.persistence_unknown(),
            Finding::FileOut(file) => self.file_out(*file),
            Finding::Dialog(dialog) => self.dialog(*dialog),
            Finding::Lock(Lock::Holds) => self.web_lock_holds(),
            Finding::Lock(Lock::GivenTwice) => self.web_lock_given_twice(),
            Finding::Lock(Lock::Absent) => self.web_lock_absent(),
            Finding::SecondTab(SecondTab::NotTried) => self.second_tab_not_tried(),
            Finding::SecondTab(SecondTab::LockRefused) => self.second_tab_lock_refused(),
            Finding::SecondTab(SecondTab::LockGiven) => self.second_tab_lock_given(),
            Finding::SecondTab(SecondTab::Deaf) => self.second_tab_deaf(),
        };
        fixed.to_owned()
    }

    fn canary(self, canary: Canary, time: impl Fn(u64) -> String) -> String {
        match canary {
            Canary::Left => self.canary_left().to_owned(),
            Canary::NotLeft => self.canary_not_left().to_owned(),
            Canary::Elsewhere { left_at } => self.canary_elsewhere(time(left_at)),
            Canary::Sought { left_at, database, mirror, .. } => {
                let time = time(left_at);
                match (database, mirror) {
                    (true, true) => self.canary_found(time),
                    (true, false) => self.canary_mirror_gone(time),
                    (false, true) => self.canary_database_gone(time),
                    (false, false) => self.canary_gone(time),
                }
            }
        }
    }

    fn outcome(self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Kept => self.database_kept(),
            Outcome::Differs => self.outcome_differs(),
            Outcome::Full => self.outcome_full(),
            Outcome::Refused => self.outcome_refused(),
            Outcome::Failed => self.outcome_failed(),
            Outcome::Silent => self.outcome_silent(),
        }
    }

    fn file_out(self, file: FileOut) -> &'static str {
        match file {
            FileOut::NotTried => self.check_file_not_tried(),
            FileOut::Offered => self.check_file_offered(),
            FileOut::NotOffered => self.check_file_not_offered(),
            FileOut::DidNotArrive => self.check_file_did_not_arrive(),
            FileOut::Same => self.check_file_same(),
            FileOut::Altered => self.check_file_altered(),
        }
    }

    fn dialog(self, dialog: Dialog) -> &'static str {
        match dialog {
            Dialog::Absent => self.dialog_absent(),
            Dialog::NotTried => self.dialog_not_tried(),
            Dialog::Wrote => self.dialog_wrote(),
            Dialog::Differs => self.dialog_differs(),
            Dialog::Cancelled => self.dialog_cancelled(),
            Dialog::NotShown => self.dialog_not_shown(),
            Dialog::Refused => self.dialog_refused(),
            Dialog::Failed => self.dialog_failed(),
        }
    }

    /// What to do about a finding; nothing where nothing is to be done.
    pub fn laptop_to_do(self, finding: &Finding) -> Option<&'static str> {
        Some(match finding {
            Finding::Canary(Canary::Left) => self.canary_left_do(),
            Finding::Canary(Canary::Elsewhere { .. }) => self.canary_elsewhere_do(),
            Finding::Canary(Canary::Sought { database: false, .. }) => self.canary_gone_do(),
            Finding::Canary(Canary::Sought { closed: false, .. }) => self.canary_closed_do(),
            Finding::Canary(Canary::Sought { mirror: false, .. }) => self.canary_mirror_gone_do(),
            Finding::FileOut(FileOut::NotTried) => self.check_file_not_tried_do(),
            Finding::FileOut(FileOut::Offered) => self.check_file_offered_do(),
            Finding::FileOut(FileOut::Altered) => self.check_file_altered_do(),
            Finding::Canary(_)
            | Finding::Database(Outcome::Kept)
            | Finding::Mirror(Outcome::Kept)
            | Finding::Persistence(_)
            | Finding::FileOut(FileOut::Same)
            | Finding::Dialog(_) => return None,
            Finding::FileOut(_) => self.check_file_blocked_do(),
            Finding::Database(_) => self.database_lost_do(),
            Finding::Mirror(_) => self.mirror_lost_do(),
            _ if finding.weight() < Weight::Open => return None,
            Finding::Room { .. } => self.room_little_do(),
            Finding::Lock(_) | Finding::SecondTab(_) => self.web_lock_do(),
            Finding::Lacks(_) => self.lacks_do(),
            Finding::Speed(_) => self.speed_slow_do(),
        })
    }

    /// The policies that decide whether work is kept: what each group is about, the policies by name,
    /// and what is needed of them.
    pub fn laptop_policies(self) -> [[&'static str; 3]; 11] {
        [
            [self.for_it_exit(), self.for_it_exit_policies(), self.for_it_exit_ask()],
            [self.for_it_site(), self.for_it_site_policies(), self.for_it_site_ask()],
            [self.for_it_profile(), self.for_it_profile_policies(), self.for_it_profile_ask()],
            [self.for_it_roaming(), self.for_it_roaming_policies(), self.for_it_roaming_ask()],
            [self.for_it_urls(), self.for_it_urls_policies(), self.for_it_urls_ask()],
            [
                self.for_it_downloads(),
                self.for_it_downloads_policies(),
                self.for_it_downloads_ask(),
            ],
            [self.for_it_access(), self.for_it_access_policies(), self.for_it_access_ask()],
            [self.for_it_enhanced(), self.for_it_enhanced_policies(), self.for_it_enhanced_ask()],
            [self.for_it_old(), self.for_it_old_policies(), self.for_it_old_ask()],
            [self.for_it_disk(), self.for_it_disk_policies(), self.for_it_disk_ask()],
            [self.for_it_rules(), self.for_it_rules_policies(), self.for_it_rules_ask()],
        ]
    }
}
