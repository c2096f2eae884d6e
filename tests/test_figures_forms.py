"""What each form promises about lines, scales and marks."""

from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from figures_examples import MODELS, adoptions, example, measures, ward_years, wards

from danvan.figures import Style, small_multiples, sparkline_svg, trend_lines

STYLE = Style(no_data_words="chưa có số liệu")


def lines_of(trace: dict[str, Any]) -> list[list[float]]:
    """The x of each stretch that is drawn as one line."""
    stretches: list[list[float]] = [[]]
    for value in trace["x"]:
        if value is None:
            stretches.append([])
        else:
            stretches[-1].append(value)
    return [stretch for stretch in stretches if stretch]


def series(rows: list[tuple[int, float | None, str | None]]) -> pd.DataFrame:
    """A frame of one series from year, value and segment."""
    frame = pd.DataFrame(rows, columns=["year", "value", "segment"])
    frame["name"] = "Phổ An"
    frame["text"] = [str(value) for value in frame["value"]]
    return frame


def drawn_lines(frame: pd.DataFrame) -> list[list[float]]:
    """The stretches that trend_lines draws of a frame."""
    figure = trend_lines(
        frame, x="year", y="value", series="name", text="text", hover="text", segment="segment", style=STYLE
    )
    return lines_of(figure["data"][0])


def test_no_line_is_joined_over_a_year_that_is_not_there() -> None:
    assert drawn_lines(series([(2017, 5, "a"), (2018, 4, "a"), (2020, 3, "a")])) == [[2017, 2018], [2020]]


def test_no_line_is_joined_over_a_row_without_value() -> None:
    assert drawn_lines(series([(2017, 5, "a"), (2018, None, "a"), (2019, 3, "a")])) == [[2017], [2019]]


def test_no_line_is_joined_across_a_change_of_segment() -> None:
    assert drawn_lines(series([(2019, 5, "a"), (2020, 4, "a"), (2021, 8, "b")])) == [[2019, 2020], [2021]]


def test_a_year_measured_in_both_segments_keeps_both_points_apart() -> None:
    lines = drawn_lines(series([(2020, 5, "a"), (2021, 4, "a"), (2021, 8, "b"), (2022, 7, "b")]))
    assert lines == [[2020, 2021], [2021, 2022]]


def test_the_order_of_rows_does_not_cut_a_line_where_a_year_was_measured_twice() -> None:
    rows: list[tuple[int, float | None, str | None]] = [
        (2022, 7, "b"),
        (2021, 8, "b"),
        (2021, 4, "a"),
        (2020, 5, "a"),
    ]
    assert drawn_lines(series(rows)) == [[2020, 2021], [2021, 2022]]


def test_small_multiples_need_no_whole_and_no_segment() -> None:
    frame = ward_years()
    figure = small_multiples(
        frame, panel="ward", x="year", y="rate", text="text", hover="hover", style=STYLE, columns=3
    )
    assert len(lines_of(figure["data"][1])) == 16  # 15 wards, and one gap in Phổ Minh


def test_points_without_a_segment_are_still_joined() -> None:
    assert drawn_lines(series([(2017, 5, None), (2018, 4, None)])) == [[2017, 2018]]


def test_years_that_pandas_made_decimal_stay_years() -> None:
    frame = series([(2017, 5, "a"), (2018, 4, "a"), (2020, 4, "a")]).astype({"year": float})
    figure = trend_lines(frame, x="year", y="value", series="name", text="text", hover="text", style=STYLE)
    assert figure["layout"]["xaxis"]["ticktext"] == ["2017", "2018", "2019", "2020"]
    assert lines_of(figure["data"][0]) == [[2017, 2018], [2020]]


def test_an_unknown_bound_is_not_a_lower_bound() -> None:
    frame = series([(2017, 5, "a"), (2018, 4, "a")])
    frame["bound"] = [None, True]
    figure = trend_lines(
        frame, x="year", y="value", series="name", text="text", hover="text", bound="bound", style=STYLE
    )
    assert figure["data"][0]["marker"]["symbol"] == ["circle", "triangle-up-open"]


