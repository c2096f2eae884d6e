"""Every file of tests/data/handed_in gives the findings and the figures written down beside it, and no others."""

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from handed_in_corpus import FOLDER, all_planted  # noqa: E402
from handed_in_planted import DAY  # noqa: E402

from danvan import text  # noqa: E402
from danvan.intake.context import Context  # noqa: E402
from danvan.intake.issue import Issue  # noqa: E402
from danvan.intake.submission import HandedFile, HandedIn, read_files  # noqa: E402
from danvan.paths import ROOT  # noqa: E402
from danvan.submission.review import check, context_of  # noqa: E402
from danvan.warehouse.build import build  # noqa: E402
from danvan.warehouse.read import Opened, connect  # noqa: E402

FILES = sorted(path.name for path in FOLDER.iterdir() if not path.name.endswith(".expected.json"))
# Where findings about what is handed in are made.
SOURCES = (
    "intake/archive", "intake/cells", "intake/figure_checks", "intake/figure_rows", "intake/figure_values",
    "intake/guards", "intake/layout", "intake/model_rows", "intake/opening", "intake/submission",
    "intake/text_table", "intake/units", "intake/workbook", "submission/review", "written_numbers",
)  # fmt: skip
NEVER_IN_A_FILE = {
    "took_too_long": "depends on the machine",
    "place_several": "no name in the catalogue is that of two wards at one time",
    "sources_disagree": "no source that ships has figures of wards, and the town hands in nothing",
    "units_differ": "a ward hands in no number of wards",
    "whole_differs": "a ward hands in no whole",
    "outside_range": "a ward hands in no figure of the town",
    "standard_break": "only documents print a change",
    "unit_and_ward": "a unit is refused in a period in which it was not there, or not the whole time",
}
TOO_LARGE_TO_KEEP = {
    "file_too_large": b" " * 20_000_001,
    "too_many_rows": b"x\n" * 100_001,
    "too_many_columns": b"Xa" + b",tin" * 1_000_000,
    "too_many_cells": (b"x," * 199 + b"x\n") * 5_001,
}


class Desk:
    """The data that ships, opened once, and how a file is read against it."""

    def __init__(self, state: Path) -> None:
        self.state = state
        snapshot, _ = build(ROOT / "data", state)
        self.opened = Opened(snapshot, connect(snapshot.path(state)))
        self.context: Context = context_of(self.opened, today=DAY)

    def read(self, name: str) -> tuple[Counter[Any], HandedIn]:
        """Return the findings of a file and what it holds; tried in a candidate where it is expected to be."""
        wanted = expected(name)
        file = HandedFile(name, (FOLDER / name).read_bytes())
        allowed = wanted["allowed"]
        if wanted["tried"]:
            review = check([file], self.opened, ROOT / "data", self.state, allowed=allowed)
            return Counter(map(of_issue, review.issues)), review.handed
        handed = read_files([file], replace(self.context, allowed=allowed))
        return Counter(map(of_issue, handed.issues)), handed


def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.expected.json").read_text(encoding="utf-8"))
    return found


def of_issue(issue: Issue) -> tuple[Any, ...]:
    return issue.severity, issue.code, issue.sheet, issue.line, issue.column, issue.value


def expected_findings(name: str) -> Counter[Any]:
    return Counter(tuple(issue.values()) for issue in expected(name)["issues"])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    yield desk
    desk.opened.connection.close()


@pytest.mark.parametrize("name", FILES)
def test_a_file_gives_what_is_planted_in_it_and_nothing_else(desk: Desk, name: str) -> None:
    found, handed = desk.read(name)
    wanted = expected(name)
    assert found == expected_findings(name)
    loaded = () if handed.has_errors else handed.figures
    figures = [[f.indicator, f.place, f.period, f"{f.value:f}", f.qualifier] for f in loaded]
    assert sorted(figures) == sorted(wanted["figures"])
    models = () if handed.has_errors else handed.models
    assert [[m.name, m.field, m.place, m.since, m.level] for m in models] == wanted["models"]


@pytest.mark.parametrize("code", TOO_LARGE_TO_KEEP)
def test_a_file_that_is_too_large_is_refused_as_that_alone(desk: Desk, code: str) -> None:
    handed = read_files([HandedFile("large.csv", TOO_LARGE_TO_KEEP[code])], desk.context)
    assert [issue.code for issue in handed.issues] == [code]


def test_the_corpus_is_large_and_says_what_it_expects_of_each_file() -> None:
    assert len(FILES) >= 75
    good = [name for name in FILES if all(i["severity"] == "warning" for i in expected(name)["issues"])]
    assert len(good) >= 20
    assert len(FILES) - len(good) >= 55
    assert all((FOLDER / name).stat().st_size <= 40_000 for name in FILES)


def test_every_finding_that_a_handed_in_file_can_give_is_planted() -> None:
    known = {key.split(".")[1] for key in text.words("vi").texts if key.startswith("issue.")}
    sources = [(ROOT / f"danvan/{name}.py").read_text(encoding="utf-8") for name in SOURCES]
    made = {word for source in sources for word in re.findall(r'"([a-z_]+)"', source)} & known
    made |= {path.stem for path in (ROOT / "danvan/warehouse/checks").glob("*.sql")}
    planted = {issue["code"] for name in FILES for issue in expected(name)["issues"]}
    assert made - planted - TOO_LARGE_TO_KEEP.keys() == NEVER_IN_A_FILE.keys()


def test_the_expectations_are_those_that_the_script_writes() -> None:
    made = {each.name: each.expected() for each in all_planted()}
    kept = {name: (FOLDER / f"{name}.expected.json").read_text(encoding="utf-8") for name in FILES}
    assert made == kept


def main() -> None:
    """Print how many findings were planted, how many of them are named, and how many others are."""
    planted: Counter[tuple[str, Any]] = Counter()
    named: Counter[tuple[str, Any]] = Counter()
    with tempfile.TemporaryDirectory() as state:
        desk = Desk(Path(state))
        for name in FILES:
            planted.update({(name, found): n for found, n in expected_findings(name).items()})
            named.update({(name, found): n for found, n in desk.read(name)[0].items()})
        desk.opened.connection.close()
    right = (planted & named).total()
    print(
        f"{len(FILES)} files: planted {planted.total()}, named {right}, false alarms {(named - planted).total()}"
    )
    for name, found in sorted((planted - named).elements(), key=str):
        print("  not named:", name, found)
    for name, found in sorted((named - planted).elements(), key=str):
        print("  false alarm:", name, found)


if __name__ == "__main__":
    main()
