"""A disk that is full, or a file that may not grow, leaves the last good state and a sentence; with room it goes on."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from data_folder import DataFolder
from handing_in import given, hand_in, in_use, left_behind, tips
from loader import Loader

from danvan.intake.issue import DataError
from danvan.submission.publish import DONE, restore
from danvan.warehouse import history, snapshots

pytestmark = pytest.mark.disaster

KB, MB = 1024, 1024 * 1024
FEW_LIMITS = (0, 200, 100 * KB, 2 * MB)
# The database has some 3.5 MB; files of a load have some 50 to 400 bytes.
LIMITS = (0, 20, 55, 100, 150, 200, 300, 400, 500, 1 * KB, 4 * KB, 12 * KB, 13 * KB, 64 * KB, *(
    size * 256 * KB for size in range(1, 13)
))  # fmt: skip
DISK = 64 * MB
FINE_STEP, COARSE_STEP, MOST_ROOM = 8 * KB, 256 * KB, 8 * MB


def history_bytes(folder: DataFolder) -> bytes:
    return (folder.state / history.FILE).read_bytes()


def check_unchanged(folder: DataFolder, log: bytes, known: list[int]) -> None:
    """Hold what there is after a failed load against what there was."""
    assert history_bytes(folder) == log
    assert len(history.read(folder.state)) == log.count(b"\n")
    assert in_use(folder) == {known[-1]}
    assert list(given(folder).values()) == [[number, number] for number in known]


def check_limits(folder: DataFolder, loader: Loader, limits: tuple[int, ...]) -> None:
    """Let the same load fail at files of each size, then let it succeed."""
    hand_in(folder, tips(1))
    log = history_bytes(folder)
    for limit in limits:
        answers = loader.run(folder, first=2, count=1, limit=limit)
        assert answers == ["failed 2 state_not_writable", "ended 0"], limit
        check_unchanged(folder, log, [1])
    assert loader.run(folder, first=2, count=1) == ["done 2", "ended 0"]
    assert in_use(folder) == {2}
    assert left_behind(folder.state) == []


def test_a_file_that_may_not_grow_fails_the_load_with_a_sentence(folder: DataFolder, loader: Loader) -> None:
    check_limits(folder, loader, FEW_LIMITS)


def test_a_file_that_may_not_grow_fails_the_load_at_any_of_many_sizes(
    folder: DataFolder, loader: Loader
) -> None:
    check_limits(folder, loader, LIMITS)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path | None]:
    """Mount a disk of a few megabytes; None where only root may and this is not root, or the machine forbids it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(disk)]
    may = os.geteuid() == 0 and shutil.which("mount") is not None
    mounted = may and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    yield disk if mounted else None
    if mounted:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk: Path, room: int) -> None:
    """Write a file that leaves so much room, in whole pages of the disk."""
    filler = disk / "filler"
    filler.unlink(missing_ok=True)
    free = shutil.disk_usage(disk).free
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, free - room))


def test_a_full_disk_or_where_none_can_be_mounted_files_of_many_more_sizes(
    folder: DataFolder, loader: Loader, small_disk: Path | None
) -> None:
    if small_disk is None:
        check_limits(folder, loader, tuple(range(0, 3 * MB, 48 * KB)))
        return
    folder.state = small_disk / "state"
    hand_in(folder, tips(1))
    known, failed, room = [1], 0, 0
    while not fits(folder, small_disk, room, known):
        failed, room = failed + 1, room + COARSE_STEP
        assert room < MOST_ROOM
    for fine in range(room - COARSE_STEP, room, FINE_STEP):
        failed += not fits(folder, small_disk, fine, known)
    fill(small_disk, 0)
    with pytest.raises(DataError, match="No space left on device"):
        restore(snapshots.kept(folder.state)[-1].snapshot, "an", folder.path, folder.state)
    (small_disk / "filler").unlink()
    print(f"\n{failed} loads failed on a full disk, {len(known) - 1} had just enough room")
    assert hand_in(folder, tips(known[-1] + 1)).result == DONE
    assert left_behind(folder.state) == []


def fits(folder: DataFolder, disk: Path, room: int, known: list[int]) -> bool:
    """Hand in the next number with so much room; it joins those known, or nothing has changed."""
    fill(disk, room)
    log, number = history_bytes(folder), known[-1] + 1
    failure = None
    try:
        assert hand_in(folder, tips(number)).result == DONE
    except DataError as error:
        failure = error
    if failure is None:
        known.append(number)
        assert in_use(folder) == {number}
        return True
    assert [issue.code for issue in failure.issues] == ["state_not_writable"], room
    assert "No space left on device" in str(failure)
    check_unchanged(folder, log, known)
    return False
