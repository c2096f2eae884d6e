"""The charts of a presentation as its page holds them: each once, and beside it only what differs.

A ward that stands out, and the dark colours, change few values of a chart. So the page holds the chart in light
colours, for each ward the patch that makes it stand out, and one list of colours that darkens both.
static/show_stage.js puts them together again.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from danvan.exports.deck import Deck, Slide
from danvan.figures.colour import Mode
from danvan.figures.hall import legible

SET = "="  # a patch that holds only this replaces the whole value
Drawn = dict[str, Any]
# What each value of the light chart becomes in the dark one: by the names on the way to it, then by itself as JSON.
Colours = dict[str, dict[str, Any]]


def charts(deck: Deck, dark: Deck, wards: Sequence[str]) -> dict[str, Drawn]:
    """Return the charts by their slides' keys; wards are the slugs of those that may stand out."""
    darks = {slide.key: slide for slide in dark.slides}
    return {slide.key: _chart(slide, darks[slide.key], wards) for slide in deck.slides if slide.figure}


def _chart(slide: Slide, dark: Slide, wards: Sequence[str]) -> Drawn:
    """Return the chart with the colours that darken it; where one list of colours cannot, with its dark drawings."""
    light = _drawings(slide, "light", wards)
    learned = _drawings(dark, "dark", _some(light["wards"]))
    pairs = [(light["figure"], learned["figure"])]
    pairs += [(light["wards"][ward], change) for ward, change in learned["wards"].items()]
    colours = recolouring(pairs, list(light["wards"].values()))
    if colours is not None:
        return {"light": light, "colours": colours}
    return {"light": light, "dark": _drawings(dark, "dark", wards)}


def _some(drawings: Mapping[str, Drawn]) -> list[str]:
    """Return the first and the last ward: what is learned from them is checked against all."""
    return list(dict.fromkeys([*list(drawings)[:1], *list(drawings)[-1:]]))


def _drawings(slide: Slide, mode: Mode, wards: Sequence[str]) -> Drawn:
    """Return the chart, and by wards that are in it the patch that makes each stand out."""
    assert slide.figure is not None
    figure = dict(slide.figure)
    drawn = {} if slide.redraw is None else {ward: slide.redraw(highlight=[ward]) for ward in wards}
    plain = slide.redraw(highlight=[]) if slide.redraw and drawn else figure
    changes = {ward: patch(figure, one) for ward, one in drawn.items() if one != plain}
    return {
        "figure": legible(figure, mode),
        "wards": {ward: legible(change, mode) for ward, change in changes.items()},
    }


def patch(before: Any, after: Any) -> Any:
    """Return what makes one value of the other: {"=": value}, or for each changed name or place a patch of its own."""
    if isinstance(before, dict) and isinstance(after, dict) and before.keys() <= after.keys():
        return {
            name: {SET: value} if name not in before else patch(before[name], value)
            for name, value in after.items()
            if name not in before or before[name] != value
        }
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        changed = {str(place): patch(one, other) for place, (one, other) in pairs if one != other}
        if len(changed) <= len(after) / 2 or any(isinstance(one, dict) for one in after):
            return changed
    return {SET: after}


def recolouring(pairs: Iterable[tuple[Drawn, Drawn]], changes: Iterable[Drawn]) -> Colours | None:
    """Return what darkens charts and changes of them, learned from pairs of a light and a dark one.

    None where that cannot be said by name and value alone: two values alike in light differ in dark, the two are
    not of one form, or a change has a colour that no pair has.
    """
    seen: dict[tuple[str, Any], Any] = {}
    for light, dark in pairs:
        ways, others = list(leaves(light)), list(leaves(dark))
        if [way for way, _ in ways] != [way for way, _ in others]:
            return None
        for (way, value), (_, other) in zip(ways, others, strict=True):
            if seen.setdefault((way, value), other) != other:
                return None
    for change in changes:
        if any(_is_colour(value) and (way, value) not in seen for way, value in leaves(change)):
            return None
    colours: Colours = {}
    for (way, value), other in seen.items():
        if value != other:
            colours.setdefault(way, {})[json.dumps(value, ensure_ascii=False)] = other
    return colours


def leaves(value: Any, way: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every plain value with the names on the way to it; places in a list, and signs of a patch, are no names."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from leaves(one, f"{way}.{name}" if name[0].isalpha() else way)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from leaves(one, way)
    else:
        yield way, value


def _is_colour(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("#")
