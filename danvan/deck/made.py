"""The deck of a question: its slides as the presenter wants them, and the identity of the snapshot they are made of."""

from dataclasses import replace
from datetime import date, datetime

from danvan import format as fmt
from danvan.deck.chapters import told
from danvan.deck.chosen import Chosen
from danvan.exports.deck import Deck, Slide
from danvan.exports.names import stem
from danvan.story.finding import Question
from danvan.warehouse.snapshots import Snapshot


def made(question: Question, chosen: Chosen, snapshot: Snapshot) -> Deck:
    """Return the deck of one snapshot, which must be the one that questions are answered by."""
    built_on = _day(snapshot)
    about = _about(question)
    identity = question.say(
        "picture.snapshot", day=fmt.day(built_on, question.language), snapshot=snapshot.snapshot
    )
    slides = [_retitled(slide, chosen) for slide in told(question) if slide.key not in chosen.dropped]
    return Deck(
        title=question.say("app.name"),
        subtitle=f"{about}, {fmt.period(question.period, question.language)}",
        slides=tuple(slides),
        snapshot=snapshot.snapshot,
        identity=identity,
        as_of=built_on,
        stem=stem("trinh-chieu", about, question.period),
        language=question.language,
        sample_words=question.say("standing.sample_banner"),
    )


def _retitled(slide: Slide, chosen: Chosen) -> Slide:
    return replace(slide, title=chosen.titles.get(slide.key, slide.title))


def _about(question: Question) -> str:
    names = [question.full_name(place) for place in question.places]
    return fmt.enumeration(names, question.language) if names else question.town_name


def _day(snapshot: Snapshot) -> date:
    return datetime.fromisoformat(snapshot.built_at).astimezone().date()
