"""The list of sources: every figure with its origin, page by page, and which submissions stand among the documents."""

import csv
from pathlib import Path

import pytest
import story_data
from data_folder import DataFolder
from handing_in import hand_in
from story_data import AN, TOWN, question

from danvan import queries
from danvan.intake.submission import HandedFile
from danvan.paths import ROOT
from danvan.sample import SEED, generate
from danvan.story import origins, sources
from danvan.story.finding import Question
from danvan.story.sources import Key, Stated, Wanted
from danvan.warehouse.build import build
from danvan.warehouse.read import Opened, Warehouse, connect

FIRST = """Xã, phường;Kỳ;Nguồn tin Nhân dân cung cấp;Ghi chú
Phường Phổ Minh;2023;trên 7;đếm <b>sổ</b> &amp hỏi
Phường Phổ Ninh;2023;9;
"""
LATER = """Xã, phường;Kỳ;Nguồn tin Nhân dân cung cấp
Phường Phổ Minh;2023;8
"""
MODELS = """Tên mô hình;Lĩnh vực;Xã, phường
Camera <i>an ninh</i>;Quốc phòng, an ninh;Phường Phổ Minh
"""
REPLACED, REMARK = "Đã có số nộp sau thay thế.", "Ghi chú trong tệp: đếm <b>sổ</b> &amp hỏi"


def submissions(asked: Question) -> list[str]:
    return sorted(code for code in asked.catalogue.sources if code.startswith("nop_"))


def listed(asked: Question, source: str, indicator: str = "", place: str = "") -> tuple[Stated, ...]:
    return sources.listed(asked, Wanted(source, indicator, place)).figures


def every_figure(asked: Question) -> list[Stated]:
    """Return the figures of all pages."""
    pages = sources.listed(asked, Wanted()).pages
    return [one for page in range(1, pages + 1) for one in sources.listed(asked, Wanted(page=page)).figures]


@pytest.fixture
def twice(folder: DataFolder) -> Opened:
    """Two hand-ins, the later of which replaces one of the two figures of the first."""
    for name, content in (("first.csv", FIRST), ("later.csv", LATER), ("models.csv", MODELS)):
        outcome = hand_in(folder, HandedFile(name, content.encode()))
        assert outcome.result == "done", outcome.review
    return Warehouse(folder.path, folder.state).opened()


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return story_data.shipped(tmp_path_factory.mktemp("shipped"))


def data_rows() -> list[dict[str, str]]:
    """Return every observation of the files that ship."""
    found = []
    for name in ("report", "public", "sample"):
        with (ROOT / "data" / name / "observations.csv").open(encoding="utf-8", newline="") as file:
            found += list(csv.DictReader(file))
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_figure_that_ships_is_listed_once_and_says_where_it_comes_from(
    shipped: Opened, language: str
) -> None:
    with queries.reading(shipped):
        asked = question(language=language)
        shown = every_figure(asked)
        names = {code: source.short_name(language) for code, source in asked.catalogue.sources.items()}
    rows = data_rows()
    assert len(shown) == len(rows) == 31 + 13 + 1350
    given = {(one["indicator"], one["place"], one["period"], one["standard"], one["source"]) for one in rows}
    assert {(*_codes(one.key), one.origin.source) for one in shown} == given
    for one in shown:
        assert one.where.startswith(names[one.origin.source]), one
        assert len(one.where) > len(names[one.origin.source]) + 5, one
        assert len(one.printed) > 1, one
        assert "{" not in one.where + one.printed
        assert one.origin.locator == "" or "  " not in one.where


def _codes(key: Key) -> tuple[str, str, str, str]:
    return key.indicator, key.place, key.period, key.standard


