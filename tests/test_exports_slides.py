"""danvan.exports.slides: the PowerPoint file, read back as PowerPoint reads it."""

import io
import math
from dataclasses import replace
from functools import cache
from typing import Any

import pptx
import pytest
from deck_examples import (
    BAR,
    COLUMN,
    COVER,
    DECK,
    INTERVALS,
    LINE,
    NUMBERS,
    SAMPLE_WORDS,
    SOURCES,
    TABLE,
    WORDS,
    only,
    plotted,
    point,
)  # fmt: skip
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation

from danvan.exports.chart_data import Point, Series
from danvan.exports.deck import Deck, Slide, Table
from danvan.exports.slides import presentation
from danvan.exports.slides.layouts import HEIGHT, WIDTH
from danvan.progress import Cancelled

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DECK_BYTES = presentation(DECK)


def opened(*slides: Slide) -> Presentation:
    return pptx.Presentation(io.BytesIO(written(*slides) if slides else DECK_BYTES))


@cache
def written(*slides: Slide) -> bytes:
    return presentation(only(*slides))


def chart_of(slide: Any) -> Any:
    return next(shape.chart for shape in slide.shapes if shape.has_chart)


def texts(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def notes(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text)


def test_a_slide_of_each_kind_is_made_wide_and_of_our_layouts_only() -> None:
    made = opened()
    assert made.slide_width / made.slide_height == pytest.approx(16 / 9, abs=1e-3)
    names = [layout.name for layout in made.slide_layouts]
    assert names == ["Bìa", "Biểu đồ", "Bảng số liệu", "Con số chính", "Nội dung", "Nguồn số liệu"]
    used = [slide.slide_layout.name for slide in made.slides]
    assert used == [
        "Bìa",
        "Con số chính",
        *["Biểu đồ"] * 5,
        *["Bảng số liệu"] * 2,
        "Nội dung",
        "Nguồn số liệu",
    ]


def test_texts_pictures_and_feet_stand_in_real_places_and_no_place_is_empty() -> None:
    for slide in opened().slides:
        assert slide.shapes.title is not None
        for place in slide.placeholders:
            assert place.has_chart or place.has_table or place.text_frame.text.strip()
    line = opened(LINE).slides[0]
    kinds = {place.placeholder_format.type for place in line.placeholders}
    assert kinds == {
        PP_PLACEHOLDER.TITLE,
        PP_PLACEHOLDER.BODY,
        PP_PLACEHOLDER.CHART,
        PP_PLACEHOLDER.FOOTER,
        PP_PLACEHOLDER.SLIDE_NUMBER,
    }
    assert line.shapes.title.text_frame.text == LINE.title
    assert {LINE.sentence, LINE.subtitle, LINE.source, LINE.standing, DECK.identity} <= {
        paragraph.text
        for shape in line.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
    }


def test_a_cover_has_its_titles_and_lines() -> None:
    said = texts(opened(COVER).slides[0])
    assert said == [COVER.title, COVER.subtitle, "Trình bày tại hội nghị sơ kết", DECK.identity]


@pytest.mark.parametrize("slide", [LINE, BAR, COLUMN, INTERVALS])
def test_a_chart_shows_exactly_the_values_and_names_of_its_figure(slide: Slide) -> None:
    assert slide.plotted is not None
    plot = chart_of(opened(slide).slides[0]).plots[0]
    assert tuple(plot.categories) == slide.plotted.shown.categories
    assert [(one.name, one.values) for one in plot.series] == [
        (one.name, tuple(each.value for each in one.points)) for one in slide.plotted.shown.series
    ]


@pytest.mark.parametrize("slide", [LINE, BAR, COLUMN, INTERVALS])
def test_the_workbook_in_a_chart_holds_the_same_values_with_their_qualifiers(slide: Slide) -> None:
    assert slide.plotted is not None
    chart = chart_of(opened(slide).slides[0])
    sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    for column, series in enumerate(slide.plotted.shown.series, 2):
        assert sheet.cell(1, column).value == series.name
        for row, (category, one) in enumerate(
            zip(slide.plotted.shown.categories, series.points, strict=True), 2
        ):
            assert (sheet.cell(row, 1).value, sheet.cell(row, column).value) == (category, one.value)
    formats = {cell.number_format for row in sheet.iter_rows(2) for cell in row}
    assert (slide in (LINE, BAR)) == any('"trên "' in code for code in formats)


def test_the_references_of_a_chart_name_the_cells_of_its_workbook() -> None:
    chart = chart_of(opened(INTERVALS).slides[0])
    sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))["Số liệu"]
    cells = [element.text for element in chart._chartSpace.iter(f"{C}f")]
    beside = ["'Số liệu'!$D$2:$D$9", "'Số liệu'!$C$2:$C$9"]  # up, then down
    assert cells == ["'Số liệu'!$B$1", *beside, "'Số liệu'!$A$2:$A$9", "'Số liệu'!$B$2:$B$9"]
    assert [sheet.cell(1, column).value for column in (3, 4)] == [
        "Từ giá trị xuống cận dưới",
        "Từ giá trị lên cận trên",
    ]
    # 70,5 in 62,5 to 76,0; the fourth has no interval
    assert [sheet.cell(2, column).value for column in (3, 4)] == [8.0, 5.5]
    assert [sheet.cell(5, column).value for column in (3, 4)] == [0, 0]


