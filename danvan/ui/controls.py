"""The filter bar. Its HTML is the same whatever is chosen: app.js reads and sets what the controls show.

So a choice does not draw the bar anew, the focus stays where it is, and no word in it is Streamlit's.
"""

from collections.abc import Callable, Collection
from html import escape

import streamlit as st

from danvan.analysis.asked import UNITS
from danvan.catalogue import Place
from danvan.text import Words
from danvan.ui import cache, deck_linked
from danvan.ui.filters import BASIS, FIELD, PLACES, REAL_ONLY, SINCE, YEARS
from danvan.ui.markup import app_link, element, void
from danvan.ui.state import View

FITS = ("places", "units", "field", "years", "sample")


def bar(view: View, fits: Collection[str] = FITS, *, regrouped: str = "figures") -> None:
    """Show the filters that fit the page; the others keep their value and come back on the next page.

    regrouped says what of wards is shown by the units since July 2025 where the reader looks at these: a key below
    filters.units.note, empty where the page says so itself.
    """
    makers: dict[str, Callable[[View], str]] = {
        "places": _places,
        "units": _units,
        "field": _field,
        "years": _years,
        "sample": _sample,
    }
    if unknown := set(fits) - makers.keys():
        raise ValueError(f"There is no filter {', '.join(sorted(unknown))}; there are {', '.join(FITS)}.")
    controls = [makers[name](view) for name in FITS if name in fits]
    clear = app_link("?", view.words.get("filters.clear"), class_="dv-clear", data_clear=True, hidden=True)
    st.html(
        element(
            "form",
            {"class": "dv-bar", "data-filters": True, **_label(view, "filters.title")},
            *controls,
            clear,
        )
        + (_note(view, regrouped) if view.filters.since and regrouped else "")
    )


def units_kept(view: View) -> None:
    """Say on a page that is the same by all units that others are looked at by those since July 2025, and lead back."""
    if not view.filters.since:
        return
    words, catalogue = view.words, cache.catalogue()
    counts = {"before": len(catalogue.wards), "since": len(catalogue.since_2025.wards)}
    first, last = catalogue.years
    inside = first <= view.filters.first_year <= view.filters.last_year <= last
    dropped = (UNITS, PLACES) if inside else (UNITS, PLACES, YEARS)
    kept = {name: st.query_params.get_all(name) for name in st.query_params if name not in dropped}
    back = app_link(
        deck_linked.address("", kept) or "?",
        words.get("filters.units.back", number=str(counts["before"])),
        class_="dv-clear",
    )
    said = escape(words.get("filters.units.kept", number=str(counts["since"])))
    st.html(element("p", {"class": "dv-sub dv-units dv-screen"}, said, " ", back))


def _places(view: View) -> str:
    words, catalogue = view.words, cache.catalogue().since_2025
    boxes = [
        element(
            "label",
            {},
            void("input", {"type": "checkbox", "value": slug}),
            element("span", {}, escape(_unit_name(view, catalogue.places[code]))),
        )
        for code, slug in view.options.places.items()
    ]
    search = void(
        "input",
        {
            "type": "search",
            "placeholder": words.get("filters.find_place"),
            **_label(view, "filters.find_place"),
        },
    )
    nothing = element("p", {"class": "dv-none", "hidden": True}, escape(words.get("filters.place_not_found")))
    group = element(
        "div", {"class": "dv-pick-list", "role": "group", **_label(view, "filters.places")}, *boxes
    )
    said = element(
        "span",
        {
            "class": "dv-chosen",
            "data-none": words.get("filters.all_places"),
            "data-many": words.get("filters.many_places", number="#"),
        },
        escape(words.get("filters.all_places")),
    )
    summary = element("summary", {}, _caption(words, "filters.places"), said)
    panel = element("div", {"class": "dv-pick-panel"}, search, group, nothing)
    return element("details", {"class": "dv-pick", "data-parameter": PLACES}, summary, panel)


def _unit_name(view: View, place: Place) -> str:
    """Return the name of a unit; of those since July 2025 with the kind, because their names were in use before."""
    return view.words.get(f"place_kind.{place.kind}", name=place.name) if view.filters.since else place.name


def _units(view: View) -> str:
    """Return the switch between the wards before July 2025 and the units since; it lets go of what the other lacks."""
    words, catalogue = view.words, cache.catalogue()
    counts = {"before": len(catalogue.wards), "since": len(catalogue.since_2025.wards)}
    names = {key: words.get(f"filters.units.{key}", number=str(number)) for key, number in counts.items()}
    other = catalogue.years if view.filters.since else catalogue.years_of_units
    attributes = {
        "data-parameter": UNITS,
        "data-drops": PLACES,
        "data-years": f"{YEARS}:{other[0]}-{other[1]}",
    }
    select = _select(attributes, {"": names["before"], SINCE: names["since"]})
    return element("label", {"class": "dv-control"}, _caption(words, "filters.units.caption"), select)


def _note(view: View, regrouped: str) -> str:
    """Say how the figures or models of units since July 2025 come to be theirs."""
    number = str(len(cache.catalogue().since_2025.wards))
    said = view.words.get(f"filters.units.note.{regrouped}", number=number)
    return element("p", {"class": "dv-sub dv-units"}, escape(said))


def _field(view: View) -> str:
    words, fields = view.words, cache.catalogue().fields
    names = {slug: fields[code].name(words.language) for code, slug in view.options.fields.items()}
    select = _select({"data-parameter": FIELD}, {"": words.get("filters.all_fields")} | names)
    return element("label", {"class": "dv-control"}, _caption(words, "filters.field"), select)


def _years(view: View) -> str:
    first, last = view.options.years
    years = {str(year): str(year) for year in range(first, last + 1)}
    ends = [
        _select(
            {
                "data-parameter": YEARS,
                "data-end": end,
                "data-default": str(year),
                **_label(view, f"filters.{end}_year"),
            },
            years,
        )
        for end, year in (("first", first), ("last", last))
    ]
    caption = _caption(view.words, "filters.years")
    return element(
        "span",
        {"class": "dv-control"},
        caption,
        ends[0],
        element("span", {"aria-hidden": "true"}, "–"),
        ends[1],
    )


def _sample(view: View) -> str:
    box = {"type": "checkbox", "role": "switch", "data-parameter": BASIS, "data-off": REAL_ONLY}
    words = element("span", {}, escape(view.words.get("filters.show_sample")))
    return element("label", {"class": "dv-control dv-switch"}, void("input", box), words)


def _select(attributes: dict[str, str], choices: dict[str, str]) -> str:
    return element(
        "select",
        attributes,
        *(element("option", {"value": value}, escape(name)) for value, name in choices.items()),
    )


def _caption(words: Words, key: str) -> str:
    return element("span", {"class": "dv-caption"}, escape(words.get(key)))


def _label(view: View, key: str) -> dict[str, str]:
    return {"aria-label": view.words.get(key)}
