//! Undo and redo: two buttons, the keys for them, and what came of it in words.

use domain::{Alteration, CaseId, DeviceId, NoStep, StepBack, Target};
use yew::prelude::*;

use crate::browser::sight;
use crate::store::{Desk, Open, Said, use_desk};

/// How many of the cells that one step altered are named.
const MOST_NAMED: usize = 3;

/// What can be taken back or done again, and what came of the last time.
#[derive(Clone, PartialEq, Properties)]
pub struct UndoBarProps {
    /// Whether there is something to take back.
    pub undo: bool,
    /// Whether there is something to do again.
    pub redo: bool,
    /// What came of the last step back; empty before the first, and once something else is done.
    pub said: AttrValue,
}

impl UndoBarProps {
    /// What this reader can take back at this device; `here` is the case on the screen.
    pub fn of(
        desk: &Desk,
        open: &Open,
        device: DeviceId,
        reader: &str,
        here: Option<CaseId>,
    ) -> Self {
        let has = |way| open.steps.has(way, device, reader);
        let said = open.said.as_deref().map(|said| told(desk, open, said, here));
        Self {
            undo: has(StepBack::Undo),
            redo: has(StepBack::Redo),
            said: AttrValue::from(said.unwrap_or_default()),
        }
    }
}

/// Undo and redo.
#[component]
pub fn UndoBar(props: &UndoBarProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    {
        let desk = desk.clone();
        use_effect_with((), move |()| {
            let listener = sight::listen_for_undo(move |again| {
                desk.step(if again { StepBack::Redo } else { StepBack::Undo });
            });
            move || drop(listener)
        });
    }
    let step = |way| desk.on_click(move |desk| desk.step(way));
    // They can be focused all the time: a button that goes dead under the hand takes the focus with it.
    html! {
        <div class="undo-bar no-print">
            <button type="button" class="quiet" aria-disabled={(!props.undo).then_some("true")} aria-keyshortcuts="Control+Z" onclick={step(StepBack::Undo)}>{ t.undo_undo() }</button>
            <button type="button" class="quiet" aria-disabled={(!props.redo).then_some("true")} aria-keyshortcuts="Control+Shift+Z" onclick={step(StepBack::Redo)}>{ t.undo_redo() }</button>
            <span class="said" role="status">{ props.said.clone() }</span>
        </div>
    }
}

fn told(desk: &Desk, open: &Open, said: &Said, here: Option<CaseId>) -> String {
    let t = desk.words;
    let framework = &open.edition.framework;
    let in_case = |target: &Target, what: String| {
        let elsewhere = target.case().filter(|case| Some(*case) != here);
        let case = elsewhere.and_then(|case| open.inspection.cases.get(&case));
        match case {
            Some(case) => t.undo_in_case(&case.number, what),
            None => what,
        }
    };
    match said {
        Said::Took(way, altered) => {
            let one = |one: &Alteration| {
                in_case(&one.target, t.altered(framework, &open.inspection, one))
            };
            let list = altered.iter().take(MOST_NAMED).map(one).collect::<Vec<_>>().join("; ");
            let list = match altered.len().saturating_sub(MOST_NAMED) {
                0 => list,
                more => t.undo_more(more, list),
            };
            match way {
                StepBack::Undo => t.undo_undone(list),
                StepBack::Redo => t.undo_redone(list),
            }
        }
        Said::NotTaken(StepBack::Undo, NoStep::Nothing) => t.undo_nothing().to_owned(),
        Said::NotTaken(StepBack::Redo, NoStep::Nothing) => t.undo_nothing_again().to_owned(),
        Said::NotTaken(_, NoStep::AlteredSince(target, by)) => {
            let cell = in_case(target, t.cell(framework, &open.inspection, target));
            match by.as_deref().filter(|reader| !reader.is_empty()) {
                Some(reader) => t.undo_altered_by(cell, reader),
                None => t.undo_altered(cell),
            }
        }
    }
}
