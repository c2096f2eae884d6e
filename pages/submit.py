"""Handing in: take the form, drop the file, see what is wrong and what would change, publish, go back."""

from danvan.ui import access, cache, cards, controls, hand_in, hand_in_history, notices, state

view = state.view()
words = view.words
cards.title(words.get("page.submit.title"), words.get("page.submit.sentence"))
controls.units_kept(view)
allowed = access.of_reader(cache.catalogue())
cards.section(words.get("page.submit.form"))
hand_in.form_to_take(view, allowed)
cards.section(words.get("page.submit.hand_in"))
notices.access(view, allowed)
if allowed.may:
    hand_in.desk(view, allowed)
cards.section(words.get("page.submit.history.title"))
hand_in_history.show(view, allowed)
