"""What the decisions on a document would change: each figure beside what the document gave before, or what was used.

Its source may have figures in the data files too, and its load before goes when this one comes; so it is not the
engine that tells before from after, as it does for what wards hand in (trial.py).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from danvan.intake.model_names import spellings
from danvan.vietnamese import fold
from danvan.warehouse.build import Candidate
from danvan.warehouse.read import Opened
from danvan.warehouse.trial import CONTRADICTIONS, JUMPS, MOST_CHANGES, MOST_FINDINGS, STEEP, Row, Trial

# grain: one per real figure of the source, or in use
FIGURES = """
    select
        o.indicator, o.place, o.period, o.standard, o.value, o.qualifier, o.whole, o.locator, o.printed, o.remark,
        cast(o.source as varchar) as source, o.superseded
    from observations as o
    join (select * from sources where basis <> 'sample') as s using (source)
    where o.source = $source or (not o.superseded and o.place in (select unnest($places)))
    order by o.indicator, o.place, o.period, o.standard
"""
CARD = "select title, short, number, issuer, issued_on from sources where source = $source"
# grain: one per adoption of the source, and one per model of any source
NAMED = """
    select m.name, m.printed, a.place, m.field, true as own
    from adoptions as a
    join models as m using (model)
    where a.source = $source
    union all
    select name, printed, null, field, source = $source from models
"""
SAID = ("value", "qualifier", "whole", "locator", "printed", "remark")
Key = tuple[str, str, str, str | None]
# Models by their name as it is matched, with the ward or none.
Named = tuple[str, str | None]


@dataclass(frozen=True)
class Side:
    """The card of a source, its figures by their key, those in use of other sources, models; before or after.

    adopted are its models with their wards, alone those without one, known all models there are.
    """

    card: tuple[str, ...] | None
    own: Mapping[Key, Row]
    used: Mapping[Key, Row]
    adopted: frozenset[Named]
    alone: frozenset[str]
    known: frozenset[str]

    @classmethod
    def of(
        cls, card: tuple[str, ...] | None, figures: Iterable[Row], models: Iterable[Row], source: str
    ) -> "Side":
        """Return one side from the rows of its questions."""
        named = [(fold(row["name"]), row["place"], row["own"]) for row in models]
        adopted = frozenset((name, place) for name, place, _ in named if place is not None)
        own = {name for name, place, own in named if own and place is None}
        return cls(
            card,
            {_key(row): row for row in figures if row["source"] == source},
            {_key(row): row for row in figures if row["source"] != source},
            adopted,
            frozenset(own - {name for name, _ in adopted}),
            frozenset(name for name, _, _ in named),
        )


def ask(
    candidate: Candidate, opened: Opened, source: str, given: Collection[Key], wanted: Collection[Named]
) -> Trial:
    """Return what a load changes: given are the keys of its figures, wanted its models, of each each ward or none."""
    places = sorted({place for _, place, _, _ in given})
    with opened.connection.cursor() as cursor:
        before = _side(cursor, source, places)
    after = _side(candidate.con, source, places)
    known = spellings(candidate.con.execute("select name, printed from models").fetchall())
    wanted = [(known.get(fold(name), name), place) for name, place in wanted]
    changes = [*_changes(before, after, given)]
    kinds = [kind for kind, _ in changes]
    removed = [key for key in before.own if key not in after.own]
    rows = [row for kind, row in changes if kind in ("changed", "new")]
    rows += [_row(before.own[key], before.own[key]) | {"value": None, "qualifier": None} for key in removed]
    touched = {_key(row) for row in rows}
    candidate.con.execute(STEEP)
    jumps = _rows(candidate.con, JUMPS, {"source": source}, MOST_FINDINGS)
    return Trial(
        rows=len(given),
        new=kinds.count("new"),
        changed=kinds.count("changed"),
        same=kinds.count("same"),
        models=_new_models(before, wanted),
        places=tuple(places),
        periods=tuple(sorted({period for _, _, period, _ in given})),
        changes=tuple(sorted(rows, key=lambda row: row["old_value"] is None)[:MOST_CHANGES]),
        jumps=tuple(row for row in jumps if _key(row) in touched),
        contradictions=tuple(_rows(candidate.con, CONTRADICTIONS, {}, MOST_CHANGES)),
        known_models=tuple(_rows(candidate.con, NAMED, {"source": source}, MOST_CHANGES)),
        removed=len(removed) + _models_gone(before, after),
        card_changed=before.card not in (None, after.card),
    )


def _side(con: Any, source: str, places: Collection[str]) -> Side:
    """Ask one database; one that does not know the source has nothing of it."""
    card = con.execute(CARD, {"source": source}).fetchone()
    rows = _rows(con, FIGURES, {"source": source if card else None, "places": list(places)}, None)
    models = _rows(con, NAMED, {"source": source if card else None}, None)
    return Side.of(card, rows, models, source)


def _new_models(before: Side, wanted: Iterable[Named]) -> int:
    """Count the models that a ward had not taken up by this source, and those that nobody had named."""
    named = {(fold(name), place) for name, place in wanted}
    adopted = {(name, place) for name, place in named if place is not None}
    alone = {name for name, place in named if place is None} - {name for name, _ in adopted}
    return len(adopted - before.adopted) + len(alone - before.known)


def _models_gone(before: Side, after: Side) -> int:
    return len(before.adopted - after.adopted) + len(before.alone - after.known)


def _changes(before: Side, after: Side, given: Iterable[Key]) -> Iterable[tuple[str, Row]]:
    """Yield how each figure differs from what the document gave, or from what was used and no longer is."""
    for key in given:
        new, old = after.own[key], before.own.get(key)
        if old is not None:
            same = all(old[name] == new[name] for name in SAID)
            yield "same" if same else "changed", _row(new, old)
            continue
        used = before.used.get(key)
        if (
            used is None
            or new["superseded"]
            or (used["value"], used["qualifier"]) == (new["value"], new["qualifier"])
        ):
            yield "new", _row(new, None)
        else:
            yield "changed", _row(new, used)


def _row(new: Row, old: Row | None) -> Row:
    """Return one line of the changes, as those of wards have it."""
    kept = {
        name: new[name]
        for name in ("indicator", "place", "period", "standard", "value", "qualifier", "printed")
    }
    return kept | {f"old_{name}": old[name] if old else None for name in ("value", "qualifier", "source")}


def _key(row: Row) -> Key:
    return row["indicator"], row["place"], row["period"], row["standard"]


def _rows(con: Any, question: str, values: Mapping[str, Any], most: int | None) -> list[Row]:
    answer = con.execute(question, dict(values))
    names = [column[0] for column in answer.description or ()]
    found = answer.fetchall() if most is None else answer.fetchmany(most)
    return [dict(zip(names, row, strict=True)) for row in found]
