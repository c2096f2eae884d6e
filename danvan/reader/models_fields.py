"""The field of what a paragraph tells: from the heading that it stands under, else from its own words."""

import re
from collections.abc import Iterator

from danvan.documents.document import Document, Paragraph
from danvan.reader.models_words import ModelWords

_LONGEST_HEADING = 120
NUMBERED = re.compile(
    r"\s*(?:[-+*#_•]\s*)*(?:(?:[ivxlc]+|[a-hđ]|\d+(?:\.\d+)*)\s*[.)/]\s*|\d+(?:\.\d+)+\s+)?[\s*_]*"
)


def fields_of(document: Document, matched: str, words: ModelWords) -> list[str]:
    """Return the field of every paragraph, by its heading; "" where no heading names one.

    A heading counts for its section and those within; a footnote has the field of the section where its mark stands.
    """
    return list(_fields(document, matched, words))


def _fields(document: Document, matched: str, words: ModelWords) -> Iterator[str]:
    by_section: dict[str, str] = {}
    current = ""
    for paragraph in document.paragraphs:
        if paragraph.kind == "note":
            yield _of_section(by_section, paragraph.section)
            continue
        named = _named_by(paragraph, matched, words)
        if named:
            current = named
            if paragraph.section:
                by_section[paragraph.section] = named
        elif paragraph.kind == "heading":
            current = _of_section(by_section, paragraph.section)
        yield current


def _named_by(paragraph: Paragraph, matched: str, words: ModelWords) -> str:
    """Return the field that a heading names, also where it is not known to be one; "" for other paragraphs."""
    if paragraph.end - paragraph.start > _LONGEST_HEADING:
        return ""
    begins = NUMBERED.match(matched, paragraph.start, paragraph.end)
    at = begins.end() if begins and paragraph.kind != "heading" else paragraph.start
    search = words.in_a_field.search if paragraph.kind == "heading" else words.in_a_field.match
    found = search(matched, at, paragraph.end) or _whole(words.opens_a_field, matched, at, paragraph.end)
    is_all = found is not None and not matched[found.end() : paragraph.end].strip(" .:*_")
    return str(found.lastgroup) if found and (paragraph.kind == "heading" or is_all) else ""


def _whole(pattern: re.Pattern[str], matched: str, start: int, end: int) -> re.Match[str] | None:
    begins = NUMBERED.match(matched, start, end)
    found = pattern.match(matched, begins.end() if begins else start, end)
    return found if found and not matched[found.end() : end].strip(" .:*_") else None


def _of_section(by_section: dict[str, str], section: str) -> str:
    """Return the field of the innermost section around one; "" where none of them has one."""
    while section:
        if section in by_section:
            return by_section[section]
        section = section.rpartition(".")[0]
    return ""


def field_said(matched: str, start: int, end: int, words: ModelWords) -> str:
    """Return the field last named between the start of a paragraph and a name, "" where none or several at once."""
    found = list(words.in_a_field.finditer(matched, start, end))
    begins = NUMBERED.match(matched, start, end)
    opening = words.opens_a_field.match(matched, begins.end() if begins else start, end)
    if not found and opening:
        found = [opening]
    return str(found[-1].lastgroup) if found and not _goes_on(matched, found[-1], end, words) else ""


def _goes_on(matched: str, found: re.Match[str], end: int, words: ModelWords) -> bool:
    behind = matched[found.end(str(found.lastgroup)) : min(end, found.end() + 60)]
    others = (phrase for code, its in words.fields.items() if code != found.lastgroup for phrase in its)
    return any(
        re.match(rf"\s*(?:,|;|và)\s*(?:và\s*)?{re.escape(phrase.lower())}", behind) for phrase in others
    )
