"""What the heading of a column means: a unit, a period, an indicator, a part of a model."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from danvan import text
from danvan.catalogue import Catalogue
from danvan.vietnamese import fold

SPELLINGS_FILE = Path(__file__).with_name("headings.toml")
COLUMN, MODEL, INDICATOR = "column", "model", "indicator"
_SIGNS = re.compile(r"[\W_]+")
# Also over line breaks, which clerks put into headings; greedy, because a cell may be a hundred thousand spaces.
_UNIT_BEHIND = re.compile(r"(.*)[(\[]([^()\[\]]*)[)\]]\s*", re.DOTALL)


@dataclass(frozen=True)
class Heading:
    """One known heading: what kind of column it is, its key or indicator, and the unit in brackets behind it."""

    kind: str
    key: str
    unit: str = ""


@dataclass(frozen=True)
class Headings:
    """All headings that are understood, by their plain spelling."""

    known: Mapping[str, Heading]

    def read(self, cell: str) -> Heading | None:
        """Return what a heading means, None where it is not known; a unit in brackets is kept apart."""
        if whole := self.known.get(plain(cell)):
            return whole
        found = _UNIT_BEHIND.fullmatch(cell)
        named = self.known.get(plain(found[1])) if found else None
        return Heading(named.kind, named.key, found[2].strip()) if named and found else None

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        return tuple(self.known)


def plain(heading: str) -> str:
    """Return a heading without accents, capitals and signs: "Hộ nghèo:" gives "ho ngheo"."""
    return _SIGNS.sub(" ", fold(heading)).strip()


def read_headings(catalogue: Catalogue) -> Headings:
    """Return the headings for this catalogue: the form's in both languages, names and codes of indicators, others."""
    known: dict[str, Heading] = {}
    for spelling, heading in _all(catalogue):
        known.setdefault(plain(spelling), heading)
    return Headings(known)


def _all(catalogue: Catalogue) -> Iterator[tuple[str, Heading]]:
    spelt = tomllib.loads(SPELLINGS_FILE.read_text(encoding="utf-8"))
    for language in text.LANGUAGES:
        words = text.words(language)
        for kind in (COLUMN, MODEL):
            yield from (
                (words.get(f"form.{kind}.{key}"), Heading(kind, key))
                for key in spelt[kind]
                if f"form.{kind}.{key}" in words
            )
    for code, indicator in catalogue.indicators.items():
        names = (code, indicator.name_vi, indicator.name_en, *spelt[INDICATOR].get(code, ()))
        yield from ((name, Heading(INDICATOR, code)) for name in names)
    for kind in (COLUMN, MODEL):
        for key, names in spelt[kind].items():
            yield from ((name, Heading(kind, key)) for name in (key, *names))
