//! The fire drill: a practice copy of the inspection is wiped and comes back from the last copy outside the
//! browser, and a certificate says what would come back today.

use shelf::Copy;
use words::Words;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::folder::FolderFault;
use crate::browser::{clock, file_in, sight};
use crate::components::problems::problem_list;
use crate::copies::{self, CopyPlace, DrillFault, Drilled};
use crate::files::{Progress, Stage};
use crate::pages::import::progress_bar;
use crate::route::{Route, Screen};
use crate::store::{Open, use_copy_settings, use_desk};

/// The inspection, and who practises.
#[derive(Properties, PartialEq)]
pub struct FireDrillProps {
    /// The inspection in hand.
    pub open: Open,
    /// The reader.
    pub reader: AttrValue,
}

/// How far it is.
#[derive(Clone, PartialEq)]
enum State {
    Waiting,
    Working(Stage, usize, usize),
    Passed(Drilled),
    Failed(DrillFault),
}

/// Where the file comes from.
enum From {
    Folder(Copy),
    Picked(file_in::Picked),
}

/// The fire drill.
#[component]
pub fn FireDrill(props: &FireDrillProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let settings = use_copy_settings();
    let state = use_state(|| State::Waiting);
    let id = props.open.inspection.id;
    let begin = {
        let (desk, state) = (desk.clone(), state.setter());
        move |from: From| {
            let (desk, state) = (desk.clone(), state.clone());
            spawn_local(async move {
                let told = state.clone();
                let progress = Progress::new(move |stage, done, of| {
                    told.set(State::Working(stage, done, of));
                });
                state.set(State::Working(Stage::Reading, 0, 1));
                let (name, bytes) = match from {
                    From::Folder(copy) => {
                        let bytes = copies::from_folder(&desk, &copy).await;
                        (copy.name, bytes)
                    }
                    From::Picked(file) => {
                        let bytes = file_in::read(&file, wire::LARGEST_FILE).await;
                        (file.name(), bytes.map_err(|problem| DrillFault::File(vec![problem])))
                    }
                };
                let outcome = match bytes {
                    Ok(bytes) => copies::drill(&desk, id, name, bytes, &progress).await,
                    Err(fault) => Err(fault),
                };
                state.set(match outcome {
                    Ok(drilled) => State::Passed(drilled),
                    Err(fault) => State::Failed(fault),
                });
            });
        }
    };
    let in_folder = match (&settings.place, &props.open.copy) {
        (CopyPlace::Folder { is_allowed: true, .. }, Some(copy)) if copy.is_checked => {
            Some(copy.clone())
        }
        _ => None,
    };
    let on_folder = in_folder.map(|copy| {
        let begin = begin.clone();
        Callback::from(move |_: MouseEvent| begin(From::Folder(copy.clone())))
    });
    let on_picked = Callback::from(move |event: Event| {
        if let Some(file) = file_in::picked(&event) {
            begin(From::Picked(file));
        }
    });
    html! {
        <div class="form wide">
            <h1 tabindex="-1">{ t.title_drill() }</h1>
            { match &*state {
                State::Passed(drilled) => certificate(t, &props.open, drilled, &props.reader),
                State::Working(stage, done, of) => progress_bar(t, *stage, *done, *of),
                State::Waiting => Html::default(),
                State::Failed(fault) => failed(t, fault),
            } }
            <section class="panel no-print">
                <p class="lead">{ t.drill_lead() }</p>
                if props.open.copy.is_none() {
                    <p>{ t.drill_no_copy() }</p>
                    <a class="button" href={Route::Inspection(id, Screen::HandOver).href()}>{ t.title_hand_over() }</a>
                }
                if let Some(on_folder) = on_folder {
                    <p><button type="button" onclick={on_folder}>{ t.drill_from_folder() }</button></p>
                }
                <label class="field file-field">
                    <span class="label">{ t.drill_file() }</span>
                    <input type="file" onchange={on_picked} />
                </label>
            </section>
        </div>
    }
}

fn failed(t: Words, fault: &DrillFault) -> Html {
    let told = match fault {
        DrillFault::File(problems) => return problem_list(t, t.drill_bad_file(), problems),
        DrillFault::Folder(fault) => folder_fault(t, *fault),
        DrillFault::AnotherInspection => t.drill_another(),
        DrillFault::Practice => t.drill_practice(),
        DrillFault::NotWiped => t.drill_not_wiped(),
        DrillFault::Differs => t.drill_differs(),
    };
    html! { <p class="alarm" role="alert">{ told }</p> }
}

/// Why a folder could not be used, and what to do.
pub fn folder_fault(t: Words, fault: FolderFault) -> &'static str {
    match fault {
        FolderFault::NotAllowed => t.copies_fault_not_allowed(),
        FolderFault::Gone => t.copies_fault_gone(),
        FolderFault::Full => t.copies_fault_full(),
        FolderFault::Differs => t.copies_fault_differs(),
        FolderFault::Failed => t.copies_fault_failed(),
    }
}

fn certificate(t: Words, open: &Open, drilled: &Drilled, reader: &AttrValue) -> Html {
    let on_print = Callback::from(|_: MouseEvent| sight::print());
    let inspection = &open.inspection;
    let until = drilled.last_at.map(clock::local_time).unwrap_or_default();
    let facts = [
        (t.removed_service(), inspection.service.clone()),
        (t.removed_inspection(), inspection.id.to_string()),
        (t.drill_cases(), drilled.n_cases.to_string()),
        (t.drill_changes(), drilled.n_changes.to_string()),
        (t.drill_after(), drilled.n_after.to_string()),
        (t.drill_restored_from(), drilled.file.clone()),
        (t.removed_fingerprint(), drilled.fingerprint.clone()),
        (t.drill_at(), clock::local_time(drilled.at)),
        (t.drill_by(), reader.to_string()),
    ];
    html! {
        <section class="panel success" aria-labelledby="certificate-title">
            <h2 id="certificate-title">{ t.drill_certificate() }</h2>
            <p role="status">{ t.drill_passed(until) }</p>
            if drilled.n_after > 0 {
                <p>{ t.drill_newer(drilled.n_after) }</p>
            }
            <dl class="facts">
                for (name, value) in facts {
                    <dt>{ name }</dt><dd>{ value }</dd>
                }
            </dl>
            <p class="no-print"><button type="button" onclick={on_print}>{ t.results_print() }</button></p>
        </section>
    }
}
