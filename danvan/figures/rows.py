"""What the forms with one place a row share: names at the left, heights, a place for values at the right."""

from typing import Any

from danvan.figures.scale import widest_px
from danvan.figures.theme import Style

ROW_PX = 26


def row_layout(count: int, right_px: int, style: Style, top_px: int = 4) -> dict[str, Any]:
    """Height for a number of rows, and margins with room for values at the right."""
    return {
        "height": count * style.px(ROW_PX) + top_px + 8 + (8 if count < 3 else 0),
        "margin": {"l": 8, "r": right_px, "t": top_px, "b": 8},
    }


def name_axis(names: list[str], chosen: list[bool], style: Style) -> dict[str, Any]:
    """A y axis of rows from the top, with the chosen names in bold."""
    return {
        "range": [len(names) - 0.5, -0.5],
        "tickvals": list(range(len(names))),
        "ticktext": [f"<b>{name}</b>" if row else name for name, row in zip(names, chosen, strict=True)],
        "tickfont": {"color": style.token("ink"), "size": style.font_size - 1},
        "showgrid": False,
        "ticklabelstandoff": 6,
    }


def names_px(names: list[str], style: Style) -> int:
    """Estimated width of the names' column in pixels."""
    return widest_px(names, style.font_size - 1) + 8
