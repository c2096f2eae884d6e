import importlib
import unicodedata
from pathlib import Path

import pytest

from danvan.text import LANGUAGES, TextError, Words, in_both, words

BOTH = [words(language) for language in LANGUAGES]


def of(**texts: str) -> Words:
    """Return words with these texts, a double underscore standing for the dot of a key."""
    gaps = {"wards__one": ["place"], "wards__other": ["n", "place"], "hello": ["name"]}
    return Words(
        "en",
        {key.replace("__", "."): text for key, text in texts.items()},
        {key.replace("__", "."): frozenset(gaps.get(key, [])) for key in texts},
    )


WORDS = of(
    title="Wards", hello="Hello {name}", wards__one="one ward of {place}", wards__other="{n} wards of {place}"
)


def without_number(key: str) -> str:
    return key.removesuffix(".one").removesuffix(".other")


def test_the_module_wins_over_the_folder_of_the_same_name() -> None:
    assert Path(importlib.import_module("danvan.text").__file__ or "").name == "text.py"


def test_all_languages_have_the_same_keys() -> None:
    vietnamese, english = ({without_number(key) for key in each.texts} for each in BOTH)
    assert vietnamese == english


def test_all_languages_have_the_same_files() -> None:
    folder = Path(importlib.import_module("danvan.text").__file__ or "").with_name("text")
    vietnamese, english = (
        sorted(path.name for path in (folder / language).iterdir()) for language in LANGUAGES
    )
    assert vietnamese == english


def test_all_languages_have_the_same_gaps() -> None:
    vietnamese, english = (
        {without_number(key): gaps for key, gaps in each.gaps.items() if not key.endswith(".one")}
        for each in BOTH
    )
    assert vietnamese == english


@pytest.mark.parametrize("each", BOTH, ids=LANGUAGES)
def test_a_form_for_one_has_a_form_for_others_with_all_its_gaps(each: Words) -> None:
    for key in each.texts:
        if key.endswith(".one"):
            assert each.gaps[key] <= each.gaps[key.removesuffix(".one") + ".other"]


@pytest.mark.parametrize("each", BOTH, ids=LANGUAGES)
def test_no_text_is_empty_or_decomposed(each: Words) -> None:
    assert [key for key, text in each.texts.items() if not text.strip()] == []
    assert [key for key, text in each.texts.items() if not unicodedata.is_normalized("NFC", text)] == []


def test_a_gap_is_filled_by_name() -> None:
    assert WORDS.get("title") == "Wards"
    assert WORDS.get("hello", name="Phổ Hòa") == "Hello Phổ Hòa"


def test_what_is_filled_in_is_not_read_as_a_gap() -> None:
    assert WORDS.get("hello", name="{name}") == "Hello {name}"


def test_an_unknown_key_is_named() -> None:
    with pytest.raises(TextError, match=r"'no\.such'"):
        WORDS.get("no.such")
    assert "no.such" not in WORDS
    assert "wards" in WORDS


@pytest.mark.parametrize("fillings", [{}, {"name": "A", "other": "B"}, {"nam": "A"}])
def test_the_fillings_must_be_the_gaps(fillings: dict[str, str]) -> None:
    with pytest.raises(TextError, match=r"'hello'.*\['name'\]"):
        WORDS.get("hello", **fillings)


def test_the_number_chooses_the_form() -> None:
    assert WORDS.count("wards", 1, n="1", place="Đức Phổ") == "one ward of Đức Phổ"
    assert WORDS.count("wards", 15, n="15", place="Đức Phổ") == "15 wards of Đức Phổ"
    assert WORDS.count("wards", 0, n="0", place="Đức Phổ") == "0 wards of Đức Phổ"


def test_a_text_with_one_form_serves_every_number() -> None:
    assert WORDS.count("title", 1) == WORDS.count("title", 2) == "Wards"


def test_a_text_with_two_forms_is_read_without_a_number_as_many() -> None:
    assert WORDS.get("wards", n="15", place="Đức Phổ") == "15 wards of Đức Phổ"


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(TextError, match="'fr'"):
        words("fr")


def test_a_text_in_both_languages_is_one_line_vietnamese_first() -> None:
    assert in_both("cli.truncated", rows="7") == " / ".join(
        words(language).get("cli.truncated", rows="7") for language in ("vi", "en")
    )
