"""A plane of two value axes: its size in pixels, the words around it, the lines of the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

import pandas as pd

from danvan.figures.placing import Box, Spot, Taken, name_sides
from danvan.figures.scale import folded, records, text_px, ticks_px, value_axis, value_range
from danvan.figures.theme import USUAL_FONT_SIZE, Style

NARROW_PX, USUAL_PX = 320, 560
SIDE_ROOM = 0.05
LETTER_SHARE = 0.5


def least_width_px(style: Style) -> int:
    """The least width in pixels that a figure is laid out for: a text smaller than usual means a phone."""
    return NARROW_PX if style.font_size < USUAL_FONT_SIZE else style.px(USUAL_PX)


@dataclass(frozen=True, slots=True)
class Axis:
    """A value axis: its lowest and highest value, its ticks' suffix, and the room at both ends as a share."""

    low: float
    high: float
    suffix: str = ""
    start_room: float = SIDE_ROOM
    end_room: float = SIDE_ROOM

    @property
    def range(self) -> list[float]:
        """Ends of the axis, a little beyond its lowest and highest value so that marks there are whole."""
        span = self.high - self.low
        return [self.low - span * self.start_room, self.high + span * self.end_room]

    def layout(self, style: Style) -> dict[str, Any]:
        """Settings for plotly.js, with a thin grid."""
        grid = {"showgrid": True, "gridcolor": style.token("rule")}
        return value_axis(self.low, self.high, self.suffix) | grid | {"range": self.range}

    def share(self, value: float) -> float:
        """How far along the axis a value lies, from 0 to 1."""
        start, end = self.range
        return (value - start) / (end - start)

    def ticks_px(self, style: Style) -> int:
        """Width of its tick labels in pixels."""
        return ticks_px(self.low, self.high, self.suffix, style.font_size - 1)


def axis_of(values: Sequence[float | None], suffix: str = "", from_zero: bool = False) -> Axis:
    """The axis that holds these values, with round ends."""
    return Axis(*value_range(values, from_zero), suffix)


@dataclass(frozen=True, slots=True)
class Plane:
    """Two axes and the size of the plot between them in pixels; y is counted from the top."""

    x: Axis
    y: Axis
    width: float
    height: float

    def spot(self, x: float, y: float, radius: float) -> Spot:
        """The place of a mark."""
        return Spot(self.x.share(x) * self.width, (1 - self.y.share(y)) * self.height, radius)

    def sides(
        self,
        rows: pd.DataFrame,
        sizes: Sequence[float],
        style: Style,
        taken: Sequence[Taken] = (),
    ) -> list[str | None]:
        """Where the names of marks stand; rows have x, y, name, rank (missing for no name) and must."""
        spots = [
            self.spot(x, y, size / 2)._replace(
                name=name, rank=None if pd.isna(rank) else int(rank), must=bool(must)
            )
            for x, y, size, name, rank, must in zip(
                rows["x"], rows["y"], sizes, rows["name"], rows["rank"], rows["must"], strict=True
            )
        ]
        return name_sides(spots, self.width, self.height, style.font_size - 1, taken)


def named(style: Style) -> dict[str, Any]:
    """Font of names beside marks, with an edge of the ground's colour over lines that they cross."""
    edge = ", ".join(f"{x}px {y}px 1px {style.back}" for x, y in ((1, 1), (-1, 1), (1, -1), (-1, -1)))
    return {"size": style.font_size - 1, "shadow": edge}


def written_names(points: pd.DataFrame, sides: Sequence[str | None]) -> list[str]:
    """The names of those that have a side, the chosen ones in bold, and nothing for the others."""
    return [
        "" if side is None else f"<b>{row.name}</b>" if row.chosen else row.name
        for row, side in zip(records(points), sides, strict=True)
    ]


def note(text: str, style: Style, **place: Any) -> dict[str, Any]:
    """Muted words somewhere on or around a plot, as an annotation."""
    return {
        "text": text,
        "showarrow": False,
        "font": {"color": style.token("muted"), "size": style.font_size - 1},
    } | place


