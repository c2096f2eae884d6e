"""A hundred viewers at once: none is failed, and the 95th percentile of a rerun keeps within its budget.

    python -m pytest -m benchmark tests/benchmarks -q

Each viewer thinks three to seven seconds, then goes to a page, or stays, under filters drawn at random from all
wards and years. The yardstick is the same crowd on the floor with our settings; where the machine is quiet enough
for the floor to keep the budget of 150 ms, our app has to keep it as well. DANVAN_BENCHMARK_SECONDS sets how long.
"""

import asyncio
import os
import random
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from danvan import queries
from tests.benchmarks.conftest import p95, summary
from tests.benchmarks.servers import OUR_SETTINGS, floor, our_app
from tests.benchmarks.viewer import Viewer

pytestmark = pytest.mark.benchmark
VIEWERS = 100
SECONDS = float(os.environ.get("DANVAN_BENCHMARK_SECONDS", "60"))
SECONDS_TO_ARRIVE = 10.0
THOUGHT = (3.0, 7.0)
SEED = 2022
BUDGET_MS = 150
MOST_TIMES_THE_FLOOR = 3

Change = Callable[[Viewer, random.Random], Coroutine[Any, Any, float]]


def _our_change(wards: list[str], years: tuple[int, int]) -> Change:
    """Return a change to a page under filters at random: none, a few or many wards, all or some years."""

    async def change(viewer: Viewer, chance: random.Random) -> float:
        some = chance.sample(wards, chance.choice((0, 1, 1, 2, 3, 5, 8)))
        span = sorted(chance.choices(range(years[0], years[1] + 1), k=2))
        parts = [f"xa={','.join(some)}"] if some else []
        parts += [f"nam={span[0]}-{span[1]}"] if chance.random() < 0.7 else []
        return await viewer.ask(chance.choice(sorted(viewer.pages)), "&".join(parts))

    return change


async def _floor_change(viewer: Viewer, chance: random.Random) -> float:
    viewer.choose("button_group", chance.choice("ABC"))
    return await viewer.ask()


async def _one(address: str, change: Change, seed: int) -> list[float]:
    chance = random.Random(seed)
    await asyncio.sleep(chance.uniform(0, SECONDS_TO_ARRIVE))
    end = asyncio.get_running_loop().time() + SECONDS
    times: list[float] = []
    async with Viewer(address) as viewer:
        await viewer.ask()
        while asyncio.get_running_loop().time() < end:
            await asyncio.sleep(chance.uniform(*THOUGHT))
            times.append(await change(viewer, chance))
    return times


async def _crowd(address: str, change: Change, viewers: int) -> tuple[list[float], list[BaseException]]:
    """Return the times of all reruns, and the viewers' failures."""
    visits = [_one(address, change, SEED + number) for number in range(viewers)]
    answers = await asyncio.gather(*visits, return_exceptions=True)
    times = [time for answer in answers if not isinstance(answer, BaseException) for time in answer]
    return times, [answer for answer in answers if isinstance(answer, BaseException)]


def test_a_hundred_viewers_are_answered_in_time_and_none_is_failed(
    tmp_path: Path, report: Callable[..., None], benchmark: Any
) -> None:
    catalogue = queries.catalogue()
    change = _our_change([ward.slug for ward in catalogue.wards], catalogue.years)

    def measured() -> tuple[list[float], list[BaseException], list[float]]:
        with floor(tmp_path / "floor", OUR_SETTINGS) as yardstick:
            flat, _ = asyncio.run(_crowd(yardstick.address, _floor_change, VIEWERS))
        with our_app(tmp_path / "ours") as ours:
            times, failures = asyncio.run(_crowd(ours.address, change, VIEWERS))
        return times, failures, flat

    times, failures, flat = benchmark.pedantic(measured, rounds=1)
    figures = {"ours": summary(times), "floor, our settings": summary(flat)}
    benchmark.extra_info.update(figures)
    report(viewers=VIEWERS, failed=len(failures), budget_ms=BUDGET_MS, **figures)
    assert failures == []
    assert p95(times) <= max(BUDGET_MS, MOST_TIMES_THE_FLOOR * p95(flat))
