"""The console: a question in SQL, its answer as the database gives it, every refusal in words.

The form is the same whatever is asked, so the reader's place in it stays: static/console.js puts the question in.
"""

from html import escape

import pandas as pd
import streamlit as st

from danvan import format as fmt
from danvan.catalogue import Catalogue
from danvan.story import written_answer
from danvan.text import Words
from danvan.ui import cache, live, sql_links
from danvan.ui.live_http import ENDINGS
from danvan.ui.markup import element
from danvan.ui.sql_links import Wanted
from danvan.ui.state import View
from danvan.warehouse.answerer import ENGINE_MEMORY
from danvan.warehouse.apart import AT_ONCE, SECONDS
from danvan.warehouse.console import Answer
from danvan.warehouse.question import Refusal

ROWS, COLUMNS, SIGNS = 200, 60, 300


def show(view: View) -> None:
    """Show the form, and the answer to what the address asks."""
    words = view.words
    wanted = sql_links.wanted(words)
    if len(wanted.named) > 1:
        st.html(sql_links.choices(words, view.query, wanted))
    st.html(_form(words))
    told = element("div", {"id": "dv-written", "hidden": True, "data-written": wanted.sql})
    st.html(told + _answered(words, wanted))


def _form(words: Words) -> str:
    caption = words.get("page.console.question")
    box = element(
        "textarea",
        {
            "aria-label": caption,
            "rows": "8",
            "spellcheck": "false",
            "autocapitalize": "off",
            "autocomplete": "off",
            "translate": "no",
        },
    )
    button = element("button", {"type": "submit"}, escape(words.get("page.console.run")))
    keys = element("span", {"class": "dv-sub dv-keys"}, escape(words.get("page.console.keys")))
    return element("form", {"class": "dv-console", "data-console": sql_links.WRITTEN}, box, button, keys)


def limits(words: Words) -> str:
    """Say how long a question may run, and how much it may use and show."""
    said = words.get(
        "page.console.limits",
        seconds=f"{SECONDS:g}",
        memory=ENGINE_MEMORY.replace("MB", " MB"),
        rows=str(ROWS),
        columns=str(COLUMNS),
        questions=str(AT_ONCE),
    )
    return element("p", {"class": "dv-sub"}, escape(said))


def _answered(words: Words, wanted: Wanted) -> str:
    if wanted.problem:
        return _notice(words, wanted.problem)
    if not wanted.sql:
        return element("p", {"class": "dv-missing"}, escape(words.get("page.console.nothing_asked")))
    try:
        answer = cache.written_question(wanted.sql, ROWS)
    except Refusal as refusal:
        return _notice(words, _reason(words, refusal))
    return _answer(words, cache.catalogue(), answer, own=bool(wanted.named)) + _whole(
        words, wanted.sql, answer
    )


def _whole(words: Words, sql: str, answer: Answer) -> str:
    """Return the way to all rows as a file; which is refused where a sample row would not say so."""
    if answer.frame.empty:
        return ""
    links = [
        element(
            "a",
            {"href": live.sql_link(ending, sql, words.language), "download": True},
            escape(words.get(f"taking.row.format.{name}")),
        )
        for ending, name in ENDINGS.items()
    ]
    return element(
        "p", {"class": "dv-take-away"}, escape(words.get("page.console.all_rows")), " ", " · ".join(links)
    )


def _reason(words: Words, refusal: Refusal) -> str:
    """Say why, in the words of this page where the command line has others to offer."""
    here = f"page.console.refused.{refusal.code}"
    return words.get(here, **refusal.details) if here in words else refusal.message(words.language)


def _notice(words: Words, said: str) -> str:
    heading = element("strong", {}, escape(words.get("page.console.not_answered")))
    text = element("p", {"class": "dv-refused"}, escape(said))
    return element("section", {"class": "dv-notice", "role": "status"}, heading, text)


def _answer(words: Words, catalogue: Catalogue, answer: Answer, *, own: bool) -> str:
    """Return the answer with what must be known of it; a question of the app itself keeps its sources apart."""
    bases = {source.source: source.basis for source in catalogue.sources.values()}
    standing = written_answer.standing(
        answer.frame, bases, reads_sample=answer.reads_sample, merges=answer.merges and not own
    )
    heading = element("h2", {"class": "dv-section"}, escape(words.get("page.console.answer")))
    if answer.frame.empty:
        return heading + element("p", {"class": "dv-missing"}, escape(words.get("page.console.no_rows")))
    cells = _cells(answer.frame.iloc[:, :COLUMNS])
    legend = element("p", {"class": "dv-sub"}, escape(" ".join(_legend(words, answer, cells))))
    return heading + _warning(words, standing) + legend + _table(words, answer.frame, cells)


def _warning(words: Words, standing: written_answer.Standing) -> str:
    if standing == "none":
        return ""
    said = element("span", {}, escape(words.get(f"page.console.sample.{standing}")))
    banner = words.get("standing.sample_banner")
    badge = (
        element("span", {"class": "dv-badge dv-badge-sample"}, escape(banner)) if standing == "sample" else ""
    )
    return element("p", {"class": f"dv-standing dv-standing-{standing}", "role": "note"}, badge, said)


def _cells(frame: pd.DataFrame) -> list[list[str | None]]:
    return [[fmt.raw(cell) for cell in row] for row in frame.itertuples(index=False, name=None)]


def _legend(words: Words, answer: Answer, cells: list[list[str | None]]) -> list[str]:
    """Return what must be said of the table: how much of it is shown, and how to read it."""
    frame, shown = answer.frame, fmt.number(len(answer.frame), 0, words.language)
    written = [cell for row in cells for cell in row]
    size = words.get("page.console.cut", number=shown)
    if not answer.truncated:
        size = words.count("page.console.rows", len(frame), number=shown)
    said = {
        size: True,
        words.get("page.console.columns_cut", number=str(COLUMNS), all=str(frame.shape[1])): frame.shape[1]
        > COLUMNS,
        words.get("page.console.null_legend"): None in written,
        words.get("page.console.numbers"): any(map(pd.api.types.is_float_dtype, frame.dtypes)),
        words.get("page.console.long_cells", signs=str(SIGNS)): any(
            len(cell or "") > SIGNS for cell in written
        ),
    }
    return [text for text, holds in said.items() if holds]


def _table(words: Words, frame: pd.DataFrame, cells: list[list[str | None]]) -> str:
    numeric = [
        pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind) for kind in frame.dtypes
    ]
    head = [
        element("th", {"scope": "col", "class": "dv-number" if number else False}, escape(_cut(str(name))))
        for name, number in zip(frame.columns[:COLUMNS], numeric, strict=False)
    ]
    null = element("span", {"class": "dv-null"}, escape(words.get("page.console.null_mark")))
    rows = [
        element(
            "tr",
            {},
            *(
                element(
                    "td",
                    {"class": "dv-number" if number else False},
                    null if cell is None else escape(_cut(cell)),
                )
                for cell, number in zip(row, numeric, strict=False)
            ),
        )
        for row in cells
    ]
    table = element(
        "table",
        {"class": "dv-table", "translate": "no"},
        element("thead", {}, element("tr", {}, *head)),
        element("tbody", {}, *rows),
    )
    label = words.get("page.console.answer")
    region = {"class": "dv-scroll dv-answer", "tabindex": "0", "role": "region", "aria-label": label}
    return element("div", region, table)


def _cut(cell: str) -> str:
    return cell if len(cell) <= SIGNS else f"{cell[:SIGNS]}…"
