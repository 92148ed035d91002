//! Will this laptop keep my work? What is measured, told and asked; `laptop` decides.

use std::rc::Rc;

use laptop::{Canary, Dialog, FileOut, Finding, Findings, Mark, Place, SecondTab, Verdict};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::laptop::{self as browser, Marks};
use crate::browser::{address, clock, file_out};
use crate::route::Route;
use crate::store::use_desk;

mod findings;
mod for_it;

/// The mark to look for.
#[derive(Properties, PartialEq)]
pub struct CheckProps {
    /// As it stands in the address; whoever typed it may have mistyped it.
    pub mark: Option<AttrValue>,
}

/// What was found, and what it is known by.
#[derive(Clone, PartialEq)]
struct Checked {
    findings: Findings,
    here: Place,
    /// What lies in the stores.
    marks: Marks,
    /// The mark left on this visit.
    left: Option<Mark>,
    /// The mark of an earlier visit.
    sought: Option<Mark>,
    /// Whether the browser was closed in between, as somebody says.
    closed: bool,
    running: bool,
    /// When the check was run.
    at: Option<u64>,
    /// The file that was picked and is none of ours.
    wrong_file: Option<String>,
}

/// What can happen.
enum Fact {
    Began,
    Found(Finding),
    /// Found, unless something about the same is known already.
    FoundFirst(Finding),
    /// What lies in the stores.
    Marks(Marks),
    /// A mark was left; and what lies in the stores since.
    Left(Mark, Marks),
    /// A check file was picked: its mark, and whether it is as it was written.
    Picked(Mark, bool),
    PickedOther(String),
    Closed(bool),
    Ended(u64),
}

impl Reducible for Checked {
    type Action = Fact;

    fn reduce(self: Rc<Self>, fact: Fact) -> Rc<Self> {
        let mut next = (*self).clone();
        match fact {
            Fact::Began => next.running = true,
            Fact::Found(finding) => next.findings.take(finding),
            Fact::FoundFirst(finding) => next.findings.take_first(finding),
            Fact::Marks(marks) => next.marks = marks,
            Fact::Left(mark, marks) => {
                (next.left, next.sought, next.marks) = (Some(mark), None, marks);
            }
            Fact::Picked(mark, same) => {
                next.wrong_file = None;
                next.sought = Some(mark);
                let file = if same { FileOut::Same } else { FileOut::Altered };
                next.findings.take(Finding::FileOut(file));
            }
            Fact::PickedOther(name) => next.wrong_file = Some(name),
            Fact::Closed(closed) => next.closed = closed,
            Fact::Ended(at) => (next.running, next.at) = (false, Some(at)),
        }
        next.seek();
        Rc::new(next)
    }
}

impl Checked {
    fn new(named: Option<Mark>) -> Self {
        Self {
            findings: Findings::default(),
            here: browser::place(),
            marks: Marks::default(),
            left: None,
            sought: named,
            closed: false,
            running: false,
            at: None,
            wrong_file: None,
        }
    }

    /// The mark that the check file holds.
    fn mark(&self) -> Option<Mark> {
        self.sought.or(self.left)
    }

    /// Looks for the mark that was named, or else for the latest one that lies in a store.
    fn seek(&mut self) {
        let Marks { database, mirror } = &self.marks;
        if self.sought.is_none() && self.left.is_none() {
            self.sought = database.iter().chain(mirror).max_by_key(|mark| mark.minute).copied();
        }
        let canary = match (self.sought, self.left) {
            (Some(mark), left) if left != Some(mark) => {
                Canary::seek(mark, self.here, database, mirror, self.closed)
            }
            (_, Some(mark)) if database.contains(&mark) || mirror.contains(&mark) => Canary::Left,
            (_, Some(_)) => Canary::NotLeft,
            _ => return,
        };
        self.findings.take(Finding::Canary(canary));
    }
}

type Checking = UseReducerDispatcher<Checked>;

