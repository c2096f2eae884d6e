"""One small panel of a line for each place, all on one scale."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from danvan.figures.panel_points import Point, heads, known, panel_points, segment_breaks, tails
from danvan.figures.panels import TOP, Grid, beside, words
from danvan.figures.scale import positions
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
    points = panel_points(frame, panel, x, y, text, hover, segment, key, highlight, reference)
    valued = known(points)
    if not valued:
        return empty(style)
    grid = shared_grid(points, valued, places, columns)
    traces = [grid.rules([0.0], style)]
    if reference:
        traces.append(reference_line(points, grid, style))
    if breaks := segment_breaks(valued):
        traces.append(grid.uprights(breaks, style))
    for chosen in (False, True):
        if alike := [point for point in valued if point.chosen == chosen]:
            traces.append(panel_lines(alike, grid, chosen, bool(highlight), style))
    traces += [
        titles(points, grid, style),
        period_names(list(places), grid, style),
        *end_values(valued, grid, style),
    ]
    layout = grid.layout(style.px(ROW_PX))
    if reference_label:
        with_note(layout, reference_label, style)
    return drawn(traces, layout, style)


def shared_grid(points: list[Point], valued: list[Point], places: dict[Any, int], columns: int) -> Grid:
    """One scale for all panels, from zero, wide enough for the values of the whole as well."""
    values = [point.y for point in valued] + [point.reference for point in points]
    spread = [value for value in values if value is not None]
    low, high = min(0.0, *spread), max(0.0, *spread) or 1.0
    first, last = min(places.values()), max(places.values())
    return Grid(len(heads(points)), columns, first, last, low, high)


def with_gaps(points: list[Point], grid: Grid) -> dict[str, list[Any]]:
    """Coordinates of the points on the plane, with an empty one wherever a panel ends or an x is missing."""
    lists: dict[str, list[Any]] = {"x": [], "y": [], "hovertext": [], "customdata": []}
    before: Point | None = None
    for point in points:
        if before is not None and not follows(before, point):
            for values in lists.values():
                values.append(None)
        lists["x"].append(grid.x(point.panel, point.x or 0))
        lists["y"].append(grid.y(point.panel, point.y or 0.0))
        lists["hovertext"].append(point.hover)
        lists["customdata"].append(point.key)
        before = point
    return lists


def follows(before: Point, point: Point) -> bool:
    """Whether a line may go from one point to the other: same panel, same segment, no x between."""
    step = (point.x or 0) - (before.x or 0)
    return before.panel == point.panel and before.segment == point.segment and step == 1


def panel_lines(points: list[Point], grid: Grid, chosen: bool, any_chosen: bool, style: Style) -> Trace:
    """The lines of all panels that look alike, as one trace."""
    colour = style.mark(chosen, any_chosen)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        **with_gaps(points, grid),
        **HOVER,
        "line": {"color": colour, "width": style.thick(3 if chosen else 2)},
        "marker": {"color": colour, "size": style.thick(6 if chosen else 5)},
    }


def reference_line(points: list[Point], grid: Grid, style: Style) -> Trace:
    """The same line of the whole in every panel, thin and dotted."""
    whole: dict[tuple[int, int], Point] = {}
    for point in points:
        if point.x is not None and point.reference is not None:
            whole.setdefault((point.rank, point.x), point._replace(y=point.reference))
    once = [whole[place] for place in sorted(whole)]
    lists = with_gaps([point._replace(panel=panel) for panel in range(grid.count) for point in once], grid)
    line = {"color": style.token("muted"), "width": 1.25, "dash": "dot"}
    marker = {"color": style.token("muted"), "size": 2.5}
    places = {"x": lists["x"], "y": lists["y"]}
    return {"type": "scatter", "mode": "lines+markers", **places, "line": line, "marker": marker, **SILENT}


def titles(points: list[Point], grid: Grid, style: Style) -> Trace:
    """Each panel's name above it, the chosen one in accent and bold."""
    shown = heads(points)
    return words(
        [grid.left_of(point.panel) + 0.015 for point in shown],
        [grid.foot_of(point.panel) + TOP + 0.19 for point in shown],
        [f"<b>{point.name}</b>" if point.chosen else str(point.name) for point in shown],
        "middle right",
        [colour(point, style) for point in shown],
        style.font_size - 1,
    )


def colour(point: Point, style: Style) -> str:
    """The colour of words about a point."""
    return style.token("accent") if point.chosen else style.token("ink")


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


def end_values(points: list[Point], grid: Grid, style: Style) -> list[Trace]:
    """The last value to the right of its point; the first one where neither line nor foot is in its way."""
    last = tails(points)
    pairs = zip(heads(points), last, strict=True)
    first = [(head, free_side(points, head, grid)) for head, tail in pairs if head.x != tail.x]
    roomy = [(head, side) for head, side in first if side is not None]
    return [
        end_words(
            [(point, "middle right") for point in last],
            grid,
            [colour(point, style) for point in last],
            (0.0, 0.0),
            style,
        ),
        end_words(roomy, grid, style.token("muted"), (-0.02, FIRST_LIFT), style),
    ]


def free_side(points: list[Point], head: Point, grid: Grid) -> str | None:
    """The side of a first point where its value has room, None where lines or the foot take both."""
    first, second = [point.y or 0.0 for point in points if point.panel == head.panel][:2]
    span = grid.high - grid.low
    above = 0.0 if head.reference is None else head.reference - first
    if second <= first + span * 0.02 and not 0 < above < span * 0.4:
        return "top right"
    if second >= first - span * 0.02 and first - grid.low > span * 0.3 and not 0 < -above < span * 0.4:
        return "bottom right"
    return None


def end_words(
    points: list[tuple[Point, str]],
    grid: Grid,
    colours: str | list[str],
    shift: tuple[float, float],
    style: Style,
) -> Trace:
    """Value texts of points, each at its side, moved a little sideways and away from the line."""
    sides = [side for _, side in points]
    x = [round(grid.x(point.panel, point.x or 0) + shift[0], 4) for point, _ in points]
    y = [
        round(grid.y(point.panel, point.y or 0.0) + (-shift[1] if "bottom" in side else shift[1]), 4)
        for point, side in points
    ]
    texts = [beside(beside(point.text)) if side == "middle right" else point.text for point, side in points]
    position = sides[0] if len(set(sides)) == 1 else sides
    return words(x, y, texts, position, colours, style.font_size - 2)


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
