"""danvan.ui.linked: an address read strictly gives what was written into it, or a reason."""

from functools import cache
from typing import get_args
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan import queries
from danvan.analysis.asked import MODELS, MOST_INDICATORS, Asked, Form, Grouping, Length, Measure, Units
from danvan.catalogue import Catalogue
from danvan.ui import linked
from danvan.ui.filters import Filters
from danvan.ui.linked import Misasked


@cache
def catalogue() -> Catalogue:
    return queries.catalogue()


@st.composite
def any_question(draw: st.DrawFn) -> tuple[Filters, Asked]:
    """Any filters and question that the page can be set to; all units ticked are the same as none."""
    codes = st.lists(
        st.sampled_from(list(catalogue().indicators)), min_size=1, max_size=MOST_INDICATORS, unique=True
    )
    asked = Asked(
        indicators=draw(codes.map(tuple) | st.just((MODELS,))),
        grouping=draw(st.sampled_from(get_args(Grouping))),
        length=draw(st.sampled_from(get_args(Length))),
        measure=draw(st.sampled_from(get_args(Measure))),
        form=draw(st.sampled_from([None, *get_args(Form)])),
        units=draw(st.sampled_from(get_args(Units))),
        least=draw(st.integers(1, 999)),
    )
    units = list(linked.options(catalogue(), asked).places)
    chosen = draw(st.sets(st.sampled_from(units), max_size=len(units) - 1))
    first, last = sorted(draw(st.tuples(*[st.integers(*catalogue().years)] * 2)))
    filters = Filters(
        places=tuple(code for code in units if code in chosen),
        field=draw(st.sampled_from([None, *catalogue().fields])),
        first_year=first,
        last_year=last,
        show_sample=draw(st.booleans()),
        language=draw(st.sampled_from(["vi", "en"])),
        since=asked.since,
    )
    return filters, asked


@given(any_question())
@settings(max_examples=60)
def test_what_is_written_into_an_address_is_read_from_it(question: tuple[Filters, Asked]) -> None:
    filters, asked = question
    written = urlencode(linked.query(filters, asked, catalogue()), safe=",")
    assert written.isascii()
    read = linked.read(parse_qs(written), catalogue())
    assert (read.filters, read.asked) == question


@given(
    st.dictionaries(
        st.sampled_from([*linked.OF_PAGE, "utm"]), st.lists(st.text(max_size=8), min_size=1, max_size=2)
    )
)
@settings(max_examples=100)
def test_whatever_an_address_holds_is_read_or_refused_in_both_languages(
    parameters: dict[str, list[str]],
) -> None:
    try:
        read = linked.read(parameters, catalogue())
    except Misasked as refused:
        wrong = refused.problems
    else:
        wrong = ()
        assert read.given == frozenset(parameters) <= set(linked.OF_PAGE)
    assert wrong == () or all(problem.said("vi") and problem.said("en") for problem in wrong)


def test_units_of_both_times_are_told_apart_also_where_a_name_was_used_again() -> None:
    before = linked.read({"xa": ["nguyen-nghiem"]}, catalogue())
    since = linked.read({"xa": ["nguyen-nghiem-2025"], "don-vi": ["moi"]}, catalogue())
    assert before.filters.places == ("21439",)
    assert [catalogue().places[code].name for code in since.filters.places] == ["Nguyễn Nghiêm"]
    assert since.filters.places != before.filters.places
    with pytest.raises(Misasked, match="tra-cau-2025"):
        linked.read({"xa": ["pho-van"], "don-vi": ["moi"]}, catalogue())
