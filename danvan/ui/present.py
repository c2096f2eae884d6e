"""The page on which a presentation is prepared: the way to start it and take it away, its slides, what is kept."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from danvan import queries
from danvan.deck import asked as choosing
from danvan.exports import pdf
from danvan.ui import (
    access,
    cache,
    deck_linked,
    deck_permit,
    errors,
    present_kept,
    present_list,
    present_office,
)
from danvan.ui.markup import Attributes, app_link, element
from danvan.ui.present_deck import Prepared, parameters, prepared
from danvan.ui.state import View
from danvan.warehouse.read import Opened, warehouse

FILES = ("slides", "report")


def show(view: View) -> None:
    """Show the presentation that the address asks for, from the snapshot that it is kept to."""
    asked = parameters()
    chosen, problems = choosing.read(asked)
    kept_to = deck_linked.pinned(asked)
    opened = _opened(view, kept_to)
    with queries.reading(opened):
        deck = prepared(view, chosen, kept_to if opened.snapshot.snapshot == kept_to else "")
        st.html(_start(deck))
        st.html(_job(view))
        _problems(view, [*(one.said(view.words.language) for one in problems), *deck.deck.problems])
        st.html(present_list.slides(deck))
        st.html(present_list.add(deck))
        allowed = access.of_reader(cache.catalogue())
        permit = deck_permit.permit(allowed)
        st.html(present_kept.section(deck, permit, allowed.by))
        st.html(present_office.section(view.words, permit))


def _opened(view: View, kept_to: str) -> Opened:
    """Return the snapshot that an address is kept to, or of now, and say which where it is not that of now."""
    now = cache.opened()
    then = warehouse().opened_at(kept_to) if kept_to else now
    if then is None:
        errors.warn(view.words.get("present.action.gone", snapshot=kept_to[:60]))
    return then or now


def _problems(view: View, problems: Sequence[str]) -> None:
    """Say what of the presenter's choice is not understood."""
    if problems:
        said = [element("li", {}, escape(one)) for one in problems]
        errors.warn(view.words.get("problems.in_link"), element("ul", {}, *said))


def _start(deck: Prepared) -> str:
    """Return the button that starts the presentation, the files to take away, and which figures it is made of."""
    said = deck.words.get
    show: Attributes = {
        "class": "dv-start",
        "href": deck_linked.address(deck_linked.SHOW, deck.query()),
        "target": "_blank",
    }
    start = element("a", show, escape(said("present.action.start")))
    hint = element("p", {"class": "dv-sub"}, escape(said("present.action.hint")))
    about = element("h2", {"class": "dv-section"}, escape(_about(deck)))
    return element(
        "section",
        {"class": "dv-present", "aria-label": said("present.action.label")},
        about,
        element("div", {"class": "dv-present-start"}, start, hint),
        _files(deck),
        _identity(deck),
    )


def _about(deck: Prepared) -> str:
    return deck.words.get("page.present.about", title=deck.deck.title, subtitle=deck.deck.subtitle)


def _files(deck: Prepared) -> str:
    said = deck.words.get
    whats = [*FILES, *(f"{what}-pdf" for what in FILES if pdf.program())]
    buttons = [
        element(
            "button",
            {"type": "button", "data-export": what, "data-query": deck_linked.written(deck.query())},
            escape(said(f"present.action.{what.replace('-', '_')}")),
        )
        for what in whats
    ]
    no_pdf = (
        "" if pdf.program() else element("p", {"class": "dv-source"}, escape(said("present.action.no_pdf")))
    )
    caption = element("span", {"class": "dv-caption"}, escape(said("present.action.download")))
    return element("div", {"class": "dv-present-files"}, caption, *buttons) + no_pdf


def _identity(deck: Prepared) -> str:
    """Say which figures it is made of; and where there are newer ones, the way to these."""
    said = deck.words.get
    line = escape(said("present.action.identity", identity=deck.deck.identity))
    if deck.kept_to and deck.kept_to != warehouse().opened().snapshot.snapshot:
        newest = app_link(deck.link(kept_to=""), said("present.action.unpin"), class_="dv-clear")
        line += f" {escape(said('present.action.pinned', snapshot=deck.kept_to))} {newest}"
    return element("p", {"class": "dv-source"}, line)


def _job(view: View) -> str:
    """Return where it is said how far a file is; the same whatever is shown, so that it stays while a file is made."""
    said = view.words.get
    bar: Attributes = {
        "role": "progressbar",
        "aria-label": said("export_job.title"),
        "aria-valuemin": "0",
        "aria-valuemax": "100",
        "hidden": True,
    }
    told = {
        "data-making": said("export_job.making"),
        "data-cancelled": said("export_job.cancelled"),
        "data-again": said("export_job.again"),
        "data-away": said("present.said.away"),
        "data-lost": said("present.problem.no_job"),
    }
    return element(
        "div",
        {"class": "dv-job", "data-job": True, "hidden": True, **told},
        element("p", {"data-job-said": True, "role": "status"}),
        element("div", bar, element("span", {})),
        element(
            "button",
            {"type": "button", "data-job-cancel": True, "hidden": True},
            escape(said("export_job.cancel")),
        ),
    )
