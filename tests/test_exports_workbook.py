"""danvan.exports.workbook: a table as a workbook, read back."""

import io
import time
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from taken_examples import MIXED_UNITS, NASTY, REAL, ROWS, SAMPLE, any_taken

from danvan.exports import Chart, Taken, chart_ink
from danvan.exports.number_formats import number_format
from danvan.exports.styles import printable
from danvan.exports.workbook import HEADING_ROW, workbook
from danvan.figures.colour import TOKENS, mix

BARS = Chart("bar", "place", ("value",), axis_title="m²")
ONE_YEAR = replace(REAL, rows=(ROWS[1], ROWS[2]), chart=BARS)


def opened(taken: Taken) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(taken)))


def part(taken: Taken, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(workbook(taken))).read(name).decode()


def rows_of(sheet: Worksheet) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(min_row=HEADING_ROW + 1, values_only=True))


def texts_of(sheet: Worksheet) -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


@pytest.fixture(scope="module")
def real() -> Workbook:
    return opened(REAL)


@pytest.fixture(scope="module")
def figures(real: Workbook) -> Worksheet:
    return real["Số liệu"]


def test_the_rows_stand_below_their_headings_with_standings_in_words(figures: Worksheet) -> None:
    assert [cell.value for cell in figures[4]] == [column.heading for column in REAL.columns]
    assert rows_of(figures) == [
        ("Phổ Hòa", "2020", "Đất hiến làm đường", 12345.5, "bằng", 870, "Theo báo cáo", "Báo cáo 1"),
        ("Phổ Hòa", "2021", "Đất hiến làm đường", 45000, "trên", 880, "Theo báo cáo", "Báo cáo 1"),
        ("Phổ An", "2020", "Đất hiến làm đường", -7.25, "dưới", None, "Xã, phường nộp", "Báo cáo 2; bảng 3"),
        ("Phổ An", "2021", "Đất hiến làm đường", None, "chưa có số liệu", 1204, "Theo báo cáo", "Báo cáo 1"),
    ]


def test_a_qualified_number_stays_a_number_and_its_format_says_the_qualifier(figures: Worksheet) -> None:
    assert [figures[f"D{row}"].number_format for row in (5, 6, 7)] == [
        "#,##0.0",
        '"trên "#,##0.0;"trên "-#,##0.0',
        '"dưới "#,##0.0;"dưới "-#,##0.0',
    ]
    assert {figures[f"D{row}"].data_type for row in (5, 6, 7)} == {"n"}
    assert figures["F5"].number_format == "#,##0"


def test_a_format_has_the_decimals_and_the_words_of_the_language() -> None:
    assert number_format(0) == "#,##0"
    assert number_format(2, "~", "en") == '"about "#,##0.00;"about "-#,##0.00'


def test_a_missing_value_is_a_hatched_empty_cell(figures: Worksheet) -> None:
    assert (figures["D8"].value, figures["D8"].fill.fill_type) == (None, "lightUp")
    assert figures["D5"].fill.fill_type is None


def test_rows_with_units_of_their_own_have_decimals_of_their_own_and_a_column_that_says_them() -> None:
    sheet = opened(MIXED_UNITS)["Số liệu"]
    assert [sheet[f"E{row}"].value for row in range(4, 9)] == ["Đơn vị tính", "m²", "m²", "%", "%"]
    assert (sheet["D5"].number_format, sheet["D7"].number_format) == (
        "#,##0",
        '"dưới "#,##0.00;"dưới "-#,##0.00',
    )


def test_the_headings_stay_in_view_can_be_filtered_and_are_printed_on_every_a4_page(
    figures: Worksheet,
) -> None:
    assert (figures.freeze_panes, figures.auto_filter.ref) == ("A5", "A4:H8")
    assert figures.print_title_rows == "$1:$4"
    assert (figures.page_setup.orientation, int(figures.page_setup.paperSize)) == ("landscape", 9)
    assert figures.sheet_properties.pageSetUpPr.fitToPage
    assert figures.dimensions == "A1:H8"


