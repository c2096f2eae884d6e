"""Who says so: the documents, every figure with its place in its document, what the sources leave open."""

from danvan.ui import cards, controls, source_list, state

view = state.view()
cards.title(view.words.get("page.sources.title"), view.words.get("page.sources.sentence"))
controls.bar(view, fits=("field", "sample"), regrouped="")
controls.units_kept(view)
source_list.show(view)
