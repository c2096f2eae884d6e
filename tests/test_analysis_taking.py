"""danvan.analysis.taking: what is taken away is what was answered, with its standing."""

import csv
import io
import json
from dataclasses import replace
from functools import cache
from typing import Any, get_args

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan import queries
from danvan.analysis.asked import MODELS, Asked, Grouping, Length, Measure, Units
from danvan.analysis.counting import DIVIDED, counting
from danvan.analysis.fitting import fitted, indicators_of_units
from danvan.analysis.forms import Result, result
from danvan.analysis.taking import ALL_KEYS, keys, taken, taken_of, unit_code
from danvan.catalogue import Catalogue
from danvan.exports import FORMATS, Taken
from danvan.measures.intervals import wilson
from danvan.story.finding import Question
from danvan.story.memory import for_one_work
from danvan.text import words
from danvan.warehouse.read import Opened, warehouse

remember = for_one_work()


@cache
def opened() -> Opened:
    return warehouse().opened()


@cache
def catalogue() -> Catalogue:
    return queries.catalogue()


def question(**changes: Any) -> Question:
    plain = Question(catalogue(), (), None, *catalogue().years, sample=True, language="vi", remember=remember)
    return replace(plain, **changes)


def taken_away(asked: Asked, of: Question | None = None) -> tuple[Result, Taken]:
    asking = of or question()
    found = result(asking, fitted(asking, asked)[0])
    return found, taken_of(asking, found, address="/phan-tich", snapshot=opened().snapshot)


def rows(table: Taken) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(FORMATS["csv"].make(table).decode())))


def test_every_figure_of_an_answer_is_one_row_with_its_own_standing() -> None:
    found, table = taken_away(Asked(("poverty_rate_pct",), length="year"))
    cells = found.answer.cells
    read = rows(table)
    assert len(read) == len(cells) == 15 * 5
    for cell, row in zip(cells.itertuples(), read, strict=True):
        assert (row["group"], row["period"], row["standard"]) == (cell.group, cell.period, cell.standard)
        assert float(row["value"]) == cell.value
        assert (row["qualifier"], row["basis"], row["source_codes"]) == (
            cell.qualifier,
            cell.basis,
            cell.source,
        )
        assert (int(row["numerator"]), int(row["denominator"])) == (cell.numerator, cell.denominator)
        assert (int(row["places"]), int(row["expected"]), row["complete"]) == (
            cell.places,
            cell.expected,
            "1",
        )


def any_asked() -> st.SearchStrategy[Asked]:
    """Return any question about one or two indicators of wards, or about models."""
    codes = [one.indicator for one in indicators_of_units(question())]
    return st.builds(
        Asked,
        indicators=st.lists(st.sampled_from(codes), min_size=1, max_size=2, unique=True).map(tuple)
        | st.just((MODELS,)),
        grouping=st.sampled_from(get_args(Grouping)),
        length=st.sampled_from(get_args(Length)),
        measure=st.sampled_from(get_args(Measure)),
        units=st.sampled_from(get_args(Units)),
    )


@given(st.deferred(any_asked), st.booleans())
@settings(max_examples=10)
def test_whatever_is_asked_values_and_standings_come_back_as_they_were_answered(
    asked: Asked, sample: bool
) -> None:
    found, table = taken_away(asked, question(sample=sample))
    cells = found.answer.cells
    back = json.loads(FORMATS["json"].make(table))
    assert back["sample"] == found.answer.is_sample
    assert len(back["rows"]) == len(cells)
    for cell, row in zip(cells.to_dict("records"), back["rows"], strict=True):
        assert row["value"] == (None if pd.isna(cell["value"]) else cell["value"])
        same = ("indicator", "group", "period", "qualifier", "basis")
        assert {key: row[key] for key in same} == {key: cell[key] for key in same}
        assert row["source_codes"] == cell["source"]
        assert (row["low"] is None or row["qualifier"] == "=") if "low" in row else True
    used = {code for source in cells["source"] for code in source.split(" ")}
    assert {source["Mã"] for source in back["sources"]} == used


def test_a_lower_bound_of_a_document_stays_one_in_every_form() -> None:
    _, table = taken_away(Asked(("contribution_vnd",), grouping="reported"))
    (row,) = [row for row in rows(table) if row["group"] == "534"]
    assert (row["value"], row["unit"], row["qualifier"], row["basis"]) == (
        "204000000000",
        "vnd",
        ">",
        "reported",
    )
    assert row["locator"].startswith("mục ")
    sheet = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].make(table))).worksheets[0]
    (cell,) = [cell for line in sheet.iter_rows() for cell in line if cell.value == 204_000_000_000]
    assert "trên" in cell.number_format


