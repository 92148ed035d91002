//! What one look at the page gives back.

use fantoccini::Client;
use fantoccini::elements::{Element, ElementRef};
use serde_json::{Value, json};

const BY_ROLE: &str = include_str!("by_role.js");

/// The places a view has been narrowed to, from the outside in, as role and name.
pub type Scope = Vec<(String, String)>;

/// The one thing of that role and name.
pub struct Sight {
    pub element: Element,
    /// The words beside a field: a person hits these as often as the field itself.
    pub label: Option<Element>,
    pub text: String,
    pub value: String,
}

/// Runs a piece of the page's own language with `by_role.js` before it.
pub async fn ask(client: &Client, script: &str, args: Vec<Value>) -> Result<Value, String> {
    let script = format!("{BY_ROLE}\n{script}");
    client.execute(&script, args).await.map_err(|why| why.to_string())
}

/// How many there are of the first of these roles that has any of that name.
pub async fn count(
    client: &Client,
    scope: &Scope,
    roles: &[&str],
    name: &str,
) -> Result<u64, String> {
    let seen = look(client, scope, roles, name).await?;
    match seen["n"].as_u64() {
        None | Some(0) => Err(missing(&seen, roles, name)),
        Some(n) => Ok(n),
    }
}

/// The one thing of these roles and that name; several are as useless as none to whoever must act.
pub async fn one(
    client: &Client,
    scope: &Scope,
    roles: &[&str],
    name: &str,
) -> Result<Sight, String> {
    let seen = look(client, scope, roles, name).await?;
    match seen["n"].as_u64() {
        Some(1) => {}
        None | Some(0) => return Err(missing(&seen, roles, name)),
        Some(n) => return Err(format!("there are {n} of them: narrow down with within()")),
    }
    let element = element(client, &seen["element"]).ok_or("the driver gave no element")?;
    let words = |key: &str| seen[key].as_str().unwrap_or_default().to_string();
    let label = self::element(client, &seen["label"]);
    Ok(Sight { element, label, text: words("text"), value: words("value") })
}

/// As `one`, and it can be worked: a control that is barred does nothing when clicked.
pub async fn working(
    client: &Client,
    scope: &Scope,
    roles: &[&str],
    name: &str,
) -> Result<Sight, String> {
    let seen = one(client, scope, roles, name).await?;
    match seen.element.is_enabled().await {
        Ok(true) => Ok(seen),
        Ok(false) => Err("it is there but disabled".into()),
        Err(why) => Err(why.to_string()),
    }
}

/// Whether the text shows, and the text that shows instead.
pub async fn says(client: &Client, scope: &Scope, text: &str) -> Result<(bool, String), String> {
    let seen = ask(client, "return byRole.says(...arguments);", vec![json!(scope), json!(text)]);
    let seen = seen.await?;
    if let Some(lost) = lost(&seen) {
        return Err(lost);
    }
    Ok((seen["there"] == true, seen["text"].as_str().unwrap_or_default().to_string()))
}

async fn look(client: &Client, scope: &Scope, roles: &[&str], name: &str) -> Result<Value, String> {
    let args = vec![json!(scope), json!(roles), json!(name)];
    ask(client, "return byRole.look(...arguments);", args).await
}

fn element(client: &Client, seen: &Value) -> Option<Element> {
    // The key is the one the WebDriver standard fixes for element references.
    let id = seen.get("element-6066-11e4-a52e-4f735466cecf")?.as_str()?;
    Some(Element::from_element_id(client.clone(), ElementRef::from(id.to_string())))
}

fn missing(seen: &Value, roles: &[&str], name: &str) -> String {
    if let Some(lost) = lost(seen) {
        return lost;
    }
    let roles = roles.join(" or ");
    format!("no {roles} {name:?}. There is: {}", listed(&seen["names"]))
}

/// Why the view cannot be narrowed, if that is what went wrong.
fn lost(seen: &Value) -> Option<String> {
    let lost = seen.get("lost")?;
    let role = lost["role"].as_str().unwrap_or_default();
    Some(format!(
        "{} {role} {} to look within. There is: {}",
        lost["n"],
        lost["name"],
        listed(&lost["names"])
    ))
}

fn listed(names: &Value) -> String {
    let names = names.as_array().map(Vec::as_slice).unwrap_or_default();
    if names.is_empty() {
        return "nothing".into();
    }
    names.iter().map(|n| format!("\n    {}", n.as_str().unwrap_or_default())).collect()
}
