"""Which models, where, how far they have spread: coverage, map, matrix, hosts, and one model's card."""

import streamlit as st

from danvan.story import model_matrix, models
from danvan.ui import cards, controls, findings, model_choice, state

view = state.view()
question = findings.asked(view)
words = view.words
cards.title(words.get("page.models.title"), words.get("page.models.sentence", town=question.town_name))
controls.bar(view, fits=("places", "units", "field"), regrouped="models")
wanted = model_choice.choose(view)
model_choice.show_card(view)
left, right = st.columns(2)
with left:
    findings.show(view, models.ward_map, wanted)
    findings.show(view, models.coverage)
with right:
    findings.show(view, models.by_group, wanted, "field")
    findings.show(view, models.by_group, wanted, "host_group")
findings.show(view, model_matrix.matrix, wanted)
model_choice.show_list(view, wanted)
