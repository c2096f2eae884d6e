"""Contributions: each indicator of one tiny warehouse is a case of its own, all sums written out."""

from collections.abc import Iterator
from typing import Any

import pytest
import story_data
from story_data import AN, HOA, NGHIEM, PHONG, cells, drawn_texts, made, question

from danvan import queries
from danvan.story import contributions
from danvan.story.contributions import Way
from danvan.story.finding import Finding, Nothing
from danvan.warehouse.read import Opened

OBSERVATIONS = """
households       * 2020 100 nop
households       * 2021 200 nop
households       21469 2020-2021 none nop
land_donated_m2  * 2020 10000 nop
land_donated_m2  * 2021 20000 nop
land_donated_m2  21442 2021 50000 nop
labour_days      21442 2020-2021 10 nop
labour_days      21445 2021 >40 nop
contribution_vnd * 2020 1000000000 nop
contribution_vnd 21442 2020 5000000000 nop
contribution_vnd 21445 2020 2000000000 nop
contribution_vnd 21442 2021 9000000000 nop
road_km          21442 2020 0.1 mau
road_km          21442 2021 0.2 mau
road_km          21445 2020-2021 0.05 mau
road_repaired_km 21442 2020 1 mau
canal_km         21442 2020 0 nop
canal_km         21445 2020 0 nop
canal_km         21469 2020 3 nop
street_lights    21442 2020 7 nop
street_lights    21445 2020 900 mau
"""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return story_data.opened(tmp_path_factory.mktemp("contributions"), OBSERVATIONS)


@pytest.fixture(autouse=True)
def _reading(tiny: Opened) -> Iterator[None]:
    with queries.reading(tiny):
        yield


def by_ward(indicator: str, *, per_household: bool = False, hectares: bool = False, **asked: Any) -> Finding:
    return made(contributions.by_ward(question(**asked), Way(indicator, per_household, hectares)))


def by_year(indicator: str, **asked: Any) -> Finding:
    return made(contributions.by_year(question(**asked), Way(indicator)))


def test_a_ward_s_years_add_up_and_wards_of_equal_value_share_a_place() -> None:
    found = by_ward("land_donated_m2")
    # Phổ An 10.000 + 50.000; 14 wards 10.000 + 20.000 each; together 60.000 + 14 x 30.000 = 480.000
    assert found.sentence == (
        "Phổ An nhiều nhất (60.000 m²), 14 xã, phường ít nhất (30.000 m²); 15/15 xã, phường cộng lại là 480.000 m²."
    )
    assert cells(found)["Phổ An"] == ("60.000 m²", "2/2")
    assert found.basis == "derived"
    assert found.coverage == "15/15 xã, phường đã nộp"


def test_land_is_read_in_hectares_where_asked_and_nothing_else_is() -> None:
    assert cells(by_ward("land_donated_m2", hectares=True))["Phổ An"][0] == "6,00 ha"
    assert cells(by_ward("labour_days", hectares=True)) == cells(by_ward("labour_days"))


def test_a_sum_is_divided_by_the_households_of_its_last_year() -> None:
    found = by_ward("land_donated_m2", per_household=True)
    assert cells(found)["Phổ An"][0] == "300 m²/hộ"  # 60.000 / 200
    assert cells(found)["Phổ Phong"][0] == "150 m²/hộ"  # 30.000 / 200
    assert found.sentence.startswith("Bình quân mỗi hộ, Phổ An cao nhất (300 m²/hộ)")


def test_a_year_is_divided_by_the_households_of_that_year() -> None:
    found = made(contributions.ward_by_year(question(), Way("land_donated_m2", per_household=True)))
    assert cells(found)["Phổ An"] == ("100 m²/hộ", "250 m²/hộ")  # 10.000 / 100, 50.000 / 200


