"""The question of the analysis page by command: rows, files, and one sentence where it is asked wrongly."""

import csv
import json
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from danvan import queries
from danvan.analysis.answer import answered
from danvan.analysis.asked import Asked
from danvan.cli.main import main
from danvan.story.finding import Question

Capture = pytest.CaptureFixture[str]
LINK = "http://127.0.0.1:8501/phan-tich?chi-tieu=poverty-rate-pct&theo=don-vi-moi&ky=nam"


def rows(capsys: Capture, *arguments: str) -> list[dict[str, object]]:
    assert main(["query", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def export(capsys: Capture, to: Path, *arguments: str) -> dict[str, object]:
    assert main(["export", "workbook", "--to", str(to), *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_query_with_options_alone_answers_as_the_page_does(capsys: Capture) -> None:
    catalogue = queries.catalogue()
    question = Question(catalogue, ("21469",), None, 2018, 2020, sample=True, language="vi")
    cells = answered(question, Asked(("land_donated_m2",), length="year", measure="per_household")).cells
    found = rows(
        capsys, "--indicator", "land_donated_m2", "--place", "Phường Phổ Hoà", "--every", "year",
        "--measure", "per_household", "--years", "2018..2020",
    )  # fmt: skip
    assert [(row["period"], row["value"], row["qualifier"], row["basis"]) for row in found] == [
        (cell.period, cell.value, cell.qualifier, cell.basis) for cell in cells.itertuples()
    ]


def test_a_link_and_the_options_that_say_the_same_give_the_same(capsys: Capture) -> None:
    by_link = rows(capsys, "--link", LINK)
    by_options = rows(capsys, "--indicator", "poverty_rate_pct", "--by", "successor", "--every", "nam")
    assert by_link == by_options
    assert len(by_link) == 5 * 5


def test_a_name_in_use_before_and_since_is_that_of_the_time_asked_about(capsys: Capture) -> None:
    since = rows(capsys, "--units", "since", "--place", "Đức Phổ", "--every", "year", "--form", "pivot")
    assert {row["group"] for row in since} == {"21439@2025"}
    before = rows(capsys, "--place", "21439", "--every", "year", "--form", "pivot")
    assert {row["group"] for row in before} == {"21439"}


def test_a_named_question_is_answered_as_before(capsys: Capture) -> None:
    assert main(["query", "standards", "--json"]) == 0
    assert "2016-2020" in capsys.readouterr().out


@pytest.mark.parametrize("ending", ["xlsx", "excel.csv", "csv", "parquet", "json"])
def test_export_writes_the_form_that_the_ending_names(capsys: Capture, tmp_path: Path, ending: str) -> None:
    to = tmp_path / f"ngheo.{ending}"
    made = export(capsys, to, "--link", LINK)
    assert made == {"file": str(to), "rows": 25, "sample": True}
    assert [path.name for path in tmp_path.iterdir()] == [to.name]
    if ending == "parquet":
        assert len(pd.read_parquet(to)) == 25
    elif ending == "json":
        assert len(json.loads(to.read_text(encoding="utf-8"))["rows"]) == 25
    elif ending == "xlsx":
        assert "Nguồn và tình trạng" in openpyxl.load_workbook(to).sheetnames
    else:
        delimiter = ";" if ending == "excel.csv" else ","
        with to.open(encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.DictReader(file, delimiter=delimiter))) == 25


def test_a_sample_is_said_on_standard_error_and_real_figures_are_not(capsys: Capture, tmp_path: Path) -> None:
    assert main(["export", "workbook", "--to", str(tmp_path / "a.csv")]) == 0
    assert "SỐ LIỆU MINH HỌA" in capsys.readouterr().err
    assert main(["export", "workbook", "--to", str(tmp_path / "b.csv"), "--by", "reported"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("query", "--indicator", "tipz"), "tips"),
        (("query", "--measure", "cumulative"), "gia-tri"),
        (("query", "--by", "ward"), "don-vi"),
        (("query", "--place", "pho hoaa"), "pho-hoa"),
        (("query", "--units", "since", "--place", "Phổ Hòa"), "duc-pho-2025"),
        (("query", "models", "--by", "place"), "models"),
        (("query", "--link", "/phan-tich?xaa=1"), "xa"),
        (("query", "--link", "/giam-ngheo"), "/phan-tich"),
        (("query", "--link", LINK, "--real"), "--real"),
        (("export", "workbook", "--to", "a.txt"), ".parquet"),
    ],
)
def test_what_is_asked_wrongly_is_said_in_one_line(
    capsys: Capture, arguments: tuple[str, ...], hint: str
) -> None:
    code = main(arguments)
    said = capsys.readouterr()
    assert (code, said.out, said.err.count("\n")) == (2, "", 1)
    assert hint in said.err


def test_a_folder_that_is_not_there_is_named(capsys: Capture, tmp_path: Path) -> None:
    assert main(["export", "workbook", "--to", str(tmp_path / "no" / "a.csv")]) == 1
    assert str(tmp_path / "no") in capsys.readouterr().err
