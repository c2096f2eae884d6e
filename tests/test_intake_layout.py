"""danvan.intake.layout: which row is the heading, what each column holds, and what stands where nothing should."""

from decimal import Decimal

import pytest
from definitions import definitions, faults, sheet

from danvan.intake.layout import FIGURES, LONG, MODELS, Layout, find_layout

ROW = "Phổ Hòa|2023|12"


def layout_of(*rows: str, separator: str = "") -> Layout:
    layout = find_layout("f.csv", sheet(*rows), definitions(), separator)
    assert layout is not None
    return layout


def found(*rows: str, separator: str = "") -> list[tuple[str, int | None, str | None]]:
    return faults(layout_of(*rows, separator=separator).issues)


def factors(heading: str) -> list[Decimal]:
    return [one.factor for one in layout_of(f"Xã|Kỳ|{heading}", ROW).columns]


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        ("Xã|Kỳ|Nguồn tin", FIGURES),
        ("Nguồn tin|Vụ việc|Kỳ|Xã", FIGURES),
        ("Chỉ tiêu|Xã|Kỳ|Giá trị", LONG),
        ("Xã|Tên mô hình|Lĩnh vực", MODELS),
    ],
)
def test_the_headings_tell_what_kind_of_sheet_it_is(headings: str, kind: str) -> None:
    assert (layout_of(headings).kind, found(headings)) == (kind, [])


def test_the_heading_may_stand_below_a_title_and_columns_in_any_order() -> None:
    layout = layout_of("BÁO CÁO KẾT QUẢ", "", "Nguồn tin||KỲ|Xã", "12||2023|Phổ Hòa")
    assert layout.heading_row == 2
    assert [(one.position, one.means.key) for one in layout.columns] == [
        (0, "tips"), (2, "period"), (3, "place"),
    ]  # fmt: skip
    assert layout.issues == ()


@pytest.mark.parametrize("above", [0, 29])
def test_a_heading_is_looked_for_in_the_first_thirty_rows(above: int) -> None:
    assert layout_of(*["chữ|ký"] * above, "Xã|Kỳ|Nguồn tin", ROW).heading_row == above


@pytest.mark.parametrize(
    "rows",
    [
        (),
        ("",),
        ("Xã|",),
        ("cộng thử|19",),
        ("Phổ Hòa|2023|12",),
        ("Xã|xã|Phường",),
        (*["chữ|ký"] * 30, "Xã|Kỳ|Nguồn tin"),
    ],
)
def test_a_sheet_without_two_headings_in_a_row_has_no_layout(rows: tuple[str, ...]) -> None:
    assert find_layout("f.csv", sheet(*rows), definitions()) is None


def test_a_column_is_found_by_its_meaning_and_indicators_are_those_of_figures() -> None:
    layout = layout_of("Xã|Kỳ|Tin báo|Ghi chú", ROW)
    assert layout.column("column", "note").position == 3
    assert layout.column("column", "standard") is None
    assert [one.heading for one in layout.indicators] == ["Tin báo"]


@pytest.mark.parametrize(
    ("heading", "factor"),
    [
        ("Tiền đóng góp", "1"),
        ("Tiền đóng góp (đồng)", "1"),
        ("Tiền đóng góp (triệu đồng)", "1000000"),
        ("Tiền đóng góp (tỷ đồng)", "1000000000"),
        ("Đất hiến [ha]", "10000"),
        ("Đường làm mới (m)", "0.001"),
        ("Nguồn tin (tin)", "1"),
    ],
)
def test_the_unit_of_a_heading_is_what_its_numbers_are_multiplied_by(heading: str, factor: str) -> None:
    assert factors(heading) == [1, 1, Decimal(factor)]


@pytest.mark.parametrize("unit", ["kg", "ha", "%", "sào", "ước", "1.000 đồng", "x" * 200])
def test_a_unit_that_does_not_fit_its_indicator_is_a_fault(unit: str) -> None:
    heading = f"Nguồn tin ({unit})" if unit != "%" else "Nguồn tin (phần trăm)"
    assert found(f"Xã|Kỳ|{heading}", ROW) == [("heading_unit", 1, heading)]


def test_a_column_of_unknown_heading_is_a_fault_only_where_something_stands_in_it() -> None:
    assert found("Xã|Kỳ|Nguồn tin|Lạ", ROW) == []
    assert found("Xã|Kỳ|Nguồn tin|Lạ", ROW, "Phổ An|2023|7|x") == [("column_not_known", 1, "Lạ")]


def test_an_unknown_heading_is_answered_with_the_nearest_by_its_whole_name() -> None:
    [issue] = layout_of("Xã|Kỳ|Nguồn tinn", ROW).issues
    assert (issue.code, issue.cell) == ("column_not_known", "C1")
    assert "“Nguồn tin Nhân dân cung cấp”" in issue.advice("vi")


