"""The forms of an answer, by a handful of figures: their sentences, what they leave out, what they never claim."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
import story_data
from story_data import AN, HOA, NGHIEM, PHONG, THANH, cells, made, point

from danvan import queries
from danvan.analysis.asked import Asked
from danvan.analysis.forms import Result, result
from danvan.story.finding import Finding
from danvan.warehouse.read import Opened

LAND, TIPS, RATE, SUCCESS = "land_donated_m2", "tips", "poverty_rate_pct", "mediation_success_pct"
MISSING = "chưa có số liệu"


@pytest.fixture(scope="module", autouse=True)
def _built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Build a warehouse for each set of rows once."""
    BUILT.clear()
    ROOTS.append(tmp_path_factory)
    yield
    BUILT.clear()
    ROOTS.clear()


BUILT: dict[str, Opened] = {}
ROOTS: list[pytest.TempPathFactory] = []


def opened(observations: str, given: dict[str, Any]) -> Opened:
    for together in ((TWO_TOTALS, LINES, SHARES, TWO_STANDARDS), (FUNNEL, PAIRS)):
        if observations in together:  # rows of different indicators do not touch each other
            observations = "\n".join(together)
    key = f"{observations}\n{given}"
    if key not in BUILT:
        BUILT[key] = story_data.opened(ROOTS[0].mktemp("rows"), observations, **given)
    return BUILT[key]


def asked(
    observations: str,
    *choices: Any,
    language: str = "vi",
    given: dict[str, Any] | None = None,
    **changes: Any,
) -> Result:
    """Answer a question (the arguments of Asked) from these rows."""
    indicators, *others = choices
    with queries.reading(opened(observations, given or {})):
        usual: dict[str, Any] = {"first_year": 2017, "last_year": 2027, "language": language}
        return result(story_data.question(**(usual | changes)), Asked(tuple(indicators.split(",")), *others))


def found(observations: str, *choices: Any, **changes: Any) -> Finding:
    return made(asked(observations, *choices, **changes).finding)


TWO_TOTALS = f"{LAND} {AN} 2021 300 nop\n{LAND} {PHONG} 2021 100 nop"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "Đất hiến làm đường: cao nhất Phổ An (300 m²), thấp nhất Phổ Phong (100 m²)."),
        ("en", "Land donated for roads: highest Phổ An (300 m²), lowest Phổ Phong (100 m²)."),
    ],
)
def test_totals_are_ranked_and_a_note_says_that_they_follow_size(language: str, said: str) -> None:
    ranking = found(TWO_TOTALS, LAND, language=language)
    assert ranking.sentence == said
    assert any(
        note.startswith(("Tổng số phụ thuộc quy mô", "Totals follow the size")) for note in ranking.notes
    )
    assert ranking.basis == "submitted"


def test_a_ward_without_a_figure_says_so_and_is_no_zero() -> None:
    ranking = found(TWO_TOTALS, LAND)
    assert cells(ranking)["Phổ Hòa"] == (MISSING,)
    assert len(ranking.table.rows) == 15
    assert ranking.coverage.startswith("2/15 xã, phường có số liệu.")
    assert "Phổ Hòa" in story_data.drawn_texts(ranking)


@pytest.mark.parametrize("form", ["ranking", "map", "distribution", "pivot"])
def test_a_lower_bound_stays_one_in_table_hover_and_sentence(form: str) -> None:
    observations = "\n".join(
        f"{LAND} {ward} 2021 {at + 1}00 nop" for at, ward in enumerate((PHONG, HOA, THANH, NGHIEM))
    )
    finding = found(f"{observations}\n{LAND} {AN} 2021 >900 nop", LAND, "place", "span", "value", form)
    assert finding.key == f"analysis_{form}"
    if form == "distribution":
        assert finding.table.rows == (("2021", *("chưa so được",) * 5),)
    else:
        assert cells(finding)["Phổ An"] == ("trên 900",)
    if form != "pivot":
        assert "trên 900 m²" in story_data.drawn_texts(finding)
        assert (
            finding.sentence
            == "Có số liệu chỉ nêu mức tối thiểu, tối đa hoặc ước chừng, nên chưa thể so cao thấp."
        )
    assert finding.coverage.endswith("1 số là cận dưới (“trên”, “ít nhất”).")


