"""The models that a report names in quotation marks, with their field, host and wards as far as it says them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from danvan import text as texts
from danvan.catalogue import Catalogue
from danvan.documents.document import Document, Paragraph
from danvan.reader.candidate import About, ModelCandidate
from danvan.reader.models_before import Before, told_before, wards_of_headings
from danvan.reader.models_behind import Behind, Source, WardNames, host_before, told_behind
from danvan.reader.models_fields import field_said, fields_of
from danvan.reader.models_quotes import Quotation, quotations
from danvan.reader.models_words import ModelWords, plain
from danvan.reader.spelling import as_matched

_SENTENCE_END = re.compile(r"(?:[.!?…]+)(?=[\s*_”\"]+[^\W\d_a-zà-ỹđ]|[*_”\"\s]*$)")
_CONNECTOR = re.compile(r"[\s*_,”\"]*(?:và|cùng)?[\s*_]*")
_NOTES = str.maketrans(dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", " "))
SURE, LISTED = 0.9, 0.75
LESS_IF_OPEN, LESS_IF_OF_A_LIST, LESS_IF_ELSEWHERE, LESS_IF_NO_FIELD = 0.15, 0.15, 0.05, 0.1
_SHORTEST_NAME = 4


@dataclass(frozen=True)
class _Mention:
    """One model on its way: its quotation, what is told, and the keys of the words that say why."""

    quotation: Quotation
    paragraph: Paragraph
    direct: bool
    joined: bool
    behind: Behind
    field: str = ""
    why: tuple[str, ...] = ()
    less: float = 0.0


def models_in(
    document: Document, catalogue: Catalogue, words: ModelWords, about: About | None = None
) -> tuple[ModelCandidate, ...]:
    """Return every mention of a model in a document, in the order of the text; one model may be mentioned often.

    about says of when the document is, where a ward's name was passed on. A field is that of the heading, else of the
    words before the name, else that of the same name elsewhere in the document, else ""; a host likewise. A host or
    wards that follow a list of names are also given to those before the last one, and these are then less sure.
    """
    source = Source(document.text, as_matched(document.text).translate(_NOTES))
    wards = WardNames(catalogue, about.issued_on if about else "")
    fields = fields_of(document, source.matched, words)
    of_headings = wards_of_headings(document, source, wards)
    mentions: list[_Mention] = []
    for number, paragraph in enumerate(document.paragraphs):
        before = None if paragraph.continues is None else document.paragraphs[paragraph.continues]
        found = _in_paragraph(source, paragraph, before, fields[number], words, wards)
        mentions += [_under_a_heading(mention, of_headings[number]) for mention in found]
    return tuple(_candidate(source, mention) for mention in _told_elsewhere(source, mentions))


def _in_paragraph(
    source: Source,
    paragraph: Paragraph,
    before: Paragraph | None,
    field: str,
    words: ModelWords,
    wards: WardNames,
) -> list[_Mention]:
    """Return the models of a paragraph; before is the one whose sentence goes on in it after a page break."""

    def leads_in(start: int, end: int) -> bool:
        between = source.matched[start:end].replace("*", " ").strip()
        lead = words.lead_in.search(between)
        return bool(between) and lead is not None and not between[: lead.start()].strip()

    quoted = quotations(source.text, paragraph.start, paragraph.end, leads_in)
    is_list = before is not None and _leads_on(source, before, words)
    mentions = list(_mentions(source, paragraph, quoted, words, wards, is_model=is_list))
    fielded = [_with_field(source, mention, field, words) for mention in mentions]
    return _with_those_of_lists(fielded)


def _leads_on(source: Source, paragraph: Paragraph, words: ModelWords) -> bool:
    """Say whether the last sentence of a paragraph lists models and is not at its end."""
    said = _says(source, _since_sentence(source, paragraph.start, paragraph.end), paragraph.end, words)
    return said is not None and said.telling


def _mentions(
    source: Source,
    paragraph: Paragraph,
    quoted: Sequence[Quotation],
    words: ModelWords,
    wards: WardNames,
    *,
    is_model: bool,
) -> Iterator[_Mention]:
    """Yield the quotations that are models: the nearest words before a name decide, in a list those before it."""
    host, told, before = "", Behind(), paragraph.start
    clauses = _clauses(source, paragraph, quoted, words, wards)
    ends = [*(one.before.start if one.before else one.end for one in clauses[1:]), paragraph.end]
    for quotation, clause, end in zip(quoted, clauses, ends, strict=False):
        gap = clause.start
        if gap != before:
            is_model, host = False, ""
        said = _says(source, gap, quotation.opened, words)
        name = source.text[quotation.start : quotation.end]
        is_known_other = words.is_no_model(name)
        if said is not None and not (is_known_other and said.direct):
            is_model = said.telling
        host = host_before(source, gap, quotation.opened, words, wards) or host
        if is_model and not is_known_other and len(name) >= _SHORTEST_NAME:
            stop = _sentence_stop(source, quotation.closed, end)
            behind = told_behind(source, quotation.closed, stop, words, wards)
            joined = bool(said is None or said.direct) and _is_joined(source, gap, quotation.opened, words)
            told = clause.before.told if clause.before else told if joined else Behind()
            behind = Behind(behind.host or host or told.host, behind.places or told.places)
            yield _Mention(quotation, paragraph, bool(said and said.direct), joined, behind)
        before = quotation.closed


@dataclass(frozen=True)
class _Clause:
    """The words before a name since the name before it or the sentence began, and what they tell of who runs it."""

    start: int
    end: int
    before: Before | None


def _clauses(
    source: Source, paragraph: Paragraph, quoted: Sequence[Quotation], words: ModelWords, wards: WardNames
) -> list[_Clause]:
    clauses, behind = [], paragraph.start
    for quotation in quoted:
        start, end = _since_sentence(source, behind, quotation.opened), quotation.opened
        is_sentence = start != behind or behind == paragraph.start
        told = told_before(source, start, end, words, wards, is_sentence=is_sentence)
        clauses.append(_Clause(start, end, told))
        behind = quotation.closed
    return clauses


@dataclass(frozen=True)
class _Said:
    telling: bool
    direct: bool


def _says(source: Source, start: int, end: int, words: ModelWords) -> _Said | None:
    """Say what the words between two positions make of the name that follows; None where they do not tell."""
    between = source.matched[start:end].rstrip(' *_“"')
    if words.lead_in.search(between):
        return _Said(telling=True, direct=True)
    if words.lead_out.search(between):
        return _Said(telling=False, direct=True)
    told = [found.end() for found in words.telling.finditer(between)]
    denied = [found.end() for found in words.denying.finditer(between)]
    if not told and not denied:
        return None
    return _Said(telling=max(told, default=-1) > max(denied, default=-1), direct=False)


def _since_sentence(source: Source, start: int, end: int) -> int:
    """Return where the last sentence between two positions begins."""
    found = list(_SENTENCE_END.finditer(source.text, start, end))
    return found[-1].end() if found else start


def _sentence_stop(source: Source, start: int, end: int) -> int:
    found = _SENTENCE_END.search(source.text, start, end)
    return found.start() if found else end


def _is_joined(source: Source, start: int, end: int, words: ModelWords) -> bool:
    """Say whether a name follows the one before it in one list: nothing but a comma, "và" and words that lead in."""
    between = source.matched[start:end].rstrip(' *_“"')
    lead = words.lead_in.search(between)
    between = between[: lead.start()] if lead else between
    return _CONNECTOR.fullmatch(between) is not None


def _with_field(source: Source, mention: _Mention, field: str, words: ModelWords) -> _Mention:
    if field:
        return replace(mention, field=field, why=("field_of_heading",))
    said = field_said(source.matched, mention.paragraph.start, mention.quotation.opened, words)
    return replace(mention, field=said, why=("field_said",)) if said else mention


def _with_those_of_lists(mentions: Sequence[_Mention]) -> list[_Mention]:
    """Give what is told behind the last name of a list also to the names before it that have nothing of their own."""
    given = [replace(one, why=(*one.why, *_stated(one.behind))) for one in mentions]
    for later, number in zip(reversed(given), range(len(given) - 1, 0, -1), strict=False):
        later, earlier = given[number], given[number - 1]
        if later.joined and later.behind and not earlier.behind:
            given[number - 1] = replace(
                earlier,
                behind=later.behind,
                why=(*earlier.why, *_of_list(later.behind)),
                less=LESS_IF_OF_A_LIST,
            )
    return given


def _under_a_heading(mention: _Mention, wards: tuple[str, ...]) -> _Mention:
    """Give a mention that names no ward those that its heading is the name of."""
    if not wards or mention.behind.places:
        return mention
    return replace(
        mention,
        behind=replace(mention.behind, places=wards),
        why=(*mention.why, "wards_of_heading"),
        less=mention.less + LESS_IF_ELSEWHERE,
    )


def _stated(behind: Behind) -> list[str]:
    return ["host_stated"] * bool(behind.host) + ["wards_stated"] * bool(behind.places)


def _of_list(behind: Behind) -> list[str]:
    return ["host_of_list"] * bool(behind.host) + ["wards_of_list"] * bool(behind.places)


def _told_elsewhere(source: Source, mentions: Sequence[_Mention]) -> Iterator[_Mention]:
    """Give a mention what it leaves open: the field, and the one host, of mentions of the same name."""
    fields = {plain(_name(source, one)): one.field for one in mentions if one.field}
    hosts: dict[str, set[str]] = {}
    for one in mentions:
        hosts.setdefault(plain(_name(source, one)), set()).update(filter(None, [one.behind.host]))
    for one in mentions:
        name = plain(_name(source, one))
        field = fields.get(name) or _of_longer_name(fields, name)
        if field and not one.field:
            one = replace(one, field=field, why=(*one.why, "field_elsewhere"))
        if not one.behind and len(hosts[name]) == 1:
            behind = replace(one.behind, host=next(iter(hosts[name])))
            one = replace(
                one, behind=behind, why=(*one.why, "host_elsewhere"), less=one.less + LESS_IF_ELSEWHERE
            )
        yield one


def _of_longer_name(fields: Mapping[str, str], name: str) -> str:
    """Return the field of a name that begins with this one, as a report shortens names it has given in full."""
    return next((field for other, field in fields.items() if other.startswith(f"{name} ")), "")


def _name(source: Source, mention: _Mention) -> str:
    return source.text[mention.quotation.start : mention.quotation.end]


def _candidate(source: Source, mention: _Mention) -> ModelCandidate:
    quotation = mention.quotation
    why = ("quoted_behind" if mention.direct else "quoted_in_list", *mention.why)
    confidence = (SURE if mention.direct else LISTED) - mention.less
    if not quotation.whole:
        why, confidence = (*why, "mark_open"), confidence - LESS_IF_OPEN
    if not mention.field:
        why, confidence = (*why, "field_unknown"), confidence - LESS_IF_NO_FIELD
    return ModelCandidate(
        _name(source, mention),
        mention.field,
        mention.behind.host,
        mention.behind.places,
        quotation.start,
        quotation.end,
        round(confidence, 2),
        {language: _sentence(language, why) for language in texts.LANGUAGES},
        mention.paragraph.section,
    )


def _sentence(language: str, why: Sequence[str]) -> str:
    words = texts.words(language)
    first, *others = (words.get(f"reading_models.{key}") for key in why)
    return f"{first[0].upper()}{first[1:]}{''.join(f'; {other}' for other in others)}."
