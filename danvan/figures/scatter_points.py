"""Two measures against each other, a point a place."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from danvan.figures.placing import Taken, mark_box
from danvan.figures.plane import (
    Plane,
    axis_of,
    foot_notes,
    head_note,
    least_width_px,
    level_mark,
    missing_words,
    named,
    upright_mark,
    written_names,
)
from danvan.figures.scale import filled, marked, plain, records
from danvan.figures.theme import HOVER, Figure, Style, Trace, drawn, empty

HEIGHT_PX = 360
ALL_NAMED, NAMED = 18, 8
# At least this x, at least this y, at least both: the open triangle shows the way in which the value may lie.
BOUND_SYMBOLS = {
    (False, False): "circle",
    (True, False): "triangle-right-open",
    (False, True): "triangle-up-open",
    (True, True): "triangle-ne-open",
}
CHOSEN_SYMBOL = "diamond"


def scatter_points(
    frame: pd.DataFrame,
    *,
    name: str,
    x: str,
    y: str,
    hover: str,
    style: Style,
    x_title: str,
    y_title: str,
    key: str | None = None,
    highlight: Sequence[str] = (),
    x_suffix: str = "",
    y_suffix: str = "",
    x_bound: str | None = None,
    y_bound: str | None = None,
    x_reference: float | None = None,
    x_reference_label: str = "",
    y_reference: float | None = None,
    y_reference_label: str = "",
    missing_label: str = "",
) -> Figure:
    """Draw a point a place at two values, with the lines of the whole in both.

    One row per place. Of up to 18 places all are named where there is room, of more the chosen and the eight
    that lie farthest out; the chosen are always named. ``x_bound`` and ``y_bound`` (true or false) give a
    lower bound an open triangle that points where the value may lie. A row without x or y has no point; with
    ``missing_label`` it is named below the plot. Axes need not start at zero, because points are compared by
    place, not by length.
    """
    points = tidy(frame, name, x, y, hover, key, highlight, (x_bound, y_bound))
    known = points.dropna(subset=["x", "y"]).reset_index(drop=True)
    if known.empty:
        return empty(style, HEIGHT_PX)
    known["rank"] = ranks(known)
    across = axis_of([*known["x"], x_reference], x_suffix)
    upward = axis_of([*known["y"], y_reference], y_suffix)
    left, right = upward.ticks_px(style) + 6, max(8, across.ticks_px(style) // 2)
    absent = missing_words(
        points.loc[points["x"].isna() | points["y"].isna(), "name"].tolist(), missing_label
    )
    head, top = head_note([y_title], left, style)
    foot, bottom = foot_notes(x_title, absent, left, style)
    height = style.height_px or style.px(HEIGHT_PX) + top + bottom - style.px(44)
    plane = Plane(across, upward, least_width_px(style) - left - right, height - top - bottom)
    wholes = (x_reference, x_reference_label), (y_reference, y_reference_label)
    shapes, labels, taken = whole_marks(known, plane, wholes, style)
    layout: dict[str, Any] = {
        "height": height,
        "margin": {"l": left, "r": right, "t": top, "b": bottom},
        "xaxis": across.layout(style),
        "yaxis": upward.layout(style),
        "annotations": [*head, *foot, *labels],
        "shapes": shapes,
    }
    return drawn([marks(known, plane, taken, style)], layout, style)


def tidy(
    frame: pd.DataFrame,
    name: str,
    x: str,
    y: str,
    hover: str,
    key: str | None,
    highlight: Sequence[str],
    bounds: tuple[str | None, str | None],
) -> pd.DataFrame:
    """The places under fixed names."""
    x_bound, y_bound = (
        frame[bound].eq(True) if bound else pd.Series(False, index=frame.index) for bound in bounds
    )
    return pd.DataFrame(
        {
            "name": frame[name].map(str),
            "x": frame[x].astype(float),
            "y": frame[y].astype(float),
            "x_bound": x_bound,
            "y_bound": y_bound,
            "hover": filled(frame, hover),
            "key": frame[key or name],
            "chosen": marked(frame, highlight, name, key),
        }
    ).assign(must=lambda points: points["chosen"])


def ranks(points: pd.DataFrame) -> pd.Series:
    """How early a name is placed: the chosen at 0, then by how far out the point lies; missing for no name."""
    farthest = pd.concat([outlying(points["x"]), outlying(points["y"])], axis=1).max(axis=1)
    order = farthest.rank(method="first", ascending=False)
    if len(points) > ALL_NAMED:
        order = order.where(order <= NAMED)
    return order.mask(points["chosen"], 0)


def outlying(values: pd.Series) -> pd.Series:
    """Distance of each value from the middle one, in parts of the span of all."""
    span = float(values.max() - values.min()) or 1.0
    return (values - values.median()).abs() / span


def whole_marks(
    points: pd.DataFrame,
    plane: Plane,
    wholes: tuple[tuple[float | None, str], tuple[float | None, str]],
    style: Style,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[Taken]]:
    """Lines and names of the whole in x and in y where given, and the places that they take."""
    full = [mark_box(plane.spot(row.x, row.y, mark_px(row, style) / 2)) for row in records(points)]
    shapes: list[dict[str, Any]] = []
    labels: list[dict[str, Any]] = []
    taken: list[Taken] = []
    for draw, (value, label) in zip((upright_mark, level_mark), wholes, strict=True):
        if value is not None:
            shape, words, places = draw(value, label, plane, [*full, *(place.box for place in taken)], style)
            shapes.append(shape)
            labels += [words] if label else []
            taken += places
    return shapes, labels, taken


def marks(points: pd.DataFrame, plane: Plane, taken: Sequence[Taken], style: Style) -> Trace:
    """A point a place, with its name on the side where there is room."""
    rows = records(points)
    sizes = [mark_px(row, style) for row in rows]
    any_chosen = any(row.chosen for row in rows)
    colours = [style.mark(row.chosen, any_chosen) for row in rows]
    sides = plane.sides(points, sizes, style, taken)
    names = [style.token("accent" if row.chosen else "muted" if any_chosen else "ink") for row in rows]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": plain(points["x"]),
        "y": plain(points["y"]),
        "text": written_names(points, sides),
        "textposition": [side or "middle right" for side in sides],
        "textfont": named(style) | {"color": names},
        "hovertext": plain(points["hover"]),
        "customdata": plain(points["key"]),
        **HOVER,
        "cliponaxis": False,
        "marker": {
            "symbol": [symbol(row) for row in rows],
            "size": sizes,
            "opacity": 1,
            "color": colours,
            "line": {"color": colours, "width": style.thick(1.5)},
        },
    }


def symbol(row: Any) -> str:
    """The mark of a point: an open triangle for a lower bound, a diamond when chosen, else a circle."""
    bound = BOUND_SYMBOLS[bool(row.x_bound), bool(row.y_bound)]
    return CHOSEN_SYMBOL if row.chosen and bound == "circle" else bound


def mark_px(row: Any, style: Style) -> float:
    """Size of a point in pixels, larger when chosen."""
    return style.thick(13 if row.chosen else 9)
