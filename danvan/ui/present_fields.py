"""Forms of the page of presentations: labelled fields, and a form whose content present.js sends to the server.

Fields have no names of HTML, because Streamlit takes away those that a page has already, such as title.
"""

import json
from collections.abc import Mapping
from html import escape

from danvan.text import Words
from danvan.ui.markup import Attributes, element, void


def form(
    words: Words,
    to: str,
    content: Mapping[str, str],
    *fields: str,
    button: str,
    with_address: bool = False,
    done: str = "",
) -> str:
    """Return a form that sends content and fields to an address of the server; button and done are keys of words."""
    attributes: Attributes = {
        "class": "dv-deck-form",
        "data-deck-post": to,
        "data-content": json.dumps(content),
        "data-with-address": with_address,
        "data-away": words.get("present.said.away"),
        "data-done": words.get(done) if done else "",
    }
    send = element("button", {"type": "submit"}, escape(words.get(button)))
    told = element("p", {"data-said": True, "role": "status", "class": "dv-source"})
    return element("form", attributes, *fields, element("div", {"class": "dv-line"}, send, told))


def line(caption: str, name: str, value: str = "", *, most: int = 300, hint: str = "") -> str:
    """Return a field of one line under its caption."""
    attributes: Attributes = {
        "type": "text",
        "data-field": name,
        "value": value,
        "maxlength": str(most),
        "placeholder": hint or False,
        "autocomplete": "off",
    }
    return _labelled(caption, void("input", attributes))


def lines(caption: str, name: str, value: str = "", *, most: int = 4000) -> str:
    """Return a field of several lines under its caption."""
    # A line break right behind the tag is not part of the text.
    box = element("textarea", {"data-field": name, "rows": "4", "maxlength": str(most)}, f"\n{escape(value)}")
    return _labelled(caption, box)


def box(caption: str, name: str) -> str:
    """Return a box to tick, its caption behind it."""
    tick = void("input", {"type": "checkbox", "data-field": name, "value": "1"})
    return element("label", {"class": "dv-tick"}, tick, element("span", {}, escape(caption)))


def _labelled(caption: str, field: str) -> str:
    return element("label", {}, element("span", {"class": "dv-caption"}, escape(caption)), field)
