//! The page reaches no network and runs nothing but itself. A listener on this computer counts what arrives.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::journeys::errands::{begins_an_inspection, is_saved};
use crate::person::Person;

/// Tries every way out of a page that there is without its person's doing, and tells of each whether it was
/// refused: by the policy, or by an error at once.
const TRIES: &str = r#"
const base = "BASE";
const add = (tag, fields, parent = document.body) => {
  const element = Object.assign(document.createElement(tag), fields);
  parent.append(element);
  return element;
};
const ways = {
  fetch: (url) => fetch(url, { mode: "no-cors" }),
  xhr: (url) => { const xhr = new XMLHttpRequest(); xhr.open("GET", url); xhr.send(); },
  beacon: (url) => { if (!navigator.sendBeacon(url, "x")) throw "refused"; },
  socket: (url) => new WebSocket(url.replace("http", "ws")),
  events: (url) => new EventSource(url),
  worker: (url) => new Promise((_, fails) => { new Worker(url).onerror = () => fails("refused"); }),
  shared: (url) => new Promise((_, fails) => { new SharedWorker(url).onerror = () => fails("refused"); }),
  import: (url) => import(url),
  image: (src) => { new Image().src = src; },
  script: (src) => add("script", { src }),
  sheet: (href) => add("link", { rel: "stylesheet", href }, document.head),
  prefetch: (href) => add("link", { rel: "prefetch", href }, document.head),
  icon: (href) => add("link", { rel: "icon", href }, document.head),
  manifest: (href) => add("link", { rel: "manifest", href }, document.head),
  font: (url) => new FontFace("x", `url(${url})`).load(),
  video: (src) => add("video", { src, preload: "auto" }),
  frame: (src) => add("iframe", { src }),
  object: (data) => add("object", { data }),
  embed: (src) => add("embed", { src }),
  form: (action) => {
    const target = add("iframe", { name: "form" });
    add("form", { action, method: "post", target: "form" }).submit();
  },
};
const refused = {};
// Of a frame, a browser tells the address only as far as its port.
let current = "";
document.addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) => {
  const way = blockedURI.split("/").pop();
  refused[way in ways ? way : current] = effectiveDirective;
});
return (async () => {
  for (const [way, attempt] of Object.entries(ways)) {
    current = way;
    const attempted = (async () => attempt(`${base}/${way}`))();
    attempted.catch((error) => { refused[way] ??= String(error.name ?? error); });
    await new Promise((done) => setTimeout(done, 150));
  }
  await new Promise((done) => setTimeout(done, 1500));
  return Object.keys(ways).map((way) => [way, refused[way] ?? null]);
})();
"#;

/// Somebody who listens on this computer, and what was asked.
struct Listener {
    base: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Listener {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&asked);
        // It ends with the tests.
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut begin = [0; 200];
                let _ = stream.set_read_timeout(Some(Duration::from_secs(2)));
                let n = stream.read(&mut begin).unwrap_or_default();
                let text = String::from_utf8_lossy(&begin[..n]).into_owned();
                let way = text.split_whitespace().nth(1).unwrap_or_default();
                heard.lock().unwrap().push(way.trim_start_matches('/').to_owned());
                let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
            }
        });
        Self { base, asked }
    }

    async fn is_tried_by(&self, person: &Person) -> Value {
        person.asks_the_page(&TRIES.replace("BASE", &self.base)).await
    }

    /// What was asked. Chromium may open a connection in advance, before it looks at the policy, and closes it
    /// again without a word.
    fn asked(&self) -> Vec<String> {
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|way| !way.is_empty()).cloned().collect()
    }
}

#[tokio::test]
async fn no_way_out_of_the_page_leads_anywhere() {
    Person::works("shut_off", async |person| {
        person.sees_role("heading", "Inspections").await;
        let listener = Listener::new();
        let told = listener.is_tried_by(person).await;
        assert_eq!(listener.asked(), Vec::<String>::new(), "{told}");
        let told = told.as_array().unwrap();
        assert_eq!(told.len(), 20);
        for way in told {
            // Firefox does neither in a page from a file, and so has nothing to refuse.
            let is_idle = way[0] == "prefetch" || way[0] == "manifest";
            assert!(is_idle || way[1] != Value::Null, "{way} was not refused");
        }
    })
    .await;
}

