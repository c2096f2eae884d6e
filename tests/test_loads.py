"""danvan.warehouse.loads: what was handed in is kept as it came, in a folder that counts from its name on."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from danvan.intake.issue import DataError
from danvan.warehouse import handed_in, loads
from danvan.warehouse.loads import Load, OfDocument

CONTENT = b"\xef\xbb\xbfany bytes\r\n\x00"
FILE = loads.received("../../số liệu.csv", CONTENT)
LOAD = Load("000001-a", "Phổ Ninh", "2026-01-02T03:04:05.678+00:00", (FILE,), {"Nguồn tin": "vi"})


def kept(state: Path) -> Path:
    """Keep the load and return its folder."""
    loads.commit(state, loads.prepare(state, LOAD, [CONTENT], b"figures\n", b"models\n"), LOAD)
    return loads.folder(state, LOAD.load)


def test_a_file_is_kept_as_it_came_under_its_number(tmp_path: Path) -> None:
    kept(tmp_path)
    assert loads.file_path(tmp_path, LOAD.load, 0).read_bytes() == CONTENT
    assert sorted(path.name for path in loads.folder(tmp_path, LOAD.load).iterdir()) == [
        "figures.csv", "load.json", "models.csv", "received-0",
    ]  # fmt: skip


def test_name_sum_and_size_of_a_file_are_known_whether_it_comes_as_bytes_or_as_a_file(tmp_path: Path) -> None:
    path = tmp_path / "so-lieu.csv"
    path.write_bytes(CONTENT)
    assert loads.received(FILE.name, path) == FILE
    assert (FILE.sha256, FILE.bytes) == (hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))
    loads.commit(tmp_path, loads.prepare(tmp_path, LOAD, [path], b"", b""), LOAD)
    assert loads.file_path(tmp_path, LOAD.load, 0).read_bytes() == CONTENT


def test_who_when_and_the_answers_are_kept_beside_the_file(tmp_path: Path) -> None:
    kept(tmp_path)
    found = loads.read(tmp_path, LOAD.load)
    assert (found.by, found.at, found.files, found.answers) == (LOAD.by, LOAD.at, LOAD.files, LOAD.answers)


def test_the_document_of_a_load_is_kept_beside_it_and_is_its_source(tmp_path: Path) -> None:
    document = OfDocument("0123456789ab", "0123456789ab" + "0" * 52, "bao-cao.txt", "Báo cáo năm 2023")
    load = replace(LOAD, document=document)
    loads.commit(tmp_path, loads.prepare(tmp_path, load, [CONTENT], b"", b""), load)
    found = loads.read(tmp_path, LOAD.load)
    assert (found.document, found.source) == (document, "tai_lieu_0123456789ab")
    card = {"source": "bao_cao", "sha256": document.sha256}
    assert handed_in.source_code(found, [{"source": "khac", "sha256": ""}, card]) == "bao_cao"
    assert handed_in.source_code(LOAD, [{"source": "khac", "sha256": ""}, card]) == "nop_000001_a"


def test_a_load_is_named_by_its_number_and_a_sum_of_its_files() -> None:
    other = loads.received("other.csv", b"x")
    names = [loads.name(number, files) for number, files in [(2, [FILE]), (2, [other]), (10, [FILE, other])]]
    assert len({name[7:] for name in names}) == 3
    assert [loads.number(name) for name in names] == [2, 2, 10]
    assert names[0] < names[2]
    assert loads.name(2, [loads.received("renamed.csv", CONTENT)]) == names[0]


def test_a_load_without_its_name_does_not_count(tmp_path: Path) -> None:
    loads.prepare(tmp_path, LOAD, [CONTENT], b"", b"")
    assert loads.named(tmp_path) == []


def test_a_folder_left_by_a_killed_load_makes_way_for_the_same_load(tmp_path: Path) -> None:
    left = kept(tmp_path)
    (left / "left.txt").write_bytes(b"")
    kept(tmp_path)
    assert not (left / "left.txt").exists()


def test_sweeping_removes_what_killed_loads_left_and_no_load_that_somebody_may_miss(tmp_path: Path) -> None:
    for name in ("000001-a", "000002-b", "000003-killed", "000004-entry-lost", "preparing-x", "preparing-y"):
        (tmp_path / "loads" / name).mkdir(parents=True)
    loads.sweep(tmp_path, ["000001-a", "000002-b"])
    assert sorted(path.name for path in (tmp_path / "loads").iterdir()) == [
        "000001-a", "000002-b", "000004-entry-lost",
    ]  # fmt: skip


def test_sweeping_where_nothing_was_ever_handed_in_does_nothing(tmp_path: Path) -> None:
    loads.sweep(tmp_path, [])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["load.json", "figures.csv", "models.csv"])
@pytest.mark.parametrize("content", [None, b"", b"[]", b"\xff"])
def test_a_folder_that_is_not_as_it_was_written_is_named(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    path = kept(tmp_path) / name
    assert handed_in.in_force(tmp_path, [LOAD.load])[0].load.by == LOAD.by
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        handed_in.in_force(tmp_path, [LOAD.load])
    [issue] = caught.value.issues
    assert (issue.code, issue.file) == ("load_damaged", "loads/000001-a")


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="000007-gone"):
        handed_in.in_force(tmp_path, ["000007-gone"])


def test_cells_are_kept_whatever_stands_in_them() -> None:
    row = type("Row", (), {"name": 'a "b",\nc', "since": None, "field": "=1+1"})()
    assert loads.table(("name", "since", "field"), [row]) == b'name,since,field\n"a ""b"",\nc",,=1+1\n'
