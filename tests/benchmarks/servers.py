"""Starting our app and the floor as processes of their own, each on a free port."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
FLOOR = Path(__file__).parent / "floor" / "page.py"
FLOOR_WITH_IMPORTS = Path(__file__).parent / "floor" / "page_with_imports.py"
SECONDS_TO_START = 90
# What a server without a screen and without the internet needs; nothing here makes a page faster.
NEEDED = {
    "STREAMLIT_SERVER_HEADLESS": "true",
    "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
}
OUR_SETTINGS = {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "false", "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none"}


@dataclass(frozen=True)
class Server:
    """A running server: its address, the time at which its process was started, its process number."""

    address: str
    started: float
    process: int


@contextmanager
def running(
    script: Path, folder: Path, settings: Mapping[str, str], directory: Path | None = None
) -> Iterator[Server]:
    """Run a script with Streamlit from a directory (by default an empty one, so without a config file)."""
    folder.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    with (folder / "server.log").open("wb") as log:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=directory or folder, env=os.environ | dict(settings), stdout=log, stderr=log
        )
        try:
            server = Server(f"http://127.0.0.1:{port}", started, process.pid)
            _wait(server.address, process, folder / "server.log")
            yield server
        finally:
            process.terminate()
            process.wait(20)


@contextmanager
def our_app(folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Run our app as its readers do; what it makes is kept in the folder."""
    state = {"DANVAN_STATE": str(folder / "state")}
    with running(ROOT / "dashboard.py", folder, state | dict(settings or {}), ROOT) as server:
        yield server


@contextmanager
def floor(folder: Path, settings: Mapping[str, str] | None = None, script: Path = FLOOR) -> Iterator[Server]:
    """Run the floor, with Streamlit's defaults unless settings are given."""
    with running(script, folder, NEEDED | dict(settings or {})) as server:
        yield server


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.perf_counter() + SECONDS_TO_START
    while time.perf_counter() < end and process.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.02)
    raise RuntimeError(f"The server did not start:\n{log.read_text(encoding='utf-8')}")
