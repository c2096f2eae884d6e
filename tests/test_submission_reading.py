"""danvan.submission.reading: what was accepted of a document is a load like any other; its source is the document."""

import errno
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from data_folder import DataFolder
from handing_in import hand_in, left_behind, tips
from hypothesis import given
from hypothesis import strategies as st
from reading_by_hand import (
    CAMERA,
    CARD,
    DAYS,
    MODEL,
    NAME,
    POOR,
    TEXT,
    TIPS,
    TIPS_AGAIN,
    TOWN,
    accept,
    decide,
    keep,
    observed,
    publish,
)

from danvan.documents import kept
from danvan.documents.document import Document, Paragraph
from danvan.intake.issue import DataError
from danvan.reader.candidate import Candidate
from danvan.submission import decisions, reading_form
from danvan.submission import publish as publishing
from danvan.submission.decisions import AcceptedFigure, AcceptedModel, Decision
from danvan.submission.publish import DONE, NOTHING_NEW, REFUSED, TO_CONFIRM, restore
from danvan.submission.reading import check_reading, publish_reading
from danvan.submission.rebuild import rebuild
from danvan.submission.review import Review
from danvan.warehouse import handed_in, history, loads
from danvan.warehouse.build import build
from danvan.warehouse.read import Warehouse

REVIEW = "bc_duc_pho_2022"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with data and a state that was built once."""
    root = tmp_path_factory.mktemp("built")
    folder = DataFolder(root)
    build(folder.path, folder.state)
    return root


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> DataFolder:
    """Return a data folder of the test's own with its state, both as they were built."""
    return copied(built, tmp_path)


def copied(built: Path, root: Path) -> DataFolder:
    mine = DataFolder.__new__(DataFolder)
    mine.path, mine.state = root / "data", root / "state"
    shutil.copytree(built, root, dirs_exist_ok=True)
    return mine


Desk = Callable[[Decision], Review]


