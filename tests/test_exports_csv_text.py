"""danvan.exports.csv_text: CSV for Excel in Vietnamese and for other programs, read back."""

import csv
import io
from decimal import Decimal

import pandas as pd
from hypothesis import given, settings
from taken_examples import MIXED_UNITS, REAL, SAMPLE, any_taken

from danvan.exports.csv_text import for_excel, plain
from danvan.exports.guard import dangerous, unguarded
from danvan.exports.styles import LONGEST_CELL, printable, without_control_signs
from danvan.exports.taken import Taken, with_units

TEXTS_OF_REAL = ["place", "period", "indicator", "unit", "qualifier", "basis", "source"]


def read(content: bytes, separator: str) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def harmless(cell: str) -> bool:
    return cell.startswith("'") or not dangerous(cell)


def test_excel_in_vietnamese_gets_a_mark_semicolons_decimal_commas_and_words() -> None:
    assert for_excel(REAL).decode() == (
        "\ufeffXã, phường;Năm;Chỉ tiêu;Đất hiến (m²);Mức;Số hộ (hộ);Tình trạng;Nguồn\r\n"
        "Phổ Hòa;2020;Đất hiến làm đường;12345,5;bằng;870;Theo báo cáo;Báo cáo 1\r\n"
        "Phổ Hòa;2021;Đất hiến làm đường;45000;trên;880;Theo báo cáo;Báo cáo 1\r\n"
        'Phổ An;2020;Đất hiến làm đường;-7,25;dưới;;Xã, phường nộp;"Báo cáo 2; bảng 3"\r\n'
        "Phổ An;2021;Đất hiến làm đường;;chưa có số liệu;1204;Theo báo cáo;Báo cáo 1\r\n"
    )


def test_other_programs_get_keys_codes_and_decimal_points() -> None:
    assert plain(REAL).decode() == (
        "place,period,indicator,value,unit,qualifier,households,basis,source\n"
        "Phổ Hòa,2020,Đất hiến làm đường,12345.5,m2,=,870,reported,Báo cáo 1\n"
        "Phổ Hòa,2021,Đất hiến làm đường,45000,m2,>,880,reported,Báo cáo 1\n"
        "Phổ An,2020,Đất hiến làm đường,-7.25,m2,<,,submitted,Báo cáo 2; bảng 3\n"
        "Phổ An,2021,Đất hiến làm đường,,m2,,1204,reported,Báo cáo 1\n"
    )


def test_each_row_of_a_sample_says_that_it_is_one() -> None:
    assert [row[6] for row in read(for_excel(SAMPLE), ";")[1:]] == ["Số liệu minh họa"] * 4
    assert list(pd.read_csv(io.BytesIO(plain(SAMPLE)))["basis"]) == ["sample"] * 4


def test_units_that_differ_have_a_column_in_words_or_as_codes() -> None:
    assert [row[4] for row in read(for_excel(MIXED_UNITS), ";")] == ["Đơn vị tính", "m²", "m²", "%", "%"]
    assert [row[4] for row in read(plain(MIXED_UNITS), ",")] == ["unit", "m2", "m2", "pct", "pct"]


def test_pandas_reads_the_very_same_table() -> None:
    frame = pd.read_csv(io.BytesIO(plain(REAL)), dtype=dict.fromkeys(TEXTS_OF_REAL, str))
    rows = [tuple(None if pd.isna(cell) else cell for cell in row) for row in frame.itertuples(index=False)]
    assert tuple(rows) == with_units(REAL).rows


@given(any_taken())
@settings(max_examples=40)
def test_other_programs_read_any_text_and_number_back(taken: Taken) -> None:
    table = with_units(taken)
    frame = pd.read_csv(
        io.BytesIO(plain(taken)),
        dtype=dict.fromkeys(TEXTS_OF_REAL, str) | {"value": float, "households": "Int64"},
        keep_default_na=False,
        na_values={"value": [""], "households": [""]},
    )
    assert list(frame.columns) == [column.key for column in table.columns]
    for column in table.columns:
        for cell, back in zip(table.cells(column.key), frame[column.key], strict=True):
            if column.kind == "text":
                assert unguarded(back) == without_control_signs(cell or "")
                assert harmless(back)
            else:
                assert pd.isna(back) if cell is None else back == cell


@given(any_taken())
@settings(max_examples=40)
def test_excel_gets_any_number_exactly_and_no_text_that_it_would_run(taken: Taken) -> None:
    head, *rows = read(for_excel(taken), ";")
    assert [unguarded(cell) for cell in head] == [printable(column.heading) for column in taken.columns]
    for given_row, row in zip(taken.rows, rows, strict=True):
        for column, cell, back in zip(taken.columns, given_row, row, strict=True):
            if column.kind != "text":
                assert back == "" if cell is None else Decimal(back.replace(",", ".")) == Decimal(repr(cell))
                continue
            assert harmless(back)
            assert len(back) <= LONGEST_CELL + 1
            if column.key in ("place", "source"):
                assert unguarded(back) == printable(cell or "")
