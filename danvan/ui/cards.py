"""Findings, headlines and points of attention as cards: escaped HTML of our own around a figure."""

from base64 import b64encode
from collections.abc import Collection, Iterable, Sequence
from html import escape, unescape
from urllib.parse import urlencode

import streamlit as st

from danvan.exports.deck import Table
from danvan.queries.asked import Asked
from danvan.story import unsettled
from danvan.story.finding import Finding, Nothing, Origin, Question, origin_words, section_words
from danvan.story.headlines import Headline
from danvan.story.overview import Attention
from danvan.ui import cache, picture, sitemap, sources_linked, sql_links
from danvan.ui.chart import plot
from danvan.ui.filters import Query
from danvan.ui.markup import app_link, element, void


def title(heading: str, sentence: str, way: str = "") -> None:
    """Show the title of a page and the one sentence that says what it answers; way is a link as HTML behind it."""
    said = element("p", {"class": "dv-sub"}, escape(sentence), *([" ", way] if way else []))
    st.html(element("h1", {}, escape(heading)) + said)


def section(heading: str) -> None:
    """Show the heading of a part of a page."""
    st.html(element("h2", {"class": "dv-section"}, escape(heading)))


def finding(question: Question, shown: Finding | Nothing, query: Query, asked: Sequence[Asked] = ()) -> None:
    """Show a finding: its sentence, what it shows, the figure, then source, standing, notes, table and SQL."""
    with st.container(key=f"card-{shown.key}"):
        if isinstance(shown, Nothing):
            st.html(element("p", {"class": "dv-missing"}, escape(shown.sentence)))
            return
        st.html(
            element("h3", {"class": "dv-sentence"}, escape(shown.sentence))
            + element("p", {"class": "dv-sub"}, escape(shown.subtitle))
        )
        if shown.figure is not None:
            plot(shown.figure, key=shown.key, alt=shown.sentence, selectable=shown.selectable)
        st.html(
            standing(question, shown, query, _indicator_of(asked))
            + unsettled_line(question, shown.notes, query, () if shown.is_sample else _indicators_of(asked))
            + note_list(question, shown.notes)
            + _table(question, shown.table, opened=shown.figure is None)
            + element(
                "div",
                {"class": "dv-foot"},
                picture.links(question, shown, cache.opened().snapshot),
                sql_links.link(question, asked, query),
            )
        )


def standing(question: Question, shown: Finding, query: Query, indicator: str = "") -> str:
    """Return the line that says who says so and how far it can be relied on; indicator is the one shown, if one."""
    said = [badge(question, shown.basis), _sources(question, shown.origins, query, indicator)]
    if shown.is_sample:
        said.append(element("span", {}, escape(question.say("standing.sample_note"))))
    if shown.coverage:
        said.append(element("span", {}, escape(shown.coverage)))
    return element("p", {"class": "dv-source"}, " ".join(said))


def origin_line(question: Question, basis: str, origins: Sequence[Origin], query: Query) -> str:
    """Return the line that names the basis and the sources."""
    return element(
        "p", {"class": "dv-source"}, badge(question, basis), " ", _sources(question, origins, query)
    )


def headlines(question: Question, shown: Sequence[Headline], query: Query) -> str:
    """Return the headlines as a grid of cards."""
    return element("div", {"class": "dv-grid"}, *(headline(question, one, query) for one in shown))


def headline(question: Question, shown: Headline, query: Query, *, linked: bool = False) -> str:
    """Return one figure of the town as a card: name, value, period, detail, standing, and the way to its source.

    A linked card's name leads to its page.
    """
    words = question.words
    name = escape(shown.name)
    if linked:
        page = words.get("card.see_page", page=words.get(f"navigation.{shown.page}"))
        name = app_link(
            _href(shown.page, query), shown.name, class_="dv-card-link", title=page, data_keep=True
        )
    period = element("span", {"class": "dv-sub"}, escape(shown.period))
    detail = element("p", {"class": "dv-sub"}, escape(shown.detail)) if shown.detail else ""
    of_first = [origin for origin in shown.origins if origin.source == shown.origins[0].source]
    href = sources_linked.href_of_origins(query, of_first, shown.indicator)
    value = app_link(href, shown.value, class_="dv-value", title=words.get("card.see_source"), data_keep=True)
    source = app_link(
        href, section_words(question, shown.origins[0]), title=words.get("card.see_source"), data_keep=True
    )
    counted = _notes_count(question, shown.notes)
    notes = app_link(href, counted, title="\n".join(shown.notes), data_keep=True) if shown.notes else ""
    foot = element("p", {"class": "dv-source"}, badge(question, shown.basis), " ", source, " ", notes)
    foot += unsettled_line(question, shown.notes, query)
    line = element(
        "div", {"class": "dv-figure-line"}, value, svg_image(shown.sparkline, shown.detail), period
    )
    attributes = {"class": "dv-card dv-headline", "title": shown.definition}
    return element("article", attributes, element("h3", {}, name), line, detail, foot)


