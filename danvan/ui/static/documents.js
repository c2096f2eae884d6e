// The desk of a document: a decision goes to the server and its row comes back, so that nothing else is drawn anew.
(() => {
  "use strict";
  const NAME_KEPT = "dv-read-by";
  const inWords = (both) => both?.[document.documentElement.lang] ?? "";
  const desk = () => document.querySelector("[data-desk]");
  const rowsShown = () => [...document.querySelectorAll("article[data-row]")].filter((row) => row.checkVisibility());

  function say(place, words) {
    const said = place?.querySelector("[data-said]") ?? desk()?.querySelector("[data-said]");
    if (said) said.textContent = words;
  }

  // --- sending ----------------------------------------------------------------------------------------------------

  // Who decides is asked once and remembered by this browser.
  // A browser that keeps nothing asks each time.
  const keep = (name) => {
    try {
      localStorage.setItem(NAME_KEPT, name);
    } catch {
      // Then it is not remembered.
    }
  };
  const kept = () => {
    try {
      return localStorage.getItem(NAME_KEPT) ?? "";
    } catch {
      return "";
    }
  };
  const nameField = () => desk()?.querySelector("[data-by]");

  // Decisions made quickly one after the other go one after the other, and none is dropped.
  let last = Promise.resolve();

  function send(wish, place) {
    last = last.then(() => post(wish, place));
    return last;
  }

  async function post(wish, place) {
    const here = desk();
    if (!here) return false;
    const { to, ...facts } = JSON.parse(here.dataset.desk);
    try {
      const answer = await fetch(to, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ ...facts, by: nameField()?.value ?? "", ...wish }),
      });
      const told = await answer.json().catch(() => ({}));
      if (!answer.ok) {
        say(place, (told.problems ?? []).map(inWords).join(" ") || here.dataset.away);
        if (nameField() && !nameField().value.trim()) nameField().focus();
        return false;
      }
      take(told);
      return true;
    } catch {
      say(place, here.dataset.away);
      return false;
    }
  }

  function replaced(element, html) {
    const holder = document.createElement("div");
    holder.innerHTML = html;
    const made = holder.firstElementChild;
    if (made) element.replaceWith(made);
    return made;
  }

  function take(told) {
    say(null, "");
    for (const [kind, rows] of [["figure", told.rows], ["model", told.models]]) {
      for (const [name, html] of Object.entries(rows ?? {})) {
        const row = document.querySelector(`[data-row="${name}"][data-kind="${kind}"]`);
        if (row) replaced(row, html);
      }
    }
    for (const [section, html] of Object.entries(told.sections ?? {})) {
      for (const bar of document.querySelectorAll(`[data-section="${CSS.escape(section)}"]`)) replaced(bar, html);
    }
    for (const [id, html] of Object.entries(told.parts ?? {})) {
      const part = document.getElementById(id);
      if (part) replaced(part, html);
    }
    if (told.said) say(null, told.said);
  }

  // --- one row ----------------------------------------------------------------------------------------------------

  const wishOf = (row, verdict) => ({
    verdict,
    kind: row.dataset.kind,
    row: row.dataset.row,
    seen: row.dataset.seen ?? "0",
  });

  async function decide(row, verdict, fields = {}) {
    if (row.ariaBusy === "true") return;
    row.ariaBusy = "true";
    const isTaken = await send({ ...wishOf(row, verdict), ...fields }, row.querySelector("form") ?? row);
    row.ariaBusy = null;
    if (!isTaken) return;
    const { row: name, kind } = row.dataset;
    const now = document.querySelector(`article[data-row="${name}"][data-kind="${kind}"]`);
    // Whoever went on meanwhile stays where they are.
    if (now && document.activeElement === document.body) (next(now, 1) ?? now).focus();
  }

  // The next row without a decision in this direction.
  function next(row, step) {
    const rows = rowsShown();
    for (let at = rows.indexOf(row) + step; at >= 0 && at < rows.length; at += step) {
      if (!rows[at].dataset.decided) return rows[at];
    }
    return null;
  }

  // --- the forms --------------------------------------------------------------------------------------------------

  function open(row, kind) {
    close();
    const form = document.querySelector(`#dv-read-forms [data-read-form="${kind}"]`)?.cloneNode(true);
    if (!form) return;
    fill(form, JSON.parse(row.dataset.fields ?? "{}"));
    if (kind === "refusal") form.querySelector('[data-field="why"]').value = "";
    row.append(form);
    form.querySelector("input, select").focus();
    showStandard(form);
  }

  function close() {
    const form = document.querySelector("[data-row] > form[data-read-form]");
    const row = form?.parentElement;
    form?.remove();
    return row;
  }

  function fill(form, fields) {
    for (const field of form.querySelectorAll("[data-field]")) field.value = fields[field.dataset.field] ?? field.value;
    for (const box of form.querySelectorAll("[data-among]")) {
      box.checked = (fields[box.dataset.among] ?? "").split(" ").includes(box.value);
    }
  }

  function written(form) {
    const fields = Object.fromEntries([...form.querySelectorAll("[data-field]")].map((one) => [one.dataset.field, one.value]));
    for (const box of form.querySelectorAll("[data-among]")) {
      const name = box.dataset.among;
      fields[name] = `${fields[name] ?? ""}${box.checked ? ` ${box.value}` : ""}`.trim();
    }
    return fields;
  }

  // Only what is counted by a poverty standard needs one; another figure may still have one that was read.
  function showStandard(form) {
    const standard = form.querySelector('[data-field="standard"]');
    const chosen = form.querySelector('[data-field="indicator"]')?.selectedOptions[0];
    if (standard) standard.closest("label").hidden = !chosen?.hasAttribute("data-standard") && !standard.value;
  }

  // --- events -----------------------------------------------------------------------------------------------------

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-desk]")) return;
    const button = event.target.closest("button");
    if (!button) return;
    const row = button.closest("[data-row]");
    if (button.hasAttribute("data-bulk")) return bulk(button);
    if (button.hasAttribute("data-cancel")) return close()?.focus();
    if (!row || button.closest("form")) return;
    if (button.hasAttribute("data-known")) decide(row, "known", { known: button.dataset.known });
    else if (button.hasAttribute("data-accept")) decide(row, "accept");
    else if (button.hasAttribute("data-change")) open(row, row.dataset.kind);
    else if (button.hasAttribute("data-refuse")) open(row, "refusal");
  });

  function bulk(button) {
    const wish = JSON.parse(button.dataset.bulk);
    const least = button.parentElement.querySelector("[data-least]");
    if (button.disabled) return;
    button.disabled = true;
    send({ verdict: "accept", ...wish, ...(least ? { least: least.value } : {}) }, null).then(() => {
      button.disabled = false;
    });
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-read-form]")) return;
    event.preventDefault();
    const row = form.closest("[data-row]");
    const fields = written(form);
    if (row.matches("li")) return byHand(row, form, fields);
    const verdict = form.dataset.readForm === "refusal" ? "refuse" : "change";
    decide(row, verdict, fields);
  });

  // A number that was left unread becomes a row: where it stands among the others only the server knows.
  async function byHand(row, form, fields) {
    if (row.ariaBusy === "true") return;
    row.ariaBusy = "true";
    const isTaken = await send({ ...wishOf(row, "change"), ...fields }, form);
    row.ariaBusy = null;
    if (!isTaken) return;
    document.dispatchEvent(new CustomEvent("dv-follow", { detail: location.pathname + location.search }));
  }

  document.addEventListener("change", (event) => {
    if (event.target.matches?.('[data-read-form] [data-field="indicator"]')) showStandard(event.target.form);
  });

  document.addEventListener("input", (event) => {
    if (event.target.matches?.("[data-by]")) keep(event.target.value);
  });

  const KEYS = { a: "[data-known], [data-accept]", s: "[data-change]", x: "[data-refuse]" };

  document.addEventListener("keydown", (event) => {
    if (!desk() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && event.target.closest?.("form[data-read-form]")) return close()?.focus();
    if (event.target.matches?.("input, select, textarea")) return;
    const row = document.activeElement?.closest?.("article[data-row]") ?? null;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") {
      const rows = rowsShown();
      const to = row ? rows[rows.indexOf(row) + (key === "j" ? 1 : -1)] : rows.find((one) => !one.dataset.decided) ?? rows[0];
      to?.focus();
      event.preventDefault();
    } else if (row && KEYS[key]) {
      row.querySelector(KEYS[key])?.click();
      event.preventDefault();
    }
  });

  // The page is drawn without the name, because it is this browser that remembers it.
  function remember() {
    const field = nameField();
    if (!field || field.dvFilled) return;
    field.dvFilled = true;
    if (!field.value) field.value = kept();
  }

  new MutationObserver(remember).observe(document.body ?? document.documentElement, { subtree: true, childList: true });
  remember();
})();
