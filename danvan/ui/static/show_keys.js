// Every way to steer the presentation: keys and clickers, the quiet bar, the edges of the screen, a finger.
(() => {
  "use strict";
  const show = window.dvShow;
  const SWIPE_PX = 60, EDGE = 0.12, TAP_EDGE = 0.33, QUIET_MS = 2500;

  // label: key.<label> of the words; keys: what is pressed; shown: how the card writes it; bar: on the bar.
  show.keys = [
    { label: "next", keys: ["ArrowRight", "ArrowDown", " ", "PageDown", "n"], run: () => show.go(show.at + 1), bar: true },
    { label: "previous", keys: ["ArrowLeft", "ArrowUp", "PageUp", "p", "Backspace"], run: () => show.go(show.at - 1), bar: true },
    { label: "first_last", keys: [] },
    { label: "jump", keys: [] },
    { label: "overview", keys: ["o"], run: (host) => show.openOverview(host), bar: true },
    { label: "ward", keys: ["h"], run: (host) => show.openWards(host), bar: true },
    { label: "next_ward", keys: [] },
    { label: "black", keys: ["b", "."], run: () => show.setBlank("black"), bar: true },
    { label: "white", keys: ["w"], run: () => show.setBlank("white") },
    { label: "timer", keys: ["t"], run: () => show.clock.toggle(), bar: true },
    { label: "reset", keys: ["T"], run: () => show.clock.reset() },
    { label: "mode", keys: ["d"], run: () => show.setMode(show.mode === "dark" ? "light" : "dark"), bar: true },
    { label: "full", keys: ["f", "F5"], run: (host) => show.toggleFull(host), bar: true },
    { label: "presenter", keys: ["s"], run: () => show.openPresenter(), bar: true },
    { label: "take", keys: ["r"], run: () => show.take() },
    { label: "keys", keys: ["?", "k"], run: (host) => show.openKeys(host), bar: true },
    { label: "close", keys: ["Escape"], run: () => show.ward && show.setWard("") },
  ];
  const SHOWN = {
    next: ["→", "↓", "", "PageDown", "N"], previous: ["←", "↑", "PageUp", "P", "Backspace"],
    first_last: ["Home", "End"], jump: [""], next_ward: ["[", "]"], reset: ["Shift+T"], close: ["Esc"],
  };
  const others = {
    Home: () => show.go(0), End: () => show.go(show.slides().length - 1),
    "[": () => show.stepWard(-1), "]": () => show.stepWard(1),
  };

  // Typing Vietnamese (Telex) makes ơ and ư of the brackets; a composing keyboard names no letter, only the key's place.
  function keyOf(event) {
    const telex = { "ơ": "[", "ư": "]" }[event.key];
    if (telex) return telex;
    if (event.key.length > 1 && event.key !== "Process") return event.key;
    const place = { BracketLeft: "[", BracketRight: "]", Period: ".", Slash: "?" }[event.code];
    const ascii = /^[ -~]$/.test(event.key);
    const key = ascii ? event.key : place ?? event.code.replace(/^(Key|Digit)/, "");
    if (event.shiftKey && key.toLowerCase() === "t") return "T";
    return key.toLowerCase();
  }

  // --- jump by number -----------------------------------------------------------------------------------------------

  let digits = "", forgetting;
  function typed(digit) {
    digits = `${digits}${digit}`.slice(-3);
    clearTimeout(forgetting);
    forgetting = setTimeout(() => (digits = ""), 6000);
    show.tell(show.say("client.jump", { number: digits }), { seen: true });
  }

  function jump() {
    const number = Number(digits), of = show.slides().length;
    digits = "";
    if (number < 1 || number > of) show.tell(show.say("client.no_slide", { number, of }), { seen: true });
    else {
      show.tell("", { seen: true });
      show.go(number - 1);
    }
  }

  // --- keys -------------------------------------------------------------------------------------------------------

  function run(key, host) {
    if (show.blank) return show.setBlank("");
    if (/^[0-9]$/.test(key)) return typed(key);
    if (key === "Enter") return digits && jump();
    if (key === "Escape" && digits) return void ((digits = ""), show.tell("", { seen: true }));
    const found = show.keys.find((one) => one.keys.includes(key))?.run ?? others[key];
    found?.(host);
  }

  const known = (key) =>
    /^[0-9]$/.test(key) || key === "Enter" || key in others || show.keys.some((one) => one.keys.includes(key));

  show.onKey = (event, host) => {
    if (event.ctrlKey || event.metaKey || event.altKey || show.data === null || show.panel(host)) return;
    const onButton = event.target.closest?.("button, a, input");
    if (onButton && [" ", "Enter"].includes(event.key)) return;
    const key = keyOf(event);
    if (event.repeat && !/^(Arrow|Page)/.test(key)) return;
    if (!show.blank && !known(key)) return;
    if (["Shift", "Control", "Alt", "Meta", "Process"].includes(event.key)) return;
    if (key !== "Escape") event.preventDefault();
    run(key, host);
  };
  addEventListener("keydown", (event) => show.onKey(event, window));

  // --- the bar ----------------------------------------------------------------------------------------------------

  function bar() {
    const made = show.element(window, "nav", { id: "show-bar", "aria-label": show.say("client.bar") });
    for (const { label, shown, run: pressed, bar: here } of show.keys) {
      if (!here) continue;
      const key = show.element(window, "kbd", { "aria-hidden": "true" }, shown[0]);
      const button = show.element(window, "button", { type: "button", "data-action": label }, show.say(`key.${label}`), key);
      button.addEventListener("click", (event) => {
        if (show.blank && label !== "black") show.setBlank("");
        else if (show.blank) return show.setBlank("");
        pressed(window);
        if (event.detail) button.blur(); // pressed by a pointer: the next key is for the slides again
      });
      made.append(button);
    }
    made.append(show.element(window, "a", { href: show.data.addresses.leave, id: "show-leave" }, show.say("client.leave")));
    document.body.append(made);
    return made;
  }

  let hiding;
  function stir() {
    document.documentElement.classList.add("is-stirred");
    clearTimeout(hiding);
    hiding = setTimeout(() => document.documentElement.classList.remove("is-stirred"), QUIET_MS);
  }

  // --- pointer and finger -------------------------------------------------------------------------------------------

  let from = null;
  function clicked(event) {
    if (event.target.closest("nav, dialog, a, button") || show.panel(window) || !getSelection().isCollapsed) return;
    if (show.blank) return show.setBlank("");
    const edge = event.pointerType === "touch" ? TAP_EDGE : EDGE;
    if (event.clientX < innerWidth * edge) show.go(show.at - 1);
    else if (event.clientX > innerWidth * (1 - edge)) show.go(show.at + 1);
    else stir();
  }

  document.addEventListener("touchstart", (event) => (from = event.touches.length === 1 ? event.touches[0] : null), { passive: true });
  document.addEventListener("touchend", (event) => {
    if (from === null || show.data === null || show.panel(window)) return;
    const by = event.changedTouches[0].clientX - from.clientX;
    from = null;
    if (Math.abs(by) > SWIPE_PX) show.go(show.at + (by < 0 ? 1 : -1));
  });

  addEventListener("dv-show-on", () => {
    const space = show.say("key.space");
    for (const one of show.keys) {
      one.shown = (SHOWN[one.label] ?? one.keys.map((key) => key.toUpperCase())).map((key) => key || (one.label === "jump" ? show.say("key.digits") : space));
    }
    bar();
    document.addEventListener("click", clicked);
    document.addEventListener("pointermove", (event) => event.pointerType === "mouse" && stir());
  });
})();
