"""A candidate made of a figure that was read, with its place in the document and what it rests on."""

from danvan import periods
from danvan.reader import confidence, timing
from danvan.reader.candidate import Candidate
from danvan.reader.explained import why_read
from danvan.reader.interpreting import Read, Work, pair_of
from danvan.reader.scanned import Scanned


def candidate(work: Work, scanned: Scanned, one: Read) -> Candidate:
    passage, number = scanned.passage, one.figure.number
    start, end = passage.in_document(number.start), passage.in_document(number.end - 1) + 1
    indicator = work.catalogue.indicators[one.indicator]
    phrase_end = one.figure.unit_end if one.match.counted_behind else number.scale_end
    notes = timing.notes_of(scanned, one.figure)
    pair = pair_of(scanned, one.figure)
    for other in pair or ():
        notes += timing.notes_of(scanned, other)
    return Candidate(
        indicator=one.indicator,
        value=float(one.value.value),
        unit=indicator.unit,
        qualifier=one.bound.sign,
        period=one.timed.code,
        place=one.place.place,
        start=start,
        end=end,
        printed=work.document.text[start:end],
        confidence=confidence.confidence(one.weaknesses),
        why=why_read(work.catalogue, one.match, one.indicator, one.bound, one.timed, one.place, one.value),
        phrase=passage.text[one.bound.start : phrase_end].strip(),
        whole=None if one.value.whole is None else float(one.value.whole),
        standard=_standard(work, scanned, one) if indicator.by_standard else "",
        section=passage.paragraph.section,
        note=passage.paragraph.note or (notes[0] if notes else ""),
    )


def _standard(work: Work, scanned: Scanned, one: Read) -> str:
    """Return the poverty standard that the sentence names, else the one that holds at the end of the period."""
    for said in scanned.periods_in(one.figure.sentence):
        if said.kind == "standard" and said.code in work.catalogue.standards:
            return said.code
    day = periods.parse(one.timed.code).end
    for code, standard in work.catalogue.standards.items():
        if standard.valid_from <= day <= standard.valid_to:
            return code
    return ""
