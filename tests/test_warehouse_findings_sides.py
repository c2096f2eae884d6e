"""danvan.warehouse.checks: each finding has both sides and how far they are apart; what fits is no finding."""

from typing import Any

import pytest
from data_folder import OBSERVATIONS, DataFolder

from danvan.warehouse.build import build
from danvan.warehouse.read import Warehouse

REPORT, YEARBOOK = "bc_duc_pho_2022", "nien_giam_quang_ngai_2016"
WARDS = (
    "21439", "21442", "21445", "21448", "21451", "21454", "21457", "21460",
    "21463", "21466", "21469", "21472", "21475", "21478", "21481",
)  # fmt: skip
SIDES = "code, value, other_kind, other_value, difference, difference_qualifier"


def asked(folder: DataFolder, columns: str) -> list[tuple[Any, ...]]:
    build(folder.path, folder.state)
    frame = Warehouse(folder.path, folder.state).fetch(f"select {columns} from disagreements order by code")
    return [
        tuple(None if cell != cell else cell for cell in row)
        for row in frame.itertuples(index=False, name=None)
    ]


def sides(folder: DataFolder, *rows: str) -> list[tuple[Any, ...]]:
    """Return the findings about rows of indicator,place,period,standard,value,qualifier,source."""
    folder.observe(*rows)
    return asked(folder, SIDES)


def wholes(folder: DataFolder, *rows: str) -> list[tuple[Any, ...]]:
    """Return the findings about figures of the town in April 2022: indicator,value,whole."""
    lines = [
        f"{indicator},534,2022-04,,{value},=,{whole},{REPORT},,,"
        for indicator, value, whole in (row.split(",") for row in rows)
    ]
    folder.write("report/observations.csv", OBSERVATIONS + "".join(f"{line}\n" for line in lines))
    return asked(folder, SIDES)


@pytest.fixture
def submitted(folder: DataFolder) -> DataFolder:
    """Return a folder with a source of basis submitted, named ward."""
    folder.add_source("ward", "submitted", "2022-01")
    return folder


def of_wards(indicator: str, value: str, *wards: str, year: int = 2021) -> list[str]:
    return [f"{indicator},{ward},{year},,{value},=,ward" for ward in wards]


@pytest.mark.parametrize(
    ("value", "qualifier", "found"),
    [
        ("14", "=", [("units_differ", 14, "units", 15, 1, "=")]),
        ("15", "=", []),
        ("14", ">", []),  # more than 14 may be 15
        ("15", ">", [("units_differ", 15, "units", 15, 0, ">")]),
        ("15", ">=", []),
        ("14", "~", []),
    ],
)
def test_what_counts_all_wards_is_held_against_how_many_there_were(
    folder: DataFolder, value: str, qualifier: str, found: list[tuple[Any, ...]]
) -> None:
    assert sides(folder, f"commune_units_registering,534,2022-04,,{value},{qualifier},{REPORT}") == found


def test_a_part_of_the_wards_fits_and_a_part_of_another_number_of_them_does_not(folder: DataFolder) -> None:
    assert wholes(folder, "spread_camera,11,15") == []
    assert wholes(folder, "spread_camera,11,14") == [("units_differ", 14, "units", 15, 1, "=")]


def test_units_are_those_that_stood_in_the_period(folder: DataFolder) -> None:
    # the town ended with its wards on 30 June 2025: nothing to count in 2026
    assert sides(folder, f"commune_units_registering,534,2026,,14,=,{REPORT}") == []


def test_two_wholes_of_one_unit_are_held_against_each_other(folder: DataFolder) -> None:
    folder.replace("catalogue/indicators.toml", 'unit = "agency"', 'unit = "residential_group"')
    assert wholes(folder, "spread_wedding_funeral,83,83", "agencies_with_model,15,83") == []
    assert wholes(folder, "spread_wedding_funeral,83,83", "agencies_with_model,15,82") == [
        ("whole_differs", 82, "figure", 83, 1, "=")
    ]


def poor(poor: int, near: int, qualifier: str = "=") -> list[str]:
    return [
        "households,21439,2021,,100,=,ward",
        f"poor_households,21439,2021,2016-2020,{poor},=,ward",
        f"near_poor_households,21439,2021,2016-2020,{near},{qualifier},ward",
    ]


def test_two_parts_without_anything_in_common_are_at_most_their_whole(submitted: DataFolder) -> None:
    # 60 + 41 = 101 of 100
    assert sides(submitted, *poor(60, 40)) == []
    assert sides(submitted, *poor(60, 41)) == [("parts_exceed_whole", 100, "parts", 101, 1, "=")]
    assert sides(submitted, *poor(60, 41, ">")) == [("parts_exceed_whole", 100, "parts", 101, 1, ">=")]
    assert sides(submitted, *poor(60, 41, "<")) == []


