"""The page of sources: documents, figures one by one and open points; or one sentence, or one document, as asked."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from danvan import format as fmt
from danvan.story import origins, sources
from danvan.story.finding import Question, origin_words
from danvan.story.sources import Listed, OpenPoint, SourceCard, Wanted
from danvan.ui import (
    cache,
    cards,
    controls,
    documents_at_hand,
    findings,
    sitemap,
    source_count,
    source_document,
    source_picker,
    source_sentence,
    source_table,
)
from danvan.ui import source_links as links
from danvan.ui.documents_at_hand import AtHand
from danvan.ui.filters import Filters, Query, address
from danvan.ui.markup import app_link, element
from danvan.ui.sources_linked import (
    INDICATOR,
    PAGE,
    PLACE,
    SOURCE,
    Asked,
    href,
    href_of_document,
    href_of_source,
    read,
)
from danvan.ui.state import Screen, View, address_asked


def show(view: View) -> None:
    """Show what the address asks for: a list of figures, the sentence of one, or a document."""
    asked = read({name: st.query_params[name] for name in st.query_params})
    known = cache.catalogue().sources
    if asked.source in known and (asked.document or asked.spans or asked.key):
        draw = source_document.draw if asked.document else source_sentence.draw
        cache.drawn(draw, findings.only(view), view.screen, asked, documents_at_hand.of(known[asked.source]))
        return
    controls.bar(view, fits=("field", "years", "sample"), regrouped="")
    controls.units_kept(view)
    filters = findings.only(view, "field", "sample", "first_year")
    named = [known[asked.source]] if asked.source in known else known.values()
    with st.container():
        st.html(source_picker.bar(findings.asked(view), asked))
    cache.drawn(_draw, filters, view.screen, asked, documents_at_hand.of_all(named), address_asked())


def _draw(
    filters: Filters, screen: Screen, asked: Asked, at_hand: tuple[AtHand, ...], address_asked: str
) -> None:
    question, query = findings.question(filters, screen), findings.query(filters)
    listed = sources.listed(question, Wanted(asked.source, asked.indicator, asked.place, asked.page))
    documents = {one.source: one for one in at_hand}
    figures = _listed(question, listed, asked, query)
    narrowed = not asked.plain
    points = [] if asked.indicator or asked.place else _points_of(question, asked.source)
    models = sources.named(question, asked.source) if sources.is_submission(question, asked.source) else ()
    counts = origins.counted(question) if not (asked.indicator or asked.source or asked.place) else ()
    parts = [
        ("figures", figures if asked.indicator or asked.place else ""),
        ("documents", _documents(question, query, asked, listed, documents)),
        ("figures", "" if asked.indicator or asked.place else figures),
        ("models", source_table.models(question, models) if models and not asked.indicator else ""),
        ("open_points", _points(question, points) if points else ""),
    ]
    st.html(
        source_picker.told(asked, address_asked)
        + (_everything(question, query) if narrowed else "")
        + "".join(
            source_table.section(question, question.say(f"page.sources.{key}"), one) for key, one in parts
        )
        + source_table.counted(question, counts, query)
        + _way_to_tables(question, query)
    )


def _everything(question: Question, query: Query) -> str:
    return app_link(address("/nguon", query), question.say("filters.clear"), class_="dv-clear")


def _points_of(question: Question, source: str) -> list[OpenPoint]:
    return [point for point in sources.open_points(question) if source in ("", point.origin.source)]


def _listed(question: Question, listed: Listed, asked: Asked, query: Query) -> str:
    """Return the figures as a table, page by page where there are many; where there are none, why."""
    if listed.figures:
        pages = _pages(question, listed, asked, query)
        return pages + source_table.figures(question, listed.figures, query) + pages
    known = asked.source in ("", *question.catalogue.sources)
    words = (
        question.say("page.sources.none")
        if known
        else question.say("page.sources.unknown", source=asked.source)
    )
    return element("p", {"class": "dv-missing"}, escape(words))


def _pages(question: Question, listed: Listed, asked: Asked, query: Query) -> str:
    """Return where in the list the reader is, and the ways to the pages before and after."""
    if listed.pages < 2:
        return ""
    own = {SOURCE: asked.source, INDICATOR: asked.indicator, PLACE: asked.place}
    ways = [
        app_link(href(query, **own, **{PAGE: str(to)}), question.say(f"cited.{key}_page"), data_keep=True)
        for key, to in (("previous", listed.page - 1), ("next", listed.page + 1))
        if 1 <= to <= listed.pages
    ]
    numbers = {"page": listed.page, "pages": listed.pages, "number": listed.number}
    said = {name: fmt.number(number, 0, question.language) for name, number in numbers.items()}
    told = element("span", {}, escape(question.say("cited.page_of", **said)))
    return element("nav", {"class": "dv-cite-ways", "aria-label": question.say("cited.pages")}, told, *ways)


def _documents(
    question: Question, query: Query, asked: Asked, listed: Listed, documents: dict[str, AtHand]
) -> str:
    """Return the cards of the documents asked for; of all submissions the newest, and the way to the others."""
    if asked.plain:
        shown, others = sources.overview(question)
    else:
        named = {asked.source} if asked.source else {one.origin.source for one in listed.figures}
        shown, others = [card for card in sources.cards(question) if card.source.source in named], 0
    if not shown:
        return ""
    cards_shown = [
        _document(question, card, query, documents.get(card.source.source), linked=not asked.source)
        for card in shown
    ]
    return element("div", {"class": "dv-documents"}, *cards_shown) + _others(question, query, others)


def _others(question: Question, query: Query, others: int) -> str:
    if not others:
        return ""
    number, page = fmt.number(others, 0, question.language), question.say("navigation.submit")
    words = question.words.count("page.sources.other_submissions", others, number=number, page=page)
    link = app_link(address(sitemap.named("submit").href, query), words, data_keep=True, class_="dv-clear")
    return element("p", {}, link)


def _way_to_tables(question: Question, query: Query) -> str:
    """Return the way to the tables that all of this is read from."""
    words = question.say("page.console.from_sources")
    return element(
        "p",
        {"class": "dv-screen"},
        app_link(address(sitemap.named("console").href, query), words, data_keep=True, class_="dv-clear"),
    )


def _document(
    question: Question, card: SourceCard, query: Query, at_hand: AtHand | None, *, linked: bool
) -> str:
    """Return the card of a document: who says so, how much rests on it, whether its text is at hand and fits."""
    source, say = card.source, question.say
    counts = {"figures": card.figures, "models": card.models}
    numbers = {name: fmt.number(count, 0, question.language) for name, count in counts.items()}
    rests = say("page.sources.rests", **numbers)
    lines = [
        escape(sources.issued(question, source)),
        escape(f"{say('page.sources.number')}: {source.number}") if source.number else "",
        app_link(href_of_source(query, source.source), rests, data_keep=True) if linked else escape(rests),
        escape(source.note),
    ]
    checksum = (
        element(
            "p",
            {"class": "dv-source dv-checksum"},
            escape(f"{say('page.sources.checksum')}: {source.sha256}"),
        )
        if source.sha256
        else ""
    )
    return element(
        "article",
        {"class": "dv-card"},
        element("h3", {}, escape(source.full_title(question.language))),
        *(element("p", {"class": "dv-sub"}, line) for line in lines if line),
        _text_of(question, query, at_hand) if at_hand and (source.sha256 or at_hand.kept) else "",
        checksum,
        cards.badge(question, source.basis),
    )


def _text_of(question: Question, query: Query, at_hand: AtHand) -> str:
    """Return whether the text of a document is at hand, how many of its figures fit it, and the way to it."""
    figures = sources.cited(question, at_hand.source)
    found = documents_at_hand.cited_of(question, at_hand, figures)
    if found is None:
        return links.not_at_hand(question, query, at_hand)
    whole = app_link(
        href_of_document(query, at_hand.source), question.say("cited.see_document"), data_keep=True
    )
    return source_count.told(question, query, at_hand, found, figures) + element("p", {}, whole)


def _points(question: Question, points: Sequence[OpenPoint]) -> str:
    rows = [
        element(
            "li",
            {},
            element(
                "span",
                {"class": f"dv-kind dv-kind-{point.kind}"},
                escape(question.say(f"page.sources.{point.kind}")),
            ),
            " ",
            escape(point.text),
            " ",
            element("span", {"class": "dv-source"}, escape(origin_words(question, point.origin))),
        )
        for point in points
    ]
    return element("ul", {"class": "dv-attention"}, *rows)
