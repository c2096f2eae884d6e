"""A document opened for deciding: its card, its text, what was read in it, what was decided, what the data say now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

import pandas as pd

from danvan import paths, queries
from danvan.catalogue import Catalogue
from danvan.documents import kept
from danvan.documents.document import Document
from danvan.documents.kept import Kept
from danvan.figures.scale import records
from danvan.intake.issue import DataError
from danvan.reader import reading as reader
from danvan.reader import vocabulary
from danvan.reader.candidate import About, Candidate, ModelCandidate, Reading
from danvan.story import reading_desk
from danvan.story.reading_around import Around
from danvan.story.reading_desk import Desk
from danvan.story.reading_rows import Key, Known, Span
from danvan.submission import decisions
from danvan.ui import cache

VOCABULARY = "catalogue/reading*.toml"


@dataclass(frozen=True)
class Opened:
    """One document as a person decides on it; source is the code under which its figures stand in the data.

    candidates are what is proposed, by span and whether it is a model.
    """

    kept: Kept
    source: str
    document: Document
    desk: Desk
    catalogue: Catalogue
    candidates: Mapping[tuple[Span, bool], Candidate | ModelCandidate]

    @property
    def key(self) -> str:
        return self.kept.document


def opened(key: str) -> Opened | None:
    """Return a document with everything known of it now, None where there is none; DataError for a damaged one."""
    found = kept.find(paths.state_dir(), key)
    if found is None:
        return None
    if found.damaged:
        raise DataError([kept.damaged(key)])
    catalogue = cache.catalogue()
    document, read, arounds = _read(found, catalogue)
    source = kept.source_of(found, catalogue.sources)
    history = decisions.history(paths.state_dir(), key)
    places = {one.place for one in read.candidates} | {one.figure.place for one in history if one.figure}
    known = _known(sorted(places & catalogue.places.keys()), source)
    desk = reading_desk.desk(document, read, history, known, _known_models(), arounds)
    return Opened(found, source, document, desk, catalogue, _proposed(read))


def _proposed(read: Reading) -> dict[tuple[Span, bool], Candidate | ModelCandidate]:
    every: tuple[Candidate | ModelCandidate, ...] = (*read.candidates, *read.models)
    return {((one.start, one.end), isinstance(one, ModelCandidate)): one for one in every}


def _read(found: Kept, catalogue: Catalogue) -> tuple[Document, Reading, dict[Span, Around]]:
    """Return the text, what is read in it and the words around that, made once for the same text, card, vocabulary."""
    data = paths.data_dir()
    about = About(found.card.place or catalogue.town.place, found.card.issued_on)
    files = sorted(data.glob(VOCABULARY))
    taught = sha256(b"".join(file.read_bytes() for file in files)).hexdigest()

    def make() -> tuple[Document, Reading, dict[Span, Around]]:
        document = kept.document(paths.state_dir(), found.document)
        words = vocabulary.read_vocabulary(data, catalogue)
        read = reader.read(document, catalogue, words, about, queries.place_spellings())
        return document, read, reading_desk.all_around(document, read)

    key = ("read", found.text_sha256, found.parts_sha256, about, taught)
    made: tuple[Document, Reading, dict[Span, Around]] = cache.remember(key, make)
    return made


def _known(places: Iterable[str], source: str) -> dict[Key, Known]:
    """Return what the data say now of each quantity of these places."""
    known: dict[Key, Known] = {}
    for place in places:
        known |= cache.remember(("known of", place, source), partial(_known_of, place, source))
    return known


def _known_of(place: str, source: str) -> dict[Key, Known]:
    """Return what the data say of one place; what the document itself gave goes first, then what is preferred."""
    known: dict[Key, Known] = {}
    for row in records(queries.run("place_figures", place=place)):
        standard = "" if pd.isna(row.standard) else row.standard
        key = (row.indicator, place, row.period, standard)
        if key not in known or row.source == source:
            whole = None if pd.isna(row.whole) else float(row.whole)
            known[key] = Known(float(row.value), row.qualifier, whole, row.source)
    return known


def _known_models() -> dict[str, str]:
    """Return the models that the data have by the forms of their names."""
    names: dict[str, str] = cache.remember(("names of models",), queries.known_models)
    return names
