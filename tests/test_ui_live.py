"""danvan.ui.live: the answer of the analysis page at an address of its own; what is asked wrongly is refused."""

import asyncio
import csv
import io
import json
import threading
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from asked_over_http import Heard, heard
from data_folder import DataFolder
from starlette.applications import Starlette
from starlette.routing import Route

from danvan import queries
from danvan.analysis.answer import answered
from danvan.analysis.asked import SLUGS, Asked
from danvan.story.finding import Question
from danvan.ui import linked, live, live_http, server
from danvan.ui.filters import YEARS
from danvan.warehouse import console
from danvan.warehouse.read import warehouse

APP = Starlette(routes=server.routes(), middleware=server.middleware())
CSV, JSON = f"{live_http.FOLDER}/phan-tich.csv", f"{live_http.FOLDER}/phan-tich.json"


def get(path: str, method: str = "GET", **headers: str) -> Heard:
    return asyncio.run(
        heard(APP, path, method, {name.replace("_", "-"): said for name, said in headers.items()})
    )


def problems(query: str) -> list[dict[str, Any]]:
    answer = get(f"{JSON}?{query}")
    assert answer.status == 400, answer.text
    return json.loads(answer.body)["problems"]


def test_address_gives_the_figures_of_the_answer_with_their_standing() -> None:
    catalogue = queries.catalogue()
    question = Question(catalogue, (), None, *catalogue.years, sample=True, language="vi")
    cells = answered(question, Asked(("mediation_success_pct",)), among_all=True).cells
    answer = get(f"{CSV}?chi-tieu=mediation-success-pct")
    read = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert [(row["group"], float(row["value"]), row["qualifier"], row["basis"]) for row in read] == [
        (cell.group, cell.value, cell.qualifier, cell.basis) for cell in cells.itertuples()
    ]


@pytest.mark.parametrize("ending", live_http.ENDINGS)
def test_each_form_has_its_media_type_its_name_and_a_mark_of_its_own(ending: str) -> None:
    path = f"{live_http.FOLDER}/phan-tich.{ending}"
    answer, saved = get(path), get(f"{path}?tai=1")
    name = 'filename="dat-hien-lam-duong_theo-don-vi_2017-2021_'
    assert answer.status == saved.status == 200
    assert answer.body == saved.body
    assert answer.headers["content-type"].startswith(("text/csv", "application/"))
    assert name in answer.headers["content-disposition"]
    assert "so-lieu-minh-hoa" in answer.headers["content-disposition"]
    assert saved.headers["content-disposition"].startswith("attachment; ")
    assert answer.headers["cache-control"] == "private, no-cache"
    assert "access-control-allow-origin" not in answer.headers


def test_forms_have_different_etags() -> None:
    tags = [get(f"{live_http.FOLDER}/phan-tich.{ending}").headers["etag"] for ending in live_http.ENDINGS]
    assert len(set(tags)) == len(tags)


def test_who_has_the_answer_is_told_that_it_is_unchanged() -> None:
    first = get(f"{CSV}?xa=pho-hoa,pho-an")
    again = get(f"{CSV}?{urlencode({'xa': 'Phổ An,Phổ Hòa'})}", if_none_match=f'"x", {first.headers["etag"]}')
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = get(f"{CSV}?xa=pho-hoa", if_none_match=first.headers["etag"])
    assert (other.status, other.body != first.body) == (200, True)


def test_head_says_what_get_would() -> None:
    assert get(CSV, "HEAD").headers == get(CSV).headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_but_reading_is_allowed(method: str) -> None:
    assert get(CSV, method).status == 405


@pytest.mark.parametrize(
    ("query", "parameter", "hint"),
    [
        ("xaa=pho-hoa", "xaa", "xa"),
        ("xa=pho-hoaa", "xa", "pho-hoa"),
        ("xa=", "xa", None),
        ("chi-tieu=tipz", "chi-tieu", "tips"),
        ("linh-vuc=kinhte", "linh-vuc", "kinh-te"),
        ("nam=2018-2030", "nam", "2017-2021"),
        ("nam=2018&nam=2019", "nam", None),
        ("so-lieu=thatt", "so-lieu", "that"),
        ("ngon-ngu=fr", "ngon-ngu", "vi"),
        ("theo=don-vj", "theo", "don-vi"),
        ("cach=luy-ke", "cach", "gia-tri"),
        ("ky=thang", "ky", "nam"),
        ("chi-tieu=rural-road-km&theo=don-vi", "theo", "bao-cao"),
        ("dang=phan-bo&theo=nam", "dang", "bang"),
        ("don-vi=moi&xa=pho-hoa", "xa", "duc-pho-2025"),
        ("xa=tra-cau-2025", "xa", "pho-van"),
        ("chi-tieu=models-in-wards,tips", "chi-tieu", None),
        ("tu=0", "tu", "1-999"),
        ("tai=2", "tai", "1"),
    ],
)
def test_what_is_not_understood_or_does_not_fit_is_refused_with_what_would_be_right(
    query: str, parameter: str, hint: str | None
) -> None:
    (told,) = problems(query)
    assert told["parameter"] == parameter
    assert hint is None or hint in (told["suggestion"], *told["choices"])
    assert told["parameter"] in told["vi"]
    assert told["vi"] != told["en"]


