"""What the forms with one place a row share: names at the left, heights, a place for values at the right."""

from collections.abc import Sequence
from typing import Any

from danvan.figures.scale import folded, widest_px
from danvan.figures.theme import Style

ROW_PX, MORE_LINE_PX = 26, 15
NAME_LETTERS = 26
STANDOFF_PX = 6


def row_layout(
    names: Sequence[str], chosen: Sequence[bool], right_px: int, style: Style, top_px: int = 4
) -> dict[str, Any]:
    """Height, margins and y axis of rows from the top, names at the left, the chosen ones in bold."""
    texts = [folded(str(name), NAME_LETTERS) for name in names]
    row_px = style.px(ROW_PX + MORE_LINE_PX * max(text.count("<br>") for text in texts))
    left = widest_px(texts, style.font_size - 1) + STANDOFF_PX + 2
    return {
        "height": len(names) * row_px + top_px + (16 if len(names) < 3 else 8),
        "margin": {"l": left, "r": right_px, "t": top_px, "b": 8},
        "yaxis": {
            "range": [len(names) - 0.5, -0.5],
            "tickvals": list(range(len(names))),
            "ticktext": [f"<b>{text}</b>" if row else text for text, row in zip(texts, chosen, strict=True)],
            "tickfont": {"color": style.token("ink"), "size": style.font_size - 1},
            "showgrid": False,
            "ticklabeloverflow": "allow",
            "ticklabelstandoff": STANDOFF_PX,
        },
    }
