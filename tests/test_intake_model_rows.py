"""danvan.intake.model_rows: models as wards hand them in, and what is wrong with each."""

import pytest
from definitions import faults, handed
from workbook_files import of_rows

from danvan.intake.model_rows import LONGEST_NAME
from danvan.intake.submission import HandedIn
from danvan.text import words

HEADINGS = "Xã;Tên mô hình;Lĩnh vực;Chủ trì;Năm thực hiện;Địa bàn thực hiện;Cấp công nhận"


def read(*rows: str) -> HandedIn:
    return handed("\n".join([HEADINGS, *rows]))


def found(*rows: str) -> list[tuple[str, int | None, str | None]]:
    return faults(read(*rows).issues)


def test_a_model_is_read_with_everything_about_it_and_where_it_stands() -> None:
    [model] = read("P. Phổ Hoà;Tuyến đường hoa;Kinh tế;Hội Phụ nữ;2019;Tân Tự, Hòa Thịnh;Thị xã").models
    assert (model.name, model.field, model.host) == ("Tuyến đường hoa", "kinh_te", "Hội Phụ nữ")
    assert (model.since, model.villages, model.level) == (2019, "Tân Tự, Hòa Thịnh", "town")
    assert (model.place, model.locator) == ("21469", "file:so-lieu.csv cell:B2")


def test_name_field_and_ward_are_enough() -> None:
    [model] = handed("Lĩnh vực;Xã;Mô hình\nKinh tế;Phổ Hòa;Tổ tự quản\n").models
    assert (model.host, model.since, model.villages, model.level) == ("", None, "", "")


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ("Kinh tế", "kinh_te"),
        ("KINH TẾ", "kinh_te"),
        ("kinh_te", "kinh_te"),
        ("Economy", "kinh_te"),
        ("Văn hoá, xã hội", "van_hoa_xa_hoi"),
        ("Quốc phòng - an ninh", "quoc_phong_an_ninh"),
        ("xây dựng hệ thống chính trị", "he_thong_chinh_tri"),
    ],
)
def test_a_field_is_known_by_code_and_name_in_any_spelling(written: str, field: str) -> None:
    assert [model.field for model in read(f"Phổ Hòa;Tổ;{written};;;;").models] == [field]


def test_an_unknown_field_is_answered_with_the_nearest() -> None:
    [issue] = read("Phổ Hòa;Tổ;Kinh tếe;;;;").issues
    assert (issue.code, issue.cell) == ("field_unknown", "C2")
    assert "“Kinh tế”" in issue.advice("vi")


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("Thị xã", "town"),
        ("cấp huyện", "town"),
        ("Town", "town"),
        ("Cơ sở", "grassroots"),
        ("cấp xã", "grassroots"),
        ("PHƯỜNG", "grassroots"),
        ("grassroots", "grassroots"),
        ("", ""),
        ("chưa", ""),
        ("Chưa công nhận", ""),
        ("không", ""),
    ],
)
def test_a_level_is_town_grassroots_or_none(written: str, level: str) -> None:
    assert [model.level for model in read(f"Phổ Hòa;Tổ;Kinh tế;;;;{written}").models] == [level]


@pytest.mark.parametrize(
    ("written", "since"), [("1975", 1975), ("2019", 2019), ("2019.0", 2019), ("2026", 2026), ("", None)]
)
def test_a_year_of_beginning_is_from_1975_to_this_year(written: str, since: int | None) -> None:
    assert [model.since for model in read(f"Phổ Hòa;Tổ;Kinh tế;;{written};;").models] == [since]


@pytest.mark.parametrize("written", ["1974", "2027", "19", "năm 2019", "2019-2020", "²⁰¹⁹", "٢٠١٩", "2019.5"])
def test_what_is_no_year_of_beginning_is_a_fault(written: str) -> None:
    assert found(f"Phổ Hòa;Tổ;Kinh tế;;{written};;") == [("since_not_year", 2, "Năm thực hiện")]


