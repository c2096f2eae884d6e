"""Everything important on one screen: the headlines field by field, and what deserves attention."""

from danvan.ui import cards, controls, findings, present_way, state
from danvan.ui.overview import show_overview

view = state.view()
question = findings.asked(view)
cards.title(
    view.words.get("page.overview.title"),
    view.words.get("page.overview.sentence", town=question.town_name),
    present_way.link_of(view, "town"),
)
controls.bar(view, fits=("units", "field", "sample"))
show_overview(view)
