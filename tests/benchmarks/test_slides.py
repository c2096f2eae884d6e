"""How long twelve slides with charts take, beside python-pptx writing twelve plain charts of the same numbers.

python -m pytest -n 0 -m benchmark tests/benchmarks/test_slides.py -q
"""

import io
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from time import perf_counter
from typing import Any

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from danvan.exports.slides import presentation
from tests.deck_examples import BAR, COLUMN, INTERVALS, LINE, only

pytestmark = pytest.mark.benchmark

SLIDES, ROUNDS, MOST_SECONDS = 12, 7, 1.0


def plain() -> bytes:
    """Write the same numbers as twelve charts with nothing else, as python-pptx does."""
    made = pptx.Presentation()
    for at in range(SLIDES):
        drawn = (LINE, BAR, COLUMN, INTERVALS)[at % 4].plotted
        assert drawn is not None
        data = CategoryChartData()
        data.categories = drawn.shown.categories
        for series in drawn.shown.series:
            data.add_series(series.name, [one.value for one in series.points])
        slide = made.slides.add_slide(made.slide_layouts[5])
        place = (Inches(1), Inches(2), Inches(8), Inches(4))
        slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *place, data)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_twelve_slides_take_at_most_a_second(report: Callable[..., None]) -> None:
    slides = [replace((LINE, BAR, COLUMN, INTERVALS)[at % 4], key=f"slide-{at}") for at in range(SLIDES)]
    deck = only(*slides)
    presentation(deck)  # the template is made once
    ours, bare = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(lambda: presentation(deck)))
        bare.append(seconds(plain))
    report(
        slides=SLIDES,
        ours_ms=round(median(ours) * 1000),
        quickest_ms=round(min(ours) * 1000),
        bare_charts_ms=round(median(bare) * 1000),
        times_bare=round(median(ours) / median(bare), 1),
    )
    assert min(ours) <= MOST_SECONDS


def seconds(work: Callable[[], Any]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun
