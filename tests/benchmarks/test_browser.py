"""What a reader waits for in a real browser: the change of a filter, the first load, the cold start.

python -m pytest -m benchmark tests/benchmarks/test_browser.py -q -s
"""

import os
import shutil
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.servers import FLOOR_WITH_IMPORTS, floor, our_app

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed; CHROMIUM names one elsewhere"),
]

CHANGES, STARTS = 20, 3
OUR_CHARTS, FLOOR_CHARTS = 5, 4
FIRST_LOAD_BYTES = 3_500_000
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
# The time from the change to the last change inside any chart, told when nothing has moved for half a second.
REDRAW = """
(change) => new Promise((tell) => {
  const began = performance.now();
  let last = 0;
  const watch = new MutationObserver((records) => {
    if (records.some((record) => record.target.closest?.('.js-plotly-plot'))) last = performance.now();
  });
  watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  change();
  const look = setInterval(() => {
    if (last && performance.now() - last > 500) { clearInterval(look); watch.disconnect(); tell(last - began); }
  }, 50);
})
"""
CHOOSE_YEAR = """() => { const select = document.querySelector('[data-end=first]');
  select.value = select.value === '2017' ? '2018' : '2017';
  select.dispatchEvent(new Event('change', { bubbles: true })); }"""
CHOOSE_PILL = """() => { const pills = [...document.querySelectorAll('[data-testid="stButtonGroup"] button')];
  window.turn = ((window.turn ?? 0) + 1) % 3; pills[window.turn].click(); }"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


def opened(browser: Any, address: str, charts: int) -> Any:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address)
    page.locator(".js-plotly-plot").nth(charts - 1).wait_for(timeout=60_000)
    page.wait_for_timeout(1500)
    return page


def test_a_chart_is_redrawn_no_slower_than_at_the_floor(browser: Any, tmp_path: Path) -> None:
    """Our page has five charts of fifteen wards, the floor four of four points, so the time is held per chart."""
    with our_app(tmp_path / "ours") as mine, floor(tmp_path / "floor") as yardstick:
        our_page = opened(browser, f"{mine.address}/tin-bao", charts=OUR_CHARTS)
        floor_page = opened(browser, yardstick.address, charts=FLOOR_CHARTS)
        ours: list[float] = []
        floors: list[float] = []
        for _ in range(CHANGES):
            ours.append(our_page.evaluate(f"({REDRAW})({CHOOSE_YEAR})"))
            floors.append(floor_page.evaluate(f"({REDRAW})({CHOOSE_PILL})"))
    for name, times in (("ours, 5 charts of 15 wards", ours), ("floor, 4 charts of 4 points", floors)):
        print(f"\n{name}: median {statistics.median(times):.0f} ms, slowest {max(times):.0f} ms")
    assert statistics.median(ours) / OUR_CHARTS <= statistics.median(floors) / FLOOR_CHARTS


def test_the_first_load_is_small_and_asks_no_other_host(browser: Any, tmp_path: Path) -> None:
    with our_app(tmp_path) as mine:
        page = browser.new_page()
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        sizes: list[float] = []
        hosts: set[str] = set()
        session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        page.on(
            "request", lambda request: hosts.add(request.url.split("/")[2] if "//" in request.url else "")
        )
        page.goto(f"{mine.address}/giam-ngheo")
        page.wait_for_selector(".js-plotly-plot .main-svg", timeout=60_000)
        page.wait_for_timeout(2000)
        print(f"\nfirst load: {sum(sizes) / 1e6:.2f} MB in {len(sizes)} answers")
        assert hosts - {""} == {mine.address.split("//")[1]}
        assert sum(sizes) <= FIRST_LOAD_BYTES


def first_drawn(browser: Any, address: str, started: float) -> float:
    page = browser.new_page()
    page.goto(address)
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=90_000)
    page.close()
    return time.perf_counter() - started


def test_a_cold_start_takes_at_most_a_third_longer_than_the_floor(browser: Any, tmp_path: Path) -> None:
    ours: list[float] = []
    floors: list[float] = []
    for start in range(STARTS):
        with our_app(tmp_path / f"ours-{start}") as mine:
            ours.append(first_drawn(browser, f"{mine.address}/giam-ngheo", mine.started))
        with floor(tmp_path / f"floor-{start}", script=FLOOR_WITH_IMPORTS) as yardstick:
            floors.append(first_drawn(browser, yardstick.address, yardstick.started))
    mine_s, floor_s = statistics.median(ours), statistics.median(floors)
    print(
        f"\ncold start: {mine_s:.1f} s, floor with the same imports {floor_s:.1f} s, ratio {mine_s / floor_s:.2f}"
    )
    assert mine_s <= 1.3 * floor_s
