"""The report as the bytes of a .docx file, the same bytes for the same report."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.section import Section as Pages

from danvan.exports.document.letter import heading, letterhead, signature
from danvan.exports.document.looks import FIRST_LINE, set_page, set_styles, text_width
from danvan.exports.document.markup import XML, element, page_number, paragraph, printable, runs
from danvan.exports.document.numbering import set_numbering
from danvan.exports.document.parts import Appendix, Report, Section, Table
from danvan.exports.document.said import attached_to, roman
from danvan.exports.document.tables import ruled
from danvan.exports.zipped import as_of
from danvan.progress import Progress, unheard
from danvan.text import LOCALES, words

LONGEST_PROPERTY = 255
# Parts of the empty document without use here: a picture of a blank page, styles twice, an empty bibliography.
_UNUSED = re.compile(r"thumbnail|stylesWithEffects|customXml")
_AS_WORD_2013 = "15"  # so that Word does not open it as a file of an older version


def document(report: Report, progress: Progress = unheard) -> bytes:
    """Return the report as a Word file; progress is told the sections and tables that are done.

    Raises whatever progress raises.
    """
    steps = 2 + len(report.sections) + sum(len(appendix.tables) for appendix in report.appendices)
    made = docx.Document()
    _prepare(made, report)
    body = made.element.body
    for done, part in enumerate(_parts(made, report)):
        progress(done, steps)
        for content in part:
            body.insert(len(body) - 1, content)  # the last is what the pages look like
    progress(steps, steps)
    stream = io.BytesIO()
    made.save(stream)
    return as_of(stream.getvalue(), report.as_of)


def _prepare(made: Document, report: Report) -> None:
    set_styles(made, report.language)
    set_numbering(made, FIRST_LINE)
    set_page(made.sections[0])
    _number_pages(made.sections[0], report.language)
    _name(made, report)
    _leave_out_unused(made)


def _leave_out_unused(made: Document) -> None:
    for relations in (made.part.rels, made.part.package.rels):
        for code, relation in list(relations.items()):
            if _UNUSED.search(relation.reltype) or _UNUSED.search(relation.target_ref):
                del relations[code]
    settings: XML = made.settings.element
    for proofed in settings.findall(qn("w:proofState")):
        settings.remove(proofed)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _AS_WORD_2013)


def _parts(made: Document, report: Report) -> Iterator[list[XML]]:
    """Give what stands in the document, in its order; each appendix begins pages of its own."""
    width, language = text_width(), report.language
    opening = [paragraph("BodyText", runs(text, language)) for text in report.opening]
    yield [letterhead(report, width), *heading(report, width), *opening]
    for section in report.sections:
        yield list(_section(section, 1, language))
    end = [paragraph("BodyText", runs(report.closing, language), keep_next=True)] if report.closing else []
    yield [*end, signature(report, width), *([] if report.appendices else [paragraph("Rule", ())])]
    for number, appendix in enumerate(report.appendices, 1):
        yield from _appendix(made, report, appendix, number)


def _section(section: Section, level: int, language: str) -> Iterator[XML]:
    yield paragraph(f"Heading{level}", runs(section.heading, language))
    for text in section.paragraphs:
        yield paragraph("BodyText", runs(text, language))
    for inner in section.sections:
        yield from _section(inner, level + 1, language)


def _appendix(made: Document, report: Report, appendix: Appendix, number: int) -> Iterator[list[XML]]:
    _begin_pages(made, landscape=appendix.landscape)
    said, language = words(report.language), report.language
    alone = len(report.appendices) == 1
    name = (
        said.get("report.form.appendix")
        if alone
        else said.get("report.form.appendix_number", number=roman(number))
    )
    head = [
        paragraph("Appendix", runs(name, language)),
        paragraph("AppendixTitle", runs(appendix.title, language)),
        paragraph("Reference", runs(attached_to(report.office, said), language)),
    ]
    for table in appendix.tables:
        yield [*head, *_table(table, text_width(landscape=appendix.landscape), language)]
        head = []


def _table(table: Table, width: int, language: str) -> Iterator[XML]:
    if table.title:
        yield paragraph("TableTitle", runs(table.title, language))
    yield ruled(table, width, language)
    for text in (table.source, table.standing, *table.notes):
        if text:
            yield paragraph("TableFoot", runs(text, language), keep_next=text is table.source)


def _begin_pages(made: Document, *, landscape: bool) -> None:
    """End the pages so far and begin others that are numbered from 1."""
    pages = made.add_section(WD_SECTION.NEW_PAGE)
    ends: XML = made.element.body.findall(qn("w:p"))[-1]
    ends.get_or_add_pPr().insert(0, element("w:pStyle", val="Rule"))
    set_page(pages, landscape=landscape)
    properties: XML = pages._sectPr
    for given in properties.findall(qn("w:pgNumType")):
        properties.remove(given)
    properties.find(qn("w:pgMar")).addnext(element("w:pgNumType", start=1))


def _number_pages(pages: Pages, language: str) -> None:
    """Put the number of the page into the margin above, but not on the first page."""
    pages.first_page_header.is_linked_to_previous = False
    pages.header.is_linked_to_previous = False
    header: XML = pages.header._element
    for given in list(header):
        header.remove(given)
    header.append(paragraph("Header", page_number(language)))


def _name(made: Document, report: Report) -> None:
    """Say in the properties of the file what it is and which snapshot it is made of."""
    said = words(report.language)
    moment = datetime(report.as_of.year, report.as_of.month, report.as_of.day, tzinfo=UTC)
    texts = {
        "title": f"{said.get('report.form.kind')}: {report.abstract}",
        "author": report.office.issuing_body,
        "last_modified_by": report.office.issuing_body,
        "subject": report.identity,
        "identifier": report.snapshot,
        "keywords": report.snapshot,
        "comments": report.identity,
        "language": LOCALES[report.language],
    }
    for name, text in texts.items():
        setattr(made.core_properties, name, printable(text)[:LONGEST_PROPERTY])
    made.core_properties.created = made.core_properties.modified = moment.replace(tzinfo=None)
    made.core_properties.revision = 1
