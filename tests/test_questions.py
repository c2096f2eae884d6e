"""The answers of queries/*.sql, on rows of which each answer can be read off."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd
import pytest
import story_data
from story_data import AN, COUNTRY, HOA, PHONG, PROVINCE, TOWN, adoption, model, point, target

from danvan import queries
from danvan.warehouse.read import Opened

OBSERVATIONS = """
labour_days      21442 2020 10 mau
labour_days      21445 2020 20 mau
labour_days      21445 2021 >30 mau
tips             21442 2020 3 nop
tips             21442 2021 >5 nop
tips             21445 2020 4 mau
land_donated_m2  21442 2020 7 nop
land_donated_m2  21442 2020 9 khac
land_donated_m2  21442 2020-Q1 2 nop
poor_households  21442 2021 8 nop standard=2016-2020
poor_households  21442 2021 9 nop standard=2022-2025
poverty_rate_pct 534 2021 3.19 bc standard=2016-2020 note=which_year
poverty_rate_pct 534 2021 3.5 khac standard=2016-2020
poverty_rate_pct 534 2022 5 khac standard=2022-2025
poverty_rate_pct 534 2023 1 mau standard=2022-2025
poverty_rate_pct 51 2016 13.06 khac standard=2016-2020
spread_camera    534 2022-04 11 bc whole=15
contribution_vnd 534 2017..2021 >204000000000 bc
"""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return story_data.opened(
        tmp_path_factory.mktemp("questions"),
        OBSERVATIONS,
        models=[model("den", note="which_year"), model("keng", field="chung", scope="town")],
        adoptions=[adoption("den", AN), adoption("den", HOA, "inferred")],
        open_points=[point("which_year", "contradiction"), point("unused")],
        targets=[
            target("spread_camera", "2022-04", "15"),
            target("tips", "2021", "9"),
        ],
    )


@pytest.fixture(autouse=True)
def _reading(tiny: Opened) -> Iterator[None]:
    with queries.reading(tiny):
        yield


def ask(name: str, *columns: str, **parameters: Any) -> list[tuple[Any, ...]]:
    """Return these columns of an answer as tuples, a missing value as None."""
    answer = queries.run(name, **parameters)[list(columns)]
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in answer.itertuples(index=False)]


def ward_values(*indicators: str, **changes: Any) -> list[tuple[Any, ...]]:
    usual = {"places": [], "first_year": 2000, "last_year": 2099, "sample": True}
    return ask("ward_values", "place", "year", "value", indicators=list(indicators), **(usual | changes))


def test_one_real_figure_of_one_ward_switches_the_sample_of_its_indicator_off_for_all_wards() -> None:
    assert ward_values("tips") == [(AN, 2020, 3), (AN, 2021, 5)]
    assert ward_values("labour_days") == [(AN, 2020, 10), (PHONG, 2020, 20), (PHONG, 2021, 30)]


def test_a_hidden_sample_is_not_given() -> None:
    assert ward_values("labour_days", sample=False) == []
    assert ward_values("tips", sample=False) == ward_values("tips")


def test_of_two_sources_for_one_quantity_the_submitted_one_counts_and_the_other_does_not() -> None:
    assert ward_values("land_donated_m2") == [(AN, 2020, 7)]


def test_only_whole_years_stand_in_a_ward_s_years() -> None:
    assert (AN, 2020, 2) not in ward_values("land_donated_m2")


def test_ward_values_are_of_the_wards_and_years_asked_for() -> None:
    assert ward_values("labour_days", places=[PHONG]) == [(PHONG, 2020, 20), (PHONG, 2021, 30)]
    assert ward_values("labour_days", first_year=2021) == [(PHONG, 2021, 30)]
    assert ward_values("labour_days", last_year=2019) == []


def test_two_standards_of_one_year_are_two_rows() -> None:
    assert ward_values("poor_households") == [(AN, 2021, 8), (AN, 2021, 9)]


QUARTERS = """
tips {place} 2021-Q1 1 nop
tips {place} 2021-Q2 2 nop
tips {place} 2021-Q3 3 nop
tips {place} 2021-Q4 4 nop
"""
MONTHS = "\n".join(f"tips 21442 2021-{month:02} {month} nop" for month in range(1, 13))
YEARS: dict[str, Any] = {"first_year": 2000, "last_year": 2099}


def years_of(
    factory: pytest.TempPathFactory, observations: str, *indicators: str
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Return the years that are shown of these figures, and the parts that are in no year."""
    asked = list(indicators) or ["tips"]
    with queries.reading(story_data.opened(factory.mktemp("parts"), observations)):
        columns = ("place", "year", "value", "qualifier", "basis", "source")
        shown = ask("ward_values", *columns, indicators=asked, places=[], sample=True, **YEARS)
        left = ask("ward_parts", "place", "first_year", "last_year", "periods", indicators=asked, **YEARS)
    return shown, left


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        ("tips 21442 2021-H1 5 nop\ntips 21442 2021-H2 6 nop", 11),
        (QUARTERS.format(place=AN), 1 + 2 + 3 + 4),
        (MONTHS, 78),  # 1 + 2 + ... + 12
        (MONTHS + QUARTERS.format(place=AN), 10),  # quarters before months
        (MONTHS + "\ntips 21442 2021-H1 500 nop", 78),  # one half alone is not the year, twelve months are
        ("tips 21442 2021-H1 5 nop\ntips 21442 2021-Q3 6 nop\ntips 21442 2021-Q4 7 nop", 18),
        ("tips 21442 2021-H1 5 nop\ntips 21442 2021-Q1 9 nop\ntips 21442 2021-07..2021-12 7 nop", 12),
    ],
)
def test_a_year_whose_parts_are_complete_is_their_sum(
    tmp_path_factory: pytest.TempPathFactory, parts: str, value: float
) -> None:
    assert years_of(tmp_path_factory, parts) == (
        [(AN, 2021, value, "=", "derived", "nop_xa_phuong")],
        [],
    )