def test_some_wards_contradict_the_town_only_where_they_have_more(submitted: DataFolder) -> None:
    town = f"tips,534,2021,,30,=,{REPORT}"
    assert sides(submitted, town, *of_wards("tips", "15", *WARDS[:2])) == []  # 2 x 15 = 30
    assert sides(submitted, town, *of_wards("tips", "16", *WARDS[:2])) == [
        ("some_wards_exceed_town", 30, "wards", 32, 2, ">=")
    ]
    assert sides(submitted, town.replace(",=,", ",>,"), *of_wards("tips", "16", *WARDS[:2])) == []


def test_all_wards_are_told_once_by_the_check_for_all(submitted: DataFolder) -> None:
    assert sides(submitted, f"tips,534,2021,,29,=,{REPORT}", *of_wards("tips", "2", *WARDS)) == [
        ("town_total_differs", 29, "wards", 30, 1, "=")
    ]


def test_the_town_has_the_limits_of_its_wards_and_years(folder: DataFolder) -> None:
    # a ward gives at most 2000 tips in a year: 15 x 2000 = 30 000, in five years 150 000
    assert sides(folder, f"tips,534,2021,,30000,=,{REPORT}", f"tips,534,2017..2021,,150000,=,{REPORT}") == []
    assert sides(folder, f"tips,534,2021,,30001,>=,{REPORT}") == [
        ("outside_range", 30001, "range", 30000, 1, ">=")
    ]
    assert sides(folder, f"tips,534,2017..2021,,150001,=,{REPORT}") == [
        ("outside_range", 150001, "range", 150000, 1, "=")
    ]


def test_an_amount_below_the_least_that_is_plausible_is_noted(folder: DataFolder) -> None:
    assert sides(folder, f"contribution_vnd,534,2021,,204,=,{REPORT}") == [
        ("outside_range", 204, "range", 100000, 99796, "=")
    ]
    assert sides(folder, f"contribution_vnd,534,2021,,204,>,{REPORT}") == []  # more than 204 may be enough


def test_a_stock_is_of_one_moment(folder: DataFolder) -> None:
    assert sides(folder, f"ntm_model_hamlets,534,2021,,4,=,{REPORT}") == []
    assert sides(folder, f"ntm_model_hamlets,534,2017..2021,,4,=,{REPORT}") == [
        ("stock_over_years", 4, "moment", None, None, None)
    ]


def test_years_of_a_place_are_held_against_its_span(folder: DataFolder) -> None:
    folder.add_source("other", "reported", "2022")
    years = [f"media_items,534,{year},,{value},=,other" for year, value in ((2019, 5), (2020, 6), (2021, 4))]
    span = "media_items,534,2019..2021,,{},{},other"
    assert sides(folder, *years, span.format(15, "=")) == []
    assert sides(folder, *years, span.format(14, ">")) == []
    assert sides(folder, *years, span.format(16, "=")) == [("years_differ", 16, "years", 15, 1, "=")]
    assert sides(folder, *years[1:], span.format(16, "=")) == []  # 6 + 4 of two years are no more than 16
    assert sides(folder, *years[1:], span.format(9, "=")) == [("years_differ", 9, "years", 10, 1, ">=")]


def test_years_that_never_fall_up_to_the_whole_look_like_running_totals(folder: DataFolder) -> None:
    # 5, 11 and 15 come to 31 where the whole is 15
    years = [
        f"media_items,534,{year},,{value},=,{REPORT}" for year, value in ((2019, 5), (2020, 11), (2021, 15))
    ]
    assert sides(folder, *years, f"media_items,534,2019..2021,,15,=,{REPORT}") == [
        ("years_differ", 15, "running", 31, 16, "=")
    ]


def quarters(*values: int) -> list[str]:
    return [f"tips,21439,2021-Q{number},,{value},=,ward" for number, value in enumerate(values, 1)]


def test_a_year_is_held_against_all_its_parts_and_against_some_only_where_they_are_more(
    submitted: DataFolder,
) -> None:
    year = "tips,21439,2021,,10,=,ward"
    assert sides(submitted, year, *quarters(1, 2, 3, 4)) == []
    assert sides(submitted, year, *quarters(1, 2, 3, 5)) == [
        ("parts_of_year_differ", 10, "year_parts", 11, 1, "=")
    ]
    assert sides(submitted, year, *quarters(1, 2, 3)) == []
    assert sides(submitted, year, *quarters(1, 2, 8)) == [
        ("parts_of_year_differ", 10, "year_parts", 11, 1, ">=")
    ]
    assert sides(submitted, year, "tips,21439,2021-H1,,11,<,ward") == []


def test_a_correction_by_the_ward_is_known_as_the_same_finding(submitted: DataFolder) -> None:
    def key(source: str) -> list[tuple[Any, ...]]:
        submitted.observe(f"tips,21439,2021,,7,=,{source}", f"tips,21439,2021,,5,=,{REPORT}")
        return asked(submitted, "disagreement")

    submitted.add_source("ward_again", "submitted", "2022-02")
    assert key("ward") == key("ward_again")


