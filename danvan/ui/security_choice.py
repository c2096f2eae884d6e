"""Which count of tips, cases and persons is looked at ward by ward; the choice stands in the address."""

import streamlit as st

from danvan.story.security import COUNTS
from danvan.ui import cache
from danvan.ui.choices import one_of, row
from danvan.ui.markup import element
from danvan.ui.state import View

INDICATOR = "dem"


def choose(view: View) -> str:
    """Show the choices and return the indicator that the address names."""
    indicators = cache.catalogue().indicators
    names = {code.replace("_", "-"): indicators[code].name(view.words.language) for code in COUNTS}
    label = view.words.get("page.contributions.indicator")
    st.html(element("div", {"class": "dv-choices"}, row(view, INDICATOR, names, label, {})))
    return one_of(INDICATOR, names).replace("-", "_")
