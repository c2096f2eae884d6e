"""Presentations that are kept under a name: open, copy the address, forget, and keep the one that is shown."""

from html import escape

from danvan import format as fmt
from danvan import paths
from danvan.deck import kept
from danvan.deck.kept import Kept
from danvan.ui import cache, deck_linked
from danvan.ui.deck_http import FORGET, KEEP
from danvan.ui.markup import Attributes, app_link, element, void
from danvan.ui.present_deck import Prepared
from danvan.ui.present_fields import box, form, line


def section(deck: Prepared, permit: str, by: str) -> str:
    """Return what is kept and, for who holds a permit, the ways to keep and to forget; by is who is signed in."""
    words = deck.words
    found = kept.listed(paths.state_dir())
    items = [_one(deck, one, permit) for one in found]
    nothing = element("p", {"class": "dv-missing"}, escape(words.get("present.kept.none")))
    ways = _keep(deck, permit, by) if permit else _not_allowed(deck)
    return element(
        "section",
        {"class": "dv-kept"},
        element("h2", {"class": "dv-section"}, escape(words.get("present.kept.title"))),
        element("p", {"class": "dv-sub"}, escape(words.get("present.kept.sentence"))),
        element("ul", {}, *items) if items else nothing,
        ways,
    )


def _not_allowed(deck: Prepared) -> str:
    return element("p", {"class": "dv-sub"}, escape(deck.words.get("present.kept.not_allowed")))


def _one(deck: Prepared, one: Kept, permit: str) -> str:
    href = f"{deck_linked.PAGE}?{one.query}" if one.query else deck_linked.PAGE
    name = element("span", {"class": "dv-kept-name"}, app_link(href, one.name), " ", _told(deck, one))
    return element("li", {}, name, _address(deck, one, href), _forget(deck, one, permit))


def _told(deck: Prepared, one: Kept) -> str:
    day = fmt.day(one.saved.astimezone().date(), deck.words.language)
    said = deck.words.get("present.kept.by_whom", by=one.by, day=day) if one.by else day
    return element("span", {"class": "dv-source"}, escape(said))


def _address(deck: Prepared, one: Kept, href: str) -> str:
    """Return the address to copy; copy.js puts the name of the server before it."""
    said = deck.words.get
    field: Attributes = {
        "type": "text",
        "readonly": True,
        "value": href,
        "data-live": True,
        "aria-label": said("present.kept.link", name=one.name),
    }
    button: Attributes = {"type": "button", "data-copy": True, "data-copied": said("present.kept.copied")}
    copy = element("button", button, escape(said("present.kept.copy")))
    return element("span", {"class": "dv-kept-address"}, void("input", field), copy)


def _forget(deck: Prepared, one: Kept, permit: str) -> str:
    """Return the way to forget one, asked a second time, because others may want it."""
    if not permit:
        return ""
    words = deck.words
    sure = element("p", {}, escape(words.get("present.kept.sure", name=one.name)))
    content = {"permit": permit, "slug": one.slug}
    summary = element(
        "summary",
        {"aria-label": words.get("present.kept.forget_label", name=one.name)},
        escape(words.get("present.kept.forget")),
    )
    return element(
        "details",
        {"class": "dv-more"},
        summary,
        form(words, FORGET, content, sure, button="present.kept.forget"),
    )


def _keep(deck: Prepared, permit: str, by: str) -> str:
    said = deck.words.get
    content = {
        "permit": permit,
        "query": deck_linked.written(deck.query()),
        "snapshot": cache.opened().snapshot.snapshot,
    }
    fields = [line(said("present.kept.name"), "name", deck.deck.title, most=kept.LONGEST_NAME)]
    if not by:
        fields.append(line(said("present.kept.by"), "by", most=kept.LONGEST_BY))
    if not deck.kept_to:
        fields.append(box(said("present.kept.pin"), "pin"))
    fields.append(box(said("present.kept.replace"), "replace"))
    summary = element("summary", {}, escape(said("present.kept.keep")))
    return element(
        "details",
        {"class": "dv-more dv-deck-add"},
        summary,
        form(deck.words, KEEP, content, *fields, button="present.kept.keep", done="present.said.done"),
    )
