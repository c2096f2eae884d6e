"""SQL for those who want it: a question, its answer, and beside them what may be asked."""

import streamlit as st

from danvan.ui import cards, controls, sql_console, sql_tables, state

view = state.view()
cards.title(view.words.get("page.console.title"), view.words.get("page.console.sentence"))
controls.units_kept(view)
left, right = st.columns([3, 2])
with left:
    sql_console.show(view)
with right:
    sql_tables.show(view)
