"""What all figures share: style, template, the marks of a sample, the sentence without data."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from danvan.figures.colour import Mode, mix, token

Figure = dict[str, Any]
Trace = dict[str, Any]

FONT = "Source Sans, sans-serif"
USUAL_FONT_SIZE = 14
SAMPLE_OPACITY = 0.6
HOVER = {"hoverinfo": "text"}
SILENT = {"hoverinfo": "skip"}


@dataclass(frozen=True, slots=True)
class Style:
    """How a figure looks; nothing of what it shows.

    ``colour`` and ``ground`` are names of tokens: the subject's colour and what the figure lies on.
    ``sample_words`` not empty means that the whole figure is made of sample values and says so.
    ``no_data_words`` stand where there is nothing. ``font_size`` enlarges everything drawn, as a hall needs
    it; ``height_px`` above 0 replaces the form's own height.
    """

    mode: Mode = "light"
    colour: str = "kinh_te"
    ground: str = "paper"
    sample_words: str = ""
    no_data_words: str = ""
    separators: str = ",."
    font_size: int = 14
    height_px: int = 0

    def px(self, pixels: float) -> int:
        """A length that fits a text of 14 px, enlarged for this style's text."""
        return round(pixels * self.font_size / USUAL_FONT_SIZE)

    def thick(self, pixels: float) -> float:
        """A thickness of lines and size of dots that fits a text of 14 px, enlarged for this style's text."""
        return round(pixels * self.font_size / USUAL_FONT_SIZE, 2)

    def token(self, name: str) -> str:
        """The colour of a token in this style's mode."""
        return token(name, self.mode)

    @property
    def subject(self) -> str:
        """The colour of what the figure is about."""
        return self.token(self.colour)

    @property
    def back(self) -> str:
        """The colour that the figure lies on."""
        return self.token(self.ground)

    @property
    def quiet(self) -> str:
        """A muted colour for the marks that are only there to compare with."""
        return mix(self.back, self.token("muted"), 0.6)

    def mark(self, highlighted: bool, any_highlighted: bool) -> str:
        """Colour of a mark: accent when chosen, quiet beside a chosen one, otherwise the subject's."""
        if highlighted:
            return self.token("accent")
        return self.quiet if any_highlighted else self.subject


def chosen_pattern(chosen: Sequence[bool], style: Style) -> dict[str, Any]:
    """What a bar's marker has besides its colour so that the chosen ones are told in black and white: pale dots.

    Not lines, because hatched means inferred.
    """
    if not any(chosen):
        return {}
    dots = mix(style.token("accent"), style.back, 0.7)
    shapes = ["." if mark else "" for mark in chosen]
    look = {"size": style.px(7), "solidity": 0.12, "fillmode": "overlay", "fgcolor": dots, "fgopacity": 1}
    return {"pattern": {"shape": shapes, **look}}


def chosen_symbols(chosen: Sequence[bool]) -> dict[str, Any]:
    """What a dot's marker has besides its colour so that the chosen ones are told in black and white: a diamond."""
    return {"symbol": ["diamond" if mark else "circle" for mark in chosen]} if any(chosen) else {}


def template(style: Style) -> dict[str, Any]:
    """The one layout template of all figures: font, margins, horizontal grid, hover, nothing to drag."""
    muted = {"color": style.token("muted"), "size": style.font_size - 1}
    axis = {"fixedrange": True, "zeroline": False, "ticks": "", "tickfont": muted}
    unchanged = {"unselected": {"marker": {"opacity": SAMPLE_OPACITY if style.sample_words else 1}}}
    return {
        "layout": {
            "font": {"family": FONT, "size": style.font_size, "color": style.token("ink")},
            "paper_bgcolor": style.back,
            "plot_bgcolor": style.back,
            "margin": {"l": 8, "r": 8, "t": 12, "b": 28},
            "xaxis": axis | {"showgrid": False, "showline": False},
            "yaxis": axis | {"showgrid": True, "gridcolor": style.token("rule"), "nticks": 5},
            "hoverlabel": {
                "bgcolor": style.token("panel"),
                "bordercolor": style.token("muted"),
                "font": {"color": style.token("ink"), "size": style.font_size},
                "align": "left",
            },
            "separators": style.separators,
            "hovermode": "closest",
            "dragmode": False,
            "showlegend": False,
        },
        "data": {"bar": [unchanged], "scatter": [unchanged]},
    }


def config() -> dict[str, Any]:
    """The plotly.js configuration of all figures: no tool bar, no zoom, as wide as its place."""
    return {
        "displayModeBar": False,
        "responsive": True,
        "scrollZoom": False,
        "doubleClick": False,
        "showTips": False,
    }


def trusted(figure: Figure) -> go.Figure:
    """Return a figure as Plotly's own class without checking it again: the tests check every form, at 3 ms each."""
    return go.Figure(figure, _validate=False)


def drawn(traces: Sequence[Trace], layout: dict[str, Any], style: Style) -> Figure:
    """Put traces and layout together into a figure with the template and, for a sample, its marks."""
    whole = {"template": template(style)} | layout
    if style.height_px:
        whole["height"] = style.height_px
    if not style.sample_words:
        return {"data": list(traces), "layout": whole}
    whole["annotations"] = [*whole.get("annotations", []), *sample_marks(whole["height"], style)]
    return {"data": [as_sample(trace) for trace in traces], "layout": whole}


def as_sample(trace: Trace) -> Trace:
    """Make a trace look like a sample: dashed lines, paler marks; scaffolding stays as it is."""
    if trace.get("hoverinfo") == "skip":
        return trace
    paler = {"marker": trace.get("marker", {}) | {"opacity": SAMPLE_OPACITY}}
    if "lines" in trace.get("mode", ""):
        paler["line"] = trace.get("line", {}) | {"dash": "dash"}
    return trace | paler


def sample_marks(height: int, style: Style) -> list[dict[str, Any]]:
    """The sample words across the picture, again every 280 px, so that a cropped picture shows them."""
    times = max(1, round(height / 280))
    size = min(style.px(26), max(12, round(height / 9)))
    return [
        {
            "text": f"<b>{style.sample_words}</b>",
            "x": 0.5,
            "y": (step + 0.5) / times,
            "xref": "paper",
            "yref": "paper",
            "showarrow": False,
            "opacity": 0.32 if style.mode == "light" else 0.38,
            "textangle": -12 if height > 160 else 0,
            "font": {"size": size, "color": style.token("muted")},
        }
        for step in range(times)
    ]


def empty(style: Style, height: int = 160) -> Figure:
    """A figure that holds only the sentence that there are no data."""
    sentence = {
        "text": style.no_data_words,
        "x": 0.5,
        "y": 0.5,
        "xref": "paper",
        "yref": "paper",
        "showarrow": False,
        "font": {"color": style.token("muted"), "size": style.font_size + 1},
    }
    hidden = {"visible": False}
    layout = {
        "template": template(style),
        "height": height,
        "xaxis": hidden,
        "yaxis": hidden,
        "annotations": [sentence],
    }
    return {"data": [], "layout": layout}
