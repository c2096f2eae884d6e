"""What was loaded when and by whom, and the way back to one of the last ten snapshots."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

import streamlit as st

from danvan import format as fmt
from danvan import paths
from danvan.intake.issue import DataError
from danvan.submission import publish
from danvan.text import Words
from danvan.ui import cache, errors, review_tables
from danvan.ui.access import Access
from danvan.ui.markup import element
from danvan.ui.state import View
from danvan.warehouse import history, loads, snapshots
from danvan.warehouse.history import Entry
from danvan.warehouse.read import warehouse

MOST_ENTRIES, MOST_DETAILS, MOST_CHANGES = 100, 20, 50
HEADS = ("at", "kind", "by", "files", "figures", "state")


def show(view: View, access: Access) -> None:
    """Show the history, newest first, and let those who may go back to a snapshot that is kept."""
    words, state = view.words, paths.state_dir()
    try:
        entries = history.read(state)
    except DataError as error:
        errors.problems(view, error.issues)
        return
    kept = {snapshot.snapshot for snapshot in snapshots.kept(state)}
    current = cache.opened().snapshot.snapshot
    newest = list(reversed(entries))[:MOST_ENTRIES]
    st.html(_table(newest, kept, current, words))
    if access.may and access.units is None:
        _way_back(view, access, [one for one in newest if one.snapshot in kept and one.snapshot != current])


def _way_back(view: View, access: Access, entries: Sequence[Entry]) -> None:
    """Offer the snapshots that can be restored; a second press confirms, because it changes every page."""
    words = view.words
    names = {entry.snapshot: _option(entry, words) for entry in reversed(entries)}
    if not names:
        return
    with st.expander(words.get("page.submit.go_back")):
        chosen = st.selectbox(
            words.get("page.submit.go_back_to"),
            list(reversed(names)),
            index=None,
            placeholder=words.get("page.submit.choose"),
            format_func=lambda name: names[name],
            key="hand_in_restore",
        )
        by = access.by or st.text_input(words.get("page.submit.by"), max_chars=80, key="hand_in_restore_by")
        sure = st.checkbox(words.get("page.submit.go_back_sure"), key="hand_in_restore_sure")
        ready = chosen is not None and sure and bool(by.strip())
        if st.button(words.get("page.submit.restore"), disabled=not ready, key="hand_in_restore_do"):
            _restore(view, str(chosen), by.strip())


def _restore(view: View, name: str, by: str) -> None:
    try:
        publish.restore(name, by, paths.data_dir(), paths.state_dir())
    except DataError as error:
        errors.problems(view, error.issues)
        return
    except publish.NoSuchSnapshot:
        st.html(element("p", {"class": "dv-missing"}, escape(view.words.get("page.submit.gone"))))
        return
    warehouse().look_again()
    st.rerun()


def _table(entries: Sequence[Entry], kept: set[str], current: str, words: Words) -> str:
    heads = [words.get(f"page.submit.history.{name}") for name in HEADS]
    head = [element("th", {"scope": "col"}, escape(name)) for name in heads]
    shown_current = next((entry for entry in entries if entry.snapshot == current), None)
    rows: list[str] = []
    for entry in entries:
        cells = (*_cells(entry, words), _state(entry, shown_current, kept, words))
        told = [escape(cell) for cell in cells]
        if len(rows) < MOST_DETAILS:
            told[HEADS.index("figures")] += _details(entry, words)
        rows.append(
            element(
                "tr",
                {},
                *(element("td", {"data-label": name}, cell) for name, cell in zip(heads, told, strict=True)),
            )
        )
    table = element(
        "table",
        {"class": "dv-table dv-stacked"},
        element("thead", {}, element("tr", {}, *head)),
        element("tbody", {}, *rows),
    )
    caption = words.get("page.submit.history.title")
    return element(
        "div", {"class": "dv-scroll", "tabindex": "0", "role": "region", "aria-label": caption}, table
    )


def _state(entry: Entry, current: Entry | None, kept: set[str], words: Words) -> str:
    """Say whether the snapshot of an entry is in use, kept or gone; a load that was cut off has none."""
    if not entry.snapshot:
        return ""
    state = "now" if entry is current else "kept" if entry.snapshot in kept else "gone"
    return words.get(f"page.submit.state_of.{state}").replace(" ", "\u00a0")


def _details(entry: Entry, words: Words) -> str:
    """Return what a load changed, folded away; figures that were the same are not told."""
    changed = loads.changes(paths.state_dir(), entry.load) if entry.load else []
    catalogue = cache.catalogue()
    known = [
        row
        for row in changed
        if row["indicator"] in catalogue.indicators and row["place"] in catalogue.places
    ]
    if not known:
        return ""
    more = len(changed) - MOST_CHANGES
    tail = element("p", {}, escape(words.get("page.submit.more", number=str(more)))) if more > 0 else ""
    summary = element("summary", {}, escape(words.get("page.submit.history.what")))
    shown = review_tables.change_list(known[:MOST_CHANGES], catalogue, words)
    return element("details", {"class": "dv-more"}, summary, shown, tail)


def _cells(entry: Entry, words: Words) -> tuple[str, ...]:
    """Return when, what, who, of what and how much; a load of a document names the document."""
    kind = words.get(f"page.submit.kind.{'document' if entry.document else entry.kind}")
    names = [str(file["name"]) for file in entry.files]
    files = ", ".join(name.removesuffix(".json") for name in names) if entry.document else ", ".join(names)
    return _moment(entry.at, words), kind, entry.by, files, _counted(entry, words)


def _counted(entry: Entry, words: Words) -> str:
    """Say how many figures are new, changed and, where there are any, withdrawn."""
    if entry.kind != history.SUBMIT:
        return ""

    def number(count: int) -> str:
        return fmt.number(count, 0, words.language)

    said = words.get("page.submit.history.counted", new=number(entry.new), changed=number(entry.changed))
    if not entry.removed:
        return said
    return f"{said}, {words.get('page.submit.history.removed', removed=number(entry.removed))}"


def _option(entry: Entry, words: Words) -> str:
    parts = (*_cells(entry, words)[:4],)
    return " · ".join(part for part in parts if part)


def _moment(at: str, words: Words) -> str:
    """Return date and time as the server's clock has it."""
    moment = datetime.fromisoformat(at).astimezone()
    return f"{fmt.day(moment.date(), words.language)} {moment:%H:%M}".replace(" ", "\u00a0")
