"""No figure tells anything by colour alone: what colour says, form, fill, pattern or weight says as well."""

from itertools import combinations
from typing import Any

import pytest
from figures_examples import FORMS, WITHOUT_HIGHLIGHT, example

from danvan.figures import Style
from danvan.figures.colour import Mode, contrast

CHOSEN = "w7"
every_form = pytest.mark.parametrize("form", sorted(FORMS))
both_modes = pytest.mark.parametrize("mode", ["light", "dark"])


def carriers(figure: dict[str, Any]) -> list[dict[str, Any]]:
    """The traces that carry values."""
    return [trace for trace in figure["data"] if trace["hoverinfo"] != "skip"]


def at(value: Any, point: int) -> Any:
    """What a setting is for one point, whether given once or for each."""
    return value[point] if isinstance(value, list) else value


def looks(trace: dict[str, Any], point: int, style: Style) -> tuple[Any, ...]:
    """All that is seen of a point in black and white; an empty fill is seen, its colour is not."""
    marker, line = trace.get("marker", {}), trace.get("line", {})
    return (
        at(marker.get("symbol", "circle"), point),
        at(marker.get("size"), point),
        at(marker.get("line", {}).get("width"), point),
        at(marker.get("pattern", {}).get("shape", ""), point),
        at(marker.get("color"), point) == style.back,
        line.get("width"),
        line.get("dash"),
    )


def points(figure: dict[str, Any], style: Style) -> list[tuple[Any, Any, tuple[Any, ...]]]:
    """Key, colour and look of every point, in each trace."""
    return [
        (key, at(trace["marker"].get("color"), point), looks(trace, point, style))
        for trace in carriers(figure)
        for point, key in enumerate(trace["customdata"])
        if key is not None
    ]


@every_form
@both_modes
def test_the_chosen_is_told_without_colour(form: str, mode: Mode) -> None:
    if form in WITHOUT_HIGHLIGHT:
        pytest.skip("nothing can be chosen in it")
    style = Style(mode=mode)
    for trace in carriers(example(form, style, highlight=(CHOSEN,))):
        chosen = {
            looks(trace, point, style) for point, key in enumerate(trace["customdata"]) if key == CHOSEN
        }
        others = [
            (trace["type"], looks(trace, point, style))
            for point, key in enumerate(trace["customdata"])
            if key not in (None, CHOSEN)
        ]
        assert not {look for _, look in others} & chosen, form


@every_form
def test_marks_of_two_traces_that_differ_in_colour_differ_in_form_too(form: str) -> None:
    style = Style()
    more = {} if form in WITHOUT_HIGHLIGHT else {"highlight": (CHOSEN,)}
    traces = carriers(example(form, style, **more))
    for one, other in combinations(traces, 2):
        if one["marker"].get("color") != other["marker"].get("color"):
            seen = [
                {looks(trace, point, style) for point in range(len(trace["x"]))} for trace in (one, other)
            ]
            assert not seen[0] & seen[1], form


@both_modes
def test_what_is_counted_stands_out_from_the_empty_rest_of_a_bar(mode: Mode) -> None:
    full, done, *_ = example("coverage_bar", Style(mode=mode))["data"]
    assert contrast(full["marker"]["color"], done["marker"]["color"]) >= 3
    assert full["marker"]["line"]["width"] > 0


@both_modes
def test_tiles_of_different_levels_say_their_values(mode: Mode) -> None:
    tiles = example("tile_map", Style(mode=mode))["data"][0]
    assert all("<br>" in text and text.split("<br>")[-1] for text in tiles["text"])