/// Will this laptop keep my work?
#[component]
pub fn Check(props: &CheckProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let named = props.mark.as_deref().and_then(Mark::parse);
    let mistyped = props.mark.is_some() && named.is_none();
    let checked = use_reducer(|| Checked::new(named));
    let tell = checked.dispatcher();
    use_second_tab(&tell);
    {
        let tell = tell.clone();
        use_effect_with((), move |()| {
            // A check file can be picked before anything is run.
            tell.dispatch(Fact::FoundFirst(Finding::FileOut(FileOut::NotTried)));
            spawn_local(async move { tell.dispatch(Fact::Marks(browser::marks().await)) });
        });
    }
    let on_run = {
        let (tell, checked) = (tell.clone(), checked.clone());
        Callback::from(move |_: MouseEvent| {
            spawn_local(run(tell.clone(), checked.mark().is_some()));
        })
    };
    let verdict = checked.findings.verdict();
    let is_known = checked.at.is_some() || verdict == Verdict::DoesNot;
    html! {
        <div class="check">
            <h1 tabindex="-1">{ t.check_title() }</h1>
            <p class="lead no-print">{ t.check_lead() }</p>
            if mistyped {
                <p class="alarm" role="alert">{ t.check_mistyped() }</p>
            }
            if is_known {
                <section class={classes!("panel", "verdict", findings::class_of(verdict))} role="status">
                    <h2>{ t.laptop_verdict(verdict) }</h2>
                    <p>{ t.laptop_verdict_what(verdict) }</p>
                </section>
            }
            <p class="actions">
                <button type="button" disabled={checked.running} onclick={on_run}>
                    { if checked.running { t.check_running() } else if checked.at.is_some() { t.check_run_again() } else { t.check_run() } }
                </button>
            </p>
            { findings::list(t, &checked, &tell) }
            <for_it::ForIt findings={checked.findings.clone()} at={checked.at} />
        </div>
    }
}

/// Holds the lock of the first tab for as long as this screen shows, or says that it is the second.
#[hook]
fn use_second_tab(tell: &Checking) {
    let tell = tell.clone();
    use_effect_with((), move |()| {
        let tabs = Rc::new(std::cell::RefCell::new(None));
        let joined = tabs.clone();
        spawn_local(async move {
            let heard = move |said| tell.dispatch(Fact::Found(Finding::SecondTab(said)));
            *joined.borrow_mut() = browser::Tabs::join(heard).await;
        });
        move || drop(tabs.take())
    });
}

/// Everything that is measured without anybody's help, and a mark if there is none yet.
async fn run(tell: Checking, marked: bool) {
    let found = |finding| tell.dispatch(Fact::Found(finding));
    tell.dispatch(Fact::Began);
    clock::breathe().await;
    found(Finding::Lacks(browser::lacking()));
    found(Finding::Database(browser::database().await));
    found(Finding::Mirror(browser::mirror()));
    found(Finding::Room { megabytes: browser::room().await, of: browser::ROOM });
    found(Finding::Persistence(browser::persistence().await));
    found(Finding::Lock(browser::lock().await));
    let hear = browser::hear_each_other().await;
    let tabs = if hear { SecondTab::NotTried } else { SecondTab::Deaf };
    tell.dispatch(Fact::FoundFirst(Finding::SecondTab(tabs)));
    let dialog = if browser::has_dialog() { Dialog::NotTried } else { Dialog::Absent };
    tell.dispatch(Fact::FoundFirst(Finding::Dialog(dialog)));
    found(Finding::Speed(browser::speed().await));
    let marks = browser::marks().await;
    let none = marks == Marks::default();
    tell.dispatch(Fact::Marks(marks));
    if none && !marked {
        leave(&tell).await;
    }
    tell.dispatch(Fact::Ended(clock::now()));
}

/// Leaves a mark in the stores and in the address, for a bookmark.
async fn leave(tell: &Checking) {
    let mark = Mark::new(clock::now(), clock::random(), browser::place());
    let marks = browser::leave(mark).await;
    address::replace(&Route::Check(Some(mark.to_string())).fragment());
    tell.dispatch(Fact::Left(mark, marks));
}

/// Offers the check file as a download.
fn save(tell: &Checking, mark: Mark) {
    let name = format!("caseread-check-{}.json", clock::local_stamp(mark.left_at()));
    let offered = file_out::download(&name, "application/json", &mark.file()).is_ok();
    let file = if offered { FileOut::Offered } else { FileOut::NotOffered };
    tell.dispatch(Fact::Found(Finding::FileOut(file)));
}
