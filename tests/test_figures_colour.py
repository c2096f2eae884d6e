"""Colours: the tokens, contrast, mixing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.figures.colour import TOKENS, Mode, contrast, css_variables, mix, token, writing_on
from danvan.figures.theme import Style
from danvan.figures.tile_map import seen_fill

FIELDS = ("kinh_te", "van_hoa_xa_hoi", "quoc_phong_an_ninh", "he_thong_chinh_tri", "chung")
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_contrast_of_a_known_grey_follows_the_formula() -> None:
    # 0x77/255 = 0.4667; ((0.4667 + 0.055) / 1.055) ** 2.4 = 0.1845; 1.05 / 0.2345 = 4.48
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_colour_of_words_and_marks_stands_out_on_paper(mode: Mode) -> None:
    for name in set(TOKENS) - {"paper", "panel", "rule"}:
        assert contrast(token(name, mode), token("paper", mode)) >= 4.5, name


def test_mix_is_halfway_between() -> None:
    assert mix("#000000", "#FF8040", 0.5) == "#804020"


@given(colours, colours)
def test_mix_ends_at_its_two_colours(ground: str, colour: str) -> None:
    assert mix(ground, colour, 0) == ground
    assert mix(ground, colour, 1) == colour


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("sample_words", ["", "SỐ LIỆU MINH HỌA"])
@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("level", range(6))
def test_the_words_in_a_tile_can_be_read(mode: Mode, sample_words: str, field: str, level: int) -> None:
    fill = seen_fill(level, Style(mode=mode, colour=field, sample_words=sample_words))
    assert contrast(writing_on(fill), fill) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("field", FIELDS)
def test_the_six_levels_of_tiles_differ_step_by_step(mode: Mode, field: str) -> None:
    style = Style(mode=mode, colour=field)
    contrasts = [contrast(seen_fill(level, style), style.back) for level in range(6)]
    assert all(after / before > 1.1 for before, after in pairwise(contrasts))


def test_css_has_every_token_of_its_mode() -> None:
    written = css_variables("dark")
    assert "--van-hoa-xa-hoi: #FFC474;" in written
    assert written.count("--") == len(TOKENS) + sum(name.count("--") for name in TOKENS)


def test_an_unknown_token_is_an_error() -> None:
    with pytest.raises(KeyError):
        token("mauve", "light")
