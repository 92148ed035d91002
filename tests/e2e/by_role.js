// What a person meets on the page: things with a role and an accessible name, and the text that shows.
// The drivers paste this text into every script they run, so it leaves nothing behind in the page.
const byRole = (() => {
  const FROM_TAG = {
    a: (e) => (e.hasAttribute("href") ? "link" : ""),
    article: () => "article", aside: () => "complementary", button: () => "button",
    datalist: () => "listbox", dialog: () => "dialog", details: () => "group", fieldset: () => "group",
    figure: () => "figure", footer: (e) => (inSection(e) ? "" : "contentinfo"), form: (e) => (named(e) ? "form" : ""),
    h1: () => "heading", h2: () => "heading", h3: () => "heading", h4: () => "heading", h5: () => "heading", h6: () => "heading",
    header: (e) => (inSection(e) ? "" : "banner"), img: (e) => (e.getAttribute("alt") === "" ? "" : "img"),
    input: (e) => FROM_TYPE[e.type] ?? "textbox",
    li: () => "listitem", main: () => "main", menu: () => "list", meter: () => "meter", nav: () => "navigation",
    ol: () => "list", optgroup: () => "group", option: () => "option", output: () => "status", progress: () => "progressbar",
    search: () => "search", section: (e) => (named(e) ? "region" : ""),
    select: (e) => (e.multiple || e.size > 1 ? "listbox" : "combobox"),
    summary: () => "button", table: () => "table", tbody: () => "rowgroup", tfoot: () => "rowgroup", thead: () => "rowgroup",
    td: () => "cell", textarea: () => "textbox", tr: () => "row", ul: () => "list",
    th: (e) => (/^row/.test(e.scope) ? "rowheader" : e.scope || e.closest("thead") ? "columnheader" : "cell"),
  };
  const FROM_TYPE = {
    button: "button", submit: "button", reset: "button", image: "button", radio: "radio", checkbox: "checkbox",
    range: "slider", file: "file", hidden: "", color: "color",
  };
  // The roles that are named by what stands in them. A status or a list item has no name by the letter of the
  // standard; here it is named by its text, because that is how a person would point at it.
  const NAMED_BY_CONTENT = new Set(("alert button cell checkbox columnheader heading link listitem menuitem " +
    "menuitemcheckbox menuitemradio option radio row rowheader status switch tab term tooltip treeitem").split(" "));
  const UNREAD = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "TEXTAREA"]);

  const collapse = (text) => text.replace(/\s+/g, " ").trim();
  const named = (e) => e.hasAttribute("aria-label") || e.hasAttribute("aria-labelledby") || e.hasAttribute("title");
  const inSection = (e) => e.parentElement.closest("article, aside, main, nav, section");
  const shows = (e) => e.checkVisibility({ visibilityProperty: true });

  function roleOf(e) {
    const said = (e.getAttribute("role") ?? "").trim().split(/\s+/)[0];
    return said && said !== "none" && said !== "presentation" ? said : said ? "" : FROM_TAG[e.localName]?.(e) ?? "";
  }

  function levelOf(e) {
    return e.getAttribute("aria-level") ?? /^h([1-6])$/.exec(e.localName)?.[1];
  }

  // Is it there for a person, by eye or by screen reader? A file input is often hidden behind its label.
  function isThere(e, role) {
    if (e.closest('[aria-hidden="true"], [inert]')) return false;
    if (role === "option" && e.closest("select")) return shows(e.closest("select"));
    return shows(e) || (role === "file" && [...e.labels].some(shows));
  }

  // The text of a name: words of hidden parts are left out, pictures and labelled parts speak for themselves.
  function content(e, evenHidden) {
    let text = "";
    for (const node of e.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) text += node.data;
      if (node.nodeType !== Node.ELEMENT_NODE || UNREAD.has(node.tagName)) continue;
      if (!evenHidden && (node.getAttribute("aria-hidden") === "true" || !shows(node))) continue;
      const said = node.getAttribute("aria-label") ?? node.getAttribute("alt");
      if (said !== null) text += ` ${said} `;
      else if (!["SELECT", "INPUT"].includes(node.tagName)) text += spaced(node, content(node, evenHidden));
    }
    return text;
  }

  function spaced(e, text) {
    return e.localName === "br" ? " " : /^(inline|contents|none)/.test(getComputedStyle(e).display) ? text : ` ${text} `;
  }

  function fromPage(e) {
    if (e.labels?.length) return [...e.labels].map((label) => content(label)).join(" ");
    const child = { fieldset: "legend", table: "caption", figure: "figcaption", optgroup: "", details: "summary" }[e.localName];
    const naming = child && [...e.children].find((inner) => inner.localName === child);
    if (naming) return content(naming);
    if (e.localName === "optgroup") return e.label;
    if (e.localName === "input" && FROM_TYPE[e.type] === "button") return e.value || e.alt || { submit: "Submit", reset: "Reset" }[e.type] || "";
    return e.getAttribute("alt") ?? (e.localName === "svg" ? e.querySelector("title")?.textContent : null) ?? "";
  }

  function nameOf(e, role) {
    const labelled = (e.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
    const labels = labelled.map((id) => document.getElementById(id)).filter(Boolean);
    const tries = [
      () => labels.map((label) => label.getAttribute("aria-label") ?? content(label, true)).join(" "),
      () => e.getAttribute("aria-label") ?? "",
      () => fromPage(e),
      () => (NAMED_BY_CONTENT.has(role) ? content(e) : ""),
      () => e.getAttribute("title") ?? "",
      () => e.getAttribute("placeholder") ?? "",
    ];
    for (const attempt of tries) {
      const name = collapse(attempt());
      if (name) return name;
    }
    return "";
  }

  // The text that shows, as a person reads it: one option of a closed list, nothing of a closed fold.
  function textOf(e) {
    let text = "";
    for (const node of e.childNodes) {
      if (node.nodeType === Node.TEXT_NODE && shows(e)) text += node.data;
      if (node.nodeType !== Node.ELEMENT_NODE || UNREAD.has(node.tagName) || getComputedStyle(node).display === "none") continue;
      if (node.localName === "select") text += ` ${chosenIn(node)} `;
      else text += spaced(node, textOf(node));
    }
    return text;
  }

  const chosenIn = (select) => [...select.selectedOptions].map((option) => collapse(option.label)).join(", ");

  function valueOf(e, role) {
    if (e.localName === "select") return chosenIn(e);
    if (role === "checkbox" || role === "switch" || role === "radio") return isChosen(e) ? "chosen" : "";
    if (role === "group" || role === "radiogroup") {
      return all(e, "radio").concat(all(e, "checkbox")).filter((found) => isChosen(found.e)).map((found) => found.name).join(", ");
    }
    if (role === "file") return [...e.files].map((file) => file.name).join(", ");
    return String(e.value ?? e.getAttribute("aria-valuetext") ?? e.getAttribute("aria-valuenow") ?? e.textContent);
  }

  const isChosen = (e) => e.checked ?? e.getAttribute("aria-checked") === "true";

  // Everything of that role below a place, in document order. "heading 2" asks for a level.
  function all(below, wanted) {
    const [role, level] = wanted.split(" ");
    const found = [];
    for (const e of below.querySelectorAll("*")) {
      if (roleOf(e) !== role || (level && levelOf(e) !== level) || !isThere(e, role)) continue;
      found.push({ e, name: nameOf(e, role) });
    }
    return found;
  }

  function matches(name, wanted) {
    const text = collapse(wanted);
    return text.endsWith("…") && name !== text ? name.startsWith(text.slice(0, -1)) : name === text;
  }

  // Narrows from the page to one place: a dialog, a group, a row. Gives back what was in the way if it cannot.
  function narrow(scope) {
    let place = document.body;
    for (const [role, name] of scope) {
      const here = all(place, role);
      const fits = here.filter((found) => matches(found.name, name));
      if (fits.length !== 1) {
        return { lost: { role, name, n: fits.length, names: here.map((found) => found.name) } };
      }
      place = fits[0].e;
    }
    return { place };
  }

  // Looks for the first of the roles that has something of that name.
  function look(scope, roles, wanted) {
    const { place, lost } = narrow(scope);
    if (lost) return { lost };
    const names = [];
    for (const role of roles) {
      const here = all(place, role);
      const fits = here.filter((found) => matches(found.name, wanted));
      if (fits.length) {
        const { e } = fits[0];
        return { n: fits.length, element: e, type: e.type, label: e.labels?.[0] ?? null, disabled: e.matches(":disabled"), text: collapse(textOf(e)), value: valueOf(e, role), names: [] };
      }
      names.push(...here.map((found) => `${role} ${JSON.stringify(found.name)}`));
    }
    return { n: 0, names };
  }

  function says(scope, wanted) {
    const { place, lost } = narrow(scope);
    if (lost) return { lost };
    const text = collapse(textOf(place));
    return { there: text.includes(collapse(wanted)), text };
  }

  function describe(e) {
    if (!e || e === document.body || e === document.documentElement) return "nothing";
    const role = roleOf(e);
    return role ? collapse(`${role} ${JSON.stringify(nameOf(e, role))}`) : e.localName;
  }

  function namesOf(scope, role) {
    const { place, lost } = narrow(scope);
    return lost ? { lost } : all(place, role).map((found) => found.name);
  }

  return { look, says, describe, namesOf };
})();
