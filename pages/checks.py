"""Does it add up? The figures that cannot both be right, both sides, how far apart, and who explained it."""

from danvan.ui import cards, checks, controls, state

view = state.view()
cards.title(view.words.get("page.checks.title"), view.words.get("page.checks.sentence"))
controls.bar(view, fits=("places", "field", "years"), regrouped="")
controls.units_kept(view)
checks.show(view)
