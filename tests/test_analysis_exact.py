"""Every aggregate that a page can ask for, against plain Python with exact fractions, under generated questions.

DANVAN_EXAMPLES makes the number of sets of observations larger; of each some thirty questions are asked.
"""

import os
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any
from unittest.mock import patch

import analysis_by_hand as by_hand
import pandas as pd
import pytest
import story_data
from analysis_by_hand import Asking, Cell
from figures_by_hand import Row, Sources, units
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan import queries
from danvan.analysis import cells
from danvan.analysis.answer import Answer, answered
from danvan.analysis.asked import Asked
from danvan.story.finding import Question
from danvan.story.memory import Key

SETS = int(os.environ.get("DANVAN_EXAMPLES", "2"))
QUESTIONS_OF_A_SET = 30
CLOSE = Fraction(1, 10**12)

SAMPLE, REPORTED, OLDER, SUBMITTED = "mau_xa_phuong", "bc_duc_pho_2022", "bao_cao_khac", "nop_xa_phuong"
SOURCES = Sources(
    basis={SAMPLE: "sample", REPORTED: "reported", OLDER: "reported", SUBMITTED: "submitted"},
    issued_on={SAMPLE: "", REPORTED: "2022-04", OLDER: "2021-01", SUBMITTED: "2023-01"},
)
STANDARDS = ("2016-2020", "2022-2025")
BEFORE = (
    "21442",
    "21448",
    "21451",
    "21478",
    "21472",
)  # three of Trà Câu, one of two of Sa Huỳnh and Khánh Cường
SINCE = ("21451@2025", "21478@2025")
PLACES = (*BEFORE, *SINCE)
SUMS, STOCKS = ("tips", "cases_solved", "land_donated_m2"), ("households", "poor_households")
RATIOS = ("poverty_rate_pct", "cases_per_100_tips", "land_per_household_m2")
# How a year may be given: whole, in parts that make it up, in parts that do not.
YEARS_GIVEN = (
    ("",), ("",), ("",), ("-H1", "-H2"), ("-Q1", "-Q2", "-Q3", "-Q4"), ("-H1", "-Q3", "-Q4"), ("-H1",), ("-Q2", "-Q4"),
    tuple(f"-{month:02}" for month in range(1, 13)), tuple(f"-{month:02}" for month in range(4, 10)), ("", "-H2"),
    ("-H1", "-H2", "-Q1", "-Q2"),
)  # fmt: skip
AMOUNTS = st.one_of(st.just(0), st.integers(1, 60), st.integers(1, 900))
SIGNS = st.sampled_from(("=", "=", "=", "=", ">", ">=", "<", "~"))


@st.composite
def observations(draw: st.DrawFn) -> list[dict[str, str]]:
    """Draw the rows of a few wards; of an indicator all are sample, all are real, or both stand beside each other."""
    rows: list[dict[str, str]] = []
    for indicator in (*SUMS, *STOCKS, "poverty_rate_pct", "ntm_commune_pct"):
        sources = draw(st.sampled_from(((SAMPLE,), (REPORTED, OLDER, SUBMITTED), (SAMPLE, SUBMITTED))))
        if indicator.endswith("_pct") and draw(st.booleans()):
            continue
        for place in PLACES:
            years = draw(st.lists(st.sampled_from((2019, 2020, 2021, 2023)), unique=True, max_size=3))
            for year in years if place in BEFORE else (2026, 2027)[: len(years)]:
                rows += draw(_year(indicator, place, year, sources))
            rows += draw(_year_of_change(indicator, place, sources))
    return list({tuple(row.get(name, "") for name in story_data.KEY): row for row in rows}.values())


@st.composite
def _year(
    draw: st.DrawFn, indicator: str, place: str, year: int, sources: tuple[str, ...]
) -> list[dict[str, str]]:
    given_as = draw(st.sampled_from(YEARS_GIVEN))
    source = draw(st.sampled_from(sources))
    rows = [draw(_row(indicator, place, f"{year}{part}", source)) for part in given_as]
    if draw(st.integers(0, 4)) == 0:  # the same once more, by another source or to another standard
        rows.append(draw(_row(indicator, place, rows[0]["period"], draw(st.sampled_from(sources)))))
    return rows


@st.composite
def _year_of_change(
    draw: st.DrawFn, indicator: str, place: str, sources: tuple[str, ...]
) -> list[dict[str, str]]:
    if draw(st.integers(0, 2)):
        return []
    # A ward and the unit that it went into may give the same period.
    period = draw(st.sampled_from(("2025-H1" if place in BEFORE else "2025-H2", "2025", "2026")))
    return [draw(_row(indicator, place, period, sources[0]))]


@st.composite
def _row(draw: st.DrawFn, indicator: str, place: str, period: str, source: str) -> dict[str, str]:
    percent = indicator.endswith("_pct")
    amount = draw(
        st.integers(0, 100) if percent else st.integers(1, 3000) if indicator == "households" else AMOUNTS
    )
    sign = draw(SIGNS)
    by_standard = indicator in ("poor_households", "poverty_rate_pct")
    return {
        "indicator": indicator, "place": place, "period": period, "value": str(amount), "source": source,
        "qualifier": "=" if amount == 0 and sign in "<>" else sign,
        "standard": draw(st.sampled_from((STANDARDS[0], *STANDARDS))) if by_standard else "",
    }  # fmt: skip


