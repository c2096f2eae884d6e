"""One small panel of a line for each place, all on one scale."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from danvan.figures.panels import TOP, Grid, beside, words
from danvan.figures.scale import filled, marked, positions, records
from danvan.figures.segments import segment_ranks
from danvan.figures.theme import HOVER, SILENT, Figure, Style, Trace, drawn, empty

ROW_PX = 140
FIRST_LIFT = 0.035


def small_multiples(
    frame: pd.DataFrame,
    *,
    panel: str,
    x: str,
    y: str,
    text: str,
    hover: str,
    style: Style,
    columns: int = 5,
    segment: str | None = None,
    key: str | None = None,
    highlight: Sequence[str] = (),
    reference: str | None = None,
    reference_label: str = "",
) -> Figure:
    """Draw one panel for each value of ``panel`` on one y scale from zero, with first and last value
    written.

    One row per panel and x, panels in their order of appearance. Rows without y, and x that are not there,
    are gaps. ``reference`` is a column with the value of a whole (the town) at each x, drawn dotted in
    every panel.
    """
    places = positions(frame[x])
    points = tidy(frame, panel, x, y, text, hover, segment, key, highlight, reference)
    known = points.dropna(subset=["x", "y"])
    if known.empty:
        return empty(style)
    spread = [*known["y"], *points["reference"].dropna()]
    low, high = min(0.0, *spread), max(0.0, *spread) or 1.0
    first, last = min(places.values()), max(places.values())
    grid = Grid(points["panel"].nunique(), columns, first, last, low, high)
    traces = [grid.rules([0.0], style)]
    if reference:
        traces.append(reference_line(points, grid, style))
    if breaks := segment_breaks(known):
        traces.append(grid.uprights(breaks, style))
    traces += [
        panel_lines(group, grid, bool(chosen), bool(highlight), style)
        for chosen, group in known.groupby("chosen")
    ]
    traces += [
        titles(points, grid, style),
        period_names(list(places), grid, style),
        *end_values(known, grid, style),
    ]
    layout = grid.layout(style.px(ROW_PX))
    if reference_label:
        with_note(layout, reference_label, style)
    return drawn(traces, layout, style)


def tidy(
    frame: pd.DataFrame,
    panel: str,
    x: str,
    y: str,
    text: str,
    hover: str,
    segment: str | None,
    key: str | None,
    highlight: Sequence[str],
    reference: str | None,
) -> pd.DataFrame:
    """The rows under fixed names, panels numbered in order, inside each the segments and x ascending."""
    numbers, _ = pd.factorize(frame[panel])
    points = pd.DataFrame(
        {
            "panel": numbers,
            "name": frame[panel],
            "x": frame[x].map(positions(frame[x])),
            "y": frame[y],
            "text": filled(frame, text),
            "hover": filled(frame, hover),
            "segment": filled(frame, segment),
            "key": frame[key or panel],
            "chosen": marked(frame, highlight, panel, key),
            "reference": frame[reference] if reference else float("nan"),
        }
    )
    points["rank"] = segment_ranks(points["segment"], points["x"])
    return points.sort_values(["panel", "rank", "x"], kind="stable", ignore_index=True)


def with_gaps(points: pd.DataFrame, grid: Grid, value: str) -> dict[str, list[Any]]:
    """Coordinates of the points on the plane, with an empty one wherever a panel ends or an x is missing."""
    lists: dict[str, list[Any]] = {"x": [], "y": [], "hovertext": [], "customdata": []}
    before: Any = None
    for point in records(points):
        if before is not None and not follows(before, point):
            for values in lists.values():
                values.append(None)
        height = grid.y(point.panel, getattr(point, value))
        for values, item in zip(
            lists.values(), (grid.x(point.panel, point.x), height, point.hover, point.key), strict=True
        ):
            values.append(item)
        before = point
    return lists


def follows(before: Any, point: Any) -> bool:
    """Whether a line may go from one point to the other: same panel, same segment, no x between."""
    return bool(before.panel == point.panel and before.segment == point.segment and point.x - before.x == 1)


def segment_breaks(points: pd.DataFrame) -> list[float]:
    """The x half way between the last point of each segment and the first one of the next."""
    spans = points.groupby("segment", sort=False)["x"].agg(["min", "max"]).sort_values("min")
    return [(last + first) / 2 for last, first in zip(spans["max"][:-1], spans["min"][1:], strict=True)]


def panel_lines(points: pd.DataFrame, grid: Grid, chosen: bool, any_chosen: bool, style: Style) -> Trace:
    """The lines of all panels that look alike, as one trace."""
    colour = style.mark(chosen, any_chosen)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        **with_gaps(points, grid, "y"),
        **HOVER,
        "line": {"color": colour, "width": style.thick(3 if chosen else 2)},
        "marker": {"color": colour, "size": style.thick(6 if chosen else 5)},
    }


def reference_line(points: pd.DataFrame, grid: Grid, style: Style) -> Trace:
    """The same line of the whole in every panel, thin and dotted."""
    whole = points.dropna(subset=["reference"]).drop_duplicates(["rank", "x"]).sort_values(["rank", "x"])
    repeated = whole.drop(columns="panel").merge(pd.DataFrame({"panel": range(grid.count)}), how="cross")
    lists = with_gaps(repeated.sort_values("panel", kind="stable"), grid, "reference")
    line = {"color": style.token("muted"), "width": 1.25, "dash": "dot"}
    marker = {"color": style.token("muted"), "size": 2.5}
    places = {"x": lists["x"], "y": lists["y"]}
    return {"type": "scatter", "mode": "lines+markers", **places, "line": line, "marker": marker, **SILENT}


def titles(points: pd.DataFrame, grid: Grid, style: Style) -> Trace:
    """Each panel's name above it, the chosen one in accent and bold."""
    heads = points.drop_duplicates("panel")
    return words(
        [grid.left_of(number) + 0.015 for number in heads["panel"]],
        [grid.foot_of(number) + TOP + 0.19 for number in heads["panel"]],
        [f"<b>{row.name}</b>" if row.chosen else str(row.name) for row in records(heads)],
        "middle right",
        [style.token("accent") if chosen else style.token("ink") for chosen in heads["chosen"]],
        style.font_size - 1,
    )