#[tokio::test]
async fn the_same_ways_lead_out_of_a_page_without_a_policy() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("open.html");
    std::fs::write(&page, "<!doctype html><title>Open</title><body>").unwrap();
    Person::works_at(&page, "not_shut_off", async |person| {
        let listener = Listener::new();
        let told = listener.is_tried_by(person).await;
        let asked = listener.asked();
        for way in ["fetch", "xhr", "beacon", "image", "script", "sheet", "frame", "form"] {
            assert!(asked.contains(&way.to_owned()), "{way} is not among {asked:?}; {told}");
        }
    })
    .await;
}

/// Tries to have the page run or style something that it did not bring.
const FOREIGN: &str = r#"
// Later, and by the functions of the window: a driver lifts the policy from what it runs by itself.
return new Promise((done) => setTimeout(() => {
const told = [];
const attempt = (name, work) => { try { told.push([name, work()]); } catch (error) { told.push([name, error.name]); } };
const add = (tag, text) => {
  const element = document.createElement(tag);
  element.textContent = text;
  document.body.append(element);
  return element;
};
window.ran = 0;
attempt("script", () => { add("script", "window.ran += 1"); return window.ran; });
attempt("handler", () => {
  const button = add("button", "x");
  button.setAttribute("onclick", "window.ran += 1");
  button.click();
  return window.ran;
});
attempt("eval", () => window.eval("window.ran += 1"));
attempt("Function", () => new window.Function("window.ran += 1")());
attempt("timer", () => { setTimeout("window.ran += 1"); return window.ran; });
attempt("style", () => { add("style", "body { opacity: 0.5 }"); return getComputedStyle(document.body).opacity; });
attempt("attribute", () => {
  document.body.setAttribute("style", "opacity: 0.5");
  return getComputedStyle(document.body).opacity;
});
setTimeout(() => done([...told, ["ran", window.ran]]), 300);
}, 100));
"#;

#[tokio::test]
async fn the_page_runs_and_styles_nothing_that_it_did_not_bring() {
    Person::works("runs_itself", async |person| {
        person.sees_role("heading", "Inspections").await;
        let told = person.asks_the_page(FOREIGN).await;
        let expected = json!([
            ["script", 0],
            ["handler", 0],
            ["eval", "EvalError"],
            ["Function", "EvalError"],
            ["timer", 0],
            ["style", "1"],
            ["attribute", "1"],
            ["ran", 0]
        ]);
        assert_eq!(told, expected);
    })
    .await;
}

/// What the page is made of, as far as it could lead out or needs a weaker policy.
const PARTS: &str = r##"
const all = [...document.querySelectorAll("*")];
const out = (value) => value && !/^(#|data:|blob:)/.test(value);
return all.flatMap((element) => [...element.attributes]
  .filter(({ name, value }) => name == "style" || name.startsWith("on")
    || (["href", "src", "action", "formaction", "data", "poster", "srcset", "ping"].includes(name) && out(value)))
  .map(({ name, value }) => `${element.localName} ${name}=${value}`));
"##;

#[tokio::test]
async fn no_screen_has_an_inline_style_a_handler_or_an_address_outside() {
    Person::works("no_addresses", async |person| {
        begins_an_inspection(person).await;
        is_saved(person).await;
        let id = person.asks_the_page("return location.hash.split('/')[2];").await;
        let id = id.as_str().unwrap();
        let inside = ["", "/cases", "/sample", "/service", "/results", "/handover", "/remove"];
        let inside = inside.map(|screen| format!("#/i/{id}{screen}"));
        let others = ["#/", "#/new", "#/import", "#/frameworks", "#/help", "#/about", "#/check"];
        let others = others.iter().chain(&["#/everything"]).map(|route| (*route).to_owned());
        for route in inside.into_iter().chain(others) {
            person.goes_to(&route).await;
            person.sees_role("main", "").await;
            assert_eq!(person.asks_the_page(PARTS).await, json!([]), "{route}");
        }
        let policy = "return document.querySelector('meta[http-equiv]').content;";
        let policy = person.asks_the_page(policy).await;
        let policy = policy.as_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"), "{policy}");
        for weak in ["unsafe-inline", "'unsafe-eval'", "http", "*", "unsafe-hashes"] {
            assert!(!policy.contains(weak), "{policy} has {weak}");
        }
        assert_eq!(person.requests_made().await, Vec::<String>::new());
    })
    .await;
}
