//! Reading a case: outline on the left, questions in the middle, the case's rating always in view.

use std::sync::Arc;

use domain::{
    Applies, Case, CaseId, CaseRating, DetailKind, InspectionId, Owed, Reading, ReadingId,
    ReadingState, Reference, Slug, Target, Truth, is_shown, rate_case,
};
use wire::Edition;
use yew::prelude::*;

use crate::browser::{address, clock, sight};
use crate::components::fields::{SelectField, options_of};
use crate::components::outline::outline;
use crate::components::question::{KeyQuestionBlock, KeyQuestionView, PromptView};
use crate::components::unconfirmed::unconfirmed;
use crate::components::undo_bar::{UndoBar, UndoBarProps};
use crate::pages::import::ReaderName;
use crate::route::{Route, Screen};
use crate::store::{Action, Desk, use_desk};

/// A case in hand.
#[derive(Properties, PartialEq)]
pub struct CaseReadingProps {
    /// The edition.
    pub edition: Arc<Edition>,
    /// The inspection.
    pub inspection: InspectionId,
    /// The case's identity.
    pub id: CaseId,
    /// The case.
    pub case: Arc<Case>,
    /// The question to go to.
    pub at: Option<Reference>,
    /// Who reads.
    pub reader: AttrValue,
    /// The numbers of the cases before and after it in the sample.
    pub neighbours: (Option<AttrValue>, Option<AttrValue>),
    /// What can be taken back.
    pub undoing: UndoBarProps,
    /// How often an alteration was not taken over: choices on screen are then drawn as they stand.
    pub declined: u32,
}

/// Reading a case.
#[component]
pub fn CaseReading(props: &CaseReadingProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let framework = &props.edition.framework;
    let reading = props.case.counting_reading();
    let rating = rate_case(framework, &props.case, reading);
    let details = use_deciding(props.id, &rating);
    use_effect_with((props.id, props.at), |(_, at)| match at {
        Some(at) => go_to(*at),
        None => sight::focus_heading(),
    });
    let (case, counting) = (props.id, props.case.counting);
    let asked_at = move |event: &web_sys::Event| Question::of(event, case, counting?);
    let on_key = {
        let (desk, edition) = (desk.clone(), props.edition.clone());
        Callback::from(move |event: KeyboardEvent| {
            if let Some(question) = asked_at(&event) {
                answer_by_key(&desk, &edition, question, &event);
            }
        })
    };
    let on_chosen = {
        let desk = desk.clone();
        Callback::from(move |event: Event| {
            if let (Some(question), Some(word)) = (asked_at(&event), sight::chosen(&event)) {
                desk.edit(question.answer(), Some(word));
            }
        })
    };
    let on_typed = {
        let desk = desk.clone();
        Callback::from(move |event: InputEvent| {
            if let (Some(question), Some(text)) = (asked_at(&event), sight::note_of(&event)) {
                desk.type_in(question.note(), text.into());
            }
        })
    };
    let on_left = {
        let desk = desk.clone();
        Callback::from(move |_: FocusEvent| desk.send_drafts())
    };
    html! {
        <div class="reading">
            { bar(&desk, props, &rating) }
            <div class="reading-columns">
                <details class="reading-side" open={!sight::is_narrow()}>
                    <summary>{ t.outline_label() }</summary>
                    { outline(t, framework, props.inspection, &props.case.number, &rating) }
                </details>
                <div class="reading-main" onkeydown={on_key} onchange={on_chosen} oninput={on_typed} onfocusout={on_left}>
                    if let (Some(reading), Some(id)) = (reading, props.case.counting) {
                        { standards(&desk, props, &rating, &details, reading, id) }
                    } else {
                        { begin(&desk, props) }
                    }
                </div>
            </div>
        </div>
    }
}

