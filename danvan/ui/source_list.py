"""The page of sources: documents, figures one by one and open points; or one sentence, or one document, as asked."""

from html import escape

import streamlit as st

from danvan import format as fmt
from danvan.story import origins, sources
from danvan.story.finding import Question, origin_words
from danvan.story.origins import Counted
from danvan.story.sources import Listed, SourceCard, Wanted
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
    counts = _counted(question, asked)
    only_counts = bool(counts and asked.source and not listed.figures)
    figures = "" if only_counts else _listed(question, listed, asked, query)
    narrow = bool(asked.indicator or asked.place)
    documents = _documents(question, query, asked, listed, {one.source: one for one in at_hand})
    parts = [
        ("figures", figures if narrow else ""),
        ("documents", documents),
        ("figures", "" if narrow else figures),
        ("models", _models(question, asked)),
        ("open_points", "" if narrow else _points(question, asked.source)),
    ]
    st.html(
        source_picker.told(asked, address_asked)
        + ("" if asked.plain else _everything(question, query))
        + "".join(
            source_table.section(question.say(f"page.sources.{key}"), content) for key, content in parts
        )
        + source_table.counted(question, counts, query, opened=bool(asked.source))
        + _way_to_tables(question, query)
    )


def _models(question: Question, asked: Asked) -> str:
    """Return the models that the submission asked about names."""
    if asked.indicator or not sources.is_submission(question, asked.source):
        return ""
    named = sources.named(question, asked.source)
    return source_table.models(question, named) if named else ""


def _counted(question: Question, asked: Asked) -> list[Counted]:
    """Return the counts that rates divide by, of the source and the place asked about; they are of no indicator."""
    if asked.indicator:
        return []
    name = question.full_name(asked.place) if asked.place in question.catalogue.places else asked.place
    every = origins.counted(question)
    return [one for one in every if asked.source in ("", one.source) and name in ("", one.place)]


def _everything(question: Question, query: Query) -> str:
    return app_link(address("/nguon", query), question.say("filters.clear"), class_="dv-clear")


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
    if not card.figures and (
        counted := [one for one in origins.counted(question) if one.source == source.source]
    ):
        rests = say("cited.rests_counted", number=fmt.number(len(counted), 0, question.language))
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


def _points(question: Question, source: str) -> str:
    """Return what a source leaves open, of all sources where none is named."""
    points = [point for point in sources.open_points(question) if source in ("", point.origin.source)]
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
    return element("ul", {"class": "dv-attention"}, *rows) if rows else ""
