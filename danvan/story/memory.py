"""What is the same for many questions is computed once: the story says what it depends on, the app keeps it."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import wraps
from typing import Any, TypeVar, cast

Key = tuple[Hashable, ...]
Remember = Callable[[Key, Callable[[], Any]], Any]
Ask = TypeVar("Ask", bound=Callable[..., Any])

ALL_BUT_PLACES = ("field", "first_year", "last_year", "sample", "language", "mode", "narrow")


def at_once(_key: Key, make: Callable[[], Any]) -> Any:
    """Remember nothing: make it."""
    return make()


def for_one_work() -> Remember:
    """Return a memory for one piece of work, so that nothing is asked twice in it."""
    known: dict[Key, Any] = {}

    def remember(key: Key, make: Callable[[], Any]) -> Any:
        if key not in known:
            known[key] = make()
        return known[key]

    return remember


def remembered(*depends: str) -> Callable[[Ask], Ask]:
    """Let a function of a question and hashable arguments be computed once for the fields it depends on.

    Whether units are those since July 2025, and whether it is drawn for a hall, always matters.
    What it returns is shared by all readers and must not be changed.
    """

    def decorate(ask: Ask) -> Ask:
        @wraps(ask)
        def from_memory(question: Any, *arguments: Hashable) -> Any:
            key = (
                ask.__module__,
                ask.__qualname__,
                question.since,
                question.hall,
                *(getattr(question, name) for name in depends),
                *arguments,
            )
            return question.remember(key, lambda: ask(question, *arguments))

        from_memory.depends = frozenset(depends)  # type: ignore[attr-defined]
        return cast(Ask, from_memory)

    return decorate


def depends_on(ask: Callable[..., Any]) -> frozenset[str] | None:
    """Return the fields of the question that a remembered function depends on, None where it may be all."""
    return getattr(ask, "depends", None)


def highlighting(ask: Ask) -> Ask:
    """Let a finding in which the chosen wards only stand out be made once, and be drawn alone again."""
    made_once = remembered(*ALL_BUT_PLACES)(ask)

    @wraps(ask)
    def with_highlight(question: Any, *arguments: Hashable) -> Any:
        finding = made_once(replace(question, places=()), *arguments)
        redraw = getattr(finding, "redraw", None)
        if redraw is None or not question.places:
            return finding
        replot, highlight = finding.replot, question.highlighted
        plotted = replot(highlight=highlight) if replot else None
        return replace(finding, figure=redraw(highlight=highlight), plotted=plotted)

    with_highlight.depends = None  # type: ignore[attr-defined]
    return cast(Ask, with_highlight)
