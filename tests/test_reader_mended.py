"""Kinds of sentences that were once read wrongly or left, each with one beside it that must stay as it was."""

import pytest

from danvan.catalogue import Catalogue
from danvan.documents.extracted import extracted
from danvan.paths import data_dir
from danvan.reader.candidate import About, Reading
from danvan.reader.reading import read
from danvan.reader.vocabulary import Vocabulary, read_vocabulary
from tests.reading_cases import catalogue_as_shipped

TOWN, COMMUNE, WARD, PROVINCE = (About(place, "2022-12") for place in ("534", "21445", "21451", "51"))


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return catalogue_as_shipped(tmp_path_factory.mktemp("mended"))


@pytest.fixture(scope="module")
def vocabulary(catalogue: Catalogue) -> Vocabulary:
    return read_vocabulary(data_dir(), catalogue)


class Reader:
    """Reads texts with the words of data/, in short."""

    def __init__(self, catalogue: Catalogue, vocabulary: Vocabulary) -> None:
        self.catalogue, self.vocabulary = catalogue, vocabulary

    def read(self, text: str, about: About) -> Reading:
        return read(extracted("a.txt", text.encode()), self.catalogue, self.vocabulary, about)

    def said(self, text: str, about: About = TOWN) -> list[str]:
        """Return what was read, as printed with its bound and indicator, and its place and period but the usual."""
        usual = ("=", about.place, "2021")
        return [
            " ".join(
                word
                for word in (one.qualifier, one.printed, one.indicator, one.place, one.period)
                if word not in usual
            )
            for one in self.read(text, about).candidates
        ]


@pytest.fixture(scope="module")
def reader(catalogue: Catalogue, vocabulary: Vocabulary) -> Reader:
    return Reader(catalogue, vocabulary)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Năm 2021, tổng nguồn lực huy động xây dựng nông thôn mới là 70,5 tỷ đồng, trong đó ngân sách nhà nước "
            "52 tỷ đồng, doanh nghiệp 7,1 tỷ đồng, Nhân dân đóng góp 11,4 tỷ đồng.",
            ["11,4 contribution_vnd"],
        ),
        (
            "Tổng kinh phí huy động xây dựng nông thôn mới năm 2021 đạt 64,3 tỷ đồng; trong đó: vốn Trung ương "
            "30 tỷ đồng, người dân đóng góp 9,1 tỷ đồng.",
            ["9,1 contribution_vnd"],
        ),
        (
            "Năm 2021, huy động được 40,2 tỷ đồng từ nhiều nguồn để xây dựng nông thôn mới, gồm vốn lồng ghép "
            "31 tỷ đồng và bà con góp 9,2 tỷ đồng.",
            ["9,2 contribution_vnd"],
        ),
        (
            "Năm 2021, tổng kinh phí huy động làm nông thôn mới 36 tỷ đồng, dân hiến 12.000 m2 đất làm đường.",
            ["12.000 land_donated_m2"],
        ),
        ("Năm 2021, tổng các nguồn vốn huy động làm đường giao thông nông thôn là 18 tỷ đồng.", []),
        ("Năm 2021, từ ngân sách, doanh nghiệp, Nhân dân đóng góp 36 tỷ đồng xây dựng nông thôn mới.", []),
        (
            "Năm 2021, ngân sách hỗ trợ 20 tỷ đồng, doanh nghiệp đóng góp 3,1 tỷ đồng làm đường giao thông.",
            [],
        ),
        ("Năm 2021, ngân sách thị xã hỗ trợ 20 tỷ đồng làm 12,5 km đường bê tông.", []),
    ],
)
def test_of_the_money_of_all_sources_only_what_the_people_gave_is_theirs(
    reader: Reader, text: str, said: list[str]
) -> None:
    assert reader.said(text) == said


@pytest.mark.parametrize(
    ("bound", "sign"),
    [
        ("ít nhất cũng được", ">="),
        ("ít nhất là", ">="),
        ("không dưới con số", ">="),
        ("hơn cả con số", ">"),
        ("trên dưới", "~"),
        ("chừng độ", "~"),
        ("nhiều lắm cũng chưa đến", "<"),
        ("nêu trên cũng được", ""),
        ("ở dưới cũng có", ""),
    ],
)
def test_a_bound_holds_over_the_words_between_it_and_its_number(
    reader: Reader, bound: str, sign: str
) -> None:
    (said,) = reader.said(f"Năm 2021, bà con góp {bound} 3.200 ngày công làm đường.")
    assert said == f"{sign} 3.200 labour_days".strip()


