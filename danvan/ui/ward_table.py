"""The figures of one ward as a table, grouped by field, with a line of its years and its place among the wards."""

from collections.abc import Mapping, Sequence
from html import escape

from danvan import format as fmt
from danvan.story.finding import Origin, Question, origin_words
from danvan.story.ward_profile import Section
from danvan.story.ward_rows import Row
from danvan.ui import cards
from danvan.ui.filters import Query
from danvan.ui.markup import app_link, element
from danvan.ui.sources_linked import href_of_source

COLUMNS = ("line", "latest", "total", "town", "rate", "town_rate", "strip")
OWN = ("line", "latest", "total")
NUMBERS = ("latest", "total", "town", "rate", "town_rate")

Links = Mapping[str, tuple[str, str]]  # by indicator: address and words


def section(question: Question, shown: Section, ward: str, query: Query) -> str:
    """Return figures of one standing: the sentence, the table, and who says so; ward is the name in short."""
    banner = question.say("standing.sample_banner") if shown.is_sample else ""
    caption = question.say(f"page.ward.{'sample' if shown.is_sample else 'real'}")
    heads = _heads(question, ward)
    links = {code: _source(question, code, origin, query) for code, origin in shown.whence.items()}
    table = element(
        "table",
        {"class": "dv-ward-table"},
        element("caption", {}, escape(banner or caption)),
        element("thead", {}, *_head(question, heads)),
        *(_group(question, name, rows, heads, banner, links) for name, rows in shown.groups),
    )
    scroll = element(
        "div", {"class": "dv-scroll", "tabindex": "0", "role": "region", "aria-label": caption}, table
    )
    return element(
        "section",
        {"class": "dv-ward-figures"},
        element("h2", {"class": "dv-sentence"}, escape(shown.sentence)),
        scroll,
        cards.origin_line(question, shown.basis, shown.origins, query),
    )


def marks(question: Question, ward: str) -> str:
    """Return how the tables are to be read."""
    words = [question.say("page.ward.marks"), question.say("page.ward.marks_strip", ward=ward)]
    return element("p", {"class": "dv-source"}, escape(" ".join(words)))


def _heads(question: Question, ward: str) -> dict[str, str]:
    """Return the words above each column after the name; of one year alone nothing is added up and no line drawn."""
    fillings = {
        "latest": {"year": str(question.last_year)},
        "total": {"period": fmt.period_short(question.period, question.language)},
        "rate": {"ward": ward},
    }
    one_year = question.first_year == question.last_year
    return {
        name: question.say(f"page.ward.head.{name}", **fillings.get(name, {}))
        for name in COLUMNS
        if not (one_year and name in ("total", "line"))
    }


def _head(question: Question, heads: Mapping[str, str]) -> list[str]:
    """Return two lines: what belongs together, then the columns."""
    own = sum(name in OWN for name in heads)
    groups = [
        element("td", {}),
        element("th", {"scope": "colgroup", "colspan": str(own)}, escape(question.say("page.ward.head.own"))),
        element("td", {}),
        element("th", {"scope": "colgroup", "colspan": "3"}, escape(question.say("page.ward.head.compared"))),
    ]
    named = {"indicator": question.say("page.ward.head.indicator"), **heads}
    names = [
        element("th", {"scope": "col", "class": _class(name)}, escape(words)) for name, words in named.items()
    ]
    return [element("tr", {}, *groups), element("tr", {}, *names)]


def _source(question: Question, code: str, origin: Origin, query: Query) -> tuple[str, str]:
    """Return the address of a figure on the page of sources, and in words where it stands.

    A ratio that was made of counts is not among the figures of its source, so all of these are led to.
    """
    made = question.indicator(code).derived and not origin.locator
    said = f"{question.say('card.see_source')}: {origin_words(question, origin)}"
    return href_of_source(query, origin.source, "" if made else code), said


def _group(
    question: Question, name: str, rows: Sequence[Row], heads: Mapping[str, str], banner: str, links: Links
) -> str:
    """Return the rows of one field; those of a sample have its words across them."""
    field = element("th", {"scope": "rowgroup", "colspan": str(len(heads) + 1)}, escape(name))
    return element(
        "tbody",
        {"data-sample": banner or False},
        element("tr", {"class": "dv-ward-field"}, field),
        *(_row(question, row, heads, banner, links.get(row.indicator.indicator)) for row in rows),
    )


def _row(
    question: Question, row: Row, heads: Mapping[str, str], banner: str, source: tuple[str, str] | None
) -> str:
    indicator = row.indicator
    name = escape(indicator.name(question.language))
    unit = " " + element("small", {}, escape(row.unit)) if row.unit else ""
    head = element("th", {"scope": "row", "title": indicator.definition(question.language)}, name, unit)
    made = {
        "line": cards.svg_image(row.line, row.line_words),
        "strip": cards.svg_image(row.strip, row.strip_words) + _ranks(row),
    }
    if source:
        made["latest"] = app_link(source[0], row.latest, title=source[1], data_keep=True)
    nothing = (question.say("value.missing"), question.say("story.ward_profile.no_rate"))
    cells = [
        element(
            "td",
            {
                "class": _class(column, getattr(row, column) in nothing),
                "data-label": _label(question, row, column, words),
            },
            made[column] if column in made else escape(getattr(row, column)),
        )
        for column, words in heads.items()
    ]
    return element("tr", {"data-sample": banner or False}, head, *cells)


def _ranks(row: Row) -> str:
    return element("small", {}, escape(row.ranks)) if row.ranks else ""


def _label(question: Question, row: Row, column: str, words: str) -> str:
    """Return what stands before a figure on a phone, where the table has no head."""
    if column in ("rate", "town_rate") and not row.indicator.derived:
        return question.say("page.ward.per_households", of=words)
    return words


def _class(column: str, missing: bool = False) -> str:
    kinds = [
        f"dv-col-{column}",
        *(["dv-number"] if column in NUMBERS else []),
        *(["dv-missing"] if missing else []),
    ]
    return " ".join(kinds)
