"""One builder at a time, over all processes of a machine; readers never ask for the lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from danvan.intake.issue import DataError, Issue

# The largest load takes less; who waits longer is told so instead of standing in line for ever.
SECONDS_TO_WAIT = 900.0


class Busy(Exception):
    """Another process is building or loading."""


@contextmanager
def only_one(state: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold the lock of a state folder; the operating system frees it when a process ends, also by a kill.

    With wait, those who come stand in line and DataError is raised after fifteen minutes; without, Busy is raised
    at once. DataError also where the folder cannot be written.
    """
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = FileLock(state / "lock", timeout=SECONDS_TO_WAIT if wait else 0)
        lock.acquire()
    except Timeout as error:
        if not wait:
            raise Busy from error
        raise DataError([Issue("error", "state_busy", str(state))]) from error
    except OSError as error:
        raise DataError([not_writable(state, error)]) from error
    try:
        yield
    finally:
        lock.release()


def not_writable(state: Path, error: Exception) -> Issue:
    """Return the finding for a state folder that cannot be written or is full."""
    reason = str(error).partition("\n")[0]
    return Issue("error", "state_not_writable", str(state), details={"reason": reason})
