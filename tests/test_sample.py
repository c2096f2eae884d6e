"""The sample keeps to the review's totals and to the catalogue, and is the same every time."""

import csv
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan import periods
from danvan.intake.declaration import read_tables
from danvan.intake.definitions import read_definitions
from danvan.paths import ROOT
from danvan.sample import generate
from danvan.sample.amounts import allocate, draws, largest_remainder
from danvan.warehouse.build import build

DATA = ROOT / "data"
TOWN = "534"


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


REPORT = rows_of(DATA / "report/observations.csv")
INDICATORS = {row["indicator"]: row for row in read_definitions(DATA, "indicators") if row["handed_in"]}
KNOWN_AS = {row["town_total"] or code: code for code, row in INDICATORS.items()}

Values = Mapping[tuple[str, str, str], Decimal]

ward_counts = st.integers(1, 40)
seeds = st.integers(0, 2**64)
few = settings(max_examples=8, deadline=None)


def sample(data: Path = DATA, **arguments: Any) -> list[dict[str, str]]:
    """Return the rows of a fresh sample."""
    with tempfile.TemporaryDirectory() as folder:
        counted = generate(data, Path(folder), **arguments)
        rows = rows_of(Path(folder) / "observations.csv")
    assert len(rows) == counted
    return rows


def values_of(rows: list[dict[str, str]]) -> Values:
    return {(row["indicator"], row["place"], row["period"]): Decimal(row["value"]) for row in rows}


def by_year(values: Values, indicator: str) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for (code, _, period), value in values.items():
        if code == indicator:
            sums[period[:4]] += value
    return sums


def town_sum(values: Values, indicator: str, period: str) -> Decimal:
    """Add up the wards over the years of a period."""
    first, last = periods.years(period)
    return sum((by_year(values, indicator)[str(year)] for year in range(first, last + 1)), Decimal())


def poverty_pct(values: Values, year: int) -> Decimal:
    poor, households = (by_year(values, code)[str(year)] for code in ("poor_households", "households"))
    return 100 * poor / households


def reported(qualifier: str) -> list[tuple[str, str, Decimal]]:
    """Return what the review says of quantities that wards hand in: indicator, period, value."""
    return [
        (KNOWN_AS[row["indicator"]], row["period"], Decimal(row["value"]))
        for row in REPORT
        if row["indicator"] in KNOWN_AS and row["place"] == TOWN and row["qualifier"] == qualifier
    ]


def known_rates() -> dict[int, Decimal]:
    return {
        int(row["period"]): Decimal(row["value"])
        for row in REPORT
        if row["indicator"] == "poverty_rate_pct" and row["place"] == TOWN
    }


@pytest.fixture(scope="module")
def committed() -> Values:
    return values_of(rows_of(DATA / "sample/observations.csv"))


def test_the_committed_file_is_what_the_generator_makes(tmp_path: Path) -> None:
    generate(DATA, tmp_path)
    assert (DATA / "sample/observations.csv").read_bytes() == (tmp_path / "observations.csv").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["observations.csv"]


def test_land_of_the_wards_is_the_196833_m2_of_the_review(committed: Values) -> None:
    assert town_sum(committed, "land_donated_m2", "2017..2021") == 196833


def test_every_exact_total_and_bound_of_the_review_is_compared() -> None:
    assert (len(reported("=")), len(reported(">"))) == (10, 1)


@pytest.mark.parametrize(("indicator", "period", "total"), reported("="))
def test_wards_add_up_to_each_exact_total(
    committed: Values, indicator: str, period: str, total: Decimal
) -> None:
    assert town_sum(committed, indicator, period) == total


@pytest.mark.parametrize(("indicator", "period", "bound"), reported(">"))
def test_wards_stay_above_each_lower_bound(
    committed: Values, indicator: str, period: str, bound: Decimal
) -> None:
    assert bound < town_sum(committed, indicator, period) < bound * Decimal("1.05")


