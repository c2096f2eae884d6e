"""What two or three wards of fifteen handed in: of how many a total is, by which years, and what is in no year yet."""

import pytest
import story_data
from story_data import AN, cells, drawn_texts, made, question

from danvan import queries
from danvan.story import contributions, poverty, security
from danvan.story.contributions import Way
from danvan.warehouse.read import Opened

OF_THREE = """
land_donated_m2 21442 2020 100 nop
land_donated_m2 21442 2021 300 nop
land_donated_m2 21445 2021 200 nop
land_donated_m2 21469 2021-Q1 70 nop
land_donated_m2 * 2020-2021 5000 mau
tips            21442 2021-Q1 70 nop
tips            21445 2021-Q1 70 nop
tips            21469 2020-H2 70 nop
tips            * 2020-2021 4 mau
cases_solved    * 2020-2021 4 mau
labour_days     21442 2019..2021 9 nop
labour_days     21445 2021 9 khac
poverty_rate_pct 21442 2021-Q4 9 nop standard=2016-2020
"""
ONE_PART = "Mới có số liệu một phần năm 2021 của 1 xã, phường: chưa cộng thành cả năm"


@pytest.fixture(scope="module")
def of_three(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return story_data.opened(tmp_path_factory.mktemp("of_three"), OF_THREE)


def test_a_total_says_of_how_many_wards_it_is_and_who_handed_in_in_each_year(of_three: Opened) -> None:
    with queries.reading(of_three):
        found = made(contributions.by_ward(question(first_year=2020), Way("land_donated_m2")))
    # 100 + 300 of Phổ An, 200 of Phổ Phong for one of two years; the quarter of Phổ Hòa is in no sum.
    assert found.sentence == (
        "2/15 xã, phường có số liệu, cộng lại là 600 m². 1 xã, phường chưa có đủ các năm."
    )
    assert found.coverage.startswith("2/15 xã, phường đã nộp. Chưa có số liệu: Phổ Thuận, ")
    assert found.coverage.endswith(f"Theo năm: 2020: 1/15; 2021: 2/15. {ONE_PART}")


def test_years_of_different_wards_are_labelled_and_not_compared(of_three: Opened) -> None:
    with queries.reading(of_three):
        found = made(contributions.by_year(question(first_year=2020), Way("land_donated_m2")))
    assert found.sentence == "Cần ít nhất hai năm đủ số liệu của các xã, phường để so sánh."
    assert cells(found) == {"2020": ("100 m²", "1/15"), "2021": ("500 m²", "2/15")}  # 300 + 200
    assert "500 (2/15)" in drawn_texts(found)
    assert ONE_PART in found.coverage


def test_a_figure_of_a_document_is_not_called_handed_in(of_three: Opened) -> None:
    with queries.reading(of_three):
        found = made(contributions.by_ward(question(), Way("labour_days")))
    assert found.coverage.startswith("1/15 xã, phường có số liệu.")


def test_figures_that_are_in_no_year_are_told_where_nothing_can_be_shown(of_three: Opened) -> None:
    with queries.reading(of_three):
        tips = security.ward_by_year(question(), "tips")
        both = made(security.by_year(question()))
        english = security.ward_by_year(question(language="en"), "tips")
        labour = made(contributions.by_year(question(), Way("labour_days")))
        rate = poverty.wards(question())
    parts = "Mới có số liệu một phần năm 2020 của 1 xã, phường và năm 2021 của 2 xã, phường: chưa cộng thành cả năm"
    assert tips.sentence == (
        "Chưa có số liệu theo xã, phường của chỉ tiêu “Nguồn tin Nhân dân cung cấp” trong những năm đã chọn. "
        f"{parts}."
    )
    assert english.sentence.endswith("not added up to one: 2020 in one ward and 2021 in 2 wards.")
    # Cases are a sample; what wards gave of tips is said beside them, and no sample of tips.
    assert {row[0] for row in both.table.rows} == {"Vụ việc được khám phá"}
    assert both.coverage.endswith(parts)
    assert labour.coverage.endswith(
        "Có số liệu gộp nhiều năm (giai đoạn 2019–2021 của 1 xã, phường): không tách được từng năm"
    )
    assert rate.sentence.endswith(f"{ONE_PART}.")


def test_a_year_made_of_quarters_names_all_its_sources(tmp_path_factory: pytest.TempPathFactory) -> None:
    given = "tips 21442 2021-H1 5 nop\ntips 21442 2021-H2 6 khac"
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("sources"), given)):
        found = made(security.ward_by_year(question(places=(AN,)), "tips"))
    assert found.basis == "derived"
    assert {origin.source for origin in found.origins} == {"nop_xa_phuong", "bao_cao_khac"}
    assert cells(found)["Phổ An"] == ("11 nguồn tin",)


def test_a_sum_per_household_names_the_source_of_its_households(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    given = "labour_days 21442 2021 50 nop\nhouseholds 21442 2021 10 khac"
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("household"), given)):
        found = made(contributions.by_ward(question(), Way("labour_days", per_household=True)))
    assert {origin.source for origin in found.origins} == {"nop_xa_phuong", "bao_cao_khac"}
    assert found.coverage.startswith("1/15 xã, phường có số liệu.")
