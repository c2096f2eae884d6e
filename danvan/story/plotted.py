"""What a figure draws, arranged for a chart that its reader can change: bars by name, columns and lines by year."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import pandas as pd

from danvan.exports.chart_data import Arranged, Point, Series
from danvan.exports.deck import Plotted
from danvan.figures.scale import records
from danvan.story.finding import Question

Interval = tuple[float, float]
Yearly = Mapping[int, Point]


def point(value: object, qualifier: object = "=", decimals: int = 0) -> Point:
    """Return one value as a chart has it; a missing one is a gap and has no qualifier."""
    if value is None or pd.isna(value):
        return Point()
    return Point(float(str(value)), str(qualifier), decimals)


def points(values: Iterable[object], qualifiers: Iterable[object], decimals: int) -> tuple[Point, ...]:
    """Return the values of a column with their qualifiers, all with the same decimals."""
    return tuple(
        point(value, qualifier, decimals) for value, qualifier in zip(values, qualifiers, strict=True)
    )


def by_category(
    names: Sequence[str],
    series: Mapping[str, Sequence[Point]],
    *,
    axis_title: str,
    heading: str,
    intervals: Sequence[Interval | None] = (),
    keys: Sequence[str] = (),
    highlight: Sequence[str] = (),
) -> Plotted:
    """Return bars by name, the first at the top; keys name the bars for what is highlighted.

    Names are plain text. Each series has one point for each name. heading says what the names are.
    """
    marked = [name for name, key in zip(names, keys, strict=True) if key in highlight] if keys else []
    lines = tuple(Series(name, tuple(each)) for name, each in series.items())
    shown = Arranged(heading, tuple(names), lines)
    return Plotted("bar", shown, axis_title, tuple(intervals), tuple(marked))


def by_year(
    lines: Mapping[str, Yearly],
    *,
    axis_title: str,
    heading: str,
    kind: Literal["column", "line"] = "line",
    parts: Mapping[int, str] | None = None,
    highlighted: Sequence[str] = (),
) -> Plotted:
    """Return a series a line from the first to the last year that any has; a year without a figure is a gap.

    parts says what is written after a year, as of how many wards its figures are.
    """
    known = [year for line in lines.values() for year in line]
    years = range(min(known), max(known) + 1)
    marks = parts or {}
    series = tuple(
        Series(name, tuple(line.get(year, Point()) for year in years)) for name, line in lines.items()
    )
    shown = Arranged(heading, tuple(f"{year}{marks.get(year, '')}" for year in years), series)
    return Plotted(kind, shown, axis_title, highlighted=tuple(highlighted))


def ward_lines(question: Question, rows: pd.DataFrame, made: Sequence[Point]) -> dict[str, dict[int, Point]]:
    """Return a line a ward, and one a standard where there are several: a change of standard is no change of value.

    Expects place, year and standard; made are the points of the rows.
    """
    several = rows["standard"].nunique() > 1
    lines: dict[str, dict[int, Point]] = {}
    for row, each in zip(records(rows), made, strict=True):
        name = question.name(row.place)
        whole = with_standard(question, name, row.standard) if several else name
        lines.setdefault(whole, {})[int(row.year)] = each
    return lines


def with_standard(question: Question, name: str, standard: object) -> str:
    """Return the name of a line of one place by one standard of counting."""
    if not isinstance(standard, str) or not standard:
        return name
    return question.say(
        "story_title.by_standard",
        name=name,
        standard=question.say("story.poverty.standard", standard=standard),
    )
