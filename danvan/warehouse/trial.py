"""What a load would change, asked of a candidate that holds it: the figures before and after, jumps, contradictions."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from danvan.warehouse.build import Candidate

HERE = Path(__file__).parent
CHANGES = (HERE / "changes.sql").read_text(encoding="utf-8")
STEEP = (HERE / "steep_series.sql").read_text(encoding="utf-8")
JUMPS = (HERE / "jumps.sql").read_text(encoding="utf-8")
MOST_CHANGES, MOST_FINDINGS = 2000, 500
ROWS = "select count(*) from observations where source = $source"
COUNTS = f"""
    select count(*) as known, count(*) filter (where old_value = value and old_qualifier = qualifier) as same
    from ({CHANGES})
    where old_value is not null
"""
CHANGED = f"""
    select * from ({CHANGES})
    where old_value <> value or old_qualifier <> qualifier
    order by indicator, place, period
    limit {MOST_CHANGES}
"""
NEW = f"""
    select * from ({CHANGES})
    where old_value is null
    order by indicator, place, period
    limit {MOST_CHANGES}
"""
PLACES = "select distinct place from observations where source = $source order by place"
PERIODS = "select distinct period from observations where source = $source order by period"
# A model that the ward had handed in before, with the same year and villages, is nothing new.
MODELS = """
    select count(*)
    from adoptions as n
    where n.source = $source
        and not exists (
            select 1
            from adoptions as o
            join sources as s on s.source = o.source
            where o.model = n.model and o.place = n.place and o.source <> n.source and s.basis = 'submitted'
                and o.since is not distinct from n.since and o.villages is not distinct from n.villages
        )
"""
FIELDS = """
    select distinct m.name, m.printed, m.field from models as m join adoptions as a using (model)
    where a.source = $source and m.source <> $source
"""
CONTRADICTIONS = """
    select code, indicator, place, period, value, message, message_en, advice, advice_en from issues
"""

Row = dict[str, Any]


@dataclass(frozen=True)
class Trial:
    """The counts of a load, what differs from before (at most 2000 rows), jumps, all contradictions, known models.

    removed counts what the load of a document before this one gave and this one does not; card_changed says that the
    document is described otherwise.
    """

    rows: int
    new: int
    changed: int
    same: int
    models: int
    places: tuple[str, ...]
    periods: tuple[str, ...]
    changes: tuple[Row, ...]
    jumps: tuple[Row, ...]
    contradictions: tuple[Row, ...]
    known_models: tuple[Row, ...]
    removed: int = 0
    card_changed: bool = False

    @property
    def changes_nothing(self) -> bool:
        return self.new == self.changed == self.models == self.removed == 0 and not self.card_changed


def ask(candidate: Candidate, source: str) -> Trial:
    """Return what the load of this source changes in the candidate."""
    [rows], [counts] = _first(candidate, ROWS, source), _rows(candidate, COUNTS, source)
    candidate.con.execute(STEEP)
    return Trial(
        rows=rows,
        new=rows - counts["known"],
        changed=counts["known"] - counts["same"],
        same=counts["same"],
        models=_first(candidate, MODELS, source)[0],
        places=_first(candidate, PLACES, source),
        periods=_first(candidate, PERIODS, source),
        changes=tuple(_different(candidate, source)),
        jumps=tuple(_rows(candidate, JUMPS, source, MOST_FINDINGS)),
        contradictions=tuple(_rows(candidate, CONTRADICTIONS, None)),
        known_models=tuple(_rows(candidate, FIELDS, source)),
    )


def _different(candidate: Candidate, source: str) -> list[Row]:
    """Return what differs from before, what was changed before what is new."""
    changed = _rows(candidate, CHANGED, source)
    return [*changed, *_rows(candidate, NEW, source)][:MOST_CHANGES]


def _rows(candidate: Candidate, question: str, source: str | None, most: int = MOST_CHANGES) -> list[Row]:
    answer = candidate.con.execute(question, {"source": source} if source else {})
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchmany(most)]


def _first(candidate: Candidate, question: str, source: str) -> tuple[Any, ...]:
    return tuple(row[0] for row in candidate.con.execute(question, {"source": source}).fetchall())
