"""danvan.submission: handing in is all or nothing, and every load can be undone, accounted for and made again."""

import errno
import hashlib
import json
import shutil
from pathlib import Path

import pytest
from data_folder import DataFolder
from handing_in import OTHER_PLACES, PLACES, given, hand_in, in_use, kinds, left_behind, tips

from danvan.intake.issue import DataError
from danvan.intake.submission import HandedFile
from danvan.submission import publish
from danvan.submission.publish import DONE, NOTHING_NEW, REFUSED, TO_CONFIRM, NoSuchSnapshot, restore, submit
from danvan.submission.rebuild import rebuild
from danvan.warehouse import handed_in, history, loads, lock, snapshots
from danvan.warehouse.build import build
from danvan.warehouse.history import BUILD, RESTORE, SUBMIT, Entry
from danvan.warehouse.lock import only_one
from danvan.warehouse.read import Warehouse

UNKNOWN_PLACE = HandedFile(
    "tips.csv", "Đơn vị,Năm,Nguồn tin\nPhường Phổ Minh,2023,1\nPhổ Đâu,2023,2\n".encode()
)
MODELS = HandedFile(
    "mo-hinh.csv",
    (
        "Đơn vị,Tên mô hình,Thuộc lĩnh vực,Chủ trì,Năm thực hiện,Địa bàn thực hiện\n"
        "Phường Phổ Minh,Tuyến đường hoa,Kinh tế,Hội Phụ nữ,2022,Tân Tự\n"
        "Phường Phổ Ninh,Tuyến đường hoa,Kinh tế,Hội Phụ nữ,2023,\n"
    ).encode(),
)


def state_of(folder: DataFolder) -> dict[str, bytes]:
    """Return every file of the state folder by its name."""
    return {
        path.relative_to(folder.state).as_posix(): path.read_bytes()
        for path in folder.state.rglob("*")
        if path.is_file()
    }


def done(folder: DataFolder, *files: HandedFile) -> Entry:
    """Hand files in and return the line in the history."""
    outcome = hand_in(folder, *files)
    assert (outcome.result, [issue for issue in outcome.review.issues if issue.severity == "error"]) == (
        DONE,
        [],
    )
    assert outcome.entry is not None
    return outcome.entry


def code_of(folder: DataFolder, *files: HandedFile) -> str:
    """Return the code of the one finding with which handing in fails."""
    with pytest.raises(DataError) as caught:
        hand_in(folder, *files)
    [issue] = caught.value.issues
    return issue.code


def test_a_load_is_kept_as_received_and_in_the_history_and_in_use(folder: DataFolder) -> None:
    file = tips(7)
    entry = done(folder, file)
    assert loads.file_path(folder.state, entry.load, 0).read_bytes() == file.content
    assert entry.files == (
        {
            "name": "tips-7.csv",
            "sha256": hashlib.sha256(file.content).hexdigest(),
            "bytes": len(file.content),
        },
    )
    assert history.read(folder.state)[-1] == entry
    assert (entry.kind, entry.by, entry.loads) == (SUBMIT, "an", (entry.load,))
    assert (entry.rows, entry.new, entry.changed, entry.same) == (2, 2, 0, 0)
    assert (entry.places, entry.periods) == (("21460", "21463"), ("2023",))
    assert snapshots.current(folder.state).snapshot == entry.snapshot
    assert in_use(folder) == {7}
    assert left_behind(folder.state) == []


def test_the_same_file_twice_changes_nothing_and_says_so(folder: DataFolder) -> None:
    done(folder, tips(7))
    before = state_of(folder)
    outcome = hand_in(folder, tips(7), by="binh")
    assert (outcome.result, outcome.entry) == (NOTHING_NEW, None)
    assert (outcome.review.trial.rows, outcome.review.trial.same) == (2, 2)
    assert state_of(folder) == before


def test_the_same_figures_in_another_file_change_nothing_either(folder: DataFolder) -> None:
    done(folder, tips(7))
    turned = HandedFile("khac.csv", "Năm;Đơn vị;Nguồn tin\n2023;Phường Phổ Ninh;7\n".encode())
    assert hand_in(folder, turned).result == NOTHING_NEW


