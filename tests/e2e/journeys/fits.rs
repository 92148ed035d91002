//! Every screen fits a wide window and a telephone, and every control has a name.

use serde_json::{Value, json};

use crate::person::Person;

use super::steps::{address, opens_example, screens};

/// What sticks out of the page at its right edge, and how wide the page then is.
const WIDTH: &str = r#"
const page = document.documentElement;
if (page.scrollWidth <= innerWidth) return null;
const out = [...document.body.querySelectorAll("*")].filter((e) => {
  const box = e.getBoundingClientRect();
  return box.width > 0 && box.right > innerWidth + 1 && !e.closest(".table-scroll");
});
return { width: page.scrollWidth, of: innerWidth, out: out.slice(0, 8).map((e) => `${e.localName}.${e.className} ${e.textContent.slice(0, 40)}`) };
"#;

/// What a screen reader would stumble over.
const SOUND: &str = r#"
const wrong = [];
const levels = [...document.querySelectorAll("h1, h2, h3, h4")].filter((e) => e.checkVisibility()).map((e) => +e.localName[1]);
if (levels.filter((level) => level === 1).length !== 1) wrong.push(`headings of level 1: ${levels}`);
levels.reduce((before, level) => { if (level > before + 1) wrong.push(`a heading of level ${level} after ${before}`); return level; }, 0);
const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) wrong.push(`twice the id ${id}`);
for (const e of document.querySelectorAll("[aria-labelledby], [aria-describedby]")) {
  for (const name of ["aria-labelledby", "aria-describedby"]) {
    for (const id of (e.getAttribute(name) ?? "").split(" ").filter(Boolean)) {
      if (!document.getElementById(id)) wrong.push(`${name} points to no ${id}`);
    }
  }
}
if (document.querySelectorAll("main").length !== 1) wrong.push("main");
if (!document.documentElement.lang) wrong.push("no language");
if (!/Caseread/.test(document.title)) wrong.push(`title ${document.title}`);
for (const role of ["button", "link", "textbox", "combobox", "checkbox", "radio", "file", "progressbar", "img", "table", "navigation", "region", "group", "article", "form"]) {
  const unnamed = byRole.namesOf([], role).filter((name) => !name);
  if (unnamed.length) wrong.push(`${unnamed.length} ${role} without a name`);
}
// Two controls of one name side by side are told apart by nothing.
for (const role of ["button", "textbox", "combobox"]) {
  const names = byRole.namesOf([], role);
  for (const name of new Set(names.filter((name, at) => names.indexOf(name) !== at))) wrong.push(`${role} ${name} more than once`);
}
return wrong;
"#;

/// Goes through every screen there is, in this order, with the example in hand.
async fn through_every_screen(person: &Person, look: impl AsyncFn(&str) -> Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut see = async |screen: &str| {
        let seen = look(screen).await;
        if seen != Value::Null && seen != json!([]) {
            found.push(format!("{screen}: {seen}"));
        }
    };
    opens_example(person).await;
    let address = address(person).await;
    for (path, heading) in screens("East Sussex (example)", "001") {
        person.goes_to(&format!("{address}{path}")).await;
        person.sees_role("heading 1", &heading).await;
        see(&heading).await;
    }
    for (path, heading) in [
        ("#/", "Inspections"),
        ("#/new", "New inspection"),
        ("#/import", "Bring a file in"),
        ("#/frameworks", "Frameworks"),
        ("#/help", "Help"),
        ("#/about", "About"),
        ("#/nowhere", "There is no such page"),
    ] {
        person.goes_to(path).await;
        person.sees_role("heading 1", heading).await;
        see(heading).await;
    }
    found
}

/// Opens whatever is folded up, so that it is looked at as well.
const UNFOLD: &str =
    "document.querySelectorAll('main details').forEach((fold) => { fold.open = true; });";

async fn fits(person: &Person, width: u32) {
    person.resizes(width, 800).await;
    let found = through_every_screen(person, async |_| {
        let folded = person.asks_the_page(WIDTH).await;
        person.asks_the_page(UNFOLD).await;
        let unfolded = person.asks_the_page(WIDTH).await;
        if folded == Value::Null { unfolded } else { folded }
    });
    assert_eq!(found.await, Vec::<String>::new(), "screens wider than {width} pixels");
}

#[tokio::test]
async fn no_screen_scrolls_sideways_at_360_pixels() {
    Person::works("fits_360", async |person| fits(person, 360).await).await;
}

#[tokio::test]
async fn no_screen_scrolls_sideways_at_1280_pixels() {
    Person::works("fits_1280", async |person| fits(person, 1280).await).await;
}

#[tokio::test]
async fn every_control_on_every_screen_has_a_name_of_its_own() {
    Person::works("names_of_controls", async |person| {
        let found = through_every_screen(person, async |_| {
            // Folds are looked at closed first, as they come, and then open.
            person.asks_the_page(UNFOLD).await;
            person.asks_by_role(SOUND).await
        });
        assert_eq!(found.await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_case_is_read_on_a_telephone() {
    Person::works("reads_at_360", async |person| {
        super::steps::begins_court_case(person, "Northtown").await;
        person.resizes(360, 700).await;
        person.chooses("2.1.1a …", "Yes").await;
        person.fills("Note on 2.1.1a", "On a telephone").await;
        person.chooses("2.1.1 judgement …", "Not sufficient").await;
        person.clicks("button", "Next owed…").await;
        super::steps::goes_to_screen(person, "Results").await;
        person.within("row", "2.1.1…").sees("0 of 1, 0%").await;
        super::steps::sees_saved(person).await;
    })
    .await;
}
