"""Long work beside the answers: started, watched, cancelled, and its file fetched by a name that nobody can guess.

A few jobs run at once, some more wait, and what is done is kept for a while only. Jobs live in this process and end
with it.
"""

import logging
import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Literal

from danvan.progress import Cancelled, Progress

AT_ONCE, MOST_WAITING = 2, 10
KEPT_BYTES, SECONDS_KEPT = 64_000_000, 900.0
SECONDS_UNWATCHED = 180.0  # a browser asks once a minute for a page that nobody looks at

Phase = Literal["waiting", "running", "done", "failed", "cancelled"]
_LOG = logging.getLogger("danvan.ui")


class Full(Exception):
    """Too much work waits already."""


class Unfit(Exception):
    """The work cannot be done, and its reader can do something about it; key names the words that say so."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


@dataclass(frozen=True)
class Product:
    """What a job made: a file by its name, its media type and its bytes, and the snapshot that it is made of."""

    name: str
    media_type: str
    body: bytes
    snapshot: str


@dataclass(frozen=True)
class Standing:
    """How far a job is: done of so many steps, and for a failed one a key of words and a number in the log."""

    phase: Phase
    done: int = 0
    of: int = 0
    reason: str = ""
    number: str = ""


Make = Callable[[Progress], Product]


@dataclass
class _Job:
    make: Make
    standing: Standing = Standing("waiting")
    product: Product | None = None
    unwanted: Event = field(default_factory=Event)
    seen_at: float = field(default_factory=time.monotonic)
    ended_at: float | None = None

    def report(self, done: int, of: int) -> None:
        """Take the progress of the work; stop it where nobody wants it or has asked for it for long."""
        if self.unwanted.is_set() or time.monotonic() - self.seen_at > SECONDS_UNWATCHED:
            raise Cancelled
        self.standing = Standing("running", done, of)


class Jobs:
    """The jobs of one process; safe to use from any number of threads."""

    def __init__(
        self,
        at_once: int = AT_ONCE,
        most_waiting: int = MOST_WAITING,
        *,
        kept_bytes: int = KEPT_BYTES,
        seconds_kept: float = SECONDS_KEPT,
    ) -> None:
        self._workers = ThreadPoolExecutor(at_once, thread_name_prefix="job")
        self._most, self._bytes, self._seconds = at_once + most_waiting, kept_bytes, seconds_kept
        self._jobs: dict[str, _Job] = {}
        self._lock = Lock()

    def start(self, make: Make) -> str:
        """Start work and return its name; raise Full where too much waits already."""
        with self._lock:
            self._forget()
            if sum(job.ended_at is None for job in self._jobs.values()) >= self._most:
                raise Full
            name, job = secrets.token_urlsafe(24), _Job(make)
            self._jobs[name] = job
        self._workers.submit(_run, job)
        return name

    def standing(self, name: str) -> Standing | None:
        """Return how far a job is, None where there is none of this name."""
        job = self._job(name)
        if job is None:
            return None
        job.seen_at = time.monotonic()
        return job.standing

    def cancel(self, name: str) -> bool:
        """Stop a job at its next step, or throw away what it made; say whether there is one of this name."""
        job = self._job(name)
        if job is None:
            return False
        job.unwanted.set()
        if job.ended_at is not None:
            job.product, job.standing = None, Standing("cancelled")
        return True

    def product(self, name: str) -> Product | None:
        """Return what a job made, None before that and where there is none of this name."""
        job = self._job(name)
        return None if job is None else job.product

    def _job(self, name: str) -> _Job | None:
        with self._lock:
            self._forget()
            return self._jobs.get(name)

    def _forget(self) -> None:
        """Forget what ended too long ago, and the oldest of what takes too much room; held by the lock."""
        now, room = time.monotonic(), self._bytes
        ended = [(job.ended_at, name) for name, job in self._jobs.items() if job.ended_at is not None]
        for ended_at, name in sorted(ended, reverse=True):
            product = self._jobs[name].product
            room -= len(product.body) if product else 0
            if now - ended_at > self._seconds or room < 0:
                del self._jobs[name]


def _run(job: _Job) -> None:
    """Do the work of a job and leave how it ended."""
    try:
        job.report(0, 0)
        product = job.make(job.report)
        job.report(1, 1)
        job.product, job.standing = product, Standing("done", 1, 1)
    except Cancelled:
        job.standing = Standing("cancelled")
    except Unfit as why:
        job.standing = Standing("failed", reason=why.key)
    except Exception:
        number = secrets.token_hex(4)
        _LOG.exception("A job failed (%s).", number)
        job.standing = Standing("failed", reason="failed", number=number)
    finally:
        job.ended_at = time.monotonic()


jobs = Jobs()
