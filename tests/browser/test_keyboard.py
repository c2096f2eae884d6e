"""Charts by keyboard alone: reach, marks, their words, filtering by a mark; and by touch."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.accessibility import findings
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

# One chart of every form on the pages.
CHARTS = {
    "lines": ("/giam-ngheo", "poverty_trend"),
    "small multiples": ("/giam-ngheo", "poverty_wards"),
    "dumbbell": ("/giam-ngheo", "poverty_first_last"),
    "bars": ("/hien-dat", "contributions_by_ward"),
    "columns": ("/hien-dat", "contributions_by_year"),
    "panels of columns": ("/tin-bao", "security_by_year"),
    "dots with intervals": ("/tin-bao", "cases_per_100_tips"),
    "tiles": ("/mo-hinh", "models_map"),
    "coverage": ("/mo-hinh", "models_coverage"),
    "matrix": ("/mo-hinh", "models_matrix"),
}
MOST_TABS = 120

# What plotly.js would show at its marks, read from the traces as they were given.
LABELS = """chart => chart.data.filter((trace) => trace.hoverinfo !== "skip").flatMap((trace) =>
  trace.hovertext.filter((words, at) => words && trace.x[at] !== null && trace.y[at] !== null)
    .map((words) => words.replace(/<br>/g, "\\n").replace(/<[^>]+>/g, "").trim()))"""

# What is shown and spoken, and whether something that plotly.js drew for a mark lies where the ring is.
COME_TO = """chart => {
  const box = (element) => element.getBoundingClientRect();
  const middle = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2];
  const [x, y] = middle(box(document.querySelector(".dv-ring")));
  const marks = [...chart.querySelectorAll(".barlayer .point > path, .scatterlayer path.point")];
  const ringed = marks.some((mark) => Math.hypot(middle(box(mark))[0] - x, middle(box(mark))[1] - y) <= 3);
  return [document.querySelector(".dv-at").innerText, document.querySelector(".dv-said").innerText, ringed];
}"""


def chart_of(opened: Visit, card: str) -> Any:
    return opened.page.locator(f".st-key-card-{card} .js-plotly-plot")


def tab_to(opened: Visit, chart: Any) -> None:
    for _ in range(MOST_TABS):
        opened.page.keyboard.press("Tab")
        if chart.evaluate("chart => chart === document.activeElement"):
            return
    raise AssertionError(f"{MOST_TABS} times Tab did not come to the chart.")


def said(opened: Visit) -> tuple[str, int, int]:
    """Return what is spoken at a mark, the mark's number, and how many there are."""
    spoken = re.fullmatch(r"(.*) \((\d+)/(\d+)\)", opened.page.inner_text(".dv-said"))
    assert spoken is not None
    return spoken[1], int(spoken[2]), int(spoken[3])


@pytest.mark.parametrize(("page", "card"), CHARTS.values(), ids=CHARTS)
def test_arrow_keys_lead_through_all_marks_of_a_chart_and_say_their_labels(
    app: str, visit: Callable[..., Visit], page: str, card: str
) -> None:
    opened = visit(f"{app}{page}")
    chart, press = chart_of(opened, card), opened.page.keyboard.press
    tab_to(opened, chart)
    assert chart.evaluate("chart => getComputedStyle(chart, '::after').borderTopStyle") == "solid"
    press("ArrowRight")
    _, first, count = said(opened)
    assert first == 1
    shown = []
    for number in range(1, count + 1):
        label, spoken, ringed = chart.evaluate(COME_TO)
        assert spoken == f"{label} ({number}/{count})".replace("\n", ", ")
        assert ringed, label
        shown.append(label)
        press("ArrowRight")
    assert said(opened)[1] == count
    assert sorted(shown) == sorted(chart.evaluate(LABELS))
    press("Escape")
    assert not opened.page.is_visible(".dv-at")
    assert not opened.page.is_visible(".dv-ring")


