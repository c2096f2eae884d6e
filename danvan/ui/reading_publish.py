"""Publishing what was accepted of a document: what would change, what to confirm, who does it, and where it then is."""

from html import escape

import streamlit as st

from danvan import paths
from danvan.intake.issue import DataError
from danvan.submission.publish import DONE, Outcome
from danvan.submission.reading import check_reading, publish_reading
from danvan.submission.review import Review
from danvan.ui import cache, documents_add, documents_linked, review_tables, sitemap, sources_linked
from danvan.ui.access import Access
from danvan.ui.filters import LANGUAGE
from danvan.ui.markup import app_link, element
from danvan.ui.reading_opened import Opened
from danvan.ui.reading_words import Sayer
from danvan.warehouse.history import Entry
from danvan.warehouse.read import warehouse

_PUBLISHED, _REVIEW = "documents_published", "documents_review"
# The pages of each field, on which its figures stand.
PAGES = {
    "kinh_te": ("contributions", "poverty"),
    "van_hoa_xa_hoi": ("poverty", "models"),
    "quoc_phong_an_ninh": ("security",),
    "he_thong_chinh_tri": ("models",),
}


def step(opened: Opened, access: Access, sayer: Sayer) -> None:
    """Show what would change and publish it, or that it was published."""
    back = documents_linked.address(sayer.words.language, document=opened.key)
    st.html(element("p", {"class": "dv-document-ways"}, app_link(back, sayer.say("publish.back"))))
    done: tuple[str, Entry] | None = st.session_state.get(_PUBLISHED)
    if (
        done is not None
        and done[0] == _state_of(opened)
        and done[1].snapshot == cache.opened().snapshot.snapshot
    ):
        st.html(published(opened, done[1], sayer))
        return
    st.html(_about(opened, sayer))
    try:
        review = _review(opened, access, sayer)
        _show(opened, access, sayer, review)
    except DataError as error:
        st.html(documents_add.problems(error.issues, sayer))


def _about(opened: Opened, sayer: Sayer) -> str:
    """Say how much goes into the data, and how much is still undecided."""
    desk = opened.desk
    counts = {"figures": str(len(desk.to_publish)), "models": str(len(desk.models_to_publish))}
    undecided = len(desk.undecided) + len(desk.models_undecided)
    said = [sayer.say("publish.sentence", **counts)]
    if undecided:
        said.append(sayer.count("publish.open", undecided))
    heading = element("h2", {"class": "dv-section"}, escape(sayer.say("publish.title")))
    return heading + element("p", {"class": "dv-sub"}, escape(" ".join(said)))


def _state_of(opened: Opened) -> str:
    """Return what tells the decisions of now from others: how many there are, and those that hold."""
    figures = sum(len(row.decisions) for row in opened.desk.rows)
    return f"{opened.key} {figures + sum(len(row.decisions) for row in opened.desk.models)}"


def _review(opened: Opened, access: Access, sayer: Sayer) -> Review:
    """Return what would change, found once for the same decisions and figures."""
    about = (_state_of(opened), opened.kept.card, access.units, cache.opened().snapshot.snapshot)
    kept = st.session_state.get(_REVIEW)
    if kept is None or kept[0] != about:
        with st.spinner(sayer.say("publish.checking"), show_time=False):
            review = check_reading(
                opened.key, cache.opened(), paths.data_dir(), paths.state_dir(), allowed=access.units
            )
        st.session_state[_REVIEW] = kept = (about, review)
    found: Review = kept[1]
    return found


def _show(opened: Opened, access: Access, sayer: Sayer, review: Review) -> None:
    words = sayer.words
    st.html(review_tables.summary(review, words))
    if review.issues:
        st.html(review_tables.issues(review.issues, words))
    if review.trial is None or review.catalogue is None:
        return
    st.html(review_tables.changes(review.trial, review.catalogue, words))
    if review.has_errors or review.trial.changes_nothing:
        return
    by = access.by or st.text_input(sayer.say("publish.by"), max_chars=80, key="documents_publish_by")
    number = len(review.to_confirm)
    confirmed = not number or st.checkbox(
        words.count("page.submit.confirm", number, number=str(number)), key="documents_confirmed"
    )
    if not by.strip():
        st.html(element("p", {"class": "dv-sub"}, escape(sayer.say("publish.by_first"))))
    ready = bool(by.strip()) and confirmed
    if st.button(sayer.say("publish.do"), type="primary", disabled=not ready, key="documents_publish"):
        _publish(opened, access, sayer, by.strip(), confirmed=confirmed)


def _publish(opened: Opened, access: Access, sayer: Sayer, by: str, *, confirmed: bool) -> None:
    with st.spinner(sayer.say("publish.publishing"), show_time=False):
        outcome: Outcome = publish_reading(
            opened.key, by, paths.data_dir(), paths.state_dir(), allowed=access.units, confirmed=confirmed
        )
    warehouse().look_again()
    if outcome.result == DONE and outcome.entry is not None:
        st.session_state[_PUBLISHED] = (_state_of(opened), outcome.entry)
        st.session_state.pop(_REVIEW, None)
        st.rerun()
    st.html(review_tables.summary(outcome.review, sayer.words))


def published(opened: Opened, entry: Entry, sayer: Sayer) -> str:
    """Say that figures are published, and lead to the pages that show them and to the history."""
    name = opened.kept.card.short or opened.kept.name
    fields = {
        opened.catalogue.indicators[row.figure.indicator].field
        for row in opened.desk.to_publish
        if row.figure and row.figure.indicator in opened.catalogue.indicators
    }
    models = ("models",) if opened.desk.models_to_publish else ()
    pages = dict.fromkeys(
        ["overview", *(page for field in sorted(fields) for page in PAGES.get(field, ())), *models]
    )
    links = [app_link(_link(page, sayer), sayer.words.get(f"navigation.{page}")) for page in pages]
    numbers = {count: str(getattr(entry, count)) for count in ("new", "changed", "same", "models")}
    told = [sayer.words.get("hand_in.counts", **numbers)]
    if entry.removed:
        told.append(sayer.words.count("accepting.removed", entry.removed, number=str(entry.removed)))
    query = {} if sayer.words.language == "vi" else {LANGUAGE: sayer.words.language}
    sentences = sources_linked.href_of_source(query, opened.source)
    return element(
        "section",
        {"class": "dv-notice dv-notice-good", "role": "status"},
        element("strong", {}, escape(sayer.say("publish.done", name=name))),
        " ",
        escape(" ".join(told)),
        element("p", {"class": "dv-document-ways"}, escape(sayer.say("publish.see")), " ", *links),
        element(
            "p",
            {"class": "dv-document-ways"},
            app_link(sentences, sayer.say("publish.sentences")),
            app_link(_link("submit", sayer), sayer.say("publish.history")),
        ),
    )


def _link(page: str, sayer: Sayer) -> str:
    href = sitemap.named(page).href
    return href if sayer.words.language == "vi" else f"{href}?{LANGUAGE}={sayer.words.language}"
