"""Two processes load at once while eight threads read: loads stand in line, readers never do and see whole loads."""

import statistics
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from data_folder import DataFolder
from handing_in import OTHER_PLACES, PLACES, given, hand_in, left_behind, tips
from loader import Loader

from danvan.warehouse import history, read
from danvan.warehouse.history import SUBMIT
from danvan.warehouse.read import Warehouse

pytestmark = pytest.mark.disaster

READERS, LOADS = 8, 10
FIRST_OF_EACH = (1, 101)
SECONDS_BETWEEN_LOOKS, SECONDS_OF_GRACE = 0.2, 2.0
# Each of the two processes hands in its own two wards, always one number for both.
QUESTION = """
    select place in ('21463', '21460') as of_the_first, list(distinct value) as values, count(*) as rows
    from observations
    where indicator = 'tips' and not superseded
    group by all
"""


@dataclass
class Seen:
    """What the readers saw, and until when each number was acknowledged."""

    warehouse: Warehouse
    acknowledged: dict[int, float] = field(default_factory=dict)
    answers: list[tuple[float, float, dict[bool, int]]] = field(default_factory=list)
    finished: threading.Event = field(default_factory=threading.Event)

    def read(self) -> None:
        """Ask over and over until the loads are done."""
        while not self.finished.is_set():
            asked = time.monotonic()
            answer = self.warehouse.fetch(QUESTION)
            took = time.monotonic() - asked
            found = {}
            for mine, values, rows in answer.itertuples(index=False):
                [value] = values
                assert rows == 2
                found[bool(mine)] = int(value)
            self.answers.append((asked, took, found))

    @contextmanager
    def readers(self) -> Iterator[None]:
        """Let eight threads read meanwhile; what went wrong in one is raised at the end."""
        self.finished.clear()
        with ThreadPoolExecutor(READERS) as threads:
            reading = [threads.submit(self.read) for _ in range(READERS)]
            try:
                yield
            finally:
                self.finished.set()
            for one in reading:
                one.result(60)

    def load(self, folder: DataFolder, loader: Loader, first: int, places: tuple[str, ...]) -> None:
        """Let a process hand in ten loads, and note when each was acknowledged."""
        loader.order(folder, first=first, count=LOADS, places=places)
        for answer in loader.answers():
            if answer[0] != "ended":
                assert answer[0] == "done"
                self.acknowledged[int(answer[1])] = time.monotonic()
        assert answer == ["ended", "0"]

    def stale(self) -> list[tuple[float, int, int]]:
        """Return answers that lacked a load which had long been acknowledged: when, found, wanted."""
        found = []
        for asked, _, answer in self.answers:
            long_ago = asked - SECONDS_BETWEEN_LOOKS - SECONDS_OF_GRACE
            for mine, first in zip((True, False), FIRST_OF_EACH, strict=True):
                wanted = [
                    n for n, at in self.acknowledged.items() if at <= long_ago and 0 <= n - first < LOADS
                ]
                if wanted and answer.get(mine, 0) < max(wanted):
                    found.append((asked, answer.get(mine, 0), max(wanted)))
        return found


def test_two_load_at_once_while_eight_read(
    folder: DataFolder, loader: Loader, second_loader: Loader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "SECONDS_BETWEEN_LOOKS", SECONDS_BETWEEN_LOOKS)
    hand_in(folder, tips(90, ("Phường Phổ Vinh", "Phường Phổ Hòa")))
    seen = Seen(Warehouse(folder.path, folder.state))
    with seen.readers():
        time.sleep(2)
    alone = [took for _, took, _ in seen.answers]
    seen.answers.clear()
    with seen.readers(), ThreadPoolExecutor(2) as threads:
        loading = [
            threads.submit(seen.load, folder, process, first, places)
            for process, first, places in zip(
                (loader, second_loader), FIRST_OF_EACH, (PLACES, OTHER_PLACES), strict=True
            )
        ]
        for one in loading:
            one.result(120)
        time.sleep(2 * SECONDS_BETWEEN_LOOKS)
    during = [took for _, took, _ in seen.answers]
    print(
        f"\n{len(seen.acknowledged)} loads by two processes; {len(during)} answers meanwhile, the middle one in "
        f"{statistics.median(during) * 1000:.0f} ms and the slowest in {max(during) * 1000:.0f} ms; without loads "
        f"{statistics.median(alone) * 1000:.0f} and {max(alone) * 1000:.0f} ms"
    )
    entries = [entry for entry in history.read(folder.state) if entry.kind == SUBMIT]
    handed = [int(entry.files[0]["name"][5:-4]) for entry in entries]
    wanted = {*range(1, 11), *range(101, 111)}
    assert (len(entries), {*handed[1:]}) == (21, wanted)
    for before, entry in pairwise(entries):
        assert entry.loads == (*before.loads, entry.load)
    assert sorted(values[0] for values in given(folder).values()) == sorted(handed)
    assert all(len(set(values)) == 1 and len(values) == 2 for values in given(folder).values())
    assert left_behind(folder.state) == []
    assert len({found.get(True) for _, _, found in seen.answers}) > 3
    assert seen.stale() == []
    assert max(during) < max(2.0, 100 * max(alone))
