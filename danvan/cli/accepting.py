"""The command that adds a document, accepts what was read in it, and publishes it: accept."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from danvan import paths, queries, text
from danvan.cli.commands import CommandError, find_place
from danvan.cli.handing_in import FAILED, MOST_CHANGES
from danvan.cli.output import Result
from danvan.documents import cards, kept
from danvan.documents.kept import Kept
from danvan.intake.guards import UPLOAD
from danvan.intake.issue import DataError, Issue
from danvan.intake.model_names import perhaps_known
from danvan.reader.candidate import About, Candidate, ModelCandidate, Reading
from danvan.submission import decisions
from danvan.submission.decisions import Decision, Span
from danvan.submission.publish import DONE, NOTHING_NEW, Outcome
from danvan.submission.reading import publish_reading
from danvan.submission.review import context_of
from danvan.vietnamese import fold
from danvan.warehouse import loads
from danvan.warehouse.read import warehouse

Proposed = Candidate | ModelCandidate


@dataclass(frozen=True)
class Choice:
    """Which candidates a person accepts: all, those read so surely, or those at these spans; and which are refused.

    figures: no models. What was decided before stays, but for a span that is named, and for what was accepted as it
    was read and is read otherwise now.
    """

    all: bool = False
    at_least: float | None = None
    only: Collection[Span] = ()
    refuse: Collection[Span] = ()
    figures: bool = False

    def takes(self, one: Proposed, before: Decision | None) -> bool:
        """Say whether a candidate that is not named is accepted; a model without a field waits for a person."""
        if before is not None and (before.decision != "accepted" or before.proposed in (None, one)):
            return False
        if isinstance(one, ModelCandidate) and (self.figures or not one.field):
            return False
        return self.all or (self.at_least is not None and one.confidence >= self.at_least)


def accept(
    document: str, by: str, choice: Choice, *, place: str | None = None, confirmed: bool = False
) -> Result:
    """Keep a document, accept and refuse what was chosen, publish; the exit code is 1 where nothing was published.

    document is a file, or the key of one that was added before; place is the unit that it is of, where its card says
    another or none.
    """
    who = by.strip().encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if not who:
        raise CommandError("Nobody is named: say who accepts with --by NAME.")
    data, state = paths.data_dir(), paths.state_dir()
    added = _of_place(_added(document, who, state), place, state)
    read = _read(added, data, state)
    before = decisions.decided(state, added.document)
    perhaps = _perhaps_known(read.models, before, choice)
    made = [*_decided(read, before, choice, perhaps, who)]
    if made:
        decisions.decide(state, added.document, made)
    outcome = publish_reading(added.document, who, data, state, confirmed=confirmed)
    held = decisions.decided(state, added.document)
    value = {
        "document": added.document,
        **_counts(read, held),
        "perhaps_known": [one for span, one in perhaps.items() if span not in held],
        **_told(outcome),
    }
    code = 0 if outcome.result in (DONE, NOTHING_NEW) else FAILED
    return Result(value, _rows(outcome), _remark(value, outcome), code)


def _added(document: str, by: str, state: Path) -> Kept:
    """Return the document of a file, kept from now on, or the one of this key."""
    path = Path(document)
    if not path.is_file():
        known = kept.find(state, document)
        if known is None:
            raise CommandError(f"There is no file and no document {document!r}.")
        return known
    if path.stat().st_size > UPLOAD.bytes:
        most = UPLOAD.bytes / 1e6
        raise DataError([Issue("error", "document_too_large", path.name, details={"most": most})])
    # Brought with the first document, not at every start.
    from danvan.documents.extracted import extracted

    name, content = kept.shown_name(path.name), path.read_bytes()
    text_of_it = extracted(name, content)
    card = cards.guessed_card(text_of_it, name, _codes_by_name())
    return kept.keep(state, name, content, by, card, text_of_it)


def _codes_by_name() -> dict[str, str]:
    """Return the codes of places by their folded names: of a name that was used again, that of before July 2025."""
    places = queries.catalogue().places.values()
    newest_first = sorted(places, key=lambda place: place.valid_from or date.min, reverse=True)
    return {fold(place.name): place.place for place in newest_first}


def _of_place(added: Kept, place: str | None, state: Path) -> Kept:
    """Return a document whose card names this unit."""
    if place is None:
        return added
    card = replace(added.card, place=find_place(queries.catalogue(), place))
    return kept.describe(state, added.document, card)


def _read(added: Kept, data: Path, state: Path) -> Reading:
    """Return what is read in a document."""
    from danvan.reader import reading, vocabulary

    context = context_of(warehouse().opened())
    catalogue, spellings = context.catalogue, context.units.spellings
    about = About(added.card.place or catalogue.town.place, added.card.issued_on)
    words = vocabulary.read_vocabulary(data, catalogue)
    return reading.read(kept.document(state, added.document), catalogue, words, about, spellings)


def _perhaps_known(
    models: Iterable[ModelCandidate], before: Mapping[Span, Decision], choice: Choice
) -> dict[Span, dict[str, str]]:
    """Return by their spans the models that the data have, or the text has further up, perhaps under another name."""
    names, found = queries.known_models(), {}
    for one in models:
        span, decision = (one.start, one.end), before.get((one.start, one.end))
        if span in choice.refuse or (decision is not None and not decision.holds):
            continue
        name = decision.model.name if decision and decision.model else one.name
        other = None if decision or span in choice.only else perhaps_known(name, names)
        if other:
            found[span] = {"span": f"{span[0]}-{span[1]}", "name": name, "known": other}
        else:
            names.setdefault(fold(name), name)
    return found


def _decided(
    read: Reading, before: Mapping[Span, Decision], choice: Choice, perhaps: Collection[Span], by: str
) -> Iterator[Decision]:
    """Yield the decisions that a choice comes to; a span at which nothing was read is a mistake.

    Of the models that are perhaps known only those that are named are accepted, so that none is counted twice.
    """
    every: Sequence[Proposed] = (*read.candidates, *read.models)
    proposed = {(one.start, one.end): one for one in every}
    for span in (*choice.only, *choice.refuse):
        if span not in proposed:
            raise CommandError(f"Nothing was read at {span[0]}-{span[1]}; the command read lists what was.")
    for span, one in proposed.items():
        if span in choice.refuse:
            yield decisions.refuse(one, by)
        elif span in choice.only or (span not in perhaps and choice.takes(one, before.get(span))):
            yield decisions.accept(one, by)


def _counts(read: Reading, held: Mapping[Span, Decision]) -> dict[str, int]:
    """Count what was accepted, as it was read or changed, what was refused and what nobody decided on."""
    proposed: Sequence[Proposed] = (*read.candidates, *read.models)
    said = [one.decision for one in held.values()]
    undecided = sum((one.start, one.end) not in held for one in proposed)
    return {name: said.count(name) for name in ("accepted", "changed", "refused")} | {"undecided": undecided}


def _told(outcome: Outcome) -> dict[str, Any]:
    trial, entry = outcome.review.trial, outcome.entry
    return {
        "result": outcome.result,
        "snapshot": entry.snapshot if entry else None,
        "load": entry.load if entry else None,
        "issues": [_issue(issue) for issue in outcome.review.issues],
        "figures": len(outcome.review.handed.figures),
        "new": trial.new if trial else None,
        "differing": trial.changed if trial else None,
        "same": trial.same if trial else None,
        "removed": trial.removed if trial else None,
        "models": trial.models if trial else None,
        "changes": [{name: row[name] for name in loads.CHANGES} for row in trial.changes] if trial else [],
    }


def _issue(issue: Issue) -> dict[str, Any]:
    return issue.as_row() | {"paragraph": issue.paragraph, "locator": issue.cell}


def _rows(outcome: Outcome) -> list[dict[str, Any]]:
    """Return for people what there is to look at: findings, or what changes where there are none."""
    review = outcome.review
    if review.issues or review.trial is None:
        shown = ("severity", "code", "file", "paragraph", "value", "message", "advice")
        return [{name: _issue(issue)[name] for name in shown} for issue in review.issues]
    changed = ("place", "period", "indicator", "old_value", "value", "printed")
    return [{name: row[name] for name in changed} for row in review.trial.changes[:MOST_CHANGES]]


def _remark(value: Mapping[str, Any], outcome: Outcome) -> str:
    """Say in both languages how it ended, what was decided and what that changes."""
    lines = [text.in_both(f"hand_in.{outcome.result}"), _said("decided", value, _DECIDED)]
    if value["perhaps_known"]:
        lines.append(text.in_both("accepting.perhaps_known", number=str(len(value["perhaps_known"]))))
        lines += ["{span}: “{name}” → “{known}”".format_map(one) for one in value["perhaps_known"]]
    if outcome.review.trial is not None:
        lines.append(_said("counts", value, _CHANGED))
    return "\n".join(lines)


_DECIDED = ("accepted", "changed", "refused", "undecided")
_CHANGED = ("new", "differing", "same", "removed", "models")


def _said(key: str, value: Mapping[str, Any], names: Iterable[str]) -> str:
    return text.in_both(f"accepting.{key}", **{name: str(value[name]) for name in names})
