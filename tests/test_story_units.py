"""The units since July 2025: whole wards added, none split, none missing; their own figures after; names told apart."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import story_data
from story_data import AN, HOA, NGHIEM, adoption, cells, drawn_texts, made, model

from danvan import queries
from danvan.story import contributions, model_card, models, overview, poverty, security, security_ratios
from danvan.story.contributions import Way
from danvan.story.finding import Finding, Nothing, Question
from danvan.story.model_matrix import matrix
from danvan.story.model_search import Wanted, found, namings
from danvan.story.ward_figures import ward_figures
from danvan.story.ward_profile import profile
from danvan.story.wards import ward_years
from danvan.warehouse.read import Opened

THUAN, VAN, QUANG = "21448", "21451", "21454"
DUC_PHO, TRA_CAU, NGHIEM_2025, KHANH_CUONG, SA_HUYNH = (
    "21439@2025", "21451@2025", "21457@2025", "21472@2025", "21478@2025",
)  # fmt: skip

# Trà Câu was made of Phổ An, Phổ Thuận, Phổ Văn and Phổ Quang; xã Nguyễn Nghiêm of Phổ Phong and Phổ Nhơn.
OBSERVATIONS = """
households       * 2018-2021 1000 nop
poor_households  * 2018-2021 10 nop standard=2016-2020
poor_households  21442 2018 40 nop standard=2016-2020
poor_households  21448 2018 30 nop standard=2016-2020
poor_households  21451 2018 20 nop standard=2016-2020
poor_households  21454 2018 >10 nop standard=2016-2020
poor_households  21451 2020 none nop standard=2016-2020
poor_households  21439 2018 77 nop standard=2016-2020
households       21451@2025 2026 5000 nop
poor_households  21451@2025 2026 60 nop standard=2022-2025
land_donated_m2  21457@2025 2026 700 nop
land_donated_m2  21445 2021 300 nop
land_donated_m2  21457 2021 400 nop
land_donated_m2  21439 2021 9999 nop
tips             21472@2025 2025-H2 4 nop
tips             21472 2021 5 nop
tips             21475 2021 6 nop
tips             21475 2025-H1 3 nop
households       21478@2025 2025-12 8000 nop
"""
MODELS = [model("den"), model("keng"), model("loa", field="chung")]
ADOPTIONS = [
    adoption("den", AN),
    adoption("den", THUAN, "inferred"),
    adoption("keng", VAN, "inferred"),
    adoption("loa", NGHIEM),
    adoption("loa", NGHIEM_2025, "inferred"),
]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return story_data.opened(
        tmp_path_factory.mktemp("units"), OBSERVATIONS, models=MODELS, adoptions=ADOPTIONS
    )


@pytest.fixture(autouse=True)
def _reading(tiny: Opened) -> Iterator[None]:
    with queries.reading(tiny):
        yield


def question(**changes: Any) -> Question:
    """Return the question of a reader who looks at the units since July 2025."""
    catalogue = queries.catalogue().since_2025
    first, last = catalogue.years
    usual: dict[str, Any] = {"first_year": first, "last_year": last}
    return replace(story_data.question(**(usual | changes)), catalogue=catalogue)


def values(indicator: str, **changes: Any) -> dict[tuple[str, int], tuple[float, str]]:
    now = question(**changes)
    rows = ward_years(now, now.indicator(indicator))
    return {
        (row.place, row.year): (row.value, row.qualifier)
        for row in rows.itertuples()
        if row.value == row.value
    }


def test_the_five_units_stand_in_the_place_of_the_wards_north_to_south_around_the_same_town() -> None:
    catalogue = question().catalogue
    assert [unit.place for unit in catalogue.wards] == [TRA_CAU, NGHIEM_2025, DUC_PHO, KHANH_CUONG, SA_HUYNH]
    assert catalogue.town.place == story_data.TOWN
    assert [ward.place for ward in catalogue.parts_of(TRA_CAU)] == [AN, THUAN, QUANG, VAN]
    assert (catalogue.heir_of(NGHIEM), catalogue.heir_of(TRA_CAU)) == (DUC_PHO, TRA_CAU)
    assert catalogue.since_2025 is catalogue
    assert len({(unit.tile_row, unit.tile_col) for unit in catalogue.wards}) == 5


def test_the_years_are_those_of_the_units_too() -> None:
    assert (queries.catalogue().years, question().catalogue.years) == ((2018, 2025), (2018, 2026))


def test_counts_of_whole_wards_are_added_with_their_bounds() -> None:
    poor = values("poor_households")
    assert poor[TRA_CAU, 2018] == (100, ">")  # 40 + 30 + 20 + (more than 10)
    assert poor[TRA_CAU, 2019] == (40, "=")  # 4 x 10
    assert poor[SA_HUYNH, 2018] == (20, "=")  # 2 x 10


def test_a_unit_that_lacks_one_ward_has_no_figure_of_that_year_and_it_is_said() -> None:
    assert (TRA_CAU, 2020) not in values("poor_households")
    assert (TRA_CAU, 2020) not in values("poverty_rate_pct")
    said = made(poverty.wards(question())).coverage
    assert "Chưa cộng vì thiếu xã, phường hợp thành: phường Trà Câu 3/4 (2020)" in said


def test_a_rate_is_made_of_the_added_counts() -> None:
    rates = values("poverty_rate_pct")
    assert rates[TRA_CAU, 2018] == (2.5, ">")  # 100 of 4 x 1.000 households
    assert rates[TRA_CAU, 2019] == (1.0, "=")  # 40 of 4.000
    assert rates[DUC_PHO, 2018][0] == pytest.approx(
        100 * (77 + 4 * 10) / 5000
    )  # with phường Nguyễn Nghiêm's 77


def test_a_period_after_the_change_is_what_the_unit_itself_handed_in() -> None:
    assert values("poverty_rate_pct")[TRA_CAU, 2026] == (1.2, "=")  # 60 of 5.000
    assert values("land_donated_m2")[NGHIEM_2025, 2026] == (700, "=")
    assert values("households")[SA_HUYNH, 2025] == (8000, "=")  # a stock: what the end of the year had


def stretches(found: Finding) -> list[int]:
    """Return of how many points each line of figures is that is drawn."""
    assert found.figure is not None
    lines = [
        trace["y"]
        for trace in found.figure["data"]
        if "lines" in trace.get("mode", "") and "hovertext" in trace
    ]
    parts = [groupby(points, lambda value: value is None) for points in lines]
    return sorted(len(list(part)) for each in parts for missing, part in each if not missing)


def test_no_line_joins_figures_of_before_and_after_the_change_that_are_not_comparable() -> None:
    shown = made(poverty.wards(question(places=(TRA_CAU,))))
    assert cells(shown)["phường Trà Câu"][-1] == "1,20%"
    assert stretches(shown) == [
        1,
        1,
        2,
    ]  # 2018 and 2019; 2021, as 2020 lacks a ward; 2026 by another standard


def test_a_line_goes_over_the_change_where_whole_units_of_one_standard_have_every_year(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    given = """
    households      * 2024 1000 nop
    poor_households * 2024 10 nop standard=2022-2025
    households      21451@2025 2025-12 4000 nop
    poor_households 21451@2025 2025-12 60 nop standard=2022-2025
    """
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("line"), given.strip())):
        shown = made(poverty.wards(question()))
    assert stretches(shown) == [1, 1, 1, 1, 2]
    assert cells(shown)["phường Trà Câu"] == ("1,00%", "1,50%")  # 40 of 4.000, 60 of 4.000


def test_the_old_nguyen_nghiem_and_the_new_one_are_never_mixed() -> None:
    land = values("land_donated_m2")
    assert land[NGHIEM_2025, 2021] == (
        700,
        "=",
    )  # Phổ Phong 300 + Phổ Nhơn 400, not phường Nguyễn Nghiêm's 9.999
    assert (DUC_PHO, 2021) not in land  # one of its six wards only
    shown = made(contributions.by_ward(question(), Way()))
    assert "Xã Nguyễn Nghiêm" in shown.sentence or "xã Nguyễn Nghiêm" in drawn_texts(shown)
    assert [name for name in cells(shown) if "Nguyễn Nghiêm" in name] == ["xã Nguyễn Nghiêm"]
    assert "phường Đức Phổ 1/5 (2021)" in shown.coverage


def test_parts_of_a_year_of_wards_and_units_are_told_and_in_no_total() -> None:
    assert values("tips") == {(KHANH_CUONG, 2021): (11, "=")}  # 5 + 6
    said = made(security.by_year(question())).coverage
    assert "Mới có số liệu một phần năm 2025 của 1 xã, phường" in said


def test_where_no_unit_is_whole_the_reason_is_said_in_place_of_a_figure(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    given = "land_donated_m2 21442 2020 5 nop\npoverty_rate_pct 21442 2020 5 nop standard=2016-2020\ntips * 2020 1 nop"
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("part"), given)):
        land, rate = contributions.by_year(question(), Way()), poverty.wards(question())
        cases = security_ratios.cases_per_100_tips(question())
    assert isinstance(land, Nothing)
    assert isinstance(rate, Nothing)
    assert "Chưa đơn vị nào có đủ" in land.sentence
    assert "phường Trà Câu 1/4 (2020)" in land.sentence
    assert "tỷ lệ không có số đếm thì không cộng được" in rate.sentence
    assert isinstance(cases, Nothing)
    assert cases.sentence.startswith("Chưa có số liệu theo xã, phường")  # of cases no ward has any


def test_with_one_real_figure_of_a_unit_no_sample_is_used_for_any(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    given = "road_km * 2020 2 mau\nroad_km 21451@2025 2026 3 nop\ncanal_km * 2020 2 mau"
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("sample"), given)):
        assert values("road_km") == {(TRA_CAU, 2026): (3, "=")}
        assert len(values("canal_km")) == 5
        assert values("canal_km", sample=False) == {}


def test_a_model_is_in_a_unit_if_it_is_in_one_of_its_wards_stated_before_inferred() -> None:
    rows = namings(question())
    named = set(zip(rows["model"], rows["place"], rows["reading"], strict=True))
    assert named == {
        ("den", TRA_CAU, "stated"),  # Phổ An stated, Phổ Thuận inferred
        ("keng", TRA_CAU, "inferred"),
        ("loa", DUC_PHO, "stated"),  # phường Nguyễn Nghiêm
        ("loa", NGHIEM_2025, "inferred"),
    }
    assert list(found(question(places=(TRA_CAU,)), Wanted())["model"]) == ["den", "keng"]
    assert list(found(question(), Wanted(search="pho thuan"))["model"]) == ["den"]


def test_findings_on_models_say_how_units_come_to_have_them() -> None:
    shown = made(models.ward_map(question(), Wanted()))
    assert cells(shown)["phường Trà Câu"] == ("1", "1")
    assert any("ít nhất một xã, phường hợp thành" in note for note in shown.notes)
    assert any(
        "ít nhất một xã, phường hợp thành" in note for note in made(matrix(question(), Wanted())).notes
    )
    card = model_card.card(question(), "loa")
    assert card is not None
    assert card.stated == ("phường Đức Phổ (phường Nguyễn Nghiêm)",)
    assert card.inferred == ("xã Nguyễn Nghiêm",)


def test_how_many_wards_a_document_counts_cannot_be_said_of_units() -> None:
    said = models.coverage(question())
    assert isinstance(said, Nothing)
    assert "không gộp được" in said.sentence


def test_the_sheet_of_a_unit_says_what_it_was_made_of_and_what_its_name_and_code_were_before() -> None:
    sheet = profile(question(), NGHIEM_2025)
    facts = dict(sheet.facts)
    assert sheet.name == "Xã Nguyễn Nghiêm"
    assert facts["Hợp thành từ"] == "xã Phổ Phong (21445) và xã Phổ Nhơn (21457)"
    assert "18.041" in facts["Dân số, số hộ"]
    assert sheet.cautions == (
        "Không nhầm với phường Nguyễn Nghiêm (mã 21439) mang tên này đến 30/6/2025: nơi đó nay thuộc phường Đức Phổ.",
        "Mã 21457 đến 30/6/2025 là mã của xã Phổ Nhơn.",
    )


def test_the_sheet_of_a_unit_says_in_which_years_its_wards_lack() -> None:
    gaps = dict(profile(question(), TRA_CAU).gaps.lacking)
    assert gaps == {"Hộ nghèo": "2020: 3/4"}
    assert ward_figures(question())["households"][TRA_CAU][2018, ""].value == 4000


def test_the_overview_counts_the_units() -> None:
    said = "\n".join(point.sentence for point in overview.attention(question()))
    assert "5/5 xã, phường đã nộp số liệu thật;" in said


def test_wards_stay_as_they_were_without_the_switch(tmp_path: Path) -> None:
    now = story_data.question()
    rows = ward_years(now, now.indicator("poor_households"))
    assert set(rows["place"]) == set(story_data.WARDS)
    assert [ward.name for ward in now.catalogue.wards][:2] == ["Phổ An", "Phổ Phong"]
    assert now.name(NGHIEM) == "Nguyễn Nghiêm"
    assert now.name(NGHIEM_2025) == "xã Nguyễn Nghiêm"
    assert question(places=(HOA,)).name(HOA) == "phường Phổ Hòa"
