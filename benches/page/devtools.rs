//! The commands of Chromium's own protocol that the bench needs, sent through chromedriver.

use std::collections::BTreeMap;

use anyhow::Result;
use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};

/// Makes the processor look that many times slower to the page.
pub async fn slow(client: &Client, times: f64) -> Result<()> {
    send(client, "Emulation.setCPUThrottlingRate", json!({ "rate": times })).await.map(drop)
}

/// Runs a script in every document from now on, before any script of its own.
pub async fn before_every_page(client: &Client, script: &str) -> Result<()> {
    let source = json!({ "source": script });
    send(client, "Page.addScriptToEvaluateOnNewDocument", source).await.map(drop)
}

/// Starts the counters that `counters` reads.
pub async fn count(client: &Client) -> Result<()> {
    send(client, "Performance.enable", json!({})).await.map(drop)
}

/// The counters by name: `TaskDuration` in seconds of the main thread, `JSHeapUsedSize` in bytes.
pub async fn counters(client: &Client) -> Result<BTreeMap<String, f64>> {
    let answer = send(client, "Performance.getMetrics", json!({})).await?;
    let metrics = answer["metrics"].as_array().map(Vec::as_slice).unwrap_or_default();
    let counter =
        |metric: &Value| Some((metric["name"].as_str()?.to_string(), metric["value"].as_f64()?));
    Ok(metrics.iter().filter_map(counter).collect())
}

async fn send(client: &Client, command: &str, params: Value) -> Result<Value> {
    Ok(client.issue_cmd(Command(json!({ "cmd": command, "params": params }))).await?)
}

#[derive(Debug)]
struct Command(Value);

impl WebDriverCompatibleCommand for Command {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _url: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.0.to_string()))
    }
}
