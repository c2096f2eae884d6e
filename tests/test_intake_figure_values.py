"""danvan.intake.figure_values: numbers decided by cell, column and sheet, and held against their indicator."""

from decimal import Decimal
from typing import Any

import pytest
from definitions import faults, handed
from workbook_files import of_rows, saved

from danvan.intake.figure_values import column_key
from danvan.intake.submission import HandedIn

MONEY = "Tiền đóng góp (triệu đồng)"
WARDS = ("Phổ Hòa", "Phổ An", "Phổ Văn", "Phổ Ninh")


def table(headings: str, *rows: str) -> str:
    """Return a file in which each row is about another ward in 2023."""
    lines = (f"{place};2023;{row}" for place, row in zip(WARDS, rows, strict=False))
    return "\n".join([f"Xã;Kỳ;{headings}", *lines])


def values(read: HandedIn) -> list[str]:
    """Return qualifier and number of each figure, column by column."""
    return [f"{figure.qualifier.removeprefix('=')}{figure.value:f}" for figure in read.figures]


def codes(read: HandedIn) -> list[tuple[str, int | None]]:
    return [(issue.code, issue.line) for issue in read.issues]


def asked(read: HandedIn) -> list[list[str]]:
    return [[written for written, _, _ in one.examples] for one in read.asked]


@pytest.mark.parametrize(
    ("heading", "written", "value"),
    [
        ("Nguồn tin", "12", "12"),
        ("Nguồn tin", "1.234", "1234"),
        ("Nguồn tin", "1,234", "1234"),
        ("Đất hiến", "196.833", "196833"),
        ("Đường làm mới", "2,45", "2.45"),
        ("Đường làm mới", "2.45", "2.45"),
        ("Tiền đóng góp", "1.306.000.000", "1306000000"),
        ("Tiền đóng góp", "1 306 000 000", "1306000000"),
        ("Tiền đóng góp", "20 triệu đồng", "20000000"),
        ("Nguồn tin", "0", "0"),
    ],
)
def test_what_only_one_reading_can_be_is_read_so_without_asking(
    heading: str, written: str, value: str
) -> None:
    assert values(handed(table(heading, written))) == [value]


def test_a_number_of_two_readings_is_asked_with_both() -> None:
    read = handed(table(MONEY, "2.315", "1,306", "12"))
    assert codes(read) == [("number_asked", 2), ("number_asked", 3), ("number_converted", 4)]
    [question] = read.asked
    assert question.key == column_key(question.where) == f"so-lieu.csv||{MONEY}"
    assert question.indicator.indicator == "contribution_vnd"
    # 2.315 triệu đồng: 2315 x 1000000, or 2,315 x 1000000.
    assert question.examples == (
        ("2.315", Decimal(2_315_000_000), Decimal(2_315_000)),
        ("1,306", Decimal(1_306_000), Decimal(1_306_000_000)),
    )
    assert "2,315 tỷ đồng" in read.issues[0].message("vi")
    assert "2,315 triệu đồng" in read.issues[0].message("vi")


@pytest.mark.parametrize(
    ("sure", "value"), [("13,5", "2315000000"), ("1.306.000", "2315000000"), ("13.5", "2315000")]
)
def test_another_cell_of_the_column_decides(sure: str, value: str) -> None:
    read = handed(table(MONEY, "2.315", sure))
    assert (asked(read), values(read)[0]) == ([], value)
    assert read.figures[0].said


def test_cells_of_the_column_that_contradict_each_other_decide_nothing() -> None:
    read = handed(table(MONEY, "2.315", "13,5", "14.5"))
    assert asked(read) == [["2.315"]]
    assert values(read) == ["13500000", "14500000"]


def test_another_column_of_the_sheet_decides_where_its_own_says_nothing() -> None:
    assert values(handed(table(f"{MONEY};Đường", "2.315;1,5"))) == ["2315000000", "1.5"]
    assert values(handed(table(f"{MONEY};Đường", "2.315;1.5"))) == ["2315000", "1.5"]


def test_columns_of_the_sheet_that_contradict_each_other_leave_it_asked() -> None:
    assert asked(handed(table(f"{MONEY};Đường;Đất hiến", "2.315;1,5;1,234"))) == [["2.315"]]


def test_its_own_column_goes_before_the_others_of_the_sheet() -> None:
    read = handed(table(f"{MONEY};Đường", "2.315;1,5", "13.5;2,5"))
    assert values(read) == ["2315000", "13500000", "1.5", "2.5"]


def test_sheets_of_a_workbook_decide_nothing_for_each_other() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["Xã", "Kỳ", MONEY])
        sheet.append(["Phổ Hòa", "2023", "2.315"])
        other = sheet.parent.create_sheet("B")
        other.append(["Xã", "Kỳ", "Đường"])
        other.append(["Phổ Hòa", "2023", "1,5"])

    assert asked(handed(saved(fill))) == [["2.315"]]


