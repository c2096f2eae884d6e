"""What a chart of a slide draws: the numbers of the figure and of its table, with gaps, bounds and marks."""

from typing import Any

import pytest
import story_data
from chart_checks import check_chart, drawn, plotted
from story_data import AN, HOA, PHONG, made, question
from test_story_everything import CHOICES, FINDINGS

from danvan import queries
from danvan.exports.chart_data import Point, Series
from danvan.story import contributions, models, poverty, security, security_ratios
from danvan.story.contributions import Way
from danvan.story.finding import Finding
from danvan.story.model_search import Wanted
from danvan.warehouse.read import Opened

# Real figures of wards with bounds, gaps, two standards, and years that only some have.
REAL = """
poverty_rate_pct 534 2019 6.6 bc standard=2016-2020
poverty_rate_pct 534 2021 3.19 bc standard=2016-2020
poverty_rate_pct 534 2021 >8 bc standard=2022-2025
households       * 2019-2021 200 nop
poor_households  * 2019-2020 10 nop standard=2016-2020
poor_households  * 2021 14 nop standard=2022-2025
poor_households  21442 2020 none nop standard=2016-2020
poor_households  21445 2020 >8 nop standard=2016-2020
land_donated_m2  * 2019 100 nop
land_donated_m2  21442 2021 >50 nop
contribution_vnd 21442 2019 1306512345 nop
tips             * 2020 4 nop
cases_solved     * 2020 3 nop
persons_handled  * 2020 2 nop
tips             21442 2021 5 nop
cases_solved     21445 2021 3 nop
mediations_received  21442 2020 40 nop
mediations_succeeded 21442 2020 25 nop
mediations_received  21445 2020 0 nop
mediations_succeeded 21445 2020 0 nop
mediations_received  21469 2020 20 nop
mediations_succeeded 21469 2020 >15 nop
spread_camera    534 2022-04 >11 bc whole=15
"""


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return story_data.opened(
        tmp_path_factory.mktemp("real"),
        REAL,
        models=[story_data.model("den", name="Đèn & <b>", spread="spread_camera", host_group="Hội & <b>")],
        adoptions=[story_data.adoption("den", AN), story_data.adoption("den", HOA, "inferred")],
    )