def test_more_than_the_year_before_is_a_change_and_no_bound(reader: Reader) -> None:
    assert reader.said("Năm 2021, bà con góp hơn cả năm trước 350 ngày công làm đường.") == []


@pytest.mark.parametrize("unit", ["trđ", "tr.đ", "triệu đ", "tr đồng", "trđồng", "triệu đồng"])
def test_a_million_dong_is_read_however_it_is_shortened(reader: Reader, unit: str) -> None:
    (one,) = reader.read(f"Năm 2021, Nhân dân góp 275 {unit} làm đường giao thông.", TOWN).candidates
    assert (one.indicator, one.value) == ("contribution_vnd", 275_000_000)


def test_square_metres_before_a_comma_are_an_area(reader: Reader) -> None:
    text = "Năm 2021, xã Phổ Nhơn hiến 5.100 m2 đất mở rộng đường liên thôn, xã Phổ An 3.020 m2, phường Phổ Hòa 910 m2."
    assert reader.said(text) == [
        "5.100 land_donated_m2 21457", "3.020 land_donated_m2 21442", "910 land_donated_m2 21469",
    ]  # fmt: skip
    assert reader.said("Năm 2021, bê tông hóa đường rộng 120 m2, dài như cũ.") == []


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("Ủy ban nhân dân phường", ["07 models_recognised_grassroots"]),
        ("UBND xã", ["07 models_recognised_grassroots"]),
        ("Đảng ủy phường", ["07 models_recognised_grassroots"]),
        ("UBND thị xã", ["07 models_recognised_town"]),
        ("Ủy ban nhân dân thị xã", ["07 models_recognised_town"]),
        ("UBND tỉnh", []),
        ("Ủy ban nhân dân tỉnh", []),
        ("đề nghị UBND phường", []),
    ],
)
def test_who_recognised_a_model_says_on_which_level(reader: Reader, who: str, said: list[str]) -> None:
    assert reader.said(f"Năm 2021, có 07 mô hình được {who} công nhận.") == said
    assert reader.said(f"Năm 2021, có 07 mô hình chưa được {who} công nhận.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2021, có 85,7% số xã đạt chuẩn nông thôn mới.",
        "Năm 2021, tỷ lệ xã đạt chuẩn nông thôn mới là 85,7%.",
        "Năm 2021, 6 xã đạt chuẩn nông thôn mới, chiếm 85,7% số xã.",
    ],
)
def test_decimals_that_are_not_shown_can_still_be_said(reader: Reader, text: str) -> None:
    assert reader.said(text) == ["85,7 ntm_commune_pct"]
    assert reader.said(text.replace("85,7", "185,7")) == []


@pytest.mark.parametrize(
    ("text", "about", "said"),
    [
        (
            "thôn Vạn Lý hiến 200 m2 đất; tính chung cả xã hiến 4.100 m2 đất.",
            COMMUNE,
            ["4.100 land_donated_m2"],
        ),
        (
            "hộ ông Ba ở tổ dân phố 3 hiến 90 m2 đất, chung toàn phường hiến 4.100 m2.",
            WARD,
            ["4.100 land_donated_m2"],
        ),
        (
            "xã Phổ An có thôn An Thạch hiến 200 m2 đất, cả xã hiến 4.100 m2.",
            TOWN,
            ["4.100 land_donated_m2 21442"],
        ),
        ("toàn thị xã hiến 4.100 m2 đất.", COMMUNE, ["4.100 land_donated_m2 534"]),
        ("trên địa bàn xã, phường dân hiến 4.100 m2 đất.", TOWN, ["4.100 land_donated_m2"]),
        ("xã Phổ An và xã Phổ Thuận vận động tốt, toàn xã hiến 4.100 m2 đất.", TOWN, []),
        ("toàn xã hiến 4.100 m2 đất.", TOWN, []),
        ("toàn thị xã hiến 4.100 m2 đất.", PROVINCE, []),
        ("cả xã hội chung tay, thôn Vạn Lý hiến 4.100 m2 đất.", COMMUNE, []),
    ],
)
def test_the_whole_of_a_place_is_the_one_of_its_level_and_ends_a_smaller_one(
    reader: Reader, text: str, about: About, said: list[str]
) -> None:
    assert reader.said(f"Năm 2021, {text}", about) == said


