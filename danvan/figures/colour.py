"""The colours of figures and pages: one table of tokens, and the arithmetic on them."""

from collections.abc import Sequence
from typing import Literal

Mode = Literal["light", "dark"]

TOKENS: dict[str, tuple[str, str]] = {  # name: (light, dark)
    "paper": ("#FFFFFF", "#14181D"),
    "panel": ("#F6F4EF", "#1D232A"),
    "rule": ("#D9D5CC", "#343B44"),
    "ink": ("#1B1F24", "#EDEFF2"),
    "muted": ("#5A6069", "#AEB4BC"),
    "accent": ("#B3202A", "#FF7A80"),
    "kinh_te": ("#394882", "#76B7FC"),
    "van_hoa_xa_hoi": ("#B16028", "#FFC474"),
    "quoc_phong_an_ninh": ("#892544", "#ED778A"),
    "he_thong_chinh_tri": ("#3C8365", "#AAEED9"),
    "chung": ("#5A6069", "#AEB4BC"),
}

WRITING = ("#000000", "#FFFFFF")


def token(name: str, mode: Mode) -> str:
    """Give the colour that a token has in a mode, as #RRGGBB; KeyError for an unknown token."""
    light, dark = TOKENS[name]
    return light if mode == "light" else dark


def css_variables(mode: Mode) -> str:
    """Write all tokens of a mode as CSS declarations, such as ``--van-hoa-xa-hoi: #B16028;``."""
    return " ".join(f"--{name.replace('_', '-')}: {token(name, mode)};" for name in TOKENS)


def channels(colour: str) -> tuple[int, int, int]:
    """Split #RRGGBB into red, green and blue from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(ground: str, colour: str, share: float) -> str:
    """Lay a colour over a ground with an opacity from 0 (ground) to 1 (colour)."""
    pairs = zip(channels(ground), channels(colour), strict=True)
    return "#" + "".join(f"{round(low + (high - low) * share):02X}" for low, high in pairs)


def luminance(colour: str) -> float:
    """Relative luminance from 0 to 1 as WCAG 2.2 defines it."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours from 1 to 21 as WCAG 2.2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def writing_on(fill: str, choices: Sequence[str] = WRITING) -> str:
    """Choose the writing colour that stands out most on a fill."""
    return max(choices, key=lambda colour: contrast(colour, fill))
