"""The script that draws every page: head, what is wrong with the link or the data, then the page itself."""

import streamlit as st

from danvan import queries
from danvan.ui import errors, navigation, state
from danvan.warehouse.read import NoSnapshot, Opened, warehouse


def main() -> None:
    """Draw the page that the address asks for, all of it from one snapshot."""
    try:
        opened = warehouse().opened()
    except NoSnapshot as missing:
        errors.no_snapshot(missing.issues)
        return
    with queries.reading(opened):
        _draw(opened)


def _draw(opened: Opened) -> None:
    view = state.view()
    current, page = navigation.choose(view)
    st.set_page_config(
        page_title=f"{navigation.title(view, current)} · {view.words.get('app.name')}", layout="wide"
    )
    navigation.head(view, current)
    errors.problems_of_link(view)
    errors.problems(view, opened.issues)
    page.run()


main()
