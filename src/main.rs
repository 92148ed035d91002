//! The entrance of the page.

fn main() {
    caseread_app::browser::crash::install();
    if let Some(mount) = caseread_app::browser::sight::mount_point() {
        yew::Renderer::<caseread_app::app::App>::with_root(mount).render();
    }
}
