"""What the README says is there is there, and what is there is said."""

import re
from pathlib import Path

import pytest

from danvan.paths import ROOT
from danvan.ui.filters import BASIS, FIELD, LANGUAGE, PLACES, YEARS
from danvan.ui.sitemap import PAGES

README = (ROOT / "README.md").read_text(encoding="utf-8")


def rows_of(*heads: str) -> list[list[str]]:
    """Return the cells of the table with these heads."""
    start = README.index("| " + " | ".join(heads) + " |")
    lines = README[start:].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("run", ["streamlit run dashboard.py", "pytest"])
def test_the_two_commands_stand_there_as_promised(run: str) -> None:
    assert f"pip install -r requirements.txt && {run}\n" in README


def test_the_pages_are_those_of_the_app_in_their_order() -> None:
    named = [address.strip("`") for _, address, _ in rows_of("page", "address", "answers")]
    assert named == [page.href for page in PAGES]


def test_the_filters_are_those_of_the_address() -> None:
    example = re.search(r"`/giam-ngheo\?([^`]+)`", README)
    assert example is not None
    assert {part.split("=")[0] for part in example[1].split("&")} == {PLACES, YEARS, BASIS, LANGUAGE}
    assert f"`{FIELD}`" in README


def test_the_settings_are_those_that_the_code_reads() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "danvan").rglob("*.py"))
    read = set(re.findall(r"\"(DANVAN_[A-Z]+)\"", code))
    assert {name.strip("`") for name, *_ in rows_of("setting", "default", "meaning")} == read


def test_every_room_is_named_and_every_named_room_is_there() -> None:
    named = {part for room, _ in rows_of("room", "what is in it") for part in re.findall(r"`([^`]+)`", room)}
    assert all((ROOT / room).exists() for room in named)
    there = [path for path in (ROOT / "danvan").iterdir() if not path.name.startswith("_")]
    rooms = {f"danvan/{path.name}" + ("/" if path.is_dir() else "") for path in there}
    assert rooms - named <= {"danvan/paths.py"}


def test_every_dependency_says_why_it_is_there() -> None:
    wanted = {
        re.split(r"[<>=~]", line)[0]
        for file in ("requirements.txt", ".ci/requirements.txt")
        for line in (ROOT / file).read_text(encoding="utf-8").splitlines()
    }
    said = {name.strip() for names, *_ in rows_of("package", "for", "licence") for name in names.split(",")}
    assert said == wanted


def test_every_picture_is_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures
    assert [picture for picture in pictures if not Path(ROOT / picture).exists()] == []
