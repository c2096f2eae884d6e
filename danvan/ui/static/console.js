// The console. The question that stands in the address is put into the form, and what the reader writes goes into the
// address when it is asked; between the two the text is the reader's own.
(() => {
  "use strict";
  const form = () => document.querySelector("form[data-console]");

  function ask(asked) {
    const parameters = new URLSearchParams(document.getElementById("dv-view").dataset.query);
    const question = asked.querySelector("textarea").value.trim();
    if (question) parameters.set(asked.dataset.console, question);
    const query = parameters.toString();
    document.dispatchEvent(new CustomEvent("dv-follow", { detail: location.pathname + (query ? `?${query}` : "") }));
  }

  function show() {
    const told = document.getElementById("dv-written");
    const asked = document.getElementById("dv-view")?.dataset.asked;
    const shown = form();
    if (!told || !shown) return;
    if (shown.dvAsked === asked && shown.dvWritten === told.dataset.written) return;
    shown.dvAsked = asked;
    shown.dvWritten = told.dataset.written;
    const box = shown.querySelector("textarea");
    if (box.value.trim() !== shown.dvWritten) box.value = shown.dvWritten;
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-console]")) return;
    event.preventDefault();
    ask(event.target);
  });
  document.addEventListener("keydown", (event) => {
    const written = event.target.closest?.("form[data-console]");
    if (!written || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    ask(written);
  });
  // A link to the question that is shown already brings back its words, whatever was written since.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-app-link]");
    if (!link || !form() || new URL(link.href).search !== location.search) return;
    form().querySelector("textarea").value = document.getElementById("dv-written").dataset.written;
  });

  new MutationObserver(show).observe(document.body ?? document.documentElement, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["data-asked", "data-written"],
  });
  show();
})();
