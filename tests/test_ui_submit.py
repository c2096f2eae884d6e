"""The page of handing in as AppTest runs it: who may, what is said, and that nothing of a file is taken for HTML."""

import os
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from data_folder import DataFolder
from streamlit.testing.v1 import AppTest

from danvan import text
from danvan.paths import ROOT
from danvan.ui import access
from danvan.ui.access import Reader
from danvan.warehouse import history, read

OWN = Reader(email=None, address="127.0.0.1", host="localhost:8501", passed_on=False)
LAN = Reader(email="Lan@example.org", address="0.0.0.0", host="danvan.example.org", passed_on=True)
BINH = Reader(email="binh@example.org", address="0.0.0.0", host="danvan.example.org", passed_on=True)
EDITORS = (
    '["lan@example.org"]\nunits = ["pho-hoa", "nguyen-nghiem-2025"]\n["binh@example.org"]\nunits = ["*"]\n'
)
GOOD = "Xã;Kỳ;Nguồn tin\nPhổ Hòa;2023;12\n"
HOSTILE = "<img src=x onerror=alert(1)>"


class Tags(HTMLParser):
    """The names of the elements and all attributes of some HTML, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.said = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.said += data


class Page:
    """The page of one reader, and the words of its language."""

    def __init__(self, language: str = "vi") -> None:
        self.app = AppTest.from_file(ROOT / "pages" / "submit.py", default_timeout=60)
        if language != "vi":
            self.app.query_params["ngon-ngu"] = language
        self.words = text.words(language)
        self.run()

    def run(self) -> None:
        self.app.run()
        assert not self.app.exception

    def drop(self, content: str, name: str = "so-lieu.csv") -> None:
        """Put one more file into the box."""
        self.app.file_uploader[0].upload(name, content.encode())
        self.run()

    @property
    def html(self) -> str:
        return "\n".join(element.proto.body for element in self.app.get("html"))

    @property
    def said(self) -> str:
        return Tags(self.html).said

    @property
    def keys(self) -> set[str]:
        """The keys of what can be pressed, chosen and filled in."""
        kinds = ("button", "download_button", "checkbox", "radio", "text_input", "selectbox", "file_uploader")
        return {element.key for kind in kinds for element in self.app.get(kind)}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """A data folder for tests that publish nothing."""
    return DataFolder(tmp_path_factory.mktemp("shared"))


@pytest.fixture(params=["shared"])
def desk(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[pytest.MonkeyPatch]:
    """The page's data folder and file of editors; what it yields sets who reads."""
    folder = request.getfixturevalue(request.param)
    monkeypatch.setenv("DANVAN_DATA", str(folder.path))
    monkeypatch.setenv("DANVAN_STATE", str(folder.state))
    monkeypatch.setenv("DANVAN_EDITORS", str(tmp_path / "editors.toml"))
    monkeypatch.setattr(read, "SECONDS_BETWEEN_LOOKS", 0.0)
    (tmp_path / "editors.toml").write_text(EDITORS, encoding="utf-8")
    reads(monkeypatch, OWN)
    yield monkeypatch
    if request.param == "shared":
        assert [entry.kind for entry in history.read(folder.state)] in ([], ["build"])


def reads(patch: pytest.MonkeyPatch, reader: Reader) -> None:
    patch.setattr(access, "_reader", lambda: reader)


ON_ITS_OWN = pytest.mark.parametrize("desk", ["read_folder"], indirect=True)


@pytest.mark.parametrize("language", text.LANGUAGES)
@pytest.mark.parametrize(
    ("reason", "reader", "may", "more"),
    [
        ("own_machine", OWN, True, ""),
        ("reachable", Reader(None, "", "danvan.example.org", False), False, ""),
        ("sign_in", Reader("", "127.0.0.1", "localhost", False), False, ""),
        ("no_editor", Reader("an@example.org", "127.0.0.1", "localhost", False), False, " an@example.org."),
        ("editor", BINH, True, " binh@example.org."),
        ("editor", LAN, True, " Lan@example.org."),
    ],
)
def test_who_may_hand_in_is_said_and_only_they_find_the_box_for_files(
    desk: pytest.MonkeyPatch, language: str, reason: str, reader: Reader, may: bool, more: str
) -> None:
    reads(desk, reader)
    page = Page(language)
    assert page.words.get(f"page.submit.access.{reason}") + more in page.said
    assert ("hand_in_files_0" in page.keys) is may
    assert ("hand_in_sign_in" in page.keys) is (reason == "sign_in")
    assert {"hand_in_form_place", "hand_in_form"} <= page.keys


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_where_the_file_of_editors_is_at_fault_nobody_may(desk: pytest.MonkeyPatch, language: str) -> None:
    Path(os.environ["DANVAN_EDITORS"]).write_text("[", encoding="utf-8")
    page = Page(language)
    assert page.words.get("page.submit.access.editors_broken") in page.said
    assert "hand_in_files_0" not in page.keys


