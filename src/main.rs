//! The entrance of the page.

fn main() {
    caseread_app::browser::crash::install();
    frameworks::fetch_with(caseread_app::browser::late::definition);
    yew::platform::spawn_local(async {
        let start = caseread_app::store::Start::read().await;
        if let Some(mount) = caseread_app::browser::sight::mount_point() {
            let props = caseread_app::app::AppProps { start };
            yew::Renderer::<caseread_app::app::App>::with_root_and_props(mount, props).render();
        }
    });
    // The browser opens its store beside us: meanwhile the definition is read that will be asked for.
    yew::platform::spawn_local(async {
        let _ = frameworks::named("youth-justice-2021").and_then(frameworks::Bundled::read);
    });
}
