"""danvan.warehouse.findings: figures that contradict each other are noted, and stop nothing."""

from pathlib import Path

import pytest
from data_folder import DataFolder

from danvan.paths import ROOT
from danvan.warehouse.build import build
from danvan.warehouse.read import Warehouse

REPORT = "bc_duc_pho_2022"
WARDS = (
    "21439", "21442", "21445", "21448", "21451", "21454", "21457", "21460",
    "21463", "21466", "21469", "21472", "21475", "21478", "21481",
)  # fmt: skip


def findings(folder: DataFolder, *rows: str) -> list[tuple[str, int, str, str]]:
    folder.observe(*rows)
    build(folder.path, folder.state)
    frame = Warehouse(folder.path, folder.state).fetch(
        "select code, line, indicator, message_en from issues order by code, line"
    )
    return list(frame.itertuples(index=False, name=None))


@pytest.fixture
def submitted(folder: DataFolder) -> DataFolder:
    """Return a folder with a source of basis submitted, named ward."""
    folder.add_source("ward", "submitted", "2022-01")
    return folder


def ratio(qualifier: str, given: str) -> tuple[str, ...]:
    return (
        f"poverty_rate_pct,21439,2021,2016-2020,{given},{qualifier},ward",
        "poor_households,21439,2021,2016-2020,33,=,ward",
        "households,21439,2021,,1000,=,ward",
    )


@pytest.mark.parametrize(
    ("qualifier", "given", "disagrees"),
    [
        # 33 / 1000 = 3.3 %
        ("=", "3.3", False),
        ("=", "3.30", False),
        ("=", "3", False),  # rounded to whole percents: 3.3 is within half of one
        ("=", "3.31", True),
        ("=", "3.4", True),
        ("=", "33", True),
        (">", "3.2", False),
        (">", "3.3", True),
        (">=", "3.3", False),
        ("<", "3.4", False),
        ("<", "3.3", True),
        ("~", "9", False),
    ],
)
def test_a_ratio_is_held_against_its_parts(
    submitted: DataFolder, qualifier: str, given: str, disagrees: bool
) -> None:
    codes = [row[:3] for row in findings(submitted, *ratio(qualifier, given))]
    assert codes == ([("ratio_disagrees", 2, "poverty_rate_pct")] if disagrees else [])


def test_a_ratio_by_one_standard_is_not_held_against_parts_by_another(submitted: DataFolder) -> None:
    rate, poor, households = ratio("=", "9.9")
    assert findings(submitted, rate, poor.replace("2016-2020", "2022-2025"), households) == []


def test_a_ratio_is_not_held_against_a_bound_or_against_sample(submitted: DataFolder) -> None:
    rate, poor, households = ratio("=", "9.9")
    assert findings(submitted, rate, poor.replace(",=,", ",>,"), households) == []
    assert findings(submitted, rate, poor, households.replace("ward", "mau_xa_phuong")) == []


def wards_tips(value: int, year: int = 2021, wards: tuple[str, ...] = WARDS) -> list[str]:
    return [f"tips,{ward},{year},,{value},=,ward" for ward in wards]


def test_wards_that_do_not_add_up_to_the_town_are_noted(submitted: DataFolder) -> None:
    # 15 wards of 2 give 30
    assert findings(submitted, f"tips,534,2021,,30,=,{REPORT}", *wards_tips(2)) == []
    [(code, line, indicator, message)] = findings(submitted, f"tips,534,2021,,31,=,{REPORT}", *wards_tips(2))
    assert (code, line, indicator) == ("town_total_differs", 2, "tips")
    assert "31 tips" in message
    assert "30 tips" in message


def test_a_bound_of_the_town_is_kept_by_a_larger_sum(submitted: DataFolder) -> None:
    assert findings(submitted, f"tips,534,2021,,29,>,{REPORT}", *wards_tips(2)) == []
    assert len(findings(submitted, f"tips,534,2021,,30,>,{REPORT}", *wards_tips(2))) == 1


def test_wards_are_only_added_where_all_have_a_figure(submitted: DataFolder) -> None:
    assert findings(submitted, f"tips,534,2021,,31,=,{REPORT}", *wards_tips(2, wards=WARDS[1:])) == []


def test_years_of_all_wards_are_added_up_to_the_town_s_span(submitted: DataFolder) -> None:
    # 15 wards x 2 years x 2 give 60
    years = wards_tips(2, 2020) + wards_tips(2, 2021)
    assert findings(submitted, f"tips,534,2020..2021,,60,=,{REPORT}", *years) == []
    assert [row[0] for row in findings(submitted, f"tips,534,2020..2021,,61,=,{REPORT}", *years)] == [
        "town_total_differs"
    ]
    assert findings(submitted, f"tips,534,2019..2021,,61,=,{REPORT}", *years) == []


