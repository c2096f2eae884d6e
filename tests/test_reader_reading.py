"""What the reader makes of sentences: indicator, value, bound, period and place of each figure, and what is none."""

import csv
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.catalogue import Catalogue
from danvan.documents.document import Document, Paragraph
from danvan.documents.extracted import extracted
from danvan.documents.locators import Locator, written
from danvan.paths import ROOT, data_dir
from danvan.reader.candidate import About, Candidate, Reading
from danvan.reader.reading import read
from danvan.reader.vocabulary import Vocabulary, read_vocabulary
from tests.reading_cases import catalogue_as_shipped

ROW = ("indicator", "place", "period", "standard", "value", "qualifier", "whole", "locator", "printed")
REVIEW = ROOT.parent / "shared" / "report" / "bc-ubnd-duc-pho-2022.txt"
TOWN = About("534", "2022-12")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return catalogue_as_shipped(tmp_path_factory.mktemp("reader"))


@pytest.fixture(scope="module")
def vocabulary(catalogue: Catalogue) -> Vocabulary:
    return read_vocabulary(data_dir(), catalogue)


class Reader:
    """Reads texts with the words of data/."""

    def __init__(self, catalogue: Catalogue, vocabulary: Vocabulary) -> None:
        self.catalogue, self.vocabulary = catalogue, vocabulary

    def read(self, text: str, about: About = TOWN) -> Reading:
        return read(extracted("a.txt", text.encode()), self.catalogue, self.vocabulary, about)

    def figures(self, text: str, about: About = TOWN) -> list[tuple[str, str, float, str, str]]:
        """Return indicator, qualifier, value, period and place of every figure."""
        return [
            (one.indicator, one.qualifier, one.value, one.period, one.place)
            for one in self.read(text, about).candidates
        ]

    def one(self, text: str, about: About = TOWN) -> Candidate:
        (only,) = self.read(text, about).candidates
        return only

    def reasons(self, text: str, about: About = TOWN) -> dict[str, str]:
        """Return why each number was left, by the number; every number of the text is one of them."""
        reading = self.read(text, about)
        assert reading.candidates == ()
        return {one.printed: one.reason for one in reading.unread}


@pytest.fixture(scope="module")
def reader(catalogue: Catalogue, vocabulary: Vocabulary) -> Reader:
    return Reader(catalogue, vocabulary)


@pytest.mark.parametrize(
    ("said", "value", "qualifier"),
    [
        ("7.200m2", 7200, "="),
        ("gần 500 ha", 5_000_000, "<"),
        ("hơn 2,5 nghìn mét vuông", 2500, ">"),
        ("tối thiểu 04 ha", 40_000, ">="),
        ("khoảng 1,2 triệu m²", 1_200_000, "~"),
        ("3.000 m2 trở lên", 3000, ">="),
    ],
)
def test_a_value_is_in_the_unit_of_its_indicator_with_its_bound(
    reader: Reader, said: str, value: float, qualifier: str
) -> None:
    assert reader.figures(f"Năm 2021, Nhân dân hiến {said} đất làm đường.") == [
        ("land_donated_m2", qualifier, value, "2021", "534")
    ]


def test_billions_and_millions_of_one_sum_are_one_number(reader: Reader) -> None:
    one = reader.one("Năm 2021, bà con đóng góp 81 tỷ 604 triệu đồng xây dựng nông thôn mới.")
    assert (one.value, one.printed, one.phrase) == (81_604_000_000, "81 tỷ 604", "81 tỷ 604 triệu đồng")


def test_a_list_shares_its_verb_and_each_number_keeps_its_unit(reader: Reader) -> None:
    found = reader.figures("Năm 2021, dân hiến 1.200 m² đất, 350 ngày công và 1,2 tỷ đồng để làm đường.")
    assert [(code, value) for code, _, value, _, _ in found] == [
        ("land_donated_m2", 1200), ("labour_days", 350), ("contribution_vnd", 1_200_000_000),
    ]  # fmt: skip


