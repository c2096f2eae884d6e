"""Stands in until the page is written."""

import streamlit as st

from danvan.ui import controls, state
from danvan.ui.chart import plot

view = state.view()
controls.bar(view, fits=("places", "years", "sample"))
st.html(f"<p>{view.query}</p>")
slugs = list(view.options.places.values())
codes = list(view.options.places)
plot(
    {"data": [{"type": "bar", "x": slugs, "y": list(range(1, 16)), "customdata": slugs}], "layout": {"height": 240}},
    key="bars",
    alt="1",
    selectable=True,
)
plot(
    {
        "data": [
            {"type": "scatter", "mode": "markers", "x": slugs, "y": list(range(1, 16)), "customdata": [[c] for c in codes], "marker": {"size": 20}}
        ],
        "layout": {"height": 240},
    },
    key="points",
    alt="2",
    selectable=True,
)
