"""What holds for every finding, whatever the data and whatever a reader chose."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from random import Random
from typing import Any

import pytest
import story_data
from chart_checks import check_chart
from story_data import AN, HOA, PHONG, adoption, drawn_texts, model, question

from danvan import provenance, queries
from danvan.story import (
    contributions,
    headlines,
    model_card,
    model_matrix,
    models,
    origins,
    overview,
    poverty,
    security,
    security_ratios,
    sources,
    titles,
)
from danvan.story.contributions import Way
from danvan.story.finding import Finding, Nothing, Question
from danvan.story.memory import for_one_work
from danvan.story.model_search import Wanted
from danvan.warehouse.read import Opened

Ask = Callable[[Question], Any]

WAYS = [
    Way("labour_days"),
    Way("contribution_vnd"),
    Way("road_km"),
    Way("land_donated_m2", hectares=True),
    Way("contribution_vnd", per_household=True),
]
FINDINGS: list[Ask] = [
    poverty.trend,
    poverty.wards,
    poverty.first_against_last,
    *(
        lambda asked, ask=ask, way=way: ask(asked, way)
        for ask, way in product(
            (contributions.by_ward, contributions.by_year, contributions.ward_by_year), WAYS
        )
    ),
    security.by_year,
    *(lambda asked, code=code: security.ward_by_year(asked, code) for code in security.COUNTS),
    security_ratios.cases_per_100_tips,
    security_ratios.persons_per_case,
    security_ratios.mediation,
    *(
        lambda asked, ask=ask, wanted=wanted: ask(asked, wanted)
        for ask, wanted in product(
            (model_matrix.matrix, models.ward_map), (Wanted(), Wanted("pho hoa"), Wanted("a", "b"))
        )
    ),
    models.coverage,
    lambda asked: models.by_group(asked, Wanted(), "field"),
    lambda asked: models.by_group(asked, Wanted(), "host_group"),
]
OTHERS: list[Ask] = [
    lambda asked: headlines.by_field(asked),
    lambda asked: headlines.ratio(asked, "cases_per_100_tips", "security"),
    lambda asked: headlines.per_household(asked, "land_per_household_m2", "contributions"),
    overview.attention,
    overview.models_by_field,
    sources.cards,
    sources.overview,
    lambda asked: [sources.listed(asked, sources.Wanted(code)) for code in ("", *asked.catalogue.sources)],
    lambda asked: [sources.named(asked, code) for code in asked.catalogue.sources],
    origins.counted,
    sources.open_points,
    security.reported_sentence,
    lambda asked: model_card.card(asked, "den"),
]
CHOICES: list[dict[str, Any]] = [
    {},
    {"language": "en", "sample": False},
    {"places": (AN,), "first_year": 2021, "last_year": 2021},
    {"places": (HOA,), "sample": False, "language": "en", "narrow": True},
    {"places": (AN, HOA), "field": "van_hoa_xa_hoi", "language": "en"},
    {"first_year": 1999, "last_year": 1999, "field": "chung"},
    {"field": "he_thong_chinh_tri", "places": (PHONG,), "mode": "dark", "narrow": True},
]

TRA_CAU = "21451@2025"
ODD = 'Xã <b>x</b> & "y"'
TANGLED = """
tips                 21442 2021 0 nop
tips                 21445 2020-2021 3 mau
cases_solved         21442 2021 >5 nop
cases_solved         21469 2020 5 nop
persons_handled      * 2020-2021 6 mau
mediations_received  21442 2021 5 nop
mediations_succeeded 21442 2021 6 nop
households           * 2020 200 nop
households           21469 2021 100 khac
poor_households      * 2020 11 nop standard=2016-2020
poor_households      21442 2021 <9 nop standard=2016-2020
poor_households      21442 2021 30 nop standard=2022-2025
land_donated_m2      * 2020-2021 1234 mau
land_donated_m2      21442 2020 ~0 mau
contribution_vnd     21442 2020 1306512345 nop
contribution_vnd     21442 2020 9 khac
road_km              21445 2021 0.1 mau
road_km              21445 2020 0.2 mau
labour_days          21442 2020-Q1 5 nop
street_lights        * 2021 0 nop
street_lights        534 2020-2021 >3 bc
poverty_rate_pct     534 2021 3 bc standard=2016-2020
poverty_rate_pct     534 2020 0 bc standard=2016-2020
spread_camera        534 2021 ~11 bc whole=15
tips                 534 2017..2021 1 bc
cases_solved         534 2017..2021 1 bc
"""


@pytest.fixture(scope="module")
def tangled(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return story_data.opened(
        tmp_path_factory.mktemp("tangled"),
        TANGLED,
        models=[model("den", name=ODD, host_group=ODD, spread="spread_camera"), model("den_2", name=ODD)],
        adoptions=[adoption("den", AN), adoption("den_2", AN, "inferred")],
        names={AN: ODD},
    )


@pytest.fixture(scope="module", params=["shipped", "tangled", "spans", "empty"])
def warehouse(
    request: pytest.FixtureRequest, tangled: Opened, tmp_path_factory: pytest.TempPathFactory
) -> Opened:
    root = tmp_path_factory.mktemp(request.param)
    if request.param == "tangled":
        return tangled
    if request.param == "shipped":
        return story_data.shipped(root)
    spans = "tips 534 2017..2021 3 bc\nlabour_days 21442 2020-Q1 5 nop"
    return story_data.opened(root, spans if request.param == "spans" else "")


def since_2025(asked: Question) -> Question:
    """Return the same question by the units since July 2025."""
    return replace(asked, catalogue=asked.catalogue.since_2025)


def check(asked: Question, found: Finding | Nothing) -> None:
    """Hold what every finding promises."""
    texts = [found.sentence, found.subtitle]
    if isinstance(found, Finding):
        check_title(asked, found)
        check_chart(asked, found)
        texts.append(found.title)
        texts += [cell for row in found.table.rows for cell in row] + [found.coverage, *found.notes]
        check_standing(asked, found)
        assert {len(row) for row in found.table.rows} == {len(found.table.columns)}
        json.dumps(found.figure, allow_nan=False)
        texts.append(drawn_texts(found))
        assert "<b>x</b>" not in drawn_texts(found)
        assert "&amp;lt;" not in drawn_texts(found)
    assert found.sentence
    assert "&lt;" not in found.sentence + found.subtitle
    for text in texts:
        assert not re.search(r"\b(nan|NaN|None|inf|NaT)\b|\d[.,]\d{6}|<NA>", text), text


def check_title(asked: Question, found: Finding) -> None:
    """Hold that a title fits a slide, ends like one, and says of a sample that it is one."""
    assert 0 < len(found.title) <= titles.LONGEST
    assert not found.title.endswith((".", " ", ";", ":"))
    assert found.title.startswith(asked.say("story.of_sample", sentence="")) == found.is_sample
    assert "&lt;" not in found.title


def check_standing(asked: Question, found: Finding) -> None:
    """Hold that a sample is one throughout and says so wherever it is seen or heard, and that it is not hidden."""
    banner, told = asked.say("standing.sample_banner"), asked.say("story.of_sample", sentence="")
    bases = {asked.catalogue.sources[origin.source].basis for origin in found.origins}
    assert bases
    assert found.basis in provenance.BASES
    assert found.is_sample == (bases == {"sample"})
    assert found.is_sample or "sample" not in bases
    assert found.sentence.startswith(told) == found.is_sample
    assert (banner in drawn_texts(found)) == found.is_sample
    assert asked.sample or not found.is_sample


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_every_finding_can_be_asked_under_any_choice_and_keeps_its_standing(
    warehouse: Opened, choice: dict[str, Any]
) -> None:
    with queries.reading(warehouse):
        asked = question(**choice)
        for ask in FINDINGS:
            check(asked, ask(asked))
        for ask in OTHERS:
            ask(asked)


@pytest.mark.thorough
def test_every_finding_can_be_asked_by_the_units_since_july_2025(warehouse: Opened) -> None:
    with queries.reading(warehouse):
        asked = since_2025(question(places=(TRA_CAU,), first_year=2021, language="en"))
        for ask in FINDINGS:
            check(asked, ask(asked))
        for ask in OTHERS:
            ask(asked)


@pytest.mark.thorough
def test_what_is_remembered_is_what_would_be_made_anew(tangled: Opened) -> None:
    remember = for_one_work()
    with queries.reading(tangled):
        for asked in (*(question(**choice) for choice in CHOICES[::3]), since_2025(question())):
            remembering = replace(asked, remember=remember)
            for ask in [*FINDINGS, *OTHERS]:
                assert ask(remembering) == ask(asked)


WARDS = (AN, PHONG, HOA)
PARTS = (
    "tips", "cases_solved", "persons_handled", "households", "poor_households", "land_donated_m2",
    "poverty_rate_pct", "persons_per_case",
)  # fmt: skip
PERIODS = ("2020", "2021", "2022", "2021-H1", "2021-H2", "2021-Q4", "2020..2021")
STANDARDS = ("2016-2020", "2022-2025")


SIGNS = ("", "", "", ">", "<", "~")


def some_rows(chance: Random) -> str:
    """Return rows of few wards, years and parts of years, with bounds, zeros, two standards, and real beside sample."""
    keys = list(product(PARTS, WARDS, PERIODS, ("nop", "khac", "mau")))
    rows = []
    for code, place, year, source in chance.sample(keys, chance.randint(1, 60)):
        value = chance.randint(1 if code == "households" else 0, 30)
        by_standard = code in ("poor_households", "poverty_rate_pct")
        standard = f" standard={chance.choice(STANDARDS)}" if by_standard else ""
        rows.append(f"{code} {place} {year} {chance.choice(SIGNS)}{value} {source}{standard}")
    return "\n".join(rows)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_wards_hand_in_every_finding_keeps_its_standing(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = Random(seed)
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("any"), some_rows(chance))):
        asked = question(sample=chance.random() < 0.7, places=chance.choice(((), (AN,), (AN, HOA))))
        for ask in FINDINGS:
            check(asked, ask(asked))
        overview.attention(asked)
