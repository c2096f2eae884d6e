"""danvan.exports.json_text and danvan.exports.parquet: the forms for other programs, read back."""

import io
import json
from dataclasses import replace

import pandas as pd
import pyarrow as pa
import pyarrow.parquet
from hypothesis import given, settings
from taken_examples import MIXED_UNITS, REAL, SAMPLE, any_taken

from danvan.exports.json_text import json_text
from danvan.exports.parquet import METADATA_KEY, parquet
from danvan.exports.styles import without_half_surrogates
from danvan.exports.taken import Taken, with_units


def table_of(taken: Taken) -> pa.Table:
    return pyarrow.parquet.read_table(io.BytesIO(parquet(taken)))


def whole(value: object) -> object:
    return without_half_surrogates(value) if isinstance(value, str) else value


def test_json_says_what_the_table_is_and_holds_rows_by_key() -> None:
    content = json_text(REAL)
    assert "Phổ Hòa".encode() in content
    read = json.loads(content)
    assert list(read) == ["title", "subtitle", "language", "sample", "facts", "sources", "columns", "rows"]
    assert (read["title"], read["sample"]) == (REAL.title, False)
    assert read["facts"] == {"Nơi": "Phổ Hòa, Phổ An", "Kỳ": "2020–2021"}
    assert read["sources"][1] == {"Văn bản": "Báo cáo 2", "Vị trí": "bảng 3"}
    assert read["columns"][3] == {
        "key": "value", "heading": "Đất hiến (m²)", "kind": "number", "unit": "m2", "decimals": 1
    }  # fmt: skip
    assert read["rows"][1] == {
        "place": "Phổ Hòa", "period": "2021", "indicator": "Đất hiến làm đường", "value": 45000, "unit": "m2",
        "qualifier": ">", "households": 880, "basis": "reported", "source": "Báo cáo 1",
    }  # fmt: skip
    assert read["rows"][3]["value"] is None


def test_a_label_that_comes_twice_loses_none_of_its_words() -> None:
    twice = replace(REAL, facts=(("Ghi chú", "một"), ("Ghi chú", "hai")))
    assert json.loads(json_text(twice))["facts"] == {"Ghi chú": "một\nhai"}


def test_a_sample_says_so_in_both_forms_and_in_each_row() -> None:
    read, table = json.loads(json_text(SAMPLE)), table_of(SAMPLE)
    assert read["sample"] is True
    assert {row["basis"] for row in read["rows"]} == set(table["basis"].to_pylist()) == {"sample"}
    assert json.loads(table.schema.metadata[METADATA_KEY])["sample"] is True


def test_parquet_has_typed_columns_nulls_and_what_is_said_of_the_table() -> None:
    table = table_of(MIXED_UNITS)
    assert table.schema.field("value").type == pa.float64()
    assert table.schema.field("households").type == pa.int64()
    assert table.schema.field("place").type == pa.string()
    assert table["value"].to_pylist() == [12345.5, 45000.0, -7.25, None]
    assert table["unit"].to_pylist() == ["m2", "m2", "pct", "pct"]
    said = json.loads(table.schema.metadata[METADATA_KEY])
    assert said == {key: part for key, part in json.loads(json_text(MIXED_UNITS)).items() if key != "rows"}
    assert len(pd.read_parquet(io.BytesIO(parquet(REAL)))) == 4


def test_an_empty_table_keeps_its_columns() -> None:
    empty = replace(REAL, rows=())
    assert json.loads(json_text(empty))["rows"] == []
    assert table_of(empty).column_names == [column.key for column in with_units(REAL).columns]


@given(any_taken())
@settings(max_examples=40)
def test_any_text_and_number_comes_back(taken: Taken) -> None:
    full = with_units(taken)
    expected = [
        {column.key: whole(cell) for column, cell in zip(full.columns, row, strict=True)} for row in full.rows
    ]
    assert json.loads(json_text(taken))["rows"] == expected
    assert table_of(taken).to_pylist() == expected