def test_the_later_of_two_columns_that_mean_the_same_is_not_read() -> None:
    layout = layout_of("Xã|Kỳ|Nguồn tin|Tin báo", "Phổ Hòa|2023|12|7")
    assert faults(layout.issues) == [("column_twice", 1, "Tin báo")]
    assert [one.heading for one in layout.indicators] == ["Nguồn tin"]


@pytest.mark.parametrize(
    ("headings", "named"),
    [
        ("Xã|Nguồn tin", ["Kỳ"]),
        ("Kỳ|Nguồn tin", ["Xã, phường"]),
        ("Nguồn tin|Vụ việc", ["Xã, phường", "Kỳ"]),
        ("Chỉ tiêu|Xã|Kỳ", ["Giá trị"]),
        ("Giá trị|Xã|Kỳ", ["Chỉ tiêu"]),
        ("Tên mô hình|Xã", ["Lĩnh vực"]),
    ],
)
def test_each_heading_that_a_sheet_needs_and_has_not_is_named(headings: str, named: list[str]) -> None:
    issues = layout_of(headings).issues
    assert {issue.code for issue in issues} == {"heading_missing"}
    assert [issue.details["heading"]["vi"] for issue in issues] == named


@pytest.mark.parametrize(
    ("headings", "row", "column"),
    [
        ("Chỉ tiêu|Xã|Kỳ|Giá trị|Vụ việc", "Nguồn tin|Phổ Hòa|2023|12|7", "Vụ việc"),
        ("Xã|Tên mô hình|Lĩnh vực|Ngày công", "Phổ Hòa|Tổ|Kinh tế|500", "Ngày công"),
        ("Xã|Kỳ|Nguồn tin|Chủ trì", "Phổ Hòa|2023|12|Hội", "Chủ trì"),
        ("Xã|Tên mô hình|Lĩnh vực|Kỳ", "Phổ Hòa|Tổ|Kinh tế|2023", "Kỳ"),
    ],
)
def test_a_filled_column_that_the_sheet_has_no_use_for_is_a_fault(
    headings: str, row: str, column: str
) -> None:
    assert found(headings, row) == [("column_not_known", 1, column)]
    assert found(headings, row.rpartition("|")[0]) == []


def test_a_cell_under_no_heading_is_a_fault_at_its_first_in_the_row() -> None:
    layout = layout_of("Xã|Kỳ|Nguồn tin", f"{ROW}|5|6", ROW)
    assert faults(layout.issues) == [("cell_without_heading", 2, "D")]
    assert layout.issues[0].cell == "D2"


def test_figures_above_the_heading_are_a_fault_but_not_a_title_with_a_year_or_a_date() -> None:
    assert found("Phổ Hòa|12", "Xã|Kỳ|Nguồn tin", ROW) == [("cell_without_heading", 1, "B")]
    assert found("Phổ Hòa|2023", "Xã|Kỳ|Nguồn tin", ROW) == []
    assert found("Biểu số 2|12", "Xã|Kỳ|Nguồn tin", ROW) == []


@pytest.mark.parametrize(
    ("above", "faulty"),
    [
        ("Đơn vị tính: triệu đồng", True),
        ("(ĐVT: nghìn đồng)", True),
        ("ĐVT: 1.000 đồng", True),
        ("Đơn vị: ha", True),
        ("ĐVT: đồng", False),
        ("Đơn vị tính: m2", True),
        ("ĐVT: người", False),
        ("Đơn vị báo cáo: Phường Phổ Hòa", False),
        ("Tiền tính bằng triệu đồng", False),
    ],
)
def test_a_unit_above_the_table_that_no_column_is_read_in_is_a_fault(above: str, faulty: bool) -> None:
    assert found(above, "Xã|Kỳ|Tiền đóng góp", ROW) == ([("heading_unit", 1, None)] if faulty else [])


def test_in_a_text_file_a_row_of_another_width_is_a_fault() -> None:
    short, long = "Phổ An|2023", "Phổ An|2023|7|"
    for separator in (",", ";"):
        assert found("Xã|Kỳ|Nguồn tin", ROW, short, separator=separator) == [("cells_count", 3, None)]
        assert found("Xã|Kỳ|Nguồn tin", ROW, long, separator=separator) == [("cells_count", 3, None)]
    assert found("Xã|Kỳ|Nguồn tin", ROW, short) == []


def test_a_remark_of_one_cell_below_the_table_is_a_fault_only_where_commas_part_cells() -> None:
    assert found("Xã|Kỳ|Nguồn tin", ROW, "Người lập biểu", separator=";") == []
    assert found("Xã|Kỳ|Nguồn tin", ROW, "Người lập biểu", separator=",") == [("cells_count", 3, None)]
