"""The desk of one document as HTML: how far it is, its figures section by section, its models, the numbers left."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from danvan.story import reading_desk
from danvan.story.reading_desk import FILTERS
from danvan.story.reading_rows import Left, Row
from danvan.ui.documents_linked import DECIDE, PUBLISH, SLUGS, address
from danvan.ui.markup import Attributes, app_link, element, void
from danvan.ui.reading_fields import forms
from danvan.ui.reading_opened import Opened
from danvan.ui.reading_row import Allowed, figure_row, left_item, may_decide, model_row
from danvan.ui.reading_words import Sayer

THRESHOLDS_PCT = (95, 90, 85, 80, 70, 60)
MOST_LEFT, MOST_UNFOLDED = 200, 12


@dataclass(frozen=True)
class Page:
    """What one run of the page shows of a document: which rows, which part of them, and who may decide on what.

    permit is empty for who may only look; by is who is signed in, empty on the own machine.
    """

    opened: Opened
    sayer: Sayer
    filter: str
    part: int
    allowed: Allowed
    permit: str
    by: str

    def link(self, **changes: str) -> str:
        """Return the address of the desk, its filter kept, with other parameters."""
        now = {"document": self.opened.key, "filter": SLUGS[self.filter]}
        return address(self.sayer.words.language, **(now | changes))


def desk(page: Page) -> str:
    """Return the whole desk."""
    return element(
        "section",
        {"class": "dv-desk", "data-desk": json.dumps(_facts(page)), "data-away": page.sayer.say("desk.away")},
        head(page.opened, page.sayer),
        _ways(page),
        _figures(page),
        _models(page),
        _left(page),
        forms(page.sayer) if page.permit else "",
    )


def head(opened: Opened, sayer: Sayer) -> str:
    """Return how far the decisions are; sent again after each."""
    desk = opened.desk
    done, of = len(desk.rows) - len(desk.undecided), len(desk.rows)
    counts = {
        verdict: str(sum(row.decision is not None and row.decision.decision == verdict for row in desk.rows))
        for verdict in ("accepted", "changed", "refused")
    }
    summary = sayer.say(
        "desk.summary", figures=str(of), left=str(len(desk.left)), models=str(len(desk.models))
    )
    bar: Attributes = {
        "class": "dv-read-bar",
        "role": "progressbar",
        "aria-label": sayer.say("desk.decided", done=str(done), of=str(of)),
        "aria-valuemin": "0",
        "aria-valuemax": str(of),
        "aria-valuenow": str(done),
    }
    share = f"width: {100 * done / of if of else 0:.1f}%"
    told = f"{sayer.say('desk.decided', done=str(done), of=str(of))} ({sayer.say('desk.held', **counts)})"
    if desk.models:
        decided = len(desk.models) - len(desk.models_undecided)
        told += sayer.say("desk.models_decided", done=str(decided), of=str(len(desk.models)))
    return element(
        "div",
        {"id": "dv-read-head", "role": "status"},
        element("p", {"class": "dv-sentence"}, escape(summary)),
        element("div", bar, element("span", {"style": share})),
        element("p", {"class": "dv-sub"}, escape(told)),
    )


def section_bar(section: str, opened: Opened, sayer: Sayer, allowed: Allowed) -> str:
    """Return the heading of a section with the button that accepts what of it is undecided; sent again after each."""
    number = len(_mine(opened.desk.undecided_in(section), allowed))
    heading = element("h3", {}, escape(sayer.section(section, opened.document)))
    attributes: Attributes = {"type": "button", "data-bulk": json.dumps({"section": section})}
    words = sayer.say("desk.accept_section", number=str(number))
    button = element("button", attributes, escape(words)) if number else ""
    return element("div", {"class": "dv-read-section", "data-section": section or "-"}, heading, button)


def bulk(opened: Opened, sayer: Sayer, allowed: Allowed) -> str:
    """Return the choice of how sure the machine must be, and the button; sent again after each decision."""
    options = []
    for least in THRESHOLDS_PCT:
        number = len(_mine(opened.desk.surer_than(least / 100), allowed))
        if number:
            said = sayer.count("desk.bulk_option", number, least=sayer.share(least / 100))
            options.append(element("option", {"value": str(least)}, escape(said)))
    if not options:
        return element("div", {"id": "dv-read-bulk"})
    caption = sayer.say("desk.bulk")
    return element(
        "div",
        {"id": "dv-read-bulk"},
        element("span", {"class": "dv-caption"}, escape(caption)),
        element("select", {"data-least": True, "aria-label": caption}, *options),
        element("button", {"type": "button", "data-bulk": "{}"}, escape(sayer.say("desk.bulk_do"))),
    )


def _mine(rows: Sequence[Row], allowed: Allowed) -> list[Row]:
    """Return the rows that are the reader's to decide on."""
    return [row for row in rows if row.shown and may_decide(row.shown.place, allowed)]


