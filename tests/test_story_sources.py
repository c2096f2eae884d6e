"""The list of sources: what a submission gives, figure by figure, and which submissions stand among the documents."""

from pathlib import Path

import pytest
import story_data
from data_folder import DataFolder
from handing_in import hand_in
from story_data import question

from danvan import queries
from danvan.intake.submission import HandedFile
from danvan.story import sources
from danvan.story.finding import Question, origin_words
from danvan.ui import source_list
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


@pytest.fixture
def twice(folder: DataFolder) -> Opened:
    """Two hand-ins, the later of which replaces one of the two figures of the first."""
    for name, content in (("first.csv", FIRST), ("later.csv", LATER), ("models.csv", MODELS)):
        outcome = hand_in(folder, HandedFile(name, content.encode()))
        assert outcome.result == "done", outcome.review
    return Warehouse(folder.path, folder.state).opened()


def test_a_submission_shows_each_of_its_figures_with_cell_and_remark_and_says_what_was_replaced(
    twice: Opened,
) -> None:
    with queries.reading(twice):
        asked = question()
        first, later, _ = submissions(asked)
        ninh, minh = sorted(sources.handed_in(asked, first).figures, key=lambda one: one.origin.printed)
        (newer,) = sources.handed_in(asked, later).figures
    assert (minh.place, minh.period, minh.value) == ("phường Phổ Minh", "năm 2023", "trên 7 nguồn tin")
    assert (minh.origin.printed, minh.notes) == ("trên 7", (REPLACED, REMARK))
    assert origin_words(asked, minh.origin) == "Số liệu nộp lần 1, tệp first.csv, ô C2"
    assert (ninh.place, ninh.value, ninh.notes) == ("phường Phổ Ninh", "9 nguồn tin", ())
    assert (newer.value, newer.notes) == ("8 nguồn tin", ())


def test_a_submission_shows_only_what_fits_the_field_and_the_indicator_asked_about(twice: Opened) -> None:
    with queries.reading(twice):
        first, _, models = submissions(question())
        assert len(sources.handed_in(question(field="quoc_phong_an_ninh"), first).figures) == 2
        assert sources.handed_in(question(field="kinh_te"), first) == sources.HandedIn((), 0, ())
        assert len(sources.handed_in(question(), first, "tips").figures) == 2
        assert sources.handed_in(question(), first, "cases_solved").figures == ()
        assert sources.handed_in(question(), first, "không có") == sources.HandedIn((), 0, ())
        assert sources.handed_in(question(field="kinh_te"), models).models == ()
        assert sources.handed_in(question(), models, "tips").models == ()


def test_a_submission_of_models_alone_shows_them_and_is_not_among_the_newest_with_figures(
    twice: Opened,
) -> None:
    with queries.reading(twice):
        asked = question()
        first, later, models = submissions(asked)
        given = sources.handed_in(asked, models)
        shown, others = sources.overview(asked)
    assert (given.figures, given.more) == ((), 0)
    (camera,) = given.models
    assert (camera.name, camera.field, camera.place) == (
        "Camera <i>an ninh</i>", "Quốc phòng, an ninh", "phường Phổ Minh",
    )  # fmt: skip
    assert origin_words(asked, camera.origin).startswith("Số liệu nộp lần 3, tệp models.csv, ô ")
    # A figure of the first still stands, that of Phổ Ninh.
    assert [card.source.source for card in shown][-2:] == [later, first]
    assert others == 1


def test_of_very_many_figures_the_first_500_are_listed_and_the_others_counted(tmp_path: Path) -> None:
    # 15 wards x 34 years = 510
    with queries.reading(story_data.opened(tmp_path, "tips * 1990-2023 1 nop")):
        given = sources.handed_in(question(), "nop_xa_phuong")
    assert (len(given.figures), given.more) == (500, 10)


def test_documents_stand_before_the_six_newest_submissions_with_figures_in_force(folder: DataFolder) -> None:
    codes = [f"nop_{number:06}_ab" for number in range(1, 9)]
    for code in codes:
        folder.add_source(code, "submitted")
    # The eighth gives what the first gave; each of the others has a year of its own.
    years = [2019, 2011, 2012, 2013, 2014, 2015, 2016, 2019]
    folder.observe(*(f"tips,21442,{year},,1,=,{code}" for code, year in zip(codes, years, strict=True)))
    with queries.reading(_built(folder)):
        shown, others = sources.overview(question())
    bases = [card.source.basis for card in shown]
    assert [card.source.source for card in shown if card.source.basis == "submitted"] == codes[:1:-1]
    assert "submitted" not in bases[:-6]
    assert others == 2  # the second, older than the six, and the first, which has no figure in force


def _built(folder: DataFolder) -> Opened:
    snapshot, _ = build(folder.path, folder.state)
    return Opened(snapshot, connect(snapshot.path(folder.state)))


def test_a_source_without_figures_has_a_card_and_nothing_to_list(tmp_path: Path) -> None:
    with queries.reading(story_data.opened(tmp_path)):
        asked = question()
        shown, others = sources.overview(asked)
        assert {card.figures for card in sources.cards(asked)} == {0}
        assert sources.handed_in(asked, "nop_xa_phuong") == sources.HandedIn((), 0, ())
        assert "nop_xa_phuong" not in [card.source.source for card in shown]
        assert others == 1
        assert sources.is_submission(asked, "nop_xa_phuong")
        assert not sources.is_submission(asked, "bc_duc_pho_2022")
        assert not sources.is_submission(asked, "gone")


def test_what_a_file_says_reaches_the_page_as_text(twice: Opened) -> None:
    with queries.reading(twice):
        asked = question()
        first, _, models = submissions(asked)
        figures = source_list._listed(asked, sources.handed_in(asked, first), first)
        named = source_list._models(asked, sources.handed_in(asked, models).models)
        gone = source_list._listed(asked, sources.HandedIn((), 0, ()), "<b>gone</b>")
    assert "đếm &lt;b&gt;sổ&lt;/b&gt; &amp;amp hỏi" in figures
    assert "Camera &lt;i&gt;an ninh&lt;/i&gt;" in named
    assert "“&lt;b&gt;gone&lt;/b&gt;”" in gone
    for html in (figures, named, gone):
        assert "<b>" not in html
        assert "<i>" not in html


def test_the_list_of_documents_leads_to_each_submission_and_to_the_others(folder: DataFolder) -> None:
    codes = [f"nop_{number:06}_ab" for number in range(1, 9)]
    for code in codes:
        folder.add_source(code, "submitted")
    folder.observe(*(f"tips,21442,{2010 + year},,1,=,{code}" for year, code in enumerate(codes)))
    with queries.reading(_built(folder)):
        html = source_list._documents(question(), {"ngon-ngu": "en"}, (), "", "")
        narrowed = source_list._documents(question(), {}, (), codes[0], "")
    assert 'href="/nguon?ngon-ngu=en&amp;nguon=nop_000003_ab"' in html
    assert "nop_000002_ab" not in html
    assert 'href="/nap-so-lieu?ngon-ngu=en"' in html
    assert "Còn 2 lần nộp khác: xem trang Nạp số liệu" in html
    assert narrowed.count("<article") == 1
    assert "href" not in narrowed