def test_equal_figures_are_no_ranking() -> None:
    equal = f"{LAND} {AN} 2021 300 nop\n{LAND} {PHONG} 2021 300 nop"
    assert found(equal, LAND).sentence == "Đất hiến làm đường: 2 đơn vị có số liệu đều là 300 m²."


def test_one_unit_alone_has_nothing_to_be_compared_with() -> None:
    one = f"{LAND} {AN} 2021 300 nop"
    said = "Land donated for roads: only one unit has figures (300 m²), there is nothing to compare."
    assert found(one, LAND, language="en").sentence == said


def test_a_sum_of_fewer_years_is_held_against_nothing() -> None:
    rows = f"{LAND} {AN} 2019-2021 100 nop\n{LAND} {PHONG} 2021 1000 nop"
    ranking = found(rows, LAND)
    assert (
        ranking.sentence
        == "Đất hiến làm đường: có đơn vị chưa đủ số liệu (ghi n/m), nên chưa thể so cao thấp."
    )
    assert cells(ranking)["Phổ Phong"] == ("1.000 (1/3 kỳ)",)
    assert any("chưa phải số của cả nhóm" in note for note in ranking.notes)


# 180 of 200 = 90%, 20 of 200 = 10%, 100 of 200 = 50%, 13 of 26 = 50%: far apart but for the two in the middle.
SHARES = "\n".join(
    f"mediations_received {ward} 2021 {below} nop\nmediations_succeeded {ward} 2021 {above} nop"
    for ward, above, below in ((AN, 180, 200), (PHONG, 20, 200), (HOA, 100, 200), (THANH, 13, 26))
)


def test_ranks_that_are_sure_are_said_plainly_and_others_as_ranges() -> None:
    ranking = found(SHARES, SUCCESS)
    assert ranking.sentence == "Tỷ lệ hòa giải thành: cao nhất Phổ An (90,0%), thấp nhất Phổ Phong (10,0%)."
    rows = cells(ranking)
    assert [rows[name][2] for name in ("Phổ An", "Phổ Hòa", "Phổ Thạnh", "Phổ Phong")] == [
        "1 / 4", "2–3 / 4", "2–3 / 4", "4 / 4",
    ]  # fmt: skip
    assert rows["Phổ Thạnh"][0::3] == ("50,0%*", "13 / 26 (mẫu số nhỏ)")
    assert any(note == "* Mẫu số nhỏ, phải đọc kèm khoảng tin cậy: Phổ Thạnh." for note in ranking.notes)
    assert ranking.subtitle.endswith("vạch ngang: khoảng tin cậy 95%")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "Tỷ lệ hòa giải thành: từ 50,0% (Phổ Phong) đến 60,0% (Phổ An), nhưng số nhỏ, chênh lệch có thể chỉ do "
         "ngẫu nhiên nên chưa đủ cơ sở xếp hạng."),
        ("en", "Mediation success rate: from 50.0% (Phổ Phong) to 60.0% (Phổ An), but numbers are small and the "
         "difference may be chance, so units cannot be ranked."),
    ],
)  # fmt: skip
def test_what_chance_may_have_made_is_not_ranked(language: str, said: str) -> None:
    rows = "\n".join(
        f"mediations_received {ward} 2021 30 nop\nmediations_succeeded {ward} 2021 {above} nop"
        for ward, above in ((AN, 18), (PHONG, 15))
    )
    assert found(rows, SUCCESS, language=language).sentence == said


# All together 240 of 400 = 60%; Phổ An 95 of 100 and Phổ Phong 25 of 100 lie far outside, the two others at 60%.
FUNNEL = "\n".join(
    f"mediations_received {ward} 2021 100 nop\nmediations_succeeded {ward} 2021 {above} nop"
    for ward, above in ((AN, 95), (PHONG, 25), (HOA, 60), (THANH, 58), (NGHIEM, 62))
)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "Tỷ lệ hòa giải thành, so với 5/15 đơn vị có đủ số liệu, vượt mức ngẫu nhiên: "
         "1 đơn vị cao hơn (Phổ An); 1 đơn vị thấp hơn (Phổ Phong); 3 chưa thấy khác rõ."),
        ("en", "Mediation success rate, beyond chance against 5/15 units with complete figures: 1 above (Phổ An); "
         "1 below (Phổ Phong); 3 not clearly different."),
    ],
)  # fmt: skip
def test_a_funnel_names_who_is_outside_and_calls_a_part_of_the_town_a_part(language: str, said: str) -> None:
    funnel = found(FUNNEL, SUCCESS, "place", "span", "value", "funnel", language=language)
    assert funnel.sentence == said
    # 95 + 25 + 60 + 58 + 62 = 300 of 500
    drawn = story_data.drawn_texts(funnel).replace("<br>", " ")
    assert ("60,0%" if language == "vi" else "60.0%") in drawn
    assert "Cả thị xã" not in drawn
    assert "Whole town" not in drawn