fn bar(desk: &Desk, props: &CaseReadingProps, rating: &CaseRating) -> Html {
    let t = desk.words;
    let pool = props.edition.framework.pool(props.case.pool);
    let owed = rating.owed.len();
    let next = rating.owed.first().copied();
    let on_next = Callback::from(move |_: MouseEvent| {
        if let Some(owed) = next {
            go_to_owed(owed);
        }
    });
    let route = |screen| Route::Inspection(props.inspection, screen);
    let details = route(Screen::Details(props.case.number.clone()));
    let history = route(Screen::History(Some(props.case.number.clone())));
    html! {
        <div class="reading-bar">
            <h1 tabindex="-1">{ t.title_reading(&props.case.number) }</h1>
            <span class="pool">{ pool.map(|pool| pool.title.get(t.language).to_owned()).unwrap_or_default() }</span>
            <a href={details.href()}>{ t.title_details_short() }</a>
            <a href={history.href()}>{ t.title_history() }</a>
            <span class="neighbours">
                { neighbour(props, &props.neighbours.0, t.reading_previous()) }
                { neighbour(props, &props.neighbours.1, t.reading_next()) }
            </span>
            <span class="progress">
                <progress max={rating.asked.max(1).to_string()} value={(rating.asked - owed as u32).to_string()} aria-label={t.reading_progress()} />
                { " " }
                { t.outline_done(rating.asked as usize - owed, rating.asked) }
            </span>
            if owed > 0 {
                <button type="button" class="next-owed" onclick={on_next}>{ t.reading_next_owed(owed) }</button>
            }
            { completing(desk, props, owed == 0) }
            <UndoBar ..props.undoing.clone() />
        </div>
    }
}

/// How far the reading is, and marking it as complete or working on it again.
fn completing(desk: &Desk, props: &CaseReadingProps, all_done: bool) -> Html {
    let t = desk.words;
    let Some((reading, id)) = props.case.counting_reading().zip(props.case.counting) else {
        return html! { <span class="completing" /> };
    };
    let (inspection, case, complete) = (props.inspection, props.id, reading.is_complete());
    let on_click = desk.on_click(move |desk| {
        if complete {
            desk.tell(Action::ReopenWanted(case, id));
        } else {
            desk.edit(Target::State(case, id), ReadingState::Complete.value());
            desk.copy_by_itself(inspection);
        }
    });
    let tag = match (complete, all_done) {
        (true, _) => t.reading_complete(),
        (false, true) => t.reading_all_done(),
        (false, false) => "",
    };
    html! {
        <span class="completing">
            <span role="status" class={classes!((!tag.is_empty()).then_some("tag"), complete.then_some("done"))}>{ tag }</span>
            // One button, so that the focus stays on it when its words turn.
            <button type="button" class={if complete { "quiet" } else { "secondary" }} hidden={!complete && !all_done} onclick={on_click}>
                { if complete { t.reading_reopen() } else { t.reading_mark_complete() } }
            </button>
        </span>
    }
}

fn neighbour(props: &CaseReadingProps, number: &Option<AttrValue>, label: &'static str) -> Html {
    match number {
        Some(number) => {
            let screen = Screen::Reading(number.to_string(), None);
            let route = Route::Inspection(props.inspection, screen);
            html! { <a href={route.href()}>{ label }{ " " }{ number.clone() }</a> }
        }
        None => html! { <span class="away">{ label }</span> },
    }
}

/// A case nobody has begun to read: somebody else's hand-over may hold such cases.
fn begin(desk: &Desk, props: &CaseReadingProps) -> Html {
    let t = desk.words;
    let (id, reader) = (props.id, props.reader.to_string());
    let on_begun = desk.on_click(move |desk| {
        let reading = ReadingId::new(clock::random());
        desk.edit(Target::Reading(id, reading), Some(reader.clone()));
    });
    html! {
        <div class="panel">
            <p>{ t.reading_not_begun() }</p>
            // A reading is somebody's: without a name or initials there is nobody to begin it.
            if props.reader.is_empty() {
                <ReaderName />
            } else {
                <button type="button" onclick={on_begun}>{ t.reading_begin() }</button>
            }
        </div>
    }
}

