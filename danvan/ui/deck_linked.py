"""What an address asks of a presentation: the filters of the pages, the presenter's choice, the snapshot it is kept to.

The page passes over what it does not understand and says so; a file has nobody to say it to, so what is not
understood is refused (danvan/ui/linked.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Protocol
from urllib.parse import urlencode

from danvan import text
from danvan.analysis.asked import UNITS
from danvan.catalogue import Catalogue
from danvan.deck import asked as choosing
from danvan.deck.chosen import Chosen
from danvan.figures.colour import Mode
from danvan.story.finding import Question
from danvan.story.memory import Remember
from danvan.ui import filters as filtering
from danvan.ui import linked
from danvan.ui.filters import Filters
from danvan.ui.linked import SHORT, Misasked, Parameters, Problem
from danvan.ui.question import question_of
from danvan.vietnamese import slug
from danvan.warehouse.read import Opened, warehouse

PAGE, SHOW = "/trinh-chieu", "/trinh-chieu/chieu"
PINNED = "ban"
FILTERS = (
    filtering.PLACES,
    filtering.FIELD,
    filtering.YEARS,
    filtering.BASIS,
    UNITS,
    filtering.LANGUAGE,
)
KNOWN = (*FILTERS, *choosing.PARAMETERS, PINNED)

# Parameters by name, each with its values, in a fixed order.
Query = dict[str, tuple[str, ...]]


class Said(Protocol):
    """Something that can be said in either language."""

    def said(self, language: str) -> str: ...


@dataclass(frozen=True)
class NoSnapshotOfName:
    """The problem that an address is kept to a snapshot that is no longer there."""

    name: str

    def said(self, language: str) -> str:
        """Return it in words, with what would be right."""
        return text.words(language).get("present.problem.no_snapshot", value=self.name[:SHORT])


class Refused(ValueError):
    """An address of a presentation is not understood as it stands; problems says why."""

    def __init__(self, problems: Sequence[Said]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.said("en") for problem in problems))

    def said(self, language: str) -> str:
        """Return all problems in words."""
        return " ".join(problem.said(language) for problem in self.problems)


@dataclass(frozen=True)
class LinkedDeck:
    """What an address asks: filters, choice, and the name of the snapshot it is kept to, empty where it is not."""

    filters: Filters
    chosen: Chosen
    pinned: str = ""


def pinned(parameters: Parameters) -> str:
    """Return the name of the snapshot that an address is kept to, empty where it is not."""
    return next(reversed(parameters.get(PINNED, ())), "").strip()


def opened(name: str) -> Opened:
    """Return the snapshot of this name, or of now where none is named; raise Refused where it is gone."""
    found = warehouse().opened_at(name) if name else warehouse().opened()
    if found is None:
        raise Refused([NoSnapshotOfName(name)])
    return found


def read(parameters: Parameters, catalogue: Catalogue) -> LinkedDeck:
    """Return what an address asks; raise Refused for what is unknown, empty, twice or not understood."""
    if strangers := [_unknown(name) for name in parameters if name not in KNOWN]:
        raise Refused(strangers)
    try:
        asked = linked.read({name: parameters[name] for name in FILTERS if name in parameters}, catalogue)
    except Misasked as wrong:
        raise Refused(wrong.problems) from wrong
    chosen, problems = choosing.read(parameters)
    if problems:
        raise Refused(problems)
    return LinkedDeck(asked.filters, chosen, pinned(parameters))


def question(filters: Filters, catalogue: Catalogue, remember: Remember, mode: Mode = "light") -> Question:
    """Return the question that a presentation under these filters asks, its figures drawn for a hall."""
    return question_of(filters, catalogue, remember, since=filters.since, mode=mode, hall=True)


def query(filters: Filters, chosen: Chosen, kept_to: str, catalogue: Catalogue) -> Query:
    """Return the parameters of the address that asks this, in one fixed form."""
    offered = filtering.options(catalogue, since=filters.since)
    plain = filtering.to_query(filters, offered)
    return (
        {name: (value,) for name, value in plain.items()}
        | choosing.written(chosen)
        | ({PINNED: (kept_to,)} if kept_to else {})
    )


def written(query: Mapping[str, Sequence[str]]) -> str:
    """Return parameters as the query of an address, without its question mark; what may stay readable does."""
    return urlencode([(name, value) for name, values in query.items() for value in values], safe=",:@")


def address(path: str, query: Mapping[str, Sequence[str]]) -> str:
    """Return path and query as one address."""
    return f"{path}?{written(query)}" if query else path


def _unknown(name: str) -> Problem:
    near = get_close_matches(slug(name), KNOWN, n=1, cutoff=0.5)
    return Problem("unknown_parameter", name, "", next(iter(near), ""), () if near else KNOWN)
