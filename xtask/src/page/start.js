{
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
    if (!(window.crypto && crypto.subtle)) return "WebCrypto (it works in a page opened as a file or over https)";
  };

  const bytesOf = (text) =>
    Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

  const unpacked = (bytes) => {
    const gzip = new DecompressionStream("gzip");
    const writer = gzip.writable.getWriter();
    // What goes wrong here comes out of the other end, too.
    writer.write(bytes).catch(() => {});
    writer.close().catch(() => {});
    return new Response(gzip.readable, { headers: { "Content-Type": "application/wasm" } });
  };

  const compile = (bytes) =>
    WebAssembly.compileStreaming
      ? WebAssembly.compileStreaming(unpacked(bytes))
      : unpacked(bytes).arrayBuffer().then((wasm) => WebAssembly.compile(wasm));

  const start = async () => {
    const lacks = lacking();
    if (lacks) throw `This browser lacks ${lacks}, which Caseread needs.`;
    const block = byId("module");
    const bytes = bytesOf(block.textContent);
    block.remove();
    await wasm_bindgen({ module_or_path: await compile(bytes) });
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
