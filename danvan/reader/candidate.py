"""What the reader proposes, and what it leaves unread; nothing of it is data before a person accepts it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """One figure that a document states, as an observation would have it.

    value and whole (of how many, where a part of a whole is printed) are in the indicator's own unit; period and place
    are codes; standard is a poverty standard's code or "". start and end are code points of the document's text and
    printed is what stands there: the number alone; phrase is the number with its qualifier and unit as printed.
    confidence is between 0 and 1; why says in one sentence a language, by its code, what the reading rests on.
    """

    indicator: str
    value: float
    unit: str
    qualifier: str
    period: str
    place: str
    start: int
    end: int
    printed: str
    confidence: float
    why: dict[str, str]
    phrase: str = ""
    whole: float | None = None
    standard: str = ""
    section: str = ""
    note: str = ""


@dataclass(frozen=True)
class ModelCandidate:
    """One model that a document names: its field's code, its host as printed, the codes of the wards it names."""

    name: str
    field: str
    host: str
    places: tuple[str, ...]
    start: int
    end: int
    confidence: float
    why: dict[str, str]
    section: str = ""


@dataclass(frozen=True)
class Unread:
    """One number that no figure was made of: where it stands, the code of the reason (date, heading, …), and why."""

    start: int
    end: int
    printed: str
    reason: str
    why: dict[str, str]


@dataclass(frozen=True)
class Reading:
    """Everything that was found in one document, each in the order of the text; every number is in exactly one."""

    candidates: tuple[Candidate, ...]
    models: tuple[ModelCandidate, ...] = ()
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True)
class About:
    """What a document as a whole is about: the code of its place; when it was written ("2022-04"), "" if unknown."""

    place: str
    issued_on: str = ""