def test_a_missing_value_is_a_gap_and_no_point() -> None:
    space = chart_of(opened(LINE).slides[0])._chartSpace
    assert space.find(f"{C}chart/{C}dispBlanksAs").get("val") == "gap"
    first = space.find(f".//{C}ser/{C}val//{C}numCache")
    assert [one.get("idx") for one in first.findall(f"{C}pt")] == ["0", "1", "3", "4"]


def test_a_bound_is_hollow_and_its_label_says_it_in_words() -> None:
    space = chart_of(opened(BAR).slides[0])._chartSpace
    (hollow,) = [
        one for one in space.iter(f"{C}dPt") if one.find(".//{*}solidFill/{*}srgbClr").get("val") == "FFFFFF"
    ]
    assert hollow.find(f"{C}idx").get("val") == "2"
    (label,) = list(space.iter(f"{C}dLbl"))
    assert label.find(f"{C}idx").get("val") == "2"
    assert label.find(f"{C}numFmt").get("formatCode") == ('[$-42A]"trên "#,##0;[$-42A]"trên "-#,##0')


def test_numbers_are_shown_with_their_decimals_in_the_language_of_the_deck() -> None:
    space = chart_of(opened(LINE).slides[0])._chartSpace
    codes = {one.get("formatCode") for one in space.iter(f"{C}numFmt")}
    assert "[$-42A]#,##0.00" in codes
    assert all(code.startswith("[$-42A]") for code in codes)
    assert {one.get("sourceLinked") for one in space.iter(f"{C}numFmt")} == {"0"}
    english = presentation(replace(only(LINE), language="en"))
    (slide,) = pptx.Presentation(io.BytesIO(english)).slides
    assert "[$-809]#,##0.00" in {
        one.get("formatCode") for one in chart_of(slide)._chartSpace.iter(f"{C}numFmt")
    }


def test_what_stands_out_is_in_accent_before_grey() -> None:
    real = replace(BAR, sample=False)
    space = chart_of(opened(real).slides[0])._chartSpace
    fills = {
        one.find(f"{C}idx").get("val"): one.find(f"{C}spPr/{{*}}solidFill/{{*}}srgbClr").get("val")
        for one in space.iter(f"{C}dPt")
    }
    assert fills == {"2": "FFFFFF", "8": "B3202A"}
    assert space.find(f".//{C}ser/{C}spPr/{{*}}solidFill/{{*}}srgbClr").get("val") == "ACB0B4"


