"""A running app and a real Chromium for these tests; skipped, with the reason, where there is none."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.browser.visit import Visit

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 60
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str | None:
    """Return the Chromium of this machine: CHROMIUM, or the first of the usual names that is found."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running_app(
    folder: Path, *options: str, port: int | None = None, settings: dict[str, str] | None = None
) -> Iterator[str]:
    """Run the app as its reader does, keeping what it makes in this folder; give its address."""
    port = port or free_port()
    log = folder / "server.log"
    with log.open("wb") as output:
        command = [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            "dashboard.py",
            "--server.port",
            str(port),
            *options,
        ]
        environment = os.environ | {"DANVAN_STATE": str(folder / "state")} | (settings or {})
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
        try:
            _wait_until_healthy(f"http://127.0.0.1:{port}", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)


def _wait_until_healthy(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"The app did not start:\n{log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = chromium()
    if path is None:
        pytest.skip("no Chromium is installed; name one in CHROMIUM")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=list(SWITCHES))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def app(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app that most tests share. Asks for the browser first, so that nothing is started in vain."""
    with running_app(tmp_path_factory.mktemp("app")) as address:
        yield address


@pytest.fixture
def fresh_app(browser: Any, tmp_path: Path) -> Iterator[str]:
    """An app that nobody has asked for anything yet."""
    with running_app(tmp_path) as address:
        yield address


@pytest.fixture(scope="session")
def contexts(browser: Any) -> Iterator[dict[tuple[int, int], Any]]:
    """One browser context for each size of window, so that Streamlit's scripts are fetched once a size."""
    opened: dict[tuple[int, int], Any] = {}
    yield opened
    for context in opened.values():
        context.close()


@pytest.fixture
def visit(browser: Any, contexts: dict[tuple[int, int], Any]) -> Iterator[Callable[..., Visit]]:
    """Open addresses and watch over them; what went wrong in the browser fails the test at its end."""
    visits: list[Visit] = []

    def opened(address: str, size: tuple[int, int] = (1440, 900)) -> Visit:
        if size not in contexts:
            viewport = {"width": size[0], "height": size[1]}
            contexts[size] = browser.new_context(viewport=viewport, locale="vi-VN", reduced_motion="reduce")
        visits.append(Visit(contexts[size].new_page(), address))
        return visits[-1]

    yield opened
    wrong = [problem for one in visits for problem in one.problems()]
    for one in visits:
        one.page.close()
    assert wrong == []
