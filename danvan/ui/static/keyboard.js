// Charts by keyboard: Tab comes to a chart, the arrow keys go from mark to mark and say what its label says, Enter does
// what a click does. Streamlit keeps plotly.js to itself, so a mark's place is read from what plotly.js leaves on the
// drawn element: its traces, its computed points and its axes.
(() => {
  "use strict";
  const CHART = '[data-testid="stPlotlyChart"] .js-plotly-plot';
  const SELECTABLE = '[class*="st-key-pick-"]';
  const FORMS = ["bar", "scatter"]; // tiles and the cells of a matrix are bars
  const HALF_A_POINT_PX = 9;
  const SAME_PX = 2;
  const LOOK_AGAIN_MS = 6000;

  const made = (name, attributes) => {
    const element = document.createElement("div");
    element.className = name;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return document.body.appendChild(element);
  };
  const ring = made("dv-ring", { hidden: "", "aria-hidden": "true" });
  const label = made("dv-at", { hidden: "", "aria-hidden": "true" });
  const said = made("dv-said", { role: "status", "aria-live": "polite" });

  // Where the reader is: the chart, its marks in order, the one come to (-1: none yet).
  let walk = null;
  // A mark that filtered: its chart may be drawn anew, and the reader is to be led back to it.
  let left = null;

  // --- reach ----------------------------------------------------------------------------------------------------------

  function makeReachable() {
    for (const chart of document.querySelectorAll(CHART)) {
      const hint = document.getElementById(`dv-hint-${chart.closest(SELECTABLE) ? "pick" : "walk"}`);
      if (!hint || chart.getAttribute("aria-label") === hint.dataset.marks) continue;
      // An application is given the arrow keys by screen readers, which otherwise keep them to themselves.
      const attributes = { tabindex: 0, role: "application", "aria-label": hint.dataset.marks, "aria-describedby": hint.id };
      for (const [name, value] of Object.entries(attributes)) chart.setAttribute(name, value);
    }
  }

  // --- marks ----------------------------------------------------------------------------------------------------------

  const cell = (values, at) => (Array.isArray(values) || ArrayBuffer.isView(values) ? values[at] : values);

  // The box of a mark in pixels of the drawing, its anchor for going up and down, and its words.
  function boxAround(x0, x1, y0, y1) {
    const box = { left: Math.min(x0, x1), right: Math.max(x0, x1), top: Math.min(y0, y1), bottom: Math.max(y0, y1) };
    return [x0, x1, y0, y1].every(Number.isFinite) ? box : null;
  }

  function barBox(point, trace, xAxis, yAxis) {
    const along = trace.orientation === "h" ? xAxis : yAxis;
    const across = trace.orientation === "h" ? yAxis : xAxis;
    const ends = [point.s0, point.s1].map((value) => along._offset + along.c2p(value, true));
    const sides = [point.p0, point.p1].map((value) => across._offset + across.c2p(value, true));
    return trace.orientation === "h" ? boxAround(...ends, ...sides) : boxAround(...sides, ...ends);
  }

  function pointBox(x, y, xAxis, yAxis) {
    const [across, down] = [xAxis._offset + xAxis.c2p(x, true), yAxis._offset + yAxis.c2p(y, true)];
    return boxAround(across - HALF_A_POINT_PX, across + HALF_A_POINT_PX, down - HALF_A_POINT_PX, down + HALF_A_POINT_PX);
  }

  const middle = (box) => ({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 });

  // Bars of one row stand on one line whatever their length; all other marks are where their middle is.
  function anchorOf(box, point, trace, xAxis, yAxis) {
    const { x, y } = middle(box);
    if (trace.type !== "bar") return { x, y };
    if (trace.orientation === "h") return { x: xAxis._offset + xAxis.c2p(point.s0, true), y };
    return { x, y: yAxis._offset + yAxis.c2p(point.s0, true) };
  }

  function marksOfPoints(points, trace, xAxis, yAxis) {
    const marks = [];
    points.forEach((point, at) => {
      const index = point.i ?? at;
      const words = cell(trace.hovertext, index) ?? cell(trace.text, index);
      const box = trace.type === "bar" ? barBox(point, trace, xAxis, yAxis) : pointBox(point.x, point.y, xAxis, yAxis);
      if (!words || !box) return;
      const anchor = anchorOf(box, point, trace, xAxis, yAxis);
      marks.push({ words, box, ...anchor, customdata: cell(trace.customdata, index), lined: Boolean(trace.mode?.includes("lines")) });
    });
    return marks;
  }

  const layoutAxis = (chart, id) => chart._fullLayout[`${id[0]}axis${id.slice(1)}`];

  function marksOf(chart) {
    const marks = (chart.calcdata ?? []).flatMap((points) => {
      const trace = points[0]?.trace;
      if (!FORMS.includes(trace?.type) || trace.visible !== true || ["skip", "none"].includes(trace.hoverinfo)) return [];
      return marksOfPoints(points, trace, layoutAxis(chart, trace.xaxis), layoutAxis(chart, trace.yaxis));
    });
    return inReadingOrder(marks);
  }

  const distinct = (values) => {
    const kept = [];
    for (const value of [...values].sort((a, b) => a - b)) {
      if (!kept.length || value - kept.at(-1) > SAME_PX) kept.push(value);
    }
    return kept;
  };

  // Lines are followed along; what lies in rows and columns is read like a page.
  function inReadingOrder(marks) {
    const few = (name) => distinct(marks.map((mark) => mark[name])).length <= marks.length / 2;
    if (marks.some((mark) => mark.lined) || !few("x") || !few("y")) return marks;
    return [...marks].sort((a, b) => (Math.abs(a.y - b.y) > SAME_PX ? a.y - b.y : a.x - b.x));
  }

  // --- going ----------------------------------------------------------------------------------------------------------

  function isEven(values) {
    const steps = values.slice(1).map((value, at) => value - values[at]);
    return steps.length > 0 && Math.max(...steps) - Math.min(...steps) <= SAME_PX;
  }

  // Up and down: within the column where marks stand in columns, otherwise to the next row, there to the nearest mark.
  function upOrDown(marks, from, direction) {
    const here = marks[from];
    const [columns, rows] = ["x", "y"].map((name) => distinct(marks.map((mark) => mark[name])));
    if (rows.length < 2) return from + direction;
    const inColumns = columns.length <= marks.length / 2 && !(isEven(rows) && !isEven(columns) && columns.length > 1);
    const beyond = marks
      .map((mark, at) => ({ at, away: (mark.y - here.y) * direction, aside: Math.abs(mark.x - here.x) }))
      .filter((one) => one.away > SAME_PX && (!inColumns || one.aside <= SAME_PX));
    if (!beyond.length) return from;
    const nearest = Math.min(...beyond.map((one) => one.away));
    const row = beyond.filter((one) => one.away - nearest <= SAME_PX);
    return row.reduce((best, one) => (one.aside < best.aside ? one : best)).at;
  }

  function next(key, marks, at) {
    if (key === "Home") return 0;
    if (key === "End") return marks.length - 1;
    const forward = key === "ArrowRight" || key === "ArrowDown";
    if (at < 0) return forward ? 0 : marks.length - 1;
    if (key === "ArrowUp" || key === "ArrowDown") return upOrDown(marks, at, forward ? 1 : -1);
    return at + (forward ? 1 : -1);
  }

  const GOING = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];

  // The words of a label as plain text: lines kept, tags taken out, then what is written as &amp; and the like read.
  function plain(words) {
    const untagged = String(words).replace(/<br\s*\/?>/gi, "\n").replace(/<[^>]*>/g, "");
    return new DOMParser().parseFromString(untagged, "text/html").documentElement.textContent.trim();
  }

  function place() {
    const mark = walk?.marks[walk.at];
    if (!mark) return;
    const chart = walk.chart.getBoundingClientRect();
    const { left: x0, right: x1, top: y0, bottom: y1 } = mark.box;
    Object.assign(ring.style, {
      left: `${chart.left + x0 - 3}px`,
      top: `${chart.top + y0 - 3}px`,
      width: `${Math.max(x1 - x0, 2) + 6}px`,
      height: `${Math.max(y1 - y0, 2) + 6}px`,
    });
    const beside = chart.left + x1 + 10;
    const fits = beside + label.offsetWidth < innerWidth - 8;
    const across = fits ? beside : Math.max(8, chart.left + x0 - 10 - label.offsetWidth);
    const down = Math.min(chart.top + (y0 + y1 - label.offsetHeight) / 2, innerHeight - label.offsetHeight - 8);
    Object.assign(label.style, { left: `${across}px`, top: `${Math.max(8, down)}px` });
  }

  function intoView(mark, chart) {
    const main = document.querySelector('[data-testid="stMain"]');
    const top = chart.getBoundingClientRect().top;
    const [above, below] = [top + mark.box.top - 80, top + mark.box.bottom + 80 - innerHeight];
    if (above < 0) main?.scrollBy(0, above);
    else if (below > 0) main?.scrollBy(0, below);
  }

  function show() {
    const mark = walk.marks[walk.at];
    const words = plain(mark.words);
    ring.hidden = label.hidden = false;
    label.textContent = words;
    said.textContent = `${words.replace(/\s*\n\s*/g, ", ")} (${walk.at + 1}/${walk.marks.length})`;
    intoView(mark, walk.chart);
    place();
  }

  function stop() {
    ring.hidden = label.hidden = true;
    said.textContent = "";
    if (walk) walk.at = -1;
  }

  // What is drawn may have changed since: the mark in the same place, otherwise with the same words, otherwise of the
  // same ward; -1 where there is none.
  function sameMark(marks, before, at) {
    if (marks[at]?.words === before.words) return at;
    const said = marks.findIndex((mark) => mark.words === before.words);
    return said >= 0 ? said : marks.findIndex((mark) => String(mark.customdata) === String(before.customdata));
  }

  function enter(chart) {
    if (walk?.chart !== chart) {
      stop();
      walk = { chart, marks: [], at: -1 };
    }
    const before = walk.marks[walk.at];
    walk.marks = marksOf(chart);
    if (before) walk.at = sameMark(walk.marks, before, walk.at);
  }

  function choose() {
    const mark = walk.marks[walk.at];
    if (!mark || !walk.chart.closest(SELECTABLE)) return;
    const card = [...walk.chart.closest(SELECTABLE).classList].find((name) => name.startsWith("st-key-pick-"));
    left = { card, mark, at: walk.at, until: Date.now() + LOOK_AGAIN_MS };
    document.dispatchEvent(new CustomEvent("dv-pick", { detail: { customdata: mark.customdata } }));
  }

  document.addEventListener("keydown", (event) => {
    const chart = event.target.closest?.(CHART);
    if (!chart || event.target !== chart || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      stop();
      return;
    }
    const chooses = event.key === "Enter" || event.key === " ";
    if (!chooses && !GOING.includes(event.key)) return;
    event.preventDefault();
    enter(chart);
    if (chooses) {
      choose();
    } else if (walk.marks.length) {
      walk.at = Math.min(Math.max(next(event.key, walk.marks, walk.at), 0), walk.marks.length - 1);
      show();
    }
  });

  document.addEventListener("focusout", (event) => {
    if (event.target === walk?.chart) stop();
  });
  addEventListener("scroll", place, { capture: true, passive: true });
  addEventListener("resize", stop);

  // --- a chart drawn anew under the reader ------------------------------------------------------------------------------

  function leadBack() {
    if (!left || Date.now() > left.until) return;
    const chart = document.querySelector(`.${CSS.escape(left.card)} .js-plotly-plot`);
    const lost = document.activeElement === document.body || document.activeElement === null;
    if (!chart?.calcdata || chart === walk?.chart || !(lost || document.activeElement === chart)) return;
    if (lost) chart.focus({ preventScroll: true });
    const marks = marksOf(chart);
    const at = sameMark(marks, left.mark, left.at);
    if (at < 0) return;
    walk = { chart, marks, at };
    show();
  }

  let asked = false;
  function look() {
    asked = false;
    makeReachable();
    leadBack();
    if (walk && !walk.chart.isConnected) {
      stop();
      walk = null;
    }
  }
  new MutationObserver(() => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(look);
  }).observe(document.body, { subtree: true, childList: true });
  look();
})();
