"""Which document a source is, where the office has added it, and what is cited of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from danvan import paths
from danvan.catalogue import Source
from danvan.documents import kept
from danvan.documents.kept import KEY_LETTERS, Kept
from danvan.intake.issue import DataError
from danvan.story.cited import Cited, Quote, cited
from danvan.story.finding import Question, answer
from danvan.story.sources import Stated
from danvan.ui import cache

FIGURE, MODEL = "f", "m"


@dataclass(frozen=True)
class AtHand:
    """The document of a source: kept is None where the office has not added it, damaged where it cannot be trusted."""

    source: str
    kept: Kept | None = None

    @property
    def readable(self) -> Kept | None:
        """The document, where it is there and whole."""
        return None if self.kept is None or self.kept.damaged else self.kept

    @property
    def damaged(self) -> bool:
        return self.kept is not None and self.kept.damaged


def of(source: Source) -> AtHand:
    """Return the document that a source is, looked up anew each time because documents come and go."""
    whole = kept.for_source(paths.state_dir(), source)
    if whole is not None:
        return AtHand(source.source, whole)
    key = source.sha256[:KEY_LETTERS] if source.sha256 else source.source.rpartition("_")[2]
    found = kept.find(paths.state_dir(), key)
    is_own = bool(source.sha256) or source.source == kept.own_source(key)
    return AtHand(source.source, found if found is not None and found.damaged and is_own else None)


def of_all(sources: Iterable[Source]) -> tuple[AtHand, ...]:
    """Return the documents of sources that could have one: those that are documents themselves."""
    return tuple(of(source) for source in sources if source.basis == "reported")


def cited_of(question: Question, at_hand: AtHand, figures: tuple[Stated, ...]) -> Cited | None:
    """Return what of a document the figures and models of its source cite; None where it cannot be read."""
    if at_hand.readable is None:
        return None
    try:
        layout = cache.laid_out(at_hand.readable)
    except DataError:
        return None
    quotes = [
        Quote(f"{FIGURE}{number}", one.origin.locator, one.origin.printed)
        for number, one in enumerate(figures)
    ]
    return cited(layout, [*quotes, *_models(question, at_hand.source)])


def _models(question: Question, source: str) -> list[Quote]:
    rows = answer(question, "models")
    rows = rows[(rows["source"] == source) & rows["locator"].notna()]
    printed = rows["printed"].fillna(rows["name"])
    return [
        Quote(f"{MODEL}:{model}", str(locator), str(text), "model")
        for model, locator, text in zip(rows["model"], rows["locator"], printed, strict=True)
    ]