def test_a_ward_without_households_is_not_shown_per_household_and_is_named_as_missing() -> None:
    found = by_ward("land_donated_m2", per_household=True)
    assert "Phổ Hòa" not in cells(found)
    assert found.coverage == "14/15 xã, phường có số liệu. Chưa có số liệu: Phổ Hòa"


def test_a_sample_is_not_divided_by_real_households() -> None:
    nothing = contributions.by_ward(question(), Way("road_km", per_household=True))
    assert nothing == Nothing("contributions_by_ward", "Chưa có số hộ cùng loại số liệu để chia bình quân.")


def test_a_sum_with_a_lower_bound_in_it_is_a_lower_bound_and_nobody_is_called_most() -> None:
    found = by_ward("labour_days")
    # Phổ An 10 + 10, Phổ Phong more than 40: more than 60
    assert found.sentence == (
        "2/15 xã, phường có số liệu, cộng lại là trên 60 ngày công. 1 xã, phường chưa có đủ các năm."
    )
    assert cells(found)["Phổ Phong"] == ("trên 40 ngày công", "1/2")
    assert "trên 40 (1/2 năm)" in drawn_texts(found)
    assert cells(by_year("labour_days"))["2021"] == ("trên 50 ngày công", "2/15")


def test_peaks_are_not_told_among_bounds() -> None:
    found = made(contributions.ward_by_year(question(), Way("labour_days")))
    assert found.sentence.startswith("Có số liệu chỉ nêu mức tối thiểu")


def test_wards_with_fewer_years_are_labelled_and_not_called_most_or_least() -> None:
    found = by_ward("contribution_vnd")
    # 5 + 9 of Phổ An, 2 of Phổ Phong, 1 of each of the 13 others: 14 + 2 + 13 = 29
    assert found.sentence == (
        "15/15 xã, phường có số liệu, cộng lại là 29,0 tỷ đồng. 14 xã, phường chưa có đủ các năm."
    )
    assert cells(found)["Phổ An"] == ("14,0 tỷ đồng", "2/2")
    assert "2,0 tỷ (1/2 năm)" in drawn_texts(found)


def test_a_year_in_which_wards_are_missing_is_labelled_and_not_called_least() -> None:
    found = by_year("contribution_vnd")
    assert cells(found) == {"2020": ("20,0 tỷ đồng", "15/15"), "2021": ("9,0 tỷ đồng", "1/15")}
    assert "9,0 tỷ (1/15)" in drawn_texts(found)
    assert found.sentence == "Cần ít nhất hai năm đủ số liệu của các xã, phường để so sánh."


def test_years_that_every_ward_has_are_compared() -> None:
    # 2020: 15 x 10.000 = 150.000; 2021: 14 x 20.000 + 50.000 = 330.000
    assert by_year("land_donated_m2").sentence == (
        "Nhiều nhất là năm 2021 (330.000 m²), ít nhất là năm 2020 (150.000 m²)."
    )


def test_a_sample_says_so_in_sentence_figure_and_basis_and_does_not_show_binary_fractions() -> None:
    found = by_ward("road_km")
    # 0,1 + 0,2 = 0,3 and not 0,30000000000000004; 0,05 + 0,05 = 0,1; together 0,4
    assert found.sentence == (
        "Số liệu minh họa: Phổ An nhiều nhất (0,30 km), Phổ Phong ít nhất (0,10 km); "
        "2/15 xã, phường cộng lại là 0,40 km."
    )
    assert (found.basis, found.is_sample) == ("sample", True)
    assert "SỐ LIỆU MINH HỌA" in drawn_texts(found)
    assert "0000000" not in drawn_texts(found)


def test_a_real_figure_has_no_sample_words_in_its_figure() -> None:
    assert "SỐ LIỆU MINH HỌA" not in drawn_texts(by_ward("land_donated_m2"))


def test_one_real_ward_switches_the_sample_of_the_others_off() -> None:
    found = by_ward("street_lights", language="en")
    assert list(cells(found)) == ["Phổ An"]
    assert found.sentence == "One of 15 wards has figures: 7 street lights."