def test_a_correction_supersedes_and_both_stay_in_the_history(folder: DataFolder) -> None:
    first, second = done(folder, tips(7)), done(folder, tips(8))
    assert in_use(folder) == {8}
    assert list(given(folder).values()) == [[7, 7], [8, 8]]
    assert second.loads == (first.load, second.load)
    assert (second.new, second.changed, second.same) == (0, 2, 0)
    assert history.read(folder.state)[-2:] == [first, second]
    for entry, file in ((first, tips(7)), (second, tips(8))):
        assert loads.file_path(folder.state, entry.load, 0).read_bytes() == file.content


def test_a_correction_of_one_value_leaves_the_others(folder: DataFolder) -> None:
    done(folder, tips(7))
    entry = done(folder, HandedFile("mot.csv", "Đơn vị,Năm,Nguồn tin\nPhường Phổ Minh,2023,9\n".encode()))
    assert (entry.rows, entry.new, entry.changed, entry.same) == (1, 0, 1, 0)
    assert in_use(folder) == {7, 9}


def test_a_correction_taken_back_is_a_load_like_any_other(folder: DataFolder) -> None:
    entries = [done(folder, tips(number)) for number in (7, 8, 7)]
    assert in_use(folder) == {7}
    assert [loads.number(entry.load) for entry in entries] == [1, 2, 3]


def test_what_was_handed_in_goes_before_what_the_report_says(folder: DataFolder) -> None:
    folder.observe("tips,21463,2023,,3,=,bc_duc_pho_2022", "tips,21460,2023,,3,=,bc_duc_pho_2022")
    assert done(folder, tips(7)).changed == 2
    assert in_use(folder) == {7}


def test_a_jump_is_published_only_when_somebody_says_yes(folder: DataFolder) -> None:
    done(folder, HandedFile("truoc.csv", "Đơn vị,Năm,Nguồn tin\nPhường Phổ Minh,2022,30\n".encode()))
    before = state_of(folder)
    asked = submit([tips(900)], "an", folder.path, folder.state)
    assert (asked.result, asked.entry) == (TO_CONFIRM, None)
    assert [(issue.code, issue.line) for issue in asked.review.to_confirm] == [("jump", 2)]
    assert state_of(folder) == before
    assert submit([tips(900)], "an", folder.path, folder.state, confirmed=True).result == DONE
    assert in_use(folder) == {30, 900}


def test_a_file_with_one_error_is_refused_as_a_whole(folder: DataFolder) -> None:
    done(folder, tips(7))
    before = state_of(folder)
    outcome = hand_in(folder, tips(8), UNKNOWN_PLACE)
    assert (outcome.result, outcome.entry) == (REFUSED, None)
    assert {issue.file for issue in outcome.review.issues if issue.severity == "error"} == {"tips.csv"}
    assert state_of(folder) == before


def test_an_error_in_one_cell_hides_no_finding_about_another(folder: DataFolder) -> None:
    done(folder, HandedFile("truoc.csv", "Đơn vị,Năm,Nguồn tin\nPhường Phổ Minh,2022,30\n".encode()))
    both = "Đơn vị,Năm,Nguồn tin,Hộ nghèo\nPhường Phổ Minh,2023,900,abc\n".encode()
    found = [
        (issue.code, issue.cell) for issue in hand_in(folder, HandedFile("ca-hai.csv", both)).review.issues
    ]
    assert found == [("not_a_number", "D2"), ("jump", "C2")]


def test_several_files_are_one_load(folder: DataFolder) -> None:
    entry = done(folder, tips(7), tips(8, OTHER_PLACES))
    assert [file["name"] for file in entry.files] == ["tips-7.csv", "tips-8.csv"]
    assert loads.file_path(folder.state, entry.load, 1).read_bytes() == tips(8, OTHER_PLACES).content
    assert in_use(folder) == {7, 8}


def test_models_are_handed_in_as_figures_are(folder: DataFolder) -> None:
    entry = done(folder, MODELS)
    assert (entry.rows, entry.models) == (0, 2)
    question = "select name, place, since, villages from adoptions join models using (model) order by place"
    asked = Warehouse(folder.path, folder.state).fetch(question).fillna("").values.tolist()
    assert asked == [["Tuyến đường hoa", "21460", 2023, ""], ["Tuyến đường hoa", "21463", 2022, "Tân Tự"]]
    assert hand_in(folder, MODELS).result == NOTHING_NEW


def test_changed_data_files_are_built_with_the_loads_in_force(folder: DataFolder) -> None:
    entry = done(folder, tips(7))
    folder.observe("tips,534,2021,,3,=,bc_duc_pho_2022")
    assert in_use(folder) == {3, 7}
    assert kinds(folder) == [BUILD, SUBMIT, BUILD]
    assert history.read(folder.state)[-1].loads == (entry.load,)


