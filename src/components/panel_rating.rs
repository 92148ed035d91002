//! The rating that the ratings panel gave.

use domain::{Rating, Reference, Target};
use yew::prelude::*;

use crate::browser::{clock, sight};
use crate::components::fields::SelectField;
use crate::pages::service::proposals;
use crate::store::use_desk;

/// Whose rating, and what is known of it.
#[derive(Properties, PartialEq)]
pub struct PanelRatingProps {
    /// The standard; `None` for the overall rating.
    pub standard: Option<Reference>,
    /// What the rules give.
    pub computed: Option<Rating>,
    /// What the panel gave.
    pub given: Option<Rating>,
    /// Its label.
    pub label: AttrValue,
}

/// The rating that the ratings panel gave. One more than a step from the computed rating is asked
/// twice: it is meant to be exceptional (3.4), and a slip of the hand must not pass for a decision.
#[component]
pub fn PanelRating(props: &PanelRatingProps) -> Html {
    let desk = use_desk();
    let t = desk.words;
    let asked = use_state(|| None::<Rating>);
    // A list that somebody chose from keeps showing that in some browsers: it is made anew.
    let n_left = use_state(|| 0_u32);
    let target = Target::Given(props.standard);
    let confirm_id =
        format!("sure-{}", props.standard.map_or("overall".to_owned(), |one| one.to_string()));
    let on_chosen = {
        let (desk, asked) = (desk.clone(), asked.clone());
        let (computed, given, confirm_id) = (props.computed, props.given, confirm_id.clone());
        Callback::from(move |word: Option<String>| {
            let rating = word.as_deref().and_then(Rating::parse);
            let far = rating.zip(computed).is_some_and(|(one, other)| one.steps_to(other) > 1);
            if far && rating != given {
                asked.set(rating);
                let confirm_id = confirm_id.clone();
                yew::platform::spawn_local(async move {
                    clock::breathe().await;
                    sight::focus(&confirm_id);
                });
            } else {
                asked.set(None);
                desk.edit(target, word);
            }
        })
    };
    let on_sure = {
        let asked = asked.clone();
        desk.on_click(move |desk| {
            if let Some(rating) = *asked {
                desk.edit(target, Some(rating.as_str().to_owned()));
            }
            asked.set(None);
        })
    };
    let on_left = {
        let (asked, n_left) = (asked.clone(), n_left.clone());
        Callback::from(move |_: MouseEvent| {
            asked.set(None);
            n_left.set(*n_left + 1);
        })
    };
    html! {
        <div class="panel-rating">
            <SelectField
                key={*n_left}
                label={props.label.clone()}
                value={asked.or(props.given).map_or("", Rating::as_str)}
                none={AttrValue::Static(t.panel_none())}
                options={proposals(t, false)}
                {on_chosen}
            />
            if let (Some(rating), Some(computed)) = (*asked, props.computed) {
                <div class="confirm" role="group" aria-label={t.panel_far_title()}>
                    <p>{ t.panel_far(rating.steps_to(computed) as usize, t.rating(rating), t.rating(computed)) }</p>
                    <button type="button" id={confirm_id} onclick={on_sure}>{ t.panel_far_sure(t.rating(rating)) }</button>
                    { " " }
                    <button type="button" class="secondary" onclick={on_left}>{ t.panel_far_leave() }</button>
                </div>
            }
        </div>
    }
}