def test_two_places_each_with_its_kind_are_two(reader: Reader) -> None:
    assert reader.said("Năm 2021, xã Phổ An và xã Phổ Thuận hiến 6.300 m² đất.") == []


def test_the_number_of_a_group_names_it_and_is_none_of_its_words(reader: Reader) -> None:
    assert reader.said("Năm 2021, hộ ông Ba ở tổ dân phố 3 hiến 90 m2 đất làm đường.", WARD) == []
    assert reader.said("Năm 2021, Nhân dân thôn 5 góp 90 ngày công làm đường.", COMMUNE) == []
    assert reader.said("Năm 2021, mỗi tổ 3 người, dân góp 90 ngày công làm đường.", WARD) == [
        "90 labour_days"
    ]


WHOLE = "42.700 land_donated_m2"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("trong đó riêng xã Phổ Cường chiếm 9.050 m2", [WHOLE, "9.050 land_donated_m2 21472"]),
        ("nhiều nhất là xã Phổ An với 3.100 m2 đất", [WHOLE, "3.100 land_donated_m2 21442"]),
        (
            "trong đó phường Phổ Văn 8.000 m2, xã Phổ An vận động hiến 3.100 m2",
            [WHOLE, "8.000 land_donated_m2 21451", "3.100 land_donated_m2 21442"],
        ),
        ("trong đó có 3.100 m2 đất vườn", [WHOLE]),
        ("trong đó xã Phổ An 3.100 m2 đất vườn", [WHOLE]),
        ("trong đó Hội Nông dân xã Phổ An 3.100 m2", [WHOLE]),
        ("trong đó xã Phổ An và xã Phổ Thuận 3.100 m2", [WHOLE]),
        ("trong đó thôn Hải Tân xã Phổ An 3.100 m2", [WHOLE]),
    ],
)
def test_a_part_that_is_all_of_another_place_is_a_figure_of_that_place(
    reader: Reader, part: str, said: list[str]
) -> None:
    assert reader.said(f"Năm 2021, toàn thị xã hiến 42.700 m2 đất, {part}.") == said


def test_of_the_province_the_town_is_a_part_with_a_figure_of_its_own(reader: Reader) -> None:
    text = "Năm 2021, toàn tỉnh góp 82.000 ngày công, trong đó thị xã Đức Phổ {}12.300 ngày công."
    assert reader.said(text.format(""), PROVINCE) == ["82.000 labour_days", "12.300 labour_days 534"]
    assert reader.said(text.format("ước vận động thanh niên "), PROVINCE) == ["82.000 labour_days"]


@pytest.mark.parametrize(
    ("further", "said"),
    [
        ("đến năm 2022 đã góp 1.935 ngày công", ["1.935 labour_days 2022"]),
        ("năm 2022 góp 1.935 ngày công", ["1.935 labour_days 2022"]),
        ("lũy kế đến năm 2022 đã góp 1.935 ngày công", []),
        ("đến năm 2022 tổng cộng đã góp 1.935 ngày công", []),
        ("nâng số ngày công đến năm 2022 lên 1.935 ngày công", []),
        ("đến nay đã góp 1.935 ngày công", []),
    ],
)
def test_a_second_year_is_a_second_figure_unless_it_holds_the_first(
    reader: Reader, further: str, said: list[str]
) -> None:
    text = f"Năm 2021, Nhân dân góp 1.080 ngày công làm đường, {further}."
    assert reader.said(text) == ["1.080 labour_days", *said]


