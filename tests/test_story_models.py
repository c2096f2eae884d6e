"""Models: what the review names as it ships, and namesakes, double sources and odd names made by hand."""

import unicodedata
from collections.abc import Iterator

import pytest
import story_data
from story_data import AN, HOA, PHONG, TOWN, adoption, cells, drawn_texts, made, model, question

from danvan import queries
from danvan.story import model_card, model_matrix, models
from danvan.story.finding import Nothing
from danvan.story.model_search import Wanted, found, hosts
from danvan.warehouse.read import Opened

ALL = Wanted()


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return story_data.shipped(tmp_path_factory.mktemp("review"))


@pytest.fixture(autouse=True)
def _reading(review: Opened) -> Iterator[None]:
    with queries.reading(review):
        yield


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("words", ["pho hoa", "Phổ Hòa", "Phổ Hoà", "PHỔ HÒA"])
def test_a_search_finds_every_spelling_of_a_ward(words: str, form: str) -> None:
    wanted = Wanted(unicodedata.normalize(form, words))
    named = set(queries.run("adoptions", places=[HOA])["model"])
    assert len(named) == 3
    assert named <= set(found(question(), wanted)["model"])
    assert len(found(question(), wanted)) == len(found(question(), Wanted("phổ hòa"))) < 63


def test_a_search_that_fits_nothing_finds_nothing_also_where_nothing_is_left_to_search() -> None:
    assert found(question(), Wanted("zzz")).empty
    assert found(question(field="he_thong_chinh_tri", places=(AN,)), Wanted("a", "No such host")).empty


def test_a_host_group_narrows_to_its_models() -> None:
    group = hosts(question())[0]
    assert set(found(question(), Wanted(host=group))["host_group"]) == {group}


def test_a_field_narrows_to_its_models() -> None:
    assert set(found(question(field="kinh_te"), ALL)["field"]) == {"kinh_te"}


def test_a_chosen_ward_keeps_its_models_and_those_of_the_whole_town() -> None:
    kept = found(question(places=(HOA,)), ALL)
    named = set(queries.run("adoptions", places=[HOA])["model"])
    assert named <= set(kept["model"])
    assert set(kept.loc[~kept["model"].isin(named), "scope"]) == {"town"}


def test_the_matrix_of_the_review_counts_29_stated_and_17_inferred_namings() -> None:
    shown = made(model_matrix.matrix(question(), ALL))
    assert shown.sentence == (
        "Trong 63 mô hình được nêu, 16 mô hình có tên xã, phường (29 lượt nêu rõ, 17 lượt suy ra); "
        "35 mô hình không nêu nơi thực hiện."
    )
    stated, inferred = (
        sum(len(row[column].split(", ")) for row in shown.table.rows if row[column]) for column in (2, 3)
    )
    assert (stated, inferred) == (29, 17)


def test_the_coverage_of_the_review_is_83_of_83_and_11_of_15() -> None:
    shown = made(models.coverage(question()))
    assert shown.sentence == "Độ phủ theo báo cáo: 11/15 xã, phường và 83/83 thôn, tổ dân phố."
    assert shown.subtitle.endswith("tính đến tháng 4/2022.")
    assert [origin.locator != "" for origin in shown.origins] == [True, True]


def test_a_card_tells_what_is_read_and_what_is_inferred() -> None:
    card = model_card.card(question(), "cham_soc_nguoi_cao_tuoi")
    assert card is not None
    assert card.stated == ()
    assert "Phổ Hòa" in card.inferred
    assert card.origins[0].locator.startswith("section:")
    assert card.basis == "reported"


def test_an_unknown_model_has_no_card() -> None:
    assert model_card.card(question(), "no_such_model") is None


@pytest.mark.parametrize("column", ["field", "host_group"])
def test_groups_add_up_to_all_models(column: str) -> None:
    shown = made(models.by_group(question(), ALL, column))
    assert sum(int(row[1]) for row in shown.table.rows) == 63


ODD = 'Tổ <b>x</b> & "y"'
PREFIX = "Vận động Nhân dân hiến đất, mở rộng đường giao thông nông thôn "


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return story_data.opened(
        tmp_path_factory.mktemp("models"),
        "spread_camera 534 2021 9 bc whole=15\nspread_camera 534 2022-04 >11 bc whole=15\n"
        "spread_camera 534 2022-04 11 khac whole=15",
        models=[
            model(
                "den", name=ODD, host=ODD, host_group=ODD, spread="spread_camera", field_reading="inferred"
            ),
            model("duong_1", name=PREFIX + "ở xã"),
            model("duong_2", name=PREFIX + "ở phường"),
            model("ten_1", name="Trùng tên", host_group="Hội"),
            model("ten_2", name="Trùng tên", scope="town"),
            model("khong_noi", scope="unspecified"),
        ],
        adoptions=[
            adoption("den", AN, "inferred"),
            adoption("den", AN, "stated", "bao_cao_khac"),
            adoption("den", PHONG, "inferred", "bao_cao_khac"),
            adoption("den", PHONG, "inferred"),
            adoption("duong_1", AN),
            adoption("duong_2", HOA, "inferred"),
            adoption("ten_1", HOA),
        ],
        names={AN: ODD},
    )


