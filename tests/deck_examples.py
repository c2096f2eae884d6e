"""Decks to make files of: one with a slide of each kind, and slides of each form of chart."""

from dataclasses import replace
from datetime import date

from danvan.exports.chart_data import Arranged, Point, Series
from danvan.exports.deck import BigNumber, Deck, Plotted, Slide, Table

WARDS = (
    "Phổ An", "Phổ Châu", "Phổ Cường", "Phổ Hòa", "Phổ Khánh", "Phổ Minh", "Phổ Nhơn", "Phổ Ninh",
    "Phổ Phong", "Phổ Quang", "Phổ Thạnh", "Phổ Thuận", "Phổ Văn", "Phổ Vinh", "Nguyễn Nghiêm",
)  # fmt: skip
YEARS = ("2017", "2018", "2019", "2020", "2021")
SOURCE = "Nguồn: Báo cáo sơ kết 4/2022, mục II.2.1.1, chú thích 2, ký tự 9334-9337"
SAMPLE_WORDS = "SỐ LIỆU MINH HỌA"


def point(value: float | None, qualifier: str = "=", decimals: int = 2) -> Point:
    return Point(value, qualifier, decimals)


def plotted(
    kind: str, categories: tuple[str, ...], *series: Series, unit: str = "%", **others: object
) -> Plotted:
    return Plotted(kind, Arranged("Năm", categories, series), unit, **others)  # type: ignore[arg-type]


