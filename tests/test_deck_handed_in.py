"""Decks and reports of figures that wards handed in with gaps: what is said of a ward is of the years it has."""

import json
from pathlib import Path

import pytest
import story_data
from story_data import HOA, question

from danvan import queries
from danvan.deck import Chosen, made
from danvan.deck.report import report
from danvan.exports.deck import Deck
from danvan.exports.document import Office, Section
from danvan.story import security_ratios
from danvan.story.finding import Finding
from danvan.warehouse.read import Opened

HANDED_IN = """
households           * 2018-2021 1000 nop
land_donated_m2      * 2018-2021 500 nop
land_donated_m2      21469 2019 none nop
tips                 21469 2018 5 nop
tips                 21469 2021 12 nop
cases_solved         21469 2018 3 nop
cases_solved         21469 2021 9 nop
tips                 21442 2018-2021 20 nop
cases_solved         21442 2018-2021 10 nop
mediations_received  21469 2021 17 nop
mediations_succeeded 21469 2021 15 nop
poverty_rate_pct     534 2021 3.19 bc standard=2016-2020
land_donated_m2      534 2017..2021 196833 bc
"""


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return story_data.opened(tmp_path_factory.mktemp("gaps"), HANDED_IN, models=(), adoptions=())


def deck(opened: Opened, **changes: object) -> Deck:
    with queries.reading(opened):
        return made(question(**changes), Chosen(), opened.snapshot)


def test_a_title_of_a_ward_names_the_years_that_the_ward_has(handed_in: Opened) -> None:
    titles = {slide.key: slide.title for slide in deck(handed_in, places=(HOA,)).slides}
    assert titles["dat-hien"] == "Phổ Hòa hiến 1.500 m² đất làm đường (2018, 2020, 2021)"
    assert titles["vu-tren-nguon-tin"].startswith("Phổ Hòa: 70,6 vụ/100 nguồn tin (2018, 2021; khoảng tin")


def test_a_title_of_reported_figures_says_of_when_they_are_whatever_years_are_asked_about(
    handed_in: Opened,
) -> None:
    titles = [one.title for one in deck(handed_in, first_year=2020, last_year=2020).slides]
    assert (
        "Kinh tế: tỷ lệ hộ nghèo 3,19% (năm 2021); đất hiến làm đường 196.833 m² (giai đoạn 2017–2021)"
        in titles
    )


def test_of_the_only_ward_with_figures_nothing_is_said_twice(handed_in: Opened) -> None:
    shown = next(one for one in deck(handed_in, places=(HOA,)).slides if one.key == "hoa-giai")
    assert shown.sentence.count("88,2%") == 1
    assert "(2021; khoảng tin cậy 95%:" in shown.title


def test_in_a_hall_an_interval_has_its_ends_in_writing(handed_in: Opened) -> None:
    with queries.reading(handed_in):
        shown = security_ratios.mediation(question(hall=True))
        beside = security_ratios.mediation(question())
    assert isinstance(shown, Finding)
    assert isinstance(beside, Finding)
    assert "88,2% (65,7–96,7)" in json.dumps(shown.figure, ensure_ascii=False)
    assert "88,2% (65,7–96,7)" not in json.dumps(beside.figure, ensure_ascii=False)


def test_a_ratio_stands_in_a_report_with_its_year(handed_in: Opened) -> None:
    with queries.reading(handed_in):
        told = report(question(), Office(), handed_in.snapshot)
    assert "Năm 2021, tỷ lệ hòa giải thành của Phổ Hòa là 88,2%." in " ".join(_paragraphs(told.sections))


@pytest.mark.parametrize("field", [None, "he_thong_chinh_tri"])
def test_without_any_figure_a_deck_says_what_it_cannot_show(tmp_path: Path, field: str | None) -> None:
    empty = story_data.opened(tmp_path, "", models=(), adoptions=())
    found = deck(empty, field=field)
    assert not [one for one in found.slides if one.kind in ("numbers", "finding")]
    assert "Xây dựng hệ thống chính trị: nguồn không cho con số nào." in [
        line for one in found.slides for line in one.lines
    ]


def _paragraphs(sections: tuple[Section, ...]) -> list[str]:
    return [words for one in sections for words in (*one.paragraphs, *_paragraphs(one.sections))]
