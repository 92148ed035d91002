//! A new inspection.

use std::rc::Rc;

use domain::{Date, Inspection, InspectionField, InspectionId, Nation, Target};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::{address, clock, sight};
use crate::components::fields::{InputField, SelectField};
use crate::components::passphrase_fields::{self, NewPassphrase, PassphraseFields};
use crate::files;
use crate::pages::frameworks;
use crate::route::{Route, Screen};
use crate::store::use_desk;

/// Who makes it.
#[derive(Properties, PartialEq)]
pub struct NewProps {
    /// The reader's name or initials, as given last.
    pub reader: AttrValue,
    /// This browser.
    pub device: AttrValue,
    /// Whether work is in memory only: then there is nothing to protect.
    pub memory: bool,
}

/// What is entered so far.
#[derive(Clone, PartialEq)]
struct Entered {
    service: String,
    nation: String,
    framework: String,
    from: String,
    to: String,
    reader: String,
    marking: String,
    tried: bool,
    is_sealed: bool,
    lock: NewPassphrase,
}

/// A new inspection.
#[component]
pub fn New(props: &NewProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let entered = use_state(|| Entered {
        service: String::new(),
        nation: Nation::England.as_str().to_owned(),
        framework: String::new(),
        from: String::new(),
        to: String::new(),
        reader: props.reader.to_string(),
        marking: Inspection::DEFAULT_MARKING.to_owned(),
        tried: false,
        is_sealed: !props.memory,
        lock: NewPassphrase {
            label: t.lock_label_default(clock::local_day(clock::now())),
            ..NewPassphrase::default()
        },
    });
    let working = use_state(|| false);
    let failed = use_state(|| false);
    let known = use_state(|| frameworks::bundled().collect::<Vec<_>>());
    {
        let (desk, known) = (desk.clone(), known.setter());
        use_effect_with((), move |()| {
            spawn_local(async move { known.set(frameworks::known(&desk).await.0) });
        });
    }
    let set = |alter: fn(&mut Entered, String)| {
        let entered = entered.clone();
        Callback::from(move |text: String| {
            let mut next = (*entered).clone();
            alter(&mut next, text);
            entered.set(next);
        })
    };
    let set_some = |alter: fn(&mut Entered, String)| {
        let set = set(alter);
        Callback::from(move |text: Option<String>| set.emit(text.unwrap_or_default()))
    };
    let wrong = wrong(t, &entered);
    let show = |at: usize| wrong[at].filter(|_| entered.tried).map(AttrValue::Static);
    let on_submitted = {
        let (desk, entered, failed) = (desk.clone(), entered.clone(), failed.clone());
        let working = working.clone();
        let device = props.device.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            entered.set(Entered { tried: true, ..(*entered).clone() });
            if let Some(at) = wrong.iter().position(Option::is_some) {
                sight::focus(FIELDS[at]);
                return;
            }
            let wrong = entered.lock.wrong(t);
            if let Some(at) = wrong.iter().position(|one| entered.is_sealed && one.is_some()) {
                sight::focus(passphrase_fields::FIELDS[at]);
                return;
            }
            if *working {
                return;
            }
            working.set(true);
            failed.set(false);
            let working = working.setter();
            let (desk, entered, failed) = (desk.clone(), entered.clone(), failed.clone());
            let device = device.clone();
            spawn_local(async move {
                let id = InspectionId::new(clock::random());
                let reader = entered.reader.trim().to_owned();
                let lock = entered.is_sealed.then(|| files::NewLock {
                    passphrase: entered.lock.passphrase.clone(),
                    label: entered.lock.label.trim().to_owned(),
                });
                let Ok(edition) = desk.shelf.edition(&entered.framework).await else {
                    failed.set(true);
                    working.set(false);
                    return;
                };
                let device = domain::DeviceId::parse(&device).unwrap_or(domain::DeviceId::new(0));
                let edits = edits(&entered);
                match files::create(&desk, edition, id, device, &reader, edits, lock).await {
                    true => address::go(&Route::Inspection(id, Screen::Cases).fragment()),
                    false => failed.set(true),
                }
                working.set(false);
            });
        })
    };
    let nations = Nation::ALL.iter();
    let nations =
        nations.map(|one| (one.as_str().into(), t.nation(*one).into())).collect::<Vec<_>>();
    let editions: Vec<_> = known
        .iter()
        .map(|one| {
            let label = t.new_framework_named(&one.title, &one.edition);
            (one.digest.clone().into(), label.into())
        })
        .collect();
    let markings: Vec<(AttrValue, AttrValue)> =
        ["OFFICIAL-SENSITIVE", "OFFICIAL"].map(|one| (one.into(), one.into())).into();
    html! {
        <form class="form" onsubmit={on_submitted} novalidate=true>
            <h1 tabindex="-1">{ t.title_new() }</h1>
            if *failed {
                <p class="alarm" role="alert">{ t.new_failed() }</p>
            }
            <InputField id="service" label={t.new_service()} hint={t.new_service_hint()} error={show(0)} value={entered.service.clone()} on_entered={set(|e, v| e.service = v)} />
            <SelectField label={t.new_nation()} value={entered.nation.clone()} options={nations} on_chosen={set_some(|e, v| e.nation = v)} />
            <SelectField id="framework" label={t.new_framework()} hint={t.new_framework_hint()} error={show(1)} value={entered.framework.clone()} none={AttrValue::Static(t.new_framework_none())} options={editions} on_chosen={set_some(|e, v| e.framework = v)} />
            <div class="field-row">
                <InputField id="from" kind="date" label={t.new_from()} error={show(2)} value={entered.from.clone()} on_entered={set(|e, v| e.from = v)} />
                <InputField id="to" kind="date" label={t.new_to()} error={show(3)} value={entered.to.clone()} on_entered={set(|e, v| e.to = v)} />
            </div>
            <InputField id="reader" label={t.new_reader()} hint={t.new_reader_hint()} error={show(4)} value={entered.reader.clone()} on_entered={set(|e, v| e.reader = v)} />
            <SelectField label={t.new_marking()} hint={t.new_marking_hint()} value={entered.marking.clone()} options={markings} on_chosen={set_some(|e, v| e.marking = v)} />
            if !props.memory {
                { protection(t, &entered) }
            }
            <p class="actions">
                <button type="submit" disabled={*working}>{ t.new_create() }</button>
                <span role="status">{ if *working { t.lock_working() } else { "" } }</span>
            </p>
        </form>
    }
}