def test_of_several_bars_what_does_not_stand_out_is_paler_in_its_own_colour() -> None:
    two = plotted(
        "bar",
        ("A", "B"),
        Series("2017", (point(3), point(4))),
        Series("2021", (point(1), point(2))),
        highlighted=("B",),
    )
    space = chart_of(opened(replace(LINE, plotted=two)).slides[0])._chartSpace
    fills = [
        one.find(f"{C}spPr/{{*}}solidFill/{{*}}srgbClr").get("val")
        for series in space.iter(f"{C}ser")
        for one in (series, series.find(f"{C}dPt"))
    ]
    assert fills == ["9CA4C0", "394882", "D8B094", "B16028"]


def test_bars_of_sample_values_are_paler_and_dashed() -> None:
    space = chart_of(opened(replace(BAR, plotted=replace(BAR.plotted, highlighted=()))).slides[0])._chartSpace  # type: ignore[type-var]
    look = space.find(f".//{C}ser/{C}spPr")
    assert look.find("{*}solidFill/{*}srgbClr").get("val") == "9CA4C0"
    assert look.find("{*}ln/{*}prstDash").get("val") == "sysDash"


def test_lines_of_another_standard_are_another_line_and_named_at_their_first_mark() -> None:
    space = chart_of(opened(LINE).slides[0])._chartSpace
    named = [
        (one.find(f"{C}idx").get("val"), one.find(f"{C}separator").text)
        for one in space.iter(f"{C}dLbl")
        if one.find(f"{C}showSerName").get("val") == "1"
    ]
    assert named == [("0", "\n"), ("5", "\n")]
    assert space.find(f".//{C}legend") is None


def test_the_axis_bears_the_unit_and_only_lines_across_are_drawn() -> None:
    space = chart_of(opened(COLUMN).slides[0])._chartSpace
    assert "".join(one.text for one in space.findall(f".//{C}valAx/{C}title//{{*}}t")) == "lượt"
    assert space.find(f".//{C}catAx/{C}majorGridlines") is None


def test_bars_start_at_nought_with_the_first_at_the_top() -> None:
    space = chart_of(opened(BAR).slides[0])._chartSpace
    assert space.find(f".//{C}valAx/{C}scaling/{C}min").get("val") == "0"
    assert space.find(f".//{C}catAx/{C}scaling/{C}orientation").get("val") == "maxMin"


def test_an_interval_lies_within_the_axis() -> None:
    space = chart_of(opened(INTERVALS).slides[0])._chartSpace
    assert float(space.find(f".//{C}valAx/{C}scaling/{C}max").get("val")) >= 97.0


def test_an_interval_that_would_leave_no_room_is_cut_and_the_slide_says_so() -> None:
    assert INTERVALS.plotted is not None
    cut = "Khoảng quá dài được cắt ở mép biểu đồ."
    long = replace(INTERVALS.plotted, intervals=((62.5, 4000.0), *INTERVALS.plotted.intervals[1:]))
    slide = opened(replace(INTERVALS, plotted=long)).slides[0]
    end = chart_of(slide)._chartSpace.find(f".//{C}valAx/{C}scaling/{C}max").get("val")
    assert float(end) == pytest.approx(280)  # 3 x 91,5 and a little, of two digits
    assert any(cut in text for text in texts(slide))
    assert not any(cut in text for text in texts(opened(INTERVALS).slides[0]))


def test_fifty_bars_are_told_on_several_slides_with_one_scale() -> None:
    names = tuple(f"Xã {at}" for at in range(50))
    many = replace(
        BAR,
        plotted=plotted("bar", names, Series("Đất", tuple(point(at + 1, decimals=0) for at in range(50)))),
    )
    slides = list(opened(many).slides)
    told = [tuple(chart_of(slide).plots[0].categories) for slide in slides]
    assert [len(part) for part in told] == [12, 13, 13, 12]
    assert tuple(name for part in told for name in part) == names
    assert [slide.shapes.title.text_frame.text for slide in slides] == [
        f"{BAR.title} ({at}/4)" for at in range(1, 5)
    ]
    ends = [chart_of(slide)._chartSpace.find(f".//{C}valAx/{C}scaling/{C}max").get("val") for slide in slides]
    assert len({float(end) for end in ends}) == 1
    assert float(ends[0]) >= 50


