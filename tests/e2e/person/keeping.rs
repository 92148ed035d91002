//! What the page has kept, given out and asked for: the store, the downloads, the network.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::Person;

/// The database of the page.
const DATABASE: &str = "caseread";

/// What the scripts below begin with.
const OPENING: &str = r#"
const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
const opened = async (database) => {
  // To open a database that is not there would make an empty one in the page's way.
  if (!(await indexedDB.databases()).some(({ name }) => name === database)) throw `no database ${database}`;
  return done(indexedDB.open(database));
};
"#;

/// Reads every object store: key and text.
const EVERYTHING: &str = r#"
const [database] = arguments;
return (async () => {
  const open = await opened(database);
  try {
    const names = [...open.objectStoreNames];
    // One transaction, so that no commit falls between two stores.
    const stores = open.transaction(names);
    const all = await Promise.all(names.map(async (name) => {
      const store = stores.objectStore(name);
      const [keys, texts] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
      return [name, Object.fromEntries(keys.map((key, at) => [key, texts[at]]))];
    }));
    return JSON.stringify(Object.fromEntries(all));
  } finally {
    open.close();
  }
})();
"#;

/// Everything in the page's database: texts by key, by store.
pub type Kept = BTreeMap<String, BTreeMap<String, String>>;

/// Reads one object store. Bytes come out as `{ "bytes": [1, 2, …] }`: what is stored sealed has to be
/// searched for words that ought not to be readable in it.
const RECORDS: &str = r#"
const [database, store] = arguments;
const plain = (key, value) =>
  value instanceof ArrayBuffer ? { bytes: [...new Uint8Array(value)] }
  : ArrayBuffer.isView(value) ? { bytes: [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)] }
  : value;
return (async () => {
  const open = await opened(database);
  try {
    const stores = [...open.objectStoreNames];
    if (!stores.includes(store)) throw `no store ${store}. There is: ${stores}`;
    const records = await done(open.transaction(store).objectStore(store).getAll());
    return JSON.stringify(records, plain);
  } finally {
    open.close();
  }
})();
"#;

/// Whether a text is in what localStorage holds, which is gzip in base64.
const MIRROR: &str = r#"
const unpacked = async (text) => {
  if (text[0] == "=") return text;
  const bytes = Uint8Array.from(atob(text.slice(1)), (letter) => letter.charCodeAt());
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
};
return Promise.all(Object.values({ ...localStorage }).map(unpacked)).then((all) => all.join().includes(wanted));
"#;

impl Person {
    /// Every record in one of the page's object stores, in the order of their keys.
    pub async fn records(&self, store: &str) -> Vec<Value> {
        let args = vec![json!(DATABASE), json!(store)];
        self.reads_kept(format!("reads the records in {store}"), RECORDS, args).await
    }

    /// Everything in the page's database, at one moment, but the space held back, which comes when there is
    /// nothing else to do.
    pub async fn everything_kept(&self) -> Kept {
        let deed = "reads everything kept".to_owned();
        let mut kept: Kept = self.reads_kept(deed, EVERYTHING, vec![json!(DATABASE)]).await;
        kept.values_mut().for_each(|drawer| drawer.retain(|key, _| !key.starts_with("ballast")));
        kept
    }

    async fn reads_kept<T: DeserializeOwned>(
        &self,
        deed: String,
        script: &str,
        args: Vec<Value>,
    ) -> T {
        let script = format!("{OPENING}{script}");
        let text = self.does(deed.clone(), async || {
            self.client().execute(&script, args.clone()).await.map_err(|why| why.to_string())
        });
        let text = text.await;
        serde_json::from_str(text.as_str().unwrap_or_default())
            .unwrap_or_else(|why| panic!("{deed}: what came is none of that: {why}"))
    }

    /// What a script in the page returns; a promise is awaited. For what no person can see or do.
    pub async fn asks_the_page(&self, script: &str) -> Value {
        let asking = async {
            self.client().execute(script, Vec::new()).await.map_err(|why| why.to_string())
        };
        self.does_once("asks the page".into(), asking).await
    }

    /// Whether the second copy, the one in localStorage, holds a text.
    pub async fn mirror_holds(&self, text: &str) -> bool {
        let wanted = serde_json::to_string(text).unwrap_or_default();
        let held = self.asks_the_page(&format!("const wanted = {wanted};{MIRROR}")).await;
        held.as_bool().unwrap_or(false)
    }

    /// Waits until the second copy, the one in localStorage, holds a text.
    pub async fn waits_for_mirror(&self, text: &str) {
        let wanted = serde_json::to_string(text).unwrap_or_default();
        let script = format!("const wanted = {wanted};{MIRROR}");
        self.does(format!("waits for a second copy with {text}"), async || {
            let held = self.client().execute(&script, Vec::new()).await;
            match held.map_err(|why| why.to_string())?.as_bool() {
                Some(true) => Ok(()),
                _ => Err("it is not there yet".to_owned()),
            }
        })
        .await;
    }

    /// The addresses of everything that was fetched for the page, beside itself.
    pub async fn requests_made(&self) -> Vec<String> {
        let script = "return performance.getEntriesByType('resource').map((entry) => entry.name);";
        serde_json::from_value(self.asks_the_page(script).await)
            .unwrap_or_else(|why| panic!("no list of requests: {why}"))
    }

    /// A finished download whose name fits the pattern (`*` is any text) and that was not waited
    /// for before.
    pub async fn waits_for_download(&mut self, pattern: &str) -> PathBuf {
        let folder = self.seat.downloads();
        let taken = &self.taken;
        let found = self.does(format!("waits for a download {pattern}"), async || {
            let files = fs::read_dir(&folder).into_iter().flatten().flatten();
            let files: Vec<PathBuf> = files.map(|file| file.path()).collect();
            let name = |file: &PathBuf| file.file_name().map(|n| n.to_string_lossy().into_owned());
            let names: Vec<String> = files.iter().filter_map(name).collect();
            let whole = |file: &&PathBuf| {
                let Some(name) = name(file) else { return false };
                // Beside a file that is still being written stands its unfinished half.
                let unfinished = names.iter().any(|other| {
                    (other.ends_with(".part") || other.ends_with(".crdownload"))
                        && stem(other) == stem(&name)
                });
                fits(&name, pattern) && !unfinished && file.metadata().is_ok_and(|m| m.len() > 0)
            };
            let found = files.iter().filter(whole).find(|file| !taken.contains(file));
            found.cloned().ok_or_else(|| format!("in the folder of downloads: {names:?}"))
        });
        let found = found.await;
        self.taken.push(found.clone());
        found
    }
}

fn stem(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

/// `Northtown*.json` fits `Northtown-2026.json`.
fn fits(name: &str, pattern: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return name == pattern };
    let Some(tail) = name.strip_prefix(start) else { return false };
    tail.char_indices().map(|(at, _)| at).chain([tail.len()]).any(|at| fits(&tail[at..], rest))
}
