"""What residents gave: the town as reported, then one contribution by ward and year, counted as the reader wants."""

import streamlit as st

from danvan.story import contributions
from danvan.ui import cards, contribution_choice, controls, findings, headline_row, state

view = state.view()
question = findings.asked(view)
words = view.words
cards.title(
    words.get("page.contributions.title"), words.get("page.contributions.sentence", town=question.town_name)
)
controls.bar(view, fits=("places", "units", "years", "sample"))
cards.section(words.get("page.contributions.reported"))
headline_row.contributions(view, contributions.REPORTED)
cards.section(words.get("page.contributions.wards"))
way = contribution_choice.choose(view)
left, right = st.columns(2)
with left:
    findings.show(view, contributions.by_ward, way)
with right:
    findings.show(view, contributions.by_year, way)
findings.show(view, contributions.ward_by_year, way)
