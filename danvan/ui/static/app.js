// The address in the browser is the whole state of the app. Controls, links and clicks on a mark change the address
// and tell Streamlit the way the Back button does (popstate); Streamlit then runs the page's script for that address.
(() => {
  "use strict";
  const PLACES = "xa";
  const root = document.documentElement;

  // Told where the server is, Streamlit does not try the page's own address first (a 404 on every deep link).
  window.__streamlit = { BACKEND_BASE_URL: `${location.origin}/` };

  // Figures are drawn on the server, which cannot see the screen: a phone gets fewer panels side by side.
  document.cookie = `dv-narrow=${innerWidth < 700 ? 1 : 0}; path=/; SameSite=Strict`;

  const facts = () => document.getElementById("dv-view")?.dataset;

  function follow(address) {
    const before = location.pathname;
    if (address !== location.pathname + location.search) history.pushState({}, "", address);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    if (location.pathname !== before) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  }

  // Another script tells where to go.
  document.addEventListener("dv-follow", (event) => follow(event.detail));

  // What an address may hold as it is stays readable.
  const written = (parameters) =>
    parameters.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%3D", "=").replaceAll("%27", "'");

  // The address of now with some parameters changed; an empty value takes a parameter out.
  function addressWith(changes) {
    const parameters = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value) parameters.set(name, value);
      else parameters.delete(name);
    }
    const query = written(parameters);
    return location.pathname + (query ? `?${query}` : "");
  }

  // --- the filter bar -------------------------------------------------------------------------------------------

  const boxesOf = (pick) => [...pick.querySelectorAll('input[type="checkbox"]')];

  function chosen(bar) {
    const values = {};
    for (const control of bar.querySelectorAll("[data-parameter]")) {
      const name = control.dataset.parameter;
      if (control.matches("details")) {
        const boxes = boxesOf(control);
        const on = boxes.filter((box) => box.checked);
        values[name] = on.length === boxes.length ? "" : on.map((box) => box.value).join(",");
      } else if (control.matches("[data-off]")) {
        values[name] = control.checked ? "" : control.dataset.off;
      } else if (!control.matches("[data-end]")) {
        values[name] = control.value;
      }
    }
    const ends = [...bar.querySelectorAll("[data-end]")];
    if (ends.length) {
      const untouched = ends.every((end) => end.value === end.dataset.default);
      values[ends[0].dataset.parameter] = untouched ? "" : ends.map((end) => end.value).sort().join("-");
    }
    return values;
  }

  // A choice of other units lets go of what they do not have: the wards chosen, and years beyond theirs.
  function letGo(control, values) {
    if (!control.dataset.drops) return values;
    const [name, span] = control.dataset.years.split(":");
    const [first, last] = span.split("-");
    const years = values[name] ?? new URLSearchParams(location.search).get(name) ?? "";
    const known = years.split("-").every((year) => first <= year && year <= last);
    return { ...values, [control.dataset.drops]: "", ...(known ? {} : { [name]: "" }) };
  }

  function show(bar, query) {
    const parameters = new URLSearchParams(query);
    for (const control of bar.querySelectorAll("[data-parameter]")) {
      const value = parameters.get(control.dataset.parameter) ?? "";
      if (control.matches("details")) {
        const on = new Set(value.split(","));
        for (const box of boxesOf(control)) box.checked = on.has(box.value);
        sayChosen(control);
      } else if (control.matches("[data-off]")) {
        control.checked = value !== control.dataset.off;
      } else if (control.matches("[data-end]")) {
        control.value = value ? value.split("-").at(control.dataset.end === "first" ? 0 : -1) : control.dataset.default;
      } else {
        control.value = value;
      }
    }
    sayFiltered(bar);
  }

  function sayChosen(pick) {
    const said = pick.querySelector(".dv-chosen");
    const boxes = boxesOf(pick);
    const names = boxes.filter((box) => box.checked).map((box) => box.parentElement.textContent.trim());
    const all = names.length === 0 || names.length === boxes.length;
    const few = names.length <= 2 ? names.join(", ") : said.dataset.many.replace("#", names.length);
    said.textContent = all ? said.dataset.none : few;
  }

  function sayFiltered(bar) {
    const clear = bar.querySelector("[data-clear]");
    if (!clear) return;
    const values = chosen(bar);
    clear.hidden = !Object.values(values).some(Boolean);
    clear.setAttribute("href", addressWith(Object.fromEntries(Object.keys(values).map((name) => [name, ""]))));
  }

  const folded = (words) =>
    words.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().trim();

  function find(search) {
    const panel = search.parentElement;
    const wanted = folded(search.value).split(/\s+/);
    let found = 0;
    for (const box of boxesOf(panel)) {
      const words = folded(box.parentElement.textContent).split(/\s+/);
      const fits = wanted.every((part) => words.some((word) => word.startsWith(part)));
      box.parentElement.hidden = !fits;
      if (fits) found += 1;
    }
    panel.querySelector(".dv-none").hidden = found > 0;
  }

  let waiting;
  document.addEventListener("change", (event) => {
    const bar = event.target.closest("form[data-filters]");
    if (!bar || event.target.type === "search") return;
    bar.querySelectorAll("details").forEach(sayChosen);
    sayFiltered(bar);
    clearTimeout(waiting);
    // Several wards ticked one after the other are one change, and one step for Back.
    const pause = event.target.closest("details") ? 350 : 0;
    waiting = setTimeout(() => {
      waiting = undefined;
      follow(addressWith(letGo(event.target, chosen(bar))));
    }, pause);
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches?.("form[data-filters] input[type=search]")) find(event.target);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-filters], form[data-search]")) event.preventDefault();
    const parameter = event.target.dataset.search;
    if (parameter) follow(addressWith({ [parameter]: event.target.querySelector("input").value.trim() }));
  });
  document.addEventListener("keydown", (event) => {
    const open = document.querySelector("details.dv-pick[open]");
    if (!open) return;
    if (event.key === "Escape") {
      open.open = false;
      open.querySelector("summary").focus();
    } else if (event.key === "Enter" && event.target.type === "search") {
      event.preventDefault();
      const shown = boxesOf(open).filter((box) => !box.parentElement.hidden);
      if (shown.length === 1) shown[0].click();
    }
  });

  // --- links and marks ------------------------------------------------------------------------------------------

  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details.dv-pick[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
    const link = event.target.closest?.("a[data-app-link]");
    const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !plain || event.defaultPrevented || link.target) return;
    const url = new URL(link.href, location.href);
    if (url.origin !== location.origin) return;
    event.preventDefault();
    if (link.hasAttribute("data-keep")) keepFilters(url.searchParams);
    const query = written(url.searchParams);
    follow(url.pathname + (query ? `?${query}` : ""));
  });

  // Cards are drawn once for many filters, so their links do not hold them; the filters of now go along.
  function keepFilters(parameters) {
    for (const [name, value] of new URLSearchParams(facts()?.query ?? "")) {
      if (!parameters.has(name)) parameters.set(name, value);
    }
  }

  function pick(point) {
    const given = [point?.customdata].flat(2)[0];
    const slugs = JSON.parse(facts()?.places ?? "{}");
    const slug = slugs[given] ?? (Object.values(slugs).includes(given) ? given : null);
    if (!slug) return;
    const now = (new URLSearchParams(facts().query).get(PLACES) ?? "").split(",").filter(Boolean);
    const next = now.includes(slug) ? now.filter((other) => other !== slug) : [...now, slug];
    const inOrder = Object.values(slugs).filter((other) => next.includes(other));
    follow(addressWith({ [PLACES]: inOrder.length === Object.keys(slugs).length ? "" : inOrder.join(",") }));
  }

  // Whoever leads to a mark in another way than by the pointer (keyboard.js) tells which one was meant.
  document.addEventListener("dv-pick", (event) => pick(event.detail));

  // A figure is wired when the pointer first comes to it: plotly.js offers its events only on the drawn element.
  document.addEventListener("pointerover", (event) => {
    const drawn = event.target.closest?.('[class*="st-key-pick-"] .js-plotly-plot');
    if (!drawn?.on || drawn.dvWired) return;
    drawn.dvWired = true;
    drawn.on("plotly_click", (clicked) => pick(clicked.points[0]));
  });

  // --- what the server says about the run that is shown -----------------------------------------------------------

  const askedNow = () => {
    const pairs = [...new URLSearchParams(location.search)].sort((a, b) => (String(a) < String(b) ? -1 : 1));
    return JSON.stringify(pairs);
  };
  const sorted = (asked) => JSON.stringify(JSON.parse(asked).sort((a, b) => (String(a) < String(b) ? -1 : 1)));

  function take() {
    const said = facts();
    if (!said) return;
    if (root.lang !== said.language) root.lang = said.language;
    if (root.dataset.mode !== said.mode) root.dataset.mode = said.mode;
    const here = document.querySelector('.dv-nav [aria-current="page"]');
    if (here && !here.dvSeen) {
      here.dvSeen = true;
      const nav = here.parentElement;
      nav.scrollLeft = here.offsetLeft - nav.offsetLeft - (nav.clientWidth - here.offsetWidth) / 2;
    }
    if (waiting === undefined) document.querySelectorAll("form[data-filters]").forEach(takeUp);
  }

  // An answer to an older address, or one before a change that waits, would set the controls back under the reader's hand.
  function takeUp(bar) {
    const said = bar.dataset.told ? document.getElementById(bar.dataset.told)?.dataset : facts();
    if (!said || bar.dvShown === said.asked || sorted(said.asked) !== askedNow()) return;
    bar.dvShown = said.asked;
    show(bar, said.query);
  }

  // --- words that Streamlit has in English only -------------------------------------------------------------------

  // A page with Streamlit's own controls says how their words read in its language: pairs of a pattern and the words.
  let patterns = [];
  const translated = (said) => patterns.reduce((text, [pattern, words]) => text.replace(pattern, words), said);

  function translate() {
    const told = document.getElementById("dv-words");
    if (!told) return;
    if (told.dvRead !== told.dataset.words) {
      told.dvRead = told.dataset.words;
      patterns = JSON.parse(told.dataset.words).map(([pattern, words]) => [new RegExp(pattern), words]);
    }
    const main = document.querySelector('[data-testid="stMain"]');
    for (const element of main?.querySelectorAll("[data-testid='stFileUploader'] *, [aria-label], [title]") ?? []) {
      for (const name of ["aria-label", "title"]) {
        const said = element.getAttribute(name);
        if (said && translated(said) !== said) element.setAttribute(name, translated(said));
      }
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE && translated(node.data) !== node.data) node.data = translated(node.data);
      }
    }
  }

  // --- new figures ------------------------------------------------------------------------------------------------

  const SECONDS_BETWEEN_QUESTIONS = 10;

  // Who has a page open sees what was published, and what was said of figures that disagree, without doing anything; who
  // does not look at it asks for nothing.
  async function lookForNewFigures() {
    const shown = facts()?.snapshot;
    if (!shown || document.visibilityState === "hidden") return;
    try {
      const answer = await fetch("/dv/snapshot", { cache: "no-store" });
      const now = answer.ok ? await answer.text() : "";
      const said = answer.headers.get("Dv-Said") ?? "";
      if (now && (now !== facts()?.snapshot || said !== facts()?.said)) follow(location.pathname + location.search);
    } catch {
      // The server is away; Streamlit says so on the page.
    }
  }
  setInterval(lookForNewFigures, SECONDS_BETWEEN_QUESTIONS * 1000);

  function look() {
    take();
    translate();
  }

  if (matchMedia("(prefers-color-scheme: dark)").matches) root.dataset.mode = "dark";
  new MutationObserver(look).observe(document.body ?? root, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["data-asked", "data-language", "data-mode", "data-words"],
  });
  look();
})();
