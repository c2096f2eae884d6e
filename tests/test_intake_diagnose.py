"""danvan.intake.diagnose: what is wrong with a file, on which line and in which column."""

from pathlib import Path

import pytest

from danvan.catalogue import Indicator
from danvan.intake.declaration import Column, Table
from danvan.intake.diagnose import Diagnosis, Known

FILES = Path(__file__).parent / "data"
TABLE = Table(
    name="observations",
    grain="one per indicator, place and period",
    files=("report/observations.csv",),
    key=("indicator", "place", "period"),
    columns=(
        Column("indicator", "text", required=True, references="indicators"),
        Column("place", "text", required=True, references="places"),
        Column("period", "period", required=True),
        Column("value", "number", required=True),
        Column("qualifier", "text", required=True, allowed=("=", ">")),
        Column("started", "integer"),
        Column("issued_on", "date"),
        Column("note", "text", references="points", each=True),
    ),
)
LAND = Indicator("land_m2", "kinh_te", "Đất", "Land", "m2", "sum", "up", 0, 0, 5000, "", "", handed_in=True)
KNOWN = Known(
    keys={"indicators": {"land_m2"}, "places": {"534", "21439"}, "points": {"a", "b"}},
    indicators={"land_m2": LAND},
    wards={"21439"},
)


def found(path: Path) -> list[tuple[str, int | None, str | None, str | None]]:
    issues = Diagnosis(TABLE, KNOWN).file_issues(path, path.name)
    return [(issue.code, issue.line, issue.column, issue.value) for issue in issues]


EXPECTED = {
    "clean.csv": [],
    "byte_order_mark_and_windows_lines.csv": [],
    "blank_lines.csv": [],
    "missing_column.csv": [("column_missing", 1, "value", None)],
    "unknown_column.csv": [("column_unknown", 1, "giá trị", None)],
    "column_twice.csv": [("column_twice", 1, "place", None)],
    "too_few_cells.csv": [("cells_count", 3, None, None)],
    "too_many_cells.csv": [("cells_count", 2, None, None)],
    "empty_cell.csv": [("cell_empty", 2, "value", "")],
    "stray_space.csv": [("not_text", 2, "place", "534 ")],
    "line_break_in_cell.csv": [("not_text", 2, "note", "a\nb"), ("cell_empty", 4, "value", "")],
    "decomposed_letters.csv": [("not_composed", 2, "note", "pho\u031b\u0309")],
    "decimal_comma.csv": [("not_number", 2, "value", "3,19")],
    "thousands_point.csv": [("too_many_decimals", 2, "value", "196.833")],
    "thousands_twice.csv": [("not_number", 2, "value", "1.196.833")],
    "number_forms_of_the_engine.csv": [
        ("not_number", line, "value", value)
        for line, value in enumerate(("1e3", "1_000", "nan", "inf", ".5", "5.", "+5", " 5", "0x10"), 2)
    ],
    "integer_forms_of_the_engine.csv": [
        ("not_integer", line, "started", value)
        for line, value in enumerate(("5.7", "2017.0", "2e3", "+2017", "٢٠١٧"), 2)
    ],
    "wrong_dates.csv": [
        ("not_date", line, "issued_on", value)
        for line, value in enumerate(("2021-02-30", "2021-1-1", "01/02/2021", "20210101"), 2)
    ],
    "wrong_periods.csv": [
        ("not_period", line, "period", value)
        for line, value in enumerate(("2021-13", "2021-Q5", "2021..2017", "2021-H3", "năm 2021"), 2)
    ],
    "not_allowed.csv": [("not_allowed", 2, "qualifier", ">>")],
    "unknown_place.csv": [("unknown_reference", 2, "place", "99999")],
    "unknown_note_among_several.csv": [("unknown_reference", 2, "note", "c")],
    "key_twice.csv": [("key_twice", 4, "indicator + place + period", "land_m2 + 534 + 2021")],
    "below_minimum.csv": [("below_minimum", 2, "value", "-1")],
    "above_maximum_of_a_ward.csv": [("above_maximum", 3, "value", "5001")],
    "unclosed_quote.csv": [("not_csv", 3, None, None)],
    "text_after_quote.csv": [("not_csv", 2, None, None)],
    "mixed_line_ends.csv": [("line_ends_mixed", 3, None, None)],
    "latin_1.csv": [("not_utf8", 3, None, None)],
    "empty.csv": [("column_missing", 1, column.name, None) for column in TABLE.columns],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_each_fault_is_found_where_it_stands(name: str) -> None:
    assert found(FILES / name) == EXPECTED[name]


def test_every_file_of_faults_is_used() -> None:
    assert {path.name for path in FILES.glob("*.csv")} == set(EXPECTED)


def test_a_file_that_is_not_there_is_a_finding() -> None:
    assert found(FILES / "nowhere.csv") == [("file_missing", None, None, None)]


def test_findings_stop_at_two_hundred(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text(
        "indicator,place,period,value,qualifier,started,issued_on,note\n" + "x,y,z,,,,,\n" * 1000, "utf-8"
    )
    assert len(found(path)) == 200


def test_a_key_may_not_stand_in_two_files_either() -> None:
    diagnosis = Diagnosis(TABLE, KNOWN)
    assert diagnosis.file_issues(FILES / "clean.csv", "first.csv") == []
    again = diagnosis.file_issues(FILES / "clean.csv", "second.csv")
    assert [(issue.code, issue.line, issue.details["first"]) for issue in again] == [
        ("key_twice", 2, "2 (first.csv)"),
        ("key_twice", 3, "3 (first.csv)"),
    ]
