"""What is wrong, in words and with what to do: in a link, in the data files, in the program."""

import logging
from collections.abc import Callable, Sequence
from html import escape
from secrets import token_hex

import streamlit as st

from danvan import text
from danvan.intake.issue import Issue
from danvan.text import Words
from danvan.ui.filters import LANGUAGE, UNKNOWN_PAGE, Problem, address, parse, to_query
from danvan.ui.markup import app_link, element
from danvan.ui.state import View

_LOG = logging.getLogger("danvan.ui")
_ISSUES_SHOWN = 20


def problems_of_link(view: View) -> None:
    """Say which values of the link are not understood, and offer the nearest that is."""
    if page := st.query_params.get(UNKNOWN_PAGE):
        _notice(view.words.get("problems.unknown_page", page=page), "")
    if view.problems:
        said = [element("li", {}, _said(view, problem)) for problem in view.problems]
        _notice(view.words.get("problems.in_link"), element("ul", {}, *said))


def problems(view: View, issues: Sequence[Issue]) -> None:
    """Say what is wrong with the data files while the last good figures are still shown."""
    if errors := [issue for issue in issues if issue.severity == "error"]:
        _notice(view.words.get("problems.last_good"), _table(view.words, errors), "error")


def no_snapshot(issues: Sequence[Issue]) -> None:
    """Show the page for when there are no figures at all: what is wrong with the files and what to do."""
    words = _words()
    heading = element("h1", {}, escape(words.get("problems.no_figures")))
    st.html(element("main", {"class": "dv-alone"}, heading, _table(words, issues)))


def show_unexpected(error: Exception) -> bool:
    """Say calmly that something went wrong, with a number to look up in the log, where the details are."""
    number = token_hex(4)
    _LOG.error("Unexpected error %s", number, exc_info=error)
    words = _words()
    advice = element("p", {}, escape(words.get("problems.unexpected_advice", number=number)))
    _notice(words.get("problems.unexpected"), advice, "error")
    return True


def warn(heading: str, content: str = "") -> None:
    """Say what a reader must know of how their question was understood; content is HTML."""
    _notice(heading, content)


def _words() -> Words:
    """Return the words of the language asked for, also where no catalogue is there to read the rest with."""
    return text.words("en" if st.query_params.get(LANGUAGE) == "en" else "vi")


def _notice(heading: str, content: str, kind: str = "warning") -> None:
    attributes = {"class": f"dv-notice dv-notice-{kind}", "role": "status"}
    st.html(element("section", attributes, element("strong", {}, escape(heading)), content))


def _said(view: View, problem: Problem) -> str:
    parameter = view.words.get(f"problems.parameter.{problem.parameter}")
    said = escape(view.words.get("problems.unknown_value", value=problem.value, parameter=parameter))
    if not problem.suggestion:
        return said
    known = [view.query.get(problem.parameter, ""), problem.suggestion]
    instead, _ = parse({problem.parameter: known}, view.options)
    offer = view.words.get("problems.did_you_mean", suggestion=problem.suggestion)
    return f"{said} {app_link(address('', view.query | to_query(instead, view.options)), offer)}"


def _table(words: Words, issues: Sequence[Issue]) -> str:
    columns: dict[str, Callable[[Issue], str]] = {
        "file": lambda issue: issue.file,
        "line": lambda issue: str(issue.line or ""),
        "column": lambda issue: issue.column or "",
        "value": lambda issue: issue.value or "",
        "message": lambda issue: issue.message(words.language),
        "advice": lambda issue: issue.advice(words.language),
    }
    head = [element("th", {"scope": "col"}, escape(words.get(f"problems.{name}"))) for name in columns]
    rows = [
        element("tr", {}, *(element("td", {}, escape(written(issue))) for written in columns.values()))
        for issue in issues[:_ISSUES_SHOWN]
    ]
    table = element(
        "table",
        {"class": "dv-table"},
        element("thead", {}, element("tr", {}, *head)),
        element("tbody", {}, *rows),
    )
    more = len(issues) - _ISSUES_SHOWN
    tail = element("p", {}, escape(words.get("problems.more", number=str(more)))) if more > 0 else ""
    return element("div", {"class": "dv-scroll", "tabindex": "0"}, table) + tail
