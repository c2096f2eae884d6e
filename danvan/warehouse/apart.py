"""Questions that a person wrote, answered for a server in processes apart from it.

Inside one call of some functions the engine neither looks at the time nor counts its memory, so a question could hold
up everybody. A process of its own is ended when the time is over, and runs out of memory alone.
"""

import atexit
import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any

from danvan import paths
from danvan.warehouse.console import ROWS, Answer
from danvan.warehouse.question import Refusal
from danvan.warehouse.read import Opened, warehouse

SECONDS = 5.0
AT_ONCE = 2
# How long a question waits for another to end before it is refused.
SECONDS_IN_QUEUE = 1.0
# The engine stops by itself when the time is over; the process is ended where it does not.
SECONDS_TO_STOP, SECONDS_TO_START = 1.0, 30.0


class Answerer:
    """One process that answers one question at a time; start it before it is asked."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "danvan.warehouse.answerer"],
            cwd=paths.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._said(None, SECONDS_TO_START)

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def ask(self, path: str, question: str, *, seconds: float, rows: int) -> Answer:
        """Return the answer; raise Refusal where there is none, also where the process had to be ended for it."""
        try:
            said = self._said((path, question, seconds, rows), seconds + SECONDS_TO_STOP)
        except TimeoutError as error:
            raise Refusal("too_slow", seconds=f"{seconds:g}") from error
        except EOFError as error:
            raise Refusal("too_large") from error
        if isinstance(said, Answer):
            return said
        code, details = said
        raise Refusal(code, **details)

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _said(self, asked: tuple[Any, ...] | None, seconds: float) -> Any:
        """Return what the process says; raise TimeoutError where it takes longer, EOFError where it ended itself."""
        over = threading.Event()
        watchdog = threading.Timer(seconds, self._stop, (over,))
        watchdog.daemon = True
        watchdog.start()
        try:
            return self._exchanged(asked)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            self.end()
            if over.is_set():
                raise TimeoutError from error
            raise EOFError from error
        finally:
            watchdog.cancel()
            watchdog.join()

    def _exchanged(self, asked: tuple[Any, ...] | None) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        if asked is not None:
            pickle.dump(asked, self._process.stdin)
            self._process.stdin.flush()
        return pickle.load(self._process.stdout)

    def _stop(self, over: threading.Event) -> None:
        over.set()
        self._process.kill()


class Answerers:
    """As many processes as may answer at once, each started when it is first needed and kept for the next question."""

    def __init__(self, most: int = AT_ONCE) -> None:
        self._places = threading.BoundedSemaphore(most)
        self._idle: list[Answerer] = []
        self._lock = threading.Lock()

    def ask(self, path: str, question: str, *, seconds: float, rows: int) -> Answer:
        """Answer in turn; raise Refusal also where others are asking and nobody is done in time."""
        if not self._places.acquire(timeout=SECONDS_IN_QUEUE):
            raise Refusal("busy", most=str(AT_ONCE))
        try:
            answerer = self._taken()
            try:
                return answerer.ask(path, question, seconds=seconds, rows=rows)
            finally:
                self._give_back(answerer)
        finally:
            self._places.release()

    def end(self) -> None:
        """End the processes that wait for a question."""
        with self._lock:
            idle, self._idle = self._idle, []
        for answerer in idle:
            answerer.end()

    def _taken(self) -> Answerer:
        with self._lock:
            answerer = self._idle.pop() if self._idle else None
        return answerer if answerer is not None and answerer.is_running else Answerer()

    def _give_back(self, answerer: Answerer) -> None:
        if answerer.is_running:
            with self._lock:
                self._idle.append(answerer)


_answerers = Answerers()
atexit.register(_answerers.end)


def ask(question: str, *, seconds: float = SECONDS, rows: int = ROWS, opened: Opened | None = None) -> Answer:
    """Answer one select as console.ask does, in a process apart from this one.

    Raises Refusal as console.ask does, and where too many ask at once or the answer is too large to be handed over.
    """
    return _answerers.ask(path(opened or warehouse().opened()), question, seconds=seconds, rows=rows)


def path(opened: Opened) -> str:
    """Return where the file of a snapshot is."""
    with opened.connection.cursor() as cursor:
        row = cursor.execute("select path from duckdb_databases() where not internal").fetchone()
    return str(row[0]) if row else ""
