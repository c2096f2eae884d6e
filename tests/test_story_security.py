"""Tips, cases, persons, mediation: counts that are never tied to each other, ratios from sums with their intervals."""

from collections.abc import Iterator
from typing import Any

import pytest
import story_data
from story_data import AN, HOA, cells, drawn_texts, made, question

from danvan import queries
from danvan.story import security, security_ratios
from danvan.story.finding import Nothing
from danvan.story.wards import ward_years
from danvan.warehouse.read import Opened

# Phổ Châu, Phổ Thạnh and Phổ Hòa have no persons; mediation has figures of three wards.
OBSERVATIONS = """
tips                 * 2021 100 nop
cases_solved         * 2021 50 nop
cases_solved         21442 2021 10 nop
cases_solved         21445 2021 95 nop
persons_handled      * 2021 20 nop
persons_handled      21469 2021 none nop
persons_handled      21478 2021 none nop
persons_handled      21481 2021 none nop
mediations_received  21442 2020 10 nop
mediations_succeeded 21442 2020 10 nop
mediations_received  21442 2021 30 nop
mediations_succeeded 21442 2021 15 nop
mediations_received  21445 2021 0 nop
mediations_succeeded 21445 2021 0 nop
mediations_received  21469 2021 20 nop
mediations_succeeded 21469 2021 >15 nop
tips                 534 2021 426 bc
cases_solved         534 2021 >320 bc
persons_handled      534 2021 806 bc
"""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return story_data.opened(tmp_path_factory.mktemp("security"), OBSERVATIONS)


@pytest.fixture(autouse=True)
def _reading(tiny: Opened) -> Iterator[None]:
    with queries.reading(tiny):
        yield


def reference_labels(found: Any) -> list[str]:
    return [note["text"] for note in found.figure["layout"].get("annotations", [])]


def test_counts_are_summed_each_for_itself_and_say_of_how_many_wards() -> None:
    found = made(security.by_year(question(first_year=2021)))
    # Tips 15 x 100; cases 13 x 50 + 10 + 95 = 755; persons 12 x 20 = 240, of 12 wards only.
    assert found.sentence == (
        "Cộng năm 2021, số xã, phường có số liệu khác nhau: 1.500 nguồn tin (15/15), 755 vụ (15/15) và "
        "240 đối tượng (12/15)."
    )
    assert found.table.rows == (
        ("Nguồn tin Nhân dân cung cấp", "2021", "1.500", "15/15"),
        ("Vụ việc được khám phá", "2021", "755", "15/15"),
        ("Đối tượng bị xử lý", "2021", "240", "12/15"),
    )
    assert "240 (12/15)" in drawn_texts(found)
    assert "755 (15/15)" not in drawn_texts(found)


def test_counts_of_different_wards_tell_the_coverage_of_each() -> None:
    coverage = made(security.by_year(question(first_year=2021))).coverage
    assert coverage.startswith("Nguồn tin Nhân dân cung cấp: 15/15 xã, phường đã nộp. Vụ việc")
    assert "Đối tượng bị xử lý: 12/15 xã, phường đã nộp. Chưa có số liệu: Phổ Hòa," in coverage


def test_no_figure_is_a_funnel_and_a_tip_is_not_tied_to_a_case() -> None:
    found = made(security.by_year(question()))
    assert {trace["type"] for trace in found.figure["data"]} <= {"bar", "scatter"}  # type: ignore[index]
    assert "Một nguồn tin không ứng với một vụ" in found.notes[0]
    assert made(security_ratios.cases_per_100_tips(question())).notes == found.notes
    assert security.reported_sentence(question()) == (
        "Trong năm 2021, người dân thị xã Đức Phổ đã cung cấp 426 nguồn tin; trên 320 vụ được khám phá và 806 "
        "đối tượng bị xử lý. Nguồn không gắn từng nguồn tin với từng vụ."
    )


def test_wards_whose_interval_leaves_the_whole_out_are_named() -> None:
    found = made(security_ratios.cases_per_100_tips(question()))
    # 755 of 1.500 is 50,3; 10 and 95 of 100 are far from it, 50 of 100 is not.
    assert found.sentence == (
        "Số vụ trên 100 nguồn tin của cả thị xã là 50,3 vụ/100 nguồn tin; "
        "2 xã, phường khác hẳn mức này: Phổ Phong và Phổ An."
    )
    assert reference_labels(found) == ["Cả thị xã: 50,3 vụ/100 nguồn tin"]
    assert found.coverage == "15/15 xã, phường có số liệu. Theo năm: 2020: 0/15; 2021: 15/15"


