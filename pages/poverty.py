"""Less poverty: the trend by standard, the wards on one scale, first against last year."""

import streamlit as st

from danvan.story import poverty
from danvan.ui import cards, controls, findings, state

view = state.view()
question = findings.asked(view)
cards.title(
    view.words.get("page.poverty.title"), view.words.get("page.poverty.sentence", town=question.town_name)
)
controls.bar(view, fits=("places", "units", "years", "sample"))
findings.show(view, poverty.trend)
left, right = st.columns(2)
with left:
    findings.show(view, poverty.wards)
with right:
    findings.show(view, poverty.first_against_last)
