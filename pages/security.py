"""Stands in until the page is written."""

import streamlit as st

from danvan.ui import controls, state

view = state.view()
controls.bar(view)
st.html(f"<p>{view.query}</p>")
