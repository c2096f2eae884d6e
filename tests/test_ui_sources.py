"""The page of sources as AppTest runs it: lists, sentences, documents; what a document says is text, nothing else."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
import streamlit as st
from data_folder import OBSERVATIONS, DataFolder
from source_examples import FIGURES, SOURCE, TEXT, span, write
from streamlit.testing.v1 import AppTest

from danvan import queries
from danvan.catalogue import Catalogue
from danvan.documents import kept
from danvan.documents.kept import Card
from danvan.paths import ROOT
from danvan.story.finding import Origin
from danvan.story.sources import Key
from danvan.ui import sources_linked
from danvan.ui.sitemap import PAGES, named
from danvan.ui.sources_linked import Asked, href_of_figure, href_of_origins, read
from danvan.warehouse.read import Warehouse, warehouse

REVIEW = ROOT.parent / "shared" / "report" / "bc-ubnd-duc-pho-2022.txt"


@pytest.fixture
def small(read_folder: DataFolder) -> Iterator[DataFolder]:
    """A data folder of one small report that a test may break; its document is not added yet."""
    write(read_folder, TEXT)
    _forget()
    yield read_folder
    _forget()


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The same with its document, for tests that only look."""
    with pytest.MonkeyPatch.context() as patch:
        folder = DataFolder(tmp_path_factory.mktemp("added"))
        patch.setenv("DANVAN_DATA", str(folder.path))
        patch.setenv("DANVAN_STATE", str(folder.state))
        write(folder, TEXT)
        add(folder)
        _forget()
        yield


def _forget() -> None:
    st.cache_data.clear()
    st.cache_resource.clear()


def add(folder: DataFolder, text: str = TEXT) -> str:
    return kept.keep(folder.state, "bao-cao.txt", text.encode(), "an", Card()).document


def html(page: str = "sources", **parameters: str) -> str:
    """Return the HTML of our own on a page, asked for with these parameters."""
    app = AppTest.from_file(named(page).file, default_timeout=60)
    for name, value in parameters.items():
        app.query_params[name.replace("_", "-")] = value
    app.run()
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def of_figure(digits: str, **more: str) -> str:
    return html(nguon=SOURCE, cau=span(TEXT, digits), **more)


def asked_mark(said: str) -> list[str]:
    """Return what is marked as the figure asked for, without what is said to those who hear the page."""
    found = re.findall(r'<mark class="dv-mark dv-mark-asked"[^>]*>(.*?)</mark>', said)
    return [re.sub(r'<span class="dv-said">.*?</span>', "", one) for one in found]


@pytest.mark.usefixtures("added")
def test_a_number_leads_to_its_sentence_with_exactly_its_digits_marked() -> None:
    said = of_figure("340")
    assert asked_mark(said) == ["340"]
    assert '<p class="dv-value">340 m²</p>' in said
    assert "thị xã Đức Phổ, năm 2021" in said
    assert "“340 m²”" in said
    assert 'title="số liệu khác: Ngày công đóng góp, 1.250 ngày công">1.250</a></mark>' in said
    assert "← Số trước: 1.250 ngày công" in said
    assert "Số sau: 4,5% →" in said
    assert "Chú thích 1</b>" in said
    assert f'href="/nguon?nguon={SOURCE}&amp;van-ban=1"' in said
    assert "data-filters" not in said  # the filters of the list do not fit one sentence


@pytest.mark.usefixtures("added")
def test_the_footnote_that_a_figure_rests_on_stands_out() -> None:
    said = of_figure("4,5")
    assert 'class="dv-own-note"' in said
    assert "Chú thích 1, của con số này" in said


