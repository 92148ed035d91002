// What the first screens do without: it comes behind them, or at once where it is called before. This script comes with the glue
// of the first half, where it weighs a fifth of what it would in the page.
const caseread_late = ({ CHANGED, byId, stop, bytesOf, section, add, zipped, first, unpack }) => {
  // All of it is one stream in a packing that no browser unpacks: a module does, which the first half holds, and that half is
  // the dictionary to it (xtask/src/page/packing.rs). This makes the first `n` bytes and stops between the pieces.
  const unpacking = function* (packed, n) {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(unpack));
    const put = (at, bytes) => new Uint8Array(exports.memory.buffer, at, bytes.length).set(bytes);
    put(exports.room(packed.length), packed);
    put(exports.dictionary(first.length), first);
    if (!exports.begin()) throw CHANGED;
    const bytes = new Uint8Array(n);
    for (let at = 0; at < n; ) {
      yield;
      const more = exports.more();
      if (more <= 0) throw CHANGED;
      const piece = new Uint8Array(exports.memory.buffer, exports.place(), Math.min(more, n - at));
      bytes.set(piece, at);
      at += more;
    }
    return bytes;
  };

  // A timer would wait for longer.
  const breath = () =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(0);
    });

  // The program's other half is put to the first (xtask/src/page/halves.rs): behind the first screen, or, where something in it
  // is called before, at once.
  let program, packed, rest, definitions;
  const unpackingRest = (function* () {
    const block = byId("rest");
    const n = Number(block.dataset.program);
    packed = bytesOf(block);
    const bytes = yield* unpacking(packed, n + Number(block.dataset.definitions));
    rest = bytes.slice(0, n);
    definitions = bytes.slice(n);
  })();
  const join = (module) => {
    if (program.late_is_there.value) return;
    const f = {};
    for (const { name, kind } of WebAssembly.Module.imports(module))
      f[name] = kind === "function" ? program.late.get(Number(name)) : program[name];
    new WebAssembly.Instance(module, { f });
    program.late_is_there.value = 1;
    rest = undefined;
  };
  const atOnce = (work) => {
    byId("app").dataset.rest ??= "awaited";
    try {
      while (!unpackingRest.next().done);
      return work();
    } catch (why) {
      // The program stops in the middle of what it does: going on could save nonsense.
      stop(why);
      throw why;
    }
  };
  globalThis.caseread_rest = (exports) =>
    atOnce(() => {
      program = exports;
      join(new WebAssembly.Module(rest));
    });
  globalThis.caseread_definition = (place) => atOnce(() => new TextDecoder().decode(definitions).split("\x03")[place]);
  const follow = async (exports) => {
    program = exports;
    while (!unpackingRest.next().done) await breath();
    if (rest) join(await WebAssembly.compile(rest));
    byId("app").dataset.rest ??= "followed";
    // "About" compares it with a file that is picked.
    const whole = new Uint8Array(zipped.length + packed.length);
    whole.set(zipped);
    whole.set(packed, zipped.length);
    packed = zipped = undefined;
    const sum = await crypto.subtle?.digest("SHA-256", whole);
    if (sum) byId("app").dataset.program = Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  // Sealing is a module of its own, unpacked when something is first sealed or opened. Where that fails, it can be tried again.
  let sealing;
  const startSealing = async () => {
    const block = byId("rest");
    const { program: n, definitions: more, sealing: last } = block.dataset;
    const from = Number(n) + Number(more);
    const work = unpacking(bytesOf(block), from + Number(last));
    let step;
    while (!(step = work.next()).done) await breath();
    const module = await WebAssembly.compile(step.value.subarray(from));
    add(module, "script", "glue").remove();
    await sealing_module({ module_or_path: module });
    byId("app").dataset.sealing = "started";
  };
  globalThis.caseread_sealing = () =>
    (sealing ??= startSealing().catch((why) => {
      sealing = undefined;
      throw why;
    }));

  return { follow };
};
