// Times from an edit to the light that says saved, taken in the page itself.
(() => {
  const SAVED = "Saved";
  const light = () => [...document.querySelectorAll("[role=status]")].map((e) => e.textContent.trim());
  let began = 0, left = false, tell = null;
  // The light is looked at whenever anything on the page alters: it has to leave saved first.
  new MutationObserver(() => {
    const saved = light().includes(SAVED);
    if (began && !saved) left = true;
    if (!began || !left || !saved) return;
    const took = performance.now() - began;
    began = 0;
    left = false;
    tell?.(took);
  }).observe(document.documentElement, { subtree: true, childList: true, characterData: true });
  window.week = {
    // From the next event of this kind on until the light says saved again, in milliseconds.
    next(kind) {
      return new Promise((resolve) => {
        tell = resolve;
        addEventListener(kind, () => { began = performance.now(); left = !light().includes(SAVED); }, { capture: true, once: true });
      });
    },
    leave: () => document.activeElement.blur(),
  };
})();