def test_without_every_ward_there_is_no_line_of_the_town_and_the_sentence_says_of_how_many() -> None:
    found = made(security_ratios.persons_per_case(question()))
    # 240 persons over the cases of the 12 wards that have both, 755 - 3 x 50 = 605: 0,397
    assert found.sentence == (
        "Số đối tượng mỗi vụ của 12/15 xã, phường có số liệu là 0,40 đối tượng/vụ; "
        "2 xã, phường khác hẳn mức này: Phổ An và Phổ Phong."
    )
    assert reference_labels(found) == []
    assert found.coverage == (
        "12/15 xã, phường có số liệu. Chưa có số liệu: Phổ Hòa, Phổ Thạnh và Phổ Châu. "
        "Theo năm: 2020: 0/15; 2021: 12/15"
    )


def test_a_ratio_over_years_is_that_of_the_sums_and_not_the_mean_of_the_ratios() -> None:
    # (10 + 15) / (10 + 30) = 62,5%; the mean of 100% and 50% would be 75%. Wilson: the middle is
    # (25 + 1,92) / 43,84 = 61,4%, half the width 1,96 x sqrt(25 x 15 / 40 + 0,96) / 43,84 = 14,4%.
    assert cells(made(security_ratios.mediation(question())))["Phổ An"] == (
        "25",
        "40",
        "62,5%",
        "47,0–75,8",
    )


def test_a_zero_denominator_gives_no_value() -> None:
    assert cells(made(security_ratios.mediation(question())))["Phổ Phong"] == (
        "0",
        "0",
        "chưa có số liệu",
        "chưa có số liệu",
    )


def test_a_ratio_of_a_bound_is_a_bound_without_an_interval() -> None:
    found = made(security_ratios.mediation(question()))
    assert cells(found)["Phổ Hòa"][2:] == ("trên 75,0%", "chưa có số liệu")  # more than 15 of 20
    # All three: more than 25 + 0 + 15 of 40 + 0 + 20, so more than 66,7%.
    assert "3/15 xã, phường có số liệu là trên 66,7%" in found.sentence


def test_years_without_any_denominator_say_that_nothing_can_be_divided() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(security_ratios, "ward_years", _only_phong)
        nothing = security_ratios.mediation(question())
    assert isinstance(nothing, Nothing)
    assert nothing.sentence == "Chưa tính được chỉ tiêu “Tỷ lệ hòa giải thành”: số dùng để chia bằng 0."


def _only_phong(asked: Any, indicator: Any) -> Any:
    rows = ward_years(asked, indicator)
    return rows[rows["denominator"] == 0]


def test_a_chosen_ward_s_counts_are_its_own() -> None:
    found = made(security.by_year(question(places=(AN,), first_year=2021)))
    assert found.sentence == "Cộng năm 2021: 100 nguồn tin, 10 vụ và 20 đối tượng."
    assert found.subtitle.endswith("Chỉ tính: Phổ An.")


def test_a_ward_that_has_none_of_a_count_is_told_as_such() -> None:
    nothing = security.ward_by_year(question(places=(HOA,)), "persons_handled")
    assert nothing.sentence == (
        "Các xã, phường đã chọn chưa có số liệu của chỉ tiêu “Đối tượng bị xử lý” trong những năm đã chọn."
    )


def test_where_all_have_as_much_nobody_has_most() -> None:
    assert made(security.ward_by_year(question(), "tips")).sentence == (
        "Nguồn tin Nhân dân cung cấp, cộng năm 2021: 15 xã, phường như nhau (100 nguồn tin)."
    )


MIXED = """
tips                 21442 2021 1 nop
cases_solved         * 2020-2021 5 mau
persons_handled      * 2021 6 mau
mediations_received  21442 2021 5 nop
mediations_succeeded 21442 2021 6 nop
"""


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return story_data.opened(tmp_path_factory.mktemp("mixed"), MIXED)


def test_real_counts_are_shown_without_the_sample_of_the_others(mixed: Opened) -> None:
    with queries.reading(mixed):
        found = made(security.by_year(question(language="en")))
    assert found.sentence == "Summed over 2021, with data of only 1 of 15 wards: 1 tip."
    assert {row[0] for row in found.table.rows} == {"Tips from residents"}
    assert found.basis == "submitted"


def test_a_real_count_is_not_divided_by_a_sample(mixed: Opened) -> None:
    with queries.reading(mixed):
        nothing = security_ratios.cases_per_100_tips(question())
    assert isinstance(nothing, Nothing)


def test_a_ratio_of_two_samples_is_a_sample_and_can_be_hidden(mixed: Opened) -> None:
    with queries.reading(mixed):
        found = made(security_ratios.persons_per_case(question()))
        hidden = security_ratios.persons_per_case(question(sample=False))
    # 6 persons over 5 cases; the cases of 2020 have no persons beside them and do not count.
    assert found.sentence.startswith(
        "Số liệu minh họa: Số đối tượng mỗi vụ của cả thị xã là 1,20 đối tượng/vụ"
    )
    assert "SỐ LIỆU MINH HỌA" in drawn_texts(found)
    assert found.basis == "sample"
    assert hidden.sentence.endswith("số liệu minh họa đang được ẩn.")


