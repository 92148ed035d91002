//! Problems, each with its place and its way out.

use domain::Problem;
use yew::prelude::*;

use crate::store::use_desk;

/// The problems.
#[derive(Properties, PartialEq)]
pub struct ProblemListProps {
    /// What stands above them.
    pub title: AttrValue,
    /// The problems.
    pub problems: Vec<Problem>,
}

/// More problems than this are counted, not listed.
const MOST_LISTED: usize = 30;

/// A list of problems, in the way of an error summary.
#[component]
pub fn ProblemList(props: &ProblemListProps) -> Html {
    let t = use_desk().words;
    let more = props.problems.len().saturating_sub(MOST_LISTED);
    html! {
        <div class="error-summary" role="alert" tabindex="-1">
            <h2>{ props.title.clone() }</h2>
            <ul>
                for problem in props.problems.iter().take(MOST_LISTED) {
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
