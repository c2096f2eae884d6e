"""How long work says how far it is, and how it is told to stop."""

from collections.abc import Callable


class Cancelled(Exception):
    """Whoever asked for the work wants it no longer."""


# Told after each step how many of how many are done; it may raise Cancelled.
Progress = Callable[[int, int], None]


def unheard(_done: int, _of: int) -> None:
    """Report to nobody."""
