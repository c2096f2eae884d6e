"""What the desk shows of one number or model of a document: what it is taken for, who decided so, what the data say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from danvan.reader.candidate import Candidate, ModelCandidate
from danvan.story.reading_around import Around

SURE, LIKELY = 0.85, 0.6

Key = tuple[str, str, str, str]
Span = tuple[int, int]
Verdict = Literal["accepted", "changed", "refused"]
Standing = Literal["new", "same", "differs", "nowhere"]


@dataclass(frozen=True)
class Figure:
    """What a number is taken as: an observation, value and whole in the indicator's own unit."""

    indicator: str
    value: float
    qualifier: str
    period: str
    place: str
    whole: float | None = None
    standard: str = ""
    remark: str = ""

    @property
    def key(self) -> Key:
        return self.indicator, self.place, self.period, self.standard


@dataclass(frozen=True)
class Named:
    """What a model is taken as: its name, its field's code, its host, the codes of the wards that it is in."""

    name: str
    field: str
    host: str = ""
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ruling:
    """What one person decided about one number or model; taken is what it is taken as, None where it was refused."""

    verdict: Verdict
    by: str
    at: str
    reason: str = ""
    taken: Figure | Named | None = None


@dataclass(frozen=True)
class Known:
    """What the data say now of one quantity, and by which source."""

    value: float
    qualifier: str
    whole: float | None
    source: str


@dataclass(frozen=True)
class Row:
    """One number of the text: what the machine takes it for, what persons decided, and what the data say now.

    proposed is None where the machine made no figure of it and a person did. rulings are in the order in which they
    were made; the last one counts.
    """

    span: Span
    section: str
    note: str
    around: Around
    proposed: Figure | None
    confidence: float
    why: Mapping[str, str]
    standing: Standing
    known: Known | None = None
    rulings: tuple[Ruling, ...] = ()

    @property
    def name(self) -> str:
        """What names the row in a page and in what a page sends."""
        return f"{self.span[0]}-{self.span[1]}"

    @property
    def ruling(self) -> Ruling | None:
        return self.rulings[-1] if self.rulings else None

    @property
    def figure(self) -> Figure | None:
        """What it is taken as now: by the last decision, before any by the machine; None where it was refused."""
        if self.ruling is None:
            return self.proposed
        return self.ruling.taken if isinstance(self.ruling.taken, Figure) else None

    @property
    def shown(self) -> Figure | None:
        """What is shown of it: as figure, but of a refused one what was refused."""
        return self.figure or self.proposed or _last_taken(self.rulings)

    @property
    def surety(self) -> str:
        """How sure the machine is, in three steps, or that a person made it a figure."""
        return "by_hand" if self.proposed is None else surety(self.confidence)


@dataclass(frozen=True)
class ModelRow:
    """One model that the text names, as Row is one number."""

    span: Span
    section: str
    around: Around
    proposed: Named
    confidence: float
    why: Mapping[str, str]
    is_known: bool
    rulings: tuple[Ruling, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.span[0]}-{self.span[1]}"

    @property
    def ruling(self) -> Ruling | None:
        return self.rulings[-1] if self.rulings else None

    @property
    def shown(self) -> Named:
        """What it is taken as: by the last decision that says so, otherwise by the machine."""
        taken = self.ruling.taken if self.ruling else None
        return taken if isinstance(taken, Named) else self.proposed

    @property
    def surety(self) -> str:
        return surety(self.confidence)


@dataclass(frozen=True)
class Left:
    """One number that no figure was made of, with the words around it."""

    span: Span
    section: str
    around: Around
    reason: str
    why: Mapping[str, str]

    @property
    def name(self) -> str:
        return f"{self.span[0]}-{self.span[1]}"


def surety(confidence: float) -> str:
    """Return how sure a reading is in three steps: sure, likely, unsure."""
    return "sure" if confidence >= SURE else "likely" if confidence >= LIKELY else "unsure"


def figure_of(candidate: Candidate) -> Figure:
    """Return what a candidate proposes as an observation."""
    return Figure(
        candidate.indicator,
        candidate.value,
        candidate.qualifier,
        candidate.period,
        candidate.place,
        candidate.whole,
        candidate.standard,
    )


def named_of(candidate: ModelCandidate) -> Named:
    """Return what a candidate proposes as a model."""
    return Named(candidate.name, candidate.field, candidate.host, candidate.places)


def _last_taken(rulings: Iterable[Ruling]) -> Figure | None:
    return next((one.taken for one in reversed([*rulings]) if isinstance(one.taken, Figure)), None)
