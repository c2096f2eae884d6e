"""The deck of a question: its slides as the presenter wants them, and the identity of the snapshot they are made of."""

from dataclasses import replace

from danvan import format as fmt
from danvan.deck import closing, cover
from danvan.deck.arranged import arranged
from danvan.deck.chapters import told
from danvan.deck.chosen import Chosen
from danvan.exports.deck import Deck
from danvan.exports.names import stem
from danvan.story.finding import Question, snapshot_words
from danvan.story.memory import at_once, for_one_work
from danvan.warehouse.snapshots import Snapshot


def made(question: Question, chosen: Chosen, snapshot: Snapshot) -> Deck:
    """Return the deck of one snapshot, which must be the one that questions are answered by."""
    question = remembering(question)
    identity = snapshot_words(question, snapshot)
    computed = told(question, identity)
    kept = [one for one in computed if one.slide.key not in chosen.dropped]
    first, *others = (one.slide for one in computed)
    last = closing.source_list(question, kept, identity)
    whole = [cover.with_standing(question, first, kept), *others, last.slide]
    slides, left_out, problems = arranged(question, whole, chosen)
    return Deck(
        title=cover.heading(question),
        subtitle=cover.subtitle(question),
        slides=slides,
        snapshot=snapshot.snapshot,
        identity=identity,
        as_of=snapshot.built_on,
        stem=stem("trinh-chieu", _about(question), question.period),
        language=question.language,
        sample_words=question.say("standing.sample_banner"),
        left_out=left_out,
        problems=tuple(problem.said(question.language) for problem in problems),
    )


def remembering(question: Question) -> Question:
    """Return a question that asks nothing twice while the deck is made."""
    return question if question.remember is not at_once else replace(question, remember=for_one_work())


def _about(question: Question) -> str:
    names = [question.full_name(place) for place in question.places]
    return fmt.enumeration(names, question.language) if names else question.town_name