def attention(question: Question, points: Iterable[Attention], query: Query) -> str:
    """Return the points that deserve attention as a list, each leading to its page."""
    rows = [
        element(
            "li",
            {},
            element(
                "span",
                {"class": f"dv-kind dv-kind-{point.kind}"},
                escape(question.say(f"page.overview.kind.{point.kind}")),
            ),
            " ",
            app_link(_href(point.page, query), point.sentence, data_keep=True),
            " ",
            badge(question, point.basis) if point.basis == "sample" else "",
        )
        for point in points
    ]
    return element("ul", {"class": "dv-attention"}, *rows)


def html_table(shown: Table, caption: str, *, stacked: bool = False) -> str:
    """Return a table as HTML, numbers to the right; a stacked one shows each row as a card on a phone."""
    head = [
        element("th", {"scope": "col", "class": _align(numeric)}, escape(name))
        for name, numeric in zip(shown.columns, shown.numeric, strict=True)
    ]
    rows = [
        element(
            "tr",
            {},
            *(
                element(
                    "td", {"class": _align(numeric), "data-label": unescape(name)}, escape(unescape(cell))
                )
                for cell, numeric, name in zip(row, shown.numeric, shown.columns, strict=True)
            ),
        )
        for row in shown.rows
    ]
    table = element(
        "table",
        {"class": "dv-table dv-stacked" if stacked else "dv-table"},
        element("thead", {}, element("tr", {}, *head)),
        element("tbody", {}, *rows),
    )
    return element(
        "div", {"class": "dv-scroll", "tabindex": "0", "role": "region", "aria-label": caption}, table
    )


def svg_image(svg: str, alt: str) -> str:
    """Return an SVG as a picture, because Streamlit takes SVG elements out of HTML."""
    if not svg:
        return ""
    source = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    return void("img", {"src": source, "alt": alt, "class": "dv-picture"})


def _table(question: Question, shown: Table, *, opened: bool = False) -> str:
    """Return the table behind a figure, folded away where there is a figure to look at first."""
    caption = question.say("table.title")
    return element(
        "details",
        {"class": "dv-more", "open": opened},
        element("summary", {}, escape(caption)),
        html_table(shown, caption),
    )


def note_list(question: Question, notes: Sequence[str]) -> str:
    """Return the open points a reader must know, folded away under their number; nothing where there are none."""
    if not notes:
        return ""
    listed = element("ul", {}, *(element("li", {}, escape(note)) for note in notes))
    summary = element("summary", {}, escape(_notes_count(question, notes)))
    return element("details", {"class": "dv-more"}, summary, listed)


def unsettled_line(
    question: Question, notes: Sequence[str], query: Query, indicators: Collection[str] = ()
) -> str:
    """Return the line that leads to what is left open: as a note says, or of what wards come to in an indicator."""
    said = any(unsettled.is_open(question, note) for note in notes)
    if not said and not unsettled.sums_are_open(question, indicators):
        return ""
    mark = element("span", {"class": "dv-unsettled", "aria-hidden": "true"}, "≠")
    link = app_link(_href("checks", query), question.say("page.checks.see_open"), data_keep=True)
    return element("p", {"class": "dv-source"}, mark, " ", link)


def _notes_count(question: Question, notes: Sequence[str]) -> str:
    return question.words.count("card.notes", len(notes), number=str(len(notes)))


def badge(question: Question, basis: str) -> str:
    """Return the mark of a basis; that of a sample says so in capitals."""
    words = question.say("standing.sample_banner" if basis == "sample" else f"basis.{basis}")
    return element("span", {"class": f"dv-badge dv-badge-{basis}"}, escape(words))


def _indicators_of(asked: Sequence[Asked]) -> frozenset[str]:
    """Return the indicators of wards that the questions behind a finding are about."""
    given = [dict(one.parameters).get("indicators") for one in asked]
    return frozenset(str(code) for codes in given if isinstance(codes, tuple) for code in codes)


def _indicator_of(asked: Sequence[Asked]) -> str:
    """Return the one indicator that the questions behind a finding are about, empty where there are several."""
    codes = _indicators_of(asked)
    return next(iter(codes)) if len(codes) == 1 else ""


def _sources(question: Question, shown: Sequence[Origin], query: Query, indicator: str = "") -> str:
    """Return the sources as links; a source named at many places is named once, without them."""
    by_source = {
        origin.source: [other for other in shown if other.source == origin.source] for origin in shown
    }
    links = [
        app_link(
            sources_linked.href_of_origins(query, origins, indicator),
            origin_words(question, origins[0] if len(origins) == 1 else Origin(origins[0].source)),
            data_keep=True,
        )
        for origins in by_source.values()
    ]
    return question.say("standing.source", sources="").strip() + " " + "; ".join(links)


def _href(page: str, query: Query, **more: str) -> str:
    parameters = urlencode(dict(query) | more, safe=",")
    return sitemap.named(page).href + (f"?{parameters}" if parameters else "")


def _align(numeric: bool) -> str | bool:
    return "dv-number" if numeric else False
