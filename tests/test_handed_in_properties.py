"""Whatever is done to a file: it is read right, or something is said; never does a figure change unnoticed."""

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from handed_in_planted import DAY
from handed_in_writer import (
    GROUP_AND_POINT,
    INDICATORS,
    PERIODS,
    PLACES,
    Cell,
    Key,
    Truth,
    Written,
    number,
    truths,
    written,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbook_files import of_rows

from danvan.exports.form import form
from danvan.intake.context import Context
from danvan.intake.submission import HandedFile, HandedIn, read_files
from danvan.paths import ROOT
from danvan.submission.review import context_of
from danvan.text import words
from danvan.warehouse.build import build
from danvan.warehouse.read import Opened, connect

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
# What may be said of a file that is read right.
HARMLESS = {"decoded_from"}
# The part of a key that a cell of this kind tells.
PARTS = {"indicator": 0, "place": 1, "period": 2}


def some(examples: int) -> settings:
    return settings(max_examples=examples, deadline=None, derandomize=True, suppress_health_check=SLOW)


class Reader:
    """Reads files against the definitions that ship; short to print, for a failure shows it."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.forms: dict[str, bytes] = {}

    def __repr__(self) -> str:
        return "Reader"

    def __call__(self, content: bytes, name: str = "file.csv") -> HandedIn:
        return self.several({name: content})

    def several(self, contents: dict[str, bytes]) -> HandedIn:
        return read_files([HandedFile(name, content) for name, content in contents.items()], self.context)

    def form(self, language: str) -> bytes:
        if language not in self.forms:
            self.forms[language] = form(self.context.catalogue, words(language), today=DAY)
        return self.forms[language]

    def meaning(self, heading: str) -> str:
        found = self.context.headings.read(heading)
        return found.key if found else ""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    state = tmp_path_factory.mktemp("state")
    snapshot, _ = build(ROOT / "data", Path(state))
    connection = connect(snapshot.path(Path(state)))
    yield Reader(context_of(Opened(snapshot, connection), today=DAY))
    connection.close()


def figures_of(handed: HandedIn) -> Truth:
    return {(one.indicator, one.place, one.period): (one.value, one.qualifier) for one in handed.figures}


def faults_of(handed: HandedIn) -> list[tuple[str, int | None, str | None]]:
    return [(one.code, one.line, one.value) for one in handed.issues if one.code not in HARMLESS]


@dataclass(frozen=True)
class Damaged:
    """A damaged file: its bytes, the cells that were hit, and the true values that are still in it."""

    content: bytes
    hit: tuple[Cell, ...] = ()
    left: Truth | None = None


def assert_right_or_said(file: Written, damaged: Damaged, read: Reader) -> None:
    """Hold every figure that is read against the true values; only of a cell that was hit may it say otherwise."""
    handed = read(damaged.content)
    if handed.has_errors:
        return
    found = figures_of(handed)
    left = file.truth if damaged.left is None else damaged.left
    for key, amount in found.items():
        assert left.get(key) == amount or may_be(key, amount, file.truth, damaged.hit), (key, amount)
    if not faults_of(handed):
        doubtful = {key for cell in damaged.hit for key in cell.keys}
        assert left.keys() - doubtful <= found.keys()


def may_be(key: Key, amount: tuple[Decimal, str], truth: Truth, hit: Collection[Cell]) -> bool:
    """Say whether a figure is what a cell that was hit may have been turned into."""
    for cell in hit:
        if cell.kind in ("value", "blank") and key in cell.keys:
            return True
        if cell.kind in PARTS and any(
            truth[known] == amount and different_parts(known, key) == {PARTS[cell.kind]}
            for known in cell.keys
        ):
            return True
    return False


def different_parts(first: Key, second: Key) -> set[int]:
    return {part for part in range(3) if first[part] != second[part]}


@given(file=written())
@some(100)
def test_a_clean_file_gives_exactly_its_true_values(read: Reader, file: Written) -> None:
    handed = read(file.content)
    assert faults_of(handed) == []
    assert figures_of(handed) == file.truth


@given(files=st.lists(written(), min_size=2, max_size=3))
@some(40)
def test_several_files_give_all_their_values_or_name_those_that_stand_twice(
    read: Reader, files: list[Written]
) -> None:
    handed = read.several({f"{n}.csv": file.content for n, file in enumerate(files)})
    keys = [key for file in files for key in file.truth]
    assert sum(issue.code == "figure_twice" for issue in handed.issues) == len(keys) - len(set(keys))
    assert {fault[0] for fault in faults_of(handed)} <= {"figure_twice"}
    assert figures_of(handed) == {
        key: amount for file in reversed(files) for key, amount in file.truth.items()
    }


@st.composite
def with_bytes_changed(draw: st.DrawFn, file: Written) -> Damaged:
    """Flip, take out or put in a few bytes at one place."""
    position = draw(st.integers(0, len(file.content) - 1))
    taken = draw(st.integers(0, 3))
    put = draw(st.sampled_from(PUT_IN) | st.binary(max_size=3))
    content = file.content[:position] + put + file.content[position + taken :]
    return Damaged(content, tuple(cells_at(file, position, position + taken)))


PUT_IN = (
    b"",
    b"",
    b";",
    b",",
    b"\t",
    b'"',
    b"\n",
    b"\r",
    b" ",
    b".",
    b"0",
    b"-",
    b"%",
    b"=",
    b"\0",
    b"\xff",
    b"|",
    b"'",
)


def cells_at(file: Written, first: int, last: int) -> Iterator[Cell]:
    """Yield the cells with bytes from first to last; what is put in at the edge of a cell belongs to it too."""
    begin = 0
    for piece, cell in file.spans():
        end = begin + len(piece)
        if cell is not None and begin <= last and first <= end:
            yield cell
        begin = end


@given(file=written(), data=st.data())
@some(250)
def test_bytes_changed_at_one_place_change_no_figure_beyond_it(
    read: Reader, file: Written, data: st.DataObject
) -> None:
    assert_right_or_said(file, data.draw(with_bytes_changed(file)), read)


@given(file=written(), share=st.floats(0, 1))
@some(100)
def test_a_file_that_was_cut_off_gives_what_is_before_the_cut(
    read: Reader, file: Written, share: float
) -> None:
    cut = int(len(file.content) * share)
    cells = tuple(cells_at(file, cut, cut))
    begin, whole = 0, set()
    for piece, cell in file.spans():
        begin += len(piece)
        if cell is not None and cell.kind == "value" and begin <= cut:
            whole |= set(cell.keys)
    left = {key: amount for key, amount in file.truth.items() if key in whole}
    handed = read(file.content[:cut])
    if handed.has_errors:
        return
    for key, amount in figures_of(handed).items():
        assert file.truth.get(key) == amount or may_be(key, amount, file.truth, cells), (key, amount)
    if not faults_of(handed):
        assert left.keys() - {key for cell in cells for key in cell.keys} <= figures_of(handed).keys()


@given(file=written(), other=st.sampled_from(",;\t|: "))
@some(100)
def test_a_separator_replaced_everywhere_moves_no_figure(read: Reader, file: Written, other: str) -> None:
    text = file.text.replace(file.separator, other)
    assert_right_or_said(file, Damaged(text.encode()), read)


@given(file=written(), data=st.data())
@some(100)
def test_a_cell_lost_or_put_in_moves_no_figure_of_its_row(
    read: Reader, file: Written, data: st.DataObject
) -> None:
    every = [
        (row, position, cell) for row, cells in enumerate(file.rows) for position, cell in enumerate(cells)
    ]
    figures = [place for place in every if place[2].kind in ("value", "blank")]
    row, position, _ = data.draw(st.sampled_from(figures) | st.sampled_from(every))
    cells = list(file.rows[row])
    hit: tuple[Cell, ...] = ()
    if data.draw(st.booleans()):
        cells.insert(position, Cell(data.draw(st.sampled_from(["", "7", "x", "2021"])), "other"))
    else:
        hit = (cells.pop(position),)
    rows = (*file.rows[:row], tuple(cells), *file.rows[row + 1 :])
    assert_right_or_said(file, Damaged(replace(file, rows=rows).content, hit), read)


@given(file=written(), data=st.data())
@some(100)
def test_a_column_lost_takes_its_own_figures_only(read: Reader, file: Written, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(file.rows[0]) - 1))
    rows = tuple((*row[:position], *row[position + 1 :]) for row in file.rows)
    lost = {key for row in file.rows for key in row[position].keys}
    left = {key: amount for key, amount in file.truth.items() if key not in lost}
    assert_right_or_said(file, Damaged(replace(file, rows=rows).content, left=left), read)


@given(file=written(), data=st.data())
@some(100)
def test_rows_lost_or_in_another_order_change_nothing_else(
    read: Reader, file: Written, data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.sampled_from(range(1, len(file.rows))), unique=True))
    keys = {key for row in kept for cell in file.rows[row] if cell.kind == "value" for key in cell.keys}
    rows = (file.rows[0], *(file.rows[row] for row in kept))
    left = {key: amount for key, amount in file.truth.items() if key in keys}
    handed = read(replace(file, rows=rows).content)
    found = figures_of(handed)
    assert found == left or handed.has_errors
    assert keys or handed.has_errors


@given(file=written(), data=st.data())
@some(100)
def test_a_row_or_a_column_there_twice_is_refused(read: Reader, file: Written, data: st.DataObject) -> None:
    if data.draw(st.booleans()):
        row = data.draw(st.sampled_from(file.rows[1:]))
        rows = (*file.rows, row)
    else:
        position = data.draw(st.integers(0, len(file.rows[0]) - 1))
        rows = tuple((*row, row[position]) for row in file.rows)
    assert read(replace(file, rows=rows).content).has_errors


@given(file=written(), data=st.data())
@some(100)
def test_the_signs_of_one_number_changed_do_not_make_it_another(
    read: Reader, file: Written, data: st.DataObject
) -> None:
    places = [(r, c) for r, row in enumerate(file.rows) for c, cell in enumerate(row) if cell.kind == "value"]
    at_row, at_column = data.draw(st.sampled_from(places))
    cell = file.rows[at_row][at_column]
    value, _ = file.truth[cell.keys[0]]
    style = data.draw(st.sampled_from(sorted(GROUP_AND_POINT)))
    swapped = cell.text.translate(str.maketrans(".,", ",."))
    one_sign = cell.text.replace(".", ",", 1) if data.draw(st.booleans()) else cell.text.replace(",", ".", 1)
    digits = "".join(sign for sign in cell.text if not sign.isdigit() and sign not in ".,")
    again = digits.rstrip(" ") + " " + number(value, style)
    text = data.draw(st.sampled_from([swapped, one_sign, again]))
    row = tuple(
        Cell(text, "value", one.keys) if c == at_column else one for c, one in enumerate(file.rows[at_row])
    )
    rows = (*file.rows[:at_row], row, *file.rows[at_row + 1 :])
    # Nothing is taken for hit: the digits are the same, so the number must be, or something must be said.
    assert_right_or_said(file, Damaged(replace(file, rows=rows).content), read)


@given(file=written(), saved=st.sampled_from(["cp1252", "cp1258", "latin-1", "cp437", "utf-16-le", "utf-8"]))
@some(100)
def test_letters_spoilt_on_the_way_spoil_no_figure(read: Reader, file: Written, saved: str) -> None:
    spoilt = file.content.decode(saved, errors="ignore")
    assert_right_or_said(file, Damaged(spoilt.encode()), read)


@given(
    indicator=st.sampled_from(["labour_days", "land_donated_m2", "street_lights", "tips"]),
    thousands=st.integers(1, 600),
    style=st.sampled_from(["vietnamese", "english", "spaces", "bare"]),
)
@some(80)
def test_round_thousands_are_read_right_or_asked_about(
    read: Reader, indicator: str, thousands: int, style: str
) -> None:
    text = f"place;period;{indicator}\n21469;2023;{number(Decimal(1000 * thousands), style)}\n"
    handed = read(text.encode())
    assert handed.has_errors or figures_of(handed) == {
        (indicator, "21469", "2023"): (Decimal(1000 * thousands), "=")
    }


@given(
    amounts=st.lists(st.decimals(Decimal("0.001"), Decimal(99_999), places=3), min_size=1, max_size=4),
    style=st.sampled_from(["vietnamese", "english"]),
    where=st.sampled_from(["heading", "cell", "measure"]),
)
@some(100)
def test_money_in_millions_is_never_wrong_without_a_word(
    read: Reader, amounts: list[Decimal], style: str, where: str
) -> None:
    texts = [number(amount.normalize() + 0, style) for amount in amounts]
    unit = " triệu" if where == "cell" else ""
    heading = "Tiền đóng góp (triệu đồng)" if where == "heading" else "Tiền đóng góp"
    codes = sorted(PLACES)[: len(texts)]
    if where == "measure":
        rows = [f"{heading};{code};2023;{text};triệu đồng" for code, text in zip(codes, texts, strict=True)]
        content = "\n".join(["Chỉ tiêu;Đơn vị;Kỳ;Giá trị;ĐVT", *rows])
    else:
        rows = [f"{code};2023;{text}{unit}" for code, text in zip(codes, texts, strict=True)]
        content = "\n".join([f"Đơn vị;Kỳ;{heading}", *rows])
    handed = read(content.encode())
    told = {issue.line for issue in handed.issues}
    for line, (code, amount) in enumerate(zip(codes, amounts, strict=True), 2):
        found = figures_of(handed).get(("contribution_vnd", code, "2023"))
        assert found == (amount * 10**6, "=") or line in told


@given(
    content=st.binary(max_size=300) | st.text(max_size=200).map(str.encode),
    kind=st.sampled_from([".csv", ".xlsx"]),
)
@some(200)
def test_any_bytes_give_findings_and_never_a_failure(read: Reader, content: bytes, kind: str) -> None:
    handed = read(content, f"x{kind}")
    assert handed.has_errors or handed.figures or handed.models


BOOK = of_rows(
    ["Xã", "Kỳ", "Nguồn tin", "Đường làm mới"], ["Phổ Hòa", 2023, 12, 2.5], ["Phổ An", 2023, 7, None]
)
IN_BOOK: Truth = {
    ("tips", "21469", "2023"): (Decimal(12), "="),
    ("road_km", "21469", "2023"): (Decimal("2.5"), "="),
    ("tips", "21442", "2023"): (Decimal(7), "="),
}


@given(position=st.integers(0, len(BOOK) - 1), put=st.binary(max_size=4), taken=st.integers(0, 4))
@some(200)
def test_a_damaged_workbook_gives_its_values_or_is_refused(
    read: Reader, position: int, put: bytes, taken: int
) -> None:
    handed = read(BOOK[:position] + put + BOOK[position + taken :], "x.xlsx")
    assert handed.has_errors or figures_of(handed) == IN_BOOK


@given(
    truth=truths(), language=st.sampled_from(["vi", "en"]), as_text=st.booleans(), spelling=st.integers(0, 3)
)
@some(8)
def test_the_form_filled_in_is_read_back_exactly(
    read: Reader, truth: Truth, language: str, as_text: bool, spelling: int
) -> None:
    book = openpyxl.load_workbook(BytesIO(read.form(language)))
    sheet = book.worksheets[0]
    columns = {read.meaning(str(cell.value)): cell.column for cell in sheet[4]}
    for line, (place, period) in enumerate(sorted({key[1:] for key in truth}), 7):
        sheet.cell(line, 1).value = PLACES[place][spelling % len(PLACES[place])]
        sheet.cell(line, 2).value = PERIODS[period][spelling % len(PERIODS[period])]
        for (indicator, *where), (value, qualifier) in truth.items():
            if where == [place, period]:
                sheet.cell(line, columns[indicator]).value = in_a_cell(value, qualifier, as_text)
    filled = BytesIO()
    book.save(filled)
    handed = read(filled.getvalue(), "form.xlsx")
    assert faults_of(handed) == []
    assert figures_of(handed) == truth


def in_a_cell(value: Decimal, qualifier: str, as_text: bool) -> Any:
    """Return a number, or a text as a Vietnamese clerk types it; a qualifier makes it one."""
    said = {"=": "", ">": "trên ", "<": "dưới ", "~": "khoảng ", ">=": "ít nhất "}[qualifier]
    if said or as_text:
        return said + number(value, "vietnamese")
    return int(value) if value == int(value) else float(value)


def test_the_writer_writes_numbers_as_the_styles_have_them() -> None:
    assert number(Decimal(1306000), "vietnamese") == "1.306.000"
    assert number(Decimal("2500.75"), "english") == "2,500.75"
    assert number(Decimal("2500.75"), "spaces") == "2 500,75"
    assert number(Decimal("0.5"), "bare") == "0,5"


def test_the_writer_keeps_to_the_limits_of_the_catalogue(read: Reader) -> None:
    for code, (decimals, largest, _) in INDICATORS.items():
        assert read.context.catalogue.indicators[code].decimals == decimals
        assert read.context.catalogue.indicators[code].maximum == largest
    assert unicodedata.is_normalized("NFC", "".join(name for names in PLACES.values() for name in names))
