"""Kept files with one fault each: what can be read is read exactly, what cannot is refused in words, nothing crashes.

Those of Word and PDF beside which no writer stands here come from an office program: footnotes_at_page_foot.pdf,
locked.pdf (its password is x), old_word.doc and footnotes_of_another_program.docx.
"""

import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.documents.cards import guessed_card
from danvan.documents.document import Document
from danvan.documents.extracted import extracted
from danvan.intake.guards import Limits
from danvan.intake.issue import DataError
from danvan.text import LANGUAGES

FOLDER = Path(__file__).with_name("data") / "documents"
REFUSED = {
    "bomb.docx": "document_bomb",
    "bomb.pdf": "document_bomb",
    "cut_off.docx": "document_broken",
    "cut_off.pdf": "document_broken",
    "digits_only.txt": "document_no_text",
    "empty.docx": "document_no_text",
    "entity_outside.docx": "document_broken",
    "fonts_without_letters.pdf": "document_unmapped",
    "locked.pdf": "document_encrypted",
    "macros.docm": "document_macros",
    "nothing.txt": "document_empty",
    "old_word.doc": "document_old_word",
    "picture.docx": "document_kind",
    "program.txt": "document_kind",
    "scan.pdf": "document_scan",
    "workbook.docx": "document_kind",
}
SAME_TEXT = (
    "windows_lines_and_mark.txt",
    "utf_16.txt",
    "decomposed_letters.txt",
    "letters_of_windows_1258.txt",
)
SAME_REPORT = ("footnotes.docx", "footnotes_of_another_program.docx", "footnotes_at_page_foot.pdf")
OLD_LETTERS = ("letters_of_tcvn3.txt", "letters_of_vni.txt")
WHOLE = "sentence_cut_by_page.txt"


