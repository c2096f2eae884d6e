"""Documents are kept as they came, whole, once a text, and say so where they are damaged."""

import json
import os
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from danvan.catalogue import Source
from danvan.documents import kept as keeping
from danvan.documents.extracted import extracted
from danvan.documents.kept import (
    Card,
    Kept,
    all_kept,
    describe,
    document,
    find,
    for_source,
    forget,
    keep,
    own_source,
    received,
    source_of,
)
from danvan.intake.issue import DataError
from danvan.paths import ROOT

REPORT = "I. KẾT QUẢ\r\n\r\nCó 12 thôn¹ làm đường.\r\n\r\n¹ Trong đó 3 thôn ven sông.\r\n".encode("utf-8-sig")
CARD = Card(title="Báo cáo năm", issued_on="2024-04", place="534")


def kept(state: Path, content: bytes = REPORT, name: str = "bao-cao.txt") -> Kept:
    return keep(state, name, content, "Văn phòng", CARD)


def source(code: str, sha256: str) -> Source:
    return Source(code, "reported", "", "", "", "", "", "", "", sha256, "")


def files(state: Path) -> set[str]:
    return {path.relative_to(state).as_posix() for path in state.rglob("*") if path.is_file()}


def test_a_document_is_kept_as_it_came_and_read_as_it_was_taken_out(tmp_path: Path) -> None:
    one = kept(tmp_path)
    key = one.document
    assert (tmp_path / "documents" / key / "received").read_bytes() == REPORT
    assert document(tmp_path, key) == extracted("bao-cao.txt", REPORT)
    assert received(tmp_path, key) == REPORT
    assert find(tmp_path, key) == one
    assert all_kept(tmp_path) == (one,)
    assert (one.name, one.by, one.bytes, one.card) == ("bao-cao.txt", "Văn phòng", len(REPORT), CARD)
    assert one.text_sha256.startswith(key)


def test_the_same_text_twice_is_one_document(tmp_path: Path) -> None:
    first = kept(tmp_path)
    again = keep(tmp_path, "khac.txt", REPORT.replace(b"\r", b""), "Người khác", Card())
    assert again == first
    assert len(all_kept(tmp_path)) == 1


@pytest.mark.parametrize(
    "name", ["../../x.txt", "/etc/passwd", "a\\b\\c.txt", "đ" * 300 + ".txt", "\u202ex\n.txt", ""]
)
def test_the_name_of_a_file_is_never_a_path(tmp_path: Path, name: str) -> None:
    one = kept(tmp_path, name=name)
    folder = f"documents/{one.document}"
    assert files(tmp_path) == {
        "documents/.gitignore",
        *(f"{folder}/{file}" for file in ("received", "text", "parts.json", "card.json")),
    }
    assert not {"/", "\\", "\n", "\u202e"} & set(one.name)


@pytest.mark.parametrize("key", ["", "..", "../../etc", "abc", "g" * 12, "0" * 12, "0" * 11 + "\n"])
def test_a_key_that_is_none_finds_nothing_and_removes_nothing(tmp_path: Path, key: str) -> None:
    kept(tmp_path)
    assert find(tmp_path, key) is None
    forget(tmp_path, key)
    assert len(all_kept(tmp_path)) == 1
    with pytest.raises(DataError):
        document(tmp_path, key)


@pytest.mark.parametrize("file", ["text", "parts.json", "card.json", "received"])
@pytest.mark.parametrize("fault", ["changed", "missing"])
def test_a_damaged_folder_says_so_and_is_put_right_by_adding_the_file_again(
    tmp_path: Path, file: str, fault: str
) -> None:
    one = kept(tmp_path)
    path = tmp_path / "documents" / one.document / file
    if fault == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes().replace(b"2", b"9") + b" ")
    assert [two.damaged for two in all_kept(tmp_path)] == [True]
    with pytest.raises(DataError) as refused:
        document(tmp_path, one.document)
    assert refused.value.issues[0].code == "document_damaged"
    with pytest.raises(DataError):
        received(tmp_path, one.document)
    mended = kept(tmp_path)
    assert not mended.damaged
    assert document(tmp_path, one.document) == extracted("bao-cao.txt", REPORT)


def test_a_received_file_of_the_same_length_but_other_content_is_not_handed_out(tmp_path: Path) -> None:
    one = kept(tmp_path)
    path = tmp_path / "documents" / one.document / "received"
    path.write_bytes(REPORT.replace(b"12", b"21"))
    with pytest.raises(DataError):
        received(tmp_path, one.document)