@pytest.mark.parametrize("address", ["", "0.0.0.0", "192.168.1.7"])
def test_where_the_server_is_open_to_others_the_page_is_for_reading_only(
    desk: pytest.MonkeyPatch, address: str
) -> None:
    reads(desk, Reader(None, address, "localhost:8501", False))
    page = Page()
    assert page.words.get("page.submit.access.reachable") in page.said
    assert page.keys == {"hand_in_form_place", "hand_in_form"}


@pytest.mark.parametrize(
    ("language", "units"),
    [
        ("vi", "Phường Phổ Hòa, Xã Nguyễn Nghiêm (từ 7/2025)"),
        ("en", "Phường Phổ Hòa, Xã Nguyễn Nghiêm (since 7/2025)"),
    ],
)
def test_an_editor_of_wards_is_told_which_and_is_offered_their_forms_only(
    desk: pytest.MonkeyPatch, language: str, units: str
) -> None:
    reads(desk, LAN)
    page = Page(language)
    names = sorted(units.split(", "))
    said = page.said.partition(page.words.get("page.submit.access.units", units="|").partition("|")[0])[2]
    assert sorted(said.partition(".")[0].split(", ")) == names
    assert sorted(page.app.selectbox(key="hand_in_form_place").options[1:]) == names


def test_an_editor_of_a_ward_is_refused_the_figures_of_another(desk: pytest.MonkeyPatch) -> None:
    reads(desk, LAN)
    page = Page()
    page.drop(GOOD + "Phổ An;2023;7\n")
    assert page.words.get("issue.not_your_unit.message", value="Phổ An") in page.said
    assert "hand_in_publish" not in page.keys
    reads(desk, BINH)
    page = Page()
    page.drop(GOOD + "Phổ An;2023;7\n")
    assert "hand_in_publish" in page.keys


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_every_finding_stands_in_a_table_with_its_cell_and_nothing_can_be_published(
    desk: pytest.MonkeyPatch, language: str
) -> None:
    page = Page(language)
    page.drop("Xã;Kỳ;Nguồn tin\nPhổ Hòaa;2023;abc\n")
    words = page.words
    assert words.get("page.submit.state.errors") in page.said
    assert words.get("page.submit.errors.other", number="2") in page.said
    for code, value, cell in (("place_unknown", "Phổ Hòaa", "A2"), ("not_a_number", "abc", "C2")):
        assert words.get(f"issue.{code}.message", value=value) in page.said
        assert f"so-lieu.csv, {words.get('locator.cell', value=cell)}: " in page.said
    assert "hand_in_marked_0" in page.keys
    assert "hand_in_publish" not in page.keys


def test_a_file_name_a_cell_and_a_heading_are_never_taken_for_html(desk: pytest.MonkeyPatch) -> None:
    page = Page()
    before = Tags(page.html)
    page.drop(f'Xã;Kỳ;Nguồn tin;"{HOSTILE}"\n"{HOSTILE}";2023;"<b>12</b>";x\n', f"{HOSTILE}.csv")
    after = Tags(page.html)
    assert after.said.count(HOSTILE) >= 4
    assert "<b>12</b>" in after.said
    assert after.names - before.names == {"section", "strong", "span"}
    assert after.attributes <= before.attributes | {"class", "role", "data-label"}


def test_the_name_of_who_signs_in_is_never_taken_for_html(desk: pytest.MonkeyPatch) -> None:
    reads(desk, Reader(HOSTILE, "0.0.0.0", "x", False))
    page = Page()
    assert HOSTILE in page.said
    assert "img" not in Tags(page.html).names


