"""danvan.submission.bulk: a large file is right or refused, as a small one is, whatever reads it."""

from pathlib import Path

import pytest
from data_folder import DataFolder

from danvan.intake.guards import UPLOAD
from danvan.intake.submission import HandedFile
from danvan.submission.bulk import check_bulk, is_bulk, submit_bulk
from danvan.submission.publish import DONE, NOTHING_NEW, REFUSED, TO_CONFIRM, Outcome, submit
from danvan.warehouse.read import Warehouse

HEAD = "indicator,place,period,value\n"
GOOD = HEAD + "land_donated_m2,21469,2021,196833\npoor_households,21469,2021,20\nhouseholds,21469,2021,1054\n"
QUESTION = """
    select indicator, place, period, standard, value, qualifier from observations
    where source like 'nop_%' order by indicator, place, period
"""


def ask(folder: DataFolder, question: str) -> list[tuple[object, ...]]:
    """Return the rows that a new reader finds."""
    answer = Warehouse(folder.path, folder.state).fetch(question)
    return list(answer.astype(object).where(answer.notna(), None).itertuples(index=False, name=None))


def bulk(folder: DataFolder, content: str | bytes, **options: bool) -> Outcome:
    path = folder.path.parent / "lon.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return submit_bulk(path, "an", folder.path, folder.state, **options)


def faults(outcome: Outcome) -> list[tuple[str, int | None, str | None]]:
    return [(issue.code, issue.line, issue.value) for issue in outcome.review.issues]


def test_a_large_file_gives_what_the_same_small_file_gives(folder: DataFolder, tmp_path: Path) -> None:
    small = DataFolder(tmp_path / "small")
    assert submit([HandedFile("nho.csv", GOOD.encode())], "an", small.path, small.state).result == DONE
    outcome = bulk(folder, GOOD)
    assert (outcome.result, outcome.entry.rows if outcome.entry else 0) == (DONE, 3)
    assert ask(folder, QUESTION) == ask(small, QUESTION)
    assert bulk(folder, GOOD).result == NOTHING_NEW


def test_columns_go_by_name_and_names_in_vietnamese_are_read(folder: DataFolder) -> None:
    assert bulk(folder, "giá trị;kỳ;đơn vị;chỉ tiêu\n5;2021;xã Phổ An;tips\n").result == DONE
    assert ask(folder, QUESTION) == [("tips", "21442", "2021", None, 5.0, "=")]


@pytest.mark.parametrize(
    ("rows", "code", "line"),
    [
        ("tips,99999,2021,5\n", "place_unknown", 2),
        ("tipz,21469,2021,5\n", "indicator_unknown", 2),
        ("tips,21469,2021,5\ntips,21469,2021-13,5\n", "period_unknown", 3),
        ("tips,21469@2025,2021,5\n", "place_unknown", 2),
        ("tips,21439@2025,2021,5\n", "unit_not_then", 2),
        ("tips,21469,2026,5\n", "unit_not_then", 2),
        ("tips,21469,2021,5\ntips,21469,2021,6\n", "figure_twice", 3),
        ("tips,21469,2021,-1\n", "below_minimum", 2),
        ("tips,21469,2021,99999\n", "above_maximum", 2),
        ("award_town_collectives,21469,2021,5\n", "not_handed_in", 2),
    ],
)
def test_each_fault_is_named_on_its_line_and_nothing_is_loaded(
    folder: DataFolder, rows: str, code: str, line: int
) -> None:
    outcome = bulk(folder, HEAD + rows)
    assert outcome.result == REFUSED
    assert (code, line) in [fault[:2] for fault in faults(outcome)]
    assert ask(folder, QUESTION) == []


@pytest.mark.parametrize("value", ["2.315", "196.833", "5,5", "abc", "1e3", "2 hộ", "01/02/2021", "=1+1"])
def test_a_value_that_is_no_plain_number_of_one_reading_is_refused(folder: DataFolder, value: str) -> None:
    cell = f'"{value}"' if "," in value else value
    assert bulk(folder, f"{HEAD}road_km,21469,2021,{cell}\n").result == REFUSED
    assert ask(folder, QUESTION) == []


def test_a_part_above_its_whole_is_refused_and_a_jump_is_asked_about(folder: DataFolder) -> None:
    poor = "poor_households,21469,2021,2000\nhouseholds,21469,2021,1054\n"
    assert bulk(folder, HEAD + poor).result == REFUSED
    jump = HEAD + "tips,21469,2020,30\ntips,21469,2021,900\n"
    asked = bulk(folder, jump)
    assert (asked.result, faults(asked)) == (TO_CONFIRM, [("jump", 3, "900")])
    assert bulk(folder, jump, confirmed=True).result == DONE


def test_a_check_changes_nothing(folder: DataFolder) -> None:
    path = folder.path.parent / "lon.csv"
    path.write_text(GOOD, encoding="utf-8")
    opened = Warehouse(folder.path, folder.state).opened()
    before = sorted(str(one) for one in folder.state.rglob("*"))
    review = check_bulk(path, opened, folder.path, folder.state)
    assert (review.has_errors, review.trial.new if review.trial else 0) == (False, 3)
    assert sorted(str(one) for one in folder.state.rglob("*")) == before


def test_only_a_text_above_the_limit_of_the_page_goes_this_way(tmp_path: Path) -> None:
    large, small, zipped = tmp_path / "lon.csv", tmp_path / "nho.csv", tmp_path / "lon.xlsx"
    large.write_bytes(GOOD.encode() + b"#" * UPLOAD.bytes)
    small.write_text(GOOD, encoding="utf-8")
    zipped.write_bytes(b"PK\x03\x04" + b"\0" * UPLOAD.bytes)
    assert [is_bulk(path) for path in (large, small, zipped)] == [True, False, False]
