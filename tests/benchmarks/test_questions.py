"""Loading and asking at the size of the country's wards by month: 10 million observations.

    python -m pytest -m benchmark tests/benchmarks/test_questions.py -q -s

DANVAN_BENCHMARK_WARDS makes it smaller (12,000 wards by 48 months are 10,368,000 rows).
"""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from danvan.intake.declaration import read_tables
from danvan.paths import ROOT
from danvan.sample import generate
from danvan.warehouse.build import build
from danvan.warehouse.load import READ, TYPES

pytestmark = pytest.mark.benchmark

WARDS = int(os.environ.get("DANVAN_BENCHMARK_WARDS", "12000"))
TIMES = 7


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the whole country's wards: by month for the load, by year for what pages ask."""
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