def test_data_files_that_break_their_declaration_let_nothing_be_handed_in(folder: DataFolder) -> None:
    done(folder, tips(7))
    folder.observe("tips,534,2021,,x,=,bc_duc_pho_2022")
    assert code_of(folder, tips(8)) == "not_number"
    assert kinds(folder) == [BUILD, SUBMIT]


def test_a_snapshot_is_restored_and_that_is_a_line_too(folder: DataFolder) -> None:
    first, _ = done(folder, tips(7)), done(folder, tips(8))
    entry = restore(first.snapshot, "binh", folder.path, folder.state)
    assert history.read(folder.state)[-1] == entry
    assert (entry.kind, entry.by, entry.restored, entry.loads) == (
        RESTORE,
        "binh",
        first.snapshot,
        (first.load,),
    )
    assert in_use(folder) == {7}
    assert list(given(folder).values()) == [[7, 7]]
    assert kinds(folder) == [BUILD, SUBMIT, SUBMIT, RESTORE]


def test_restoring_reaches_back_to_before_the_first_load_and_forward_again(folder: DataFolder) -> None:
    before, _ = build(folder.path, folder.state)
    last = done(folder, tips(7))
    restore(before.snapshot, "an", folder.path, folder.state)
    assert in_use(folder) == set()
    restore(last.snapshot, "an", folder.path, folder.state)
    assert in_use(folder) == {7}


def test_what_was_restored_stays_when_the_data_files_change(folder: DataFolder) -> None:
    first, _ = done(folder, tips(7)), done(folder, tips(8))
    restore(first.snapshot, "an", folder.path, folder.state)
    folder.observe("tips,534,2021,,3,=,bc_duc_pho_2022")
    assert in_use(folder) == {3, 7}


def test_a_load_after_a_restoring_builds_on_what_was_restored(folder: DataFolder) -> None:
    first, undone = done(folder, tips(7)), done(folder, tips(8))
    restore(first.snapshot, "an", folder.path, folder.state)
    third = done(folder, tips(9))
    assert third.loads == (first.load, third.load)
    assert list(given(folder).values()) == [[7, 7], [9, 9]]
    again = done(folder, tips(8))
    assert loads.number(again.load) == 4
    assert again.load != undone.load
    assert in_use(folder) == {8}


@pytest.mark.disaster
def test_the_last_ten_can_be_restored_and_another_is_named_with_those(folder: DataFolder) -> None:
    entries = [done(folder, tips(number)) for number in range(1, 13)]
    assert restore(entries[2].snapshot, "an", folder.path, folder.state).loads == entries[2].loads
    assert in_use(folder) == {3}
    for gone in (entries[1].snapshot, "20260101T000000000000-abcdef01", "../current", ""):
        with pytest.raises(NoSuchSnapshot) as caught:
            restore(gone, "an", folder.path, folder.state)
        assert list(caught.value.names) == [entry.snapshot for entry in reversed(entries[2:])]


@pytest.mark.disaster
def test_a_snapshot_of_a_load_that_never_happened_cannot_be_restored(folder: DataFolder) -> None:
    entry = done(folder, tips(7))
    never = snapshots.new_snapshot("f" * 64, (entry.load, "000002-ffffffff"))
    shutil.copyfile(snapshots.current(folder.state).path(folder.state), never.path(folder.state))
    snapshots.stage(folder.state, never.path(folder.state), never)
    with pytest.raises(NoSuchSnapshot):
        restore(never.snapshot, "an", folder.path, folder.state)
    assert left_behind(folder.state) == []


LEFT = (
    "snapshots/20260101T000000000000-abcdef01.duckdb", "snapshots/20260101T000000000000-abcdef01.duckdb.json",
    "snapshots/building-1.duckdb", "snapshots/building-1.duckdb.wal", "snapshots/building-1.duckdb.tmp/spilt",
    "current.json-1", "loads/preparing-1/received-0", "loads/000002-ffffffff/received-0",
)  # fmt: skip


def test_what_killed_processes_left_is_gone_after_the_next_load(folder: DataFolder) -> None:
    done(folder, tips(7))
    for left in LEFT:
        path = folder.state / left
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"{")
    done(folder, tips(8))
    assert [left for left in LEFT if (folder.state / left).exists()] == []
    assert left_behind(folder.state) == []
    assert list(given(folder).values()) == [[7, 7], [8, 8]]