def test_the_interval_of_a_share_is_that_of_wilson() -> None:
    _, table = taken_away(Asked(("poverty_rate_pct",), length="year", grouping="town"))
    first = rows(table)[0]
    low, high = wilson(int(first["numerator"]), int(first["denominator"]))
    assert (float(first["low"]), float(first["high"])) == pytest.approx((100 * low, 100 * high))
    assert low < float(first["value"]) / 100 < high


def test_a_sample_says_so_in_each_row_in_the_facts_and_in_the_name_of_the_file() -> None:
    _, table = taken_away(Asked())
    assert table.sample
    assert {row["basis"] for row in rows(table)} == {"sample"}
    assert any("SỐ LIỆU MINH HỌA" in said for _, said in table.facts)
    assert (
        FORMATS["xlsx"].file_name(table) == "dat-hien-lam-duong_theo-don-vi_2017-2021_so-lieu-minh-hoa.xlsx"
    )
    _, real = taken_away(Asked(grouping="reported"))
    assert not real.sample
    assert FORMATS["csv"].file_name(real) == "dat-hien-lam-duong_theo-bao-cao_2017-2021.csv"


def test_csv_for_excel_opens_with_semicolons_decimal_commas_and_words() -> None:
    _, table = taken_away(Asked(("road_km",), grouping="kind", measure="share"))
    text = FORMATS["excel-csv"].make(table).decode("utf-8-sig")
    read = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [row["Đơn vị, nhóm"] for row in read] == ["Các phường", "Các xã"]
    shares = [float(row["Giá trị"].replace(",", ".")) for row in read]
    assert sum(shares) == pytest.approx(100)
    assert {row["Tình trạng"] for row in read} == {"Số liệu minh họa"}


def test_what_a_spreadsheet_would_run_is_text() -> None:
    known = catalogue()
    sources = {
        code: replace(one, short='=HYPERLINK("x")', title="@SUM(A1)") for code, one in known.sources.items()
    }
    _, table = taken_away(Asked(), question(catalogue=replace(known, sources=sources)))
    assert {row["source"] for row in rows(table)} == {'\'=HYPERLINK("x")'}
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].make(table)))
    formulas = [
        c for sheet in book.worksheets for line in sheet.iter_rows() for c in line if c.data_type == "f"
    ]
    assert formulas == []


def test_models_say_what_is_stated_what_is_inferred_and_where_they_are_not() -> None:
    found, table = taken_away(Asked((MODELS,), grouping="model", least=5))
    assert [row["group"] for row in rows(table)] == list(found.answer.cells["group"])
    lit = next(row for row in rows(table) if row["group"] == "thap_sang_duong_que")
    assert (lit["value"], lit["unit"], lit["stated"], lit["inferred"]) == ("10", "ward", "10", "0")
    assert len(lit["without_codes"].split(" ")) == 5
    assert lit["without"].count(", ") == 4


def test_units_not_chosen_stand_beside_the_chosen_only_where_the_form_compares() -> None:
    two = question(places=("21469", "21442"))
    _, ranking = taken_away(Asked(form="ranking"), two)
    assert sorted(row["group"] for row in rows(ranking) if row["chosen"] == "1") == ["21442", "21469"]
    assert len(rows(ranking)) == 15
    _, table = taken_away(Asked(form="pivot"), two)
    assert sorted(row["group"] for row in rows(table)) == ["21442", "21469"]


def test_an_indicator_left_out_beside_real_figures_is_named() -> None:
    found, _ = taken_away(Asked(("tips",), length="year"))
    assert found.answer.is_sample
    both = replace(found.answer, cells=found.answer.cells.assign(basis="submitted"))
    both = replace(both, counted={**both.counted, **taken_away(Asked(("road_km",)))[0].answer.counted})
    table = taken(question(), both, title="", subtitle="", address="", snapshot=opened().snapshot)
    assert any(label == "Không có trong bảng" and "Đường" in said for label, said in table.facts)


def test_every_unit_that_a_value_can_have_has_words_in_both_languages() -> None:
    units = {
        unit_code(Asked(measure=measure), counting(catalogue(), one.indicator, measure))
        for one in indicators_of_units(question())
        for measure in get_args(Measure)
        if not one.derived or measure not in DIVIDED
    }
    assert {"m2_per_household", "tip_per_1000", "pct", "percentage_point"} <= units
    for language in ("vi", "en"):
        assert [unit for unit in sorted(units) if f"unit.{unit}" not in words(language)] == []


def test_the_columns_depend_on_the_question_alone() -> None:
    everything, nothing = (
        result(question(sample=sample), Asked(length="year", measure="per_household"))
        for sample in (True, False)
    )
    assert not everything.answer.empty
    assert nothing.answer.empty
    assert keys(everything.answer) == keys(nothing.answer)
    assert set(keys(everything.answer)) <= set(ALL_KEYS)
