"""The sheet of one ward: sums, fair comparison, what is missing, what became of it; values computed by hand."""

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest
import story_data
from story_data import AN, HOA, NGHIEM, PHONG, WARDS, adoption, model, point, question
from test_story_everything import some_rows

from danvan import queries
from danvan.figures import Style
from danvan.figures.strip import Marked, strip_svg
from danvan.story import ward_gaps
from danvan.story.finding import Origin
from danvan.story.memory import Key
from danvan.story.ward_figures import usual_span, ward_figures
from danvan.story.ward_profile import Profile, neighbours, profile
from danvan.story.ward_rows import Row, row
from danvan.warehouse.read import Opened

THUAN, CAU = "21448", "21481"
REAL = """
households           * 2020-2021 1000 nop
households           21442 2021 2000 nop
land_donated_m2      21442 2020 100 nop
land_donated_m2      21442 2021 300 nop locator=cell:D4
land_donated_m2      21445 2020 700 nop
land_donated_m2      21445 2021 100 nop
land_donated_m2      21469 2021 900 nop
labour_days          21442 2020-2021 5 nop
labour_days          21445 2020-2021 >40 nop
tips                 21442 2020-2021 10 nop
tips                 21445 2020-2021 40 nop
cases_solved         21442 2020 9 nop
cases_solved         21442 2021 0 nop
cases_solved         21445 2020-2021 20 nop
street_lights        21469 2021-Q1 70 nop
street_lights        21445 2021 7 nop
poor_households      * 2020-2021 50 nop standard=2016-2020
poor_households      21442 2021 40 nop standard=2016-2020
poor_households      21469 2020-2021 none nop standard=2016-2020
poverty_rate_pct     21469 2021 9 nop standard=2016-2020
contribution_vnd     * 2020-2021 1306000000 mau
mediations_received  * 2020-2021 20 mau
mediations_succeeded * 2020-2021 15 mau
"""


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return story_data.opened(
        tmp_path_factory.mktemp("ward"),
        REAL,
        models=[model("den", name="Đèn <b>", note="chua_ro"), model("to", name="Tổ")],
        adoptions=[adoption("den", AN, "inferred"), adoption("to", AN), adoption("to", HOA)],
        open_points=[point("chua_ro", vi="Chưa rõ <i>.")],
    )


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return story_data.shipped(tmp_path_factory.mktemp("shipped"))


@pytest.fixture(scope="module")
def of_an(handed_in: Opened) -> Profile:
    return asked(handed_in, AN)


class Memory:
    """What is kept of one warehouse, so that the figures of all wards are worked out once."""

    def __init__(self) -> None:
        self.kept: dict[Key, Any] = {}

    def __call__(self, key: Key, make: Callable[[], Any]) -> Any:
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]


MEMORIES: dict[str, Memory] = {}


def asked(opened: Opened, place: str, **changes: Any) -> Profile:
    memory = MEMORIES.setdefault(opened.snapshot.snapshot, Memory())
    with queries.reading(opened):
        now = question(**({"first_year": 2020} | changes))
        return profile(replace(now, remember=memory), place)


def rows_of(shown: Profile, *, sample: bool = False) -> dict[str, Row]:
    return {
        one.indicator.indicator: one
        for section in shown.sections
        if section.is_sample == sample
        for _, rows in section.groups
        for one in rows
    }


def texts(one: Row) -> tuple[str, ...]:
    return one.latest, one.total, one.town, one.rate, one.town_rate


def test_an_amount_is_summed_and_compared_per_1000_households_over_the_same_years(of_an: Profile) -> None:
    # Phổ An 100 + 300 over 2,000 households of 2021; Phổ Phong 800 over 1,000; Phổ Hòa lacks 2020 and is left out.
    land = rows_of(of_an)["land_donated_m2"]
    assert texts(land) == ("300", "400", "1.200 (2/15)", "200", "400 (2/15)")
    assert land.unit == "m²"
    assert land.times == 0.5


def test_each_newest_figure_says_in_which_cell_it_was_handed_in(of_an: Profile) -> None:
    whence = of_an.sections[0].whence
    assert whence["land_donated_m2"] == Origin("nop_xa_phuong", "cell:D4")
    assert whence["tips"] == Origin("nop_xa_phuong")
    assert whence["poverty_rate_pct"] == Origin("nop_xa_phuong")  # 40 of 2,000: made of two cells
    assert "contribution_vnd" not in whence  # a sample was handed in by nobody


