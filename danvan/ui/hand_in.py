"""The desk at which figures are handed in: the form to take, files to drop, what is wrong, what changes, publish."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from danvan import format as fmt
from danvan import paths
from danvan.exports.form import form
from danvan.exports.marked import marked
from danvan.intake.figure_values import Asked
from danvan.intake.issue import DataError
from danvan.intake.submission import HandedFile
from danvan.submission import publish
from danvan.submission.review import Review, check
from danvan.text import Words
from danvan.ui import cache, errors, review_tables
from danvan.ui.access import Access
from danvan.ui.markup import element, plain_label
from danvan.ui.state import View
from danvan.warehouse.history import Entry
from danvan.warehouse.read import warehouse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STYLES = ("vi", "en")
# Streamlit's own words on this page, by the key of ours; it has no other language.
STREAMLIT_WORDS = {
    "upload": "^Upload$",
    "per_file": "^([0-9.]+) ?MB per file$",
    "add": "^Add files$",
    "remove": "^(?:Remove|Delete) (?=.)",
    "too_large": "^File must be ([0-9.]+) ?MB or smaller[.]?$",
    "clear": "^Clear (?:value|all|selection)$",
}
# What was published, kept until the next files are dropped; a number that empties the box for files; the files in
# it, and what was asked and confirmed about them.
_PUBLISHED, _ROUND, _FILES = "hand_in_published", "hand_in_round", "hand_in_in_box"
_ASKED, _CONFIRMED, _REVIEW = "hand_in_asked", "hand_in_confirmed", "hand_in_review"


@dataclass(frozen=True)
class Desk:
    """What one run of the page needs: the words, who hands in, and the files in the box."""

    view: View
    access: Access
    files: tuple[HandedFile, ...]
    answers: dict[str, str]

    @property
    def words(self) -> Words:
        return self.view.words


def form_to_take(view: View, access: Access) -> None:
    """Offer the form, for one ward or for all."""
    catalogue, words = cache.catalogue(), view.words
    wards = [place for place in catalogue.places.values() if place.level == "ward"]
    mine = [ward.place for ward in wards if access.units is None or ward.place in access.units]
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    with left:
        place = st.selectbox(
            words.get("page.submit.form_for"),
            ["", *mine],
            format_func=lambda code: review_tables.unit_name(catalogue, code, words),
            key="hand_in_form_place",
        )
    with right:
        st.download_button(
            words.get("page.submit.take_form"),
            data=lambda: form(catalogue, words, place=place or None),
            file_name=f"bieu-so-lieu{'-' + catalogue.places[place].slug if place else ''}.xlsx",
            mime=XLSX,
            on_click="ignore",
            width="stretch",
            key="hand_in_form",
        )


def desk(view: View, access: Access) -> None:
    """Show the box for files and, once there are some, what is wrong with them and what they would change."""
    words = view.words
    st.html(streamlit_words(words))
    dropped = st.file_uploader(
        words.get("page.submit.files"),
        accept_multiple_files=True,
        key=f"hand_in_files_{st.session_state.get(_ROUND, 0)}",
    )
    if not dropped:
        st.session_state.pop(_REVIEW, None)
        _say_published(view)
        return
    st.session_state.pop(_PUBLISHED, None)
    files = tuple(_named(file.name, dropped[:at], file.getvalue()) for at, file in enumerate(dropped))
    _forget_other_files([file.file_id for file in dropped])
    try:
        _show(Desk(view, access, files, _answers()))
    except DataError as error:
        errors.problems(view, error.issues)


def streamlit_words(words: Words) -> str:
    """Return, out of sight, how Streamlit's English words read here: patterns and words, for app.js."""
    read = [(pattern, words.get(f"streamlit.{key}")) for key, pattern in STREAMLIT_WORDS.items()]
    return element("div", {"id": "dv-words", "hidden": True, "data-words": json.dumps(read)})


def _forget_other_files(ids: Sequence[str]) -> None:
    """Forget what was asked and confirmed about files that are no longer in the box."""
    if st.session_state.get(_FILES) != ids:
        for key in (_ASKED, _CONFIRMED):
            st.session_state.pop(key, None)
        st.session_state[_FILES] = ids


def _named(name: str, before: Sequence[object], content: bytes) -> HandedFile:
    """Return a file under a name of its own, also where two of the same name are dropped."""
    taken = sum(getattr(other, "name", "") == name for other in before)
    return HandedFile(f"{name} ({taken + 1})" if taken else name, content)


def _show(desk: Desk) -> None:
    review = _review(desk)
    st.html(review_tables.summary(review, desk.words))
    _questions(desk, review)
    if review.issues:
        st.html(review_tables.issues(review.issues, desk.words))
        _marked_files(desk, review)
    if review.trial is not None and review.catalogue is not None:
        st.html(review_tables.changes(review.trial, review.catalogue, desk.words))
        _publish(desk, review)