def test_a_hidden_sample_gives_the_reason() -> None:
    nothing = contributions.by_ward(question(sample=False), Way("road_repaired_km"))
    assert nothing.sentence == (
        "Chưa có số liệu thật theo xã, phường của chỉ tiêu “Đường sửa chữa”; số liệu minh họa đang được ẩn."
    )


def test_where_nothing_is_hidden_the_reason_is_that_there_is_nothing() -> None:
    # Canals have real figures, but none in 2021: hiding the sample is not the reason.
    nothing = contributions.by_ward(question(sample=False, first_year=2021), Way("canal_km"))
    assert nothing.sentence == (
        "Chưa có số liệu theo xã, phường của chỉ tiêu “Kênh mương kiên cố” trong những năm đã chọn."
    )


def test_missing_is_not_zero() -> None:
    found = by_ward("canal_km")
    assert set(cells(found)) == {"Phổ An", "Phổ Phong", "Phổ Hòa"}
    assert cells(found)["Phổ An"][0] == "0,00 km"
    assert found.sentence == (
        "Phổ Hòa nhiều nhất (3,00 km), Phổ An và Phổ Phong ít nhất (0,00 km); "
        "3/15 xã, phường cộng lại là 3,00 km."
    )
    assert found.coverage.startswith("3/15 xã, phường đã nộp. Chưa có số liệu: ")
    assert found.coverage.endswith("Theo năm: 2020: 3/15; 2021: 0/15")


def test_a_gap_in_a_ward_s_years_says_that_there_are_no_data() -> None:
    assert cells(made(contributions.ward_by_year(question(), Way("labour_days"))))["Phổ Phong"] == (
        "chưa có số liệu",
        "trên 40 ngày công",
    )


def test_the_period_told_is_that_of_the_figures_and_not_that_of_the_filter() -> None:
    assert by_ward("canal_km").subtitle.endswith("cộng năm 2020.")
    assert by_ward("land_donated_m2").subtitle.endswith("cộng giai đoạn 2020–2021.")


def test_the_chosen_wards_stand_out_among_all() -> None:
    alone, all_wards = by_ward("land_donated_m2", places=(AN,)), by_ward("land_donated_m2")
    assert cells(alone) == cells(all_wards)
    assert "<b>Phổ An</b>" in alone.figure["layout"]["yaxis"]["ticktext"]  # type: ignore[index]
    assert "<b>Phổ An</b>" not in all_wards.figure["layout"]["yaxis"]["ticktext"]  # type: ignore[index]


def test_the_sum_of_chosen_wards_names_them() -> None:
    found = by_year("land_donated_m2", places=(AN, PHONG))
    assert cells(found)["2021"] == ("70.000 m²", "2/2")  # 50.000 + 20.000
    assert found.subtitle.endswith("Chỉ tính: Phổ An và Phổ Phong.")


@pytest.mark.parametrize("ask", [contributions.by_year, contributions.ward_by_year])
def test_a_chosen_ward_without_figures_is_told_as_such(ask: Any) -> None:
    nothing = ask(question(places=(NGHIEM,)), Way("canal_km"))
    assert isinstance(nothing, Nothing)
    assert nothing.sentence == (
        "Các xã, phường đã chọn chưa có số liệu của chỉ tiêu “Kênh mương kiên cố” trong những năm đã chọn."
    )


def test_the_chosen_years_restrict() -> None:
    assert cells(by_ward("land_donated_m2", first_year=2021))["Phổ An"] == ("50.000 m²", "1/1")


def test_one_ward_one_year_is_told_without_a_comparison() -> None:
    found = made(
        contributions.ward_by_year(question(places=(HOA,), first_year=2020, last_year=2020), Way("canal_km"))
    )
    assert found.sentence == "Phổ Hòa năm 2020: 3,00 km."
