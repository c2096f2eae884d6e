"""The pages of the app: name of the file in pages/, and the address under which a reader finds it."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page; `name` is its file in pages/ and its title's key, `url_path` is empty for the first page.

    A page that is not listed is reached from where it is needed, and stands in the navigation only while it is shown.
    """

    name: str
    url_path: str
    listed: bool = True

    @property
    def file(self) -> Path:
        """Where the page's script is."""
        return ROOT / "pages" / f"{self.name}.py"

    @property
    def href(self) -> str:
        """The address of the page without any filter."""
        return f"/{self.url_path}"


PAGES = (
    SitePage("overview", ""),
    SitePage("poverty", "giam-ngheo"),
    SitePage("contributions", "hien-dat"),
    SitePage("security", "tin-bao"),
    SitePage("models", "mo-hinh"),
    SitePage("ward", "ho-so"),
    SitePage("explore", "phan-tich"),
    SitePage("present", "trinh-chieu"),
    SitePage("sources", "nguon"),
    SitePage("checks", "doi-chieu"),
    SitePage("submit", "nap-so-lieu"),
    SitePage("documents", "tai-lieu"),
    SitePage("console", "sql", listed=False),
)


def named(name: str) -> SitePage:
    """Return the page of this name; raise KeyError where there is none."""
    for page in PAGES:
        if page.name == name:
            return page
    raise KeyError(f"There is no page {name!r}; there are {', '.join(page.name for page in PAGES)}.")


def at(url_path: str) -> SitePage | None:
    """Return the page at this address, None where there is none."""
    return next((page for page in PAGES if page.url_path == url_path), None)