def test_one_verb_behind_a_list_speaks_for_all_of_it(reader: Reader) -> None:
    found = reader.figures("Năm 2021, có 25 tập thể, 31 cá nhân được UBND thị xã khen thưởng.")
    assert [(code, value) for code, _, value, _, _ in found] == [
        ("award_town_collectives", 25), ("award_town_individuals", 31),
    ]  # fmt: skip


def test_in_a_list_of_lists_each_has_the_words_of_its_own(reader: Reader) -> None:
    found = reader.figures(
        "Năm 2021, có 12 tập thể và 20 cá nhân được UBND tỉnh tặng Bằng khen, 35 tập thể và 60 cá nhân được UBND "
        "thị xã tặng Giấy khen."
    )
    assert [(code, value) for code, _, value, _, _ in found] == [
        ("award_province_collectives", 12), ("award_province_individuals", 20),
        ("award_town_collectives", 35), ("award_town_individuals", 60),
    ]  # fmt: skip


def test_items_have_the_words_the_period_and_the_place_of_the_sentence_above_them(reader: Reader) -> None:
    text = "Năm 2020, UBND thị xã khen thưởng:\n\n- 20 tập thể;\n\n- 15 cá nhân.\n"
    assert reader.figures(text) == [
        ("award_town_collectives", "=", 20, "2020", "534"), ("award_town_individuals", "=", 15, "2020", "534"),
    ]  # fmt: skip
    text = (
        "Kết quả năm 2020 như sau:\n\n- Xã Phổ An: hiến 980 m² đất, góp 215 ngày công;\n\n"
        "- Phường Phổ Văn: 60 ngày công.\n"
    )
    assert [(value, period, place) for _, _, value, period, place in reader.figures(text)] == [
        (980, "2020", "21442"), (215, "2020", "21442"), (60, "2020", "21451"),
    ]  # fmt: skip


def test_years_said_in_turn_go_to_the_figures_in_turn(reader: Reader) -> None:
    text = "Tỷ lệ hộ nghèo các năm 2019, 2020 và 2021 lần lượt là 5,1%, 4,4% và 3,6%."
    assert [(value, period) for _, _, value, period, _ in reader.figures(text)] == [
        (5.1, "2019"), (4.4, "2020"), (3.6, "2021"),
    ]  # fmt: skip


def test_from_to_takes_the_ends_of_the_years_in_the_note(reader: Reader) -> None:
    text = "Tỷ lệ hộ nghèo từ 9,1% giảm xuống còn 4,25%¹.\n\n¹ Năm 2016-2020.\n"
    found = reader.read(text).candidates
    assert [(one.value, one.period, one.standard, one.note) for one in found] == [
        (9.1, "2016", "2016-2020", "1"), (4.25, "2020", "2016-2020", "1"),
    ]  # fmt: skip


def test_a_part_of_a_whole_keeps_the_whole(reader: Reader) -> None:
    one = reader.one("Năm 2021, lực lượng chức năng đã điều tra làm rõ 644/707 vụ.")
    assert (one.indicator, one.value, one.whole, one.printed) == ("cases_solved", 644, 707, "644/707")


def test_what_follows_in_particular_is_read_only_where_it_has_an_indicator_of_its_own(reader: Reader) -> None:
    found = reader.read("Năm 2021, đã tiếp nhận 120 vụ hòa giải, trong đó hòa giải thành 100 vụ.")
    assert [one.indicator for one in found.candidates] == ["mediations_received", "mediations_succeeded"]
    parts = reader.read("Năm 2021, đăng ký 150 mô hình, trong đó có 12 mô hình của Công an.")
    assert [(one.printed, one.reason) for one in parts.unread if one.reason != "period"] == [("12", "subset")]


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("Năm 2021", "2021"),
        ("Giai đoạn 2017 – 2020", "2017..2020"),
        ("Từ năm 2017 đến năm 2021", "2017..2021"),
        ("6 tháng đầu năm 2022", "2022-H1"),
        ("9 tháng đầu năm 2022", "2022-01..2022-09"),
        ("Quý I/2022", "2022-Q1"),
        ("Tháng 3 năm 2022", "2022-03"),
        ("Từ năm 2020 đến nay", "2020..2022-12"),
        ("Trong năm", "2022"),
    ],
)
def test_a_period_is_read_however_it_is_said(reader: Reader, said: str, period: str) -> None:
    assert reader.one(f"{said}, Nhân dân đóng góp 350 ngày công.").period == period


