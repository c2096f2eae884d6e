"""The decks of the shipped data as PowerPoint files: every number of every figure is in its chart."""

import io
from typing import Any

import pptx
import pytest
from story_data import HOA, question, shipped

from danvan import queries
from danvan.deck import Chosen, made
from danvan.exports.deck import Deck
from danvan.exports.slides import presentation
from danvan.warehouse.read import Opened


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return shipped(tmp_path_factory.mktemp("slides"))


def deck(opened: Opened, **changes: Any) -> Deck:
    with queries.reading(opened):
        return made(question(**changes), Chosen(), opened.snapshot)


@pytest.mark.parametrize(
    "changes", [{}, {"places": (HOA,), "language": "en"}], ids=["town", "ward in English"]
)
def test_every_value_drawn_is_in_a_chart_and_every_note_has_its_source(
    opened: Opened, changes: dict[str, Any]
) -> None:
    found = deck(opened, **changes)
    slides = pptx.Presentation(io.BytesIO(presentation(found))).slides
    charts = [shape.chart.plots[0] for slide in slides for shape in slide.shapes if shape.has_chart]
    drawn = [slide.plotted for slide in found.slides if slide.plotted]
    assert drawn
    assert [[(one.name, one.values) for one in chart.series] for chart in charts] == [
        [(one.name, tuple(each.value for each in one.points)) for one in plotted.shown.series]
        for plotted in drawn
    ]
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in slides)
    assert [slide.key for slide in found.slides if " ".join(slide.source.split()) not in notes] == []
    assert notes.count(found.identity) >= len(found.slides)