def test_an_answer_decides_what_is_asked_and_nothing_else() -> None:
    file = table(f"{MONEY};Đường", "2.315;1,5", "13,5;2.5")
    doubtful = table(f"{MONEY};Đường", "2.315;1,5", "14;2.5")
    key = f"so-lieu.csv||{MONEY}"
    for answers in ({key: "en"}, {"": "en"}):
        assert values(handed(doubtful, answers=answers))[:2] == ["2315000", "14000000"]
    assert values(handed(file, answers={key: "vi"}))[:2] == ["2315000000", "13500000"]
    assert asked(handed(doubtful, answers={"so-lieu.csv||Đường": "en"})) == [["2.315"]]


def test_the_answer_for_a_column_goes_before_the_one_for_all() -> None:
    read = handed(table(MONEY, "2.315"), answers={"": "vi", f"so-lieu.csv||{MONEY}": "en"})
    assert values(read) == ["2315000"]


@pytest.mark.parametrize("written", ["5.000", "5,000"])
def test_thousands_that_are_too_many_for_a_ward_are_not_taken_for_units(written: str) -> None:
    assert asked(handed(table("Nguồn tin", written))) == [[written]]


def test_a_total_is_not_held_against_the_maximum_of_a_ward_to_decide_between_readings() -> None:
    # 104.900 triệu đồng is more than any ward has (100 tỷ đồng) and yet what the two wards add up to.
    money = f"Xã;Kỳ;{MONEY}\nPhổ Hòa;2023;91.350\nPhổ An;2023;13.550\nTổng cộng;2023;104.900\n"
    assert asked(handed(money)) == [["91.350", "13.550", "104.900"]]
    assert values(handed(money, answers={"": "vi"})) == ["91350000000", "13550000000"]


@pytest.mark.parametrize(
    ("heading", "written", "value", "converted"),
    [
        (MONEY, "204", "204000000", True),
        ("Tiền đóng góp (tỷ đồng)", "1,306", "1306000000", True),
        ("Đất hiến (ha)", "1,9", "19000", True),
        ("Đường làm mới (m)", "1500", "1.5", True),
        ("Đường làm mới (km)", "1,5", "1.5", False),
        (MONEY, "204 tỷ", None, False),
        (MONEY, "2 tỷ đồng", "2000000000", True),
        (MONEY, "2000000000 đồng", "2000000000", True),
    ],
)
def test_the_unit_of_the_cell_goes_before_that_of_the_heading_and_a_conversion_is_said(
    heading: str, written: str, value: str | None, converted: bool
) -> None:
    read = handed(table(heading, written), answers={"": "vi"})
    if value is None:  # 204 tỷ is 204 000 000 000, above what a ward can give
        assert codes(read) == [("above_maximum", 2)]
        return
    assert values(read) == [value]
    assert codes(read) == ([("number_converted", 2)] if converted else [])


def test_a_number_that_the_workbook_holds_is_exact_and_only_the_heading_changes_it() -> None:
    read = handed(of_rows(["Xã", "Kỳ", "Đường", MONEY], ["Phổ Hòa", 2023, 2.315, 2.315]))
    assert codes(read) == [("too_many_decimals", 2), ("number_converted", 2)]
    assert values(read) == ["2315000"]


def test_a_percentage_of_a_workbook_is_a_rate_but_no_count() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["Xã", "Kỳ", "Tỷ lệ hộ nghèo", "Nguồn tin"])
        sheet.append(["Phổ Hòa", 2023, 0.0319, 0.12])
        sheet["C2"].number_format, sheet["D2"].number_format = "0.00%", "0%"

    read = handed(saved(fill))
    assert faults(read.issues) == [("number_percent", 2, "Nguồn tin"), ("rate_given", 2, None)]
    assert values(read) == ["3.19"]
    assert read.figures[0].indicator == "poverty_rate_pct"


def test_a_rate_is_taken_as_written_in_a_text_file_with_or_without_its_sign() -> None:
    assert values(handed(table("Tỷ lệ hộ nghèo", "3,19%", "3,19", "12"))) == ["3.19", "3.19", "12"]


@pytest.mark.parametrize(
    ("written", "column", "kept"),
    [
        ("12", "", "12"),
        ("12", "trên", ">12"),
        ("12", "ít nhất", ">=12"),
        ("12", "~", "~12"),
        ("12", "dưới", "<12"),
        ("trên 12", "", ">12"),
        ("khoảng 12", "", "~12"),
        ("gần 12", "trên", "<12"),
        ("≥ 12", "đúng", ">=12"),
    ],
)
def test_the_qualifier_of_the_cell_goes_before_that_of_the_column(
    written: str, column: str, kept: str
) -> None:
    assert values(handed(table("Nguồn tin;Dấu", f"{written};{column}"))) == [kept]


def test_the_qualifier_of_the_column_counts_for_numbers_of_a_workbook_too() -> None:
    assert values(handed(of_rows(["Xã", "Kỳ", "Nguồn tin", "Dấu"], ["Phổ Hòa", 2023, 12, "trên"]))) == [">12"]


@pytest.mark.parametrize("blank", ["-", "…", "x", "n/a", "chưa báo cáo"])
def test_a_mark_for_no_figure_is_none_and_a_zero_is_one(blank: str) -> None:
    read = handed(table("Nguồn tin;Vụ việc", f"{blank};0"))
    assert [(figure.indicator, figure.value) for figure in read.figures] == [("cases_solved", 0)]


