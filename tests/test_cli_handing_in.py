"""The commands of handing in: template, check, submit, history, restore; their JSON, exit codes and one-line errors."""

import io
import json
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from data_folder import DataFolder

from danvan.cli.main import main
from danvan.intake.guards import UPLOAD
from danvan.warehouse import read

Capture = pytest.CaptureFixture[str]
GOOD = "Xã;Kỳ;Nguồn tin\nPhổ Hòa;2023;12\nPhổ An;2023;7\n"
FAULTY = "Xã;Kỳ;Nguồn tin\nPhổ Hòaa;2023;12\nPhổ An;2023;abc\n"
DOUBTFUL = "Xã;Kỳ;Tiền đóng góp (triệu đồng)\nPhổ Hòa;2023;2.315\n"
SMALL = "Xã;Kỳ;Tiền đóng góp\nPhổ Hòa;2023;15\n"
KEYS = ["severity", "code", "file", "sheet", "line", "column", "value", "message", "advice"]


@pytest.fixture
def files(read_folder: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for files to hand in, while the process reads a data folder of the test's own."""
    monkeypatch.setattr(read, "SECONDS_BETWEEN_LOOKS", 0.0)
    folder = tmp_path / "files"
    folder.mkdir()
    return folder


def written(folder: Path, content: str, name: str = "so-lieu.csv") -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return str(path)


def answer(capsys: Capture, *arguments: str, code: int = 0) -> Any:
    """Return the JSON value of a command that ends with this code."""
    assert main([*arguments, "--json"]) == code
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


def submitted(capsys: Capture, file: str, *options: str) -> Any:
    return answer(capsys, "submit", file, "--by", "an", *options)


def in_use(capsys: Capture) -> list[float]:
    rows = answer(
        capsys,
        "sql",
        "select value from observations where indicator = 'tips' and not superseded order by place",
    )
    return [row["value"] for row in rows]


def test_template_writes_a_form_for_all_or_with_the_name_of_one_ward(capsys: Capture, files: Path) -> None:
    for asked, place in (([], None), (["--place", "p. pho hoa"], "21469")):
        to = str(files / "mau.xlsx")
        assert answer(capsys, "template", "--to", to, *asked) == {"file": to, "place": place}
        book = openpyxl.load_workbook(io.BytesIO(Path(to).read_bytes()))
        first = " ".join(str(cell.value) for row in book.worksheets[0].iter_rows(max_row=8) for cell in row)
        assert ("Phổ Hòa" in first) is (place is not None)


def test_a_form_without_figures_has_nothing_to_hand_in(capsys: Capture, files: Path) -> None:
    to = str(files / "mau.xlsx")
    answer(capsys, "template", "--to", to, "--place", "21469")
    found = answer(capsys, "check", to, code=1)
    assert [issue["code"] for issue in found["issues"]] == ["nothing_handed_in"]


@pytest.mark.parametrize(
    ("place", "code", "hint"),
    [("534", 2, "no ward"), ("pho hoaa", 2, "Phổ Hòa"), ("Đức Phổ", 2, "21439@2025")],
)
def test_template_of_what_is_no_ward_says_so(
    capsys: Capture, files: Path, place: str, code: int, hint: str
) -> None:
    found, said = failure(capsys, "template", "--to", str(files / "mau.xlsx"), "--place", place)
    assert found == code
    assert hint in said
    assert list(files.iterdir()) == []


def test_template_to_where_nothing_can_be_written_says_where(capsys: Capture, files: Path) -> None:
    for to in (files, files / "nowhere" / "mau.xlsx"):
        code, said = failure(capsys, "template", "--to", str(to))
        assert (code, said.startswith(f"{to}: ")) == (1, True)


def test_check_of_a_good_file_counts_what_it_would_change_and_changes_nothing(
    capsys: Capture, files: Path
) -> None:
    found = answer(capsys, "check", written(files, GOOD))
    changes = found.pop("changes")
    assert found == {"issues": [], "figures": 2, "models": 0, "new": 2, "changed": 0, "same": 0}
    assert [(row["indicator"], row["place"], row["old_value"], row["value"]) for row in changes] == [
        ("tips", "21442", None, 7),
        ("tips", "21469", None, 12),
    ]
    assert in_use(capsys) == []


def test_check_lists_every_finding_with_the_cell_and_what_to_do(capsys: Capture, files: Path) -> None:
    found = answer(capsys, "check", written(files, FAULTY), code=1)
    assert found.keys() == {"issues", "figures", "models"}
    place, number = found["issues"]
    assert list(place) == KEYS
    assert place | {"message": "", "advice": ""} == {
        "severity": "error", "code": "place_unknown", "file": "so-lieu.csv", "sheet": None, "line": 2,
        "column": "Xã", "value": "Phổ Hòaa", "message": "", "advice": "",
    }  # fmt: skip
    assert "“Phổ Hòaa”" in place["message"]
    assert "“Phổ Hòa”" in place["advice"]
    assert (number["code"], number["line"], number["column"], number["value"]) == (
        "not_a_number", 3, "Nguồn tin", "abc",
    )  # fmt: skip


def test_check_for_people_is_a_table_and_the_counts_in_both_languages(capsys: Capture, files: Path) -> None:
    assert main(["check", written(files, SMALL)]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[0].split() == KEYS
    assert "below_least" in said.out.splitlines()[1]
    assert said.err.startswith("1 số mới")
    assert "/ 1 new" in said.err


def test_numbers_of_two_readings_are_asked_and_read_as_said(capsys: Capture, files: Path) -> None:
    file = written(files, DOUBTFUL)
    asked = answer(capsys, "check", file, code=1)
    assert [issue["code"] for issue in asked["issues"]] == ["number_asked"]
    assert "--numbers" in asked["issues"][0]["advice"]
    for numbers, shown in (("vi", "2,315 tỷ đồng"), ("en", "2,315 triệu đồng")):
        [issue] = answer(capsys, "check", file, "--numbers", numbers)["issues"]
        assert issue["code"] == "number_converted"
        assert shown in issue["message"]


def test_submit_publishes_and_the_same_again_is_nothing_new(capsys: Capture, files: Path) -> None:
    file = written(files, GOOD)
    done = submitted(capsys, file)
    assert (done["result"], done["issues"]) == ("done", [])
    assert (done["figures"], done["new"], done["changed"], done["same"]) == (2, 2, 0, 0)
    assert done["load"].startswith("000001-")
    assert in_use(capsys) == [7, 12]
    again = submitted(capsys, file)
    assert (again["result"], again["snapshot"], again["load"]) == ("nothing_new", None, None)
    assert (again["new"], again["changed"], again["same"]) == (0, 0, 2)


def test_submit_with_one_error_publishes_nothing(capsys: Capture, files: Path) -> None:
    good, faulty = written(files, GOOD), written(files, FAULTY, "sai.csv")
    refused = answer(capsys, "submit", good, faulty, "--by", "an", code=1)
    assert (refused["result"], refused["load"]) == ("refused", None)
    assert {issue["file"] for issue in refused["issues"]} == {"sai.csv"}
    assert in_use(capsys) == []


def test_submit_waits_for_a_yes_to_warnings_that_ask_for_one(capsys: Capture, files: Path) -> None:
    file = written(files, SMALL)
    assert main(["submit", file, "--by", "an", "--json"]) == 1
    said = capsys.readouterr()
    asked = json.loads(said.out)
    assert (asked["result"], asked["load"]) == ("to_confirm", None)
    assert "--confirm" in said.err
    assert [issue["code"] for issue in asked["issues"]] == ["below_least"]
    assert submitted(capsys, file, "--confirm")["result"] == "done"


def test_history_lists_loads_oldest_first_with_who_and_which_files(capsys: Capture, files: Path) -> None:
    assert answer(capsys, "history") == []
    submitted(capsys, written(files, GOOD))
    built, load = answer(capsys, "history")
    assert (built["kind"], built["current"], built["restorable"]) == ("build", False, True)
    assert (load["kind"], load["by"], load["current"], load["restorable"]) == ("submit", "an", True, True)
    assert (load["new"], load["places"], load["periods"]) == (2, ["21442", "21469"], ["2023"])
    assert [file["name"] for file in load["files"]] == ["so-lieu.csv"]


def test_restore_goes_back_and_is_in_the_history(capsys: Capture, files: Path) -> None:
    first = submitted(capsys, written(files, GOOD))
    submitted(capsys, written(files, GOOD.replace(";12", ";13")))
    assert in_use(capsys) == [7, 13]
    made = answer(capsys, "restore", first["snapshot"], "--by", "binh")
    assert made == {"snapshot": first["snapshot"], "loads": [first["load"]]}
    assert in_use(capsys) == [7, 12]
    last = answer(capsys, "history")[-1]
    assert (last["kind"], last["by"], last["restored"]) == ("restore", "binh", first["snapshot"])


def test_an_unknown_snapshot_is_answered_with_those_there_are(capsys: Capture, files: Path) -> None:
    names = ("nope", "../current", "", "20260101T000000000000-abcdef01")
    for name in names:
        code, said = failure(capsys, "restore", name)
        assert (code, "there are: none." in said) == (2, True)
    snapshot = answer(capsys, "build")["snapshot"]
    for name in names:
        code, said = failure(capsys, "restore", name)
        assert (code, f"there are: {snapshot}." in said) == (2, True)


@pytest.mark.parametrize("command", [["check"], ["submit", "--by", "an"]])
@pytest.mark.parametrize("name", ["khong-co.csv", "khong/co.csv", ".", "..", ""])
def test_a_file_that_is_not_there_or_a_directory_is_said_in_one_line(
    capsys: Capture, files: Path, command: list[str], name: str
) -> None:
    code, said = failure(capsys, *command, written(files, GOOD), str(files / name))
    assert code == 1
    assert said.startswith(f"{files / name}: ")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    capsys: Capture, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = files / "lon.csv"
    with large.open("wb") as file:
        file.truncate(UPLOAD.bytes + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path.name} was read"))
    code, said = failure(capsys, "check", str(large))
    assert (code, said.startswith("lon.csv: ")) == (1, True)


def test_a_file_is_known_by_its_name_and_two_of_one_name_by_their_folders(
    capsys: Capture, files: Path
) -> None:
    first, second = written(files, FAULTY, "a/x.csv"), written(files, FAULTY, "b/x.csv")
    alone = answer(capsys, "check", first, code=1)
    assert {issue["file"] for issue in alone["issues"]} == {"x.csv"}
    both = answer(capsys, "check", first, second, code=1)
    assert {issue["file"] for issue in both["issues"]} == {Path(first).as_posix(), Path(second).as_posix()}


def test_names_that_climb_out_of_a_folder_are_only_names(capsys: Capture, files: Path) -> None:
    written(files, GOOD, "a/x.csv")
    written(files, GOOD.replace("2023", "2022"), "x.csv")
    up = str(files / "a" / ".." / "x.csv")
    done = answer(capsys, "submit", str(files / "a" / "x.csv"), up, "--by", "../../an")
    assert done["result"] == "done"
    assert [file["name"] for file in answer(capsys, "history")[-1]["files"]] == [
        Path(files / "a" / "x.csv").as_posix(), Path(up).as_posix(),
    ]  # fmt: skip
    assert sorted(path.name for path in files.parent.iterdir()) == ["data", "files", "state"]


def test_a_name_in_an_old_encoding_of_the_disk_is_handed_in_all_the_same(
    capsys: Capture, files: Path
) -> None:
    name = os.fsdecode(b"Ph\xe6.csv")
    try:
        file = written(files, GOOD, name)
    except OSError:
        pytest.skip("this disk has names in UTF-8 only")
    done = answer(capsys, "submit", file, "--by", os.fsdecode(b"H\xdfa"))
    assert done["result"] == "done"
    entry = answer(capsys, "history")[-1]
    assert (entry["by"], entry["files"][0]["name"]) == ("H\ufffda", "Ph\ufffd.csv")
    main(["history"])
    assert "Ph\ufffd.csv" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["submit", "x.csv"],
        ["submit", "--by", "an"],
        ["check", "x.csv", "--numbers", "de"],
        ["template"],
        ["restore"],
        ["history", "x"],
        ["submit", "x.csv", "--by", "  "],
    ],
)
def test_wrong_use_is_said_in_one_line_with_code_2(capsys: Capture, arguments: list[str]) -> None:
    code, said = failure(capsys, *arguments)
    assert (code, "--" in said) == (2, True)


def test_data_files_at_fault_are_said_one_finding_a_line(capsys: Capture, files: Path) -> None:
    (files.parent / "data" / "report" / "observations.csv").write_text("x\n", encoding="utf-8")
    for command in (["check"], ["submit", "--by", "an"]):
        assert main([*command, written(files, GOOD)]) == 1
        said = capsys.readouterr()
        lines = said.err.splitlines()
        assert said.out == ""
        assert len(lines) > 1
        assert all(line.startswith("report/observations.csv") for line in lines)
