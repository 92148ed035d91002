//! What the parts of the sheet are made of: each is written once, since markup weighs.

use yew::prelude::*;

use crate::components::fields::{FieldOption, SelectField};

/// A closed list with something that stands for none.
pub(super) fn select(
    label: String,
    value: AttrValue,
    none: Option<&'static str>,
    options: Vec<FieldOption>,
    on_chosen: Callback<Option<String>>,
) -> Html {
    html! {
        <SelectField {label} {value} none={none.map(AttrValue::Static)} {options} {on_chosen} />
    }
}

/// A box to tick: its label, whether it is ticked, and what is done.
pub(super) type TickBox = (String, bool, Callback<Event>);

/// Boxes to tick under a title.
pub(super) fn tick_boxes(title: &'static str, hint: &'static str, boxes: Vec<TickBox>) -> Html {
    html! {
        <fieldset class="choice">
            <legend>{ title }</legend>
            <p class="field-hint">{ hint }</p>
            <div class="choice-grid">
                for (label, checked, onchange) in boxes {
                    <label key={label.clone()}>
                        <input type="checkbox" {checked} {onchange} />
                        { " " }{ label }
                    </label>
                }
            </div>
        </fieldset>
    }
}

/// A button that stands alone.
pub(super) fn button(
    label: &'static str,
    secondary: bool,
    disabled: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <p class="actions">
            <button type="button" class={secondary.then_some("secondary")} {disabled} {onclick}>{ label }</button>
        </p>
    }
}

/// Something that went wrong.
pub(super) fn alarm(text: String) -> Html {
    html! { <p class="alarm" role="alert">{ text }</p> }
}

/// Lines, each a point.
pub(super) fn points(lines: Vec<String>) -> Html {
    html! {
        <ul>
            for line in lines {
                <li key={line.clone()}>{ line }</li>
            }
        </ul>
    }
}

/// A table: rows of cells under headings, in parts that may have a heading, and a row of sums. The
/// first cell of a row is its head.
#[derive(Default)]
pub(super) struct Table {
    pub(super) title: String,
    /// One line above it.
    pub(super) note: &'static str,
    /// Whether its cells are figures, which end in line.
    pub(super) figures: bool,
    pub(super) heads: Vec<String>,
    pub(super) parts: Vec<(String, Vec<Vec<String>>)>,
    pub(super) sums: Vec<String>,
}

impl Table {
    pub(super) fn draw(self, id: &'static str) -> Html {
        let n_columns = self.heads.len().to_string();
        html! {
            <section aria-labelledby={id}>
                <h3 {id}>{ self.title }</h3>
                if !self.note.is_empty() {
                    <p>{ self.note }</p>
                }
                <div class="table-scroll">
                <table class={self.figures.then_some("figures-table")} aria-labelledby={id}>
                    <thead>
                        <tr>
                            for (at, head) in self.heads.into_iter().enumerate() {
                                <th key={at} scope="col">{ head }</th>
                            }
                        </tr>
                    </thead>
                    for (at, (heading, rows)) in self.parts.into_iter().enumerate() {
                        <tbody key={at}>
                            if !heading.is_empty() {
                                <tr><th scope="rowgroup" colspan={n_columns.clone()}>{ heading }</th></tr>
                            }
                            for cells in rows {
                                { row(cells) }
                            }
                        </tbody>
                    }
                    if !self.sums.is_empty() {
                        <tfoot>{ row(self.sums) }</tfoot>
                    }
                </table>
                </div>
            </section>
        }
    }
}

fn row(cells: Vec<String>) -> Html {
    html! {
        <tr>
            for (at, cell) in cells.into_iter().enumerate() {
                if at == 0 {
                    <th key={at} scope="row">{ cell }</th>
                } else {
                    <td key={at}>{ cell }</td>
                }
            }
        </tr>
    }
}