def head_note(lines: Sequence[str], left_px: int, style: Style) -> tuple[list[dict[str, Any]], int]:
    """Lines of words above the plot from the figure's left edge, and the room in pixels that they need."""
    room_px = least_width_px(style) - 8
    shown = [part for line in lines if line for part in wrapped(line, room_px, style).split("<br>")]
    if not shown:
        return [], style.px(12)
    place = {"x": 0, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    text = note("<br>".join(shown), style, **place, xshift=-left_px, yshift=style.px(4), align="left")
    return [text], len(shown) * line_px(style) + style.px(10)


def foot_notes(
    title: str, missing: str, left_px: int, style: Style, ticks: bool = True
) -> tuple[list[dict[str, Any]], int]:
    """The x axis' title at the right below its ticks, under it what is not drawn, and the room that they need."""
    down = style.px(22) if ticks else 0
    place = {"xref": "paper", "yref": "paper", "yanchor": "top", "y": 0}
    notes = []
    if title:
        notes.append(note(title, style, x=1, xanchor="right", yshift=-down, **place))
        down += line_px(style)
    if missing:
        text = wrapped(missing, least_width_px(style) - 8, style)
        left = {"x": 0, "xanchor": "left", "xshift": -left_px, "align": "left"}
        notes.append(note(text, style, **left, yshift=-down - style.px(4), **place))
        down += (text.count("<br>") + 1) * line_px(style) + style.px(4)
    return notes, down + style.px(6)


def line_px(style: Style) -> int:
    """Height of a line of muted words."""
    return round(1.35 * (style.font_size - 1))


def wrapped(text: str, width_px: float, style: Style) -> str:
    """A text broken into lines that fit a width."""
    letters = int(width_px / (LETTER_SHARE * (style.font_size - 1)))
    while letters > 8 and text_px(folded(text, letters), style.font_size - 1) > width_px:
        letters -= 1
    return folded(text, letters)


def missing_words(names: Sequence[str], label: str) -> str:
    """Who is not drawn because a value is missing, such as "Chưa có số liệu: Phổ An, Phổ Ninh"."""
    return f"{label}: {', '.join(map(str, names))}" if label and len(names) else ""


def level_line(value: float, plane: Plane) -> Taken:
    """The place that a horizontal line takes, however wide the plot is drawn."""
    y = plane.spot(plane.x.low, value, 0).y
    return Taken(Box(-inf, y - 1, inf, y + 1))


def upright_line(value: float, plane: Plane) -> Taken:
    """The place that a vertical line takes."""
    x = plane.spot(value, plane.y.low, 0).x
    return Taken(Box(x - 1, -inf, x + 1, inf), x)


def level_mark(
    value: float, label: str, plane: Plane, full: Sequence[Box], style: Style
) -> tuple[dict[str, Any], dict[str, Any], list[Taken]]:
    """A horizontal line of the whole, its name where it covers least of what is there, and the places of both."""
    wide, high = text_px(label, style.font_size - 1) + 4, 1.3 * style.font_size
    y = plane.spot(plane.x.low, value, 0).y
    options = [
        (
            Box(end - wide * (xanchor == "right"), top, end + wide * (xanchor == "left"), top + high),
            xanchor,
            yanchor,
        )
        for end, xanchor in ((plane.width, "right"), (0.0, "left"))
        for top, yanchor in ((y - high, "bottom"), (y, "top"))
    ]
    box, xanchor, yanchor = min(options, key=lambda option: _misfit(option[0], plane, full))
    end = {"x": 1 if xanchor == "right" else 0, "xref": "paper", "xanchor": xanchor}
    name = note(label, style, **end, y=value, yanchor=yanchor)
    ends = {"x0": 0, "x1": 1, "xref": "paper", "y0": value, "y1": value}
    taken = [level_line(value, plane), Taken(box, plane.width if xanchor == "right" else 0.0)]
    return whole_line(ends, style), name, taken


def upright_mark(
    value: float, label: str, plane: Plane, full: Sequence[Box], style: Style
) -> tuple[dict[str, Any], dict[str, Any], list[Taken]]:
    """A vertical line of the whole, its name where it covers least of what is there, and the places of both."""
    wide, high = text_px(label, style.font_size - 1) + 6, 1.3 * style.font_size
    x = plane.spot(value, plane.y.low, 0).x
    options = [
        (Box(left, top, left + wide, top + high), xanchor, yanchor)
        for top, yanchor in ((0.0, "top"), (plane.height - high, "bottom"))
        for left, xanchor in ((x, "left"), (x - wide, "right"))
    ]
    box, xanchor, yanchor = min(options, key=lambda option: _misfit(option[0], plane, full))
    end = {"y": 1 if yanchor == "top" else 0, "yref": "paper", "yanchor": yanchor}
    name = note(label, style, **end, x=value, xanchor=xanchor, xshift=2 if xanchor == "left" else -2)
    ends = {"x0": value, "x1": value, "y0": 0, "y1": 1, "yref": "paper"}
    return whole_line(ends, style), name, [upright_line(value, plane), Taken(box, x)]


def whole_line(ends: dict[str, Any], style: Style) -> dict[str, Any]:
    """A line of the whole through the plot, over the grid and under the marks."""
    line = {"color": style.token("muted"), "width": 1.5}
    return {"type": "line", "layer": "between", **ends, "line": line}


def _misfit(box: Box, plane: Plane, full: Sequence[Box]) -> tuple[bool, int]:
    """How badly words would stand here: out of the plot, or on how much else."""
    outside = box.left < -1 or box.top < -1 or box.right > plane.width + 1 or box.bottom > plane.height + 1
    return outside, sum(box.meets(other) for other in full)