/// With a passphrase, or without one.
fn protection(t: words::Words, entered: &UseStateHandle<Entered>) -> Html {
    let choose = |is_sealed: bool| {
        let entered = entered.clone();
        Callback::from(move |_: Event| {
            entered.set(Entered { is_sealed, ..(*entered).clone() });
        })
    };
    let on_lock = {
        let entered = entered.clone();
        Callback::from(move |lock: NewPassphrase| {
            entered.set(Entered { lock, ..(*entered).clone() });
        })
    };
    let labels = [t.lock_passphrase(), t.lock_again()].map(AttrValue::Static);
    let way = |is_sealed: bool, label: &'static str, hint: &'static str| {
        html! {
            <label class="way">
                <input type="radio" name="protection" aria-label={label} aria-description={hint} checked={entered.is_sealed == is_sealed} onchange={choose(is_sealed)} />
                <span><strong>{ label }</strong>{ " " }<span class="field-hint">{ hint }</span></span>
            </label>
        }
    };
    html! {
        <fieldset class="protection">
            <legend>{ t.lock_choice() }</legend>
            { way(true, t.lock_with(), t.lock_with_hint()) }
            <div class="protection-fields">
                if entered.is_sealed {
                    <PassphraseFields {labels} entered={entered.lock.clone()} tried={entered.tried} with_label=true on_entered={on_lock} />
                }
            </div>
            { way(false, t.lock_without(), t.lock_without_hint()) }
        </fieldset>
    }
}

/// The fields that can be wrong, in the order of [`wrong`].
const FIELDS: [&str; 5] = ["service", "framework", "from", "to", "reader"];

fn wrong(t: words::Words, entered: &Entered) -> [Option<&'static str>; 5] {
    let (from, to) = (Date::parse(&entered.from), Date::parse(&entered.to));
    let unread = |text: &str, date: Option<Date>| !text.is_empty() && date.is_none();
    let order = matches!((from, to), (Some(from), Some(to)) if to < from);
    [
        entered.service.trim().is_empty().then_some(t.new_service_missing()),
        entered.framework.is_empty().then_some(t.new_framework_missing()),
        unread(&entered.from, from).then_some(t.new_date_wrong()),
        (order || unread(&entered.to, to)).then_some(if order {
            t.new_dates_order()
        } else {
            t.new_date_wrong()
        }),
        entered.reader.trim().is_empty().then_some(t.new_reader_missing()),
    ]
}

fn edits(entered: &Entered) -> Rc<Vec<(Target, Option<String>)>> {
    let field = |field, text: &str| (Target::Inspection(field), Some(text.trim().to_owned()));
    Rc::new(vec![
        field(InspectionField::Service, &entered.service),
        field(InspectionField::Nation, &entered.nation),
        field(InspectionField::FieldworkFrom, &entered.from),
        field(InspectionField::FieldworkTo, &entered.to),
        field(InspectionField::Marking, &entered.marking),
    ])
}
