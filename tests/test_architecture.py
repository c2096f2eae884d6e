"""The rooms and the direction between them, read from the imports; and what the project must not contain."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from danvan.paths import ROOT

HOMES = {
    "duckdb": ("danvan/warehouse/",),
    "plotly": ("danvan/figures/",),
    "streamlit": ("danvan/ui/", "pages/", "dashboard.py"),
    "pptx": ("danvan/exports/slides/",),
    "docx": ("danvan/exports/document/", "danvan/documents/"),
    "pdfminer": ("danvan/documents/",),
}
# Each room may import those below it; what stands in one line is one room.
FLOORS = [
    (
        "danvan.paths",
        "danvan.text",
        "danvan.periods",
        "danvan.vietnamese",
        "danvan.legacy_encodings",
        "danvan.written_numbers",
        "danvan.number_evidence",
        "danvan.progress",
    ),
    ("danvan.format", "danvan.catalogue", "danvan.provenance"),
    ("danvan.intake", "danvan.measures"),
    (
        "danvan.warehouse",
        "danvan.sample",
        "danvan.figures",
        "danvan.exports",
        "danvan.documents",
        "danvan.reader",
    ),
    ("danvan.queries",),
    ("danvan.story", "danvan.submission"),
    ("danvan.analysis", "danvan.deck"),
    ("danvan.cli", "danvan.ui"),
    ("pages", "danvan.__main__", "dashboard"),
]
LONGEST_FILE, LONGEST_FUNCTION = 380, 60
REVIEW = ROOT.parent / "shared" / "report" / "bc-ubnd-duc-pho-2022.txt"
WORDS_OF_A_SENTENCE = 12
NAMES = (
    "report/models.csv",
    "catalogue/sources.toml",
)  # names of models and titles of documents may be taken over


def sources() -> Iterator[Path]:
    yield from (ROOT / "danvan").rglob("*.py")
    yield from (ROOT / "pages").glob("*.py")
    yield ROOT / "dashboard.py"


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def floor_of(module: str) -> int | None:
    rooms = {room: floor for floor, names in enumerate(FLOORS) for room in names}
    found = [floor for room, floor in rooms.items() if module == room or module.startswith(f"{room}.")]
    return found[0] if found else None


@pytest.mark.parametrize("package", HOMES)
def test_a_library_is_imported_in_its_home_only(package: str) -> None:
    strangers = [
        str(path.relative_to(ROOT))
        for path in sources()
        if any(name.split(".")[0] == package for name in imports(path))
        and not path.relative_to(ROOT).as_posix().startswith(HOMES[package])
    ]
    assert strangers == []


def test_nothing_flows_backwards() -> None:
    backwards = []
    for path in sources():
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        here = floor_of(module)
        above = [name for name in imports(path) if here is not None and (floor_of(name) or 0) > here]
        backwards += [f"{module} -> {name}" for name in above]
    assert backwards == []


def test_every_module_has_a_room() -> None:
    modules = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in sources()]
    assert [module for module in modules if floor_of(module) is None and module != "danvan.__init__"] == []


def test_no_file_and_no_function_is_too_long_to_be_one_thing() -> None:
    long = []
    for path in sources():
        text = path.read_text(encoding="utf-8")
        long += [f"{path.name}: {text.count(chr(10))} lines"] if text.count("\n") > LONGEST_FILE else []
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION:
                long.append(f"{path.name}: {node.name}")
    assert long == []


def test_sql_takes_values_as_parameters_only() -> None:
    pasted = [
        path.name
        for path in (ROOT / "danvan" / "queries").glob("*.sql")
        if re.search(r"[{}]|%s", path.read_text("utf-8"))
    ]
    assert pasted == []


@pytest.mark.skipif(not REVIEW.exists(), reason="the review is not beside the project")
def test_no_sentence_of_the_review_is_in_the_project() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    tracked = listed.stdout.split("\n")
    named = [(ROOT / "data" / name).read_text(encoding="utf-8") for name in NAMES]
    known = runs(REVIEW.read_text(encoding="utf-8")) - {run for text in named for run in runs(text)}
    copied = []
    for name in tracked:
        path = ROOT / name
        if path.suffix in (".py", ".sql", ".toml", ".csv", ".md", ".css", ".js") and path.exists():
            copied += [
                f"{name}: {run}"
                for run in runs(path.read_text(encoding="utf-8-sig", errors="ignore")) & known
            ]
    assert copied == []


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str) -> set[str]:
    found = words(text)
    return {
        " ".join(found[at : at + WORDS_OF_A_SENTENCE]) for at in range(len(found) - WORDS_OF_A_SENTENCE + 1)
    }