@cache
def content(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def read(name: str) -> Document:
    return extracted(name, content(name))


def test_every_kept_file_is_tried() -> None:
    tried = {*REFUSED, *SAME_TEXT, *SAME_REPORT, *OLD_LETTERS, WHOLE}
    assert {path.name for path in FOLDER.iterdir()} == tried


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_both_languages(name: str) -> None:
    began = time.process_time()
    with pytest.raises(DataError) as refused:
        read(name)
    assert time.process_time() - began < 5
    (issue,) = refused.value.issues
    assert (issue.code, issue.file) == (REFUSED[name], name)
    assert all(issue.message(language) and issue.advice(language) for language in LANGUAGES)


@pytest.mark.parametrize("name", SAME_TEXT)
def test_the_same_text_in_another_encoding_is_the_same_document(name: str) -> None:
    assert read(name) == read(WHOLE)


@pytest.mark.parametrize("name", OLD_LETTERS)
def test_a_text_in_old_letters_is_read_and_its_notes_are_found(name: str) -> None:
    document, whole = read(name), read(WHOLE)
    assert [one.section for one in document.paragraphs] == [one.section for one in whole.paragraphs]
    assert "hiến trên 7.250 m² đất" in document.text


@pytest.mark.parametrize("name", SAME_REPORT)
def test_the_same_report_of_any_program_has_its_figures_in_section_and_note(name: str) -> None:
    document = read(name)
    found = {}
    for figure in ("4.360", "7.250", "1.900", "5,4%", "4,12%", "118/131"):
        at = document.at(document.text.index(figure))
        assert at is not None
        found[figure] = (document.paragraphs[at].section, document.paragraphs[at].note)
    assert found == {
        "4.360": ("I.1", ""),
        "7.250": ("I.1", ""),
        "1.900": ("I.1", "1"),
        "5,4%": ("I.1", ""),
        "4,12%": ("I.1", ""),
        "118/131": ("I.2", ""),
    }
    notes = [(one.note, one.section) for one in document.paragraphs if one.kind == "note"]
    assert notes == [("1", "I.1"), ("2", "I.1"), ("3", "I.2")]
    assert [mark.note for mark in document.marks] == ["1", "2", "3"]


@pytest.mark.parametrize("name", [WHOLE, *SAME_REPORT])
def test_the_head_of_the_report_gives_its_card_in_any_form(name: str) -> None:
    card = guessed_card(read(name), name, {"Sông Lam": "511"})
    assert (card.number, card.issued_on, card.place) == ("18/BC-UBND", "2023-12-05", "511")
    assert card.issuer == "ỦY BAN NHÂN DÂN THỊ XÃ SÔNG LAM"
    assert card.title == "Báo cáo kết quả phong trào của các thôn ven sông năm 2023"


def test_reading_that_takes_too_long_is_stopped() -> None:
    limits = Limits(20_000_000, 0, 0, 0, 0, 200_000_000, seconds=0.0)
    with pytest.raises(DataError) as refused:
        extracted("x.pdf", content("footnotes_at_page_foot.pdf"), limits)
    assert refused.value.issues[0].code == "document_slow"


def test_a_file_larger_than_allowed_is_not_read() -> None:
    with pytest.raises(DataError) as refused:
        extracted("x.txt", b"a" * 20_000_001)
    assert refused.value.issues[0].code == "document_too_large"


@pytest.mark.parametrize(
    "said",
    ["A\n" * 60_000, "Có 5 thôn. " * 300_000],
    ids=["of many lines", "of many letters"],
)
def test_a_document_longer_than_any_report_is_not_taken_apart(said: str) -> None:
    with pytest.raises(DataError) as refused:
        extracted("x.txt", said.encode())
    assert refused.value.issues[0].code == "document_too_long"


TIMES = 2_000
LINE = "Các thôn đã cùng nhau phát quang đường làng ngõ xóm và\n"


@pytest.mark.parametrize(
    "said",
    [
        "A¹\n" + "¹ x\n" * TIMES,
        "A[1]\n" + "[1] x\n" * TIMES,
        "thôn1 \n" + f"1 {LINE}" * TIMES,
        "I. A\n" * TIMES,
        "x¹ " * 10 * TIMES + "\n¹ a",
        f"A{'.' * 200 * TIMES}",
        f"A{'*' * 200 * TIMES}b",
        LINE * TIMES,
    ],
    ids=["notes", "brackets", "copied", "headings", "marks", "dots", "stress", "wrapped"],
)
def test_nothing_that_is_repeated_takes_long(said: str) -> None:
    began = time.process_time()
    extracted("x.txt", said.encode())
    assert time.process_time() - began < 5


def harmless(document: Document) -> bool:
    """Say whether paragraphs follow one another without overlapping, and marks stand within them."""
    ends = [0, *(one.end for one in document.paragraphs)]
    in_order = all(
        before <= one.start < one.end for before, one in zip(ends, document.paragraphs, strict=False)
    )
    notes = all(document.at(mark.start) is not None for mark in document.marks)
    return in_order and notes and ends[-1] <= len(document.text)


def outcome(name: str, changed: bytes) -> Document | None:
    """Return the document, None where it is refused, which can be said."""
    try:
        return extracted(name, changed)
    except DataError as refused:
        told = [issue.message(language) for issue in refused.issues for language in LANGUAGES]
        return None if told else Document("", ())


FORMS = st.sampled_from([WHOLE, "footnotes.docx", "scan.pdf", "fonts_without_letters.pdf"])


@settings(max_examples=150)
@given(FORMS, st.integers(0, 3_000), st.binary(max_size=12), st.integers(0, 40))
def test_whatever_happens_to_a_file_it_is_read_or_refused(
    name: str, at: int, added: bytes, lost: int
) -> None:
    whole = content(name)
    place = at % len(whole)
    changed = whole[:place] + added + whole[place + lost :]
    document = outcome(name, changed)
    assert document is None or harmless(document)


@given(st.text(st.sampled_from("I. V1a)ÀÉđ²³¹m\n\t-|[^]“”.:…5"), max_size=80))
def test_any_text_is_built_in_order(said: str) -> None:
    document = extracted("x.txt", f"A{said}".encode())
    assert document.text == f"A{said}"
    assert harmless(document)
