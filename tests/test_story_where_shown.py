"""On which pages a figure is shown: only where it is, and with what was replaced or lies beyond the years nowhere."""

from pathlib import Path

import pytest
import story_data
from story_data import AN, PROVINCE, TOWN, model, question

from danvan import queries
from danvan.story import sources, where_shown
from danvan.story.sources import Key
from danvan.warehouse.read import Opened

GIVEN = f"""
tips             {TOWN} 2017..2021 426 bc
tips             {TOWN} 2023 150 khac
land_donated_m2  {TOWN} 2017..2021 9 bc
award_town_individuals {TOWN} 2017..2021 6 bc
spread_camera    {TOWN} 2021 11 bc whole=15
poverty_rate_pct {TOWN} 2017 6.6 bc standard=2016-2020
poverty_rate_pct {TOWN} 2021 3.2 bc standard=2016-2020
poverty_rate_pct {PROVINCE} 2010 23.9 bc standard=2011-2015
poverty_rate_pct {PROVINCE} 2020 6 bc standard=2016-2020
tips             {AN} 2017-2021 3 nop
tips             {AN} 2019 4 khac
poor_households  {AN} 2021 30 nop standard=2016-2020
labour_days      {AN} 2021 5 nop
"""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    root: Path = tmp_path_factory.mktemp("where")
    return story_data.opened(root, GIVEN, models=[model("camera", spread="spread_camera")])


@pytest.mark.parametrize(
    ("source", "key", "pages"),
    [
        ("bao_cao_khac", Key("tips", TOWN, "2023"), ("security", "overview")),
        ("bc_duc_pho_2022", Key("tips", TOWN, "2017..2021"), ()),  # headlines show the later one
        ("bc_duc_pho_2022", Key("land_donated_m2", TOWN, "2017..2021"), ("contributions", "overview")),
        ("bc_duc_pho_2022", Key("award_town_individuals", TOWN, "2017..2021"), ()),
        ("bc_duc_pho_2022", Key("spread_camera", TOWN, "2021"), ("models", "overview")),
        ("bc_duc_pho_2022", Key("poverty_rate_pct", TOWN, "2017", "2016-2020"), ("poverty",)),
        ("bc_duc_pho_2022", Key("poverty_rate_pct", TOWN, "2021", "2016-2020"), ("poverty", "overview")),
        ("bc_duc_pho_2022", Key("poverty_rate_pct", PROVINCE, "2020", "2016-2020"), ("poverty",)),
        ("bc_duc_pho_2022", Key("poverty_rate_pct", PROVINCE, "2010", "2011-2015"), ()),
        ("nop_xa_phuong", Key("tips", AN, "2019"), ("security", "ward")),
        ("bao_cao_khac", Key("tips", AN, "2019"), ()),  # what the ward handed in is preferred
        ("nop_xa_phuong", Key("poor_households", AN, "2021", "2016-2020"), ("poverty", "ward")),
        ("nop_xa_phuong", Key("labour_days", AN, "2021"), ("contributions", "ward")),
    ],
    ids=lambda one: f"{one.indicator}-{one.place}-{one.period}" if isinstance(one, Key) else "",
)
def test_a_figure_is_said_to_be_shown_where_it_is(
    warehouse: Opened, source: str, key: Key, pages: tuple[str, ...]
) -> None:
    with queries.reading(warehouse):
        asked = question()
        figure = sources.figure(asked, source, key)
        assert figure is not None
        assert where_shown.pages(asked, figure) == pages
