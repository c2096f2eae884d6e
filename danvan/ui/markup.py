"""HTML of our own, put together without forgetting to escape."""

import re
from collections.abc import Mapping
from html import escape

Attributes = Mapping[str, str | bool]
_MARKDOWN = re.compile(r"[!-/:-@\[-`{-~]")


def element(tag: str, attributes: Attributes, *content: str) -> str:
    """Return an element around content that is already HTML; an attribute that is False is left out."""
    return f"<{tag}{_written(attributes)}>{''.join(content)}</{tag}>"


def void(tag: str, attributes: Attributes) -> str:
    """Return an element that has no content, such as input."""
    return f"<{tag}{_written(attributes)}>"


def app_link(href: str, words: str, **attributes: str | bool) -> str:
    """Return a link inside the app, which app.js follows without loading the page anew."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    link: dict[str, str | bool] = {"data-app-link": True, "href": href}
    return element("a", link | named, escape(words))


def plain_label(text: str) -> str:
    """Return a text so that a label of Streamlit, which reads Markdown, shows it as it is."""
    return _MARKDOWN.sub(r"\\\g<0>", text)


def _written(attributes: Attributes) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not False
    )
