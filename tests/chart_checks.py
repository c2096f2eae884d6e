"""What holds for the chart numbers of every finding, for the tests that ask many."""

import math
from collections.abc import Iterator
from html import unescape

from danvan import format as fmt
from danvan.exports.chart_data import Point
from danvan.exports.deck import Plotted
from danvan.story.finding import Finding, Question

WITHOUT_CHART = ("models_matrix", "security_by_year")  # a table is enough; counts may be of different wards


def check_chart(asked: Question, found: Finding) -> None:
    """Hold that a finding has its chart, that the chart is whole and that its numbers are those of the table."""
    if found.plotted is None:
        assert found.key in WITHOUT_CHART
        return
    check_form(found)
    check_numbers(asked, found)


def plotted(found: object) -> Plotted:
    assert isinstance(found, Finding)
    assert found.plotted is not None
    return found.plotted


def drawn(found: Plotted) -> Iterator[tuple[str, str, Point]]:
    """Return series, category and point of each value of a chart."""
    for series in found.shown.series:
        for category, point in zip(found.shown.categories, series.points, strict=True):
            if point.value is not None:
                yield series.name, category, point


def text_of(point: Point, language: str) -> str:
    return fmt.value(
        point.value, unit="", decimals=point.decimals, qualifier=point.qualifier, language=language
    )


def lines_of(found: Finding, series: str, category: str) -> list[str]:
    """Return the rows of the table that are about a mark, each as one text: those that name its category or series."""
    return [
        " ".join(unescape(cell) for cell in row)
        for row in found.table.rows
        if any(
            part.startswith(unescape(cell)) or unescape(cell) == part
            for cell in row[:1]
            for part in (series, category)
        )
    ]


def check_numbers(asked: Question, found: Finding) -> None:
    """Hold that every number stands in the table beside its name.

    Two do not and are held by hand: a share of what the table counts, and the whole, which has no row.
    """
    for series, category, point in drawn(plotted(found)):
        if found.key == "models_coverage" or series.startswith(asked.say("story.all_wards")):
            continue
        words = text_of(point, asked.language)
        assert any(words in line for line in lines_of(found, series, category)), (found.key, series, category)


def check_form(found: Finding) -> None:
    """Hold that a chart is whole, plain and finite, and marks only what it has."""
    chart = plotted(found)
    names = [series.name for series in chart.shown.series]
    assert chart.axis_title
    assert len(set(names)) == len(names)
    assert len(set(chart.shown.categories)) == len(chart.shown.categories)
    assert "&lt;" not in "".join((*names, *chart.shown.categories, chart.shown.heading))
    assert all(math.isfinite(point.value or 0) for point in chart.shown.points)
    assert len(chart.intervals) in (0, len(chart.shown.categories))
    assert set(chart.highlighted) <= {*chart.shown.categories, *names}
