"""Any question to the figures: indicators, units, periods, measure, form; how sure the answer is; taking it away."""

from danvan.ui import cards, controls, explore, findings, state

view = state.view()
question = findings.asked(view)
cards.title(
    view.words.get("page.explore.title"), view.words.get("page.explore.sentence", town=question.town_name)
)
controls.bar(view, fits=("places", "units", "field", "years", "sample"), regrouped="")
explore.show(view)