@pytest.mark.parametrize(
    "lead",
    [
        "Kết quả hiến đất làm đường năm 2021 của các địa phương:\n",
        "1. Kết quả hiến đất làm đường năm 2021 của các địa phương\n",
        "II. HIẾN ĐẤT LÀM ĐƯỜNG NĂM 2021\n",
    ],
)
@pytest.mark.parametrize("mark", ["- ", "+ "])
def test_lines_that_begin_with_a_ward_have_the_words_and_the_period_above_them(
    reader: Reader, lead: str, mark: str
) -> None:
    lines = f"\n{mark}Phổ Văn: 1.125 m2\n\n{mark}Xã Phổ An: 980 m2.\n"
    assert reader.said(lead + lines) == ["1.125 land_donated_m2 21451", "980 land_donated_m2 21442"]


def test_lines_without_marks_are_a_list_and_others_stay_without_words(reader: Reader) -> None:
    lead = "Kết quả hiến đất làm đường năm 2021:\n\n"
    assert reader.said(f"{lead}Phổ Văn: 1.125 m2\n\nPhổ An: 980 m2\n") == [
        "1.125 land_donated_m2 21451", "980 land_donated_m2 21442",
    ]  # fmt: skip
    assert reader.said("II. Hiến đất làm đường năm 2021\n\nĐã họp dân.\n\n- Phổ Văn: 1.125 m2\n") == []
    assert reader.said("II. Hiến đất làm đường năm 2021\n\n- Phổ Văn: 1.125 m2 đất vườn\n") == []
    assert reader.said("II. Phương hướng hiến đất làm đường\n\n- Phổ Văn: 1.125 m2\n") == []


@pytest.mark.parametrize(
    ("further", "said"),
    [
        (", hòa giải thành: 241 (89,9%)", ["241 mediations_succeeded", "89,9 mediation_success_pct"]),
        (
            "; hòa giải thành: 241 (đạt tỷ lệ 89,9%)",
            ["241 mediations_succeeded", "89,9 mediation_success_pct"],
        ),
        (", trong đó hòa giải thành: 241", ["241 mediations_succeeded"]),
        (", hòa giải không thành: 27 (10,1%)", []),
        (", tổ hòa giải: 27", []),
        (", hòa giải thành: 241 hộ", []),
        (", hòa giải thành sau 3 tháng", []),
    ],
)
def test_a_bare_number_behind_a_colon_counts_what_was_counted_before(
    reader: Reader, further: str, said: list[str]
) -> None:
    text = f"Năm 2021, các tổ hòa giải tiếp nhận 268 vụ{further}."
    assert reader.said(text) == ["268 mediations_received", *said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("có 8.340 m2 đất vườn, đất thổ cư do người dân hiến tặng để mở đường", ["8.340 land_donated_m2"]),
        ("đã có 8.340 m2 đất ruộng, đất màu, đất ở được bà con tự nguyện hiến", ["8.340 land_donated_m2"]),
        ("có 8.340 m2 đất vườn, đất thổ cư bị thu hồi, bà con hiến 200 ngày công", ["200 labour_days"]),
        ("có 8.340 m2 đất công, đất dân hiến 1.100 m2 làm đường", ["1.100 land_donated_m2"]),
        ("có 8.340 m2 đất vườn, nhiều hộ hiến tặng để mở đường", []),
    ],
)
def test_kinds_of_one_thing_stand_together_before_their_verb(
    reader: Reader, text: str, said: list[str]
) -> None:
    assert reader.said(f"Năm 2021, {text}.") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("thôn An Thạch, xã Phổ An hiến 1.200 m2 đất, xã Phổ Thuận 900 m2", ["900 land_donated_m2 21448"]),
        ("thôn An Thạch (xã Phổ An) hiến 1.200 m2 đất", []),
        ("Nhân dân tổ dân phố 3 thuộc phường Phổ Văn hiến 1.200 m2 đất", []),
        ("thôn Đồng Vân và thôn Ấp Bắc của xã Phổ An hiến 1.200 m2 đất", []),
        ("sau khi thôn An Thạch về đích, xã Phổ An hiến 1.200 m2 đất", ["1.200 land_donated_m2 21442"]),
        ("Nhân dân vùng nông thôn Phổ An hiến 1.200 m2 đất", ["1.200 land_donated_m2"]),
    ],
)
def test_what_a_hamlet_gave_is_not_its_wards(reader: Reader, text: str, said: list[str]) -> None:
    assert reader.said(f"Năm 2021, {text}.") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "kinh phí làm đường giao thông nông thôn 12 tỷ đồng, Nhân dân đóng góp 5 tỷ đồng",
            ["5 contribution_vnd"],
        ),
        ("huy động 36 tỷ đồng làm nông thôn mới (Nhà nước 20 tỷ đồng, Nhân dân 16 tỷ đồng)", []),
        ("huy động 9,5 tỷ đồng làm đường giao thông, trong đó vốn nhà nước 6 tỷ đồng", []),
        ("Nhà nước và Nhân dân cùng góp 9,5 tỷ đồng làm đường giao thông", []),
        ("theo lối Nhà nước và Nhân dân cùng làm, dân góp 9,5 tỷ đồng làm đường", ["9,5 contribution_vnd"]),
        ("dân góp 9,5 tỷ đồng làm đường, trong đó có 3 tỷ đồng đối ứng nhà nước", ["9,5 contribution_vnd"]),
    ],
)
def test_what_is_split_up_into_the_states_part_and_others_is_not_the_peoples(
    reader: Reader, text: str, said: list[str]
) -> None:
    assert reader.said(f"Năm 2021, {text}.") == said


