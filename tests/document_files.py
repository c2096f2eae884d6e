"""Documents for tests: Word packages put together by hand with any fault wanted, and PDF files of a few lines."""

import csv
import re
from collections.abc import Iterable, Sequence
from html import escape

from workbook_files import zipped

from danvan.documents.document import Document
from danvan.documents.locators import Place, resolved
from danvan.paths import ROOT

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="{type}" Target="{target}"/></Relationships>'
)
SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p/></w:footnote>'
)


def run(text: str, properties: str = "") -> str:
    """Return a run of text with these properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def reference(note: int, kind: str = "footnote") -> str:
    """Return the mark of a note."""
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{note}"/></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """Return a paragraph of runs; what does not begin with a tag is text."""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def table(*rows: Sequence[str]) -> str:
    """Return a table of cells, each of paragraphs or of text."""
    cells = (
        "".join(f"<w:tc>{one if one.startswith('<') else paragraph(one)}</w:tc>" for one in row)
        for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def notes(*texts: str, kind: str = "footnote") -> str:
    """Return the part of the notes, numbered from 1."""
    told = "".join(
        f'<w:{kind} w:id="{number}">'
        f"{text if text.startswith('<') else paragraph(f'<w:r><w:{kind}Ref/></w:r>', ' ' + text)}</w:{kind}>"
        for number, text in enumerate(texts, start=1)
    )
    return f'<w:{kind}s xmlns:w="{WORD}">{SEPARATORS if kind == "footnote" else ""}{told}</w:{kind}s>'


def word(*body: str, parts: dict[str, str | bytes] | None = None, space: str = WORD) -> bytes:
    """Return a Word document with this body and these other parts, which also replace the usual ones."""
    document = f'<w:document xmlns:w="{space}"><w:body>{"".join(body)}<w:sectPr/></w:body></w:document>'
    return zipped(
        {
            "[Content_Types].xml": content_types(),
            "_rels/.rels": RELATIONS.format(type=f"{OFFICE}/officeDocument", target="word/document.xml"),
            "word/document.xml": document,
            **(parts or {}),
        }
    )


def content_types(main: str = f"{TYPES}.document.main+xml") -> str:
    """Return the list of the kinds of parts."""
    others = {"footnotes": "footnotes", "endnotes": "endnotes", "styles": "styles", "numbering": "numbering"}
    listed = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{TYPES}.{kind}+xml"/>'
        for part, kind in others.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{listed}</Types>'
    )


def as_word(document: Document) -> bytes:
    """Return a document as Word has it: real footnotes, and sentences that no page cuts."""
    texts = [document.of(one).partition(" ")[2] for one in document.paragraphs if one.kind == "note"]
    body = []
    for number, one in enumerate(document.paragraphs):
        if one.kind != "note" and one.continues is None:
            runs: list[str] = []
            for at, part in enumerate(document.passage(number)):
                runs += [*([" "] if at else []), *_runs(document, part)]
            body.append(paragraph(*runs))
    footnotes = notes(*(_plain(text) for text in texts))
    relations = RELATIONS.format(type=f"{OFFICE}/footnotes", target="footnotes.xml")
    return word(*body, parts={"word/footnotes.xml": footnotes, "word/_rels/document.xml.rels": relations})


def _runs(document: Document, number: int) -> Iterable[str]:
    one = document.paragraphs[number]
    position = one.start
    for mark in document.marks:
        if one.start <= mark.start < one.end:
            yield run(_plain(document.text[position : mark.start]))
            yield reference(int(mark.note))
            position = mark.end
    yield run(_plain(document.text[position : one.end]))


def _plain(text: str) -> str:
    return text.replace("*", "")


def figures_lost(document: Document, review: Document) -> tuple[list[str], int]:
    """Return the locators of figures that another form of the review lacks in their place, and how many it has."""
    with (ROOT / "data" / "report" / "observations.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["source"] == "bc_duc_pho_2022"]
    lost = [row["locator"] for row in rows if not _stands(document, review, row["locator"], row["printed"])]
    return lost, len(rows) - len(lost)


def _stands(document: Document, review: Document, locator: str, printed: str) -> bool:
    """Say whether a figure stands once in its section and note, with the same words around it."""
    named, _, span = locator.rpartition("chars:")
    start, end = map(int, span.split("-"))
    one = review.paragraphs[review.at(start) or 0]
    before = _spaced(review.text[max(one.start, start - 12) : start])
    behind = _spaced(review.text[end : min(one.end, end + 12)])
    words = re.compile(rf"{before}({re.escape(review.text[start:end])}){behind}")
    places = [
        resolved(document, f"{named}chars:{found.start(1)}-{found.end(1)}", printed)
        for found in words.finditer(document.text)
    ]
    return sum(isinstance(place, Place) for place in places) == 1


def _spaced(text: str) -> str:
    return r"\s*".join(re.escape(word) for word in re.split(r"(?:\s|\*)+", text))
