"""Loading and asking at the size of the whole country's wards: 10 million observations.

    python -m pytest -m benchmark tests/benchmarks/test_questions.py -q -s

DANVAN_BENCHMARK_WARDS makes it smaller (12,000 wards by 48 years are 10,368,000 rows).
"""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from danvan import queries
from danvan.intake.declaration import read_tables
from danvan.paths import ROOT
from danvan.sample import generate
from danvan.warehouse import snapshots
from danvan.warehouse.build import build
from danvan.warehouse.load import READ, TYPES
from danvan.warehouse.read import Opened, connect, fetch

pytest.importorskip("pytest_benchmark", reason="pytest-benchmark is not installed")
pytestmark = pytest.mark.benchmark

WARDS = int(os.environ.get("DANVAN_BENCHMARK_WARDS", "12000"))
FIRST_YEAR, LAST_YEAR = 1974, 2021
ROUNDS = 7
# The same answers, written by hand for this data: years by their codes, one source, nothing that could be otherwise.
BY_HAND = {
    "ward_values": """
        select indicator, place, cast(period as integer) as year, standard, value, qualifier, source
        from observations
        where indicator = 'households' and period between '2017' and '2021' and source = 'mau_xa_phuong'
        order by indicator, place, year""",
    "ward_totals": """
        select indicator, cast(period as integer) as year, standard, sum(value) as value,
            count(distinct place) as wards
        from observations
        where indicator = 'households' and period between '2017' and '2021' and source = 'mau_xa_phuong'
        group by indicator, period, standard
        order by indicator, year""",
}
ASKED = {"indicators": ["households"], "first_year": 2017, "last_year": 2021, "sample": True}


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the sample of so many wards, year by year."""
    folder = tmp_path_factory.mktemp("country")
    shutil.copytree(ROOT / "data", folder / "data")
    generate(
        ROOT / "data", folder / "data" / "sample", wards=WARDS, first_year=2018, last_year=2021, months=True
    )
    shutil.move(folder / "data" / "sample" / "places.csv", folder / "data" / "catalogue" / "places.csv")
    return folder


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def test_a_clean_load_takes_at_most_twice_the_engines_own(country: Path, tmp_path: Path) -> None:
    file = country / "data" / "sample" / "observations.csv"
    table = read_tables(country / "data")["observations"]
    columns = {column.name: TYPES[column.type] for column in table.columns}

    def engine_alone() -> None:
        with duckdb.connect(str(tmp_path / "plain.duckdb")) as con:
            con.execute(f"create table t as select * from {READ}", {"path": str(file), "columns": columns})
            con.execute("checkpoint")

    yardstick = seconds(engine_alone)
    rows: dict[str, int] = {}
    mine = seconds(lambda: rows.update(build(country / "data", country / "state")[1]))
    print(
        f"\n{rows['observations']:,} rows: {mine:.1f} s, read_csv alone {yardstick:.1f} s, ratio {mine / yardstick:.2f}"
    )
    assert mine <= 2 * yardstick


@pytest.fixture(scope="module")
def opened(country: Path) -> Opened:
    """Return the snapshot of the country, built by the load before or now."""
    state = country / "state"
    snapshot = snapshots.current(state) or build(country / "data", state)[0]
    return Opened(snapshot, connect(snapshot.path(state)))


@pytest.mark.parametrize("name", BY_HAND)
def test_a_question_of_a_page_is_within_reach_of_sql_written_by_hand(
    benchmark: Any, opened: Opened, name: str
) -> None:
    given = ASKED | ({"places": []} if "places" in queries.parameters(name) else {})
    with queries.reading(opened):
        answer = benchmark.pedantic(lambda: queries.run(name, **given), rounds=ROUNDS, warmup_rounds=2)
    fetch(opened, BY_HAND[name])
    yardstick = sorted(seconds(lambda: fetch(opened, BY_HAND[name])) for _ in range(ROUNDS))[ROUNDS // 2]
    mine = benchmark.stats.stats.median
    print(f"\n{name}: {len(answer):,} rows, {mine * 1000:.0f} ms, by hand {yardstick * 1000:.0f} ms")
    assert len(answer) == len(fetch(opened, BY_HAND[name])) > 0
    assert mine <= 1.3 * yardstick
