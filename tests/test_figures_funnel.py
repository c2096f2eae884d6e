"""What a funnel plot promises: a mark for each verdict, names of those outside, limits that can be told apart."""

from typing import Any

import pandas as pd
import pytest
from figures_examples import WARDS, chance_limits, example, households

from danvan.figures import Style, funnel_plot
from danvan.figures.funnel_limits import thinned

STYLE = Style(no_data_words="chưa có số liệu")
NARROW = Style(font_size=12)


def marks_of(figure: dict[str, Any]) -> dict[str, Any]:
    """The trace of the places."""
    return figure["data"][-1]


def by_key(figure: dict[str, Any], values: list[Any]) -> dict[str, Any]:
    """Values of the marks by the places' keys."""
    return dict(zip(marks_of(figure)["customdata"], values, strict=True))


def of(rows: list[tuple[str, float, float, str]], limits: pd.DataFrame | None = None, **more: Any) -> Any:
    """A funnel of rows of name, size, rate and verdict."""
    frame = pd.DataFrame(rows, columns=["name", "size", "rate", "verdict"])
    return funnel_plot(
        frame, chance_limits() if limits is None else limits, name="name", size="size", rate="rate",
        verdict="verdict", hover="name", style=STYLE, **more,
    )  # fmt: skip


def test_every_verdict_has_a_symbol_of_its_own() -> None:
    verdicts = ("above", "perhaps_above", "within", "perhaps_below", "below", "unknown")
    figure = of([(verdict, 1000 + at, 8.0, verdict) for at, verdict in enumerate(verdicts)])
    assert by_key(figure, marks_of(figure)["marker"]["symbol"]) == {
        "above": "triangle-up",
        "perhaps_above": "triangle-up-open",
        "within": "circle",
        "perhaps_below": "triangle-down-open",
        "below": "triangle-down",
        "unknown": "circle-open",
    }


def test_a_verdict_that_is_missing_is_unknown() -> None:
    frame = households().astype({"verdict": object})
    frame.loc[0, "verdict"] = None
    figure = example("funnel_plot", STYLE, frame)
    assert by_key(figure, marks_of(figure)["marker"]["symbol"])["w0"] == "circle-open"


@pytest.mark.parametrize("style", [STYLE, NARROW], ids=["usual", "narrow"])
def test_all_outside_are_named_and_of_many_within_only_the_chosen(style: Style) -> None:
    figure = example("funnel_plot", style, highlight=("w1",))
    names = by_key(figure, marks_of(figure)["text"])
    outside = households().query("verdict in ('above', 'perhaps_below', 'below') and rate == rate")
    assert {key: name for key, name in names.items() if name} == dict(
        zip(outside["place"], outside["ward"], strict=True)
    ) | {"w1": "<b>Phổ Phong</b>"}


def test_few_places_are_all_named() -> None:
    figure = example("funnel_plot", STYLE, households().head(5))
    assert marks_of(figure)["text"] == [name for name, _, _ in WARDS[:5]]


def test_a_place_without_rate_is_named_below_and_not_drawn() -> None:
    figure = example("funnel_plot", STYLE)
    assert "w14" not in marks_of(figure)["customdata"]
    assert [note["text"] for note in figure["layout"]["annotations"]][-1] == "Chưa có số liệu: Phổ Châu"


def test_the_limits_differ_by_more_than_colour() -> None:
    low, high, outer = example("funnel_plot", STYLE)["data"][:3]
    assert "dash" not in low["line"]
    assert high["fill"] == "tonexty"
    assert outer["line"]["dash"] == "dash"


def test_the_ends_of_the_limits_are_named_and_kept_apart() -> None:
    ends = example("funnel_plot", NARROW)["data"][4]
    assert [text.strip() for text in ends["text"]] == ["Cả thị xã<br>\xa08,0%", *["95%"] * 2, *["99,8%"] * 2]
    assert sorted(ends["y"]) == [ends["y"][at] for at in (3, 1, 0, 2, 4)]


def test_only_verdicts_that_are_drawn_are_explained() -> None:
    figure = of([("a", 1000, 12.0, "above")], verdict_labels={"above": "cao hơn hẳn", "below": "thấp hơn"})
    assert figure["layout"]["annotations"][0]["text"] == "▲\xa0cao\xa0hơn\xa0hẳn"


def test_limits_of_the_smallest_sizes_do_not_press_the_rates_together() -> None:
    limits = pd.DataFrame(
        {
            "size": [10.0, 1000.0],
            "low_95": [0.0, 7],
            "high_95": [90.0, 9],
            "low_998": [0.0, 6],
            "high_998": [99.0, 10],
        }
    )
    figure = of([("a", 10, 8.0, "within"), ("b", 1000, 10.0, "above")], limits)
    # Rates span 2: the axis goes at most 0.6 x 2 beyond them, to 6.8 and 11.2, on steps of 2: 6 to 12, and 5% of 6.
    assert figure["layout"]["yaxis"]["range"] == pytest.approx([5.7, 12.3])


def test_many_limits_are_thinned_and_keep_the_largest_size() -> None:
    curves = thinned(chance_limits(most=20_000))
    assert len(curves) <= 60
    assert curves["size"].iloc[-1] == 20_000


def test_without_limits_the_places_are_still_drawn() -> None:
    figure = of([("a", 10, 8.0, "unknown")], chance_limits().iloc[:0])
    assert [trace["mode"] for trace in figure["data"]] == ["markers+text"]