def test_a_ward_that_lacks_years_is_compared_over_its_own_and_says_so(handed_in: Opened) -> None:
    # 2021 alone: 300 + 100 + 900 = 1,300 over 2,000 + 1,000 + 1,000 households.
    land = rows_of(asked(handed_in, HOA))["land_donated_m2"]
    assert texts(land) == ("900", "900 (2021)", "1.300 (3/15)", "900", "325 (3/15)")


def test_a_ward_without_a_figure_says_so_and_is_never_zero(handed_in: Opened) -> None:
    land = rows_of(asked(handed_in, NGHIEM))["land_donated_m2"]
    missing = "chưa có số liệu"
    assert texts(land) == (missing, missing, "1.200 (2/15)", missing, "400 (2/15)")
    assert land.line == ""
    assert "polygon" not in land.strip
    assert land.strip_words.startswith(f"Xã, phường này: {missing}")


def test_a_lower_bound_stays_one_through_sum_and_rate(handed_in: Opened) -> None:
    labour = rows_of(asked(handed_in, PHONG))["labour_days"]
    # More than 40 + 40 over 1,000 households; with Phổ An's 10 more than 90 over 3,000.
    assert texts(labour) == ("trên 40", "trên 80", "trên 90 (2/15)", "trên 80,0", "trên 30,0 (2/15)")
    assert labour.times is None


def test_a_bound_is_drawn_open_and_pointing_to_where_the_value_may_be(handed_in: Opened) -> None:
    rows = rows_of(asked(handed_in, PHONG))
    assert corners(rows["labour_days"].strip) == 3
    assert corners(rows["land_donated_m2"].strip) == 4


def test_a_stock_is_not_added_up_over_years(of_an: Profile) -> None:
    households = rows_of(of_an)["households"]
    # 2,000 + 14 x 1,000 in 2021.
    assert texts(households) == ("2.000", "", "16.000", "", "")
    poor = rows_of(of_an)["poor_households"]
    # 40 of 2,000; with 13 x 50 in the wards that have counts: 690 of 15,000.
    assert texts(poor) == ("40", "", "690 (14/15)", "20,0", "46,0 (14/15)")


def test_a_ratio_is_made_of_summed_counts_also_of_a_year_without_any(of_an: Profile) -> None:
    # (9 + 0) / (10 + 10); with Phổ Phong's 40 of 80: 49 / 100.
    assert texts(rows_of(of_an)["cases_per_100_tips"]) == ("0,0", "", "", "45,0", "49,0 (2/15)")


def test_a_rate_handed_in_without_counts_stands_at_its_place_and_is_in_no_total(handed_in: Opened) -> None:
    shown = asked(handed_in, HOA)
    # The town: 40 + 13 x 50 = 690 of 2,000 + 13 x 1,000 = 15,000 households.
    assert texts(rows_of(shown)["poverty_rate_pct"]) == ("9,00%", "", "", "9,00%", "4,60% (14/15)")
    assert shown.gaps.rates == (("Tỷ lệ hộ nghèo", "2021"),)


def test_small_counts_are_not_said_to_be_apart(of_an: Profile) -> None:
    rows = rows_of(of_an)
    # 20 tips of 2,000 households where the town's 100 of 3,000 would give 67: far less than one in a thousand.
    assert rows["tips"].chance.verdict == "below"
    # 9 cases of 20 tips against 49 of 100: well within chance.
    assert rows["cases_per_100_tips"].chance.verdict == "within"
    # Two wards with two years each are too few to learn how much land swings by chance.
    assert rows["land_donated_m2"].chance.verdict == "unknown"


def test_a_rank_is_told_from_best_to_worst_and_not_where_it_may_be_any(of_an: Profile) -> None:
    rows = rows_of(of_an)
    # Of two wards the other has surely more tips per household, and more is better.
    assert rows["tips"].ranks == "hạng 2 trong 2 nơi"
    assert rows["land_donated_m2"].ranks == ""
    # Poor: 40 of 2,000 against 50 of 1,000 each; surely fewer than all 13 others.
    assert rows["poor_households"].ranks == "hạng 1 trong 14 nơi"


def test_the_sentence_names_what_is_furthest_from_the_town_and_no_chance(of_an: Profile) -> None:
    # Per 1,000 households: 9 / 2 cases of 49 / 3, that is 28%; 20 / 2 tips of 100 / 3, 30%; the others are nearer.
    assert of_an.sections[0].sentence == (
        "Thấp hơn mức chung của thị xã rõ nhất: "
        "Vụ việc được khám phá (bằng 28%, so với 2/15 xã, phường có số liệu) "
        "và Nguồn tin Nhân dân cung cấp (bằng 30%, so với 2/15 xã, phường có số liệu)."
    )