def test_a_word_that_holds_the_word_of_a_unit_counts_nothing(reader: Reader) -> None:
    text = "Năm 2021, đăng ký 120 mô hình, trong đó UBND thị xã {}."
    assert reader.said(text.format("công nhận: 12"))[1:] == ["12 models_recognised_town"]
    assert reader.said(text.format("công bố: 12"))[1:] == []
    assert reader.said("Năm 2021, bà con góp 300 công làm đường, thi công: 12.") == ["300 labour_days"]


def test_the_poor_of_one_group_are_not_all_of_the_poor_of_a_ward(reader: Reader) -> None:
    text = "Năm 2021, thị xã có 350 hộ nghèo, trong đó xã Phổ An có 40 hộ nghèo{}."
    whole = "350 poor_households"
    assert reader.said(text.format("")) == [whole, "40 poor_households 21442"]
    assert reader.said(text.format(" là đồng bào dân tộc")) == [whole]


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        ("Kết quả thực hiện mục tiêu hiến đất làm đường năm 2021:", ["1.125 land_donated_m2 21451"]),
        ("Năm 2021, phấn đấu hiến đất làm đường:", []),
        ("Nhiệm vụ hiến đất làm đường năm 2021:", []),
    ],
)
def test_a_list_of_what_is_to_be_done_gives_no_figures(reader: Reader, lead: str, said: list[str]) -> None:
    assert reader.said(f"{lead}\n\n- Phổ Văn: 1.125 m2\n") == said


_SAID_IN = "# Báo cáo công tác dân vận {}\n\n{}, bà con góp 260 ngày công dọn đường làng."


@pytest.mark.parametrize(
    ("title", "said", "period"),
    [
        ("quý III năm 2024", "Trong quý", "2024-Q3"),
        ("quý 2/2024", "Trong quý, thực hiện kế hoạch năm 2024", "2024-Q2"),
        ("tháng 5/2024", "Trong tháng", "2024-05"),
        ("tháng 12, nhiệm vụ tháng 01 năm 2024", "Trong tháng", "2023-12"),
        ("6 tháng cuối năm 2023", "Trong 6 tháng qua", "2023-H2"),
        ("9 tháng đầu năm 2024, nhiệm vụ quý IV năm 2024", "Trong 09 tháng", "2024-01..2024-09"),
        ("năm 2023; phương hướng, nhiệm vụ năm 2024", "Qua một năm vận động", "2023"),
        ("quý III năm 2024", "Trong năm", "2024"),
        ("quý III năm 2024", "Quý II năm 2024", "2024-Q2"),
        ("quý III năm 2024", "Trong 6 tháng", ""),
        ("năm 2024", "Trong quý", ""),
        ("năm 2024", "Quý I năm 2024 mở đợt thi đua. Trong quý", "2024-Q1"),
    ],
)
def test_in_the_quarter_means_that_of_the_title_or_the_last_one_named(
    reader: Reader, title: str, said: str, period: str
) -> None:
    for numbered in ("", "I. KẾT QUẢ\n\n"):
        text = _SAID_IN.format(title, said).replace("\n\n", f"\n\n{numbered}")
        found = [one.period for one in reader.read(text, About("534", "2024-11")).candidates]
        assert found == ([period] if period else [])


