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
  const decodeRun = (text, from, to, letters, n) => {
    const key = text.charCodeAt(from);
    for (let at = from + 1; at < to; at++) letters[n++] = text.charCodeAt(at) ^ key;
    return n;
  };

  // The block is runs of letters, each two bytes; the first of a run is the key to the others (xtask/src/page/bytes.rs).
  const bytesOf = ({ textContent: text, dataset }) => {
    const { length } = text;
    if (length != dataset.length) throw CHANGED;
    const letters = new Uint16Array(length);
    const step = 1 + Number(dataset.run);
    let n = 0;
    for (let at = 0; at < length; at += step) n = decodeRun(text, at, Math.min(at + step, length), letters, n);
    return new Uint8Array(letters.buffer, 0, Number(dataset.bytes));
  };

  // A browser unpacks no packing that is as small as the modules' (xtask/src/page/packing.rs). What unpacks it is a module, too,
  // packed in the way that a browser does unpack.
  const unpacker = async () => {
    const gzip = new DecompressionStream("gzip");
    const writer = gzip.writable.getWriter();
    // What goes wrong here comes out of the other end, too.
    writer.write(bytesOf(byId("unpack"))).catch(() => {});
    writer.close().catch(() => {});
    return WebAssembly.compile(await new Response(gzip.readable).arrayBuffer());
  };
  let unpacks;

  // Between the pieces the browser gets to compile them. A timer would wait for longer.
  const { port1, port2 } = new MessageChannel();
  const breath = () =>
    new Promise((done) => {
      port1.onmessage = done;
      port2.postMessage(0);
    });

  // An instance of its own for each module: its memory goes with it.
  const compile = async (bytes) => {
    const { exports } = await WebAssembly.instantiate(await (unpacks ??= unpacker()));
    const at = exports.room(bytes.length);
    new Uint8Array(exports.memory.buffer, at, bytes.length).set(bytes);
    let wrong;
    const pull = async (taker) => {
      const n = exports.more();
      if (n < 0) throw (wrong = CHANGED);
      if (!n) return taker.close();
      const from = exports.place();
      taker.enqueue(new Uint8Array(exports.memory.buffer.slice(from, from + n)));
      await breath();
    };
    const wasm = new Response(new ReadableStream({ pull }), { headers: { "Content-Type": "application/wasm" } });
    try {
      return await (WebAssembly.compileStreaming?.(wasm) ?? wasm.arrayBuffer().then((whole) => WebAssembly.compile(whole)));
    } catch (why) {
      throw wrong ?? why;
    }
  };

  // A style or the script that connects a module to the browser: they come in the module, and the policy knows them.
  const add = (module, tag, name) => {
    const element = document.createElement(tag);
    element.textContent = new TextDecoder().decode(WebAssembly.Module.customSections(module, name)[0]);
    document.head.append(element);
    return element;
  };

  const start = async () => {
    const lacks = lacking();
    if (lacks) throw `This browser lacks ${lacks}, which Caseread needs.`;
    unpacks = unpacker();
    const block = byId("module");
    const bytes = bytesOf(block);
    const compiled = compile(bytes);
    block.remove();
    const module = await compiled;
    add(module, "style", "style");
    add(module, "script", "glue").remove();
    await wasm_bindgen({ module_or_path: module });
    // "About" compares it with a file that is picked.
    const sum = await crypto.subtle?.digest("SHA-256", bytes);
    if (sum) byId("app").dataset.program = Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  // Sealing is a module of its own, unpacked when something is first sealed or opened. Where that fails, the block stays for
  // the next time.
  let sealing;
  const startSealing = async () => {
    const block = byId("sealing");
    const module = await compile(bytesOf(block));
    add(module, "script", "glue").remove();
    await sealing_module({ module_or_path: module });
    block.remove();
  };
  globalThis.caseread_sealing = () =>
    (sealing ??= startSealing().catch((why) => {
      sealing = undefined;
      throw why;
    }));

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
