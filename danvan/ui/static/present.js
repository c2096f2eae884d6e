// The page on which a presentation is prepared. Slides are dropped and moved by links; what is typed goes to the server,
// which writes it into an address, or keeps it. The address stays the whole state, so Back undoes.
(() => {
  "use strict";
  const inWords = (both) => both?.[document.documentElement.lang] ?? "";
  const follow = (address) => document.dispatchEvent(new CustomEvent("dv-follow", { detail: address }));

  function say(form, words) {
    const said = form.querySelector("[data-said]");
    if (said) said.textContent = words;
  }

  // What a form holds: its own facts, and its fields; a box that is not ticked is none.
  function content(form) {
    const given = [...form.querySelectorAll("[data-field]")].filter((field) => field.type !== "checkbox" || field.checked);
    const fields = Object.fromEntries(given.map((field) => [field.dataset.field, field.value]));
    const address = form.hasAttribute("data-with-address") ? { query: location.search.slice(1) } : {};
    return { ...JSON.parse(form.dataset.content ?? "{}"), ...address, ...fields };
  }

  async function send(form) {
    if (form.dvBusy) return;
    form.dvBusy = true;
    try {
      const answer = await fetch(form.dataset.deckPost, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(content(form)),
      });
      const told = await answer.json().catch(() => ({}));
      if (!answer.ok) return say(form, (told.problems ?? []).map(inWords).join(" ") || form.dataset.away);
      say(form, form.dataset.done ?? "");
      wanted = form.dataset.then ?? "";
      const query = told.query ?? location.search.slice(1);
      follow(location.pathname + (query ? `?${query}` : ""));
    } catch {
      say(form, form.dataset.away);
    } finally {
      form.dvBusy = false;
    }
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-deck-post]")) return;
    event.preventDefault();
    send(event.target);
  });

  // The list is drawn anew for each address; who moved a slide by the keyboard stays at its control.
  let wanted = "";
  document.addEventListener("click", (event) => {
    const control = event.target.closest?.("[data-control]");
    wanted = control ? control.dataset.control : "";
  });

  function refocus() {
    if (!wanted || (document.activeElement && document.activeElement !== document.body)) return;
    const [kind, key] = wanted.split(" ");
    const others = kind === "up" ? ["down"] : kind === "down" ? ["up"] : kind === "drop" ? ["bring_back"] : ["edit", "up"];
    for (const one of [kind, ...others]) {
      const control = document.querySelector(`[data-control="${one} ${key ?? ""}"]`);
      if (!control) continue;
      control.focus({ preventScroll: true });
      return;
    }
  }

  new MutationObserver(refocus).observe(document.body ?? document.documentElement, { subtree: true, childList: true });
})();
