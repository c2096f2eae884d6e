"""danvan.exports.chart_data: what a chart draws, and what it must not."""

from dataclasses import replace

import pytest
from taken_examples import COLUMNS, LAND, MIXED_UNITS, REAL, ROWS

from danvan.exports import Chart, Taken
from danvan.exports.chart_data import Arranged, NotDrawn, Point, arranged

LINE = Chart("line", "period", ("value",), series="place")


def values(found: Arranged) -> dict[str, list[float | None]]:
    return {series.name: [point.value for point in series.points] for series in found.series}


def with_rows(*rows: tuple[str, str, float | None]) -> Taken:
    """Return a table with these places, periods and values."""
    return replace(
        REAL,
        rows=tuple((place, period, LAND, value, "=", 1, "reported", "") for place, period, value in rows),
    )


def test_each_place_is_a_line_with_a_gap_where_its_value_is_missing() -> None:
    found = arranged(REAL, LINE)
    assert found.categories == ("2020", "2021")
    assert values(found) == {"Phổ Hòa": [12345.5, 45000], "Phổ An": [-7.25, None]}
    assert found.series[0].points[1] == Point(45000, ">", 1)


def test_periods_stand_in_their_order_whatever_the_order_of_the_rows() -> None:
    rows = [("A", "2021", 2.0), ("A", "2020-Q2", 1.0), ("B", "2019", 3.0)]
    found = arranged(with_rows(*rows), LINE)
    assert found.categories == ("2019", "2020-Q2", "2021")
    assert values(found) == {"A": [None, 1, 2], "B": [3, None, None]}


def test_other_categories_keep_the_order_of_the_rows_or_the_one_given() -> None:
    table = with_rows(("C", "năm 2020", 1.0), ("A", "năm 2020", 2.0), ("B", "năm 2020", 3.0))
    bars = Chart("bar", "place", ("value",))
    assert arranged(table, bars).categories == ("C", "A", "B")
    assert arranged(table, replace(bars, order=("A", "B", "C"))).categories == ("A", "B", "C")


def test_several_values_are_several_series() -> None:
    columns = tuple(
        replace(column, unit="m2") if column.key == "households" else column for column in COLUMNS
    )
    both = replace(REAL, columns=columns)
    names = list(values(arranged(both, replace(LINE, values=("value", "households")))))
    assert names[:2] == ["Phổ Hòa – Đất hiến (m²)", "Phổ Hòa – Số hộ (hộ)"]


def test_a_scatter_has_only_points_with_both_values() -> None:
    found = arranged(REAL, Chart("scatter", "place", ("value", "households")))
    assert found.categories == ("Phổ Hòa", "Phổ Hòa")
    assert values(found) == {"Đất hiến (m²)": [12345.5, 45000], "Số hộ (hộ)": [870, 880]}


@pytest.mark.parametrize(
    ("taken", "chart", "reason"),
    [
        (REAL, Chart("bar", "place", ("value",)), "twice"),
        (MIXED_UNITS, LINE, "units"),
        (REAL, replace(LINE, values=("value", "households")), "units"),
        (replace(REAL, rows=()), LINE, "empty"),
        (with_rows(("A", "2020", None)), LINE, "empty"),
        (with_rows(*((f"xã {n}", "2020", 1.0) for n in range(21))), LINE, "too_much"),
    ],
    ids=["twice", "units_of_rows", "units_of_columns", "no_rows", "no_values", "too_much"],
)
def test_what_would_mislead_is_not_drawn_and_the_reason_is_said(
    taken: Taken, chart: Chart, reason: str
) -> None:
    with pytest.raises(NotDrawn, match=f"exports.no_chart.{reason}"):
        arranged(taken, chart)


def test_many_rows_are_no_hindrance() -> None:
    rows = [(f"xã {n % 15}", str(1950 + n // 15), float(n)) for n in range(900)]
    found = arranged(with_rows(*rows), LINE)
    assert (len(found.categories), len(found.series), len(ROWS)) == (60, 15, 4)
