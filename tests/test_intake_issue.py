"""danvan.intake.issue: every finding has its words."""

import re

import pytest

from danvan import text
from danvan.intake.issue import DataError, Issue, sentence
from danvan.paths import ROOT

CODE = re.compile(r"""(?:Issue\(\s*"(?:error|warning)",\s*|\bfound\(\s*|\.issue\(\s*)"(\w+)\"""")
MADE = (
    CODE,
    re.compile(r'NotANumber\("(\w+)"'),
    re.compile(r'_found\(\s*row,\s*(?:COLUMN,|MODEL,)?\s*"\w+",\s*"(\w+)"'),
    re.compile(r'Found\(None, "(\w+)"'),
)


ROOMS = ("danvan/intake", "danvan/documents", "danvan/reader", "danvan/warehouse", "danvan/submission")


def sources() -> list[str]:
    rooms = [path for room in ROOMS for path in (ROOT / room).glob("*.py")]
    files = [*rooms, ROOT / "danvan/written_numbers.py"]
    return [path.read_text(encoding="utf-8") for path in files]


def codes_in_source() -> set[str]:
    """Return the codes of findings that the program is seen to make."""
    codes = {code for source in sources() for pattern in MADE for code in pattern.findall(source)}
    types = {f"not_{kind}" for kind in ("text", "integer", "number", "date", "period")}
    checks = {path.stem for path in (ROOT / "danvan/warehouse/checks").glob("*.sql")}
    return codes | types | checks


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_every_code_in_the_source_has_a_message_and_an_advice_and_no_other_has(language: str) -> None:
    written = {key.split(".")[1] for key in text.words(language).texts if key.startswith("issue.")}
    literals = {text for source in sources() for text in re.findall(r'"([a-z_]+)"', source)}
    assert codes_in_source() - written == set()
    assert written - codes_in_source() - literals == set()
    for code in written:
        assert text.words(language).get(f"issue.{code}.message", **_filled(language, f"issue.{code}.message"))
        assert text.words(language).get(f"issue.{code}.advice", **_filled(language, f"issue.{code}.advice"))


def _filled(language: str, key: str) -> dict[str, str]:
    return dict.fromkeys(text.words(language).gaps[key], "x")


def test_a_number_in_a_finding_is_written_as_the_language_does() -> None:
    details = {"indicator": {"vi": "Đất", "en": "Land"}, "maximum": 1234.5}
    issue = Issue("error", "above_maximum", "a.csv", 3, "value", "9999", details)
    assert "Đất (1.234,5)" in issue.message("vi")
    assert "Land (1,234.5)" in issue.message("en")


def test_a_finding_names_file_line_and_column() -> None:
    assert (
        Issue("error", "cell_empty", "report/a.csv", 7, "place").where("vi")
        == "report/a.csv, dòng 7, cột place"
    )
    assert Issue("error", "file_missing", "report/a.csv").where("en") == "report/a.csv"


def test_several_findings_are_one_sentence_with_the_number_of_the_others() -> None:
    issues = [Issue("error", "cell_empty", f"{name}.csv", 2, "place") for name in "cab"]
    error = DataError(issues)
    assert [issue.file for issue in error.issues] == ["a.csv", "b.csv", "c.csv"]
    assert "\n" not in str(error)
    assert sentence(error.issues, "en").endswith("(and 2 more)")


def test_a_flat_row_has_the_keys_that_the_command_line_promises() -> None:
    row = Issue("error", "cell_empty", "a.csv", 2, "place", "").as_row("en")
    assert list(row) == ["severity", "code", "file", "sheet", "line", "column", "value", "message", "advice"]