def test_lines_of_different_series_are_never_joined() -> None:
    trace = example("trend_lines", STYLE)["data"][0]
    stretches = lines_of(trace)
    assert all(after - before == 1 for stretch in stretches for before, after in pairwise(stretch))
    assert len(stretches) == 31  # 15 wards x 2 standards, and one more gap in Phổ Minh


def test_a_change_of_segment_has_a_rule_and_both_names() -> None:
    layout = example("trend_lines", STYLE)["layout"]
    assert [shape["x0"] for shape in layout["shapes"]] == [2020.5]
    assert [note["text"] for note in layout["annotations"]] == [
        "Chuẩn nghèo<br>2016-2020",
        "Chuẩn nghèo<br>2021-2025",
    ]


def test_a_lower_bound_has_an_open_upward_mark() -> None:
    trace = example("trend_lines", STYLE)["data"][0]
    bounds = [
        (key, x)
        for key, x, symbol in zip(trace["customdata"], trace["x"], trace["marker"]["symbol"], strict=True)
        if symbol == "triangle-up-open"
    ]
    assert bounds == [("w2", 2018)]


def test_every_line_is_named_at_its_end_and_there_is_no_legend() -> None:
    figure = example("trend_lines", STYLE)
    labels = [text for trace in figure["data"] if trace["mode"] == "text" for text in trace["text"]]
    assert len(labels) == 15
    assert any("Nguyễn Nghiêm 4,47" in label for label in labels)
    assert figure["layout"]["template"]["layout"]["showlegend"] is False


def test_labels_of_lines_that_end_near_the_last_year_stand_in_one_column() -> None:
    frame = pd.concat(
        [series([(2017, 9, "a"), (2018, 8, "a"), (2022, 4, "a")]).assign(name=name) for name in "ab"]
    )
    frame = frame[~((frame["name"] == "b") & (frame["year"] > 2018))]
    late = series([(2021, 4, "a")]).assign(name="c")
    figure = trend_lines(
        pd.concat([frame, late]), x="year", y="value", series="name", text="text", hover="text", style=STYLE
    )
    labels = figure["data"][-1]
    at = dict(zip("abc", labels["x"], strict=True))
    assert at["a"] == at["c"] > 2022
    assert 2018 < at["b"] < 2019
    heights = dict(zip("abc", labels["y"], strict=True))
    assert heights["b"] == 8
    assert abs(heights["a"] - heights["c"]) > 0.5


def test_long_names_fold_and_make_rows_higher() -> None:
    frame = wards().head(3).assign(ward="Cải tạo vườn tạp thành vườn mẫu, nhà sạch")
    long, short = (
        example("ranked_bar", STYLE, frame)["layout"],
        example("ranked_bar", STYLE, wards().head(3))["layout"],
    )
    assert long["height"] > short["height"]
    assert all("<br>" in text for text in long["yaxis"]["ticktext"])


def test_a_point_that_no_line_reaches_has_its_value_beside_it() -> None:
    frame = series([(2017, 5, "a"), (2019, 4, "a"), (2020, 3, "a")])
    frame["words"] = ["five", "four", "three"]
    figure = trend_lines(frame, x="year", y="value", series="name", text="words", hover="words", style=STYLE)
    beside = [trace for trace in figure["data"] if trace["mode"] == "text" and trace["x"] == [2017.0]]
    assert [trace["text"] for trace in beside] == [["\xa0 five"]]


def test_few_traces_draw_many_lines() -> None:
    assert len(example("trend_lines", STYLE, highlight=("w7",))["data"]) <= 4
    assert len(example("small_multiples", STYLE, highlight=("w7",))["data"]) <= 9


