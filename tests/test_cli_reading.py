"""The command that reads a document: its table, its JSON, and one sentence where it is asked wrongly."""

import json
from pathlib import Path
from typing import Any

import pytest

from danvan.cli.main import main

Capture = pytest.CaptureFixture[str]
TEXT = "Năm 2021, mô hình “Tuyến đường hoa” của Hội Phụ nữ; Nhân dân hiến trên 1.500 m² đất, họp 12 buổi.\n"
KEYS = [
    "indicator", "value", "unit", "qualifier", "period", "place", "start", "end", "printed", "confidence", "why",
]  # fmt: skip


@pytest.fixture
def document(tmp_path: Path) -> str:
    path = tmp_path / "báo cáo.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def answer(capsys: Capture, *arguments: str) -> list[dict[str, Any]]:
    assert main(["read", *arguments, "--json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def failure(capsys: Capture, *arguments: str) -> tuple[int, str]:
    try:
        code = main(["read", *arguments])
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    said = capsys.readouterr()
    assert said.out == ""
    return code, said.err


def test_json_lists_the_figures_with_their_keys_in_order(capsys: Capture, document: str) -> None:
    (found,) = answer(capsys, document, "--issued", "2022-04")
    assert list(found)[: len(KEYS)] == KEYS
    assert [found[key] for key in KEYS[:6]] == ["land_donated_m2", 1500.0, "m2", ">", "2021", "534"]
    assert TEXT[found["start"] : found["end"]] == found["printed"] == "1.500"
    assert found["phrase"] == "trên 1.500 m²"
    assert (found["why"][:8], found["why_en"][:7]) == ("Đọc là “", "Read as")


def test_unread_and_models_are_asked_for_apart(capsys: Capture, document: str) -> None:
    unread = answer(capsys, document, "--unread")
    assert [(one["printed"], one["reason"]) for one in unread] == [("2021", "period"), ("12", "duration")]
    models = answer(capsys, document, "--models")
    assert [(one["name"], one["host"]) for one in models] == [("Tuyến đường hoa", "Hội Phụ nữ")]


def test_people_see_a_table_and_how_many_numbers_were_left(capsys: Capture, document: str) -> None:
    assert main(["read", document, "--place", "Phổ Hòa"]) == 0
    said = capsys.readouterr()
    assert "Đất hiến làm đường" in said.out
    assert "trên 1.500 m²" in said.out
    assert "Phổ Hòa" in said.out
    assert "2 con số không đọc thành số liệu" in said.err
    assert "2 numbers were not read as figures" in said.err
    assert "1  Là độ dài thời gian, không phải số liệu. / A length of time, not a figure." in said.err


def test_what_is_asked_wrongly_is_one_sentence_and_an_exit_code(capsys: Capture, document: str) -> None:
    assert failure(capsys, document, "--issued", "4/2022") == (
        2, "'4/2022' is not a month: write when the document was issued, such as 2022-04.\n",
    )  # fmt: skip
    assert failure(capsys, document, "--place", "Nowhere")[0] == 2
    assert failure(capsys, document, "--unread", "--models")[0] == 2
    code, said = failure(capsys, f"{document}.missing")
    assert (code, "Traceback" in said, said.count("\n")) == (1, False, 1)


def test_a_file_that_holds_no_text_is_refused_in_words(capsys: Capture, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    code, said = failure(capsys, str(empty))
    assert (code, "empty.txt" in said, "Traceback" in said) == (1, True, False)
