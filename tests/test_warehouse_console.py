"""What a person may ask of the snapshot: one select over its tables, and nothing that leaves it."""

import pytest

from danvan.warehouse import console
from danvan.warehouse.question import Refusal

HOSTILE = {
    "a file by function": ("select * from read_csv('/etc/passwd')", "table_function"),
    "a file by name": ("select * from '/etc/passwd'", "table"),
    "a blob": ("select * from read_blob('/etc/*')", "table_function"),
    "files of a folder": ("select * from glob('*')", "table_function"),
    "writing a file": ("copy fields to '/tmp/x.csv'", "not_select"),
    "another database": ("attach '/tmp/x.duckdb'", "not_select"),
    "an extension": ("install httpfs", "not_select"),
    "a setting": ("set threads = 1", "not_select"),
    "a pragma": ("pragma database_list", "not_select"),
    "a pragma as a table": ("select * from pragma_database_list()", "table_function"),
    "the settings": ("select * from duckdb_settings()", "table_function"),
    "the paths": ("select * from duckdb_databases()", "table_function"),
    "a setting by function": ("select current_setting('memory_limit')", "function"),
    "the environment": ("select getenv('HOME')", "function"),
    "a question in a text": ("select * from query('select 1')", "table_function"),
    "a table in a text": ("select * from query_table('fields')", "table_function"),
    "a change": ("delete from fields", "not_select"),
    "a table of its own": ("create temp table t as select 1", "not_select"),
    "two at once": ("select 1; select 2", "not_one"),
    "a second behind a comment": ("select 1 /* ; */; drop table fields", "not_one"),
    "nothing": ("", "not_one"),
    "the catalogue": ("select * from duckdb_tables()", "table_function"),
    "inside a part": ("select (select count(*) from read_csv('/etc/passwd'))", "table_function"),
    "inside a with": ("with x as (select * from read_text('/etc/passwd')) select * from x", "table_function"),
    "a system view under a name of its own": (
        "with duckdb_databases as (select * from duckdb_databases) select * from duckdb_databases",
        "with_name",
    ),
    "a file under a name of its own": (
        'with a as (select * from "/x"), "/x" as (select 1) select * from a',
        "with_name",
    ),
    "the schema of all": ("select * from information_schema.tables", "table"),
    "another database's table": ("select * from memory.fields", "table"),
    "a change inside a with": ("with t as (delete from fields returning *) select * from t", None),
    "a script of another database": ("import database '/tmp'", None),
    "a text of three billion signs": ("select repeat('x', 3000000000)", "function"),
    "a list that cannot be stopped": (
        "select range(date '0001-01-01', date '9999-12-31', interval 1 second)",
        "function",
    ),
    "a wait": ("select sleep_ms(100000)", "function"),
    "a parameter": ("select $1", "parameter"),
    "a text too long": ("select 1" + " " * 20_001, "too_long"),
    "no sentence": ("selekt 1", "not_sql"),
    "an address of the network": ("select * from 'https://example.org/a.parquet'", "table"),
    "a file without select": ("from '/etc/passwd'", "table"),
    "the secrets": ("select * from duckdb_secrets()", "table_function"),
    "the environment by another spelling": ("select system.main.\"GETENV\"('HOME')", "function"),
    "the environment inside a lambda": ("select list_transform(['HOME'], lambda x: getenv(x))", "function"),
    "a variable": ("select getvariable('x')", "function"),
    "a variable of Python": ("select * from cursor", "table"),
    "the log": ("select write_log('x')", "function"),
    "the catalogue described": ("select * from (describe fields)", "form"),
    "all tables shown": ("show tables", "form"),
    "how it would be run": ("explain analyze select 1", "not_select"),
    "a macro": ("create macro f() as 1", "not_select"),
    "a view in place of a table": ("create or replace temp view fields as select 1", "not_select"),
    "a semicolon that is none": ("select 1\u037e select 2", "not_sql"),
    "letters that only look alike": ("select * from ｆields", "table"),
    "a text run as a question": (
        "select json_execute_serialized_sql(json_serialize_sql('select 1'))",
        "function",
    ),
    "very many layers": ("select " + "1+" * 9000 + "1", "not_sql"),
    "layers that the parser lets pass": (
        "select " + "case when true then " * 700 + "1" + " end" * 700,
        "too_deep",
    ),
}


@pytest.mark.parametrize(("question", "reason"), HOSTILE.values(), ids=HOSTILE.keys())
def test_whatever_writes_reads_a_file_or_leaves_the_database_is_refused(
    question: str, reason: str | None
) -> None:
    with pytest.raises(Refusal) as refused:
        console.ask(question)
    assert reason in (None, refused.value.code)
    assert all(refused.value.message(language) for language in ("vi", "en"))


