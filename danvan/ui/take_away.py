"""The row from which a reader takes the figures away: files to save, and addresses for Excel and other programs."""

from html import escape

from danvan.analysis.asked import Asked
from danvan.ui import cache, linked, live
from danvan.ui.filters import Query
from danvan.ui.live_http import ENDINGS, FOLDER
from danvan.ui.markup import Attributes, element, void
from danvan.ui.state import View

LIVE_FORMS = (("csv", "address"), ("json", "address_json"))


def row(view: View, asked: Asked) -> str:
    """Return the row for the question that the page answers: asked as it was fitted, under the filters of now."""
    query = linked.query(view.filters, asked, cache.catalogue())
    said = view.words.get
    return element(
        "section",
        {"class": "dv-take-away", "aria-label": said("taking.row.label")},
        _downloads(view, query),
        element(
            "details",
            {"class": "dv-live"},
            element("summary", {}, escape(said("taking.row.live"))),
            *(_address(view, ending, label, query) for ending, label in LIVE_FORMS),
            element("p", {}, escape(said("taking.row.how")), " ", _description(view)),
        ),
    )


def _downloads(view: View, query: Query) -> str:
    links = [_download(view, ending, name, query) for ending, name in ENDINGS.items()]
    return element("p", {}, escape(view.words.get("taking.row.download")), " ", " · ".join(links))


def _download(view: View, ending: str, name: str, query: Query) -> str:
    link: Attributes = {
        "href": live.link(ending, query, save=True),
        "download": True,
        "title": view.words.get(f"exports.format.{name}"),
    }
    return element("a", link, escape(view.words.get(f"taking.row.format.{name}")))


def _address(view: View, ending: str, label: str, query: Query) -> str:
    """Return an address to copy; copy.js puts the name of the server before it."""
    said = view.words.get
    field: Attributes = {
        "type": "text",
        "readonly": True,
        "value": live.link(ending, query),
        "data-live": True,
        "aria-label": said(f"taking.row.{label}"),
    }
    button: Attributes = {"type": "button", "data-copy": True, "data-copied": said("taking.row.copied")}
    copy = element("button", button, escape(said("taking.row.copy")))
    return element("p", {"class": "dv-address"}, void("input", field), copy)


def _description(view: View) -> str:
    return element("a", {"href": f"{FOLDER}/openapi.json"}, escape(view.words.get("taking.row.describes")))
