"""The commands: what they answer, and one sentence and an exit code where they cannot."""

import json
from pathlib import Path

import pytest

from danvan.cli.main import main

Capture = pytest.CaptureFixture[str]


def answer(capsys: Capture, *arguments: str) -> object:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def failure(capsys: Capture, *arguments: str) -> tuple[int, str]:
    code = main(arguments)
    said = capsys.readouterr()
    assert said.out == ""
    return code, said.err


def test_build_names_the_snapshot_and_counts_the_rows(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANVAN_STATE", str(tmp_path))
    built = answer(capsys, "build")
    assert isinstance(built, dict)
    assert (tmp_path / "snapshots" / f"{built['snapshot']}.duckdb").exists()
    assert (built["rows"]["models"], built["rows"]["adoptions"]) == (63, 46)


def test_build_says_file_line_and_column_of_what_is_wrong(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANVAN_DATA", str(tmp_path / "nowhere"))
    monkeypatch.setenv("DANVAN_STATE", str(tmp_path / "state"))
    code, said = failure(capsys, "build")
    assert code == 1
    assert "catalogue/tables.toml" in said
    assert "Traceback" not in said


def test_sql_answers_a_list_of_row_objects(capsys: Capture) -> None:
    rows = answer(capsys, "sql", "select field, position from fields order by position limit 2")
    assert rows == [{"field": "kinh_te", "position": 1}, {"field": "van_hoa_xa_hoi", "position": 2}]


def test_sql_gives_null_for_what_is_missing_and_days_as_iso(capsys: Capture) -> None:
    rows = answer(
        capsys,
        "sql",
        "select valid_from, tile_row, parent from places where place in ('534', 'VN') order by place",
    )
    assert rows == [
        {"valid_from": "2020-02-01", "tile_row": None, "parent": "51"},
        {"valid_from": None, "tile_row": None, "parent": None},
    ]


def test_sql_says_where_it_stopped_after_a_number_of_rows(capsys: Capture) -> None:
    assert main(["sql", "select * from range(10)", "--rows", "2", "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == [{"range": 0}, {"range": 1}]
    assert "2" in said.err


def test_sql_stops_after_a_time(capsys: Capture) -> None:
    endless = "with recursive t as (select 1 as x union all select x + 1 from t) select count(*) from t"
    code, said = failure(capsys, "sql", endless, "--seconds", "0.2")
    assert code == 1
    assert "0.2" in said


def test_query_understands_any_spelling_of_a_place_and_carries_the_basis(capsys: Capture) -> None:
    asked = ("--indicator", "tips", "--years", "2019")
    by_name = answer(capsys, "query", "ward_values", "--place", "Phường Phổ Hoà", *asked)
    by_code = answer(capsys, "query", "ward_values", "--place", "21469", *asked)
    assert by_name == by_code
    assert isinstance(by_name, list)
    assert [(row["place"], row["year"], row["basis"]) for row in by_name] == [("21469", 2019, "sample")]


def test_query_without_sample_has_no_row_of_a_sample(capsys: Capture) -> None:
    assert answer(capsys, "query", "ward_values", "--indicator", "tips", "--real") == []


def test_query_of_a_field_leaves_the_others_out(capsys: Capture) -> None:
    rows = answer(capsys, "query", "models", "--field", "kinh_te")
    assert isinstance(rows, list)
    assert {row["field"] for row in rows} == {"kinh_te"}
    assert len(rows) == 7


def test_query_without_a_name_lists_the_questions_and_what_they_answer(capsys: Capture) -> None:
    rows = answer(capsys, "query")
    assert isinstance(rows, list)
    assert {"name": "standards", "answers": "All poverty standards, oldest first.", "parameters": ""} in rows


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("query", "no_such"), "models"),
        (("query", "adoptions", "--place", "pho hoaa"), "pho-hoa"),
        (("query", "adoptions", "--place", "Đức Phổ"), "21439@2025"),
        (("query", "series", "--indicator", "tip"), "tips"),
        (("query", "models", "--field", "kinhte"), "kinh_te"),
        (("query", "sources", "--field", "kinh_te"), "--field"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(
    capsys: Capture, arguments: tuple[str, ...], hint: str
) -> None:
    code, said = failure(capsys, *arguments)
    assert code == 2
    assert hint in said
    assert said.count("\n") == 1


def test_wrong_options_end_with_a_sentence_and_code_2(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["query", "adoptions", "--years", "2021..2017"])
    assert ended.value.code == 2
    assert "earlier year first" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["bild"],
        ["sql"],
        ["sql", "select 1", "--rows", "-5"],
        ["sql", "select 1", "--seconds", "nan"],
        ["query", "adoptions", "--years", "last"],
        ["sample"],
    ],
)
def test_wrong_use_ends_with_one_line_that_says_where_help_is(capsys: Capture, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    said = capsys.readouterr()
    assert (ended.value.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "--help" in said.err


def test_sample_writes_the_number_of_rows_it_says(capsys: Capture, tmp_path: Path) -> None:
    made = answer(capsys, "sample", "--to", str(tmp_path), "--wards", "3", "--years", "2020..2021")
    lines = (tmp_path / "observations.csv").read_text(encoding="utf-8").splitlines()
    assert made == {"file": str(tmp_path / "observations.csv"), "rows": len(lines) - 1}


def test_sample_refuses_what_it_cannot_make_in_one_sentence(capsys: Capture, tmp_path: Path) -> None:
    code, said = failure(capsys, "sample", "--to", str(tmp_path), "--wards", "0")
    assert code == 2
    assert said.count("\n") == 1


def test_every_kind_of_value_has_its_json(capsys: Capture) -> None:
    rows = answer(
        capsys,
        "sql",
        """select sum(1) as whole, 1.5 as part, null as nothing, 1 / 0 as endless, 'nan'::double as none,
        date '2021-12-31' as day, [1, null] as list, {'a': date '2021-01-01'} as pair, time '10:00' as clock""",
    )
    assert rows == [
        {
            "whole": 1,
            "part": 1.5,
            "nothing": None,
            "endless": None,
            "none": None,
            "day": "2021-12-31",
            "list": [1, None],
            "pair": {"a": "2021-01-01"},
            "clock": "10:00:00",
        }
    ]


def test_a_table_for_people_sets_numbers_to_the_right(capsys: Capture) -> None:
    assert main(["sql", "select 'a' as word, 5 as n union all select 'bcd', 12 order by n"]) == 0
    assert capsys.readouterr().out == "word   n\na      5\nbcd   12\n"
