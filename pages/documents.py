"""Reading a report by machine: add the file, decide what its numbers say, publish what was accepted."""

from danvan.ui import cards, documents, state

view = state.view()
cards.title(view.words.get("page.documents.title"), view.words.get("page.documents.sentence"))
documents.show(view)
