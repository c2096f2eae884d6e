"""The whole country's wards by month and by year, and times taken in turn.

12,000 wards by month over four years, and by year over five, which is what pages ask for. DANVAN_BENCHMARK_ROWS
makes it smaller.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from danvan.paths import ROOT
from danvan.sample import generate
from danvan.warehouse.build import build
from danvan.warehouse.read import Opened, connect

ROWS = int(os.environ.get("DANVAN_BENCHMARK_ROWS", "10000000"))
INDICATORS, PERIODS = 18, 4 * 12 + 5
WARDS = max(15, ROWS // (INDICATORS * PERIODS) + 1)
FIRST, LAST = 2017, 2021
ROUNDS = 9


@contextmanager
def built(folder: Path) -> Iterator[Opened]:
    """Build a snapshot of the whole country in a folder, which is removed afterwards."""
    shutil.copytree(ROOT / "data", folder / "data")
    generate(ROOT / "data", folder / "months", wards=WARDS, first_year=2018, last_year=2021, months=True)
    generate(ROOT / "data", folder / "years", wards=WARDS, first_year=FIRST, last_year=LAST)
    shutil.copy(folder / "years" / "places.csv", folder / "data" / "catalogue" / "places.csv")
    with (folder / "data" / "sample" / "observations.csv").open("wb") as whole:
        for part in ("months", "years"):
            with (folder / part / "observations.csv").open("rb") as rows:
                if part == "years":
                    rows.readline()
                shutil.copyfileobj(rows, whole)
    snapshot, counted = build(folder / "data", folder / "state")
    print(f"\n{counted['observations']:,} observations")
    opened = Opened(snapshot, connect(snapshot.path(folder / "state")))
    yield opened
    opened.connection.close()
    shutil.rmtree(folder)


def in_turn(*works: Callable[[], pd.DataFrame]) -> list[list[float]]:
    """Return the milliseconds of each work, asked in turn so that what slows the machine slows all of them."""
    times: list[list[float]] = [[] for _ in works]
    for round_number in range(ROUNDS + 1):
        for work, taken in zip(works, times, strict=True):
            began = time.perf_counter()
            work()
            if round_number:
                taken.append((time.perf_counter() - began) * 1000)
    return times


def said(times: list[float]) -> str:
    """Return the best and the median in words."""
    middle = sorted(times)[len(times) // 2]
    return f"best {min(times):.1f}, median {middle:.1f}"
