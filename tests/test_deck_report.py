import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import docx
import pandas as pd
import pytest
from docx.oxml.ns import qn
from story_data import HOA, TOWN, adoption, model, opened, point, question, shipped

from danvan import queries
from danvan.deck.report import report
from danvan.deck.report_said import in_full
from danvan.exports.document import Office, Report, Section
from danvan.exports.document.written import document
from danvan.format import day
from danvan.story.finding import Question, answer, part_of_whole
from danvan.warehouse.read import Opened

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
LANGUAGES = ("vi", "en")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Return the data that ship, which have a sample too."""
    return shipped(tmp_path_factory.mktemp("shipped"))


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Return wards with figures of their own, bounds among them, beside a sample and a figure of the town."""
    return opened(
        tmp_path_factory.mktemp("handed_in"),
        """land_donated_m2 * 2017-2019 100 nop
land_donated_m2 21469 2018 >700 nop
land_donated_m2 21442 2017-2019 none nop
poor_households 21469 2017 60 nop standard=2016-2020
poor_households 21469 2019 30 nop standard=2016-2020
households 21469 2017-2019 1000 nop
tips * 2017-2019 1357 mau
labour_days 534 2017..2019 >2345 bc
poverty_rate_pct 534 2017 6.6 bc standard=2016-2020
poverty_rate_pct 534 2019 7.9 bc standard=2016-2020
award_town_collectives 534 2014..2015 31 bc
spread_camera 534 2019 11 bc whole=15""",
        models=[model("m1", name="Mô hình một"), model("m2", name="Mô hình hai", field="he_thong_chinh_tri")],
        adoptions=[adoption("m1", HOA), adoption("m1", "21478", "inferred")],
        open_points=[point("p1", "contradiction", "Có hai số khác nhau.", "There are two figures.")],
    )


_made: dict[tuple[str, str], Report] = {}


def made(source: Opened, **changes: object) -> Report:
    """Return the report of a question, computed once for all tests."""
    key = (source.snapshot.snapshot, repr(sorted(changes.items())))
    if key not in _made:
        _made[key] = anew(source, **changes)
    return _made[key]


def anew(source: Opened, **changes: object) -> Report:
    with queries.reading(source):
        return report(question(**changes), Office(), source.snapshot)


