"""Laws that hold of every answer, and models counted against a plain recount."""

import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest
import story_data
from analysis_by_hand import Asking
from figures_by_hand import Row, units
from hypothesis import given, settings
from hypothesis import strategies as st
from test_analysis_exact import (
    BEFORE,
    PLACES,
    SAMPLE,
    SUBMITTED,
    SUMS,
    Memory,
    observations,
    program,
    records,
    snapshot,
)  # fmt: skip

from danvan import queries
from danvan.analysis.answer import answered
from danvan.analysis.asked import MODELS, Asked

SETS = 2
YEARS = ("2019", "2020", "2021")
LOWER = (">", ">=")
TIPS = Asking("tips", grouping="town", length="year", first_year=2019, last_year=2021)


def values(wanted: Asking, memory: Memory) -> dict[tuple[str, str], float]:
    cells = program(wanted, memory).cells
    return {(row["group"], row["period"]): row["value"] for row in records(cells)}


def bounded(source: str) -> list[dict[str, str]]:
    """Return cases, tips and households of a few wards, of which the first has more than so many cases."""
    return [
        {
            "indicator": indicator, "place": place, "period": year, "value": value, "source": source, "standard": "",
            "qualifier": ">" if indicator == "cases_solved" and place == BEFORE[0] else "=",
        }
        for indicator, value in (("cases_solved", "7"), ("tips", "9"), ("households", "100"))
        for place in BEFORE
        for year in YEARS
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("indicator", "grouping", "length", "measure"),
    [
        ("cases_solved", "place", "year", "value"),
        ("cases_solved", "successor", "span", "value"),
        ("cases_solved", "town", "year", "value"),
        ("cases_solved", "town", "year", "cumulative"),
        ("cases_solved", "successor", "year", "share"),
        ("cases_solved", "place", "span", "per_household"),
        ("cases_solved", "town", "span", "per_1000"),
        ("cases_per_100_tips", "town", "span", "value"),
        ("cases_per_100_tips", "kind", "year", "value"),
    ],
)
def test_a_lower_bound_stays_a_lower_bound(
    indicator: str, grouping: str, length: str, measure: str, at_least_and_more: Memory
) -> None:
    cells = program(Asking(indicator, grouping, length, measure), at_least_and_more).cells
    unit = units()[BEFORE[0]]
    group = {"place": unit.place, "successor": unit.heir, "kind": unit.kind, "town": "town"}[grouping]
    assert set(cells.loc[cells["group"] == group, "qualifier"]) <= set(LOWER)
    assert (cells["group"] == group).any()


@pytest.fixture(scope="module")
def at_least_and_more() -> Iterator[Memory]:
    with snapshot(bounded(SUBMITTED)) as memory:
        yield memory


@given(observations(), st.integers(0, 2**32))
@settings(max_examples=SETS)
def test_wards_successors_kinds_and_town_come_to_the_same(rows: list[Row], seed: int) -> None:
    length = random.Random(seed).choice(("year", "half", "quarter"))
    with snapshot(rows) as memory:
        for indicator in SUMS:
            wanted = replace(TIPS, indicator=indicator, length=length)
            town = values(wanted, memory)
            for since in (False, True):
                if since and _real(rows, indicator, PLACES) != _real(rows, indicator, BEFORE):
                    continue  # units of today have real figures: the sample of the wards is no longer used
                for grouping in ("place", "successor", "kind", "town"):
                    parts = values(replace(wanted, grouping=grouping, since=since), memory)
                    assert {period for _, period in parts} == {period for _, period in town}
                    for (_, period), whole in town.items():
                        assert sum(value for (_, when), value in parts.items() if when == period) == whole


def _real(rows: list[Row], indicator: str, places: tuple[str, ...]) -> bool:
    return any(
        row["source"] != SAMPLE for row in rows if row["indicator"] == indicator and row["place"] in places
    )


@given(observations(), st.integers(0, 2**32))
@settings(max_examples=SETS)
def test_neither_the_order_of_rows_nor_what_is_missing_changes_a_figure(rows: list[Row], seed: int) -> None:
    shuffled = random.Random(seed).sample(rows, len(rows))
    wanted = [
        replace(TIPS, grouping="place", measure=measure, length="year") for measure in ("value", "share")
    ]
    with snapshot(rows) as memory:
        before = [program(one, memory).cells for one in wanted]
    with snapshot(shuffled) as memory:
        after = [program(one, memory).cells for one in wanted]
    for first, second in zip(before, after, strict=True):
        pd.testing.assert_frame_equal(_sorted(first), _sorted(second))
    named = {(row["place"], row["period"][:4]) for row in rows if row["indicator"] == "tips"}
    assert set(zip(before[0]["group"], before[0]["period"], strict=True)) <= named


