"""The results part of a report: the same figures and findings as the pages, told field by field, with their sources.

An official report holds real figures only: sample values are left out altogether, whatever the reader shows.
"""

from collections.abc import Iterator
from dataclasses import replace

from danvan import format as fmt
from danvan.deck import report_tables, report_town, report_ward
from danvan.deck.made import remembering
from danvan.deck.report_figures import Reported, left_out, of_town
from danvan.deck.report_said import Citing, Said, Told
from danvan.exports.document import Appendix, Office, Report
from danvan.exports.document.said import known
from danvan.exports.names import stem
from danvan.story import overview, sources
from danvan.story.finding import Question, snapshot_words
from danvan.story.ward_profile import profile
from danvan.warehouse.snapshots import Snapshot

NO_BREAK = "\u00a0"


def report(question: Question, office: Office, snapshot: Snapshot) -> Report:
    """Return the report of one snapshot, which must be the one that questions are answered by.

    Of the wards that were chosen, or of the whole town where none was.
    """
    question = remembering(replace(question, sample=False))
    identity = snapshot_words(question, snapshot)
    figures = () if question.places else of_town(question)
    told = (
        Told(question.say("report.heading.results"), parts=tuple(_fields(question, figures))),
        Told(
            question.say("report.heading.figures"), parts=tuple(_about_figures(question, figures, identity))
        ),
    )
    about = {"place": _about(question), "period": fmt.period(question.period, question.language)}
    return Report(
        office=office,
        abstract=office.abstract.strip() or _abstract(question, about),
        opening=(question.say("report.opening", issuer=known(office.issuing_body), **about),),
        sections=Citing(question).sections(told),
        closing=question.say("report.closing", **about),
        appendices=tuple(_appendices(question, figures)),
        snapshot=snapshot.snapshot,
        identity=identity,
        as_of=snapshot.built_on,
        language=question.language,
        stem=stem("bao-cao", about["place"], question.field or "", question.period),
    )


def _fields(question: Question, figures: tuple[Reported, ...]) -> Iterator[Told]:
    for field in _codes(question):
        if question.places:
            yield report_ward.field_told(question, field)
        else:
            yield report_town.field_told(question, field, figures)


def _codes(question: Question) -> list[str]:
    return [code for code in question.catalogue.fields if question.field in (None, code)]


def _about_figures(question: Question, figures: tuple[Reported, ...], identity: str) -> Iterator[Told]:
    """Say what the figures are, what the sources leave open, and what was not handed in."""
    standing = [Said(question.say("report.standing", identity=identity))]
    if not question.places and (others := left_out(question, figures)):
        period = fmt.period(question.period, question.language)
        standing.append(
            Said(question.words.count("report.left_out", others, number=str(others), period=period))
        )
    yield Told(question.say("report.heading.standing"), tuple(standing))
    yield Told(question.say("report.heading.open"), tuple(map(Said, _open(question))))
    yield Told(question.say("report.heading.lacking"), tuple(map(Said, _lacking(question))))


def _open(question: Question) -> Iterator[str]:
    """Give where the sources contradict themselves, each in a paragraph; of a ward what touches it."""
    if question.places:
        notes = dict.fromkeys(note for place in question.places for note in profile(question, place).notes)
        yield question.say("report.open.of_wards" if notes else "report.open.none_of_wards")
        yield from (f"- {note}" for note in notes)
        return
    points = sources.open_points(question)
    hard = [point for point in points if point.kind == "contradiction"]
    counts = {"contradictions": str(len(hard)), "unclear": str(len(points) - len(hard))}
    yield question.say("report.open.of_town" if points else "report.open.none", **(counts if points else {}))
    yield from (f"- {point.text}" for point in hard)


def _lacking(question: Question) -> Iterator[str]:
    """Say what has not been handed in; of the town what deserves attention because it is missing."""
    if question.places:
        for place in question.places:
            yield report_ward.not_handed_in(question, place)
        return
    missing = [
        point.sentence for point in overview.attention(question) if point.kind in ("missing", "target")
    ]
    yield " ".join(missing) if missing else question.say("report.nothing_lacking")


def _appendices(question: Question, figures: tuple[Reported, ...]) -> Iterator[Appendix]:
    fields = _codes(question)
    yield from report_tables.reported(question, figures, fields)
    yield from report_tables.models(question, fields)
    yield from report_tables.of_all_wards(question, fields)


def _abstract(question: Question, about: dict[str, str]) -> str:
    """Return what the report is about; the words of its period stay on one line."""
    words = about | {"period": about["period"].replace(" ", NO_BREAK)}
    if question.field is None:
        return question.say("report.abstract", **words)
    field = question.catalogue.fields[question.field].name(question.language)
    return question.say("report.abstract_of_field", field=report_town.lower(field), **words)


def _about(question: Question) -> str:
    names = [question.full_name(place) for place in question.places]
    return fmt.enumeration(names, question.language) if names else question.town_name
