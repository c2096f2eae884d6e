"""Ways between figures, sentences, documents and charts, and why there is none where there is none."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import pandas as pd

from danvan import periods
from danvan.analysis import asked as asking
from danvan.analysis import reported
from danvan.analysis.fitting import indicators_of_units
from danvan.catalogue import Place
from danvan.story import where_shown
from danvan.story.cited import Cited
from danvan.story.finding import Question, answer
from danvan.story.sources import Stated
from danvan.ui import sitemap
from danvan.ui.documents_at_hand import FIGURE, MODEL, AtHand
from danvan.ui.filters import PLACES, SINCE, YEARS, Query, address
from danvan.ui.markup import app_link, element
from danvan.ui.model_choice import MODEL as MODEL_PARAMETER
from danvan.ui.source_text import Marks
from danvan.ui.sources_linked import Span, href_of_document, href_of_figure, href_of_source, span_of

DOCUMENTS_PAGE = "tai-lieu"


def span(figure: Stated) -> Span | None:
    """Return the characters of its source's text that a figure names, None where it names none."""
    return span_of(figure.origin.locator)


def way(question: Question, query: Query, source: str, at_hand: AtHand) -> str:
    """Return where the reader is: all figures, those of the source, its document."""
    known = question.catalogue.sources.get(source)
    steps = [
        app_link(
            address(sitemap.named("sources").href, query), question.say("page.sources.title"), data_keep=True
        )
    ]
    if known is not None:
        name = known.short_name(question.language)
        steps.append(app_link(href_of_source(query, source), name, data_keep=True))
    if at_hand.readable is not None:
        words = question.say("cited.see_document")
        steps.append(app_link(href_of_document(query, source), words, data_keep=True, class_="dv-aside"))
    ways = element("ol", {}, *(element("li", {}, step) for step in steps))
    return element("nav", {"class": "dv-crumbs", "aria-label": question.say("page.sources.title")}, ways)


def marks(
    question: Question, query: Query, found: Cited, of_text: Sequence[Stated], asked: str = ""
) -> Marks:
    """Return how quotes are marked and where each leads: a figure to its sentence, a model to its card."""
    figures = {f"{FIGURE}{number}": one for number, one in enumerate(of_text)}
    rows = answer(question, "models")
    models = {f"{MODEL}:{row.model}": (str(row.model), str(row.name)) for row in rows.itertuples(index=False)}
    hrefs = {
        key: href_of_figure(query, one.origin.source, one.origin.locator) for key, one in figures.items()
    } | {key: _model_card(query, model) for key, (model, _) in models.items()}
    cited = {one.quote.key for one in found.found}
    return Marks(
        asked,
        {key: one for key, one in figures.items() if key in cited},
        {key: name for key, (_, name) in models.items() if key in cited},
        {key: href for key, href in hrefs.items() if key in cited},
    )


def _model_card(query: Query, model: str) -> str:
    return address(sitemap.named("models").href, query | {MODEL_PARAMETER: model.replace("_", "-")})


def to_document(question: Question, query: Query, source: str, found: Cited, key: str) -> str:
    """Return the way to the part of the whole document in which a quote stands."""
    here = found.of(key)
    part = found.layout.part_of(here.paragraph, here.start) + 1 if here else 1
    words = question.say("cited.see_document")
    return element(
        "p", {}, app_link(href_of_document(query, source, part), words, data_keep=True, class_="dv-clear")
    )


def shown_on(question: Question, query: Query, figure: Stated) -> str:
    """Return the pages whose charts use a figure, with filters that fit its place and period."""
    links = [
        app_link(
            _page_href(question, query, page, figure), question.say(f"navigation.{page}"), data_keep=True
        )
        for page in where_shown.pages(question, figure)
    ]
    if analysis := _analysis_href(question, query, figure):
        named = question.say(
            "cited.sentence.analysis", page=question.say("navigation.explore"), name=figure.name
        )
        links.append(app_link(analysis, named, data_keep=True))
    heading = element("h3", {}, escape(question.say("cited.sentence.shown_on")))
    if not links:
        return heading + element(
            "p", {"class": "dv-missing"}, escape(question.say("cited.sentence.shown_nowhere"))
        )
    return heading + element("ul", {"class": "dv-cite-charts"}, *(element("li", {}, link) for link in links))


