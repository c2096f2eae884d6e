"""The switch between the wards before July 2025 and the units since: from page to page, back, on paper, for all."""

from collections.abc import Callable

import pytest

from tests.browser.accessibility import findings
from tests.browser.paper import pages_of, printed
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

SWITCH = 'select[data-parameter="don-vi"]'
UNITS = ("tra-cau", "nguyen-nghiem", "duc-pho", "khanh-cuong", "sa-huynh")
NARROWEST = (390, 844)
PAGES = ("", "giam-ngheo", "hien-dat", "tin-bao", "mo-hinh", "ho-so", "phan-tich")


def test_the_switch_lets_go_of_wards_keeps_years_and_stays_from_page_to_page(
    app: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(f"{app}/giam-ngheo?xa=pho-an,pho-van&nam=2018-2020")
    opened.page.select_option(SWITCH, "moi")
    opened.settle()
    assert opened.place == "/giam-ngheo?nam=2018-2020&don-vi=moi"
    assert opened.page.locator(".dv-notice").count() == 0
    opened.page.click("nav >> text=Hồ sơ")
    opened.settle()
    assert opened.page.locator(".dv-tiles li").count() == 5
    opened.page.click(".dv-tiles >> text=Xã Nguyễn Nghiêm")
    opened.settle()
    assert opened.page.inner_text("h1") == "Xã Nguyễn Nghiêm"
    opened.page.click("text=Xem xã Phổ Nhơn (trước 7/2025)")
    opened.settle()
    assert opened.place == "/ho-so?xa=pho-nhon&nam=2018-2020"
    assert opened.page.input_value(SWITCH) == ""
    opened.back()
    assert opened.page.inner_text("h1") == "Xã Nguyễn Nghiêm"
    assert opened.page.input_value(SWITCH) == "moi"


@pytest.mark.parametrize("size", [(1440, 900), (820, 1100), NARROWEST], ids=lambda size: str(size[0]))
@pytest.mark.parametrize("language", ["", "&ngon-ngu=en"], ids=["vi", "en"])
def test_every_page_is_whole_by_the_units_since_july_2025(
    app: str, visit: Callable[..., Visit], size: tuple[int, int], language: str
) -> None:
    for page in PAGES:
        opened = visit(f"{app}/{page}?don-vi=moi{language}", size)
        assert not opened.is_too_wide(), page
        assert opened.problems() == [], page
        if size == NARROWEST:
            assert findings(opened.page) == [], page


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("language", ["", "&ngon-ngu=en"], ids=["vi", "en"])
def test_the_sheet_of_a_unit_is_one_page_of_paper(
    app: str, visit: Callable[..., Visit], unit: str, language: str
) -> None:
    opened = visit(f"{app}/ho-so?don-vi=moi&xa={unit}-2025{language}")
    assert pages_of(printed(opened.page)) == 1


@pytest.mark.parametrize("page", ["nguon", "nap-so-lieu", "sql"])
def test_a_page_that_is_the_same_by_all_units_says_so_and_leads_back_to_the_wards(
    app: str, visit: Callable[..., Visit], page: str
) -> None:
    opened = visit(f"{app}/{page}?xa=tra-cau-2025&nam=2018-2020&linh-vuc=kinh-te&don-vi=moi")
    assert opened.page.locator(".dv-notice").count() == 0
    assert opened.page.locator(".dv-units").count() == 1
    assert "5 đơn vị từ 1/7/2025; trang này giống nhau" in opened.page.inner_text(".dv-units")
    opened.page.click(".dv-units a")
    opened.settle()
    assert opened.place == f"/{page}?nam=2018-2020&linh-vuc=kinh-te"
    assert opened.page.locator(".dv-units").count() == 0