def test_an_amount_without_a_period_is_of_the_years_reviewed_and_a_state_of_the_day_of_the_report(
    reader: Reader,
) -> None:
    text = (
        "BÁO CÁO\n\nSơ kết 05 năm thực hiện Chỉ thị số 10-CT/TU ngày 02/5/2017\n\nI. KẾT QUẢ\n\n"
        "Nhân dân đã góp 350 ngày công.\n\nToàn thị xã có 12 thôn đạt chuẩn khu dân cư kiểu mẫu.\n"
    )
    found = reader.read(text, About("534", "2022-05")).candidates
    assert [(one.indicator, one.period) for one in found] == [
        ("labour_days", "2017..2021"), ("ntm_model_hamlets", "2022-05"),
    ]  # fmt: skip


def test_without_the_day_of_the_report_its_head_says_it(reader: Reader) -> None:
    text = "Đức Phổ, ngày 12 tháng 5 năm 2022\n\nI. KẾT QUẢ\n\nĐến nay có 12 thôn đạt chuẩn kiểu mẫu.\n"
    assert reader.one(text, About("534")).period == "2022-05"


def test_a_named_place_has_its_figure_and_several_together_have_none(reader: Reader) -> None:
    assert reader.one("Năm 2021, xã Phổ Phong hiến 1.500 m² đất.").place == "21445"
    assert reader.one("Năm 2021, phường Phổ Hoà hiến 1.500 m² đất.").place == "21469"
    assert reader.reasons("Các xã Phổ An, Phổ Thuận hiến 6.300 m² đất.")["6.300"] == "several_places"
    assert reader.reasons("Xã Hành Phước hiến 6.300 m² đất.")["6.300"] == "unknown_place"
    assert reader.reasons("Nhân dân thôn An Thạch hiến 6.300 m² đất.")["6.300"] == "small_place"


def test_a_name_passed_on_is_the_unit_that_bore_it_then(reader: Reader) -> None:
    text = "{}, xã Nguyễn Nghiêm góp 350 ngày công."
    assert reader.one(text.format("6 tháng cuối năm 2025"), About("51", "2026-01")).place == "21457@2025"
    text = "Năm 2021, phường Nguyễn Nghiêm góp 350 ngày công."
    assert reader.one(text).place == "21439"


def test_a_town_reports_roads_under_its_own_indicator(reader: Reader) -> None:
    text = "Năm 2021, đã bê tông hóa 2,45km đường giao thông."
    assert reader.one(text).indicator == "rural_road_km"
    assert reader.one(text, About("21445", "2022-12")).indicator == "road_km"


@pytest.mark.parametrize(
    ("text", "number", "why"),
    [
        ("Số: 45/BC-UBND", "45", "reference"),
        ("Theo Công văn số 516/SNV của Sở Nội vụ.", "516", "reference"),
        ("Sau khi tiếp thu Chỉ thị 22 của Tỉnh ủy.", "22", "reference"),
        ("Họp ngày 03/4/2017 tại hội trường.", "03/4/2017", "date"),
        ("Nhiều việc làm trong dịch Covid-19.", "19", "code"),
        ("Mô hình “3 không, 3 nên” được hưởng ứng.", "3", "name"),
        ("Nhân dân hiến đất trong suốt 30 ngày.", "30", "duration"),
        ("Người dân trên 60 tuổi được thăm hỏi.", "60", "age"),
        ("Gọi số điện thoại 0905.123.456.", "0905.123.456", "phone"),
        ("Số nguồn tin tăng 12% qua vận động.", "12", "change"),
        ("Tỷ lệ hộ nghèo giảm bình quân 1,2%.", "1,2", "change"),
        ("Phấn đấu hiến 3.000 m² đất.", "3.000", "target"),
        ("Hội viên được vay vốn 62 tỷ đồng.", "62", "loan"),
        ("Bình quân mỗi xã góp 120 ngày công.", "120", "average"),
        ("Hộ ông Tám hiến 350 m² đất.", "350", "example"),
        ("Mỗi ca từ 06 đến 08 người.", "06", "range"),
        ("Đã tổ chức 12 hội nghị.", "12", "no_indicator"),
    ],
)
def test_what_is_no_figure_is_left_with_its_reason(reader: Reader, text: str, number: str, why: str) -> None:
    assert reader.reasons(text)[number] == why


