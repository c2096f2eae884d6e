"""The points of small panels as plain tuples: of tens of rows, each call of a frame costs more than the sums."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from danvan.figures.scale import plain, positions


class Point(NamedTuple):
    """One x of one panel: its place on the axis, its value and words, its segment, and the value of the whole there.

    rank is the place of its segment by where that begins, so that a year measured twice does not cut its lines.
    """

    panel: int
    name: Any
    x: int | None
    y: float | None
    text: str
    hover: str
    segment: str
    key: Any
    chosen: bool
    reference: float | None
    rank: int = 0


def panel_points(
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
) -> list[Point]:
    """The rows of a frame as points: panels in order of appearance, inside each the segments and x ascending."""
    names, keys = frame[panel].tolist(), frame[key or panel].tolist()
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    places = positions(frame[x])
    points = map(
        Point,
        (numbers[name] for name in names),
        names,
        (places.get(value) for value in plain(frame[x])),
        plain(frame[y]),
        _words(frame, text),
        _words(frame, hover),
        _words(frame, segment),
        keys,
        (name in highlight or code in highlight for name, code in zip(names, keys, strict=True)),
        plain(frame[reference]) if reference else [None] * len(frame),
    )
    return _in_order(list(points))


def known(points: Iterable[Point]) -> list[Point]:
    """The points with x and value."""
    return [point for point in points if point.x is not None and point.y is not None]


def heads(points: Iterable[Point]) -> list[Point]:
    """The first point of each panel."""
    first: dict[int, Point] = {}
    for point in points:
        first.setdefault(point.panel, point)
    return list(first.values())


def tails(points: Iterable[Point]) -> list[Point]:
    """The last point of each panel."""
    return list({point.panel: point for point in points}.values())


def segment_breaks(points: Iterable[Point]) -> list[float]:
    """The x half way between the last point of each segment and the first one of the next."""
    spans = sorted(_spans(points).values(), key=lambda span: span[0])
    return [(before[1] + after[0]) / 2 for before, after in pairwise(spans)]


def _in_order(points: list[Point]) -> list[Point]:
    begins = {segment: span[0] for segment, span in _spans(points).items()}
    ranks = {
        segment: rank for rank, segment in enumerate(sorted(begins, key=lambda each: (begins[each], each)))
    }
    ranked = [point._replace(rank=ranks.get(point.segment, len(ranks))) for point in points]
    return sorted(ranked, key=lambda point: (point.panel, point.rank, point.x is None, point.x or 0))


def _spans(points: Iterable[Point]) -> dict[str, tuple[int, int]]:
    """First and last x of each segment, in the order in which they appear."""
    found: dict[str, list[int]] = {}
    for point in points:
        if point.x is not None:
            found.setdefault(point.segment, []).append(point.x)
    return {segment: (min(x), max(x)) for segment, x in found.items()}


def _words(frame: pd.DataFrame, column: str | None) -> list[str]:
    """A column of words with empty words for what is missing, or where no column is named."""
    return [""] * len(frame) if column is None else [value or "" for value in plain(frame[column])]
