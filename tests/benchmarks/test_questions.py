"""What a page asks, at the size of the country: 10 million observations, each question against SQL written by hand.

python -m pytest -m benchmark tests/benchmarks -q

12,000 wards by month over four years, and by year over five, which is what pages ask for. DANVAN_BENCHMARK_ROWS
makes it smaller. A question may take 1.3 times the best SQL for the same answer, which knows what the data hold:
which source is the sample, which periods are years.
"""

from collections.abc import Callable
from statistics import median
from typing import Any

import pytest
from pandas.testing import assert_frame_equal

from danvan import queries
from danvan.warehouse.read import Opened, fetch
from tests.benchmarks.country import FIRST, LAST, in_turn, said

pytestmark = pytest.mark.benchmark

BUDGET_MS = 100
MOST_TIMES_BY_HAND = 1.3
# What planning the joins to sources, periods and places costs, whatever is asked and however many rows there are.
PLANNING_MS = 5

SPAN = {"first_year": FIRST, "last_year": LAST}
RATE = ["poor_households", "households"]
SAMPLE_ONLY = (
    "source = 'mau_xa_phuong' and not superseded and period in ('2017', '2018', '2019', '2020', '2021')"
)
REAL_OF_TOWN = "join sources as s using (source) where o.place = '{town}' and s.basis <> 'sample'"
VALUES_BY_HAND = f"""
    select
        indicator, place, cast(period as bigint) as year, standard, value, qualifier, source, 'sample' as basis
    from observations
    where indicator in ({{indicators}}) and {SAMPLE_ONLY}{{places}}
    order by indicator, place, year, standard
"""

# Question, what is asked, and the same answer by hand.
QUESTIONS: dict[str, tuple[str, dict[str, Any], str]] = {
    "one indicator of all wards": (
        "ward_values",
        {"indicators": ["tips"], "places": [], "sample": True} | SPAN,
        VALUES_BY_HAND.format(indicators="'tips'", places=""),
    ),
    "the parts of a rate of all wards": (
        "ward_values",
        {"indicators": RATE, "places": [], "sample": True} | SPAN,
        VALUES_BY_HAND.format(indicators="'poor_households', 'households'", places=""),
    ),
    "the parts of a rate of one ward": (
        "ward_values",
        {"indicators": RATE, "places": ["W00001"], "sample": True} | SPAN,
        VALUES_BY_HAND.format(indicators="'poor_households', 'households'", places=" and place = 'W00001'"),
    ),
    "the sums over all wards": (
        "ward_totals",
        {"indicators": RATE, "sample": True} | SPAN,
        f"""
        select
            indicator, cast(period as bigint) as year, standard, sum(value) as value,
            count(distinct place) as wards, sum(case when qualifier <> '=' then 1 else 0 end) as bounds,
            'sample' as basis, 'mau_xa_phuong' as source
        from observations
        where indicator in ('poor_households', 'households') and {SAMPLE_ONLY}
        group by indicator, period, standard
        order by indicator, year, standard
        """,
    ),
    "the figures of the town": (
        "place_figures",
        {"place": "{town}"},
        f"""
        select
            o.indicator, o.place, o.period, o.period_start, o.period_end,
            case when length(o.period) = 4 then cast(o.period as bigint) end as year,
            o.standard, o.value, o.qualifier, o.whole, o.source, o.locator, o.printed, o.note, o.superseded, s.basis
        from observations as o {REAL_OF_TOWN}
        order by o.indicator, o.period_end desc, o.period_start, o.standard desc, o.superseded, o.source
        """,
    ),
    "the rate of the town by year": (
        "series",
        {"indicator": "poverty_rate_pct", "places": ["{town}"]} | SPAN,
        f"""
        select
            o.place, cast(o.period as bigint) as year, o.standard, o.value, o.qualifier, o.source, o.locator,
            o.printed, o.note, s.basis
        from observations as o {REAL_OF_TOWN} and o.indicator = 'poverty_rate_pct' and not o.superseded
            and o.period in ('2017', '2018', '2019', '2020', '2021')
        order by o.place, year, o.standard
        """,
    ),
    "the rows of each source": (
        "source_rows",
        {},
        """
        select
            s.source,
            coalesce(f.figures, 0) as figures,
            (select count(*) from models as m where m.source = s.source) as models,
            (select count(*) from adoptions as a where a.source = s.source) as adoptions
        from sources as s
        left join (select source, count(*) as figures from observations group by source) as f using (source)
        order by s.source
        """,
    ),
}


@pytest.mark.parametrize("asked", QUESTIONS)
def test_a_question_at_ten_million_rows_is_as_quick_as_sql_written_by_hand(
    country: Opened, asked: str, report: Callable[..., None]
) -> None:
    name, given, by_hand = QUESTIONS[asked]
    places = queries.run("places")
    town = str(places.loc[places["level"] == "town", "place"].iloc[0])
    with queries.reading(country):
        given = {key: _filled(value, town) for key, value in given.items()}
        sql = by_hand.replace("{town}", town)
        ours, flat = in_turn(lambda: queries.run(name, **given), lambda: fetch(country, sql))
        answer, same = queries.run(name, **given), fetch(country, sql)
    report(question=name, rows=len(answer), budget_ms=BUDGET_MS, ours_ms=said(ours), by_hand_ms=said(flat))
    assert_frame_equal(answer, same, check_dtype=False)
    assert not answer.empty
    assert min(ours) <= max(MOST_TIMES_BY_HAND * min(flat), min(flat) + PLANNING_MS)


def test_no_question_of_the_catalogue_or_the_models_grows_with_the_observations(
    country: Opened, report: Callable[..., None]
) -> None:
    """Small tables and small answers: each within a tenth of what reading one column of all observations takes."""
    small = ("adoptions", "models", "indicators", "sources", "standards", "ward_standing", "ward_years")
    given: dict[str, dict[str, Any]] = {"adoptions": {"places": []}}
    with queries.reading(country):
        times = in_turn(
            *(lambda name=name: queries.run(name, **given.get(name, {})) for name in small),
            lambda: fetch(country, "select count(distinct place || period) as n from observations"),
        )
    report(
        **{name: said(taken) for name, taken in zip((*small, "one pass over all rows"), times, strict=True)}
    )
    whole = median(times[-1])
    assert all(median(taken) <= max(whole / 10, 20) for taken in times[:-1])


def _filled(value: Any, town: str) -> Any:
    if isinstance(value, list):
        return [_filled(entry, town) for entry in value]
    return town if value == "{town}" else value