def test_the_town_settles_more_than_the_share_of_the_review(committed: Values) -> None:
    succeeded = town_sum(committed, "mediations_succeeded", "2017..2021")
    assert 85 < 100 * succeeded / town_sum(committed, "mediations_received", "2017..2021") < 92


def test_fewer_models_are_recognised_before_the_year_of_the_review(committed: Values) -> None:
    for indicator, most in (("models_recognised_town", 20), ("models_recognised_grassroots", 94)):
        sums = by_year(committed, indicator)
        assert all(sums[str(year)] < most for year in range(2017, 2021))


def test_the_poverty_rate_falls_every_year_from_and_to_the_known_ones(committed: Values) -> None:
    rates = [round(poverty_pct(committed, year), 2) for year in range(2017, 2022)]
    assert (rates[0], rates[-1]) == (Decimal("6.60"), Decimal("3.19"))
    assert rates == sorted(set(rates), reverse=True)


def test_the_rate_rises_once_in_one_or_two_wards(committed: Values) -> None:
    wards = {place for _, place, _ in committed}
    rates = {
        (ward, year): committed["poor_households", ward, str(year)] / committed["households", ward, str(year)]
        for ward in wards
        for year in range(2017, 2022)
    }
    rises = [ward for ward, year in rates if year > 2017 and rates[ward, year] > rates[ward, year - 1]]
    assert 1 <= len(rises) == len(set(rises)) <= 2


def test_charts_of_the_sample_have_something_to_tell(committed: Values) -> None:
    labour, land = by_year(committed, "labour_days"), by_year(committed, "land_donated_m2")
    assert labour["2020"] < labour["2019"] > labour["2021"]
    assert land["2017"] == min(land.values())
    tips = {key[1:]: value for key, value in committed.items() if key[0] == "tips"}
    cases = {key[1:]: value for key, value in committed.items() if key[0] == "cases_solved"}
    assert 0 in tips.values()
    assert any(cases[key] > tips[key] for key in tips)


def test_a_town_centre_gives_the_least_land(committed: Values) -> None:
    land: dict[str, Decimal] = defaultdict(Decimal)
    for (indicator, place, _), value in committed.items():
        if indicator == "land_donated_m2":
            land[place] += value
    assert min(land, key=lambda place: land[place]) == "21439"


def test_rows_are_declared_labelled_and_ordered() -> None:
    rows = sample()
    assert tuple(rows[0]) == read_tables(DATA)["observations"].column_names
    assert {(row["source"], row["qualifier"]) for row in rows} == {("mau_xa_phuong", "=")}
    assert {row[name] for row in rows for name in ("whole", "locator", "printed", "note")} == {""}
    tiles = [row for row in rows_of(DATA / "catalogue/places.csv") if row["tile_row"]]
    tiles.sort(key=lambda row: (int(row["tile_row"]), int(row["tile_col"])))
    years = [str(year) for year in range(2017, 2022)]
    expected = [(code, tile["place"], year) for code in INDICATORS for tile in tiles for year in years]
    assert [(row["indicator"], row["place"], row["period"]) for row in rows] == expected


def test_values_are_written_with_the_decimals_of_their_indicator() -> None:
    for row in sample():
        assert len(row["value"].partition(".")[2]) == INDICATORS[row["indicator"]]["decimals"]


def test_poor_households_name_the_standard_of_their_year_and_nothing_else_does() -> None:
    standards = {
        (row["indicator"].endswith("poor_households"), row["period"], row["standard"])
        for row in sample(first_year=2015, last_year=2022)
        if row["period"] in {"2015", "2021", "2022"}
    }
    assert {entry for entry in standards if entry[0]} == {
        (True, "2015", "2011-2015"),
        (True, "2021", "2016-2020"),
        (True, "2022", "2022-2025"),
    }
    assert {standard for by_standard, _, standard in standards if not by_standard} == {""}


