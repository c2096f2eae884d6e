"""Choices of one page as links: each is an address, so it can be sent, and Back undoes it."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from danvan.ui.filters import address
from danvan.ui.markup import app_link, element
from danvan.ui.state import View


def one_of(parameter: str, offered: Mapping[str, str]) -> str:
    """Return the choice that the address makes, the first where it makes none or one that is not offered."""
    asked = st.query_params.get(parameter, "")
    return asked if asked in offered else next(iter(offered))


def row(view: View, parameter: str, offered: Mapping[str, str], label: str, keep: Mapping[str, str]) -> str:
    """Return the choices as a row of links; keep holds the page's other choices, which the links do not change."""
    chosen, first = one_of(parameter, offered), next(iter(offered))
    others = {name: value for name, value in keep.items() if name != parameter and value}
    links = [
        app_link(
            address("", dict(view.query) | others | ({parameter: value} if value != first else {})) or "?",
            words,
            aria_current="true" if value == chosen else False,
        )
        for value, words in offered.items()
    ]
    caption = element("span", {"class": "dv-caption"}, escape(label))
    return element("div", {"class": "dv-choice", "role": "group", "aria-label": label}, caption, *links)
