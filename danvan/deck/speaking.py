"""What the speaker may say of a slide: the point, how it is read, what it does not say, and who says so."""

from collections.abc import Iterable, Sequence

from danvan.exports.deck import Slide
from danvan.story.finding import Origin, Question, section_words

MOST_PLACES = 6


def notes_of(question: Question, slide: Slide, reading: str, origins: Sequence[Origin]) -> tuple[str, ...]:
    """Return the paragraphs for a slide of figures: sentence, reading, what it does not say, sources with places."""
    left_open = " ".join(_limits(question, slide))
    paragraphs = (
        slide.sentence,
        question.say("deck.notes.read", words=reading) if reading else "",
        question.say("deck.notes.limits", words=left_open) if left_open else "",
        located_sources(question, origins),
    )
    return tuple(words for words in paragraphs if words)


def _limits(question: Question, slide: Slide) -> Iterable[str]:
    if slide.sample:
        yield question.say("standing.sample_note")
    if slide.coverage:
        yield f"{slide.coverage.rstrip('.')}."
    yield from slide.cautions


def sources_line(question: Question, origins: Sequence[Origin]) -> str:
    """Return the sources for the foot of a slide; one that is named at many places is named without them."""
    by_source = _by_source(origins)
    named = [
        section_words(question, places[0] if len(places) == 1 else Origin(source))
        for source, places in by_source.items()
    ]
    return question.say("standing.source", sources="; ".join(named))


def located_sources(question: Question, origins: Sequence[Origin]) -> str:
    """Return the sources with every section in them; one with more than six sections is named without them."""
    named: list[str] = []
    for source, places in _by_source(origins).items():
        few = places if len(places) <= MOST_PLACES else [Origin(source)]
        named += [section_words(question, place) for place in few]
    words = question.say("standing.source", sources="; ".join(dict.fromkeys(named)))
    return f"{words}."


def _by_source(origins: Sequence[Origin]) -> dict[str, list[Origin]]:
    found: dict[str, list[Origin]] = {}
    for origin in origins:
        found.setdefault(origin.source, []).append(origin)
    return found
