"""The console as AppTest runs it: a question stands in the address, every refusal is said, nothing becomes HTML."""

import re
from collections.abc import Iterator
from html import unescape

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from danvan import queries, text
from danvan.paths import ROOT
from danvan.queries import asked, short
from danvan.story import written_answer
from danvan.ui import cache, sql_links, sql_tables
from danvan.warehouse import apart, console
from danvan.warehouse.question import Refusal
from danvan.warehouse.read import warehouse

VI, EN = text.words("vi"), text.words("en")
BASES = {"mau": "sample", "bc": "reported", "nop": "submitted"}
SERIES = "series:first_year=2017:indicator=poverty_rate_pct:last_year=2021:places='534"


@pytest.fixture(scope="module", autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DANVAN_STATE", str(tmp_path_factory.mktemp("console")))
        with queries.reading(warehouse().opened()):
            yield


@pytest.fixture(autouse=True)
def _answered_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer in this process: the processes apart have tests of their own."""
    monkeypatch.setattr(apart, "ask", lambda question, **given: console.ask(question, **given))


def run(page: str = "console", **parameters: str | list[str]) -> str:
    """Return the HTML of our own on a page."""
    app = AppTest.from_file(ROOT / "pages" / f"{page}.py", default_timeout=60)
    for name, value in parameters.items():
        app.query_params[name.replace("_", "-")] = value
    app.run()
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def cells(html: str) -> list[str]:
    return [unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", html)]


def written(html: str) -> str:
    found = re.search(r'data-written="([^"]*)"', html)
    assert found is not None
    return unescape(found[1])


def test_what_the_address_asks_is_put_into_the_form_and_answered() -> None:
    html = run(hoi="select field, position from fields order by position limit 2")
    assert written(html) == "select field, position from fields order by position limit 2"
    assert cells(html) == ["kinh_te", "1", "van_hoa_xa_hoi", "2"]
    assert "2 dòng." in html


def test_without_a_question_the_page_says_what_to_do_and_how_far_a_question_may_go() -> None:
    html = run()
    assert VI.get("page.console.nothing_asked") in html
    assert "5 giây" in html
    assert "512 MB" in html


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_refusal_is_said_in_the_language_of_the_reader_with_what_the_machine_says(language: str) -> None:
    html = unescape(run(hoi="select no_such from fields", ngon_ngu=language))
    assert text.words(language).get("page.console.not_answered") in html
    assert 'Referenced column "no_such" not found' in html
    assert "dv-notice-error" not in html


def test_no_refusal_offers_what_only_the_command_line_has() -> None:
    for words in (VI, EN):
        for code in ("too_slow", "not_select", "too_large", "failed", "not_sql"):
            assert "--" not in words.get(f"page.console.refused.{code}", **dict.fromkeys(
                words.gaps[f"page.console.refused.{code}"], "x"))  # fmt: skip


def test_a_question_that_was_refused_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(question: str, **given: object) -> console.Answer:
        raise Refusal("busy", most="2")

    with monkeypatch.context() as patch:
        patch.setattr(apart, "ask", busy)
        assert VI.get("cli.refused.busy", most="2") in run(hoi="select 41 + 1 as a")
    assert cells(run(hoi="select 41 + 1 as a")) == ["42"]


def test_what_a_question_holds_is_never_taken_for_html() -> None:
    hostile = """select '<script>alert(1)</script>' as "<img src=x onerror=alert(1)>" --"><script>"""
    html = run(hoi=hostile)
    assert written(html) == hostile
    assert "<script" not in html
    assert "<img" not in html
    assert cells(html) == ["<script>alert(1)</script>"]


def test_an_empty_cell_is_marked_and_explained_and_a_number_is_as_the_machine_has_it() -> None:
    html = run(
        hoi="select null as a, 1234.5 as b, 0.1::double as c, true as d, date '2021-02-03' as e, 7.0::double as f"
    )
    assert re.sub(r"<[^>]+>", "", " ".join(cells(html))) == "∅ 1234.5 0.1 true 2021-02-03 7"
    assert VI.get("page.console.null_legend") in html
    assert VI.get("page.console.numbers") in html


def test_more_rows_and_columns_than_the_page_shows_are_cut_and_it_is_said() -> None:
    html = run(hoi="select * from range(201)")
    assert len(cells(html)) == 200
    assert VI.get("page.console.cut", number="200") in html
    wide = run(hoi="select " + ", ".join(f"{number} as c{number}" for number in range(61)))
    assert len(cells(wide)) == 60
    assert VI.get("page.console.columns_cut", number="60", all="61") in wide


def test_all_rows_can_be_taken_as_a_file_where_there_are_any() -> None:
    page = unescape(run(hoi="select place, name from places"))
    assert "/dv/du-lieu/sql.csv?hoi=select+place,+name+from+places&ngon-ngu=vi&tai=1" in page
    assert "/dv/du-lieu/sql." not in run(hoi="select place from places where false")


def test_a_long_cell_is_cut_and_it_is_said() -> None:
    html = run(hoi="select string_agg('a', '') as a from range(400)")
    assert cells(html) == ["a" * 300 + "…"]
    assert VI.get("page.console.long_cells", signs="300") in html


@pytest.mark.parametrize(
    ("question", "standing"),
    [
        ("select value, source from observations where source = 'mau_xa_phuong'", "sample"),
        ("select value from observations", "no_source"),
        ("select sum(value) as value from observations", "merged"),
        ("select value, source from observations where source = 'bc_duc_pho_2022'", None),
        ("select name_vi from fields", None),
    ],
)
def test_sample_figures_are_never_taken_for_real(question: str, standing: str | None) -> None:
    html = run(hoi=question)
    shown = re.findall(r'class="dv-standing dv-standing-(\w+)"', html)
    assert shown == ([standing] if standing else [])
    assert ("SỐ LIỆU MINH HỌA" in html) == (standing == "sample")


@pytest.mark.parametrize(
    ("cells_", "reads_sample", "merges", "standing"),
    [
        ({"a": ["bc", "mau"]}, False, False, "sample"),
        ({"a": ["bc mau"]}, True, True, "sample"),
        ({"a": ["reported, sample"]}, True, False, "sample"),
        ({"a": ["bc", None]}, True, False, "none"),
        ({"a": ["bc", "x"]}, True, False, "no_source"),
        ({"a": ["the mau is not a code here"]}, True, False, "no_source"),
        ({"a": [["mau"]]}, True, True, "merged"),
        ({"a": [1.0]}, False, True, "none"),
    ],
)
def test_the_standing_of_rows_is_read_off_their_cells(
    cells_: dict[str, list[object]], reads_sample: bool, merges: bool, standing: str
) -> None:
    rows = pd.DataFrame(cells_)
    assert written_answer.standing(rows, BASES, reads_sample=reads_sample, merges=merges) == standing


@pytest.mark.parametrize("name", queries.examples())
def test_every_example_is_offered_and_answered_with_what_it_rests_on(name: str) -> None:
    html = run(mau=name)
    assert written(html) == queries.examples()[name].strip()
    assert f'href="?mau={name}" aria-current="true"' in html
    assert cells(html)
    assert "dv-standing-merged" not in html
    assert "dv-standing-no_source" not in html


def test_a_question_of_the_app_is_shown_with_its_values_and_the_way_to_the_others() -> None:
    html = run(ten=[SERIES, "fields"])
    assert "in ('534')" in written(html)
    assert "3.19" in cells(html)
    assert f"ten={SERIES}&ten=fields&cau=2" in unescape(html).replace("%27", "'")
    assert "kinh_te" in cells(run(ten=[SERIES, "fields"], cau="2"))


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"ten": "no_such"}, VI.get("page.console.unknown.query", name="no_such")),
        ({"ten": "series:places='534"}, "first_year"),
        ({"ten": "places:first_year"}, VI.get("page.console.unknown.parameters", name="places", wanted="∅")),
        ({"mau": "<b>"}, VI.get("page.console.unknown.example", name="<b>")),
        ({"ten": "places", "cau": "99"}, "21442"),
    ],
)
def test_what_a_link_names_and_is_not_there_is_said(parameters: dict[str, str], said: str) -> None:
    html = run(**parameters)
    assert said in unescape(html)
    assert "<b>" not in html


