"""The wards that the sample is made for: those of the catalogue, or any number of made-up ones."""

import csv
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from danvan.sample.amounts import Amounts, draws

PLACES_FILE = "catalogue/places.csv"
CROWDED_HOUSEHOLDS_PER_KM2 = 300
MADE_UP_FROM = "2020-02-01"


@dataclass(frozen=True)
class Wards:
    """Wards in the order of the tile map; each array has one element a ward.

    households is the census number, rural says whether it is a xã, crowded whether it is a town centre.
    """

    town: str
    codes: tuple[str, ...]
    households: Amounts
    rural: NDArray[np.bool_]
    crowded: NDArray[np.bool_]


def read_wards(data: Path) -> Wards:
    """Return the wards that the catalogue places on the tile map."""
    drawn = [row for row in _read_places(data) if row["level"] == "ward" and row["tile_row"]]
    drawn.sort(key=lambda row: (int(row["tile_row"]), int(row["tile_col"])))
    return Wards(
        town=drawn[0]["parent"],
        codes=tuple(row["place"] for row in drawn),
        households=np.array([int(row["households"]) for row in drawn], dtype=np.int64),
        rural=np.array([row["kind"] == "xa" for row in drawn]),
        crowded=np.array([_is_crowded(row) for row in drawn]),
    )


def make_wards(count: int, seed: int, town: str) -> Wards:
    """Make up wards of a town, of the size of real ones, a little more than half of them rural."""
    sizes = draws(seed, "ward sizes", (2, count), 500, 2800)
    return Wards(
        town=town,
        codes=tuple(f"W{number:05}" for number in range(1, count + 1)),
        households=sizes.sum(axis=0),
        rural=draws(seed, "ward kinds", count, 1, 100) <= 55,
        crowded=np.zeros(count, dtype=np.bool_),
    )


def write_places(data: Path, path: Path, wards: Wards) -> None:
    """Write the catalogue's places with the made-up wards behind them.

    The real wards stay, because other files name them, but leave the tile map to the made-up ones.
    """
    off_the_map = {"tile_row": "", "tile_col": ""}
    places = [row | (off_the_map if row["level"] == "ward" else {}) for row in _read_places(data)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, places[0].keys(), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(places)
        writer.writerows(_made_up_rows(wards))


def _made_up_rows(wards: Wards) -> list[dict[str, object]]:
    width = math.isqrt(len(wards.codes) - 1) + 1
    return [
        {
            "place": code,
            "name": f"Mẫu {code[1:]}",
            "kind": "xa" if rural else "phuong",
            "level": "ward",
            "parent": wards.town,
            "valid_from": MADE_UP_FROM,
            "tile_row": position // width + 1,
            "tile_col": position % width + 1,
            "households": households,
        }
        for position, (code, rural, households) in enumerate(
            zip(wards.codes, wards.rural.tolist(), wards.households.tolist(), strict=True)
        )
    ]


def _read_places(data: Path) -> list[dict[str, str]]:
    with (data / PLACES_FILE).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _is_crowded(row: dict[str, str]) -> bool:
    """Say whether a ward is a town centre; one whose area is not known is none."""
    if not row["area_km2"]:
        return False
    return int(row["households"]) > CROWDED_HOUSEHOLDS_PER_KM2 * float(row["area_km2"])