@pytest.mark.usefixtures("added")
def test_what_a_document_says_is_never_html_and_what_is_not_seen_is_made_to_be_seen() -> None:
    for said in (of_figure("340"), of_figure("12"), html(nguon=SOURCE, van_ban="1")):
        for tag in ("<script", "<img", "onerror=alert(2)>", "<b>đã", "<i>2021"):
            assert tag not in said.replace("&lt;img src=x onerror=alert(2)&gt;", "")
        assert "\u202e" not in said
        assert "\u200b" not in said
    said = html(nguon=SOURCE, van_ban="1")
    assert "Bà con &lt;script&gt;alert(1)&lt;/script&gt; góp" in said
    assert said.count("I. TÌNH HÌNH &lt;I&gt;CHUNG&lt;/I&gt;") == 2  # in the contents and in the text
    assert 'title="ký tự không nhìn thấy RIGHT-TO-LEFT OVERRIDE">U+202E</span>' in said
    assert 'title="ký tự không nhìn thấy ZERO WIDTH SPACE">U+200B</span>' in said


@pytest.mark.usefixtures("added")
def test_in_the_whole_document_every_figure_and_model_is_marked_and_leads_on() -> None:
    said = html(nguon=SOURCE, van_ban="1")
    assert "4/4 số liệu của Nguồn bao_cao_xom tìm đúng chữ số trong văn bản." in said
    assert "1/1 mô hình của Nguồn bao_cao_xom tìm thấy trong văn bản." in said
    for *_, digits in FIGURES:
        href = f"/nguon?nguon={SOURCE}&amp;cau={span(TEXT, digits)}"
        assert re.search(
            rf'<mark class="dv-mark dv-mark-figure"><a [^>]*href="{re.escape(href)}"[^>]*>{digits}</a>', said
        )
    assert re.search(r'dv-mark-model"><a [^>]*href="/mo-hinh\?mo-hinh=den"[^>]*>Xóm sáng đèn</a>', said)
    # The footnote follows the paragraph of its mark, not the end of the page.
    assert said.index("Theo rà soát") < said.index("được báo")


def test_a_figure_whose_place_no_longer_fits_is_told_and_nothing_is_marked(small: DataFolder) -> None:
    add(small)
    small.replace("report/observations.csv", "340 m²", "341 m²")
    small.replace("report/observations.csv", "section:II chars", "section:I chars")
    warehouse().look_again()
    said = of_figure("340")
    assert asked_mark(said) == []
    assert "Vị trí của con số này không còn khớp với văn bản" in said
    assert "Chữ số ở vị trí này không phải là chữ số đã ghi." in said
    assert "thêm lại đúng tệp" in said
    whole = html(nguon=SOURCE, van_ban="1")
    assert "2/4 số liệu của Nguồn bao_cao_xom" in whole
    assert "Vị trí này nằm ở mục khác với mục đã ghi." in whole
    assert whole.count('<mark class="dv-mark dv-mark-figure"><a') == 2
    assert "2/4 số liệu của Nguồn bao_cao_xom" in html()


def test_without_the_document_the_page_says_so_and_leads_to_where_it_is_added(small: DataFolder) -> None:
    for said in (of_figure("340"), html(nguon=SOURCE, van_ban="1"), html(nguon=SOURCE)):
        assert "Chưa có văn bản “Nguồn bao_cao_xom”" in said
        assert 'href="/tai-lieu"' in said
        assert "dv-mark-asked" not in said
    assert "“340 m²”" in of_figure("340")


def test_a_document_that_is_damaged_on_disk_is_told_and_none_of_it_shown(small: DataFolder) -> None:
    key = add(small)
    path = small.state / "documents" / key / "text"
    path.write_text(TEXT.replace("340", "999"), encoding="utf-8")
    for said in (of_figure("340"), html(nguon=SOURCE, van_ban="1")):
        assert "đã bị hỏng hoặc bị sửa" in said
        assert "999" not in said
        assert "dv-mark-asked" not in said


def test_a_figure_without_a_sentence_says_why(small: DataFolder) -> None:
    small.write("sample/observations.csv", f"{OBSERVATIONS}tips,21442,2021,,3,=,,mau_xa_phuong,,,\n")
    warehouse().look_again()
    said = html(nguon="mau_xa_phuong", chi_tieu="tips", noi="21442", ky="2021")
    assert "3 nguồn tin" in said
    assert "số do máy sinh để minh họa" in said
    assert 'href="/tin-bao?xa=pho-an' in said
    assert (
        html(nguon="mau_xa_phuong", chi_tieu="tips", noi="21442", ky="2020").count(
            "không có con số nào ở vị trí"
        )
        == 1
    )