def test_a_file_that_is_refused_as_a_whole_is_said_calmly(desk: pytest.MonkeyPatch) -> None:
    page = Page()
    page.drop("%PDF-1.7\n1 0 obj\n", "bang.xlsx")
    assert page.words.get("page.submit.errors.other", number="1") in page.said
    assert "bang.xlsx" in page.said
    assert "hand_in_publish" not in page.keys


def test_two_files_of_one_name_are_told_apart(desk: pytest.MonkeyPatch) -> None:
    page = Page()
    page.app.file_uploader[0].upload("a.csv", GOOD.encode()).upload("a.csv", GOOD.encode())
    page.run()
    assert page.words.get("issue.figure_twice.message", first="a.csv C2") in page.said
    assert "a.csv (2), " in page.said


def test_a_number_of_two_readings_is_asked_and_the_question_stays_once_answered(
    desk: pytest.MonkeyPatch,
) -> None:
    page = Page()
    page.drop("Xã;Kỳ;Tiền đóng góp (triệu đồng)\nPhổ Hòa;2023;2.315\n")
    [question] = page.app.radio
    assert question.options == ["2.315 → 2,315 tỷ đồng", "2.315 → 2,315 triệu đồng"]
    assert (question.value, "hand_in_publish" in page.keys) == (None, False)
    question.set_value("en")
    page.run()
    assert "2,315 triệu đồng" in page.said
    assert page.app.radio[0].value == "en"
    assert "hand_in_publish" in page.keys


def test_publishing_waits_for_a_name_and_for_a_yes_to_the_warnings(desk: pytest.MonkeyPatch) -> None:
    page = Page()
    page.drop("Xã;Kỳ;Tiền đóng góp\nPhổ Hòa;2023;15\n")

    def disabled() -> bool:
        return page.app.button(key="hand_in_publish").disabled

    assert page.words.get("page.submit.by_first") in page.said
    assert disabled()
    page.app.text_input(key="hand_in_by").set_value("Lan")
    page.run()
    assert disabled()
    page.app.checkbox(key="hand_in_confirmed").set_value(True)
    page.run()
    assert not disabled()
    page.app.text_input(key="hand_in_by").set_value("   ")
    page.run()
    assert disabled()


def test_a_yes_to_the_warnings_of_one_file_is_none_to_those_of_the_next(desk: pytest.MonkeyPatch) -> None:
    page = Page()
    page.drop("Xã;Kỳ;Tiền đóng góp\nPhổ Hòa;2023;15\n")
    page.app.checkbox(key="hand_in_confirmed").set_value(True)
    page.run()
    page.drop("Xã;Kỳ;Tiền đóng góp\nPhổ An;2023;15\n", "khac.csv")
    assert page.app.checkbox(key="hand_in_confirmed").value is False


@ON_ITS_OWN
def test_what_is_published_is_said_and_stands_in_the_log_and_can_be_taken_back(
    desk: pytest.MonkeyPatch,
) -> None:
    page = Page()
    page.drop(GOOD, f"{HOSTILE}.csv")
    page.app.text_input(key="hand_in_by").set_value("<i>Lan</i>")
    page.run()
    page.app.button(key="hand_in_publish").click()
    page.run()
    assert (
        page.words.get("page.submit.published", places="Phổ Hòa", periods="năm 2023", number="1") in page.said
    )
    assert "<i>Lan</i>" in page.said
    assert f"{HOSTILE}.csv" in page.said
    assert not {"img", "i"} & Tags(page.html).names
    assert "hand_in_files_1" in page.keys
    page.drop(GOOD)
    assert page.words.get("page.submit.state.nothing_new") in page.said
    assert "hand_in_publish" not in page.keys
    reads(desk, LAN)
    assert "hand_in_restore" not in Page().keys
    reads(desk, BINH)
    page = Page()
    page.app.selectbox(key="hand_in_restore").select_index(0)
    page.app.checkbox(key="hand_in_restore_sure").set_value(True)
    page.run()
    page.app.button(key="hand_in_restore_do").click()
    page.run()
    assert f"{page.words.get('page.submit.kind.restore')}binh@example.org" in page.said
    page.drop(GOOD)
    assert page.words.get("hand_in.counts", new="1", changed="0", same="0", models="0") in page.said
