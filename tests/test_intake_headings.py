"""danvan.intake.headings: what the heading of a column means, however it is written."""

import time
import unicodedata

import pytest
from definitions import definitions

from danvan import format as fmt
from danvan import text
from danvan.intake.headings import COLUMN, INDICATOR, MODEL, Heading, plain


def read(cell: str) -> Heading | None:
    return definitions().headings.read(cell)


@pytest.mark.parametrize(
    ("written", "simple"),
    [
        ("Hộ nghèo:", "ho ngheo"),
        ("  HỘ   NGHÈO ", "ho ngheo"),
        ("Hộ_nghèo", "ho ngheo"),
        ("Hộ\nnghèo", "ho ngheo"),
        ("*Hộ nghèo*", "ho ngheo"),
        ("Đất (m²)", "dat m²"),
        ("---", ""),
        ("", ""),
    ],
)
def test_a_plain_heading_has_no_accents_capitals_and_signs(written: str, simple: str) -> None:
    assert plain(written) == simple


@pytest.mark.parametrize(
    ("cell", "kind", "key"),
    [
        ("Xã, phường", COLUMN, "place"),
        ("ĐƠN VỊ", COLUMN, "place"),
        ("Ward", COLUMN, "place"),
        ("Kỳ", COLUMN, "period"),
        ("Năm báo cáo:", COLUMN, "period"),
        ("Chỉ tiêu", COLUMN, "indicator"),
        ("Giá trị", COLUMN, "value"),
        ("ĐVT", COLUMN, "measure"),
        ("STT", COLUMN, "number"),
        ("Tên mô hình", MODEL, "name"),
        ("Host", MODEL, "host"),
        ("Năm thực hiện", MODEL, "since"),
        ("Hộ nghèo", INDICATOR, "poor_households"),
        ("hộ nghèo", INDICATOR, "poor_households"),
        ("Số hộ nghèo", INDICATOR, "poor_households"),
        ("poor_households", INDICATOR, "poor_households"),
        ("Poor households", INDICATOR, "poor_households"),
        ("Tin báo", INDICATOR, "tips"),
    ],
)
def test_a_heading_is_known_by_name_code_and_what_clerks_write(cell: str, kind: str, key: str) -> None:
    assert read(cell) == Heading(kind, key)
    assert read(unicodedata.normalize("NFD", cell)) == Heading(kind, key)


@pytest.mark.parametrize(
    ("cell", "key", "unit"),
    [
        ("Đất hiến (m²)", "land_donated_m2", "m²"),
        ("Đất hiến [ha]", "land_donated_m2", "ha"),
        ("Tiền đóng góp(triệu đồng)", "contribution_vnd", "triệu đồng"),
        ("Tiền đóng góp ( triệu đồng ) ", "contribution_vnd", "triệu đồng"),
        ("Diện tích\nđất hiến\n(m²)", "land_donated_m2", "m²"),
        ("Đất hiến ()", "land_donated_m2", ""),
    ],
)
def test_a_unit_in_brackets_behind_the_name_is_kept_apart_also_over_line_breaks(
    cell: str, key: str, unit: str
) -> None:
    assert read(cell) == Heading(INDICATOR, key, unit)


@pytest.mark.parametrize(
    "cell", ["", "???", "Nguồn tinn", "(m²)", "(m²) Đất hiến", "Đất hiến (m²) mới", "Đất hiến m²", "2021"]
)
def test_what_is_no_heading_means_nothing(cell: str) -> None:
    assert read(cell) is None


def test_every_name_of_every_indicator_means_it() -> None:
    context = definitions()
    for code, indicator in context.catalogue.indicators.items():
        for name in (code, indicator.name_vi, indicator.name_en, f"{indicator.name_vi} (x)"):
            heading = context.headings.read(name)
            assert heading is not None
            assert (heading.kind, heading.key) == (INDICATOR, code)


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_every_heading_of_the_form_is_understood_with_its_unit(language: str) -> None:
    words = text.words(language)
    for indicator in definitions().catalogue.ward_indicators:
        unit = fmt.unit_word(indicator.unit, language)
        written = words.get("form.heading", name=indicator.name(language), unit=unit)
        assert read(written) == Heading(INDICATOR, indicator.indicator, unit)
    for key in ("place", "period", "standard", "note"):
        assert read(words.get(f"form.column.{key}")) == Heading(COLUMN, key)
    for key in ("name", "field", "host", "since", "villages", "level"):
        assert read(words.get(f"form.model.{key}")) == Heading(MODEL, key)


@pytest.mark.parametrize("cell", ["a" + " " * 130_000 + "b", "(" * 130_000, "a(" * 65_000, "()" * 65_000])
def test_a_cell_made_to_take_for_ever_is_read_at_once(cell: str) -> None:
    before = time.process_time()
    assert read(cell) is None
    assert time.process_time() - before < 2
