"""The way from a page to the presentation of what it shows."""

from danvan.ui.markup import app_link
from danvan.ui.state import View, link


def link_of(view: View, about: str) -> str:
    """Return the link to the presentation under the filters of now; about is ward or town."""
    return app_link(
        link("present"), view.words.get(f"present.way.{about}"), class_="dv-present-way dv-screen"
    )