def test_a_funnel_of_which_a_part_is_a_bound_says_nothing() -> None:
    rows = FUNNEL.replace("succeeded 21442 2021 95", "succeeded 21442 2021 >95")
    funnel = found(rows, SUCCESS, "place", "span", "value", "funnel")
    assert (
        funnel.sentence
        == "Tỷ lệ hòa giải thành: từ các số liệu này chưa thể tách khác biệt thật khỏi ngẫu nhiên."
    )
    assert {row[3] for row in funnel.table.rows} == {"Chưa kết luận được"}
    assert cells(funnel)["Phổ An"][0] == "trên 95,0%"


def test_a_funnel_holds_a_part_of_a_unit_against_nothing() -> None:
    # Phổ An of five wards gives figures for all three years, the others for one: nobody's year is another's three.
    rows = FUNNEL + f"\nmediations_received {AN} 2020 100 nop\nmediations_succeeded {AN} 2020 95 nop"
    funnel = found(rows, SUCCESS, "place", "span", "value", "funnel")
    verdicts = {row[0]: row[3] for row in funnel.table.rows}
    assert verdicts["Phổ Phong"] == "Chưa kết luận được"


LINES = f"""
{TIPS} {AN} 2019 10 nop
{TIPS} {AN} 2021 30 nop
{TIPS} {PHONG} 2019 30 nop
{TIPS} {PHONG} 2021 12 nop
"""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "Nguồn tin Nhân dân cung cấp, từ năm 2019 đến năm 2021: 1 tăng (Phổ An); 1 giảm (Phổ Phong)."),
        ("en", "Tips from residents, from 2019 to 2021: 1 rose (Phổ An); 1 fell (Phổ Phong)."),
    ],
)
@pytest.mark.parametrize("form", ["trend", "multiples", "slope"])
def test_forms_over_time_say_who_rose_and_who_fell(form: str, language: str, said: str) -> None:
    finding = found(LINES, TIPS, "place", "year", "value", form, language=language)
    assert finding.sentence == said
    assert finding.key == f"analysis_{form}"


def test_a_year_that_lacks_is_a_gap_and_the_line_is_not_joined_over_it() -> None:
    trend = found(LINES, TIPS, "place", "year", "value", "trend")
    assert joined(trend) == set()
    with_2020 = found(f"{LINES}\n{TIPS} {AN} 2020 20 nop", TIPS, "place", "year", "value", "trend")
    assert joined(with_2020) == {(10, 20), (20, 30)}


def joined(finding: Finding) -> set[tuple[float, float]]:
    """Return the pairs of values that a line of the figure joins."""
    assert finding.figure is not None
    lines = [trace for trace in finding.figure["data"] if "lines" in trace.get("mode", "") and "x" in trace]
    assert not any(trace.get("connectgaps") for trace in lines)
    points = [list(zip(trace["x"], trace["y"], strict=True)) for trace in lines]
    pairs = [pair for line in points for pair in pairwise(line)]
    return {
        (before, after)
        for (first, before), (then, after) in pairs
        if None not in (first, before, then, after) and first == int(first) and then == int(then)
    }  # what runs to a name beside the last year joins no years


def test_one_group_is_told_with_its_figures() -> None:
    one = found(LINES, TIPS, "place", "year", "value", "trend", places=(AN,))
    assert one.sentence == (
        "Nguồn tin Nhân dân cung cấp – Phổ An: tăng từ 10 nguồn tin (năm 2019) lên 30 nguồn tin (năm 2021)."
    )


def test_a_total_of_a_part_of_the_wards_is_marked_and_neither_rises_nor_falls() -> None:
    town = found(LINES, TIPS, "town", "year", "value", "trend")
    assert town.sentence == "Chưa kỳ nào đủ số liệu của các đơn vị, nên chưa thể nói tăng hay giảm."
    assert cells(town)["Cả thị xã"] == ("40 (2/15)", "42 (2/15)")


