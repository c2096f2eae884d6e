"""danvan.intake.text_table: any separator, line end and encoding; every row on the line it stands on."""

from dataclasses import replace

import pytest

from danvan.intake.guards import UPLOAD, Limits
from danvan.intake.issue import DataError, Issue
from danvan.intake.opening import open_file
from danvan.intake.sheets import Opened

TABLE = "Tên phường;Số hộ nghèo\nPhổ Hòa;1,5\nPhổ Cường;12\n"
ROWS = [["Tên phường", "Số hộ nghèo"], ["Phổ Hòa", "1,5"], ["Phổ Cường", "12"]]


def opened(text: str | bytes, limits: Limits = UPLOAD) -> Opened:
    return open_file("a.csv", text.encode() if isinstance(text, str) else text, limits)


def texts(file: Opened) -> list[list[str]]:
    return [[cell.text for cell in row] for row in file.sheets[0].rows]


def lines(file: Opened) -> list[int]:
    return list(file.sheets[0].lines)


def issue_of(text: str | bytes, limits: Limits = UPLOAD) -> Issue:
    with pytest.raises(DataError) as raised:
        opened(text, limits)
    return raised.value.issues[0]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_separator_is_found_in_every_unicode(separator: str, encoding: str) -> None:
    content = TABLE.replace(",", ".").replace(";", separator).encode(encoding)
    file = opened(content)
    assert (file.separator, file.kind, file.remarks) == (separator, "csv", ())
    assert texts(file) == [[cell.replace(",", ".") for cell in row] for row in ROWS]


def test_a_file_of_old_windows_is_decoded_with_a_warning() -> None:
    tones_apart = TABLE.replace("ò", "o\u0300").replace("ờ", "ơ\u0300").replace("ổ", "ô\u0309")
    tones_apart = tones_apart.replace("ố", "ô\u0301").replace("ộ", "ô\u0323").replace("è", "e\u0300")
    file = opened(tones_apart.encode("cp1258"))
    assert texts(file) == ROWS
    assert [(issue.severity, issue.code, issue.details) for issue in file.remarks] == [
        ("warning", "decoded_from", {"encoding": "windows-1258"})
    ]


def test_text_of_an_old_font_saved_as_unicode_is_decoded_with_a_warning() -> None:
    file = opened("Tªn ph­êng,Sè hé\nPhæ Hßa,3\nPhæ C­êng,4\n")
    assert texts(file) == [["Tên phường", "Số hộ"], ["Phổ Hòa", "3"], ["Phổ Cường", "4"]]
    assert [issue.details for issue in file.remarks] == [{"encoding": "tcvn3"}]


def test_a_decimal_comma_does_not_separate() -> None:
    assert texts(opened("Tên;Tỷ lệ\nA;1,5\nB;2,5\nC;3,5\n"))[1] == ["A", "1,5"]
    assert texts(opened("1,5;2,5\n3,5;4,5\n"))[0] == ["1,5", "2,5"]


def test_a_list_within_cells_does_not_separate() -> None:
    assert texts(opened("name,codes\nA,x;y\nB,z;w\n"))[1] == ["A", "x;y"]


def test_titles_above_the_table_do_not_hide_the_separator() -> None:
    file = opened("BÁO CÁO\nNăm 2024, quý 1\n\nTên;Số\nA;1\nB;2\n")
    assert (file.separator, lines(file)) == (";", [1, 2, 3, 4, 5, 6])
    assert texts(file)[2:4] == [[], ["Tên", "Số"]]


def test_a_file_of_one_column_has_no_separator() -> None:
    file = opened("Tên\nPhường A\nPhường B, cũ\nPhường C\n")
    assert (file.separator, texts(file)[2]) == ("", ["Phường B, cũ"])


def test_two_separators_that_fit_alike_are_not_guessed_between() -> None:
    assert issue_of("a,b;c\nd,e;f\ng,h;i\n").code == "separator_unclear"


def test_the_separator_that_excel_announces_is_believed() -> None:
    file = opened("sep=|\r\na|b;c\r\nd|e;f\r\n")
    assert (file.separator, texts(file), lines(file)) == ("|", [["a", "b;c"], ["d", "e;f"]], [2, 3])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read(end: str) -> None:
    file = opened(TABLE.replace("\n", end))
    assert (texts(file), lines(file)) == (ROWS, [1, 2, 3])