def _review(desk: Desk) -> Review:
    """Check the files in the box; while nothing that matters changes, what was found is kept for the session."""
    state, opened = st.session_state, cache.opened()
    about = (state[_FILES], desk.answers, desk.access.units, opened.snapshot.snapshot)
    if _REVIEW not in state or state[_REVIEW][0] != about:
        bar = st.progress(0.0, text=desk.words.get("page.submit.reading"))
        review = check(
            desk.files,
            opened,
            paths.data_dir(),
            paths.state_dir(),
            answers=desk.answers,
            allowed=desk.access.units,
            progress=_progress(bar),
        )
        bar.empty()
        state[_REVIEW] = (about, review)
    found: Review = state[_REVIEW][1]
    return found


def _progress(bar: DeltaGenerator) -> Callable[[float], None]:
    def show(share: float) -> None:
        bar.progress(share)

    return show


def _questions(desk: Desk, review: Review) -> None:
    """Ask how the numbers of a column are meant where nothing in the file decides it; what was asked stays asked."""
    asked = st.session_state.setdefault(_ASKED, {})
    asked |= {one.key: one for one in review.handed.asked}
    for one in asked.values():
        column, file = plain_label(one.where.column or ""), plain_label(one.where.file)
        st.radio(
            desk.words.get("page.submit.question", column=column, file=file),
            list(STYLES),
            index=None,
            format_func=partial(_example, desk, one),
            key=_answer_key(one.key),
        )


def _answers() -> dict[str, str]:
    """Return the answers that were given to what was asked about these files."""
    given = {key: st.session_state.get(_answer_key(key)) for key in st.session_state.get(_ASKED, {})}
    return {key: answer for key, answer in given.items() if answer}


def _answer_key(key: str) -> str:
    return f"hand_in_answer_{key}"


def _example(desk: Desk, asked: Asked, style: str) -> str:
    """Return the first number of a column as written, and what it is in one style."""
    written, *readings = asked.examples[0]
    indicator, value = asked.indicator, readings[STYLES.index(style)]
    language = desk.words.language
    return (
        f"{written} → {fmt.value(value, unit=indicator.unit, decimals=indicator.decimals, language=language)}"
    )


def _marked_files(desk: Desk, review: Review) -> None:
    """Offer each file with its faults marked."""
    for number, file in enumerate(desk.files):
        found = [issue for issue in review.issues if issue.file == file.name]
        if not found:
            continue
        opened = review.handed.opened.get(file.name)
        st.download_button(
            desk.words.get("page.submit.take_marked", file=plain_label(file.name)),
            data=lambda file=file, opened=opened, found=found: marked(  # type: ignore[misc]
                file.name, file.content, opened, found, desk.words
            ),
            file_name=f"can-xem-lai-{number + 1}.xlsx",
            mime=XLSX,
            on_click="ignore",
            key=f"hand_in_marked_{number}",
        )


def _publish(desk: Desk, review: Review) -> None:
    """Ask who hands in and whether the warnings are right, then publish."""
    trial, words = review.trial, desk.words
    if review.has_errors or trial is None or trial.changes_nothing:
        return
    by = desk.access.by or st.text_input(words.get("page.submit.by"), max_chars=80, key="hand_in_by")
    confirmed = not review.to_confirm or st.checkbox(
        words.count("page.submit.confirm", len(review.to_confirm), number=str(len(review.to_confirm))),
        key=_CONFIRMED,
    )
    if not by.strip():
        st.html(element("p", {"class": "dv-sub"}, escape(words.get("page.submit.by_first"))))
    ready = bool(by.strip()) and confirmed
    if st.button(words.get("page.submit.publish"), type="primary", disabled=not ready, key="hand_in_publish"):
        _submit(desk, by.strip(), confirmed=confirmed)


def _submit(desk: Desk, by: str, *, confirmed: bool) -> None:
    with st.spinner(desk.words.get("page.submit.publishing"), show_time=False):
        outcome = publish.submit(
            desk.files,
            by,
            paths.data_dir(),
            paths.state_dir(),
            answers=desk.answers,
            allowed=desk.access.units,
            confirmed=confirmed,
        )
    warehouse().look_again()
    if outcome.entry is not None:
        st.session_state[_PUBLISHED] = outcome.entry
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        st.rerun()
    st.html(review_tables.summary(outcome.review, desk.words))


def _say_published(view: View) -> None:
    entry: Entry | None = st.session_state.get(_PUBLISHED)
    if entry is not None:
        st.html(review_tables.published(entry, cache.catalogue(), view.words, date.today()))
