// What opens over the slides, in whichever of the two windows it was asked for: overview, list of wards, card of keys.
(() => {
  "use strict";
  const show = window.dvShow;

  function element(host, tag, attributes = {}, ...content) {
    const made = host.document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== false) made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...content);
    return made;
  }
  show.element = element;

  // "Phổ Khánh" is found by "pho kh": letters without accents, small.
  const folded = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "d").toLowerCase();

  show.panel = (host) => host.document.querySelector("dialog[open]");

  // Open a panel; the browser keeps the keyboard inside it, closes it at Esc and gives the keyboard back.
  function open(host, name, title, ...content) {
    const before = show.panel(host);
    before?.close();
    if (before?.id === name) return null;
    const close = element(host, "button", { type: "button", class: "panel-close" }, show.say("client.close"));
    const head = element(host, "div", { class: "panel-head" }, element(host, "h2", { id: `${name}-title` }, title), close);
    const panel = element(host, "dialog", { id: name, "aria-labelledby": `${name}-title` }, head, ...content);
    close.addEventListener("click", () => panel.close());
    panel.addEventListener("click", (event) => event.target === panel && panel.close());
    panel.addEventListener("close", () => panel.remove());
    host.document.body.append(panel);
    panel.showModal();
    return panel;
  }

  // Move among the choices of a panel by the arrow keys; returns whether the key was one of these.
  function walk(event, choices, across, focused) {
    const at = choices.indexOf(focused);
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across };
    const to = { Home: 0, End: choices.length - 1 }[event.key] ?? at + (steps[event.key] ?? NaN);
    if (Number.isNaN(to)) return false;
    event.preventDefault();
    choices[Math.max(0, Math.min(choices.length - 1, to))]?.focus();
    return true;
  }

  // --- overview ---------------------------------------------------------------------------------------------------

  show.openOverview = (host) => {
    const cards = show.slides().map((slide, place) => {
      const title = element(host, "span", { class: "card-title" }, element(host, "b", {}, `${place + 1}`), ` ${show.title(slide)}`);
      const here = place === show.at ? "true" : false;
      const card = element(host, "button", { type: "button", "aria-current": here }, show.picture(slide, host), title);
      card.addEventListener("click", () => {
        show.panel(host).close();
        show.go(place);
      });
      return card;
    });
    const grid = element(host, "div", { class: "panel-grid" }, ...cards);
    const panel = open(host, "show-overview", show.say("client.overview"), grid);
    if (panel === null) return;
    cards[show.at].focus();
    panel.addEventListener("keydown", (event) => {
      const across = host.getComputedStyle(grid).gridTemplateColumns.split(" ").length;
      walk(event, cards, across, host.document.activeElement);
      if (event.key.toLowerCase() === "o") panel.close();
    });
  };

  // --- wards ------------------------------------------------------------------------------------------------------

  function wardChoices(host) {
    const none = { slug: "", name: show.say("client.no_ward") };
    return [none, ...show.data.wards].map((ward, number) => {
      const words = number ? `${number}. ${ward.name}` : ward.name;
      const on = ward.slug === show.ward;
      const choice = element(host, "li", { role: "option", id: `ward-${number}`, "aria-selected": String(on) }, words);
      choice.addEventListener("click", () => {
        show.panel(host).close();
        show.setWard(ward.slug);
      });
      return Object.assign(choice, { find: (said) => (number ? String(number) === said || folded(ward.name).includes(said) : !said) });
    });
  }

  show.openWards = (host) => {
    const choices = wardChoices(host);
    const list = element(host, "ul", { role: "listbox", id: "ward-list", "aria-label": show.say("client.wards") }, ...choices);
    const box = element(host, "input", {
      type: "text", role: "combobox", autocomplete: "off", "aria-expanded": "true", "aria-controls": "ward-list",
      "aria-label": show.say("client.find_ward"), placeholder: show.say("client.find_ward"),
    });
    const nothing = element(host, "p", { class: "panel-nothing", role: "status" });
    const panel = open(host, "show-wards", show.say("client.wards"), box, list, nothing);
    if (panel === null) return;
    let chosen;
    const choose = (choice) => {
      chosen = choice;
      choices.forEach((one) => one.classList.toggle("is-chosen", one === choice));
      choice?.scrollIntoView({ block: "nearest" });
      if (choice) box.setAttribute("aria-activedescendant", choice.id);
      else box.removeAttribute("aria-activedescendant");
    };
    const left = () => choices.filter((choice) => !choice.hidden);
    box.addEventListener("input", () => {
      const said = folded(box.value.trim());
      choices.forEach((choice) => (choice.hidden = !choice.find(said) && said !== ""));
      nothing.textContent = left().length ? "" : show.say("client.no_such_ward");
      choose(left()[0]);
    });
    box.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        const at = left().indexOf(chosen) + step;
        choose(left()[(at + left().length) % left().length]);
      } else if (event.key === "Enter" && !event.isComposing) {
        event.preventDefault();
        chosen?.click();
      }
    });
    choose(choices.find((choice) => choice.getAttribute("aria-selected") === "true"));
    box.focus();
  };

  // --- keys -------------------------------------------------------------------------------------------------------

  show.openKeys = (host) => {
    const rows = show.keys.flatMap(({ label, shown }) => [
      element(host, "dt", {}, ...shown.map((key) => element(host, "kbd", {}, key))),
      element(host, "dd", {}, show.say(`key.${label}`)),
    ]);
    const panel = open(host, "show-keys", show.say("key.title"), element(host, "dl", {}, ...rows));
    panel?.addEventListener("keydown", (event) => "?kK".includes(event.key) && panel.close());
  };
})();
