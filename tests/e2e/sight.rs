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
    pub is_date: bool,
    pub disabled: bool,
}

/// Runs a piece of the page's own language with `by_role.js` before it.
pub async fn ask(client: &Client, script: &str, args: Vec<Value>) -> Result<Value, String> {
    let script = format!("{BY_ROLE}\n{script}");
    let seen = client.execute(&script, args).await.map_err(|why| why.to_string())?;
    match seen.get("lost") {
        None => Ok(seen),
        Some(lost) => Err(format!(
            "{} {} {} to look within. There is: {}",
            lost["n"],
            lost["role"].as_str().unwrap_or_default(),
            lost["name"],
            listed(&lost["names"])
        )),
    }
}

/// There is at least one of that role and name.
pub async fn any(client: &Client, scope: &Scope, role: &str, name: &str) -> Result<(), String> {
    let seen = look(client, scope, &[role], name).await?;
    if seen["n"] == 0 { Err(missing(&seen, &[role], name)) } else { Ok(()) }
}

/// There is none. A place that cannot be looked into is no proof of that.
pub async fn none(client: &Client, scope: &Scope, role: &str, name: &str) -> Result<(), String> {
    let seen = look(client, scope, &[role], name).await?;
    if seen["n"] == 0 { Ok(()) } else { Err(format!("{} of them still show", seen["n"])) }
}

/// The names of everything of that role.
pub async fn names(client: &Client, scope: &Scope, role: &str) -> Result<Vec<String>, String> {
    let script = "return byRole.namesOf(...arguments);";
    let seen = ask(client, script, vec![json!(scope), json!(role)]).await?;
    let names = seen.as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(names.iter().filter_map(Value::as_str).map(String::from).collect())
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
    Ok(Sight {
        element,
        label,
        text: words("text"),
        value: words("value"),
        is_date: seen["type"] == "date",
        disabled: seen["disabled"] == true,
    })
}

/// As `one`, and it can be worked: a disabled control does nothing when clicked.
pub async fn working(
    client: &Client,
    scope: &Scope,
    roles: &[&str],
    name: &str,
) -> Result<Sight, String> {
    let seen = one(client, scope, roles, name).await?;
    if seen.disabled { Err("it is there but disabled".into()) } else { Ok(seen) }
}

/// Whether the text shows, and the text that shows instead.
pub async fn says(client: &Client, scope: &Scope, text: &str) -> Result<(bool, String), String> {
    let script = "return byRole.says(...arguments);";
    let seen = ask(client, script, vec![json!(scope), json!(text)]).await?;
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
    let roles = roles.join(" or ");
    format!("no {roles} {name:?}. There is: {}", listed(&seen["names"]))
}

fn listed(names: &Value) -> String {
    let names = names.as_array().map(Vec::as_slice).unwrap_or_default();
    if names.is_empty() {
        return "nothing".into();
    }
    names.iter().map(|n| format!("\n    {}", n.as_str().unwrap_or_default())).collect()
}
