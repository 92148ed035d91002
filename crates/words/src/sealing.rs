//! What is wrong with sealing or opening, and what to do.

use seal::{Fault, SHORTEST_PASSPHRASE};

use crate::Words;

impl Words {
    /// What is wrong, in a sentence.
    pub fn seal_fault(self, fault: &Fault) -> String {
        match fault {
            Fault::TooLarge { found, most } => {
                self.seal_fault_too_large(found.div_ceil(1_000_000), most / 1_000_000)
            }
            Fault::NotSealed => self.seal_fault_not_sealed().to_owned(),
            Fault::OtherVersion => self.seal_fault_other_version().to_owned(),
            Fault::Damaged => self.seal_fault_damaged().to_owned(),
            Fault::NeedsPassphrase => self.seal_fault_needs_passphrase().to_owned(),
            Fault::NeedsKey => self.seal_fault_needs_key().to_owned(),
            Fault::WrongPassphrase => self.seal_fault_wrong_passphrase().to_owned(),
            Fault::WrongKey => self.seal_fault_wrong_key().to_owned(),
            Fault::TooMuchWork { asked, most } => self.seal_fault_too_much_work(asked, most),
            Fault::NoSecretKey => self.seal_fault_no_secret_key().to_owned(),
            Fault::NoPublicKey(key) => self.seal_fault_no_public_key(key),
            Fault::ForNobody => self.seal_fault_for_nobody().to_owned(),
            Fault::PassphraseTooShort => self.seal_fault_passphrase_too_short(SHORTEST_PASSPHRASE),
            Fault::NotTheSame => self.seal_fault_not_the_same().to_owned(),
        }
    }

    /// What to do about it.
    pub fn seal_way_out(self, fault: &Fault) -> &'static str {
        match fault {
            Fault::TooLarge { .. } => self.seal_way_out_too_large(),
            Fault::NotSealed => self.seal_way_out_not_sealed(),
            Fault::OtherVersion => self.seal_way_out_other_version(),
            Fault::Damaged => self.seal_way_out_damaged(),
            Fault::NeedsPassphrase => self.seal_way_out_needs_passphrase(),
            Fault::NeedsKey => self.seal_way_out_needs_key(),
            Fault::WrongPassphrase => self.seal_way_out_wrong_passphrase(),
            Fault::WrongKey => self.seal_way_out_wrong_key(),
            Fault::TooMuchWork { .. } => self.seal_way_out_too_much_work(),
            Fault::NoSecretKey => self.seal_way_out_no_secret_key(),
            Fault::NoPublicKey(_) => self.seal_way_out_no_public_key(),
            Fault::ForNobody => self.seal_way_out_for_nobody(),
            Fault::PassphraseTooShort => self.seal_way_out_passphrase_too_short(),
            Fault::NotTheSame => self.seal_way_out_not_the_same(),
        }
    }
}