@pytest.fixture(scope="module", params=["real", "shipped"])
def opened(request: pytest.FixtureRequest, real: Opened, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return real if request.param == "real" else story_data.shipped(tmp_path_factory.mktemp("shipped"))


def near(value: Any, by: float = 1e-9) -> Any:
    return pytest.approx(value, abs=by)


@pytest.mark.parametrize("choice", [CHOICES[0], CHOICES[4]], ids=str)
def test_every_chart_of_real_wards_is_whole_and_has_the_numbers_of_its_table(
    real: Opened, choice: dict[str, object]
) -> None:
    with queries.reading(real):
        asked = question(**choice)
        for ask in FINDINGS:
            if isinstance(one := ask(asked), Finding):
                check_chart(asked, one)


def test_a_chart_has_as_many_marks_as_its_figure(opened: Opened) -> None:
    with queries.reading(opened):
        asked = question()
        counted = [
            (contributions.by_ward(asked, Way()), "bar"),
            (contributions.by_year(asked, Way()), "bar"),
            (security_ratios.cases_per_100_tips(asked), "scatter"),
        ]
    for found, kind in counted:
        assert isinstance(found, Finding)
        assert found.figure is not None
        marks = [
            value
            for trace in found.figure["data"]
            if trace["type"] == kind and "hovertext" in trace
            for value in trace["x" if found.key != "contributions_by_year" else "y"]
            if value is not None
        ]
        assert sorted(marks) == pytest.approx(
            sorted(point.value or 0 for _, _, point in drawn(plotted(found)))
        )


def test_the_trend_has_a_line_a_place_and_standard_and_a_gap_where_a_year_is_missing(real: Opened) -> None:
    with queries.reading(real):
        chart = plotted(poverty.trend(question()))
    old, new = "thị xã Đức Phổ, chuẩn 2016-2020", "thị xã Đức Phổ, chuẩn 2022-2025"
    assert chart.shown.categories == ("2019", "2020", "2021")
    assert chart.shown.series == (
        Series(old, (Point(6.6, "=", 1), Point(), Point(3.19, "=", 2))),
        Series(new, (Point(), Point(), Point(8.0, ">", 0))),
    )
    assert (chart.kind, chart.highlighted) == ("line", (old, new))


def test_wards_have_a_line_a_standard_with_gaps_and_the_whole_only_where_it_is_whole(real: Opened) -> None:
    with queries.reading(real):
        chart = plotted(poverty.wards(question(places=(AN,))))
    lines = {series.name: series.points for series in chart.shown.series}
    # 10 of 200 and 14 of 200; in 2020 Phổ An is missing, so there is no whole either.
    assert lines == {
        "Phổ An, chuẩn 2016-2020": (Point(5.0, "=", 2), Point(), Point()),
        "Phổ An, chuẩn 2022-2025": (Point(), Point(), Point(near(7.0), "=", 2)),
        "Cả thị xã, chuẩn 2016-2020": (Point(5.0, "=", 2), Point(), Point()),
        "Cả thị xã, chuẩn 2022-2025": (Point(), Point(), Point(near(7.0), "=", 2)),
    }
    assert set(chart.highlighted) == {"Cả thị xã, chuẩn 2016-2020", "Cả thị xã, chuẩn 2022-2025"}


def test_first_and_last_are_two_bars_a_ward_and_the_chosen_one_stands_out(real: Opened) -> None:
    with queries.reading(real):
        chart = plotted(poverty.first_against_last(question(places=(PHONG,))))
        nobody = plotted(poverty.first_against_last(question()))
    at = chart.shown.categories.index("Phổ Phong")
    assert [series.name for series in chart.shown.series] == ["2019", "2020"]
    # More than 8 of 200 against 10 of 200.
    assert [series.points[at] for series in chart.shown.series] == [Point(5.0, "=", 2), Point(4.0, ">", 2)]
    assert (chart.highlighted, nobody.highlighted) == (("Phổ Phong",), ())
    assert chart.shown == nobody.shown


def test_a_sum_that_lacks_years_says_so_in_its_name_and_still_stands_out(real: Opened) -> None:
    with queries.reading(real):
        chart = plotted(contributions.by_ward(question(places=(AN, HOA)), Way()))
    # Phổ An 100 and more than 50; the others have 2019 alone.
    assert chart.shown.categories[0] == "Phổ An"
    assert chart.shown.series[0].points[0] == Point(150.0, ">", 0)
    assert chart.highlighted == ("Phổ An", "Phổ Hòa (1/2 năm)")


def test_money_is_drawn_in_the_scale_in_which_it_is_read(real: Opened) -> None:
    with queries.reading(real):
        chart = plotted(contributions.by_ward(question(), Way("contribution_vnd")))
        each = plotted(contributions.by_ward(question(), Way("contribution_vnd", per_household=True)))
    assert chart.axis_title == "tỷ đồng"
    assert chart.shown.series[0].points == (Point(1.306512345, "=", 1),)
    assert each.axis_title == "nghìn đồng/hộ"
    assert each.shown.series[0].points == (Point(near(6532.561725), "=", 0),)  # over 200 households


def test_a_year_that_lacks_wards_says_so_in_its_name_and_a_missing_year_is_a_gap(real: Opened) -> None:
    with queries.reading(real):
        chart = plotted(contributions.by_year(question(), Way()))
    assert chart.kind == "column"
    assert chart.shown.categories == ("2019", "2020", "2021 (1/15)")
    assert chart.shown.series[0].points == (Point(1500.0, "=", 0), Point(), Point(50.0, ">", 0))


def test_counts_side_by_side_are_of_the_same_wards_or_are_not_drawn(real: Opened) -> None:
    with queries.reading(real):
        same = plotted(security.by_year(question(last_year=2020)))
        alike = plotted(security.by_year(question()))
        different = made(security.by_year(question(places=(AN, PHONG, HOA)))).plotted
    assert [series.points for series in same.shown.series] == [
        (Point(60.0, "=", 0),),
        (Point(45.0, "=", 0),),
        (Point(30.0, "=", 0),),
    ]
    assert alike.shown.categories == ("2020", "2021 (1/15)")
    assert alike.shown.series[2].points == (Point(30.0, "=", 0), Point())
    assert different is not None
    assert different.shown.categories[1] == "2021 (1/3)"


def test_counts_of_different_wards_in_one_year_are_no_columns_of_one_chart(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    given = "tips * 2020 4 nop\ncases_solved 21442 2020 3 nop"
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("apart"), given)):
        assert made(security.by_year(question())).plotted is None


def test_a_ratio_has_its_interval_but_none_of_a_bound_nor_of_nothing(real: Opened) -> None:
    with queries.reading(real):
        chart = plotted(security_ratios.mediation(question(places=(HOA,))))
    # 25 of 40 by Wilson: see the test of the ratio itself; more than 15 of 20; nothing of 0.
    assert chart.shown.categories == ("Phổ Hòa", "Phổ An", "Phổ Phong")
    assert chart.shown.series[0].points == (Point(75.0, ">", 1), Point(62.5, "=", 1), Point())
    assert chart.intervals == (None, near((47.0, 75.8), 0.05), None)
    assert chart.highlighted == ("Phổ Hòa",)


def test_namings_inferred_are_bars_of_their_own_and_a_coverage_is_a_share_with_its_counts(
    real: Opened,
) -> None:
    with queries.reading(real):
        tiles = plotted(models.ward_map(question(places=(HOA,)), Wanted()))
        share = plotted(models.coverage(question()))
        hosts = plotted(models.by_group(question(), Wanted(), "host_group"))
    assert tiles.shown.categories[:2] == ("Phổ An", "Phổ Hòa")
    assert [series.points[:2] for series in tiles.shown.series] == [
        (Point(1.0), Point(0.0)),
        (Point(0.0), Point(1.0)),
    ]
    assert tiles.highlighted == ("Phổ Hòa",)
    assert share.shown.categories == ("Phủ mô hình camera an ninh (trên 11/15 xã, phường)",)
    assert share.shown.series[0].points == (Point(near(100 * 11 / 15), ">", 1),)
    assert hosts.shown.categories == ("Hội & <b>",)
