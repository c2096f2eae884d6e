"""The document of a presentation: all slides in one page that needs nothing else once it is loaded.

Without scripts the slides stand one below the other, each with its table. What scripts need stands in the page as JSON.
"""

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from danvan import text
from danvan.exports.deck import BigNumber, Deck, Slide, Table
from danvan.figures import config, drawing_script
from danvan.figures.colour import css_variables
from danvan.ui.index import SNAPSHOT_NOW, type_address, version
from danvan.ui.markup import element, void
from danvan.ui.show_figures import Drawn

SCRIPTS = (
    "show_stage.js",
    "show.js",
    "show_clock.js",
    "show_panels.js",
    "show_presenter.js",
    "show_news.js",
    "show_keys.js",
)
OF_CLIENT = ("show.client.", "show.key.", "show.presenter.")
# Titles longer than this, in characters, are set smaller, so that they take three lines at most.
LONG_TITLE, LONGER_TITLE = 60, 120
LONG_VALUE, LONGER_VALUE = 8, 16
MANY_LINES, MANY_ROWS = 6, 9


def drawing_address() -> str:
    """Return the address of the script that draws charts; its content never changes."""
    return f"/dv/plotly-{drawing_script.version()}.min.js"


def page(
    deck: Deck,
    charts: Mapping[str, Drawn],
    wards: Sequence[tuple[str, str]],
    fields: Mapping[str, str],
    addresses: Mapping[str, str],
) -> str:
    """Return the document; wards are slug and name of those that may stand out, fields names by code.

    ``addresses`` are those of the presentation with the newest figures ("newest", its ban= last and open) and of the
    page that it is left to ("leave").
    """
    words = text.words(deck.language)
    slides = [
        _slide(deck, slide, place, charts.get(slide.key), fields, words)
        for place, slide in enumerate(deck.slides, 1)
    ]
    opening = element(
        "p",
        {"id": "show-opening", "role": "status"},
        escape(words.get("show.opening", number=str(len(slides)))),
    )
    body = [
        opening,
        element("main", {"id": "show-stage", "tabindex": "-1"}, *slides),
        element("p", {"id": "show-said", "class": "show-unseen", "aria-live": "polite"}),
        _data("show-data", _known(deck, charts, wards, addresses, words)),
    ]
    return document(
        words, words.get("show.heading", title=f"{deck.title}, {deck.subtitle}"), *body, scripts=True
    )