def test_the_last_sheet_has_the_facts_the_sources_and_only_the_standings_that_occur(real: Workbook) -> None:
    assert real.sheetnames == ["Số liệu", "Biểu đồ", "Nguồn và tình trạng"]
    said = texts_of(real["Nguồn và tình trạng"])
    for text in (*REAL.facts[0], *REAL.source_headings, *REAL.sources[1], "bằng", "trên", "chưa có số liệu"):
        assert text in said
    assert "Xã, phường nộp con số này." in said
    assert "khoảng" not in said


def test_a_sample_says_so_on_every_sheet_in_the_chart_and_in_the_properties() -> None:
    book = opened(SAMPLE)
    for sheet in book:
        assert sheet["A3"].value.startswith("SỐ LIỆU MINH HỌA. ")
        assert sheet.print_title_rows in ("$1:$3", "$1:$4")
    assert [row[6] for row in rows_of(book["Số liệu"])] == ["Số liệu minh họa"] * 4
    chart = part(SAMPLE, "xl/charts/chart1.xml")
    assert "SỐ LIỆU MINH HỌA" in chart
    assert 'prstDash val="sysDash"' in chart
    assert book.properties.category == "SỐ LIỆU MINH HỌA"


def test_nothing_in_a_workbook_of_real_values_speaks_of_a_sample() -> None:
    archive = zipfile.ZipFile(io.BytesIO(workbook(REAL)))
    assert not any("minh họa" in archive.read(name).decode().lower() for name in archive.namelist())


def test_the_chart_draws_the_table_below_it(real: Workbook) -> None:
    sheet = real["Biểu đồ"]
    (chart,) = sheet._charts
    assert [series.val.numRef.f for series in chart.series] == [
        "'Biểu đồ'!$B$32:$B$33",
        "'Biểu đồ'!$C$32:$C$33",
    ]
    table = [[cell.value for cell in row] for row in sheet["A31:C33"]]
    assert table == [["Năm", "Phổ Hòa", "Phổ An"], ["2020", 12345.5, -7.25], ["2021", 45000, None]]
    assert chart.display_blanks == "gap"
    assert (chart.x_axis.delete, chart.y_axis.delete) == (False, False)
    assert chart.y_axis.numFmt.formatCode == "#,##0"
    assert chart.legend is not None


def test_of_more_lines_than_periods_each_is_a_row() -> None:
    sheet = opened(replace(REAL, rows=(ROWS[0], ROWS[2])))["Biểu đồ"]
    series = sheet._charts[0].series
    assert [one.val.numRef.f for one in series] == ["'Biểu đồ'!$B$32:$B$32", "'Biểu đồ'!$B$33:$B$33"]
    assert [one.tx.strRef.f for one in series] == ["'Biểu đồ'!$A$32", "'Biểu đồ'!$A$33"]
    table = [[cell.value for cell in row] for row in sheet["A31:B33"]]
    assert table == [["Xã, phường", "2020"], ["Phổ Hòa", 12345.5], ["Phổ An", -7.25]]


def test_bars_have_no_legend_a_titled_axis_and_hollow_bounds() -> None:
    (chart,) = opened(ONE_YEAR)["Biểu đồ"]._charts
    assert chart.legend is None
    assert chart.y_axis.title.tx.rich.p[0].r[0].t == "m²"
    assert [point.idx for point in chart.series[0].dPt] == [0, 1]
    assert chart.y_axis.scaling.min is None
    above_zero = replace(ONE_YEAR, rows=ROWS[:1])
    assert opened(above_zero)["Biểu đồ"]._charts[0].y_axis.scaling.min == 0


