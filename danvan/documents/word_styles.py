"""What a Word document's styles and lists add to its paragraphs: fonts, hidden text, automatic numbers."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from danvan import legacy_encodings
from danvan.documents.package import Package

SPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_MOST_ANCESTORS = 12
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS = 9


def name(element: Element) -> str:
    """Return what an element of Word is called, "" for elements of others."""
    tag = element.tag
    for space in SPACES:
        if tag.startswith(space):
            return tag[len(space) :]
    return ""


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first child by its name in Word, and its child, and so on; None where there is none."""
    for wanted in path:
        if element is None:
            return None
        element = next((one for one in element if name(one) == wanted), None)
    return element


def value(element: Element | None, attribute: str = "val") -> str:
    """Return an attribute of Word, "" where there is none."""
    if element is None:
        return ""
    return next((found for space in SPACES if (found := element.get(space + attribute)) is not None), "")


def is_on(element: Element | None) -> bool:
    """Say whether a switch is there and not turned off."""
    return element is not None and value(element) not in ("0", "false", "off", "none")


@dataclass(frozen=True)
class Style:
    """What a style says, with what it is based on: name, font, whether it is hidden, its list and level."""

    name: str = ""
    font: str = ""
    hidden: bool = False
    list_code: str = ""
    list_level: str = ""


@dataclass
class Styles:
    """The styles of a document by code; default is the one of paragraphs that name none."""

    known: dict[str, Style] = field(default_factory=dict)
    default: Style = Style()

    def of(self, code: str) -> Style:
        """Return a style by its code, the default one where there is none."""
        return self.known.get(code, self.default)


def read_styles(package: Package) -> Styles:
    """Return the styles of a document; none where it has no such part."""
    part = package.part_of("styles")
    if not package.has(part):
        return Styles()
    root = package.tree(part)
    found = {value(one, "styleId"): one for one in root if name(one) == "style"}
    common = value(child(root, "docDefaults", "rPrDefault", "rPr", "rFonts"), "ascii")
    known = {code: _style(code, found, common) for code in found}
    defaults = (
        code for code, one in found.items() if value(one, "default") and value(one, "type") == "paragraph"
    )
    return Styles(known, known.get(next(defaults, ""), Style(font=common)))


def _style(code: str, found: Mapping[str, Element], common: str) -> Style:
    names = value(child(found[code], "name"))
    font, hidden, list_code, list_level = "", False, "", ""
    for _ in range(_MOST_ANCESTORS):
        one = found.get(code)
        if one is None:
            break
        font = font or value(child(one, "rPr", "rFonts"), "ascii")
        hidden = hidden or is_on(child(one, "rPr", "vanish"))
        listed = child(one, "pPr", "numPr")
        list_code = list_code or value(child(listed, "numId"))
        list_level = list_level or value(child(listed, "ilvl"))
        code = value(child(one, "basedOn"))
    return Style(names, font or common, hidden, list_code, list_level)


def decoder(font: str) -> Callable[[str], str] | None:
    """Return what turns text in a font of old Vietnamese letters into Unicode, None for other fonts."""
    encoding = legacy_encodings.of_font(font)
    if encoding is None:
        return None
    if encoding == "vni":
        return legacy_encodings.from_vni
    # .VnTimeH draws capitals for small letters.
    if font.strip().endswith("H"):
        return lambda text: legacy_encodings.from_tcvn3(text).upper()
    return legacy_encodings.from_tcvn3


@dataclass
class _List:
    """One numbering: for each level how a number is written, what around it, and where it begins."""

    formats: dict[int, str] = field(default_factory=dict)
    patterns: dict[int, str] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """The automatic numbers of a document, counted on as its paragraphs are met."""

    def __init__(self, package: Package) -> None:
        self._lists: dict[str, _List] = {}
        self._list_of: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        part = package.part_of("numbering")
        if package.has(part):
            self._read(package.tree(part))

    def following(self, code: str, level: str) -> str:
        """Return the next number of a list as it is shown, a dash for a bullet, "" where the list has none."""
        at = int(level) if level.isdigit() else 0
        key = self._list_of.get(code, "")
        known = self._lists.get(key)
        if known is None or at >= _LEVELS or at not in known.formats:
            return ""
        counts = self._counts[key]
        for restarted, start in self._restarts.pop(code, {}).items():
            counts[restarted] = start - 1
        counts[at] = counts.get(at, known.starts.get(at, 1) - 1) + 1
        for deeper in [one for one in counts if one > at]:
            del counts[deeper]
        if known.formats[at] == "bullet":
            return "-"
        return self._shown(known, at, counts)

    def _shown(self, known: _List, at: int, counts: Mapping[int, int]) -> str:
        shown = known.patterns.get(at, "")
        for level in range(at + 1):
            number = counts.get(level, known.starts.get(level, 1))
            shown = shown.replace(f"%{level + 1}", _written(number, known.formats.get(level, "decimal")))
        return shown.strip()

    def _read(self, root: Element) -> None:
        for one in root:
            if name(one) == "abstractNum":
                self._lists[value(one, "abstractNumId")] = _read_list(one)
        for one in root:
            if name(one) == "num":
                code = value(one, "numId")
                self._list_of[code] = value(child(one, "abstractNumId"))
                self._restarts[code] = {
                    int(value(override, "ilvl") or 0): int(value(child(override, "startOverride")) or 1)
                    for override in one
                    if name(override) == "lvlOverride" and child(override, "startOverride") is not None
                }


def _read_list(element: Element) -> _List:
    found = _List()
    for one in element:
        if name(one) == "lvl":
            level = int(value(one, "ilvl") or 0)
            found.formats[level] = value(child(one, "numFmt")) or "decimal"
            found.patterns[level] = value(child(one, "lvlText"))
            found.starts[level] = int(value(child(one, "start")) or 1)
    return found


def _written(number: int, how: str) -> str:
    if how in ("upperRoman", "lowerRoman"):
        return _roman(number).upper() if how == "upperRoman" else _roman(number)
    if how in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""
        return letter.upper() if how == "upperLetter" else letter
    if how == "none":
        return ""
    return f"{number:02}" if how == "decimalZero" else str(number)


def _roman(number: int) -> str:
    written = ""
    for size, sign in _ROMAN:
        while number >= size and len(written) < 20:
            written, number = written + sign, number - size
    return written
