"""One example of every form of chart, with fifteen wards and five years, for tests that walk all forms."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from danvan import figures
from danvan.figures import Figure, Style

WARDS = (  # name, tile row, tile column
    ("Phổ An", 1, 2),
    ("Phổ Phong", 2, 1),
    ("Phổ Thuận", 2, 2),
    ("Phổ Quang", 2, 3),
    ("Phổ Văn", 3, 2),
    ("Phổ Ninh", 3, 3),
    ("Phổ Nhơn", 4, 1),
    ("Nguyễn Nghiêm", 4, 2),
    ("Phổ Minh", 4, 3),
    ("Phổ Hòa", 5, 2),
    ("Phổ Vinh", 5, 3),
    ("Phổ Cường", 6, 3),
    ("Phổ Khánh", 6, 4),
    ("Phổ Thạnh", 7, 4),
    ("Phổ Châu", 8, 4),
)
YEARS = (2017, 2018, 2019, 2020, 2021)
MODELS = (
    "Camera an ninh",
    "Khu dân cư không có tội phạm",
    "Ánh sáng đường quê",
    "Tiếng kẻng an ninh",
    "Nhà sạch vườn đẹp",
    "Hũ gạo tình thương",
)


def comma(value: float, decimals: int) -> str:
    """A number as text with a decimal comma, enough for examples."""
    return f"{value:.{decimals}f}".replace(".", ",")


def ward_years() -> pd.DataFrame:
    """One row per ward and year: a falling rate under two standards; Phổ Minh has no 2019."""
    rows = [
        {
            "place": f"w{number}",
            "ward": name,
            "year": year,
            "rate": round(
                (9 - number * 0.45) * 0.78 ** (year - 2017) + (2.0 if year == 2021 else 0) + number % 3 * 0.3,
                2,
            ),
            "standard": "2016-2020" if year < 2021 else "2021-2025",
            "lower_bound": year == 2018 and number == 2,
        }
        for number, (name, _, _) in enumerate(WARDS)
        for year in YEARS
        if not (name == "Phổ Minh" and year == 2019)
    ]
    frame = pd.DataFrame(rows)
    frame["text"] = [comma(rate, 2) for rate in frame["rate"]]
    frame["hover"] = frame["ward"] + " " + frame["year"].astype(str) + "<br>" + frame["text"] + "%"
    frame["standard_text"] = "Chuẩn nghèo " + frame["standard"]
    frame["town"] = [5.5 * 0.78 ** (year - 2017) for year in frame["year"]]
    return frame


def wards() -> pd.DataFrame:
    """One row per ward: value, interval, first and last value, tile, level; the last one has no value."""
    frame = pd.DataFrame(WARDS, columns=["ward", "row", "column"])
    numbers = range(len(frame))
    frame["place"] = [f"w{number}" for number in numbers]
    frame["value"] = [48213.0 / (1 + number * 0.35) for number in numbers]
    frame.loc[14, "value"] = None
    frame["text"] = [
        f"{value / 1000:.3f}" if pd.notna(value) else "chưa có số liệu" for value in frame["value"]
    ]
    frame["hover"] = frame["ward"] + "<br>" + frame["text"] + " m²"
    frame["low"] = frame["value"] * 0.7
    frame["high"] = frame["value"] * 1.25
    frame["first"] = [9.1 - number * 0.4 for number in numbers]
    frame["last"] = [2.2 + number % 4 * 0.9 - number * 0.05 for number in numbers]
    frame["first_text"] = [comma(value, 2) for value in frame["first"]]
    frame["last_text"] = [comma(value, 2) for value in frame["last"]]
    frame["level"] = pd.Series([5, 5, 4, 4, 3, 3, 3, 2, 2, 2, 1, 1, 0, 0, None], dtype="Int64")
    return frame


def measures() -> pd.DataFrame:
    """One row per measure and year, on three very different scales; one value is missing."""
    rows = [
        {"measure": measure, "year": year, "value": scale * (1 + (year * 7 + scale) % 5) / 4}
        for measure, scale in (("Tin báo", 320), ("Vụ việc được giải quyết", 90), ("Đối tượng bị xử lý", 140))
        for year in YEARS
    ]
    frame = pd.DataFrame(rows)
    frame.loc[7, "value"] = None
    frame["text"] = [f"{value:.0f}" if pd.notna(value) else "chưa có số liệu" for value in frame["value"]]
    frame["hover"] = frame["measure"] + " " + frame["text"]
    return frame


def adoptions() -> pd.DataFrame:
    """One row per model and ward that has it, read or inferred."""
    rows = [
        {
            "model": model,
            "ward": name,
            "reading": "inferred" if (row + number) % 4 == 0 else "stated",
            "place": f"w{number}",
        }
        for row, model in enumerate(MODELS)
        for number, (name, _, _) in enumerate(WARDS)
        if (row * 5 + number * 3) % 4 > 1
    ]
    rows.append({"model": MODELS[2], "ward": "Cả thị xã", "reading": "stated", "place": "town"})
    frame = pd.DataFrame(rows)
    frame["hover"] = frame["model"] + "<br>" + frame["ward"]
    return frame


def coverage() -> pd.DataFrame:
    """One row per question: how many of all."""
    frame = pd.DataFrame(
        {"name": ["Mô hình có nơi thực hiện", "Xã, phường đã nộp"], "part": [83, 11], "whole": [83, 15]}
    )
    frame["text"] = ["83/83", "11/15"]
    frame["hover"] = frame["name"] + " " + frame["text"]
    return frame


def households() -> pd.DataFrame:
    """One row per ward: households, a rate and what chance says of it; Phổ Châu has no rate."""
    verdicts = ("above", "within", "within", "perhaps_below", "within", "below", "unknown")
    frame = pd.DataFrame(WARDS, columns=["ward", "row", "column"])
    numbers = range(len(frame))
    frame["place"] = [f"w{number}" for number in numbers]
    frame["households"] = [900 + number * 617 % 3000 for number in numbers]
    frame["verdict"] = [verdicts[number % len(verdicts)] for number in numbers]
    reach = {"above": 3.6, "perhaps_below": -2.5, "below": -3.4}
    frame["rate"] = [
        round(8 + (reach.get(verdict, number % 5 * 0.7 - 1.4)) * (8 * 92 / size) ** 0.5, 3)
        for number, verdict, size in zip(numbers, frame["verdict"], frame["households"], strict=True)
    ]
    frame.loc[14, "rate"] = None
    frame["hover"] = frame["ward"] + " " + frame["households"].astype(str)
    frame["text"] = [comma(rate, 2) if pd.notna(rate) else "chưa có số liệu" for rate in frame["rate"]]
    return frame


def chance_limits(whole: float = 8.0, most: int = 4000) -> pd.DataFrame:
    """Limits of chance around a rate in percent by households, by the normal formula; enough for examples."""
    sizes = pd.Series(range(200, most + 1, 50))
    spread = (whole * (100 - whole) / sizes) ** 0.5
    return pd.DataFrame(
        {
            "size": sizes,
            "low_95": (whole - 1.96 * spread).clip(lower=0),
            "high_95": whole + 1.96 * spread,
            "low_998": (whole - 3.09 * spread).clip(lower=0),
            "high_998": whole + 3.09 * spread,
        }
    )


VERDICTS = {
    "above": "cao hơn hẳn",
    "perhaps_above": "có thể cao hơn",
    "within": "trong khoảng ngẫu nhiên",
    "perhaps_below": "có thể thấp hơn",
    "below": "thấp hơn hẳn",
    "unknown": "chưa đủ cơ sở",
}


def _funnel(frame: pd.DataFrame, style: Style, **more: Any) -> Figure:
    return figures.funnel_plot(
        frame, chance_limits(), name="ward", size="households", rate="rate", verdict="verdict", hover="hover",
        key="place", style=style, reference=8.0, reference_label="Cả thị xã 8,0%", size_title="Số hộ",
        rate_title="Hộ nghèo, % số hộ", rate_suffix="%", verdict_labels=VERDICTS,
        missing_label="Chưa có số liệu", **more,
    )  # fmt: skip


def _trend(frame: pd.DataFrame, style: Style, **more: Any) -> Figure:
    return figures.trend_lines(
        frame, x="year", y="rate", series="ward", text="text", hover="hover", style=style, segment="standard",
        segment_text="standard_text", key="place", bound="lower_bound", **more,
    )  # fmt: skip


def _multiples(frame: pd.DataFrame, style: Style, **more: Any) -> Figure:
    return figures.small_multiples(
        frame, panel="ward", x="year", y="rate", text="text", hover="hover", style=style, key="place",
        segment="standard", reference="town", reference_label="cả thị xã", **more,
    )  # fmt: skip


def _ranked(frame: pd.DataFrame, style: Style, **more: Any) -> Figure:
    return figures.ranked_bar(
        frame, name="ward", value="value", text="text", hover="hover", key="place", style=style, **more
    )


def _dumbbell(frame: pd.DataFrame, style: Style, **more: Any) -> Figure:
    return figures.dumbbell(
        frame, name="ward", first="first", last="last", first_text="first_text", last_text="last_text",
        hover="hover", key="place", style=style, first_label="2017", last_label="2021", **more,
    )  # fmt: skip


def _columns(frame: pd.DataFrame, style: Style, **more: Any) -> Figure:
    return figures.columns(
        frame.iloc[5:10], x="year", y="value", text="text", hover="hover", style=style, **more
    )


def _panels(frame: pd.DataFrame, style: Style, **more: Any) -> Figure:
    return figures.panels_of_columns(
        frame, panel="measure", x="year", y="value", text="text", hover="hover", style=style, **more
    )


def _intervals(frame: pd.DataFrame, style: Style, **more: Any) -> Figure:
    return figures.interval_dots(
        frame, name="ward", value="value", low="low", high="high", text="text", hover="hover", key="place",
        style=style, reference=19000.0, reference_label="Thị xã 19.000", **more,
    )  # fmt: skip


def _tiles(frame: pd.DataFrame, style: Style, **more: Any) -> Figure:
    return figures.tile_map(
        frame, row="row", column="column", name="ward", value_text="text", level="level", hover="hover",
        key="place", style=style, missing_words="chưa có số liệu", **more,
    )  # fmt: skip


def _matrix(frame: pd.DataFrame, style: Style, **more: Any) -> Figure:
    return figures.adoption_matrix(
        frame, model="model", place="ward", reading="reading", hover="hover", key="place", rows=MODELS,
        columns=[*(name for name, _, _ in WARDS), "Cả thị xã", "Chưa nêu tên"], stated_label="nêu rõ tên",
        inferred_label="suy ra", style=style, **more,
    )  # fmt: skip


def _coverage(frame: pd.DataFrame, style: Style, **more: Any) -> Figure:
    return figures.coverage_bar(
        frame, name="name", part="part", whole="whole", text="text", hover="hover", style=style
    )


def last_two_years() -> pd.DataFrame:
    """One row per ward and year, of 2020 and 2021."""
    frame = ward_years()
    return frame[frame["year"] >= 2020].reset_index(drop=True)


def quartiles() -> pd.DataFrame:
    """The quartiles of the two years, by the rule of pandas."""
    rates = last_two_years().groupby("year")["rate"]
    frame = pd.DataFrame({"q1": rates.quantile(0.25), "median": rates.median(), "q3": rates.quantile(0.75)})
    frame["words"] = [f"trung vị {comma(value, 2)}" for value in frame["median"]]
    return frame.reset_index()


def _scatter(frame: pd.DataFrame, style: Style, **more: Any) -> Figure:
    return figures.scatter_points(
        frame, name="ward", x="households", y="rate", hover="hover", key="place", style=style,
        x_title="Số hộ", y_title="Hộ nghèo, % số hộ", y_suffix="%", y_reference=8.0,
        y_reference_label="Cả thị xã 8,0%", x_reference=2200.0, x_reference_label="Trung bình 2.200",
        missing_label="Chưa có số liệu", **more,
    )  # fmt: skip


def _slopes(frame: pd.DataFrame, style: Style, **more: Any) -> Figure:
    return figures.slope_lines(
        frame, name="ward", first="first", last="last", first_text="first_text", last_text="last_text",
        hover="hover", key="place", style=style, first_label="2017", last_label="2021",
        missing_label="Chưa có số liệu", **more,
    )  # fmt: skip


def _distribution(frame: pd.DataFrame, style: Style, **more: Any) -> Figure:
    return figures.distribution(
        frame, quartiles(), name="ward", value="rate", row="year", hover="hover", key="place", style=style,
        bound="lower_bound", median_text="words", value_title="Hộ nghèo, % số hộ", value_suffix="%",
        summary_label="Dải nhạt: một nửa số xã, phường ở giữa; vạch: trung vị", missing_label="Chưa có số liệu",
        **more,
    )  # fmt: skip


FORMS: dict[str, tuple[Callable[[], pd.DataFrame], Callable[..., Figure]]] = {
    "trend_lines": (ward_years, _trend),
    "small_multiples": (ward_years, _multiples),
    "ranked_bar": (wards, _ranked),
    "dumbbell": (wards, _dumbbell),
    "columns": (measures, _columns),
    "panels_of_columns": (measures, _panels),
    "interval_dots": (wards, _intervals),
    "tile_map": (wards, _tiles),
    "adoption_matrix": (adoptions, _matrix),
    "coverage_bar": (coverage, _coverage),
    "funnel_plot": (households, _funnel),
    "slope_lines": (wards, _slopes),
    "scatter_points": (households, _scatter),
    "distribution": (last_two_years, _distribution),
}
WITHOUT_HIGHLIGHT = {"columns", "panels_of_columns", "coverage_bar"}


def example(form: str, style: Style, frame: pd.DataFrame | None = None, **more: Any) -> Figure:
    """The example figure of a form, from its own frame unless another is given."""
    make_frame, draw = FORMS[form]
    return draw(make_frame() if frame is None else frame, style, **more)
