// The chart of a card as a picture that stands on its own: its sentence, what it shows, the drawing, who says so and how
// far it can be relied on, and which figures they are. An SVG that needs nothing else, or a PNG drawn from it.
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const FONT = "Source Sans";
  const FAMILY = `"${FONT}", sans-serif`;
  const EDGE_PX = 24;
  const PNG_SCALE = 2;
  const MOST_PIXELS = 16_000_000; // what browsers on phones still draw

  // --- words --------------------------------------------------------------------------------------------------------------

  const STYLES = {
    sentence: { size: 18, weight: 700, colour: "--ink", above: 0 },
    subtitle: { size: 14, weight: 400, colour: "--muted", above: 2 },
    badge: { size: 13, weight: 700, colour: "--ink", above: 8 },
    source: { size: 13, weight: 400, colour: "--muted", above: 2 },
    note: { size: 12, weight: 400, colour: "--muted", above: 2 },
    foot: { size: 12, weight: 400, colour: "--muted", above: 8 },
  };
  const LINE = 1.35;
  const measured = document.createElement("canvas").getContext("2d");

  function lines(words, style, width) {
    measured.font = `${style.weight} ${style.size}px ${FAMILY}`;
    const found = [];
    for (const word of words.split(/[ \t\n]+/).filter(Boolean)) {
      const longer = found.length ? `${found.at(-1)} ${word}` : word;
      if (found.length && measured.measureText(longer).width <= width) found[found.length - 1] = longer;
      else found.push(word);
    }
    return found;
  }

  const text = (...nodes) => nodes.map((node) => node?.textContent ?? "").join("").replace(/\s+/g, " ").trim();

  // What the card says, in the order in which the picture shows it.
  function saidOn(card) {
    const source = card.querySelector("p.dv-source");
    const badge = source?.querySelector(".dv-badge");
    const parts = [...(source?.childNodes ?? [])].filter((part) => part !== badge);
    const isRemark = (part) => part.localName === "span";
    return {
      sentence: text(card.querySelector(".dv-sentence")),
      subtitle: text(card.querySelector(".dv-sub")),
      badge: text(badge),
      source: text(...parts.filter((part) => !isRemark(part))),
      remarks: parts.filter(isRemark).map((part) => text(part)),
      notes: [...card.querySelectorAll("details.dv-more li")].map((note) => text(note)),
      foot: card.querySelector(".dv-take").dataset.foot,
    };
  }

  // --- elements -----------------------------------------------------------------------------------------------------------

  function made(name, attributes, ...content) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...content);
    return element;
  }

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // Writes paragraphs below one another; returns where the next one may begin.
  function write(picture, paragraphs, top, width) {
    let down = top;
    for (const [kind, words] of paragraphs) {
      if (!words) continue;
      const style = STYLES[kind];
      down += style.above;
      for (const line of lines(words, style, width - 2 * EDGE_PX)) {
        down += style.size * LINE;
        picture.append(
          made(
            "text",
            {
              x: EDGE_PX,
              y: Math.round(down - style.size * 0.3),
              fill: colour(style.colour),
              style: `font-family: ${FAMILY.replaceAll('"', "'")}; font-size: ${style.size}px; font-weight: ${style.weight}`,
            },
            line,
          ),
        );
      }
    }
    return down;
  }

  // --- the drawing ----------------------------------------------------------------------------------------------------------

  const INHERITED = [
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap",
    "stroke-linejoin", "stroke-miterlimit", "font-family", "font-size", "font-weight", "font-style", "text-anchor",
    "white-space", "shape-rendering", "visibility", "paint-order",
  ];
  const OWN = {
    opacity: "1", "clip-path": "none", display: "inline", "text-decoration-line": "none",
    "baseline-shift": "0px", "stop-color": "rgb(0, 0, 0)", "stop-opacity": "1",
  };
  const GEOMETRY = [
    "d", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry", "width", "height", "points", "transform",
    "href", "xlink:href", "viewBox", "preserveAspectRatio", "clipPathUnits", "patternUnits", "patternTransform",
    "gradientUnits", "offset", "text-anchor", "fill-rule", "xml:space",
  ];
  const LEFT_OUT = ".hoverlayer, .draglayer, .zoomlayer, .selectionlayer, .menulayer, .modebar, script, foreignObject";

  const renamed = (value, prefix) => value.replace(/url\(["']?[^"')]*#([^"')]+)["']?\)/g, `url(#${prefix}$1)`);

  // Strokes grow with the picture: vector-effect is left out. A copy whose look stands in itself: what came from style sheets is written out where it differs from the parent's.
  function copied(original, above, prefix) {
    if (original.nodeType === Node.TEXT_NODE) return document.createTextNode(original.data);
    if (original.nodeType !== Node.ELEMENT_NODE || original.matches(LEFT_OUT)) return null;
    const seen = getComputedStyle(original);
    if (seen.display === "none" && !original.closest("defs")) return null;
    const copy = document.createElementNS(SVG, original.localName);
    for (const name of GEOMETRY) {
      const value = original.getAttribute(name);
      if (value === null) continue;
      if (name.endsWith("href")) copy.setAttribute("href", value.startsWith("#") ? `#${prefix}${value.slice(1)}` : value);
      else copy.setAttribute(name, value);
    }
    if (original.id) copy.id = prefix + original.id;
    const look = {};
    for (const name of INHERITED) look[name] = seen.getPropertyValue(name);
    const own = Object.keys(OWN).map((name) => [name, seen.getPropertyValue(name)]).filter(([name, value]) => value && value !== OWN[name]);
    const written = [...Object.entries(look).filter(([name, value]) => value && value !== above[name]), ...own];
    if (written.length) {
      const styles = written.map(([name, value]) => `${name}: ${renamed(value, prefix).replaceAll('"', "'")}`);
      copy.setAttribute("style", styles.join("; "));
    }
    for (const child of original.childNodes) {
      const within = copied(child, look, prefix);
      if (within) copy.append(within);
    }
    return copy;
  }

  // Groups that hold nothing are most of what plotly.js leaves.
  function prune(element) {
    for (const child of [...element.children]) prune(child);
    const isEmpty = ["g", "defs"].includes(element.localName) && !element.childNodes.length;
    if (isEmpty || (element.localName === "path" && !element.getAttribute("d"))) element.remove();
  }

  function drawingOf(chart, prefix) {
    const group = made("g", {});
    for (const layer of chart.querySelectorAll("svg.main-svg")) {
      const part = made("g", {});
      for (const child of layer.childNodes) {
        const copy = copied(child, {}, prefix);
        if (copy) part.append(copy);
      }
      group.append(part);
    }
    prune(group);
    return group;
  }

  // --- the font ---------------------------------------------------------------------------------------------------------------

  function fontAddress() {
    for (const sheet of document.styleSheets) {
      let rules = [];
      try {
        rules = [...sheet.cssRules];
      } catch {
        continue; // the sheet of an extension of the browser
      }
      for (const rule of rules) {
        if (!(rule instanceof CSSFontFaceRule)) continue;
        const [family, style] = ["font-family", "font-style"].map((name) => rule.style.getPropertyValue(name));
        const address = /url\(["']?([^"')]+)/.exec(rule.style.getPropertyValue("src"))?.[1];
        if (address && family.replace(/["']/g, "") === FONT && style !== "italic") return new URL(address, sheet.href ?? location.href).href;
      }
    }
    return null;
  }

  const asData = (blob) =>
    new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(blob);
    });

  let font = null;

  // The rule that brings the font along, so that Vietnamese letters look the same where it is not installed.
  async function fontRule() {
    if (font !== null) return font;
    const address = fontAddress();
    const answer = address && (await fetch(address));
    if (!answer?.ok) throw new Error("The font of the page is not where its style sheet says.");
    const data = (await asData(await answer.blob())).replace(/^data:[^;,]*/, "data:font/woff2");
    font = `@font-face { font-family: "${FONT}"; font-weight: 100 900; src: url("${data}") format("woff2"); }`;
    return font;
  }

  // --- the picture --------------------------------------------------------------------------------------------------------------

  async function picture(card) {
    const chart = card.querySelector(".js-plotly-plot");
    await document.fonts.ready;
    const rule = await fontRule();
    const { width: wide, height: high } = chart.querySelector("svg.main-svg").getBoundingClientRect();
    const width = Math.ceil(wide) + 2 * EDGE_PX;
    const said = saidOn(card);
    const whole = made("svg", {});
    const top = write(whole, [["sentence", said.sentence], ["subtitle", said.subtitle]], EDGE_PX - 4, width) + 12;
    const drawing = drawingOf(chart, "dv-");
    drawing.setAttribute("transform", `translate(${EDGE_PX},${Math.round(top)})`);
    whole.append(drawing);
    const below = [
      ["badge", said.badge],
      ["source", said.source],
      ...said.remarks.map((remark) => ["source", remark]),
      ...said.notes.map((note) => ["note", `• ${note}`]),
      ["foot", said.foot],
    ];
    const height = Math.ceil(write(whole, below, Math.round(top) + high, width) + EDGE_PX - 6);
    const size = { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "xml:lang": document.documentElement.lang };
    for (const [name, value] of Object.entries(size)) whole.setAttribute(name, value);
    whole.setAttribute("style", "font-variant-numeric: tabular-nums");
    whole.prepend(
      made("title", {}, said.sentence),
      made("desc", {}, [said.subtitle, said.badge, said.source, ...said.remarks, ...said.notes, said.foot].filter(Boolean).join("\n")),
      made("style", {}, rule),
      made("rect", { width, height, fill: colour("--paper") }),
    );
    const xml = new XMLSerializer().serializeToString(whole);
    return { svg: new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', xml], { type: "image/svg+xml" }), width, height };
  }

  async function asPng({ svg, width, height }) {
    const address = URL.createObjectURL(svg);
    try {
      const image = new Image();
      image.src = address;
      await image.decode();
      const scale = Math.min(PNG_SCALE, Math.sqrt(MOST_PIXELS / (width * height)));
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      const png = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
      if (!png) throw new Error("The browser could not draw the picture.");
      return png;
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  async function take(button) {
    const place = button.closest(".dv-take");
    if (button.getAttribute("aria-busy") === "true") return;
    place.querySelector('[role="alert"]')?.remove();
    button.setAttribute("aria-busy", "true");
    try {
      const made = await picture(button.closest('[class*="st-key-card-"]'));
      const kind = button.dataset.picture;
      save(kind === "png" ? await asPng(made) : made.svg, `${place.dataset.stem}.${kind}`);
    } catch (error) {
      console.warn(error);
      const told = document.createElement("span");
      told.setAttribute("role", "alert");
      told.textContent = place.dataset.failed;
      place.append(told);
    } finally {
      button.removeAttribute("aria-busy");
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-picture]");
    if (button) take(button);
  });
})();