def test_what_the_source_does_not_say_is_told_instead_of_an_empty_cell(shipped: Opened) -> None:
    with queries.reading(shipped):
        asked = question()
        table, decision, sample, review = (
            sources.figure(asked, source, Key(*codes))
            for source, codes in {
                "nien_giam_quang_ngai_2016": ("poverty_rate_pct", "51", "2015", "2016-2020"),
                "qd_60_quang_ngai_2018": ("poor_households", "51", "2017", "2016-2020"),
                "mau_xa_phuong": ("labour_days", AN, "2017", ""),
                "bc_duc_pho_2022": ("poverty_rate_pct", TOWN, "2021", "2016-2020"),
            }.items()
        )
        assert sources.figure(asked, "bc_duc_pho_2022", Key("tips", TOWN, "2019")) is None
        assert sources.figure(asked, "bc_duc_pho_2022", Key("gone", TOWN, "2019")) is None
    assert table is not None
    assert (table.where, table.printed) == ("Niên giám Quảng Ngãi 2016, bảng 262", "chưa chép nguyên văn")
    assert table.value == "15,19%"
    assert decision is not None
    assert decision.where == "QĐ 60/QĐ-UBND tỉnh Quảng Ngãi; nguồn không ghi trang, bảng"
    assert sample is not None
    assert sample.where == "Số liệu minh họa; máy sinh, hạt giống 2022 nếu không chọn số khác"
    assert sample.printed == "không in ở đâu"
    assert review is not None
    assert review.where == "Báo cáo sơ kết 4/2022, mục II.2.1.1, chú thích 2, ký tự 9354-9358"
    assert review.printed == "3,19%"


def test_the_sample_that_ships_is_of_the_seed_that_the_page_names(tmp_path: Path) -> None:
    generate(ROOT / "data", tmp_path, seed=SEED)
    made = (tmp_path / "observations.csv").read_bytes()
    assert made == (ROOT / "data" / "sample" / "observations.csv").read_bytes()


def test_population_households_and_area_of_every_place_name_their_source(shipped: Opened) -> None:
    with queries.reading(shipped):
        asked = question()
        counted = origins.counted(asked)
        places = asked.catalogue.places.values()
    have = sum(
        amount is not None for one in places for amount in (one.population, one.households, one.area_km2)
    )
    assert len(counted) == have > 40
    town = [(one.name, one.value, one.where) for one in counted if one.place == "thị xã Đức Phổ"]
    census = "Tổng điều tra 1/4/2019; nguồn không ghi trang, bảng; đơn vị theo NQ 867/NQ-UBTVQH14; NQ 1677/NQ-UBTVQH15"
    assert town == [
        ("Dân số", "120.629 người", census),
        ("Số hộ", "37.328 hộ", census),
        ("Diện tích", "372,76 km²", census),
    ]


def test_pages_follow_one_another_without_gap_and_a_page_beyond_the_last_is_the_last(shipped: Opened) -> None:
    with queries.reading(shipped):
        asked = question()
        first, last = (sources.listed(asked, Wanted(page=page)) for page in (0, 99))
        of_town = sources.listed(asked, Wanted(place=TOWN))
        none = sources.listed(asked, Wanted(source="gone", page=5))
    assert (first.page, first.pages, first.number, len(first.figures)) == (1, 14, 1394, 100)
    assert (last.page, last.number, len(last.figures)) == (14, 1394, 94)
    assert (of_town.number, of_town.pages) == (31, 1)
    assert none == sources.Listed((), 0, 1, 1)


def test_the_list_keeps_to_field_years_and_sample_of_the_bar(shipped: Opened) -> None:
    with queries.reading(shipped):
        real = sources.listed(question(sample=False), Wanted())
        of_2019 = sources.listed(question(sample=False, first_year=2019, last_year=2019), Wanted())
        security = sources.listed(question(sample=False, field="quoc_phong_an_ninh"), Wanted())
        both = sources.listed(question(field="quoc_phong_an_ninh"), Wanted(indicator="labour_days"))
        chosen = sources.listed(question(sample=False), Wanted(source="mau_xa_phuong"))
    assert real.number == 44
    assert {one.basis for one in real.figures} == {"reported"}
    assert 0 < of_2019.number < 44
    assert all("2019" in one.period or "–" in one.period for one in of_2019.figures)
    # The first four are those of the report: tips, cases, persons, mediation.
    assert {one.indicator for one in security.figures} >= {"tips", "cases_solved", "persons_handled"}
    assert both == sources.Listed(())
    assert chosen.number == 1350  # whoever asks for the source itself wants to see it


def test_the_figures_with_a_place_in_a_text_are_those_of_the_report(shipped: Opened) -> None:
    with queries.reading(shipped):
        cited = sources.cited(question(), "bc_duc_pho_2022")
        assert sources.cited(question(), "nien_giam_quang_ngai_2016") == ()
    assert len(cited) == 31
    assert {one.origin.printed for one in cited} >= {"6,6%", "trên 204 tỷ đồng"}


