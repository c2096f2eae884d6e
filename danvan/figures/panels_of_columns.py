"""Several measures side by side, each as columns by period in a panel of its own."""

import pandas as pd

from danvan.figures.columns import BAR_SHARE
from danvan.figures.panels import BOTTOM, Grid, words
from danvan.figures.scale import filled, folded, plain, positions, records, value_texts
from danvan.figures.theme import HOVER, Figure, Style, Trace, drawn, empty

PANEL_PX = 210
PANEL_SHARE = 0.95


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

    One row per panel and x, panels in their order of appearance; values are not negative. A row without y has
    no column but its text. Never a second y axis: heights compare inside a panel only, and the values stand
    above the columns.
    """
    frame = frame.dropna(subset=[x])
    if frame[y].dropna().empty:
        return empty(style, PANEL_PX)
    places = positions(frame[x])
    names = [str(name) for name in frame[panel].drop_duplicates()]
    periods = [(str(name), place) for name, place in places.items()]
    grid = Grid(
        len(names), columns, periods[0][1] - 0.5, max(places.values()) + 0.5, 0.0, 1.0, right=PANEL_SHARE
    )
    cells = placed(frame, panel, x, y, grid)
    cells["text"] = value_texts(frame, text, y, style.no_data_words)
    cells["hover"] = filled(frame, hover).tolist()
    cells["key"] = plain(frame[key or x])
    traces = [
        bars(cells.dropna(subset=["height"]), len(places), style),
        grid.rules([0.0], style),
        texts_above(cells.dropna(subset=["height"]), style),
        missing_texts(cells[cells["height"].isna()], style),
        panel_names(names, grid, style),
        period_names(periods, grid, style),
    ]
    return drawn(traces, grid.layout(style.px(PANEL_PX)), style)


def placed(frame: pd.DataFrame, panel: str, x: str, y: str, grid: Grid) -> pd.DataFrame:
    """Place of each row on the plane: x, foot and height of its column; no height where y is missing."""
    numbers, _ = pd.factorize(frame[panel])
    highest = frame.groupby(panel, sort=False)[y].transform("max").astype(float)
    shares = (frame[y].astype(float) / highest.where(highest > 0, 1.0)).tolist()
    at = frame[x].map(positions(frame[x])).tolist()
    return pd.DataFrame(
        {
            "x": [grid.x(number, place) for number, place in zip(numbers.tolist(), at, strict=True)],
            "foot": [round(grid.foot_of(number) + BOTTOM, 4) for number in numbers.tolist()],
            "height": [None if pd.isna(share) else grid.rise(share) for share in shares],
        }
    )


def bars(cells: pd.DataFrame, periods: int, style: Style) -> Trace:
    """The columns of all panels as one trace."""
    return {
        "type": "bar",
        "x": plain(cells["x"]),
        "y": plain(cells["height"]),
        "base": plain(cells["foot"]),
        "hovertext": plain(cells["hover"]),
        "customdata": plain(cells["key"]),
        **HOVER,
        "width": round(PANEL_SHARE / periods * BAR_SHARE, 4),
        "marker": {"color": style.subject},
    }


def texts_above(cells: pd.DataFrame, style: Style) -> Trace:
    """The values above their columns."""
    tops = [round(row.foot + row.height, 4) for row in records(cells)]
    size = style.font_size - 2
    return words(plain(cells["x"]), tops, plain(cells["text"]), "top center", style.token("ink"), size)


def missing_texts(cells: pd.DataFrame, style: Style) -> Trace:
    """The words of rows without value, folded, where their column would stand."""
    texts = [folded(text, 5) for text in cells["text"]]
    feet = [foot + 0.01 for foot in cells["foot"]]
    return words(plain(cells["x"]), feet, texts, "top center", style.token("muted"), style.font_size - 4)


def panel_names(names: list[str], grid: Grid, style: Style) -> Trace:
    """Each measure's name above its panel, in bold."""
    return words(
        [grid.left_of(number) + 0.01 for number in range(len(names))],
        [grid.foot_of(number) + 0.93 for number in range(len(names))],
        [f"<b>{name}</b>" for name in names],
        "middle right",
        style.token("ink"),
        style.font_size - 1,
    )


def period_names(periods: list[tuple[str, int]], grid: Grid, style: Style) -> Trace:
    """The periods under the columns of every panel."""
    cells = [(number, name, place) for number in range(grid.count) for name, place in periods]
    return words(
        [grid.x(number, place) for number, _, place in cells],
        [grid.foot_of(number) + BOTTOM - 0.01 for number, _, _ in cells],
        [name for _, name, _ in cells],
        "bottom center",
        style.token("muted"),
        style.font_size - 3,
    )
