"""Tips, cases, persons and mediation: the town as reported, then wards with what small counts leave open."""

import streamlit as st

from danvan.story import security, security_ratios
from danvan.ui import cards, controls, findings, headline_row, security_choice, state

view = state.view()
question = findings.asked(view)
words = view.words
cards.title(words.get("page.security.title"), words.get("page.security.sentence", town=question.town_name))
controls.bar(view, fits=("places", "units", "years", "sample"))
headline_row.tips_and_cases(view, security.REPORTED)
cards.section(words.get("page.security.tips"))
findings.show(view, security.by_year)
findings.show(view, security.ward_by_year, security_choice.choose(view))
left, right = st.columns(2)
with left:
    findings.show(view, security_ratios.cases_per_100_tips)
with right:
    findings.show(view, security_ratios.persons_per_case)
cards.section(words.get("page.security.mediation"))
findings.show(view, security_ratios.mediation)
