"""What the benchmarks share: figures printed side by side, and what they cannot do without."""

import os
from collections.abc import Callable, Iterator
from statistics import median, quantiles
from typing import Any

import pytest

from danvan.warehouse.read import Opened
from tests.benchmarks.country import built
from tests.browser.conftest import SWITCHES, chromium

pytest.importorskip("pytest_benchmark", reason="pytest-benchmark is not installed")

Figures = dict[str, Any]


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(values, n=20)[-1]


def summary(values: list[float]) -> Figures:
    """Return median, 95th percentile and number of times in milliseconds."""
    return {"median_ms": round(median(values), 1), "p95_ms": round(p95(values), 1), "times": len(values)}


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> Callable[..., None]:
    """Print what was measured, with the load of the machine, whether the test passes or not."""

    def printed(**measured: Any) -> None:
        load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "?"
        with capsys.disabled():
            print(f"\n{request.node.name} (load {load})")
            for name, figures in measured.items():
                print(f"    {name:<34} {figures}")

    return printed


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A snapshot of the whole country's wards by month and by year, built once for all benchmarks."""
    with built(tmp_path_factory.mktemp("country")) as opened:
        yield opened


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all benchmarks."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = chromium()
    if path is None:
        pytest.skip("no Chromium is installed; name one in CHROMIUM")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=list(SWITCHES))
        yield opened
        opened.close()