def _facts(page: Page) -> dict[str, str]:
    """Return what documents.js sends with every decision."""
    return {
        "to": DECIDE,
        "document": page.opened.key,
        "permit": page.permit,
        "language": page.sayer.words.language,
        "filter": page.filter,
    }


def _ways(page: Page) -> str:
    """Return who decides, the ways to decide many at once, and the way to publish."""
    if not page.permit:
        return element("p", {"class": "dv-missing"}, escape(page.sayer.say("look_only")))
    say = page.sayer.say
    who = (
        element("p", {"class": "dv-sub"}, escape(say("desk.by_account", by=page.by)))
        if page.by
        else element(
            "label",
            {"class": "dv-read-by"},
            element("span", {"class": "dv-caption"}, escape(say("desk.by"))),
            void("input", {"type": "text", "data-by": True, "maxlength": "80", "autocomplete": "name"}),
        )
    )
    publish = app_link(page.link(step=PUBLISH), say("desk.publish"), class_="dv-start dv-read-publish")
    told = element("p", {"data-said": True, "role": "status", "class": "dv-source"})
    keys = element("p", {"class": "dv-source dv-read-keys"}, escape(say("desk.keys")))
    return element(
        "div",
        {"class": "dv-read-ways-all"},
        who,
        bulk(page.opened, page.sayer, page.allowed),
        publish,
        told,
        keys,
    )


def _figures(page: Page) -> str:
    desk, say = page.opened.desk, page.sayer.say
    heading = element("h2", {"class": "dv-section"}, escape(say("desk.figures")))
    if not desk.rows:
        return heading + element("p", {"class": "dv-missing"}, escape(say("desk.nothing_read")))
    rows = desk.kept_by(page.filter)
    parts = reading_desk.pages(rows)
    if not parts:
        return (
            heading
            + filters(page.opened, page.sayer, page.filter)
            + element("p", {"class": "dv-missing"}, escape(say("desk.none_fit")))
        )
    part = min(max(page.part, 1), len(parts))
    turning = _turning(page, part, len(parts))
    sections = [
        _section(page, section, list(found))
        for section, found in groupby(parts[part - 1], key=lambda row: row.section)
    ]
    return heading + filters(page.opened, page.sayer, page.filter) + turning + "".join(sections) + turning


def _section(page: Page, section: str, rows: list[Row]) -> str:
    bar = section_bar(section, page.opened, page.sayer, page.allowed)
    return bar + "".join(figure_row(row, page.sayer, page.allowed) for row in rows)


def filters(opened: Opened, sayer: Sayer, chosen: str) -> str:
    """Return the choice of which rows are shown, each with their number; sent again after each decision."""
    links = []
    for name in FILTERS:
        words = sayer.say(f"filter.{name}", number=str(len(opened.desk.kept_by(name))))
        href = address(sayer.words.language, document=opened.key, filter=SLUGS[name])
        links.append(app_link(href, words, aria_current="true" if name == chosen else False))
    label = sayer.say("desk.filter")
    caption = element("span", {"class": "dv-caption"}, escape(label))
    attributes = {"id": "dv-read-filters", "class": "dv-choice", "aria-label": label}
    return element("nav", attributes, caption, *links)


