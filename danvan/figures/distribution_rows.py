"""The rows of a distribution: their names, heights, the middle half and the median."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from danvan.figures.colour import mix
from danvan.figures.panels import words
from danvan.figures.placing import WIDER, Box, Taken
from danvan.figures.plane import Plane, note
from danvan.figures.scale import filled, folded, records, text_px, widest_px
from danvan.figures.theme import SILENT, Style, Trace

LABEL_LETTERS = 12
LEAST_HALF_PX, BAND_EDGE_PX, TICK_PX = 12, 10, 5
NAMES_PX = 24
LANES = (1, -1)
ALIGNED = ("center", "right", "left")


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of equal height from the top on a plane whose y is in pixels from its foot."""

    labels: tuple[str, ...]
    row_px: float
    half_px: float
    above_px: float

    @classmethod
    def around(cls, labels: Sequence[str], aside: float, with_words: bool, style: Style) -> "Rows":
        """Rows high enough for points that go this far aside, with room for names above and below."""
        half = max(style.px(LEAST_HALF_PX), aside + style.px(BAND_EDGE_PX))
        above = style.px(NAMES_PX + (TICK_PX if with_words else 0))
        return cls(tuple(labels), 2 * half + above + style.px(NAMES_PX), half, above)

    @property
    def height(self) -> int:
        """Height of all rows in pixels."""
        return round(len(self.labels) * self.row_px)

    def middle(self, label: str) -> float:
        """Height of the line of a row."""
        return round(self.height - self.labels.index(label) * self.row_px - self.above_px - self.half_px, 1)

    def axis(self, style: Style) -> dict[str, Any]:
        """The y axis with the rows' names, or nothing where there is one row without a name."""
        return {
            "range": [0, self.height],
            "showgrid": False,
            "tickvals": [self.middle(label) for label in self.labels],
            "ticktext": [folded(label, LABEL_LETTERS) for label in self.labels],
            "tickfont": {"color": style.token("ink"), "size": style.font_size - 1},
            "ticklabelstandoff": 4,
        }


def names_px(labels: Sequence[str], style: Style) -> int:
    """Width of the rows' names in pixels."""
    return widest_px([folded(label, LABEL_LETTERS) for label in labels], style.font_size - 1) + 8


def summary_shapes(spread: pd.DataFrame, rows: Rows, style: Style) -> list[dict[str, Any]]:
    """A pale band for the middle half and a tick for the median in each row that has them."""
    fill = mix(style.back, style.token("muted"), 0.16)
    tick = {"color": style.token("ink"), "width": style.thick(2)}
    shapes: list[dict[str, Any]] = []
    for each in records(spread[["row", "q1", "median", "q3"]]):
        y, half = rows.middle(each.row), rows.half_px
        band = {"x0": each.q1, "x1": each.q3, "y0": y - half, "y1": y + half, "layer": "below"}
        shapes.append({"type": "rect", **band, "fillcolor": fill, "line": {"width": 0}})
        ends = {"x0": each.median, "x1": each.median, "y0": y - half, "y1": y + half + TICK_PX}
        shapes.append({"type": "line", **ends, "layer": "below", "line": tick})
    return shapes


def median_words(
    spread: pd.DataFrame, rows: Rows, plane: Plane, column: str | None, style: Style
) -> tuple[list[dict[str, Any]], list[Taken]]:
    """The words of each median above its tick, and the places of ticks and words."""
    notes, taken = [], []
    texts = filled(spread, column).tolist()
    for each, text in zip(records(spread[["row", "median"]]), texts, strict=True):
        top = rows.middle(each.row) + rows.half_px + TICK_PX
        foot = plane.spot(each.median, rows.middle(each.row) - rows.half_px, 0)
        head = plane.spot(each.median, top, 0)
        taken.append(Taken(Box(head.x - 1, head.y, head.x + 1, foot.y), head.x))
        if text:
            notes.append(note(text, style, x=each.median, y=top, xanchor="center", yanchor="bottom"))
            wide, high = text_px(text, style.font_size - 1) / 2 + 3, 1.5 * style.font_size
            taken.append(Taken(Box(head.x - wide, head.y - high, head.x + wide, head.y), head.x))
    return notes, taken


def name_traces(
    points: pd.DataFrame, rows: Rows, plane: Plane, taken: Sequence[Taken], style: Style
) -> list[Trace]:
    """Names above or below their row, each with a thin line to its point; the later ones give way."""
    used = list(taken)
    placed: list[tuple[Any, float, str]] = []
    for row in records(points.dropna(subset=["rank"]).sort_values("rank", kind="stable")):
        if found := free_place(row, rows, plane, used, style):
            lane, position, place = found
            placed.append((row, lane, position))
            used.append(place)
    if not placed:
        return []
    colours = [style.token("accent" if row.chosen else "muted") for row, _, _ in placed]
    names = [f"<b>{row.name}</b>" if row.chosen else row.name for row, _, _ in placed]
    x, y = [row.x for row, _, _ in placed], [lane for _, lane, _ in placed]
    lines: Trace = {
        "type": "scatter",
        "mode": "lines",
        "x": [value for row, _, _ in placed for value in (row.x, row.x, None)],
        "y": [value for row, lane, _ in placed for value in (row.y, lane, None)],
        "line": {"color": style.quiet, "width": 1},
        **SILENT,
    }
    return [lines, words(x, y, names, [position for *_, position in placed], colours, style.font_size - 1)]


def free_place(
    row: Any, rows: Rows, plane: Plane, used: Sequence[Taken], style: Style
) -> tuple[float, str, Taken] | None:
    """The first free place of a name above or below its row: its height, its side of the point, what it takes."""
    wide, high = text_px(row.name, style.font_size - 1) + 6, 1.3 * style.font_size
    for lane in sorted(LANES, key=lambda side: side * (rows.middle(row.row) - row.y)):
        y = round(rows.middle(row.row) + lane * rows.half_px, 1)
        spot = plane.spot(row.x, y, 0)
        top = spot.y - high if lane > 0 else spot.y
        for side in ALIGNED:
            left = spot.x - {"center": wide / 2, "right": 0, "left": wide}[side]
            place = Taken(Box(left, top, left + wide, top + high), spot.x)
            if all(fits(place, factor, plane, used) for factor in WIDER):
                return y, f"{'top' if lane > 0 else 'bottom'} {side}", place
    return None


def fits(place: Taken, factor: float, plane: Plane, used: Sequence[Taken]) -> bool:
    """Whether a place is free in a plot that is this many times as wide."""
    box = place.at(factor)
    inside = box.left >= 0 and box.right <= plane.width * factor
    return inside and not any(box.meets(other.at(factor)) for other in used)