def test_a_first_line_that_counts_or_is_a_sentence_is_no_title(reader: Reader) -> None:
    rest = "\n\nBà con góp 260 ngày công dọn đường làng."
    for first, period in (
        ("Báo cáo năm 2020", ["2020"]),
        ("Năm 2020 có nhiều khó khăn.", ["2022"]),
        ("- Năm 2020", ["2022"]),
        ("Năm 2020 hiến 900 m2 đất làm đường", ["2020", "2022"]),
    ):
        assert [one.period for one in reader.read(first + rest, TOWN).candidates] == period


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("Từ đầu năm 2024 đến tháng 8 năm 2024", "2024-01..2024-08"),
        ("Tính từ đầu năm 2024 đến hết quý III/2024", "2024-01..2024-09"),
        ("Từ đầu năm 2023 đến 31/10/2023", "2023-01..2023-10"),
        ("Từ đầu năm đến ngày 15 tháng 7 năm 2024", "2024-01..2024-07"),
        ("Từ đầu năm đến hết tháng 5", "2024-01..2024-05"),
        ("Từ đầu năm 2024 đến 30/6/2024", "2024-H1"),
        ("Từ đầu năm 2024 đến hết tháng 3", "2024-Q1"),
        ("Từ đầu năm 2022 đến hết tháng 4 năm 2024", "2022-01..2024-04"),
        ("Từ đầu năm 2024 đến nay", "2024-01..2024-11"),
        ("Từ đầu năm 2023 đến hết năm 2023", "2023"),
        ("Từ tháng 3 đến tháng 8 năm 2024", "2024-03..2024-08"),
    ],
)
def test_from_the_beginning_of_a_year_to_a_month_is_a_span_from_january(
    reader: Reader, said: str, period: str
) -> None:
    text = f"{said}, bà con góp 260 ngày công dọn đường làng."
    (one,) = reader.read(text, About("534", "2024-11")).candidates
    assert (one.printed, one.period) == ("260", period)


@pytest.mark.parametrize(
    ("said", "host"),
    [
        ("của Đoàn trường quyên góp được 260 áo ấm", "Đoàn trường"),
        ("(Đoàn trường gom 260 áo ấm)", "Đoàn trường"),
        ("của Thị đoàn trao 12 xe đạp", "Thị đoàn"),
        ("của Hợp tác xã nông nghiệp Phổ Thuận rộng 32 ha", "Hợp tác xã nông nghiệp Phổ Thuận"),
        ("tại Hợp tác xã chăn nuôi Phổ Thuận 32 ha cỏ", "Hợp tác xã chăn nuôi Phổ Thuận"),
        ("do Hội Nông dân xã Phổ An giúp nhau làm ăn", "Hội Nông dân xã Phổ An"),
        ("của Hội Phụ nữ xã Phổ An, Đoàn xã Phổ An nhặt rác", "Hội Phụ nữ xã Phổ An, Đoàn xã Phổ An"),
        ("của Hội Phụ nữ xã Phổ An - 14 tổ", "Hội Phụ nữ xã Phổ An"),
        ("của Hội Phụ nữ xã Phổ An (14 tổ)", "Hội Phụ nữ xã Phổ An"),
        ("của Chi hội Nông dân thôn 4 xã Phổ An tát mương", "Chi hội Nông dân thôn 4 xã Phổ An"),
        ("của Trường Tiểu học số 2 Phổ Hòa trồng 60 cây", "Trường Tiểu học số 2 Phổ Hòa"),
        ("của Ban Chỉ đạo 35 thị xã", "Ban Chỉ đạo 35 thị xã"),
        ("của Trung tâm Hỗ trợ nông dân thị xã dạy nghề", "Trung tâm Hỗ trợ nông dân thị xã"),
        ("của Phòng Giáo dục và Đào tạo thị xã", "Phòng Giáo dục và Đào tạo thị xã"),
        ("của UBND các xã ven biển", "UBND các xã ven biển"),
        ("của Hợp tác xã chốt lãi 9 triệu đồng", ""),
    ],
)
def test_the_name_of_a_host_ends_before_what_it_does_and_holds_no_figure(
    reader: Reader, said: str, host: str
) -> None:
    (one,) = reader.read(f"Năm 2021, nổi lên mô hình “Bờ ao sạch” {said}.", TOWN).models
    assert (one.name, one.host) == ("Bờ ao sạch", host)


