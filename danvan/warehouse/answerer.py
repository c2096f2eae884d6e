"""The process that answers questions for the server and may be ended at any time; started by apart.py.

It reads (path of a snapshot, question, seconds, rows) from its input and writes what came of it to its output, one
pickle each, until the input ends. The first pickle says that it is ready.
"""

import os
import pickle
import sys
from pathlib import Path
from typing import Any

import duckdb

from danvan.warehouse.console import answer
from danvan.warehouse.question import Refusal
from danvan.warehouse.read import connect

# What the engine may use for tables in its work, and the whole process with all texts that it builds.
ENGINE_MEMORY, PROCESS_BYTES = "512MB", 1_500_000_000
MOST_ANSWER_BYTES = 32_000_000
# The pages of the app go first where the processor is short.
NICENESS = 5


def main() -> None:
    """Answer until nobody asks any more."""
    _be_modest()
    opened: dict[str, duckdb.DuckDBPyConnection] = {}
    _say(pickle.dumps("ready"))
    while True:
        try:
            path, question, seconds, rows = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        _say(answered(opened, path, question, seconds, rows))


def _say(written: bytes) -> None:
    sys.stdout.buffer.write(written)
    sys.stdout.buffer.flush()


def answered(
    opened: dict[str, duckdb.DuckDBPyConnection], path: str, question: str, seconds: float, rows: int
) -> bytes:
    """Return a pickle of the answer, or of the code and the details of the refusal."""
    try:
        if path not in opened:
            _close(opened)
            opened[path] = connect(Path(path), ENGINE_MEMORY)
        written = pickle.dumps(answer(opened[path], question, seconds=seconds, rows=rows))
        if len(written) > MOST_ANSWER_BYTES:
            return pickle.dumps(("answer_too_large", {}))
    except Refusal as refusal:
        return pickle.dumps((refusal.code, refusal.details))
    except MemoryError:
        return pickle.dumps(("too_large", {}))
    return written


def _close(opened: dict[str, Any]) -> None:
    """Let go of an older snapshot, so that its file can be removed."""
    for connection in opened.values():
        connection.close()
    opened.clear()


def _be_modest() -> None:
    """Give way to the server, and fail alone where memory runs out; where the system has no such limit, go without."""
    if os.name != "posix":
        return
    import resource

    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_DATA, (PROCESS_BYTES, PROCESS_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
