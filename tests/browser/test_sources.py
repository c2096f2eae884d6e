"""From a number to its sentence in a browser, with a small document of our own and with the review."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from data_folder import DataFolder
from source_examples import SOURCE, TEXT, span, write

from danvan.documents import kept
from danvan.documents.kept import Card
from danvan.paths import ROOT
from tests.browser.accessibility import findings
from tests.browser.conftest import running_app
from tests.browser.visit import Visit
from tests.browser.words import foreign

pytestmark = pytest.mark.browser

REVIEW = ROOT.parent / "shared" / "report" / "bc-ubnd-duc-pho-2022.txt"
SIZES = ((1440, 900), (1024, 768), (390, 844))
MARK = "mark.dv-mark-asked"


@pytest.fixture(scope="module")
def small(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An app whose data are one small report, its document added."""
    root = tmp_path_factory.mktemp("small")
    folder = DataFolder(root)
    write(folder, TEXT)
    kept.keep(root / "state", "bao-cao.txt", TEXT.encode(), "an", Card())
    with running_app(root, settings={"DANVAN_DATA": str(folder.path)}) as address:
        yield address


@pytest.fixture(scope="module")
def reviewed(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An app with the data that ship and the review added."""
    if not REVIEW.exists():
        pytest.skip("the review is not beside the project")
    root: Path = tmp_path_factory.mktemp("reviewed")
    kept.keep(root / "state", REVIEW.name, REVIEW.read_bytes(), "an", Card())
    with running_app(root) as address:
        yield address


def digits(opened: Visit) -> str:
    """Return what the browser shows as marked, without what is only said."""
    return str(opened.page.evaluate(f"() => document.querySelector('{MARK}').lastChild.textContent"))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize(
    "query", [f"cau={span(TEXT, '4,5')}", "van-ban=1", ""], ids=["cau", "van-ban", "list"]
)
def test_sentence_document_and_list_fit_every_size_and_shut_nobody_out(
    small: str, visit: Callable[..., Visit], query: str, size: tuple[int, int]
) -> None:
    opened = visit(f"{small}/nguon?nguon={SOURCE}&{query}", size)
    opened.screenshot(f"sources-{query[:3] or 'list'}-{size[0]}")
    assert not opened.is_too_wide()
    assert findings(opened.page) == []
    assert (
        opened.page.evaluate("() => document.querySelectorAll('.dv-whole script, .dv-cite script').length")
        == 0
    )


def test_in_english_no_vietnamese_words_of_ours_are_left(small: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{small}/nguon?nguon=mau_xa_phuong&ngon-ngu=en")
    assert foreign(opened.words, "en") == []


def test_pressing_a_number_of_the_first_page_leads_to_its_sentence_and_back_returns(
    reviewed: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(reviewed)
    opened.page.click(".dv-headline a.dv-value >> nth=0")
    opened.page.wait_for_selector(MARK)
    opened.settle()
    assert opened.page.url.endswith("/nguon?nguon=bc_duc_pho_2022&cau=9354-9358")
    assert digits(opened) == "3,19"
    opened.page.click(".dv-cite-ways a.dv-previous")
    opened.page.wait_for_function("() => location.search.endsWith('cau=9334-9337')")
    opened.settle()
    assert digits(opened) == "6,6"
    opened.page.go_back()
    opened.page.wait_for_function("() => location.search.endsWith('cau=9354-9358')")
    opened.settle()
    assert digits(opened) == "3,19"


def test_a_figure_of_the_whole_text_leads_to_the_charts_that_use_it(
    reviewed: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(f"{reviewed}/nguon?nguon=bc_duc_pho_2022&van-ban=1")
    opened.page.click("mark.dv-mark-figure a >> text='196.833'")
    opened.page.wait_for_selector(MARK)
    opened.settle()
    assert digits(opened) == "196.833"
    opened.page.click(".dv-cite-charts a >> nth=0")
    opened.page.wait_for_function("() => location.pathname === '/hien-dat'")
    opened.settle()
    assert "196.833 m²" in opened.words


def test_a_choice_of_source_and_place_narrows_the_list_and_lets_go_of_its_page(
    reviewed: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(f"{reviewed}/nguon?to=3")
    assert "Trang 3/14" in opened.words
    opened.page.select_option('select[data-parameter="nguon"]', "bc_duc_pho_2022")
    opened.page.wait_for_function("() => location.search === '?nguon=bc_duc_pho_2022'")
    opened.settle()
    assert opened.page.locator("a.dv-see").count() == 31