@pytest.mark.disaster
def test_a_torn_snapshot_does_not_keep_anybody_from_handing_in(folder: DataFolder) -> None:
    entry = done(folder, tips(7))
    snapshots.current(folder.state).path(folder.state).write_bytes(b"torn")
    assert done(folder, tips(8)).loads[0] == entry.load
    assert list(given(folder).values()) == [[7, 7], [8, 8]]


def test_a_disk_that_fails_at_the_line_in_the_history_undoes_the_load(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(folder, tips(7))
    before = state_of(folder)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(history, "append", full)
        assert code_of(folder, tips(8)) == "state_not_writable"
        with pytest.raises(DataError, match="No space left on device"):
            restore(snapshots.current(folder.state).snapshot, "an", folder.path, folder.state)
    assert state_of(folder) == before
    done(folder, tips(8))


@pytest.mark.disaster
def test_a_pointer_that_cannot_be_swung_does_not_undo_what_has_happened(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(snapshots, "point", full)
        first = done(folder, tips(7))
    assert in_use(folder) == {7}
    with monkeypatch.context() as patch:
        patch.setattr(snapshots, "point", full)
        done(folder, tips(8))
        restore(first.snapshot, "an", folder.path, folder.state)
    assert in_use(folder) == {7}
    done(folder, tips(9))
    assert left_behind(folder.state) == []


@pytest.mark.disaster
def test_who_waits_too_long_for_another_load_is_told(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "SECONDS_TO_WAIT", 0.05)
    with only_one(folder.state):
        assert code_of(folder, tips(7)) == "state_busy"
    done(folder, tips(7))


def test_a_changed_line_of_the_history_stops_loads_and_leaves_the_figures(folder: DataFolder) -> None:
    done(folder, tips(7))
    log = folder.state / history.FILE
    log.write_bytes(log.read_bytes().replace(b'"by": "an"', b'"by": "ba"'))
    assert code_of(folder, tips(8)) == "history_damaged"
    assert in_use(folder) == {7}
    with pytest.raises(DataError):
        rebuild(folder.path, folder.state)


@pytest.mark.disaster
def test_data_files_that_change_while_a_load_is_built_are_built_after_it(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(folder.path, folder.state)
    ask = publish.ask

    def asking_slowly(*arguments: object) -> object:
        folder.observe("tips,534,2021,,3,=,bc_duc_pho_2022")
        return ask(*arguments)

    monkeypatch.setattr(publish, "ask", asking_slowly)
    done(folder, tips(7))
    assert in_use(folder) == {3, 7}


def loaded(folder: DataFolder) -> tuple[Entry, Entry, Entry]:
    """Hand in figures, a correction of them, and models."""
    return done(folder, tips(7)), done(folder, tips(8)), done(folder, MODELS, tips(5, OTHER_PLACES))


def in_tables(folder: DataFolder) -> list[list[object]]:
    """Return every figure and every model that was handed in."""
    warehouse = Warehouse(folder.path, folder.state)
    questions = (
        "select * from observations order by source, indicator, place, period",
        "select * from adoptions order by model, place",
        "select * from models order by model",
        "select * from sources order by source",
    )
    return [warehouse.fetch(question).astype(str).values.tolist() for question in questions]


@pytest.mark.disaster
def test_snapshots_that_are_gone_are_built_again_from_what_was_kept(folder: DataFolder) -> None:
    loaded(folder)
    before = in_tables(folder)
    shutil.rmtree(folder.state / "snapshots")
    assert in_tables(folder) == before
    shutil.rmtree(folder.state / "snapshots")
    (folder.state / "current.json").unlink()
    assert in_tables(folder) == before
    assert in_use(folder) == {5, 8}


def test_the_kept_files_alone_are_enough_to_make_everything_again(folder: DataFolder) -> None:
    entries = loaded(folder)
    before = in_tables(folder)
    shutil.rmtree(folder.state / "snapshots")
    for name in ("current.json", history.FILE, "lock"):
        (folder.state / name).unlink(missing_ok=True)
    for path in (folder.state / "loads").rglob("*.csv"):
        path.unlink()
    made = rebuild(folder.path, folder.state)
    assert made.log_was_lost
    assert made.read_again == tuple(entry.load for entry in entries)
    assert in_tables(folder) == before
    known = history.read(folder.state)
    assert [entry.kind for entry in known] == [SUBMIT, SUBMIT, SUBMIT, BUILD]
    for entry, lost in zip(known, entries, strict=False):
        kept = (entry.by, entry.at, entry.load, entry.loads, entry.files)
        assert kept == (lost.by, lost.at, lost.load, lost.loads, lost.files)
    assert hand_in(folder, tips(8)).result == NOTHING_NEW
    assert loads.number(done(folder, tips(9)).load) == 4


@pytest.mark.disaster
@pytest.mark.parametrize("content", [None, b"", b"indicator,place,period\n"])
@pytest.mark.parametrize("name", ["figures.csv", "models.csv"])
def test_what_was_read_of_a_load_is_read_again_from_its_files(
    folder: DataFolder, name: str, content: bytes | None
) -> None:
    entries = loaded(folder)
    before = in_tables(folder)
    path = loads.folder(folder.state, entries[2].load) / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert code_of(folder, tips(9)) == "load_damaged"
    made = rebuild(folder.path, folder.state)
    assert (made.read_again, made.log_was_lost) == ((entries[2].load,), False)
    assert in_tables(folder) == before
    done(folder, tips(9))


@pytest.mark.disaster
def test_files_are_read_again_with_the_answers_given_then(folder: DataFolder) -> None:
    asked = HandedFile("tien.csv", "Đơn vị;Năm;Tiền (triệu đồng)\nPhường Phổ Minh;2023;1.250\n".encode())
    assert hand_in(folder, asked).result == REFUSED
    for answer, vnd in (("vi", 1_250_000_000), ("en", 1_250_000)):
        outcome = submit([asked], "an", folder.path, folder.state, answers={"": answer}, confirmed=True)
        path = loads.folder(folder.state, outcome.entry.load) / "figures.csv"
        before = path.read_bytes()
        path.unlink()
        rebuild(folder.path, folder.state)
        assert path.read_bytes() == before
        assert list(given(folder).values())[-1] == [vnd]


@pytest.mark.disaster
def test_rebuilding_what_is_whole_reads_nothing_again(folder: DataFolder) -> None:
    loaded(folder)
    before = in_tables(folder)
    kept = {name: content for name, content in state_of(folder).items() if name.startswith("loads/")}
    made = rebuild(folder.path, folder.state)
    assert (made.read_again, made.log_was_lost) == ((), False)
    assert snapshots.current(folder.state) == made.snapshot
    assert in_tables(folder) == before
    assert {name: content for name, content in state_of(folder).items() if name.startswith("loads/")} == kept


@pytest.mark.disaster
def test_a_kept_file_that_was_changed_or_is_gone_is_not_read_again(folder: DataFolder) -> None:
    entry = done(folder, tips(7))
    (loads.folder(folder.state, entry.load) / "figures.csv").unlink()
    path = loads.file_path(folder.state, entry.load, 0)
    path.write_bytes(tips(9).content)
    for _ in range(2):
        with pytest.raises(DataError) as caught:
            rebuild(folder.path, folder.state)
        assert [issue.code for issue in caught.value.issues] == ["load_damaged"]
        path.unlink(missing_ok=True)
    assert in_use(folder) == {7}


def test_a_lost_history_is_not_mistaken_for_none(folder: DataFolder) -> None:
    done(folder, tips(7))
    (folder.state / history.FILE).unlink()
    assert code_of(folder, tips(8)) == "history_damaged"
    with pytest.raises(DataError):
        restore(snapshots.kept(folder.state)[-1].snapshot, "an", folder.path, folder.state)
    assert in_use(folder) == {7}
    rebuild(folder.path, folder.state)
    done(folder, tips(8))


@pytest.mark.disaster
def test_the_card_of_a_load_says_all_that_a_rebuilding_needs(folder: DataFolder) -> None:
    entry = done(folder, tips(7))
    card = json.loads((loads.folder(folder.state, entry.load) / "load.json").read_text(encoding="utf-8"))
    assert (card["load"], card["by"], card["at"], card["files"]) == (
        entry.load,
        "an",
        entry.at,
        [*entry.files],
    )
    [found] = handed_in.in_force(folder.state, [entry.load])
    assert loads.is_whole(found.folder, found.load)


def test_nothing_is_written_outside_the_state_folder(folder: DataFolder) -> None:
    evil = HandedFile("../../../evil.csv", tips(7, PLACES).content)
    before = {path for path in Path(folder.path).parent.rglob("*") if folder.state not in path.parents}
    done(folder, evil)
    after = {path for path in Path(folder.path).parent.rglob("*") if folder.state not in path.parents}
    assert after - before <= {folder.state}