def document(words: text.Words, title: str, *body: str, scripts: bool) -> str:
    """Return a whole page in our type and colours, without anything of the app around it."""
    tokens = f":root {{ {css_variables('light')} }} :root[data-mode=dark] {{ {css_variables('dark')} }}"
    type_ = (
        f'@font-face {{ font-family: "Source Sans"; font-weight: 200 900; src: url("{type_address()}"); }}'
    )
    head = [
        void("meta", {"charset": "utf-8"}),
        void("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        void("link", {"rel": "icon", "type": "image/svg+xml", "href": "/dv/icon.svg"}),
        element("title", {}, escape(title)),
        element("style", {}, tokens, type_),
        void("link", {"rel": "stylesheet", "href": f"/dv/show.css?{version('show.css')}"}),
    ]
    if scripts:
        sources = [drawing_address(), *(f"/dv/{file}?{version(file)}" for file in SCRIPTS)]
        head += [element("script", {"src": source, "defer": True}) for source in sources]
    return "<!DOCTYPE html>" + element(
        "html", {"lang": words.language}, element("head", {}, *head), element("body", {}, *body)
    )


def _known(
    deck: Deck,
    charts: Mapping[str, Drawn],
    wards: Sequence[tuple[str, str]],
    addresses: Mapping[str, str],
    words: text.Words,
) -> dict[str, Any]:
    texts = {key: value for key, value in words.texts.items() if key.startswith(OF_CLIENT)}
    return {
        "snapshot": deck.snapshot,
        "snapshotNow": SNAPSHOT_NOW,
        "type": type_address(),
        "addresses": addresses,
        "wards": [{"slug": slug, "name": name} for slug, name in wards],
        "facts": {slide.key: _facts(slide.table, wards) for slide in deck.slides if slide.table},
        "charts": charts,
        "config": config() | {"staticPlot": True, "responsive": False},
        "words": {key.removeprefix("show."): value for key, value in texts.items()},
    }


def _facts(table: Table, wards: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return what the table of a slide says of each ward, by its slug."""
    slugs = {name: slug for slug, name in wards}
    return {
        slugs[row[0]]: " · ".join(
            f"{column}: {cell}" for column, cell in zip(table.columns[1:], row[1:], strict=True) if cell
        )
        for row in table.rows
        if row[0] in slugs
    }


def _slide(
    deck: Deck, slide: Slide, place: int, chart: Drawn | None, fields: Mapping[str, str], words: text.Words
) -> str:
    attributes = {
        "id": slide.key,
        "class": f"slide kind-{slide.kind}",
        "data-field": slide.field or "chung",
        "data-title": slide.title,
        "aria-label": words.get("show.client.slide_of", number=str(place), of=str(len(deck.slides))),
    }
    return element(
        "section",
        attributes,
        element("header", {}, *_head(deck, slide, fields)),
        element("div", {"class": "slide-body"}, *_body(slide, chart, words)),
        element("footer", {}, *_foot(deck, slide, place, words)),
        element("div", {"class": "slide-notes", "hidden": True}, *_paragraphs(slide.notes)),
    )


def _head(deck: Deck, slide: Slide, fields: Mapping[str, str]) -> list[str]:
    over = (
        [element("span", {"class": "slide-field"}, escape(fields.get(slide.field, "")))]
        if slide.field
        else []
    )
    if slide.sample:
        over.append(element("strong", {"class": "slide-sample"}, escape(deck.sample_words)))
    size = _sized("title", slide.title, LONG_TITLE, LONGER_TITLE)
    said = slide.sentence if slide.kind == "finding" and slide.sentence != slide.title else ""
    return [
        *([element("p", {"class": "slide-over"}, *over)] if over else []),
        element("h1", {"class": size}, escape(slide.title)),
        *([element("p", {"class": "slide-sentence"}, escape(said))] if said else []),
        *([element("p", {"class": "slide-subtitle"}, escape(slide.subtitle))] if slide.subtitle else []),
        element("p", {"class": "slide-ward", "hidden": True}),
    ]


def _body(slide: Slide, chart: Drawn | None, words: text.Words) -> list[str]:
    table = _table(slide.table, slide.title, words) if slide.table else ""
    if chart is not None:
        said = {"role": "img", "aria-label": slide.sentence or slide.title}
        return [element("div", {"class": "slide-figure"} | said), element("noscript", {}, table)]
    if slide.numbers:
        count = {"data-count": str(len(slide.numbers))}
        return [element("ul", {"class": "slide-numbers"} | count, *map(_number, slide.numbers))]
    return [_lines(slide.lines) if slide.lines else "", table]


def _lines(lines: Sequence[str]) -> str:
    items = (element("li", {}, escape(line)) for line in lines)
    return element("ul", {"class": _crowded("slide-lines", len(lines), MANY_LINES)}, *items)


def _sized(name: str, words: str, long: int, longer: int) -> str:
    """Return the class of a text that is set the smaller the longer it is."""
    return (
        f"{name}-longer" if len(words) > longer else f"{name}-long" if len(words) > long else f"{name}-short"
    )


def _crowded(name: str, count: int, many: int) -> str:
    return f"{name} {name}-many" if count > many else name


def _number(number: BigNumber) -> str:
    return element(
        "li",
        {},
        element("span", {"class": "number-name"}, escape(number.name)),
        element(
            "b", {"class": _sized("value", number.value, LONG_VALUE, LONGER_VALUE)}, escape(number.value)
        ),
        element("span", {"class": "number-period"}, escape(number.period)),
        *([element("span", {"class": "number-detail"}, escape(number.detail))] if number.detail else []),
        *(
            [element("span", {"class": "number-standing"}, escape(number.standing))]
            if number.standing
            else []
        ),
    )


def _table(table: Table, title: str, words: text.Words) -> str:
    columns = list(zip(table.columns, table.numeric, strict=True))
    head = [
        element("th", {"scope": "col", "class": "numeric" if numeric else False}, escape(name))
        for name, numeric in columns
    ]
    rows = [_row(row, table.numeric) for row in table.rows]
    return element(
        "table",
        {"class": _crowded("slide-table", len(rows), MANY_ROWS)},
        element("caption", {"class": "show-unseen"}, escape(words.get("show.table_of", title=title))),
        element("thead", {}, element("tr", {}, *head)),
        element("tbody", {}, *rows),
    )


def _row(cells: Sequence[str], numeric: Sequence[bool]) -> str:
    others = [
        element("td", {"class": "numeric" if right else False}, escape(cell))
        for cell, right in zip(cells[1:], numeric[1:], strict=True)
    ]
    return element("tr", {}, element("th", {"scope": "row"}, escape(cells[0])), *others)


def _foot(deck: Deck, slide: Slide, place: int, words: text.Words) -> list[str]:
    standing = words.get("show.own") if slide.added else slide.standing
    line = (
        words.get("show.sources_line", standing=standing, source=slide.source) if slide.source else standing
    )
    parts = [line, slide.coverage, *(words.get("show.caution", words=one) for one in slide.cautions)]
    if slide.retitled:
        parts.append(words.get("show.retitled"))
    said = " · ".join(part.rstrip(".") for part in parts if part)
    number = words.get("show.place", number=str(place), of=str(len(deck.slides)))
    return [
        element("p", {"class": "slide-source"}, escape(said)),
        element("p", {"class": "slide-identity"}, escape(deck.identity)),
        element("p", {"class": "slide-place"}, escape(number)),
    ]


def _paragraphs(notes: Sequence[str]) -> list[str]:
    return [element("p", {}, escape(words)) for words in notes]


def _data(name: str, known: Mapping[str, Any]) -> str:
    """Return data for scripts; nothing in it can end the element that it stands in."""
    written = json.dumps(known, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return element("script", {"type": "application/json", "id": name}, written)
