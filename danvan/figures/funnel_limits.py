"""The curves of a funnel plot: limits by size, and their words at the right."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from danvan.figures.colour import mix
from danvan.figures.panels import beside, words
from danvan.figures.plane import Plane
from danvan.figures.scale import folded, plain, spread, widest_px
from danvan.figures.theme import SILENT, Style, Trace

MOST_STEPS = 60
DIGITS = 5
WHOLE_LETTERS = 12


class CurveEnd(NamedTuple):
    """The height at which a curve ends at the right, the words for it, and whether it is the whole."""

    y: float
    label: str
    whole: bool = False

    @classmethod
    def of(
        cls,
        curves: pd.DataFrame,
        reference: float | None,
        reference_label: str,
        labels: tuple[str, str],
    ) -> "list[CurveEnd]":
        """The ends of all curves that have words: the whole, and both limits on either side."""
        ends = [] if reference is None or not reference_label else [cls(reference, reference_label, True)]
        for label, columns in zip(labels, (("low_95", "high_95"), ("low_998", "high_998")), strict=True):
            for column in columns:
                known = curves[column].dropna()
                if label and not known.empty:
                    ends.append(cls(float(known.iloc[-1]), label))
        return ends


def thinned(limits: pd.DataFrame) -> pd.DataFrame:
    """At most sixty of the sizes, evenly, the last among them, with as many digits as can be seen."""
    known = limits[limits["size"] > 0].reset_index(drop=True)
    step = max(1, -(-len(known) // MOST_STEPS))
    kept = known[(known.index % step == (len(known) - 1) % step)]
    return kept.astype(float).map(lambda value: float(f"{value:.{DIGITS}g}"))


def limit_traces(curves: pd.DataFrame, style: Style) -> list[Trace]:
    """The 95% limits as thin lines around a pale band, the 99.8% limits dashed."""
    if curves.empty:
        return []
    sizes = plain(curves["size"])
    low, high = plain(curves["low_95"]), plain(curves["high_95"])
    outer = [*plain(curves["low_998"]), None, *plain(curves["high_998"])]
    solid = {"color": style.quiet, "width": 1.25}
    band = {"fill": "tonexty", "fillcolor": mix(style.back, style.token("muted"), 0.1)}
    line: Trace = {"type": "scatter", "mode": "lines", **SILENT}
    return [
        line | {"x": sizes, "y": low, "line": solid},
        line | {"x": sizes, "y": high, "line": solid} | band,
        line | {"x": [*sizes, None, *sizes], "y": outer, "line": solid | {"dash": "dash"}},
    ]


def whole_trace(value: float, plane: Plane, style: Style) -> Trace:
    """The rate of the whole as a line through the plot, over the band and under the marks."""
    line = {"color": style.token("ink"), "width": 1.25}
    return {"type": "scatter", "mode": "lines", "x": plane.x.range, "y": [value] * 2, "line": line, **SILENT}


def end_traces(ends: Sequence[CurveEnd], plane: Plane, style: Style) -> list[Trace]:
    """The words at the right ends of the curves, kept apart; those of the whole may have several lines."""
    if not ends:
        return []
    texts = [end_text(end) for end in ends]
    counts = [text.count("<br>") + 1 for text in texts]
    start, stop = plane.y.range
    gap = (style.font_size + 1) * (stop - start) / plane.height
    wanted = [end.y for end, count in zip(ends, counts, strict=True) for _ in range(count)]
    lines = iter(spread(wanted, gap, start, stop))
    heights = [sum(next(lines) for _ in range(count)) / count for count in counts]
    colours = [style.token("ink" if end.whole else "muted") for end in ends]
    return [
        words([plane.x.range[1]] * len(ends), heights, texts, "middle right", colours, style.font_size - 2)
    ]


def end_text(end: CurveEnd) -> str:
    """The words of a curve with a little room at their left, those of the whole broken where they are long."""
    return "<br>".join(beside(line) for line in folded(end.label, WHOLE_LETTERS).split("<br>"))


def ends_px(ends: Sequence[CurveEnd], style: Style) -> int:
    """Width in pixels that the words at the right need."""
    return widest_px([end_text(end) for end in ends], style.font_size - 2) + 4
