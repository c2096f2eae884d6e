"""danvan.intake.period_words: periods as clerks write them, and what is none."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan import periods
from danvan.intake.period_words import read_period

WRITTEN = {
    "2021": ["2021", " 2021 ", "năm 2021", "Năm 2021", "NĂM 2021", "nam2021", "2021.0", "2021,0"],
    "2021-Q2": [
        "2021-Q2", "2021-q2", "quý II/2021", "Quý 2 năm 2021", "QUÝ II NĂM 2021", "quý ii-2021", "Q2/2021",
        "q2 2021", "quý II, năm 2021", "Quý 2.2021",
    ],
    "2021-Q1": ["quý I/2021", "quy 1/2021"],
    "2021-Q3": ["quý III năm 2021", "Q3-2021"],
    "2021-Q4": ["quý IV/2021", "quý 4/2021"],
    "2021-H1": [
        "2021-H1", "2021-h1", "6 tháng đầu năm 2021", "06 tháng đầu năm 2021", "Sáu tháng đầu năm 2021",
        "6 tháng đầu/2021", "nửa năm I/2021", "bán niên 1/2021", "H1/2021", "H1 2021",
    ],
    "2021-H2": ["6 tháng cuối năm 2021", "nửa năm 2/2021", "bán niên II năm 2021", "h2-2021"],
    "2021-03": ["2021-03", "3/2021", "03/2021", "3-2021", "3.2021", "tháng 3/2021", "Tháng 03 năm 2021", "T3/2021",
                "tháng 3 2021"],
    "2021-12": ["12/2021", "tháng 12 năm 2021", "t12-2021"],
    "2017..2021": [
        "2017..2021", "2017 - 2021", "2017-2021", "2017–2021", "2017—2021", "2017 đến 2021", "từ 2017 đến 2021",
        "giai đoạn 2017-2021", "Giai đoạn 2017 – 2021", "các năm 2017-2021", "năm 2017-2021", "2017 .. 2021",
    ],
    "2020..2022-04": ["2020..2022-04"],
}  # fmt: skip
NONSENSE = [
    "", " ", "năm", "năm ngoái", "2021-13", "2021-Q5", "2021-H3", "quý V/2021", "quý 0/2021", "quý IIII/2021",
    "13/2021", "0/2021", "tháng 2021", "21", "20211", "1821", "2121", "năm 20 21", "6 tháng 2021",
    "9 tháng đầu năm 2021", "12 tháng năm 2021", "6 tháng giữa năm 2021", "2021-2017", "2021..2017",
    "2017-2019-2021", "2017-21", "01/02/2021", "2021/3", "2021 và 2022", "31/12", "2.021", "2021.5", "-2021", "hè 2021",
    "003/2021", "２０２１", "٢٠٢١",
]  # fmt: skip


@pytest.mark.parametrize(("written", "code"), [(one, code) for code, all_ in WRITTEN.items() for one in all_])
def test_a_period_is_read_however_it_is_written(written: str, code: str) -> None:
    assert read_period(written) == code
    assert read_period(unicodedata.normalize("NFD", written)) == code


@pytest.mark.parametrize("written", NONSENSE)
def test_what_is_no_period_is_none(written: str) -> None:
    assert read_period(written) is None


YEARS = st.integers(1900, 2099)
SIMPLE = st.builds(
    "{}{}".format,
    YEARS,
    st.sampled_from(
        ["", "-H1", "-H2", *(f"-Q{n}" for n in range(1, 5)), *(f"-{n:02d}" for n in range(1, 13))]
    ),
)


def in_order(pair: tuple[str, str]) -> bool:
    (first, second) = map(periods.parse, pair)
    return first.start <= second.start and first.end <= second.end


SPANS = st.tuples(SIMPLE, SIMPLE).filter(in_order).map("..".join)


@given(SIMPLE | SPANS)
def test_every_code_reads_as_itself_also_in_small_letters_and_between_spaces(code: str) -> None:
    assert periods.parse(code).code == code
    assert read_period(code) == code
    assert read_period(f"\t{code.lower()} ") == code


@given(st.text(max_size=20) | st.text(alphabet="0129-./QHIVquýthángnămđếntừ ", max_size=20))
def test_whatever_is_read_is_a_code(written: str) -> None:
    code = read_period(written)
    assert code is None or periods.parse(code).start >= date(1900, 1, 1)


@given(YEARS, YEARS)
def test_two_years_are_a_span_only_in_their_order(first: int, last: int) -> None:
    assert read_period(f"{first} - {last}") == (f"{first}..{last}" if first <= last else None)
