"""Adding a document: the box for the file, its card as guessed from its text, and keeping it."""

import re
from collections.abc import Sequence
from hashlib import sha256
from html import escape

import streamlit as st

from danvan import format as fmt
from danvan import paths
from danvan.documents import cards, kept
from danvan.documents.document import Document
from danvan.documents.extracted import extracted
from danvan.documents.kept import Card, Kept
from danvan.intake.guards import UPLOAD
from danvan.intake.issue import DataError, Issue
from danvan.ui import cache, documents_linked
from danvan.ui.access import Access
from danvan.ui.documents_card import LONGEST, card_of, codes_by_name, places
from danvan.ui.hand_in import streamlit_words
from danvan.ui.markup import app_link, element
from danvan.ui.reading_fields import Unfit
from danvan.ui.reading_words import Sayer

# A number that empties the box for files; the file in it with its text.
_ROUND, _TEXT = "documents_round", "documents_text"
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


def box(access: Access, sayer: Sayer) -> None:
    """Show the box for a file; once there is one, what it is, its card to be checked, and the way to keep it."""
    st.html(streamlit_words(sayer.words))
    dropped = st.file_uploader(
        sayer.say("drop"),
        max_upload_size=round(UPLOAD.bytes / 1e6),
        key=f"documents_file_{st.session_state.get(_ROUND, 0)}",
    )
    if dropped is None:
        st.session_state.pop(_TEXT, None)
        return
    content = dropped.getvalue()
    try:
        document = _text_of(dropped.name, content, sayer)
    except DataError as error:
        st.html(problems(error.issues, sayer))
        return
    known = kept.find(paths.state_dir(), kept.key_of(document))
    if known is not None and not known.damaged:
        st.html(_already(known, sayer))
        return
    st.html(_found(document, sayer))
    _card(access, sayer, dropped.name, content, document)


def problems(issues: Sequence[Issue], sayer: Sayer, name: str = "") -> str:
    """Return what is wrong with a document, of several with its name, and what to do about it."""
    language = sayer.words.language
    said = [
        element(
            "li", {}, element("strong", {}, escape(one.message(language))), " ", escape(one.advice(language))
        )
        for one in issues
    ]
    attributes = {"class": "dv-notice dv-notice-wrong", "role": "alert"}
    return element(
        "section",
        attributes,
        element("strong", {}, escape(f"{name}: " if name else "") + escape(sayer.say("not_read"))),
        element("ul", {}, *said),
    )


def _text_of(name: str, content: bytes, sayer: Sayer) -> Document:
    """Return the text of the file in the box, taken out once while it lies there."""
    state, wanted = st.session_state, sha256(content).hexdigest()
    if state.get(_TEXT, ("",))[0] != wanted:
        with st.spinner(sayer.say("reading"), show_time=False):
            state[_TEXT] = (wanted, extracted(name, content))
    document: Document = state[_TEXT][1]
    return document


def _already(known: Kept, sayer: Sayer) -> str:
    """Say that a document is at hand already, and lead to it."""
    said = sayer.say("already", added=sayer.added(known.by, known.at))
    href = documents_linked.address(sayer.words.language, document=known.document)
    return element(
        "section",
        {"class": "dv-notice dv-notice-good", "role": "status"},
        escape(said),
        " ",
        app_link(href, sayer.say("open_it")),
    )


def _found(document: Document, sayer: Sayer) -> str:
    """Say what a document consists of."""
    notes = {one.note for one in document.paragraphs if one.note}
    counts = {
        "paragraphs": len(document.paragraphs) - sum(one.kind == "note" for one in document.paragraphs),
        "notes": len(notes),
        "numbers": len(_NUMBER.findall(document.text)),
        "letters": len(document.text),
    }
    said = {name: fmt.number(number, 0, sayer.words.language) for name, number in counts.items()}
    return element(
        "p", {"class": "dv-notice dv-notice-good", "role": "status"}, escape(sayer.say("found", **said))
    )


def _card(access: Access, sayer: Sayer, name: str, content: bytes, document: Document) -> None:
    """Show the card as guessed, to be corrected, and keep the document with it."""
    catalogue = cache.catalogue()
    guessed = cards.guessed_card(document, name, codes_by_name(catalogue))
    with st.form(key=f"documents_card_{kept.key_of(document)}", border=True, enter_to_submit=False):
        st.html(element("p", {"class": "dv-sentence"}, escape(sayer.say("card"))))
        fields = _fields(sayer, guessed)
        codes = places(catalogue)
        chosen = guessed.place if guessed.place in codes else catalogue.town.place
        fields["place"] = st.selectbox(
            sayer.say("card_place"), codes, index=codes.index(chosen), format_func=sayer.place
        )
        by = access.by or st.text_input(sayer.say("card_by"), max_chars=80)
        wanted = st.form_submit_button(sayer.say("keep"), type="primary")
    if not wanted:
        return
    try:
        if not by.strip():
            raise Unfit("no_adder")
        card = card_of(fields, catalogue)
        with st.spinner(sayer.say("reading"), show_time=False):
            _keep(name, content, by.strip(), card, document)
    except Unfit as why:
        st.html(
            element("p", {"class": "dv-notice", "role": "alert"}, escape(why.said()[sayer.words.language]))
        )
    except DataError as error:
        st.html(problems(error.issues, sayer))


def _fields(sayer: Sayer, guessed: Card) -> dict[str, str]:
    """Show the fields of a card that are typed, the long ones over the whole width."""
    typed = {}
    for name in ("title", "issuer"):
        typed[name] = st.text_input(
            sayer.say(f"card_{name}"), value=getattr(guessed, name), max_chars=LONGEST[name]
        )
    for column, name in zip(st.columns(3), ("short", "number", "issued_on"), strict=True):
        with column:
            typed[name] = st.text_input(
                sayer.say(f"card_{name}"), value=getattr(guessed, name), max_chars=LONGEST[name]
            )
    return typed


def _keep(name: str, content: bytes, by: str, card: Card, document: Document) -> None:
    """Keep the document, empty the box, and go to its desk."""
    made = kept.keep(paths.state_dir(), name, content, by, card, document)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state.pop(_TEXT, None)
    st.query_params[documents_linked.DOCUMENT] = made.document
    st.rerun()