def test_a_default_that_does_not_fit_is_replaced_as_on_the_page() -> None:
    read = list(csv.DictReader(io.StringIO(get(f"{CSV}?chi-tieu=rural-road-km").text)))
    assert [(row["group"], row["value"], row["basis"]) for row in read] == [("534", "211.28", "reported")]


def test_a_refusal_for_people_says_it_in_both_languages_in_one_line() -> None:
    answer = get(f"{CSV}?xa=<script>")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.text.count("\n") == 1
    assert "Tham số “xa”" in answer.text
    assert "The parameter “xa”" in answer.text


def test_another_ending_is_told_which_there_are() -> None:
    answer = get(f"{live_http.FOLDER}/phan-tich.xls")
    assert answer.status == 404
    assert CSV in answer.text


def test_units_since_july_2025_are_asked_by_their_own_names() -> None:
    path = f"{CSV}?don-vi=moi&xa=tra-cau-2025&chi-tieu=poverty-rate-pct&ky=nam"
    read = list(csv.DictReader(io.StringIO(get(path).text)))
    assert {row["group_name"] for row in read} == {"phường Trà Câu"}
    first = read[0]
    assert (first["period"], first["numerator"], first["denominator"]) == ("2017", "533", "10144")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://may-chu"}, 200),
        ({"Origin": "http://la.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}, 200),
    ],
)
def test_a_page_of_another_site_cannot_fetch_figures(headers: dict[str, str], status: int) -> None:
    for path in (CSV, f"{live_http.FOLDER}/openapi.json"):
        assert asyncio.run(heard(APP, path, headers=headers)).status == status


def test_a_name_of_the_machine_that_is_not_allowed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_http, "is_host_allowed", lambda host: host == "duc-pho.vn")
    assert get(CSV).status == 403
    assert get(CSV, host="duc-pho.vn").status == 200


def test_without_any_snapshot_it_is_said_in_words(read_folder: DataFolder) -> None:
    (read_folder.path / "catalogue" / "tables.toml").unlink()
    answer = get(CSV)
    assert answer.status == 503
    assert "retry-after" in answer.headers
    assert "tệp số liệu có lỗi" in answer.text


def test_too_many_at_once_are_asked_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()
    made = live._made
    monkeypatch.setattr(live, "_made", lambda *given: (go.wait(10), made(*given))[1])

    async def crowd() -> list[Heard]:
        asking_now = [asyncio.create_task(heard(APP, CSV)) for _ in range(live_http.MOST_WAITING + 2)]
        done, _ = await asyncio.wait(asking_now, return_when=asyncio.FIRST_COMPLETED)
        assert {one.result().status for one in done} == {503}
        go.set()
        return await asyncio.gather(*asking_now)

    answers = asyncio.run(crowd())
    assert [answer.status for answer in answers].count(503) == 2
    assert [answer.status for answer in answers].count(200) == live_http.MOST_WAITING
    refused = next(answer for answer in answers if answer.status == 503)
    assert int(refused.headers["retry-after"]) > 0


def test_answers_that_take_too_much_room_leave_the_least_asked_for() -> None:
    kept = live_http.Kept(10)
    for name in ("a", "b"):
        kept.put(live_http.Made(name, b"12345"))
    assert kept.get("a") is not None
    kept.put(live_http.Made("c", b"123"))
    assert [kept.get(name) is not None for name in ("a", "b", "c")] == [True, False, True]
    kept.put(live_http.Made("d", b"x" * 11))
    assert kept.get("d") is None


def described() -> dict[str, Any]:
    return json.loads(get(f"{live_http.FOLDER}/openapi.json").body)


def test_the_description_is_whole() -> None:
    told = described()
    assert told["openapi"].startswith("3.1")
    addresses = {
        route.path for route in live.routes() if isinstance(route, Route)
    }  # of one each answer and itself
    assert set(told["paths"]) == addresses - {
        f"{live_http.FOLDER}/openapi.json",
        f"{live_http.FOLDER}/{{rest:path}}",
    }
    assert set(told["components"]["parameters"]) == {*linked.OF_PAGE, linked.TAKE, live_http.SQL}
    assert list(references(told)) != []
    for reference in references(told):
        part: Any = told
        for name in reference.removeprefix("#/").split("/"):
            part = part[name]
    identifiers = [path["get"]["operationId"] for path in told["paths"].values()]
    assert len(set(identifiers)) == len(identifiers)


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from ([part["$ref"]] if "$ref" in part else [])
        part = list(part.values())
    for inner in part if isinstance(part, list) else []:
        yield from references(inner)


