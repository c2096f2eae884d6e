"""Files with faults planted in them, most with one, and files that mean harm."""

from datetime import date
from typing import Any

from handed_in_good import CODES, MODELS, filled
from handed_in_planted import Planted, Sheet, book, dated, error, table, warning
from workbook_files import package, sheet_xml, text_row, zipped

from danvan.catalogue import Catalogue

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + bytes(40)
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
ONE_ROW = [["Xã", "Kỳ", "Nguồn tin"], ["Phổ Hòa", 2023, 12]]
ONE_FIGURE = ["tips 21469 2023 12"]


def refused(name: str, content: bytes, code: str, line: int | None = None) -> Planted:
    """Return a file that is refused as a whole."""
    return Planted(name, content, [error(code, line)])


def hide(sheet: Any) -> None:
    """Hide a sheet."""
    sheet.sheet_state = "hidden"


WHOLE_FILES = [
    refused("empty.csv", b"", "file_empty"),
    refused("only_spaces_and_line_ends.csv", b" \r\n\r\n  \t\n", "file_empty"),
    refused("picture_renamed.csv", PNG, "not_a_table"),
    refused("pdf_renamed.xlsx", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", "not_a_table"),
    refused("page_of_the_web_renamed.csv", b"<html><body><table><tr><td>1</td></tr></table>", "not_a_table"),
    refused("archive_renamed.xlsx", dated(zipped({"readme.txt": "hello"})), "not_a_table"),
    refused(
        "word_renamed.xlsx",
        dated(zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"})),
        "not_a_table",
    ),
    refused("old_workbook.xls", OLD_OFFICE + "Workbook".encode("utf-16-le"), "old_workbook"),
    refused(
        "with_a_password.xlsx", OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "workbook_encrypted"
    ),
    refused(
        "libre_office.ods",
        dated(zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"})),
        "other_spreadsheet",
    ),
    refused(
        "macros.xlsx",
        dated(package(sheet_xml(text_row("Xã", "Kỳ", "Nguồn tin")), {"xl/vbaProject.bin": b"\0"})),
        "workbook_macros",
    ),
    refused("bomb.xlsx", dated(package(sheet_xml(" " * 15_000_000))), "workbook_bomb"),
    refused("cut_off.xlsx", book(Sheet("S", ONE_ROW))[:3000], "workbook_broken"),
    refused(
        "sheet_with_entities.xlsx",
        dated(package('<!DOCTYPE x [<!ENTITY a "b">]>' + sheet_xml(text_row("&a;")))),
        "workbook_broken",
    ),
    refused("twenty_one_sheets.xlsx", book(*(Sheet(f"S{n}", [["x"]]) for n in range(21))), "too_many_sheets"),
    refused("bytes_of_a_program.csv", bytes(range(1, 32)) * 4 + b"\0\0MZ", "text_binary"),
    refused(
        "letters_of_western_europe.csv",
        "Xã;Kỳ\n".encode() + "Müller;Bäcker".encode("cp1252"),
        "encoding_unknown",
        2,
    ),
    refused("two_separators_at_once.csv", b"place;period,tips;x\n21442;2023,1;2\n", "separator_unclear"),
    refused(
        "quotation_mark_left_open.csv",
        'Xã,Kỳ,Nguồn tin\n"Phổ Hòa,2023,12\nPhổ An,2023,7\n'.encode(),
        "not_csv",
        2,
    ),
    refused("no_heading.csv", "Phổ Hòa;2023;12\nPhổ An;2023;7\n".encode(), "heading_not_found"),
    refused("heading_alone.csv", "Xã;Kỳ;Nguồn tin\n".encode(), "nothing_handed_in"),
    Planted(
        "links_to_another_workbook.xlsx",
        dated(
            package(
                sheet_xml(text_row("Xã", "Kỳ", "Nguồn tin") + text_row("Phổ Hòa", "2023", "12")),
                {"xl/externalLinks/externalLink1.xml": "<externalLink/>"},
            )
        ),
        [warning("workbook_links")],
        ONE_FIGURE,
    ),
    Planted(
        "hidden_sheet.xlsx",
        book(Sheet("Lộ", ONE_ROW), Sheet("Ẩn", [["Xã", "Kỳ", "Vụ việc"], ["Phổ Hòa", 2023, 7]], hide)),
        [warning("sheet_hidden", sheet="Ẩn")],
        [*ONE_FIGURE, "cases_solved 21469 2023 7"],
    ),
    Planted(
        "sheet_without_heading.xlsx",
        book(Sheet("Số liệu", ONE_ROW), Sheet("Nháp", [["cộng thử", 19]])),
        [warning("sheet_ignored", sheet="Nháp")],
        ONE_FIGURE,
    ),
]


HEADINGS = [
    table("column_of_periods_missing.csv", "Xã;Nguồn tin\nPhổ Hòa;12\n", error("heading_missing", 1)),
    table(
        "long_form_without_places.csv",
        "Chỉ tiêu;Kỳ;Giá trị\nNguồn tin;2023;12\n",
        error("heading_missing", 1),
    ),
    table(
        "heading_misspelt.csv",
        "Xã;Kỳ;Nguồn tinn;Vụ việc\nPhổ Hòa;2023;12;7\n",
        error("column_not_known", 1, "Nguồn tinn", "Nguồn tinn"),
    ),
    table(
        "heading_twice.csv",
        "Xã;Kỳ;Nguồn tin;Tin báo\nPhổ Hòa;2023;12;7\n",
        error("column_twice", 1, "Tin báo", "Tin báo"),
    ),
    table(
        "unit_in_the_heading_that_does_not_fit.csv",
        "Xã;Kỳ;Đất hiến (kg)\nPhổ Hòa;2023;12\n",
        error("heading_unit", 1, "Đất hiến (kg)", "kg"),
    ),
    table(
        "unit_in_a_column_that_does_not_fit.csv",
        "Chỉ tiêu;Đơn vị tính;Xã;Kỳ;Giá trị\nĐất hiến;sào;Phổ Hòa;2023;12\n",
        error("heading_unit", 2, "Đơn vị tính", "sào"),
    ),
    table(
        "unit_above_the_table.csv",
        "(Đơn vị tính: triệu đồng);;\nXã;Kỳ;Tiền đóng góp\nPhổ Hòa;2023;204000\n",
        error("heading_unit", 1, None, "(Đơn vị tính: triệu đồng)"),
    ),
    table(
        "unit_of_a_thousand_above_the_table.csv",
        '"Đơn vị: xã Phổ An; ĐVT: 1.000 đồng";;\nXã;Kỳ;Tiền đóng góp\nPhổ Hòa;2023;204000\n',
        error("heading_unit", 1, None, "Đơn vị: xã Phổ An; ĐVT: 1.000 đồng"),
    ),
    table(
        "row_of_units_that_does_not_fit.csv",
        "Xã;Kỳ;Đất hiến (m²)\nĐơn vị tính;;ha\nPhổ Hòa;2023;19\n",
        error("heading_unit", 2, "Đất hiến (m²)", "ha"),
    ),
    table(
        "figures_beside_the_long_form.csv",
        "Chỉ tiêu;Xã;Kỳ;Giá trị;Vụ việc\nNguồn tin;Phổ Hòa;2023;12;7\n",
        error("column_not_known", 1, "Vụ việc", "Vụ việc"),
    ),
    table(
        "figures_beside_models.csv",
        "Xã;Tên mô hình;Lĩnh vực;Ngày công\nPhổ Hòa;Tổ tự quản;Kinh tế;500\n",
        error("column_not_known", 1, "Ngày công", "Ngày công"),
    ),
    table(
        "narrower_table_above.csv",
        "Xã;Kỳ;Nguồn tin;\nPhổ Hòa;2022;12;\nXã;Kỳ;Nguồn tin;Vụ việc\nPhổ Hòa;2023;13;7\n",
        error("cell_without_heading", 2, "C", "12"),
    ),
    table(
        "heading_repeated_below.csv",
        "Xã;Kỳ;Nguồn tin\nPhổ Hòa;2023;12\nXã;Kỳ;Nguồn tin\nPhổ An;2023;7\n",
        error("period_unknown", 3, "Kỳ", "Kỳ"),
        error("place_unknown", 3, "Xã", "Xã"),
        error("not_a_number", 3, "Nguồn tin", "Nguồn tin"),
    ),
]

SHIFTED = [
    table(
        "decimal_comma_without_quotation_marks.csv",
        "Xã,Kỳ,Đường làm mới,Nguồn tin\nPhổ Hòa,2023,2,45,12\nPhổ An,2023,3,7\n",
        error("cells_count", 2),
        error("cell_without_heading", 2, "E", "12"),
    ),
    table(
        "separator_lost.csv",
        "Xã;Kỳ;Nguồn tin;Vụ việc;Đối tượng\nPhổ Hòa;2023;12;7;9\nPhổ An;2023;34;5\nPhổ Văn;2023;4;5;6\n",
        error("cells_count", 3),
    ),
    table(
        "separator_too_many.csv",
        "Xã;Kỳ;Nguồn tin;Vụ việc;Đối tượng\nPhổ Hòa;2023;12;7;9\nPhổ An;2023;;34;5;\nPhổ Văn;2023;4;5;6\n",
        error("cells_count", 3),
    ),
    table(
        "number_beside_the_table.csv",
        "Xã;Kỳ;Nguồn tin;\nPhổ Hòa;2023;12;5\n",
        error("cell_without_heading", 2, "D", "5"),
    ),
    table(
        "line_with_another_separator.csv",
        "Xã;Kỳ;Nguồn tin\nPhổ Hòa;2023;12\nPhổ An,2023,7\n",
        warning("row_ignored", 3, "Xã", "Phổ An,2023,7"),
        figures=ONE_FIGURE,
    ),
]

PLACES = [
    table("place_missing.csv", "Xã;Kỳ;Nguồn tin\n;2023;12\n", error("place_missing", 2, "Xã")),
    table(
        "place_misspelt.csv",
        "Xã;Kỳ;Nguồn tin\nPhổ Hoàa;2023;12\n",
        error("place_unknown", 2, "Xã", "Phổ Hoàa"),
    ),
    table(
        "place_of_another_district.csv",
        "Xã;Kỳ;Nguồn tin\nĐức Lân;2023;12\n",
        error("place_unknown", 2, "Xã", "Đức Lân"),
    ),
    table(
        "town_as_place.csv",
        "Xã;Kỳ;Nguồn tin\nThị xã Đức Phổ;2023;12\n",
        error("not_a_ward", 2, "Xã", "Thị xã Đức Phổ"),
    ),
    table(
        "ward_after_it_ended.csv",
        "Xã;Kỳ;Nguồn tin\nPhổ Hòa;2025-Q3;12\n",
        error("unit_not_then", 2, "Xã", "Phổ Hòa"),
    ),
    table(
        "ward_before_it_began.csv",
        "Xã;Kỳ;Nguồn tin\nTrà Câu;2021;12\n",
        error("unit_not_then", 2, "Xã", "Trà Câu"),
    ),
    table(
        "year_in_which_wards_were_merged.csv",
        "Xã;Kỳ;Nguồn tin\nNguyễn Nghiêm;2025;12\n",
        error("unit_not_then", 2, "Xã", "Nguyễn Nghiêm"),
    ),
    table(
        "ward_of_somebody_else.csv",
        "Xã;Kỳ;Nguồn tin\nPhổ Hòa;2023;12\nPhổ An;2023;7\n",
        error("not_your_unit", 3, "Xã", "Phổ An"),
        allowed=["21469"],
    ),
    table(
        "remark_below_the_table.csv",
        "Xã;Kỳ;Nguồn tin\nPhổ Hòa;2023;12\nNgười lập biểu;;\n",
        warning("row_ignored", 3, "Xã", "Người lập biểu"),
        figures=ONE_FIGURE,
    ),
]

PERIODS = [
    table("period_missing.csv", "Xã;Kỳ;Nguồn tin\nPhổ Hòa;;12\n", error("period_missing", 2, "Kỳ")),
    table(
        "period_unknown.csv",
        "Xã;Kỳ;Nguồn tin\nPhổ Hòa;năm ngoái;12\n",
        error("period_unknown", 2, "Kỳ", "năm ngoái"),
    ),
    table(
        "period_with_a_thirteenth_month.csv",
        "Xã;Kỳ;Nguồn tin\nPhổ Hòa;2023-13;12\n",
        error("period_unknown", 2, "Kỳ", "2023-13"),
    ),
    table(
        "period_to_come.csv",
        "Xã;Kỳ;Nguồn tin\nPhổ Hòa;2099;12\n",
        error("period_in_future", 2, "Kỳ", "2099"),
    ),
    table(
        "period_not_over.csv",
        "Xã;Kỳ;Nguồn tin\nTrà Câu;2026;12\n",
        warning("period_not_over", 2, "Kỳ", "2026"),
        figures=["tips 21451@2025 2026 12"],
    ),
    table(
        "period_of_several_years.csv",
        "Xã;Kỳ;Nguồn tin\nPhổ Hòa;2017 - 2021;12\n",
        warning("period_span", 2, "Kỳ", "2017 - 2021"),
        figures=["tips 21469 2017..2021 12"],
    ),
    Planted(
        "period_made_a_date_by_excel.xlsx",
        book(Sheet("S", [["Xã", "Kỳ", "Nguồn tin"], ["Phổ Hòa", date(2023, 3, 1), 12]])),
        [error("period_is_date", 2, "Kỳ", "2023-03-01", "S")],
    ),
]

INDICATORS = [
    table(
        "indicator_missing.csv",
        "Chỉ tiêu;Xã;Kỳ;Giá trị\n;Phổ Hòa;2023;12\n",
        error("indicator_missing", 2, "Chỉ tiêu"),
    ),
    table(
        "indicator_misspelt.csv",
        "Chỉ tiêu;Xã;Kỳ;Giá trị\nHộ nghéoo;Phổ Hòa;2023;12\n",
        error("indicator_unknown", 2, "Chỉ tiêu", "Hộ nghéoo"),
    ),
    table(
        "indicator_that_wards_do_not_hand_in.csv",
        "Chỉ tiêu;Xã;Kỳ;Giá trị\nspread_camera;Phổ Hòa;2023;1\n",
        error("not_handed_in", 2, "Chỉ tiêu", "spread_camera"),
    ),
    table(
        "rate_in_place_of_counts.csv",
        "Chỉ tiêu;Xã;Kỳ;Giá trị\nTỷ lệ hộ nghèo;Phổ Hòa;2023;3,19%\n",
        warning("rate_given", 2, "Chỉ tiêu", "Tỷ lệ hộ nghèo"),
        figures=["poverty_rate_pct 21469 2023 3.19"],
    ),
    table(
        "qualifier_unknown.csv",
        "Chỉ tiêu;Xã;Kỳ;Giá trị;Mức độ\nNguồn tin;Phổ Hòa;2023;12;hình như\n",
        error("qualifier_unknown", 2, "Mức độ", "hình như"),
    ),
    table(
        "standard_unknown.csv",
        "Xã;Kỳ;Hộ nghèo;Chuẩn nghèo\nPhổ Hòa;2023;12;2010-2014\n",
        error("standard_unknown", 2, "Chuẩn nghèo", "2010-2014"),
    ),
]


def number(
    name: str, written: str, code: str, heading: str = "Nguồn tin", *, only_warned: str | None = None
) -> Planted:
    """Return a table of one number; only_warned is the figure that is loaded in spite of a warning."""
    finding = (warning if only_warned else error)(code, 2, heading, written)
    figures = [only_warned] if only_warned else []
    return table(name, f"Xã;Kỳ;{heading}\nPhổ Hòa;2023;{written}\n", finding, figures=figures)


NUMBERS = [
    number("number_as_date.csv", "01/02/2021", "number_date"),
    number("number_as_month_of_excel.csv", "Mar-23", "number_date"),
    number("error_of_excel.csv", "#REF!", "number_excel_error"),
    number("formula.csv", "=SUM(C3:C9)", "number_formula"),
    number("number_cut_by_scientific_writing.csv", "1,2E+05", "number_scientific", "Tiền đóng góp"),
    number("two_numbers_in_a_cell.csv", "12 / 15", "number_several"),
    number("unit_that_does_not_fit.csv", "12 kg", "number_unit", "Đất hiến"),
    number("sao_that_differs_by_region.csv", "3 sào", "number_unit", "Đất hiến"),
    number("share_in_place_of_a_count.csv", "12%", "number_percent"),
    number("number_in_words.csv", "mười hai", "number_words"),
    number("number_with_a_letter_for_a_digit.csv", "10O", "not_a_number"),
    number("number_of_sixteen_digits.csv", "1234567890123456", "number_too_long", "Tiền đóng góp"),
    number("text_for_a_number.csv", "nhiều người", "number_words"),
    number("decimals_of_a_count.csv", "196,83", "too_many_decimals", "Đất hiến"),
    number("below_zero.csv", "-5", "below_minimum"),
    number("no_households_at_all.csv", "0", "below_minimum", "Hộ dân cư"),
    number("above_what_a_ward_can_have.csv", "5000", "above_maximum"),
    number("thousands_that_are_too_many_are_not_units.csv", "5.000", "number_asked"),
    number(
        "money_in_millions_without_saying_so.csv", "15", "below_least", "Tiền đóng góp",
        only_warned="contribution_vnd 21469 2023 15",
    ),
    table(
        "number_of_two_readings.csv",
        "Xã;Kỳ;Tiền đóng góp (triệu đồng)\nPhổ Hòa;2023;2.315\n",
        error("number_asked", 2, "Tiền đóng góp (triệu đồng)", "2.315"),
    ),
    table(
        "grouped_both_ways_in_a_cell.csv",
        "Xã;Kỳ;Tiền đóng góp\nPhổ Hòa;2023;1.306,000.000\n",
        error("not_a_number", 2, "Tiền đóng góp", "1.306,000.000"),
    ),
    Planted(
        "cells_that_excel_made.xlsx",
        book(
            Sheet(
                "S",
                [
                    ["Xã", "Kỳ", "Nguồn tin", "Vụ việc", "Đối tượng", "Đất hiến"],
                    ["Phổ Hòa", 2023, date(2021, 2, 1), "#REF!", "=C2+1", 196.833],
                    ["Phổ An", 2023, True, 0.5, 12, 7],
                ],
            )
        ),
        [
            error("number_date", 2, "Nguồn tin", "2021-02-01", "S"),
            error("number_excel_error", 2, "Vụ việc", "#REF!", "S"),
            error("number_formula", 2, "Đối tượng", "=C2+1", "S"),
            error("too_many_decimals", 2, "Đất hiến", "196.833", "S"),
            error("not_a_number", 3, "Nguồn tin", "TRUE", "S"),
            error("too_many_decimals", 3, "Vụ việc", "0.5", "S"),
        ],
    ),
]  # fmt: skip

TOGETHER = [
    table(
        "ward_twice.csv",
        "Xã;Kỳ;Nguồn tin\nPhổ Hòa;2023;12\nPhổ An;2023;7\nP. Phổ Hoà;năm 2023;13\n",
        error("figure_twice", 4, "Nguồn tin", "13"),
    ),
    table(
        "more_poor_households_than_households.csv",
        "Xã;Kỳ;Hộ dân cư;Hộ nghèo\nPhổ Hòa;2023;1054;1540\n",
        error("part_exceeds_whole", 2, "Hộ nghèo", "1540"),
    ),
    table(
        "more_mediations_succeeded_than_received.csv",
        "Xã;Kỳ;Hòa giải thành;Vụ việc hòa giải tiếp nhận\nPhổ Hòa;2023;12;9\n",
        error("part_exceeds_whole", 2, "Hòa giải thành", "12"),
    ),
    table(
        "total_that_differs.csv",
        "Xã;Kỳ;Nguồn tin\nPhổ Hòa;2023;12\nPhổ An;2023;7\nTổng cộng;2023;91\n",
        warning("total_row_differs", 4, "Nguồn tin", "91"),
        figures=["tips 21469 2023 12", "tips 21442 2023 7"],
    ),
    table(
        "jump_of_more_than_ten_times.csv",
        "Xã;Kỳ;Ngày công\nPhổ Hòa;2022;120\nPhổ Hòa;2023;1201\nPhổ An;2022;120\nPhổ An;2023;1200\n",
        warning("jump", 3, "Ngày công", "1201"),
        figures=[
            "labour_days 21469 2022 120", "labour_days 21469 2023 1201",
            "labour_days 21442 2022 120", "labour_days 21442 2023 1200",
        ],
        tried=True,
    ),
    table(
        "rate_that_its_counts_do_not_give.csv",
        "Xã;Kỳ;Hộ dân cư;Hộ nghèo;Tỷ lệ hộ nghèo\nPhổ Hòa;2023;1000;50;15\n",
        warning("rate_given", 2, None, "Tỷ lệ hộ nghèo"),
        warning("ratio_disagrees", 2, "Tỷ lệ hộ nghèo", "15"),
        figures=[
            "households 21469 2023 1000", "poor_households 21469 2023 50", "poverty_rate_pct 21469 2023 15",
        ],
        tried=True,
    ),
    table(
        "wards_that_do_not_add_up_to_the_report_of_the_town.csv",
        "place,period,models_recognised_town\n" + "".join(f"{code},2021,1\n" for code in CODES),
        warning("town_total_differs"),
        figures=[f"models_recognised_town {code} 2021 1" for code in CODES],
        tried=True,
    ),
    table(
        "poor_and_near_poor_more_than_households.csv",
        "Xã;Kỳ;Hộ dân cư;Hộ nghèo;Hộ cận nghèo\nPhổ Hòa;2023;1000;600;401\n",
        error("parts_exceed_whole", 2, "Hộ dân cư", "1000"),
        figures=[
            "households 21469 2023 1000", "near_poor_households 21469 2023 401", "poor_households 21469 2023 600",
        ],
        tried=True,
    ),
    table(
        "one_ward_with_more_than_the_report_of_the_town.csv",
        "Xã;Kỳ;Nguồn tin\nPhổ Hòa;2020;427\n",
        warning("some_wards_exceed_town"),
        figures=["tips 21469 2020 427"],
        tried=True,
    ),
    table(
        "households_of_a_year_and_of_its_december.csv",
        "Xã;Kỳ;Hộ dân cư\nPhổ Hòa;2023;1054\nPhổ Hòa;12/2023;1055\n",
        warning("stated_twice", 3, "Hộ dân cư", "1055"),
        figures=["households 21469 2023 1054", "households 21469 2023-12 1055"],
        tried=True,
    ),
    table(
        "years_that_do_not_make_their_span.csv",
        "Xã;Kỳ;Nguồn tin\nPhổ Hòa;2022;12\nPhổ Hòa;2023;13\nPhổ Hòa;2022-2023;26\n",
        warning("period_span", 4, "Kỳ", "2022-2023"),
        warning("years_differ", 4, "Nguồn tin", "26"),
        figures=["tips 21469 2022 12", "tips 21469 2022..2023 26", "tips 21469 2023 13"],
        tried=True,
    ),
    table(
        "halves_that_do_not_make_their_year.csv",
        "Xã;Kỳ;Nguồn tin\nPhổ Hòa;2023;12\nPhổ Hòa;6 tháng đầu năm 2023;5\nPhổ Hòa;6 tháng cuối năm 2023;8\n",
        warning("parts_of_year_differ", 2, "Nguồn tin", "12"),
        figures=["tips 21469 2023 12", "tips 21469 2023-H1 5", "tips 21469 2023-H2 8"],
        tried=True,
    ),
    table(
        "households_of_two_years.csv",
        "Xã;Kỳ;Hộ dân cư\nPhổ Hòa;2022-2023;1054\n",
        warning("period_span", 2, "Kỳ", "2022-2023"),
        warning("stock_over_years", 2, "Hộ dân cư", "1054"),
        figures=["households 21469 2022..2023 1054"],
        tried=True,
    ),
    table(
        "seven_faults_in_a_file.csv",
        """
Xã;Kỳ;Nguồn tin;Vụ việc;Hộ dân cư;Hộ nghèo;Lạ
Phổ Hòa;2023;12;#N/A;1054;2000;
Phổ Hòaa;2023;3,5;7;1;0;x
Phổ An;2099;-3;7;;;
Phổ Hòa;2023;12;;;;
""",
        error("column_not_known", 1, "Lạ", "Lạ"),
        error("number_excel_error", 2, "Vụ việc", "#N/A"),
        error("part_exceeds_whole", 2, "Hộ nghèo", "2000"),
        error("place_unknown", 3, "Xã", "Phổ Hòaa"),
        error("too_many_decimals", 3, "Nguồn tin", "3,5"),
        error("period_in_future", 4, "Kỳ", "2099"),
        error("below_minimum", 4, "Nguồn tin", "-3"),
        error("figure_twice", 5, "Nguồn tin", "12"),
    ),
]  # fmt: skip


def model(name: str, row: str, *findings: Any) -> Planted:
    """Return a table of one model with a fault."""
    heading = MODELS.strip().splitlines()[0]
    return table(name, f"{heading}\n{row}\n", *findings)


OF_MODELS = [
    model(
        "model_without_a_name.csv",
        ";Kinh tế;Phổ Hòa;2019;;",
        error("model_name_missing", 2, "Tên mô hình"),
    ),
    model("model_without_a_field.csv", "Tổ tự quản;;Phổ Hòa;;;", error("field_missing", 2, "Lĩnh vực")),
    model(
        "field_misspelt.csv",
        "Tổ tự quản;Kinh tếe;Phổ Hòa;;;",
        error("field_unknown", 2, "Lĩnh vực", "Kinh tếe"),
    ),
    model(
        "model_of_next_century.csv",
        "Tổ tự quản;Kinh tế;Phổ Hòa;2119;;",
        error("since_not_year", 2, "Năm bắt đầu", "2119"),
    ),
    model(
        "level_unknown.csv",
        "Tổ tự quản;Kinh tế;Phổ Hòa;;cấp tỉnh;",
        error("level_unknown", 2, "Cấp công nhận", "cấp tỉnh"),
    ),
    model(
        "model_name_that_is_a_formula.csv",
        "=cmd|' /C calc'!A0;Kinh tế;Phổ Hòa;;;",
        error("text_formula", 2, "Tên mô hình", "=cmd|' /C calc'!A0"),
    ),
    model(
        "model_host_that_opens_an_address.csv",
        'Tổ tự quản;Kinh tế;Phổ Hòa;;;"=HYPERLINK(""http://example.org"")"',
        error("text_formula", 2, "Đơn vị chủ trì", '=HYPERLINK("http://example.org")'),
    ),
    model(
        "model_name_of_301_letters.csv",
        f"{'a' * 301};Kinh tế;Phổ Hòa;;;",
        error("text_too_long", 2, "Tên mô hình", "a" * 40),
    ),
    model(
        "model_in_the_town_as_a_whole.csv",
        "Tổ tự quản;Kinh tế;Thị xã Đức Phổ;;;",
        error("not_a_ward", 2, "Xã, phường", "Thị xã Đức Phổ"),
    ),
    table(
        "model_twice.csv",
        MODELS + "ÁNH SÁNG  ĐƯỜNG QUÊ;Kinh tế;Phổ Hoà;;;\n",
        error("model_twice", 5, None, "ÁNH SÁNG  ĐƯỜNG QUÊ"),
    ),
    table(
        "model_in_another_field_than_known.csv",
        "Tên mô hình;Lĩnh vực;Xã\nNuôi lợn bản;Quốc phòng, an ninh;Phổ Hòa\n",
        warning("model_field_differs", 2, None, "Nuôi lợn bản"),
        models=[["Nuôi lợn bản", "quoc_phong_an_ninh", "21469", None, ""]],
        tried=True,
    ),
]


def faults(catalogue: Catalogue) -> list[Planted]:
    """Return all files with faults in them."""
    empty = refused("form_not_filled_in.xlsx", filled(catalogue, "21469", {}), "nothing_handed_in")
    two = Planted(
        "form_with_a_formula_and_a_unit.xlsx",
        filled(catalogue, "21469", {7: {"Kỳ": 2023, "Ngày công": "=1+1", "Hộ dân cư": "1.054 người"}}),
        [
            error("number_formula", 7, "Ngày công đóng góp (ngày công)", "=1+1", "Số liệu"),
            error("number_unit", 7, "Hộ dân cư (hộ)", "1.054 người", "Số liệu"),
        ],
    )
    parts = (WHOLE_FILES, HEADINGS, SHIFTED, PLACES, PERIODS, INDICATORS, NUMBERS, TOGETHER, OF_MODELS)
    return [empty, two, *(each for part in parts for each in part)]
