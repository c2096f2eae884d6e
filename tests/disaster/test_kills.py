"""A load that is killed has happened or has not: whatever was acknowledged is there, nothing is there by halves."""

import os
import random
import signal
import statistics
import time
from contextlib import suppress

import pytest
from data_folder import DataFolder
from handing_in import given, hand_in, in_use, kinds, left_behind, tips
from loader import KILLED, POINTS, Loader
from reading_by_hand import CAMERA, DAYS, TIPS, accept, decide, observed, publish

from danvan.submission import decisions
from danvan.submission.publish import DONE, NOTHING_NEW, restore
from danvan.warehouse import history, snapshots
from danvan.warehouse.build import build
from danvan.warehouse.history import BUILD, RESTORE
from danvan.warehouse.lock import only_one

pytestmark = pytest.mark.disaster

SEED = 20230
HAPPENED = (
    "after the line", "before the pointer is swung", "before the oldest is forgotten", "after the pointer is swung",
)  # fmt: skip
OF_A_DOCUMENT = [
    "while the files are kept", "while what was read is kept", "while the database is filled",
    "after the folder has its name", "in the middle of the line", "before the end of the line", *HAPPENED,
]  # fmt: skip
OF_A_RESTORING = [
    "before the pointer is staged", "before the line", "in the middle of the line", "before the end of the line",
    *HAPPENED,
]  # fmt: skip


def numbers(folder: DataFolder) -> list[int]:
    """Return the numbers of all loads in the history, by the names of their files."""
    entries = [entry for entry in history.read(folder.state) if entry.load]
    return [int(entry.files[0]["name"].removeprefix("tips-").removesuffix(".csv")) for entry in entries]


def check_whole(folder: DataFolder, known: list[int]) -> None:
    """Hold what a new reader finds against the loads that are known to have happened."""
    assert numbers(folder) == known
    assert list(given(folder).values()) == [[number, number] for number in known]
    assert in_use(folder) == {known[-1]}


def check_next_load(folder: DataFolder, number: int) -> None:
    """Hand in after a kill: the lock is free, nothing is in the way, nothing is left lying about."""
    with only_one(folder.state, wait=False):
        pass
    assert hand_in(folder, tips(number)).result == DONE
    assert left_behind(folder.state) == []
    assert len(snapshots.kept(folder.state)) <= snapshots.KEPT


@pytest.mark.parametrize("point", POINTS)
def test_a_load_killed_at_this_point_has_happened_from_its_line_on(
    folder: DataFolder, loader: Loader, point: str
) -> None:
    hand_in(folder, tips(1))
    last = snapshots.current(folder.state)
    assert loader.run(folder, first=2, count=1, die=point) == [f"ended {KILLED}"]
    if point not in ("before the oldest is forgotten", "after the pointer is swung"):
        assert snapshots.current(folder.state) == last
    known = [1, 2] if point in HAPPENED else [1]
    check_whole(folder, known)
    check_next_load(folder, 3)
    check_whole(folder, [*known, 3])


@pytest.mark.parametrize("point", ["after the folder has its name", "in the middle of the line"])
def test_the_first_load_of_all_may_be_killed_and_handed_in_again(
    folder: DataFolder, loader: Loader, point: str
) -> None:
    build(folder.path, folder.state)
    assert loader.run(folder, first=1, count=1, die=point) == [f"ended {KILLED}"]
    assert given(folder) == {}
    check_next_load(folder, 1)
    check_whole(folder, [1])


@pytest.mark.parametrize("point", OF_A_DOCUMENT)
def test_what_was_accepted_of_a_document_is_there_as_before_or_whole(
    folder: DataFolder, loader: Loader, point: str
) -> None:
    key = accept(folder, DAYS, TIPS)
    assert publish(folder, key).result == DONE
    decide(folder, decisions.refuse(TIPS, "an"), decisions.accept(CAMERA, "an"))
    assert loader.run(folder, document=key, die=point) == [f"ended {KILLED}"]
    before, after = {"labour_days": 1250, "tips": 30}, {"labour_days": 1250, "spread_camera": 9}
    assert dict(observed(folder)) == (after if point in HAPPENED else before)
    assert len(decisions.history(folder.state, key)) == 4
    assert publish(folder, key).result == (NOTHING_NEW if point in HAPPENED else DONE)
    assert dict(observed(folder)) == after
    assert left_behind(folder.state) == []


