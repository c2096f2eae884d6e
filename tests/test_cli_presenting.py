"""Slides and reports by command: the same as the page's link, one snapshot, one sentence where it is asked wrongly."""

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import docx
import pptx
import pytest

from danvan import text
from danvan.cli import presenting
from danvan.cli.main import main
from danvan.deck import kept
from danvan.exports import pdf
from danvan.progress import Progress
from danvan.ui import deck_files
from danvan.ui.deck_files import Asked, Document, Empty, Kind
from danvan.warehouse.read import warehouse

Capture = pytest.CaptureFixture[str]
SAMPLE_WORDS = text.words("vi").get("standing.sample_banner")


def export(capsys: Capture, what: str, to: Path, *arguments: str) -> dict[str, object]:
    assert main(["export", what, "--to", str(to), *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: Capture, code: int, *arguments: str) -> str:
    assert main(["export", *arguments]) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


def slide_titles(file: Path) -> list[str]:
    slides = pptx.Presentation(str(file)).slides
    return [slide.shapes.title.text_frame.text for slide in slides if slide.shapes.title]


def snapshot() -> str:
    return warehouse().opened().snapshot.snapshot


def test_slides_of_a_link_are_those_of_its_page_and_the_same_bytes_again(
    capsys: Capture, tmp_path: Path
) -> None:
    link = "http://127.0.0.1:8501/trinh-chieu?xa=pho-hoa&linh-vuc=kinh-te&bo=nguon&them=them-1:Xin%20%C3%BD%20ki%E1%BA%BFn|M%E1%BB%99t"
    first, again = tmp_path / "a.pptx", tmp_path / "b.pptx"
    made = export(capsys, "slides", first, "--link", link)
    export(capsys, "slides", again, "--link", link.removeprefix("http://127.0.0.1:8501"))
    assert first.read_bytes() == again.read_bytes()
    titles = slide_titles(first)
    assert made == {"file": str(first), "slides": len(titles), "sample": True, "snapshot": snapshot()}
    assert (titles[0], titles[-1]) == ("Phường Phổ Hòa", "Xin ý kiến")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pptx", "b.pptx"]


def test_options_ask_what_the_link_of_the_page_asks(capsys: Capture, tmp_path: Path) -> None:
    options = ("--place", "Phường Phổ Hoà", "--years", "2018..2020", "--field", "kinh_te", "--real")
    link = "/trinh-chieu?xa=pho-hoa&nam=2018-2020&linh-vuc=kinh-te&so-lieu=that"
    export(capsys, "slides", tmp_path / "a.pptx", *options)
    made = export(capsys, "slides", tmp_path / "b.pptx", "--link", link)
    assert (tmp_path / "a.pptx").read_bytes() == (tmp_path / "b.pptx").read_bytes()
    assert made["sample"] is False


def test_units_since_july_2025_and_the_other_language_are_understood(capsys: Capture, tmp_path: Path) -> None:
    options = ("--units", "since", "--place", "Trà Câu", "--language", "en", "--field", "he_thong_chinh_tri")
    export(capsys, "slides", tmp_path / "a.pptx", *options)
    link = "/trinh-chieu?xa=tra-cau-2025&don-vi=moi&linh-vuc=he-thong-chinh-tri&ngon-ngu=en"
    export(capsys, "slides", tmp_path / "b.pptx", "--link", link)
    assert (tmp_path / "a.pptx").read_bytes() == (tmp_path / "b.pptx").read_bytes()


def test_a_kept_deck_is_exported_by_its_name_in_any_spelling(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presenting, "paths", SimpleNamespace(state_dir=lambda: tmp_path))
    kept.keep(tmp_path, "Họp giao ban", "xa=pho-hoa&linh-vuc=he-thong-chinh-tri")
    export(capsys, "slides", tmp_path / "a.pptx", "--deck", "hop giao ban")
    export(
        capsys, "slides", tmp_path / "b.pptx", "--link", "/trinh-chieu?xa=pho-hoa&linh-vuc=he-thong-chinh-tri"
    )
    assert (tmp_path / "a.pptx").read_bytes() == (tmp_path / "b.pptx").read_bytes()
    assert "“Họp giao ban”" in refused(
        capsys, 2, "slides", "--to", str(tmp_path / "c.pptx"), "--deck", "không có"
    )


def test_a_report_takes_its_form_from_a_file_and_is_the_same_bytes_again(
    capsys: Capture, tmp_path: Path
) -> None:
    office = tmp_path / "co-quan.toml"
    office.write_text(
        'issuing_body = "UBND thị xã Đức Phổ"\nsignatory_name = "Nguyễn Văn A"\n', encoding="utf-8"
    )
    link = ("--link", "/trinh-chieu?linh-vuc=kinh-te", "--office", str(office))
    made = export(capsys, "report", tmp_path / "a.docx", *link)
    export(capsys, "report", tmp_path / "b.docx", *link)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    assert made == {"file": str(tmp_path / "a.docx"), "sections": 2, "sample": False, "snapshot": snapshot()}
    xml = docx.Document(str(tmp_path / "a.docx")).element.xml
    assert "Nguyễn Văn A" in xml
    office.write_text('signatory = "x"\n', encoding="utf-8")
    assert "signatory" in refused(
        capsys, 2, "report", "--to", str(tmp_path / "c.docx"), "--office", str(office)
    )


def test_sample_slides_are_told_to_who_reads_the_terminal(capsys: Capture, tmp_path: Path) -> None:
    to = ("--to", str(tmp_path / "a.pptx"), "--field", "kinh_te", "--place", "pho-hoa")
    assert main(["export", "slides", *to]) == 0
    assert SAMPLE_WORDS in capsys.readouterr().err
    assert main(["export", "slides", *to, "--real"]) == 0
    assert SAMPLE_WORDS not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("slides", "--link", "/phan-tich?xa=pho-hoa"), "/phan-tich?xa=pho-hoa"),
        (("slides", "--link", "/trinh-chieu?xaa=pho-hoa"), "xaa"),
        (("slides", "--link", "/trinh-chieu?xa=pho-hoaa"), "pho-hoa"),
        (("slides", "--link", "/trinh-chieu?bo=A+B"), "A B"),
        (("slides", "--link", "/trinh-chieu?ban=20200101T000000-abc"), "20200101T000000-abc"),
        (("slides", "--link", "/trinh-chieu", "--place", "Phổ Hòa"), "--place"),
        (("slides", "--deck", "x", "--link", "/trinh-chieu"), "--deck"),
        (("slides", "--by", "year"), "--by"),
        (("slides", "--indicator", "tips"), "--indicator"),
        (("slides", "--office", "x.toml"), "--office"),
        (("workbook", "--deck", "x"), "--deck"),
        (("slides", "--place", "Phổ Hoàa"), "Phổ Hòa"),
    ],
)
def test_what_is_asked_wrongly_is_said_in_both_languages_and_nothing_is_written(
    capsys: Capture, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    to = tmp_path / ("a.pptx" if arguments[0] == "slides" else "a.xlsx")
    assert said in refused(capsys, 2, *arguments, "--to", str(to))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("what", "name"), [("slides", "a.docx"), ("report", "a.pptx"), ("slides", "a")])
