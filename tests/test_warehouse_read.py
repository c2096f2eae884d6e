"""danvan.warehouse.read and snapshots: every reader has a whole snapshot, whatever happens to the files."""

import os
import shutil
import subprocess
import sys
import threading
import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest
from data_folder import DataFolder

from danvan.paths import ROOT
from danvan.warehouse import read, snapshots
from danvan.warehouse.build import build, build_in_turn
from danvan.warehouse.read import NoSnapshot, Warehouse, fetch

TIPS = "tips,534,2021,,{},=,bc_duc_pho_2022"
QUESTION = "select value from observations where indicator = 'tips'"


@pytest.fixture(autouse=True)
def _look_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "SECONDS_BETWEEN_LOOKS", 0.0)


def tips(warehouse: Warehouse) -> list[float]:
    return warehouse.fetch(QUESTION)["value"].tolist()


def test_changed_files_are_built_again_and_unchanged_ones_are_not(folder: DataFolder) -> None:
    warehouse = Warehouse(folder.path, folder.state)
    folder.observe(TIPS.format(1))
    first = warehouse.opened()
    assert tips(warehouse) == [1]
    assert warehouse.opened() is first
    folder.observe(TIPS.format(2))
    assert tips(warehouse) == [2]
    assert warehouse.opened().snapshot != first.snapshot


def test_a_file_saved_again_with_the_same_content_is_not_built_again(folder: DataFolder) -> None:
    warehouse = Warehouse(folder.path, folder.state)
    first = warehouse.opened().snapshot
    os.utime(folder.path / "report/observations.csv", (1, 1))
    assert warehouse.opened().snapshot == first
    assert Warehouse(folder.path, folder.state).opened().snapshot == first


def test_the_files_are_not_looked_at_in_between(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "SECONDS_BETWEEN_LOOKS", 60.0)
    warehouse = Warehouse(folder.path, folder.state)
    first = warehouse.opened()
    folder.observe(TIPS.format(2))
    assert warehouse.opened() is first


def test_a_file_that_comes_or_goes_is_noticed(folder: DataFolder) -> None:
    warehouse = Warehouse(folder.path, folder.state)
    assert tips(warehouse) == []
    folder.observe(TIPS.format(9).replace("bc_duc_pho_2022", "mau_xa_phuong"), name="sample/observations.csv")
    assert tips(warehouse) == [9]
    (folder.path / "sample/observations.csv").unlink()
    assert tips(warehouse) == []


@pytest.mark.parametrize(
    "name", ["report/observations.csv", "catalogue/tables.toml", "catalogue/sources.toml"]
)
def test_a_broken_file_leaves_the_last_good_figures_and_says_why(folder: DataFolder, name: str) -> None:
    warehouse = Warehouse(folder.path, folder.state)
    folder.observe(TIPS.format(1))
    good = warehouse.opened().snapshot
    whole = (folder.path / name).read_bytes()
    folder.write(name, b"\xff broken [")
    opened = warehouse.opened()
    assert (opened.snapshot, tips(warehouse)) == (good, [1])
    assert {issue.file for issue in opened.issues} == {name}
    assert Warehouse(folder.path, folder.state).opened().issues == opened.issues
    folder.write(name, whole)
    assert (warehouse.opened().snapshot, warehouse.opened().issues) == (good, ())


def test_a_folder_that_vanished_leaves_the_last_good_figures(folder: DataFolder) -> None:
    warehouse = Warehouse(folder.path, folder.state)
    folder.observe(TIPS.format(1))
    assert tips(warehouse) == [1]
    folder.path.rename(folder.path.with_name("elsewhere"))
    assert tips(warehouse) == [1]
    assert [issue.code for issue in warehouse.opened().issues] == ["file_missing"]


