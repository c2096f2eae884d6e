"""What people said of each figure and model that was read in a document: kept append-only, one line a decision.

The last decision on a span holds; those before it stay in the log, so that what was accepted, changed or refused is
known for ever. The end of a line that was cut off by a power cut never counted and is cut away by the next one.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from danvan.documents import kept
from danvan.intake.issue import DataError, Issue
from danvan.reader.candidate import Candidate, ModelCandidate
from danvan.warehouse.files import append_lines, whole_lines
from danvan.warehouse.lock import not_writable, only_one

FILE = "decisions.jsonl"
Said = Literal["accepted", "changed", "refused"]
Span = tuple[int, int]


@dataclass(frozen=True)
class AcceptedFigure:
    """A figure as it holds: codes, value and whole in the indicator's unit, phrase as printed; standard "" for none."""

    indicator: str
    place: str
    period: str
    standard: str
    value: float
    qualifier: str
    whole: float | None
    phrase: str


@dataclass(frozen=True)
class AcceptedModel:
    """A model as it holds: its field's code, its host as printed, the codes of its wards, none where none is named."""

    name: str
    field: str
    host: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Decision:
    """What a person said of one span of a document: start and end in code points name the candidate.

    proposed is the candidate as it was read, None for what the person marked by hand; figure or model is what holds,
    both None where it was refused. by says who, at when (UTC, ISO 8601), why is a remark or "".
    """

    start: int
    end: int
    decision: Said
    by: str
    why: str = ""
    proposed: Candidate | ModelCandidate | None = None
    figure: AcceptedFigure | None = None
    model: AcceptedModel | None = None
    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="milliseconds"))

    @property
    def span(self) -> Span:
        return self.start, self.end

    @property
    def kind(self) -> Literal["figure", "model"]:
        """Whether it is about a figure or about a model."""
        return "model" if self.model or isinstance(self.proposed, ModelCandidate) else "figure"

    @property
    def holds(self) -> bool:
        """Whether something of it goes into the data."""
        return self.decision != "refused"


def accept(candidate: Candidate | ModelCandidate, by: str, why: str = "") -> Decision:
    """Return the decision that a candidate holds as it was read."""
    return _of(candidate, "accepted", by, why, as_read(candidate))


def change(
    candidate: Candidate | ModelCandidate, held: AcceptedFigure | AcceptedModel, by: str, why: str = ""
) -> Decision:
    """Return the decision that something else holds than was read; the same as was read is simply accepted."""
    return _of(candidate, "accepted" if held == as_read(candidate) else "changed", by, why, held)


def refuse(candidate: Candidate | ModelCandidate, by: str, why: str = "") -> Decision:
    """Return the decision that nothing of a candidate goes into the data."""
    return _of(candidate, "refused", by, why, None)


def mark(start: int, end: int, held: AcceptedFigure | AcceptedModel, by: str, why: str = "") -> Decision:
    """Return the decision on something that a person marked in the text and that no candidate proposed."""
    figure = held if isinstance(held, AcceptedFigure) else None
    model = held if isinstance(held, AcceptedModel) else None
    return Decision(start, end, "accepted", by, why, None, figure, model)


def as_read(candidate: Candidate | ModelCandidate) -> AcceptedFigure | AcceptedModel:
    """Return what a candidate proposes, as it would hold."""
    if isinstance(candidate, ModelCandidate):
        return AcceptedModel(candidate.name, candidate.field, candidate.host, candidate.places)
    return AcceptedFigure(
        candidate.indicator, candidate.place, candidate.period, candidate.standard, candidate.value,
        candidate.qualifier, candidate.whole, candidate.phrase or candidate.printed,
    )  # fmt: skip


def decide(state: Path, key: str, decisions: Iterable[Decision]) -> None:
    """Keep decisions on a document beside it, and wait until the disk has them; nothing is ever overwritten.

    Raises DataError where there is no such document, or where the folder cannot be written.
    """
    folder = _folder(state, key)
    if kept.find(state, key) is None:
        raise DataError([Issue("error", "document_gone", f"documents/{key}")])
    lines = b"".join(_line(decision) for decision in decisions)
    with only_one(folder):
        try:
            append_lines(folder / FILE, lines)
        except OSError as error:
            raise DataError([not_writable(folder, error)]) from error


def decided(state: Path, key: str) -> Mapping[Span, Decision]:
    """Return the decisions in force by their span, in the order of the text; raise DataError as history does."""
    last = {decision.span: decision for decision in history(state, key)}
    return dict(sorted(last.items()))


def history(state: Path, key: str) -> tuple[Decision, ...]:
    """Return every decision ever made on a document, oldest first.

    Raises DataError where a whole line is not one that was written.
    """
    found, file = [], f"documents/{key}/{FILE}"
    for number, line in enumerate(whole_lines(_folder(state, key) / FILE), 1):
        try:
            found.append(read(json.loads(line)))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise DataError([Issue("error", "decisions_damaged", file, number)]) from error
    return tuple(found)


def written(decision: Decision) -> dict[str, Any]:
    """Return a decision as JSON can hold it."""
    return {"kind": decision.kind} | asdict(decision)


def read(known: Mapping[str, Any]) -> Decision:
    """Return a decision that was written; ValueError, TypeError, KeyError or AttributeError where it is none."""
    rest = dict(known)
    kind, proposed, figure, model = (rest.pop(name) for name in ("kind", "proposed", "figure", "model"))
    if rest["decision"] not in get_args(Said):
        raise ValueError(rest["decision"])
    return Decision(
        **rest,
        proposed=None if proposed is None else _candidate(kind, proposed),
        figure=None if figure is None else AcceptedFigure(**figure),
        model=None if model is None else AcceptedModel(**_frozen(model)),
    )


def _of(
    candidate: Candidate | ModelCandidate,
    said: Said,
    by: str,
    why: str,
    held: AcceptedFigure | AcceptedModel | None,
) -> Decision:
    figure = held if isinstance(held, AcceptedFigure) else None
    model = held if isinstance(held, AcceptedModel) else None
    return Decision(candidate.start, candidate.end, said, by, why, candidate, figure, model)


def _folder(state: Path, key: str) -> Path:
    return state / "documents" / key


def _line(decision: Decision) -> bytes:
    return json.dumps(written(decision), ensure_ascii=False).encode() + b"\n"


def _candidate(kind: str, known: dict[str, Any]) -> Candidate | ModelCandidate:
    """Return a candidate as it was written; what another version of the reader says beside it is left out."""
    form: type[Candidate | ModelCandidate] = ModelCandidate if kind == "model" else Candidate
    names = {one.name for one in fields(form)}
    return form(**{name: value for name, value in _frozen(known).items() if name in names})


def _frozen(known: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in known.items()}