@few
@given(wards=ward_counts, first=st.integers(1990, 2030), length=st.integers(0, 4), seed=seeds)
def test_every_ward_and_year_keeps_to_the_catalogue(wards: int, first: int, length: int, seed: int) -> None:
    values = values_of(sample(wards=wards, first_year=first, last_year=first + length, seed=seed))
    for (indicator, place, period), value in values.items():
        limits = INDICATORS[indicator]
        assert limits["minimum"] <= value <= limits["maximum"]
        if limits["at_most"]:
            assert value <= values[limits["at_most"], place, period]
        if indicator == "near_poor_households":
            poor, households = (values[code, place, period] for code in ("poor_households", "households"))
            assert value + poor <= households
        if indicator.startswith("models_recognised"):
            assert value <= values["models_registered", place, period]


@few
@given(wards=ward_counts, seed=seeds, months=st.booleans())
def test_totals_hold_for_any_number_of_wards_and_any_seed(wards: int, seed: int, months: bool) -> None:
    values = values_of(sample(wards=wards, seed=seed, months=months))
    assert [town_sum(values, code, period) for code, period, _ in reported("=")] == [
        total for _, _, total in reported("=")
    ]
    assert all(town_sum(values, code, period) > bound for code, period, bound in reported(">"))
    succeeded = town_sum(values, "mediations_succeeded", "2017..2021")
    assert 100 * succeeded > 85 * town_sum(values, "mediations_received", "2017..2021")


@few
@given(wards=st.integers(10, 40), seed=seeds)
def test_the_rate_is_as_known_where_there_are_households_enough(wards: int, seed: int) -> None:
    values = values_of(sample(wards=wards, seed=seed))
    assert {year: round(poverty_pct(values, year), 2) for year in known_rates()} == known_rates()


@few
@given(wards=ward_counts, year=st.integers(2015, 2024), seed=seeds)
def test_months_add_up_to_the_year_and_a_stock_ends_as_its_year(wards: int, year: int, seed: int) -> None:
    arguments = {"wards": wards, "first_year": year, "last_year": year, "seed": seed}
    yearly = values_of(sample(**arguments))
    monthly = values_of(sample(**arguments, months=True))
    for (indicator, place, period), value in yearly.items():
        months = [monthly[indicator, place, f"{period}-{month:02}"] for month in range(1, 13)]
        is_stock = INDICATORS[indicator]["aggregation"] == "latest"
        assert value == (months[-1] if is_stock else sum(months))


@few
@given(wards=ward_counts, year=st.integers(2015, 2024), seed=seeds)
def test_each_month_keeps_to_what_may_not_be_exceeded(wards: int, year: int, seed: int) -> None:
    values = values_of(sample(wards=wards, first_year=year, last_year=year, seed=seed, months=True))
    for (indicator, place, period), value in values.items():
        at_most = INDICATORS[indicator]["at_most"]
        assert value >= INDICATORS[indicator]["minimum"]
        assert not at_most or value <= values[at_most, place, period]


@few
@given(wards=ward_counts, first=st.integers(2010, 2021), seed=seeds)
def test_a_year_is_the_same_whatever_other_years_are_asked_for(wards: int, first: int, seed: int) -> None:
    alone = values_of(sample(wards=wards, first_year=first, last_year=first, seed=seed))
    among = values_of(sample(wards=wards, first_year=first - 2, last_year=first + 3, seed=seed))
    assert alone.items() <= among.items()


@few
@given(wards=ward_counts, seed=seeds)
def test_the_same_seed_gives_the_same_sample_and_another_one_another(wards: int, seed: int) -> None:
    assert sample(wards=wards, seed=seed) == sample(wards=wards, seed=seed)
    assert sample(wards=wards, seed=seed) != sample(wards=wards, seed=seed + 1)


