"""A tiny warehouse from a handful of rows, and the question that stories are asked under, for their tests."""

import csv
import io
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from danvan import queries
from danvan.paths import ROOT
from danvan.story.finding import Finding, Nothing, Question
from danvan.warehouse.build import build
from danvan.warehouse.read import Opened, connect

NGHIEM, AN, PHONG, HOA, THANH = "21439", "21442", "21445", "21469", "21478"
WARDS = (
    "21442", "21445", "21448", "21454", "21451", "21460", "21457", "21439",
    "21463", "21469", "21466", "21472", "21475", "21478", "21481",
)  # fmt: skip
TOWN, PROVINCE, COUNTRY = "534", "51", "VN"

KEY = ("indicator", "place", "period", "standard", "source")
SHORT = {"mau": "mau_xa_phuong", "bc": "bc_duc_pho_2022", "nop": "nop_xa_phuong", "khac": "bao_cao_khac"}
NEW_SOURCES = {"nop_xa_phuong": ("submitted", "2023-01"), "bao_cao_khac": ("reported", "2021-01")}


def rows(text: str) -> list[dict[str, str]]:
    """Read rows of observations: indicator place period value source, then standard=, whole=, note=.

    The value may have its qualifier before it: >204. A place * stands for every ward; 2017..2019 is one
    period, 2017-2019 one row a year. A later row of the same source takes the place of an earlier one, and the
    value none only takes it away.
    """
    given = [row for line in text.splitlines() if line for row in _expanded(line.split())]
    kept = {tuple(row.get(name, "") for name in KEY): row for row in given}
    return [row for row in kept.values() if row["value"] != "none"]


def _expanded(cells: list[str]) -> list[dict[str, str]]:
    indicator, place, period, amount, source = cells[:5]
    value = amount.lstrip("<>=~")
    base = {
        "indicator": indicator,
        "value": value,
        "qualifier": amount.removesuffix(value) or "=",
        "source": SHORT.get(source, source),
        **dict(cell.split("=", 1) for cell in cells[5:]),
    }
    first, dash, last = period.partition("-")
    years = range(int(first), int(last) + 1) if dash and len(last) == 4 else []
    return [
        base | {"place": each, "period": when}
        for each in (WARDS if place == "*" else [place])
        for when in (map(str, years) if years else [period])
    ]


def opened(
    root: Path,
    observations: str = "",
    *,
    models: Sequence[dict[str, str]] = (),
    adoptions: Sequence[dict[str, str]] = (),
    open_points: Sequence[dict[str, str]] = (),
    targets: Sequence[dict[str, str]] = (),
    names: dict[str, str] | None = None,
) -> Opened:
    """Build a warehouse of the shipped catalogue and these rows; names gives places another name."""
    data = root / "data"
    shutil.copytree(ROOT / "data" / "catalogue", data / "catalogue")
    files = {
        "report/observations.csv": rows(observations),
        "public/observations.csv": (),
        "report/models.csv": models,
        "report/adoptions.csv": adoptions,
        "report/open_points.csv": open_points,
        "catalogue/targets.csv": targets,
    }
    for name, entries in files.items():
        _write(data, name, entries)
    _add_sources(data / "catalogue/sources.toml")
    if names:
        _rename(data, names)
    snapshot, _ = build(data, root / "state")
    return Opened(snapshot, connect(snapshot.path(root / "state")))


def shipped(root: Path) -> Opened:
    """Build a warehouse of the data that ship."""
    snapshot, _ = build(ROOT / "data", root / "state")
    return Opened(snapshot, connect(snapshot.path(root / "state")))


def model(code: str, **cells: str) -> dict[str, str]:
    """Return the row of a model that is stated to be in named wards, but for the cells given."""
    usual = {
        "model": code, "name": code, "kind": "model", "field": "kinh_te", "field_reading": "stated",
        "level": "unspecified", "scope": "wards", "source": "bc_duc_pho_2022",
    }  # fmt: skip
    return usual | cells


def adoption(
    code: str, place: str, reading: str = "stated", source: str = "bc_duc_pho_2022"
) -> dict[str, str]:
    return {"model": code, "place": place, "reading": reading, "named_by": "named", "source": source}


def point(code: str, kind: str = "unclear", vi: str = "Chưa rõ.", en: str = "Not clear.") -> dict[str, str]:
    return {"point": code, "kind": kind, "source": "bc_duc_pho_2022", "text_vi": vi, "text_en": en}


def target(indicator: str, period: str, value: str, place: str = TOWN) -> dict[str, str]:
    return {
        "indicator": indicator,
        "place": place,
        "period": period,
        "value": value,
        "source": "bao_cao_khac",
    }


class Memory(dict[Any, Any]):
    """What a question remembers with for the tests of a module; cleared where its data are new."""

    def __call__(self, key: Any, make: Any) -> Any:
        if key not in self:
            self[key] = make()
        return self[key]


def question(**changes: Any) -> Question:
    """Return the question of a reader who chose nothing, but for the changes; asked while reading."""
    catalogue = queries.catalogue()
    first, last = catalogue.years
    usual: dict[str, Any] = {
        "places": (), "field": None, "first_year": first, "last_year": last, "sample": True, "language": "vi",
        "mode": "light",
    }  # fmt: skip
    return Question(catalogue=catalogue, **(usual | changes))


def made(found: Finding | Nothing) -> Finding:
    """Return what was found, which must not be nothing."""
    assert isinstance(found, Finding), found
    return found


def cells(found: Finding) -> dict[str, tuple[str, ...]]:
    """Return the rows of a finding's table by their first cell."""
    return {row[0]: row[1:] for row in found.table.rows}


def drawn_texts(found: Finding) -> str:
    """Return every text that stands in a figure, one after the other."""
    return "\n".join(_texts(found.figure))


def _texts(part: Any) -> list[str]:
    if isinstance(part, str):
        return [part]
    inside = part.values() if isinstance(part, dict) else part if isinstance(part, list | tuple) else ()
    return [text for one in inside for text in _texts(one)]


def _write(data: Path, name: str, entries: Sequence[dict[str, str]]) -> None:
    header = (ROOT / "data" / name).read_text(encoding="utf-8").splitlines()[0].split(",")
    path = data / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = io.StringIO()
    writer = csv.DictWriter(text, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(entries)
    path.write_text(text.getvalue(), encoding="utf-8")


def _add_sources(path: Path) -> None:
    entries = "".join(
        f'\n[{code}]\nbasis = "{basis}"\ntitle = "{code}"\ntitle_en = "{code}"\nshort = "{code}"\n'
        f'short_en = "{code}"\nnumber = ""\nissuer = ""\nissued_on = "{issued_on}"\nsha256 = ""\nnote = ""\n'
        for code, (basis, issued_on) in NEW_SOURCES.items()
    )
    path.write_text(path.read_text(encoding="utf-8") + entries, encoding="utf-8")


def _rename(data: Path, names: dict[str, str]) -> None:
    with (data / "catalogue/places.csv").open(encoding="utf-8", newline="") as file:
        entries = [row | {"name": names.get(row["place"], row["name"])} for row in csv.DictReader(file)]
    _write(data, "catalogue/places.csv", entries)