@pytest.mark.parametrize(
    "parameters",
    [
        {"nguon": SOURCE, "cau": "5-6"},
        {"nguon": SOURCE, "cau": "abc", "van_ban": "-1", "to": "x"},
        {"nguon": SOURCE, "van_ban": "999999"},
        {"nguon": "<b>gone</b>", "cau": "1-2"},
        {"chi_tieu": "<i>x</i>", "noi": "@@@", "to": "9999999999"},
        {"nguon": "tong_dieu_tra_2019", "van_ban": "1"},
    ],
)
@pytest.mark.usefixtures("added")
def test_an_address_that_means_nothing_is_answered_calmly(parameters: dict[str, str]) -> None:
    said = html(**parameters)
    assert "<b>gone" not in said
    assert "<i>x" not in said


@pytest.mark.usefixtures("added")
def test_several_sentences_are_listed_each_with_its_own() -> None:
    said = html(nguon=SOURCE, cau=f"{span(TEXT, '340')},{span(TEXT, '1.250')}")
    assert "Những con số được hỏi" in said
    assert said.count(">Xem câu</a>") == 2


@pytest.mark.usefixtures("added")
def test_the_list_has_a_way_to_each_sentence_and_keeps_the_choices_of_the_address() -> None:
    said = html(nguon=SOURCE, chi_tieu="labour-days", ngon_ngu="en")
    assert f'href="/nguon?ngon-ngu=en&amp;nguon={SOURCE}&amp;cau={span(TEXT, "1.250")}"' in said
    assert "See the sentence" in said
    assert re.search(
        r'id="dv-sources-told"[^>]*data-query="\?nguon=bao_cao_xom&amp;chi-tieu=labour_days"', said
    )
    assert said.count("<tr>") == 2
    assert "Có" not in re.sub(r"<option.*?</option>", "", said)


@pytest.mark.usefixtures("added")
def test_counts_of_the_census_are_listed_under_their_source() -> None:
    said = html(nguon="tong_dieu_tra_2019")
    assert "120.629 người" in said
    assert '<details class="dv-more" open>' in said
    assert "Không có con số nào" not in said
    assert "41.358 người" in html(nguon="dan_so_dang_ky_2025")


@pytest.mark.thorough
def test_a_document_of_a_thousand_pages_is_shown_in_light_parts(small: DataFolder) -> None:
    page = "Bà con cùng nhau làm đường, góp công và giữ gìn xóm làng sạch đẹp. " * 40
    long = TEXT + "".join(f"\n{page}{number}.\n" for number in range(1_000))
    write_again(small, long)
    add(small, long)
    first, last = html(nguon=SOURCE, van_ban="1"), html(nguon=SOURCE, van_ban="999999")
    assert len(long) > 2_600_000
    assert max(len(first.encode()), len(last.encode())) < 150_000
    assert "Phần 1/" in first
    assert "Phần trước" in last
    assert "Phần sau" not in last


def write_again(folder: DataFolder, text: str) -> None:
    content = (folder.path / "catalogue/sources.toml").read_text(encoding="utf-8")
    folder.write("catalogue/sources.toml", content.split(f"\n[{SOURCE}]")[0])
    write(folder, text)
    warehouse().look_again()


def test_addresses_are_ascii_and_read_back_as_they_were_written() -> None:
    key = Key("poverty_rate_pct", "21439@2025", "2017..2021", "2016-2020")
    for locator in ("section:II.1 chars:9334-9337", "table:262", ""):
        href = href_of_figure({"ngon-ngu": "en"}, "nguồn", locator, key)
        assert href.isascii()
    written = href_of_figure({}, "bc", "", key)
    assert read(_parameters(written)) == Asked("bc", *(key.indicator, key.place, key.period, key.standard))
    assert read(_parameters(written)).key == key
    spans = href_of_origins({}, [Origin("bc", "chars:1-2"), Origin("bc", "chars:7-9")])
    assert spans == "/nguon?nguon=bc&cau=1-2,7-9"
    assert read(_parameters(spans)).spans == ((1, 2), (7, 9))
    assert (
        href_of_origins({}, [Origin("bc", "chars:1-2"), Origin("bc", "")], "tips")
        == "/nguon?nguon=bc&chi-tieu=tips"
    )
    assert href_of_figure({}, "bc", "table:2") == "/nguon?nguon=bc"


