"""What is cited of a document: pieces of paragraphs, neighbours, footnotes at their marks, parts that stay light."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.documents.extracted import extracted
from danvan.story.cited import AROUND, Cited, Passage, Quote, cited, part, sentence
from danvan.story.laid_out import FULL_PART, Layout

TEXT = """BÁO CÁO

I. TÌNH HÌNH CHUNG

Năm qua bà con trong vùng đã góp 1.250 ngày công cho đường liên xóm; hiến thêm 340 m² đất. Tỷ lệ hộ nghèo còn 4,5%¹.

II. KẾT QUẢ

1. Về kinh tế

Bà con xóm trên đã cùng nhau góp sức làm con đường mới, trong đó có

12 hộ hiến đất và 7 tổ nhận việc; mô hình “Xóm sáng đèn” được nhiều nơi làm theo.

¹ Theo kết quả rà soát cuối năm, cả vùng còn 88 hộ nghèo.

Bà con mong đường được kéo dài trong năm tới.
"""


def at(printed: str, text: str = TEXT) -> str:
    start = text.index(printed)
    note = "footnote:1 " if printed == "88" else ""
    return f"{note}chars:{start}-{start + len(printed)}"


def quotes(*printed: str) -> list[Quote]:
    return [Quote(number, at(number), number) for number in printed]


def of(*printed: str) -> Cited:
    document = extracted("bao-cao.txt", TEXT.encode())
    assert document.text == TEXT
    return cited(Layout(document), quotes(*printed))


def marked(passage: Passage) -> dict[str, str]:
    """Return the texts of the pieces that are quotes, by their keys."""
    return {key: piece.text for piece in passage.pieces for key in piece.keys}


def test_the_figure_asked_for_is_marked_to_the_letter_and_the_others_of_its_paragraph_too() -> None:
    shown = sentence(of("1.250", "340", "4,5", "12"), "340")
    assert shown is not None
    assert marked(shown.passage) == {"1.250": "1.250", "340": "340", "4,5": "4,5"}
    said = "".join(piece.text for piece in shown.passage.pieces if piece.said)
    assert said == "hiến thêm 340 m² đất. "
    assert shown.path == ("I. TÌNH HÌNH CHUNG",)
    assert shown.before is None  # the heading is in the path already
    assert shown.after is not None
    assert shown.after.text == "II. KẾT QUẢ"


def test_the_footnote_stands_beside_the_paragraph_of_its_mark_wherever_the_page_put_it() -> None:
    shown = sentence(of("4,5"), "4,5")
    assert shown is not None
    (note,) = shown.notes
    assert note.text.startswith("¹ Theo kết quả")
    assert [piece.text for piece in shown.passage.pieces if piece.note] == ["¹"]


def test_a_figure_in_a_footnote_is_shown_with_the_paragraph_of_the_mark() -> None:
    shown = sentence(of("88", "4,5"), "88")
    assert shown is not None
    assert (shown.passage.note, marked(shown.passage)) == ("1", {"88": "88"})
    assert (shown.before, shown.after, shown.notes) == (None, None, ())
    assert shown.path == ("I. TÌNH HÌNH CHUNG",)
    assert shown.marked_in is not None
    assert shown.marked_in.text.endswith("còn 4,5%¹.")


def test_a_sentence_that_a_page_cuts_is_one_paragraph_and_a_footnote_is_no_neighbour() -> None:
    shown = sentence(of("12", "7"), "7")
    assert shown is not None
    assert shown.passage.text.startswith("Bà con xóm trên")
    assert "trong đó có 12 hộ hiến đất" in shown.passage.text
    assert shown.after is not None
    assert shown.after.text == "Bà con mong đường được kéo dài trong năm tới."
    assert shown.path == ("II. KẾT QUẢ", "1. Về kinh tế")


def test_figures_before_and_after_are_those_of_the_text_models_left_out() -> None:
    document = extracted("bao-cao.txt", TEXT.encode())
    model = Quote("m", at("Xóm sáng đèn"), "Xóm sáng đèn", "model")
    shown = cited(Layout(document), [*quotes("88", "7", "1.250"), model])
    before, after = shown.beside("7")
    assert before is not None
    assert after is not None
    assert (before.quote.key, after.quote.key) == ("1.250", "88")
    assert shown.beside("1.250")[0] is None
    assert shown.beside("88")[1] is None
    assert shown.beside("gone") == (None, None)
    assert [one.quote.key for one in shown.figures] == ["1.250", "7", "88"]
    assert len(shown.found) == 4


@pytest.mark.parametrize(
    ("locator", "printed", "code"),
    [
        (at("1.250"), "1.251", "digits_differ"),
        ("chars:2-5", "340", "digits_differ"),
        ("chars:99999-100002", "340", "outside"),
        ("section:I", "340", "no_span"),
        (f"section:II.1 {at('340')}", "340", "section_differs"),
        (f"footnote:9 {at('340')}", "340", "note_differs"),
        ("", "340", "no_span"),
    ],
)
def test_what_does_not_fit_is_lost_with_its_reason_and_never_marked(
    locator: str, printed: str, code: str
) -> None:
    document = extracted("bao-cao.txt", TEXT.encode())
    shown = cited(Layout(document), [Quote("wrong", locator, printed), *quotes("12")])
    assert [(one.quote.key, one.code) for one in shown.lost] == [("wrong", code)]
    assert sentence(shown, "wrong") is None
    assert all("wrong" not in piece.keys for one in part(shown, 0) for piece in one.pieces)


def test_of_a_very_long_paragraph_only_what_is_around_the_figure_is_shown() -> None:
    text = "Chữ dài " * 9_000 + "rồi có 77 hộ" + " và chữ dài" * 9_000
    shown = cited(Layout(extracted("dai.txt", text.encode())), [Quote("77", at("77", text), "77")])
    found = sentence(shown, "77")
    assert found is not None
    assert (found.passage.cut_before, found.passage.cut_after) == (True, True)
    assert len(found.passage.text) <= 2 * AROUND + 2
    assert marked(found.passage) == {"77": "77"}
    assert not found.passage.text.startswith(("ữ", "hữ"))  # cut between words


def test_a_line_without_a_space_is_cut_all_the_same() -> None:
    text = "a" * 100_000 + " 77 " + "b" * 100_000
    found = sentence(
        cited(Layout(extracted("dai.txt", text.encode())), [Quote("77", at("77", text), "77")]), "77"
    )
    assert found is not None
    assert len(found.passage.text) <= 2 * AROUND + 2


def test_a_document_is_read_in_its_order_with_footnotes_after_the_paragraph_of_their_mark() -> None:
    (only,) = Layout(extracted("bao-cao.txt", TEXT.encode())).parts
    document = extracted("bao-cao.txt", TEXT.encode())
    first = [document.of(document.paragraphs[item.block[0]])[:12] for item in only]
    assert first == [
        "BÁO CÁO", "I. TÌNH HÌNH", "Năm qua bà c", "¹ Theo kết q", "II. KẾT QUẢ", "1. Về kinh t",
        "Bà con xóm t", "Bà con mong ",
    ]  # fmt: skip


def test_contents_name_the_part_that_each_section_begins_in() -> None:
    body = "Bà con cùng làm đường mới cho xóm. " * 400 + "\n\n"
    text = "".join(f"{roman}. PHẦN VIỆC\n\n{body}" for roman in ("I", "II", "III", "IV"))
    layout = Layout(extracted("nhieu-muc.txt", text.encode()))
    assert [(one.section, one.part) for one in layout.contents] == [
        ("I", 0),
        ("II", 1),
        ("III", 2),
        ("IV", 3),
    ]
    for heading in layout.contents:
        assert heading.text.endswith("PHẦN VIỆC")
        assert layout.part_of(heading.paragraph) == heading.part


def test_a_figure_far_into_a_long_paragraph_leads_to_the_part_that_holds_it() -> None:
    text = "Chữ dài " * 9_000 + "rồi có 77 hộ"
    layout = Layout(extracted("dai.txt", text.encode()))
    start = text.index("77")
    assert layout.part_of(0) == 0
    assert layout.part_of(0, start) == start // FULL_PART == 2


def test_a_document_of_a_thousand_pages_has_no_heavy_part() -> None:
    page = "Bà con cùng nhau làm đường, góp công và giữ gìn xóm làng sạch đẹp. " * 40
    text = "".join(f"{page}{number}.\n\n" for number in range(1_000))
    parts = Layout(extracted("nghin-trang.txt", text.encode())).parts
    sizes = [sum(item.end - item.start for item in items) for items in parts]
    assert sum(sizes) > 2_600_000
    assert max(sizes) <= FULL_PART


words = st.lists(st.sampled_from(["đường", "5", "4,5%", "hộ.", "m²", "xóm;", "²", "\u200b1"]), min_size=1)
texts = st.lists(words.map(" ".join), min_size=1, max_size=6).map("\n\n".join)


@given(texts)
def test_pieces_put_together_are_the_paragraph_and_parts_hold_every_paragraph_once(text: str) -> None:
    document = extracted("bat-ky.txt", f"Mở đầu\n\n{text}".encode())
    layout = Layout(document)
    spans = [(at, at + 1) for at, sign in enumerate(document.text) if sign == "5"]
    shown = cited(layout, [Quote(f"{a}", f"chars:{a}-{b}", "") for a, b in spans])
    passages = [one for number in range(len(layout.parts)) for one in part(shown, number)]
    told = {one.number: one.text for one in passages}
    assert len(told) == len(passages) == len(layout.blocks)
    for block in layout.blocks:
        assert told[block[0]] == " ".join(document.of(document.paragraphs[number]) for number in block)
    for one in passages:
        for piece in one.pieces:
            assert not piece.keys or piece.text == "5"
    assert {key for one in passages for key in one.keys} == {one.quote.key for one in shown.found}