def _sorted(cells: pd.DataFrame) -> pd.DataFrame:
    named = [" ".join(sorted(sources.split(" "))) for sources in cells["source"]]
    return cells.assign(source=named)


@given(observations())
@settings(max_examples=SETS)
def test_sample_and_real_never_stand_in_one_answer(rows: list[Row]) -> None:
    with snapshot(rows) as memory:
        question = story_data.question(remember=memory.remember, last_year=2027)
        for since in ("before", "since"):
            for chosen in (("tips", "land_donated_m2"), ("poverty_rate_pct", "households", "cases_solved")):
                for length in ("span", "year"):
                    found = answered(question, Asked(chosen, "place", length, units=since))  # type: ignore[arg-type]
                    assert len(set(found.cells["basis"] == "sample")) <= 1


@pytest.mark.parametrize("since", [False, True])
def test_no_sample_is_used_where_it_may_not_be_shown(since: bool) -> None:
    with snapshot(bounded(SAMPLE)) as memory:
        assert program(replace(TIPS, since=since), memory).cells["basis"].eq("sample").all()
        assert program(replace(TIPS, since=since, sample=False), memory).empty


@pytest.mark.parametrize("chosen", [(), (story_data.AN, story_data.HOA)])
def test_models_are_counted_as_a_plain_recount_counts_them(
    chosen: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    named = [
        ("den", story_data.AN, "stated"), ("den", story_data.HOA, "inferred"), ("to", story_data.AN, "inferred"),
        ("to", story_data.PHONG, "stated"), ("ca", story_data.HOA, "inferred"), ("loa", story_data.THANH, "stated"),
    ]  # fmt: skip
    opened = story_data.opened(
        tmp_path_factory.mktemp("models"),
        models=[story_data.model(code) for code in ("den", "to", "ca", "loa", "khong")],
        adoptions=[story_data.adoption(*one) for one in named],
    )
    with queries.reading(opened):
        question = story_data.question(places=chosen)
        by_model = answered(question, Asked((MODELS,), "model")).cells.set_index("group")
        by_heir = answered(question, Asked((MODELS,), "successor")).cells.set_index("group")
        least = answered(question, Asked((MODELS,), "model", least=2)).cells["group"]
    counting = [(model, ward, how) for model, ward, how in named if not chosen or ward in chosen]
    for model in {model for model, _, _ in counting}:
        there = {ward: how for other, ward, how in counting if other == model}
        stated = sum(how == "stated" for how in there.values())
        row = by_model.loc[model]
        assert (row["value"], row["stated"], row["inferred"]) == (stated, stated, len(there) - stated)
        assert row["qualifier"] == ("=" if stated == len(there) else ">=")
        expected = set(chosen or story_data.WARDS) - there.keys()
        assert set(row["without"].split(" ")) - {""} == expected
        assert row["expected"] == len(chosen or story_data.WARDS)
        assert (model in set(least)) == (len(there) >= 2)
    assert set(by_model.index) == {model for model, _, _ in counting}
    for heir, row in by_heir.iterrows():
        mine = [(model, how) for model, ward, how in counting if units()[ward].heir == heir]
        stated = {model for model, how in mine if how == "stated"}
        inferred = {model for model, _ in mine} - stated
        assert (row["value"], row["stated"], row["inferred"]) == (len(stated), len(stated), len(inferred))
        assert row["qualifier"] == (">=" if inferred else "=")


def test_a_total_that_lacks_a_period_says_so_and_a_late_beginning_is_a_gap() -> None:
    rows = [
        {"indicator": "tips", "place": place, "period": year, "value": "5", "source": SUBMITTED, "standard": "",
         "qualifier": "="}
        for place, years in ((BEFORE[0], YEARS), (BEFORE[1], YEARS[1:])) for year in years
    ]  # fmt: skip
    with snapshot(rows) as memory:
        by_ward = values(replace(TIPS, grouping="place", measure="cumulative"), memory)
        town = records(program(replace(TIPS, measure="cumulative"), memory).cells)
    assert by_ward[BEFORE[0], "2021"] == 15
    assert pd.isna(by_ward[BEFORE[1], "2021"])
    assert [row["value"] for row in town] == [5, 15, 25]
    assert not any(row["whole"] for row in town)
    assert Fraction(town[-1]["value"]) == 25
