"""Who may hand in, said on the page; and the way to sign in where that is set up."""

from html import escape

import streamlit as st

from danvan.ui import cache
from danvan.ui.access import Access
from danvan.ui.markup import element
from danvan.ui.review_tables import unit_name
from danvan.ui.state import View


def access(view: View, shown: Access) -> None:
    """Say whether and as whom the reader may hand in."""
    words = view.words
    said = words.get(f"page.submit.access.{shown.reason}")
    if shown.by:
        said = f"{said} {shown.by}."
    if shown.units is not None:
        names = [unit_name(cache.catalogue(), code, words) for code in sorted(shown.units)]
        said = f"{said} {words.get('page.submit.access.units', units=', '.join(names))}"
    st.html(element("p", {"class": "dv-sub" if shown.may else "dv-missing"}, escape(said)))
    if shown.reason == "sign_in":
        st.button(words.get("page.submit.sign_in"), on_click=st.login, key="hand_in_sign_in")
    elif shown.reason in ("editor", "no_editor") and hasattr(st.user, "is_logged_in"):
        st.button(words.get("page.submit.sign_out"), on_click=st.logout, key="hand_in_sign_out")