def test_sample_values_say_so_on_the_slide_in_the_chart_to_the_blind_and_in_the_notes() -> None:
    slide = opened(BAR).slides[0]
    assert texts(slide).count(SAMPLE_WORDS) == 2
    chart = next(shape for shape in slide.shapes if shape.has_chart)
    assert chart.chart.chart_title.text_frame.text == SAMPLE_WORDS
    assert chart._element.xpath(".//p:cNvPr/@descr")[0].startswith(SAMPLE_WORDS)
    assert notes(slide).startswith(SAMPLE_WORDS)
    real = opened(LINE).slides[0]
    assert SAMPLE_WORDS not in "".join([*texts(real), notes(real)])
    assert not chart_of(real).has_title


def test_who_cannot_see_a_chart_or_table_is_told_what_it_says() -> None:
    for slide, told in zip(opened(LINE, TABLE).slides, (LINE, TABLE), strict=False):
        frame = next(shape for shape in slide.shapes if shape.has_chart or shape.has_table)
        (properties,) = frame._element.xpath("./p:nvGraphicFramePr/p:cNvPr")
        assert properties.get("descr") == f"{told.sentence.rstrip('.')}. {told.subtitle}."
        assert properties.get("title").startswith(told.title)


def test_the_notes_hold_what_to_say_the_source_the_cautions_and_the_snapshot() -> None:
    said = notes(opened(replace(LINE, title="Nghèo giảm một nửa")).slides[0]).split("\n")
    assert said[:2] == list(LINE.notes)
    assert f"Tiêu đề tính từ số liệu: {LINE.computed_title}" in said
    for text in (LINE.sentence, LINE.source, LINE.coverage, DECK.identity, "Loại số liệu: Theo báo cáo"):
        assert text in said
    assert f"Lưu ý: {LINE.cautions[0]}" in said
    assert not any("Tiêu đề tính" in line for line in notes(opened(LINE).slides[0]).split("\n"))


def test_each_figure_has_its_value_name_period_standing_and_source() -> None:
    slide = opened(NUMBERS).slides[0]
    cards = [
        [paragraph.text for paragraph in place.text_frame.paragraphs]
        for place in slide.placeholders
        if 21 <= place.placeholder_format.idx <= 26
    ]
    assert cards[0] == [
        "trên 204 tỷ đồng",
        "Vốn huy động xây dựng nông thôn mới",
        "giai đoạn 2017–2021",
        "Theo báo cáo",
    ]
    assert len(cards) == 6
    assert NUMBERS.source in texts(slide)
    other = replace(NUMBERS, source="Nguồn: nhiều văn bản", numbers=NUMBERS.numbers[:1])
    (place,) = [one for one in opened(other).slides[0].placeholders if one.placeholder_format.idx == 21]
    assert place.text_frame.paragraphs[-1].text.endswith(NUMBERS.numbers[0].source)
    seven = replace(NUMBERS, numbers=(*NUMBERS.numbers, NUMBERS.numbers[0]))
    assert len(opened(seven).slides) == 2


def test_a_table_has_a_head_its_numbers_to_the_right_and_no_more_rows_than_can_be_read() -> None:
    slides = list(opened(TABLE).slides)
    tables = [next(shape.table for shape in slide.shapes if shape.has_table) for slide in slides]
    assert all(table.first_row for table in tables)
    rows = [[cell.text for cell in row.cells] for table in tables for row in list(table.rows)[1:]]
    assert TABLE.table is not None
    assert rows == [list(row) for row in TABLE.table.rows]
    assert all(len(table.rows) <= 13 for table in tables)
    alignments = [cell.text_frame.paragraphs[0].alignment.name for cell in tables[0].rows[1].cells]
    assert alignments == ["LEFT", "RIGHT", "RIGHT", "LEFT"]