def test_a_submission_shows_each_of_its_figures_with_cell_and_remark_and_says_what_was_replaced(
    twice: Opened,
) -> None:
    with queries.reading(twice):
        asked = question()
        first, later, _ = submissions(asked)
        ninh, minh = sorted(listed(asked, first), key=lambda one: one.origin.printed)
        (newer,) = listed(asked, later)
    assert (minh.place, minh.period, minh.value) == ("phường Phổ Minh", "năm 2023", "trên 7 nguồn tin")
    assert (minh.printed, minh.notes) == ("trên 7", (REPLACED, REMARK))
    assert minh.where == "Số liệu nộp lần 1, tệp first.csv, ô C2"
    assert (ninh.place, ninh.value, ninh.notes) == ("phường Phổ Ninh", "9 nguồn tin", ())
    assert (newer.value, newer.notes) == ("8 nguồn tin", ())


def test_a_submission_shows_only_what_fits_the_field_and_the_indicator_asked_about(twice: Opened) -> None:
    with queries.reading(twice):
        first, _, models = submissions(question())
        assert len(listed(question(field="quoc_phong_an_ninh"), first)) == 2
        assert listed(question(field="kinh_te"), first) == ()
        assert len(listed(question(), first, "tips")) == 2
        assert len(listed(question(), first, "tips", "21463")) == 1
        assert listed(question(), first, "cases_solved") == ()
        assert listed(question(), first, "không có") == ()
        assert sources.named(question(field="kinh_te"), models) == ()


def test_a_submission_of_models_alone_shows_them_and_is_not_among_the_newest_with_figures(
    twice: Opened,
) -> None:
    with queries.reading(twice):
        asked = question()
        first, later, models = submissions(asked)
        assert sources.listed(asked, Wanted(models)) == sources.Listed(())
        (camera,) = sources.named(asked, models)
        shown, others = sources.overview(asked)
    assert (camera.name, camera.field, camera.place) == (
        "Camera <i>an ninh</i>", "Quốc phòng, an ninh", "phường Phổ Minh",
    )  # fmt: skip
    assert camera.origin.locator.startswith("file:models.csv cell:")
    # A figure of the first still stands, that of Phổ Ninh.
    assert [card.source.source for card in shown][-2:] == [later, first]
    assert others == 1


def test_documents_stand_before_the_six_newest_submissions_with_figures_in_force(folder: DataFolder) -> None:
    codes = [f"nop_{number:06}_ab" for number in range(1, 9)]
    for code in codes:
        folder.add_source(code, "submitted")
    # The eighth gives what the first gave; each of the others has a year of its own.
    years = [2019, 2011, 2012, 2013, 2014, 2015, 2016, 2019]
    folder.observe(*(f"tips,21442,{year},,1,=,{code}" for code, year in zip(codes, years, strict=True)))
    with queries.reading(_built(folder)):
        shown, others = sources.overview(question())
        (bulk, *_) = listed(question(), codes[0])
    bases = [card.source.basis for card in shown]
    assert [card.source.source for card in shown if card.source.basis == "submitted"] == codes[:1:-1]
    assert "submitted" not in bases[:-6]
    assert others == 2  # the second, older than the six, and the first, which has no figure in force
    # As of a large file of codes and numbers: there is no cell to name.
    assert bulk.where == f"Nguồn {codes[0]}; tệp lớn chỉ có mã và số, không giữ vị trí từng ô"
    assert bulk.printed == "chưa chép nguyên văn"


def _built(folder: DataFolder) -> Opened:
    snapshot, _ = build(folder.path, folder.state)
    return Opened(snapshot, connect(snapshot.path(folder.state)))


def test_a_source_without_figures_has_a_card_and_nothing_to_list(tmp_path: Path) -> None:
    with queries.reading(story_data.opened(tmp_path)):
        asked = question()
        shown, others = sources.overview(asked)
        assert {card.figures for card in sources.cards(asked)} == {0}
        assert sources.listed(asked, Wanted("nop_xa_phuong")) == sources.Listed(())
        assert "nop_xa_phuong" not in [card.source.source for card in shown]
        assert others == 1
        assert sources.is_submission(asked, "nop_xa_phuong")
        assert not sources.is_submission(asked, "bc_duc_pho_2022")
        assert not sources.is_submission(asked, "gone")
