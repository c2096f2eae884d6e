"""Figures of questions worked out by hand from the files, each with its sum written out beside it."""

import ast
import csv
import operator
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import story_data

from danvan import queries
from danvan.analysis.answer import answered
from danvan.analysis.asked import Asked
from danvan.warehouse.read import Opened

GOLDEN = Path(__file__).parent / "data" / "golden" / "analysis.csv"
CLOSE = Fraction(1, 10**12)
# Halves of one ward, one of them a lower bound; another ward with a gap of two years; the unit of today after 2025,
# of one year also its ward.
SMALL = """
tips                 21442 2018 4 nop
tips                 21442 2020-H1 10 nop
tips                 21442 2020-H2 >30 nop
tips                 21442 2021 20 nop
tips                 21445 2018 5 nop
tips                 21445 2020-2021 7 nop
tips                 21451@2025 2026 35 nop
households           21442 2020 1000 nop
households           21442 2021 2000 nop
land_donated_m2      21442 2021 ~300 nop
mediations_received  21442 2020 0 nop
mediations_succeeded 21442 2020 0 nop
cases_solved         21442 2025-2026 4 nop
cases_solved         21445 2026 8 nop
cases_solved         21451@2025 2026 9 nop
"""
SIGNS: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip


def cases() -> list[dict[str, str]]:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def worked_out(arithmetic: str) -> Fraction:
    """Return what a sum of whole numbers comes to."""

    def value(node: Any) -> Fraction:
        if isinstance(node, ast.BinOp):
            return SIGNS[type(node.op)](value(node.left), value(node.right))
        return Fraction(node.value)

    return value(ast.parse(arithmetic, mode="eval").body)


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Opened]:
    return {
        "shipped": story_data.shipped(tmp_path_factory.mktemp("golden")),
        "small": story_data.opened(tmp_path_factory.mktemp("golden"), SMALL),
    }


@pytest.mark.parametrize("case", cases(), ids=lambda case: " ".join(list(case.values())[:9]))
def test_a_figure_is_what_its_sum_by_hand_comes_to(
    case: dict[str, str], snapshots: dict[str, Opened]
) -> None:
    asked = Asked(
        (case["indicator"],), case["grouping"], case["length"], case["measure"], units=case["units"]  # type: ignore[arg-type]
    )  # fmt: skip
    with queries.reading(snapshots[case["data"]]):
        question = story_data.question(
            places=tuple(case["chosen"].split()), first_year=2017, last_year=2026, sample=True
        )
        cells = answered(question, asked).cells
    row = cells[
        (cells["group"] == case["group"])
        & (cells["period"] == case["period"])
        & (cells["standard"].fillna("") == case["standard"])
    ].iloc[0]
    assert (row["basis"], "yes" if row["whole"] else "no") == (case["basis"], case["whole"])
    if case["value"] == "missing":
        assert pd.isna(row["value"])
        return
    exact = worked_out(case["arithmetic"])
    _, _, decimals = case["value"].partition(".")
    assert round(exact, len(decimals)) == Fraction(case["value"])
    assert abs(Fraction(row["value"]) - exact) <= CLOSE * abs(exact)
    assert row["qualifier"] == case["qualifier"]


def test_there_are_cases_of_every_measure_and_of_both_kinds_of_units() -> None:
    found = cases()
    assert len(found) >= 25
    assert {case["measure"] for case in found} == {
        "value", "per_household", "per_1000", "share", "change", "cumulative",
    }  # fmt: skip
    assert {case["units"] for case in found} == {"before", "since"}