def test_a_sheet_says_why_nothing_is_named(handed_in: Opened) -> None:
    # Nguyễn Nghiêm has 50 poor of 1,000 households, as 12 others: near to the town's 46 of 1,000.
    real = asked(handed_in, NGHIEM).sections[0].sentence
    assert real == (
        "Phường Nguyễn Nghiêm: chưa thấy chỉ tiêu nào khác mức chung của thị xã quá giới hạn ngẫu nhiên 99,8%."
    )


def test_a_ward_without_any_figure_says_so_above_the_table(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    opened = story_data.opened(tmp_path_factory.mktemp("alone"), "tips 21442 2020 7 nop")
    said = [section.sentence for place in (NGHIEM, AN) for section in asked(opened, place).sections]
    assert said == [
        "Phường Nguyễn Nghiêm chưa có số liệu nào của các chỉ tiêu dưới đây.",
        "Xã Phổ An: chưa đủ số liệu để so với mức chung của thị xã.",
    ]


def test_real_figures_and_the_sample_are_two_sections_real_first(of_an: Profile) -> None:
    assert [section.basis for section in of_an.sections] == ["derived", "sample"]
    real, sample = rows_of(of_an), rows_of(of_an, sample=True)
    assert set(sample) == {
        "contribution_vnd",
        "mediations_received",
        "mediations_succeeded",
        "mediation_success_pct",
    }
    assert not real.keys() & sample.keys()
    assert of_an.sections[1].sentence.startswith("Số liệu minh họa:")
    assert [origin.source for origin in of_an.sections[1].origins] == ["mau_xa_phuong"]
    assert "mau_xa_phuong" not in {origin.source for origin in of_an.sections[0].origins}


def test_a_sample_is_not_divided_by_real_households(of_an: Profile) -> None:
    money = rows_of(of_an, sample=True)["contribution_vnd"]
    cannot = "chưa so được"
    assert texts(money) == ("1,31 tỷ", "2,61 tỷ", "39,18 tỷ", cannot, cannot)
    assert money.strip == ""


def test_a_hidden_sample_is_not_shown(handed_in: Opened) -> None:
    shown = asked(handed_in, AN, sample=False)
    assert [section.is_sample for section in shown.sections] == [False]


def test_nothing_at_all_gives_a_sheet_without_figures(tmp_path_factory: pytest.TempPathFactory) -> None:
    shown = asked(story_data.opened(tmp_path_factory.mktemp("empty")), AN)
    assert shown.sections == ()
    assert shown.gaps.handed_in == 0


def test_gaps_tell_indicators_years_and_parts_of_years(handed_in: Opened) -> None:
    gaps = asked(handed_in, HOA).gaps
    assert gaps.some == (("Đất hiến làm đường", "2020"),)
    assert gaps.parts == (("Bóng điện đường quê", "quý I/2021"),)
    assert "Bóng điện đường quê" not in gaps.none
    assert "Tiền đóng góp xây dựng nông thôn mới" in gaps.none
    # Households and land, and the lights of a quarter: 3 of 18.
    assert (gaps.handed_in, gaps.asked) == (3, 18)


def test_a_sample_counts_as_nothing_handed_in(shipped: Opened) -> None:
    with queries.reading(shipped):
        now = replace(question(), remember=Memory())
        assert {ward_gaps.handed_in_of(now, ward) for ward in WARDS} == {(0, 18)}


def test_models_stated_stand_before_those_inferred_with_their_open_points(of_an: Profile) -> None:
    assert [(one.name, one.reading) for one in of_an.models] == [("Tổ", "stated"), ("Đèn <b>", "inferred")]
    assert of_an.notes == ("Chưa rõ <i>.",)


HEIRS = {
    "phường Trà Câu (mã 21451)": ("21442", "21448", "21451", "21454"),
    "xã Nguyễn Nghiêm (mã 21457)": ("21445", "21457"),
    "phường Đức Phổ (mã 21439)": ("21439", "21460", "21463", "21466", "21469"),
    "xã Khánh Cường (mã 21472)": ("21472", "21475"),
    "phường Sa Huỳnh (mã 21478)": ("21478", "21481"),
}


@pytest.mark.parametrize("heir", HEIRS)
def test_each_ward_says_what_it_became_on_1_july_2025(shipped: Opened, heir: str) -> None:
    for place in HEIRS[heir]:
        now = dict(asked(shipped, place).facts)["Nay"]
        assert now.startswith(f"thuộc {heir} từ 01/7/2025, cùng với ")


def test_every_ward_has_its_heir_above() -> None:
    assert {place for places in HEIRS.values() for place in places} == set(WARDS)


def test_reused_names_and_codes_are_told_where_they_could_be_mistaken(shipped: Opened) -> None:
    assert asked(shipped, NGHIEM).cautions == (
        "Mã 21439 từ 01/7/2025 là mã của phường Đức Phổ; số liệu trên trang này là của đơn vị cũ.",
        "Không nhầm với xã Nguyễn Nghiêm (mã 21457) mang tên Nguyễn Nghiêm từ 01/7/2025: "
        "đó là Phổ Phong và Phổ Nhơn trước đây.",
    )
    assert asked(shipped, HOA).cautions == ()


def test_the_head_names_who_counted_and_what_is_not_known(shipped: Opened) -> None:
    facts = dict(asked(shipped, HOA).facts)
    assert facts["Dân số, số hộ"] == "3.301 người, 1.054 hộ (Tổng điều tra 1/4/2019)"
    assert facts["Diện tích"] == "chưa có số liệu"
    assert facts["Hiệu lực"] == "từ 01/02/2020 đến 30/6/2025"


def test_neighbours_follow_the_map_from_north_to_south(shipped: Opened) -> None:
    with queries.reading(shipped):
        now = question()
        assert neighbours(now, AN) == (None, PHONG)
        assert neighbours(now, CAU) == ("21478", None)
        assert neighbours(now, PHONG) == (AN, THUAN)


def test_all_figures_are_asked_for_at_once(shipped: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for = []
    run = queries.run

    def counted(name: str, **parameters: object) -> object:
        asked_for.append(name)
        return run(name, **parameters)

    with queries.reading(shipped):
        now = question()
        monkeypatch.setattr("danvan.queries.run", counted)
        profile(replace(now, remember=Memory()), AN)
    assert asked_for.count("ward_values") == 1
    assert len(asked_for) <= 6


def test_a_new_poverty_standard_cuts_the_line(tmp_path_factory: pytest.TempPathFactory) -> None:
    given = """
poor_households 21442 2017-2019 9 nop standard=2016-2020
poor_households 21442 2020-2021 30 nop standard=2022-2025
"""
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("cut"), given)):
        now = question(first_year=2017)
        poor = found(row(now, ward_figures(now), now.indicator("poor_households"), AN))
    assert poor.line.count("<polyline") == 2
    assert poor.unit == "chuẩn 2022-2025"