@pytest.mark.parametrize(
    ("heading", "written", "code"),
    [
        ("Nguồn tin", "-1", "below_minimum"),
        ("Nguồn tin", "2001", "above_maximum"),
        ("Nguồn tin", "1,5", "too_many_decimals"),
        ("Nguồn tin", "#REF!", "number_excel_error"),
        ("Nguồn tin", "=A1+1", "number_formula"),
        ("Nguồn tin", "01/02/2021", "number_date"),
        ("Nguồn tin", "nhiều", "number_words"),
        ("Nguồn tin", "12%", "number_percent"),
        ("Nguồn tin", "12 kg", "number_unit"),
        ("Nguồn tin", "10O", "not_a_number"),
        ("Hộ dân cư", "0", "below_minimum"),
    ],
)
def test_what_cannot_be_is_said_at_its_cell_and_not_kept(heading: str, written: str, code: str) -> None:
    read = handed(table(heading, written))
    assert [(issue.code, issue.cell, issue.value) for issue in read.issues] == [(code, "C2", written)]
    assert read.figures == ()


def test_a_broken_limit_names_what_was_written_and_what_it_was_read_as_where_they_differ() -> None:
    read = handed(table("Nguồn tin", "45.678", "4567"))
    assert [issue.message("vi").split(" lớn hơn")[0] for issue in read.issues] == [
        "45.678 (45.678 nguồn tin)",
        "4567",
    ]


@pytest.mark.parametrize(
    ("written", "warned"), [("15", True), ("99999", True), ("100000", False), ("0", False)]
)
def test_less_than_the_least_plausible_amount_above_zero_is_kept_and_warned_of(
    written: str, warned: bool
) -> None:
    read = handed(table("Tiền đóng góp", written))
    assert values(read) == [written]
    assert codes(read) == ([("below_least", 2)] if warned else [])


@pytest.mark.parametrize(
    "word", ["Tổng", "TỔNG CỘNG", "Tổng cộng:", "Cộng", "Tổng số", "Toàn thị xã", "Total"]
)
def test_a_row_of_totals_is_never_loaded_and_may_be_above_the_maximum_of_a_ward(word: str) -> None:
    read = handed(f"Xã;Kỳ;Nguồn tin\nPhổ Hòa;2023;1500\nPhổ An;2023;1200\n{word};2023;2700\n")
    assert (values(read), codes(read)) == (["1500", "1200"], [])


def test_a_total_that_is_not_the_sum_of_its_column_and_period_is_warned_of() -> None:
    rows = "Phổ Hòa;2023;12\nPhổ An;2023;7\nPhổ An;2022;5\nTổng;2023;20\nTổng;2022;5\n"
    read = handed(f"Xã;Kỳ;Nguồn tin\n{rows}")
    assert codes(read) == [("total_row_differs", 5)]
    assert "19" in read.issues[0].message("en")  # 12 + 7


def test_a_total_of_rates_is_no_sum() -> None:
    read = handed(
        "Xã;Kỳ;Tỷ lệ hộ nghèo\nPhổ Hòa;2023;2,5\nPhổ An;2023;3,5\nTổng;2023;3\n",
    )
    assert {code for code, _ in codes(read)} == {"rate_given"}
    assert values(read) == ["2.5", "3.5"]


def test_a_row_whose_unit_or_period_is_unknown_gives_its_faults_and_no_figure() -> None:
    rows = "Phổ Đâu;2023;12;abc\nPhổ An;hôm qua;2001;5\n;2023;3;\n"
    read = handed(f"Xã;Kỳ;Nguồn tin;Vụ việc\n{rows}")
    assert read.figures == ()
    assert faults(read.issues) == [
        ("place_unknown", 2, "Xã"),
        ("period_unknown", 3, "Kỳ"),
        ("place_missing", 4, "Xã"),
        ("not_a_number", 2, "Vụ việc"),
        ("above_maximum", 3, "Nguồn tin"),
    ]


def test_numbers_of_the_columns_belong_to_the_heading_and_below_the_first_figures_to_the_figures() -> None:
    headings = "Xã;Kỳ;Nguồn tin;Vụ việc;Đối tượng"
    assert codes(handed(f"{headings}\n1;2;3;4;5\nPhổ An;2023;5;5;5\n")) == []
    assert codes(handed(f"{headings}\nPhổ An;2023;5;5;5\n;;1;2;3\n")) == [
        ("period_missing", 3), ("place_missing", 3),
    ]  # fmt: skip


def test_a_figure_says_where_it_stands_and_how_it_was_written() -> None:
    [figure] = handed(of_rows(["Xã", "Kỳ", "Tin"], [], ["Phổ Hòa", "2023", "1.234"]), name="a.xlsx").figures
    assert (figure.printed, figure.where.line, figure.where.address) == ("1.234", 3, "C3")
    assert figure.locator == "file:a.xlsx sheet:Sheet cell:C3"
    assert figure.key == ("tips", "21469", "2023", None)