def test_a_stock_that_one_document_gives_twice_may_be_the_same_under_two_dates(folder: DataFolder) -> None:
    hamlets = "ntm_model_hamlets,534,{},,{},=,{}"
    first, same, other = (
        hamlets.format("2021", 4, REPORT),
        hamlets.format("2022-04", 4, REPORT),
        hamlets.format("2022-04", 5, REPORT),
    )
    assert sides(folder, first, same) == []
    assert sides(folder, first, other) == [("stated_twice", 5, "figure", 4, 1, "=")]
    assert sides(folder, first, other.replace(REPORT, YEARBOOK)) == []  # another document, another day


def test_a_stock_has_one_value_on_one_day(submitted: DataFolder) -> None:
    year, month = "households,21439,2021,,100,=,ward", "households,21439,2021-12,,{},=,ward"
    assert sides(submitted, year, month.format(100)) == []
    assert sides(submitted, year, month.format(99)) == [("stated_twice", 99, "figure", 100, 1, "=")]
    assert sides(submitted, year, month.format(99).replace("-12", "-11")) == []


def rate(year: int, standard: str, value: str, source: str = YEARBOOK) -> str:
    return f"poverty_rate_pct,51,{year},{standard},{value},=,{source}"


def test_a_change_across_two_standards_is_noted_unless_one_period_has_both(folder: DataFolder) -> None:
    before, after, both = (
        rate(2015, "2011-2015", "9.22"),
        rate(2016, "2016-2020", "13.06"),
        rate(2015, "2016-2020", "15.19"),
    )
    assert sides(folder, before, after) == [("standard_break", 9.22, "figure", 13.06, 3.84, "=")]
    assert sides(folder, before, both, after) == []
    assert (
        sides(folder, before, after.replace(YEARBOOK, REPORT)) == []
    )  # no document prints both as one change


def test_a_change_whose_standard_the_document_does_not_name_is_noted_once(folder: DataFolder) -> None:
    folder.write(
        "report/open_points.csv",
        "point,kind,source,locator,text_vi,text_en,found_by\n"
        f"no_standard,unclear,{REPORT},,Không ghi chuẩn.,No standard.,standard_break\n",
    )
    lines = [
        f"poverty_rate_pct,534,{year},2016-2020,{value},=,,{REPORT},,,no_standard"
        for year, value in ((2017, "6.6"), (2019, "5"), (2021, "3.19"))
    ]
    folder.write("report/observations.csv", OBSERVATIONS + "".join(f"{line}\n" for line in lines))
    assert asked(folder, SIDES) == [("standard_break", 6.6, "figure", 3.19, 3.41, "=")]


def test_a_bound_against_a_bound_has_no_difference(submitted: DataFolder) -> None:
    # more than 7 and less than 5: how far apart they are is open, so only that they differ by more than 2
    assert sides(submitted, "tips,21439,2021,,7,>,ward", f"tips,21439,2021,,5,<,{REPORT}") == [
        ("sources_disagree", 5, "figure", 7, 2, ">")
    ]


def test_a_recomputed_rate_brings_its_counts_and_their_sources(submitted: DataFolder) -> None:
    submitted.observe(
        "poverty_rate_pct,21439,2021,2016-2020,3.4,=,ward",
        "poor_households,21439,2021,2016-2020,33,=,ward",
        f"households,21439,2021,,1000,=,{REPORT}",
    )
    assert asked(submitted, "other_kind, other_top, other_bottom, other_source, difference") == [
        ("recomputed", 33, 1000, "ward bc_duc_pho_2022", 0.1)
    ]


def test_a_finding_is_known_again_by_what_it_compares_whatever_the_values(submitted: DataFolder) -> None:
    def key(town: int, value: str) -> list[tuple[Any, ...]]:
        submitted.observe(f"tips,534,2021,,{town},=,{REPORT}", *of_wards("tips", value, *WARDS))
        return asked(submitted, "disagreement")

    assert key(31, "2") == key(99, "3")


def test_the_note_of_both_figures_names_their_finding(submitted: DataFolder) -> None:
    submitted.observe(
        "tips,21439,2021,,7,=,ward", f"tips,21439,2021,,5,=,{REPORT}", "tips,21442,2021,,5,=,ward"
    )
    [(key,)] = asked(submitted, "disagreement")
    notes = Warehouse(submitted.path, submitted.state).fetch(
        "select note from observations where note is not null"
    )
    assert notes["note"].tolist() == [f"check:{key}"] * 2


def test_every_check_is_listed_also_where_it_finds_nothing(folder: DataFolder) -> None:
    sides(folder, f"commune_units_registering,534,2022-04,,14,=,{REPORT}")
    done = Warehouse(folder.path, folder.state).fetch("select code, findings, more from checks_done")
    assert len(done) == 15
    assert done[done["findings"] > 0].values.tolist() == [["units_differ", 1, False]]
