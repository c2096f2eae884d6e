"""What points of two measures promise: bounds that show their way, names of the chosen, lines of the whole."""

from typing import Any

import pandas as pd
import pytest
from figures_examples import example, households

from danvan.figures import Style, scatter_points

STYLE = Style(no_data_words="chưa có số liệu")
NARROW = Style(font_size=12)


def of(rows: list[tuple[str, float | None, float | None]], **more: Any) -> dict[str, Any]:
    """The figure of rows of name, x and y."""
    frame = pd.DataFrame(rows, columns=["name", "x", "y"]).assign(
        x_least=[name in ("b", "d") for name, *_ in rows], y_least=[name in ("c", "d") for name, *_ in rows]
    )
    return scatter_points(
        frame, name="name", x="x", y="y", hover="name", style=STYLE, x_title="hộ", y_title="%", **more
    )


def test_a_lower_bound_points_where_the_value_may_lie() -> None:
    rows = [(name, float(at), float(at)) for at, name in enumerate("abcd")]
    figure = of(rows, x_bound="x_least", y_bound="y_least")
    assert figure["data"][-1]["marker"]["symbol"] == [
        "circle",
        "triangle-right-open",
        "triangle-up-open",
        "triangle-ne-open",
    ]


def test_a_bound_that_is_not_known_is_none() -> None:
    frame = households().assign(least=None)
    figure = example("scatter_points", STYLE, frame, y_bound="least")
    assert set(figure["data"][-1]["marker"]["symbol"]) == {"circle"}


def test_the_chosen_is_named_in_bold_and_has_a_larger_mark_of_another_form() -> None:
    trace = example("scatter_points", NARROW, highlight=("w7",))["data"][-1]
    at = trace["customdata"].index("w7")
    assert trace["text"][at] == "<b>Nguyễn Nghiêm</b>"
    assert trace["marker"]["symbol"][at] == "diamond"
    assert trace["marker"]["size"][at] == max(trace["marker"]["size"]) > min(trace["marker"]["size"])


def test_of_many_the_eight_farthest_out_and_the_chosen_are_named() -> None:
    # All lie far from each other, on a line from 0 to 20: 0 to 3 and 17 to 20 lie farthest from the middle one.
    figure = of([(str(at), float(at), float(at)) for at in range(21)], highlight=("10",))
    written = {text for text in figure["data"][-1]["text"] if text}
    assert written == {"0", "1", "2", "3", "17", "18", "19", "20", "<b>10</b>"}


def test_the_lines_of_the_whole_stand_at_their_values_and_are_named() -> None:
    layout = example("scatter_points", STYLE)["layout"]
    assert [(shape["x0"], shape["y0"]) for shape in layout["shapes"]] == [(2200.0, 0), (0, 8.0)]
    assert [note["text"] for note in layout["annotations"]][-2:] == ["Trung bình 2.200", "Cả thị xã 8,0%"]


def test_axes_are_named_and_hold_all_points_and_both_wholes() -> None:
    layout = of([("a", 1.0, 5.0), ("b", 3.0, 6.0)], x_reference=9.0, y_reference=2.0)["layout"]
    assert [note["text"] for note in layout["annotations"]] == ["%", "hộ"]
    # Steps of 2 hold 1 to 9, steps of 1 hold 2 to 6; 5% of the span more at both ends.
    assert layout["xaxis"]["range"] == pytest.approx([-0.5, 10.5])
    assert layout["yaxis"]["range"] == pytest.approx([1.8, 6.2])
    assert layout["xaxis"]["tickformat"] == ",.1f"


def test_a_place_that_lacks_one_of_the_two_is_named_below_and_not_drawn() -> None:
    figure = of([("a", 1.0, 5.0), ("b", None, 6.0), ("c", 2.0, None)], missing_label="Chưa có số liệu")
    assert figure["data"][-1]["customdata"] == ["a"]
    assert figure["layout"]["annotations"][-1]["text"] == "Chưa có số liệu: b, c"


def test_without_a_pair_of_values_there_is_the_sentence() -> None:
    figure = of([("a", 1.0, None), ("b", None, 6.0)])
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["chưa có số liệu"]
