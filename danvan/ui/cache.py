"""The one home of caching: what belongs to a snapshot is kept under its name, so a new snapshot starts afresh."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

import streamlit as st

from danvan import paths, queries
from danvan.catalogue import Catalogue
from danvan.documents import kept
from danvan.intake.issue import Issue
from danvan.queries import asked
from danvan.queries.asked import Asked
from danvan.story.laid_out import Layout
from danvan.story.memory import Key
from danvan.submission import explanations
from danvan.warehouse import apart
from danvan.warehouse.console import Answer
from danvan.warehouse.read import Opened, warehouse

DRAWINGS_KEPT, ANSWERS_KEPT, WRITTEN_KEPT, DOCUMENTS_KEPT = 4000, 2000, 50, 8


def opened() -> Opened:
    """Return the snapshot that this run reads; raises NoSnapshot where none could ever be built."""
    return queries.pinned() or warehouse().opened()


def stamp() -> str:
    """Return what changes with the snapshot that this run reads and with what was said of figures that disagree."""
    said = explanations.short_sum(paths.state_dir())
    return f"{opened().snapshot.snapshot}+{said}" if said else opened().snapshot.snapshot


def catalogue() -> Catalogue:
    """Return the definitions of the current snapshot."""
    return _catalogue(opened().snapshot.snapshot)


def issues() -> Sequence[Issue]:
    """Return what is wrong with data files that are newer than the snapshot shown."""
    return opened().issues


def drawn(draw: Callable[..., None], *arguments: Any) -> None:
    """Draw by a function of a module's top level, or replay what it drew before for the same stamp and arguments.

    The arguments are plain or frozen values or functions; what is drawn must depend on nothing else.
    """
    named = [_name(argument) for argument in (draw, *arguments)]
    _drawn(stamp(), " ".join(named), draw, arguments)


def _name(argument: object) -> str:
    """Return what tells two arguments apart: the name of a function, the representation of a frozen value."""
    qualified = getattr(argument, "__qualname__", None)
    return repr(argument) if qualified is None else f"{argument.__module__}.{qualified}"


@st.cache_data(show_spinner=False, max_entries=DRAWINGS_KEPT)
def _drawn(stamp: str, named: str, _draw: Callable[..., None], _arguments: tuple[Any, ...]) -> None:
    _draw(*_arguments)


def remember(key: Key, make: Callable[[], Any]) -> Any:
    """Return what a question of the story needs, made once per stamp; shared by all sessions, never changed."""
    return _memory(stamp()).get(key, make)


class _Memory:
    """The least recently asked for goes first. Two readers may make the same thing at once; they make the same.

    With each thing stand the questions it was made of, so that whoever records them learns of them every time.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, tuple[Any, tuple[Asked, ...]]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key, make: Callable[[], Any]) -> Any:
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
        if kept is not None:
            asked.again(kept[1])
            return kept[0]
        with asked.recorded() as record:
            made = make()
        with self._lock:
            self._kept[key] = made, tuple(record)
            if len(self._kept) > ANSWERS_KEPT:
                self._kept.popitem(last=False)
        return made


def written_question(question: str, rows: int) -> Answer:
    """Return the answer to a question that a reader wrote; raises Refusal, which is not kept."""
    now = opened()
    return _written_question(now.snapshot.snapshot, question, rows, now)


@st.cache_resource(show_spinner=False, max_entries=WRITTEN_KEPT)
def _written_question(snapshot: str, question: str, rows: int, _opened: Opened) -> Answer:
    return apart.ask(question, rows=rows, opened=_opened)


def laid_out(document: kept.Kept) -> Layout:
    """Return a document that is kept, ready to be read; raises DataError where it is damaged, which is not kept."""
    return _laid_out(document.document, document.text_sha256, document.parts_sha256)


@st.cache_resource(show_spinner=False, max_entries=DOCUMENTS_KEPT)
def _laid_out(key: str, text_sha256: str, parts_sha256: str) -> Layout:
    return Layout(kept.document(paths.state_dir(), key))


@st.cache_resource(show_spinner=False, max_entries=2)
def _memory(stamp: str) -> _Memory:
    return _Memory()


@st.cache_resource(show_spinner=False, max_entries=2)
def _catalogue(snapshot: str) -> Catalogue:
    return queries.catalogue()
