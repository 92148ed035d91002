// Watches long work from frame to frame. `begin` calls `began` when the work begins; every frame asks
// `ended` whether the outcome is there. Put before whatever uses it.
const watch = (begin, ended) => new Promise((resolve, reject) => {
  let start, last;
  let freeze = 0;
  const steps = new Set();
  const late = setTimeout(() => {
    reject(`no outcome in 50 s: ${document.querySelector("main")?.innerText}`);
  }, 50000);
  const look = (now) => {
    if (start !== undefined) {
      freeze = Math.max(freeze, now - last);
      for (const bar of document.querySelectorAll("main [role=status] progress")) {
        steps.add(`${bar.getAttribute("aria-label")} ${bar.value}`);
      }
      if (ended()) {
        clearTimeout(late);
        setTimeout(() => resolve({ ms: performance.now() - start, steps: steps.size, freeze }));
        return;
      }
    }
    last = now;
    requestAnimationFrame(look);
  };
  begin(() => { start = performance.now(); last = start; });
  requestAnimationFrame(look);
});
const buttonCalled = (label) =>
  [...document.querySelectorAll("main button")].find((one) => one.textContent.trim() === label);