def test_slope_says_of_each_unit_how_much_it_changed() -> None:
    slope = found(LINES, TIPS, "place", "year", "value", "slope")
    assert cells(slope)["Phổ An"] == ("10", "30", "+20 nguồn tin")
    assert cells(slope)["Phổ Phong"] == ("30", "12", "−18 nguồn tin")


def test_a_bound_at_one_end_has_no_change() -> None:
    rows = LINES.replace("2021 30", "2021 >30")
    slope = found(rows, TIPS, "place", "year", "value", "slope")
    assert cells(slope)["Phổ An"] == ("10", "trên 30", "chưa so được")
    assert slope.sentence == (
        "Nguồn tin Nhân dân cung cấp – Phổ Phong: giảm từ 30 nguồn tin (năm 2019) xuống 12 nguồn tin (năm 2021)."
    )


TWO_STANDARDS = f"""
households {AN} 2021-2022 1000 nop
poor_households {AN} 2021 30 nop standard=2016-2020
poor_households {AN} 2022 60 nop standard=2022-2025
households {PHONG} 2021-2022 1000 nop
poor_households {PHONG} 2021 40 nop standard=2016-2020
poor_households {PHONG} 2022 70 nop standard=2022-2025
"""


def test_two_poverty_standards_are_never_joined_or_compared() -> None:
    trend = found(TWO_STANDARDS, RATE, "place", "year", "value", "trend")
    assert trend.sentence == "Chưa có hai kỳ so sánh được với nhau."
    assert any("dãy riêng" in note for note in trend.notes)
    assert joined(trend) == set()


def test_two_standards_of_one_year_stand_in_one_cell_each_with_its_name() -> None:
    rows = TWO_STANDARDS + f"poor_households {AN} 2021 50 nop standard=2022-2025\n"
    pivot = found(rows, RATE, "place", "year", "value", "pivot")
    said = cells(pivot)["Phổ An"][0]
    assert said == "3,00% (chuẩn 2016-2020); 5,00% (chuẩn 2022-2025)"


def test_a_distribution_gives_the_quartiles_of_the_units_there() -> None:
    wards = (AN, PHONG, HOA, THANH, NGHIEM)
    rows = "\n".join(
        f"{TIPS} {ward} 2021 {value} nop" for ward, value in zip(wards, (1, 2, 3, 4, 10), strict=True)
    )
    spread = found(rows, TIPS, "place", "span", "value", "distribution")
    assert spread.table.rows == (
        ("2021", "1", "2", "3", "4", "10"),
    )  # inclusive: the second, third and fourth of five
    assert spread.sentence == (
        "Nguồn tin Nhân dân cung cấp, năm 2021: trong 5 đơn vị, một nửa ở giữa nằm trong khoảng 2 – 4 nguồn tin; "
        "trung vị 3 nguồn tin."
    )


PAIRS = "\n".join(
    f"{TIPS} {ward} 2021 {tips} nop\ncases_solved {ward} 2021 {cases} nop"
    for ward, tips, cases in ((AN, 30, 9), (PHONG, 20, 2), (HOA, 10, 5), (THANH, 40, 1), (NGHIEM, 5, 8))
)


def test_a_scatter_counts_units_above_both_middles_and_claims_no_cause() -> None:
    # Medians 20 tips and 5 cases; above both Phổ An, in tips only Phổ Thạnh, in cases only Nguyễn Nghiêm.
    pair = found(PAIRS, f"{TIPS},cases_solved")
    assert pair.key == "analysis_scatter"
    assert pair.sentence == (
        "Trong 5 đơn vị có đủ hai số: 1 cao hơn trung vị ở cả hai chỉ tiêu, 1 chỉ ở “Nguồn tin Nhân dân cung cấp”, "
        "1 chỉ ở “Vụ việc được khám phá”."
    )
    assert "Hai chỉ tiêu đi cùng nhau không có nghĩa cái này gây ra cái kia." in pair.notes
    assert pair.subtitle.startswith(
        "Nguồn tin Nhân dân cung cấp (nguồn tin); Vụ việc được khám phá (vụ) · năm 2021"
    )


