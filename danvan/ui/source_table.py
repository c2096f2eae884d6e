"""Figures as a table, each with its origin in words and the way to its sentence."""

from collections.abc import Sequence
from html import escape

from danvan.story.finding import Origin, Question, origin_words
from danvan.story.origins import Counted
from danvan.story.sources import Named, Stated
from danvan.ui import cards
from danvan.ui.filters import Query
from danvan.ui.markup import app_link, element
from danvan.ui.sources_linked import href_of_figure, href_of_source, span_of

Cells = Sequence[str]  # HTML of a row


def section(heading: str, content: str) -> str:
    """Return a part of the page under its heading; nothing where there is nothing in it."""
    if not content:
        return ""
    return element("section", {}, element("h2", {"class": "dv-section"}, escape(heading)), content)


def figures(question: Question, shown: Sequence[Stated], query: Query) -> str:
    """Return figures as a table; what is made up stands in one of its own, under its name."""
    real = [one for one in shown if one.basis != "sample"]
    sample = [one for one in shown if one.basis == "sample"]
    both = bool(real and sample)
    return "".join(
        (element("h3", {"class": "dv-section"}, escape(question.say(key))) if both else "")
        + (cards.badge(question, "sample") if basis == "sample" else "")
        + _figures(question, rows, query)
        for key, basis, rows in (("cited.real", "", real), ("cited.sample", "sample", sample))
        if rows
    )


def _figures(question: Question, shown: Sequence[Stated], query: Query) -> str:
    heads = ("indicator", "place", "period", "value", "printed", "source", "notes")
    rows = [
        (
            escape(one.name, quote=False),
            escape(one.place, quote=False),
            escape(one.period, quote=False),
            element("b", {}, escape(one.value, quote=False)),
            escape(one.printed, quote=False),
            f"{escape(one.where, quote=False)} {_see(question, one, query)}",
            escape(" ".join(one.notes), quote=False),
        )
        for one in shown
    ]
    return table(
        [question.say(f"table.{head}") for head in heads], rows, question.say("page.sources.figures")
    )


def _see(question: Question, figure: Stated, query: Query) -> str:
    href = href_of_figure(query, figure.origin.source, figure.origin.locator, figure.key)
    words = question.say("cited.see" if span_of(figure.origin.locator) else "cited.see_figure")
    attributes = {"class": "dv-see", "title": f"{figure.name}, {figure.value}"}
    return element("a", {"data-app-link": True, "data-keep": True, "href": href, **attributes}, escape(words))


def counted(question: Question, shown: Sequence[Counted], query: Query, *, opened: bool) -> str:
    """Return the counts that rates divide by as a table, folded away unless it is what was asked for."""
    if not shown:
        return ""
    heads = [question.say("table.place"), question.say("cited.counted_what"), question.say("table.value")]
    rows = [
        (
            escape(one.place, quote=False),
            escape(one.name, quote=False),
            element("b", {}, escape(one.value, quote=False)),
            app_link(href_of_source(query, one.source), one.where, data_keep=True),
        )
        for one in shown
    ]
    caption = question.say("cited.counted")
    listed = table([*heads, question.say("table.source")], rows, caption)
    return element(
        "details", {"class": "dv-more", "open": opened}, element("summary", {}, escape(caption)), listed
    )


def models(question: Question, shown: Sequence[Named]) -> str:
    """Return the models that a submission names, one a ward."""
    heads = [question.say(f"table.{head}") for head in ("model", "field", "place", "source")]
    rows = [
        [
            escape(cell, quote=False)
            for cell in (one.name, one.field, one.place, _origin(question, one.origin))
        ]
        for one in shown
    ]
    return table(heads, rows, question.say("page.sources.models"))


def _origin(question: Question, origin: Origin) -> str:
    return origin_words(question, origin)


def table(heads: Sequence[str], rows: Sequence[Cells], caption: str) -> str:
    """Return a table of cells that are HTML already; each row is a card on a phone."""
    head = [element("th", {"scope": "col"}, escape(name)) for name in heads]
    body = [
        element(
            "tr",
            {},
            *(element("td", {"data-label": name}, cell) for name, cell in zip(heads, row, strict=True)),
        )
        for row in rows
    ]
    listed = element(
        "table",
        {"class": "dv-table dv-stacked dv-figures"},
        element("thead", {}, element("tr", {}, *head)),
        element("tbody", {}, *body),
    )
    return element(
        "div", {"class": "dv-scroll", "tabindex": "0", "role": "region", "aria-label": caption}, listed
    )