def test_the_usual_years_are_those_of_most_wards_of_two_the_later() -> None:
    first, last = ((2020, ""),), ((2021, ""),)
    assert usual_span([first, first, last]) == first
    assert usual_span([first, last, ()]) == last
    assert usual_span([()]) == ()


def test_a_strip_marks_the_value_beside_the_others_and_the_whole() -> None:
    style = Style()
    svg = strip_svg([1, 3], marked=Marked(2), reference=1.5, style=style, title="<b>")
    # Two others and the reference stand upright on the axis: four lines; from 8 to 142 px, 1.5 at a quarter.
    assert svg.count("<line") == 4
    assert 'x1="8" x2="8"' in svg
    assert 'x1="41.5" x2="41.5"' in svg
    assert f'fill="{style.token("accent")}"' in svg
    assert "<b>" not in svg
    assert f'fill="{style.back}"' in strip_svg(
        [1], marked=Marked(1, sure=False), reference=None, style=style, title=""
    )
    assert strip_svg([], marked=None, reference=None, style=style, title="") == ""


@pytest.mark.parametrize("seed", range(3))
def test_whatever_wards_hand_in_a_sheet_keeps_real_and_sample_apart(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    opened = story_data.opened(tmp_path_factory.mktemp("any"), some_rows(Random(seed)))
    for place in (AN, PHONG, HOA, NGHIEM):
        shown = asked(opened, place)
        for section in shown.sections:
            rows = [one for _, group in section.groups for one in group]
            bases = {amount.standing.basis for one in rows for amount in one.amounts}
            assert ("sample" in bases) == section.is_sample
            assert not section.is_sample or bases == {"sample"}
            told = " ".join(cell for one in rows for cell in (*texts(one), one.strip_words, one.line_words))
            assert not re.search(r"\b(nan|NaN|None|inf)\b|\d[.,]\d{6}", told)


def corners(svg: str) -> int:
    return len(svg.split('points="')[1].split('"')[0].split())


def found(one: Row | None) -> Row:
    assert one is not None
    return one
