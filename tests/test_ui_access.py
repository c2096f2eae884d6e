"""danvan.ui.access: who may hand in and for whom, and that a ward's editor hands in for that ward only."""

from itertools import product
from pathlib import Path

import pytest
from definitions import definitions, handed

from danvan.ui.access import Access, EditorsError, Reader, decide, read_editors

HERE = Reader(email=None, address="127.0.0.1", host="localhost:8501", passed_on=False)
EDITORS = {"lan@example.org": frozenset({"21469"}), "binh@example.org": None}
LOOPBACK_ADDRESSES = ("127.0.0.1", "localhost", "::1")
LOOPBACK_HOSTS = ("localhost", "localhost:8501", "127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:8501")
OTHER_ADDRESSES = ("", "0.0.0.0", "192.168.1.7", "::", "127.0.0.1.example.org")
OTHER_HOSTS = (
    "", ":8501", "danvan.example.org", "192.168.1.7:8501", "localhost.example.org", "127.0.0.1.nip.io:8501",
    "[fe80::1]:8501", "evil.example.org#localhost",
)  # fmt: skip


def of_own_machine(address: str, host: str, *, passed_on: bool = False) -> Access:
    return decide(Reader(None, address, host, passed_on), EDITORS)


@pytest.mark.parametrize(("address", "host"), [*product(LOOPBACK_ADDRESSES, LOOPBACK_HOSTS)])
def test_on_the_own_machine_everybody_may_hand_in_for_all(address: str, host: str) -> None:
    assert of_own_machine(address, host) == Access(True, "own_machine", "", None)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        *product(OTHER_ADDRESSES, (*LOOPBACK_HOSTS, *OTHER_HOSTS[:3])),
        *product(LOOPBACK_ADDRESSES, OTHER_HOSTS),
    ],
)
def test_where_address_or_host_is_another_the_page_is_for_reading_only(address: str, host: str) -> None:
    assert of_own_machine(address, host) == Access(False, "reachable")


@pytest.mark.parametrize(("address", "host"), [*product(LOOPBACK_ADDRESSES, LOOPBACK_HOSTS)])
def test_a_request_that_somebody_passed_on_is_not_of_the_own_machine(address: str, host: str) -> None:
    assert of_own_machine(address, host, passed_on=True) == Access(False, "reachable")


@pytest.mark.parametrize(
    ("email", "access"),
    [
        ("", Access(False, "sign_in")),
        ("an@example.org", Access(False, "no_editor", "an@example.org")),
        ("lan@example.org", Access(True, "editor", "lan@example.org", frozenset({"21469"}))),
        ("Lan@Example.ORG", Access(True, "editor", "Lan@Example.ORG", frozenset({"21469"}))),
        ("binh@example.org", Access(True, "editor", "binh@example.org", None)),
        ("lan@example.org ", Access(False, "no_editor", "lan@example.org ")),
        ("*", Access(False, "no_editor", "*")),
    ],
)
@pytest.mark.parametrize(
    ("address", "host", "passed_on"),
    [*product(("127.0.0.1", "0.0.0.0"), ("localhost", "danvan.example.org"), (False, True))],
)
def test_where_sign_in_is_set_up_only_the_account_counts(
    email: str, access: Access, address: str, host: str, passed_on: bool
) -> None:
    assert decide(Reader(email, address, host, passed_on), EDITORS) == access


def test_without_editors_nobody_who_signs_in_may_hand_in() -> None:
    assert decide(Reader("lan@example.org", "127.0.0.1", "localhost", False), {}).may is False


def editors(folder: Path, content: str | bytes) -> dict[str, frozenset[str] | None]:
    """Return what a file of this content says."""
    path = folder / "editors.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_editors(path, definitions().catalogue)


def test_without_the_file_there_are_no_editors(tmp_path: Path) -> None:
    assert read_editors(tmp_path / "editors.toml", definitions().catalogue) == {}


