"""The head of every page: whose figures these are, the other pages with the filters kept, the language."""

import json
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from danvan import paths
from danvan.submission import explanations
from danvan.ui import cache, deck_linked, keyboard, paper, sitemap
from danvan.ui.filters import LANGUAGE, address
from danvan.ui.markup import app_link, element
from danvan.ui.sitemap import SitePage
from danvan.ui.state import View, address_asked, link


def choose(view: View) -> tuple[SitePage, StreamlitPage]:
    """Return the page that the address asks for, as ours and as Streamlit's."""
    pages = [
        st.Page(page.file, title=title(view, page), url_path=page.url_path, default=not page.url_path)
        for page in sitemap.PAGES
    ]
    chosen = st.navigation(pages, position="hidden")
    return sitemap.PAGES[pages.index(chosen)], chosen


def title(view: View, page: SitePage) -> str:
    """Return the name of a page as the navigation shows it."""
    return view.words.get(f"navigation.{page.name}")


def head(view: View, current: SitePage) -> None:
    """Show the name of the app, the pages, the switch of the language, and the facts that app.js needs."""
    brand = element(
        "a",
        {"data-app-link": True, "href": link("overview"), "class": "dv-brand"},
        element("b", {}, escape(view.words.get("app.name"))),
        element("span", {}, escape(view.words.get("app.place", place=cache.catalogue().town.name))),
    )
    links = [
        app_link(link(page.name), title(view, page), aria_current="page" if page == current else False)
        for page in sitemap.PAGES
        if page.listed or page == current
    ]
    nav = element("nav", {"class": "dv-nav", "aria-label": view.words.get("navigation.title")}, *links)
    skip = element(
        "a", {"class": "dv-skip", "href": "#dv-content"}, escape(view.words.get("navigation.skip"))
    )
    header = element("header", {"class": "dv-head"}, skip, brand, nav, _language(view, current))
    content = element("div", {"id": "dv-content", "tabindex": "-1"})
    st.html(header + paper.line(view) + content + keyboard.hints(view.words) + _facts(view))


def _language(view: View, current: SitePage) -> str:
    other = "en" if view.filters.language == "vi" else "vi"
    name = view.words.get("app.other_language")
    kept = {name: st.query_params.get_all(name) for name in st.query_params if name != LANGUAGE}
    href = deck_linked.address(current.href, kept | ({LANGUAGE: [other]} if other != "vi" else {}))
    return app_link(href, name, class_="dv-language", lang=other, hreflang=other)


def _facts(view: View) -> str:
    """Return what app.js reads: the address as asked, its filters in short, the slugs of places, the mode."""
    return element(
        "div",
        {
            "id": "dv-view",
            "hidden": True,
            "data-asked": address_asked(),
            "data-query": address("", view.query),
            "data-places": json.dumps(view.options.places),
            "data-language": view.filters.language,
            "data-mode": view.screen.mode,
            "data-snapshot": cache.opened().snapshot.snapshot,
            "data-said": explanations.short_sum(paths.state_dir()),
        },
    )
