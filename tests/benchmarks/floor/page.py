"""The floor: a page of the same elements with a few hard-coded points, as Streamlit's defaults have it."""

import plotly.graph_objects as go
import streamlit as st

YEARS = [2017, 2018, 2019, 2020, 2021]
POINTS = {"A": [5, 4, 3, 2, 1], "B": [4, 5, 2, 3, 1], "C": [1, 2, 3, 4, 5]}

st.set_page_config(layout="wide")
st.title("Floor")
chosen = st.pills("Filter", list(POINTS), default="A") or "A"
points = POINTS[chosen]
for row in (points[:4], points[1:]):
    for column, value in zip(st.columns(4), row, strict=True):
        column.metric("Figure", value)
left, right = st.columns(2)
with left:
    st.plotly_chart(go.Figure(go.Bar(x=YEARS, y=points)), key="bars")
    st.plotly_chart(go.Figure(go.Scatter(x=YEARS, y=points)), key="line")
with right:
    st.plotly_chart(go.Figure(go.Bar(x=points, y=YEARS, orientation="h")), key="lying")
    st.plotly_chart(go.Figure(go.Scatter(x=YEARS, y=points, mode="markers")), key="dots")