@pytest.mark.parametrize(
    ("parts", "periods"),
    [
        ("tips 21442 2021-Q1 5 nop\ntips 21442 2021-Q3 6 nop", "2021-Q1 2021-Q3"),
        # As many months as a year has, but October is missing and May is there twice.
        (
            "tips 21442 2021-01..2021-05 5 nop\ntips 21442 2021-05..2021-09 6 nop\ntips 21442 2021-11..2021-12 1 nop",
            "2021-01..2021-05 2021-05..2021-09 2021-11..2021-12",
        ),
        (MONTHS.removesuffix("\ntips 21442 2021-12 12 nop"), " ".join(f"2021-{n:02}" for n in range(1, 12))),
    ],
)
def test_a_year_whose_parts_are_not_complete_is_none_and_its_parts_are_told(
    tmp_path_factory: pytest.TempPathFactory, parts: str, periods: str
) -> None:
    assert years_of(tmp_path_factory, parts) == ([], [(AN, 2021, 2021, periods)])


def test_a_whole_year_stands_before_its_parts(tmp_path_factory: pytest.TempPathFactory) -> None:
    given = QUARTERS.format(place=AN) + "tips 21442 2021 99 nop"
    assert years_of(tmp_path_factory, given) == ([(AN, 2021, 99, "=", "submitted", "nop_xa_phuong")], [])


def test_a_span_of_several_years_is_in_no_year_and_told_where_no_year_in_it_is_known(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    given = "tips 21442 2019..2021 9 nop\ntips 21445 2019..2021 9 nop\ntips 21445 2020 4 nop"
    assert years_of(tmp_path_factory, given) == (
        [(PHONG, 2020, 4, "=", "submitted", "nop_xa_phuong")],
        [(AN, 2019, 2021, "2019..2021")],
    )


@pytest.mark.parametrize(
    ("first", "last", "qualifier"),
    [("", ">", ">"), (">", ">=", ">"), ("", ">=", ">="), ("<", "", "<"), ("<", ">", "~"), ("~", ">", "~")],
)
def test_a_year_made_of_bounds_is_a_bound(
    tmp_path_factory: pytest.TempPathFactory, first: str, last: str, qualifier: str
) -> None:
    given = f"tips 21442 2021-H1 {first}5 nop\ntips 21442 2021-H2 {last}6 khac"
    assert years_of(tmp_path_factory, given)[0] == [
        (AN, 2021, 11, qualifier, "derived", "bao_cao_khac nop_xa_phuong")
    ]


def test_a_stock_is_that_of_the_end_of_the_year_and_is_not_added(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    given = """
households 21442 2021-Q1 90 nop
households 21442 2021-Q4 95 nop
households 21442 2021-12 96 nop
households 21445 2021-Q3 80 nop
"""
    assert years_of(tmp_path_factory, given, "households") == (
        [(AN, 2021, 95, "=", "submitted", "nop_xa_phuong")],
        [(PHONG, 2021, 2021, "2021-Q3")],
    )


def test_parts_of_two_standards_are_not_one_year(tmp_path_factory: pytest.TempPathFactory) -> None:
    given = """
poor_households 21442 2021-12 9 nop standard=2016-2020
poor_households 21442 2021-Q3 8 nop standard=2022-2025
"""
    shown, left = years_of(tmp_path_factory, given, "poor_households")
    assert [row[2] for row in shown] == [9]
    assert left == [(AN, 2021, 2021, "2021-Q3")]


def test_a_sample_is_not_made_into_years_and_does_not_fill_a_real_one(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    sample = QUARTERS.format(place=AN).replace(" nop", " mau")
    assert years_of(tmp_path_factory, sample) == ([], [])
    real = "tips 21442 2021-Q1 1 nop\ntips 21442 2021-Q2 1 nop\ntips 21442 2021-Q3 1 nop\n"
    shown, left = years_of(tmp_path_factory, real + "tips 21442 2021-Q4 4 mau\ntips * 2020 7 mau")
    assert shown == []
    assert left == [(AN, 2021, 2021, "2021-Q1 2021-Q2 2021-Q3")]


def test_wards_since_july_2025_do_not_stand_beside_the_fifteen_nor_stretch_the_years(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    given = """
tips        21442 2021 3 nop
tips        21451@2025 2026 40 nop
tips        21451@2025 2026-Q1 40 nop
labour_days 21442 2021 8 mau
labour_days 21451@2025 2026 9 nop
"""
    assert years_of(tmp_path_factory, given, "tips", "labour_days") == (
        [(AN, 2021, 8, "=", "sample", "mau_xa_phuong"), (AN, 2021, 3, "=", "submitted", "nop_xa_phuong")],
        [],
    )
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("new"), given)):
        assert queries.catalogue().years == (2021, 2021)
        totals = ask("ward_totals", "indicator", "year", "value", indicators=["tips"], sample=True, **YEARS)
        standing = ask("ward_standing", "indicator", "real", "sample")
    assert totals == [("tips", 2021, 3)]
    assert standing == [("labour_days", False, True), ("tips", True, False)]


def test_years_of_parts_are_among_the_years_and_in_totals(tmp_path_factory: pytest.TempPathFactory) -> None:
    given = QUARTERS.format(place=AN) + "tips 21445 2021 20 nop\ntips 21469 2022-Q1 1 nop"
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("years"), given)):
        assert queries.catalogue().years == (2021, 2022)
        totals = ask(
            "ward_totals", "year", "value", "wards", "basis", indicators=["tips"], sample=True, **YEARS
        )
    assert totals == [(2021, 10 + 20, 2, "derived")]