def test_a_naming_by_two_sources_counts_once_and_as_stated_where_one_states_it(tiny: Opened) -> None:
    with queries.reading(tiny):
        shown = made(model_matrix.matrix(question(language="en"), ALL))
        card = model_card.card(question(), "den")
        tiles = made(models.ward_map(question(), ALL))
    # Stated: den and duong_1 in Phổ An, ten_1 in Phổ Hòa; inferred: den in Phổ Phong, duong_2 in Phổ Hòa.
    assert shown.sentence == (
        "Models named: 6; with a ward's name: 4 (3 stated, 2 inferred); without a place: 1."
    )
    assert card is not None
    assert (card.stated, card.inferred) == ((ODD,), ("Phổ Phong",))
    assert cells(tiles)["Phổ Hòa"] == ("1", "1")


def test_models_of_like_names_have_rows_of_their_own_also_where_names_are_cut(tiny: Opened) -> None:
    with queries.reading(tiny):
        for narrow in (False, True):
            texts = drawn_texts(made(model_matrix.matrix(question(narrow=narrow), ALL)))
            assert PREFIX + "ở xã" in texts
            assert PREFIX + "ở phường" in texts
            assert "Trùng tên (2)" in texts


def test_a_name_is_escaped_in_figures_once_and_plain_elsewhere(tiny: Opened) -> None:
    escaped = 'Tổ &lt;b&gt;x&lt;/b&gt; &amp; "y"'
    with queries.reading(tiny):
        shown = [
            made(model_matrix.matrix(question(places=(AN,)), ALL)),
            made(models.ward_map(question(), ALL)),
            made(models.by_group(question(), ALL, "host_group")),
        ]
        card = model_card.card(question(), "den")
    for one in shown:
        assert escaped in drawn_texts(one)
        assert "<b>x</b>" not in drawn_texts(one)
        assert "&amp;lt;" not in drawn_texts(one)
        assert "&lt;" not in one.sentence
    assert card is not None
    assert card.name == ODD


def test_groups_without_a_name_are_no_largest_group_and_equals_share_the_place(tiny: Opened) -> None:
    with queries.reading(tiny):
        shown = made(models.by_group(question(), ALL, "host_group"))
    # Four models have no host, one each has the odd one and Hội.
    assert shown.sentence.startswith("6 mô hình được nêu; nhóm đông nhất là ")
    assert "Hội" in shown.sentence
    assert ODD in shown.sentence
    assert shown.sentence.endswith("(1).")
    assert cells(shown)["Không nêu đơn vị chủ trì"] == ("4",)


def test_coverage_is_the_latest_one_with_its_qualifier(tiny: Opened) -> None:
    with queries.reading(tiny):
        shown = made(models.coverage(question()))
        narrow = made(models.coverage(question(narrow=True)))
    assert shown.sentence == "Độ phủ theo báo cáo: trên 11/15 xã, phường."
    assert len(shown.table.rows) == 1
    assert "trên 11/15" in [text.strip("\u00a0 ") for text in drawn_texts(narrow).split("\n")]


def test_an_inferred_reading_is_marked_on_the_card(tiny: Opened) -> None:
    with queries.reading(tiny):
        card = model_card.card(question(language="en"), "den")
        plain = model_card.card(question(language="en"), "duong_1")
    assert card is not None
    assert plain is not None
    assert dict(card.facts)["Field"] != dict(plain.facts)["Field"] == "Economy"
    assert "Economy" in dict(card.facts)["Field"]


def test_where_all_names_are_inferred_nothing_is_named_most(tiny: Opened) -> None:
    with queries.reading(tiny):
        shown = made(models.ward_map(question(), Wanted("ở phường")))
    assert shown.sentence.startswith("Chưa xã, phường nào được nêu rõ")


def test_without_models_every_finding_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    with queries.reading(story_data.opened(tmp_path_factory.mktemp("none"), f"tips {TOWN} 2021 3 bc")):
        asked = question()
        for nothing in (
            model_matrix.matrix(asked, Wanted("a")),
            models.ward_map(asked, ALL),
            models.coverage(asked),
            models.by_group(asked, ALL, "field"),
        ):
            assert isinstance(nothing, Nothing)
            assert nothing.sentence.startswith("Không có mô hình nào")
