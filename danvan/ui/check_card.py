"""One disagreement as a card: its sentence, both sides, the difference between them, what was said of it."""

import json
from dataclasses import asdict, dataclass
from html import escape

from danvan.story.disagreements import Disagreement, Side
from danvan.story.finding import Origin, Question, origin_words
from danvan.story.sources import Key
from danvan.submission.explanations import LONGEST_BY, LONGEST_WHY
from danvan.ui import sources_linked
from danvan.ui.filters import Query
from danvan.ui.markup import Attributes, app_link, element
from danvan.ui.present_fields import form, line, lines

EXPLAIN = "/dv/doi-chieu/giai-thich"
# The marks of a status, because colour alone says nothing to many.
MARKS = {"open": "≠", "explained": "✎", "settled": "✓"}
BOUNDS = {">": "up", ">=": "up", "<": "down", "~": "about"}


@dataclass(frozen=True)
class Writer:
    """Who may explain: a permit for the requests of the page, empty where there is no right, and who is signed in."""

    permit: str
    by: str


def card(question: Question, one: Disagreement, query: Query, writer: Writer) -> str:
    """Return one disagreement as a card."""
    middle = element("div", {"class": "dv-check-middle"}, _picture(question, one), _apart(question, one))
    return element(
        "article",
        {"class": f"dv-card dv-check dv-check-{one.status}", "id": f"khop-{one.disagreement}"},
        element("p", {"class": "dv-check-head"}, _badge(one), " ", element("span", {}, escape(one.title))),
        element("h3", {"class": "dv-sentence"}, escape(one.sentence)),
        element(
            "div",
            {"class": "dv-sides"},
            _side(question, one.first, query),
            middle,
            _side(question, one.second, query),
        ),
        _also(question, one),
        _said(question, one),
        _form(question, one, writer),
    )


def _badge(one: Disagreement) -> str:
    mark = element("span", {"aria-hidden": "true"}, MARKS[one.status])
    return element("span", {"class": f"dv-kind dv-status-{one.status}"}, mark, " ", escape(one.status_name))


def _side(question: Question, side: Side, query: Query) -> str:
    origin = side.origins[0] if len(side.origins) == 1 else None
    value = escape(side.value)
    if origin is not None and side.amount is not None:
        title = question.say("page.checks.see_source")
        value = app_link(_href(query, origin, side), side.value, title=title, data_keep=True)
    told = ", ".join(text for text in (side.place, side.period) if text)
    size = "dv-check-value" if side.amount is not None else "dv-missing"
    return element(
        "div",
        {"class": "dv-side"},
        element("p", {"class": "dv-side-what"}, escape(side.what)),
        element("p", {"class": size}, value),
        element("p", {"class": "dv-sub"}, escape(told)),
        _source(question, side, origin, query),
    )


def _source(question: Question, side: Side, origin: Origin | None, query: Query) -> str:
    """Return who says so, as a link to the sentence where there is one, and what is printed there."""
    if not side.source:
        return ""
    if origin is None:
        return element(
            "p", {"class": "dv-source"}, escape(question.say("page.checks.source", source=side.source))
        )
    words = question.say(
        "page.checks.source", source=origin_words(question, Origin(origin.source, _section(origin)))
    )
    printed = question.say("page.checks.printed", printed=origin.printed) if origin.printed else ""
    link = app_link(_href(query, origin, side), words, data_keep=True)
    return element("p", {"class": "dv-source"}, link, f", {escape(printed)}" if printed else "")


def _section(origin: Origin) -> str:
    return " ".join(part for part in origin.locator.split(" ") if not part.startswith("chars:"))


def _href(query: Query, origin: Origin, side: Side) -> str:
    return sources_linked.href_of_figure(query, origin.source, origin.locator, Key(*side.key))


def _picture(question: Question, one: Disagreement) -> str:
    """Return two bars on one scale from zero, the gap hatched on the shorter; nothing where a side has no number."""
    first, second = one.first.amount, one.second.amount
    if first is None or second is None or min(first, second) < 0 or max(first, second) <= 0:
        return element("p", {"class": "dv-check-unequal", "aria-hidden": "true"}, MARKS["open"])
    most = max(first, second)
    words = question.say("page.checks.picture", first=one.first.value, second=one.second.value)
    bars = [_bar(side, amount / most) for side, amount in ((one.first, first), (one.second, second))]
    return element("div", {"class": "dv-bars", "role": "img", "aria-label": words}, *bars)