@pytest.fixture(scope="module")
def desk(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return what says what is wrong with one decision on the document, in a state built once."""
    root = tmp_path_factory.mktemp("desk")
    folder = copied(built, root)
    opened = Warehouse(folder.path, folder.state).opened()

    def about(decision: Decision) -> Review:
        key = decide(folder, decision)
        review = check_reading(key, opened, folder.path, folder.state)
        (folder.state / "documents" / key / decisions.FILE).unlink()
        return review

    return about


def done(folder: DataFolder, key: str) -> history.Entry:
    """Publish and return the line in the history."""
    outcome = publish(folder, key)
    assert (outcome.result, [issue.code for issue in outcome.review.issues if issue.severity == "error"]) == (
        DONE,
        [],
    )
    assert outcome.entry is not None
    return outcome.entry


def codes(review: Review) -> list[tuple[str, int | None]]:
    """Return the code and the paragraph of each finding."""
    return [(issue.code, issue.paragraph) for issue in review.issues]


def values(folder: DataFolder) -> dict[str, float]:
    return dict(observed(folder))


def counts(entry: history.Entry) -> tuple[int, int, int, int, int]:
    return entry.rows, entry.new, entry.changed, entry.same, entry.removed


def told(**others: Any) -> AcceptedFigure:
    """Return the labour days as they were read, but for what is told."""
    read = decisions.as_read(DAYS)
    assert isinstance(read, AcceptedFigure)
    return replace(read, **others)


def catalogued(folder: DataFolder) -> None:
    """Let the card of the review in the catalogue be that of the document."""
    sha256 = keep(folder).text_sha256
    folder.replace("catalogue/sources.toml", 'sha256 = "d96cf5cf', f'sha256 = "{sha256}" # ')


def test_what_was_accepted_is_observed_with_the_document_as_its_source(folder: DataFolder) -> None:
    key = accept(folder, DAYS, TIPS, CAMERA, POOR)
    entry = done(folder, key)
    source = f"tai_lieu_{key}"
    columns = "indicator, place, period, standard, value, qualifier, whole, source, printed"
    assert observed(folder, columns) == [
        ("labour_days", TOWN, "2023", None, 1250, "=", None, source, "1.250 ngày công"),
        ("poverty_rate_pct", TOWN, "2023", "2022-2025", 2.15, "=", None, source, "2,15%"),
        ("spread_camera", TOWN, "2023", None, 9, "=", 15, source, "9/15 xã, phường"),
        ("tips", TOWN, "2023", None, 30, ">", None, source, "trên 30 nguồn tin"),
    ]
    assert counts(entry) == (4, 4, 0, 0, 0)
    assert (entry.kind, entry.document, entry.by, entry.places, entry.periods) == (
        history.SUBMIT, key, "an", (TOWN,), ("2023",),
    )  # fmt: skip
    [locator] = observed(folder, "locator", "indicator = 'labour_days'")[0]
    start = TEXT.index("1.250")
    assert locator == f"section:I.1 chars:{start}-{start + 5}"
    assert left_behind(folder.state) == []


def test_the_card_of_the_document_is_that_of_its_source(folder: DataFolder) -> None:
    key = accept(folder, DAYS)
    done(folder, key)
    columns = "basis, title, short, number, issuer, issued_on, sha256"
    question = f"select {columns} from sources where source like 'tai_lieu_%'"
    [row] = Warehouse(folder.path, folder.state).fetch(question).itertuples(index=False)
    sha256 = kept.find(folder.state, key).text_sha256
    assert tuple(row) == (
        "reported", CARD.title, "Báo cáo 2023", "12/BC-UBND", "UBND thị xã", "2023-12-20", sha256,
    )  # fmt: skip


def test_what_was_refused_is_not_observed_and_what_was_changed_is_as_it_was_changed(
    folder: DataFolder,
) -> None:
    changed = decisions.change(DAYS, told(period="2022", value=1200, qualifier="~"), "binh", "năm trước")
    key = decide(folder, changed, decisions.refuse(TIPS, "an", "không rõ kỳ"))
    entry = done(folder, key)
    assert observed(folder, "indicator, period, value, qualifier, remark") == [
        ("labour_days", "2022", 1200, "~", "năm trước")
    ]
    received = json.loads(loads.file_path(folder.state, entry.load, 0).read_bytes())
    assert [(line["decision"]["decision"], line["decision"]["proposed"]["value"]) for line in received] == [
        ("changed", 1250), ("refused", 30),
    ]  # fmt: skip


def test_a_figure_that_a_person_marked_is_one_like_any_other(folder: DataFolder) -> None:
    held = AcceptedFigure("tips", TOWN, "2023-Q4", "", 41, "=", None, "41 nguồn tin")
    done(folder, decide(folder, decisions.mark(TIPS_AGAIN.start, TIPS_AGAIN.end, held, "an")))
    assert observed(folder, "indicator, period, value, printed") == [("tips", "2023-Q4", 41, "41 nguồn tin")]


def test_the_same_decisions_again_change_nothing_and_say_so(folder: DataFolder) -> None:
    key = accept(folder, DAYS, MODEL)
    done(folder, key)
    accept(folder, DAYS)
    outcome = publish(folder, key)
    assert (outcome.result, outcome.entry, outcome.review.trial.same) == (NOTHING_NEW, None, 1)


def test_checking_says_what_would_change_and_changes_nothing(folder: DataFolder) -> None:
    key = accept(folder, DAYS, TIPS)
    build(folder.path, folder.state)
    before = history.read(folder.state)
    warehouse = Warehouse(folder.path, folder.state)
    review = check_reading(key, warehouse.opened(), folder.path, folder.state)
    assert (review.trial.new, review.trial.same, review.issues) == (2, 0, ())
    assert history.read(folder.state) == before
    assert left_behind(folder.state) == []


def test_a_later_load_of_a_document_stands_in_place_of_the_one_before(folder: DataFolder) -> None:
    key = accept(folder, DAYS, TIPS)
    first = done(folder, key)
    decide(folder, decisions.refuse(TIPS, "an"), decisions.change(DAYS, told(value=1300), "an"))
    accept(folder, CAMERA)
    outcome = publish(folder, key)
    assert (outcome.result, counts(outcome.entry)) == (DONE, (2, 1, 1, 0, 1))
    assert [(row["indicator"], row["old_value"], row["value"]) for row in outcome.review.trial.changes] == [
        ("labour_days", 1250, 1300), ("tips", 30, None), ("spread_camera", None, 9),
    ]  # fmt: skip
    assert values(folder) == {"labour_days": 1300, "spread_camera": 9}
    assert outcome.entry.loads == (first.load, outcome.entry.load)


def test_where_everything_is_refused_afterwards_nothing_is_left_of_the_document(folder: DataFolder) -> None:
    key = accept(folder, DAYS, MODEL)
    done(folder, key)
    decide(folder, decisions.refuse(DAYS, "an"), decisions.refuse(MODEL, "an"))
    assert counts(done(folder, key)) == (0, 0, 0, 0, 3)
    assert (observed(folder), publish(folder, key).result) == ([], NOTHING_NEW)


def test_the_load_before_comes_back_when_it_is_restored(folder: DataFolder) -> None:
    key = accept(folder, DAYS)
    first = done(folder, key)
    decide(folder, decisions.change(DAYS, told(value=1300), "an"))
    done(folder, key)
    restore(first.snapshot, "an", folder.path, folder.state)
    assert values(folder) == {"labour_days": 1250}
    assert counts(done(folder, key)) == (1, 0, 1, 0, 0)
    assert values(folder) == {"labour_days": 1300}


def test_a_card_that_says_something_else_is_published_though_the_figures_are_the_same(
    folder: DataFolder,
) -> None:
    key = accept(folder, DAYS)
    done(folder, key)
    kept.describe(folder.state, key, replace(CARD, short="Báo cáo năm"))
    assert counts(done(folder, key)) == (1, 0, 0, 1, 0)
    shorts = Warehouse(folder.path, folder.state).fetch("select short from sources where source like 'tai%'")
    assert [*shorts["short"]] == ["Báo cáo năm"]


def test_a_document_that_the_catalogue_has_is_its_source_there(folder: DataFolder) -> None:
    catalogued(folder)
    done(folder, accept(folder, DAYS))
    assert observed(folder, "source, value") == [(REVIEW, 1250)]


def test_what_the_data_files_give_of_the_document_is_the_same_and_not_given_twice(folder: DataFolder) -> None:
    catalogued(folder)
    folder.observe(f"labour_days,{TOWN},2023,,1250,=,{REVIEW}")
    key = accept(folder, DAYS)
    outcome = publish(folder, key)
    assert (outcome.result, outcome.review.trial.same) == (NOTHING_NEW, 1)
    accept(folder, TIPS)
    assert counts(done(folder, key)) == (2, 1, 0, 1, 0)
    assert observed(folder, "indicator, value, source") == [
        ("labour_days", 1250, REVIEW),
        ("tips", 30, REVIEW),
    ]


def test_what_the_data_files_give_otherwise_is_told_at_its_paragraph_and_nothing_is_published(
    folder: DataFolder,
) -> None:
    catalogued(folder)
    folder.observe(f"labour_days,{TOWN},2023,,1200,=,{REVIEW}")
    key = accept(folder, DAYS, TIPS)
    outcome = publish(folder, key)
    assert (outcome.result, codes(outcome.review)) == (REFUSED, [("given_otherwise", 5)])
    [issue] = outcome.review.issues
    assert (issue.file, issue.value) == ("bao-cao-2023.txt", "1.250 ngày công")
    assert "1.250 ngày" in issue.message()
    assert "1.200 ngày" in issue.message()
    assert issue.where() == "bao-cao-2023.txt, đoạn 5"
    assert values(folder) == {"labour_days": 1200}
    review = check_reading(key, Warehouse(folder.path, folder.state).opened(), folder.path, folder.state)
    assert review.issues == outcome.review.issues


def test_a_data_file_that_gives_it_otherwise_later_stops_the_build_and_says_so(folder: DataFolder) -> None:
    catalogued(folder)
    done(folder, accept(folder, DAYS))
    folder.observe(f"labour_days,{TOWN},2023,,1200,=,{REVIEW}")
    with pytest.raises(DataError) as caught:
        build(folder.path, folder.state)
    assert [issue.code for issue in caught.value.issues] == ["given_otherwise"]
    folder.observe(f"labour_days,{TOWN},2023,,1250,=,{REVIEW}")
    build(folder.path, folder.state)
    assert values(folder) == {"labour_days": 1250}


def test_what_the_catalogue_no_longer_has_is_named(folder: DataFolder) -> None:
    catalogued(folder)
    done(folder, accept(folder, CAMERA))
    indicators = (folder.path / "catalogue/indicators.toml").read_text(encoding="utf-8")
    folder.write("catalogue/indicators.toml", indicators.replace("[spread_camera]", "[spread_lens]"))
    with pytest.raises(DataError) as caught:
        build(folder.path, folder.state)
    assert [(issue.code, issue.value) for issue in caught.value.issues] == [
        ("load_unfit", f"spread_camera {TOWN}")
    ]


@pytest.mark.parametrize(
    ("others", "code"),
    [
        ({"indicator": "happiness"}, "unknown_reference"),
        ({"place": "99999"}, "unknown_reference"),
        ({"standard": "1990-1995"}, "unknown_reference"),
        ({"standard": "2022-2025"}, "standard_not_used"),
        ({"indicator": "poverty_rate_pct", "value": 3}, "standard_needed"),
        ({"period": "năm 2023"}, "not_period"),
        ({"period": "2093"}, "period_in_future"),
        ({"place": "21460", "period": "2026"}, "unit_not_then"),
        ({"qualifier": "≈"}, "not_allowed"),
        ({"value": -1}, "below_minimum"),
        ({"place": "21460", "value": 9e6}, "above_maximum"),
        ({"value": 12.5}, "too_many_decimals"),
        ({"value": float("nan")}, "not_number"),
        ({"value": 9, "whole": 8}, "above_whole"),
        ({"phrase": "1.251 ngày công"}, "span_misfit"),
    ],
)
def test_a_figure_that_cannot_be_is_named_at_its_paragraph(
    desk: Desk, others: dict[str, Any], code: str
) -> None:
    assert codes(desk(decisions.change(DAYS, told(**others), "an"))) == [(code, 5)]


@pytest.mark.parametrize("span", [(0, 0), (90, 93), (91, 95), (0, 7), (10**6, 10**6 + 5)])
def test_a_span_that_is_not_exactly_the_number_is_an_error_that_names_the_figure(
    desk: Desk, span: tuple[int, int]
) -> None:
    moved = decisions.accept(replace(DAYS, start=span[0], end=span[1]), "an")
    [issue] = desk(moved).issues
    assert (issue.severity, issue.code, issue.value) == ("error", "span_misfit", "1.250 ngày công")


def test_where_a_figure_cannot_be_nothing_is_published(folder: DataFolder) -> None:
    key = decide(folder, decisions.change(DAYS, told(period="năm 2023"), "an"), decisions.accept(TIPS, "an"))
    outcome = publish(folder, key)
    assert (outcome.result, outcome.entry, codes(outcome.review)) == (REFUSED, None, [("not_period", 5)])
    assert observed(folder) == []


def test_money_below_what_is_plausible_is_asked_about(folder: DataFolder) -> None:
    held = told(indicator="contribution_vnd", value=1250)
    key = decide(folder, decisions.change(DAYS, held, "an"))
    assert publish(folder, key, confirmed=False).result == TO_CONFIRM
    outcome = publish(folder, key)
    assert (outcome.result, codes(outcome.review)) == (DONE, [("below_least", 5), ("outside_range", 5)])


def test_a_part_above_its_whole_is_refused(folder: DataFolder) -> None:
    parts = [
        told(indicator="poor_households", value=900, standard="2022-2025"),
        told(indicator="households", value=41),
    ]
    key = decide(
        folder, decisions.change(DAYS, parts[0], "an"),
        decisions.change(TIPS_AGAIN, replace(parts[1], phrase="41 nguồn tin"), "an"),
    )  # fmt: skip
    assert ("part_exceeds_whole", 5) in codes(publish(folder, key).review)


def test_the_same_figure_given_again_counts_once(folder: DataFolder) -> None:
    again = replace(TIPS_AGAIN, value=30, qualifier=">")
    outcome = publish(folder, accept(folder, TIPS, again))
    assert (outcome.result, codes(outcome.review), outcome.entry.rows) == (DONE, [("stated_again", 8)], 1)
    assert observed(folder, "printed") == [("trên 30 nguồn tin",)]


def test_two_figures_for_one_quantity_are_refused_until_somebody_decides(folder: DataFolder) -> None:
    key = accept(folder, TIPS, TIPS_AGAIN)
    outcome = publish(folder, key)
    assert (outcome.result, codes(outcome.review)) == (REFUSED, [("stated_otherwise", 8)])
    decide(folder, decisions.refuse(TIPS, "an"))
    done(folder, key)
    assert values(folder) == {"tips": 41}


def test_without_any_decision_nothing_is_published(folder: DataFolder) -> None:
    outcome = publish(folder, keep(folder).document)
    assert (outcome.result, codes(outcome.review)) == (REFUSED, [("nothing_decided", None)])


def test_refusals_alone_change_nothing(folder: DataFolder) -> None:
    assert publish(folder, decide(folder, decisions.refuse(DAYS, "an"))).result == NOTHING_NEW


def test_a_document_that_is_not_kept_is_named(folder: DataFolder) -> None:
    with pytest.raises(DataError) as caught:
        publish(folder, "0123456789ab")
    assert [issue.code for issue in caught.value.issues] == ["document_gone"]


def test_who_may_hand_in_for_one_ward_publishes_no_figure_of_another_unit(folder: DataFolder) -> None:
    key = accept(folder, DAYS, MODEL)
    outcome = publish_reading(key, "an", folder.path, folder.state, allowed={"21460"}, confirmed=True)
    assert [issue.code for issue in outcome.review.issues] == ["not_your_unit", "not_your_unit"]
    assert outcome.result == REFUSED


def test_a_contradiction_with_another_document_is_published_only_when_somebody_says_yes(
    folder: DataFolder,
) -> None:
    folder.observe(f"labour_days,{TOWN},2023,,900,=,{REVIEW}")
    key = accept(folder, DAYS)
    asked = publish(folder, key, confirmed=False)
    assert (asked.result, [issue.code for issue in asked.review.to_confirm]) == (
        TO_CONFIRM,
        ["sources_disagree"],
    )
    entry = done(folder, key)
    assert counts(entry) == (1, 0, 1, 0, 0)
    assert loads.changes(folder.state, entry.load)[0]["old_value"] == 900
    assert observed(folder, "value", "not superseded") == [(1250,)]


def test_a_jump_is_published_only_when_somebody_says_yes(folder: DataFolder) -> None:
    folder.observe(f"labour_days,{TOWN},2022,,20,=,{REVIEW}")
    asked = publish(folder, accept(folder, DAYS), confirmed=False)
    assert (asked.result, codes(asked.review)) == (TO_CONFIRM, [("jump", 5)])


def test_what_wards_handed_in_goes_before_a_document_and_is_not_changed_by_it(folder: DataFolder) -> None:
    hand_in(folder, tips(7))
    of_ward = replace(TIPS_AGAIN, place="21460")
    entry = done(folder, accept(folder, of_ward))
    assert counts(entry) == (1, 1, 0, 0, 0)
    assert observed(folder, "value", "place = '21460' and not superseded") == [(7,)]


def test_models_stand_with_their_wards_and_the_document_as_source(folder: DataFolder) -> None:
    other = AcceptedModel("Bếp ấm cho em", "chung", "Hội Phụ nữ", ())
    start = TEXT.index("chạy tốt")
    key = decide(folder, decisions.accept(MODEL, "an"), decisions.mark(start, start + 8, other, "an"))
    entry = done(folder, key)
    assert entry.models == 3
    fetch = Warehouse(folder.path, folder.state).fetch
    models = fetch("select name, field, host, scope, source from models order by name")
    assert [tuple(row) for row in models.fillna("").itertuples(index=False)] == [
        ("Bếp ấm cho em", "chung", "Hội Phụ nữ", "unspecified", f"tai_lieu_{key}"),
        (NAME, "kinh_te", "", "wards", f"tai_lieu_{key}"),
    ]
    assert [*fetch("select place from adoptions order by place")["place"]] == ["21460", "21463"]
    assert publish(folder, key).result == NOTHING_NEW


def test_a_model_of_the_catalogue_in_another_field_is_told(folder: DataFolder) -> None:
    done(folder, accept(folder, MODEL))
    moved = AcceptedModel(NAME, "van_hoa_xa_hoi", "", ("21460",))
    catalogued(folder)
    header = (folder.path / "report/models.csv").read_text(encoding="utf-8").splitlines()[0]
    row = f"ngo_sang,{NAME},,model,kinh_te,stated,,,,unspecified,,wards,,{REVIEW},,"
    folder.write("report/models.csv", f"{header}\n{row}\n")
    outcome = publish(folder, decide(folder, decisions.change(MODEL, moved, "an")))
    assert [issue.code for issue in outcome.review.issues] == ["model_field_differs"]


def test_a_model_named_as_another_document_prints_it_is_that_model(folder: DataFolder) -> None:
    catalogued(folder)
    header = (folder.path / "report/models.csv").read_text(encoding="utf-8").splitlines()[0]
    row = f"ngo_sang,Ngõ xóm an vui,{NAME.upper()},model,kinh_te,stated,,,,unspecified,,wards,,{REVIEW},,"
    folder.write("report/models.csv", f"{header}\n{row}\n")
    key = accept(folder, MODEL)
    assert done(folder, key).models == 2  # its two wards
    fetch = Warehouse(folder.path, folder.state).fetch
    assert [*fetch("select name from models")["name"]] == ["Ngõ xóm an vui"]
    assert [*fetch("select model from adoptions")["model"]] == ["ngo_sang", "ngo_sang"]
    assert publish(folder, key).result == NOTHING_NEW
    moved = AcceptedModel(NAME, "van_hoa_xa_hoi", "", ("21460",))
    outcome = publish(folder, decide(folder, decisions.change(MODEL, moved, "an")))
    assert [issue.code for issue in outcome.review.issues] == ["model_field_differs"]


def test_a_model_without_a_name_or_a_known_field_or_ward_is_named(folder: DataFolder) -> None:
    held = AcceptedModel("", "nghe_thuat", "x" * 400, ("1",))
    outcome = publish(folder, decide(folder, decisions.change(MODEL, held, "an")))
    assert [issue.code for issue in outcome.review.issues] == [
        "model_name_missing", "text_too_long", "unknown_reference", "unknown_reference",
    ]  # fmt: skip


def test_the_kept_decisions_alone_are_enough_to_make_the_load_again(folder: DataFolder) -> None:
    key = accept(folder, DAYS, CAMERA, MODEL)
    entry = done(folder, key)
    before = observed(folder, "indicator, value, whole, source, locator, printed")
    (loads.folder(folder.state, entry.load) / "figures.csv").unlink()
    (folder.state / history.FILE).unlink()
    kept.forget(folder.state, key)
    made = rebuild(folder.path, folder.state)
    assert (made.read_again, made.log_was_lost) == ((entry.load,), True)
    assert [one.document for one in history.read(folder.state) if one.load] == [key]
    assert [(issue.severity, issue.code, issue.value) for issue in made.issues] == [
        ("warning", "sentences_gone", CARD.short)
    ]
    assert observed(folder, "indicator, value, whole, source, locator, printed") == before
    assert rebuild(folder.path, folder.state).read_again == ()
    keep(folder)
    assert rebuild(folder.path, folder.state).issues == ()


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'[{"decision": {}}]', b"\xff"])
def test_a_file_that_holds_no_decisions_is_known(content: bytes) -> None:
    with pytest.raises((ValueError, TypeError, KeyError, AttributeError)):
        reading_form.read("x.json", content)


def test_kept_decisions_that_are_none_are_named(folder: DataFolder) -> None:
    entry = done(folder, accept(folder, DAYS))
    home, content = loads.folder(folder.state, entry.load), b"{}"
    damaged = replace(loads.read(folder.state, entry.load), files=(loads.received("x.json", content),))
    (home / "received-0").write_bytes(content)
    loads.write_read(home, damaged, b"", b"")
    (home / "figures.csv").unlink()
    with pytest.raises(DataError) as caught:
        rebuild(folder.path, folder.state)
    assert [issue.code for issue in caught.value.issues] == ["load_damaged"]


def test_a_load_of_before_documents_is_read_as_it_was(folder: DataFolder) -> None:
    entry = hand_in(folder, tips(7)).entry
    home = loads.folder(folder.state, entry.load)
    lines = (home / "figures.csv").read_text(encoding="utf-8").splitlines()
    figures = "".join(f"{line.rpartition(',')[0]}\n" for line in lines).encode()
    loads.write_read(home, loads.read(folder.state, entry.load), figures, (home / "models.csv").read_bytes())
    card = json.loads((home / "load.json").read_text(encoding="utf-8"))
    del card["document"]
    (home / "load.json").write_text(json.dumps(card), encoding="utf-8")
    build(folder.path, folder.state)
    assert observed(folder, "value, whole", "source like 'nop%'") == [(7, None), (7, None)]


@given(
    value=st.floats(allow_nan=False, allow_infinity=False, width=64),
    whole=st.none() | st.floats(min_value=0, max_value=1e15),
    phrase=st.text(max_size=20),
    why=st.text(max_size=20),
)
def test_whatever_was_accepted_is_read_again_from_what_is_kept_to_the_last_digit(
    value: float, whole: float | None, phrase: str, why: str
) -> None:
    decision = decisions.change(DAYS, told(value=value, whole=whole, phrase=phrase), "an", why)
    document = Document(TEXT, (Paragraph(0, len(TEXT), "text", "I.1"),))
    [figure] = reading_form.read("a.txt", reading_form.written(document, [decision])).figures
    assert (float(f"{figure.value:f}"), figure.printed, figure.remark) == (value, phrase, why)
    assert (None if figure.whole is None else float(f"{figure.whole:f}")) == whole
    assert (figure.locator, figure.where.line) == (f"section:I.1 chars:{DAYS.start}-{DAYS.end}", 1)


def test_of_all_loads_of_one_document_the_last_counts() -> None:
    def of(load: str, document: str | None) -> handed_in.Handed:
        card = None if document is None else loads.OfDocument(document, document * 5, "a.txt")
        return handed_in.Handed(loads.Load(load, "an", "", (), document=card), None)  # type: ignore[arg-type]

    every = [of("1", "a"), of("2", None), of("3", "b"), of("4", "a"), of("5", None)]
    assert [one.load.load for one in handed_in.counting(every)] == ["2", "3", "4", "5"]


def test_a_disk_that_fails_at_the_line_in_the_history_undoes_the_load(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = accept(folder, DAYS)
    build(folder.path, folder.state)

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(publishing.history, "append", full)
        with pytest.raises(DataError, match="No space"):
            publish(folder, key)
    assert (observed(folder), left_behind(folder.state)) == ([], [])
    done(folder, key)
    assert values(folder) == {"labour_days": 1250}


def test_a_damaged_document_is_named_and_nothing_is_published(folder: DataFolder) -> None:
    key = accept(folder, DAYS)
    (folder.state / "documents" / key / "text").write_text("khác", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        publish(folder, key)
    assert [issue.code for issue in caught.value.issues] == ["document_damaged"]


def test_two_documents_are_two_sources(folder: DataFolder) -> None:
    done(folder, accept(folder, DAYS))
    other = kept.keep(folder.state, "khac.txt", TEXT.replace("1.250", "1.251").encode(), "an", CARD)
    candidate: Candidate = replace(DAYS, value=1251, phrase="1.251 ngày công")
    decisions.decide(folder.state, other.document, [decisions.accept(candidate, "an")])
    done(folder, other.document)
    assert observed(folder, "value, source") == [
        (1250, f"tai_lieu_{keep(folder).document}"), (1251, f"tai_lieu_{other.document}"),
    ]  # fmt: skip
