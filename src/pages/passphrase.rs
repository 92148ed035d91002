//! The passphrase of an inspection: setting one, changing it, taking it off.

use domain::InspectionId;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::{clock, sight};
use crate::components::fields::InputField;
use crate::components::passphrase_fields::{FIELDS, NewPassphrase, PassphraseFields, fault};
use crate::pages::unlock::{Ask, AskPassphrase};
use crate::store::{Desk, use_desk};
use shelf::ShelfFault;

/// Of which inspection.
#[derive(Properties, PartialEq)]
pub struct PassphraseProps {
    /// The inspection.
    pub inspection: InspectionId,
    /// Whether it has one.
    pub is_sealed: bool,
    /// Who reads it.
    pub reader: AttrValue,
}

/// What came of it.
#[derive(Clone, Copy, PartialEq)]
enum Done {
    Set,
    Changed,
    Removed,
}

/// The passphrase of an inspection.
#[component]
pub fn Passphrase(props: &PassphraseProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let id = props.inspection;
    let done = use_state(|| None::<Done>);
    let on_done = {
        let done = done.setter();
        Callback::from(move |what: Done| done.set(Some(what)))
    };
    let on_remove = {
        let (desk, on_done) = (desk.clone(), on_done.clone());
        Ask::new(move |passphrase| {
            let (desk, on_done) = (desk.clone(), on_done.clone());
            async move {
                settled(&desk).await?;
                desk.shelf.remove_passphrase(id, &passphrase).await?;
                desk.sealed(id, false);
                on_done.emit(Done::Removed);
                Ok(())
            }
        })
    };
    html! {
        <details class="panel passphrase">
            <summary>{ t.lock_title() }</summary>
            <p class="passphrase-done" role="status">
                { match *done {
                    None => "",
                    Some(Done::Set) => t.lock_set_done(),
                    Some(Done::Changed) => t.lock_change_done(),
                    Some(Done::Removed) => t.lock_remove_done(),
                } }
            </p>
            <p>{ if props.is_sealed { t.lock_is_set() } else { t.lock_is_not_set() } }</p>
            if props.is_sealed {
                <section aria-labelledby="change-passphrase">
                    <h3 id="change-passphrase">{ t.lock_change() }</h3>
                    <NewOne inspection={id} is_change=true reader={props.reader.clone()} on_done={on_done.clone()} />
                </section>
                <section aria-labelledby="remove-passphrase">
                    <h3 id="remove-passphrase">{ t.lock_remove() }</h3>
                    <p>{ t.lock_remove_lead() }</p>
                    <AskPassphrase id="passphrase-off" button={t.lock_remove()} on_entered={on_remove} />
                </section>
            } else {
                <section aria-labelledby="set-passphrase">
                    <h3 id="set-passphrase">{ t.lock_set() }</h3>
                    <p>{ t.lock_set_lead() }</p>
                    <NewOne inspection={id} is_change=false reader={props.reader.clone()} {on_done} />
                </section>
            }
        </details>
    }
}

/// Waits until everything entered is saved: records are about to be written anew.
async fn settled(desk: &Desk) -> Result<(), ShelfFault> {
    desk.send_drafts();
    for _ in 0..20 {
        clock::wait(100).await;
        if !desk.unsaved.get() {
            return Ok(());
        }
    }
    Err(ShelfFault::Failed)
}

#[derive(Properties, PartialEq)]
struct NewOneProps {
    inspection: InspectionId,
    is_change: bool,
    reader: AttrValue,
    on_done: Callback<Done>,
}

/// A passphrase for an inspection that has none, or another for one that has.
#[component]
fn NewOne(props: &NewOneProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let (id, is_change) = (props.inspection, props.is_change);
    let fresh = move || NewPassphrase {
        label: t.lock_label_default(clock::local_day(clock::now())),
        ..NewPassphrase::default()
    };
    let entered = use_state(fresh);
    let old = use_state(String::new);
    let tried = use_state(|| false);
    let failed = use_state(|| None::<ShelfFault>);
    let working = use_state(|| false);
    let on_submitted = {
        let (desk, reader, on_done) = (desk.clone(), props.reader.clone(), props.on_done.clone());
        let (entered, old, tried) = (entered.clone(), old.clone(), tried.clone());
        let (failed, working) = (failed.clone(), working.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            tried.set(true);
            failed.set(None);
            if let Some(at) = entered.wrong(t).iter().position(Option::is_some) {
                sight::focus(FIELDS[at]);
                return;
            }
            if *working {
                return;
            }
            working.set(true);
            let (desk, reader, on_done) = (desk.clone(), reader.clone(), on_done.clone());
            let (entered, old, tried) = (entered.clone(), old.clone(), tried.clone());
            let (failed, working) = (failed.clone(), working.clone());
            spawn_local(async move {
                let outcome = match is_change {
                    true => desk.shelf.change_passphrase(id, &old, &entered.passphrase).await,
                    false => set(&desk, id, &entered, &reader).await,
                };
                working.set(false);
                match outcome {
                    Ok(()) => {
                        tried.set(false);
                        entered.set(fresh());
                        old.set(String::new());
                        on_done.emit(if is_change { Done::Changed } else { Done::Set });
                    }
                    Err(fault) => failed.set(Some(fault)),
                }
            });
        })
    };
    let on_old = {
        let old = old.setter();
        Callback::from(move |text: String| old.set(text))
    };
    let on_entered = {
        let entered = entered.setter();
        Callback::from(move |next: NewPassphrase| entered.set(next))
    };
    let labels = match is_change {
        true => [t.lock_new(), t.lock_new_again()],
        false => [t.lock_passphrase(), t.lock_again()],
    };
    html! {
        <form onsubmit={on_submitted} novalidate=true>
            if let Some(why) = *failed {
                <p class="alarm" role="alert">{ fault(t, why) }</p>
            }
            if is_change {
                <InputField id="passphrase-old" kind="password" label={t.lock_old()} value={(*old).clone()} on_entered={on_old} />
            }
            <PassphraseFields labels={labels.map(AttrValue::Static)} entered={(*entered).clone()} tried={*tried} with_label={!is_change} {on_entered} />
            <p class="actions">
                <button type="submit" disabled={*working}>{ if is_change { t.lock_change() } else { t.lock_set() } }</button>
                <span role="status">{ if *working { t.lock_working() } else { "" } }</span>
            </p>
        </form>
    }
}

async fn set(
    desk: &Desk,
    id: InspectionId,
    entered: &NewPassphrase,
    reader: &str,
) -> Result<(), ShelfFault> {
    settled(desk).await?;
    let label = entered.label.trim();
    desk.shelf.set_passphrase(id, &entered.passphrase, label, clock::now()).await?;
    desk.sealed(id, true);
    desk.name_reader_with(Some(id), reader.to_owned());
    Ok(())
}
