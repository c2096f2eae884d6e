"""What deserves attention is computed; where nothing is wrong nothing is said."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import story_data
from story_data import point, question, target

from danvan import queries
from danvan.story.overview import Attention, attention


@contextmanager
def reading(factory: pytest.TempPathFactory, observations: str = "", **rows: Any) -> Iterator[None]:
    with queries.reading(story_data.opened(factory.mktemp("overview"), observations, **rows)):
        yield


def points(kind: str, page: str | None = None, **asked: Any) -> list[Attention]:
    shown = attention(question(**asked))
    return [each for each in shown if each.kind == kind and page in (None, each.page)]


def test_contradictions_are_counted_and_the_first_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    given = [
        point("first", "contradiction", "Mười bốn hay mười lăm. Thêm.", "Fourteen or fifteen. More."),
        point("second", "contradiction"),
        point("third", "unclear"),
    ]
    with reading(tmp_path_factory, open_points=given):
        (vi,) = points("contradiction")
        (en,) = points("contradiction", language="en")
    assert vi.sentence == "Nguồn có 2 chỗ mâu thuẫn cần xác minh. Mười bốn hay mười lăm."
    assert en.sentence == "The sources contradict themselves in 2 points. Fourteen or fifteen."


def test_one_contradiction_is_singular(tmp_path_factory: pytest.TempPathFactory) -> None:
    with reading(tmp_path_factory, open_points=[point("first", "contradiction", en="Fourteen or fifteen.")]):
        (en,) = points("contradiction", language="en")
    assert en.sentence == "The sources contradict themselves in one point. Fourteen or fifteen."


def test_figures_of_files_that_cannot_all_be_right_are_a_contradiction(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    disagreeing = "tips 21442 2021 3 nop\ntips 21442 2021 4 khac"
    with reading(tmp_path_factory, disagreeing):
        assert len(points("contradiction")) == 1


def test_without_contradictions_none_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    with reading(tmp_path_factory, "tips 21442 2021 3 nop", open_points=[point("only", "unclear")]):
        assert points("contradiction") == []


def test_what_wards_handed_in_is_counted_by_indicator_and_ward(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    given = "tips 21442 2020-2021 3 nop\ncases_solved 21442 2021 1 nop\ntips 21445 2021 3 mau"
    with reading(tmp_path_factory, given):
        (missing,) = points("missing")
        wards, indicators = len(question().catalogue.wards), len(question().catalogue.ward_indicators)
    assert (wards, indicators) == (15, 18)
    # Two of 15 x 18 = 270; a sample is nothing handed in.
    assert missing.sentence == (
        "1/15 xã, phường đã nộp số liệu thật; 2/18 chỉ tiêu đã có số liệu của ít nhất một nơi; "
        "còn trống 268/270 ô chỉ tiêu theo xã, phường."
    )


def test_a_sample_alone_is_nothing_handed_in(tmp_path_factory: pytest.TempPathFactory) -> None:
    with reading(tmp_path_factory, "tips * 2021 3 mau"):
        (missing,) = points("missing")
    assert missing.sentence == "Chưa có số liệu thật theo xã, phường: 0/18 chỉ tiêu, 0/15 xã, phường đã nộp."


def test_where_all_is_handed_in_nothing_is_missing(tmp_path_factory: pytest.TempPathFactory) -> None:
    with reading(tmp_path_factory, "tips 534 2021 3 bc"):
        codes = question().catalogue.ward_indicators
    rows = [
        f"{each.indicator} * 2021 1 nop{' standard=2016-2020' if each.by_standard else ''}" for each in codes
    ]
    with reading(tmp_path_factory, "\n".join(rows)):
        assert points("missing") == []


def test_units_that_the_latest_figure_does_not_reach_are_counted(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    given = "spread_camera 534 2020 3 bc whole=15\nspread_camera 534 2021 11 bc whole=15"
    with reading(tmp_path_factory, given):
        (missing,) = points("missing", "models")
    assert missing.sentence == (
        "Phủ mô hình camera an ninh: còn 4 trong 15 xã, phường chưa có, nguồn không nêu tên."
    )


def test_of_more_than_so_many_units_less_than_the_rest_is_missing(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with reading(tmp_path_factory, "spread_camera 534 2021 >11 bc whole=15"):
        (missing,) = points("missing", "models")
    assert "còn dưới 4 trong 15 xã, phường" in missing.sentence


def test_units_that_were_reached_since_are_not_missing(tmp_path_factory: pytest.TempPathFactory) -> None:
    given = "spread_camera 534 2020 3 bc whole=15\nspread_camera 534 2021 15 bc whole=15"
    with reading(tmp_path_factory, given):
        assert points("missing", "models") == []


def test_without_targets_it_is_said_that_there_are_none(tmp_path_factory: pytest.TempPathFactory) -> None:
    with reading(tmp_path_factory):
        (said,) = points("target")
    assert said.sentence == "Nguồn không nêu chỉ tiêu kế hoạch nào, nên chưa thể nói đạt hay chưa đạt."


def test_the_target_missed_by_most_of_itself_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    given = """
poverty_rate_pct      534 2021 6.6 bc standard=2016-2020
media_items           534 2021 90 bc
models_recognised_town 534 2021 20 bc
"""
    targets = [
        target("poverty_rate_pct", "2021", "6"),  # down is better: missed by 0,6 / 6 = 10%
        target("media_items", "2021", "120"),  # missed by 30 / 120 = 25%
        target("models_recognised_town", "2021", "10"),  # reached twice over
    ]
    with reading(tmp_path_factory, given, targets=targets):
        (worst,) = points("target")
    with reading(tmp_path_factory, given, targets=targets[:1]):
        (poverty,) = points("target")
    with reading(tmp_path_factory, given, targets=targets[2:]):
        assert points("target") == []
    assert worst.sentence == (
        "Xa chỉ tiêu nhất: Tin, bài phát sóng về dân vận 90 bài, chỉ tiêu 120 bài (năm 2021)."
    )
    assert "Tỷ lệ hộ nghèo 6,6%, chỉ tiêu 6% (năm 2021)" in poverty.sentence


def test_a_bound_does_not_miss_a_target_that_it_may_reach(tmp_path_factory: pytest.TempPathFactory) -> None:
    given = "mediation_success_pct 534 2021 >85 bc\npersons_handled 534 2021 900 bc"
    targets = [
        target("mediation_success_pct", "2021", "90"),
        target("persons_handled", "2021", "5"),  # neither more nor less is better
    ]
    with reading(tmp_path_factory, given, targets=targets):
        assert points("target") == []


RATES = """
households      * 2020-2021 100 nop
households      * 2022 100 nop
poor_households * 2020 9 nop standard=2016-2020
poor_households * 2021 10 nop standard=2016-2020
poor_households 21442 2021 1 nop standard=2016-2020
poor_households 21445 2021 12 nop standard=2016-2020
poor_households * 2022 7 nop standard=2022-2025
"""


def test_the_ward_furthest_above_the_middle_is_told_for_the_last_year(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with reading(tmp_path_factory, RATES):
        (apart,) = points("apart", last_year=2021)
        # In 2022 all are equal, so nobody is apart.
        assert points("apart") == []
    # Phổ An is further from the middle, but below it.
    assert apart.sentence == (
        "Phổ Phong có tỷ lệ hộ nghèo năm 2021 cao hơn mức giữa nhiều nhất: 12,00% so với 10,00%."
    )
    assert apart.basis == "derived"


def test_a_ward_apart_in_a_sample_is_said_to_be_sample_and_can_be_hidden(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with reading(tmp_path_factory, RATES.replace(" nop", " mau")):
        (apart,) = points("apart", last_year=2021)
        assert points("apart", last_year=2021, sample=False) == []
    assert apart.sentence.startswith("Số liệu minh họa: ")
    assert apart.basis == "sample"


def test_a_ward_apart_among_some_of_the_wards_is_told_as_such(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    given = """
poverty_rate_pct 21442 2021 1 nop standard=2016-2020
poverty_rate_pct 21445 2021 12 nop standard=2016-2020
poverty_rate_pct 21469 2021 2 nop standard=2016-2020
"""
    with reading(tmp_path_factory, given):
        (apart,) = points("apart")
    assert apart.sentence.startswith("Trong 3/15 xã, phường có số liệu: Phổ Phong có tỷ lệ hộ nghèo năm 2021")


def test_a_part_of_a_year_is_handed_in(tmp_path_factory: pytest.TempPathFactory) -> None:
    with reading(tmp_path_factory, "tips 21442 2021-Q1 3 nop"):
        (missing,) = points("missing")
    assert missing.sentence.startswith("1/15 xã, phường đã nộp số liệu thật; 1/18 chỉ tiêu đã có")


def test_two_wards_are_too_few_to_be_apart(tmp_path_factory: pytest.TempPathFactory) -> None:
    given = """
households      21442 2021 100 nop
households      21445 2021 100 nop
poor_households 21442 2021 1 nop standard=2016-2020
poor_households 21445 2021 12 nop standard=2016-2020
"""
    with reading(tmp_path_factory, given):
        assert points("apart") == []


def test_models_without_a_place_are_counted_in_their_field(tmp_path_factory: pytest.TempPathFactory) -> None:
    given = [
        story_data.model("a", scope="unspecified"),
        story_data.model("b", scope="town"),
        story_data.model("c", scope="unspecified", field="chung"),
    ]
    with reading(tmp_path_factory, models=given):
        (both,) = points("missing", "models", language="en")
        (one,) = points("missing", "models", field="kinh_te")
        assert points("missing", "models", field="van_hoa_xa_hoi") == []
    assert both.sentence == "Models without a place: 2 of 3."
    assert one.sentence == "1/2 mô hình không nêu nơi thực hiện."
