"""danvan.intake.opening: what is no table is told apart by its bytes, and no file can do harm."""

import struct
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from workbook_files import (
    BOOK_TYPE,
    MAIN,
    SHARED_STRINGS,
    content_types,
    of_rows,
    package,
    relations,
    sheet_xml,
    text_row,
    workbook_xml,
    zipped,
)

from danvan.intake.guards import UPLOAD, Limits
from danvan.intake.issue import DataError, Issue
from danvan.intake.opening import open_file

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
GOOD = sheet_xml(text_row("a", "b"))
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>'
)
EXTERNAL = '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/hostname">]>'


def issue_of(content: bytes, name: str = "a.csv", limits: Limits = UPLOAD) -> Issue:
    with pytest.raises(DataError) as raised:
        open_file(name, content, limits)
    return raised.value.issues[0]


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"GIF89a\x01", "GIF"),
        (b"%PDF-1.7\n", "PDF"),
        (b"Rar!\x1a\x07\x01\0", "RAR"),
        (b"7z\xbc\xaf\x27\x1c\0\x04", "7Z"),
        (b"MZ\x90\0\x03\0\0\0", "EXE"),
        (b"\0\0\0\x20ftypisom", "MP4"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WEBP"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><table>", "HTML"),
        (b"<html><body>", "HTML"),
        (b'<?xml version="1.0"?><a/>', "XML"),
        (b"<svg xmlns=", "SVG"),
        (OLD_OFFICE + "WordDocument".encode("utf-16-le"), "Word"),
        (zipped({"a.csv": "a,b"}), "ZIP"),
        (zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a/>"}), "Word"),
        (b"PK\x03\x04 and nothing of a ZIP", "ZIP"),
    ],
)
def test_a_file_of_another_kind_is_named_whatever_its_ending(beginning: bytes, kind: str) -> None:
    for name in ("a.csv", "a.xlsx"):
        issue = issue_of(beginning, name)
        assert (issue.code, issue.details, issue.file) == ("not_a_table", {"kind": kind}, name)


@pytest.mark.parametrize("text", ["MZ,BM\n1,2\n", "BM,MZ\n1,2\n", "PAR,1\n2,3\n", "RIFF,a\nb,c\n"])
def test_a_table_may_begin_with_letters_like_those_of_another_kind(text: str) -> None:
    assert len(open_file("a.csv", text.encode()).sheets[0].rows) == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (OLD_OFFICE + "Workbook".encode("utf-16-le"), "old_workbook"),
        (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "workbook_encrypted"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "other_spreadsheet"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "other_spreadsheet",
        ),
        (zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"\0"}), "other_spreadsheet"),
        (package(GOOD, {"xl/vbaProject.bin": b"\0"}), "workbook_macros"),
        (package(GOOD, {"xl/macrosheets/sheet1.xml": "<a/>"}), "workbook_macros"),
        (
            package(
                GOOD,
                {
                    "[Content_Types].xml": content_types(
                        "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
                    )
                },
            ),
            "workbook_macros",
        ),
    ],
)
def test_a_workbook_of_another_kind_is_refused(content: bytes, code: str) -> None:
    assert issue_of(content, "a.xlsx").code == code


def test_a_workbook_is_known_by_its_content_not_by_its_name() -> None:
    assert open_file("a.csv", of_rows(["a", "b"])).kind == "xlsx"
    assert open_file("a.xlsx", b"a,b\nc,d\n").kind == "csv"


def test_the_name_is_a_label_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert issue_of(b"", "../../etc/passwd").file == "../../etc/passwd"
    assert len(open_file("../../etc/passwd", b"a,b\nc,d\n").sheets[0].rows) == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_workbook_cut_off_is_broken(share: float) -> None:
    content = of_rows(["a", "b"])
    assert issue_of(content[: int(len(content) * share)]).code == "workbook_broken"


def test_a_workbook_with_damaged_bytes_is_broken() -> None:
    content = bytearray(package(sheet_xml(text_row("a", "b") * 500)))
    at = content.index(b"sheet1.xml") + 40
    content[at : at + 20] = b"\xaa" * 20
    assert issue_of(bytes(content)).code == "workbook_broken"


