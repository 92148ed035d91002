//! A problem has a place and a cause. The words for it, with the way out, are the shells' catalogue.

use crate::{CaseId, Reference, Refusal};

/// Something wrong in what was read, with the place it was found at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Where it is.
    pub place: Place,
    /// What it is.
    pub fault: Fault,
}

impl Problem {
    /// A problem found at `place`.
    pub fn at(place: Place, fault: Fault) -> Self {
        Self { place, fault }
    }
}

/// A place in a file or in an inspection.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// The file as a whole.
    File,
    /// A line and a column of the text, both from 1.
    Line(usize, usize),
    /// A field of the file, as a path: `content.inspection.cases[3].pool`.
    Field(String),
    /// A case, by its number.
    Case(String),
    /// A domain, standard, key question or prompt of a framework.
    Framework(Reference),
    /// A named part of a framework file: `rules.bands`.
    Part(String),
    /// A field of a part of a framework file: `guidance` of `2.1.3a`, `kind` of `details.age`.
    Entry {
        /// The field.
        field: String,
        /// The part it belongs to, by its reference or its name.
        of: String,
    },
}

/// What a value of a file has to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// A text.
    Text,
    /// A whole number from 0 up.
    Number,
    /// True or false.
    Flag,
    /// A list.
    List,
    /// A table of fields: an object in JSON.
    Table,
}

/// What can be wrong with a file. Closed, so that every one of them has its words and its way out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The file is larger than Caseread reads. Bytes found and bytes allowed.
    TooLarge {
        /// Bytes found.
        found: u64,
        /// Bytes allowed.
        most: u64,
    },
    /// The file is not UTF-8 text.
    NotText,
    /// The file is text in UTF-16.
    Utf16,
    /// The text is not JSON.
    NotJson,
    /// Lists and objects in one another, more than any file of ours has.
    TooDeep,
    /// The JSON ends before it is complete.
    CutOff,
    /// A record of the store is missing, or another than the one that was written there.
    ChainBroken,
    /// The inspection is here, and locked with a passphrase.
    IsLocked,
    /// Valid JSON, but nothing that Caseread wrote.
    NotOurs,
    /// The file is sealed: a passphrase or a secret key has to open it first.
    Sealed,
    /// Written by a newer Caseread: the version found and the newest one read here.
    NewerVersion {
        /// The version in the file.
        found: u32,
        /// The newest version read here.
        newest: u32,
    },
    /// The text of the file was altered after it was written.
    DigestDiffers,
    /// The definition of the framework does not have the digest it claims.
    FrameworkDigestDiffers,
    /// A count in the head of the file is not the number found.
    CountDiffers {
        /// The number the head gives.
        said: usize,
        /// The number found.
        found: usize,
    },
    /// A value has the wrong shape; the reader's own technical words follow.
    WrongShape(String),
    /// The file is a framework, where an inspection is wanted.
    IsFramework,
    /// The file is an inspection, where a framework is wanted.
    IsInspection,
    /// The head of a framework file names another framework or edition than it holds.
    NameDiffers,
    /// The text is not TOML; the reader's own technical words follow.
    NotToml(String),
    /// A value of another shape than this.
    Expected(Shape),
    /// A field that no such part has; with the name of a field that it has, where one is near.
    UnknownField {
        /// The field that may have been meant.
        nearest: Option<String>,
    },
    /// A field that must be there is missing.
    Missing,
    /// A value that is not one of those allowed.
    NotAllowed(String),
    /// A word that is not one of a closed list.
    NotOneOf {
        /// The word found.
        found: String,
        /// The words allowed.
        allowed: Vec<&'static str>,
    },
    /// Something that cannot be a reference or an identifier.
    NotAName(String),
    /// Something that is no month, or no month after the first one.
    NotAMonth(String),
    /// A condition that says nothing, or more than one thing.
    NotACondition,
    /// A field that only details of another kind have: the kind.
    OnlyForKind(&'static str),
    /// The same reference, identifier or number twice.
    Twice(String),
    /// Something is referred to that is not there.
    Unknown(String),
    /// A condition hangs on a case detail that is not a list of choices.
    NotAList(String),
    /// A condition hangs on a case detail that not every case it is weighed for is asked.
    NotAskedOfAll(String),
    /// A condition hangs on a prompt that does not stand earlier in the same key question.
    NotEarlier(String),
    /// A standard is read in cases and names no pool of them.
    NoPools,
    /// A standard is not read in cases and names pools.
    PoolsUnused,
    /// A part of a framework holds nothing to ask: a framework without domains, a domain without
    /// standards, a standard without key questions.
    Empty,
    /// A standard is rated, and the framework has no bands.
    NoBands,
    /// A rule about ratings, and the framework has no bands that would give any.
    WithoutBands,
    /// Something that only a standard with mixed evidence can have.
    OnlyMixed,
    /// A mixed standard of which every key question is read in cases, or every one judged.
    NotMixed,
    /// A question that this framework does not have.
    UnknownQuestion(String),
    /// The numbers of a table are not in rising order.
    NotRising,
    /// The maximum of the overall table is not what the standards add up to.
    MaximumDiffers {
        /// What the table says.
        said: u32,
        /// What the standards add up to.
        found: u32,
    },
    /// A change that cannot have happened.
    Refused(Refusal),
    /// More cases, evidence entries, or readings of one case than any inspection has: the most of them.
    TooMany {
        /// The most allowed.
        most: usize,
    },
    /// The state in the file is not what its changes give.
    StateDiffers,
    /// The file holds another inspection than the first file does.
    OtherInspection,
    /// The file was made with another edition of the framework.
    OtherEdition,
    /// The same case in two files.
    CaseInBoth {
        /// The other file.
        other: String,
    },
    /// The service record was changed both in this file and in another since they parted.
    ServiceRecordInBoth {
        /// The other file.
        other: String,
    },
    /// A case was changed both here and in the file since they parted.
    ChangedOnBothSides(CaseId),
    /// The service record or the inspection's own fields were changed on both sides.
    InspectionChangedOnBothSides,
    /// Another case here has this number.
    NumberTaken(String),
    /// The store did not keep it.
    NotKept,
}
