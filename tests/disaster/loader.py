"""A process that hands files in and is made to die: it imports once, and a fork of it does each piece of work.

Its orders come as lines of JSON, its answers go out as lines of text: "pid 7", for each load "done 3" once the load
was acknowledged or "failed 3 <code>", and "ended <status>" after the fork is gone.
"""

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from data_folder import DataFolder
from handing_in import PLACES, hand_in, tips

from danvan.intake.issue import DataError
from danvan.paths import ROOT
from danvan.submission import publish
from danvan.submission.publish import restore
from danvan.submission.reading import publish_reading
from danvan.warehouse import findings, history, loads, snapshots

KILLED = -signal.SIGKILL
HERE = Path(__file__).parent


class Loader:
    """The process as its parent sees it."""

    def __init__(self) -> None:
        paths = os.pathsep.join(map(str, (ROOT, HERE.parent, HERE)))
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"},
        )
        self.answer()

    def order(self, folder: DataFolder, **order: Any) -> int:
        """Let a fork begin, and return its process id; orders are those of obey."""
        assert self._process.stdin is not None
        order |= {"data": str(folder.path), "state": str(folder.state)}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self.answer()[1])

    def answer(self) -> list[str]:
        """Return the words of the next answer."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().split()

    def answers(self) -> Iterator[list[str]]:
        """Yield the answers of a fork as they come, the last one that it has ended."""
        while True:
            answer = self.answer()
            yield answer
            if not answer or answer[0] == "ended":
                return

    def run(self, folder: DataFolder, **order: Any) -> list[str]:
        """Let a fork do its work and return all that it answered."""
        self.order(folder, **order)
        return [" ".join(answer) for answer in self.answers()]

    def close(self) -> None:
        """Let the process end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()


def say(*words: object) -> None:
    """Write one answer at once and whole."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def obey(order: dict[str, Any]) -> None:
    """Hand in the numbers from first on, each as the tips of two wards; go back to a snapshot; publish a document.

    die is the point at which to be killed; limit is how large a file may become, in bytes; with tell, "publishing"
    is said each time that a load has been tried and is about to happen.
    """
    folder = DataFolder.__new__(DataFolder)
    folder.path, folder.state = Path(order["data"]), Path(order["state"])
    if "limit" in order:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["limit"], resource.RLIM_INFINITY))
    if "die" in order:
        POINTS[order["die"]]()
    if "tell" in order:
        snapshots.publish = told(snapshots.publish)
    if "restore" in order:
        restore(order["restore"], "an", folder.path, folder.state)
        say("done", order["restore"])
    if "document" in order:
        outcome = publish_reading(order["document"], "an", folder.path, folder.state, confirmed=True)
        say(outcome.result, order["document"])
    for number in range(order.get("first", 0), order.get("first", 0) + order.get("count", 0)):
        try:
            outcome = hand_in(folder, tips(number, tuple(order.get("places", PLACES))))
            say(outcome.result, number)
        except DataError as error:
            say("failed", number, *(issue.code for issue in error.issues))


def die() -> None:
    """End as by kill -9, without anything being tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


def told(publish_one: Callable[..., None]) -> Callable[..., None]:
    """Return what says that publishing begins, and publishes."""

    def telling(*arguments: Any) -> None:
        say("publishing", 0)
        publish_one(*arguments)

    return telling


def before(module: Any, name: str) -> Callable[[], None]:
    """Return what makes a function kill the process instead of doing anything."""
    return lambda: setattr(module, name, lambda *_, **__: die())


def after(module: Any, name: str) -> Callable[[], None]:
    """Return what makes a function kill the process once it has done its work."""
    work = getattr(module, name)

    def work_and_die(*arguments: Any, **named: Any) -> None:
        work(*arguments, **named)
        die()

    return lambda: setattr(module, name, work_and_die)


def within_the_line(part: float) -> Callable[[], None]:
    """Return what makes the log get only a part of its next line; 1 is all but the end of the line."""

    def cut(state: Path, entry: history.Entry) -> None:
        known = (state / history.FILE).read_bytes().splitlines()
        line, _ = history._line(entry, json.loads(known[-1])["sum"])
        with (state / history.FILE).open("ab") as file:
            file.write(line[: max(1, int(part * (len(line) - 1)))])
        die()

    return lambda: setattr(history, "append", cut)


POINTS = {
    "while the files are kept": before(loads, "write_whole"),
    "while what was read is kept": after(loads, "swap_in"),
    "while the database is filled": before(findings, "record"),
    "while the load is tried": before(publish, "ask"),
    "before the database has its name": before(snapshots, "stage"),
    "before the database has its card": before(snapshots, "write_whole"),
    "before the pointer is staged": before(snapshots, "_staged"),
    "after the database has its name": after(snapshots, "stage"),
    "before the folder has its name": before(loads, "commit"),
    "after the folder has its name": after(loads, "commit"),
    "before the line": before(history, "append"),
    "at the first letter of the line": within_the_line(0),
    "in the middle of the line": within_the_line(0.5),
    "before the end of the line": within_the_line(1),
    "after the line": after(history, "append"),
    "before the pointer is swung": before(snapshots, "point"),
    "before the oldest is forgotten": before(snapshots, "_forget_oldest"),
    "after the pointer is swung": after(snapshots, "point"),
}


def main() -> None:
    """Fork for each order; the parent of the forks opens no database and starts no thread."""
    say("ready")
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            say("pid", os.getpid())
            obey(order)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        say("ended", os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
