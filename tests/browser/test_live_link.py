"""The live link of the app as its reader starts it: what pandas, curl and Excel get. Needs no browser."""

import gzip
import io
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pandas as pd
import pytest

from tests.browser.conftest import running_app

pytestmark = pytest.mark.browser

PATH = "/dv/du-lieu/phan-tich"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The running app, without a browser."""
    with running_app(tmp_path_factory.mktemp("live")) as address:
        yield address


def test_pandas_reads_the_figures_of_an_address(server: str) -> None:
    frame = pd.read_csv(f"{server}{PATH}.csv?chi-tieu=poverty-rate-pct&theo=nam&ky=nam")
    assert frame["period"].tolist() == [2017, 2018, 2019, 2020, 2021]
    assert frame["value"].between(0, 100).all()
    assert set(frame["basis"]) == {"sample"}


def test_who_has_the_answer_gets_304_also_of_a_compressed_one(server: str) -> None:
    address = f"{server}{PATH}.json?ky=nam&cach=moi-ho"
    with urlopen(Request(address, headers={"Accept-Encoding": "gzip"})) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(json.loads(gzip.decompress(answer.read()))["rows"]) == 75
        etag = answer.headers["ETag"]
    with pytest.raises(HTTPError) as unchanged:
        urlopen(Request(address, headers={"If-None-Match": etag}))
    assert unchanged.value.code == 304
    unchanged.value.close()


def test_workbook_opens(server: str) -> None:
    with urlopen(f"{server}{PATH}.xlsx") as answer:
        assert "so-lieu-minh-hoa.xlsx" in answer.headers["Content-Disposition"]
        sheets = pd.read_excel(io.BytesIO(answer.read()), sheet_name=None)
    assert "Nguồn và tình trạng" in sheets


def test_a_typo_is_an_error_and_posting_is_not_allowed(server: str) -> None:
    for request, status in (
        (f"{server}{PATH}.csv?xa=pho-hoaa", 400),
        (Request(f"{server}{PATH}.csv", data=b"x"), 405),
        (Request(f"{server}{PATH}.csv", headers={"Origin": "http://la.example"}), 403),
    ):
        with pytest.raises(HTTPError) as refused:
            urlopen(request)
        assert refused.value.code == status
        refused.value.close()


def test_a_question_in_sql_is_answered_apart_and_an_endless_one_is_stopped(server: str) -> None:
    sql = urlencode({"hoi": "select field, position from fields order by position"})
    assert pd.read_csv(f"{server}/dv/du-lieu/sql.csv?{sql}")["field"].tolist()[0] == "kinh_te"
    endless = "with recursive t as (select 1 as x union all select x + 1 from t) select count(*) from t"
    with pytest.raises(HTTPError) as stopped:
        urlopen(f"{server}/dv/du-lieu/sql.csv?{urlencode({'hoi': endless})}")
    assert stopped.value.code == 400
    assert "--seconds" not in stopped.value.read().decode()
    stopped.value.close()


def test_many_at_once_get_what_one_alone_gets(server: str) -> None:
    last_years = range(2017, 2022)
    addresses = [
        f"{server}{PATH}.csv?nam=2017-{last}&theo={by}" for last in last_years for by in ("loai", "nam")
    ]

    def read(address: str) -> bytes:
        with urlopen(address) as answer:
            return bytes(answer.read())

    alone = [read(address) for address in addresses]
    with ThreadPoolExecutor(8) as crowd:
        assert list(crowd.map(read, addresses * 3)) == alone * 3