def test_the_town_s_own_code_for_the_same_quantity_is_compared(submitted: DataFolder) -> None:
    roads = [f"road_km,{ward},2021,,1.5,=,ward" for ward in WARDS]  # 15 x 1.5 = 22.5
    assert findings(submitted, f"rural_road_km,534,2021,,22.5,=,{REPORT}", *roads) == []
    found = findings(submitted, f"rural_road_km,534,2021,,22.6,=,{REPORT}", *roads)
    assert [row[:3] for row in found] == [("town_total_differs", 2, "rural_road_km")]


def test_sample_of_all_wards_is_not_held_against_the_town(submitted: DataFolder) -> None:
    sample = [row.replace(",ward", ",mau_xa_phuong") for row in wards_tips(2)]
    assert findings(submitted, f"tips,534,2021,,31,=,{REPORT}", *sample) == []


def test_a_part_above_its_whole_is_noted_on_its_line(submitted: DataFolder) -> None:
    poor = "poor_households,21439,2021,2016-2020,101,=,ward"
    found = findings(submitted, "households,21439,2021,,100,=,ward", poor)
    assert [row[:3] for row in found] == [("part_exceeds_whole", 3, "poor_households")]
    assert findings(submitted, "households,21439,2021,,100,>,ward", poor) == []
    assert findings(submitted, "households,21439,2021,,101,=,ward", poor) == []


def test_two_sources_that_differ_are_noted_and_two_that_agree_are_not(submitted: DataFolder) -> None:
    other = "tips,21439,2021,,7,=,ward"
    [found] = findings(submitted, other, f"tips,21439,2021,,5,=,{REPORT}")
    assert found[:3] == ("sources_disagree", 3, "tips")
    assert "Source ward gives 7 tips" in found[3]
    assert findings(submitted, other, f"tips,21439,2021,,7,=,{REPORT}") == []
    assert findings(submitted, other, f"tips,21439,2021,,6,>,{REPORT}") == []
    assert len(findings(submitted, other, f"tips,21439,2021,,7,<,{REPORT}")) == 1


def test_a_period_given_by_a_unit_and_by_its_ward_is_noted_on_the_line_of_the_ward(
    submitted: DataFolder,
) -> None:
    own = "tips,21451@2025,2026,,9,=,ward"
    [found] = findings(submitted, own, "tips,21442,2026,,4,=,ward")  # Phổ An went into Trà Câu
    assert found[:3] == ("unit_and_ward", 3, "tips")
    assert "Phổ An (until 7/2025)" in found[3]
    assert "Trà Câu (since 7/2025)" in found[3]
    for other in (
        "tips,21442,2025-H1,,4,=,ward",  # another period
        "cases_solved,21442,2026,,4,=,ward",  # another indicator
        "tips,21439,2026,,4,=,ward",  # a ward of another unit
        "tips,21442,2026,,4,=,mau_xa_phuong",  # a sample, which counts nowhere beside real figures
    ):
        assert findings(submitted, own, other) == []


def test_a_finding_names_its_file_and_line_past_empty_lines(submitted: DataFolder) -> None:
    submitted.observe("tips,21439,2021,,7,=,ward")
    submitted.observe(
        f"tips,21442,2021,,5,=,{REPORT}", f"tips,21439,2021,,5,=,{REPORT}", name="public/observations.csv"
    )
    submitted.replace("public/observations.csv", "tips,21439", "\n\ntips,21439")
    build(submitted.path, submitted.state)
    frame = Warehouse(submitted.path, submitted.state).fetch(
        "select file, line, column_name, value, severity from issues"
    )
    assert frame.values.tolist() == [["public/observations.csv", 5, "value", "5", "warning"]]


def test_findings_are_in_vietnamese_with_the_indicator_place_and_period(submitted: DataFolder) -> None:
    findings(submitted, "tips,21439,2021,,7,=,ward", f"tips,21439,2021,,5,=,{REPORT}")
    row = (
        Warehouse(submitted.path, submitted.state)
        .fetch("select message, advice, place, period from issues")
        .iloc[0]
    )
    assert row["message"].startswith("Nguyễn Nghiêm, năm 2021: ")
    assert "5 nguồn tin" in row["message"]
    assert (row["place"], row["period"]) == ("21439", "2021")


def test_the_data_that_ship_have_the_findings_that_are_known(tmp_path: Path) -> None:
    # 14 wards that registered where there are 15; a fall of poverty whose standard the review does not name
    found = Warehouse(ROOT / "data", tmp_path).fetch("select code, indicator from issues order by code")
    assert found.values.tolist() == [
        ["standard_break", "poverty_rate_pct"],
        ["units_differ", "commune_units_registering"],
    ]
