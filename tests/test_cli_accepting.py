"""The command accept: adds a document, accepts what was chosen of it, publishes; JSON, exit codes, one-line errors."""

import json
from pathlib import Path
from typing import Any

import pytest
from data_folder import DataFolder

from danvan.cli.main import main
from danvan.documents import kept
from danvan.submission import decisions
from danvan.warehouse import read

Capture = pytest.CaptureFixture[str]
TEXT = """BÁO CÁO
Kết quả phong trào năm 2023

I. KẾT QUẢ

Năm 2023, Nhân dân thị xã đóng góp 1.250 ngày công, hiến hơn 7.200 m2 đất làm đường.

Tỷ lệ hộ nghèo cuối năm 2023 còn 2,15%. Mô hình “Ngõ sáng an vui” do phường Phổ Minh thực hiện được nhân rộng.
"""
DAYS, LAND = "1.250", "7.200"


def span(printed: str) -> str:
    start = TEXT.index(printed)
    return f"{start}-{start + len(printed)}"


@pytest.fixture
def document(read_folder: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A document to accept, while the process reads a data folder of the test's own."""
    monkeypatch.setattr(read, "SECONDS_BETWEEN_LOOKS", 0.0)
    path = tmp_path / "bao-cao.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def accepted(capsys: Capture, document: str, *options: str, code: int = 0) -> Any:
    """Return the JSON value of the command."""
    assert main(["accept", document, "--by", "an", *options, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def failure(capsys: Capture, *arguments: str) -> tuple[int, str]:
    """Return the exit code and the one line on standard error; the output stays empty."""
    try:
        code = main(arguments)
    except SystemExit as ended:
        code = int(str(ended.code))
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    return code, said.err


def values(capsys: Capture) -> dict[str, float]:
    question = "select indicator, value from observations where source like 'tai_lieu_%' order by indicator"
    assert main(["sql", question, "--json"]) == 0
    return {row["indicator"]: row["value"] for row in json.loads(capsys.readouterr().out)}


def test_a_document_is_added_read_accepted_and_published(
    capsys: Capture, read_folder: DataFolder, document: str
) -> None:
    found = accepted(capsys, document, "--all")
    # The model is left: of which field it is does not stand in the text.
    assert (found["result"], found["new"], found["undecided"]) == ("done", 3, 1)
    assert values(capsys) == {"labour_days": 1250, "land_donated_m2": 7200, "poverty_rate_pct": 2.15}
    assert [row["printed"] for row in found["changes"]] == ["1.250 ngày công", "hơn 7.200 m2", "2,15%"]
    [one] = kept.all_kept(read_folder.state)
    assert (one.document, one.name, one.by) == (found["document"], "bao-cao.txt", "an")
    again = accepted(capsys, found["document"], "--all")
    assert (again["result"], again["same"], again["load"]) == ("nothing_new", 3, None)


def test_only_what_is_named_is_accepted_and_what_is_refused_stays_refused(
    capsys: Capture, read_folder: DataFolder, document: str
) -> None:
    found = accepted(capsys, document, "--only", span(DAYS))
    assert (found["accepted"], found["undecided"] > 0, values(capsys)) == (1, True, {"labour_days": 1250})
    found = accepted(capsys, document, "--all", "--figures", "--refuse", span(DAYS))
    assert (found["refused"], found["removed"], found["new"]) == (1, 1, 2)
    assert values(capsys) == {"land_donated_m2": 7200, "poverty_rate_pct": 2.15}
    accepted(capsys, document, "--all", "--figures")
    assert "labour_days" not in values(capsys)
    said = decisions.history(read_folder.state, found["document"])
    assert [one.decision for one in said if f"{one.start}-{one.end}" == span(DAYS)] == ["accepted", "refused"]


def test_what_was_read_less_surely_is_left_for_a_person(capsys: Capture, document: str) -> None:
    found = accepted(capsys, document, "--at-least", "1", code=1)
    assert (found["result"], found["accepted"]) == ("refused", 0)
    assert [issue["code"] for issue in found["issues"]] == ["nothing_decided"]


def test_a_model_that_the_data_may_have_under_another_name_is_left_unless_it_is_named(
    capsys: Capture, read_folder: DataFolder, document: str
) -> None:
    path, name = Path(document), "Ngõ sáng an vui của bà con"
    content = f"I. KẾT QUẢ\n\n1. Lĩnh vực kinh tế\n\nMô hình “{name}” do phường Phổ Minh thực hiện.\n"
    path.write_text(content, encoding="utf-8")
    header = (read_folder.path / "report/models.csv").read_text(encoding="utf-8").splitlines()[0]
    row = "ngo_sang,Ngõ sáng an vui,,model,kinh_te,stated,,,,unspecified,,wards,,bc_duc_pho_2022,,"
    read_folder.write("report/models.csv", f"{header}\n{row}\n")
    start = content.index(name)
    named = f"{start}-{start + len(name)}"
    for option in (["--all"], ["--at-least", "0.1"]):
        found = accepted(capsys, document, *option, code=1)
        assert found["perhaps_known"] == [{"span": named, "name": name, "known": "Ngõ sáng an vui"}]
        assert (found["accepted"], found["undecided"]) == (0, 1)
    assert main(["accept", document, "--by", "an", "--all"]) == 1
    assert f"{named}: “{name}” → “Ngõ sáng an vui”" in capsys.readouterr().err
    found = accepted(capsys, document, "--only", named)
    assert (found["accepted"], found["models"], found["perhaps_known"]) == (1, 1, [])


@pytest.mark.parametrize("is_refused", [False, True])
def test_of_two_forms_of_one_name_in_a_text_the_second_is_left_unless_the_first_is_refused(
    capsys: Capture, document: str, is_refused: bool
) -> None:
    first, second = "Ngõ sáng an vui", "Ngõ sáng an vui của bà con"
    content = "I. KẾT QUẢ\n\n1. Lĩnh vực kinh tế\n\n" + "".join(
        f"Mô hình “{name}” do phường Phổ Minh thực hiện.\n\n" for name in (first, second)
    )
    Path(document).write_text(content, encoding="utf-8")
    start = content.index(first)
    refused = ["--refuse", f"{start}-{start + len(first)}"] if is_refused else []
    found = accepted(capsys, document, "--all", *refused)
    left = [] if is_refused else [(second, first)]
    assert [(one["name"], one["known"]) for one in found["perhaps_known"]] == left
    assert (found["accepted"], found["models"]) == (1, 1)


def test_a_figure_that_the_data_files_give_otherwise_is_told_with_its_paragraph(
    capsys: Capture, read_folder: DataFolder, document: str
) -> None:
    sha256 = kept.keep(read_folder.state, "x.txt", TEXT.encode(), "an", kept.Card(place="534")).text_sha256
    read_folder.replace("catalogue/sources.toml", 'sha256 = "d96cf5cf', f'sha256 = "{sha256}" # ')
    read_folder.observe("labour_days,534,2023,,1200,=,bc_duc_pho_2022")
    [issue] = accepted(capsys, document, "--all", code=1)["issues"]
    assert (issue["code"], issue["paragraph"], issue["value"]) == ("given_otherwise", 4, "1.250 ngày công")


def test_people_are_told_in_both_languages_what_was_decided_and_what_changes(
    capsys: Capture, document: str
) -> None:
    assert main(["accept", document, "--by", "an", "--all", "--figures"]) == 0
    said = capsys.readouterr()
    assert "labour_days" in said.out
    for words in ("3 mục được nhận", "3 accepted", "3 số mới", "3 new values"):
        assert words in said.err


def test_the_unit_of_a_document_may_be_said(capsys: Capture, read_folder: DataFolder, document: str) -> None:
    found = accepted(capsys, document, "--only", span(DAYS), "--place", "534")
    assert kept.find(read_folder.state, found["document"]).card.place == "534"


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--by", " "], 2, "--by"),
        (["--by", "an", "--only", "1-2"], 2, "1-2"),
        (["--by", "an", "--only", "12"], 2, "9334-9337"),
        (["--by", "an", "--at-least", "80"], 2, "0.8"),
        (["--by", "an", "--place", "nowhere"], 2, "nowhere"),
    ],
)
def test_a_wrong_option_is_answered_in_one_sentence(
    capsys: Capture, document: str, options: list[str], code: int, said: str
) -> None:
    found, sentence = failure(capsys, "accept", document, *options)
    assert found == code
    assert said in sentence


def test_a_document_that_is_not_there_is_answered_in_one_sentence(capsys: Capture, document: str) -> None:
    for wrong in ("khong-co.txt", "0123456789ab", "../state"):
        code, sentence = failure(capsys, "accept", wrong, "--by", "an", "--all")
        assert code == 2
        assert wrong in sentence


def test_a_file_that_is_no_document_is_named(capsys: Capture, tmp_path: Path, document: str) -> None:
    empty = tmp_path / "trong.txt"
    empty.write_bytes(b"")
    code, sentence = failure(capsys, "accept", str(empty), "--by", "an", "--all")
    assert code == 1
    assert sentence.startswith("trong.txt: ")