fn standards(
    desk: &Desk,
    props: &CaseReadingProps,
    rating: &CaseRating,
    details: &[Slug],
    reading: &Reading,
    id: ReadingId,
) -> Html {
    let t = desk.words;
    let framework = &props.edition.framework;
    html! {
        <>
            { deciding(desk, props, details) }
            for standard in rating.standards.iter() {
                <section key={standard.reference.as_str()} class="standard" aria-labelledby={format!("s-{}", standard.reference)}>
                    <h2 id={format!("s-{}", standard.reference)}>
                        { standard.reference.to_string() }{ " " }
                        { framework.standard(standard.reference).map(|one| one.title.get(t.language).to_owned()).unwrap_or_default() }
                    </h2>
                    if let Some(one) = framework.standard(standard.reference) {
                        { unconfirmed(t, one.certainty, one.note.as_ref()) }
                    }
                    <div class="key-questions">
                        for one in standard.key_questions.iter() {
                            <KeyQuestionBlock
                                key={one.reference.as_str()}
                                edition={props.edition.clone()}
                                case={props.id}
                                reading={id}
                                view={view(props, reading, one.clone())}
                                declined={props.declined}
                            />
                        }
                    </div>
                </section>
            }
        </>
    }
}

/// Details on which questions hang, gathered at the head of the reading. One that is recorded stays
/// there for as long as the case is on the screen: going through a list by its arrow keys records each
/// choice on the way, and a list that left at the first would leave the wrong one behind.
#[hook]
fn use_deciding(case: CaseId, rating: &CaseRating) -> Vec<Slug> {
    let asked = use_mut_ref(|| (case, Vec::new()));
    let mut asked = asked.borrow_mut();
    if asked.0 != case {
        *asked = (case, Vec::new());
    }
    for owed in &rating.owed {
        if let Owed::Detail(detail, _) = owed
            && !asked.1.contains(detail)
        {
            asked.1.push(*detail);
        }
    }
    asked.1.clone()
}

fn deciding(desk: &Desk, props: &CaseReadingProps, details: &[Slug]) -> Html {
    if details.is_empty() {
        return html! { <div class="deciding" hidden=true /> };
    }
    let t = desk.words;
    html! {
        <section class="deciding panel" aria-labelledby="deciding-title">
            <h2 id="deciding-title">{ t.reading_deciding_title() }</h2>
            <p>{ t.reading_deciding() }</p>
            <div class="field-row">
                for detail in details {
                    <div key={detail.as_str().to_owned()} id={format!("d-{detail}")}>
                        { deciding_detail(desk, props, *detail) }
                    </div>
                }
            </div>
        </section>
    }
}

fn deciding_detail(desk: &Desk, props: &CaseReadingProps, detail: Slug) -> Html {
    let t = desk.words;
    let Some(field) = props.edition.framework.detail(detail) else { return html! { <p /> } };
    let options = match &field.kind {
        DetailKind::Choice(choices) => options_of(t, choices),
        _ => Vec::new(),
    };
    let recorded = props.case.details.get(&detail).map(ToString::to_string);
    html! {
        <SelectField
            label={field.label.get(t.language).to_owned()}
            value={recorded.unwrap_or_default()}
            none={AttrValue::Static(t.form_not_recorded())}
            {options}
            on_chosen={desk.on_value(Target::Detail(props.id, detail))}
        />
    }
}

