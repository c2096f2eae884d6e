"""The text of a document as HTML: data, never HTML of its own; what cannot be seen is made to be seen."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from danvan.story.cited import Passage, Piece
from danvan.story.finding import Question
from danvan.story.sources import Stated
from danvan.ui.documents_at_hand import MODEL
from danvan.ui.markup import element

# What reorders or hides letters and what prints nothing: a reader could take other digits for those that stand there.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_LINE_BREAKS = re.compile(r"\s*\n\s*")


@dataclass(frozen=True)
class Marks:
    """How quotes are marked: the key of the one asked for, the figures by their keys, and the address of each quote."""

    asked: str
    figures: Mapping[str, Stated]
    models: Mapping[str, str]
    hrefs: Mapping[str, str]


def paragraph(question: Question, passage: Passage, marks: Marks, class_: str = "") -> str:
    """Return a passage as a paragraph, its quotes marked; what is left out of a long one is told."""
    cut = element("span", {"class": "dv-cut"}, escape(question.say("cited.sentence.cut")))
    inside = "".join(_piece(question, piece, marks) for piece in passage.pieces)
    kind = f"dv-text dv-text-{passage.kind}"
    return element(
        "p",
        {
            "class": f"{kind} {class_}".rstrip(),
            "id": f"doan-{passage.number + 1}" if not class_ else False,
            "dir": "ltr",
        },
        cut + " " if passage.cut_before else "",
        inside,
        " " + cut if passage.cut_after else "",
    )


def plain(question: Question, text: str) -> str:
    """Return a text escaped, its signs that are not seen made to be seen."""
    at, shown = 0, []
    for found in _UNSEEN.finditer(text):
        shown += [escape(text[at : found.start()], quote=False), _unseen(question, found[0])]
        at = found.end()
    return _LINE_BREAKS.sub(" ", "".join([*shown, escape(text[at:], quote=False)]))


def _unseen(question: Question, sign: str) -> str:
    code = f"U+{ord(sign):04X}"
    said = question.say("cited.sentence.unseen", code=unicodedata.name(sign, code))
    return element("span", {"class": "dv-unseen", "title": said}, code)


def _piece(question: Question, piece: Piece, marks: Marks) -> str:
    words = plain(question, piece.text)
    if piece.note:
        hidden = _hidden(question.say("cited.sentence.mark_here", note=piece.note))
        words = element("sup", {"class": "dv-note-mark"}, hidden, words)
    for key in piece.keys:
        words = _marked(question, key, words, marks)
    return element("span", {"class": "dv-cited"}, words) if piece.said else words


def _marked(question: Question, key: str, words: str, marks: Marks) -> str:
    """Return words marked as a quote: the one asked for strongly, others lightly and leading to their own view."""
    if key == marks.asked:
        hidden = _hidden(question.say("cited.sentence.asked"))
        return element("mark", {"class": "dv-mark dv-mark-asked", "id": "con-so"}, hidden, words)
    href, said = marks.hrefs.get(key, ""), _said(question, key, marks)
    kind = "model" if key.startswith(MODEL) else "figure"
    link = _link(href, words, said) if href else words
    return element("mark", {"class": f"dv-mark dv-mark-{kind}"}, link)


def _said(question: Question, key: str, marks: Marks) -> str:
    if figure := marks.figures.get(key):
        return question.say("cited.sentence.other", name=figure.name, value=figure.value)
    return question.say("cited.sentence.model", name=marks.models.get(key, ""))


def _link(href: str, words: str, said: str) -> str:
    """Return a link inside the app around content that is HTML already."""
    return element("a", {"data-app-link": True, "data-keep": True, "href": href, "title": said}, words)


def _hidden(words: str) -> str:
    """Return words for whoever hears the page."""
    return element("span", {"class": "dv-said"}, escape(words))
