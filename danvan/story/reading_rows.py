"""What the desk shows of one number or model of a document: what it is taken for, who decided so, what the data say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from danvan.story.reading_around import Around
from danvan.submission.decisions import AcceptedFigure, AcceptedModel, Decision

SURE, LIKELY = 0.85, 0.6

Key = tuple[str, str, str, str]
Span = tuple[int, int]
Standing = Literal["new", "same", "differs", "nowhere"]


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

    proposed is None where the machine makes no figure of it and a person did; is_gone says that it proposed the figure
    when somebody decided on it and no longer does. decisions are in the order in which they were made; the last one
    counts.
    """

    span: Span
    section: str
    note: str
    around: Around
    proposed: AcceptedFigure | None
    confidence: float
    why: Mapping[str, str]
    standing: Standing
    known: Known | None = None
    decisions: tuple[Decision, ...] = ()
    is_gone: bool = False

    @property
    def name(self) -> str:
        """What names the row in a page and in what a page sends."""
        return named(self.span)

    @property
    def decision(self) -> Decision | None:
        return self.decisions[-1] if self.decisions else None

    @property
    def figure(self) -> AcceptedFigure | None:
        """What it is taken as now: by the last decision, before any by the machine; None where it was refused."""
        return self.proposed if self.decision is None else self.decision.figure

    @property
    def shown(self) -> AcceptedFigure | None:
        """What is shown of it: as figure, but of a refused one what was refused."""
        earlier = (one.figure for one in reversed(self.decisions) if one.figure)
        return self.figure or self.proposed or next(earlier, None)

    @property
    def surety(self) -> str:
        """How sure the machine is, in three steps; gone or by_hand where it does not propose the figure now."""
        if self.is_gone:
            return "gone"
        return "by_hand" if self.proposed is None else surety(self.confidence)


@dataclass(frozen=True)
class ModelRow:
    """One model that the text names, as Row is one number.

    is_known says that the data have one of this name, is_again that the text names it further up; perhaps names the
    model that it may be under another form of its name, one of the data or, is_perhaps_above, one further up; it is ""
    once a person took it for one or for another.
    """

    span: Span
    section: str
    around: Around
    proposed: AcceptedModel
    confidence: float
    why: Mapping[str, str]
    is_known: bool
    decisions: tuple[Decision, ...] = ()
    is_again: bool = False
    perhaps: str = ""
    is_perhaps_above: bool = False

    @property
    def name(self) -> str:
        return named(self.span)

    @property
    def decision(self) -> Decision | None:
        return self.decisions[-1] if self.decisions else None

    @property
    def shown(self) -> AcceptedModel:
        """What it is taken as: by the last decision that says so, otherwise by the machine."""
        return (self.decision.model if self.decision else None) or self.proposed

    @property
    def is_taken(self) -> bool:
        """Whether a person accepted it, under whichever name."""
        return self.decision is not None and self.decision.holds

    @property
    def is_ready(self) -> bool:
        """Whether it can be accepted among many: its field is known, and that it is no model of another name."""
        return bool(self.shown.field) and not self.perhaps

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
        return named(self.span)


def named(span: Span) -> str:
    """Return the name of a span in a page."""
    return f"{span[0]}-{span[1]}"


def surety(confidence: float) -> str:
    """Return how sure a reading is in three steps: sure, likely, unsure."""
    return "sure" if confidence >= SURE else "likely" if confidence >= LIKELY else "unsure"


def key_of(figure: AcceptedFigure) -> Key:
    """Return what names a quantity in the data."""
    return figure.indicator, figure.place, figure.period, figure.standard