def test_a_year_that_the_workbook_holds_as_a_number_is_one() -> None:
    rows = ["Xã", "Mô hình", "Lĩnh vực", "Từ năm"], ["Phổ Hòa", "Tổ", "Kinh tế", 2019]
    assert [model.since for model in handed(of_rows(*rows)).models] == [2019]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("Phổ Hòa;;Kinh tế;;;;", ("model_name_missing", 2, "Tên mô hình")),
        ("Phổ Hòa;Tổ;;;;;", ("field_missing", 2, "Lĩnh vực")),
        (";Tổ;Kinh tế;;;;", ("place_missing", 2, "Xã")),
        ("Phổ Hòaa;Tổ;Kinh tế;;;;", ("place_unknown", 2, "Xã")),
        ("Thị xã Đức Phổ;Tổ;Kinh tế;;;;", ("not_a_ward", 2, "Xã")),
        ("Phổ Hòa;Tổ;Kinh tế;;;;cấp tỉnh", ("level_unknown", 2, "Cấp công nhận")),
        ("Phổ Hòa;=A1;Kinh tế;;;;", ("text_formula", 2, "Tên mô hình")),
        ("Phổ Hòa;Tổ;Kinh tế;=A1;;;", ("text_formula", 2, "Chủ trì")),
        ("Phổ Hòa;Tổ;Kinh tế;;;#REF!;", ("text_formula", 2, "Địa bàn thực hiện")),
        (f"Phổ Hòa;{'a' * (LONGEST_NAME + 1)};Kinh tế;;;;", ("text_too_long", 2, "Tên mô hình")),
    ],
)
def test_a_model_with_a_fault_is_not_kept_while_the_others_are(row: str, fault: tuple[str, int, str]) -> None:
    both = read(row, "Phổ An;Tuyến đường hoa;Kinh tế;;;;")
    assert faults(both.issues) == [fault]
    assert [model.place for model in both.models] == ["21442"]


def test_a_name_may_be_as_long_as_it_may_be() -> None:
    assert found(f"Phổ Hòa;{'a' * LONGEST_NAME};Kinh tế;;;;") == []


def test_all_faults_of_a_row_are_said_at_once() -> None:
    assert found(";;x;;1;;y") == [
        ("field_unknown", 2, "Lĩnh vực"),
        ("since_not_year", 2, "Năm thực hiện"),
        ("level_unknown", 2, "Cấp công nhận"),
        ("place_missing", 2, "Xã"),
        ("model_name_missing", 2, "Tên mô hình"),
    ]


def test_a_row_with_a_ward_alone_or_of_explanations_holds_no_model() -> None:
    help_row = f"{words('vi').get('form.help_row')};Tên đầy đủ;Chọn trong danh sách;;;;"
    read_all = read(help_row, "Phổ Hòa;;;;;;", "Phổ An;Tổ;Kinh tế;;;;")
    assert (faults(read_all.issues), [model.place for model in read_all.models]) == ([], ["21442"])


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("Nguyễn Nghiêm", "21439"),
        ("Phường Nguyễn Nghiêm", "21439"),
        ("Xã Nguyễn Nghiêm", "21457@2025"),
        ("Đức Phổ", "21439@2025"),
    ],
)
def test_without_a_period_a_reused_name_means_the_kind_before_it_else_the_ward_of_the_figures(
    written: str, place: str
) -> None:
    assert [model.place for model in read(f"{written};Tổ;Kinh tế;;;;").models] == [place]


def test_a_model_twice_for_one_ward_is_a_fault_in_any_spelling_and_for_another_ward_none() -> None:
    rows = (
        "Phổ Hòa;Tổ tự quản;Kinh tế;;;;",
        "Phổ An;Tổ tự quản;Kinh tế;;;;",
        "Phổ Hoà;TỔ  TỰ QUẢN;Kinh tế;;;;",
    )
    [issue] = read(*rows).issues
    assert (issue.code, issue.line, issue.details["first"]) == ("model_twice", 4, "B2")
