// "Get everything out": plain script, so that it works when the program does not. It reads what the store and
// the mirror hold, as raw texts, and offers them as one file. crates/shelf/src/everything.rs reads it.
{
  const NAME = "caseread";

  const answered = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

  const opened = () => new Promise((done, failed) => {
    const request = indexedDB.open(NAME);
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
    request.onblocked = () => failed("blocked");
    // There is no store: opening must not make an empty one, which the program could not use.
    request.onupgradeneeded = () => request.transaction.abort();
    setTimeout(failed, 5000, "no answer");
  });

  const drawer = async (database, name) => {
    const store = database.transaction(name).objectStore(name);
    const [keys, texts] = await Promise.all([answered(store.getAllKeys()), answered(store.getAll())]);
    const entries = keys.map((key, at) => [key, texts[at]]);
    return Object.fromEntries(entries.filter(([key]) => !String(key).startsWith("ballast")));
  };

  const unpacked = async (text) => {
    if (text[0] != "z") return text.slice(1);
    const bytes = Uint8Array.from(atob(text.slice(1)), (letter) => letter.charCodeAt());
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  };

  const everything = async () => {
    const found = { format: "caseread-everything", version: 1, at: Date.now(), drawers: {}, mirror: {}, faults: [] };
    const attempt = async (what, work) => {
      try {
        await work();
      } catch (error) {
        found.faults.push(`${what}: ${error}`);
      }
    };
    await attempt("store", async () => {
      const database = await opened();
      for (const name of database.objectStoreNames) {
        await attempt(name, async () => { found.drawers[name] = await drawer(database, name); });
      }
      database.close();
    });
    await attempt("mirror", async () => {
      for (let at = 0; at < localStorage.length; at++) {
        const key = localStorage.key(at);
        if (!key.startsWith("caseread/")) continue;
        const text = localStorage.getItem(key);
        await attempt(key, async () => { found.mirror[key] = await unpacked(text).catch(() => text); });
      }
    });
    return found;
  };

  const button = document.getElementById("crash-everything");
  button.addEventListener("click", async () => {
    const found = await everything();
    const told = document.getElementById("crash-got-out");
    const heads = { ...found.drawers.heads, ...found.mirror };
    const name = `caseread-everything_${new Date().toISOString().slice(0, 16).replace(/[T:]/g, "-")}.json`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(found)], { type: "application/json" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    told.textContent = Object.keys(heads).length
      ? `${name} was given to the browser to save. Look for it among the downloads.`
      : `${name} was given to the browser to save, but nothing was found to put into it.`;
    told.hidden = false;
    dispatchEvent(new CustomEvent("caseread-got-out", { detail: name }));
  });

  // A start that neither succeeds nor fails would leave no way out.
  setTimeout(() => {
    if (!document.querySelector("#app > .opening") || !document.getElementById("crash").hidden) return;
    document.getElementById("crash-detail").textContent = "Caseread is taking longer than usual to open.";
    document.getElementById("crash").hidden = false;
  }, 20000);
}
