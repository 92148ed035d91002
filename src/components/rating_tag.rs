//! A rating as a tag: colour, word and shape, so that none of them carries it alone.

use domain::Rating;
use yew::prelude::*;

use words::Words;

/// A tag of a rating, or of none.
pub fn rating_tag(t: Words, rating: Option<Rating>) -> Html {
    let class = match rating {
        None => "rating none",
        Some(Rating::Inadequate) => "rating inadequate",
        Some(Rating::RequiresImprovement) => "rating requires-improvement",
        Some(Rating::Good) => "rating good",
        Some(Rating::Outstanding) => "rating outstanding",
    };
    html! { <strong class={class}>{ t.rating_or_none(rating) }</strong> }
}
