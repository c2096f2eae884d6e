"""The chart of a card as a picture to take along: the way to it, its name, and the line at its foot.

static/picture.js puts the picture together in the browser, from what the card shows and what is said here.
"""

from html import escape
from unicodedata import normalize

from danvan import format as fmt
from danvan.story.finding import Finding, Question, snapshot_words
from danvan.ui.markup import element
from danvan.vietnamese import slug
from danvan.warehouse.snapshots import Snapshot

KINDS = ("png", "svg")
# What is shown ends with its period, so it is cut late; some systems take no name of more than 255 bytes.
LONGEST_SUBJECT, MOST_PLACES = 120, 3


def links(question: Question, shown: Finding, snapshot: Snapshot) -> str:
    """Return the buttons that save a finding's chart as a picture; nothing where there is no chart."""
    if shown.figure is None:
        return ""
    buttons = [
        element(
            "button",
            {
                "type": "button",
                "data-picture": kind,
                "title": question.say(f"picture.save_{kind}"),
                "aria-label": question.say(f"picture.save_{kind}"),
            },
            escape(question.say(f"picture.{kind}")),
        )
        for kind in KINDS
    ]
    facts: dict[str, str | bool] = {
        "class": "dv-take",
        "data-stem": stem(question, shown, snapshot),
        "data-foot": foot(question, snapshot),
        "data-failed": question.say("picture.failed"),
    }
    return element("p", facts, " ".join(buttons))


def stem(question: Question, shown: Finding, snapshot: Snapshot) -> str:
    """Return the name of a file without its ending, in ASCII: what is shown, chosen wards, standing, day of the data.

    "dat-hien-lam-duong-theo-xa-phuong-m2-cong-giai-doan-2017-2021_so-lieu-minh-hoa_2026-11-25"
    """
    parts = [
        _subject(shown),
        _years(question, shown),
        _places(question),
        slug(question.say("standing.sample_banner")) if shown.is_sample else "",
        snapshot.built_on.isoformat(),
    ]
    return "_".join(part for part in parts if part)


def foot(question: Question, snapshot: Snapshot) -> str:
    """Return the line that says where a picture comes from: app, town, chosen wards, snapshot."""
    chosen = [question.name(place) for place in question.places]
    parts = [
        question.say("app.name"),
        question.town_name,
        question.say("picture.places", places=fmt.enumeration(chosen, question.language)) if chosen else "",
        snapshot_words(question, snapshot),
    ]
    return " · ".join(part for part in parts if part)


def _subject(shown: Finding) -> str:
    """Return the first sentence of what is shown, whole words only; compatibility forms make m2 of m²."""
    subject = slug(normalize("NFKC", shown.subtitle.split(". ")[0])) or slug(shown.key)
    if len(subject) <= LONGEST_SUBJECT:
        return subject
    return subject[: LONGEST_SUBJECT + 1].rpartition("-")[0]


def _years(question: Question, shown: Finding) -> str:
    """Return the chosen years where what is shown does not name them."""
    chosen = slug(question.period)
    return "" if question.all_years or chosen in _subject(shown) else chosen


def _places(question: Question) -> str:
    chosen = question.highlighted
    if len(chosen) <= MOST_PLACES:
        return "-".join(chosen)
    return slug(f"{len(chosen)} {fmt.unit_word('ward', question.language)}")
