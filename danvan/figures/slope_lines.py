"""First and last value of each place, joined by a line between two columns of names."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from danvan.figures.plane import foot_notes, missing_words
from danvan.figures.scale import filled, marked, records
from danvan.figures.slope_labels import AWAY, SIDES, label_px, room_px, side_labels
from danvan.figures.theme import HOVER, Figure, Style, Trace, drawn, empty

HEIGHT_PX, TOP_PX = 300, 34
ALL_NAMED, FEW, EXTREME = 18, 4, 2
ROOM = 0.05
BOUND_SYMBOL, CHOSEN_SYMBOL, SYMBOL = "triangle-up-open", "diamond", "circle"


def slope_lines(
    frame: pd.DataFrame,
    *,
    name: str,
    first: str,
    last: str,
    first_text: str,
    last_text: str,
    hover: str,
    style: Style,
    first_label: str,
    last_label: str,
    key: str | None = None,
    highlight: Sequence[str] = (),
    first_bound: str | None = None,
    last_bound: str | None = None,
    missing_label: str = "",
) -> Figure:
    """Draw a line a place from its first value at the left to its last at the right, named at both ends.

    One row per name. A row with one value only has its dot, joined with nothing; one with none is named below
    the plot when there is ``missing_label``. Of more than 18 places only the chosen, the two highest and lowest
    at the end and those that rose and fell most are named. ``first_bound`` and ``last_bound`` (true or false)
    give a lower bound an open upward triangle. ``first_label`` and ``last_label`` stand above the columns.
    """
    places = tidy(
        frame, name, (first, last), (first_text, last_text), hover, key, (first_bound, last_bound), highlight
    )
    known = places.dropna(subset=["y0", "y1"], how="all").reset_index(drop=True)
    if known.empty:
        return empty(style, HEIGHT_PX)
    known["named"] = named_ones(known)
    values = pd.concat([known["y0"], known["y1"]]).dropna()
    rooms = [room_px(known, side, style) for side in SIDES]
    absent = places.loc[places["y0"].isna() & places["y1"].isna(), "name"].tolist()
    foot, bottom = foot_notes("", missing_words(absent, missing_label), rooms[0], style, ticks=False)
    top = style.px(TOP_PX)
    most = max(int((known["named"] & known[f"y{side}"].notna()).sum()) for side in SIDES)
    height = style.height_px or max(style.px(HEIGHT_PX), most * label_px(style)) + top + bottom
    room = (values.max() - values.min() or 1.0) * ROOM
    y_range = [float(values.min() - room), float(values.max() + room)]
    value_per_px = (y_range[1] - y_range[0]) / (height - top - bottom)
    layout: dict[str, Any] = {
        "height": height,
        "margin": {"l": rooms[0], "r": rooms[1], "t": top, "b": bottom},
        "xaxis": {"visible": False, "range": [-AWAY, 1 + AWAY]},
        "yaxis": {"visible": False, "range": y_range},
        "shapes": [column_line(side, style) for side in SIDES],
        "annotations": [*headings((first_label, last_label), style), *foot],
    }
    labels = [trace for side in SIDES for trace in side_labels(known, side, y_range, value_per_px, style)]
    return drawn([*line_traces(known, bool(known["chosen"].any()), style), *labels], layout, style)


def tidy(
    frame: pd.DataFrame,
    name: str,
    values: tuple[str, str],
    texts: tuple[str, str],
    hover: str,
    key: str | None,
    bounds: tuple[str | None, str | None],
    highlight: Sequence[str],
) -> pd.DataFrame:
    """The places under fixed names; columns that end in 0 are of the first value, in 1 of the last."""
    columns: dict[str, Any] = {
        "name": frame[name].map(str),
        "hover": filled(frame, hover),
        "key": frame[key or name],
        "chosen": marked(frame, highlight, name, key),
    }
    for side, value, text, bound in zip(SIDES, values, texts, bounds, strict=True):
        columns[f"y{side}"] = frame[value].astype(float)
        columns[f"text{side}"] = filled(frame, text)
        columns[f"bound{side}"] = frame[bound].eq(True) if bound else False
    return pd.DataFrame(columns)


def named_ones(places: pd.DataFrame) -> pd.Series:
    """Whose names are written: all where there are few, otherwise the chosen and the most extreme."""
    if len(places) <= ALL_NAMED:
        return pd.Series(True, index=places.index)
    ends = places["y1"].dropna().sort_values(kind="stable")
    change = (places["y1"] - places["y0"]).dropna().sort_values(kind="stable")
    extreme = {*ends.index[:EXTREME], *ends.index[-EXTREME:], *change.index[:1], *change.index[-1:]}
    return places["chosen"] | places.index.isin(list(extreme))


def line_traces(places: pd.DataFrame, any_chosen: bool, style: Style) -> list[Trace]:
    """At most two traces: the quiet lines, and the chosen ones on top."""
    return [
        line_trace(group, bool(chosen), any_chosen, len(places) <= FEW, style)
        for chosen, group in places.groupby("chosen", sort=True)
    ]


def line_trace(places: pd.DataFrame, chosen: bool, any_chosen: bool, few: bool, style: Style) -> Trace:
    """The lines of places that look alike, with an empty point after each."""
    columns: dict[str, list[Any]] = {"x": [], "y": [], "hovertext": [], "customdata": [], "symbol": []}
    usual = CHOSEN_SYMBOL if chosen else SYMBOL
    for place in records(places):
        for side, y, bound in ((0, place.y0, place.bound0), (1, place.y1, place.bound1)):
            if not pd.isna(y):
                point = (side, y, place.hover, place.key, BOUND_SYMBOL if bound else usual)
                for values, value in zip(columns.values(), point, strict=True):
                    values.append(value)
        for values in columns.values():
            values.append(None)
    symbols = [symbol or usual for symbol in columns.pop("symbol")]
    colour, strong = style.mark(chosen, any_chosen), chosen or (few and not any_chosen)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        **columns,
        **HOVER,
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": colour, "width": style.thick(3 if strong else 1.5)},
        "marker": {
            "symbol": symbols if len(set(symbols)) > 1 else symbols[0],
            "size": style.thick(10 if strong else 6),
            "color": colour,
            "line": {"color": colour, "width": style.thick(1.5)},
        },
    }


def column_line(side: int, style: Style) -> dict[str, Any]:
    """The hairline on which the values of one side stand."""
    ends = {"x0": side, "x1": side, "y0": 0, "y1": 1, "yref": "paper", "layer": "below"}
    return {"type": "line", **ends, "line": {"color": style.token("rule"), "width": 1}}


def headings(labels: tuple[str, str], style: Style) -> list[dict[str, Any]]:
    """What the two columns are, above them and outside of the lines."""
    font = {"color": style.token("ink"), "size": style.font_size - 1}
    return [
        {
            "text": f"<b>{label}</b>",
            "x": side,
            "y": 1,
            "yref": "paper",
            "xanchor": "left" if side else "right",
            "yanchor": "bottom",
            "yshift": 8,
            "showarrow": False,
            "font": font,
        }
        for side, label in zip(SIDES, labels, strict=True)
    ]
