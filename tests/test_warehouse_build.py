"""danvan.warehouse.build: files become a snapshot, or every finding is named and nothing changes."""

import re
from pathlib import Path

import duckdb
import pytest
from data_folder import OBSERVATIONS, DataFolder

from danvan.intake import cells
from danvan.intake.declaration import Column, Table
from danvan.intake.issue import DataError, Issue
from danvan.warehouse import snapshots
from danvan.warehouse.build import build, fingerprint
from danvan.warehouse.load import create_table, load_file

TOWN = "land_donated_m2,534,2017..2021,,196833,=,bc_duc_pho_2022"


def ask(folder: DataFolder, question: str) -> list[tuple[object, ...]]:
    current = snapshots.current(folder.state)
    assert current is not None
    with duckdb.connect(str(current.path(folder.state)), read_only=True) as con:
        return con.execute(question).fetchall()


def broken(folder: DataFolder) -> tuple[Issue, ...]:
    with pytest.raises(DataError) as caught:
        build(folder.path, folder.state)
    return caught.value.issues


def places_of(issues: tuple[Issue, ...]) -> list[tuple[str, str, int | None, str | None]]:
    return [(issue.code, issue.file, issue.line, issue.column) for issue in issues]


def test_a_build_counts_the_rows_of_each_table(folder: DataFolder) -> None:
    folder.observe(TOWN)
    snapshot, rows = build(folder.path, folder.state)
    assert rows["observations"] == 1
    assert rows["fields"] == 5
    assert rows["issues"] == 0
    assert snapshots.current(folder.state) == snapshot


