"""Models are found by their names in quotation marks: which names are models, whose they are, and in which wards."""

from collections.abc import Callable
from pathlib import Path

import pytest
from data_folder import DataFolder
from hypothesis import given
from hypothesis import strategies as st

from danvan.catalogue import Catalogue
from danvan.documents.extracted import extracted
from danvan.intake.issue import DataError
from danvan.paths import ROOT
from danvan.reader.candidate import About, ModelCandidate
from danvan.reader.models import models_in
from danvan.reader.models_words import ModelWords, read_model_words
from tests.reading_cases import catalogue_as_shipped

Find = Callable[..., list[ModelCandidate]]
PIECES = (
    *'“”"«»',
    *("*", ", ", "; ", ". ", " và ", "\n\n"),
    *("mô hình ", "tổ ", "phương châm ", "về ", " của Hội Nông dân xã Phổ An", " ở các xã Phổ An, Phổ Châu"),
    *("Nuôi ong", "Dân vận khéo", "5 không", "2.1. Lĩnh vực kinh tế"),
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return catalogue_as_shipped(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def words(catalogue: Catalogue) -> ModelWords:
    return read_model_words(ROOT / "data", catalogue)


@pytest.fixture(scope="module")
def find(catalogue: Catalogue, words: ModelWords) -> Find:
    def found(text: str, issued_on: str = "2022-12") -> list[ModelCandidate]:
        document = extracted("a.txt", text.encode())
        return list(models_in(document, catalogue, words, About("534", issued_on)))

    return found


def names(found: list[ModelCandidate]) -> list[str]:
    return [model.name for model in found]


@pytest.mark.parametrize(
    "text",
    [
        'Mô hình "Nuôi ong" và mô hình "Trồng nấm" đều tốt.',
        "Mô hình «Nuôi ong», mô hình «Trồng nấm» đều tốt.",
        "Mô hình “Nuôi ong“, mô hình “Trồng nấm“ đều tốt.",
        "Mô hình ”Nuôi ong”, mô hình ”Trồng nấm” đều tốt.",
        "Mô hình “*Nuôi ong*”, “ Trồng nấm ” đều tốt.",
        "Mô hình “Nuôi ong; mô hình “Trồng nấm” đều tốt.",
        "“mô hình “Nuôi ong”, “mô hình “Trồng nấm” đều tốt.",
        "Các mô hình “Nuôi ong”, “Trồng nấm",
    ],
)
def test_names_are_found_however_their_marks_are_set(find: Find, text: str) -> None:
    assert names(find(text)) == ["Nuôi ong", "Trồng nấm"]


@pytest.mark.parametrize(
    "text",
    [
        "Phong trào thi đua “Dân vận khéo” được triển khai rộng khắp.",
        "Đăng ký 12 mô hình “DÂN VẬN KHÉO” trong năm.",
        "Theo phương châm “gần dân, sát dân” và khẩu hiệu “nói đi đôi với làm”.",
        "Đã nhân rộng nhiều mô hình. Cuộc thi “Ảnh đẹp quê hương” thu hút đông đảo người dân.",
        "Các mô hình được học tập theo chuyên đề “Tự lực, tự cường”.",
        "Người dân gọi đó là “đường hoa”.",
    ],
)
def test_what_is_quoted_without_being_a_model_is_left_out(find: Find, text: str) -> None:
    assert find(text) == []


def test_the_nearest_words_before_a_name_decide(find: Find) -> None:
    said = (
        "Theo phương châm “gần dân, sát dân”, xã xây dựng mô hình “Nuôi ong”; nêu cao khẩu hiệu “nói và làm”."
    )
    assert names(find(said)) == ["Nuôi ong"]


def test_a_movement_named_inside_a_name_does_not_break_it(find: Find) -> None:
    assert names(find("Mô hình “Thi đua “Dân vận khéo” trong thanh niên” của Thị đoàn.")) == [
        "Thi đua “Dân vận khéo” trong thanh niên"
    ]


def test_a_heading_gives_the_field_until_the_next_heading(find: Find) -> None:
    text = "1. Lĩnh vực kinh tế\n\nMô hình “Nuôi ong”.\n\n2. Nhân rộng\n\nMô hình “Trồng nấm”, mô hình “Nuôi ong”."
    assert [(model.name, model.field) for model in find(text)] == [
        ("Nuôi ong", "kinh_te"),
        ("Trồng nấm", ""),
        ("Nuôi ong", "kinh_te"),
    ]


def test_a_paragraph_gives_the_field_if_it_names_one_and_no_more(find: Find) -> None:
    one = find("- Trên lĩnh vực quốc phòng - an ninh: có mô hình “Xóm bình yên”.")
    several = find("Trên các lĩnh vực kinh tế, văn hóa - xã hội có mô hình “Xóm vui”.")
    plural = find("Trên lĩnh vực kinh tế, văn hóa - xã hội có mô hình “Xóm vui”.")
    assert [found[0].field for found in (one, several, plural)] == ["quoc_phong_an_ninh", "", ""]


@pytest.mark.parametrize(
    ("behind", "host"),
    [
        ("của Hội Nông dân xã Phổ Thuận được nhân rộng.", "Hội Nông dân xã Phổ Thuận"),
        ("do Công an thị xã khởi xướng¹.", "Công an thị xã"),
        ("của Phòng Văn hóa và Thông tin, góp phần giữ gìn trật tự.", "Phòng Văn hóa và Thông tin"),
        ("của Công an, Cựu chiến binh và Đoàn Thanh niên.", "Công an, Cựu chiến binh và Đoàn Thanh niên"),
        ("của Công an phối hợp với Hội Phụ nữ thực hiện.", "Công an phối hợp với Hội Phụ nữ"),
        ("tại Trường tiểu học số 2 (Phổ Ninh) rất tốt.", "Trường tiểu học số 2 (Phổ Ninh)"),
        ("của Ban Quản lý dự án đầu tư xây dựng thị xã; còn nữa.", "Ban Quản lý dự án đầu tư xây dựng thị xã"),
        ("của người dân trong xóm.", ""),
        ("đã giúp Hội Nông dân.", ""),
    ],
)  # fmt: skip
def test_the_host_is_what_is_printed_behind_the_name(find: Find, behind: str, host: str) -> None:
    assert find(f"Mô hình “Xóm vui” {behind}")[0].host == host


@pytest.mark.parametrize(
    ("text", "host", "places"),
    [
        ("Năm 2022, Hội Nông dân xã Phổ An xây dựng mô hình “Xóm vui”.", "Hội Nông dân xã Phổ An", ("21442",)),
        ("Có Đảng ủy, UBND xã Phổ An chỉ đạo mô hình “Xóm vui”.", "Đảng ủy, UBND xã Phổ An", ("21442",)),
        ("- Thị đoàn: mô hình “Xóm vui”.", "Thị đoàn", ()),
        ("Tại xã Phổ An, Thị đoàn ra mắt mô hình “Xóm vui”.", "Thị đoàn", ("21442",)),
        ("Các xã Phổ An, Phổ Châu đã có mô hình “Xóm vui”.", "", ("21442", "21481")),
        ("Ở phường Phổ Văn, mô hình “Xóm vui” rất tốt.", "", ("21451",)),
        ("Xã Phổ An có mô hình “Xóm vui” của Hội Nông dân.", "Hội Nông dân", ("21442",)),
        ("Hội Nông dân họp ở xã Phổ An; mô hình “Xóm vui” được khen.", "", ()),
        ("Mô hình “Xóm vui” (Hội Nông dân xã Phổ An) rất tốt.", "Hội Nông dân xã Phổ An", ("21442",)),
        ("1. Xã Phổ An\n\nMô hình “Xóm vui” rất tốt.", "", ("21442",)),
        ("1. Xã Phổ An\n\n2. Nhân rộng\n\nMô hình “Xóm vui” rất tốt.", "", ()),
    ],
)  # fmt: skip
def test_who_stands_before_the_name_and_does_it_is_its_host(
    find: Find, text: str, host: str, places: tuple[str, ...]
) -> None:
    (model,) = find(text)
    assert (model.host, model.places) == (host, places)


def test_who_does_the_next_one_is_not_the_host_of_this_one(find: Find) -> None:
    found = find("Xã Phổ An có mô hình “Xóm vui”, Thị đoàn có mô hình “Nuôi ong”, “Trồng nấm”.")
    assert [(model.host, model.places) for model in found] == [
        ("", ("21442",)),
        ("Thị đoàn", ()),
        ("Thị đoàn", ()),
    ]


def test_a_host_before_a_colon_is_that_of_the_list(find: Find) -> None:
    found = find(
        "Nổi bật là các mô hình của Thị đoàn: “Xóm vui”, “Nuôi ong”. Ngoài ra có mô hình “Trồng nấm”."
    )
    assert [model.host for model in found] == ["Thị đoàn", "Thị đoàn", ""]


def test_what_follows_a_list_is_given_to_all_of_it_and_less_surely(find: Find) -> None:
    found = find(
        "Mô hình “Chợ sạch”; các mô hình “Xóm vui”, “Nuôi ong” và “Trồng nấm” ở xã Phổ An, Phổ Châu."
    )
    assert [model.places for model in found] == [(), *[("21442", "21481")] * 3]
    assert found[2].confidence < found[3].confidence
    assert "có thể không phải của mô hình này" in found[1].why["vi"]
    assert "may not be" in found[1].why["en"]


def test_a_ward_spelled_in_two_ways_is_one(find: Find) -> None:
    assert find("Mô hình “Xóm vui” (Phổ Hoà, PHỔ HÒA, phường Phổ Hòa).")[0].places == ("21469",)


@pytest.mark.parametrize(
    ("issued_on", "behind", "places"),
    [
        ("2022-12", "ở phường Nguyễn Nghiêm", ("21439",)),
        ("2026-01", "ở xã Nguyễn Nghiêm", ("21457@2025",)),
        ("2026-01", "ở Nguyễn Nghiêm", ("21457@2025",)),
        ("2026-01", "ở phường Đức Phổ", ("21439@2025",)),
        ("2026-01", "của Công an thị xã Đức Phổ", ()),
        ("2022-12", "của Đồn Biên phòng Sa Huỳnh", ()),
        ("2022-12", "ở xã Hành Phước", ()),
    ],
)
def test_a_name_that_was_passed_on_is_the_unit_of_the_day(
    find: Find, issued_on: str, behind: str, places: tuple[str, ...]
) -> None:
    assert find(f"Mô hình “Xóm vui” {behind}.", issued_on)[0].places == places


def test_a_list_goes_on_after_the_break_of_a_page(find: Find) -> None:
    cut = "Xã có các mô hình được người dân hưởng ứng, như: “Xóm vui”,\n\ntiêu biểu là “Nuôi ong”. Có “đường hoa”."
    assert names(find(cut)) == ["Xóm vui", "Nuôi ong"]
    assert names(find(cut.replace("“Xóm vui”,", "“Xóm vui”."))) == ["Xóm vui"]


def test_the_same_name_elsewhere_tells_the_host(find: Find) -> None:
    found = find("Mô hình “Xóm vui” rất tốt.\n\nMô hình “Xóm Vui” của Thị đoàn.")
    assert [model.host for model in found] == ["Thị đoàn", "Thị đoàn"]
    assert found[0].confidence < found[1].confidence


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_whatever_is_written_every_name_is_the_text_at_its_place(find: Find, text: str) -> None:
    document = extracted("a.txt", f"Báo cáo. {text}".encode())
    found = find(document.text)
    assert [model.name for model in found] == [document.text[model.start : model.end] for model in found]
    places = [(model.start, model.end) for model in found]
    assert places == sorted(places)
    assert all(0 < model.confidence <= 1 and model.why["vi"] and model.why["en"] for model in found)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("[telling]", "[tell]", "definition_key_missing"),
        ("led_by = ", "lead = ", "definition_key_missing"),
        ('led_by = ["của", "do", "tại", "ở"]', 'led_by = ["của", 2]', "definition_wrong_type"),
        ("kinh_te = ", "kinh_doanh = ", "definition_key_unknown"),
    ],
)
def test_a_list_that_is_missing_or_none_is_said(
    folder: DataFolder, catalogue: Catalogue, old: str, new: str, code: str
) -> None:
    folder.replace("catalogue/reading_models.toml", old, new)
    with pytest.raises(DataError) as raised:
        read_model_words(folder.path, catalogue)
    assert code in [issue.code for issue in raised.value.issues]


def test_without_its_file_no_model_is_found_in_silence(tmp_path: Path, catalogue: Catalogue) -> None:
    with pytest.raises(DataError):
        read_model_words(tmp_path, catalogue)
