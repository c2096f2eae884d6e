"""Breaks in a series: where the way of measuring changed, and what it is called on either side."""

from itertools import pairwise
from typing import Any

import pandas as pd

from danvan.figures.scale import folded, positions, records
from danvan.figures.theme import Style


def segment_ranks(segments: pd.Series, x: pd.Series) -> pd.Series:
    """Rank of each row's segment by where it begins, so that a year measured twice does not cut its lines."""
    begins = x.groupby(segments).min().sort_values(kind="stable")
    return segments.map({segment: rank for rank, segment in enumerate(begins.index)})


def segment_names(
    frame: pd.DataFrame, x: str, y: str, segment: str | None, segment_text: str | None
) -> list[tuple[float, float, str]]:
    """First x, last x and words of each segment that has a value, in the order of time."""
    if segment is None:
        return []
    known = frame.dropna(subset=[x, y, segment])
    rows = pd.DataFrame(
        {
            "x": known[x].map(positions(frame[x])),
            "segment": known[segment],
            "words": known[segment_text or segment],
        }
    )
    spans = rows.groupby("segment", sort=False).agg(
        first=("x", "min"), last=("x", "max"), words=("words", "first")
    )
    return [(row.first, row.last, str(row.words)) for row in records(spans.sort_values("first"))]


def segment_marks(names: list[tuple[float, float, str]], style: Style) -> dict[str, Any]:
    """A vertical rule between two segments and their names on either side of it, above the plot."""
    shapes, annotations = [], []
    for rule, ((_, last, before), (first, _, after)) in enumerate(pairwise(names)):
        middle = (last + first) / 2
        ends = {"x0": middle, "x1": middle, "y0": 0, "y1": 1.12, "yref": "paper"}
        shapes.append({"type": "line", **ends, "line": {"color": style.token("muted"), "width": 1}})
        sides = ((before, "right", -6), (after, "left", 6))
        for words, anchor, shift in sides if rule == 0 else sides[1:]:
            annotations.append(
                {
                    "text": folded(words, 18),
                    "x": middle,
                    "y": 1.02,
                    "yref": "paper",
                    "xanchor": anchor,
                    "yanchor": "bottom",
                    "align": anchor,
                    "xshift": shift,
                    "showarrow": False,
                    "font": {"color": style.token("muted"), "size": style.font_size - 2},
                }
            )
    return {"shapes": shapes, "annotations": annotations}
