//! Problems, each with its place and its way out.

use domain::Problem;
use words::Words;
use yew::prelude::*;

/// More problems than this are counted, not listed.
const MOST_LISTED: usize = 30;

/// A list of problems under `title`, in the way of an error summary.
pub fn problem_list(t: Words, title: &str, problems: &[Problem]) -> Html {
    let more = problems.len().saturating_sub(MOST_LISTED);
    html! {
        <div class="error-summary" role="alert" tabindex="-1">
            <h2>{ title.to_owned() }</h2>
            <ul>
                for problem in problems.iter().take(MOST_LISTED) {
                    <li>
                        <strong class="place">{ t.place(&problem.place) }</strong>
                        <span>{ t.fault(&problem.fault) }</span>
                        <span class="way-out">{ t.hint(&problem.fault) }</span>
                    </li>
                }
            </ul>
            if more > 0 {
                <p>{ t.problem_more(more) }</p>
            }
        </div>
    }
}