fn view(
    props: &CaseReadingProps,
    reading: &Reading,
    rating: domain::CaseKeyQuestion,
) -> KeyQuestionView {
    let framework = &props.edition.framework;
    let key_question = framework.key_question(rating.reference).map(|(_, one)| one);
    let shown = |prompt: &domain::Prompt| {
        rating.applies == Applies::Yes
            && is_shown(framework, prompt, &props.case, Some(reading)) == Truth::Holds
    };
    let prompts = key_question.map(|one| one.prompts.as_slice()).unwrap_or_default();
    let text = |text: &str| match text {
        "" => AttrValue::Static(""),
        text => AttrValue::from(text.to_owned()),
    };
    let prompts = prompts
        .iter()
        .filter(|prompt| shown(prompt))
        .map(|prompt| {
            let entry = reading.entries.get(&prompt.reference);
            PromptView {
                reference: prompt.reference,
                answer: entry.and_then(|entry| entry.answer),
                note: text(entry.map_or("", |entry| &entry.note)),
                earlier: entry.filter(|one| one.answer.is_none()).and_then(|one| one.earlier),
            }
        })
        .collect();
    let judgement = reading.judgements.get(&rating.reference);
    let earlier = judgement.filter(|one| one.verdict.is_none()).and_then(|one| one.earlier);
    KeyQuestionView { prompts, reason: text(reading.reason(rating.reference)), earlier, rating }
}

/// Goes to a key question, or to a prompt of it.
fn go_to(at: Reference) {
    for kind in ["k", "q"] {
        sight::focus(&format!("{kind}-{at}"));
    }
    // Going there again has to be possible, so the address forgets the place.
    if let Route::Inspection(id, Screen::Reading(number, Some(_))) =
        Route::parse(&address::fragment())
    {
        address::replace(&Route::Inspection(id, Screen::Reading(number, None)).fragment());
    }
}

/// Goes to what is owed.
fn go_to_owed(owed: Owed) {
    match owed {
        Owed::Detail(detail, _) => sight::focus_inside(&format!("d-{detail}")),
        Owed::Answer(prompt) => sight::focus_inside(&format!("q-{prompt}")),
        Owed::Verdict(key_question) => sight::focus_inside(&format!("j-{key_question}")),
        Owed::Reason(key_question) => sight::focus(&format!("r-{key_question}")),
    }
}

/// A question of a reading. One listener hears all of them: listeners of their own would make a case
/// slower to open.
#[derive(Clone, Copy)]
struct Question {
    case: CaseId,
    reading: ReadingId,
    is_prompt: bool,
    reference: Reference,
}

impl Question {
    /// The question an event happened in.
    fn of(event: &web_sys::Event, case: CaseId, reading: ReadingId) -> Option<Self> {
        let id = sight::question_of(event)?;
        let (kind, name) = id.split_once('-')?;
        Some(Self { case, reading, is_prompt: kind == "q", reference: Reference::new(name)? })
    }

    /// Its answer or its verdict.
    fn answer(self) -> Target {
        let of = if self.is_prompt { Target::Answer } else { Target::Verdict };
        of(self.case, self.reading, self.reference)
    }

    /// Its note or its reason.
    fn note(self) -> Target {
        let of = if self.is_prompt { Target::Note } else { Target::Reason };
        of(self.case, self.reading, self.reference)
    }
}

/// Answers with a letter while the focus is on a question, and goes on to the next one.
fn answer_by_key(desk: &Desk, edition: &Edition, question: Question, event: &KeyboardEvent) {
    let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
    let in_text = event
        .target_dyn_into::<web_sys::HtmlInputElement>()
        .is_none_or(|input| input.type_() != "radio");
    if modified || in_text {
        return;
    }
    let t = desk.words;
    let key = event.key().to_lowercase();
    let reference = question.reference;
    let word = if question.is_prompt {
        let allowed = edition.framework.prompt(reference).map(|one| one.answers());
        let answers = allowed.unwrap_or_default().iter();
        answers.copied().find(|one| t.answer_key(*one) == key).map(|one| one.as_str())
    } else {
        let allowed = edition.framework.key_question(reference).map(|(_, one)| one.verdicts());
        let verdicts = allowed.unwrap_or_default().iter();
        verdicts.copied().find(|one| t.verdict_key(*one) == key).map(|one| one.as_str())
    };
    if let Some(word) = word {
        event.prevent_default();
        desk.edit(question.answer(), Some(word.to_owned()));
        if let Some(id) = sight::question_of(event) {
            sight::focus_next_question(&id);
        }
    } else if matches!(key.as_str(), "delete" | "backspace") {
        event.prevent_default();
        desk.edit(question.answer(), None);
    }
}