def period_names(names: list[Any], grid: Grid, style: Style) -> Trace:
    """First and last period under the lowest panel of each column."""
    lowest = [number for number in range(grid.count) if number + grid.columns >= grid.count]
    sides = ((names[0], grid.first, "bottom right"), (names[-1], grid.last, "bottom left"))
    rows = [(number, name, place, position) for number in lowest for name, place, position in sides]
    return words(
        [
            grid.x(number, place) + (-0.02 if "right" in position else 0.02)
            for number, _, place, position in rows
        ],
        [grid.y(number, grid.low) for number, *_ in rows],
        [str(name) for _, name, _, _ in rows],
        [position for *_, position in rows],
        style.token("muted"),
        style.font_size - 3,
    )


def end_values(points: pd.DataFrame, grid: Grid, style: Style) -> list[Trace]:
    """The last value to the right of its point; the first one where neither line nor foot is in its way."""
    last = points.drop_duplicates("panel", keep="last")
    first = points.drop_duplicates("panel")
    first = first[first["x"].to_numpy() != last["x"].to_numpy()]
    sides = pd.Series(
        [free_side(points[points["panel"] == row.panel], grid) for row in records(first)], dtype=object
    )
    first, sides = first[sides.notna().to_numpy()], sides.dropna().tolist()
    strong = [style.token("accent") if chosen else style.token("ink") for chosen in last["chosen"]]
    return [
        end_words(last, grid, "middle right", strong, (0.0, 0.0), style),
        end_words(first, grid, sides, style.token("muted"), (-0.02, FIRST_LIFT), style),
    ]


def free_side(points: pd.DataFrame, grid: Grid) -> str | None:
    """The side of a first point where its value has room, None where lines or the foot take both."""
    span = grid.high - grid.low
    first, second, whole = points["y"].iloc[0], points["y"].iloc[1], points["reference"].iloc[0]
    if second <= first + span * 0.02 and not 0 < whole - first < span * 0.4:
        return "top right"
    if second >= first - span * 0.02 and first - grid.low > span * 0.3 and not 0 < first - whole < span * 0.4:
        return "bottom right"
    return None


def end_words(
    points: pd.DataFrame,
    grid: Grid,
    position: str | list[str],
    colour: str | list[str],
    shift: tuple[float, float],
    style: Style,
) -> Trace:
    """Value texts of points, moved a little sideways and away from the line."""
    sides = [position] * len(points) if isinstance(position, str) else position
    x = [round(grid.x(row.panel, row.x) + shift[0], 4) for row in records(points)]
    y = [
        round(grid.y(row.panel, row.y) + (-shift[1] if "bottom" in side else shift[1]), 4)
        for row, side in zip(records(points), sides, strict=True)
    ]
    texts = [beside(beside(text)) if position == "middle right" else text for text in points["text"]]
    return words(x, y, texts, position, colour, style.font_size - 2)


def with_note(layout: dict[str, Any], label: str, style: Style) -> None:
    """Add what the dotted line is, above the panels."""
    layout["height"] += style.px(24)
    layout["margin"]["t"] = style.px(24)
    layout["annotations"] = [
        {
            "text": f"┈┈ {label}",
            "x": 0,
            "y": 1,
            "xref": "paper",
            "yref": "paper",
            "xanchor": "left",
            "yanchor": "bottom",
            "showarrow": False,
            "font": {"color": style.token("muted"), "size": style.font_size - 2},
        }
    ]
