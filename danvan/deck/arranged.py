"""The computed slides as the presenter wants them: own slides put in, moved, retitled, and some left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from danvan.deck import asked
from danvan.deck.chosen import Added, Chosen
from danvan.deck.problems import Problem
from danvan.exports.deck import Slide
from danvan.story.finding import Question

Arranged = tuple[tuple[Slide, ...], tuple[Slide, ...], list[Problem]]


def arranged(question: Question, computed: Sequence[Slide], chosen: Chosen) -> Arranged:
    """Return the slides that are shown, those left out, and what of the choice fits no slide."""
    known = {slide.key: slide for slide in computed}
    own = [
        replace(one, title=chosen.titles.get(one.key, one.title))
        for one in chosen.added
        if one.key not in known
    ]
    slides = known | {one.key: _own_slide(question, one) for one in own}
    order = in_order(_with_own(list(known), own), chosen.order)
    titled = [_titled(question, slides[key], chosen.titles) for key in order]
    return (
        tuple(slide for slide in titled if slide.key not in chosen.dropped),
        tuple(slide for slide in titled if slide.key in chosen.dropped),
        list(_problems(chosen, known, slides)),
    )


def in_order(keys: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Return the keys as wanted: those named in their order, each followed by those that stand behind it unnamed.

    What stands before all that are named stays in front.
    """
    front: list[str] = []
    behind: dict[str, list[str]] = {}
    here = front
    for key in keys:
        if key in wanted:
            here = behind[key] = []
        here.append(key)
    return front + [key for name in dict.fromkeys(wanted) for key in behind.get(name, ())]


def _with_own(keys: Sequence[str], own: Sequence[Added]) -> list[str]:
    """Return the keys with each own slide behind the one it names; what names none that is there, at the end."""
    known = {*keys, *(one.key for one in own)}
    after = {one.key: one.after if one.after in known else "" for one in own}
    placed = [name for key in keys for name in _behind(key, after)]
    return [*placed, *(key for key in after if key not in placed)]


def _behind(key: str, after: Mapping[str, str]) -> Iterator[str]:
    """Yield a key and, after it, the own slides behind it; it never comes back to a computed one."""
    yield key
    for own, before in after.items():
        if before == key:
            yield from _behind(own, after)


def _own_slide(question: Question, own: Added) -> Slide:
    words = question.say("deck.own.standing")
    return Slide(
        key=own.key,
        kind="words",
        title=own.title,
        computed_title=own.title,
        sentence=own.title,
        lines=own.lines,
        standing=words,
        source=question.say("deck.own.source"),
        notes=(*own.lines, words),
        added=True,
    )


def _titled(question: Question, slide: Slide, titles: Mapping[str, str]) -> Slide:
    """Return a slide with the presenter's title, whose notes then say so and what is computed from the data."""
    title = titles.get(slide.key, slide.title)
    if title == slide.title:
        return slide
    words = question.say("deck.own.title", sentence=slide.sentence)
    others = slide.notes[1:] if slide.notes[:1] == (slide.sentence,) else slide.notes
    return replace(slide, title=title, notes=(words, *others))


def _problems(chosen: Chosen, known: Mapping[str, Slide], slides: Mapping[str, Slide]) -> Iterator[Problem]:
    yield from (Problem("taken", asked.ADDED, one.key) for one in chosen.added if one.key in known)
    named = (
        (asked.DROPPED, sorted(chosen.dropped)),
        (asked.ORDER, chosen.order),
        (asked.TITLES, sorted(chosen.titles)),
        (asked.ADDED, [one.after for one in chosen.added if one.after]),
    )
    unknown = [(key, parameter) for parameter, keys in named for key in keys if key not in slides]
    yield from (Problem("unknown", parameter, key) for key, parameter in dict(unknown).items())
