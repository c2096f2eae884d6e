"""A question with its values written into it: to be read, and asked in the console, which takes no parameters."""

from datetime import date
from math import isfinite
from numbers import Integral, Real
from re import MULTILINE, compile
from typing import Any

from danvan.queries import COMMENT, PARAMETER, checked, text, with_lists_written_out

# From "-- parameters:" on, with the lines that go on with it.
PARAMETERS_TOLD = compile(r"^-- parameters:.*\n(?:--   .*\n)*", MULTILINE)


def written_out(name: str, **given: Any) -> str:
    """Return the SQL of a question with its head comment, every value in place of its parameter.

    Raises UnknownQuery and WrongParameters as run does, and TypeError for a value that SQL has no literal for.
    """
    checked(name, given)
    question, values = with_lists_written_out(_without_parameters_told(text(name)), given)
    lines = [
        line
        if line.lstrip().startswith(COMMENT)
        else PARAMETER.sub(lambda found: literal(values[found[1]]), line)
        for line in question.splitlines()
    ]
    return "\n".join(lines)


def _without_parameters_told(question: str) -> str:
    """Leave out what the head comment says of parameters, of which none are left."""
    return PARAMETERS_TOLD.sub("", question)


def literal(value: Any) -> str:
    """Return a value as SQL writes it; whatever a text holds, it stays one text."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Integral):
        return _signed(str(int(value)))
    if isinstance(value, Real) and isfinite(value):
        return _signed(_double(float(value)))
    if isinstance(value, date):
        return f"date '{value:%Y-%m-%d}'"
    if isinstance(value, str) and "\0" not in value:
        return "'" + value.replace("'", "''") + "'"
    raise TypeError(f"SQL has no literal for {value!r}.")


def _double(number: float) -> str:
    """Return a number with an exponent, without which the engine takes it for an exact decimal."""
    return repr(number) if "e" in repr(number) else f"{number!r}e0"


def _signed(number: str) -> str:
    """Return a negative number in brackets: behind a minus it would begin a comment."""
    return f"({number})" if number.startswith("-") else number
