"""Preparing a presentation: what it is about, start it or take it away as files, its slides, what is kept."""

from danvan.ui import cards, controls, present, state

view = state.view()
cards.title(view.words.get("page.present.title"), view.words.get("page.present.sentence"))
controls.bar(view)
present.show(view)
