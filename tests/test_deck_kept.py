"""Presentations kept under a name: safe names, whole files, limits, and nothing replaced unasked."""

import json
from pathlib import Path

import pytest

from danvan.deck import kept as keeping
from danvan.deck.kept import LONGEST_NAME, LONGEST_QUERY, NotKept, broken, forget, found, keep, listed
from danvan.text import LANGUAGES


def test_what_is_kept_is_found_by_its_slug_and_listed_newest_first(tmp_path: Path) -> None:
    first = keep(tmp_path, "Hội nghị sơ kết", "xa=pho-hoa&bo=tin-bao", "Ban Dân vận")
    second = keep(tmp_path, "Phổ Hòa", "?xa=pho-hoa")
    assert (first.slug, first.by, second.query) == ("hoi-nghi-so-ket", "Ban Dân vận", "xa=pho-hoa")
    assert found(tmp_path, "hoi-nghi-so-ket") == first
    assert listed(tmp_path) == (second, first)
    assert first.saved.utcoffset() is not None


def test_a_name_that_is_taken_is_replaced_only_when_asked(tmp_path: Path) -> None:
    keep(tmp_path, "Phổ Hòa", "xa=pho-hoa")
    with pytest.raises(NotKept) as refused:
        keep(tmp_path, "pho hoà", "")
    assert refused.value.code == "taken"
    assert all("Phổ Hòa" in refused.value.said(language) for language in LANGUAGES)
    keep(tmp_path, "pho hoà", "xa=pho-an", replace=True)
    assert [(one.name, one.query) for one in listed(tmp_path)] == [("pho hoà", "xa=pho-an")]


@pytest.mark.parametrize(
    "name",
    ["../../x", "CON", 'a/b\\c:d*?"<>|', "…", "đ" * 80, "演示", "a\x00\nb", "\u202ephổ", ".json", "nul.txt"],
)
def test_a_nasty_name_becomes_a_file_that_every_system_takes(tmp_path: Path, name: str) -> None:
    one = keep(tmp_path, name, "")
    files = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()]
    assert files == [f"decks/{one.slug}.json"]
    assert one.slug.isascii()
    assert one.slug not in ("con", "nul")
    assert found(tmp_path, one.slug) == one


@pytest.mark.parametrize(
    ("name", "query", "code"),
    [
        (" \u200b\n", "", "no_name"),
        ("x" * (LONGEST_NAME + 1), "", "long_name"),
        ("x", "y" * (LONGEST_QUERY + 1), "long_query"),
    ],
)
def test_what_is_beyond_the_limits_is_refused_in_words(
    tmp_path: Path, name: str, query: str, code: str
) -> None:
    with pytest.raises(NotKept) as refused:
        keep(tmp_path, name, query)
    assert refused.value.code == code
    assert len({refused.value.said(language) for language in LANGUAGES}) == len(LANGUAGES)
    assert listed(tmp_path) == ()


def test_no_more_are_kept_than_may_be_but_one_of_them_may_be_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST", 2)
    keep(tmp_path, "a", "")
    keep(tmp_path, "b", "")
    with pytest.raises(NotKept) as refused:
        keep(tmp_path, "c", "")
    assert refused.value.code == "full"
    assert keep(tmp_path, "b", "nam=2021", replace=True).query == "nam=2021"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'{"name": "x"}',
        json.dumps(
            {"name": "x", "slug": "other", "query": "", "saved_at": "2022-04-01T00:00:00+00:00"}
        ).encode(),
        json.dumps({"name": "x", "slug": "x", "query": 5, "saved_at": "2022-04-01T00:00:00+00:00"}).encode(),
        json.dumps({"name": "x", "slug": "x", "query": "", "saved_at": "yesterday"}).encode(),
        json.dumps({"name": "x", "slug": "x", "query": "", "saved_at": "2022-04-01T00:00:00"}).encode(),
    ],
)
def test_a_broken_file_is_passed_over_and_told(tmp_path: Path, content: bytes) -> None:
    good = keep(tmp_path, "good", "")
    (tmp_path / "decks" / "x.json").write_bytes(content)
    assert listed(tmp_path) == (good,)
    assert broken(tmp_path) == ("x.json",)
    assert found(tmp_path, "x") is None


@pytest.mark.parametrize("slug", ["../current", "", "a/b", "x.json", "\x00"])
def test_a_slug_that_is_none_finds_and_forgets_nothing(tmp_path: Path, slug: str) -> None:
    (tmp_path / "current.json").write_text("{}", encoding="utf-8")
    keep(tmp_path, "x", "")
    forget(tmp_path, slug)
    assert found(tmp_path, slug) is None
    assert (tmp_path / "current.json").exists()
    assert len(listed(tmp_path)) == 1


def test_what_is_forgotten_is_gone_and_may_be_forgotten_again(tmp_path: Path) -> None:
    one = keep(tmp_path, "Phổ Hòa", "")
    forget(tmp_path, one.slug)
    forget(tmp_path, one.slug)
    assert listed(tmp_path) == ()


def test_a_disk_that_takes_nothing_is_said_and_leaves_what_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = keep(tmp_path, "Phổ Hòa", "xa=pho-hoa")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keeping, "write_whole", full)
    with pytest.raises(NotKept) as refused:
        keep(tmp_path, "Phổ Hòa", "", replace=True)
    assert refused.value.code == "not_written"
    assert listed(tmp_path) == (before,)
