"""The load of a clean large file, against the engine's own typed read of it in the same run.

Ours is the whole build: checksums, every check, what questions need beside the rows, the pointer. The quickest of
three rounds in turn is compared, because whatever else the machine does only makes a round slower.

DANVAN_BENCHMARK_ROWS=1000000 python -m pytest -m benchmark tests/benchmarks/test_load.py
"""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from danvan.intake.declaration import read_tables
from danvan.paths import ROOT
from danvan.sample import generate
from danvan.warehouse.build import build
from danvan.warehouse.load import TYPES

ROWS = int(os.environ.get("DANVAN_BENCHMARK_ROWS", 10_000_000))
INDICATORS, MONTHS_A_YEAR, YEARS = 18, 12, 14
ROUNDS = 3
MOST_TIMES_THE_ENGINE = 2.0

pytestmark = pytest.mark.benchmark


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with a sample of about ROWS rows: made-up wards by month."""
    folder = tmp_path_factory.mktemp("load") / "data"
    shutil.copytree(ROOT / "data", folder)
    wards = max(16, ROWS // (INDICATORS * MONTHS_A_YEAR * YEARS))
    written = generate(
        folder, folder / "sample", wards=wards, first_year=2010, last_year=2009 + YEARS, months=True
    )
    (folder / "sample/places.csv").replace(folder / "catalogue/places.csv")
    assert written >= 0.9 * ROWS
    return folder


def typed_read(data: Path, database: Path) -> int:
    """Let the engine read the file by itself: declared types, one table, on disk."""
    columns = {column.name: TYPES[column.type] for column in read_tables(data)["observations"].columns}
    with duckdb.connect(str(database)) as con:
        con.execute(
            "create table observations as select * from read_csv($path, columns = $columns, header = true)",
            {"path": str(data / "sample/observations.csv"), "columns": columns},
        )
        con.execute("checkpoint")
        counted = con.execute("select count(*) from observations").fetchone()
    database.unlink()
    return int(counted[0]) if counted else 0


def test_a_clean_file_loads_in_twice_the_engine_s_own_time(
    data: Path, tmp_path: Path, benchmark: Any
) -> None:
    rows = build(data, tmp_path)[1]["observations"]
    engine: list[float] = []

    def read_by_the_engine() -> None:
        assert seconds(lambda: typed_read(data, tmp_path / "engine.duckdb"), engine) <= rows

    benchmark.pedantic(lambda: build(data, tmp_path), setup=read_by_the_engine, rounds=ROUNDS)
    ours, theirs = benchmark.stats.stats.min, min(engine)
    benchmark.extra_info.update(rows=rows, engine_seconds=round(theirs, 2), times=round(ours / theirs, 2))
    assert ours <= MOST_TIMES_THE_ENGINE * theirs


def seconds(work: Callable[[], int], taken: list[float]) -> int:
    """Do the work, note how long it took, and return what it returns."""
    start = time.perf_counter()
    answer = work()
    taken.append(time.perf_counter() - start)
    return answer
