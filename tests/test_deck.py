"""What stands in a deck: of the town, of one ward, of a field, with and without the sample."""

import re
from dataclasses import replace
from typing import Any

import pytest
from story_data import AN, HOA, TOWN, Memory, question, shipped

from danvan import format as fmt
from danvan import queries
from danvan.deck import Chosen, made
from danvan.exports.deck import Deck, Slide
from danvan.story import headlines
from danvan.story.ward_profile import profile
from danvan.text import words
from danvan.warehouse.read import Opened

TRA_CAU = "21451@2025"
CHOICES: list[dict[str, Any]] = [
    {},
    {"sample": False},
    {"places": (HOA,)},
    {"places": (HOA,), "sample": False, "language": "en"},
    {"places": (AN, HOA), "language": "en"},
    {"field": "kinh_te"},
    {"field": "he_thong_chinh_tri", "sample": False},
    {"places": (HOA,), "field": "quoc_phong_an_ninh", "first_year": 2021, "last_year": 2021},
]
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

remember = Memory()


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    remember.clear()
    return shipped(tmp_path_factory.mktemp("deck"))


def deck(opened: Opened, *, since: bool = False, **changes: Any) -> Deck:
    def make() -> Deck:
        asked = question(**({"remember": remember} | changes))
        catalogue = asked.catalogue.since_2025 if since else asked.catalogue
        return made(replace(asked, catalogue=catalogue), Chosen(), opened.snapshot)

    with queries.reading(opened):
        return remember(("deck", since, str(changes)), make)


def keys(found: Deck) -> list[str]:
    return [slide.key for slide in found.slides]


def slide(found: Deck, key: str) -> Slide:
    return next(one for one in found.slides if one.key == key)


def test_the_deck_of_the_town_is_told_field_by_field(opened: Opened) -> None:
    found = deck(opened)
    assert keys(found) == [
        "bia",
        "so-lieu-kinh-te",
        "ty-le-ho-ngheo",
        "ho-ngheo-dau-cuoi",
        "dat-hien",
        "dat-hien-theo-nam",
        "so-lieu-van-hoa-xa-hoi",
        "so-lieu-quoc-phong-an-ninh",
        "tin-bao",
        "vu-tren-nguon-tin",
        "doi-tuong-moi-vu",
        "hoa-giai",
        "so-lieu-chung",
        "do-phu-mo-hinh",
        "ban-do-mo-hinh",
        "mo-hinh-theo-linh-vuc",
        "can-de-y",
        "con-de-ngo",
        "nguon",
    ]
    assert (found.title, found.subtitle) == ("Dân vận khéo thị xã Đức Phổ", "giai đoạn 2017–2021")


@pytest.mark.parametrize("asked", CHOICES, ids=str)
def test_every_slide_says_its_standing_its_source_and_what_the_speaker_may_say(
    opened: Opened, asked: dict[str, Any]
) -> None:
    found = deck(opened, **asked)
    banner = words(found.language).get("basis.sample")
    assert all(KEY.fullmatch(key) for key in keys(found))
    assert len(set(keys(found))) == len(keys(found))
    for one in found.slides:
        assert all((one.title, one.sentence, one.standing, one.source, *one.notes)), one.key
        assert len(one.notes) >= 2, one.key
        assert one.title == one.computed_title
        assert one.sample == (one.standing == banner), one.key
        assert one.kind != "finding" or one.table is not None
        assert len(one.numbers) <= 6
        if one.table is not None and one.plotted is None:
            assert len(one.table.rows) <= 13


@pytest.mark.parametrize("asked", CHOICES, ids=str)
def test_a_sample_never_stands_with_real_figures_and_goes_when_it_is_hidden(
    opened: Opened, asked: dict[str, Any]
) -> None:
    found = deck(opened, **asked)
    in_words = words(found.language)
    generated, real = in_words.get("basis.sample"), in_words.get("basis.reported")
    if not asked.get("sample", True):
        assert not any(one.sample for one in found.slides)
        assert any(in_words.get("deck.sources.no_sample") in one.lines for one in found.slides)
    for one in found.slides:
        standings = {number.standing for number in one.numbers}
        assert not {generated, real} <= standings
        if one.sample:
            short = {"vi": "Số liệu minh họa", "en": "Sample figures"}[found.language]
            assert one.source == in_words.get("standing.source", sources=short)
            assert one.sentence.startswith(in_words.get("story.of_sample", sentence="").strip())


def test_each_number_of_the_town_is_that_of_the_query_with_its_qualifier_and_standing(opened: Opened) -> None:
    found = deck(opened)
    with queries.reading(opened):
        asked = question()
        rows = queries.run("place_figures", place=TOWN)
    shown = [number for one in found.slides for number in one.numbers]
    by_name = {asked.indicator(code).name("vi"): code for code in headlines.FIRST_PAGE}
    assert len(shown) == len(headlines.FIRST_PAGE)
    for number in shown:
        indicator = asked.indicator(by_name[number.name])
        row = rows[(rows["indicator"] == indicator.indicator) & ~rows["superseded"]].iloc[0]
        if row["whole"] == row["whole"]:
            assert number.value.startswith(f"{row['value']:.0f}/{row['whole']:.0f} ")
        else:
            assert number.value == asked.value(row["value"], indicator, row["qualifier"], as_printed=True)
        assert number.value.startswith("trên ") == (row["qualifier"] == ">")
        assert number.period == fmt.period(row["period"])
        assert number.standing == "Theo báo cáo"
        assert number.source.startswith("Nguồn: Báo cáo sơ kết 4/2022, mục ")


