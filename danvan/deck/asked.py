"""How an address holds a presenter's choice: what is left out, the order, other titles, slides of their own.

`?bo=tin-bao&thu-tu=hoa-giai,dat-hien&ten=dat-hien:Đất của dân&them=them-1@dat-hien:Xin ý kiến|Dòng một|Dòng hai`

A slide of the presenter's own has its key, @ and the key of the slide before it, a colon, its title, and its lines with
| between; in these a backslash stands before | and before itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from danvan.deck.chosen import Added, Chosen
from danvan.deck.problems import Problem
from danvan.deck.typed import (
    LONGEST_LINE,
    LONGEST_TITLE,
    MOST_ADDED,
    MOST_CHARACTERS,
    MOST_KEYS,
    MOST_LINES,
    cleaned,
)

DROPPED, ORDER, TITLES, ADDED = "bo", "thu-tu", "ten", "them"
PARAMETERS = (DROPPED, ORDER, TITLES, ADDED)
KEY = re.compile(r"[a-z0-9-]{1,80}")
_PART = re.compile(r"(?:[^|\\]|\\.|\\$)*")
_ESCAPED = re.compile(r"\\(.)")

Parameters = Mapping[str, Sequence[str]]
Query = dict[str, tuple[str, ...]]


def read(parameters: Parameters) -> tuple[Chosen, list[Problem]]:
    """Read a choice out of an address; what is not understood or too much is left out and told as a problem.

    Parameters of others are passed over.
    """
    problems: list[Problem] = []
    dropped, order = (_keys(parameters, name, problems) for name in (DROPPED, ORDER))
    titles, added = _titles(parameters, problems), _added(parameters, problems)
    chosen = Chosen(frozenset(dropped), order, titles, added)
    return _within_limits(chosen, problems), problems


def written(chosen: Chosen) -> Query:
    """Return the parameters of a link to this choice, in a fixed order; those without a value are left out."""
    query = {
        DROPPED: _joined(sorted(chosen.dropped)),
        ORDER: _joined(chosen.order),
        TITLES: tuple(f"{key}:{title}" for key, title in sorted(chosen.titles.items())),
        ADDED: tuple(_one_written(one) for one in chosen.added),
    }
    return {name: values for name, values in query.items() if values}


def _joined(keys: Sequence[str]) -> tuple[str, ...]:
    return (",".join(keys),) if keys else ()


def _one_written(own: Added) -> str:
    place = f"@{own.after}" if own.after else ""
    words = "|".join(re.sub(r"([|\\])", r"\\\1", part) for part in (own.title, *own.lines))
    return f"{own.key}{place}:{words}"


def _keys(parameters: Parameters, name: str, problems: list[Problem]) -> tuple[str, ...]:
    values = [part.strip() for value in parameters.get(name, ()) for part in value.split(",")]
    found = list(dict.fromkeys(value for value in values if value))
    problems += [Problem("no_key", name, value) for value in found if not KEY.fullmatch(value)]
    known = [value for value in found if KEY.fullmatch(value)]
    problems += [Problem("too_many", name, value) for value in known[MOST_KEYS : MOST_KEYS + 1]]
    return tuple(known[:MOST_KEYS])


def _titles(parameters: Parameters, problems: list[Problem]) -> dict[str, str]:
    """Return the titles by key; of a key that is named twice the last."""
    titles = {}
    for value in parameters.get(TITLES, ()):
        key, _, words = value.partition(":")
        title = _fitting(cleaned(words), LONGEST_TITLE, TITLES, problems)
        if not KEY.fullmatch(key) or not title:
            problems.append(Problem("no_title", TITLES, value))
        else:
            titles[key] = title
    return titles


def _added(parameters: Parameters, problems: list[Problem]) -> tuple[Added, ...]:
    found: dict[str, Added] = {}
    for value in parameters.get(ADDED, ()):
        own = _one_added(value, problems)
        if own is None:
            problems.append(Problem("no_title", ADDED, value))
        elif own.key in found:
            problems.append(Problem("twice", ADDED, own.key))
        elif len(found) == MOST_ADDED:
            problems.append(Problem("too_many", ADDED, own.key))
        else:
            found[own.key] = own
    return tuple(found.values())


def _one_added(value: str, problems: list[Problem]) -> Added | None:
    """Return a slide of the presenter's own; None where it has no key or no title."""
    head, _, words = value.partition(":")
    key, at, after = head.partition("@")
    title, *lines = map(cleaned, _parted(words))
    if not KEY.fullmatch(key) or (at and not KEY.fullmatch(after)) or not title:
        return None
    lines = [line for line in lines if line]
    if len(lines) > MOST_LINES:
        problems.append(Problem("too_many_lines", ADDED, key))
    shown = tuple(_fitting(line, LONGEST_LINE, ADDED, problems) for line in lines[:MOST_LINES])
    return Added(key, _fitting(title, LONGEST_TITLE, ADDED, problems), shown, after)


def _parted(words: str) -> Iterator[str]:
    """Yield the parts between the bars that no backslash stands before, without their backslashes."""
    at = 0
    while at <= len(words):
        part = _PART.match(words, at)
        assert part is not None  # it matches nothing at all too
        yield _ESCAPED.sub(r"\1", part[0])
        at = part.end() + 1


def _fitting(words: str, most: int, parameter: str, problems: list[Problem]) -> str:
    if len(words) <= most:
        return words
    problems.append(Problem("too_long", parameter, words))
    return words[:most].rstrip()


def _within_limits(chosen: Chosen, problems: list[Problem]) -> Chosen:
    """Return the choice without the words beyond what an address may hold in all: titles first, then slides."""
    left = MOST_CHARACTERS
    titles: dict[str, str] = {}
    added: list[Added] = []
    for key, title in chosen.titles.items():
        left -= len(title)
        if left >= 0:
            titles[key] = title
    for own in chosen.added:
        left -= sum(map(len, (own.title, *own.lines)))
        if left >= 0:
            added.append(own)
    if left < 0:
        problems.append(Problem("too_much", ADDED))
    return Chosen(chosen.dropped, chosen.order, titles, tuple(added))
