// The presentation: which slide is shown, in which colours, with which ward standing out; everything else asks this.
// One state, changed by the functions below; whoever shows something of it listens with show.listen.
(() => {
  "use strict";
  const show = window.dvShow;
  const root = document.documentElement;
  const MODE = "dv-show-mode";
  const TYPE = "Source Sans";
  const listeners = [];

  Object.assign(show, { at: 0, blank: "", listen: (heard) => listeners.push(heard) });
  show.changed = () => listeners.forEach((heard) => heard());
  show.now = () => show.slides()[show.at];
  show.title = (slide) => slide.dataset.title;

  // Said aloud by a screen reader; where it matters to eyes too, also written small for a while, in the presenter's
  // window where there is one, not in the hall.
  let fading;
  show.tell = (words, { seen = false } = {}) => {
    document.getElementById("show-said").textContent = words;
    const line = document.getElementById("show-line");
    clearTimeout(fading);
    line.textContent = seen && !show.presenter() ? words : "";
    if (seen) fading = setTimeout(() => (line.textContent = ""), 6000);
    if (seen) show.presenterHears(words);
  };

  // --- slides -----------------------------------------------------------------------------------------------------

  let drawingAhead;
  function drawAhead() {
    clearTimeout(drawingAhead);
    const count = show.slides().length;
    const left = [...Array(count).keys()].map((step) => show.slides()[(show.at + step) % count]);
    const one = () => {
      const slide = left.shift();
      if (slide === undefined) return void (root.dataset.ready = "all");
      show.draw(slide);
      drawingAhead = setTimeout(one, 30);
    };
    drawingAhead = setTimeout(one, 150);
  }

  function present() {
    show.slides().forEach((slide, place) => {
      slide.classList.toggle("is-shown", place === show.at);
      slide.inert = place !== show.at;
    });
    show.draw(show.now());
    drawAhead();
    document.title = `${show.at + 1}/${show.slides().length} ${show.title(show.now())}`;
    show.changed();
  }

  // Go to a slide by its place from 0; each has its address, so Back leads to the one before.
  show.go = (place, { remember = true } = {}) => {
    const count = show.slides().length;
    if (place >= count) show.tell(show.say("client.last"), { seen: true });
    const wanted = Math.max(0, Math.min(count - 1, place));
    if (wanted === show.at && remember) return;
    show.at = wanted;
    if (remember) history.pushState(null, "", `#${show.now().id}`);
    present();
    show.tell(show.say("client.said", { number: show.at + 1, of: count, title: show.title(show.now()) }));
  };

  // The place of the slide that the address names; -1 where there is no such slide, which may have been left out.
  function addressed() {
    const key = location.hash.slice(1);
    return key ? show.slides().findIndex((slide) => slide.id === key) : 0;
  }

  function goToAddressed() {
    show.go(Math.max(0, addressed()), { remember: false });
    if (addressed() < 0) tellNotIn();
  }

  const tellNotIn = () => show.tell(show.say("client.not_in", { key: location.hash.slice(1) }), { seen: true });

  // --- what the audience sees besides -----------------------------------------------------------------------------

  show.setBlank = (colour) => {
    show.blank = colour;
    root.dataset.blank = colour;
    show.tell(show.say(colour ? `client.${colour}` : "client.back"));
    show.changed();
  };

  show.setMode = (mode) => {
    show.mode = root.dataset.mode = mode;
    localStorage.setItem(MODE, mode);
    present();
    show.tell(show.say(`client.${mode}`));
  };

  // Let a ward stand out in every chart that has it; "" lets go.
  show.setWard = (slug) => {
    show.ward = slug;
    root.dataset.ward = slug;
    present();
    const ward = show.data.wards.find((one) => one.slug === slug);
    show.tell(ward ? show.say("client.standing_out", { ward: ward.name }) : show.say("client.none_stands_out"));
  };

  show.stepWard = (step) => {
    const wards = show.data.wards;
    const at = wards.findIndex((one) => one.slug === show.ward);
    const from = at < 0 && step < 0 ? 0 : at;
    show.setWard(wards[(from + step + wards.length) % wards.length].slug);
  };

  show.toggleFull = async (host) => {
    try {
      if (document.fullscreenElement) await document.exitFullscreen();
      else if (host === window) await root.requestFullscreen();
      else throw new Error("another window has the keyboard");
    } catch {
      show.tell(show.say("client.no_full"), { seen: true });
    }
  };

  show.leave = () => location.assign(show.data.addresses.leave);

  // Put the slides of another document of ours in place of those of now, at the same slide.
  show.takeOver = (page) => {
    const key = show.now().id;
    const stage = show.stage();
    show.slides().forEach((slide) => slide.querySelector(".slide-figure") && Plotly.purge(slide.querySelector(".slide-figure")));
    show.data = show.read(page);
    stage.replaceChildren(...[...page.querySelectorAll("#show-stage > .slide")].map((slide) => document.adoptNode(slide)));
    stage.querySelectorAll("noscript").forEach((one) => one.remove());
    const place = show.slides().findIndex((slide) => slide.id === key);
    show.at = place >= 0 ? place : Math.min(show.at, show.slides().length - 1);
    if (!show.data.wards.some((one) => one.slug === show.ward)) show.ward = root.dataset.ward = "";
    present();
  };

  // --- start ------------------------------------------------------------------------------------------------------

  // The type is kept as data too, for the presenter's window must have it when there is no network.
  async function loadType() {
    try {
      await document.fonts.load(`20px "${TYPE}"`);
      show.type = await (await fetch(show.data.type)).arrayBuffer();
    } catch (error) {
      console.warn(`The type could not be loaded: ${error}`);
    }
  }

  async function start() {
    show.data = show.read(document);
    const dark = localStorage.getItem(MODE) ?? "light";
    show.mode = root.dataset.mode = dark === "dark" ? "dark" : "light";
    const line = document.createElement("p");
    line.id = "show-line";
    document.body.append(line);
    show.fit();
    // Letters are measured when a chart is drawn, so the type must be there; a show without it is better than none.
    await Promise.race([loadType(), new Promise((done) => setTimeout(done, 4000))]);
    await new Promise((done) => setTimeout(done));
    document.getElementById("show-opening").remove();
    root.classList.add("is-on");
    show.at = Math.max(0, addressed());
    present();
    dispatchEvent(new Event("dv-show-on"));
    root.dataset.ready = "first";
    show.stage().focus({ preventScroll: true });
    if (addressed() < 0) tellNotIn();
    else show.tell(show.say("client.welcome"), { seen: true });
  }

  let resizing;
  addEventListener("resize", () => {
    if (show.data === null) return;
    show.fit();
    clearTimeout(resizing);
    resizing = setTimeout(present, 120);
  });
  addEventListener("popstate", () => show.data && goToAddressed());
  document.addEventListener("DOMContentLoaded", start);
})();
