"""What the presenter made of a deck: slides left out, moved, retitled, and slides of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Added:
    """A slide of the presenter's own: its key, its title and its lines."""

    key: str
    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """The presenter's choice; slides that ``order`` does not name keep their place behind the one before them.

    ``titles`` maps keys of slides to other titles.
    """

    dropped: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    added: tuple[Added, ...] = ()
