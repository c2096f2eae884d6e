// The presenter's window: what is shown, what comes next, the notes and the time. This window makes it and fills it, so
// it needs no network and no other page can disturb it; its keys do what they do here.
(() => {
  "use strict";
  const show = window.dvShow;
  const NAME = "dv-presenter";
  let host = null, parts = {};

  show.presenter = () => (host && !host.closed ? host : null);

  // One name for each window of slides, so that two talks on one machine have two; a reload finds its own again.
  function name() {
    const kept = sessionStorage.getItem(NAME) ?? `${NAME}-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
    sessionStorage.setItem(NAME, kept);
    return kept;
  }

  show.openPresenter = () => {
    if (show.presenter()) return host.focus();
    host = window.open("", name(), "popup,width=1200,height=760");
    if (host === null) return show.tell(show.say("client.blocked"), { seen: true });
    furnish();
    fill();
    sessionStorage.setItem(`${NAME}-open`, "1");
  };

  const button = (label, run) => {
    const made = show.element(host, "button", { type: "button" }, label);
    made.addEventListener("click", run);
    return made;
  };

  function furnish() {
    const page = host.document, root = page.documentElement;
    const say = (key) => show.say(`presenter.${key}`);
    const make = (...given) => show.element(host, ...given);
    root.lang = document.documentElement.lang;
    root.className = "is-on is-presenter";
    root.style.cssText = document.documentElement.style.cssText;
    const rules = [...document.styleSheets]
      .flatMap((sheet) => [...sheet.cssRules])
      .filter((rule) => !(rule instanceof CSSFontFaceRule)) // its file may be out of reach: the type is given as data
      .map((rule) => rule.cssText);
    page.head.replaceChildren(make("meta", { charset: "utf-8" }), make("title", {}, say("title")), make("style", {}, rules.join("\n")));
    if (show.type) page.fonts.add(new host.FontFace("Source Sans", show.type, { weight: "200 900" }));
    parts = {
      place: make("p", { class: "now-place" }),
      left: make("p", { class: "now-left" }),
      clock: make("b", {}), elapsed: make("b", {}),
      now: make("div", { class: "now-picture" }), next: make("div", { class: "next-picture" }),
      nextTitle: make("p", { class: "next-title" }),
      notes: make("div", { class: "now-notes", tabindex: "0", role: "region", "aria-label": say("notes") }),
      said: make("p", { class: "now-said", "aria-live": "polite" }),
      toggle: button("", () => show.clock.toggle()),
    };
    const times = make("div", { class: "now-times" },
      make("p", {}, make("span", {}, say("elapsed")), parts.elapsed),
      make("p", {}, make("span", {}, say("clock")), parts.clock),
      parts.toggle, button(say("reset"), () => show.clock.reset()));
    const moves = make("div", { class: "now-moves" },
      button(show.say("key.previous"), () => show.go(show.at - 1)), parts.place,
      button(show.say("key.next"), () => show.go(show.at + 1)), parts.left);
    const heading = (key) => make("h2", {}, say(key));
    page.body.replaceChildren(make("main", { id: "show-presenter" },
      make("header", {}, moves, times),
      make("section", { class: "now" }, heading("now"), parts.now),
      make("section", { class: "next" }, heading("next"), parts.next, parts.nextTitle),
      make("section", { class: "notes" }, heading("notes"), parts.notes),
      make("footer", {}, parts.said)));
    host.addEventListener("keydown", (event) => show.onKey(event, host));
    host.addEventListener("pagehide", closed);
  }

  function closed() {
    host = null;
    sessionStorage.removeItem(`${NAME}-open`);
    show.changed();
  }

  const picture = (slide) => (slide ? [show.picture(slide, host)] : [show.element(host, "p", { class: "next-end" }, show.say("presenter.end"))]);

  let filled = "";
  function fill() {
    if (!show.presenter()) return;
    const count = show.slides().length, left = count - show.at - 1, here = show.now();
    host.document.documentElement.dataset.mode = show.mode;
    parts.place.textContent = `${show.at + 1}/${count}`;
    parts.left.textContent =
      left === 0 ? show.say("presenter.remaining_none")
      : show.say(`presenter.remaining.${left === 1 && "presenter.remaining.one" in show.data.words ? "one" : "other"}`, { number: left });
    parts.toggle.textContent = show.say(show.clock.running() ? "presenter.pause" : "presenter.start");
    const now = JSON.stringify([here.id, show.ward, show.mode, show.data.snapshot, innerWidth, innerHeight]);
    if (now !== filled || !parts.now.childElementCount) {
      filled = now;
      host.document.documentElement.style.cssText = document.documentElement.style.cssText;
      const next = show.slides()[show.at + 1];
      parts.now.replaceChildren(...picture(here));
      parts.next.replaceChildren(...picture(next));
      parts.nextTitle.textContent = next ? show.title(next) : "";
      const notes = [...here.querySelectorAll(".slide-notes p")].map((one) => host.document.importNode(one, true));
      parts.notes.replaceChildren(...(notes.length ? notes : [show.say("presenter.no_notes")]));
      parts.notes.scrollTop = 0;
    }
    parts.now.classList.toggle("is-blank", Boolean(show.blank));
    parts.said.textContent = show.blank ? show.say("presenter.blank") : show.offered();
    tick();
  }

  function tick() {
    if (!show.presenter()) return;
    parts.clock.textContent = show.clock.time();
    parts.elapsed.textContent = show.clock.elapsed();
  }

  show.presenterHears = (words) => {
    if (show.presenter()) parts.said.textContent = words;
  };

  show.listen(fill);
  addEventListener("pagehide", () => {
    if (show.presenter()) {
      host.removeEventListener("pagehide", closed);
      parts.said.textContent = show.say("presenter.away");
    }
  });
  // A reload of the slides finds the presenter's window again by its name.
  addEventListener("dv-show-on", () => sessionStorage.getItem(`${NAME}-open`) && show.openPresenter());
  setInterval(tick, 500);
})();