def test_a_select_with_parts_windows_and_functions_is_answered() -> None:
    answer = console.ask(
        """with wards as (select name, households, row_number() over (order by households desc) as place
                       from places where level = 'ward' and households is not null)
        select upper(name) as name, households from wards where place <= 2 order by place"""
    )
    assert answer.frame["households"].tolist() == [5699, 3056]
    assert not answer.truncated


@pytest.mark.parametrize(
    "question",
    [
        "with recursive n(n) as (select 1 union all select n + 1 from n) select n from n",
        "select * from range(1000000000000)",
    ],
)
def test_a_question_without_end_stops_at_its_rows(question: str) -> None:
    assert console.ask(question, rows=5).truncated


def test_a_with_that_goes_round_for_ever_is_stopped_in_time() -> None:
    with pytest.raises(Refusal) as refused:
        console.ask(
            "with recursive n(n) as (select 1 union all select n + 1 from n) select count(*) from n",
            seconds=0.3,
        )
    assert refused.value.code == "too_slow"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("select cast(1.25 as decimal(10, 2)) as a", 1.25),
        ("select sum(position) as a from fields", 15),
        ("select a from unnest([7]) as t(a)", 7),
        ("select max(a) as a from generate_series(1, 3) as t(a)", 3),
        ("/* why */ select 1 as a -- because", 1),
        ("select 1 as a;", 1),
        ("select a.position as a from fields as a join fields as b using (field) where b.field = 'chung'", 5),
    ],
)
def test_what_only_computes_is_answered(question: str, value: float) -> None:
    answer = console.ask(question).frame
    assert answer["a"].tolist() == [value]


def test_a_sum_of_whole_numbers_stays_whole() -> None:
    assert console.ask("select sum(position) as total from fields").frame["total"].dtype == "Int64"


def test_more_rows_than_asked_for_are_cut_and_it_is_said() -> None:
    answer = console.ask("select * from range(5) order by 1", rows=3)
    assert answer.frame.iloc[:, 0].tolist() == [0, 1, 2]
    assert answer.truncated


def test_exactly_as_many_rows_as_asked_for_are_not_cut() -> None:
    assert not console.ask("select * from range(3)", rows=3).truncated


def test_a_runaway_question_is_stopped() -> None:
    with pytest.raises(Refusal) as refused:
        console.ask("select count(*) from range(100000000) a, range(100000000) b", seconds=0.3)
    assert refused.value.code == "too_slow"


def test_the_console_answers_again_after_a_question_was_stopped() -> None:
    with pytest.raises(Refusal):
        console.ask("select count(*) from range(100000000) a, range(100000000) b", seconds=0.2)
    assert console.ask("select 1 as one").frame["one"].tolist() == [1]


def test_the_tables_are_told_with_every_column_its_type_and_the_rows() -> None:
    told = console.tables()
    fields = told[told["table"] == "fields"]
    assert fields["column"].tolist() == ["field", "name_vi", "name_en", "position"]
    assert fields["type"].tolist() == ["VARCHAR", "VARCHAR", "VARCHAR", "BIGINT"]
    assert set(fields["rows"]) == {5}
    assert told.loc[(told["table"] == "sources") & (told["column"] == "source"), "type"].tolist() == [
        "VARCHAR"
    ]


@pytest.mark.parametrize(
    ("question", "reads_sample", "merges"),
    [
        ("select value from observations", True, False),
        ("select sum(value) from observations", True, True),
        ("select source, sum(value) from observations group by source", True, False),
        ("select place, max(source), sum(value) from observations group by place", True, True),
        ("select s.basis, avg(value) from observations join sources as s using (source) group by 1", True, False),
        ("select o.source, avg(value) from observations as o group by o.source", True, False),
        ("select source as nguon, avg(value) from observations group by nguon", True, False),
        ("select source, avg(value) from observations group by all", True, False),
        ("select place, avg(value) from observations group by all", True, True),
        ("select place, avg(value) from observations group by 1", True, True),
        ("select distinct on (place) place, source, value from observations", True, True),
        ("select t.v from (select max(value) as v from observations) as t", True, True),
        ("select value, sum(value) over () from observations", True, True),
        ("select distinct value from observations", True, True),
        ("select distinct value, source from observations", True, False),
        ("select count(*) from fields", False, True),
        ("select name_vi from indicators", False, False),
    ],
)  # fmt: skip
def test_what_may_hold_sample_figures_and_what_mixes_them_is_known(
    question: str, reads_sample: bool, merges: bool
) -> None:
    answer = console.ask(question, rows=1)
    assert (answer.reads_sample, answer.merges) == (reads_sample, merges)
