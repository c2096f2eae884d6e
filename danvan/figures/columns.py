"""Vertical columns by period: one measure, or several measures each in a panel of its own."""

from typing import Any

import pandas as pd

from danvan.figures.panels import BOTTOM, Grid, words
from danvan.figures.scale import folded, plain, position_axis, positions
from danvan.figures.theme import HOVER, Figure, Style, Trace, drawn, empty

HEIGHT_PX = 280
PANEL_PX = 210
BAR_SHARE = 0.6


def columns(
    frame: pd.DataFrame, *, x: str, y: str, text: str, hover: str, style: Style, key: str | None = None
) -> Figure:
    """Draw one column a period from a zero line, with ``text`` above it.

    One row per x (whole years, or texts in their order). A row without y has no column but its text, in
    muted.
    """
    if frame[y].dropna().empty:
        return empty(style, HEIGHT_PX)
    places = positions(frame[x])
    at = [places[name] for name in frame[x]]
    values = plain(frame[y])
    known = [value for value in values if value is not None]
    bars: Trace = {
        "type": "bar",
        "x": at,
        "y": values,
        "hovertext": plain(frame[hover]),
        "customdata": plain(frame[key or x]),
        **HOVER,
        "width": BAR_SHARE,
        "marker": {"color": style.subject},
    }
    layout = {
        "height": style.px(HEIGHT_PX),
        "margin": {"l": 8, "r": 8, "t": style.px(26), "b": style.px(30)},
        "xaxis": position_axis(places) | {"range": [min(at) - 0.6, max(at) + 0.6]},
        "yaxis": {"visible": False, "range": [min(0, *known), max(0, *known) or 1]},
        "shapes": [base_line(style)],
    }
    return drawn([bars, column_texts(at, values, plain(frame[text]), style)], layout, style)


def column_texts(at: list[int], values: list[float | None], texts: list[str | None], style: Style) -> Trace:
    """The texts above the columns; where there is no column, folded and muted above the zero line."""
    shown = [
        (text or style.no_data_words) if value is not None else folded(text or style.no_data_words, 8)
        for text, value in zip(texts, values, strict=True)
    ]
    colours = [style.token("muted") if value is None else style.token("ink") for value in values]
    places = ["bottom center" if value is not None and value < 0 else "top center" for value in values]
    return words(
        [float(place) for place in at],
        [value or 0.0 for value in values],
        shown,
        places,
        colours,
        style.font_size - 1,
    )


def base_line(style: Style) -> dict[str, Any]:
    """A horizontal line where columns start."""
    ends = {"x0": 0, "x1": 1, "xref": "paper", "y0": 0, "y1": 0}
    return {"type": "line", **ends, "line": {"color": style.token("muted"), "width": 1}}


def panels_of_columns(
    frame: pd.DataFrame,
    *,
    panel: str,
    x: str,
    y: str,
    text: str,
    hover: str,
    style: Style,
    columns: int = 3,
    key: str | None = None,
) -> Figure:
    """Draw several measures side by side, each in a panel of columns with its own scale from zero.

    One row per panel and x, panels in their order of appearance; values are not negative. A row without y
    has no column but its text. Never a second y axis: heights compare inside a panel only, and the values
    stand above the columns.
    """
    known = frame.dropna(subset=[x, y])
    if known.empty:
        return empty(style, PANEL_PX)
    places = positions(frame[x])
    order = {name: number for number, name in enumerate(frame[panel].drop_duplicates())}
    grid = Grid(
        len(order), columns, min(places.values()) - 0.5, max(places.values()) + 0.5, 0.0, 1.0, right=0.95
    )
    highest = known.groupby(panel, sort=False)[y].max()
    numbers = [order[name] for name in known[panel]]
    heights = [
        grid.rise(value / highest[name]) if highest[name] > 0 else 0.0
        for name, value in zip(known[panel], known[y].tolist(), strict=True)
    ]
    at = [grid.x(number, places[name]) for number, name in zip(numbers, known[x], strict=True)]
    feet = [round(grid.foot_of(number) + BOTTOM, 4) for number in numbers]
    bars: Trace = {
        "type": "bar",
        "x": at,
        "y": heights,
        "base": feet,
        "hovertext": plain(known[hover]),
        "customdata": plain(known[key or x]),
        **HOVER,
        "width": round(0.92 / (len(places) or 1) * BAR_SHARE, 4),
        "marker": {"color": style.subject},
    }
    tops = [round(foot + height, 4) for foot, height in zip(feet, heights, strict=True)]
    value_texts = words(at, tops, plain(known[text]), "top center", style.token("ink"), style.font_size - 2)
    traces = [
        bars,
        grid.rules([0.0], style),
        value_texts,
        panel_names(order, grid, style),
        period_names(order, places, grid, style),
        missing_words(frame[frame[y].isna()], panel, x, text, order, places, grid, style),
    ]
    return drawn([trace for trace in traces if trace["x"]], grid.layout(style.px(PANEL_PX)), style)


def panel_names(order: dict[Any, int], grid: Grid, style: Style) -> Trace:
    """Each measure's name above its panel, in bold."""
    return words(
        [grid.left_of(number) + 0.01 for number in order.values()],
        [grid.foot_of(number) + 0.93 for number in order.values()],
        [f"<b>{name}</b>" for name in order],
        "middle right",
        style.token("ink"),
        style.font_size - 1,
    )


def period_names(order: dict[Any, int], places: dict[Any, int], grid: Grid, style: Style) -> Trace:
    """The periods under the columns of every panel."""
    cells = [(number, name, place) for number in order.values() for name, place in places.items()]
    return words(
        [grid.x(number, place) for number, _, place in cells],
        [grid.foot_of(number) + BOTTOM - 0.01 for number, _, _ in cells],
        [str(name) for _, name, _ in cells],
        "bottom center",
        style.token("muted"),
        style.font_size - 3,
    )


def missing_words(
    rows: pd.DataFrame,
    panel: str,
    x: str,
    text: str,
    order: dict[Any, int],
    places: dict[Any, int],
    grid: Grid,
    style: Style,
) -> Trace:
    """The words of rows without value, folded, where their column would stand."""
    return words(
        [grid.x(order[row[panel]], places[row[x]]) for _, row in rows.iterrows()],
        [grid.foot_of(order[row[panel]]) + BOTTOM + 0.01 for _, row in rows.iterrows()],
        [folded(row[text] or style.no_data_words, 5) for _, row in rows.iterrows()],
        "top center",
        style.token("muted"),
        style.font_size - 4,
    )