def _page_href(question: Question, query: Query, page: str, figure: Stated) -> str:
    return address(sitemap.named(page).href, query | _fitting(question, figure))


def _analysis_href(question: Question, query: Query, figure: Stated) -> str:
    """Return the address of the analysis that shows a figure, empty where none does."""
    indicator, place = figure.key.indicator, question.catalogue.places[figure.key.place]
    own = asking.Asked((indicator,))
    if place.level == "ward":
        if indicator not in {one.indicator for one in indicators_of_units(question)}:
            return ""
    else:
        cells = reported.cells(_every_year(question), indicator)
        if not _reported_of_town(question, indicator) or not _among(cells, figure):
            return ""
        own = replace(own, grouping="reported")
    given = {**_fitting(question, figure), asking.INDICATORS: asking.indicator_slug(indicator)}
    return address(sitemap.named("explore").href, query | asking.written(own) | given)


def _reported_of_town(question: Question, indicator: str) -> bool:
    rows = answer(question, "place_figures", place=question.catalogue.town.place)
    return bool((rows["indicator"] == indicator).any())


def _among(cells: pd.DataFrame, figure: Stated) -> bool:
    rows = cells[cells["group"] == figure.key.place]
    return bool((rows["period"] == figure.key.period).any())


def _every_year(question: Question) -> Question:
    first, last = question.catalogue.years
    return replace(question, first_year=first, last_year=last)


def _fitting(question: Question, figure: Stated) -> Query:
    """Return the filters under which charts of wards show a figure: its ward, and its year where it is of one."""
    place = question.catalogue.places[figure.key.place]
    if place.level != "ward":
        return {}
    query = {PLACES: place.slug}
    first, last = periods.years(figure.key.period)
    begins, ends = question.catalogue.years_of_units if _is_since(place) else question.catalogue.years
    if begins <= first <= last <= ends and (first, last) != (begins, ends):
        query[YEARS] = f"{first}-{last}"
    return query | ({asking.UNITS: SINCE} if _is_since(place) else {})


def _is_since(place: Place) -> bool:
    return place.tile_row is None


def no_text(question: Question, figure: Stated) -> str:
    """Say why a figure has no sentence: its source names none, or is no text."""
    basis = question.catalogue.sources[figure.origin.source].basis
    if basis in ("sample", "submitted"):
        return _told(question.say("cited.no_text", reason=question.say(f"cited.no_text_{basis}")))
    return _told(question.say("cited.no_place"))


def not_at_hand(question: Question, query: Query, at_hand: AtHand) -> str:
    """Say that a document is not there, or damaged, and how to add it."""
    name = question.catalogue.sources[at_hand.source].short_name(question.language)
    said = question.say("cited.damaged" if at_hand.damaged else "cited.no_document", source=name)
    notice = _notice(said) if at_hand.damaged else _told(said)
    return notice + to_add(question, query)


def to_add(question: Question, query: Query) -> str:
    """Return the way to the page on which documents are added."""
    page = sitemap.at(DOCUMENTS_PAGE)
    if page is None:
        return ""
    words = question.say("cited.how_to_add", page=question.say(f"navigation.{page.name}"))
    return element("p", {}, app_link(address(page.href, query), words, data_keep=True, class_="dv-clear"))


def misfit(question: Question, code: str, figure: Stated) -> str:
    """Say that the place of a figure does not fit its document any more: what, where, and what to do."""
    heading = element("strong", {}, escape(question.say("cited.not_fitting")))
    what = element("p", {}, escape(misfit_words(question, code, figure)))
    mend = element("p", {}, escape(question.say("cited.do_mend")))
    return element("section", {"class": "dv-notice dv-notice-error", "role": "status"}, heading, what, mend)


def misfit_words(question: Question, code: str, figure: Stated) -> str:
    """Return what is wrong with the place of a figure, in one line."""
    return f"{figure.name}, {figure.printed} ({figure.where}): {question.say(f'documents.misfit.{code}')}"


def _told(words: str) -> str:
    return element("p", {"class": "dv-missing"}, escape(words))


def _notice(words: str) -> str:
    return element("section", {"class": "dv-notice dv-notice-error", "role": "status"}, escape(words))
