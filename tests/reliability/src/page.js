// What stands on the page at this moment, for a reader who asks again and again.
const page = (() => {
  const text = (e) => (e?.textContent ?? "").replace(/\s+/g, " ").trim();
  const shows = (e) => e.checkVisibility({ visibilityProperty: true });
  const told = (role) => [...document.querySelectorAll(`[role=${role}]`)].filter(shows).map(text);
  const notes = () => [...document.querySelectorAll("textarea[aria-label]")];
  const groups = () => [...document.querySelectorAll("fieldset")].filter((e) => e.querySelector("input[type=radio]"));
  // A question goes by its reference, the first word of its legend.
  const nameOf = (group) => text(group.querySelector("legend")).split(" ")[0];

  function seen() {
    const fields = {};
    for (const note of notes()) if (note.value) fields[note.getAttribute("aria-label")] = note.value;
    for (const radio of document.querySelectorAll("fieldset input[type=radio]:checked")) {
      fields[nameOf(radio.closest("fieldset"))] = text(radio.closest("label"));
    }
    return {
      fields,
      heading: text(document.querySelector("h1:not(#crash-title)")),
      statuses: told("status"),
      alerts: told("alert"),
      // What a screen without a case says.
      text: Object.keys(fields).length ? "" : text(document.getElementById("main") ?? document.getElementById("app")).slice(0, 400),
    };
  }

  // Everything that can be written in or answered.
  function asked() {
    return { notes: notes().map((e) => e.getAttribute("aria-label")), groups: groups().map(nameOf) };
  }

  // Puts the focus behind the last letter of a note, or on the first answer of a question.
  function focus(label) {
    const note = notes().find((e) => e.getAttribute("aria-label") === label);
    const group = note ? null : groups().find((e) => nameOf(e) === label);
    const e = note ?? group?.querySelector("input[type=radio]:checked") ?? group?.querySelector("input[type=radio]");
    if (!e) return false;
    e.focus();
    note?.setSelectionRange(note.value.length, note.value.length);
    return document.activeElement === e;
  }

  return { seen, asked, focus };
})();