@pytest.mark.parametrize(
    ("units", "codes"),
    [
        ('["pho-hoa"]', {"21469"}),
        ('["21469"]', {"21469"}),
        ('["Phổ Hoà"]', {"21469"}),
        ('["pho-hoa", "pho-an"]', {"21469", "21442"}),
        ('["nguyen-nghiem"]', {"21439"}),
        ('["nguyen-nghiem-2025"]', {"21457@2025"}),
        ('["21457@2025"]', {"21457@2025"}),
        ("[]", set()),
    ],
)
def test_units_are_named_by_code_or_as_in_links(tmp_path: Path, units: str, codes: set[str]) -> None:
    assert editors(tmp_path, f'["lan@example.org"]\nunits = {units}\n') == {"lan@example.org": codes}


@pytest.mark.parametrize("units", ['["*"]', '["pho-hoa", "*"]'])
def test_a_star_is_all_units(tmp_path: Path, units: str) -> None:
    assert editors(tmp_path, f'["lan@example.org"]\nunits = {units}\n') == {"lan@example.org": None}


def test_capitals_in_an_email_do_not_count_on_either_side(tmp_path: Path) -> None:
    read = editors(tmp_path, '["Lan@Example.org"]\nunits = ["pho-hoa"]\n')
    assert decide(Reader("LAN@example.org", "0.0.0.0", "x", False), read).units == {"21469"}


def test_a_file_saved_by_notepad_with_its_mark_in_front_is_read(tmp_path: Path) -> None:
    content = '["lan@example.org"]\r\nunits = ["*"]\r\n'.encode("utf-8-sig")
    assert editors(tmp_path, content) == {"lan@example.org": None}


@pytest.mark.parametrize(
    "content",
    [
        "lan@example.org",
        '["lan@example.org"\nunits = ["*"]',
        '["lan@example.org"]\n',
        '["lan@example.org"]\nunits = "*"\n',
        '["lan@example.org"]\nunits = "21469"\n',
        '["lan@example.org"]\nunits = [21469]\n',
        '["lan@example.org"]\nunits = ["pho-hoaa"]\n',
        '["lan@example.org"]\nunits = ["534"]\n',
        '["lan@example.org"]\nunits = ["duc-pho"]\n',
        '["lan@example.org"]\nunits = [""]\n',
        '"lan@example.org" = ["*"]\n',
        '["lan@example.org"]\nunits = ["*"]\n["lan@example.org"]\nunits = ["*"]\n',
        '["lan@example.org"]\nunits = ["21469"]\n["LAN@example.org"]\nunits = ["*"]\n',
        b'["lan@example.org"]\nunits = ["Ph\xe6 H\xdfa"]\n',
    ],
)
def test_a_file_at_fault_is_an_error_and_gives_nobody_anything(tmp_path: Path, content: str | bytes) -> None:
    with pytest.raises(EditorsError):
        editors(tmp_path, content)


def test_a_file_that_cannot_be_opened_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EditorsError):
        read_editors(tmp_path, definitions().catalogue)


FIGURES = "Xã;Kỳ;Nguồn tin\nPhổ Hòa;2023;12\n{};2023;7\n"
MODELS = "Xã;Tên mô hình;Lĩnh vực\nPhổ Hòa;Tổ tự quản;Kinh tế\n{};Tổ tự quản;Kinh tế\n"


@pytest.mark.parametrize("file", [FIGURES, MODELS])
def test_an_editor_of_a_ward_hands_in_for_that_ward_only(file: str) -> None:
    units = decide(Reader("lan@example.org", "0.0.0.0", "x", False), EDITORS).units
    read = handed(file.format("Phổ An"), allowed=units)
    assert [(issue.severity, issue.code, issue.line) for issue in read.issues] == [
        ("error", "not_your_unit", 3)
    ]
    assert not handed(file.format("Phổ An"), allowed=None).has_errors
    assert not handed(file.rsplit("\n", 2)[0], allowed=units).has_errors


def test_the_heir_of_a_name_is_another_ward() -> None:
    for place, period, codes in (
        ("Nguyễn Nghiêm", "2021", []),
        ("Nguyễn Nghiêm", "2026-Q1", ["not_your_unit"]),
    ):
        read = handed(f"Xã;Kỳ;Nguồn tin\n{place};{period};12\n", allowed={"21439"})
        assert [issue.code for issue in read.issues] == codes


def test_an_editor_of_no_unit_hands_in_for_none() -> None:
    assert handed("Xã;Kỳ;Nguồn tin\nPhổ Hòa;2023;12\n", allowed=frozenset()).has_errors
