"""Headlines and the list of sources: every figure with place, period, qualifier, basis, source and locator."""

from collections.abc import Iterator

import pytest
import story_data
from story_data import TOWN, point, question

from danvan import queries
from danvan.story import headlines, sources
from danvan.story.headlines import Headline
from danvan.story.sources import Stated, Wanted
from danvan.warehouse.read import Opened


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return story_data.shipped(tmp_path_factory.mktemp("review"))


@pytest.fixture(autouse=True)
def _reading(review: Opened) -> Iterator[None]:
    with queries.reading(review):
        yield


def one(code: str, **asked: object) -> Headline:
    (headline,) = headlines.of(question(**asked), (code,), "page")
    return headline


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_headline_of_the_review_has_its_standing(language: str) -> None:
    shown = [each for field in headlines.by_field(question(language=language)).values() for each in field]
    assert len(shown) == 15
    for headline in shown:
        assert headline.value
        assert headline.period
        assert headline.definition
        assert headline.basis == "reported"
        assert headline.page
        assert [origin.locator.startswith("section:") for origin in headline.origins] == [True]
        assert all(origin.printed for origin in headline.origins)


@pytest.mark.parametrize(
    ("code", "vi", "en"),
    [
        ("contribution_vnd", "trên 204 tỷ đồng", "more than 204 billion dong"),
        ("mediation_success_pct", "trên 85%", "more than 85%"),
        ("covid_inkind_vnd", "trên 2,4 tỷ đồng", "more than 2.4 billion dong"),
        ("media_items", "trên 2.000 bài", "more than 2,000 items"),
        ("spread_camera", "11/15 xã, phường", "11/15 wards"),
        ("land_donated_m2", "196.833 m²", "196,833 m²"),
        ("rural_road_km", "211,28 km", "211.28 km"),
        ("canal_km", "110,5 km", "110.5 km"),
    ],
)
def test_a_lower_bound_stays_one_and_decimals_are_as_printed(code: str, vi: str, en: str) -> None:
    assert one(code).value == vi
    assert one(code, language="en").value == en


def test_the_period_of_a_headline_is_its_own_whatever_years_are_chosen() -> None:
    assert one("land_donated_m2", first_year=2019, last_year=2019).period == "giai đoạn 2017–2021"


def test_the_poverty_headline_tells_its_change_and_the_open_points_of_both_ends() -> None:
    headline = one("poverty_rate_pct")
    assert headline.detail == "từ 6,6% (2017): −3,41 điểm phần trăm"
    assert any("đầu năm 2017" in note for note in headline.notes)  # that of the first figure
    assert headline.sparkline == ""  # two years that do not follow one another are no line


def test_a_field_without_figures_is_there_with_an_empty_list() -> None:
    shown = headlines.by_field(question())
    assert list(shown) == list(question().catalogue.fields)
    assert shown["he_thong_chinh_tri"] == []


def test_a_chosen_field_is_alone() -> None:
    shown = headlines.by_field(question(field="kinh_te"))
    assert list(shown) == ["kinh_te"]
    assert {headline.indicator for headline in shown["kinh_te"]} == {
        "poverty_rate_pct",
        "land_donated_m2",
        "contribution_vnd",
        "rural_road_km",
    }


def test_a_ratio_of_reported_counts_has_both_sources_their_open_points_and_an_interval() -> None:
    headline = headlines.ratio(question(), "cases_per_100_tips", "security")
    assert headline is not None
    assert headline.value == "75,1 vụ/100 nguồn tin"  # 100 x 320 / 426 = 75,12
    assert headline.basis == "derived"
    assert [origin.printed for origin in headline.origins] == ["320 vụ", "426 nguồn tin"]
    assert headline.detail.startswith("khoảng tin cậy 95%: ")
    assert any("không gắn từng tin với từng vụ" in note for note in headline.notes)


def test_a_share_per_household_says_which_households() -> None:
    headline = headlines.per_household(question(), "land_per_household_m2", "contributions")
    assert headline is not None
    assert headline.value == "5,27 m²/hộ"  # 196.833 / 37.328 = 5,273
    assert headline.detail == "chia cho 37.328 hộ (Tổng điều tra 1/4/2019)"
    assert [origin.source for origin in headline.origins] == ["bc_duc_pho_2022", "tong_dieu_tra_2019"]