@pytest.mark.parametrize("point", OF_A_RESTORING)
def test_a_restoring_killed_at_this_point_has_happened_from_its_line_on(
    folder: DataFolder, loader: Loader, point: str
) -> None:
    first = hand_in(folder, tips(1)).entry
    hand_in(folder, tips(2))
    assert loader.run(folder, restore=first.snapshot, die=point) == [f"ended {KILLED}"]
    assert in_use(folder) == ({1} if point in HAPPENED else {2})
    assert (RESTORE in kinds(folder)) == (point in HAPPENED)
    restore(first.snapshot, "an", folder.path, folder.state)
    assert in_use(folder) == {1}
    check_next_load(folder, 3)


@pytest.mark.parametrize("point", ["before the database has its card", "before the line"])
def test_kills_at_one_point_over_and_over_leave_the_last_ten_alone(
    folder: DataFolder, loader: Loader, point: str
) -> None:
    entries = [hand_in(folder, tips(number)).entry for number in (1, 2)]
    for number in range(3, 15):
        assert loader.run(folder, first=number, count=1, die=point) == [f"ended {KILLED}"]
    check_next_load(folder, 20)
    assert {entry.snapshot for entry in entries} <= {kept.snapshot for kept in snapshots.kept(folder.state)}


def seconds_of_a_load(folder: DataFolder, loader: Loader) -> tuple[float, float]:
    """Return how long a load takes in a fork, its start included, and its last steps: the middle of five."""
    whole, last_steps = [], []
    for number in range(1, 6):
        start = time.monotonic()
        loader.order(folder, first=number, count=1, tell=True)
        said = {answer[0]: time.monotonic() for answer in loader.answers()}
        whole.append(said["ended"] - start)
        last_steps.append(said["done"] - said["publishing"])
    return statistics.median(whole), statistics.median(last_steps)


def kill_after(folder: DataFolder, loader: Loader, first: int, seconds: float, told: bool) -> list[int]:
    """Let loads run from this number on, kill after some seconds, return the numbers that were acknowledged.

    Told, the seconds run from the moment at which the first load is about to happen.
    """
    child = loader.order(folder, first=first, count=1000, **({"tell": True} if told else {}))
    if told:
        assert loader.answer()[0] == "publishing"
    time.sleep(seconds)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    answers = list(loader.answers())
    assert answers.pop() == ["ended", str(KILLED)]
    assert {word for word, _ in answers} <= {"done", "publishing"}
    return [int(number) for word, number in answers if word == "done"]


@pytest.mark.parametrize(("told", "kills"), [(False, 110), (True, 60)], ids=["any moment", "the last steps"])
def test_kills_at_random_moments_lose_no_acknowledged_load_and_tear_none(
    folder: DataFolder, loader: Loader, told: bool, kills: int
) -> None:
    chance = random.Random(SEED)
    whole, last_steps = seconds_of_a_load(folder, loader)
    longest = 1.5 * (last_steps if told else whole)
    known = [1, 2, 3, 4, 5]
    counts = {"acknowledged": 0, "happened without being acknowledged": 0, "built by the next reader": 0}
    most_left, following = 0, 6
    for kill in range(kills):
        acknowledged = kill_after(folder, loader, following, chance.uniform(0, longest), told)
        counts["acknowledged"] += len(acknowledged)
        following += len(acknowledged) + 1
        known += acknowledged
        most_left = max(most_left, len(left_behind(folder.state)))
        if numbers(folder) == [*known, following - 1]:
            known.append(following - 1)
            counts["happened without being acknowledged"] += 1
        before = kinds(folder).count(BUILD)
        check_whole(folder, known)
        counts["built by the next reader"] += kinds(folder).count(BUILD) - before
        with only_one(folder.state, wait=False):
            pass
        if kill % 10 == 9:
            check_next_load(folder, following)
            known.append(following)
            following += 1
    print(
        f"\n{kills} kills within {longest:.2f} s: {counts}, 0 lost, 0 torn, at most {most_left} names left behind"
    )
    assert counts["acknowledged"] > kills / 20
    assert most_left <= 12
