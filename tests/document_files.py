"""Documents for tests: Word packages put together by hand with any fault wanted, and PDF files of a few lines."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Written:
    """A line of a PDF: its text, where it begins in points from the left and the foot, its size, its font."""

    text: str
    x: float
    y: float
    size: float = 14
    font: str = "Times"


WIDTHS = 500
"""Every letter of a PDF for tests is half as wide as it is high."""


def width(text: str, size: float = 14) -> float:
    """Return how wide a text is in a PDF for tests, in points."""
    return len(text) * size * WIDTHS / 1000


def pdf(*pages: Sequence[Written], drawn: str = "") -> bytes:
    """Return a PDF with these lines on A4 pages, and on each these marks; its fonts say which letter is which."""
    letters = sorted({sign for page in pages for line in page for sign in line.text})
    codes = {sign: f"{number:04X}" for number, sign in enumerate(letters, start=1)}
    fonts = sorted({line.font for page in pages for line in page}) or ["Times"]
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", _stream(_to_unicode(codes))]
    names = {}
    for font in fonts:
        names[font] = len(objects) + 1
        objects += [
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{font} /Encoding /Identity-H "
            f"/DescendantFonts [{len(objects) + 2} 0 R] /ToUnicode 3 0 R >>",
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{font} /DW {WIDTHS} "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/FontDescriptor << /Type /FontDescriptor /FontName /{font} /FontBBox [0 -200 1000 900] >> >>",
        ]
    listed = " ".join(f"/{font} {number} 0 R" for font, number in names.items())
    kids = []
    for page in pages:
        objects.append(_stream(drawn + "\n".join(_shown(line, codes) for line in page)))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << {listed} >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(kids)}] >>"
    return pdf_of(objects)


def pdf_of(objects: Sequence[str]) -> bytes:
    """Return a PDF of these objects, numbered from 1, the first its catalogue."""
    content, places = b"%PDF-1.5\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(content))
        content += f"{number} 0 obj\n{one}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(places) + 1} /Root 1 0 R >>\n"
    return content + f"{end}startxref\n{len(content)}\n%%EOF\n".encode()


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _shown(line: Written, codes: Mapping[str, str]) -> str:
    told = "".join(codes[sign] for sign in line.text)
    return f"BT /{line.font} {line.size} Tf 1 0 0 1 {line.x} {line.y} Tm <{told}> Tj ET"


def _to_unicode(codes: Mapping[str, str]) -> str:
    pairs = [f"<{code}> <{sign.encode('utf-16-be').hex()}>" for sign, code in codes.items()]
    told = "\n".join(
        f"{len(part)} beginbfchar\n{chr(10).join(part)}\nendbfchar"
        for part in (pairs[at : at + 100] for at in range(0, len(pairs), 100))
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{told}\nendcmap end end"
    )


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