def test_without_any_snapshot_a_broken_file_is_said_and_not_built_over_and_over(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.observe(TIPS.format("x"))
    warehouse = Warehouse(folder.path, folder.state)
    with pytest.raises(NoSnapshot) as caught:
        warehouse.opened()
    [issue] = caught.value.issues
    assert (issue.code, issue.line, issue.column, issue.value) == ("not_number", 2, "value", "x")
    assert "report/observations.csv" in str(caught.value)
    monkeypatch.setattr(read, "build_in_turn", lambda *_: pytest.fail("built again"))
    with pytest.raises(NoSnapshot):
        warehouse.opened()


def test_a_reader_goes_on_with_the_snapshot_that_it_opened(folder: DataFolder) -> None:
    warehouse = Warehouse(folder.path, folder.state)
    folder.observe(TIPS.format(1))
    before = warehouse.opened()
    for value in range(2, 5):
        folder.observe(TIPS.format(value))
        assert tips(warehouse) == [value]
    assert fetch(before, QUESTION)["value"].tolist() == [1]


def test_a_kept_snapshot_answers_by_its_name_as_it_did_whatever_came_after_it(folder: DataFolder) -> None:
    warehouse = Warehouse(folder.path, folder.state)
    names = []
    for value in range(1, 6):
        folder.observe(TIPS.format(value))
        names.append(warehouse.opened().snapshot.snapshot)
    for _ in range(2):
        answers = [fetch(warehouse.opened_at(name), QUESTION)["value"].tolist() for name in names]
        assert answers == [[1], [2], [3], [4], [5]]
    assert warehouse.opened_at(names[0]) is warehouse.opened_at(names[0])
    assert warehouse.opened_at(names[4]) is warehouse.opened()


def test_of_many_older_snapshots_only_the_last_asked_for_stay_open(folder: DataFolder) -> None:
    names = [build(folder.path, folder.state)[0].snapshot for _ in range(6)]
    warehouse = Warehouse(folder.path, folder.state)
    opened = [weakref.ref(warehouse.opened_at(name).connection) for name in names]
    assert [kept() is not None for kept in opened] == [False] * 4 + [True] * 2


def test_a_snapshot_that_is_gone_or_torn_or_was_never_one_is_none(folder: DataFolder) -> None:
    gone, torn, newest = (build(folder.path, folder.state)[0] for _ in range(3))
    warehouse = Warehouse(folder.path, folder.state)
    assert warehouse.opened_at(gone.snapshot) is not None
    snapshots.remove(gone.path(folder.state))
    torn.path(folder.state).write_bytes(b"torn")
    shutil.copy(newest.path(folder.state), folder.state / "outside.duckdb")
    for name in (gone.snapshot, torn.snapshot, "../outside", "", "*", f"../snapshots/{newest.snapshot}"):
        assert warehouse.opened_at(name) is None


def test_readers_are_not_held_up_by_a_build(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse = Warehouse(folder.path, folder.state)
    first = warehouse.opened()
    folder.observe(TIPS.format(2))
    building, may_finish = threading.Event(), threading.Event()

    def slow_build(data: Path, state: Path) -> tuple[snapshots.Snapshot, dict[str, int]]:
        building.set()
        assert may_finish.wait(10)
        return build_in_turn(data, state)

    monkeypatch.setattr(read, "build_in_turn", slow_build)
    builder = threading.Thread(target=warehouse.opened)
    builder.start()
    assert building.wait(10)
    assert warehouse.opened() is first
    may_finish.set()
    builder.join(10)
    assert tips(warehouse) == [2]


def test_a_snapshot_that_cannot_be_read_is_built_again(folder: DataFolder) -> None:
    torn = Warehouse(folder.path, folder.state).opened().snapshot
    torn.path(folder.state).write_bytes(b"torn")
    assert Warehouse(folder.path, folder.state).opened().snapshot != torn


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"snapshot": "x"}', b"\xff"])
def test_a_pointer_that_cannot_be_read_is_no_pointer(folder: DataFolder, content: bytes) -> None:
    build(folder.path, folder.state)
    (folder.state / "current.json").write_bytes(content)
    assert snapshots.current(folder.state) is None
    assert Warehouse(folder.path, folder.state).opened()


def test_the_last_ten_are_kept(folder: DataFolder) -> None:
    built = [build(folder.path, folder.state)[0] for _ in range(12)]
    kept = sorted(path.name for path in (folder.state / "snapshots").glob("*.duckdb"))
    assert kept == [snapshot.path(folder.state).name for snapshot in built[2:]]
    assert snapshots.kept(folder.state) == built[:1:-1]


def test_the_current_one_is_kept_also_when_the_clock_was_put_back(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(11):
        build(folder.path, folder.state)
    early = snapshots.Snapshot("20000101T000000000000-early", "f", "2000-01-01T00:00:00+00:00")
    monkeypatch.setattr(snapshots, "new_snapshot", lambda *_: early)
    build(folder.path, folder.state)
    assert snapshots.current(folder.state) == early


KILLED = """
import os, sys
from pathlib import Path
from danvan.warehouse import snapshots, findings
from danvan.warehouse.build import build
step = sys.argv[3]
if step == "load":
    findings.record = lambda *_: os._exit(9)
if step == "publish":
    snapshots.Path.replace = lambda *_: os._exit(9)
if step == "pointer":
    snapshots._pointer = lambda _: os._exit(9)
build(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def run(script: str, *arguments: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", script, *map(str, arguments)], cwd=ROOT)


@pytest.mark.parametrize("step", ["load", "publish", "pointer"])
def test_a_build_that_is_killed_leaves_the_last_good_snapshot(folder: DataFolder, step: str) -> None:
    folder.observe(TIPS.format(1))
    good, _ = build(folder.path, folder.state)
    folder.observe(TIPS.format(2))
    assert run(KILLED, folder.path, folder.state, step).wait(60) == 9
    assert snapshots.current(folder.state) == good
    with duckdb.connect(str(good.path(folder.state)), read_only=True) as con:
        assert con.execute(QUESTION).fetchall() == [(1,)]
    assert tips(Warehouse(folder.path, folder.state)) == [2]


def test_what_a_killed_build_left_is_swept_away_in_time(folder: DataFolder) -> None:
    build(folder.path, folder.state)
    old, new = (snapshots.temporary_path(folder.state) for _ in range(2))
    old.write_bytes(b"x")
    new.write_bytes(b"x")
    long_ago = time.time() - snapshots.SECONDS_FOR_A_BUILD - 1
    os.utime(old, (long_ago, long_ago))
    build(folder.path, folder.state)
    assert (old.exists(), new.exists()) == (False, True)


def test_two_processes_may_build_at_once(folder: DataFolder) -> None:
    folder.observe(TIPS.format(3))
    running = [run(KILLED, folder.path, folder.state, "none") for _ in range(3)]
    assert [process.wait(120) for process in running] == [0, 0, 0]
    assert tips(Warehouse(folder.path, folder.state)) == [3]
    assert not list((folder.state / "snapshots").glob("building-*"))


def test_sixteen_threads_get_the_answers_of_one(folder: DataFolder) -> None:
    folder.observe(*(TIPS.format(year - 2000).replace("2021", str(year)) for year in range(2001, 2081)))
    warehouse = Warehouse(folder.path, folder.state)

    def ask(first_year: int) -> list[tuple[object, ...]]:
        frame = warehouse.fetch(
            """select period, sum(value) as value from observations
            where period >= $first group by period order by period""",
            {"first": str(first_year)},
        )
        return list(frame.itertuples(index=False, name=None))

    asked = [2001 + number % 80 for number in range(480)]
    alone = {year: ask(year) for year in set(asked)}
    with ThreadPoolExecutor(16) as threads:
        assert list(threads.map(ask, asked)) == [alone[year] for year in asked]


@pytest.mark.parametrize(
    "statement",
    [
        "create table t (a integer)",
        "insert into fields values ('x', 'x', 'x', 9)",
        "set memory_limit = '9GB'",
        "reset threads",
        "attach ':memory:' as other",
        "install json",
        "copy fields to 'x.csv'",
        "select * from read_csv('/etc/passwd')",
        "select * from '/etc/passwd.csv'",
        "select * from glob('*')",
    ],
)
def test_the_connection_writes_nothing_and_leaves_the_database_nowhere(
    folder: DataFolder, statement: str
) -> None:
    with pytest.raises(duckdb.Error):
        Warehouse(folder.path, folder.state).fetch(statement)