def test_two_indicators_are_held_against_each_other_at_one_time() -> None:
    later = "\n".join(f"{TIPS} {ward} 2022 99 nop" for ward in (AN, PHONG, HOA, THANH, NGHIEM))
    pair = found(f"{PAIRS}\n{later}", f"{TIPS},cases_solved", "place", "year")
    assert cells(pair)["Phổ An"] == ("30", "9")
    assert "năm 2021" in pair.subtitle


def test_of_two_indicators_of_different_times_each_says_its_own() -> None:
    rows = "\n".join(
        f"households {ward} 2020-2021 1000 nop\n{TIPS} {ward} 2020 5 nop\n{TIPS} {ward} 2021 {at} nop"
        for at, ward in enumerate((AN, PHONG, HOA))
    )
    pair = found(rows, f"{TIPS},households")
    assert pair.table.columns[1:] == (
        "Nguồn tin Nhân dân cung cấp (nguồn tin), 2020–2021",
        "Hộ dân cư (hộ), 2021",
    )
    assert "Hộ dân cư (hộ), năm 2021" in pair.subtitle


def test_what_has_only_a_sample_is_left_out_beside_real_figures_and_told() -> None:
    rows = f"{TWO_TOTALS}\n{TIPS} * 2021 5 mau"
    pivot = found(rows, f"{LAND},{TIPS}")
    assert pivot.basis == "submitted"
    assert "Nguồn tin Nhân dân cung cấp" not in pivot.subtitle
    assert pivot.coverage.endswith(
        "Không hiện ở đây: Nguồn tin Nhân dân cung cấp (chưa có số liệu, hoặc chỉ có số liệu minh họa, không để chung "
        "với số thật)."
    )


@pytest.mark.parametrize("form", ["ranking", "map", "distribution", "trend", "multiples", "slope", "pivot"])
def test_a_sample_says_so_in_words_and_across_the_figure(form: str) -> None:
    rows = f"{LAND} * 2020 100 mau\n{LAND} * 2021 100 mau\n{LAND} {AN} 2021 50 mau"
    sample = found(rows, LAND, "place", "year", "value", form)
    assert sample.is_sample
    assert sample.sentence.startswith("Số liệu minh họa: ")
    assert "là số liệu minh họa" in sample.coverage
    assert sample.figure is None or "SỐ LIỆU MINH HỌA" in story_data.drawn_texts(sample)


@pytest.mark.parametrize("form", ["trend", "multiples"])
def test_changes_are_drawn_from_the_first_year_that_one_can_be_of(form: str) -> None:
    rows = "\n".join(
        f"{TIPS} {ward} {year} {year - 2000} nop" for ward in (AN, PHONG) for year in (2018, 2020)
    )
    rows = f"{rows}\n{TIPS} {AN} 2019 12 nop\n{TIPS} {AN} 2021 40 nop\n{TIPS} {PHONG} 2021 50 nop"
    drawn = story_data.drawn_texts(found(rows, TIPS, "place", "year", "change", form))
    assert "2019" in drawn
    assert "2018" not in drawn
    assert "2018" in story_data.drawn_texts(found(rows, TIPS, "place", "year", "value", form))


def test_money_is_written_once_in_its_scale_with_three_meaning_digits() -> None:
    rows = f"contribution_vnd {AN} 2021 12345678901 nop\ncontribution_vnd {PHONG} 2021 87654321 nop"
    rows += f"\nhouseholds {AN} 2021 2000 nop\nhouseholds {PHONG} 2021 1000 nop"
    money = found(rows, "contribution_vnd")
    assert (cells(money)["Phổ An"], cells(money)["Phổ Phong"]) == (("12,3",), ("0,088",))
    assert "(tỷ đồng)" in money.subtitle
    # 12.345.678.901 / 2.000 = 6.172.839 dong; 87.654.321 / 1.000 = 87.654 dong
    each = found(rows, "contribution_vnd", "place", "span", "per_household")
    assert "(triệu đồng mỗi hộ)" in each.subtitle
    assert (cells(each)["Phổ An"][0], cells(each)["Phổ Phong"][0]) == ("6,17", "0,088")


