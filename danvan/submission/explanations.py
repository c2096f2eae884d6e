"""What people said of figures that disagree: kept append-only under the state folder, one line a saying.

What explains or settles two figures holds while both are what they were when it was said. The end of a line that was
cut off by a power cut never counted and is cut away by the next one.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, get_args

from danvan.intake.issue import DataError, Issue
from danvan.warehouse.files import append_lines, whole_lines
from danvan.warehouse.lock import not_writable, only_one

FILE = "explanations.jsonl"
Kind = Literal["explained", "settled", "reopened"]
LONGEST_BY, LONGEST_WHY = 80, 600

_LOG = logging.getLogger("danvan.submission")
Signature = tuple[int, int]


class NotSaid(ValueError):
    """A saying lacks what it needs; missing is by or why, or kind where there is no such."""

    def __init__(self, missing: str) -> None:
        self.missing = missing
        super().__init__(missing)


@dataclass(frozen=True)
class Sides:
    """The two values that disagree, as they were; other_value is None where the other side has none."""

    value: float
    qualifier: str
    other_value: float | None
    other_qualifier: str


@dataclass(frozen=True)
class Explanation:
    """What a person said of one finding of the checks: who, when (UTC, ISO 8601), why; about names it in words."""

    disagreement: str
    kind: Kind
    by: str
    why: str
    sides: Sides
    about: str = ""
    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="milliseconds"))

    def holds(self, sides: Sides) -> bool:
        """Say whether it explains or settles the values of now."""
        return self.kind != "reopened" and self.sides == sides


def say(state: Path, explanation: Explanation) -> None:
    """Keep what was said, and wait until the disk has it; nothing is ever overwritten.

    Raises NotSaid where who, why or a known kind is missing, DataError where the folder cannot be written.
    """
    checked = _checked(explanation)
    line = json.dumps(asdict(checked), ensure_ascii=False).encode() + b"\n"
    with only_one(state):
        try:
            append_lines(state / FILE, line)
        except OSError as error:
            raise DataError([not_writable(state, error)]) from error


def read(state: Path) -> tuple[Explanation, ...]:
    """Return everything ever said, oldest first; raise DataError where a whole line is not one that was written."""
    found = []
    for number, line in enumerate(whole_lines(state / FILE), 1):
        try:
            found.append(_read(json.loads(line)))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise DataError([Issue("error", "explanations_damaged", FILE, number)]) from error
    return tuple(found)


def known(state: Path) -> tuple[Explanation, ...]:
    """Return what read does, read again only where the file is another; nothing of a damaged file."""
    return _known(state, signature(state))


def last(said: tuple[Explanation, ...]) -> Mapping[str, Explanation]:
    """Return by finding what was said of it last."""
    return {one.disagreement: one for one in said}


def signature(state: Path) -> Signature:
    """Return what changes when something is said; the same for all programs that share the folder."""
    try:
        status = (state / FILE).stat()
    except OSError:
        return (0, 0)
    return (status.st_size, status.st_mtime_ns)


def short_sum(state: Path) -> str:
    """Return the signature in eight signs, empty where nothing was ever said."""
    now = signature(state)
    return sha256(repr(now).encode()).hexdigest()[:8] if any(now) else ""


@lru_cache(maxsize=8)
def _known(state: Path, _signature: Signature) -> tuple[Explanation, ...]:
    try:
        return read(state)
    except DataError as error:
        _LOG.warning("%s", error)
        return ()


def _checked(explanation: Explanation) -> Explanation:
    by, why = (" ".join(text.split()) for text in (explanation.by, explanation.why))
    if explanation.kind not in get_args(Kind):
        raise NotSaid("kind")
    for name, text, most in (("by", by, LONGEST_BY), ("why", why, LONGEST_WHY)):
        if not text or len(text) > most:
            raise NotSaid(name)
    return Explanation(
        explanation.disagreement,
        explanation.kind,
        by,
        why,
        explanation.sides,
        explanation.about,
        explanation.at,
    )


def _read(written: dict[str, Any]) -> Explanation:
    if written["kind"] not in get_args(Kind):
        raise ValueError(written["kind"])
    return Explanation(**written | {"sides": Sides(**written["sides"])})
