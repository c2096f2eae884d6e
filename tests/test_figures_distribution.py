"""What a distribution promises: points that do not meet, the middle half as given, names clear of the points."""

from itertools import combinations
from typing import Any

import pandas as pd
import pytest
from figures_examples import example, quartiles
from hypothesis import given
from hypothesis import strategies as st

from danvan.figures import Style, distribution
from danvan.figures.swarm import swarm

STYLE = Style(no_data_words="chưa có số liệu")
NARROW = Style(font_size=12)


def of(values: list[float | None], **more: Any) -> dict[str, Any]:
    """The figure of one row of places named 0, 1, 2 and so on."""
    frame = pd.DataFrame({"name": [str(at) for at in range(len(values))], "value": values})
    return distribution(frame, name="name", value="value", hover="name", style=STYLE, **more)


def names_of(figure: dict[str, Any]) -> list[str]:
    """All names that are written."""
    return [text for trace in figure["data"] if trace["mode"] == "text" for text in trace["text"]]


@given(st.lists(st.tuples(st.floats(0, 300), st.sampled_from([4.5, 6.5])), max_size=25))
def test_points_never_meet(points: list[tuple[float, float]]) -> None:
    places, radii = [place for place, _ in points], [radius for _, radius in points]
    aside = swarm(places, radii, 1.5)
    for one, other in combinations(range(len(points)), 2):
        apart = (places[one] - places[other]) ** 2 + (aside[one] - aside[other]) ** 2
        assert apart >= (radii[one] + radii[other] + 1.5) ** 2 - 1e-9


def test_equal_values_go_up_and_down_in_turn() -> None:
    # Two radii of 4 and a gap of 2 are 10 px from middle to middle.
    assert swarm([5.0, 5.0, 5.0], [4.0] * 3, 2.0) == [0.0, -10.0, 10.0]


def test_points_that_are_far_apart_stay_on_the_line() -> None:
    assert swarm([0.0, 50.0, 25.0], [4.0] * 3, 2.0) == [0.0, 0.0, 0.0]


def test_the_middle_half_and_the_median_stand_where_the_summary_says() -> None:
    shapes = example("distribution", STYLE)["layout"]["shapes"]
    given_rows = quartiles()
    bands = [(shape["x0"], shape["x1"]) for shape in shapes if shape["type"] == "rect"]
    ticks = [shape["x0"] for shape in shapes if shape["type"] == "line"]
    assert bands == list(zip(given_rows["q1"], given_rows["q3"], strict=True))
    assert ticks == given_rows["median"].tolist()


def test_rows_stand_below_each_other_and_share_one_axis() -> None:
    figure = example("distribution", STYLE)
    assert figure["layout"]["yaxis"]["ticktext"] == ["2020", "2021"]
    first, second = figure["layout"]["yaxis"]["tickvals"]
    assert first > second
    assert len({trace["xaxis"] for trace in figure["data"] if "xaxis" in trace}) == 0


def test_without_a_summary_there_is_no_band() -> None:
    assert of([1.0, 2.0, 3.0])["layout"]["shapes"] == []


def test_a_summary_without_quartiles_has_no_band() -> None:
    summary = pd.DataFrame({"q1": [None], "median": [2.0], "q3": [3.0]})
    frame = pd.DataFrame({"name": ["a"], "value": [2.0]})
    figure = distribution(frame, summary, name="name", value="value", hover="name", style=STYLE)
    assert figure["layout"]["shapes"] == []


def test_of_many_the_two_lowest_and_highest_and_the_chosen_are_named() -> None:
    figure = of([float(at) for at in range(9)], highlight=("4",))
    assert sorted(names_of(figure)) == ["0", "1", "7", "8", "<b>4</b>"]


@pytest.mark.parametrize("style", [STYLE, NARROW], ids=["usual", "narrow"])
def test_the_chosen_is_named_in_every_row_also_at_the_median(style: Style) -> None:
    figure = example("distribution", style, highlight=("w7",))
    assert names_of(figure).count("<b>Nguyễn Nghiêm</b>") == 2


def test_a_lower_bound_is_an_open_triangle() -> None:
    frame = pd.DataFrame({"name": ["a", "b", "c"], "value": [1.0, 2.0, 3.0], "least": [False, True, None]})
    figure = distribution(frame, name="name", value="value", hover="name", bound="least", style=STYLE)
    assert figure["data"][-1]["marker"]["symbol"] == ["circle", "triangle-right-open", "circle"]


def test_a_place_without_value_is_named_below_with_its_row() -> None:
    frame = pd.DataFrame({"name": ["a", "b"], "value": [1.0, None], "year": [2020, 2021]})
    figure = distribution(
        frame, name="name", value="value", row="year", hover="name", style=STYLE, missing_label="Thiếu"
    )
    assert figure["layout"]["annotations"][-1]["text"] == "Thiếu: b (2021)"
