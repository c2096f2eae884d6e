"""What a posted wish comes to as decisions: of one row or of many, by a person who may, never on what is not there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from danvan.reader.candidate import Candidate, ModelCandidate
from danvan.story.reading_rows import ModelRow, Row
from danvan.submission import decisions
from danvan.submission.decisions import AcceptedFigure, AcceptedModel, Decision
from danvan.ui.posted import text_of
from danvan.ui.reading_fields import LONGEST, MODEL, Unfit, figure_from, model_from
from danvan.ui.reading_opened import Opened

ACCEPT, CHANGE, REFUSE = "accept", "change", "refuse"
# Accept a model as the one of the data that it was said to be perhaps.
AS_KNOWN = "known"

Held = AcceptedFigure | AcceptedModel


@dataclass(frozen=True)
class Decider:
    """Who decides, and on the figures of which places: None = all."""

    by: str
    allowed: frozenset[str] | None

    def may(self, held: Held | None) -> bool:
        """Say whether a figure's place, or every ward of a model, is theirs to decide on."""
        if self.allowed is None:
            return True
        if isinstance(held, AcceptedFigure):
            return held.place in self.allowed
        return held is not None and bool(held.places) and self.allowed.issuperset(held.places)


@dataclass(frozen=True)
class Wish:
    """What was posted: accept, change or refuse one row by its name, or accept many at once.

    seen is how many decisions on the row its page showed. Of many: those of a section, those of which the machine is
    at least so sure, in percent, or all models.
    """

    verdict: str
    kind: str
    name: str
    why: str
    section: str | None
    least_pct: str
    seen: str
    models: bool
    fields: Mapping[str, Any]

    @classmethod
    def of(cls, found: Mapping[str, Any]) -> "Wish":
        """Return the wish that was posted; raise NotTaken where a part of it is no text, Unfit where it is too long."""
        why = text_of(found, "why").strip()
        if len(why) > LONGEST:
            raise Unfit("too_long", most=str(LONGEST))
        section = text_of(found, "section") if "section" in found else None
        verdict, kind, name = (text_of(found, key) for key in ("verdict", "kind", "row"))
        least, seen, models = text_of(found, "least"), text_of(found, "seen"), bool(text_of(found, "models"))
        return cls(verdict, kind, name, why, section, least, seen, models, found)


def decided(document: Opened, wish: Wish, decider: Decider) -> list[Decision]:
    """Return the decisions that a wish comes to; raise Unfit where it cannot be granted."""
    if not decider.by:
        raise Unfit("by_first")
    if wish.verdict == ACCEPT and not wish.name:
        return _many(document, wish, decider)
    one = _model(document, wish, decider) if wish.kind == MODEL else _figure(document, wish, decider)
    return [one]


def _many(document: Opened, wish: Wish, decider: Decider) -> list[Decision]:
    """Return the acceptance of what is undecided of a section, of models, or of what the machine is sure of."""
    rows: Iterable[Row | ModelRow]
    if wish.models:
        rows = document.desk.models_ready
    elif wish.section is not None:
        rows = document.desk.undecided_in(wish.section)
    elif wish.least_pct.isdecimal():
        rows = document.desk.surer_than(int(wish.least_pct) / 100)
    else:
        raise Unfit("moved")
    mine = [row for row in rows if decider.may(row.shown)]
    if not mine:
        raise Unfit("none_left")
    return [decisions.accept(_candidate(document, row), decider.by) for row in mine]


def _figure(document: Opened, wish: Wish, decider: Decider) -> Decision:
    row = document.desk.row(wish.name)
    if row is None:
        return _by_hand(document, wish, decider)
    candidate = _candidate_of(document, row)
    if wish.verdict == REFUSE:
        _check(decider, row.shown)
        return (
            decisions.refuse(candidate, decider.by, wish.why)
            if candidate
            else _taken_back(row, wish, decider)
        )
    held = _held(document, row, wish)
    _check(decider, row.shown, held)
    if candidate is None:
        return decisions.mark(*row.span, held, decider.by, wish.why)
    return decisions.change(candidate, held, decider.by, wish.why)


def _held(document: Opened, row: Row, wish: Wish) -> AcceptedFigure:
    """Return what a row is taken as: what the form says, or what is shown of it."""
    if wish.verdict == CHANGE:
        phrase = row.shown.phrase if row.shown else row.around.printed
        return figure_from(wish.fields, phrase, document.catalogue)
    if row.shown is None:
        raise Unfit("moved")
    return row.shown


def _by_hand(document: Opened, wish: Wish, decider: Decider) -> Decision:
    """Return the decision that a number which the machine left unread is a figure."""
    left = document.desk.unread(wish.name)
    if left is None or wish.verdict != CHANGE:
        raise Unfit("moved")
    held = figure_from(wish.fields, left.around.printed, document.catalogue)
    _check(decider, held)
    return decisions.mark(*left.span, held, decider.by, wish.why)


def _taken_back(row: Row, wish: Wish, decider: Decider) -> Decision:
    """Return the refusal of a number that a person had made a figure."""
    return Decision(*row.span, "refused", decider.by, wish.why)


def _model(document: Opened, wish: Wish, decider: Decider) -> Decision:
    row = document.desk.model(wish.name)
    if row is None:
        raise Unfit("moved")
    candidate = _candidate(document, row)
    _check(decider, row.shown)
    if wish.verdict == REFUSE:
        return decisions.refuse(candidate, decider.by, wish.why)
    if wish.verdict in (ACCEPT, AS_KNOWN) and not row.shown.field:
        raise Unfit("no_field")
    held = model_from(wish.fields, document.catalogue) if wish.verdict == CHANGE else row.shown
    if wish.verdict == AS_KNOWN:
        held = _as_known(row, wish)
    _check(decider, held)
    return decisions.change(candidate, held, decider.by, wish.why)


def _as_known(row: ModelRow, wish: Wish) -> AcceptedModel:
    """Return a model under the name that the data have for it; raise Unfit where the page showed another."""
    if not row.perhaps or text_of(wish.fields, "known") != row.perhaps:
        raise Unfit("moved")
    return replace(row.shown, name=row.perhaps)


def _check(decider: Decider, *held: Held | None) -> None:
    """Raise Unfit where one of these is not for this person to decide."""
    if not all(decider.may(one) for one in held):
        raise Unfit("no_right")


def _candidate(document: Opened, row: Row | ModelRow) -> Candidate | ModelCandidate:
    candidate = _candidate_of(document, row)
    if candidate is None:
        raise Unfit("moved")
    return candidate


def _candidate_of(document: Opened, row: Row | ModelRow) -> Candidate | ModelCandidate | None:
    """Return the candidate of a row; of one no longer proposed, as it was when it was decided on."""
    now = document.candidates.get((row.span, isinstance(row, ModelRow)))
    before = (one.proposed for one in reversed(row.decisions) if one.proposed is not None)
    return now or next(before, None)