def test_ward_totals_say_how_many_wards_are_in_them_and_how_many_parts_are_bounds() -> None:
    columns = ("year", "value", "wards", "bounds", "basis")
    years: dict[str, Any] = {"first_year": 2000, "last_year": 2099, "sample": True}
    assert ask("ward_totals", *columns, indicators=["labour_days"], **years) == [
        (2020, 10 + 20, 2, 0, "sample"),
        (2021, 30, 1, 1, "sample"),
    ]
    assert ask("ward_totals", *columns, indicators=["tips"], **years) == [
        (2020, 3, 1, 0, "submitted"),
        (2021, 5, 1, 1, "submitted"),
    ]
    assert ask("ward_totals", "value", "wards", indicators=["land_donated_m2"], **years) == [(7, 1)]


def test_ward_standing_tells_real_and_sample_apart() -> None:
    standing = {name: rest for name, *rest in ask("ward_standing", "indicator", "real", "sample")}
    assert standing == {
        "labour_days": [False, True],
        "tips": [True, True],
        "land_donated_m2": [True, False],
        "poor_households": [True, False],
    }


def test_a_series_holds_real_figures_only_and_each_quantity_once() -> None:
    rows = ask(
        "series", "place", "year", "standard", "value",
        indicator="poverty_rate_pct", places=[TOWN, PROVINCE, COUNTRY], first_year=2000, last_year=2099,
    )  # fmt: skip
    # Of 2021 the review of 2022 was issued later than the other source; 2023 is a sample.
    assert rows == [
        (PROVINCE, 2016, "2016-2020", 13.06),
        (TOWN, 2021, "2016-2020", 3.19),
        (TOWN, 2022, "2022-2025", 5),
    ]


def test_the_figures_of_a_place_keep_what_is_superseded_behind_what_is_preferred() -> None:
    rows = ask("place_figures", "indicator", "period", "value", "superseded", place=TOWN)
    assert rows == [
        ("contribution_vnd", "2017..2021", 204e9, False),
        ("poverty_rate_pct", "2022", 5, False),
        ("poverty_rate_pct", "2021", 3.19, False),
        ("poverty_rate_pct", "2021", 3.5, True),
        ("spread_camera", "2022-04", 11, False),
    ]


def test_the_figures_of_a_place_keep_qualifier_whole_and_notes_and_have_a_year_only_for_a_whole_one() -> None:
    rows = ask("place_figures", "indicator", "qualifier", "whole", "note", "year", place=TOWN)
    assert rows[0] == ("contribution_vnd", ">", None, None, None)
    assert rows[2][:3] == ("poverty_rate_pct", "=", None)
    assert str(rows[2][3]).startswith("which_year check:")  # another source gives 3.5 % for the same year
    assert rows[4] == ("spread_camera", "=", 15, None, None)


