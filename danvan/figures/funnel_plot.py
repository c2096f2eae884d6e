"""Rates against the size of what they are of, with the limits of what chance alone would give."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from danvan.figures.funnel_limits import CurveEnd, end_traces, ends_px, limit_traces, thinned, whole_trace
from danvan.figures.plane import (
    Axis,
    Plane,
    axis_of,
    foot_notes,
    head_note,
    least_width_px,
    level_line,
    missing_words,
    named,
    written_names,
)
from danvan.figures.scale import filled, marked, plain, records
from danvan.figures.theme import HOVER, Figure, Style, Trace, drawn, empty

HEIGHT_PX = 360
SYMBOLS = {  # by verdict: the mark, as plotly.js calls it and as a letter
    "above": ("triangle-up", "▲"),
    "perhaps_above": ("triangle-up-open", "△"),
    "within": ("circle", "●"),
    "perhaps_below": ("triangle-down-open", "▽"),
    "below": ("triangle-down", "▼"),
    "unknown": ("circle-open", "○"),
}
RANKS = {"above": 1, "below": 1, "perhaps_above": 2, "perhaps_below": 2}
FEW, MANY = 6, 18
REACH = 0.6  # how far the limits may go beyond the rates, in parts of their span
END_ROOM = 0.025


def funnel_plot(
    frame: pd.DataFrame,
    limits: pd.DataFrame,
    *,
    name: str,
    size: str,
    rate: str,
    verdict: str,
    hover: str,
    style: Style,
    key: str | None = None,
    highlight: Sequence[str] = (),
    reference: float | None = None,
    reference_label: str = "",
    inner_label: str = "95%",
    outer_label: str = "99,8%",
    size_title: str = "",
    rate_title: str = "",
    rate_suffix: str = "",
    verdict_labels: Mapping[str, str] | None = None,
    missing_label: str = "",
) -> Figure:
    """Draw a mark a place at its size and rate over the 95% and 99.8% limits around the whole.

    One row per place in ``frame``; ``verdict`` is above, perhaps_above, within, perhaps_below, below or
    unknown, and each has a mark of its own; ``verdict_labels`` says above the plot what they mean. ``limits``
    has size, low_95, high_95, low_998 and high_998, sorted by size. Those outside and those chosen are
    named, those within only where there are at most six places and room. A row without size or rate has no mark; with
    ``missing_label`` it is named below the plot.
    """
    points = tidy(frame, name, size, rate, verdict, hover, key, highlight)
    known = points.dropna(subset=["x", "y"]).reset_index(drop=True)
    if known.empty:
        return empty(style, HEIGHT_PX)
    curves = thinned(limits)
    ends = CurveEnd.of(curves, reference, reference_label, (inner_label, outer_label))
    x, y = axes(known, curves, reference, rate_suffix)
    left, right = y.ticks_px(style) + 6, ends_px(ends, style)
    legend = verdict_legend(set(known["verdict"]), verdict_labels or {})
    absent = missing_words(
        points.loc[points["x"].isna() | points["y"].isna(), "name"].tolist(), missing_label
    )
    head, top = head_note([legend, rate_title], left, style)
    foot, bottom = foot_notes(size_title, absent, left, style)
    height = style.height_px or style.px(HEIGHT_PX) + top + bottom - style.px(44)
    plane = Plane(x, y, least_width_px(style) - left - right, height - top - bottom)
    layout: dict[str, Any] = {
        "height": height,
        "margin": {"l": left, "r": right, "t": top, "b": bottom},
        "xaxis": x.layout(style) | {"showgrid": False},
        "yaxis": y.layout(style),
        "annotations": [*head, *foot],
    }
    whole = [] if reference is None else [whole_trace(reference, plane, style)]
    traces = [*limit_traces(curves, style), *whole, *end_traces(ends, plane, style)]
    return drawn([*traces, marks(known, plane, reference, style)], layout, style)


def tidy(
    frame: pd.DataFrame,
    name: str,
    size: str,
    rate: str,
    verdict: str,
    hover: str,
    key: str | None,
    highlight: Sequence[str],
) -> pd.DataFrame:
    """The places under fixed names, with how early and whether at all costs their name is written."""
    points = pd.DataFrame(
        {
            "name": frame[name].map(str),
            "x": frame[size].astype(float),
            "y": frame[rate].astype(float),
            "verdict": filled(frame, verdict).where(lambda given: given.isin(list(SYMBOLS)), "unknown"),
            "hover": filled(frame, hover),
            "key": frame[key or name],
            "chosen": marked(frame, highlight, name, key),
        }
    )
    ranks = points["verdict"].map(RANKS)
    points["must"] = points["chosen"] | (ranks <= (1 if len(points) > MANY else 2))
    if len(points) <= FEW:
        ranks = ranks.fillna(3)
    points["rank"] = ranks.mask(points["chosen"], 0)
    return points


def axes(
    points: pd.DataFrame, curves: pd.DataFrame, reference: float | None, suffix: str
) -> tuple[Axis, Axis]:
    """Sizes from zero to the largest; rates as far as the marks, the whole and the near limits reach.

    Limits at the smallest sizes go far beyond all rates: they are cut, because they would press all marks together.
    """
    largest = max([*points["x"], *curves["size"]])
    rates = [*points["y"], *([] if reference is None else [reference])]
    reach = REACH * (max(rates) - min(rates) or abs(max(rates)) or 1.0)
    near = curves[curves["size"] >= points["x"].min()]
    lows, highs = near["low_998"].dropna().tolist(), near["high_998"].dropna().tolist()
    lowest = max(min([*rates, *lows]), min(rates) - reach)
    highest = min(max([*rates, *highs]), max(rates) + reach)
    return Axis(0.0, largest or 1.0, end_room=END_ROOM), axis_of([lowest, highest], suffix)


def verdict_legend(found: set[str], labels: Mapping[str, str]) -> str:
    """What the marks mean, of those that are drawn and have words, from above to below."""
    return "\u2003 ".join(
        f"{letter}\u00a0{labels[verdict].replace(' ', chr(0xA0))}"
        for verdict, (_, letter) in SYMBOLS.items()
        if verdict in found and verdict in labels
    )


def marks(points: pd.DataFrame, plane: Plane, reference: float | None, style: Style) -> Trace:
    """A mark a place by its verdict, with its name on the side where there is room."""
    rows = records(points)
    sizes = [mark_px(row, style) for row in rows]
    colours = [mark_colour(row, style) for row in rows]
    taken = [] if reference is None else [level_line(reference, plane)]
    sides = plane.sides(points, sizes, style, taken)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": plain(points["x"]),
        "y": plain(points["y"]),
        "text": written_names(points, sides),
        "textposition": [side or "middle right" for side in sides],
        "textfont": named(style) | {"color": [name_colour(row, style) for row in rows]},
        "hovertext": plain(points["hover"]),
        "customdata": plain(points["key"]),
        **HOVER,
        "cliponaxis": False,
        "marker": {
            "symbol": [SYMBOLS[row.verdict][0] for row in rows],
            "size": sizes,
            "opacity": 1,
            "color": colours,
            "line": {"color": colours, "width": [style.thick(3 if row.chosen else 1.5) for row in rows]},
        },
    }


def mark_px(row: Any, style: Style) -> float:
    """Size of a mark in pixels: small within the limits, larger outside, largest when chosen."""
    return style.thick(13 if row.chosen else 7 if row.verdict in ("within", "unknown") else 11)


def mark_colour(row: Any, style: Style) -> str:
    """Accent when chosen, quiet within the limits, otherwise the subject's colour."""
    if row.chosen:
        return style.token("accent")
    return style.token("muted") if row.verdict in ("within", "unknown") else style.subject


def name_colour(row: Any, style: Style) -> str:
    """The colour of a place's name."""
    if row.chosen:
        return style.token("accent")
    return style.token("ink" if row.verdict in RANKS else "muted")
