"""What makes a text a document of an office: the letterhead, what it is called, to whom, who signs, who receives it."""

from collections.abc import Iterator

from danvan.exports.document.looks import BODY_PT, SECOND_PT
from danvan.exports.document.markup import XML, paragraph, rule, runs
from danvan.exports.document.parts import Report
from danvan.exports.document.said import addressees, known, numbered, place_and_date, recipients
from danvan.exports.document.tables import side_by_side
from danvan.text import words

NATION, MOTTO = "Cộng hòa xã hội chủ nghĩa Việt Nam", "Độc lập - Tự do - Hạnh phúc"
MOTTO_PT = 162.2  # as long as Times New Roman bold of 14 points makes it
LEFT_SHARE, RECIPIENTS_SHARE = 0.375, 0.46
AFTER_HEADING = 240  # twentieths of a point
PART_OF_LINE = 0.42  # the decree: a third to a half
# How wide a sign of Times New Roman bold is on average, in times of its size.
CAPITAL_WIDTH, LETTER_WIDTH = 0.57, 0.44


def letterhead(report: Report, width: int) -> XML:
    """Return who issues the report, with its number, beside the name of the state, with place and date."""
    office, language, said = report.office, report.language, words(report.language)
    left = round(width * LEFT_SHARE)
    right = width - left
    issuer = known(office.issuing_body)
    return side_by_side(
        (left, right),
        [
            (
                [
                    paragraph("ParentBody", runs(known(office.parent_body), language)),
                    paragraph("IssuingBody", runs(issuer, language)),
                    rule(_part_of_line(issuer, SECOND_PT * CAPITAL_WIDTH, left), left),
                ],
                [
                    paragraph("Nation", runs(NATION, "vi")),
                    paragraph("Motto", runs(MOTTO, "vi")),
                    rule(MOTTO_PT * 20, right),
                ],
            ),
            (
                [paragraph("Number", runs(numbered(office, said), language))],
                [paragraph("PlaceAndDate", runs(place_and_date(office, said), language))],
            ),
        ],
    )


def heading(report: Report, width: int) -> Iterator[XML]:
    """Give the kind of the document, what it is about with the line under it, and to whom it goes."""
    said, language = words(report.language), report.language
    yield paragraph("Kind", runs(said.get("report.form.kind"), language), keep_next=True)
    yield paragraph("Abstract", runs(report.abstract, language), keep_next=True)
    yield rule(_part_of_line(report.abstract, BODY_PT * LETTER_WIDTH, width), width, AFTER_HEADING)
    named = addressees(report.office)
    if len(named) == 1:
        yield paragraph("Addressee", runs(said.get("report.form.addressee", addressee=named[0]), language))
    elif named:
        yield paragraph("Addressee", runs(said.get("report.form.addressees"), language), keep_next=True)
        for at, name in enumerate(named, 1):
            end = "." if at == len(named) else ";"
            yield paragraph("Addressees", runs(f"- {name}{end}", language))


def signature(report: Report, width: int) -> XML:
    """Return the recipients beside who signs, in one row that stays whole."""
    office, language, said = report.office, report.language, words(report.language)
    left = round(width * RECIPIENTS_SHARE)
    head = paragraph("RecipientsHead", runs(said.get("report.form.recipients"), language), keep_next=True)
    lines = [
        paragraph("Recipients", runs(line, language), keep_next=True) for line in recipients(office, said)
    ]
    signed = (
        paragraph("Signature", runs(known(office.authority), language), keep_next=True),
        paragraph("Signature", runs(known(office.signatory_title), language), keep_next=True),
        paragraph("SignatoryName", runs(known(office.signatory_name), language)),
    )
    return side_by_side((left, width - left), [((head, *lines), signed)])


def _part_of_line(text: str, sign_pt: float, width: int) -> float:
    """Return how long the line under a text is, in twentieths of a point: a part of the longest line of the text."""
    return PART_OF_LINE * min(len(text) * sign_pt * 20, width)
