"""The index page: Streamlit's own with our language, name, icon, styles and script in it.

So styles are there before anything is drawn, no script has to be smuggled into the page's content, and the
Content Security Policy can forbid scripts within the page. Should a new Streamlit change its index page, the
start says so.
"""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path

from streamlit.file_util import get_static_dir

from danvan import text
from danvan.figures.colour import css_variables

FOLDER = Path(__file__).with_name("static")
# Where app.js asks whether there are new figures.
SNAPSHOT_NOW = "/dv/snapshot"
SAID = "Dv-Said"
SCRIPTS = (
    "app.js",
    "keyboard.js",
    "picture.js",
    "console.js",
    "copy.js",
    "paper.js",
    "present.js",
    "export.js",
    "documents.js",
)


class IndexPageError(RuntimeError):
    """Streamlit's index page is not as expected."""


@cache
def page() -> str:
    """Return the index page."""
    html = _original()
    for old, new in _changes().items():
        if html.count(old) != 1:
            raise IndexPageError(f"Streamlit's index page holds {old!r} {html.count(old)} times, not once.")
        html = html.replace(old, new)
    return html


def _changes() -> dict[str, str]:
    name = escape(text.words("vi").get("app.name"))
    # Our script stands before Streamlit's, because it says where the server is; both wait for the whole page.
    head = [
        '<link rel="icon" type="image/svg+xml" href="/dv/icon.svg" />',
        f'<link rel="stylesheet" href="/dv/style.css?{version("style.css")}" />',
        f'<link rel="stylesheet" href="/dv/cards.css?{version("cards.css")}" />',
        f'<link rel="stylesheet" href="/dv/ward.css?{version("ward.css")}" />',
        f'<link rel="stylesheet" href="/dv/print.css?{version("print.css")}" media="print" />',
        f'<link rel="stylesheet" href="/dv/explore.css?{version("explore.css")}" />',
        f'<link rel="stylesheet" href="/dv/charts.css?{version("charts.css")}" />',
        f'<link rel="stylesheet" href="/dv/take_away.css?{version("take_away.css")}" />',
        f'<link rel="stylesheet" href="/dv/console.css?{version("console.css")}" />',
        f'<link rel="stylesheet" href="/dv/present.css?{version("present.css")}" />',
        f'<link rel="stylesheet" href="/dv/checks.css?{version("checks.css")}" />',
        f'<link rel="stylesheet" href="/dv/documents.css?{version("documents.css")}" />',
        f'<link rel="stylesheet" href="/dv/sources.css?{version("sources.css")}" />',
        f"<style>:root {{ {css_variables('light')} }}",
        f":root[data-mode=dark] {{ {css_variables('dark')} }}",
        f"@media print {{ :root, :root[data-mode=dark] {{ {css_variables('light')} }} }}</style>",
        *(f'<script src="/dv/{file}?{version(file)}" defer></script>' for file in SCRIPTS),
        f'<link rel="modulepreload" crossorigin href="{_chart_script()}">',
    ]
    return {
        '<html lang="en">': '<html lang="vi">',
        '<link rel="shortcut icon" href="./favicon.png" />': "\n".join(head),
        "<title>Streamlit</title>": f"<title>{name}</title>",
    }


@cache
def _original() -> str:
    return (Path(get_static_dir()) / "index.html").read_text(encoding="utf-8")


def _chart_script() -> str:
    """Return the address of the script that draws charts; every page needs it, so it is fetched at once."""
    files = list((Path(get_static_dir()) / "static" / "js").glob("PlotlyChart.*.js"))
    if len(files) != 1:
        raise IndexPageError(f"Streamlit has {len(files)} scripts for charts, not one.")
    return f"./static/js/{files[0].name}"


def type_address() -> str:
    """Return the address of the type that the pages are set in."""
    files = list((Path(get_static_dir()) / "static" / "media").glob("SourceSansVF-Upright.*.woff2"))
    if len(files) != 1:
        raise IndexPageError(f"Streamlit has {len(files)} files of its type, not one.")
    return f"/static/media/{files[0].name}"


def version(file: str) -> str:
    """Return what changes when a file of static/ does; it stands in the file's address."""
    return sha256((FOLDER / file).read_bytes()).hexdigest()[:12]


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


INLINE_SCRIPT_HASHES = " ".join(
    _hash(script) for script in re.findall(r"<script>(.*?)</script>", _original(), flags=re.DOTALL)
)
