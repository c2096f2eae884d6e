"""The desk of a document that was read: rows from a reading, what was decided and what the data say now."""

from dataclasses import replace

import pytest

from danvan.documents.document import Document, Paragraph
from danvan.intake.model_names import spellings
from danvan.reader.candidate import Candidate, ModelCandidate, Reading, Unread
from danvan.story import reading_desk
from danvan.story.reading_around import around
from danvan.story.reading_rows import Known, Row
from danvan.submission import decisions
from danvan.submission.decisions import AcceptedFigure, AcceptedModel, Decision

TEXT = (
    "Năm 2021, bà con góp 1.250 ngày công và hiến hơn 3.400 m² đất. Kết quả đó đến từ 12 buổi họp thôn.\n"
    "Ra mắt mô hình “Ngõ hẻm không rác” ở phường Phổ Minh."
)
WHY = {"vi": "Có chữ “ngày công” ngay sau số.", "en": "The words “ngày công” follow the number."}


def written(text: str = TEXT) -> Document:
    """Return a document with a paragraph a line."""
    paragraphs, start = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(start, start + len(line), "text", "II.1"))
        start += len(line) + 1
    return Document(text, tuple(paragraphs))


def candidate(printed: str, **fields: object) -> Candidate:
    start = TEXT.index(printed)
    usual = Candidate(
        "labour_days", 1250.0, "day", "=", "2021", "534", start, start + len(printed), printed, 0.95, WHY,
        section="II.1",
    )  # fmt: skip
    return replace(usual, **fields)  # type: ignore[arg-type]


DAYS = candidate("1.250")
LAND = candidate("3.400", indicator="land_donated_m2", value=3400.0, qualifier=">", confidence=0.5)
MEETINGS = Unread(TEXT.index("12"), TEXT.index("12") + 2, "12", "no_indicator", WHY)
YEAR = Unread(TEXT.index("2021"), TEXT.index("2021") + 4, "2021", "date", WHY)
AT = TEXT.index("Ngõ")
LANE = ModelCandidate("Ngõ hẻm không rác", "van_hoa_xa_hoi", "", ("21454",), AT, AT + 17, 0.9, WHY, "II.1")
READING = Reading((DAYS, LAND), (LANE,), (YEAR, MEETINGS))


KNOWN_MODELS = spellings([("Ngõ hẻm không rác", None)])
TAKEN = AcceptedFigure("labour_days", "534", "2021", "", 1250.0, "=", None, "1.250")
ACCEPTED = decisions.accept(DAYS, "Lan")


def made(*history: Decision, **now: Known) -> reading_desk.Desk:
    known = {(indicator, "534", "2021", ""): one for indicator, one in now.items()}
    return reading_desk.desk(written(), READING, history, known, KNOWN_MODELS)


def test_each_number_is_a_row_or_left_and_stands_in_the_order_of_the_text() -> None:
    desk = made()
    assert [row.around.printed for row in desk.rows] == ["1.250", "3.400"]
    assert [one.around.printed for one in desk.left] == ["2021", "12"]
    assert [row.surety for row in desk.rows] == ["sure", "unsure"]


def test_the_words_around_a_number_are_those_of_its_sentence() -> None:
    assert around(written(), DAYS.start, DAYS.end).before == "Năm 2021, bà con góp "
    assert around(written(), DAYS.start, DAYS.end).after == " ngày công và hiến hơn 3.400 m² đất."
    assert around(written(), MEETINGS.start, MEETINGS.end).before == "Kết quả đó đến từ "


def test_words_around_are_cut_between_words_and_say_so() -> None:
    long = " ".join(["dài"] * 100) + " 55 " + " ".join(["rộng"] * 100)
    found = around(written(long), long.index("55"), long.index("55") + 2, most=42)
    assert found.before == "… dài dài dài dài "
    assert found.after == " rộng rộng rộng …"


