"""What two or three wards of fifteen handed in: of how many a total is, by which years, and what is in no year yet."""

from typing import Any

import pytest
import story_data
from story_data import AN, cells, drawn_texts, made, question

from danvan import queries
from danvan.story import contributions, poverty, security, security_ratios
from danvan.story.contributions import Way
from danvan.story.wards import ward_years
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


OF_TWO_WARDS = """
land_donated_m2 21442 2020 100 nop
land_donated_m2 21442 2021 300 nop
land_donated_m2 21445 2021 200 nop
households      21442 2021 10 nop
tips            21442 2021 50 nop
tips            21445 2021 50 nop
cases_solved    21442 2021 20 nop
"""
LAND, PER_HOUSEHOLD = Way("land_donated_m2"), Way("land_donated_m2", per_household=True)


@pytest.fixture(scope="module")
def of_two(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return story_data.opened(tmp_path_factory.mktemp("of_two"), OF_TWO_WARDS)


@pytest.mark.parametrize(
    ("ask", "first_year", "basis", "value"),
    [
        (contributions.by_ward, 2020, "derived", "400 m²"),  # 100 + 300
        (contributions.by_ward, 2021, "submitted", "300 m²"),
        (contributions.ward_by_year, 2020, "submitted", "100 m²"),
    ],
)
def test_a_sum_of_a_ward_s_years_is_derived_and_a_figure_shown_as_it_is_stays_submitted(
    of_two: Opened, ask: Any, first_year: int, basis: str, value: str
) -> None:
    with queries.reading(of_two):
        found = made(ask(question(first_year=first_year), LAND))
    assert cells(found)["Phổ An"][0] == value
    assert found.basis == basis
    assert found.coverage.startswith("2/15 xã, phường đã nộp.")


def test_a_sum_over_wards_is_derived_and_that_of_one_ward_is_its_own_figure(of_two: Opened) -> None:
    with queries.reading(of_two):
        land = made(contributions.by_year(question(), LAND))
        only_2020 = made(contributions.by_year(question(last_year=2020), LAND))
        chosen = made(contributions.by_year(question(places=(AN,)), LAND))
        tips = made(security.by_year(question()))
        tips_of_an = made(security.by_year(question(places=(AN,))))
    assert cells(land)["2021"][0] == "500 m²"  # 300 + 200
    assert (land.basis, only_2020.basis, chosen.basis) == ("derived", "submitted", "submitted")
    assert tips.sentence.endswith("100 nguồn tin (2/15) và 20 vụ (1/15).")  # 50 + 50
    assert (tips.basis, tips_of_an.basis) == ("derived", "submitted")
    assert land.coverage.startswith("2/15 xã, phường đã nộp.")
    assert "2/15 xã, phường đã nộp." in tips.coverage


def test_the_sum_of_one_ward_s_years_in_a_sentence_is_derived(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    given = "tips 21442 2020 5 nop\ntips 21442 2021 6 nop"
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("years"), given)):
        found = made(security.by_year(question()))
    assert found.sentence.endswith("11 nguồn tin.")
    assert found.basis == "derived"


def test_none_of_more_than_so_many_is_none_and_not_less_than_none(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    rows = f"poor_households {AN} 2019 0 nop standard=2016-2020\nhouseholds {AN} 2019 >900 nop"
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("none"), rows)):
        asked = question()
        rates = ward_years(asked, asked.indicator("poverty_rate_pct"))
    assert rates[["value", "qualifier"]].values.tolist() == [[0.0, "="]]


def test_what_is_divided_is_derived(of_two: Opened) -> None:
    with queries.reading(of_two):
        per_household = made(contributions.by_ward(question(first_year=2021), PER_HOUSEHOLD))
        panels = made(contributions.ward_by_year(question(), PER_HOUSEHOLD))
        ratio = made(security_ratios.cases_per_100_tips(question()))
    assert cells(per_household) == {"Phổ An": ("30,0 m²/hộ", "1/1")}  # 300 / 10
    assert cells(panels) == {"Phổ An": ("30,0 m²/hộ",)}
    assert cells(ratio)["Phổ An"][2] == "40,0 vụ/100 nguồn tin"  # 100 x 20 / 50
    assert (per_household.basis, panels.basis, ratio.basis) == ("derived", "derived", "derived")


def test_ratios_observed_without_counts_keep_their_basis_and_with_them_the_whole_is_derived(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    rate = "mediation_success_pct 21442 2021 80 nop"
    counts = "\nmediations_received 21442 2021 10 nop\nmediations_succeeded 21442 2021 7 nop"
    for given, basis in ((rate, "submitted"), (rate + counts, "derived")):
        with queries.reading(story_data.opened(tmp_path_factory.mktemp("rate"), given)):
            found = made(security_ratios.mediation(question()))
        assert cells(found)["Phổ An"][2] == "80,0%"
        assert found.basis == basis
