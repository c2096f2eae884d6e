// The stage: 1080 px high, as wide as the window's shape asks for, scaled as a whole; and the charts drawn on it.
(() => {
  "use strict";
  const HEIGHT = 1080, NARROWEST = 1440, WIDEST = 2580;
  // Beside its own height a chart may grow by so much, so that a few bars do not become beams.
  const MOST_STRETCHED = 1.7;
  // Charts of many rows can be pressed together down to this, and to this part of their own height, below which their
  // rows would stand in one another; others, with labels set apart, keep their own height.
  const MANY_ROWS = 650, LEAST_OF_MANY = 500, MOST_PRESSED = 0.7;
  const SMALLEST = 0.6, STEP = 0.05;
  const root = document.documentElement;
  const show = (window.dvShow = { data: null, mode: "light", ward: "" });

  show.stage = () => document.getElementById("show-stage");
  show.slides = () => [...document.querySelectorAll("#show-stage > .slide")];

  show.read = (page) => JSON.parse(page.getElementById("show-data").textContent);

  show.say = (key, fillings = {}) =>
    Object.entries(fillings).reduce(
      (text, [name, value]) => text.replaceAll(`{${name}}`, value),
      show.data.words[key]
    );

  // --- charts: danvan/ui/show_figures.py says how they are kept -----------------------------------------------------

  function patched(value, patch) {
    if (patch === undefined) return value;
    if ("=" in patch) return patch["="];
    const copy = Array.isArray(value) ? [...value] : { ...value };
    for (const [name, one] of Object.entries(patch)) copy[name] = patched(copy[name], one);
    return copy;
  }

  function recoloured(value, colours, way = "") {
    if (Array.isArray(value)) return value.map((one) => recoloured(one, colours, way));
    if (value !== null && typeof value === "object")
      return Object.fromEntries(
        Object.entries(value).map(([name, one]) => [name, recoloured(one, colours, `${way}.${name}`)])
      );
    return colours[way]?.[JSON.stringify(value)] ?? value;
  }

  // The chart of a slide as Plotly takes it; drawn anew from what the page holds, so that it may be changed.
  show.chart = (key, mode, ward) => {
    const kept = show.data.charts[key];
    const drawings = kept[mode] ?? kept.light;
    const chart = patched(drawings.figure, drawings.wards[ward]);
    return kept[mode] ? structuredClone(chart) : recoloured(chart, kept.colours);
  };

  show.standsOut = (key, ward) => Boolean(ward && show.data.charts[key]?.light.wards[ward]);

  function drawChart(slide, mode) {
    const place = slide.querySelector(".slide-figure");
    const chart = show.chart(slide.id, mode, show.ward);
    const own = chart.layout.height ?? HEIGHT;
    const least = own > MANY_ROWS ? Math.max(LEAST_OF_MANY, own * MOST_PRESSED) : own;
    // Where there is too little room the sentence under the title goes; where that is not enough, all gets smaller.
    slide.classList.remove("is-tight");
    if (place.clientHeight < least) slide.classList.add("is-tight");
    const smaller = Math.min(1, place.clientHeight / least);
    const height = Math.max(least, Math.min(place.clientHeight, Math.round(own * MOST_STRETCHED)));
    const width = Math.round(place.clientWidth / smaller);
    place.style.setProperty("--smaller", smaller);
    const now = JSON.stringify([mode, show.ward, width, height, show.data.snapshot]);
    if (place.dataset.drawn === now) return;
    place.dataset.drawn = now;
    Object.assign(chart.layout, { width, height, autosize: false });
    // Tiles of a map keep the width that their words need, however high they are.
    if (chart.layout.xaxis?.scaleratio) chart.layout.xaxis.scaleratio *= own / height;
    Plotly.react(place, chart.data, chart.layout, show.data.config);
  }

  // The line under the title about the ward that stands out: what the table behind the chart says of it.
  function tellWard(slide) {
    const line = slide.querySelector(".slide-ward");
    const ward = show.data.wards.find((one) => one.slug === show.ward);
    line.hidden = !ward || !(slide.id in show.data.charts);
    if (line.hidden) return;
    const here = show.standsOut(slide.id, ward.slug);
    const facts = show.data.facts[slide.id]?.[ward.slug];
    line.classList.toggle("is-absent", !here);
    line.replaceChildren();
    if (!here) return line.append(show.say("client.not_here", { ward: ward.name }));
    const name = document.createElement("b");
    name.textContent = ward.name;
    line.append(name, facts ? ` ${facts}` : "");
  }

  // Words and tables that would not fit are set smaller, all of one slide alike.
  function fitWords(slide) {
    const body = slide.querySelector(".slide-body");
    const now = `${show.width()}`;
    if (body.dataset.fitted === now) return;
    body.dataset.fitted = now;
    body.style.zoom = 1;
    for (let size = 1; size >= SMALLEST && body.scrollHeight > body.clientHeight + 1; size -= STEP) body.style.zoom = size;
  }

  show.draw = (slide, mode = show.mode) => {
    tellWard(slide);
    if (slide.id in show.data.charts) drawChart(slide, mode);
    else fitWords(slide);
  };

  // --- size -------------------------------------------------------------------------------------------------------

  show.width = () => parseFloat(root.style.getPropertyValue("--stage-width"));

  show.fit = () => {
    const width = Math.min(WIDEST, Math.max(NARROWEST, Math.round((HEIGHT * innerWidth) / innerHeight)));
    const scale = Math.min(innerWidth / width, innerHeight / HEIGHT);
    root.style.setProperty("--stage-width", `${width}px`);
    root.style.setProperty("--stage-ratio", width / HEIGHT);
    root.style.setProperty("--stage-scale", scale);
    root.style.setProperty("--stage-left", `${(innerWidth - width * scale) / 2}px`);
    root.style.setProperty("--stage-top", `${(innerHeight - HEIGHT * scale) / 2}px`);
  };

  // --- small pictures of slides, for the overview and the presenter ---------------------------------------------------

  // A copy of a slide in another document, as wide as its frame; it shows what the stage shows and cannot be reached.
  show.picture = (slide, host) => {
    if (slide.id in show.data.charts) show.draw(slide);
    const copy = host.document.importNode(slide, true);
    for (const one of [copy, ...copy.querySelectorAll("[id]")]) {
      if (one.closest("svg") === null) one.removeAttribute("id");
    }
    copy.removeAttribute("aria-label");
    copy.classList.add("is-shown");
    const frame = host.document.createElement("div");
    frame.className = "show-picture";
    frame.inert = true;
    frame.setAttribute("aria-hidden", "true");
    frame.append(copy);
    const fit = new host.ResizeObserver(() => {
      copy.style.transform = `scale(${frame.clientWidth / show.width()})`;
    });
    fit.observe(frame);
    return frame;
  };

  // --- printing: one slide a page, on paper as it is ------------------------------------------------------------------

  addEventListener("beforeprint", () => {
    if (show.data === null) return;
    root.dataset.mode = "light";
    show.slides().forEach((slide) => show.draw(slide, "light"));
  });
  addEventListener("afterprint", () => {
    root.dataset.mode = show.mode;
    show.slides().forEach((slide) => show.draw(slide));
  });
})();
