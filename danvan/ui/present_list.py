"""The slides of a presentation in order, each with the ways to move, retitle or drop it; and what was left out."""

from html import escape

from danvan.deck import chosen as choice
from danvan.deck.chosen import Chosen
from danvan.deck.typed import LONGEST_TITLE
from danvan.exports.deck import Slide
from danvan.ui import cards
from danvan.ui.deck_http import EDIT
from danvan.ui.markup import app_link, element
from danvan.ui.present_deck import Prepared
from danvan.ui.present_fields import form, line, lines


def slides(deck: Prepared) -> str:
    """Return the list of the slides."""
    words = deck.words
    shown = deck.deck.slides
    counted = words.count("present.list.counted", len(shown), number=str(len(shown)))
    heading = element(
        "h2",
        {"class": "dv-section"},
        escape(words.get("present.list.title")),
        " ",
        element("small", {}, escape(counted)),
    )
    original = (
        app_link(deck.link(Chosen()), words.get("present.list.original"), class_="dv-clear")
        if deck.chosen != Chosen()
        else ""
    )
    nothing = element("p", {"class": "dv-missing"}, escape(words.get("present.list.nothing")))
    items = [_slide(deck, slide, at) for at, slide in enumerate(shown)]
    return (
        element("div", {"class": "dv-line"}, heading, original)
        + (element("ol", {"class": "dv-slides"}, *items) if items else nothing)
        + _left_out(deck)
    )


def add(deck: Prepared) -> str:
    """Return the form that adds a slide of the presenter's own."""
    words = deck.words
    filled = form(
        words,
        EDIT,
        {"edit": "add"},
        line(words.get("present.list.add_title"), "title", most=LONGEST_TITLE),
        lines(words.get("present.list.lines"), "lines"),
        button="present.list.add_button",
        with_address=True,
    )
    summary = element("summary", {}, escape(words.get("present.list.add")))
    return element("details", {"class": "dv-more dv-deck-add"}, summary, filled)


def _slide(deck: Prepared, slide: Slide, at: int) -> str:
    number = element("span", {"class": "dv-slide-number"}, str(at + 1))
    field = f"--field: var(--{slide.field.replace('_', '-')})" if slide.field else False
    return element(
        "li",
        {"class": "dv-slide", "style": field},
        number,
        _picture(deck, slide),
        element("div", {"class": "dv-slide-words"}, *_words(deck, slide), _foot(deck, slide)),
        _controls(deck, slide, at),
    )


def _picture(deck: Prepared, slide: Slide) -> str:
    form = slide.plotted.kind if slide.plotted else slide.kind
    name = deck.words.get(f"present.kind.{slide.kind}")
    return element("span", {"class": "dv-thumb", "data-form": form, "role": "img", "aria-label": name})


def _words(deck: Prepared, slide: Slide) -> list[str]:
    """Return the title, what it was where the presenter wrote it, and the lines of a slide of the presenter's own."""
    said = [element("h3", {}, escape(slide.title))]
    if slide.added:
        said += [element("p", {"class": "dv-sub"}, escape(line)) for line in slide.lines]
    if slide.retitled:
        retitled = deck.words.get("present.list.retitled", title=slide.computed_title)
        said.append(element("p", {"class": "dv-source"}, escape(retitled)))
    return said


def _foot(deck: Prepared, slide: Slide) -> str:
    """Return the way to edit a slide, its standing and its source."""
    badge = cards.badge(deck.question, "sample") if slide.sample else ""
    source = deck.words.get("present.list.own") if slide.added else slide.source
    said = element("span", {"class": "dv-source"}, escape(source)) if source else ""
    return element("div", {"class": "dv-slide-foot"}, badge, said, _edit(deck, slide))


def _controls(deck: Prepared, slide: Slide, at: int) -> str:
    ways = []
    if at > 0:
        ways.append(_way(deck, "up", slide, choice.moved(deck.chosen, deck.keys, slide.key, by=-1)))
    if at < len(deck.keys) - 1:
        ways.append(_way(deck, "down", slide, choice.moved(deck.chosen, deck.keys, slide.key, by=1)))
    if slide.added:
        ways.append(_way(deck, "delete", slide, choice.without_added(deck.chosen, slide.key)))
    else:
        ways.append(_way(deck, "drop", slide, choice.without(deck.chosen, slide.key)))
    return element("div", {"class": "dv-slide-ways"}, *ways)


def _way(deck: Prepared, kind: str, slide: Slide, chosen: Chosen) -> str:
    said = deck.words.get
    return app_link(
        deck.link(chosen),
        said(f"present.list.{kind}"),
        class_=f"dv-way dv-way-{kind.replace('_', '-')}",
        aria_label=said(f"present.list.{kind}_label", title=slide.title),
        data_control=f"{kind} {slide.key}",
    )


def _edit(deck: Prepared, slide: Slide) -> str:
    """Return the form that gives a slide another title, and to one of the presenter's own other lines."""
    said = deck.words.get
    written = [line(said("present.list.new_title"), "title", slide.title, most=LONGEST_TITLE)]
    if slide.added:
        written.append(lines(said("present.list.lines"), "lines", "\n".join(slide.lines)))
    content = {"edit": "change" if slide.added else "title", "key": slide.key}
    filled = form(deck.words, EDIT, content, *written, button="present.list.save", with_address=True)
    back = ""
    if slide.retitled:
        chosen = choice.retitled(deck.chosen, slide.key, "")
        back = app_link(deck.link(chosen), said("present.list.restore_title"), class_="dv-clear")
    label = {
        "aria-label": said("present.list.edit_label", title=slide.title),
        "data-control": f"edit {slide.key}",
    }
    summary = element("summary", label, escape(said("present.list.edit")))
    return element("details", {"class": "dv-more dv-slide-edit"}, summary, filled, back)


def _left_out(deck: Prepared) -> str:
    if not deck.deck.left_out:
        return ""
    items = [
        element(
            "li",
            {},
            element("span", {}, escape(slide.title)),
            " ",
            _way(deck, "bring_back", slide, choice.with_back(deck.chosen, slide.key)),
        )
        for slide in deck.deck.left_out
    ]
    heading = element("h3", {}, escape(deck.words.get("present.list.dropped")))
    return element("section", {"class": "dv-left-out"}, heading, element("ul", {}, *items))