def _turning(page: Page, part: int, of: int) -> str:
    """Return the way to the other parts of the rows."""
    if of == 1:
        return ""
    say = page.sayer.say
    said = element("span", {}, escape(say("desk.pages", page=str(part), of=str(of))))
    before = (
        app_link(page.link(part=str(part - 1) if part > 2 else ""), say("desk.before")) if part > 1 else ""
    )
    after = app_link(page.link(part=str(part + 1)), say("desk.next")) if part < of else ""
    return element("nav", {"class": "dv-read-turning"}, before, said, after)


def _models(page: Page) -> str:
    """Return the models that the text names and the filter keeps, folded where they are many."""
    rows = page.opened.desk.models_kept_by(page.filter)
    if not rows:
        return ""
    heading = element("h2", {"class": "dv-section"}, escape(page.sayer.say("desk.models")))
    bar = models_bar(page.opened, page.sayer, may=bool(page.permit) and page.allowed is None)
    # What a person must look at one by one is not folded away.
    unclear = [model_row(row, page.sayer, page.allowed) for row in rows if row.perhaps]
    listed = [model_row(row, page.sayer, page.allowed) for row in rows if not row.perhaps]
    summary = element("summary", {}, escape(page.sayer.count("desk.models_listed", len(listed))))
    opened = len(listed) <= MOST_UNFOLDED
    if not listed:
        return heading + bar + "".join(unclear)
    return (
        heading
        + bar
        + "".join(unclear)
        + element("details", {"class": "dv-more dv-read-more", "open": opened}, summary, *listed)
    )


def models_bar(opened: Opened, sayer: Sayer, *, may: bool) -> str:
    """Return the button that accepts the models that are undecided; sent again after each decision."""
    undecided, ready = opened.desk.models_undecided, len(opened.desk.models_ready)
    words = sayer.say("desk.accept_models", number=str(ready))
    button = element("button", {"type": "button", "data-bulk": json.dumps({"models": "1"})}, escape(words))
    left = {
        "models_lacking": sum(not row.shown.field and not row.perhaps for row in undecided),
        "models_perhaps": sum(bool(row.perhaps) for row in undecided),
    }
    told = [
        element("span", {"class": "dv-sub"}, escape(sayer.count(f"desk.{key}", number)))
        for key, number in left.items()
        if number
    ]
    return element("div", {"id": "dv-read-models"}, button if ready and may else "", *told)


def _left(page: Page) -> str:
    """Return the numbers that no figure was made of, folded, reason by reason."""
    desk, say = page.opened.desk, page.sayer.say
    if not desk.left:
        return ""
    summary = element("summary", {}, escape(say("desk.left", number=str(len(desk.left)))))
    groups = [_group(page, reason, found) for reason, found in desk.reasons()]
    sentence = element("p", {"class": "dv-sub"}, escape(say("desk.left_sentence")))
    return element("details", {"class": "dv-more dv-read-left"}, summary, sentence, *groups)


def _group(page: Page, reason: str, found: list[Left]) -> str:
    sayer, may = page.sayer, bool(page.permit) and page.allowed is None
    summary = element("summary", {}, escape(f"{sayer.reason(reason)} ({len(found)})"))
    items = [left_item(one, sayer, may) for one in found[:MOST_LEFT]]
    more = ""
    if len(found) > MOST_LEFT:
        said = sayer.say("desk.left_more", shown=str(MOST_LEFT), number=str(len(found)))
        more = element("p", {"class": "dv-sub"}, escape(said))
    return element("details", {"class": "dv-more"}, summary, element("ul", {}, *items), more)
