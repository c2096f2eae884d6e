"""What a page is on paper."""

import re
from typing import Any

# A4 between margins of 15 mm at the sides, 12 mm above and below, at 96 pixels an inch.
WIDTH_PX, HEIGHT_PX = 180 / 25.4 * 96, 273 / 25.4 * 96
# How wide a page is laid out before it is made to fit.
SHEET_PX = 960
LAID_OUT = """() => {
  document.documentElement.dataset.sheet = "";
  dispatchEvent(new Event("resize"));
}"""
CUT = """(width) => [...document.querySelectorAll("[data-testid='stMain'] *")]
  .filter((part) => part.checkVisibility() && part.getBoundingClientRect().right > width + 1)
  .filter((part) => !part.closest(".js-plotly-plot, .dv-skip"))
  .map((part) => part.outerHTML.slice(0, 100))"""
HIGHEST_PLOT = """() => Math.max(0, ...[...document.querySelectorAll(".js-plotly-plot")]
  .map((plot) => plot.getBoundingClientRect().height))"""


def printed(page: Any) -> bytes:
    """Return the page as a PDF, laid out as the app does before it prints."""
    page.evaluate(LAID_OUT)
    page.wait_for_timeout(800)
    pdf: bytes = page.pdf(format="A4", prefer_css_page_size=True, print_background=True)
    page.evaluate("() => { delete document.documentElement.dataset.sheet; }")
    return pdf


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def sizes_of(pdf: bytes) -> set[tuple[int, int]]:
    """Return the sizes of the pages of a PDF, in points."""
    boxes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", pdf)
    return {(round(float(width)), round(float(height))) for width, height in boxes}