def test_small_multiples_share_one_scale() -> None:
    frame = ward_years()
    trace = next(trace for trace in example("small_multiples", STYLE)["data"] if trace["hoverinfo"] == "text")
    heights = {
        (key, hover): y % 1
        for key, hover, y in zip(trace["customdata"], trace["hovertext"], trace["y"], strict=True)
        if key is not None
    }
    rates = dict(zip(zip(frame["place"], frame["hover"], strict=True), frame["rate"].tolist(), strict=True))
    unit = unit_of(heights, rates)
    base = min(heights.values()) - min(rates.values()) * unit
    for point, height in heights.items():
        assert height == pytest.approx(base + rates[point] * unit, abs=2e-4)


def unit_of(heights: dict[Any, float], rates: dict[Any, float]) -> float:
    """Height of one unit of value on the plane."""
    low, high = min(rates, key=rates.__getitem__), max(rates, key=rates.__getitem__)
    return (heights[high] - heights[low]) / (rates[high] - rates[low])


def test_small_multiples_break_at_a_missing_year_and_at_a_new_segment() -> None:
    trace = next(trace for trace in example("small_multiples", STYLE)["data"] if trace["hoverinfo"] == "text")
    assert len(lines_of(trace)) == 31


def test_bars_start_at_zero_and_keep_the_frames_order() -> None:
    figure = example("ranked_bar", STYLE)
    assert figure["layout"]["xaxis"]["range"][0] == 0
    assert figure["layout"]["yaxis"]["ticktext"] == wards()["ward"].tolist()
    low, high = figure["layout"]["yaxis"]["range"]
    assert low > high


def test_a_missing_value_is_no_bar_but_words() -> None:
    figure = example("ranked_bar", STYLE)
    assert figure["data"][0]["x"][14] is None
    assert figure["data"][1]["text"][14].strip() == "chưa có số liệu"


def test_a_highlighted_ward_is_bold_as_well_as_coloured() -> None:
    figure = example("ranked_bar", STYLE, highlight=("w7",))
    assert figure["layout"]["yaxis"]["ticktext"][7] == "<b>Nguyễn Nghiêm</b>"
    colours = figure["data"][0]["marker"]["color"]
    assert colours[7] == STYLE.token("accent")
    assert set(colours) - {colours[7]} == {STYLE.quiet}


def test_first_and_last_differ_by_more_than_colour() -> None:
    first, last = (trace for trace in example("dumbbell", STYLE)["data"] if trace["hoverinfo"] == "text")
    assert set(first["marker"]["color"]) == {STYLE.back}
    assert set(last["marker"]["color"]) == {STYLE.subject}


def test_a_dumbbell_with_one_missing_end_is_not_joined() -> None:
    frame = wards()
    frame.loc[3, "first"] = None
    joins = example("dumbbell", STYLE, frame)["data"][1]
    assert 3 not in joins["y"]


def test_the_line_of_a_chosen_row_stands_out_from_the_others() -> None:
    frame = wards()
    name = frame["ward"].iloc[2]
    others, own = example("dumbbell", STYLE, frame, highlight=[name])["data"][1:3]
    assert (others["line"]["color"], own["line"]["color"]) == (STYLE.quiet, STYLE.token("accent"))
    assert own["y"] == [2, 2, None]
    assert 2 not in others["y"]


def test_every_panel_of_columns_has_its_own_scale_from_zero() -> None:
    bars = example("panels_of_columns", STYLE)["data"][0]
    highest = [
        max(y for y, x in zip(bars["y"], bars["x"], strict=True) if int(x) == panel) for panel in range(3)
    ]
    assert highest[0] == highest[1] == highest[2]
    assert len(set(bars["base"])) == 1


def test_a_missing_column_is_words() -> None:
    figure = example("panels_of_columns", STYLE)
    assert len(figure["data"][0]["x"]) == len(measures()) - 1
    assert figure["data"][3]["text"] == ["chưa<br>có số<br>liệu"]


def test_the_whole_is_a_line_through_the_intervals() -> None:
    layout = example("interval_dots", STYLE)["layout"]
    assert layout["shapes"][0]["x0"] == layout["shapes"][0]["x1"] == 19000.0
    assert layout["annotations"][0]["text"] == "Thị xã 19.000"