def test_what_others_put_into_the_folder_stays_when_it_is_put_right(tmp_path: Path) -> None:
    one = kept(tmp_path)
    beside = tmp_path / "documents" / one.document / "decisions.jsonl"
    beside.write_text("{}\n", encoding="utf-8")
    (tmp_path / "documents" / one.document / "text").unlink()
    kept(tmp_path)
    assert beside.read_text(encoding="utf-8") == "{}\n"


@pytest.mark.parametrize("card", [b"", b"[]", b"{}", b'{"document": 5}', b"\xff", b'{"card": {"x": 1}}'])
def test_a_card_that_is_none_is_damage_and_no_crash(tmp_path: Path, card: bytes) -> None:
    one = kept(tmp_path)
    kept(tmp_path, "Văn bản khác có 5 thôn.".encode())
    (tmp_path / "documents" / one.document / "card.json").write_bytes(card)
    assert [two.damaged for two in all_kept(tmp_path)] == [False, True]


def test_a_card_with_a_value_of_another_kind_is_damage(tmp_path: Path) -> None:
    one = kept(tmp_path)
    path = tmp_path / "documents" / one.document / "card.json"
    known = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(known | {"at": 5}), encoding="utf-8")
    assert all_kept(tmp_path) == (Kept(one.document, damaged=True),)


def test_a_card_can_be_changed_and_a_document_forgotten(tmp_path: Path) -> None:
    one = kept(tmp_path)
    changed = describe(tmp_path, one.document, Card(title="Tên khác"))
    assert changed == replace(one, card=Card(title="Tên khác")) == find(tmp_path, one.document)
    forget(tmp_path, one.document)
    assert all_kept(tmp_path) == ()
    assert files(tmp_path) == {"documents/.gitignore"}


def test_a_document_is_the_source_whose_text_it_is(tmp_path: Path) -> None:
    one = kept(tmp_path)
    known = {"bc": source("bc", one.text_sha256), "khac": source("khac", "0" * 64)}
    assert source_of(one, known) == "bc"
    assert for_source(tmp_path, known["bc"]) == one
    assert for_source(tmp_path, known["khac"]) is None
    assert source_of(one, {}) == own_source(one.document) == f"tai_lieu_{one.document}"
    assert for_source(tmp_path, source(own_source(one.document), "")) == one
    assert for_source(tmp_path, source("nop_0001", "")) is None


def test_a_damaged_document_stands_for_no_source(tmp_path: Path) -> None:
    one = kept(tmp_path)
    (tmp_path / "documents" / one.document / "text").write_bytes(b"x")
    assert for_source(tmp_path, source("bc", one.text_sha256)) is None


def test_no_more_documents_than_there_is_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST", 1)
    kept(tmp_path)
    kept(tmp_path)
    with pytest.raises(DataError) as refused:
        kept(tmp_path, "Một văn bản khác.".encode())
    assert refused.value.issues[0].code == "documents_full"


def test_what_was_left_half_written_is_no_document(tmp_path: Path) -> None:
    one = kept(tmp_path)
    shutil.copytree(tmp_path / "documents" / one.document, tmp_path / "documents" / "preparing-1")
    assert all_kept(tmp_path) == (one,)


def test_what_was_left_long_ago_is_removed_and_what_is_being_written_is_not(tmp_path: Path) -> None:
    for name, age_seconds in (("preparing-old", 7200), ("leaving-old", 7200), ("preparing-new", 0)):
        left = tmp_path / "documents" / name
        left.mkdir(parents=True)
        os.utime(left, (time.time() - age_seconds,) * 2)
    kept(tmp_path)
    assert {path.name for path in (tmp_path / "documents").glob("*-*")} == {"preparing-new"}


def test_the_same_text_kept_by_many_at_once_is_one_whole_document(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: kept(tmp_path), range(16)))
    assert len({one.document for one in made}) == 1
    assert [one.damaged for one in all_kept(tmp_path)] == [False]


def test_another_process_that_was_quicker_with_the_same_text_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = kept(tmp_path)
    monkeypatch.setattr(keeping, "find", lambda state, key: None)
    kept(tmp_path)
    monkeypatch.undo()
    assert all_kept(tmp_path) == (first,)


def test_a_state_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "documents").write_bytes(b"")
    with pytest.raises(DataError) as refused:
        kept(tmp_path)
    assert refused.value.issues[0].code == "state_not_writable"


def test_git_never_takes_a_document_wherever_the_state_stands(tmp_path: Path) -> None:
    kept(tmp_path / "state")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "-A"], cwd=tmp_path, check=True)
    listed = subprocess.run(["git", "ls-files"], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert listed.stdout == ""
    ignored = subprocess.run(["git", "check-ignore", "-q", ".danvan/documents/x/text"], cwd=ROOT, check=False)
    assert ignored.returncode == 0