def test_a_sentence_that_a_page_break_parted_is_put_together_again() -> None:
    text = "Nhân dân đã góp\n¹ Chú thích.\n720 ngày công.\nĐoạn khác."
    lines = text.split("\n")
    starts = [text.index(line) for line in lines]
    paragraphs = tuple(
        Paragraph(start, start + len(line), "text", continues=0 if number == 2 else None)
        for number, (start, line) in enumerate(zip(starts, lines, strict=True))
    )
    document = Document(text, paragraphs)
    assert around(document, starts[2], starts[2] + 3).before == "Nhân dân đã góp "
    assert around(document, text.index("góp"), text.index("góp") + 3).after == " 720 ngày công."


@pytest.mark.parametrize(
    ("known", "standing"),
    [
        (Known(1250.0, "=", None, "bc"), "same"),
        (Known(1250.0, ">", None, "bc"), "differs"),
        (Known(1251.0, "=", None, "bc"), "differs"),
        (Known(1250.0, "=", 1300.0, "bc"), "differs"),
    ],
)
def test_a_figure_is_held_against_what_the_data_say_of_the_same_quantity(known: Known, standing: str) -> None:
    desk = made(labour_days=known)
    assert (desk.rows[0].standing, desk.rows[0].known) == (standing, known)
    assert (desk.rows[1].standing, desk.rows[1].known) == ("new", None)


def test_the_last_decision_counts_and_the_earlier_one_stays() -> None:
    other = replace(TAKEN, period="2017..2021")
    row = made(ACCEPTED, decisions.change(DAYS, other, "Bình")).rows[0]
    assert row.figure == other
    assert [one.by for one in row.decisions] == ["Lan", "Bình"]
    assert row.decision == row.decisions[1]


def test_a_refused_number_goes_nowhere_but_is_still_shown() -> None:
    desk = made(decisions.refuse(DAYS, "Lan", "trùng"), labour_days=Known(1.0, "=", None, "bc"))
    assert desk.rows[0].figure is None
    assert desk.rows[0].shown == TAKEN
    assert desk.rows[0].standing == "nowhere"
    assert desk.to_publish == ()
    assert [row.name for row in desk.undecided] == [f"{LAND.start}-{LAND.end}"]


def test_a_number_that_a_person_made_a_figure_is_a_row_and_no_longer_left() -> None:
    taken = replace(TAKEN, indicator="mediations", value=12.0)
    desk = made(decisions.mark(MEETINGS.start, MEETINGS.end, taken, "Lan"))
    assert [row.surety for row in desk.rows] == ["sure", "unsure", "by_hand"]
    assert desk.rows[2].figure == taken
    assert [one.around.printed for one in desk.left] == ["2021"]


def test_a_decision_about_what_is_no_longer_proposed_keeps_its_row() -> None:
    history = [ACCEPTED, decisions.refuse(LANE, "Lan")]
    desk = reading_desk.desk(written(), Reading((LAND,)), history, {})
    assert [row.around.printed for row in desk.rows] == ["1.250", "3.400"]
    assert (desk.rows[0].figure, desk.rows[0].surety) == (TAKEN, "gone")
    assert desk.models[0].shown.name == "Ngõ hẻm không rác"
    assert desk.models_to_publish == ()


def test_filters_and_thresholds_keep_what_they_say() -> None:
    desk = made(ACCEPTED, land_donated_m2=Known(9.0, "=", None, "bc"))
    assert [len(desk.kept_by(name)) for name in reading_desk.FILTERS] == [2, 1, 1, 1]
    assert [len(desk.models_kept_by(name)) for name in reading_desk.FILTERS] == [1, 1, 0, 0]
    assert len(made().surer_than(0.9)) == 1
    assert desk.surer_than(0.9) == ()
    assert len(desk.undecided_in("II.1")) == 1
    with pytest.raises(ValueError, match="filter"):
        desk.kept_by("other")


