"""Rules that every form of chart keeps."""

import json
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from figures_examples import FORMS, WITHOUT_HIGHLIGHT, example

from danvan import figures
from danvan.figures import Style, config, empty, template

SAMPLE = "SỐ LIỆU MINH HỌA"
NO_DATA = "Chưa có số liệu cho lựa chọn này."
PLAIN = Style(no_data_words=NO_DATA)
LIMIT_BYTES = 20_000

every_form = pytest.mark.parametrize("form", sorted(FORMS))


def texts_of(figure: dict[str, Any]) -> list[str]:
    """All annotations' texts of a figure."""
    return [note["text"] for note in figure["layout"].get("annotations", [])]


def test_every_public_form_has_an_example() -> None:
    others = {"Figure", "Style", "config", "css_variables", "empty", "sparkline_svg", "template", "token"}
    assert set(figures.__all__) - others == set(FORMS)


@every_form
@pytest.mark.parametrize("style", [PLAIN, Style(mode="dark", sample_words=SAMPLE)], ids=["real", "sample"])
def test_a_form_is_a_valid_plotly_figure(form: str, style: Style) -> None:
    go.Figure(example(form, style))


@every_form
def test_a_highlighted_form_is_a_valid_plotly_figure(form: str) -> None:
    if form not in WITHOUT_HIGHLIGHT:
        go.Figure(example(form, PLAIN, highlight=("Phổ Minh", "w7")))


@every_form
def test_a_form_holds_only_plain_json(form: str) -> None:
    written = json.dumps(example(form, PLAIN), allow_nan=False)
    assert json.loads(written) == example(form, PLAIN)


@every_form
def test_fifteen_wards_by_five_years_stay_within_the_budget(form: str) -> None:
    style = Style(sample_words=SAMPLE)
    assert len(json.dumps(example(form, style), ensure_ascii=False).encode()) < LIMIT_BYTES


@every_form
def test_all_forms_share_one_template(form: str) -> None:
    assert example(form, PLAIN)["layout"]["template"] == template(PLAIN)


def test_the_template_is_small() -> None:
    assert len(json.dumps(template(PLAIN)).encode()) < 1_500


@every_form
def test_a_form_never_changes_its_frame(form: str) -> None:
    frame = FORMS[form][0]()
    before = frame.copy(deep=True)
    example(form, Style(sample_words=SAMPLE), frame)
    pd.testing.assert_frame_equal(frame, before)


@every_form
def test_an_empty_frame_gives_the_sentence_and_no_axis(form: str) -> None:
    figure = example(form, PLAIN, FORMS[form][0]().iloc[:0])
    assert texts_of(figure) == [NO_DATA]
    assert figure["data"] == []
    assert figure["layout"]["xaxis"] == figure["layout"]["yaxis"] == {"visible": False}


@every_form
def test_a_sample_says_so_across_the_picture(form: str) -> None:
    figure = example(form, Style(sample_words=SAMPLE))
    marks = [note for note in figure["layout"]["annotations"] if SAMPLE in note["text"]]
    assert len(marks) == max(1, round(figure["layout"]["height"] / 280))
    assert {(mark["xref"], mark["x"]) for mark in marks} == {("paper", 0.5)}
    assert not any(SAMPLE in text for text in texts_of(example(form, PLAIN)))


@every_form
def test_a_sample_is_dashed_and_paler(form: str) -> None:
    real, sample = example(form, PLAIN), example(form, Style(sample_words=SAMPLE))
    carriers = [
        (one, other)
        for one, other in zip(real["data"], sample["data"], strict=True)
        if one["hoverinfo"] != "skip"
    ]
    assert carriers
    for one, other in carriers:
        assert other["marker"]["opacity"] < one.get("marker", {}).get("opacity", 1)
        if "lines" in other.get("mode", ""):
            assert other["line"]["dash"] == "dash"


@every_form
def test_a_value_is_read_from_ready_text_only(form: str) -> None:
    written = json.dumps(example(form, PLAIN))
    assert "texttemplate" not in written
    assert "hovertemplate" not in written


@every_form
def test_nothing_can_be_dragged_and_numbers_are_vietnamese(form: str) -> None:
    layout = example(form, PLAIN)["layout"]["template"]["layout"]
    assert layout["dragmode"] is False
    assert layout["separators"] == ",."
    assert layout["xaxis"]["fixedrange"]
    assert layout["yaxis"]["fixedrange"]


@every_form
def test_a_form_has_its_own_height(form: str) -> None:
    assert 40 <= example(form, PLAIN)["layout"]["height"] <= 1_200


def test_points_give_back_their_key_on_a_click() -> None:
    for form in sorted(set(FORMS) - WITHOUT_HIGHLIGHT):
        keys = {
            key
            for trace in example(form, PLAIN)["data"]
            for key in trace.get("customdata", [])
            if key is not None
        }
        assert "w7" in keys, form
        assert all(key == "town" or key.startswith("w") for key in keys), form


def test_the_configuration_asks_no_host_and_shows_no_tools() -> None:
    assert config()["displayModeBar"] is False
    assert not any("URL" in key or "locale" in key for key in config())


def test_the_empty_figure_is_valid() -> None:
    go.Figure(empty(PLAIN))


@every_form
def test_a_hall_sets_size_and_height(form: str) -> None:
    hall = example(form, Style(font_size=28, height_px=760))["layout"]
    assert hall["height"] == 760
    assert hall["template"]["layout"]["font"]["size"] == 28


@every_form
def test_a_larger_text_gets_a_larger_figure(form: str) -> None:
    usual, hall = (example(form, Style(font_size=size))["layout"]["height"] for size in (14, 28))
    assert 1.5 * usual < hall <= 2.1 * usual


@every_form
def test_one_row_is_enough(form: str) -> None:
    frame = FORMS[form][0]()
    go.Figure(example(form, PLAIN, frame.iloc[5:6] if form == "columns" else frame.iloc[:1]))


@every_form
def test_a_column_of_texts_with_gaps_is_no_obstacle(form: str) -> None:
    frame = FORMS[form][0]()
    frame.loc[frame.index[:2], [name for name in ("text", "hover") if name in frame]] = None
    assert "nan" not in json.dumps(example(form, PLAIN, frame), allow_nan=False).lower()
