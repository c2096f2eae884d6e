"""danvan.story.disagreements and unsettled: both sides ready to be shown, and how far each finding is settled."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import story_data
from story_data import TOWN, question

from danvan import queries
from danvan.intake.issue import DataError
from danvan.story import headlines, overview, unsettled
from danvan.story.disagreements import Disagreement, checks, disagreements, summary, touching
from danvan.story.finding import Origin, Question
from danvan.submission import explanations
from danvan.submission.explanations import Explanation, NotSaid, Sides
from danvan.warehouse.read import Opened

REVIEW = "bc_duc_pho_2022"
EVERY_KIND = """
poor_households 21442 2021 60 nop standard=2016-2020
near_poor_households 21442 2021 45 nop standard=2016-2020
households 21442 2021 100 nop
poverty_rate_pct 21442 2021 9 nop standard=2016-2020
land_donated_m2 21442 2021 5 nop
land_donated_m2 21442 2021 6 bc
households 21445 2019..2021 900 nop
media_items 534 2019 5 bc
media_items 534 2020 9 bc
media_items 534 2021 10 bc
media_items 534 2019..2021 10 bc
ntm_model_hamlets 534 2021 4 bc
ntm_model_hamlets 534 2022-04 5 bc
"""
AT = "2026-11-25T03:00:00.000+00:00"


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return story_data.shipped(tmp_path_factory.mktemp("review"))


@pytest.fixture(autouse=True)
def _reading(review: Opened) -> Iterator[None]:
    with queries.reading(review):
        yield


def units(asked: Question) -> Disagreement:
    return next(one for one in disagreements(asked) if one.code == "units_differ")


def said(kind: str = "explained", why: str = "Phổ Hòa chưa đăng ký", value: float = 14) -> Explanation:
    key = units(question()).disagreement
    return Explanation(key, kind, "Lê A", why, Sides(value, "=", 15, "="), at=AT)  # type: ignore[arg-type]


def test_fourteen_against_fifteen_has_both_sides_with_place_period_and_who_says_so() -> None:
    found = units(question())
    assert (found.first.value, found.second.value) == ("14 xã, phường", "15 xã, phường")
    assert (found.first.place, found.first.period) == ("thị xã Đức Phổ", "tháng 4/2022")
    assert found.first.origins == (Origin(REVIEW, "section:II.1.2 chars:4327-4329", "14 xã, phường"),)
    assert found.second.what == "Số xã, phường có trong kỳ"
    assert found.second.source.startswith("NQ 867/NQ-UBTVQH14")
    assert found.difference == "1 xã, phường"
    assert found.status == "open"
    assert len(found.also) == 1  # what the source's open point says of the same


def test_a_difference_of_percentages_is_in_points() -> None:
    (found,) = [one for one in disagreements(question(language="en")) if one.code == "standard_break"]
    assert (found.first.value, found.second.value) == ("6.6%", "3.19%")
    assert found.difference == "3.41 percentage points"


def test_an_explanation_holds_while_both_values_are_what_they_were() -> None:
    explained = units(question(explained=(said(),)))
    assert (explained.status, explained.day) == ("explained", "25/11/2026")
    assert not explained.is_open
    other = units(question(explained=(said(value=13),)))
    assert other.is_open
    assert other.out_of_date


def test_the_last_thing_said_counts_and_what_is_reopened_is_open() -> None:
    assert units(question(explained=(said(), said("settled")))).status == "settled"
    again = units(question(explained=(said("settled"), said("reopened"))))
    assert again.is_open
    assert not again.out_of_date


def test_open_ones_come_first() -> None:
    assert [one.code for one in disagreements(question())] == ["units_differ", "standard_break"]
    assert [one.code for one in disagreements(question(explained=(said(),)))] == [
        "standard_break",
        "units_differ",
    ]


def test_the_sentence_counts_what_is_open_and_what_is_not() -> None:
    now = question()
    assert summary(now, disagreements(now)).startswith(
        "Đối chiếu 44 con số bằng 15 phép kiểm tra: còn 2 chỗ để ngỏ"
    )
    then = question(explained=(said(),))
    assert "còn 1 chỗ để ngỏ, về “Tỷ lệ hộ nghèo”; 1 chỗ đã được giải thích" in summary(
        then, disagreements(then)
    )
    assert "không còn chỗ nào để ngỏ; 1 chỗ" in summary(then, disagreements(replace(then, field="chung")))
    assert "không thấy" in summary(now, ())


def test_a_field_and_years_narrow_what_is_shown() -> None:
    assert [one.code for one in disagreements(question(field="kinh_te"))] == ["standard_break"]
    assert [one.code for one in disagreements(question(first_year=2018, last_year=2020))] == []
    assert len(disagreements(question(places=("21439",)))) == 2  # the town's are of every ward's reader


def test_what_a_figure_is_a_side_of_is_found_by_its_place_in_the_text_or_its_indicator() -> None:
    origin = Origin(REVIEW, "section:II.1.2 chars:4327-4329")
    assert [one.code for one in touching(question(), [origin])] == ["units_differ"]
    assert touching(question(), [Origin(REVIEW)]) == ()
    assert [one.code for one in touching(question(), indicator="poverty_rate_pct", place=TOWN)] == [
        "standard_break"
    ]


def notes_of(code: str, asked: Question) -> tuple[str, ...]:
    (shown,) = headlines.of(asked, (code,), "page")
    return shown.notes


def test_a_figure_says_once_what_its_point_and_the_finding_have_in_common_and_that_it_is_open() -> None:
    notes = notes_of("commune_units_registering", question())
    (told,) = [note for note in notes if "14 xã, phường" in note]
    assert told.endswith("Còn để ngỏ, xem trang “Có khớp không?”.")


def test_what_is_explained_is_told_with_who_and_why_on_the_figure() -> None:
    notes = notes_of("commune_units_registering", question(explained=(said(),)))
    (told,) = [note for note in notes if "14 xã, phường" in note]
    assert told.endswith("Đã được giải thích (Lê A, 25/11/2026): Phổ Hòa chưa đăng ký")


def test_what_is_open_deserves_attention_and_is_no_point_beside_itself() -> None:
    kinds = [
        (one.page, one.sentence) for one in overview.attention(question()) if one.kind == "contradiction"
    ]
    assert kinds[0][0] == "checks"
    assert "14 xã, phường" in kinds[0][1]
    assert "14 xã, phường" not in kinds[1][1]


def test_charts_of_wards_are_in_doubt_while_their_sum_is(tmp_path: Path) -> None:
    # 15 wards of 2 give 30 where the town gives 31
    with queries.reading(story_data.opened(tmp_path, "tips 534 2021 31 bc\ntips * 2021 2 nop")):
        asked = question()
        (found,) = disagreements(asked)
        assert found.second.what == "Tổng của 15 xã, phường"
        assert unsettled.sums_are_open(asked, {"tips"})
        assert not unsettled.sums_are_open(asked, {"households"})
        closed = Explanation(found.disagreement, "settled", "A", "b", found.sides)
        assert not unsettled.sums_are_open(replace(asked, explained=(closed,)), {"tips"})


def test_every_check_has_words_for_what_it_compares() -> None:
    for language in ("vi", "en"):
        listed, figures = checks(question(language=language))
        assert len(listed) == 15
        assert all(one.title and one.compares for one in listed)
        assert figures == 44


def test_every_kind_of_finding_has_both_sides_in_words(tmp_path: Path) -> None:
    opened = story_data.opened(tmp_path, EVERY_KIND)
    with queries.reading(opened):
        for language in ("vi", "en"):
            found = disagreements(question(language=language))
            for one in found:
                assert one.sentence
                assert one.first.value
                assert one.second.what
                assert one.second.value
    assert {one.code for one in found} == {
        "parts_exceed_whole", "ratio_disagrees", "sources_disagree", "stock_over_years", "years_differ", "stated_twice",
    }  # fmt: skip


def test_what_is_said_is_kept_line_by_line_with_who_and_why(tmp_path: Path) -> None:
    explanations.say(tmp_path, said(why="  Phổ Hòa   chưa đăng ký "))
    explanations.say(tmp_path, said("reopened", "xem lại"))
    assert [one.why for one in explanations.read(tmp_path)] == ["Phổ Hòa chưa đăng ký", "xem lại"]
    assert explanations.known(tmp_path) == explanations.read(tmp_path)


@pytest.mark.parametrize(
    ("by", "why", "missing"), [("", "x", "by"), ("x", " ", "why"), ("x", "x" * 601, "why")]
)
def test_nothing_is_kept_without_who_and_why(tmp_path: Path, by: str, why: str, missing: str) -> None:
    with pytest.raises(NotSaid) as raised:
        explanations.say(tmp_path, Explanation("key", "explained", by, why, Sides(1, "=", 2, "=")))
    assert raised.value.missing == missing
    assert explanations.read(tmp_path) == ()


def test_a_line_that_was_changed_is_named_and_counts_for_nothing(tmp_path: Path) -> None:
    explanations.say(tmp_path, said())
    path = tmp_path / explanations.FILE
    path.write_text("{}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(DataError, match=r"explanations\.jsonl"):
        explanations.read(tmp_path)
    assert explanations.known(tmp_path) == ()


def test_half_a_line_that_a_power_cut_left_never_counted(tmp_path: Path) -> None:
    explanations.say(tmp_path, said())
    path = tmp_path / explanations.FILE
    path.write_bytes(path.read_bytes() + b'{"disagreement": "x", "ki')
    assert len(explanations.read(tmp_path)) == 1
    explanations.say(tmp_path, said("settled"))
    assert [one.kind for one in explanations.read(tmp_path)] == ["explained", "settled"]