def test_every_card_leads_to_the_questions_its_figures_were_made_of() -> None:
    first, again = run("poverty"), run("poverty")
    links = re.findall(r'class="dv-sql-link"><a data-app-link href="([^"]+)"', first)
    assert len(links) == 3
    assert links == re.findall(r'class="dv-sql-link"><a data-app-link href="([^"]+)"', again)
    assert all("ward_values:" in link or "series:" in link for link in links)


@pytest.mark.parametrize("page", ["overview", "contributions", "security"])
def test_the_headlines_lead_to_theirs_too(page: str) -> None:
    links = re.findall(r'class="dv-sql-link"><a data-app-link href="([^"]+)"', run(page))
    assert any("place_figures:place=%27534" in link for link in links)


def test_what_comes_from_memory_still_says_what_it_was_made_of() -> None:
    kept = cache._Memory()
    outer = ("outer",)

    def make() -> object:
        return kept.get(("inner",), lambda: queries.run("fields"))

    for _ in range(2):
        with asked.recorded() as record:
            kept.get(outer, make)
        assert [one.name for one in record] == ["fields"]


def test_the_console_is_reached_from_the_sources() -> None:
    assert 'href="/sql"' in run("sources")


@pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
def test_every_table_and_column_is_described_and_nothing_else(words: text.Words) -> None:
    told = console.tables()
    columns = set(zip(told["table"], told["column"], strict=True))
    described = {tuple(key.split(".")[3:]) for key in words.texts if key.startswith("page.console.column.")}
    tables = {key.split(".")[3] for key in words.texts if key.startswith("page.console.table.")}
    assert tables == set(told["table"])
    assert [pair for pair in sorted(columns) if not sql_tables.meaning(words, *pair)] == []
    own = {pair for pair in described if pair[0] != "every"}
    assert own - columns == set()
    shared = {column for table, column in columns if (table, column) not in own}
    assert {column for table, column in described if table == "every"} - shared == set()


def test_every_type_of_a_column_has_a_word_and_every_example_a_title() -> None:
    assert set(console.tables()["type"]) == set(sql_tables.KINDS)
    titles = {key.split(".")[3] for key in VI.texts if key.startswith("page.console.example.")}
    assert titles == set(queries.examples())


def test_the_tables_are_shown_with_their_rows_and_columns_in_words() -> None:
    html = run(ngon_ngu="en")
    assert "1,394 rows" in html
    assert EN.get("page.console.column.observations.whole") in unescape(html)
    assert html.count("<details") == console.tables()["table"].nunique()


def test_a_link_to_questions_is_read_back_as_they_were() -> None:
    several = [asked.Asked("adoptions", (("places", ("21442", "21445")),))]
    href = sql_links.address({}, [short.shortened(one) for one in several])
    assert href == "/sql?ten=adoptions:places=%2721442,%2721445"
