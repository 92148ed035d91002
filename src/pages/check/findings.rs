//! The findings, each with what it means and what can be done about it.

use laptop::{Canary, Dialog, FileOut, Finding, SecondTab, Verdict, Weight};
use web_sys::HtmlInputElement;
use words::Words;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::{Checked, Checking, Fact, leave, save};
use crate::browser::file_in::{self, Picked};
use crate::browser::{clock, laptop as browser};
use crate::route::Route;

/// A check file has a hundred bytes. One that was opened and saved by another program has a few more.
const LARGEST: u64 = 10_000;

/// The class of a verdict.
pub fn class_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::NotKnown => "open",
        Verdict::Keeps => "well",
        Verdict::WithCare => "care",
        Verdict::DoesNot => "bad",
    }
}

fn weight_class(weight: Weight) -> &'static str {
    match weight {
        Weight::Well => "well",
        Weight::Note => "note",
        Weight::Open => "open",
        Weight::Care => "care",
        Weight::Bad => "bad",
    }
}

/// The findings so far, with what a person can do about each of them.
pub fn list(t: Words, checked: &Checked, tell: &Checking) -> Html {
    html! {
        <section class="no-print" aria-labelledby="findings-title">
            if checked.findings.iter().next().is_some() {
                <h2 id="findings-title">{ t.check_findings() }</h2>
            }
            <ul class="findings">
                for finding in checked.findings.iter() {
                    <li key={t.laptop_title(finding)}>
                        <h3>
                            { t.laptop_title(finding) }{ " " }
                            <span class={classes!("weight", weight_class(finding.weight()))}>{ t.laptop_weight(finding.weight()) }</span>
                        </h3>
                        <p>{ t.laptop_finding(finding, clock::local_time) }</p>
                        if let Some(what) = t.laptop_to_do(finding) {
                            <p class="way-out">{ what }</p>
                        }
                        <div class="finding-deeds">{ deeds(t, finding, checked, tell) }</div>
                    </li>
                }
            </ul>
        </section>
    }
}

fn deeds(t: Words, finding: &Finding, checked: &Checked, tell: &Checking) -> Html {
    match finding {
        Finding::Canary(canary) => of_the_mark(t, *canary, checked, tell),
        Finding::FileOut(file) => of_the_file(t, *file, checked, tell),
        Finding::Dialog(dialog) if *dialog != Dialog::Absent => {
            let (tell, mark) = (tell.clone(), checked.mark());
            let on_try = Callback::from(move |_: MouseEvent| {
                let Some(mark) = mark else { return };
                let tell = tell.clone();
                spawn_local(async move {
                    let dialog = browser::try_dialog("caseread-check.json", &mark.file()).await;
                    tell.dispatch(Fact::Found(Finding::Dialog(dialog)));
                });
            });
            html! {
                <button type="button" class="secondary" disabled={mark.is_none()} onclick={on_try}>{ t.dialog_try() }</button>
            }
        }
        Finding::SecondTab(tab) if *tab != SecondTab::Deaf => html! {
            <a class="button secondary" href={Route::Check(None).href()} target="_blank">{ t.second_tab_open() }</a>
        },
        _ => html! { <span hidden=true /> },
    }
}

fn of_the_mark(t: Words, canary: Canary, checked: &Checked, tell: &Checking) -> Html {
    let on_new = {
        let tell = tell.clone();
        Callback::from(move |_: MouseEvent| {
            let tell = tell.clone();
            spawn_local(async move { leave(&tell).await });
        })
    };
    let on_closed = {
        let tell = tell.clone();
        Callback::from(move |event: Event| {
            let ticked =
                event.target_dyn_into::<HtmlInputElement>().is_some_and(|one| one.checked());
            tell.dispatch(Fact::Closed(ticked));
        })
    };
    match canary {
        Canary::Left | Canary::NotLeft => html! {
            <>
                if canary == Canary::Left {
                    <p>{ t.check_file_address() }</p>
                }
                <p>{ t.canary_new_lead() }</p>
            </>
        },
        Canary::Sought { database, left_at, .. } => html! {
            <>
                if database {
                    <label class="tick">
                        <input type="checkbox" checked={checked.closed} onchange={on_closed} />
                        { " " }{ t.canary_closed(clock::local_time(left_at)) }
                    </label>
                }
                <button type="button" class="quiet" onclick={on_new}>{ t.canary_new() }</button>
            </>
        },
        Canary::Elsewhere { .. } => html! {
            <button type="button" class="quiet" onclick={on_new}>{ t.canary_new() }</button>
        },
    }
}

fn of_the_file(t: Words, file: FileOut, checked: &Checked, tell: &Checking) -> Html {
    let mark = checked.mark();
    let on_save = {
        let tell = tell.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(mark) = mark {
                save(&tell, mark);
            }
        })
    };
    let on_picked = {
        let tell = tell.clone();
        Callback::from(move |event: Event| {
            if let Some(file) = file_in::picked(&event) {
                spawn_local(read(tell.clone(), file));
            }
        })
    };
    let on_missed = {
        let tell = tell.clone();
        Callback::from(move |_: MouseEvent| {
            tell.dispatch(Fact::Found(Finding::FileOut(FileOut::DidNotArrive)));
        })
    };
    html! {
        <>
            <button type="button" disabled={mark.is_none()} onclick={on_save}>{ t.check_file_save() }</button>
            if file == FileOut::Offered {
                <button type="button" class="secondary" onclick={on_missed}>{ t.check_file_not_arrived() }</button>
            }
            <label class="field file-field">
                <span class="label">{ t.check_file_pick() }</span>
                <span class="field-hint">{ t.check_file_pick_hint() }</span>
                <input
                    type="file" accept=".json,application/json" onchange={on_picked}
                    aria-label={t.check_file_pick()} aria-description={t.check_file_pick_hint()}
                />
            </label>
            if let Some(name) = &checked.wrong_file {
                <p class="field-error" role="alert">{ t.check_file_wrong(name) }</p>
            }
        </>
    }
}

/// Reads a check file that was picked up again.
async fn read(tell: Checking, file: Picked) {
    let text = file_in::read_text(&file, LARGEST).await.unwrap_or_default();
    match laptop::Mark::all_in(&text).first() {
        Some(mark) => tell.dispatch(Fact::Picked(*mark, text == mark.file())),
        None => tell.dispatch(Fact::PickedOther(file.name())),
    }
}