def test_the_sample_of_made_up_wards_can_be_built(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    rows = generate(DATA, data / "sample", wards=40, months=True)
    (data / "sample/places.csv").replace(data / "catalogue/places.csv")
    _, counted = build(data, tmp_path / "state")
    assert rows == 18 * 40 * 60
    assert counted["observations"] > rows
    drawn = [row for row in rows_of(data / "catalogue/places.csv") if row["tile_row"]]
    tiles = {(row["tile_row"], row["tile_col"]): row["place"] for row in drawn}
    assert sorted(tiles.values()) == [f"W{number:05}" for number in range(1, 41)]


def altered_data(folder: Path, file: str, old: str, new: str) -> Path:
    data = folder / "data"
    shutil.copytree(DATA, data)
    content = (data / file).read_text(encoding="utf-8")
    assert old in content
    (data / file).write_text(content.replace(old, new), encoding="utf-8", newline="\n")
    return data


def test_totals_come_from_the_report_to_the_last_dong(tmp_path: Path) -> None:
    data = altered_data(tmp_path, "report/observations.csv", "204000000000,>", "204123456789,=")
    assert town_sum(values_of(sample(data)), "contribution_vnd", "2017..2021") == 204123456789


def test_a_missing_total_is_named(tmp_path: Path) -> None:
    data = altered_data(tmp_path, "report/observations.csv", "tips,534,", "tips,51,")
    with pytest.raises(ValueError, match="gives no tips of the town"):
        sample(data)


def test_an_indicator_without_a_recipe_is_named(tmp_path: Path) -> None:
    data = altered_data(tmp_path, "catalogue/indicators.toml", "[canal_km]", "[dyke_km]")
    with pytest.raises(ValueError, match="no recipe for dyke_km"):
        sample(data)


@pytest.mark.parametrize(
    "arguments",
    [
        {"wards": 0},
        {"wards": 100_000},
        {"first_year": 2022},
        {"first_year": 1899},
        {"last_year": 2100},
        {"seed": -1},
    ],
)
def test_arguments_out_of_range_are_refused(arguments: dict[str, int], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="give"):
        generate(DATA, tmp_path, **arguments)
    assert not list(tmp_path.iterdir())


def test_largest_remainders_get_the_rest() -> None:
    # 10 by 5:3:1 of 9 is 5.56, 3.33, 1.11: 5 + 3 + 1 leaves one, for the remainder of 0.56
    assert largest_remainder(10, np.array([5, 3, 1])).tolist() == [6, 3, 1]
    # 7 by 1:1 and 5 by 1:3 (1.25, 3.75), each row on its own; the first wins among equals
    assert largest_remainder(np.array([7, 5]), np.array([[1, 1], [1, 3]])).tolist() == [[4, 3], [1, 4]]
    assert largest_remainder(3, np.array([0, 0])).tolist() == [0, 0]


def test_what_one_cannot_take_goes_to_the_others() -> None:
    # 10 by 8:1:1, the first takes 4 at most; the other 6 go half and half
    assert allocate(10, np.array([8, 1, 1]), np.array([4, 9, 9])).tolist() == [4, 3, 3]
    assert allocate(5, np.array([1, 0]), np.array([2, 9])).tolist() == [2, 3]
    assert allocate(50, np.array([1, 1]), np.array([2, 3])).tolist() == [2, 3]


@given(
    total=st.integers(0, 10**12),
    weights=st.lists(st.integers(0, 10**15), min_size=1, max_size=30),
    most=st.integers(0, 10**11),
)
def test_shares_add_up_within_their_limits(total: int, weights: list[int], most: int) -> None:
    limits = np.full(len(weights), most)
    shares = allocate(total, np.array(weights), limits)
    assert shares.sum() == min(total, limits.sum())
    assert shares.min() >= 0
    assert shares.max() <= most


@given(seed=seeds, name=st.text(max_size=8), low=st.integers(-50, 50), width=st.integers(0, 200))
def test_draws_stay_between_their_limits(seed: int, name: str, low: int, width: int) -> None:
    drawn = draws(seed, name, (3, 4), low, low + width)
    assert drawn.shape == (3, 4)
    assert drawn.min() >= low
    assert drawn.max() <= low + width


def test_each_end_of_a_draw_comes_up() -> None:
    assert set(draws(1, "a die", 200, 1, 6).tolist()) == {1, 2, 3, 4, 5, 6}
