"""The entry: `streamlit run dashboard.py` serves the app; danvan/ui/app.py draws the pages."""

import streamlit as st

from danvan.ui import errors, server

app = st.App(
    "danvan/ui/app.py",
    routes=server.routes(),
    middleware=server.middleware(),
    lifespan=server.lifespan,
    on_script_error=errors.show_unexpected,
)
