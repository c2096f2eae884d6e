"""The desk at which a person decides what the machine read in a document: one row a number, with all there is to know.

Nothing is asked here: a reading, what was decided and what the data say now go in, rows ready to be shown come out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from types import MappingProxyType

from danvan.documents.document import Document
from danvan.intake.model_names import perhaps_known
from danvan.reader.candidate import Candidate, ModelCandidate, Reading, Unread
from danvan.story.reading_around import Around, around, paragraph_at
from danvan.story.reading_rows import Key, Known, Left, ModelRow, Row, Span, Standing, key_of
from danvan.submission.decisions import AcceptedFigure, AcceptedModel, Decision, as_read
from danvan.vietnamese import fold

ROWS_A_PAGE = 40
FILTERS = ("all", "undecided", "unsure", "differs")


@dataclass(frozen=True)
class Desk:
    """All rows of one document, each in the order of the text, and the numbers left unread."""

    rows: tuple[Row, ...]
    models: tuple[ModelRow, ...]
    left: tuple[Left, ...]

    @cached_property
    def undecided(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.decision is None)

    @cached_property
    def to_publish(self) -> tuple[Row, ...]:
        """The rows that were accepted or changed."""
        return tuple(row for row in self.rows if row.decision is not None and row.figure is not None)

    @cached_property
    def models_to_publish(self) -> tuple[ModelRow, ...]:
        return tuple(row for row in self.models if row.is_taken)

    @cached_property
    def models_undecided(self) -> tuple[ModelRow, ...]:
        return tuple(row for row in self.models if row.decision is None)

    @cached_property
    def models_ready(self) -> tuple[ModelRow, ...]:
        """The undecided models that can be accepted together."""
        return tuple(row for row in self.models_undecided if row.is_ready)

    def surer_than(self, least: float) -> tuple[Row, ...]:
        """Return the undecided rows of which the machine is at least so sure."""
        return tuple(row for row in self.undecided if row.confidence >= least)

    def undecided_in(self, section: str) -> tuple[Row, ...]:
        return tuple(row for row in self.undecided if row.section == section)

    def kept_by(self, name: str) -> tuple[Row, ...]:
        """Return the rows that one of the filters keeps; raises ValueError for another name."""
        if name not in FILTERS:
            raise ValueError(f"There is no filter {name!r}; there are {', '.join(FILTERS)}.")
        return tuple(row for row in self.rows if _kept(row, name))

    def models_kept_by(self, name: str) -> tuple[ModelRow, ...]:
        """Return the models that one of the filters keeps; none differs from the data, which have no two of a name."""
        if name == "undecided":
            return self.models_undecided
        if name == "unsure":
            return tuple(row for row in self.models if row.surety == "unsure")
        return self.models if name == "all" else ()

    def row(self, name: str) -> Row | None:
        """Return the row of a name, None where there is none."""
        return next((row for row in self.rows if row.name == name), None)

    def model(self, name: str) -> ModelRow | None:
        return next((row for row in self.models if row.name == name), None)

    def unread(self, name: str) -> Left | None:
        return next((one for one in self.left if one.name == name), None)

    def reasons(self) -> list[tuple[str, list[Left]]]:
        """Return the numbers left unread by their reason, those of most numbers first."""
        groups: dict[str, list[Left]] = {}
        for one in self.left:
            groups.setdefault(one.reason, []).append(one)
        return sorted(groups.items(), key=lambda group: -len(group[1]))


def desk(
    document: Document,
    reading: Reading,
    history: Sequence[Decision],
    known: Mapping[Key, Known],
    known_models: Mapping[str, str] = MappingProxyType({}),
    arounds: Mapping[Span, Around] = MappingProxyType({}),
) -> Desk:
    """Return the desk of a document.

    history holds every decision, oldest first; one about what the machine no longer proposes keeps its row.
    known_models is what danvan.intake.model_names.spellings gave; arounds what all_around gave, for who asks often.
    """
    made: dict[str, dict[Span, list[Decision]]] = {"figure": {}, "model": {}}
    for one in history:
        made[one.kind].setdefault(one.span, []).append(one)
    proposed = {(one.start, one.end): one for one in reading.candidates}
    models = {(one.start, one.end): one for one in reading.models}
    unread = {(one.start, one.end): one for one in reading.unread}
    figures, named = made["figure"], made["model"]
    rows = [
        _row(
            document, span, proposed.get(span), unread.get(span), tuple(figures.get(span, ())), known, arounds
        )
        for span in sorted({*proposed, *figures})
    ]
    model_rows = [
        _model_row(document, span, models.get(span), tuple(named.get(span, ())), known_models, arounds)
        for span in sorted({*models, *named})
    ]
    left = [_left(document, one, arounds) for span, one in sorted(unread.items()) if span not in figures]
    return Desk(tuple(rows), _told_again(model_rows), tuple(left))


def all_around(document: Document, reading: Reading) -> dict[Span, Around]:
    """Return the words around everything that was read."""
    every: tuple[Candidate | ModelCandidate | Unread, ...]
    every = (*reading.candidates, *reading.models, *reading.unread)
    return {(one.start, one.end): around(document, one.start, one.end) for one in every}


def pages(rows: Sequence[Row], most: int = ROWS_A_PAGE) -> list[tuple[Row, ...]]:
    """Return rows in pages: whole sections together while they fit, one that does not fit cut; no rows, no page."""
    found: list[tuple[Row, ...]] = []
    for _, section in groupby(rows, key=lambda row: row.section):
        rest = tuple(section)
        if found and len(found[-1]) + len(rest) <= most:
            found[-1] += rest
            continue
        found += [rest[at : at + most] for at in range(0, len(rest), most)]
    return found


def _kept(row: Row, name: str) -> bool:
    if name == "undecided":
        return row.decision is None
    if name == "unsure":
        return row.surety == "unsure"
    return name == "all" or row.standing == "differs"


def _row(
    document: Document,
    span: Span,
    candidate: Candidate | None,
    unread: Unread | None,
    decisions: tuple[Decision, ...],
    known: Mapping[Key, Known],
    arounds: Mapping[Span, Around],
) -> Row:
    earlier = (one.proposed for one in reversed(decisions) if isinstance(one.proposed, Candidate))
    read = candidate or next(earlier, None)
    proposed = as_read(read) if read else None
    section, note = _where(document, span[0])
    row = Row(
        span,
        read.section if read else section,
        read.note if read else note,
        arounds.get(span) or around(document, *span),
        proposed if isinstance(proposed, AcceptedFigure) else None,
        read.confidence if read else 0.0,
        read.why if read else unread.why if unread else {},
        "nowhere",
        decisions=decisions,
        is_gone=candidate is None and read is not None,
    )
    standing, now = _standing(row.figure, known)
    return replace(row, standing=standing, known=now)


def _model_row(
    document: Document,
    span: Span,
    candidate: ModelCandidate | None,
    decisions: tuple[Decision, ...],
    known: Mapping[str, str],
    arounds: Mapping[Span, Around],
) -> ModelRow:
    """Return the row of a model that the machine proposes, or that it once did and somebody decided about."""
    row = ModelRow(
        span,
        candidate.section if candidate else _where(document, span[0])[0],
        arounds.get(span) or around(document, *span),
        _proposed_model(candidate, decisions),
        candidate.confidence if candidate else 0.0,
        candidate.why if candidate else {},
        False,
        decisions,
    )
    perhaps = None if row.is_taken else perhaps_known(row.shown.name, known)
    return replace(row, is_known=fold(row.shown.name) in known, perhaps=perhaps or "")


def _told_again(rows: Sequence[ModelRow]) -> tuple[ModelRow, ...]:
    """Return models with those marked whose name stands further up, however it is spelt, or perhaps another form of it.

    What may be another model itself, or was refused, is none that a later one can be.
    """
    seen: set[str] = set()
    above: dict[str, str] = {}
    found = []
    for row in rows:
        name = fold(row.shown.name)
        is_settled = bool(row.perhaps) or row.is_known or row.is_taken
        other = None if is_settled else perhaps_known(row.shown.name, above)
        one = replace(row, is_again=name in seen, perhaps=other or row.perhaps, is_perhaps_above=bool(other))
        found.append(one)
        seen.add(name)
        if not one.perhaps and (one.decision is None or one.is_taken):
            above.setdefault(name, row.shown.name)
    return tuple(found)


def _proposed_model(candidate: ModelCandidate | None, decisions: Sequence[Decision]) -> AcceptedModel:
    """Return the model as it is proposed; of one no longer proposed, as it was decided on."""
    every = [candidate, *(one.proposed for one in reversed(decisions))]
    read = (as_read(one) for one in every if one is not None)
    held = (one.model for one in reversed(decisions))
    return next(one for one in (*read, *held) if isinstance(one, AcceptedModel))


def _left(document: Document, one: Unread, arounds: Mapping[Span, Around]) -> Left:
    section, _ = _where(document, one.start)
    span = (one.start, one.end)
    return Left(span, section, arounds.get(span) or around(document, *span), one.reason, one.why)


def _standing(figure: AcceptedFigure | None, known: Mapping[Key, Known]) -> tuple[Standing, Known | None]:
    """Say how a figure stands to what the data say now of the same quantity."""
    if figure is None:
        return "nowhere", None
    now = known.get(key_of(figure))
    if now is None:
        return "new", None
    is_same = (now.value, now.qualifier, now.whole) == (figure.value, figure.qualifier, figure.whole)
    return ("same" if is_same else "differs"), now


def _where(document: Document, position: int) -> tuple[str, str]:
    """Return the section and the note that a position stands in."""
    number = paragraph_at(document, position)
    if number is None:
        return "", ""
    return document.paragraphs[number].section, document.paragraphs[number].note
