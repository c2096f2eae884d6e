"""Stands in until the snapshot is there: the catalogue straight from the files."""

import csv
from collections.abc import Sequence
from functools import cache

from danvan.catalogue import Catalogue, build_catalogue
from danvan.intake.issue import Issue
from danvan.paths import data_dir


def _rows(name: str) -> list[dict[str, object]]:
    with open(data_dir() / "catalogue" / name, encoding="utf-8") as file:
        rows = [{key: value or None for key, value in row.items()} for row in csv.DictReader(file)]
    for row in rows:
        for key in ("tile_row", "tile_col", "position"):
            if row.get(key):
                row[key] = int(row[key])  # type: ignore[arg-type]
    return rows  # type: ignore[return-value]


@cache
def catalogue() -> Catalogue:
    return build_catalogue(
        {"fields": _rows("fields.csv"), "places": _rows("places.csv"), "indicators": [], "sources": [], "standards": []},
        (2017, 2021),
    )


def issues() -> Sequence[Issue]:
    return ()


def warm() -> None:
    catalogue()
