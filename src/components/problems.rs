//! Problems, each with its place and its way out.

use domain::Problem;
use words::Words;
use yew::prelude::*;

/// More problems than this are counted, not listed.
pub const MOST_LISTED: usize = 30;

/// A list of problems under `title`, in the way of an error summary.
pub fn problem_list(t: Words, title: &str, problems: &[Problem]) -> Html {
    let told =
        |one: &Problem| [t.place(&one.place), t.fault(&one.fault), t.hint(&one.fault).to_owned()];
    let told = problems.iter().take(MOST_LISTED).map(told).collect();
    told_list(t, title, told, problems.len())
}

/// The same for problems of any kind: the first of them, each told as its place, what it is, and the
/// way out; `n` is how many there are in all.
pub fn told_list(t: Words, title: &str, told: Vec<[String; 3]>, n: usize) -> Html {
    let more = n - told.len();
    html! {
        <div class="error-summary" role="alert" tabindex="-1">
            <h2>{ title.to_owned() }</h2>
            <ul>
                for [place, fault, way_out] in told {
                    <li>
                        <strong class="place">{ place }</strong>
                        <span>{ fault }</span>
                        <span class="way-out">{ way_out }</span>
                    </li>
                }
            </ul>
            if more > 0 {
                <p>{ t.problem_more(more) }</p>
            }
        </div>
    }
}