def test_words_are_real_bullets_each_once() -> None:
    twice = replace(WORDS, lines=(*WORDS.lines, WORDS.lines[0]))
    (body,) = [one for one in opened(twice).slides[0].placeholders if one.placeholder_format.idx == 1]
    assert [paragraph.text for paragraph in body.text_frame.paragraphs] == list(WORDS.lines)
    layout = opened(WORDS).slides[0].slide_layout
    (place,) = [one for one in layout.placeholders if one.placeholder_format.idx == 1]
    assert place._element.xpath(".//a:buChar")


def test_the_documents_stand_in_a_table_below_the_lines_on_sources_and_more_than_fit_follow() -> None:
    few = Table(("Văn bản", "Số"), (("Báo cáo sơ kết", "…/BC-UBND"), ("Niên giám", "")), (False, False))
    (slide,) = opened(replace(SOURCES, table=few)).slides
    (table,) = (shape.table for shape in slide.shapes if shape.has_table)
    assert [table.cell(row, 0).text for row in range(3)] == ["Văn bản", "Báo cáo sơ kết", "Niên giám"]
    assert "\n".join(SOURCES.lines) in texts(slide)
    many = replace(few, rows=tuple((f"Văn bản {at}", "") for at in range(20)))
    parts = [
        shape.table
        for slide in opened(replace(SOURCES, table=many)).slides
        for shape in slide.shapes
        if shape.has_table
    ]
    listed = [part.cell(row, 0).text for part in parts for row in range(1, len(part.rows))]
    assert listed == [f"Văn bản {at}" for at in range(20)]


def test_a_finding_without_values_is_told_in_words() -> None:
    empty = replace(
        LINE, plotted=plotted("bar", ("A",), Series("x", (point(None),))), sentence="Chưa có số liệu."
    )
    slide = opened(empty).slides[0]
    assert slide.slide_layout.name == "Nội dung"
    assert "Chưa có số liệu." in texts(slide)


def test_each_run_has_its_language() -> None:
    for slide in opened(LINE, TABLE, NUMBERS, SOURCES).slides:
        runs = slide._element.xpath(".//a:rPr")
        assert runs
        assert {run.get("lang") for run in runs} == {"vi-VN"}


def test_the_file_says_what_it_is_and_of_which_snapshot() -> None:
    about = opened().core_properties
    assert about.title == f"{DECK.title}: {DECK.subtitle}"
    assert (about.language, about.identifier) == ("vi-VN", DECK.snapshot)
    assert DECK.snapshot in about.keywords
    assert about.comments.startswith(f"{SAMPLE_WORDS}. {DECK.identity}")
    assert about.created.date() == about.modified.date() == DECK.as_of
    assert opened(LINE).core_properties.comments == f"{DECK.identity}. Theo báo cáo"


def test_the_same_deck_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.localtime", lambda *_: (2031, 1, 2, 3, 4, 5, 3, 2, 0))
    assert presentation(DECK) == DECK_BYTES


def test_progress_is_told_after_each_slide_and_may_end_the_work() -> None:
    told: list[tuple[int, int]] = []

    def heard(done: int, of: int) -> None:
        told.append((done, of))
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        presentation(DECK, heard)
    assert told == [(1, 10), (2, 10)]


def hostile(text: str) -> Deck:
    """Return a deck with this text wherever a text stands."""
    numbers = tuple(
        replace(number, name=text, value=text, period=text, source=text) for number in NUMBERS.numbers[:2]
    )
    assert LINE.plotted is not None
    assert TABLE.table is not None
    shown = replace(
        LINE.plotted.shown,
        heading=text,
        series=tuple(replace(one, name=f"{text}{at}") for at, one in enumerate(LINE.plotted.shown.series)),
    )
    drawn = replace(LINE.plotted, shown=shown, axis_title=text)
    table = replace(TABLE.table, columns=(text, *TABLE.table.columns[1:]), rows=((text, "1", "2", text),))
    slides = (
        replace(COVER, title=text, subtitle=text, lines=(text,)),
        replace(NUMBERS, title=text, numbers=numbers),
        replace(LINE, title=text, sentence=text, subtitle=text, plotted=drawn),
        replace(TABLE, title=text, sentence=text, table=table),
        replace(WORDS, title=text, lines=(text,)),
    )
    return replace(DECK, title=text, subtitle=text, identity=text, slides=slides)


