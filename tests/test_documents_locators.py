"""A locator leads to exactly the digits that were claimed, or it is said what does not agree."""

import csv
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_architecture import REVIEW

from danvan.documents.document import Document
from danvan.documents.extracted import extracted
from danvan.documents.locators import Locator, Misfit, Place, parse, resolved, section_of, written
from danvan.paths import ROOT

TEXT = """I. KẾT QUẢ

1. Kinh tế

Nhân dân hiến 12.480 m² đất¹, góp trên 31 tỷ đồng, 9/14 thôn làm đường và các thôn khác đã góp thêm

1.315 ngày công làm mương.

2. Xã hội

Có mười hai mô hình mới.

¹ Trong đó 2.150 m² ở xã Bắc.
"""
REPORT = extracted("report.txt", TEXT.encode())
needs_review = pytest.mark.skipif(not REVIEW.exists(), reason="the review is not beside the project")


def at(said: str, before: str = "") -> str:
    start = TEXT.index(before + said) + len(before)
    return f"chars:{start}-{start + len(said)}"


def test_a_locator_is_written_as_it_is_read() -> None:
    text = "section:II.2.1.1 footnote:2 chars:9334-9337"
    assert parse(text) == Locator("II.2.1.1", "2", 9334, 9337)
    assert written(parse(text)) == text
    assert parse("section:I chars:7") == Locator("I")
    assert written(Locator()) == ""


@pytest.mark.parametrize(
    ("locator", "printed"),
    [
        (f"section:I.1 {at('12.480')}", "12.480 m²"),
        (f"section:I.1 footnote:1 {at('12.480')}", "12.480"),
        (f"section:I.1 {at('31')}", "trên 31 tỷ đồng"),
        (f"section:I.1 {at('9/14')}", "9/14 thôn"),
        (f"section:I.1 {at('1.315')}", "1.315 ngày công"),
        (f"section:I.1 footnote:1 {at('2.150')}", "2.150 m2"),
        (f"section:I.2 {at('mười hai')}", "mười hai mô hình"),
        (at("31"), "31"),
    ],
)
def test_a_figure_is_found_where_it_stands(locator: str, printed: str) -> None:
    place = resolved(REPORT, locator, printed)
    assert isinstance(place, Place)
    assert place.digits_checked
    assert f"chars:{place.start}-{place.end}" in locator
    assert REPORT.at(place.start) == place.paragraph


@pytest.mark.parametrize(
    ("locator", "printed", "code"),
    [
        ("section:I.1", "31", "no_span"),
        ("section:I.1 chars:9-9", "31", "no_span"),
        ("section:I.1 chars:20-9", "31", "no_span"),
        ("", "31", "no_span"),
        ("chars:5000-5002", "31", "outside"),
        (f"section:I.1 chars:{len(TEXT) - 2}-{len(TEXT) + 1}", "31", "outside"),
        ("chars:10-12", "31", "no_text_there"),
        ("chars:3-20", "31", "no_text_there"),
        (f"section:I.2 {at('31')}", "31", "section_differs"),
        (f"section:I.1 footnote:2 {at('12.480')}", "12.480", "note_differs"),
        (f"section:I.1 {at('2.150')}", "2.150", "note_differs"),
        (f"section:I.1 footnote:1 {at('31')}", "31", "note_differs"),
        (f"section:I.1 {at('31')}", "32", "digits_differ"),
        (f"section:I.1 {at('480', '12.')}", "480", "digits_differ"),
        (f"section:I.1 {at('12')}", "12", "digits_differ"),
        (f"section:I.1 {at('9')}", "9", "digits_differ"),
        (f"section:I.1 {at('14', '9/')}", "14", "digits_differ"),
        (f"section:I.1 {at('31 tỷ')}", "hai tỷ", "digits_differ"),
        (f"section:I.1 {at('12.480')}", "12,480", "digits_differ"),
        (f"section:I.2 {at('mười hai')}", "mười ba mô hình", "digits_differ"),
        (f"section:I.2 {at('mô hình')}", "12 mô hình", "digits_differ"),
    ],
)
def test_what_does_not_agree_is_said(locator: str, printed: str, code: str) -> None:
    assert resolved(REPORT, locator, printed) == Misfit(code)  # type: ignore[arg-type]