COVER = Slide(
    key="bia",
    kind="cover",
    title="Sơ kết phong trào thi đua “Dân vận khéo”",
    subtitle="Thị xã Đức Phổ, giai đoạn 2017–2021",
    lines=("Trình bày tại hội nghị sơ kết",),
)
NUMBERS = Slide(
    key="con-so",
    kind="numbers",
    title="Sáu con số của giai đoạn 2017–2021",
    computed_title="Sáu con số của giai đoạn 2017–2021",
    numbers=tuple(
        BigNumber(name, value, "giai đoạn 2017–2021", detail, "Theo báo cáo", SOURCE)
        for name, value, detail in (
            ("Vốn huy động xây dựng nông thôn mới", "trên 204 tỷ đồng", ""),
            ("Tỷ lệ hộ nghèo", "3,19%", "giảm 3,41 điểm phần trăm"),
            ("Đất hiến làm đường", "196.833 m²", "15/15 xã, phường"),
            ("Mô hình", "83 mô hình", ""),
            ("Hòa giải thành", "88,2%", "1.204 vụ việc"),
            ("Ngày công", "ít nhất 25.769 ngày công", ""),
        )
    ),
    standing="Theo báo cáo",
    source=SOURCE,
)
LINE = Slide(
    key="ty-le-ho-ngheo",
    kind="finding",
    field="kinh_te",
    title="Tỷ lệ hộ nghèo giảm còn 3,19%",
    computed_title="Tỷ lệ hộ nghèo giảm còn 3,19%",
    sentence="Tỷ lệ hộ nghèo của thị xã Đức Phổ từ 6,6% (2017) còn 3,19% (2021): −3,41 điểm phần trăm.",
    subtitle="Tỷ lệ hộ nghèo, %, 2017–2022",
    plotted=plotted(
        "line",
        (*YEARS, "2022"),
        Series(
            "Chuẩn 2016–2020", (point(6.6), point(5.43), point(None), point(3.9), point(3.19), point(None))
        ),
        Series("Chuẩn 2022–2025", (*[point(None)] * 5, point(4.75, ">"))),
    ),
    standing="Theo báo cáo",
    source=SOURCE,
    coverage="2019: chưa có số liệu",
    cautions=("Năm 2022 theo chuẩn nghèo mới, không so sánh được với các năm trước.",),
    notes=("Nói về chuẩn nghèo mới trước khi nói con số.", "Năm 2019 chưa có số liệu."),
)
BAR = Slide(
    key="dat-hien",
    kind="finding",
    field="kinh_te",
    title="Phổ Thuận hiến nhiều đất nhất: 28.079 m²",
    computed_title="Phổ Thuận hiến nhiều đất nhất: 28.079 m²",
    sentence="Phổ Thuận nhiều nhất (28.079 m²), Nguyễn Nghiêm ít nhất (583 m²); cả thị xã 196.833 m².",
    subtitle="Đất hiến làm đường, m², giai đoạn 2017–2021",
    plotted=plotted(
        "bar",
        WARDS,
        Series(
            "Đất hiến",
            tuple(
                point(None if at == 4 else 28079 - at * 1900, ">" if at == 2 else "=", 0)
                for at in range(len(WARDS))
            ),
        ),
        unit="m²",
        highlighted=("Phổ Phong",),
    ),
    standing="Số liệu minh họa",
    sample=True,
    source="Nguồn: Số liệu minh họa",
    coverage="14/15 xã, phường có số liệu. Chưa có số liệu: Phổ Khánh",
    notes=("Đây là số liệu minh họa.",),
)
COLUMN = Slide(
    key="tin-bao",
    kind="finding",
    field="quoc_phong_an_ninh",
    title="Nguồn tin nhiều lên, số vụ giảm xuống",
    computed_title="Nguồn tin nhiều lên, số vụ giảm xuống",
    sentence="Cộng giai đoạn 2017–2021: 426 nguồn tin, 320 vụ.",
    subtitle="Số nguồn tin và số vụ, 2017–2021",
    plotted=plotted(
        "column",
        YEARS,
        Series("Nguồn tin", tuple(point(value, decimals=0) for value in (62, 77, 91, 90, 106))),
        Series("Vụ", tuple(point(value, decimals=0) for value in (80, 71, None, 58, 49))),
        unit="lượt",
    ),
    standing="Theo báo cáo",
    source=SOURCE,
)
INTERVALS = Slide(
    key="hoa-giai",
    kind="finding",
    field="quoc_phong_an_ninh",
    title="Chỉ Phổ Phong khác hẳn mức chung về hòa giải thành",
    computed_title="Chỉ Phổ Phong khác hẳn mức chung về hòa giải thành",
    sentence="Tỷ lệ hòa giải thành của cả thị xã là 88,2%; chỉ Phổ Phong khác hẳn mức này.",
    subtitle="Tỷ lệ hòa giải thành, %, và khoảng tin cậy 95%",
    plotted=plotted(
        "bar",
        WARDS[:8],
        Series("Tỷ lệ", tuple(point(70.5 + 3 * at, decimals=1) for at in range(8))),
        intervals=tuple((62.5 + 3 * at, 76.0 + 3 * at) if at != 3 else None for at in range(8)),
    ),
    standing="Tính từ số liệu gốc",
    source=SOURCE,
)
MANY_LINES = Slide(
    key="nhieu-duong",
    kind="finding",
    field="kinh_te",
    title="Phổ Phong giảm nhanh nhất",
    computed_title="Phổ Phong giảm nhanh nhất",
    sentence="Phổ Phong giảm 5,86 điểm phần trăm trong năm năm.",
    subtitle="Tỷ lệ hộ nghèo của 15 xã, phường, %",
    plotted=plotted(
        "line",
        YEARS,
        *(
            Series(ward, tuple(point(12 - at * 0.5 - year * (1.4 - at * 0.06)) for year in range(5)))
            for at, ward in enumerate(WARDS)
        ),
        highlighted=("Phổ Phong",),
    ),
    standing="Số liệu minh họa",
    sample=True,
    source="Nguồn: Số liệu minh họa",
)
TABLE = Slide(
    key="do-phu-mo-hinh",
    kind="finding",
    field="van_hoa_xa_hoi",
    title="Mô hình có ở 11/15 xã, phường",
    computed_title="Mô hình có ở 11/15 xã, phường",
    sentence="Độ phủ theo báo cáo: 11/15 xã, phường và 83/83 thôn, tổ dân phố.",
    subtitle="Số mô hình theo xã, phường",
    table=Table(
        ("Xã, phường", "Mô hình", "Số hộ tham gia", "Ghi chú"),
        tuple(
            (ward, str(at + 1), f"{1000 + 37 * at:,}".replace(",", "."), "theo báo cáo")
            for at, ward in enumerate(WARDS)
        ),
        (False, True, True, False),
    ),
    standing="Theo báo cáo",
    source=SOURCE,
)
WORDS = Slide(
    key="bai-hoc",
    kind="words",
    title="Bài học từ cơ sở",
    lines=(
        "Cán bộ đi trước, làng nước theo sau",
        "Nói đi đôi với làm, có kiểm tra và có sơ kết",
        "Chọn việc khó nhất ở địa bàn để đăng ký mô hình",
    ),
)
SOURCES = Slide(
    key="nguon",
    kind="sources",
    title="Nguồn số liệu",
    lines=("Báo cáo sơ kết 4/2022 của UBND thị xã Đức Phổ", "Số liệu minh họa do chương trình tạo ra"),
)
DECK = Deck(
    title="Dân vận khéo",
    subtitle="thị xã Đức Phổ, giai đoạn 2017–2021",
    slides=(COVER, NUMBERS, LINE, BAR, COLUMN, INTERVALS, MANY_LINES, TABLE, WORDS, SOURCES),
    snapshot="20261125T185129615542-c955ae01",
    identity="Bản số liệu lập ngày 25/11/2026, mã 20261125T185129615542-c955ae01",
    as_of=date(2026, 11, 25),
    stem="trinh-chieu_thi-xa-duc-pho_2017-2021",
    language="vi",
    sample_words=SAMPLE_WORDS,
)


def only(*slides: Slide) -> Deck:
    return replace(DECK, slides=slides)
