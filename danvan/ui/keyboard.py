"""The words that static/keyboard.js needs to lead through the marks of a chart; it holds none itself."""

from html import escape

from danvan.text import Words
from danvan.ui.markup import element


def hints(words: Words) -> str:
    """Return the hidden hints that charts point to: for those that only show, and for those that also filter."""
    marks = words.get("keyboard.marks")
    return "".join(
        element(
            "p",
            {"id": f"dv-hint-{kind}", "hidden": True, "data-marks": marks},
            escape(words.get(f"keyboard.{kind}")),
        )
        for kind in ("walk", "pick")
    )