def test_under_a_heading_of_tasks_nothing_is_a_result(reader: Reader) -> None:
    text = "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ\n\nVận động Nhân dân góp 500 ngày công.\n"
    assert reader.reasons(text)["500"] == "target"


def test_where_two_indicators_fit_alike_none_is_taken_and_both_are_named(reader: Reader) -> None:
    left = [one for one in reader.read("Hội nghị đã khen thưởng 20 tập thể.").unread if one.printed == "20"]
    assert left[0].reason == "ambiguous"
    assert "Tập thể được tỉnh khen thưởng" in left[0].why["vi"]
    assert "Collectives commended by the town" in left[0].why["en"]


def test_billions_without_a_number_are_nothing(reader: Reader) -> None:
    assert reader.read("Nhân dân đóng góp hàng tỷ đồng.") == Reading((), (), ())


def test_a_figure_says_why_it_was_read_and_is_less_sure_with_less_evidence(reader: Reader) -> None:
    near = reader.one("Năm 2021, Nhân dân hiến trên 3,5 ha đất.")
    assert near.why["vi"] == (
        "Đọc là “Đất hiến làm đường” vì có “ha” và “hiến”; có chữ “trên” đi kèm; kỳ năm 2021, theo chữ “Năm 2021”."
    )
    far = reader.one("Nhân dân hiến trên 3,5 ha đất.")
    open_value = reader.one("Nhân dân hiến trên 3.500 ha đất.")
    assert near.confidence > far.confidence > open_value.confidence


@pytest.mark.skipif(not REVIEW.exists(), reason="the review is not beside the project")
def test_the_review_gives_every_figure_that_ships(reader: Reader) -> None:
    with (data_dir() / "report" / "observations.csv").open(encoding="utf-8", newline="") as file:
        shipped = [{name: row[name] for name in ROW} for row in csv.DictReader(file)]
    found = [
        {
            "indicator": one.indicator,
            "place": one.place,
            "period": one.period,
            "standard": one.standard,
            "value": f"{one.value:.15g}",
            "qualifier": one.qualifier,
            "whole": "" if one.whole is None else f"{one.whole:.15g}",
            "locator": written(Locator(one.section, one.note, one.start, one.end)),
            "printed": one.phrase,
        }
        for one in reader.read(REVIEW.read_text(encoding="utf-8"), About("534", "2022-04")).candidates
    ]
    assert sorted(found, key=str) == sorted(shipped, key=str)


SAID = (
    "Nhân dân hiến đất ngày công m2 m² tỷ triệu đồng % năm giai đoạn từ đến xuống còn trên trong đó xã Phổ An "
    "hộ nghèo vụ , ; . : ( ) “ ” - / ¹ Chỉ thị số Covid-19 tháng lần lượt là"
)
WORDS = st.sampled_from(SAID.split(" "))
NUMBERS = st.from_regex(r"\A[0-9]{1,4}([.,/ –-][0-9]{1,4}){0,3}\Z")
TEXTS = st.lists(WORDS | NUMBERS | st.text(max_size=6), max_size=25).map(" ".join)


@given(TEXTS)
def test_every_number_of_any_text_is_in_exactly_one_place(reader: Reader, text: str) -> None:
    text = text.replace("\0", "")
    document = Document(text, (Paragraph(0, len(text), "text"),) if text else ())
    reading = read(document, reader.catalogue, reader.vocabulary, TOWN)
    found = sorted([*reading.candidates, *reading.unread], key=lambda one: one.start)
    assert all(one.printed == text[one.start : one.end] for one in found)
    assert all(before.end <= behind.start for before, behind in pairwise(found))
    digits = {at for at, sign in enumerate(text) if "0" <= sign <= "9"}
    covered = [at for one in found for at in range(one.start, one.end)]
    assert digits <= set(covered)
