"""The answers of queries/*.sql, on rows of which each answer can be read off."""

from collections.abc import Iterator
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
    assert rows[2] == ("poverty_rate_pct", "=", None, "which_year", 2021)
    assert rows[4] == ("spread_camera", "=", 15, None, None)


def test_a_target_stands_beside_the_figure_of_the_same_period_only() -> None:
    assert ask("targets_reached", "indicator", "target", "value", place=TOWN) == [("spread_camera", 15, 11)]


def test_open_points_count_the_figures_and_models_that_name_them() -> None:
    assert ask("open_points", "point", "figures", "models") == [("which_year", 1, 1), ("unused", 0, 0)]


def test_models_count_their_wards_by_reading() -> None:
    assert ask("models", "model", "stated", "inferred") == [("den", 1, 1), ("keng", 0, 0)]


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
