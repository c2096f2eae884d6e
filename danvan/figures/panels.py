"""Small panels on one shared plane: one pair of axes draws far faster than a pair for each panel."""

from dataclasses import dataclass
from math import ceil
from typing import Any

from danvan.figures.theme import SILENT, Style, Trace

LEFT, RIGHT = 0.03, 0.72
BOTTOM, TOP = 0.19, 0.71


@dataclass(frozen=True, slots=True)
class Grid:
    """Where panels lie on the plane: each has a cell of 1 by 1, from the top left, rows below 0.

    ``first``, ``last``, ``low``, ``high`` are the ranges of x and y inside each panel.
    """

    count: int
    columns: int
    first: float
    last: float
    low: float
    high: float
    right: float = RIGHT

    @property
    def rows(self) -> int:
        """Number of rows that the panels fill."""
        return ceil(self.count / self.columns)

    def left_of(self, panel: int) -> int:
        """Left edge of a panel's cell."""
        return panel % self.columns

    def foot_of(self, panel: int) -> int:
        """Lower edge of a panel's cell."""
        return -(panel // self.columns) - 1

    def x(self, panel: int, value: float) -> float:
        """Place of an x value of a panel on the plane; a single x stands in the middle."""
        share = (value - self.first) / (self.last - self.first) if self.last > self.first else 0.5
        return round(self.left_of(panel) + LEFT + (self.right - LEFT) * share, 4)

    def y(self, panel: int, value: float) -> float:
        """Place of a y value of a panel on the plane."""
        return round(self.foot_of(panel) + BOTTOM + self.rise(value), 4)

    def rise(self, value: float) -> float:
        """Height of a y value above the lowest one of the panel."""
        return round((TOP - BOTTOM) * (value - self.low) / (self.high - self.low), 4)

    def layout(self, row_px: int) -> dict[str, Any]:
        """Height, margins and hidden axes of the plane."""
        hidden = {"visible": False}
        return {
            "height": self.rows * row_px,
            "margin": {"l": 4, "r": 4, "t": 0, "b": 0},
            "xaxis": hidden | {"range": [0, self.columns]},
            "yaxis": hidden | {"range": [-self.rows, 0]},
        }

    def rules(self, values: list[float], style: Style) -> Trace:
        """Thin horizontal rules at the given values through every panel."""
        x: list[float | None] = []
        y: list[float | None] = []
        for panel in range(self.count):
            for value in values:
                x += [
                    self.left_of(panel) + LEFT / 2,
                    round(self.left_of(panel) + self.right + LEFT / 2, 4),
                    None,
                ]
                y += [self.y(panel, value), self.y(panel, value), None]
        return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": thin(style), **SILENT}

    def uprights(self, values: list[float], style: Style) -> Trace:
        """Thin vertical rules at the given x through every panel."""
        cells = [(panel, value) for panel in range(self.count) for value in values]
        x = [place for panel, value in cells for place in (self.x(panel, value), self.x(panel, value), None)]
        y = [
            place for panel, _ in cells for place in (self.y(panel, self.low), self.y(panel, self.high), None)
        ]
        line = {"color": style.quiet, "width": 1}
        return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, **SILENT}


def thin(style: Style) -> dict[str, Any]:
    """A hairline in the colour of rules."""
    return {"color": style.token("rule"), "width": 1}


def beside(text: str, left: bool = False) -> str:
    """A text with a little room towards the mark that it stands beside, at its right unless ``left``."""
    return f"{text}\u00a0" if left else f"\u00a0{text}"


def words(
    x: list[float],
    y: list[float],
    text: list[str],
    position: str | list[str],
    colour: str | list[str],
    size: int,
) -> Trace:
    """A trace of texts only."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": x,
        "y": y,
        "text": text,
        "textposition": position,
        "textfont": {"color": colour, "size": size},
        "cliponaxis": False,
        **SILENT,
    }