def paragraphs(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        yield section.heading
        yield from section.paragraphs
        yield from paragraphs(section.sections)


def words(told: Report) -> str:
    """Return everything that a report says, its appendices too."""
    tables = [table for appendix in told.appendices for table in appendix.tables]
    cells = [cell for table in tables for group in table.groups for row in group.rows for cell in row]
    feet = [text for table in tables for text in (table.source, table.standing, *table.notes)]
    return "\n".join([told.abstract, *told.opening, *paragraphs(told.sections), told.closing, *cells, *feet])


def figure_rows(told: Report) -> list[tuple[str, ...]]:
    return [row for group in told.appendices[0].tables[0].groups for row in group.rows]


@lru_cache
def town_rows(source: Opened) -> pd.DataFrame:
    with queries.reading(source):
        rows = queries.run("place_figures", place=TOWN)
    return rows[~rows["superseded"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_the_town_is_in_the_appendix_as_the_query_has_it(real: Opened, language: str) -> None:
    told, wanted = made(real, language=language), []
    with queries.reading(real):
        asked = question(language=language)
        for _, row in town_rows(real).iterrows():
            indicator = asked.indicator(row["indicator"])
            value = (
                asked.value(row["value"], indicator, row["qualifier"], as_printed=True, with_unit=False)
                if pd.isna(row["whole"])
                else part_of_whole(asked, row, indicator, with_unit=False)
            )
            wanted.append((indicator.name(language), value, asked.say(f"basis.{row['basis']}")))
    shown = [(re.sub(r" (\(\d+\))+$", "", row[1]), row[2], row[6]) for row in figure_rows(told)]
    assert sorted(shown) == sorted(wanted)
    assert [row[0] for row in figure_rows(told)] == [str(number) for number in range(1, len(wanted) + 1)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_that_is_said_of_the_fields_is_one_of_the_sources(real: Opened, language: str) -> None:
    """Of the fields nothing is said but figures, how they changed, their years, documents, and counts of models."""
    told = made(real, language=language)
    known: set[str] = set()
    with queries.reading(real):
        asked = question(language=language)
        for _, row in town_rows(real).iterrows():
            value = asked.value(row["value"], asked.indicator(row["indicator"]), as_printed=True)
            known |= set(NUMBER.findall(value)) | set(re.findall(r"\d{4}|\d+", str(row["period"])))
            known |= set() if pd.isna(row["whole"]) else {str(int(row["whole"]))}
        models, named = answer(asked, "models"), answer(asked, "adoptions", places=())
        stated = named[named["reading"] == "stated"].merge(models[["model"]], on="model")
        counts = [*models["field"].value_counts(), *stated["model"].value_counts()]
        counts += [rows["model"].nunique() for _, rows in stated.groupby("field")]
        known |= {str(count) for count in counts} | {"4", "3,41" if language == "vi" else "3.41"}
        titles = " ".join(in_full(asked, asked.catalogue.sources["bc_duc_pho_2022"]) for _ in "1")
        known |= set(NUMBER.findall(f"{titles} Covid-19 {asked.catalogue.sources['bc_duc_pho_2022'].short}"))
    said = " ".join(paragraphs(told.sections[:1]))
    assert set(NUMBER.findall(said)) - known == set()
    assert len(NUMBER.findall(said)) > 50


def test_bounds_and_changes_are_said_in_grammatical_sentences(real: Opened) -> None:
    said = list(paragraphs(made(real).sections))
    for sentence in (
        "Trong giai đoạn 2017–2021, Nhân dân thị xã Đức Phổ đã hiến 196.833 m² đất làm đường, góp 25.769 ngày "
        "công và đóng góp trên 204 tỷ đồng xây dựng nông thôn mới.",
        "Tỷ lệ hộ nghèo của thị xã Đức Phổ từ 6,6% (năm 2017) xuống còn 3,19% (năm 2021), giảm 3,41 điểm phần trăm.",
        "Trong giai đoạn 2017–2021, tại thị xã Đức Phổ, tỷ lệ hòa giải thành ở cơ sở đạt trên 85%.",
    ):
        assert any(one.startswith(sentence) for one in said), sentence
    english = words(made(real, language="en"))
    assert "down by 3.41 percentage points" in english
    assert "more than 204 billion" in english


def test_a_rise_is_said_to_be_one(handed_in: Opened) -> None:
    assert "từ 6,6% (năm 2017) lên 7,9% (năm 2019), tăng 1,30 điểm phần trăm" in words(made(handed_in))


@pytest.mark.parametrize("places", [(), (HOA,)])
@pytest.mark.parametrize("sample", [True, False])
def test_no_sample_is_in_a_report_whatever_the_reader_shows(
    handed_in: Opened, sample: bool, places: tuple[str, ...]
) -> None:
    told = words(made(handed_in, sample=sample, places=places))
    assert "1.357" not in told
    assert "4.071" not in told  # three years of it
    assert "Nguồn tin Nhân dân cung cấp".lower() in told.lower()  # as one of which there is nothing
    assert made(handed_in, sample=True) == made(handed_in, sample=False)


def test_without_ward_figures_it_says_so_in_a_line_for_each_field(real: Opened) -> None:
    said = [
        one
        for one in paragraphs(made(real).sections)
        if one.startswith("Chưa có số liệu của các xã, phường về")
    ]
    assert len(said) == 3  # economy, security, all fields: of the others wards hand in nothing
    assert "Theo" not in [row[0] for row in figure_rows(made(real))]
    assert [len(appendix.tables) for appendix in made(real).appendices] == [1, 1]


def test_a_document_is_named_in_full_once_and_then_short(real: Opened) -> None:
    said = " ".join(paragraphs(made(real).sections))
    full = (
        "Báo cáo số ……/BC-UBND ngày …… tháng 4 năm 2022 của Ủy ban nhân dân thị xã Đức Phổ sơ kết 05 năm thực hiện "
        "Chỉ thị số 22-CT/TU về phong trào thi đua Dân vận khéo, sau đây gọi tắt là “Báo cáo sơ kết 4/2022”"
    )
    assert said.count(full) == 1
    assert said.index("Báo cáo sơ kết 4/2022") > said.index("Báo cáo số")
    assert said.count("Báo cáo sơ kết 4/2022") == 8  # four fields with figures, and their models


def test_documents_are_named_as_far_as_they_are_known(real: Opened) -> None:
    with queries.reading(real):
        asked = question()
        named = {code: in_full(asked, source) for code, source in asked.catalogue.sources.items()}
    assert named["qd_60_quang_ngai_2018"] == (
        "Quyết định số 60/QĐ-UBND ngày 09 tháng 01 năm 2018 của Ủy ban nhân dân tỉnh Quảng Ngãi "
        "về kết quả rà soát hộ nghèo, hộ cận nghèo năm 2017"
    )
    assert named["nien_giam_quang_ngai_2016"] == (
        "Niên giám thống kê tỉnh Quảng Ngãi 2016 (Cục Thống kê tỉnh Quảng Ngãi, năm 2017)"
    )


def test_a_ward_has_its_own_figures_and_none_of_the_town(handed_in: Opened) -> None:
    told = made(handed_in, places=(HOA,))
    said = words(told)
    assert (
        "- Đất hiến làm đường: trên 900 m² cộng giai đoạn 2017–2019; riêng năm cuối 100 m² (năm 2019)."
        in said
    )
    assert (
        "6,00% (năm 2017, chuẩn 2016-2020), 3,00% (năm 2019, chuẩn 2016-2020), giảm 3,00 điểm phần trăm"
        in said
    )
    assert "2.345" not in said
    assert "7,9%" not in said
    assert "Phường Phổ Hòa được nêu tên trong 1 mô hình: “Mô hình một”." in said
    assert told.abstract.startswith("Kết quả phong trào thi đua “Dân vận khéo” của phường Phổ Hòa")
    rows = {row[0]: row[1:] for row in told.appendices[1].tables[0].groups[0].rows}
    assert rows["Đất hiến làm đường (m²)"] == ("100", "trên 700", "100")
    assert rows["Tỷ lệ hộ nghèo (%), chuẩn 2016-2020"] == ("6,00%", "chưa có số liệu", "3,00%")


def test_wards_of_the_town_stand_year_by_year_with_what_is_missing(handed_in: Opened) -> None:
    told = made(handed_in)
    tables = {table.title: table for table in told.appendices[-1].tables}
    land = tables["Đất hiến làm đường (m²)"]
    rows = {row[0]: row[1:] for row in land.groups[0].rows}
    assert len(rows) == 15
    assert rows["Phổ Hòa"] == ("100", "trên 700", "100")
    assert rows["Phổ An"] == ("chưa có số liệu",) * 3
    assert (land.source, land.standing) == ("Nguồn: nop_xa_phuong.", "Tính chất: Xã, phường nộp.")
    assert tables["Tỷ lệ hộ nghèo (%)"].standing == "Tính chất: Tính từ số liệu gốc."
    # 14 wards: 13 x 3 x 100 + 100 + 700 + 100
    assert "14/15 xã, phường có số liệu, cộng lại là trên 4.800 m²" in words(told)


def test_only_the_field_asked_about_is_told(real: Opened) -> None:
    told = made(real, field="quoc_phong_an_ninh")
    assert [one.heading for one in told.sections[0].sections] == ["Lĩnh vực quốc phòng, an ninh"]
    assert {row[2] for row in figure_rows(told)} == {"426", "320", "806", "trên 85", "11/15"}
    assert "196.833" not in words(told)


def test_figures_of_other_years_are_left_out_where_years_are_chosen(handed_in: Opened) -> None:
    assert "31 tập thể" in words(made(handed_in))
    told = words(made(handed_in, first_year=2018, last_year=2019))
    assert "31 tập thể" not in told
    assert "2.345" in told  # 2017..2019 touches them, and its period stands with it
    assert "tỷ lệ hộ nghèo là 7,9%" in told
    assert "6,6%" not in told
    assert "Có 2 số liệu thuộc kỳ khác giai đoạn 2018–2019 không được đưa vào báo cáo." in told


def test_a_part_is_said_with_its_whole(handed_in: Opened) -> None:
    assert "mô hình camera an ninh đã có ở 11/15 xã, phường" in words(made(handed_in))


def test_contradictions_of_the_sources_and_what_is_lacking_are_told(handed_in: Opened) -> None:
    about = made(handed_in).sections[1]
    said = [text for section in about.sections for text in section.paragraphs]
    assert "- Có hai số khác nhau." in said
    assert any("ô chỉ tiêu theo xã, phường" in text for text in said)
    of_ward = made(handed_in, places=(HOA,)).sections[1].sections[2].paragraphs
    assert of_ward[0].startswith("Phường Phổ Hòa: đã nộp 3/18 chỉ tiêu")


def test_what_the_office_says_stands_before_what_is_computed(real: Opened) -> None:
    with queries.reading(real):
        told = report(question(), Office(abstract="Trích yếu", issuing_body="UBND"), real.snapshot)
    assert told.abstract == "Trích yếu"
    assert told.opening[0].startswith("UBND báo cáo kết quả")
    assert made(real).opening[0].startswith("…… báo cáo")


def test_a_report_names_its_snapshot_and_is_the_same_each_time(real: Opened) -> None:
    told = made(real)
    assert told.snapshot == real.snapshot.snapshot
    assert day(told.as_of) in told.identity
    assert any(told.identity in text for text in paragraphs(told.sections))
    assert document(told) == document(anew(real))
    assert told.stem == "bao-cao_thi-xa-duc-pho_2017-2021"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("places", [(), (HOA,), (HOA, "21478")])
def test_the_file_holds_every_figure_of_the_report(
    handed_in: Opened, language: str, places: tuple[str, ...]
) -> None:
    told = made(handed_in, language=language, places=places)
    file = docx.Document(io.BytesIO(document(told)))
    written = [
        "".join(one.text or "" for one in each.iter(qn("w:t"))) for each in file.element.body.iter(qn("w:p"))
    ]
    wanted = [*paragraphs(told.sections)]
    wanted += [
        cell
        for appendix in told.appendices
        for table in appendix.tables
        for group in table.groups
        for row in group.rows
        for cell in row
    ]
    assert [text for text in wanted if text not in written] == []


def test_units_since_july_2025_have_a_report_too(handed_in: Opened, tmp_path: Path) -> None:
    with queries.reading(handed_in):
        asked: Question = question()
        since = replace(asked, catalogue=asked.catalogue.since_2025)
        told = report(since, Office(), handed_in.snapshot)
        first = since.catalogue.wards[0].place
        of_one = report(replace(since, places=(first,)), Office(), handed_in.snapshot)
    assert told.sections[0].sections
    assert of_one.sections[0].sections