TINY = """
tips              534 2022 500 khac
tips              534 2021 426 bc note=unclear
cases_solved      534 2021 >320 bc
land_donated_m2   534 2020 10 khac
land_donated_m2   534 2021 12 bc
land_donated_m2   534 2021 99 khac
poverty_rate_pct  534 2019 8 bc standard=2016-2020
poverty_rate_pct  534 2020 7 bc standard=2016-2020
poverty_rate_pct  534 2021 6 bc standard=2016-2020
poverty_rate_pct  534 2021 9 bc standard=2022-2025
labour_days       534 2020 5 bc
labour_days       534 2017..2021 50 bc
street_lights     534 2020 5 bc
street_lights     534 2021 >9 bc
spread_camera     534 2021 >11 bc whole=15
"""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return story_data.opened(tmp_path_factory.mktemp("tiny"), TINY, open_points=[point("unclear")])


def test_a_ratio_takes_both_counts_from_one_period_and_keeps_a_bound(tiny: Opened) -> None:
    with queries.reading(tiny):
        headline = headlines.ratio(question(), "cases_per_100_tips", "security")
    assert headline is not None
    # 2022 has tips and no cases. More than 320 cases of 426 tips: more than 75,1, and no interval of a bound.
    assert (headline.period, headline.value, headline.detail) == (
        "năm 2021",
        "trên 75,1 vụ/100 nguồn tin",
        "",
    )
    assert headline.notes == ("Chưa rõ.",)


def listed_figures() -> tuple[Stated, ...]:
    """Return the first page of all real figures."""
    return sources.listed(question(sample=False), Wanted()).figures


def test_of_two_sources_the_later_one_is_the_headline_and_the_other_is_no_part_of_its_series(
    tiny: Opened,
) -> None:
    with queries.reading(tiny):
        headline = one("land_donated_m2")
        stated = [each.value for each in listed_figures() if each.indicator == "land_donated_m2"]
    assert (headline.value, headline.detail) == ("12 m²", "từ 10 m² (2020): +2 m²")
    assert sorted(stated) == ["10 m²", "12 m²", "99 m²"]  # all of them stand among the sources


def test_a_headline_by_a_new_standard_is_not_compared_with_the_old_one(tiny: Opened) -> None:
    with queries.reading(tiny):
        headline = one("poverty_rate_pct")
    assert (headline.value, headline.detail, headline.sparkline) == ("9%", "", "")


def test_a_span_is_not_compared_with_a_year(tiny: Opened) -> None:
    with queries.reading(tiny):
        headline = one("labour_days")
    assert (headline.value, headline.period) == ("50 ngày công", "giai đoạn 2017–2021")
    assert (headline.detail, headline.sparkline) == ("", "")


def test_a_bound_is_not_compared(tiny: Opened) -> None:
    with queries.reading(tiny):
        headline = one("street_lights")
    assert (headline.value, headline.detail) == ("trên 9 bóng điện", "")


def test_a_part_of_a_whole_keeps_its_bound(tiny: Opened) -> None:
    with queries.reading(tiny):
        assert one("spread_camera").value == "trên 11/15 xã, phường"
        (stated,) = [each for each in listed_figures() if each.indicator == "spread_camera"]
    assert stated.value == "trên 11/15 xã, phường"


def test_without_counts_or_households_there_is_no_headline(tmp_path_factory: pytest.TempPathFactory) -> None:
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("none"), f"tips {TOWN} 2021 0 bc")):
        asked = question()
        assert headlines.ratio(asked, "cases_per_100_tips", "security") is None
        assert headlines.per_household(asked, "land_per_household_m2", "contributions") is None
        assert headlines.of(asked, ("cases_solved",), "security") == []


def test_every_stated_figure_has_its_standing() -> None:
    shown = listed_figures()
    assert len(shown) == 31 + 13  # the rows of data/report and data/public
    for stated in shown:
        assert all((stated.name, stated.definition, stated.place, stated.period, stated.value, stated.basis))
        assert all((stated.where, stated.printed))


def test_a_poverty_rate_is_listed_with_its_standard() -> None:
    shown = [each.period for each in listed_figures() if each.indicator == "poverty_rate_pct"]
    assert "năm 2017, chuẩn 2016-2020" in shown


def test_a_hidden_sample_is_no_source() -> None:
    with_sample = {card.source.source for card in sources.cards(question())}
    without = {card.source.source for card in sources.cards(question(sample=False))}
    assert with_sample - without == {"mau_xa_phuong"}


def test_contradictions_come_first_among_the_open_points() -> None:
    kinds = [each.kind for each in sources.open_points(question())]
    assert kinds == sorted(kinds)
    assert kinds.count("contradiction") == 6