def test_up_and_down_lead_to_the_next_row_and_home_and_end_to_the_ends(
    app: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(f"{app}/mo-hinh")
    press = opened.page.keyboard.press
    tab_to(opened, chart_of(opened, "models_map"))
    press("Home")
    press("ArrowDown")
    assert said(opened)[0].startswith("Phổ Thuận")
    press("ArrowLeft")
    assert said(opened)[0].startswith("Phổ Phong")
    press("ArrowUp")
    assert said(opened)[0].startswith("Phổ Phong")
    press("End")
    assert said(opened)[0].startswith("Phổ Châu")


def test_cell_of_the_matrix_says_its_model(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/mo-hinh")
    tab_to(opened, chart_of(opened, "models_matrix"))
    opened.page.keyboard.press("ArrowRight")
    assert said(opened)[0] == "Phổ An, Chăm sóc người cao tuổi, Suy ra"


@pytest.mark.parametrize("key", ["Enter", " "])
def test_key_on_a_mark_filters_by_its_ward_keeps_the_place_and_back_undoes_it(
    app: str, visit: Callable[..., Visit], key: str
) -> None:
    opened = visit(f"{app}/hien-dat")
    press = opened.page.keyboard.press
    chart = chart_of(opened, "contributions_by_ward")
    tab_to(opened, chart)
    press("ArrowDown")
    press("ArrowDown")
    mark = opened.page.inner_text(".dv-at")
    press(key)
    opened.page.wait_for_url("**?xa=pho-phong")
    opened.settle()
    assert opened.chosen_places == "Phổ Phong"
    opened.page.wait_for_function("() => document.activeElement.matches('.js-plotly-plot')")
    assert opened.page.inner_text(".dv-at") == mark
    assert chart.evaluate("chart => chart === document.activeElement")
    press("ArrowDown")
    assert said(opened)[1] == 3
    opened.back()
    assert opened.place == "/hien-dat"


def test_key_on_a_mark_of_a_chart_without_wards_changes_nothing(
    app: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(f"{app}/hien-dat")
    chart = chart_of(opened, "contributions_by_year")
    tab_to(opened, chart)
    opened.page.keyboard.press("ArrowRight")
    opened.page.keyboard.press("Enter")
    opened.settle()
    assert opened.place == "/hien-dat"
    assert "Enter" not in opened.page.inner_text(f"#{chart.get_attribute('aria-describedby')}", timeout=1000)


def test_walking_through_marks_leaves_nothing_that_shuts_a_reader_out(
    app: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(f"{app}/giam-ngheo")
    tab_to(opened, chart_of(opened, "poverty_wards"))
    opened.page.keyboard.press("ArrowRight")
    assert findings(opened.page) == []


def test_words_of_a_mark_are_never_taken_for_html(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/hien-dat")
    chart = chart_of(opened, "contributions_by_ward")
    hostile = "<b>Xã</b><img src=x onerror='window.dvBroken=1'><br>&lt;i&gt;1&lt;/i&gt;"
    chart.evaluate(
        "(chart, words) => { chart.calcdata[0][0].trace.hovertext = Array(15).fill(words); }", hostile
    )
    chart.focus()
    opened.page.keyboard.press("ArrowRight")
    opened.page.wait_for_timeout(100)
    assert opened.page.inner_text(".dv-at") == "Xã\n<i>1</i>"
    assert opened.page.evaluate("window.dvBroken") is None


def test_touch_on_a_mark_filters_by_its_ward(app: str, browser: Any) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="vi-VN", has_touch=True, is_mobile=True
    )
    opened = Visit(context.new_page(), f"{app}/hien-dat")
    bar = chart_of(opened, "contributions_by_ward").locator(".point").first
    bar.scroll_into_view_if_needed()
    opened.settle()  # a chart above that is still being drawn would move the bar from under the finger
    box = bar.bounding_box()
    opened.page.touchscreen.tap(box["x"] + 20, box["y"] + box["height"] / 2)
    opened.page.wait_for_url("**?xa=pho-thuan")
    opened.settle()
    assert opened.problems() == []
    context.close()
