"""danvan.exports.taken and what all forms share: the guard, the names, the list of forms."""

import re
import string
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from taken_examples import COLUMNS, MIXED_UNITS, REAL, ROWS, SAMPLE, TEXTS

from danvan.exports import FORMATS, Chart, Column, Taken
from danvan.exports.guard import dangerous, guarded, unguarded
from danvan.exports.names import LONGEST, file_name, stem
from danvan.exports.taken import with_units
from danvan.provenance import MixedStanding
from danvan.text import words


def with_values(*values: object) -> Taken:
    return replace(REAL, chart=None, rows=tuple((*ROWS[0][:3], value, *ROWS[0][4:]) for value in values))


def test_values_of_pandas_and_numpy_become_plain_and_what_is_no_number_is_missing() -> None:
    given_values = (
        np.float64(1.5),
        np.int64(3),
        Decimal("2.5"),
        float("nan"),
        pd.NA,
        float("inf"),
        None,
        -0.0,
    )
    values = with_values(*given_values).cells("value")
    assert values == (1.5, 3, 2.5, None, None, None, None, 0)
    assert [type(value) for value in values[:3]] == [float, int, float]
    assert str(values[-1]) == "0"


@pytest.mark.parametrize("value", ["12", 2**53 + 1, 10**400, object()])
def test_what_is_not_the_same_number_in_every_form_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="'value' cannot hold"):
        with_values(value)


def test_a_whole_column_holds_whole_numbers_only() -> None:
    row = ROWS[0]
    assert replace(REAL, rows=((*row[:5], 870.0, *row[6:]),)).cells("households") == (870,)
    with pytest.raises(ValueError, match="'households' cannot hold"):
        replace(REAL, rows=((*row[:5], 1.5, *row[6:]),))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"columns": (*COLUMNS[:-1], Column("Nguồn", "Nguồn", "text"))}, "'Nguồn' is not in small letters"),
        ({"columns": (*COLUMNS[:-1], COLUMNS[0])}, "same key"),
        ({"rows": (("Phổ Hòa",),)}, "one cell for each of the 8"),
        ({"sources": (("Báo cáo 1",),)}, "A source has not"),
        ({"chart": Chart("bar", "ward", ("value",))}, "not there: ward"),
        ({"chart": Chart("bar", "place", ("source",))}, "numbers only"),
        ({"columns": (*COLUMNS[:3], Column("value", "v", "number", "*"), *COLUMNS[4:])}, "needs its unit"),
        ({"rows": ((*ROWS[0][:4], "!", *ROWS[0][5:]),)}, "no qualifier '!'"),
    ],
)
def test_parts_that_do_not_fit_together_are_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replace(REAL, **changes)  # type: ignore[arg-type]


def test_sample_and_real_rows_never_meet() -> None:
    with pytest.raises(MixedStanding):
        replace(REAL, sample=True)
    with pytest.raises(MixedStanding):
        replace(SAMPLE, sample=False)


def test_every_row_of_a_sample_says_so_also_where_its_value_is_missing() -> None:
    assert SAMPLE.cells("basis") == ("sample",) * 4
    without = (*COLUMNS[:6], COLUMNS[7])
    with pytest.raises(ValueError, match="'basis'"):
        replace(SAMPLE, columns=without, rows=tuple((*row[:6], row[7]) for row in SAMPLE.rows))


def test_the_unit_gets_a_column_after_the_value_and_only_once() -> None:
    table = with_units(MIXED_UNITS)
    assert [column.key for column in table.columns[3:6]] == ["value", "unit", "qualifier"]
    assert table.cells("unit") == ("m2", "m2", "pct", "pct")
    assert with_units(table) is table
    assert with_units(REAL).cells("unit") == ("m2",) * 4


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@a", "\t1", "\r1", "\n1", "  =1", "\"'=1", "＝1", "\u200b-1"]
)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "=", "a=1", "Phổ Hòa", "2017-01", "1-2", "'a", "(-1)"])
def test_a_harmless_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@given(TEXTS)
def test_the_guard_can_be_taken_away_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not dangerous(text) or guarded(text)[0] == "'"


def test_a_file_name_says_what_is_in_the_file() -> None:
    parts = ("Đất hiến làm đường", "Phổ Hòa", "2017..2021", "", "Theo năm")
    assert file_name(*parts, ending="xlsx") == "dat-hien-lam-duong_pho-hoa_2017-2021_theo-nam.xlsx"
    assert file_name(*parts, ending="csv", sample=True).endswith("_theo-nam_so-lieu-minh-hoa.csv")


def test_a_long_name_loses_whole_words_but_never_the_mark_of_a_sample() -> None:
    name = file_name("đất hiến " * 40, ending="parquet", sample=True)
    assert len(name) <= LONGEST
    assert re.fullmatch("(dat-hien-)*(dat|dat-hien)_so-lieu-minh-hoa[.]parquet", name)
    assert file_name(stem("a", sample=True), ending="json") == "a_so-lieu-minh-hoa.json"


@pytest.mark.parametrize(
    ("part", "name"),
    [("../../etc/passwd", "etc-passwd"), ("CON", "so-lieu-con"), ("", "so-lieu"), ("NUL.txt", "nul-txt")],
)
def test_a_name_is_no_path_and_no_device(part: str, name: str) -> None:
    assert file_name(part, ending="csv") == f"{name}.csv"


@given(st.lists(TEXTS, max_size=5), st.booleans())
def test_any_parts_give_a_short_plain_name_that_stays_as_it_is(parts: list[str], sample: bool) -> None:
    name = stem(*parts, sample=sample)
    assert 0 < len(name) <= LONGEST
    assert set(name) <= set(string.ascii_lowercase + string.digits + "-_")
    assert stem(name) == name


def test_the_forms_are_listed_once_with_words_and_names() -> None:
    assert list(FORMATS) == ["excel-csv", "csv", "xlsx", "parquet", "json"]
    for name, form in FORMATS.items():
        assert form.name == name
        assert all(form.words_key in words(language) for language in ("vi", "en"))
        assert form.file_name(SAMPLE).endswith(f"_so-lieu-minh-hoa.{form.ending}")
    assert len({form.file_name(REAL) for form in FORMATS.values()}) == len(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "taken", [REAL, SAMPLE, MIXED_UNITS, replace(REAL, rows=())], ids=["real", "sample", "units", "none"]
)
def test_the_same_table_gives_the_same_bytes(name: str, taken: Taken) -> None:
    assert FORMATS[name].make(taken) == FORMATS[name].make(replace(taken))
