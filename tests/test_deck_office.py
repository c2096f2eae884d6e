from pathlib import Path
from string import printable

import pytest
from hypothesis import given
from hypothesis import strategies as some

from danvan.deck.office import FILE, LISTS, Office, looked_at, problems, read, write
from danvan.intake.issue import DataError

TEXT = some.text(
    some.characters(blacklist_categories=["Cs"]) | some.sampled_from(list(printable)), max_size=20
)
THREE = [("office_not_text", 1), ("office_not_date", 2), ("office_unknown_key", 3)]
PLAIN = [key for key in Office.__dataclass_fields__ if key not in (*LISTS, "date")]


def written(state: Path, content: str | bytes) -> Path:
    (state / FILE).write_bytes(content if isinstance(content, bytes) else content.encode())
    return state


def found(state: Path) -> list[tuple[str, int | None]]:
    return [(issue.code, issue.line) for issue in looked_at(state)[1]]


def test_without_the_file_all_is_blank(tmp_path: Path) -> None:
    assert read(tmp_path) == Office()


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    office = Office(
        issuing_body="UBND thị xã Đức Phổ", number="5", date="2022-04", recipients=("A", 'B "C"\\\n')
    )
    write(tmp_path / "new", office)
    assert read(tmp_path / "new") == office
    assert [path.name for path in (tmp_path / "new").iterdir()] == [FILE]


@given(some.fixed_dictionaries(dict.fromkeys(PLAIN, TEXT)), some.lists(TEXT, max_size=3))
def test_any_text_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, plain: dict[str, str], lines: list[str]
) -> None:
    state = tmp_path_factory.getbasetemp() / "office"
    office = Office(**plain, recipients=tuple(lines), addressees=tuple(lines[:1]))  # type: ignore[arg-type]
    write(state, office)
    assert read(state) == office


def test_a_number_and_a_day_may_stand_bare(tmp_path: Path) -> None:
    written(tmp_path, "\ufeffnumber = 5\ndate = 2022-04-05\n")
    assert read(tmp_path) == Office(number="5", date="2022-04-05")


@pytest.mark.parametrize(
    ("content", "issues"),
    [
        ('place = "Đức Phổ"\nplase = "x"\n', [("office_unknown_key", 2)]),
        ("[office]\nplace = 1\n", [("office_unknown_key", 1)]),
        ('place = ["a"]\n', [("office_not_text", 1)]),
        ("place = true\n", [("office_not_text", 1)]),
        ('\nrecipients = "a"\n', [("office_not_texts", 2)]),
        ("recipients = [1]\n", [("office_not_texts", 1)]),
        ('date = "5/4/2022"\n', [("office_not_date", 1)]),
        ('date = "2022-02-30"\n', [("office_not_date", 1)]),
        ('number = "1"\nplace = x\n', [("office_not_toml", 2)]),
        (b'place = "\xd0"\n', [("office_not_utf8", None)]),
        ('place = ["a"]\ndate = "x"\nzzz = 1\n', THREE),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, content: str | bytes, issues: list[tuple[str, int | None]]
) -> None:
    assert found(written(tmp_path, content)) == issues
    with pytest.raises(DataError):
        read(tmp_path)


def test_the_rest_of_a_file_at_fault_can_be_used(tmp_path: Path) -> None:
    office, issues = looked_at(written(tmp_path, 'place = "Đức Phổ"\nplase = "x"\n'))
    assert office == Office(place="Đức Phổ")
    assert issues[0].message("vi") == "Không có mục “plase”."
    assert issues[0].advice("en") == "Use: place."


def test_a_folder_in_its_place_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert found(tmp_path) == [("office_unreadable", None)]


def test_a_day_that_there_is_not_is_not_written(tmp_path: Path) -> None:
    write(tmp_path, Office(place="A"))
    with pytest.raises(DataError):
        write(tmp_path, Office(place="B", date="2022-13"))
    assert read(tmp_path) == Office(place="A")


DAYS = {"": True, "2022": True, "2022-04": True, "2022-04-31": False, "22": False, "2022-4-5": False}


@pytest.mark.parametrize(("day", "right"), DAYS.items())
def test_a_date_is_known_as_far_as_it_is_known(day: str, right: bool) -> None:
    assert (problems(Office(date=day)) == ()) is right
