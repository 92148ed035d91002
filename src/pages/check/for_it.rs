//! The page for IT: what was found, and the policies to look at. To print, and to copy as text.

use laptop::Findings;
use words::Words;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::{clock, laptop as browser, sight};
use crate::store::use_desk;

/// What was found so far.
#[derive(Properties, PartialEq)]
pub struct ForItProps {
    /// The findings.
    pub findings: Findings,
    /// When the check was run, in milliseconds since 1970 in UTC.
    pub at: Option<u64>,
}

/// The page for IT.
#[component]
pub fn ForIt(props: &ForItProps) -> Html {
    let t = use_desk().words;
    let copied = use_state(|| None::<bool>);
    let on_print = Callback::from(|_: MouseEvent| sight::print());
    let text = as_text(t, props);
    let on_copy = {
        let (text, copied) = (text.clone(), copied.setter());
        Callback::from(move |_: MouseEvent| {
            let (text, copied) = (text.clone(), copied.clone());
            spawn_local(async move { copied.set(Some(browser::copy(&text).await)) });
        })
    };
    html! {
        <section class="panel for-it" aria-labelledby="for-it-title">
            <h2 id="for-it-title">{ t.for_it_title() }</h2>
            <p>{ t.for_it_lead() }</p>
            <p class="actions">
                <button type="button" class="secondary" onclick={on_print}>{ t.for_it_print() }</button>
                <button type="button" class="secondary" onclick={on_copy}>{ t.for_it_copy() }</button>
            </p>
            <p role="status">{ match *copied {
                None => "",
                Some(true) => t.for_it_copied(),
                Some(false) => t.for_it_not_copied(),
            } }</p>
            if *copied == Some(false) {
                <textarea readonly=true rows="12" aria-label={t.for_it_as_text()} value={text} />
            }
            <dl class="facts">
                for (name, value) in facts(t, props) {
                    <dt>{ name }</dt><dd>{ value }</dd>
                }
            </dl>
            <h3>{ t.for_it_policies() }</h3>
            <div class="table-scroll">
                <table class="policies">
                    <thead><tr>
                        <th scope="col">{ t.for_it_head_what() }</th>
                        <th scope="col">{ t.for_it_head_policies() }</th>
                        <th scope="col">{ t.for_it_head_ask() }</th>
                    </tr></thead>
                    <tbody>
                        for [what, policies, ask] in t.laptop_policies() {
                            <tr><th scope="row">{ what }</th><td>{ policies }</td><td>{ ask }</td></tr>
                        }
                    </tbody>
                </table>
            </div>
        </section>
    }
}

/// What IT has to know of this laptop: when, where, the verdict, and each finding.
fn facts(t: Words, props: &ForItProps) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    if let Some(at) = props.at {
        facts.push((t.check_at(), clock::local_time(at)));
        facts.push((t.check_title(), t.laptop_verdict(props.findings.verdict()).to_owned()));
    }
    facts.push((t.check_browser(), browser::agent()));
    facts.push((t.check_address(), browser::address()));
    for finding in props.findings.iter() {
        let found = t.laptop_finding(finding, clock::local_time);
        facts.push((
            t.laptop_title(finding),
            t.for_it_found(t.laptop_weight(finding.weight()), found),
        ));
    }
    facts
}

fn as_text(t: Words, props: &ForItProps) -> String {
    let mut text = format!("Caseread {}\n{}\n\n", env!("CARGO_PKG_VERSION"), t.for_it_lead());
    for (name, value) in facts(t, props) {
        text.push_str(&format!("{name}: {value}\n"));
    }
    text.push_str(&format!("\n{}\n", t.for_it_policies()));
    for [what, policies, ask] in t.laptop_policies() {
        text.push_str(&format!("- {what}: {ask} ({policies})\n"));
    }
    text
}
