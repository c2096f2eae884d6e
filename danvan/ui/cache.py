"""The one home of caching: what belongs to a snapshot is kept under its name, so a new snapshot starts afresh."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from danvan import queries
from danvan.catalogue import Catalogue
from danvan.intake.issue import Issue
from danvan.warehouse.read import Opened, warehouse

DRAWINGS_KEPT = 1000


def opened() -> Opened:
    """Return the snapshot that this run reads; raises NoSnapshot where none could ever be built."""
    return queries.pinned() or warehouse().opened()


def catalogue() -> Catalogue:
    """Return the definitions of the current snapshot."""
    return _catalogue(opened().snapshot.snapshot)


def issues() -> Sequence[Issue]:
    """Return what is wrong with data files that are newer than the snapshot shown."""
    return opened().issues


def drawn(draw: Callable[..., None], *arguments: Any) -> None:
    """Draw by a function of a module's top level, or replay what it drew before for the same snapshot and arguments.

    The arguments are plain or frozen values or functions; what is drawn must depend on nothing else.
    """
    named = [_name(argument) for argument in (draw, *arguments)]
    _drawn(opened().snapshot.snapshot, " ".join(named), draw, arguments)


def _name(argument: object) -> str:
    """Return what tells two arguments apart: the name of a function, the representation of a frozen value."""
    qualified = getattr(argument, "__qualname__", None)
    return repr(argument) if qualified is None else f"{argument.__module__}.{qualified}"


@st.cache_data(show_spinner=False, max_entries=DRAWINGS_KEPT)
def _drawn(snapshot: str, named: str, _draw: Callable[..., None], _arguments: tuple[Any, ...]) -> None:
    _draw(*_arguments)


@st.cache_resource(show_spinner=False, max_entries=2)
def _catalogue(snapshot: str) -> Catalogue:
    return queries.catalogue()
