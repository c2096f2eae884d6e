// Printing. A chart is drawn for the width of the screen; before it goes on paper the page is laid out as wide as all
// pages are when printed, and the charts draw themselves anew, so that their words have one size on every sheet.
(() => {
  "use strict";
  const root = document.documentElement;
  const SHEET_PX = 960; // as in print.css, which makes it fit 180 mm
  const HIGHEST_PX = 1200; // with its sentence and its source one page
  const LONGEST_WAIT_MS = 3000;

  const plots = () => [...document.querySelectorAll('[data-testid="stMain"] .js-plotly-plot')];
  const widths = () => plots().map((plot) => plot.querySelector(".main-svg")?.clientWidth ?? 0);
  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  // Drawn for the sheet: none is wider than it, and none has changed since the last look.
  async function drawnForSheet() {
    const end = performance.now() + LONGEST_WAIT_MS;
    let before = "";
    while (performance.now() < end) {
      await pause(150);
      const now = widths();
      if (now.join() === before && now.every((width) => width <= SHEET_PX)) return;
      before = now.join();
    }
  }

  async function printSheet() {
    if ("sheet" in root.dataset) return;
    root.dataset.sheet = "";
    try {
      dispatchEvent(new Event("resize"));
      await drawnForSheet();
      print();
    } finally {
      delete root.dataset.sheet;
      dispatchEvent(new Event("resize"));
    }
  }

  // A chart is made smaller where it is higher than a page, and where it was printed from the browser's menu, which
  // leaves no time to draw it anew, and is wider.
  addEventListener("beforeprint", () => {
    for (const plot of plots()) {
      const { clientWidth: width = 1, clientHeight: height = 1 } = plot.querySelector(".main-svg") ?? {};
      const zoom = Math.min(1, SHEET_PX / (width || 1), HIGHEST_PX / (height || 1));
      plot.style.setProperty("--dv-print-zoom", zoom.toFixed(3));
    }
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-print]")) printSheet();
  });
  addEventListener(
    "keydown",
    (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "p") return;
      event.preventDefault();
      event.stopPropagation();
      printSheet();
    },
    true,
  );
})();