def test_line_ends_may_be_mixed() -> None:
    assert lines(opened("a,b\r\nc,d\re,f\ng,h")) == [1, 2, 3, 4]


def test_a_row_stands_on_the_line_where_it_begins() -> None:
    file = opened('a,b\n"one\ntwo",c\n\nd,e\n')
    assert (lines(file), texts(file)[1]) == ([1, 2, 4, 5], ["one\ntwo", "c"])


def test_empty_cells_at_the_end_and_empty_rows_at_the_end_are_cut() -> None:
    assert texts(opened("a,b,,\n,c,,\n,,,\n,,,\n")) == [["a", "b"], ["", "c"]]


def test_a_long_run_of_empty_rows_is_cut_short_and_lines_stay_true() -> None:
    file = opened("a,b\n" + "\n" * 500 + "c,d\n")
    assert (len(lines(file)), lines(file)[-1]) == (102, 502)


@pytest.mark.parametrize(
    ("written", "text", "kind"),
    [
        ("  Phổ Hòa\u00a0", "Phổ Hòa", "text"),
        ("Pho\u0302\u0309", "Phổ", "text"),
        ("1,5", "1,5", "text"),
        ("=SUM(A1:A2)", "=SUM(A1:A2)", "formula"),
        ("= 5", "= 5", "text"),
        ("-5", "-5", "text"),
        ("#DIV/0!", "#DIV/0!", "error"),
        ("#####", "#####", "error"),
        ("#1", "#1", "text"),
        ("   ", "", "empty"),
    ],
)
def test_a_cell_is_clean_and_of_a_kind(written: str, text: str, kind: str) -> None:
    cell = opened(f'"{written}";x\na;b\n').sheets[0].rows[0][0]
    assert (cell.text, cell.kind, cell.number) == (text, kind, None)


@pytest.mark.parametrize(
    ("text", "line"), [('a,b\nc,d\ne,"f\ng,h\n', 3), ('a,b\n"c"x,d\n', 2), ('"a,b\nc,d\n', 1)]
)
def test_a_quotation_mark_out_of_place_is_found_where_its_row_begins(text: str, line: int) -> None:
    assert (issue_of(text).code, issue_of(text).line) == ("not_csv", line)


def test_a_cell_without_end_is_not_csv() -> None:
    assert issue_of('a,b\nc,"' + "x" * 200_000 + '"\n').code == "not_csv"


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b" \r\n\r\n", b"\x1a"])
def test_a_file_with_nothing_in_it_is_empty(content: bytes) -> None:
    assert issue_of(content).code == "file_empty"


@pytest.mark.parametrize(
    "content", [b"a,b\n\x00\x01\x02,\xff\n", b"a,b\n" + b"\x01\x02\x03" * 9, b"a\0b,c\nd,e"]
)
def test_bytes_that_are_no_text_are_found(content: bytes) -> None:
    assert issue_of(content).code == "text_binary"


def test_an_unknown_encoding_is_found_on_its_line() -> None:
    issue = issue_of(b"a,b\r\nc,d\r\n\x81\x8d\x8f,\x90\x9d\r\n")
    assert (issue.code, issue.line) == ("encoding_unknown", 3)


@pytest.mark.parametrize(
    ("text", "code", "line", "limits"),
    [
        ("a,b\n" * 6, "too_many_rows", 6, replace(UPLOAD, rows=5)),
        ("a,b\nc,d,e,f\n", "too_many_columns", 2, replace(UPLOAD, columns=3)),
        ("a,b\n" * 6, "too_many_cells", 3, replace(UPLOAD, cells=5)),
        ("a,b\n" * 6, "took_too_long", None, replace(UPLOAD, seconds=-1)),
        ("a,b\n" * 6, "file_too_large", None, replace(UPLOAD, bytes=23)),
    ],
)
def test_a_limit_passed_is_found(text: str, code: str, line: int | None, limits: Limits) -> None:
    assert (issue_of(text, limits).code, issue_of(text, limits).line) == (code, line)


def test_a_million_columns_and_millions_of_rows_are_refused() -> None:
    assert issue_of("a," * 1_000_000 + "\nb,c\n").code == "too_many_columns"
    assert issue_of(b"a\n" * 9_900_000).code == "too_many_rows"
