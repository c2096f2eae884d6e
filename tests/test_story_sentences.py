"""The words of findings: a table of expected titles and sentences, over small data sets whose sums are written out."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import story_data
from story_data import AN, HOA, PHONG, adoption, model, question

from danvan import queries
from danvan.story import contributions, model_matrix, models, poverty, security, security_ratios
from danvan.story.contributions import Way
from danvan.story.finding import Finding, Nothing, Question
from danvan.story.model_search import Wanted
from danvan.warehouse.read import Opened

TABLE = Path(__file__).parent / "data" / "story" / "sentences.csv"
LEAST_ROWS = 40

# Every ward has figures of two years. Phổ An alone rises in poverty and gives most land; it shares the most labour with
# Phổ Phong; lights are none at all, canals of one ward, repaired roads a sample of one ward, new ones of two.
WHOLE = """
poverty_rate_pct 534 2017 6.6 bc standard=2016-2020
poverty_rate_pct 534 2021 3.19 bc standard=2016-2020
households       * 2020-2021 100 nop
poor_households  * 2020 10 nop standard=2016-2020
poor_households  * 2021 6 nop standard=2016-2020
poor_households  21442 2021 12 nop standard=2016-2020
poor_households  21445 2021 3 nop standard=2016-2020
land_donated_m2  * 2020 10000 nop
land_donated_m2  * 2021 20000 nop
land_donated_m2  21442 2021 50000 nop
labour_days      * 2020-2021 10 nop
labour_days      21442 2020-2021 20 nop
labour_days      21445 2020-2021 20 nop
contribution_vnd * 2020-2021 1000000000 nop
contribution_vnd 21442 2021 >5000000000 nop
street_lights    * 2020-2021 0 nop
canal_km         21469 2020 3 nop
road_km          21442 2020-2021 0.5 mau
road_km          21445 2020-2021 0.25 mau
road_repaired_km 21442 2020 1 mau
tips             * 2021 1 nop
cases_solved     * 2021 1 nop
persons_handled  * 2021 1 nop
persons_handled  21442 2021 9 nop
mediations_received  * 2021 100 nop
mediations_succeeded * 2021 80 nop
mediations_succeeded 21442 2021 40 nop
"""

# The town and two wards do not change; wards have different years, one a bound, and one alone has every count.
SOME = """
poverty_rate_pct 534 2020 3 bc standard=2016-2020
poverty_rate_pct 534 2021 3 bc standard=2016-2020
households       21442 2020-2021 200 nop
poor_households  21442 2020-2021 10 nop standard=2016-2020
households       21445 2020-2021 200 nop
poor_households  21445 2020-2021 8 nop standard=2016-2020
land_donated_m2  21442 2020-2021 100 nop
land_donated_m2  21445 2021 900 nop
labour_days      21442 2020 1 nop
labour_days      21445 2020 >1 nop
street_lights    21442 2020-2021 5 nop
street_lights    21445 2020-2021 5 nop
tips             21442 2020 1 nop
tips             21445 2021 1 nop
cases_solved     21442 2021 4 nop
cases_solved     21445 2021 6 nop
cases_solved     21469 2021 1 nop
persons_handled  21442 2021 6 nop
mediation_success_pct 21442 2021 80 nop
spread_camera    534 2022-04 >11 bc whole=15
"""

# All rise, one of them from nothing.
RISING = """
poverty_rate_pct 534 2020 3 bc standard=2016-2020
poverty_rate_pct 534 2021 4.5 bc standard=2016-2020
households       * 2020-2021 100 nop
poor_households  * 2020 10 nop standard=2016-2020
poor_households  * 2021 12 nop standard=2016-2020
poor_households  21442 2020 0 nop standard=2016-2020
persons_handled  * 2021 2 nop
cases_solved     * 2021 2 nop
"""

# Bounds on every side, and the town's two years by two standards.
BOUNDS = """
poverty_rate_pct 534 2020 3 bc standard=2016-2020
poverty_rate_pct 534 2022 >8 bc standard=2022-2025
households       * 2020-2021 100 nop
poor_households  * 2020-2021 10 nop standard=2016-2020
poor_households  21442 2021 >8 nop standard=2016-2020
land_donated_m2  * 2020-2021 10 nop
land_donated_m2  21442 2021 >90 nop
tips             * 2021 5 nop
tips             21442 2021 >5 nop
cases_solved     * 2021 2 nop
"""
# Two years with a year between them that nobody handed in; one ward's money is far less than a thousand million.
GAP = """
tips             21442 2018 5 nop
tips             21442 2021 12 nop
cases_solved     21442 2018 3 nop
cases_solved     21442 2021 9 nop
persons_handled  21442 2018 7 nop
persons_handled  21442 2021 20 nop
land_donated_m2  * 2018 100 nop
land_donated_m2  * 2021 >100 nop
contribution_vnd * 2021 880000000 nop
contribution_vnd 21445 2021 45000000 nop
"""
DATA = {"whole": WHOLE, "some": SOME, "rising": RISING, "bounds": BOUNDS, "gap": GAP}
MODELS = [
    model("den", host_group="Hội", spread="spread_camera"),
    model("duong", host_group="Hội"),
    model("nuoc", field="van_hoa_xa_hoi", host_group="Đoàn", scope="town"),
]
ADOPTIONS = [
    adoption("den", AN),
    adoption("duong", AN),
    adoption("den", PHONG),
    adoption("duong", HOA, "inferred"),
]

ASK: dict[str, Callable[..., Finding | Nothing]] = {
    "trend": poverty.trend,
    "wards": poverty.wards,
    "first_last": poverty.first_against_last,
    "by_ward": lambda asked, code, *how: contributions.by_ward(asked, Way(code, "per_household" in how)),
    "by_year": lambda asked, code, *how: contributions.by_year(asked, Way(code, "per_household" in how)),
    "ward_by_year": lambda asked, code, *how: contributions.ward_by_year(asked, Way(code)),
    "counts": security.by_year,
    "count_by_ward": security.ward_by_year,
    "cases_per_100_tips": security_ratios.cases_per_100_tips,
    "persons_per_case": security_ratios.persons_per_case,
    "mediation": security_ratios.mediation,
    "map": lambda asked: models.ward_map(asked, Wanted()),
    "coverage": models.coverage,
    "by_field": lambda asked: models.by_group(asked, Wanted(), "field"),
    "by_host": lambda asked: models.by_group(asked, Wanted(), "host_group"),
    "matrix": lambda asked: model_matrix.matrix(asked, Wanted()),
}


def asked_under(choice: str, language: str) -> Question:
    """Read a choice: wards by code, one year or years, a field, since (units of 2025), real (no sample)."""
    catalogue = queries.catalogue()
    changes: dict[str, Any] = {"language": language}
    since = "since" in choice.split()
    for word in choice.replace("since", "").split():
        if word == "real":
            changes["sample"] = False
        elif word in catalogue.fields:
            changes["field"] = word
        elif len(word) == 4:
            changes |= {"first_year": int(word), "last_year": int(word)}
        else:
            changes["places"] = (*changes.get("places", ()), word)
    asked = question(**changes)
    return replace(asked, catalogue=catalogue.since_2025) if since else asked


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Opened]:
    return {
        name: story_data.opened(
            tmp_path_factory.mktemp(name),
            given,
            models=MODELS if name == "some" else (),
            adoptions=ADOPTIONS if name == "some" else (),
        )
        for name, given in DATA.items()
    }


def said(opened: Opened, row: dict[str, str]) -> tuple[str, str]:
    name, *arguments = row["finding"].split()
    with queries.reading(opened):
        found = ASK[name](asked_under(row["choice"], row["language"]), *arguments)
    return (found.title if isinstance(found, Finding) else ""), found.sentence


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['case']}-{row['language']}")
def test_a_finding_says_what_stands_in_the_table(folders: dict[str, Opened], row: dict[str, str]) -> None:
    assert said(folders[row["data"]], row) == (row["title"], row["sentence"])


def test_the_table_has_every_case_in_both_languages() -> None:
    cases: dict[str, list[str]] = {}
    for row in rows():
        cases.setdefault(row["case"], []).append(row["language"])
    assert all(languages == ["vi", "en"] for languages in cases.values())
    assert len(rows()) >= LEAST_ROWS
