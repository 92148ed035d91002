{
  const CHANGED = "This copy of Caseread was changed on its way here. Get it anew from its source.";

  const byId = (id) => document.getElementById(id);

  // The first reason is the one that counts: what follows a crash is only its echo.
  const stop = (why) => {
    const notice = byId("crash");
    if (!notice.hidden) return;
    byId("crash-detail").textContent = String(why);
    notice.hidden = false;
  };

  // An error that went through the module leaves it half-way through its work: going on could save nonsense.
  // These come past the module's own crash notice when memory or stack run out.
  const broke = (error) =>
    error instanceof WebAssembly.RuntimeError ||
    (error instanceof Error && /^(RangeError|InternalError)$/.test(error.name) && /wasm/.test(error.stack));

  const lacking = () => {
    if (typeof WebAssembly !== "object") return "WebAssembly";
    if (typeof DecompressionStream !== "function") return "DecompressionStream";
  };

  // A function of its own: a browser compiles what is called often, and a loop met once it would long interpret.
  const decodeRun = (text, at, end, key, letters, n) => {
    while (at < end) letters[n++] = text.charCodeAt(at++) ^ key;
    return n;
  };

  // The block is runs of letters, each two bytes; before a run stands its length with its key (xtask/src/page/bytes.rs).
  const bytesOf = ({ textContent: text, dataset }) => {
    const { length } = text;
    if (length != dataset.length) throw CHANGED;
    const letters = new Uint16Array(length);
    let n = 0;
    for (let at = 0; at < length; ) {
      const head = text.charCodeAt(at++);
      const end = Math.min(at + (head >> 5), length);
      n = decodeRun(text, at, end, head << 11, letters, n);
      at = end;
    }
    return new Uint8Array(letters.buffer, 0, Number(dataset.bytes));
  };

  // The program's first half, which the first screens need, is packed in a way that the browser itself unpacks.
  const unzip = async (bytes) => {
    const gzip = new DecompressionStream("gzip");
    const writer = gzip.writable.getWriter();
    // What goes wrong here comes out of the other end, too.
    writer.write(bytes).catch(() => {});
    writer.close().catch(() => {});
    try {
      return new Uint8Array(await new Response(gzip.readable).arrayBuffer());
    } catch {
      throw CHANGED;
    }
  };

  // A style or the script that connects a module to the browser: they come in the module, and the policy knows them.
  const section = (module, name) => WebAssembly.Module.customSections(module, name)[0];
  const add = (module, tag, name) => {
    const element = document.createElement(tag);
    element.textContent = new TextDecoder().decode(section(module, name));
    document.head.append(element);
    return element;
  };

  // Asked now and then: whatever watches the page slows it down while it is drawn.
  const shown = () =>
    new Promise((done) => {
      // Behind what the browser has to draw, and what follows that.
      const behind = () => requestAnimationFrame(() => requestIdleCallback(done, { timeout: 1000 }));
      const look = () => (byId("main") ? behind() : setTimeout(look, 30));
      look();
    });

  const parsed = () =>
    document.readyState === "loading"
      ? new Promise((done) => addEventListener("DOMContentLoaded", done, { once: true }))
      : undefined;

  const start = async () => {
    const lacks = lacking();
    if (lacks) throw `This browser lacks ${lacks}, which Caseread needs.`;
    const block = byId("module");
    const zipped = bytesOf(block);
    const first = await unzip(zipped);
    block.remove();
    const module = await WebAssembly.compile(first);
    add(module, "style", "style");
    add(module, "script", "glue").remove();
    const unpack = section(module, "unpack");
    // The rest stands behind this script.
    await parsed();
    const rest = byId("rest");
    if (rest?.textContent.length != Number(rest?.dataset.length)) throw CHANGED;
    const { follow } = caseread_late({ CHANGED, byId, stop, bytesOf, section, add, zipped, first, unpack });
    const program = await wasm_bindgen({ module_or_path: module });
    await shown();
    // What is on the screen stays there to be read.
    await follow(program).catch(stop);
  };

  byId("crash-reload").addEventListener("click", () => location.reload());

  // A plain link to #main would look like a change of route.
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    const main = byId("main");
    if (!main) return;
    main.tabIndex = -1;
    main.focus();
  });

  addEventListener("error", ({ error }) => broke(error) && stop(error));
  addEventListener("unhandledrejection", ({ reason }) => broke(reason) && stop(reason));

  start().catch((why) => {
    byId("app").textContent = "";
    stop(why);
  });
}
