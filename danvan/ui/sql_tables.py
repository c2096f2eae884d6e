"""What the console can be asked: examples, and every table of the snapshot with its columns in words."""

from html import escape

import pandas as pd
import streamlit as st

from danvan import format as fmt
from danvan import queries, text
from danvan.text import Words
from danvan.ui import cache, sql_console
from danvan.ui.filters import address
from danvan.ui.markup import app_link, element
from danvan.ui.sql_links import EXAMPLE
from danvan.ui.state import View
from danvan.warehouse import console

# The tables that nearly every question needs stand first.
FIRST = ("observations", "indicators", "places", "sources", "models", "adoptions")
KINDS = {
    "VARCHAR": "text",
    "BIGINT": "whole",
    "INTEGER": "whole",
    "DOUBLE": "number",
    "BOOLEAN": "truth",
    "DATE": "day",
}


def show(view: View) -> None:
    """Show the examples, the limits and the tables."""
    st.html(_examples(view) + sql_console.limits(view.words))
    cache.drawn(_draw, view.words.language)


def meaning(words: Words, table: str, column: str) -> str:
    """Return what a column means: its own sentence, or the one for columns of this name in every table."""
    return _first(words, f"page.console.column.{table}.{column}", f"page.console.column.every.{column}")


def _examples(view: View) -> str:
    asked = st.query_params.get(EXAMPLE, "")
    links = [
        element(
            "li",
            {},
            app_link(
                address("", view.query | {EXAMPLE: name}),
                view.words.get(f"page.console.example.{name}"),
                aria_current="true" if name == asked else False,
            ),
        )
        for name in queries.examples()
    ]
    heading = element("h2", {"class": "dv-section"}, escape(view.words.get("page.console.examples")))
    return element("section", {"class": "dv-ways"}, heading, element("ul", {"class": "dv-examples"}, *links))


def _draw(language: str) -> None:
    words = text.words(language)
    columns = console.tables(cache.opened())
    there = set(columns["table"])
    order = [*(name for name in FIRST if name in there), *sorted(there - set(FIRST))]
    tables = [_table(words, name, columns[columns["table"] == name]) for name in order]
    heading = element("h2", {"class": "dv-section"}, escape(words.get("page.console.tables")))
    sentence = element("p", {"class": "dv-sub"}, escape(words.get("page.console.tables_sentence")))
    st.html(element("section", {"class": "dv-tables"}, heading, sentence, *tables))


def _table(words: Words, name: str, columns: pd.DataFrame) -> str:
    grain = element("span", {"class": "dv-sub"}, escape(_first(words, f"page.console.table.{name}")))
    size = element("span", {"class": "dv-size"}, escape(_size(words, columns["rows"].iloc[0])))
    summary = element("summary", {}, _code(name), " ", size, grain)
    rows = [
        element("dt", {}, _code(column), " ", element("span", {}, escape(_kind(words, kind))))
        + element("dd", {}, escape(meaning(words, name, column)))
        for column, kind in zip(columns["column"], columns["type"], strict=True)
    ]
    return element("details", {"class": "dv-table-told"}, summary, element("dl", {}, *rows))


def _size(words: Words, rows: object) -> str:
    if pd.isna(rows):
        return words.get("page.console.computed")
    number = int(str(rows))
    return words.count("page.console.table_rows", number, number=fmt.number(number, 0, words.language))


def _kind(words: Words, kind: str) -> str:
    return words.get(f"page.console.type.{KINDS[kind]}") if kind in KINDS else kind.lower()


def _first(words: Words, *keys: str) -> str:
    """Return the first text there is; a table not described yet leaves the rest of the page as it is."""
    return next((words.get(key) for key in keys if key in words), "")


def _code(name: str) -> str:
    return element("code", {"translate": "no"}, escape(name))