def test_a_target_stands_beside_the_figure_of_the_same_period_only() -> None:
    assert ask("targets_reached", "indicator", "target", "value", place=TOWN) == [("spread_camera", 15, 11)]


def test_open_points_count_the_figures_and_models_that_name_them() -> None:
    assert ask("open_points", "point", "figures", "models") == [("which_year", 1, 1), ("unused", 0, 0)]


def test_models_count_their_wards_by_reading() -> None:
    assert ask("models", "model", "stated", "inferred") == [("den", 1, 1), ("keng", 0, 0)]


def test_a_ward_that_two_sources_name_beside_a_model_counts_once(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    twice = [
        adoption("den", AN, "inferred"),
        adoption("den", AN, source="nop_xa_phuong"),
        adoption("den", HOA),
    ]
    opened = story_data.opened(tmp_path_factory.mktemp("twice"), models=[model("den")], adoptions=twice)
    with queries.reading(opened):
        assert ask("models", "model", "stated", "inferred") == [("den", 2, 0)]
        assert ask("adoptions", "place", "reading", places=[]) == [(AN, "stated"), (HOA, "stated")]


def test_adoptions_are_of_the_wards_asked_for() -> None:
    assert ask("adoptions", "model", "place", "reading", places=[]) == [
        ("den", AN, "stated"),
        ("den", HOA, "inferred"),
    ]
    assert ask("adoptions", "place", places=[HOA]) == [(HOA,)]


def test_source_rows_count_what_rests_on_each_source() -> None:
    counts = {name: rest for name, *rest in ask("source_rows", "source", "figures", "models", "adoptions")}
    assert counts["bc_duc_pho_2022"] == [3, 2, 2]
    assert counts["nop_xa_phuong"] == [6, 0, 0]
    assert counts["tong_dieu_tra_2019"] == [0, 0, 0]


def test_the_figures_of_a_source_keep_what_is_superseded_and_are_counted_beyond_those_asked_for(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    given = """
tips            21445 2020 4 bc
tips            21442 2021 >5 bc
tips            21442 2020 3 bc
tips            21442 2020 9 nop
land_donated_m2 21442 2020 7 bc
poor_households 21442 2020 8 bc standard=2016-2020
"""
    columns = ("indicator", "place", "period", "value", "qualifier", "superseded", "figures", "in_force")
    asked = {
        "sources": ["bc_duc_pho_2022"], "indicators": [], "places": [], "sample": True,
        "first_day": None, "last_day": None, "skip": 0,
    }  # fmt: skip
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("source"), given)):
        some = ask("source_figures", *columns, **asked | {"indicators": ["tips"]}, most=9)
        first = ask("source_figures", "indicator", "standard", "figures", "in_force", **asked, most=2)
        second = ask("source_figures", "indicator", "place", "period", **asked | {"skip": 3}, most=1)
        of_2021 = ask("source_figures", "value", **asked | {"first_day": date(2021, 1, 1)}, most=9)
        of_phong = ask("source_figures", "value", **asked | {"places": [PHONG]}, most=9)
        none = ask("source_figures", "figures", **asked | {"sources": ["gone"]}, most=9)
    assert some == [
        ("tips", AN, "2020", 3, "=", True, 3, 2),
        ("tips", AN, "2021", 5, ">", False, 3, 2),
        ("tips", PHONG, "2020", 4, "=", False, 3, 2),
    ]
    assert first == [("land_donated_m2", None, 5, 4), ("poor_households", "2016-2020", 5, 4)]
    assert second == [("tips", AN, "2021")]
    assert (of_2021, of_phong) == ([(5,)], [(4,)])
    assert none == []


def test_the_years_are_those_of_ward_figures() -> None:
    assert queries.catalogue().years == (2020, 2021)


@pytest.mark.parametrize(
    ("observations", "years"),
    [
        ("tips 534 2015 3 bc", (2015, 2015)),
        ("tips 534 2017..2021 3 bc", (2017, 2021)),
        ("tips 534 2017..2021 3 bc\ntips 534 2019 3 bc", (2019, 2019)),
    ],
)
def test_without_ward_figures_the_years_are_those_of_any_figure(
    tmp_path_factory: pytest.TempPathFactory, observations: str, years: tuple[int, int]
) -> None:
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("years"), observations)):
        assert queries.catalogue().years == years


def test_a_warehouse_without_figures_has_a_catalogue(tmp_path_factory: pytest.TempPathFactory) -> None:
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("empty"))):
        first, last = queries.catalogue().years
    assert first == last


def test_the_matrix_of_the_review_has_29_stated_and_17_inferred_namings(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with queries.reading(story_data.shipped(tmp_path_factory.mktemp("shipped"))):
        readings = queries.run("adoptions", places=[])["reading"].value_counts()
    assert dict(readings) == {"stated": 29, "inferred": 17}
