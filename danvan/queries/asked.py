"""Which questions an answer was made of: written down while it is made, and again where it comes from memory."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

_record: ContextVar[dict["Asked", None] | None] = ContextVar("record", default=None)


@dataclass(frozen=True)
class Asked:
    """One question by name, with its parameters in the order of their names; a list stands as a tuple."""

    name: str
    parameters: tuple[tuple[str, Hashable], ...] = ()


@contextmanager
def recorded() -> Iterator[dict[Asked, None]]:
    """Give a record of every question asked inside, each once and in order; who records outside has them too."""
    record: dict[Asked, None] = {}
    token = _record.set(record)
    try:
        yield record
    finally:
        _record.reset(token)
        again(record)


def note(name: str, parameters: Mapping[str, Any]) -> None:
    """Write a question down, where anybody records."""
    if (record := _record.get()) is not None:
        given = tuple((key, _plain(value)) for key, value in sorted(parameters.items()))
        record[Asked(name, given)] = None


def again(asked: Iterable[Asked]) -> None:
    """Write down what was asked earlier, because its answer is used again."""
    if (record := _record.get()) is not None:
        record.update(dict.fromkeys(asked))


def _plain(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, list | tuple) else value