def test_the_points_of_a_scatter_bear_their_names() -> None:
    scatter = replace(REAL, chart=Chart("scatter", "place", ("value", "households")))
    (chart,) = opened(scatter)["Biểu đồ"]._charts
    assert [series.tx.strRef.f for series in chart.series] == ["'Biểu đồ'!$A$32", "'Biểu đồ'!$A$33"]
    assert chart.series[0].dLbls.showSerName


def test_the_chart_has_a_text_for_those_who_cannot_see_it() -> None:
    drawing = part(replace(REAL, title='Đất "hiến" < 1 & hơn'), "xl/drawings/drawing1.xml")
    assert (
        'name="Biểu đồ" descr=\'Đất "hiến" &lt; 1 &amp; hơn. Đất hiến làm đường, 2020–2021, m²\'' in drawing
    )


def test_a_chart_that_would_mislead_is_a_sentence() -> None:
    sheet = opened(replace(REAL, chart=BARS))["Biểu đồ"]
    assert sheet._charts == []
    assert sheet["A4"].value.startswith("Không vẽ biểu đồ: có điểm mang nhiều hơn một con số.")
    assert opened(replace(REAL, chart=None)).sheetnames == ["Số liệu", "Nguồn và tình trạng"]


def test_the_colours_are_those_of_the_figures() -> None:
    fields = ("kinh_te", "van_hoa_xa_hoi", "quoc_phong_an_ninh", "he_thong_chinh_tri", "muted")
    light = [TOKENS[name][0] for name in fields]
    assert [f"#{colour}" for colour in chart_ink.COLOURS] == light
    assert [f"#{colour}" for colour in chart_ink.PALER] == [mix("#FFFFFF", colour, 0.5) for colour in light]
    for name in ("ink", "muted", "accent", "rule"):
        assert f"#{getattr(chart_ink, name.upper())}" == TOKENS[name][0]


def test_the_properties_say_what_the_file_is_and_of_which_day() -> None:
    properties = opened(REAL).properties
    assert (properties.title, properties.subject, properties.language) == (REAL.title, REAL.subtitle, "vi-VN")
    assert properties.creator == "Dân vận khéo"
    assert properties.created.date() == properties.modified.date() == REAL.as_of


def test_in_english_all_words_are_english() -> None:
    book = opened(replace(SAMPLE, language="en"))
    assert book.sheetnames == ["Figures", "Chart", "Sources and standing"]
    assert rows_of(book["Figures"])[1][4:7] == ("more than", 880, "Sample data")


@given(any_taken())
@settings(max_examples=25)
def test_any_text_stays_a_text_and_any_number_the_same_number(taken: Taken) -> None:
    book = opened(taken)
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    for given_row, row in zip(taken.rows, rows_of(book["Số liệu"])[: len(taken.rows)], strict=True):
        for column, cell, back in zip(taken.columns, given_row, row, strict=True):
            if column.kind != "text":
                assert back == cell
            elif column.key in ("place", "source"):
                assert back == (printable(cell or "") or None)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_text_anywhere_becomes_a_formula(language: str) -> None:
    nasty = [text for text in NASTY if text.strip()]
    rows = tuple((text, text, text, 1, "=", 1, "reported", text) for text in nasty)
    book = opened(replace(
        REAL, rows=rows, language=language, title="=1+1", subtitle="+1", source_headings=("=A1", "@b"),
        facts=(("=1", "-1"),), sources=(("=1", "=2"),),
        columns=tuple(replace(column, heading="=1+1") for column in REAL.columns),
        chart=Chart("bar", "place", ("value",), title="=1", axis_title="=2"),
    ))  # fmt: skip
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert "=1+1" in texts_of(book.worksheets[0])
    assert len(book.worksheets[1]._charts) == 1


def test_ten_thousand_rows_take_about_a_second() -> None:
    large = replace(REAL, rows=ROWS * 2500)
    started = time.perf_counter()
    content = workbook(large)
    assert time.perf_counter() - started < 5  # on a busy machine
    assert openpyxl.load_workbook(io.BytesIO(content), read_only=True)["Số liệu"].max_row == 10_004
