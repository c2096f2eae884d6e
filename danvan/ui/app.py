"""The script that draws every page: head, what is wrong with the data or the link, then the page itself."""

import streamlit as st

from danvan.ui import cache, errors, navigation, state


def main() -> None:
    """Draw the page that the address asks for."""
    view = state.view()
    current, page = navigation.choose(view)
    st.set_page_config(page_title=f"{navigation.title(view, current)} · {view.words.get('app.name')}", layout="wide")
    navigation.head(view, current)
    errors.problems_of_link(view)
    errors.problems(view, cache.issues())
    page.run()


main()
