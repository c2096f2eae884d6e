"""The form of the report: who issues it and signs it; what is filled in, what is blank, and the way to change it."""

from dataclasses import fields
from html import escape

from danvan import format as fmt
from danvan import paths
from danvan.deck import office as offices
from danvan.deck.office import Office
from danvan.text import Words
from danvan.ui.deck_http import OFFICE
from danvan.ui.markup import element
from danvan.ui.present_fields import form, line, lines

# What a report may be without: its place stays empty, or is filled from the data.
OPTIONAL = ("parent_body", "abstract", "addressees", "archive")


def section(words: Words, permit: str) -> str:
    """Return what the form of the report says, and for who holds a permit the way to change it."""
    office, issues = offices.looked_at(paths.state_dir())
    wrong = [
        element("li", {}, escape(f"{issue.message(words.language)} {issue.advice(words.language)}"))
        for issue in issues
    ]
    summary = element("summary", {}, escape(words.get("present.office.title")))
    told = element("p", {"class": "dv-sub"}, escape(words.get("present.office.sentence")))
    inside = [
        element("p", {}, escape(_counted(words, office))),
        element("ul", {"class": "dv-missing"}, *wrong) if wrong else "",
        told,
        _form(words, office, permit)
        if permit
        else element("p", {"class": "dv-sub"}, escape(words.get("present.office.not_allowed"))),
    ]
    return element("details", {"class": "dv-more dv-deck-add dv-office"}, summary, *inside)


def _counted(words: Words, office: Office) -> str:
    """Say how many entries are filled in and which are blank."""
    wanted = [one.name for one in fields(Office) if one.name not in OPTIONAL]
    blank = [name for name in wanted if not getattr(office, name)]
    of, filled = str(len(wanted)), str(len(wanted) - len(blank))
    if not blank:
        return words.get("present.office.complete", of=of)
    names = [words.get(f"present.office.field.{name}").lower() for name in blank]
    return words.get(
        "present.office.filled", filled=filled, of=of, blank=fmt.enumeration(names, words.language)
    )


def _form(words: Words, office: Office, permit: str) -> str:
    inputs = [_field(words, office, one.name) for one in fields(Office)]
    return form(
        words,
        OFFICE,
        {"permit": permit},
        *inputs,
        button="present.office.save",
        done="present.office.saved",
    )


def _field(words: Words, office: Office, name: str) -> str:
    value = getattr(office, name)
    caption, how = words.get(f"present.office.field.{name}"), f"present.office.how.{name}"
    if name in offices.LISTS:
        return lines(f"{caption} ({words.get(how)})", name, "\n".join(value))
    return line(caption, name, value, hint=words.get(how) if how in words else "")
