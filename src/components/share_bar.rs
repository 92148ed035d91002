//! A share drawn against the bands, beside its figures.

use domain::{Bands, Share};
use yew::prelude::*;

/// A bar of 100 units with the edges of the bands, where the framework has any. The figures stand beside it as text, so a screen
/// reader is told to pass over the drawing.
pub fn share_bar(share: Share, bands: Option<Bands>) -> Html {
    let width = share.percent().unwrap_or(0).to_string();
    let edges = bands.map(|bands| [bands.requires_improvement, bands.good, bands.outstanding]);
    html! {
        <svg class="share-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="share-whole" x="0" y="0" width="100" height="10" />
            <rect class="share-part" x="0" y="1" width={width} height="8" />
            <g class="share-edges">
                for edge in edges.into_iter().flatten() {
                    <line x1={edge.to_string()} x2={edge.to_string()} y1="0" y2="10" />
                }
            </g>
        </svg>
    }
}
