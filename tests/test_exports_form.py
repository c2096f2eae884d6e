"""danvan.exports.form: the workbook that a ward fills in."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from data_folder import DataFolder
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from danvan import queries
from danvan.catalogue import Catalogue
from danvan.exports.checks import LONGEST_MESSAGE, LONGEST_TITLE
from danvan.exports.form import form
from danvan.text import words

DAY = date(2026, 3, 9)
PHO_HOA, KHANH_CUONG = "21469", "21472@2025"


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    folder = DataFolder(Path(tmp_path_factory.mktemp("form")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DANVAN_DATA", str(folder.path))
        patch.setenv("DANVAN_STATE", str(folder.state))
        yield queries.catalogue()


def opened(catalogue: Catalogue, language: str = "vi", place: str | None = None) -> Workbook:
    content = form(catalogue, words(language), place=place, today=DAY)
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def workbook(catalogue: Catalogue) -> Workbook:
    return opened(catalogue)


@pytest.fixture(scope="module")
def figures(workbook: Workbook) -> Worksheet:
    return workbook["Số liệu"]


def column_of(sheet: Worksheet, heading: str) -> str:
    return next(cell.column_letter for cell in sheet[4] if cell.value == heading)


def check_of(sheet: Worksheet, letter: str, row: int) -> DataValidation:
    (found,) = [check for check in sheet.data_validations.dataValidation if f"{letter}{row}" in check.sqref]
    return found


def listed(workbook: Workbook, source: str) -> list[str]:
    """Return the entries of a list that is a range on a sheet."""
    name, _, area = source.rpartition("!")
    return [row[0].value for row in workbook[name.strip("'")][area.replace("$", "")]]


def texts_of(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_form_has_three_sheets_and_none_is_hidden(workbook: Workbook) -> None:
    assert workbook.sheetnames == ["Số liệu", "Mô hình", "Hướng dẫn"]
    assert {sheet.sheet_state for sheet in workbook} == {"visible"}


def test_every_count_that_a_ward_hands_in_has_one_column_and_no_rate_has(
    catalogue: Catalogue, figures: Worksheet
) -> None:
    headings = [cell.value for cell in figures[4]]
    counts = [each for each in catalogue.ward_indicators if each.aggregation != "ratio"]
    assert headings[:4] == ["Xã, phường", "Kỳ", "Ngày công đóng góp (ngày công)", "Đất hiến làm đường (m²)"]
    assert headings[-2:] == ["Chuẩn nghèo", "Ghi chú"]
    assert len(headings) == len(set(headings)) == len(counts) + 4


def test_the_rows_of_units_and_of_help_are_known_by_their_first_cell(figures: Worksheet) -> None:
    road = column_of(figures, "Đường sửa chữa (km)")
    assert (figures["A5"].value, figures["A6"].value) == ("Đơn vị tính", "Cách ghi")
    assert figures[f"{road}5"].value == "km"
    assert figures[f"{road}6"].value.endswith("Tối đa 2 chữ số sau dấu phẩy. Từ 0 đến 200 km.")
    money = column_of(figures, "Tiền đóng góp xây dựng nông thôn mới (đồng)")
    assert figures[f"{money}6"].value.endswith("Số nguyên. Từ 0 đến 100 tỷ đồng.")


def test_without_a_place_each_ward_has_one_row(catalogue: Catalogue, figures: Worksheet) -> None:
    names = [figures.cell(row, 1).value for row in range(7, 7 + len(catalogue.wards))]
    assert names[:2] == ["Xã Phổ An", "Xã Phổ Phong"]
    assert names[-1] == "Xã Phổ Châu"
    assert figures.cell(7 + len(catalogue.wards), 1).value is None
    assert {figures.cell(row, 2).value for row in range(7, 40)} == {None}


@pytest.mark.parametrize(("place", "name"), [(PHO_HOA, "Phường Phổ Hòa"), (KHANH_CUONG, "Xã Khánh Cường")])
def test_with_a_place_ten_rows_have_its_name(catalogue: Catalogue, place: str, name: str) -> None:
    sheet = opened(catalogue, place=place)["Số liệu"]
    assert [sheet.cell(row, 1).value for row in range(7, 17)] == [name] * 10
    assert sheet["A17"].value is None
    assert sheet["A2"].value.startswith(f"{name}. ")


def test_an_unknown_place_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(KeyError):
        form(catalogue, words("vi"), place="99999")


def test_a_place_is_chosen_among_the_wards_and_the_units_since_july_2025(
    workbook: Workbook, figures: Worksheet
) -> None:
    for sheet, first in ((figures, 7), (workbook["Mô hình"], 6)):
        names = listed(workbook, check_of(sheet, "A", first).formula1)
        assert len(names) == len(set(names)) == 20
        assert {"Xã Phổ An", "Phường Nguyễn Nghiêm", "Xã Nguyễn Nghiêm", "Phường Sa Huỳnh"} <= set(names)
    assert {figures.cell(row, 1).value for row in range(7, 22)} <= set(names)


def test_a_period_is_text_with_years_to_choose_from_and_other_codes_may_be_typed(
    catalogue: Catalogue, figures: Worksheet
) -> None:
    check = check_of(figures, "B", 7)
    years = check.formula1.strip('"').split(",")
    assert (years[0], years[-1]) == (str(catalogue.years[0]), "2027")
    assert not check.showErrorMessage
    assert "2021-H1" in check.prompt
    assert figures["B7"].number_format == "@"


def test_a_number_is_checked_within_the_bounds_of_its_indicator(
    catalogue: Catalogue, figures: Worksheet
) -> None:
    for indicator in catalogue.ward_indicators:
        letter = column_of(figures, f"{indicator.name_vi} ({words('vi').get(f'unit.{indicator.unit}')})")
        check = check_of(figures, letter, 7)
        assert check.type == ("decimal" if indicator.decimals else "whole")
        assert (float(check.formula1), float(check.formula2)) == (indicator.minimum, indicator.maximum)
        assert figures[f"{letter}7"].number_format == ("#,##0.00" if indicator.decimals else "#,##0")


def test_a_qualified_number_can_be_written_after_a_question(figures: Worksheet) -> None:
    check = check_of(figures, "C", 7)
    assert (check.errorStyle, check.showErrorMessage) == ("warning", True)
    assert "trên 200" in check.error


def test_the_poverty_standard_is_one_of_the_catalogue(catalogue: Catalogue, figures: Worksheet) -> None:
    check = check_of(figures, column_of(figures, "Chuẩn nghèo"), 7)
    assert check.formula1.strip('"').split(",") == list(catalogue.standards)


def test_two_hundred_rows_are_checked(workbook: Workbook, figures: Worksheet) -> None:
    for sheet, first, last in ((figures, 7, 206), (workbook["Mô hình"], 6, 205)):
        for check in sheet.data_validations.dataValidation:
            (area,) = check.sqref.ranges
            assert (area.min_row, area.max_row) == (first, last)


def test_models_have_their_own_columns_and_choices(workbook: Workbook) -> None:
    sheet = workbook["Mô hình"]
    assert [cell.value for cell in sheet[4]] == [
        "Xã, phường",
        "Tên mô hình",
        "Lĩnh vực",
        "Đơn vị chủ trì",
        "Năm bắt đầu",
        "Thôn, tổ dân phố thực hiện",
        "Cấp công nhận",
    ]
    assert sheet["A5"].value == "Cách ghi"
    fields = listed(workbook, check_of(sheet, "C", 6).formula1)
    assert fields == ["Kinh tế", "Văn hóa - xã hội", "Quốc phòng, an ninh", "Xây dựng hệ thống chính trị"]
    since = check_of(sheet, "E", 6)
    assert (since.type, since.formula1, since.formula2) == ("whole", "1990", "2027")
    assert check_of(sheet, "G", 6).formula1 == '"Cấp thị xã,Cấp cơ sở"'


@pytest.mark.parametrize("language", ["vi", "en"])
def test_titles_and_messages_of_checks_are_no_longer_than_excel_takes(
    catalogue: Catalogue, language: str
) -> None:
    for sheet in opened(catalogue, language):
        for check in sheet.data_validations.dataValidation:
            assert len(check.errorTitle or "") <= LONGEST_TITLE
            assert len(check.promptTitle or "") <= LONGEST_TITLE
            assert len(check.error or "") <= LONGEST_MESSAGE
            assert len(check.prompt or "") <= LONGEST_MESSAGE
            if (check.formula1 or "").startswith('"'):
                assert len(check.formula1) <= LONGEST_MESSAGE


@pytest.mark.parametrize("language", ["vi", "en"])
def test_there_is_no_formula_no_macro_and_no_link(catalogue: Catalogue, language: str) -> None:
    content = form(catalogue, words(language), today=DAY)
    cells = [cell for sheet in opened(catalogue, language) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert [name for name in names if "vba" in name.lower() or "external" in name.lower()] == []


def test_the_instructions_say_what_empty_and_zero_mean_and_where_to_hand_in(workbook: Workbook) -> None:
    said = " ".join(texts_of(workbook["Hướng dẫn"]))
    for part in (
        "để trống ô",
        "số 0",
        "2021-Q2",
        "công thức",
        "trên 200",
        "lịch sử",
        "CSV UTF-8",
        "Nạp số liệu",
    ):
        assert part in said
    assert "1." in texts_of(workbook["Hướng dẫn"])
    assert "đến 30/6/2025" in said
    assert "từ 01/7/2025" in said


def test_the_heading_stays_in_view_and_is_printed_on_every_page(figures: Worksheet) -> None:
    assert figures.freeze_panes == "C7"
    assert figures.print_title_rows == "$4:$6"
    assert (figures.page_setup.orientation, int(figures.page_setup.paperSize)) == ("landscape", 9)
    assert figures.page_setup.fitToWidth == 1
    assert figures.sheet_properties.pageSetUpPr.fitToPage


def test_the_form_is_the_same_bytes_on_the_same_day(catalogue: Catalogue) -> None:
    first, second = (form(catalogue, words("vi"), place=PHO_HOA, today=DAY) for _ in range(2))
    assert first == second
    assert openpyxl.load_workbook(io.BytesIO(first)).properties.modified.date() == DAY


def test_the_form_speaks_english_and_keeps_the_names_of_the_units(catalogue: Catalogue) -> None:
    workbook = opened(catalogue, "en", PHO_HOA)
    assert workbook.sheetnames == ["Figures", "Models", "Instructions"]
    assert workbook["Figures"]["A7"].value == "Phường Phổ Hòa"
    assert workbook["Figures"]["C4"].value == "Labour days given (labour days)"