def test_more_successes_than_matters_are_shown_without_an_interval(mixed: Opened) -> None:
    with queries.reading(mixed):
        found = made(security_ratios.mediation(question()))
    assert cells(found)["Phổ An"] == ("6", "5", "120,0%", "chưa có số liệu")


@pytest.mark.parametrize(
    ("observations", "sentence"),
    [
        (
            "tips 534 2021 5 bc\ntips 534 2022 9 bc\ncases_solved 534 2021 4 bc\npersons_handled 534 2021 6 bc",
            "Trong năm 2021, người dân thị xã Đức Phổ đã cung cấp 5 nguồn tin; 4 vụ được khám phá và 6 đối tượng "
            "bị xử lý. Nguồn không gắn từng nguồn tin với từng vụ.",
        ),
        (
            "tips 534 2022 9 bc\ncases_solved 534 2017..2021 4 bc\npersons_handled 534 2021 6 bc",
            "Báo cáo của thị xã Đức Phổ: 9 nguồn tin (năm 2022), 4 vụ (giai đoạn 2017–2021) và 6 đối tượng "
            "(năm 2021). Các số này thuộc những kỳ khác nhau nên không đặt cạnh nhau.",
        ),
        ("tips 534 2022 9 bc", "Chưa có báo cáo về nguồn tin, vụ việc và đối tượng của thị xã."),
    ],
)
def test_only_reported_counts_of_one_period_are_told_together(
    tmp_path_factory: pytest.TempPathFactory, observations: str, sentence: str
) -> None:
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("reported"), observations)):
        assert security.reported_sentence(question()) == sentence


def test_wards_with_figures_of_different_years_are_not_compared_and_their_sum_says_so(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    apart = "tips 21442 2020 5 nop\ntips 21445 2021 9 nop"
    every_ward_once = "tips * 2021 1 nop\ntips 21442 2020 5 nop"
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("apart"), apart)):
        assert made(security.ward_by_year(question(), "tips")).sentence == (
            "Các xã, phường chưa có số liệu của cùng những năm, nên chưa thể so nhiều ít."
        )
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("once"), every_ward_once)):
        found = made(security.by_year(question()))
    assert found.sentence == "Cộng giai đoạn 2020–2021, có năm chưa đủ xã, phường: 20 nguồn tin."  # 15 + 5
    assert found.coverage == "15/15 xã, phường đã nộp. Theo năm: 2020: 1/15; 2021: 15/15"


RATES = """
mediation_success_pct 21442 2021 80 nop
mediations_received   21442 2021 10 nop
mediations_succeeded  21442 2021 7 nop
mediations_received   21445 2021 30 nop
mediations_succeeded  21445 2021 15 nop
mediation_success_pct 21469 2021 >85 nop
mediations_received   21478 2021 30 mau
mediations_succeeded  21478 2021 15 mau
"""


def test_a_ratio_that_a_ward_handed_in_is_shown_and_is_in_no_whole_without_its_counts(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("rates"), RATES)):
        found = made(security_ratios.mediation(question()))
    missing = "chưa có số liệu"
    assert cells(found)["Phổ An"][:3] == ("7", "10", "80,0%")  # not 70: the observed value wins
    assert cells(found)["Phổ Hòa"] == (missing, missing, "trên 85,0%", missing)
    assert "Phổ Thạnh" not in cells(found)
    # (7 + 15) / (10 + 30) = 55%
    assert "của 2/15 xã, phường có số liệu là 55,0%" in found.sentence
    assert found.notes[-1].startswith("1 xã, phường nộp tỷ lệ mà không nộp số đếm")
    assert found.coverage.startswith("3/15 xã, phường có số liệu.")


def test_ratios_without_any_counts_have_no_whole(tmp_path_factory: pytest.TempPathFactory) -> None:
    given = "mediation_success_pct 21442 2021 80 nop\nmediation_success_pct 21445 2020-2021 90 nop"
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("alone"), given)):
        found = made(security_ratios.mediation(question()))
        one_year = made(security_ratios.mediation(question(first_year=2021)))
    assert found.sentence.endswith("nên không tính được mức chung.")
    assert cells(found)["Phổ An"][2] == "80,0%"
    assert cells(found)["Phổ Phong"][2] == "chưa có số liệu"  # a mean of two years' ratios is none
    assert cells(one_year)["Phổ Phong"][2] == "90,0%"