def asking(chance: random.Random) -> Asking:
    """Return a question that a page may ask."""
    indicator = chance.choice((*SUMS, *STOCKS, *RATIOS, "ntm_commune_pct"))
    measures = ["value", "change"]
    if indicator in SUMS + STOCKS:
        measures += ["share", "per_1000"] + ["per_household"] * (indicator != "households")
    if indicator in SUMS:
        measures.append("cumulative")
    since = chance.random() < 0.4
    all_units = sorted({unit.heir if since else unit.place for unit in units().values() if unit.on_map})
    first = chance.choice((2017, 2019, 2020, 2021))
    return Asking(
        indicator=indicator,
        grouping=chance.choice(("place", "place", "successor", "kind", "town")),
        length=chance.choice(("span", "year", "year", "half", "quarter", "month")),
        measure=chance.choice(measures),
        since=since,
        places=tuple(chance.sample(all_units, chance.randint(1, 4))) if chance.random() < 0.3 else (),
        first_year=first,
        last_year=chance.choice([year for year in (2019, 2021, 2023, 2026, 2027) if year >= first]),
        sample=chance.random() < 0.8,
    )


class Memory(dict[Key, Any]):
    """What is remembered of one snapshot, as the app does."""

    def remember(self, key: Key, make: Callable[[], Any]) -> Any:
        if key not in self:
            self[key] = make()
        return self[key]


@contextmanager
def snapshot(rows: Sequence[Row]) -> Iterator[Memory]:
    """Let questions be answered from these rows."""
    lines = "\n".join(
        f"{row['indicator']} {row['place']} {row['period']} {row['qualifier']}{row['value']} {row['source']}"
        + (f" standard={row['standard']}" if row["standard"] else "")
        for row in rows
    )
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:
        opened = story_data.opened(Path(folder), lines)
        with queries.reading(opened):
            yield Memory()
        opened.connection.close()


def program(wanted: Asking, memory: Memory) -> Answer:
    """Return what the program answers."""
    question = Question(
        catalogue=memory.remember(("catalogue",), queries.catalogue), places=wanted.places, field=None,
        first_year=wanted.first_year, last_year=wanted.last_year, sample=wanted.sample, language="vi",
        remember=memory.remember,
    )  # fmt: skip
    asked = Asked(
        indicators=(wanted.indicator,),
        grouping=wanted.grouping,  # type: ignore[arg-type]
        length=wanted.length,  # type: ignore[arg-type]
        measure=wanted.measure,  # type: ignore[arg-type]
        units="since" if wanted.since else "before",
    )
    return answered(question, asked)


def assert_equal(found: Answer, expected: dict[tuple[str, str, str], Cell], told: object) -> None:
    """Hold each cell against its own: the value to within 1e-12 of it, all else exactly."""
    rows = {(row["group"], row["period"], row["standard"] or ""): row for row in records(found.cells)}
    assert rows.keys() == expected.keys(), told
    assert len(rows) == len(found.cells), told
    for key, row in rows.items():
        cell = expected[key]
        assert _plain(row, cell) == _plain(_row_of(cell), cell), (told, key)
        assert (cell.amount is None) == pd.isna(row["value"]), (told, key)
        if cell.amount is not None:
            off = abs(Fraction(row["value"]) - cell.amount.printed)
            assert off <= CLOSE * abs(cell.amount.printed), (told, key, row["value"], cell.amount)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def _row_of(cell: Cell) -> dict[str, Any]:
    return {
        "starts": cell.start,
        "segment": cell.segment,
        "qualifier": cell.amount.sign if cell.amount else None,
        "basis": cell.basis,
        "source": " ".join(cell.sources),
        "places": cell.places,
        "expected": cell.expected,
        "figures": cell.figures,
        "expected_figures": cell.expected_figures,
        "whole": cell.whole,
    }


def _plain(row: dict[str, Any], cell: Cell) -> dict[str, Any]:
    """Return what is compared; of a value that is missing no sign, of shares no number of the figures expected."""
    kept = {
        name: row[name] for name in ("starts", "segment", "basis", "places", "expected", "figures", "whole")
    }
    kept["starts"] = getattr(kept["starts"], "date", lambda: kept["starts"])()
    kept["sources"] = frozenset(row["source"].split(" "))
    return kept | ({"qualifier": row["qualifier"]} if cell.amount is not None else {})


@pytest.mark.exact
@given(observations(), st.integers(0, 2**32))
@settings(max_examples=SETS)
def test_every_cell_of_every_question_equals_plain_python_with_exact_fractions(
    rows: list[Row], seed: int
) -> None:
    chance = random.Random(seed)
    with snapshot(rows) as memory:
        for _ in range(QUESTIONS_OF_A_SET):
            wanted, few_wards = asking(chance), chance.choice((0, 500))
            with patch.object(cells, "FEW_WARDS", few_wards):
                found = program(wanted, memory)
            assert_equal(found, by_hand.cells(rows, SOURCES, wanted), wanted)