@pytest.mark.parametrize(
    ("said", "host"),
    [
        ("Hội Nông dân xã Phổ An mạnh dạn xây dựng", "Hội Nông dân xã Phổ An"),
        ("Ban quản lý chợ Phổ Văn xây dựng", "Ban quản lý chợ Phổ Văn"),
        ("Hội Nông dân xã Phổ An tặng 20 cây giống qua", ""),
    ],
)
def test_a_host_before_its_model_is_told_by_what_it_does_with_it(
    reader: Reader, said: str, host: str
) -> None:
    (one,) = reader.read(f"{said} mô hình “Bờ ao sạch”.", TOWN).models
    assert one.host == host


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("các tổ đã hòa giải thành 41 trên 47 vụ việc", ["41 trên 47 mediations_succeeded"]),
        ("hòa giải thành 41 trên tổng số 47 vụ việc", ["41 trên tổng số 47 mediations_succeeded"]),
        ("có 9 trên 15 xã, phường lắp đặt camera an ninh", ["9 trên 15 spread_camera"]),
        ("các tổ đã hòa giải thành trên 47 vụ việc", ["> 47 mediations_succeeded"]),
        ("ở thôn 2 trên 47 vụ việc đã hòa giải thành", ["> 47 mediations_succeeded"]),
        ("cộng với năm 2021 trên 4.700 ngày công bà con góp làm đường", ["> 4.700 labour_days"]),
    ],
)
def test_over_between_two_numbers_is_of_and_before_one_it_is_more_than(
    reader: Reader, said: str, found: list[str]
) -> None:
    assert reader.said(f"Năm 2021, {said}.") == found


def test_the_number_behind_over_is_the_whole(reader: Reader) -> None:
    (one,) = reader.read("Năm 2021, hòa giải thành 41 trên 47 vụ việc.", TOWN).candidates
    assert (one.value, one.whole, one.qualifier) == (41, 47, "=")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Nghị quyết đề ra chỉ tiêu góp 800 ngày công; kết quả năm 2021 bà con đã góp 940 ngày công",
            ["940 labour_days"],
        ),
        (
            "Năm 2021, đặt mục tiêu hiến 700 m2 đất, thực tế bà con đã hiến 760 m2 đất",
            ["760 land_donated_m2"],
        ),
        ("Năm 2021, chỉ tiêu 800 ngày công, kết quả đã góp 940 ngày công", ["940 labour_days"]),
        ("Năm 2021, phấn đấu góp 800 ngày công; hiến 700 m2 đất làm đường", []),
        ("Năm 2021, phấn đấu góp 800 ngày công, kết quả hiến đất 700 m2 làm đường", []),
        ("Năm 2021, phấn đấu kết quả đã có tăng lên 800 ngày công", []),
        ("Năm 2021, kết quả đã góp 940 ngày công, phấn đấu góp 990 ngày công", ["940 labour_days"]),
    ],
)
def test_a_target_is_over_where_the_sentence_tells_what_was_done(
    reader: Reader, text: str, said: list[str]
) -> None:
    assert reader.said(f"{text}.") == said


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("14/15 UBND xã, phường chỉ đạo đăng ký mô hình", ["14/15 commune_units_registering"]),
        ("có 9/15 Ủy ban nhân dân xã, phường đã đăng ký mô hình", ["9/15 commune_units_registering"]),
        ("14/15 UBND xã, phường lập kế hoạch dân vận", []),
        ("14/15 UBND xã, phường được khen thưởng vì đăng ký mô hình", []),
        ("14/15 UBND xã, phường lắp đặt camera an ninh", []),
    ],
)
def test_committees_of_wards_are_counted_as_wards_where_they_register(
    reader: Reader, said: str, found: list[str]
) -> None:
    assert reader.said(f"Năm 2021, {said}.") == found
