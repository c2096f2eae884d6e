// Addresses to take along: the page knows only the path, the browser the server's name, so it is put before it here.
(() => {
  "use strict";
  const SECONDS_SAID = 2;

  const whole = (field) => {
    field.value = new URL(field.getAttribute("value"), location.origin).href;
    return field.value;
  };

  // Without https a browser has no clipboard, but still the old command for what is selected.
  async function copied(field) {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      return document.execCommand("copy");
    }
  }

  const opened = (event) => event.target.querySelectorAll?.("input[data-live]").forEach(whole);
  addEventListener("toggle", opened, true); // it does not bubble

  addEventListener("focusin", (event) => {
    if (!event.target.matches?.("input[data-live]")) return;
    whole(event.target);
    event.target.select();
  });

  addEventListener("click", async (event) => {
    const button = event.target.closest?.("button[data-copy]");
    const field = button?.parentElement.querySelector("input[data-live]");
    if (!field) return;
    whole(field);
    if (!(await copied(field))) return;
    const words = button.textContent;
    if (words === button.dataset.copied) return;
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = words), SECONDS_SAID * 1000);
  });
})();