def _bar(side: Side, share: float) -> str:
    """Return one bar behind its value; a bound's end points onward, and what it lacks of the other is hatched."""
    end = f" dv-bound-{BOUNDS[side.qualifier]}" if side.qualifier in BOUNDS else ""
    full = element("i", {"class": f"dv-bar-full{end}", "style": f"width: {100 * share:.4f}%"})
    gap = (
        element("i", {"class": "dv-bar-gap", "style": f"width: {100 * (1 - share):.4f}%"})
        if share < 1
        else ""
    )
    named = element("span", {"class": "dv-bar-name"}, escape(side.value))
    return named + element("span", {"class": "dv-one-bar"}, full, gap)


def _apart(question: Question, one: Disagreement) -> str:
    """Say how far the sides are apart; nothing where one has no number, or is a part of the other."""
    if one.second.amount is None or one.code == "unit_and_ward":
        return ""
    key = "change" if one.code == "standard_break" else "difference"
    words = (
        question.say(f"page.checks.{key}", difference=one.difference)
        if one.difference
        else question.say("page.checks.no_difference")
    )
    return element("p", {"class": "dv-check-apart"}, escape(words))


def _also(question: Question, one: Disagreement) -> str:
    """Return what the source itself leaves open about it."""
    if not one.also:
        return ""
    said = element("b", {}, escape(f"{question.say('page.checks.also')}: "))
    return element("p", {"class": "dv-check-also"}, said, escape(" ".join(one.also)))


def _said(question: Question, one: Disagreement) -> str:
    """Return who said what of it last, and when."""
    if one.said is None:
        return ""
    words = question.say(f"checks.said.{one.said.kind}", by=one.said.by, day=one.day, why=one.said.why)
    if one.out_of_date:
        words = question.say("checks.said.out_of_date", said=words, **_values(question, one))
    return element("p", {"class": "dv-check-said"}, escape(words))


def _values(question: Question, one: Disagreement) -> dict[str, str]:
    """Return both values as they were when something was said of them."""
    said = one.said
    if said is None:
        return {"first": "", "second": ""}
    indicator, then = question.indicator(one.first.indicator), said.sides
    return {
        "first": question.value(then.value, indicator, then.qualifier, as_printed=True),
        "second": question.value(then.other_value, indicator, then.other_qualifier, as_printed=True),
    }


def _form(question: Question, one: Disagreement, writer: Writer) -> str:
    """Return the form of who may explain, folded away: explain or settle what is open, reopen what is not."""
    if not writer.permit:
        return ""
    words = question.words
    content = {
        "permit": writer.permit,
        "disagreement": one.disagreement,
        "sides": json.dumps(asdict(one.sides)),
        "about": one.sentence,
    }
    fields = [] if writer.by else [line(words.get("page.checks.form.by"), "by", most=LONGEST_BY)]
    if one.is_open:
        fields = [
            _kinds(question),
            *fields,
            lines(words.get("page.checks.form.why"), "why", most=LONGEST_WHY),
        ]
    else:
        content["kind"] = "reopened"
        fields = [*fields, lines(words.get("page.checks.form.why_reopen"), "why", most=LONGEST_WHY)]
    summary = element(
        "summary", {}, escape(words.get(f"page.checks.form.{'explain' if one.is_open else 'reopen'}"))
    )
    sent = form(
        words, EXPLAIN, content, *fields, button="page.checks.form.keep", done="page.checks.form.done"
    )
    return element("details", {"class": "dv-more dv-screen"}, summary, sent)


def _kinds(question: Question) -> str:
    """Return the choice between explaining and settling."""
    attributes: Attributes = {"data-field": "kind"}
    choices = [
        element("option", {"value": kind}, escape(question.say(f"page.checks.form.{kind}")))
        for kind in ("explained", "settled")
    ]
    caption = element("span", {"class": "dv-caption"}, escape(question.say("page.checks.form.kind")))
    return element("label", {}, caption, element("select", attributes, *choices))
