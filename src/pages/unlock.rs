//! Asking for a passphrase: of an inspection that is locked, at whatever address of it, and of files.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use domain::InspectionId;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::sight;
use crate::components::fields::InputField;
use crate::components::passphrase_fields::fault;
use crate::route::Route;
use crate::store::use_desk;
use shelf::ShelfFault;

mod forgotten;

use forgotten::Forgotten;

type Answer = Pin<Box<dyn Future<Output = Result<(), ShelfFault>>>>;

/// What is done with a passphrase.
#[derive(Clone)]
pub struct Ask(Rc<dyn Fn(String) -> Answer>);

impl Ask {
    /// Does `ask` with the passphrase that was entered.
    pub fn new<F: Future<Output = Result<(), ShelfFault>> + 'static>(
        ask: impl Fn(String) -> F + 'static,
    ) -> Self {
        Self(Rc::new(move |passphrase| Box::pin(ask(passphrase))))
    }
}

impl PartialEq for Ask {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// What is asked, and what for.
#[derive(Properties, PartialEq)]
pub struct AskPassphraseProps {
    /// What the field is called.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// What the button says.
    pub button: AttrValue,
    /// The identifier of the field.
    #[prop_or(AttrValue::Static("passphrase"))]
    pub id: AttrValue,
    /// What is done with the passphrase; where that fails it is told, and may be tried again.
    pub on_entered: Ask,
}

/// A form for a passphrase that is there already.
#[component]
pub fn AskPassphrase(props: &AskPassphraseProps) -> Html {
    let t = use_desk().words;
    let entered = use_state(String::new);
    let failed = use_state(|| None::<ShelfFault>);
    let working = use_state(|| false);
    let on_submitted = {
        let (entered, failed, working) = (entered.clone(), failed.setter(), working.clone());
        let (ask, id) = (props.on_entered.clone(), props.id.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *working {
                return;
            }
            working.set(true);
            failed.set(None);
            let (failed, working, id) = (failed.clone(), working.setter(), id.clone());
            let answer = (ask.0)((*entered).clone());
            spawn_local(async move {
                // After success the form may be gone; telling it harms nothing.
                let outcome = answer.await;
                working.set(false);
                if let Err(fault) = outcome {
                    failed.set(Some(fault));
                    sight::focus(&id);
                }
            });
        })
    };
    let on_entered = {
        let entered = entered.setter();
        Callback::from(move |text: String| entered.set(text))
    };
    let label = props.label.clone().unwrap_or(AttrValue::Static(t.lock_passphrase()));
    html! {
        <form class="ask-passphrase" onsubmit={on_submitted}>
            <InputField id={props.id.clone()} kind="password" {label} error={failed.map(|why| AttrValue::Static(fault(t, why)))} value={(*entered).clone()} {on_entered} />
            <p class="actions">
                <button type="submit" disabled={*working || entered.is_empty()}>{ props.button.clone() }</button>
                <span role="status">{ if *working { t.lock_working() } else { "" } }</span>
            </p>
        </form>
    }
}

/// Which inspection, and who asks.
#[derive(Properties, PartialEq)]
pub struct UnlockProps {
    /// The inspection.
    pub id: InspectionId,
    /// The reader.
    pub reader: AttrValue,
}

/// Asks for the passphrase of an inspection; after it the screen that was wanted is there.
#[component]
pub fn Unlock(props: &UnlockProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let id = props.id;
    let label = use_state(AttrValue::default);
    {
        let (desk, label) = (desk.clone(), label.setter());
        use_effect_with(id, move |id| {
            let id = *id;
            sight::focus("passphrase");
            spawn_local(async move {
                if let Some(lock) = desk.shelf.lock_of(id).await {
                    label.set(AttrValue::from(lock.label));
                }
            });
        });
    }
    let on_entered = Ask::new(move |passphrase| {
        let desk = desk.clone();
        async move { desk.unlock(id, &passphrase).await }
    });
    html! {
        <div class="form unlock">
            <h1 tabindex="-1">{ t.unlock_title() }</h1>
            <p class="lead">{ (*label).clone() }</p>
            <AskPassphrase button={t.unlock_button()} {on_entered} />
            <p>{ t.unlock_going_on() }{ " " }<a href={Route::Home.href()}>{ t.title_home() }</a></p>
            <Forgotten {id} label={(*label).clone()} reader={props.reader.clone()} />
        </div>
    }
}
