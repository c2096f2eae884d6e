"""A slide whose chart, table or figures are too many for one screen becomes several, in equal parts."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from danvan.exports.chart_data import Arranged
from danvan.exports.deck import Plotted, Slide, Table
from danvan.exports.slides.layouts import (
    CHART,
    COVER,
    MOST_FIGURES,
    NUMBERS,
    PICTURE,
    SOURCES,
    TABLE,
    WORDS,
    Layout,
)
from danvan.exports.slides.scale import extent
from danvan.exports.slides.table import rows_that_fit
from danvan.text import words

MOST_BARS, MOST_COLUMNS, MOST_ROWS = 16, 24, 12

Part = TypeVar("Part")


@dataclass(frozen=True)
class Page:
    """One screen: the slide with its part of the values, its layout, and the axis that all its parts share."""

    slide: Slide
    layout: Layout
    extent: tuple[float, float] | None = None


def pages(slide: Slide, language: str) -> list[Page]:
    """Return the screens of a slide; of several each says in its title which it is."""
    made = list(_parts(slide))
    if len(made) == 1:
        return made
    said = words(language)
    titles = (
        said.get("slides.part", title=slide.title, part=str(at), parts=str(len(made)))
        for at in range(1, len(made) + 1)
    )
    return [
        replace(page, slide=replace(page.slide, title=title))
        for page, title in zip(made, titles, strict=True)
    ]


def _parts(slide: Slide) -> Iterator[Page]:
    if slide.kind == "cover":
        yield Page(slide, COVER)
    elif slide.kind == "sources":
        yield from _sources(slide)
    elif slide.numbers:
        for numbers in in_parts(slide.numbers, MOST_FIGURES):
            yield Page(replace(slide, numbers=tuple(numbers)), NUMBERS)
    elif slide.plotted is not None and slide.plotted.shown.points:
        yield from _charts(slide, slide.plotted)
    elif slide.table is not None and slide.table.rows:
        yield from (Page(replace(slide, table=part), TABLE) for part in _tables(slide.table, TABLE))
    else:
        yield Page(slide, WORDS)


def _sources(slide: Slide) -> Iterator[Page]:
    """Return the lines with the table of sources below them; what finds no room there follows as tables."""
    if slide.table is None or not slide.table.rows:
        yield Page(slide, SOURCES)
        return
    first, *others = _tables(slide.table, SOURCES)
    yield Page(replace(slide, table=first), SOURCES)
    yield from (Page(replace(slide, table=part), TABLE) for part in others)


def _tables(whole: Table, layout: Layout) -> list[Table]:
    """Return a table in as few parts as fit the place of a layout."""
    most = rows_that_fit(whole, layout.place(PICTURE).area, MOST_ROWS)
    return [Table(whole.columns, tuple(rows), whole.numeric) for rows in in_parts(whole.rows, most)]


def _charts(slide: Slide, plotted: Plotted) -> Iterator[Page]:
    """Return the parts of a chart, its bars on as many slides as they need; a line is never cut."""
    most = {"bar": MOST_BARS, "column": MOST_COLUMNS, "line": len(plotted.shown.categories)}[plotted.kind]
    places = in_parts(range(len(plotted.shown.categories)), most)
    parts = [_only(plotted, part) for part in places]
    shared = extent(plotted) if len(parts) > 1 or any(plotted.intervals) else None
    for part in parts:
        if part.shown.points:
            yield Page(replace(slide, plotted=part), CHART, shared)


def in_parts(whole: Sequence[Part], most: int) -> list[Sequence[Part]]:
    """Return the whole in as few parts as may be, no part more than one longer than another."""
    count = max(1, math.ceil(len(whole) / most))
    ends = [round(len(whole) * at / count) for at in range(count + 1)]
    return [whole[first:last] for first, last in pairwise(ends)]


def _only(plotted: Plotted, places: Sequence[int]) -> Plotted:
    """Return the part of the chart at these places."""
    shown = plotted.shown
    series = (replace(one, points=tuple(one.points[place] for place in places)) for one in shown.series)
    categories = tuple(shown.categories[place] for place in places)
    intervals = tuple(plotted.intervals[place] for place in places) if plotted.intervals else ()
    return replace(
        plotted,
        shown=Arranged(shown.heading, categories, tuple(series), shown.across),
        intervals=intervals,
    )
