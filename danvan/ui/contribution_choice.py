"""Which contribution is looked at and how it is counted; the choice stands in the address."""

import streamlit as st

from danvan import format as fmt
from danvan.story.contributions import INDICATORS, Way
from danvan.ui import cache
from danvan.ui.choices import one_of, row
from danvan.ui.markup import element
from danvan.ui.state import View

INDICATOR, WAY, UNIT = "dong-gop", "cach-tinh", "dien-tich"
TOTAL, PER_HOUSEHOLD = "tong", "moi-ho"
SQUARE_METRES, HECTARES = "m2", "ha"


def choose(view: View) -> Way:
    """Show the choices and return the one that the address makes."""
    words, indicators = view.words, cache.catalogue().indicators
    names = {code.replace("_", "-"): indicators[code].name(words.language) for code in INDICATORS}
    ways = {
        TOTAL: words.get("page.contributions.total"),
        PER_HOUSEHOLD: words.get("page.contributions.per_household"),
    }
    units = {unit: fmt.unit_word(unit, words.language) for unit in (SQUARE_METRES, HECTARES)}
    way = _chosen(names, ways, units)
    keep = {
        INDICATOR: way.indicator.replace("_", "-") if way.indicator != INDICATORS[0] else "",
        WAY: PER_HOUSEHOLD if way.per_household else "",
        UNIT: HECTARES if way.hectares else "",
    }
    rows = [
        row(view, INDICATOR, names, words.get("page.contributions.indicator"), keep),
        row(view, WAY, ways, words.get("page.contributions.way"), keep),
    ]
    if indicators[way.indicator].unit == SQUARE_METRES:
        rows.append(row(view, UNIT, units, words.get("page.contributions.unit"), keep))
    st.html(element("div", {"class": "dv-choices"}, *rows))
    return way


def _chosen(names: dict[str, str], ways: dict[str, str], units: dict[str, str]) -> Way:
    indicator = one_of(INDICATOR, names).replace("-", "_")
    measured_in_m2 = cache.catalogue().indicators[indicator].unit == SQUARE_METRES
    return Way(
        indicator=indicator,
        per_household=one_of(WAY, ways) == PER_HOUSEHOLD,
        hectares=measured_in_m2 and one_of(UNIT, units) == HECTARES,
    )
