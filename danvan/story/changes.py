"""How a figure of one place changed between two years, in words: down by so much, up by so much, unchanged."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from danvan import format as fmt
from danvan.catalogue import Indicator
from danvan.measures.changes import change_in_points, first_and_last, relative_change_pct
from danvan.story.finding import Question

Way = Literal["up", "down", "same"]


@dataclass(frozen=True)
class Change:
    """A change from the first to the last year; all texts ready to be said.

    points has its sign, size has none, for running text that says up or down. way is what is read: a change that
    rounds to nothing is none. relative is empty where it was nothing at first.
    """

    first: str
    last: str
    first_year: str
    last_year: str
    points: str
    size: str
    relative: str
    way: Way
    exactly_same: bool


def change(
    question: Question,
    indicator: Indicator,
    first: tuple[float, float],
    last: tuple[float, float],
    *,
    as_printed: bool = False,
) -> Change:
    """Return the change between two exact values, each given as year and value."""
    difference = change_in_points(first[1], last[1]) or 0.0
    relative = relative_change_pct(first[1], last[1])
    how = {"unit": indicator.unit, "decimals": indicator.decimals, "language": question.language}
    points = fmt.change(difference, **how)  # type: ignore[arg-type]
    ways: dict[str, Way] = {"+": "up", "\u2212": "down"}
    return Change(
        first=question.value(first[1], indicator, as_printed=as_printed),
        last=question.value(last[1], indicator, as_printed=as_printed),
        first_year=str(int(first[0])),
        last_year=str(int(last[0])),
        points=points,
        size=fmt.change(abs(difference), **how).removeprefix("+"),  # type: ignore[arg-type]
        relative="" if relative is None else fmt.relative_change_pct(relative, language=question.language),
        way=ways.get(points[0], "same"),
        exactly_same=difference == 0,
    )


def change_within(
    question: Question, rows: pd.DataFrame, indicator: Indicator, *, as_printed: bool = True
) -> Change | None:
    """Return how a real figure of one place changed within one standard, from its first to its last year.

    Expects place, year, standard and value. None where there are no two years to compare, and where one of the two
    is a bound or about so much.
    """
    yearly = rows.dropna(subset=["year"])
    if yearly.empty:
        return None
    segment = {"segment": "standard"} if yearly["standard"].notna().any() else {}
    ends = first_and_last(yearly, by="place", x="year", y="value", **segment).iloc[0]
    if pd.isna(ends["last_y"]):
        return None
    compared = yearly[yearly["year"].isin([ends["first_x"], ends["last_x"]])]
    if not (compared["qualifier"] == "=").all():
        return None
    first, last = ((float(ends[f"{end}_x"]), float(ends[f"{end}_y"])) for end in ("first", "last"))
    return change(question, indicator, first, last, as_printed=as_printed)
