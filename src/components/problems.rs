//! Problems, each with its place and its way out.

use domain::Problem;
use words::Words;
use yew::prelude::*;

use crate::browser::sealing::Failure;

/// More problems than this are counted, not listed.
pub const MOST_LISTED: usize = 30;

/// A list of problems under `title`, in the way of an error summary.
pub fn problem_list(t: Words, title: &str, problems: &[Problem]) -> Html {
    let told =
        |one: &Problem| [t.place(&one.place), t.fault(&one.fault), t.hint(&one.fault).to_owned()];
    let told = problems.iter().take(MOST_LISTED).map(told).collect();
    told_list(t, title, told, problems.len())
}

/// Why something was not sealed or not opened, in the same way.
pub fn unsealed(t: Words, title: &str, failure: &Failure) -> Html {
    let (fault, way_out) = told_failure(t, failure);
    told_list(t, title, vec![[t.place_file().to_owned(), fault, way_out.to_owned()]], 1)
}

/// What went wrong in sealing or opening, and the way out.
pub fn told_failure(t: Words, failure: &Failure) -> (String, &'static str) {
    match failure {
        Failure::Fault(fault) => (t.seal_fault(fault), t.seal_way_out(fault)),
        Failure::Stopped(why) => (t.seal_fault_stopped(why), t.seal_way_out_stopped()),
    }
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
