//! A passphrase, entered twice, with what is to be known before.

use domain::{Strength, strength};
use words::Words;
use yew::prelude::*;

use crate::components::fields::InputField;
use shelf::ShelfFault;

/// What is entered of a new passphrase.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct NewPassphrase {
    /// The passphrase.
    pub passphrase: String,
    /// The same once more.
    pub again: String,
    /// What the inspection is called while it is locked.
    pub label: String,
}

impl NewPassphrase {
    /// What is wrong with the passphrase, with its repetition, and with the label.
    pub fn wrong(&self, t: Words) -> [Option<&'static str>; 3] {
        let is_short = strength(&self.passphrase) == Strength::TooShort;
        let differs = self.passphrase != self.again;
        [
            is_short.then_some(t.lock_too_short()),
            (differs && !is_short).then_some(t.lock_differs()),
            self.label.trim().is_empty().then_some(t.lock_label_missing()),
        ]
    }
}

/// The identifiers of the fields, in the order of [`NewPassphrase::wrong`].
pub const FIELDS: [&str; 3] = ["passphrase", "passphrase-again", "lock-label"];

/// The fields of a new passphrase.
#[derive(Properties, PartialEq)]
pub struct PassphraseFieldsProps {
    /// What the first two are called.
    pub labels: [AttrValue; 2],
    /// What is entered.
    pub entered: NewPassphrase,
    /// Whether what is wrong is shown.
    pub tried: bool,
    /// Whether what it is called while it is locked is asked for.
    pub with_label: bool,
    /// Called with everything at every alteration.
    pub on_entered: Callback<NewPassphrase>,
}

/// The fields of a new passphrase.
#[component]
pub fn PassphraseFields(props: &PassphraseFieldsProps) -> Html {
    let t = crate::store::use_desk().words;
    let wrong = props.entered.wrong(t);
    let show = |at: usize| wrong[at].filter(|_| props.tried).map(AttrValue::Static);
    let set = |alter: fn(&mut NewPassphrase, String)| {
        let entered = props.entered.clone();
        props.on_entered.reform(move |text: String| {
            let mut next = entered.clone();
            alter(&mut next, text);
            next
        })
    };
    let [first, second] = props.labels.clone();
    let entered = &props.entered;
    html! {
        <div class="passphrase-fields">
            <p class="forgotten">{ t.lock_forgotten() }</p>
            <InputField id={FIELDS[0]} kind="password" label={first} hint={t.lock_passphrase_hint()} error={show(0)} value={entered.passphrase.clone()} on_entered={set(|e, v| e.passphrase = v)} />
            <p class="strength" role="status">{ told(t, &entered.passphrase) }</p>
            <InputField id={FIELDS[1]} kind="password" label={second} error={show(1)} value={entered.again.clone()} on_entered={set(|e, v| e.again = v)} />
            if props.with_label {
                <InputField id={FIELDS[2]} label={t.lock_label()} hint={t.lock_label_hint()} error={show(2)} value={entered.label.clone()} on_entered={set(|e, v| e.label = v)} />
            }
        </div>
    }
}

/// How good it is, in words; nothing while it is too short to tell.
fn told(t: Words, passphrase: &str) -> &'static str {
    match strength(passphrase) {
        Strength::TooShort => "",
        Strength::Weak => t.lock_strength_weak(),
        Strength::Fair => t.lock_strength_fair(),
        Strength::Good => t.lock_strength_good(),
    }
}

/// Why a passphrase did not do what was asked.
pub fn fault(t: Words, fault: ShelfFault) -> &'static str {
    match fault {
        ShelfFault::WrongPassphrase => t.lock_wrong(),
        ShelfFault::Gone => t.lock_no_lock(),
        ShelfFault::Silent => t.lock_not_known(),
        ShelfFault::Elsewhere | ShelfFault::Locked => t.lock_elsewhere(),
        ShelfFault::NotReadBack | ShelfFault::Refused | ShelfFault::Full | ShelfFault::Failed => {
            t.lock_failed()
        }
    }
}
