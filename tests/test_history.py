"""danvan.warehouse.history: an append-only log that notices what was changed and survives what was cut off."""

import errno
import json
from pathlib import Path

import pytest

from danvan.intake.issue import DataError
from danvan.warehouse import files, history
from danvan.warehouse.history import BUILD, RESTORE, SUBMIT, Entry


def submitted(load: str, *before: str) -> Entry:
    return Entry(
        SUBMIT, "an", f"snapshot-{load}", (*before, load), load=load, at="2026-01-02T03:04:05.678+00:00"
    )


ONE, TWO, THREE = submitted("000001-a"), submitted("000002-b", "000001-a"), submitted("000003-c", "000001-a")


def damaged_line(state: Path) -> int | None:
    with pytest.raises(DataError) as caught:
        history.read(state)
    [issue] = caught.value.issues
    assert (issue.code, issue.file) == ("history_damaged", history.FILE)
    return issue.line


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Return a log of two loads."""
    history.append(tmp_path, ONE)
    history.append(tmp_path, TWO)
    return tmp_path / history.FILE


def test_entries_come_back_as_they_were_written_oldest_first(log: Path) -> None:
    whole = Entry(
        SUBMIT, "Phổ Ninh", "s", ("000001-a",), load="000001-a", files=({"name": "số.csv", "sha256": "f", "bytes": 9},),
        rows=3, new=1, changed=1, same=1, models=2, places=("21460",), periods=("2023", "2024"),
    )  # fmt: skip
    history.append(log.parent, whole)
    assert history.read(log.parent) == [ONE, TWO, whole]


def test_without_a_log_nothing_was_loaded(tmp_path: Path) -> None:
    assert (history.read(tmp_path), history.in_force([])) == ([], ())


def test_what_was_written_is_never_written_again(log: Path) -> None:
    before = log.read_bytes()
    history.append(log.parent, THREE)
    assert log.read_bytes().startswith(before)
    assert log.read_bytes().count(b"\n") == 3


def test_loads_in_force_are_those_of_the_last_load_or_restoring() -> None:
    restored = Entry(RESTORE, "an", "s", ("000001-a",), restored="s")
    built = Entry(BUILD, "", "s", ())
    assert history.in_force([ONE, TWO]) == ("000001-a", "000002-b")
    assert history.in_force([ONE, TWO, restored, built]) == ("000001-a",)
    assert history.in_force([ONE, Entry(RESTORE, "an", "s", (), restored="s")]) == ()


def test_loads_that_are_no_longer_in_force_have_happened() -> None:
    restored = Entry(RESTORE, "an", "s", (), restored="s")
    assert history.entered([ONE, TWO, restored]) == ["000001-a", "000002-b"]


@pytest.mark.parametrize("cut", [1, 20, 200])
def test_the_end_of_a_line_that_was_cut_off_never_counted_and_is_cut_away(log: Path, cut: int) -> None:
    log.write_bytes(log.read_bytes()[:-cut])
    assert history.read(log.parent) == [ONE]
    history.append(log.parent, THREE)
    assert history.read(log.parent) == [ONE, THREE]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"by": "an"', b'"by": "ba"'),
        (b"2026-01-02", b"2025-01-02"),
        (b'"rows": 0', b'"rows": 1'),
        (b"{", b""),
    ],
)
def test_a_changed_line_is_noticed(log: Path, old: bytes, new: bytes) -> None:
    first, second, _ = log.read_bytes().split(b"\n")
    log.write_bytes(b"\n".join([first, second.replace(old, new), b""]))
    assert damaged_line(log.parent) == 2
    log.write_bytes(b"\n".join([first.replace(old, new), second, b""]))
    assert damaged_line(log.parent) == 1


def test_a_line_that_was_taken_out_or_put_elsewhere_is_noticed(log: Path) -> None:
    first, second, _ = log.read_bytes().split(b"\n")
    for lines in ([second, b""], [second, first, b""], [first, first, second, b""]):
        log.write_bytes(b"\n".join(lines))
        assert damaged_line(log.parent) in (1, 2)


def test_a_changed_line_with_a_sum_of_its_own_breaks_the_line_after_it(log: Path) -> None:
    first, second, _ = log.read_bytes().split(b"\n")
    content = json.loads(first) | {"by": "ba"}
    del content["sum"]
    forged, _ = history._line(Entry(**content), "")
    log.write_bytes(forged + second + b"\n")
    assert damaged_line(log.parent) == 2


@pytest.mark.parametrize("line", [b"", b"[]", b"null", b"{}", b"\xff", b'{"kind": "submit"}', b'{"sum": ""}'])
def test_a_line_that_is_none_is_named_and_nothing_else_is_raised(log: Path, line: bytes) -> None:
    log.write_bytes(log.read_bytes() + line + b"\n")
    assert damaged_line(log.parent) == 3


def test_a_log_that_is_gone_is_noticed_where_there_are_loads(tmp_path: Path) -> None:
    (tmp_path / "loads" / "000001-a").mkdir(parents=True)
    assert damaged_line(tmp_path) is None
    history.append(tmp_path, ONE)
    assert history.read(tmp_path) == [ONE]


def test_a_disk_that_fails_leaves_the_log_as_it_was(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = log.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        history.append(log.parent, THREE)
    assert log.read_bytes() == before


def test_a_log_that_is_written_anew_goes_on_as_the_lost_one(log: Path) -> None:
    lost = log.read_bytes()
    log.unlink()
    history.write_anew(log.parent, [ONE, TWO])
    assert log.read_bytes() == lost
    history.append(log.parent, THREE)
    assert history.read(log.parent) == [ONE, TWO, THREE]
