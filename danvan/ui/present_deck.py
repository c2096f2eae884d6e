"""The presentation that the address of the page asks for: what is shown, what was left out, what changes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from danvan.deck import made
from danvan.deck.chosen import Chosen
from danvan.exports.deck import Deck
from danvan.story.finding import Question
from danvan.text import Words
from danvan.ui import cache, deck_linked
from danvan.ui.deck_linked import Query
from danvan.ui.state import View

Parameters = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Prepared:
    """A presentation as one run of the page shows it.

    ``kept_to`` names the snapshot that the address is kept to, empty where it is not.
    """

    view: View
    question: Question
    chosen: Chosen
    deck: Deck
    kept_to: str

    @property
    def words(self) -> Words:
        return self.view.words

    @property
    def keys(self) -> list[str]:
        """The keys of the slides shown, in order."""
        return [slide.key for slide in self.deck.slides]

    def query(self, chosen: Chosen | None = None, kept_to: str | None = None) -> Query:
        """Return the parameters of this presentation, or of it with another choice or snapshot."""
        return deck_linked.query(
            self.view.filters,
            self.chosen if chosen is None else chosen,
            self.kept_to if kept_to is None else kept_to,
            cache.catalogue(),
        )

    def link(self, chosen: Chosen | None = None, kept_to: str | None = None) -> str:
        """Return the address of the page for it."""
        return deck_linked.address(deck_linked.PAGE, self.query(chosen, kept_to))


def parameters() -> Parameters:
    """Return the parameters of the address of this run."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def prepared(view: View, chosen: Chosen, kept_to: str) -> Prepared:
    """Return the presentation of this run; what its slides say is made once for the same snapshot and filters."""
    question = deck_linked.question(view.filters, cache.catalogue(), cache.remember, view.screen.mode)
    return Prepared(view, question, chosen, made(question, chosen, cache.opened().snapshot), kept_to)
