"""The first slide: who the presentation is about, which years, and which figures it is made of."""

from collections.abc import Sequence
from dataclasses import replace

from danvan import format as fmt
from danvan.deck.closing import sample_lines
from danvan.deck.slides import Told
from danvan.exports.deck import Slide
from danvan.story.finding import Origin, Question
from danvan.story.ward_profile import Profile, title

KEY = "bia"


def of_town(question: Question, identity: str) -> Told:
    """Return the first slide of a presentation of the town, or of several of its units."""
    return _slide(question, _lines(question), identity, ())


def of_ward(question: Question, shown: Profile, identity: str) -> Told:
    """Return the first slide of a presentation of one unit: what it is, and what became of it."""
    facts = [question.say("deck.fact", term=term, words=words) for term, words in shown.facts]
    census = question.catalogue.places[shown.place].population_source
    return _slide(question, (*facts, *shown.cautions), identity, (Origin(census),) if census else ())


def with_standing(question: Question, first: Slide, told: Sequence[Told]) -> Slide:
    """Return the first slide with how many of those that are shown are made of a sample."""
    lines = tuple(sample_lines(question, told))
    return replace(first, lines=(*first.lines, *lines), notes=(*first.notes, *lines))


def heading(question: Question) -> str:
    """Return the title of the presentation."""
    if len(question.places) == 1:
        return title(question, question.places[0])
    return question.say("deck.cover.title", movement=question.say("app.name"), town=question.town_name)


def subtitle(question: Question) -> str:
    """Return which field and which years it is about, and of one unit that it is about the movement in the town."""
    period = fmt.period(question.period, question.language)
    parts = [period]
    if question.field is not None:
        parts.insert(0, question.catalogue.fields[question.field].name(question.language))
    if len(question.places) == 1:
        movement = question.say("app.name")
        parts.insert(0, question.say("deck.cover.title", movement=movement, town=question.town_name))
    return ", ".join(parts)


def _lines(question: Question) -> tuple[str, ...]:
    """Say what was chosen: the units, those since July 2025, no sample."""
    lines = []
    if question.places:
        names = fmt.enumeration([question.full_name(place) for place in question.places], question.language)
        lines.append(question.say("deck.cover.places", places=names))
    if question.since:
        number = str(len(question.catalogue.wards))
        lines.append(question.say("deck.cover.since", number=number))
    return tuple(lines)


def _slide(question: Question, lines: tuple[str, ...], identity: str, origins: tuple[Origin, ...]) -> Told:
    words, below = heading(question), subtitle(question)
    sentence = question.say("deck.cover.sentence", title=words, subtitle=below)
    slide = Slide(
        key=KEY,
        kind="cover",
        title=words,
        computed_title=words,
        sentence=sentence,
        subtitle=below,
        lines=lines,
        standing=question.say("deck.standing.words"),
        source=f"{identity}.",
        notes=(sentence, *lines, f"{identity}."),
    )
    return Told(slide, origins)
