"""The card of a document: what is known of it as a whole, in a form to be checked, and as it was filled in."""

import re
from collections.abc import Mapping
from typing import Any

from danvan import periods
from danvan.catalogue import Catalogue
from danvan.documents.kept import Card, Kept
from danvan.text import Words
from danvan.ui import documents_linked
from danvan.ui.markup import Attributes, element
from danvan.ui.posted import text_of
from danvan.ui.present_fields import form, line
from danvan.ui.reading_fields import Unfit, options
from danvan.ui.reading_words import Sayer
from danvan.vietnamese import compose, fold

LONGEST = {"title": 400, "short": 60, "number": 80, "issuer": 160, "issued_on": 10}
_DAY = re.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def card_of(fields: Mapping[str, str], catalogue: Catalogue) -> Card:
    """Return the card that a form was filled in with; raise Unfit where something of it cannot be."""
    texts = {name: " ".join(compose(fields.get(name, "")).split()) for name in LONGEST}
    for name, most in LONGEST.items():
        if len(texts[name]) > most:
            raise Unfit("too_long", most=str(most))
    if not texts["title"] or not texts["short"]:
        raise Unfit("no_title")
    if texts["issued_on"] and not _is_day(texts["issued_on"]):
        raise Unfit("bad_date")
    place = fields.get("place", "")
    if place not in catalogue.places:
        raise Unfit("no_place")
    return Card(**texts, place=place)


def card_from(found: Mapping[str, Any], catalogue: Catalogue) -> Card:
    """Return the card that was posted; raise as card_of, and NotTaken where a field is no text."""
    return card_of({name: text_of(found, name) for name in (*LONGEST, "place")}, catalogue)


def card_form(kept: Kept, words: Words, catalogue: Catalogue, permit: str) -> str:
    """Return the card of a document that is kept, to be changed, folded."""
    sayer, card = Sayer(words, catalogue), kept.card
    fields = [
        line(sayer.say(f"card_{name}"), name, getattr(card, name), most=most)
        for name, most in LONGEST.items()
    ]
    chosen = card.place or catalogue.town.place
    named = {code: sayer.place(code) for code in places(catalogue)}
    select: Attributes = {"data-field": "place"}
    place = element(
        "label",
        {},
        element("span", {"class": "dv-caption"}, sayer.say("card_place")),
        element("select", select, *options(named, chosen)),
    )
    sent = form(
        words,
        documents_linked.DESCRIBE,
        {"permit": permit, "document": kept.document},
        *fields,
        place,
        button="page.documents.card_save",
        done="page.documents.card_saved",
    )
    summary = element("summary", {}, sayer.say("card_change"))
    return element("details", {"class": "dv-more dv-deck-add dv-office"}, summary, sent)


def places(catalogue: Catalogue) -> list[str]:
    """Return the codes of all places, the town first, then its wards."""
    first = [catalogue.town.place, *(ward.place for ward in catalogue.wards_before)]
    return [*first, *(code for code in catalogue.places if code not in first)]


def codes_by_name(catalogue: Catalogue) -> dict[str, str]:
    """Return the codes of places by their folded names, of two of one name that of the time of the wards before."""
    return {fold(catalogue.places[code].name): code for code in reversed(places(catalogue))}


def _is_day(written: str) -> bool:
    """Say whether a text is a date as far as it is known: a year, a month or a day that there is."""
    if not _DAY.fullmatch(written):
        return False
    try:
        periods.parse(written[:7])
        return len(written) < 10 or int(written[8:]) in range(1, periods.parse(written[:7]).end.day + 1)
    except periods.PeriodError:
        return False
