"""Slides of one ward: its figures against the town's, field by field, its models, and what it has not handed in."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape

from danvan import format as fmt
from danvan import provenance
from danvan.catalogue import Field
from danvan.deck.slides import MOST_ROWS, Told, of_words
from danvan.deck.speaking import notes_of, sources_line
from danvan.exports.deck import Slide, Table
from danvan.story.finding import Finding, Origin, Question, answer, table
from danvan.story.ward_gaps import gap_lines, gap_sentence
from danvan.story.ward_profile import Profile, apart_sentence
from danvan.story.ward_rows import Row
from danvan.story.wards import said

MODELS, GAPS, FIGURES = "mo-hinh", "chua-nop", "bang"
MOST_MODELS = 10
SAMPLE = "minh-hoa"


def figures(question: Question, shown: Profile, field: Field) -> Iterator[Told]:
    """Return the ward's figures of one field, real ones before the sample, on slides of at most twelve rows."""
    name = field.name(question.language)
    for section in shown.sections:
        rows = next((rows for group, rows in section.groups if group == name), ())
        pages = -(-len(rows) // MOST_ROWS)
        size = -(-len(rows) // pages) if pages else 0
        for page in range(pages):
            part = rows[page * size : (page + 1) * size]
            title = question.say("deck.ward.title", field=name, ward=question.name(shown.place))
            if pages > 1:
                title = question.say("deck.page_of", title=title, page=str(page + 1), pages=str(pages))
            key = "-".join(
                [
                    FIGURES,
                    field.slug,
                    *([SAMPLE] if section.is_sample else []),
                    *([str(page + 1)] if page else []),
                ]
            )
            yield _table_slide(question, shown, part, Slide(key, "numbers", title, title, field.field))


def _table_slide(question: Question, shown: Profile, rows: Sequence[Row], made: Slide) -> Told:
    standings = [amount.standing for row in rows for amount in row.amounts]
    origins = tuple(Origin(source) for source in provenance.union_of_sources(standings))
    basis = provenance.heaviest_basis(standing.basis for standing in standings)
    slide = replace(
        made,
        sentence=said(question, apart_sentence(question, rows, shown.place), basis),
        subtitle=question.say("deck.ward.subtitle", period=fmt.period(question.period, question.language)),
        table=_table(question, question.name(shown.place), rows),
        standing=question.say(f"basis.{basis}"),
        sample=basis == "sample",
        source=sources_line(question, origins),
        cautions=shown.remarks[:1],
    )
    ranked = slide.table is not None and question.say("deck.ward.ranks") in slide.table.columns
    reading = question.say("deck.reading.ward_ranks" if ranked else "deck.reading.ward")
    return Told(replace(slide, notes=notes_of(question, slide, reading, origins)), origins)


def _table(question: Question, ward: str, rows: Sequence[Row]) -> Table:
    """Return the rows as text; of one year alone nothing is added up, and ranks stand where any can be told."""
    columns = {
        "latest": question.say("page.ward.head.latest", year=str(question.last_year)),
        "total": question.say(
            "page.ward.head.total", period=fmt.period_short(question.period, question.language)
        ),
        "town": question.say("page.ward.head.town"),
        "rate": question.say("deck.ward.rate", of=ward),
        "town_rate": question.say("deck.ward.rate", of=question.say("page.ward.head.town")),
        "ranks": question.say("deck.ward.ranks"),
    }
    if question.first_year == question.last_year:
        del columns["total"]
    if not any(row.ranks for row in rows):
        del columns["ranks"]
    return table(
        (question.say("table.indicator"), *columns.values()),
        [(_name(question, row), *(getattr(row, name) for name in columns)) for row in rows],
    )


def _name(question: Question, row: Row) -> str:
    name = row.indicator.name(question.language)
    return question.say("deck.ward.with_unit", name=name, unit=row.unit) if row.unit else name


def about(question: Question, key: str, found: Finding) -> Finding:
    """Return a finding with a title that says the ward's own figures, and with the sentence about all beside it.

    They are cells of the ward's row in the finding's table, and the years they are of; where no other ward has a row
    there is nothing to say about all. Of what is counted of this ward alone there is no such row, and its name goes
    before the title.
    """
    ward = question.name(question.places[0])
    row = next((row for row in found.table.rows if unescape(row[0]) == ward), None)
    own = f"deck.ward.of.{key}"
    if row is None or own not in question.words:
        return replace(found, title=_named(question, ward, found))
    cells = {f"cell{at}": unescape(cell) for at, cell in enumerate(row)}
    heads = {f"head{at}": unescape(head) for at, head in enumerate(found.table.columns)}
    known = {"ward": ward, "years": found.own_years.get(ward, ""), **cells, **heads}
    words = question.say(own, **{gap: known[gap] for gap in question.words.gaps[own]})
    of_all = _plain(question, found.sentence) if len(found.table.rows) > 1 else ""
    return replace(
        found,
        title=said(question, words, found.basis),
        sentence=said(question, f"{words}. {of_all[:1].upper()}{of_all[1:]}".strip(), found.basis),
    )


def _named(question: Question, ward: str, found: Finding) -> str:
    """Return the title of what is counted of one ward alone, with its name."""
    words = _plain(question, found.title or found.sentence)
    if ward not in words:
        words = question.say("deck.fact", term=ward, words=words[:1].lower() + words[1:])
    return said(question, words, found.basis)


def _plain(question: Question, words: str) -> str:
    """Return words without the beginning that says they are of a sample, which is said before all of them."""
    return words.removeprefix(question.say("story.of_sample", sentence=""))


def nothing(question: Question, field: Field) -> str:
    """Say that there is nothing of a field: wards hand in nothing of it, or this one has no figure."""
    name = field.name(question.language)
    if not any(one.field == field.field for one in question.catalogue.ward_indicators):
        return question.say("deck.ward.no_indicator", field=name)
    return question.say("deck.ward.nothing", field=name, ward=question.full_name(question.places[0]))


def models(question: Question, shown: Profile) -> Told:
    """Return the models that name the ward, of the field asked about; those that a list may mean are marked."""
    field_of = answer(question, "models").set_index("model")["field"]
    named = [one for one in shown.models if question.field in (None, field_of[one.model])]
    lines = [
        one.name if one.reading == "stated" else question.say("reading.marked", words=one.name)
        for one in named[:MOST_MODELS]
    ]
    if (more := len(named) - MOST_MODELS) > 0:
        lines.append(question.words.count("deck.more_models", more, number=str(more)))
    ward = shown.name
    sentence = (
        question.words.count("deck.ward.models", len(named), ward=ward, number=str(len(named)))
        if named
        else question.say("deck.ward.no_models", ward=ward)
    )
    return of_words(
        question,
        MODELS,
        sentence,
        lines,
        sentence,
        origins=[origin for origin in shown.origins if origin.locator] if named else (),
        notes=(question.say("story.models.named_only"), *shown.remarks[1:], *shown.notes) if named else (),
    )


def gaps(question: Question, shown: Profile, untold: Sequence[str]) -> Told:
    """Return what the ward has not handed in, and what little could not be told."""
    sentence = gap_sentence(question, shown.gaps)
    lines = [
        question.say("deck.fact", term=term, words="; ".join(names))
        for term, names in gap_lines(question, shown.gaps)
    ]
    title = question.say("deck.ward.gaps", ward=question.name(shown.place))
    return of_words(question, GAPS, title, [sentence, *lines, *untold], sentence)
