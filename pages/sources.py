"""Who says so: the documents, every figure with its sentence in its document, what the sources leave open."""

from danvan.ui import cards, source_list, state

view = state.view()
cards.title(view.words.get("page.sources.title"), view.words.get("page.sources.sentence"))
source_list.show(view)
