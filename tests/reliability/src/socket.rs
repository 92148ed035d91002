//! Talking to a browser: numbered questions and answers as JSON over a web socket.

use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use tungstenite::Message;
use tungstenite::protocol::WebSocket;

/// A browser that has not answered for so long hangs.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection to a browser. Chromium and Firefox frame their questions alike.
pub struct Socket {
    socket: WebSocket<TcpStream>,
    last: u64,
    faults: Vec<String>,
}

impl Socket {
    /// Connects to the browser that listens there.
    pub fn connect(port: u16, path: &str) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let address = format!("ws://127.0.0.1:{port}{path}");
        let (socket, _) =
            tungstenite::client(address.as_str(), stream).context("the browser does not talk")?;
        Ok(Self { socket, last: 0, faults: Vec::new() })
    }

    /// Asks and waits for the answer.
    pub fn ask(&mut self, session: Option<&str>, method: &str, params: Value) -> Result<Value> {
        self.last += 1;
        let mut question = json!({ "id": self.last, "method": method, "params": params });
        if let Some(session) = session {
            question["sessionId"] = json!(session);
        }
        self.socket.send(Message::text(question.to_string()))?;
        loop {
            let mut message = self.read()?;
            if message["id"].as_u64() == Some(self.last) {
                if !message["error"].is_null() {
                    bail!("{method} is refused: {message}");
                }
                return Ok(message["result"].take());
            }
        }
    }

    /// What scripts of the page threw and nobody caught, since the last time this was asked.
    pub fn faults(&mut self) -> Vec<String> {
        std::mem::take(&mut self.faults)
    }

    fn read(&mut self) -> Result<Value> {
        loop {
            if let Message::Text(text) = self.socket.read()? {
                let message: Value = serde_json::from_str(&text)?;
                self.faults.extend(fault_in(&message));
                return Ok(message);
            }
        }
    }
}

/// What an event of either browser tells of a script that failed.
fn fault_in(message: &Value) -> Option<String> {
    let params = &message["params"];
    match message["method"].as_str()? {
        "Runtime.exceptionThrown" => {
            let details = &params["exceptionDetails"];
            let told = &details["exception"]["description"];
            Some(told.as_str().or(details["text"].as_str()).unwrap_or("an exception").to_owned())
        }
        "log.entryAdded" if params["type"] == "javascript" && params["level"] == "error" => {
            Some(params["text"].as_str().unwrap_or("an exception").to_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_browsers_tell_of_a_script_that_failed() {
        let chromium = json!({ "method": "Runtime.exceptionThrown", "params": { "exceptionDetails":
            { "text": "Uncaught", "exception": { "description": "RuntimeError: unreachable" } } } });
        assert_eq!(fault_in(&chromium).unwrap(), "RuntimeError: unreachable");
        let firefox = json!({ "method": "log.entryAdded", "params":
            { "type": "javascript", "level": "error", "text": "RuntimeError: unreachable" } });
        assert_eq!(fault_in(&firefox).unwrap(), "RuntimeError: unreachable");
    }

    #[test]
    fn a_warning_is_no_fault() {
        let warning = json!({ "method": "log.entryAdded", "params":
            { "type": "console", "level": "warn", "text": "slow" } });
        assert_eq!(fault_in(&warning), None);
    }
}
