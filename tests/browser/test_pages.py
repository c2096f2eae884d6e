"""Every page, in both languages, at three widths of window."""

from collections.abc import Callable

import pytest

from danvan.ui.sitemap import PAGES, SitePage
from tests.browser.accessibility import findings
from tests.browser.visit import Visit
from tests.browser.words import foreign

pytestmark = pytest.mark.browser

SIZES = ((1440, 900), (1024, 768), (390, 844))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_page_opens_whole_in_its_language(
    app: str, visit: Callable[..., Visit], page: SitePage, language: str, size: tuple[int, int]
) -> None:
    """No error, no foreign request or word, no sideways scroll, nothing that shuts a reader out."""
    query = "?ngon-ngu=en" if language == "en" else ""
    opened = visit(f"{app}{page.href}{query}", size)
    opened.screenshot(f"{page.name}-{language}-{size[0]}")
    assert opened.page.evaluate("document.documentElement.lang") == language
    assert foreign(opened.words, language) == []
    assert not opened.is_too_wide()
    assert findings(opened.page) == []


def test_first_page_fits_one_screen(app: str, visit: Callable[..., Visit]) -> None:
    """A leader sees everything important at 1440 x 900 without scrolling."""
    opened = visit(app)
    height = opened.page.evaluate(
        "document.querySelector('[data-testid=\"stMainBlockContainer\"]').scrollHeight"
    )
    assert height <= 900
