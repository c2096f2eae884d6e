"""What the desk shows as tables of our own HTML: findings, changes, what was published."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

from danvan import format as fmt
from danvan.catalogue import Catalogue
from danvan.intake.issue import Issue
from danvan.submission.review import Review
from danvan.text import Words
from danvan.ui.markup import element
from danvan.warehouse.history import Entry
from danvan.warehouse.trial import Trial

MOST_ISSUES, MOST_CHANGES = 100, 200


def summary(review: Review, words: Words) -> str:
    """Return in one line how the files stand: errors, warnings, and how many figures could be read."""
    errors = sum(issue.severity == "error" for issue in review.issues)
    warnings = len(review.issues) - errors
    figures, models = len(review.handed.figures), len(review.handed.models)
    trial = review.trial
    state = "errors" if errors else "nothing_new" if trial and trial.changes_nothing else "good"
    parts = [
        words.count("page.submit.errors", errors, number=str(errors)) if errors else "",
        words.count("page.submit.warnings", warnings, number=str(warnings)) if warnings else "",
        words.count("page.submit.figures", figures, number=fmt.number(figures, 0, words.language)),
        words.count("page.submit.models", models, number=str(models)) if models else "",
    ]
    said = ", ".join(part for part in parts if part)
    return element(
        "section",
        {"class": f"dv-notice dv-notice-{'wrong' if errors else 'good'}", "role": "status"},
        element("strong", {}, escape(words.get(f"page.submit.state.{state}"))),
        " ",
        escape(said),
    )


def issues(found: Sequence[Issue], words: Words) -> str:
    """Return the findings as a table, worst first."""
    heads = [
        words.get(f"page.submit.issue.{name}") for name in ("severity", "where", "value", "message", "advice")
    ]
    rows = [
        (
            element(
                "span",
                {"class": f"dv-kind dv-kind-{issue.severity}"},
                escape(words.get(f"marked.{issue.severity}")),
            ),
            escape(_where(issue, words)),
            escape(issue.value or ""),
            escape(issue.message(words.language)),
            escape(issue.advice(words.language)),
        )
        for issue in found[:MOST_ISSUES]
    ]
    more = len(found) - MOST_ISSUES
    tail = words.get("page.submit.more", number=str(more)) if more > 0 else ""
    return _table(heads, rows, words.get("page.submit.issues")) + element(
        "p", {"class": "dv-sub"}, escape(tail)
    )


def change_list(rows: Sequence[Mapping[str, Any]], catalogue: Catalogue, words: Words) -> str:
    """Return figures before and after as a list of short lines."""
    lines = []
    for row in rows:
        place, period, indicator, old, new, _ = _change(row, catalogue, words)
        lines.append(element("li", {}, f"{place}, {period}, {indicator}: {old} → {new}"))
    return element("ul", {}, *lines)


def changes(trial: Trial, catalogue: Catalogue, words: Words) -> str:
    """Return what would change: the figure there is, the new one, and how it was written."""
    counts = {
        "new": str(trial.new),
        "changed": str(trial.changed),
        "same": str(trial.same),
        "models": str(trial.models),
    }
    heading = element("h3", {}, escape(words.get("page.submit.changes")))
    said = element("p", {"class": "dv-sub"}, escape(" ".join(_told(trial, counts, words))))
    if not trial.changes:
        return heading + said
    heads = [
        words.get(f"page.submit.change.{name}")
        for name in ("place", "period", "indicator", "old", "new", "written")
    ]
    rows = [_change(row, catalogue, words) for row in trial.changes[:MOST_CHANGES]]
    more = trial.new + trial.changed - sum(row["value"] is not None for row in trial.changes[:MOST_CHANGES])
    tail = words.get("page.submit.more", number=str(more)) if more > 0 else ""
    return (
        heading + said + _table(heads, rows, words.get("page.submit.changes"))
        + element("p", {"class": "dv-sub"}, escape(tail))
    )  # fmt: skip


def _told(trial: Trial, counts: Mapping[str, str], words: Words) -> list[str]:
    """Say how much is new, changed and the same; of a document also what is withdrawn or described otherwise."""
    told = [words.get("hand_in.counts", **counts)]
    if trial.removed:
        told.append(words.count("accepting.removed", trial.removed, number=str(trial.removed)))
    if trial.card_changed:
        told.append(words.get("accepting.card_changed"))
    return told


def published(entry: Entry, catalogue: Catalogue, words: Words, today: date) -> str:
    """Return the sentence that says what was just published, and where it can be seen."""
    places = fmt.enumeration([catalogue.places[place].name for place in entry.places], words.language)
    periods = fmt.enumeration(
        [fmt.period(period, words.language) for period in entry.periods], words.language
    )
    said = words.get(
        "page.submit.published", places=places, periods=periods, number=str(entry.new + entry.changed)
    )
    day = words.get("page.submit.published_on", day=fmt.day(today, words.language), by=entry.by)
    return element(
        "section",
        {"class": "dv-notice dv-notice-good", "role": "status"},
        element("strong", {}, escape(said)),
        " ",
        escape(day),
    )


def unit_name(catalogue: Catalogue, code: str, words: Words) -> str:
    """Name a unit with its kind, and since when where its name was used before; "" is all of them."""
    if not code:
        return words.get("page.submit.all_units")
    place = catalogue.places[code]
    named = words.get(f"form.help.kind_{place.kind}", name=place.name)
    return named if place.tile_row is not None else f"{named} ({words.get('page.submit.since_2025')})"


def _where(issue: Issue, words: Words) -> str:
    """Name the place of a finding: file, sheet, then the cell, which everybody finds soonest."""
    parts = [issue.file]
    if issue.sheet:
        parts.append(words.get("issue_place.sheet", sheet=issue.sheet))
    if issue.paragraph is not None:
        parts.append(words.get("issue_place.paragraph", paragraph=str(issue.paragraph)))
    elif issue.cell and issue.column:
        parts.append(words.get("locator.cell", value=issue.cell))
    elif issue.line is not None:
        parts.append(words.get("issue_place.line", line=str(issue.line)))
    return ", ".join(parts) + (f": {issue.column}" if issue.column else "")


def _change(row: Mapping[str, Any], catalogue: Catalogue, words: Words) -> tuple[str, ...]:
    indicator = catalogue.indicators[row["indicator"]]

    def amount(value: float | None, qualifier: str | None) -> str:
        return fmt.value(
            value,
            unit=indicator.unit,
            decimals=indicator.decimals,
            qualifier=qualifier or "=",
            language=words.language,
        )

    return tuple(
        escape(said)
        for said in (
            catalogue.places[row["place"]].name,
            fmt.period_short(row["period"], words.language),
            indicator.name(words.language),
            amount(row["old_value"], row["old_qualifier"]),
            words.get("accepting.withdrawn")
            if row["value"] is None
            else amount(row["value"], row["qualifier"]),
            row["printed"] or "",
        )
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> str:
    """Return a table of cells that are HTML already; on a phone each row stands as a card."""
    head = [element("th", {"scope": "col"}, escape(name)) for name in heads]
    body = [
        element(
            "tr",
            {},
            *(element("td", {"data-label": name}, cell) for name, cell in zip(heads, row, strict=True)),
        )
        for row in rows
    ]
    table = element(
        "table",
        {"class": "dv-table dv-stacked"},
        element("thead", {}, element("tr", {}, *head)),
        element("tbody", {}, *body),
    )
    return element(
        "div", {"class": "dv-scroll", "tabindex": "0", "role": "region", "aria-label": caption}, table
    )
