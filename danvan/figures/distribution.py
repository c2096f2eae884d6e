"""How values are spread: points along an axis, with the middle half and the median."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from danvan.figures.distribution_rows import Rows, median_words, name_traces, names_px, summary_shapes
from danvan.figures.plane import (
    Axis,
    Plane,
    axis_of,
    foot_notes,
    head_note,
    least_width_px,
    missing_words,
)
from danvan.figures.scale import filled, marked, plain, records
from danvan.figures.swarm import swarm
from danvan.figures.theme import HOVER, Figure, Style, Trace, drawn, empty

HEIGHT_PX = 160
MARK_PX, CHOSEN_PX, GAP_PX = 9, 13, 1.5
ENDS, FEW = 2, 6
BOUND_SYMBOL, CHOSEN_SYMBOL, SYMBOL = "triangle-right-open", "diamond", "circle"


def distribution(
    frame: pd.DataFrame,
    summary: pd.DataFrame | None = None,
    *,
    name: str,
    value: str,
    hover: str,
    style: Style,
    row: str | None = None,
    key: str | None = None,
    highlight: Sequence[str] = (),
    bound: str | None = None,
    median_text: str | None = None,
    value_title: str = "",
    value_suffix: str = "",
    summary_label: str = "",
    missing_label: str = "",
) -> Figure:
    """Draw a point a place along one axis, moved aside where points would meet, over the middle half.

    One row per place, or per place and ``row`` (such as periods, drawn below each other on one axis). ``summary``
    has q1, median and q3, one row per ``row``: a pale band and a tick, with the words of ``median_text`` above
    it; ``summary_label`` says above the plot what they are. Named are the chosen, and of each row the two
    lowest and highest, or all where there are at most six. ``bound`` (true or false) gives a lower bound an open
    triangle. A row without value has no point; with ``missing_label`` it is named below the plot.
    """
    points = tidy(frame, name, value, row, hover, key, bound, highlight)
    known = points.dropna(subset=["x"]).reset_index(drop=True)
    if known.empty:
        return empty(style, HEIGHT_PX)
    labels = list(dict.fromkeys(known["row"]))
    spread = quartiles(summary, row, labels)
    axis = axis_of([*known["x"], *spread["q1"], *spread["q3"]], value_suffix)
    left, right = names_px(labels, style), max(8, axis.ticks_px(style) // 2)
    width = least_width_px(style) - left - right
    aside = asides(known, axis, width, style)
    rows = Rows.around(labels, max(map(abs, aside)), bool(median_text), style)
    known["y"] = [rows.middle(label) - offset for label, offset in zip(known["row"], aside, strict=True)]
    known["rank"] = known.groupby("row", sort=False)["x"].transform(ranks).mask(known["chosen"], 0)
    head, top = head_note([summary_label], left, style)
    foot, bottom = foot_notes(value_title, missing_words(absent(points), missing_label), left, style)
    height = style.height_px or rows.height + top + bottom
    plane = Plane(axis, Axis(0, rows.height, "", 0, 0), width, height - top - bottom)
    words, taken = median_words(spread, rows, plane, median_text, style)
    layout: dict[str, Any] = {
        "height": height,
        "margin": {"l": left, "r": right, "t": top, "b": bottom},
        "xaxis": axis.layout(style),
        "yaxis": rows.axis(style),
        "annotations": [*head, *foot, *words],
        "shapes": summary_shapes(spread, rows, style),
    }
    return drawn([*name_traces(known, rows, plane, taken, style), marks(known, style)], layout, style)


def tidy(
    frame: pd.DataFrame,
    name: str,
    value: str,
    row: str | None,
    hover: str,
    key: str | None,
    bound: str | None,
    highlight: Sequence[str],
) -> pd.DataFrame:
    """The places under fixed names; without ``row`` all stand in one row without a name."""
    return pd.DataFrame(
        {
            "name": frame[name].map(str),
            "row": frame[row].map(str) if row else "",
            "x": frame[value].astype(float),
            "bound": frame[bound].eq(True) if bound else False,
            "hover": filled(frame, hover),
            "key": frame[key or name],
            "chosen": marked(frame, highlight, name, key),
        }
    )


def quartiles(summary: pd.DataFrame | None, row: str | None, labels: Sequence[str]) -> pd.DataFrame:
    """The summary of the rows that are drawn, those without quartiles left out; row is their name."""
    if summary is None:
        return pd.DataFrame(columns=["row", "q1", "median", "q3"])
    named_rows = summary.assign(row=summary[row].map(str) if row else "")
    return named_rows[named_rows["row"].isin(labels)].dropna(subset=["q1", "median", "q3"])


def absent(points: pd.DataFrame) -> list[str]:
    """Who has no value, with the row where there are several."""
    gone = points[points["x"].isna()]
    return [f"{row.name} ({row.row})" if row.row else row.name for row in records(gone)]


def asides(points: pd.DataFrame, axis: Axis, width: float, style: Style) -> list[float]:
    """How far each point goes aside in pixels so that the points of its row do not meet."""
    found = pd.Series(0.0, index=points.index)
    for _, group in points.groupby("row", sort=False):
        places = [axis.share(value) * width for value in group["x"]]
        radii = [mark_px(row, style) / 2 for row in records(group)]
        found.loc[group.index] = swarm(places, radii, style.thick(GAP_PX))
    return found.tolist()


def ranks(values: pd.Series) -> pd.Series:
    """How early the names of a row are placed: the outermost first; missing for those that are not named."""
    outside = pd.concat(
        [values.rank(method="first"), values.rank(method="first", ascending=False)], axis=1
    ).min(axis=1)
    return outside if len(values) <= FEW else outside.where(outside <= ENDS)


def marks(points: pd.DataFrame, style: Style) -> Trace:
    """A point a place."""
    rows = records(points)
    any_chosen = any(row.chosen for row in rows)
    colours = [style.mark(row.chosen, any_chosen) for row in rows]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": plain(points["x"]),
        "y": plain(points["y"]),
        "hovertext": plain(points["hover"]),
        "customdata": plain(points["key"]),
        **HOVER,
        "cliponaxis": False,
        "marker": {
            "symbol": [symbol(row) for row in rows],
            "size": [mark_px(row, style) for row in rows],
            "opacity": 1,
            "color": colours,
            "line": {"color": colours, "width": style.thick(1)},
        },
    }


def symbol(row: Any) -> str:
    """The mark of a point: an open triangle for a lower bound, a diamond when chosen, else a circle."""
    return BOUND_SYMBOL if row.bound else CHOSEN_SYMBOL if row.chosen else SYMBOL


def mark_px(row: Any, style: Style) -> float:
    """Size of a point in pixels, larger when chosen."""
    return style.thick(CHOSEN_PX if row.chosen else MARK_PX)
