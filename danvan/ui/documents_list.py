"""The documents at hand as HTML: what each is, how far its figures are decided, and the ways from it."""

from html import escape

from danvan import paths
from danvan.documents.kept import Kept, source_of
from danvan.intake.issue import DataError
from danvan.submission import decisions
from danvan.ui import documents_linked, reading_opened, sources_linked
from danvan.ui.access import Access
from danvan.ui.documents_card import card_form
from danvan.ui.markup import Attributes, app_link, element
from danvan.ui.present_fields import form
from danvan.ui.reading_opened import Opened
from danvan.ui.reading_words import Sayer

# Reading a long report takes a second; a long list of them must not.
MOST_READ = 6


def listed(found: tuple[Kept, ...], sayer: Sayer, access: Access, permit: str) -> str:
    """Return the documents, each as a card; for who may with the way to remove it."""
    if not found:
        return element("p", {"class": "dv-missing"}, escape(sayer.say("none")))
    cards = []
    for number, one in enumerate(found):
        own = permit if is_theirs(one, access) else ""
        is_read = number < MOST_READ
        cards.append(_damaged(one, sayer, own) if one.damaged else _card(one, sayer, own, is_read=is_read))
    return element("ul", {"class": "dv-at-hand"}, *cards)


def is_theirs(kept: Kept, access: Access) -> bool:
    """Say whether a document's card and file are the reader's to change: their own, or with the right to all units."""
    return access.may and (access.units is None or kept.by == access.by)


def about(opened: Opened, sayer: Sayer, permit: str) -> str:
    """Return what stands above the desk of a document: what it is, and the ways to its text, file and card."""
    kept = opened.kept
    ways = [
        _text_link(opened.source, sayer),
        _file_link(kept, sayer),
        app_link(_all(sayer), sayer.say("all_documents")),
    ]
    change = card_form(kept, sayer.words, opened.catalogue, permit) if permit else ""
    known = opened.source in opened.catalogue.sources
    said = sayer.say("known_source", source=sayer.source(opened.source)) if known else ""
    return element(
        "section",
        {"class": "dv-document"},
        element("h2", {"class": "dv-section"}, escape(kept.card.title or kept.name)),
        element("p", {"class": "dv-sub"}, escape(_facts(kept, sayer))),
        element("p", {"class": "dv-source"}, escape(said)) if said else "",
        element("p", {"class": "dv-document-ways"}, *ways),
        change,
    )


def _card(kept: Kept, sayer: Sayer, permit: str, *, is_read: bool) -> str:
    """Return one document; one that is not read anew tells only what was accepted of it."""
    address = documents_linked.address(sayer.words.language, document=kept.document)
    title = app_link(address, kept.card.title or kept.name, class_="dv-at-hand-title")
    opened = _opened(kept) if is_read else None
    progress = _progress(opened, sayer) if opened else _held(kept, sayer)
    source = source_of(kept, sayer.catalogue.sources)
    ways = [
        app_link(address, sayer.say("read_it"), class_="dv-way"),
        _text_link(source, sayer),
        _file_link(kept, sayer),
        _remove(kept, sayer, permit),
    ]
    return element(
        "li",
        {"class": "dv-card"},
        element("h3", {}, title),
        element("p", {"class": "dv-sub"}, escape(_facts(kept, sayer))),
        element("p", {"class": "dv-at-hand-progress"}, escape(progress)) if progress else "",
        element("div", {"class": "dv-document-ways"}, *ways),
    )


def _damaged(kept: Kept, sayer: Sayer, permit: str) -> str:
    said = element("p", {"class": "dv-missing"}, escape(sayer.say("damaged")))
    name = element("h3", {}, escape(kept.name or kept.document))
    return element("li", {"class": "dv-card"}, name, said, _remove(kept, sayer, permit))


def _facts(kept: Kept, sayer: Sayer) -> str:
    """Say number, issuer, date, the file, and who added it when."""
    card = kept.card
    issued = sayer.issued(card.issued_on) if card.issued_on else ""
    number = card.number or sayer.say("no_number")
    parts = [number, card.issuer, issued, kept.name, sayer.added(kept.by, kept.at)]
    return " · ".join(part for part in parts if part)


def _opened(kept: Kept) -> Opened | None:
    """Return a document with its desk, None where it turns out to be damaged."""
    try:
        return reading_opened.opened(kept.document)
    except DataError:
        return None


def _progress(opened: Opened, sayer: Sayer) -> str:
    """Say how many figures were accepted and how many are open."""
    held, undecided = str(len(opened.desk.to_publish)), len(opened.desk.undecided)
    if not undecided:
        return sayer.say("progress_done", held=held)
    return sayer.words.count("page.documents.progress", undecided, open=str(undecided), held=held)


def _held(kept: Kept, sayer: Sayer) -> str:
    """Say how many figures were accepted, as far as the decisions can be read."""
    try:
        made = decisions.decided(paths.state_dir(), kept.document)
    except DataError:
        return ""
    held = sum(one.holds and one.kind == "figure" for one in made.values())
    return sayer.say("progress_held", held=str(held))


def _all(sayer: Sayer) -> str:
    return documents_linked.address(sayer.words.language)


def _text_link(source: str, sayer: Sayer) -> str:
    """Return the way to the text of a document among the sources, where the data name it as one."""
    if source not in sayer.catalogue.sources:
        return ""
    query = {} if sayer.words.language == "vi" else {"ngon-ngu": sayer.words.language}
    return app_link(sources_linked.href_of_document(query, source), sayer.say("text"))


def _file_link(kept: Kept, sayer: Sayer) -> str:
    attributes: Attributes = {"href": documents_linked.file_address(kept.document), "download": True}
    return element("a", attributes, escape(sayer.say("file")))


def _remove(kept: Kept, sayer: Sayer, permit: str) -> str:
    """Return the way to remove a document, asked a second time with what is lost."""
    if not permit:
        return ""
    name = kept.card.short or kept.name or kept.document
    try:
        made = len(decisions.history(paths.state_dir(), kept.document))
    except DataError:
        made = 0
    sure = element("p", {}, escape(sayer.say("remove_sure", name=name, decisions=str(made))))
    content = {"permit": permit, "document": kept.document}
    summary = element(
        "summary", {"aria-label": sayer.say("remove_label", name=name)}, escape(sayer.say("remove"))
    )
    asked = form(sayer.words, documents_linked.FORGET, content, sure, button="page.documents.remove_do")
    return element("details", {"class": "dv-more dv-remove"}, summary, asked)