def _parameters(href: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(href).query))


@pytest.fixture(scope="module")
def shipped_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        state = tmp_path_factory.mktemp("state")
        patch.setenv("DANVAN_STATE", str(state))
        patch.delenv("DANVAN_DATA", raising=False)
        st.cache_data.clear()
        st.cache_resource.clear()
        yield state


@pytest.fixture(scope="module")
def catalogue(shipped_state: Path) -> Catalogue:
    with queries.reading(Warehouse(ROOT / "data", shipped_state).opened()):
        return queries.catalogue()


def links_of(said: str) -> list[str]:
    """Return where the charts that use a figure are."""
    charts = re.search(r'<ul class="dv-cite-charts">(.*?)</ul>', said)
    return [unescape(href) for href in re.findall(r'href="([^"]+)"', charts[1])] if charts else []


@pytest.mark.thorough
def test_every_figure_of_the_report_leads_to_a_page_that_shows_it(
    shipped_state: Path, catalogue: Catalogue
) -> None:
    pages: dict[str, str] = {}
    with queries.reading(Warehouse(ROOT / "data", shipped_state).opened()):
        rows = queries.run("source_cited", source="bc_duc_pho_2022")
    shown = {}
    for row in rows.itertuples():
        place = sources_linked.span_of(row.locator)
        assert place is not None
        said = html(nguon="bc_duc_pho_2022", cau=f"{place[0]}-{place[1]}")
        value = re.findall(r'<p class="dv-value">(.*?)</p>', said)[0]
        shown[row.indicator] = links = links_of(said)
        for href in links:
            if href not in pages:
                path, _, query = href.partition("?")
                given = {k.replace("-", "_"): v for k, v in _parameters(f"?{query}").items()}
                pages[href] = html(next(one.name for one in PAGES if one.href == path), **given)
            name = catalogue.indicators[row.indicator].name("vi")
            assert name in unescape(pages[href]), (row.indicator, href)
            assert row.period not in ("2017", "2021") or value.split(" ")[0] in unescape(pages[href]), (
                row,
                href,
            )
    assert "/hien-dat" in shown["land_donated_m2"]
    assert "/" in shown["land_donated_m2"]
    assert "/giam-ngheo" in shown["poverty_rate_pct"]
    assert "/tin-bao" in shown["tips"]
    assert "/mo-hinh" in shown["spread_camera"]
    assert "/phan-tich?chi-tieu=award-town-collectives&theo=bao-cao" in shown["award_town_collectives"]
    # Their period lies beyond the years that charts are drawn of; the page says that none shows them.
    assert {code for code, links in shown.items() if not links} == {
        "agency_models",
        "commune_units_registering",
    }


@pytest.mark.skipif(not REVIEW.exists(), reason="the review is not beside the project")
def test_all_figures_of_the_review_are_marked_at_exactly_the_digits_they_claim(shipped_state: Path) -> None:
    kept.keep(shipped_state, REVIEW.name, REVIEW.read_bytes(), "an", Card())
    try:
        said = html(nguon="bc_duc_pho_2022", van_ban="1") + html(nguon="bc_duc_pho_2022", van_ban="2")
        assert "31/31 số liệu của Báo cáo sơ kết 4/2022 tìm đúng chữ số trong văn bản." in said
        assert "63/63 mô hình" in said
        assert said.count('<mark class="dv-mark dv-mark-figure"><a') == 31
        poverty = html(nguon="bc_duc_pho_2022", cau="9334-9337")
        assert asked_mark(poverty) == ["6,6"]
        assert "Chú thích 2, của con số này" in poverty
    finally:
        kept.forget(shipped_state, kept.all_kept(shipped_state)[0].document)
