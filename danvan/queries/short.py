"""A question and its parameters as one short text for an address, and back.

`ward_values:first_year=2017:indicators=tips,labour_days:last_year=2021:places=:sample=true`: parts by colons, the
entries of a list by commas. A text that would be read as something else, such as a code of digits, stands behind an
apostrophe.
"""

import re
from collections.abc import Hashable
from datetime import date
from numbers import Integral, Real
from urllib.parse import quote, unquote

from danvan import queries
from danvan.queries.asked import Asked

PLAIN = {"null": None, "true": True, "false": False}
WHOLE, DECIMAL, DAY = (
    re.compile(pattern, re.ASCII)
    for pattern in (r"-?\d{1,18}", r"-?\d+\.\d+(e[+-]?\d+)?|-?\d+e[+-]?\d+", r"\d{4}-\d\d-\d\d")
)


class NotUnderstood(ValueError):
    """A text of an address names no question with its parameters."""


def shortened(asked: Asked) -> str:
    """Return a question as one text; raise TypeError for a parameter of a kind that has no form in it."""
    parts = [f"{name}={','.join(map(_written, _entries(value)))}" for name, value in asked.parameters]
    return ":".join([asked.name, *parts])


def read(short: str) -> Asked:
    """Return the question that a text of an address stands for.

    Raises UnknownQuery, WrongParameters, and NotUnderstood where the text is not made as it should be.
    """
    name, *parts = short.split(":")
    given = dict(_pair(part) for part in parts)
    queries.checked(name, given)
    lists = queries.list_parameters(name)
    values = {key: _read_list(value) if key in lists else _read(value) for key, value in given.items()}
    return Asked(name, tuple(sorted(values.items())))


def _entries(value: Hashable) -> tuple[Hashable, ...]:
    return value if isinstance(value, tuple) else (value,)


def _written(value: Hashable) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Real):
        return repr(float(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        escaped = quote(value, safe="")
        return escaped if escaped and _read(escaped) == value else f"'{escaped}"
    raise TypeError(f"An address has no form for {value!r}.")


def _pair(part: str) -> tuple[str, str]:
    name, sign, value = part.partition("=")
    if not sign:
        raise NotUnderstood(part)
    return name, value


def _read_list(written: str) -> tuple[Hashable, ...]:
    return tuple(_read(entry) for entry in written.split(",")) if written else ()


def _read(written: str) -> Hashable:
    if written in PLAIN:
        return PLAIN[written]
    try:
        if WHOLE.fullmatch(written):
            return int(written)
        if DECIMAL.fullmatch(written):
            return float(written)
        if DAY.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError as error:
        raise NotUnderstood(written) from error
    return unquote(written.removeprefix("'"))
