"""What slopes promise: two values joined or a dot alone, names at both ends kept apart."""

from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from figures_examples import WARDS, example, wards

from danvan.figures import Style, slope_lines

STYLE = Style(no_data_words="chưa có số liệu")
NARROW = Style(font_size=12)


def of(rows: list[tuple[str, float | None, float | None]], **more: Any) -> dict[str, Any]:
    """The figure of rows of name, first and last value."""
    frame = pd.DataFrame(rows, columns=["name", "first", "last"]).assign(
        least=[row[0] == "b" for row in rows]
    )
    frame["a"], frame["b"] = frame["first"].astype(str), frame["last"].astype(str)
    return slope_lines(
        frame, name="name", first="first", last="last", first_text="a", last_text="b", hover="name",
        style=STYLE, first_label="2017", last_label="2021", **more,
    )  # fmt: skip


def stretches(figure: dict[str, Any]) -> list[list[tuple[int, float]]]:
    """What is joined by a line: stretches of side and value."""
    found: list[list[tuple[int, float]]] = [[]]
    for trace in figure["data"]:
        if trace["hoverinfo"] == "text":
            for x, y in zip(trace["x"], trace["y"], strict=True):
                if x is None:
                    found.append([])
                else:
                    found[-1].append((x, y))
    return [stretch for stretch in found if stretch]


def labels(figure: dict[str, Any]) -> list[list[str]]:
    """The names at the left and at the right."""
    return [[text.strip() for text in trace["text"]] for trace in figure["data"] if trace["mode"] == "text"]


def test_two_values_are_joined_and_one_alone_is_a_dot() -> None:
    figure = of([("a", 5.0, 3.0), ("b", 4.0, None), ("c", None, 2.0)])
    assert stretches(figure) == [[(0, 5.0), (1, 3.0)], [(0, 4.0)], [(1, 2.0)]]
    assert labels(figure) == [["a 5.0", "b 4.0"], ["3.0 a", "2.0 c"]]


def test_a_place_without_any_value_is_named_below() -> None:
    figure = of([("a", 5.0, 3.0), ("b", None, None)], missing_label="Chưa có số liệu")
    assert figure["layout"]["annotations"][-1]["text"] == "Chưa có số liệu: b"
    assert stretches(figure) == [[(0, 5.0), (1, 3.0)]]


@pytest.mark.parametrize("style", [STYLE, NARROW, Style(font_size=28)], ids=["usual", "narrow", "hall"])
def test_all_fifteen_are_named_at_both_ends_a_line_apart(style: Style) -> None:
    figure = example("slope_lines", style, highlight=("w7",))
    low, high = figure["layout"]["yaxis"]["range"]
    margin = figure["layout"]["margin"]
    value_per_px = (high - low) / (figure["layout"]["height"] - margin["t"] - margin["b"])
    for trace in figure["data"]:
        if trace["mode"] == "text":
            assert len(trace["text"]) == len(WARDS)
            heights = sorted(trace["y"])
            gaps = [(above - below) / value_per_px for below, above in pairwise(heights)]
            assert min(gaps) >= style.font_size + 3 - 0.01
            assert low <= heights[0]
            assert heights[-1] <= high


def test_of_many_the_chosen_and_the_most_extreme_are_named() -> None:
    # Ends 0 to 19: 0, 1, 18, 19 are the lowest and highest; "7" fell most, "9" rose most.
    rows: list[tuple[str, float | None, float | None]] = [
        (str(at), {7: 40.0, 9: -30.0}.get(at, float(at)), float(at)) for at in range(20)
    ]
    right = labels(of(rows, highlight=("4",)))[1]
    assert {text.replace("<b>", "").replace("</b>", "").split()[1] for text in right} == set("01479") | {
        "18",
        "19",
    }


def test_a_lower_bound_is_an_open_triangle_on_its_side_only() -> None:
    figure = of([("a", 5.0, 3.0), ("b", 4.0, 2.0)], last_bound="least")
    trace = figure["data"][0]
    marks = [
        (key, x, symbol)
        for key, x, symbol in zip(trace["customdata"], trace["x"], trace["marker"]["symbol"], strict=True)
        if x is not None
    ]
    assert marks == [("a", 0, "circle"), ("a", 1, "circle"), ("b", 0, "circle"), ("b", 1, "triangle-up-open")]


def test_the_chosen_line_is_thicker_and_its_dots_have_another_form() -> None:
    quiet, chosen = (
        trace
        for trace in example("slope_lines", STYLE, highlight=("w7",))["data"]
        if trace["hoverinfo"] == "text"
    )
    assert chosen["line"]["width"] > quiet["line"]["width"]
    assert (quiet["marker"]["symbol"], chosen["marker"]["symbol"]) == ("circle", "diamond")


def test_equal_values_still_make_a_figure() -> None:
    assert stretches(of([("a", 5.0, 5.0)])) == [[(0, 5.0), (1, 5.0)]]


def test_a_place_that_is_not_there_chosen_leaves_all_in_their_colour() -> None:
    figure = example("slope_lines", STYLE, wards().head(3), highlight=("w7",))
    assert figure["data"][0]["line"]["color"] == STYLE.subject
