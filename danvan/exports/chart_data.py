"""The numbers that a chart of a workbook draws, arranged as a chart reads them: a category a row, a series a column."""

from collections.abc import Iterable
from dataclasses import dataclass

from danvan.exports.taken import Chart, Taken, qualifier_key
from danvan.periods import PeriodError, parse

MOST_SERIES, MOST_CATEGORIES, MOST_POINTS = 20, 100, 100


class NotDrawn(ValueError):
    """The rows cannot be drawn; the text is the key of the words that say why."""


@dataclass(frozen=True)
class Point:
    """One value of a chart, None where it is missing, with its qualifier and its decimals."""

    value: float | None = None
    qualifier: str = "="
    decimals: int = 0


@dataclass(frozen=True)
class Series:
    """One line or group of bars: its name and a point for each category."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Arranged:
    """What a chart draws; of a scatter the series are x and y, and the categories name the points.

    ``across`` says that a series is a row of its table, which keeps the table of many lines narrow.
    """

    heading: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    across: bool = False

    @property
    def points(self) -> tuple[Point, ...]:
        """All points that have a value."""
        return tuple(point for each in self.series for point in each.points if point.value is not None)


def arranged(taken: Taken, chart: Chart) -> Arranged:
    """Return the rows as a chart draws them.

    Raises NotDrawn where a point would have two values, where one axis would have two units, where there is
    nothing to draw or too much to be seen.
    """
    found = _scatter(taken, chart) if chart.kind == "scatter" else _by_category(taken, chart)
    most = MOST_POINTS if chart.kind == "scatter" else MOST_CATEGORIES
    if not found.points:
        raise NotDrawn("exports.no_chart.empty")
    if len(found.series) > MOST_SERIES or len(found.categories) > most:
        raise NotDrawn("exports.no_chart.too_much")
    return found


def _by_category(taken: Taken, chart: Chart) -> Arranged:
    names = _names(taken, chart.categories)
    groups = _names(taken, chart.series) if chart.series else [""] * len(names)
    if len({unit for key in chart.values for unit in _units(taken, key)}) > 1:
        raise NotDrawn("exports.no_chart.units")
    if len(set(zip(names, groups, strict=True))) < len(names):
        raise NotDrawn("exports.no_chart.twice")
    categories = _ordered(names, chart.order)
    lines = {
        (group, key): [Point()] * len(categories) for group in dict.fromkeys(groups) for key in chart.values
    }
    places = {category: at for at, category in enumerate(categories)}
    for key in chart.values:
        for name, group, point in zip(names, groups, _points(taken, key), strict=True):
            lines[group, key][places[name]] = point
    across = len(lines) > len(categories)
    return Arranged(
        taken.column(chart.series if across and chart.series else chart.categories).heading,
        tuple(categories),
        tuple(
            Series(_series_name(taken, chart, group, key), tuple(line))
            for (group, key), line in lines.items()
        ),
        across,
    )


def _scatter(taken: Taken, chart: Chart) -> Arranged:
    """Return the points that have both an x and a y."""
    x, y = chart.values if len(chart.values) > 1 else (chart.categories, chart.values[0])
    if any(len(set(_units(taken, key))) > 1 for key in (x, y)):
        raise NotDrawn("exports.no_chart.units")
    named = chart.series or chart.categories
    trios = zip(_names(taken, named), _points(taken, x), _points(taken, y), strict=True)
    drawn = [(name, across, up) for name, across, up in trios if None not in (across.value, up.value)]
    return Arranged(
        taken.column(named).heading,
        tuple(name for name, _, _ in drawn),
        (
            Series(taken.column(x).heading, tuple(across for _, across, _ in drawn)),
            Series(taken.column(y).heading, tuple(up for _, _, up in drawn)),
        ),
    )


def _names(taken: Taken, key: str) -> list[str]:
    return ["" if name is None else str(name) for name in taken.cells(key)]


def _series_name(taken: Taken, chart: Chart, group: str, key: str) -> str:
    """Return the name of a line: of its group, of its value, or of both where there are several of both."""
    if not group:
        return taken.column(key).heading
    return group if len(chart.values) == 1 else f"{group} – {taken.column(key).heading}"


def _units(taken: Taken, key: str) -> list[str]:
    return [taken.unit(taken.column(key), row) for row in range(len(taken.rows))]


def _points(taken: Taken, key: str) -> list[Point]:
    column = taken.column(key)
    pairs = zip(taken.cells(key), taken.cells(qualifier_key(key)), strict=True)
    return [
        Point(value, qualifier or "=", taken.decimals(column, row))
        for row, (value, qualifier) in enumerate(pairs)
    ]


def _ordered(names: Iterable[str], order: tuple[str, ...]) -> list[str]:
    """Return each category once: in the order given, periods from the first to the last, else as they come."""
    found = list(dict.fromkeys(names))
    if order:
        places = {name: at for at, name in enumerate(order)}
        return sorted(found, key=lambda name: places.get(name, len(places)))
    try:
        periods = {name: parse(name) for name in found}
    except PeriodError:
        return found
    return sorted(found, key=lambda name: (periods[name].start, periods[name].end))