def test_a_slide_with_a_bound_explains_it(opened: Opened) -> None:
    found = deck(opened)
    bounds = [one for one in found.slides if any(n.value.startswith("trên ") for n in one.numbers)]
    assert {one.key for one in bounds} == {
        "so-lieu-kinh-te",
        "so-lieu-van-hoa-xa-hoi",
        "so-lieu-quoc-phong-an-ninh",
        "so-lieu-chung",
    }
    for one in bounds:
        assert one.cautions == ("“trên”: Nguồn chỉ nêu mức tối thiểu; số thực tế lớn hơn con số đã ghi.",)
    assert any(line.startswith("5/31 con số") for line in slide(found, "nguon").lines)


def test_the_table_of_a_ward_has_the_cells_of_its_profile(opened: Opened) -> None:
    found = deck(opened, places=(HOA,))
    with queries.reading(opened):
        sections = profile(question(places=(HOA,), remember=remember), HOA).sections
    expected = [
        (row.latest, row.total, row.town, row.rate, row.town_rate)
        for section in sections
        for _, rows in section.groups
        for row in rows
    ]
    tables = [one.table for one in found.slides if one.kind == "numbers" and one.table]
    assert [row[1:6] for table in tables for row in table.rows] == expected


def test_the_deck_of_a_ward_says_what_it_is_its_own_figures_and_what_it_lacks(opened: Opened) -> None:
    found = deck(opened, places=(HOA,))
    assert found.title == "Phường Phổ Hòa"
    assert "Nay: thuộc phường Đức Phổ (mã 21439) từ 01/7/2025" in " ".join(found.slides[0].lines)
    assert keys(found)[-3:] == ["mo-hinh", "chua-nop", "nguon"]
    assert slide(found, "hoa-giai").title == (
        "Số liệu minh họa: Phổ Hòa: hòa giải thành 88,0% (2017–2021; khoảng tin cậy 95%: 70,0–95,8)"
    )
    assert slide(found, "mo-hinh").lines[-1] == "Chăm sóc người cao tuổi (suy ra)"
    assert "ty-le-ho-ngheo" not in keys(found)
    for one in found.slides:
        if one.kind == "finding" and one.table is not None and one.redraw is not None:
            assert "Phổ Hòa" in [row[0] for row in one.table.rows], one.key


def test_one_field_has_its_own_slides_the_cover_what_is_open_and_the_sources(opened: Opened) -> None:
    found = deck(opened, field="kinh_te")
    assert {one.field for one in found.slides} == {"kinh_te", ""}
    assert keys(found)[0] == "bia"
    assert keys(found)[-1] == "nguon"
    assert "can-de-y" in keys(found)


def test_what_is_missing_without_the_sample_is_said(opened: Opened) -> None:
    lines = slide(deck(opened, sample=False), "chua-trinh-bay").lines
    named = [line for line in lines if "số liệu minh họa đang được ẩn" in line]
    assert len(named) == 6  # poverty, land, tips, cases per 100 tips, persons per case, mediation
    assert "Xây dựng hệ thống chính trị: nguồn không cho con số nào." in lines


def test_a_field_of_which_there_is_nothing_is_said_in_words(opened: Opened) -> None:
    found = deck(opened, field="he_thong_chinh_tri")
    said = " ".join(line for one in found.slides for line in one.lines)
    assert "Xây dựng hệ thống chính trị: nguồn không cho con số nào" in said


def test_units_since_july_2025_take_the_place_of_the_wards(opened: Opened) -> None:
    found = deck(opened, since=True)
    assert "Theo 5 đơn vị từ 01/7/2025" in found.slides[0].lines
    assert "do-phu-mo-hinh" not in keys(found)
    of_one = deck(opened, since=True, places=(TRA_CAU,))
    assert of_one.title == "Phường Trà Câu"


def test_the_same_deck_made_twice_is_equal(opened: Opened) -> None:
    with queries.reading(opened):
        again = made(question(), Chosen(), opened.snapshot)
    assert again == deck(opened)


def test_the_vietnamese_deck_has_no_english_word_and_no_markup(opened: Opened) -> None:
    for asked in ({}, {"places": (HOA,)}, {"sample": False}):
        found = deck(opened, **asked)
        said = "\n".join(
            text
            for one in found.slides
            for text in (
                one.title,
                one.sentence,
                one.subtitle,
                *one.lines,
                one.standing,
                one.coverage,
                *one.notes,
            )
        )
        assert not re.search(r"\b(the|of|and|wards?|figures?|source)\b|<|&amp;|_", said), said
