//! The program: what it is, what it promises, what it does not do.

use words::Words;
use yew::prelude::*;

mod this_file;
use this_file::ThisFile;

/// About the program.
pub fn about(t: Words) -> Html {
    let parts = [
        (t.about_private_title(), t.about_private()),
        (t.about_kept_title(), t.about_kept()),
        (t.about_figures_title(), t.about_figures()),
        (t.about_access_title(), t.about_access()),
        (t.about_licence_title(), t.about_licence()),
    ];
    html! {
        <div class="prose">
            <h1 tabindex="-1">{ t.title_about() }</h1>
            <p class="lead">{ t.about_lead(env!("CARGO_PKG_VERSION")) }</p>
            for (title, text) in parts {
                <section key={title}>
                    <h2>{ title }</h2>
                    <p>{ text }</p>
                </section>
            }
            <ThisFile />
        </div>
    }
}
