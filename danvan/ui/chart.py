"""The one way to put a figure on a page."""

from typing import Any

import streamlit as st

from danvan.figures import theme

PICK = "pick"


def plot(figure: dict[str, Any], *, key: str, alt: str, selectable: bool = False) -> None:
    """Draw a figure; `alt` is the sentence that says what it shows, for those who do not see it.

    In a selectable figure a click on a mark adds the ward to the filter or takes it out: the mark's
    customdata, or the first of it, is the ward's code or slug. The click changes the address
    (static/app.js), so it costs the figure nothing: it stays a picture that a cache can replay, and Back
    undoes it.
    """
    with st.container(key=f"{PICK if selectable else 'plot'}-{key}"):
        st.plotly_chart(
            theme.trusted(figure), width="stretch", theme=None, key=key, config=theme.config(), alt=alt
        )