@pytest.mark.parametrize(
    "text",
    ["", "\x00\x1b[31m\ud800", "=cmd|' /C calc'!A0", "<a:b>&amp;'\" a\r\nb\tc _x0041_ \u202e 😀", "x" * 3000],
)
def test_a_hostile_text_stays_a_text_and_breaks_nothing(text: str) -> None:
    made = pptx.Presentation(io.BytesIO(presentation(hostile(text))))
    assert len(made.slides) == 5
    sheet = load_workbook(io.BytesIO(chart_of(made.slides[2]).part.chart_workbook.xlsx_part.blob)).active
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_very_long_title_becomes_smaller_then_shorter_and_is_whole_in_the_notes() -> None:
    long = "Tỷ lệ hộ nghèo của thị xã giảm liên tục trong năm năm và thấp hơn mức chung của tỉnh. " * 2
    size = opened(replace(LINE, title=long)).slides[0].shapes.title.text_frame.paragraphs[0].runs[0].font.size
    assert 16 <= size.pt < 32
    longest = long * 10
    slide = opened(replace(LINE, title=longest)).slides[0]
    assert slide.shapes.title.text_frame.text.endswith("… (đầy đủ ở phần ghi chú)")
    assert " ".join(longest.split()) in notes(slide)


NUMBERS_OF_ALL_SIZES = st.floats(-1e15, 1e15) | st.sampled_from([0.0, -0.001, 1e300, 5e-324])
POINTS = st.builds(
    Point, st.none() | NUMBERS_OF_ALL_SIZES, st.sampled_from(["=", ">", ">=", "<", "~"]), st.integers(0, 4)
)


@given(
    st.sampled_from(["bar", "column", "line"]),
    st.lists(st.lists(POINTS, min_size=3, max_size=3), min_size=1, max_size=7),
)
@settings(max_examples=12)
def test_whatever_the_numbers_are_the_chart_holds_them(kind: str, rows: list[list[Point]]) -> None:
    series = [Series(f"Nơi {at}", tuple(points)) for at, points in enumerate(rows)]
    made = pptx.Presentation(
        io.BytesIO(presentation(only(replace(LINE, plotted=plotted(kind, ("A", "B", "C"), *series)))))
    )
    if not any(one.value is not None for points in rows for one in points):
        assert not any(shape.has_chart for shape in made.slides[0].shapes)
        return
    read = [value for one in chart_of(made.slides[0]).plots[0].series for value in one.values]
    assert read == [one.value for points in rows for one in points]


def test_an_interval_without_an_end_reaches_the_edge() -> None:
    assert INTERVALS.plotted is not None
    endless = replace(INTERVALS.plotted, intervals=((62.5, math.inf), *INTERVALS.plotted.intervals[1:]))
    space = chart_of(opened(replace(INTERVALS, plotted=endless)).slides[0])._chartSpace
    end = float(space.find(f".//{C}valAx/{C}scaling/{C}max").get("val"))
    assert 70.5 + float(space.find(f".//{C}plus//{C}pt/{C}v").text) > end


def test_a_deck_without_slides_is_an_empty_file() -> None:
    assert len(pptx.Presentation(io.BytesIO(presentation(replace(DECK, slides=())))).slides) == 0


def test_nothing_lies_outside_a_slide() -> None:
    made = opened()
    for slide in [*made.slides, *made.slide_layouts, made.slide_master]:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert (shape.left + shape.width) / 914_400 <= WIDTH + 0.01
            assert (shape.top + shape.height) / 914_400 <= HEIGHT + 0.01


def test_in_english_the_layouts_and_notes_are_english() -> None:
    deck = replace(only(LINE), language="en")
    made = pptx.Presentation(io.BytesIO(presentation(deck)))
    assert [layout.name for layout in made.slide_layouts][:2] == ["Cover", "Chart"]
    assert f"Note: {LINE.cautions[0]}" in notes(made.slides[0]).split("\n")
