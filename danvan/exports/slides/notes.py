"""What stands in the notes of a slide: what the speaker may say, and all that a reader of the file must know."""

from collections.abc import Iterator

from pptx.slide import Slide as Drawn

from danvan.exports.deck import Deck, Slide
from danvan.exports.slides.writing import Said, write
from danvan.text import words


def put_notes(drawn: Drawn, slide: Slide, deck: Deck) -> None:
    """Write the notes of a slide."""
    frame = drawn.notes_slide.notes_text_frame
    if frame is not None:
        write(frame, [Said(line) for line in dict.fromkeys(_lines(slide, deck))], deck.language)


def _lines(slide: Slide, deck: Deck) -> Iterator[str]:
    say = words(deck.language).get
    if slide.sample:
        yield say("slides.notes.sample", sample=deck.sample_words, note=say("standing.sample_note"))
    yield from slide.notes
    yield slide.title
    if slide.computed_title and slide.computed_title != slide.title:
        yield say("slides.notes.computed_title", title=slide.computed_title)
    yield from filter(None, (slide.sentence, slide.subtitle, *slide.lines))
    for number in slide.numbers:
        yield say(
            "slides.notes.number",
            name=number.name,
            period=number.period,
            value=number.value,
            standing=number.standing,
            source=number.source,
        )
        yield from filter(None, (number.detail, *number.notes))
    if slide.standing:
        yield say("slides.notes.standing", standing=slide.standing)
    yield from filter(None, (slide.coverage, slide.source))
    for caution in slide.cautions:
        yield say("slides.notes.caution", caution=caution)
    yield deck.identity