def test_changes_are_told_of_the_last_period_and_the_first_has_none() -> None:
    rows = (
        f"{TIPS} {AN} 2019 5 nop\n{TIPS} {AN} 2020 9 nop\n{TIPS} {AN} 2021 7 nop\n{TIPS} {PHONG} 2020 1 nop\n"
    )
    rows += f"{TIPS} {PHONG} 2021 4 nop\n"
    changes = found(rows, TIPS, "place", "year", "change")
    assert changes.table.columns[1:] == ("2020", "2021")
    assert cells(changes)["Phổ An"] == ("+4", "−2")
    assert changes.sentence == (
        "Nguồn tin Nhân dân cung cấp, năm 2021 so với kỳ trước: 1 tăng (Phổ Phong); 1 giảm (Phổ An)."
    )


def test_figures_of_documents_keep_what_was_printed_their_notes_and_their_places() -> None:
    rows = "contribution_vnd 534 2017..2021 >204000000000 bc note=only_money"
    given = {"open_points": [point("only_money", vi="Không rõ có gồm đất.")]}
    reported = found(rows, "contribution_vnd", "reported", given=given)
    assert cells(reported) == {"thị xã Đức Phổ": ("trên 204",)}
    assert reported.sentence == "Tiền đóng góp xây dựng nông thôn mới: 1 số liệu của 1 nơi, theo văn bản."
    assert "Không rõ có gồm đất." in reported.notes
    assert "đơn vị trước" not in reported.subtitle


def models(least: int, grouping: str = "model", **changes: Any) -> Finding:
    given = {
        "models": [story_data.model("a", name="Đèn đường"), story_data.model("b", name="Tiếng kẻng")],
        "adoptions": [
            *(story_data.adoption("a", ward) for ward in (AN, PHONG)),
            story_data.adoption("b", AN),
            *(story_data.adoption("b", ward, "inferred") for ward in (PHONG, HOA)),
        ],
    }
    return found(
        "",
        "models_in_wards",
        grouping,
        "span",
        "value",
        None,
        "before",
        least,
        given=given,
        **changes,
    )


def test_models_are_counted_stated_and_inferred_apart_and_say_where_they_are_not_named() -> None:
    found = models(2)
    assert found.sentence == (
        "1 mô hình có ở ít nhất 2 xã, phường: “Đèn đường”; thêm 1 mô hình có thể cũng vậy, tùy cách đọc nguồn."
    )
    rows = cells(found)
    assert rows["Đèn đường"][:3] == ("2", "0", "")
    assert rows["Tiếng kẻng"][:3] == ("1", "2", "")
    assert (
        rows["Đèn đường"][3].count(",") + 2 == 13
    )  # all fifteen but Phổ An and Phổ Phong, the last joined by "và"
    assert "Phổ An" not in rows["Đèn đường"][3]


def test_where_no_model_is_in_so_many_wards_that_is_said() -> None:
    assert models(3, language="en").sentence.startswith("0 models are in at least 3 wards; 1 more")


def test_a_ward_is_not_said_to_lack_a_model_that_is_only_not_named() -> None:
    by_ward = models(1, "place")
    assert by_ward.sentence == (
        "Nguồn nêu rõ nhiều mô hình nhất ở Phổ An: 2 mô hình; chỗ khác có thể có mà nguồn chưa nêu."
    )


NASTY = {AN: "<script>alert(1)</script>", PHONG: "R&D", HOA: "a<b", THANH: "=1+1", NGHIEM: "'x'"}


@pytest.mark.parametrize(
    "form", ["ranking", "map", "distribution", "trend", "slope", "multiples", "scatter", "funnel"]
)
def test_names_are_escaped_in_every_figure_and_plain_in_words_and_tables(form: str) -> None:
    rows = "\n".join(
        f"mediations_received {ward} {year} 100 nop\nmediations_succeeded {ward} {year} {60 + at + year % 2} nop\n"
        f"{TIPS} {ward} {year} {at} nop"
        for at, ward in enumerate(NASTY)
        for year in (2020, 2021)
    )
    indicators = f"{SUCCESS},{TIPS}" if form == "scatter" else SUCCESS
    finding = found(rows, indicators, "place", "year", "value", form, given={"names": NASTY})
    drawn = story_data.drawn_texts(finding)
    assert "<script" not in drawn
    assert "R&D" not in drawn
    assert "R&amp;D" in drawn
    if form != "distribution":
        assert {"R&D", "<script>alert(1)</script>"} <= {row[0] for row in finding.table.rows}
