"""What an analyst asks, at the size of the country: each form of question against SQL written by hand for that one.

python -m pytest -n 0 -m benchmark tests/benchmarks/test_analysis.py

The SQL by hand gives the same rows and columns and knows what the data hold: which periods there are, that all of it is
sample and of one source, that nothing is a bound, that every half has its months, that each ward has every figure.
"""

from collections.abc import Callable
from typing import Any

import pytest
from pandas.testing import assert_frame_equal

from danvan import queries
from danvan.warehouse.read import Opened, fetch
from tests.benchmarks.country import FIRST, LAST, in_turn, said
from tests.benchmarks.test_questions import BUDGET_MS, MOST_TIMES_BY_HAND

pytestmark = pytest.mark.benchmark

# One text answers all questions of units. What of it a question does not need is taken out before it is run; that costs
# so much, whatever is asked and however many rows there are.
PLANNING_MS = 20

ONE_WARD = "W00001"
USUAL: dict[str, Any] = {
    "indicator": "tips", "below": "", "adds": True, "below_adds": False, "places": [], "grouping": "place",
    "since": False, "length": "year", "span": False, "first_year": FIRST, "last_year": LAST, "sample": True,
    "all_sources": False,
}  # fmt: skip
YEARS = "not superseded and period in ('2017', '2018', '2019', '2020', '2021')"
MONTHS = "not superseded and period between '2018-01' and '2021-12' and length(period) = 7"
HALF = "make_date(year(period_start), 1 + 6 * ((month(period_start) - 1) // 6), 1)"
ALONE = "null as below, '=' as below_qualifier, null as below_sources, false as several"
BESIDE = "'=' as below_qualifier, 'mau_xa_phuong' as below_sources, false as several"
ALL_YEARS = "date '2017-01-01' as first_cell, date '2021-01-01' as last_cell"


def of_wards(where: str) -> str:
    return f"""
        select
            place as unit_group, period_start as cell, standard, value, '=' as qualifier, 'sample' as basis,
            source as sources, {ALONE}, 1 as places, 1 as figures, period_start as first_cell, period_start as last_cell
        from observations
        where indicator = 'tips' and {where}
        order by unit_group, cell
    """


def of_town(rows: str) -> str:
    return f"""
        select
            'town' as unit_group, cell, null as standard, sum(value) as value, '=' as qualifier, 'sample' as basis,
            'mau_xa_phuong' as sources, {ALONE}, count(*) as places, count(*) as figures, cell as first_cell,
            cell as last_cell
        from ({rows})
        group by cell
        order by cell
    """


def over_all_years(above: str, below: str, divided_by: str) -> str:
    return f"""
        select
            place as unit_group, null as cell, null as standard, value, '=' as qualifier, 'sample' as basis,
            'mau_xa_phuong' as sources, below, {BESIDE}, 1 as places, figures, {ALL_YEARS}
        from (
            select
                place,
                sum(value) filter (indicator = '{above}') as value,
                {divided_by} as below,
                count(*) filter (indicator = '{above}') as figures
            from observations
            where indicator in ('{above}', '{below}') and {YEARS}
            group by place
        )
        order by unit_group
    """


RATE = f"""
    from (select * from observations where indicator = 'poor_households' and {YEARS}) as a
    join (select place, period, value from observations where indicator = 'households' and {YEARS}) as b
        using (place, period)
"""
# What is asked, how that differs from USUAL, and the same answer by hand.
QUESTIONS: dict[str, tuple[dict[str, Any], str]] = {
    "all wards by year": ({}, of_wards(YEARS)),
    "one ward by year": ({"places": [ONE_WARD]}, of_wards(f"{YEARS} and place = '{ONE_WARD}'")),
    "the town by year": (
        {"grouping": "town"},
        of_town(f"select period_start as cell, value from observations where indicator = 'tips' and {YEARS}"),
    ),
    "the town by month": (
        {"grouping": "town", "length": "month"},
        of_town(f"select period_start as cell, value from observations where indicator = 'tips' and {MONTHS}"),
    ),
    "the town by half": (
        {"grouping": "town", "length": "half"},
        of_town(
            f"""
            select {HALF} as cell, sum(value) as value
            from observations
            where indicator = 'tips' and {MONTHS}
            group by place, cell
            having count(*) = 6
            """
        ),
    ),
    "the rate of all wards by year": (
        {"indicator": "poor_households", "below": "households", "adds": False},
        f"""
        select
            a.place as unit_group, a.period_start as cell, a.standard, a.value, '=' as qualifier, 'sample' as basis,
            a.source as sources, b.value as below, {BESIDE}, 1 as places, 1 as figures, a.period_start as first_cell,
            a.period_start as last_cell
        {RATE}
        order by unit_group, cell
        """,
    ),
    "the rate of the town by year": (
        {"indicator": "poor_households", "below": "households", "adds": False, "grouping": "town"},
        f"""
        select
            'town' as unit_group, a.period_start as cell, a.standard, sum(a.value) as value, '=' as qualifier,
            'sample' as basis, 'mau_xa_phuong' as sources, sum(b.value) as below, {BESIDE}, count(*) as places,
            count(*) as figures, a.period_start as first_cell, a.period_start as last_cell
        {RATE}
        group by a.period_start, a.standard
        order by cell
        """,
    ),
    "all wards by household over all years": (
        {"indicator": "land_donated_m2", "below": "households", "span": True},
        over_all_years(
            "land_donated_m2",
            "households",
            "max(case when indicator = 'households' and period = '2021' then value end)",
        ),
    ),
    "a ratio of all wards over all years": (
        {"indicator": "mediations_succeeded", "below": "mediations_received", "below_adds": True, "span": True},
        over_all_years(
            "mediations_succeeded", "mediations_received", "sum(value) filter (indicator = 'mediations_received')"
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("asked", QUESTIONS)
def test_a_question_of_units_at_ten_million_rows_is_as_quick_as_sql_written_by_hand_for_it(
    country: Opened, asked: str, report: Callable[..., None]
) -> None:
    differing, sql = QUESTIONS[asked]
    given = USUAL | differing
    with queries.reading(country):
        ours, flat = in_turn(lambda: queries.run("group_values", **given), lambda: fetch(country, sql))
        answer, same = queries.run("group_values", **given), fetch(country, sql)
    report(
        question=asked, rows=len(answer), budget_ms=BUDGET_MS, ours_ms=said(ours), by_hand_ms=said(flat),
        times_by_hand=f"{min(ours) / min(flat):.2f}",
    )  # fmt: skip
    assert_frame_equal(answer, same, check_dtype=False)
    assert not answer.empty
    assert min(ours) <= max(MOST_TIMES_BY_HAND * min(flat), min(flat) + PLANNING_MS)
