"""The page of documents: adding one and the list of them, the desk of one, or publishing what was accepted of it."""

from contextlib import suppress
from functools import partial
from html import escape

import streamlit as st

from danvan import paths
from danvan.documents import kept, laid_down
from danvan.intake.issue import DataError
from danvan.ui import (
    access,
    cache,
    cards,
    deck_permit,
    documents_add,
    documents_linked,
    documents_list,
    errors,
    notices,
    reading_page,
    reading_publish,
)
from danvan.ui.access import Access
from danvan.ui.documents_card import codes_by_name
from danvan.ui.markup import element
from danvan.ui.reading_opened import Opened, opened
from danvan.ui.reading_page import Page
from danvan.ui.reading_words import Sayer
from danvan.ui.state import View


def show(view: View) -> None:
    """Show what the address asks for."""
    sayer, allowed = Sayer(view.words, cache.catalogue()), access.of_reader(cache.catalogue())
    asked = {name: st.query_params[name] for name in st.query_params}
    key, filter_asked, part, publishing = documents_linked.parameters(asked)
    found = _opened(key, sayer) if key else None
    if found is None:
        _all(view, sayer, allowed)
        return
    permit = deck_permit.permit(allowed)
    st.html(
        documents_list.about(found, sayer, permit if documents_list.is_theirs(found.kept, allowed) else "")
    )
    if publishing and allowed.may:
        reading_publish.step(found, allowed, sayer)
        return
    places = allowed.units if allowed.may else frozenset()
    st.html(reading_page.desk(Page(found, sayer, filter_asked, part, places, permit, allowed.by)))


def _opened(key: str, sayer: Sayer) -> Opened | None:
    """Return the document asked for, None with the reason said where it is not there or damaged."""
    try:
        found = opened(key)
    except DataError as error:
        st.html(documents_add.problems(error.issues, sayer))
        return None
    if found is None:
        errors.warn(sayer.say("unknown", value=key[:40]))
    return found


def _take_in(sayer: Sayer) -> None:
    """Keep what lies in the folder of documents, and say what cannot be; each file is tried once as it is."""
    state, places = paths.state_dir(), codes_by_name(sayer.catalogue)
    for path in laid_down.files(state):
        with suppress(FileNotFoundError):  # another reader's page has just kept it
            found = path.stat()
            key = ("laid_down", path.name, found.st_mtime_ns, found.st_size)
            issues = cache.remember(key, partial(laid_down.take_in, state, path, places))
            if issues:
                st.html(documents_add.problems(issues, sayer, path.name))


def _all(view: View, sayer: Sayer, allowed: Access) -> None:
    """Show the box for a new document to who may hand in, and the documents at hand to everybody."""
    notices.access(view, allowed)
    if allowed.may:
        documents_add.box(allowed, sayer)
    cards.section(sayer.say("list"))
    _take_in(sayer)
    try:
        found = kept.all_kept(paths.state_dir())
    except OSError as error:
        st.html(element("p", {"class": "dv-missing"}, escape(str(error))))
        return
    st.html(documents_list.listed(found, sayer, allowed, deck_permit.permit(allowed)))