def test_an_ending_that_does_not_fit_is_refused_with_those_that_do(
    capsys: Capture, tmp_path: Path, what: str, name: str
) -> None:
    assert ".pdf" in refused(capsys, 2, what, "--to", str(tmp_path / name))


def test_a_deck_without_slides_is_no_file(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(_asked: Asked, _progress: Progress) -> Document:
        raise Empty

    monkeypatch.setattr(deck_files, "KINDS", {"slides": Kind(".pptx", "", nothing)})
    assert "at least one" in refused(capsys, 2, "slides", "--to", str(tmp_path / "a.pptx"))
    assert list(tmp_path.iterdir()) == []


def made_by(monkeypatch: pytest.MonkeyPatch, make: Callable[[Asked, Progress], Document]) -> None:
    monkeypatch.setattr(deck_files, "KINDS", {"slides": Kind(".pptx", "", make)})


def made(progress: Progress) -> Document:
    progress(1, 2)
    progress(2, 2)
    return Document("bai", date(2026, 1, 2), b"slides", 2, sample=False)


def test_progress_is_told_on_a_terminal_only_and_its_line_is_gone_in_the_end(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_by(monkeypatch, lambda _asked, progress: made(progress))
    assert main(["export", "slides", "--to", str(tmp_path / "a.pptx")]) == 0
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["export", "slides", "--to", str(tmp_path / "a.pptx")]) == 0
    assert capsys.readouterr().err == "\rXong 1/2\rXong 2/2\r        \r"


def test_who_interrupts_finds_what_was_there_before_and_nothing_half(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pptx").write_bytes(b"before")

    def interrupted(_asked: Asked, _progress: Progress) -> Document:
        raise KeyboardInterrupt

    made_by(monkeypatch, interrupted)
    assert "no file was written" in refused(capsys, 130, "slides", "--to", str(tmp_path / "a.pptx"))
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.pptx", b"before")]


def test_pdf_where_libreoffice_is_not_installed_is_said_with_how_to_install_it(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "program", lambda: None)
    for what, instead in (("slides", ".pptx"), ("report", ".docx"), ("workbook", ".xlsx")):
        said = refused(capsys, 1, what, "--to", str(tmp_path / "a.pdf"))
        assert "libreoffice.org" in said
        assert instead in said
    assert list(tmp_path.iterdir()) == []


def test_pdf_is_made_of_what_would_be_written_otherwise(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[bytes, str, date]] = []

    def converted(content: bytes, ending: str, day: date, _progress: Progress) -> bytes:
        asked.append((content, ending, day))
        return b"%PDF"

    monkeypatch.setattr(pdf, "program", lambda: "soffice")
    monkeypatch.setattr(pdf, "converted", converted)
    made_by(monkeypatch, lambda _asked, progress: made(progress))
    export(capsys, "slides", tmp_path / "a.pdf")
    export(capsys, "workbook", tmp_path / "w.xlsx")
    export(capsys, "workbook", tmp_path / "w.pdf")
    assert asked[0] == (b"slides", ".pptx", date(2026, 1, 2))
    assert asked[1][:2] == ((tmp_path / "w.xlsx").read_bytes(), ".xlsx")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "w.pdf").read_bytes() == b"%PDF"


def test_a_folder_that_is_not_there_is_said_before_any_work(capsys: Capture, tmp_path: Path) -> None:
    assert "khong-co" in refused(capsys, 1, "slides", "--to", str(tmp_path / "khong-co" / "a.pptx"))