def test_a_tile_stands_at_its_row_and_column() -> None:
    tiles = example("tile_map", STYLE)["data"][0]
    at = tiles["customdata"].index("w14")
    assert (tiles["x"][at], round(tiles["base"][at] + tiles["y"][at] / 2)) == (4, 8)


def test_a_tile_without_value_is_blank_and_says_so() -> None:
    tiles = example("tile_map", STYLE)["data"][0]
    assert tiles["marker"]["color"][14] == STYLE.back
    assert "chưa có số liệu" in tiles["text"][14]
    assert STYLE.back not in tiles["marker"]["color"][:14]


def test_inferred_is_hatched_and_stated_is_solid() -> None:
    _, stated, inferred, *_ = example("adoption_matrix", STYLE)["data"]
    frame = adoptions()
    assert len(stated["x"]) == (frame["reading"] == "stated").sum()
    assert len(inferred["x"]) == (frame["reading"] == "inferred").sum()
    assert inferred["marker"]["pattern"]["shape"] == "/"
    assert STYLE.back not in inferred["marker"]["color"]  # plotly.js draws the lines in it
    assert "pattern" not in stated["marker"]


def test_a_model_that_nobody_has_still_has_its_row() -> None:
    frame = adoptions()
    figure = example("adoption_matrix", STYLE, frame[frame["model"] != MODELS[1]])
    assert MODELS[1] in figure["data"][-1]["text"]
    assert len(figure["data"][0]["x"]) == len(MODELS)


def test_coverage_is_a_share_of_a_full_bar() -> None:
    full, done, *_ = example("coverage_bar", STYLE)["data"]
    assert full["x"] == [1.0, 1.0]
    assert done["x"] == [1.0, pytest.approx(11 / 15)]


def test_countable_bars_are_cut_into_their_cells() -> None:
    cuts = example("coverage_bar", STYLE)["data"][2]
    assert len(lines_of(cuts)) == 14


def test_a_sparkline_breaks_at_a_gap() -> None:
    svg = sparkline_svg([3, 2, None, 2, 1], style=STYLE, title="Tỷ lệ")
    assert svg.count("<polyline") == 2
    assert 'role="img"' in svg
    assert "<title>Tỷ lệ</title>" in svg


def test_a_sparklines_title_is_escaped() -> None:
    svg = sparkline_svg([1, 2], style=STYLE, title='<b>"a"</b>')
    assert "<b>" not in svg
    assert "&lt;b&gt;&quot;a&quot;" in svg


def test_a_sample_sparkline_is_dashed_and_says_so() -> None:
    svg = sparkline_svg([1, 2], style=Style(sample_words="SỐ LIỆU MINH HỌA"), title="x")
    assert "stroke-dasharray" in svg
    assert ">SỐ LIỆU MINH HỌA</text>" in svg


def test_a_sparkline_of_nothing_is_nothing() -> None:
    assert sparkline_svg([None, None], style=STYLE, title="x") == ""


def test_higher_values_are_higher_in_a_sparkline() -> None:
    svg = sparkline_svg([0, 10], style=STYLE, title="x", width=108, height=28)
    assert 'points="4,24 104,4"' in svg


def test_five_places_stand_where_the_caller_puts_them_with_whole_names() -> None:
    names = ["Nguyễn Nghiêm", "Trà Câu", "Đức Phổ", "Khánh Cường", "Sa Huỳnh"]
    frame = wards().head(5).assign(ward=names, row=[1, 1, 2, 2, 3], column=[1, 2, 1, 2, 2])
    figure = example("tile_map", STYLE, frame)
    tiles = figure["data"][0]
    assert [text.split("<br>")[0] for text in tiles["text"]] == names
    assert tiles["x"] == [1, 2, 1, 2, 2]
    assert figure["layout"]["xaxis"]["range"] == [0.5, 2.5]
    assert figure["layout"]["yaxis"]["range"] == [3.5, 0.5]
