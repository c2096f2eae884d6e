"""Poverty: no line and no change across standards or missing years, wards between the same two years."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pytest
import story_data
from story_data import AN, HOA, THANH, cells, drawn_texts, made, question

from danvan import queries
from danvan.story import headlines, poverty
from danvan.story.finding import Finding, Nothing
from danvan.story.wards import ward_years
from danvan.warehouse.read import Opened

OBSERVATIONS = """
poverty_rate_pct 534 2017 6.6 bc standard=2016-2020 note=start
poverty_rate_pct 534 2021 3.19 bc standard=2016-2020
poverty_rate_pct 534 2022 8.5 bc standard=2022-2025
poverty_rate_pct 51 2015 9.22 bc standard=2011-2015
poverty_rate_pct 51 2015 15.19 bc standard=2016-2020
poverty_rate_pct 51 2016 13.06 bc standard=2016-2020
poverty_rate_pct VN 2021 2.23 bc standard=2016-2020

households       * 2019-2022 200 nop
poor_households  * 2019-2021 10 nop standard=2016-2020
poor_households  21442 2019 20 nop standard=2016-2020
poor_households  21445 2021 14 nop standard=2016-2020
poor_households  21469 2020 none nop standard=2016-2020
poor_households  21478 2019 none nop standard=2016-2020
poor_households  * 2022 30 nop standard=2022-2025
"""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    points = [story_data.point("start", vi="Đầu hay cuối năm 2017?", en="Start or end of 2017?")]
    return story_data.opened(tmp_path_factory.mktemp("poverty"), OBSERVATIONS, open_points=points)


@pytest.fixture(autouse=True)
def _reading(tiny: Opened) -> Iterator[None]:
    with queries.reading(tiny):
        yield


def stretches(trace: dict[str, Any], axis: str) -> list[list[Any]]:
    """Return what is drawn of a trace as one line each."""
    return [list(part) for missing, part in groupby(trace[axis], lambda value: value is None) if not missing]


def solid_lines(found: Finding) -> list[dict[str, Any]]:
    assert found.figure is not None
    traces = [trace for trace in found.figure["data"] if "lines" in trace.get("mode", "")]
    return [trace for trace in traces if "hovertext" in trace]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "vi",
            "Tỷ lệ hộ nghèo của thị xã Đức Phổ từ 6,6% (2017) còn 3,19% (2021): giảm 3,41 điểm phần trăm, "
            "tức giảm 51,7% so với ban đầu.",  # 3,19 - 6,6 = -3,41; 3,41 / 6,6 = 0,5167
        ),
        (
            "en",
            "The poverty rate of Đức Phổ town fell from 6.6% (2017) to 3.19% (2021): 3.41 percentage points less, "
            "down 51.7% relative to the start.",
        ),
    ],
)
def test_the_change_of_the_town_is_told_inside_one_standard_with_decimals_as_printed(
    language: str, sentence: str
) -> None:
    assert made(poverty.trend(question(language=language))).sentence == sentence


def test_no_line_joins_two_standards_or_goes_over_a_missing_year() -> None:
    found = made(poverty.trend(question()))
    hovers = [stretch for trace in solid_lines(found) for stretch in stretches(trace, "hovertext")]
    joined = [stretch for stretch in hovers if len(stretch) > 1]
    # Of the town 2017 to 2021 has years missing and 2021 to 2022 another standard; of the province 2015 was
    # counted by two standards, and only the newer one goes on into 2016.
    assert [[hover.split("<br>")[1:] for hover in stretch] for stretch in joined] == [
        [["năm 2015: 15,19%", "chuẩn 2016-2020"], ["năm 2016: 13,06%", "chuẩn 2016-2020"]]
    ]


def test_every_figure_of_the_trend_stands_in_its_table_with_its_standard() -> None:
    rows = made(poverty.trend(question())).table.rows
    assert rows[:3] == (
        ("thị xã Đức Phổ", "2017", "2016-2020", "6,6%"),
        ("thị xã Đức Phổ", "2021", "2016-2020", "3,19%"),
        ("thị xã Đức Phổ", "2022", "2022-2025", "8,5%"),
    )
    assert len(rows) == 7


def test_years_without_two_points_of_the_town_have_no_change() -> None:
    found = made(poverty.trend(question(first_year=2021, last_year=2022)))
    assert found.sentence == "Thị xã chưa có hai mốc cùng chuẩn nghèo để so trong những năm đã chọn."


def test_the_headline_does_not_compare_the_newest_figure_with_one_of_an_older_standard() -> None:
    (headline,) = headlines.of(question(), ("poverty_rate_pct",), "poverty")
    assert (headline.value, headline.period) == ("8,5%", "năm 2022")
    assert (headline.detail, headline.sparkline) == ("", "")


def test_wards_are_compared_between_the_two_years_that_most_have_and_the_others_are_named() -> None:
    found = made(poverty.first_against_last(question()))
    # Of 200 households: Phổ An 20 to 10, so 10% to 5%; Phổ Phong 10 to 14, so 5% to 7%; all others 5%. Phổ
    # Thạnh has no 2019. By the standard 2022-2025 there is one year, which is compared with nothing.
    assert cells(found)["Phổ An"] == ("10,00%", "5,00%", "−5,00 điểm phần trăm", "giảm 50,0%")
    assert cells(found)["Phổ Phong"] == ("5,00%", "7,00%", "+2,00 điểm phần trăm", "tăng 40,0%")
    assert "Phổ Thạnh" not in cells(found)
    assert found.coverage == "14/15 xã, phường có số liệu. Chưa có số liệu: Phổ Thạnh"
    assert found.sentence == (
        "Năm 2021, cao nhất là Phổ Phong (7,00%), thấp nhất là 13 xã, phường (5,00%); "
        "giảm nhiều nhất từ 2019 là Phổ An (5,00 điểm phần trăm)."
    )
    assert found.table.columns[1:3] == ("2019", "2021")


def test_wards_that_fell_are_counted_and_those_that_rose_are_named() -> None:
    assert made(poverty.wards(question())).sentence == (
        "1/14 xã, phường có tỷ lệ hộ nghèo năm 2021 thấp hơn năm 2019. Cao hơn: Phổ Phong."
    )


def test_of_one_ward_its_change_is_told_and_no_count_of_wards() -> None:
    found = made(poverty.wards(question(places=(AN,), language="en")))
    assert found.sentence == (
        "The poverty rate of Phổ An fell from 10.00% (2019) to 5.00% (2021): 5.00 percentage points less, "
        "down 50.0% relative to the start."
    )


def test_the_lines_of_wards_stop_at_a_new_standard_and_at_a_missing_year() -> None:
    found = made(poverty.wards(question(places=(HOA,))))
    lengths = [len(stretch) for trace in solid_lines(found) for stretch in stretches(trace, "x")]
    assert lengths == [1, 1, 1]  # 2019, 2021 and, by another standard, 2022
    found = made(poverty.wards(question(places=(AN,))))
    lengths = [len(stretch) for trace in solid_lines(found) for stretch in stretches(trace, "x")]
    assert lengths == [3, 1]  # 2019 to 2021, and 2022


def test_the_whole_town_is_drawn_only_for_years_in_which_every_ward_is() -> None:
    found = made(poverty.wards(question(places=(AN,))))
    (dotted,) = [trace for trace in found.figure["data"] if trace.get("line", {}).get("dash") == "dot"]  # type: ignore[index]
    # 2019 lacks Phổ Thạnh, 2020 Phổ Hòa; 2021 and 2022 are whole and not joined, for the standard changed.
    assert [len(stretch) for stretch in stretches(dotted, "x")] == [1, 1]


def test_a_missing_year_is_told_as_missing() -> None:
    assert cells(made(poverty.wards(question())))["Phổ Hòa"] == (
        "5,00%",
        "chưa có số liệu",
        "5,00%",
        "15,00%",
    )


def test_one_year_says_that_two_are_needed() -> None:
    nothing = poverty.first_against_last(question(first_year=2021, last_year=2021))
    assert nothing == Nothing("poverty_first_last", "Cần ít nhất hai năm cùng chuẩn nghèo để so sánh.")
    assert made(poverty.wards(question(first_year=2021, last_year=2021))).sentence == nothing.sentence


def test_a_chosen_ward_without_figures_in_the_years_is_told_as_such() -> None:
    nothing = poverty.wards(question(places=(THANH,), first_year=2019, last_year=2019))
    assert isinstance(nothing, Nothing)
    assert nothing.sentence.startswith("Các xã, phường đã chọn chưa có số liệu")


RISING = """
households      * 2020-2021 100 nop
poor_households * 2020 10 nop standard=2016-2020
poor_households * 2021 12 nop standard=2016-2020
poor_households 21442 2021 15 nop standard=2016-2020
poverty_rate_pct 534 2020 3 bc standard=2016-2020
poverty_rate_pct 534 2021 4.5 bc standard=2016-2020
"""


def test_where_all_rise_nothing_is_said_to_fall(tmp_path_factory: pytest.TempPathFactory) -> None:
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("rising"), RISING)):
        wards = made(poverty.first_against_last(question())).sentence
        town = made(poverty.trend(question())).sentence
    assert wards == (
        "Năm 2021, cao nhất là Phổ An (15,00%), thấp nhất là 14 xã, phường (12,00%); không xã, phường nào giảm."
    )
    assert town == (
        "Tỷ lệ hộ nghèo của thị xã Đức Phổ từ 3% (2020) lên 4,5% (2021): tăng 1,50 điểm phần trăm, "
        "tức tăng 50,0% so với ban đầu."
    )


BOUNDS = """
households      * 2020-2021 100 nop
poor_households * 2020-2021 10 nop standard=2016-2020
poor_households 21442 2021 >8 nop standard=2016-2020
poverty_rate_pct 534 2020 3 bc standard=2016-2020
poverty_rate_pct 534 2021 >2 bc standard=2016-2020
"""


def test_a_bound_keeps_its_words_and_is_not_compared(tmp_path_factory: pytest.TempPathFactory) -> None:
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("bounds"), BOUNDS)):
        found = made(poverty.first_against_last(question()))
        trend = made(poverty.trend(question()))
    # More than 8 of 100 against 10 of 100: more than -2 points.
    assert cells(found)["Phổ An"][:3] == ("10,00%", "trên 8,00%", "trên −2,00 điểm phần trăm")
    assert found.sentence.startswith("Có số liệu chỉ nêu mức tối thiểu")
    assert "trên 2%" in drawn_texts(trend)
    assert trend.sentence.startswith("Thị xã chưa có hai mốc")


HANDED_IN = """
households       * 2020-2021 100 mau
poor_households  * 2020-2021 9 mau standard=2016-2020
poverty_rate_pct 21442 2020 8 nop standard=2016-2020
poverty_rate_pct 21442 2021 6 nop standard=2016-2020
poverty_rate_pct 21445 2021 4 nop standard=2016-2020
"""


def dashes(found: Finding) -> set[str]:
    assert found.figure is not None
    return {trace.get("line", {}).get("dash", "") for trace in found.figure["data"]}


def test_a_rate_that_a_ward_handed_in_is_shown_and_no_sample_beside_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("handed_in"), HANDED_IN)):
        found = made(poverty.wards(question()))
        ends = made(poverty.first_against_last(question()))
        before = poverty.wards(question(sample=False, first_year=2019, last_year=2019))
    missing = "chưa có số liệu"
    assert cells(found) == {"Phổ An": ("8,00%", "6,00%"), "Phổ Phong": (missing, "4,00%")}
    assert found.basis == "submitted"
    assert found.coverage.startswith("2/15 xã, phường có số liệu.")
    assert found.coverage.endswith("Theo năm: 2020: 1/15; 2021: 2/15")
    assert "dot" not in dashes(found)
    assert "Cả thị xã" not in drawn_texts(found)
    assert list(cells(ends)) == ["Phổ An"]
    assert before.sentence.startswith("Chưa có số liệu theo xã, phường")  # the sample is not what is hidden


def test_a_rate_that_was_handed_in_wins_over_the_recomputed_one_and_leaves_the_others(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    given = """
households       * 2021 100 nop
poor_households  * 2021 9 nop standard=2016-2020
poor_households  21445 2021 9 nop standard=2022-2025
poverty_rate_pct 21442 2021 6 khac standard=2016-2020
poverty_rate_pct 21445 2021 7 khac standard=2022-2025
"""
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("wins"), given)):
        found = made(poverty.wards(question()))
    assert cells(found)["Phổ An"] == ("6,00%",)
    assert cells(found)["Phổ Phong"] == ("9,00% / 7,00%",)
    assert cells(found)["Phổ Hòa"] == ("9,00%",)
    assert {origin.source for origin in found.origins} == {"nop_xa_phuong", "bao_cao_khac"}


OF_TWO = """
households       {wards} 2020-2021 200 nop
poor_households  {wards} 2020 20 nop standard=2016-2020
poor_households  {wards} 2021 10 nop standard=2016-2020
"""


def test_the_whole_is_named_beside_the_wards_only_where_every_ward_is_in_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    some = OF_TWO.format(wards=AN) + OF_TWO.format(wards=HOA)
    for given, whole in ((some, False), (OF_TWO.format(wards="*"), True)):
        with queries.reading(story_data.opened(tmp_path_factory.mktemp("whole"), given)):
            found = made(poverty.wards(question()))
        assert ("Cả thị xã" in drawn_texts(found)) == whole
        assert ("dot" in dashes(found)) == whole


def test_a_rate_recomputed_of_real_counts_is_derived_and_an_observed_one_keeps_its_basis(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    counts, rates = OF_TWO.format(wards=AN), "poverty_rate_pct 21442 2020-2021 9 nop standard=2016-2020"
    for given, basis in (
        (counts, "derived"),
        (rates, "submitted"),
        (counts.replace(" nop", " mau"), "sample"),
    ):
        with queries.reading(story_data.opened(tmp_path_factory.mktemp("basis"), given)):
            found = made(poverty.wards(question()))
            assert set(ward_years(question(), question().indicator(poverty.RATE))["basis"]) == {basis}
            assert (found.basis, made(poverty.first_against_last(question())).basis) == (basis, basis)
    # Every ward observed its rate; the line of the whole is computed of the counts beside them.
    whole = OF_TWO.format(wards="*") + "poverty_rate_pct * 2020-2021 9 nop standard=2016-2020"
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("basis"), whole)):
        found = made(poverty.wards(question()))
    assert cells(found)["Phổ An"] == ("9,00%", "9,00%")
    assert found.basis == "derived"