@pytest.mark.thorough
def test_every_value_that_the_description_names_is_answered_or_refused_with_a_reason() -> None:
    answers: dict[int, int] = {}
    for name, parameter in described()["components"]["parameters"].items():
        schema = parameter["schema"].get("items", parameter["schema"])
        if name == live_http.SQL:
            continue
        values = schema.get("enum") or schema.get("examples") or [schema["minimum"], schema["maximum"]]
        for value in values if name not in linked.SEVERAL else values[:2]:
            answer = get(f"{JSON}?{urlencode({name: value})}")
            answers[answer.status] = answers.get(answer.status, 0) + 1
            if answer.status == 200:
                assert json.loads(answer.body)["columns"]
                continue
            assert answer.status == 400
            (told,) = json.loads(answer.body)["problems"]
            assert told["choices"] or told["suggestion"], (name, value)
            assert "không hợp" in told["vi"] or "không phải là đơn vị" in told["vi"]
    assert answers[200] > answers[400] > 0


def test_the_description_names_every_choice_that_the_code_has() -> None:
    parameters = described()["components"]["parameters"]
    for name, slugs in SLUGS.items():
        assert parameters[name]["schema"]["enum"] == list(slugs.values())
    first, last = queries.catalogue().years
    assert parameters[YEARS]["schema"]["examples"] == [f"{first}-{last}"]
    answer, required = json.loads(get(JSON).body), described()["components"]["schemas"]["Answer"]["required"]
    assert sorted(answer) == sorted(required)
    rows = described()["components"]["schemas"]["Answer"]["properties"]["rows"]["items"]
    assert set(rows["required"]) <= set(answer["rows"][0]) <= set(rows["properties"])


def test_one_answer_is_of_one_snapshot(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    real = live.taken_of

    def spy(*given: Any, **named: Any) -> Any:
        pinned = queries.pinned()
        seen.append((named["snapshot"], pinned.snapshot if pinned else None))
        return real(*given, **named)

    monkeypatch.setattr(live, "taken_of", spy)
    assert get(f"{CSV}?nam=2018-2019").status == 200
    assert seen == [(warehouse().opened().snapshot, warehouse().opened().snapshot)]


@pytest.fixture
def sql(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Heard]:
    """Ask in SQL without a process of its own, which test_warehouse_apart.py tries."""
    monkeypatch.setattr(live.apart, "ask", console.ask)
    return lambda question: get(f"{live_http.FOLDER}/sql.json?{urlencode({'hoi': question})}")


REPORTED = "select indicator, value, qualifier, basis, source from observations join sources using (source)"


def test_an_answer_in_sql_has_its_rows_and_the_sources_they_name(sql: Callable[[str], Heard]) -> None:
    answer = json.loads(sql(f"{REPORTED} where indicator = 'contribution_vnd' and basis = 'reported'").body)
    assert not answer["sample"]
    assert answer["rows"] == [
        {
            "indicator": "contribution_vnd",
            "value": 204_000_000_000,
            "qualifier": ">",
            "basis": "reported",
            "source": "bc_duc_pho_2022",
        }
    ]
    assert [source["Mã"] for source in answer["sources"]] == ["bc_duc_pho_2022"]


def test_sample_rows_in_sql_are_given_only_where_all_are_sample_and_say_so(
    sql: Callable[[str], Heard],
) -> None:
    alone = json.loads(sql(f"{REPORTED} where basis = 'sample' limit 3").body)
    assert alone["sample"]
    assert {row["basis"] for row in alone["rows"]} == {"sample"}
    for mixed in (
        REPORTED,
        "select sum(value) as s from observations",
        "select value from observations limit 3",
    ):
        refused = sql(mixed)
        assert refused.status == 400
        assert "basis" in refused.text


@pytest.mark.parametrize(
    ("question", "hint"),
    [
        ("drop table fields", "select"),
        ("select * from range(10001)", "10000"),
        ("", "hoi"),
    ],
)
def test_what_sql_may_not_ask_is_refused_in_words(
    sql: Callable[[str], Heard], question: str, hint: str
) -> None:
    answer = sql(question)
    assert answer.status == 400
    assert hint in json.loads(answer.body)["problems"][0]["vi"]


def test_columns_of_sql_get_names_for_machines_once_each(sql: Callable[[str], Heard]) -> None:
    answer = json.loads(sql('select 1 as "Số hộ", 2.5 as b, 3 as "B", true as ok, \'x\' as qualifier').body)
    assert [(column["key"], column["kind"], column["decimals"]) for column in answer["columns"]] == [
        ("so_ho", "whole", 0),
        ("b", "number", 1),
        ("b_1", "whole", 0),
        ("ok", "text", 0),
        ("qualifier_words", "text", 0),
    ]
    assert answer["columns"][0]["heading"] == "Số hộ"
