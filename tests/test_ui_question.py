"""The one way from filters to a question: whose units, which order, which screen."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import story_data

from danvan import queries
from danvan.story.memory import at_once
from danvan.ui.filters import Filters, default, options
from danvan.ui.question import question_of


@pytest.fixture(scope="module", autouse=True)
def _data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with queries.reading(story_data.shipped(tmp_path_factory.mktemp("shipped"))):
        yield


def filters(*places: str, since: bool = False) -> Filters:
    return replace(default(options(queries.catalogue(), since=since)), places=places)


def test_places_stand_in_the_order_of_the_map_whatever_order_they_were_given_in() -> None:
    catalogue = queries.catalogue()
    first, *_, last = (ward.place for ward in catalogue.wards)
    asked = question_of(filters(last, first), catalogue, at_once)
    assert asked.places == (first, last)


def test_units_since_july_2025_stand_in_the_place_of_the_wards_only_where_that_is_asked() -> None:
    catalogue = queries.catalogue()
    unit = catalogue.since_2025.wards[0].place
    now = question_of(filters(unit, since=True), catalogue, at_once, since=True)
    assert (now.since, len(now.catalogue.wards)) == (True, 5)
    analysis = question_of(filters(unit, since=True), catalogue, at_once)
    assert (analysis.since, analysis.places) == (False, (unit,))


def test_the_screen_is_that_of_the_reader_and_a_hall_only_where_there_is_one() -> None:
    catalogue = queries.catalogue()
    plain = question_of(filters(), catalogue, at_once)
    assert (plain.mode, plain.narrow, plain.hall) == ("light", False, False)
    hall = question_of(filters(), catalogue, at_once, mode="dark", narrow=True, hall=True)
    assert (hall.mode, hall.narrow, hall.hall) == ("dark", True, True)