def test_a_period_code_brings_its_first_and_last_day(folder: DataFolder) -> None:
    codes = [
        "2017..2021",
        "2020..2022-04",
        "2021",
        "2021-02",
        "2021-H1",
        "2021-H2",
        "2021-Q2..2022-Q3",
        "2021-Q4",
    ]
    folder.observe(*(f"tips,534,{code},,1,=,bc_duc_pho_2022" for code in codes))
    build(folder.path, folder.state)
    found = ask(folder, "select period, strftime(period_start, '%Y-%m-%d'), strftime(period_end, '%Y-%m-%d') "
                        "from observations order by period")  # fmt: skip
    assert found == [
        ("2017..2021", "2017-01-01", "2021-12-31"),
        ("2020..2022-04", "2020-01-01", "2022-04-30"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-02", "2021-02-01", "2021-02-28"),
        ("2021-H1", "2021-01-01", "2021-06-30"),
        ("2021-H2", "2021-07-01", "2021-12-31"),
        ("2021-Q2..2022-Q3", "2021-04-01", "2022-09-30"),
        ("2021-Q4", "2021-10-01", "2021-12-31"),
    ]


def test_columns_go_by_name_and_not_by_position(folder: DataFolder) -> None:
    folder.write(
        "report/observations.csv",
        "value,source,place,indicator,qualifier,period,standard,whole,locator,printed,note\n"
        "196833,bc_duc_pho_2022,534,land_donated_m2,=,2017..2021,,,,,\n",
    )
    build(folder.path, folder.state)
    assert ask(folder, "select indicator, place, value from observations") == [
        ("land_donated_m2", "534", 196833.0)
    ]


BREAKS = {
    "wrong type": ("tips,534,2021,,x,=,bc_duc_pho_2022", "not_number", "value"),
    "engine's own number": ("tips,534,2021,,1e3,=,bc_duc_pho_2022", "not_number", "value"),
    "no value": ("tips,534,2021,,,=,bc_duc_pho_2022", "cell_empty", "value"),
    "no period code": ("tips,534,2021-13,,5,=,bc_duc_pho_2022", "not_period", "period"),
    "no period at all": ("tips,534,later,,5,=,bc_duc_pho_2022", "not_period", "period"),
    "span that runs back": ("tips,534,2021..2017,,5,=,bc_duc_pho_2022", "not_period", "period"),
    "unknown place": ("tips,99,2021,,5,=,bc_duc_pho_2022", "unknown_reference", "place"),
    "unknown indicator": ("tricks,534,2021,,5,=,bc_duc_pho_2022", "unknown_reference", "indicator"),
    "qualifier": ("tips,534,2021,,5,!,bc_duc_pho_2022", "not_allowed", "qualifier"),
    "stray space": ("tips,534,2021,,5,=,bc_duc_pho_2022 ", "not_text", "source"),
    "space that does not break": ("tips,534\u00a0,2021,,5,=,bc_duc_pho_2022", "not_text", "place"),
    "thousands point": (
        "land_donated_m2,534,2017..2021,,196.833,=,bc_duc_pho_2022",
        "too_many_decimals",
        "value",
    ),
    "below minimum": ("tips,534,2021,,-5,=,bc_duc_pho_2022", "below_minimum", "value"),
    "above maximum": ("poverty_rate_pct,534,2021,,101,=,bc_duc_pho_2022", "above_maximum", "value"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_a_diagnosis_names_is_also_what_stops_the_load(folder: DataFolder, name: str) -> None:
    row, code, column = BREAKS[name]
    folder.observe("tips,534,2020,,5,=,bc_duc_pho_2022", row)
    assert places_of(broken(folder)) == [(code, "report/observations.csv", 3, column)]


def test_a_source_may_give_a_quantity_once(folder: DataFolder) -> None:
    folder.observe(TOWN, TOWN)
    assert places_of(broken(folder))[0][:3] == ("key_twice", "report/observations.csv", 3)


def test_a_quantity_may_not_stand_in_two_files_under_one_source(folder: DataFolder) -> None:
    folder.observe(TOWN)
    folder.observe(TOWN, name="public/observations.csv")
    assert places_of(broken(folder))[0][:3] == ("key_twice", "public/observations.csv", 2)


def test_several_faults_in_several_files_are_named_together(folder: DataFolder) -> None:
    folder.observe("tips,534,2021,,x,=,bc_duc_pho_2022")
    folder.replace("catalogue/standards.csv", "2011-01-01", "01/01/2011")
    assert places_of(broken(folder)) == [
        ("not_date", "catalogue/standards.csv", 2, "valid_from"),
        ("not_number", "report/observations.csv", 2, "value"),
    ]


def test_the_sample_may_be_missing_and_a_report_may_not(folder: DataFolder) -> None:
    assert not (folder.path / "sample/observations.csv").exists()
    build(folder.path, folder.state)
    (folder.path / "report/observations.csv").unlink()
    assert places_of(broken(folder)) == [("file_missing", "report/observations.csv", None, None)]


TOML_BREAKS = {
    "not toml": ("tables.toml", "[fields]", "[fields", "not_toml"),
    "no files": ("tables.toml", 'files = ["catalogue/fields.csv"]\n', "", "definition_key_missing"),
    "limits no table": (
        "tables.toml",
        'position = { type = "integer", required = true }',
        "position = 3",
        "definition_wrong_type",
    ),
    "limit of a wrong kind": ("tables.toml", "required = true", "required = 1", "definition_wrong_type"),
    "unknown limit": ("tables.toml", "required = true", "needed = true", "definition_key_unknown"),
    "unknown type": ("tables.toml", 'type = "integer"', 'type = "whole"', "not_allowed"),
    "key that is no column": ("tables.toml", 'key = ["field"]', 'key = ["fild"]', "unknown_reference"),
    "table referred to": (
        "tables.toml",
        'references = "places"',
        'references = "place"',
        "unknown_reference",
    ),
    "sql in a name": ("tables.toml", "name_en =", '"name_en); drop table fields; --" =', "name_not_plain"),
    "entry outside": (
        "indicators.toml",
        "[labour_days]",
        'unit = "m2"\n[labour_days]',
        "definition_not_entry",
    ),
    "decimals in words": ("indicators.toml", "decimals = 0", 'decimals = "none"', "definition_wrong_type"),
    "aggregation": ("indicators.toml", 'aggregation = "sum"', 'aggregation = "average"', "not_allowed"),
    "unit": ("indicators.toml", 'unit = "day"', 'unit = "dai"', "unit_unknown"),
    "field": ("indicators.toml", 'field = "kinh_te"', 'field = "kinh"', "unknown_reference"),
    "numerator": (
        "indicators.toml",
        'numerator = "poor_households"',
        'numerator = "poor"',
        "unknown_reference",
    ),
    "half a ratio": ("indicators.toml", 'numerator = "poor_households"\n', "", "definition_key_missing"),
    "range": (
        "indicators.toml",
        "minimum = 0\nmaximum = 100000",
        "minimum = 5\nmaximum = 1",
        "range_reversed",
    ),
    "basis": ("sources.toml", 'basis = "reported"', 'basis = "guessed"', "not_allowed"),
    "source key": ("sources.toml", 'issued_on = "2022-04"\n', "", "definition_key_missing"),
}


@pytest.mark.parametrize("name", TOML_BREAKS)
def test_a_broken_definition_is_a_finding_with_its_line(folder: DataFolder, name: str) -> None:
    file, old, new, code = TOML_BREAKS[name]
    folder.replace(f"catalogue/{file}", old, new)
    issue = broken(folder)[0]
    assert (issue.code, issue.file) == (code, f"catalogue/{file}")
    assert issue.line is not None
    assert issue.message("vi")
    assert issue.advice("en")


def test_a_table_that_the_program_needs_must_be_declared(folder: DataFolder) -> None:
    declared = (folder.path / "catalogue/tables.toml").read_text(encoding="utf-8")
    folder.write("catalogue/tables.toml", re.sub(r"\[adoptions\].*", "", declared, flags=re.DOTALL))
    assert [(issue.code, issue.value) for issue in broken(folder)] == [("table_missing", "adoptions")]


def test_a_declaration_that_the_program_cannot_use_is_a_finding_too(folder: DataFolder) -> None:
    folder.replace("catalogue/tables.toml", 'level = { type = "text"', 'order = { type = "text"')
    assert [issue.code for issue in broken(folder)] == ["load_failed"]


def test_a_folder_that_cannot_be_written_to_is_a_finding(folder: DataFolder) -> None:
    folder.state.write_text("a file where a folder should be")
    assert [issue.code for issue in broken(folder)] == ["state_not_writable"]


def test_a_failed_build_leaves_the_last_good_snapshot_and_no_litter(folder: DataFolder) -> None:
    good, _ = build(folder.path, folder.state)
    folder.observe("tips,534,2021,,x,=,bc_duc_pho_2022")
    broken(folder)
    assert snapshots.current(folder.state) == good
    database = good.path(folder.state).name
    left = sorted(path.name for path in (folder.state / "snapshots").iterdir())
    assert left == [database, f"{database}.json"]


def test_the_fingerprint_follows_the_content_and_not_the_time_of_a_file(folder: DataFolder) -> None:
    before = fingerprint(folder.path)
    folder.observe(*())
    assert fingerprint(folder.path) == before
    folder.observe(TOWN)
    assert fingerprint(folder.path) != before


def test_a_submission_supersedes_a_report_and_a_later_issue_an_earlier_one(folder: DataFolder) -> None:
    folder.add_source("early", "reported", "2021-01")
    folder.add_source("late", "reported", "2023")
    folder.add_source("ward", "submitted", "2020")
    folder.observe(
        "tips,21439,2020,,5,=,early", "tips,21439,2020,,6,=,late",
        "tips,21439,2021,,7,=,ward", "tips,21439,2021,,7,=,late",
        "tips,21439,2021,,9,=,mau_xa_phuong",
    )  # fmt: skip
    build(folder.path, folder.state)
    found = ask(folder, "select period, source from observations where not superseded order by all")
    assert found == [("2020", "late"), ("2021", "mau_xa_phuong"), ("2021", "ward")]


def test_rows_of_a_large_file_stay_in_the_order_of_its_lines(tmp_path: Path) -> None:
    rows = 400_000
    path = tmp_path / "numbers.csv"
    path.write_text("number\n" + "".join(f"{number}\n" for number in range(rows)), encoding="utf-8")
    table = Table("numbers", "one per number", ("numbers.csv",), ("number",), (Column("number", "integer"),))
    with duckdb.connect() as con:
        con.execute("set threads = 4")
        create_table(con, table)
        assert load_file(con, table, path) == rows
        assert con.execute("select count(*) from numbers where rowid <> number").fetchone() == (0,)


@pytest.mark.parametrize("pattern", [cells.INTEGER, cells.NUMBER, cells.DATE])
def test_a_pattern_reads_the_same_in_both_engines(pattern: str) -> None:
    texts = [
        "5",
        "-5",
        "5.5",
        "5.",
        ".5",
        "1e3",
        "٥",
        " 5",
        "5 ",
        "5\n",
        "2021-12-31",
        "2021-1-1",
        "1" * 16,
        "",
        "-",
        "0x1",
    ]
    with duckdb.connect() as con:
        found = con.execute("select list_transform($texts, lambda text: regexp_full_match(text, $pattern))",
                            {"texts": texts, "pattern": pattern}).fetchone()  # fmt: skip
    assert found == ([re.fullmatch(pattern, text) is not None for text in texts],)


def test_an_empty_file_of_observations_is_no_fault(folder: DataFolder) -> None:
    folder.write("report/observations.csv", OBSERVATIONS)
    assert build(folder.path, folder.state)[1]["observations"] == 0
