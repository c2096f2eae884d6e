"""What a change of a filter costs on the server: one reader, and a hundred.

    python -m pytest -m benchmark tests/benchmarks -q -s

Budgets are held as ratios to the floor in the same run; milliseconds are printed.
"""

import asyncio
import random
import statistics
import time
from collections.abc import Iterator, Sequence

import pytest

from benchmarks.servers import OUR_SETTINGS, Server, floor, our_app
from benchmarks.viewer import Viewer

pytestmark = pytest.mark.benchmark

WARDS = (
    *("pho-an", "pho-phong", "pho-thuan", "pho-quang", "pho-van", "pho-ninh", "pho-nhon", "nguyen-nghiem"),
    *("pho-minh", "pho-hoa", "pho-vinh", "pho-cuong", "pho-khanh", "pho-thanh", "pho-chau"),
)
PAGES = ("", "giam-ngheo", "hien-dat", "tin-bao", "mo-hinh")
RUNS, VIEWERS, SECONDS = 40, 100, 45
# 150 ms where the floor with the same settings has 54 ms at the 95th percentile.
CROWD_RATIO = 150 / 54
LARGEST_CHART_BYTES = 20_000


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with our_app(tmp_path_factory.mktemp("ours")) as server:
        yield server


@pytest.fixture(scope="module")
def tuned_floor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with floor(tmp_path_factory.mktemp("floor"), OUR_SETTINGS) as server:
        yield server


async def warm_runs(server: Server, page: str, queries: Sequence[str]) -> list[float]:
    async with Viewer(server.address) as viewer:
        for query in queries:
            await viewer.ask(page, query)
        return [await viewer.ask(page, queries[run % len(queries)]) for run in range(RUNS)]


async def floor_runs(server: Server) -> list[float]:
    async with Viewer(server.address) as viewer:
        times = []
        for run in range(RUNS + 3):
            times.append(await viewer.ask())
            viewer.choose("button_group", "ABC"[run % 3])
        return times[3:]


@pytest.mark.parametrize("page", PAGES)
def test_a_warm_run_costs_at_most_one_and_a_half_times_the_floor(
    ours: Server, tuned_floor: Server, page: str
) -> None:
    mine = statistics.median(
        asyncio.run(warm_runs(ours, page, ("nam=2018-2021", "nam=2017-2020", "xa=pho-hoa")))
    )
    yardstick = statistics.median(asyncio.run(floor_runs(tuned_floor)))
    print(f"\nwarm run of /{page}: {mine:.1f} ms, floor {yardstick:.1f} ms, ratio {mine / yardstick:.2f}")
    assert mine <= 1.5 * yardstick


def test_no_chart_is_larger_than_its_budget(ours: Server) -> None:
    async def sizes() -> dict[str, int]:
        found: dict[str, int] = {}
        async with Viewer(ours.address) as viewer:
            for page in PAGES:
                await viewer.ask(page)
                found |= viewer.charts
        return found

    largest = max(asyncio.run(sizes()).items(), key=lambda chart: chart[1])
    print(f"\nlargest chart: {largest[1]} bytes ({largest[0][:60]})")
    assert largest[1] <= LARGEST_CHART_BYTES


async def reader(server: Server, seed: int, end: float, times: list[float]) -> None:
    """One reader: thinks 3 to 7 s, then changes wards and years at random, sometimes the page."""
    choice = random.Random(seed)
    await asyncio.sleep(choice.uniform(0, 7))
    page = choice.choice(PAGES)
    async with Viewer(server.address) as viewer:
        await viewer.ask(page)
        while time.perf_counter() < end:
            await asyncio.sleep(choice.uniform(3, 7))
            if choice.random() < 0.25:
                page = choice.choice(PAGES)
            years = sorted(choice.choices(range(2017, 2022), k=2))
            wards = f"xa={choice.choice(WARDS)}&" if choice.random() < 0.9 else ""
            times.append(await viewer.ask(page, f"{wards}nam={years[0]}-{years[1]}"))


async def crowd(server: Server) -> list[float]:
    times: list[float] = []
    end = time.perf_counter() + SECONDS
    await asyncio.gather(*(reader(server, seed, end, times) for seed in range(VIEWERS)))
    return sorted(times)


async def floor_reader(server: Server, seed: int, end: float, times: list[float]) -> None:
    choice = random.Random(seed)
    await asyncio.sleep(choice.uniform(0, 7))
    async with Viewer(server.address) as viewer:
        await viewer.ask()
        while time.perf_counter() < end:
            await asyncio.sleep(choice.uniform(3, 7))
            viewer.choose("button_group", choice.choice("ABC"))
            times.append(await viewer.ask())


async def floor_crowd(server: Server) -> list[float]:
    times: list[float] = []
    end = time.perf_counter() + SECONDS
    await asyncio.gather(*(floor_reader(server, seed, end, times) for seed in range(VIEWERS)))
    return sorted(times)


def percentile_95(times: Sequence[float]) -> float:
    return times[int(len(times) * 0.95)]


def test_a_hundred_readers_are_answered_within_the_budget(ours: Server, tuned_floor: Server) -> None:
    """None fails; the first minute of a new server is not counted, in which nothing is drawn yet."""
    asyncio.run(crowd(ours))
    mine = asyncio.run(crowd(ours))
    yardstick = asyncio.run(floor_crowd(tuned_floor))
    for name, times in (("ours", mine), ("floor with our settings", yardstick)):
        median, slow = statistics.median(times), percentile_95(times)
        print(f"\n{VIEWERS} readers, {name}: {len(times)} runs, median {median:.0f} ms, 95% {slow:.0f} ms")
    assert percentile_95(mine) <= CROWD_RATIO * percentile_95(yardstick)