def test_a_span_alone_is_held_against_its_place_only() -> None:
    place = resolved(REPORT, f"section:I.1 {at('làm đường')}")
    assert isinstance(place, Place)
    assert not place.digits_checked


def test_a_span_may_go_over_the_page_that_cuts_its_sentence() -> None:
    start, end = TEXT.index("các thôn khác"), TEXT.index("ngày công")
    assert isinstance(resolved(REPORT, f"section:I.1 chars:{start}-{end}"), Place)


def test_a_locator_without_a_span_leads_to_its_note_or_section() -> None:
    def begins(locator: str) -> str | None:
        number = section_of(REPORT, locator)
        return None if number is None else REPORT.of(REPORT.paragraphs[number])[:10]

    assert begins("section:I.1") == "1. Kinh tế"
    assert begins("section:I.1 footnote:1") == "¹ Trong đó"
    assert begins("section:V") is None
    assert begins("section:I.2 footnote:1") is None
    assert begins("") is None


FIGURES = [("12.480", "12.480 m²"), ("31", "trên 31 tỷ đồng"), ("9/14", "9/14 thôn"), ("1.315", "1.315 công")]
SIGNS = st.sampled_from([*"0123456789.,/ \n¹²mtà\u00a0", "31", "9/14", "\n\n2. Xã hội\n\n"])


@given(
    st.sampled_from(FIGURES),
    st.integers(0, len(TEXT)),
    st.integers(0, 12),
    st.lists(SIGNS, max_size=4).map("".join),
    st.integers(-3, 3),
    st.integers(-3, 3),
)
def test_whatever_is_changed_or_moved_no_other_digits_are_shown(
    figure: tuple[str, str], cut_at: int, length: int, added: str, before: int, behind: int
) -> None:
    said, printed = figure
    changed = TEXT[:cut_at] + added + TEXT[cut_at + length :]
    start = TEXT.index(said)
    locator = f"section:I.1 chars:{max(0, start + before)}-{start + len(said) + behind}"
    document = extracted("changed.txt", changed.encode())
    place = resolved(document, locator, printed)
    if isinstance(place, Place):
        shown = document.text[place.start : place.end]
        around = re.compile(r"[0-9.,/]*").match(document.text, place.end)
        assert re.findall(r"[0-9]+", shown) == re.findall(r"[0-9]+", said)
        assert not any(map(str.isdigit, document.text[place.start - 1 : place.start]))
        assert around is not None
        assert not any(map(str.isdigit, around.group()))
        assert document.paragraphs[place.paragraph].section == "I.1"


def review() -> Document:
    return extracted(REVIEW.name, REVIEW.read_bytes())


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / "report" / name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["source"] == "bc_duc_pho_2022"]


@needs_review
def test_every_figure_of_the_review_leads_to_exactly_its_digits() -> None:
    document = review()
    places = [resolved(document, row["locator"], row["printed"]) for row in rows("observations.csv")]
    assert all(isinstance(place, Place) and place.digits_checked for place in places)
    assert len(places) == 31


@needs_review
@pytest.mark.parametrize("name", ["models.csv", "adoptions.csv", "open_points.csv"])
def test_every_span_of_the_review_stands_in_the_section_it_names(name: str) -> None:
    document = review()
    spans = [row["locator"] for row in rows(name) if "chars:" in row["locator"]]
    assert [span for span in spans if isinstance(resolved(document, span), Misfit)] == []
    assert len(spans) > 20


@needs_review
def test_the_parts_of_the_review_that_are_named_without_a_span_are_there() -> None:
    document = review()
    named = [row["locator"] for row in rows("open_points.csv") if row["locator"]]
    assert [locator for locator in named if section_of(document, locator) is None] == []