@pytest.mark.parametrize(
    "sheet",
    [
        "<worksheet",
        "no XML at all",
        sheet_xml(text_row("a") * 3, before='<dimension ref="A1"/>').removesuffix(
            "</row></sheetData></worksheet>"
        ),
        sheet_xml("<row><c><v>12x</v></c></row>"),
        sheet_xml('<row><c t="s"><v>99</v></c></row>'),
        sheet_xml('<row r="3"/><row r="2"><c><v>1</v></c></row>'),
        sheet_xml('<row r="99999999999"><c><v>1</v></c></row>'),
        sheet_xml('<row><c s="77"><v>1</v></c></row>'),
        GOOD.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    ],
)
def test_a_sheet_that_cannot_be_read_is_broken(sheet: str) -> None:
    assert issue_of(package(sheet)).code == "workbook_broken"


def test_a_workbook_without_its_parts_is_broken() -> None:
    assert issue_of(zipped({"[Content_Types].xml": content_types(BOOK_TYPE)})).code == "workbook_broken"
    assert issue_of(package(GOOD, {"xl/workbook.xml": workbook_xml(0)})).code == "workbook_broken"


@pytest.mark.parametrize("declared", [LAUGHS, EXTERNAL, "<!DOCTYPE x>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_every_part(declared: str, encoding: str) -> None:
    trick = (declared + sheet_xml(text_row("&c;"))).encode(encoding)
    strings = f'{declared}<sst xmlns="{MAIN}"><si><t>&c;</t></si></sst>'.encode(encoding)
    types = content_types(BOOK_TYPE, SHARED_STRINGS)
    assert issue_of(package(trick)).code == "workbook_broken"
    by_string = package(GOOD, {"xl/sharedStrings.xml": strings, "[Content_Types].xml": types})
    assert issue_of(by_string).code == "workbook_broken"


def test_a_hundred_megabytes_of_nothing_are_a_bomb_and_fill_no_memory() -> None:
    zeros = package(b"\0" * 100_000_000)
    tracemalloc.start()
    try:
        assert issue_of(zeros).code == "workbook_bomb"
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_part_larger_than_it_says_is_broken() -> None:
    content, said = bytearray(package(GOOD + " " * 5_000_000)), struct.pack("<L", len(GOOD) + 5_000_000)
    while (at := content.find(said)) >= 0:
        content[at : at + 4] = struct.pack("<L", 1_000)
    assert issue_of(bytes(content)).code == "workbook_broken"


@pytest.mark.parametrize(
    "sheet",
    [
        sheet_xml(f"<row>{'<c/>' * 250_000}</row>"),
        sheet_xml("<row/>", after=f"<mergeCells>{'<mergeCell/>' * 250_000}</mergeCells>"),
        sheet_xml(f"<row>{'<c>' * 200}{'</c>' * 200}</row>"),
    ],
)
def test_more_elements_than_any_table_has_are_a_bomb(sheet: str) -> None:
    assert issue_of(package(sheet)).code == "workbook_bomb"


def test_thousands_of_parts_are_a_bomb() -> None:
    assert issue_of(package(GOOD, {f"xl/{n}.xml": "" for n in range(2_001)})).code == "workbook_bomb"


def test_sheets_are_counted_before_they_are_read() -> None:
    others: dict[str, str | bytes] = {
        "xl/workbook.xml": workbook_xml(21),
        "xl/_rels/workbook.xml.rels": relations(21),
    }
    issue = issue_of(package(GOOD, others))
    assert (issue.code, issue.details) == ("too_many_sheets", {"most": 20})


def test_a_package_within_a_workbook_is_let_be() -> None:
    opened = open_file("a.xlsx", package(GOOD, {"xl/embeddings/other.xlsx": of_rows(["c"])}))
    assert [cell.text for cell in opened.sheets[0].rows[0]] == ["a", "b"]


def test_links_to_other_files_are_a_warning_and_not_followed() -> None:
    opened = open_file("a.xlsx", package(GOOD, {"xl/externalLinks/externalLink1.xml": "<a/>"}))
    assert [(issue.severity, issue.code) for issue in opened.remarks] == [("warning", "workbook_links")]


def test_a_file_larger_than_allowed_is_refused_unread() -> None:
    issue = issue_of(b"x" * 101, limits=replace(UPLOAD, bytes=100))
    assert (issue.code, issue.details) == ("file_too_large", {"most": 0.0001})