def test_numbers_left_are_grouped_by_reason_the_most_first() -> None:
    more = replace(YEAR, start=MEETINGS.end + 1, end=MEETINGS.end + 2)
    desk = reading_desk.desk(written(), Reading((), (), (MEETINGS, YEAR, more)), (), {})
    assert [(reason, len(group)) for reason, group in desk.reasons()] == [("date", 2), ("no_indicator", 1)]


def test_a_model_is_known_by_its_name_however_spelt_and_changed_by_a_decision() -> None:
    assert made().models[0].is_known
    other = AcceptedModel("Tuyến đường hoa", "kinh_te", "", ())
    row = made(decisions.change(LANE, other, "Lan")).models[0]
    assert (row.shown, row.is_known) == (other, False)


def test_a_model_that_may_be_known_under_another_name_says_so_until_a_person_takes_it_for_one() -> None:
    longer = replace(LANE, name="Ngõ hẻm không rác, không bụi")
    asked = {"known": {}, "known_models": KNOWN_MODELS}

    def at_desk(*history: Decision) -> reading_desk.Desk:
        return reading_desk.desk(written(), Reading((), (longer,)), history, **asked)  # type: ignore[arg-type]

    undecided = at_desk()
    assert [(row.perhaps, row.is_known) for row in undecided.models] == [("Ngõ hẻm không rác", False)]
    assert (len(undecided.models_undecided), undecided.models_ready) == (1, ())
    assert at_desk(decisions.refuse(longer, "Lan")).models[0].perhaps == "Ngõ hẻm không rác"
    as_new = at_desk(decisions.accept(longer, "Lan")).models[0]
    assert (as_new.perhaps, as_new.is_known) == ("", False)
    held = replace(undecided.models[0].shown, name="Ngõ hẻm không rác")
    as_known = at_desk(decisions.change(longer, held, "Lan")).models[0]
    assert (as_known.perhaps, as_known.is_known) == ("", True)


def test_two_forms_of_one_name_in_a_text_are_asked_about_however_often_they_stand_there() -> None:
    longer = replace(LANE, name="Ngõ hẻm không rác, không bụi", start=AT + 20, end=AT + 25)
    third = replace(longer, start=AT + 26, end=AT + 30)
    reading = Reading((), (LANE, longer, third))

    def at_desk(*history: Decision) -> list[tuple[str, bool]]:
        desk = reading_desk.desk(written(), reading, history, {})
        return [(row.perhaps, row.is_perhaps_above) for row in desk.models]

    asked = ("Ngõ hẻm không rác", True)
    assert at_desk() == [("", False), asked, asked]
    assert at_desk(decisions.accept(longer, "Lan")) == [("", False)] * 3  # the third is the second, again
    assert at_desk(decisions.refuse(LANE, "Lan")) == [("", False)] * 3


def test_models_are_accepted_together_only_where_their_field_is_known() -> None:
    assert made().models_ready == made().models
    lacking = Reading((), (replace(LANE, field=""),))
    assert reading_desk.desk(written(), lacking, (), {}).models_ready == ()


def test_a_model_that_is_named_again_says_so() -> None:
    again = replace(LANE, name="Ngõ  hẻm không rác", start=AT + 20, end=AT + 25)
    desk = reading_desk.desk(written(), Reading((), (LANE, again)), (), {})
    assert [row.is_again for row in desk.models] == [False, True]


def rows_of(*sections: str) -> list[Row]:
    row = made().rows[0]
    return [replace(row, section=section) for section in sections]


def test_pages_keep_sections_together_and_cut_only_those_that_do_not_fit() -> None:
    rows = rows_of("I", "I", "II", "II", "II", "III", "III", "III", "III", "III")
    assert [[row.section for row in page] for page in reading_desk.pages(rows, 4)] == [
        ["I", "I"],
        ["II", "II", "II"],
        ["III", "III", "III", "III"],
        ["III"],
    ]
    assert reading_desk.pages([]) == []
