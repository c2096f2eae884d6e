"""Tables to take away: a small one of each kind, and any that Hypothesis can think of."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from danvan.exports import Chart, Column, Taken

COLUMNS = (
    Column("place", "Xã, phường", "text"),
    Column("period", "Năm", "text"),
    Column("indicator", "Chỉ tiêu", "text"),
    Column("value", "Đất hiến (m²)", "number", "m2", 1),
    Column("qualifier", "Mức", "text"),
    Column("households", "Số hộ (hộ)", "whole", "household"),
    Column("basis", "Tình trạng", "text"),
    Column("source", "Nguồn", "text"),
)
LAND = "Đất hiến làm đường"
ROWS: tuple[tuple[Any, ...], ...] = (
    ("Phổ Hòa", "2020", LAND, 12345.5, "=", 870, "reported", "Báo cáo 1"),
    ("Phổ Hòa", "2021", LAND, 45000, ">", 880, "reported", "Báo cáo 1"),
    ("Phổ An", "2020", LAND, -7.25, "<", None, "submitted", "Báo cáo 2; bảng 3"),
    ("Phổ An", "2021", LAND, None, None, 1204, "reported", "Báo cáo 1"),
)
REAL = Taken(
    stem="dat-hien_2-xa_2020-2021",
    title="Phổ Hòa hiến trên 45.000 m² đất",
    subtitle="Đất hiến làm đường, 2020–2021, m²",
    columns=COLUMNS,
    rows=ROWS,
    facts=(("Nơi", "Phổ Hòa, Phổ An"), ("Kỳ", "2020–2021")),
    sources=(("Báo cáo 1", "trang 7"), ("Báo cáo 2", "bảng 3")),
    source_headings=("Văn bản", "Vị trí"),
    chart=Chart("line", "period", ("value",), series="place"),
    as_of=date(2026, 3, 9),
)
SAMPLE = replace(
    REAL, sample=True, rows=tuple((*row[:6], "sample" if row[4] else None, "Chương trình") for row in ROWS)
)
MIXED_UNITS = replace(
    REAL,
    columns=(*COLUMNS[:3], Column("value", "Giá trị", "number", "*"), *COLUMNS[4:]),
    row_units=("m2", "m2", "pct", "pct"),
    row_decimals=(0, 0, 2, 2),
)

NASTY = (
    "=cmd|' /C calc'!A0", "+1", "-1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n+1", "  =1", '"=1', "'=1", "''=1", "=",
    "＝1", "\u200b=1", "\ufeff@a", "a\rb", "a\r\nb", "a\nb", 'a"b', "a;b", "a,b", "a\x00b", "\x1b[31m", "\ud800",
    "\u202eabc", "😀", "007", "1e5", "TRUE", " a ", "<b>&amp;", "x" * 40_000, "Phổ Hòa", "NA", "_x0041_",
)  # fmt: skip
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(max_size=30))
NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(2**53), 2**53),
    st.sampled_from([-1, 0, 5e-324, 1e-7, 1e15, 1e16, -1e300, 0.1, 2.675, 45000.0]),
)
WHOLES = st.integers(-(2**63) + 1, 2**63 - 1)


@st.composite
def any_taken(draw: st.DrawFn) -> Taken:
    """Return a table with any texts and numbers, also where no reader would have put them."""
    columns = tuple(replace(column, heading=draw(TEXTS)) for column in COLUMNS)
    row = st.tuples(
        *([st.none() | TEXTS] * 3),
        st.none() | NUMBERS,
        st.sampled_from(["=", ">", ">=", "<", "~"]),
        st.none() | WHOLES,
        st.sampled_from(["reported", "derived"]),
        TEXTS,
    )
    return replace(
        REAL,
        title=draw(TEXTS),
        subtitle=draw(TEXTS),
        columns=columns,
        rows=tuple(draw(st.lists(row, max_size=4))),
        facts=tuple(draw(st.lists(st.tuples(TEXTS, TEXTS), max_size=2))),
        sources=tuple(draw(st.lists(st.tuples(TEXTS, TEXTS), max_size=2))),
    )
