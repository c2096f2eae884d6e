"""Files with nothing wrong in them, in every form that is taken; some are told what was done to them."""

import unicodedata
from io import BytesIO
from typing import Any

import openpyxl
from handed_in_planted import DAY, Planted, Sheet, book, table, warning
from openpyxl.styles import Font

from danvan.catalogue import Catalogue
from danvan.exports.form import form
from danvan.exports.styles import saved_as_of
from danvan.text import words

WIDE = """
"Xã, phường";Kỳ;Ngày công;Đất hiến làm đường (m²);Hộ nghèo;Ghi chú
Phổ Hòa;2023;526;196833;41;Rà soát cuối năm
xã Phổ An;2023;0;;7;
Nguyễn Nghiêm;2024;1306;0;12;
"""
WIDE_FIGURES = [
    "labour_days 21469 2023 526", "land_donated_m2 21469 2023 196833", "poor_households 21469 2023 41",
    "labour_days 21442 2023 0", "poor_households 21442 2023 7",
    "labour_days 21439 2024 1306", "land_donated_m2 21439 2024 0", "poor_households 21439 2024 12",
]  # fmt: skip
LONG = """
Chỉ tiêu;Xã, phường;Kỳ;Giá trị
Ngày công;Phổ Hòa;quý II/2023;526
Nguồn tin;Phổ Hòa;tháng 3/2023;12
Hộ dân cư;Phổ Cường;2023;3056
Đường làm mới;Phổ Thạnh;6 tháng đầu năm 2023;2,45
"""
LONG_FIGURES = [
    "labour_days 21469 2023-Q2 526",
    "tips 21469 2023-03 12",
    "households 21472 2023 3056",
    "road_km 21478 2023-H1 2.45",
]
WITH_COMMAS = WIDE.replace(";", ",")
CODES = (
    "21439", "21442", "21445", "21448", "21451", "21454", "21457", "21460", "21463", "21466", "21469", "21472",
    "21475", "21478", "21481",
)  # fmt: skip
NAMES = (
    "Nguyễn Nghiêm", "Phổ An", "Phổ Phong", "Phổ Thuận", "Phổ Văn", "Phổ Quang", "Phổ Nhơn", "Phổ Ninh", "Phổ Minh",
    "Phổ Vinh", "Phổ Hòa", "Phổ Cường", "Phổ Khánh", "Phổ Thạnh", "Phổ Châu",
)  # fmt: skip
MODELS = """
Tên mô hình;Lĩnh vực;Xã, phường;Năm bắt đầu;Cấp công nhận;Đơn vị chủ trì
Ánh sáng đường quê;Kinh tế;Phổ Hòa;2019;Cấp cơ sở;Hội Cựu chiến binh
Camera an ninh;Quốc phòng, an ninh;xã Phổ An;2021;Cấp thị xã;
Nhà sạch, vườn đẹp;Văn hóa - xã hội;P. Phổ Vinh;;;
"""
MODELS_READ: list[list[str | int | None]] = [
    ["Ánh sáng đường quê", "kinh_te", "21469", 2019, "grassroots"],
    ["Camera an ninh", "quoc_phong_an_ninh", "21442", 2021, "town"],
    ["Nhà sạch, vườn đẹp", "van_hoa_xa_hoi", "21466", None, ""],
]

ENCODED = [
    table("wide_utf_8.csv", WITH_COMMAS, figures=WIDE_FIGURES, tried=True),
    table("wide_utf_8_with_byte_order_mark.csv", WIDE, encoding="utf-8-bom", figures=WIDE_FIGURES),
    table("wide_utf_16_tabs.csv", WIDE.replace(";", "\t"), encoding="utf-16", figures=WIDE_FIGURES),
    table(
        "wide_windows_1258.csv", WIDE, warning("decoded_from"), encoding="windows-1258", figures=WIDE_FIGURES
    ),
    table("wide_tcvn3.csv", WIDE, warning("decoded_from"), encoding="tcvn3", figures=WIDE_FIGURES),
    table("wide_vni.csv", WITH_COMMAS, warning("decoded_from"), encoding="vni", figures=WIDE_FIGURES),
    table("long_utf_8_windows_lines.csv", LONG.replace("\n", "\r\n").lstrip(), figures=LONG_FIGURES, tried=True),
    table("long_utf_16_big_end_first.csv", LONG, encoding="utf-16-be", figures=LONG_FIGURES),
    table(
        "long_windows_1258_tabs.csv", LONG.replace(";", "\t"), warning("decoded_from"), encoding="windows-1258",
        figures=LONG_FIGURES,
    ),
    table("long_tcvn3.csv", LONG, warning("decoded_from"), encoding="tcvn3", figures=LONG_FIGURES),
    table("long_vni.csv", LONG, warning("decoded_from"), encoding="vni", figures=LONG_FIGURES),
    table("decomposed_letters.csv", unicodedata.normalize("NFD", WIDE), figures=WIDE_FIGURES),
]  # fmt: skip

SPELT = [
    table(
        "old_tone_placement_and_capitals.csv",
        """
XÃ, PHƯỜNG;KỲ;NGÀY CÔNG;VỤ VIỆC HOÀ GIẢI TIẾP NHẬN
PHỔ HOÀ;NĂM 2023;526;14
Phổ Hoà;2022;411;9
P. Phổ Hòa;2021;300;0
""".replace("XÃ, PHƯỜNG", '"XÃ, PHƯỜNG"'),
        figures=[
            "labour_days 21469 2023 526", "mediations_received 21469 2023 14", "labour_days 21469 2022 411",
            "mediations_received 21469 2022 9", "labour_days 21469 2021 300", "mediations_received 21469 2021 0",
        ],
    ),
    table(
        "kind_before_the_name.csv",
        """
Đơn vị;Năm;Ngày công
P. Phổ Hòa;2023;1
xã Phổ An;2023;2
TT Đức Phổ;2018;3
Phường Nguyễn Nghiêm;2021;4
xã Phổ Hòa;2018;5
X. PHỔ CHÂU;2023;6
""",
        figures=[
            "labour_days 21469 2023 1", "labour_days 21442 2023 2", "labour_days 21439 2018 3",
            "labour_days 21439 2021 4", "labour_days 21469 2018 5", "labour_days 21481 2023 6",
        ],
    ),
    table(
        "codes_of_units_and_indicators.csv",
        """
indicator,place,period,value
tips,21475,2023,11
road_km,21475,2023,2.45
mediations_received,21472@2025,2025-Q3,5
""",
        figures=["tips 21475 2023 11", "road_km 21475 2023 2.45", "mediations_received 21472@2025 2025-Q3 5"],
    ),
    table(
        "columns_in_another_order.csv",
        """
Hộ dân cư;Ghi chú;Kỳ;Hộ nghèo;STT;Tên đơn vị
1054;;2023;41;1;Phổ Hòa
2860;theo rà soát;2023;7;2;Phổ An
""",
        figures=[
            "households 21469 2023 1054", "poor_households 21469 2023 41",
            "households 21442 2023 2860", "poor_households 21442 2023 7",
        ],
    ),
    table(
        "long_columns_in_another_order.csv",
        """
Giá trị;Kỳ;Chỉ tiêu;Đơn vị
12;2023;Nguồn tin;Phổ Hòa
7;2022;Vụ việc;Phổ Hòa
""",
        figures=["tips 21469 2023 12", "cases_solved 21469 2022 7"],
    ),
    table(
        "periods_of_every_kind.csv",
        """
Xã;Kỳ;Nguồn tin
Phổ An;năm 2022;1
Phổ An;2022-H1;2
Phổ An;6 tháng cuối năm 2022;3
Phổ An;Quý IV/2022;4
Phổ An;q1/2022;5
Phổ An;tháng 11 năm 2022;6
Phổ An;3/2022;7
Phổ An;2022-Q2;8
Phổ An;2022-05;9
""",
        figures=[
            "tips 21442 2022 1", "tips 21442 2022-H1 2", "tips 21442 2022-H2 3", "tips 21442 2022-Q4 4",
            "tips 21442 2022-Q1 5", "tips 21442 2022-11 6", "tips 21442 2022-03 7", "tips 21442 2022-Q2 8",
            "tips 21442 2022-05 9",
        ],
    ),
    table(
        "all_fifteen_wards.csv",
        "Xã;Kỳ;Nguồn tin\n" + "".join(f"{name};2023;{n}\n" for n, name in enumerate(NAMES, 30)),
        figures=[f"tips {code} 2023 {n}" for n, code in enumerate(CODES, 30)],
    ),
    table(
        "units_since_july_2025.csv",
        """
Xã;Kỳ;Nguồn tin
phường Đức Phổ;2025-Q3;1
Trà Câu;2025-Q3;2
Nguyễn Nghiêm;2025-Q3;3
xã Khánh Cường;quý III/2025;4
P. Sa Huỳnh;2025-07;5
Nguyễn Nghiêm;2025-Q2;6
""",
        figures=[
            "tips 21439@2025 2025-Q3 1", "tips 21451@2025 2025-Q3 2", "tips 21457@2025 2025-Q3 3",
            "tips 21472@2025 2025-Q3 4", "tips 21478@2025 2025-07 5", "tips 21439 2025-Q2 6",
        ],
    ),
]  # fmt: skip

NUMBERS = [
    table(
        "numbers_the_vietnamese_way.csv",
        """
Xã;Kỳ;Đất hiến;Đường làm mới;Tiền đóng góp
Phổ Hòa;2023;196.833;2,45;1.306.000.000
Phổ An;2023;1.250;111,5;2.500.000
Phổ Văn;2023;75;0,8;204.000.000
""",
        figures=[
            "land_donated_m2 21469 2023 196833", "road_km 21469 2023 2.45", "contribution_vnd 21469 2023 1306000000",
            "land_donated_m2 21442 2023 1250", "road_km 21442 2023 111.5", "contribution_vnd 21442 2023 2500000",
            "land_donated_m2 21451 2023 75", "road_km 21451 2023 0.8", "contribution_vnd 21451 2023 204000000",
        ],
    ),
    table(
        "numbers_the_english_way.csv",
        """
Xã,Kỳ,Đất hiến,Đường làm mới,Tiền đóng góp
Phổ Hòa,2023,"196,833",2.45,"1,306,000,000"
Phổ An,2023,"1,250",111.5,"2,500,000"
""",
        figures=[
            "land_donated_m2 21469 2023 196833", "road_km 21469 2023 2.45", "contribution_vnd 21469 2023 1306000000",
            "land_donated_m2 21442 2023 1250", "road_km 21442 2023 111.5", "contribution_vnd 21442 2023 2500000",
        ],
    ),
    table(
        "numbers_grouped_by_spaces.csv",
        """
Xã;Kỳ;Đất hiến;Tiền đóng góp
Phổ Hòa;2023;196 833;1 306 000 000
Phổ An;2023;1\u00a0250;2\u00a0500\u00a0000
""",
        figures=[
            "land_donated_m2 21469 2023 196833", "contribution_vnd 21469 2023 1306000000",
            "land_donated_m2 21442 2023 1250", "contribution_vnd 21442 2023 2500000",
        ],
    ),
    table(
        "qualifiers_before_the_number.csv",
        """
Xã;Kỳ;Ngày công
Phổ Hòa;2023;trên 200
Phổ An;2023;hơn 1.250
Phổ Văn;2023;gần 300
Phổ Ninh;2023;khoảng 45
Phổ Minh;2023;ít nhất 7
Phổ Vinh;2023;> 80
""",
        figures=[
            "labour_days 21469 2023 200 >", "labour_days 21442 2023 1250 >", "labour_days 21451 2023 300 <",
            "labour_days 21460 2023 45 ~", "labour_days 21463 2023 7 >=", "labour_days 21466 2023 80 >",
        ],
    ),
    table(
        "qualifiers_in_a_column.csv",
        """
Chỉ tiêu;Xã;Kỳ;Giá trị;Mức độ
Ngày công;Phổ Hòa;2023;200;trên
Ngày công;Phổ An;2023;300;gần
Ngày công;Phổ Văn;2023;45;
""",
        figures=[
            "labour_days 21469 2023 200 >", "labour_days 21442 2023 300 <", "labour_days 21451 2023 45",
        ],
    ),
    table(
        "units_in_the_cell_are_converted.csv",
        """
Xã;Kỳ;Đất hiến;Tiền đóng góp;Đường làm mới
Phổ Hòa;2023;19,7 ha;1.306 triệu;1500 m
Phổ An;2023;50 m²;trên 2,019 tỷ đồng;2 km
""",
        warning("number_converted", 2, "Đất hiến", "19,7 ha"),
        warning("number_converted", 2, "Tiền đóng góp", "1.306 triệu"),
        warning("number_converted", 3, "Tiền đóng góp", "trên 2,019 tỷ đồng"),
        warning("number_converted", 2, "Đường làm mới", "1500 m"),
        figures=[
            "land_donated_m2 21469 2023 197000", "contribution_vnd 21469 2023 1306000000", "road_km 21469 2023 1.5",
            "land_donated_m2 21442 2023 50", "contribution_vnd 21442 2023 2019000000 >", "road_km 21442 2023 2",
        ],
    ),
    table(
        "units_in_the_heading_are_converted.csv",
        """
Xã;Kỳ;Tiền đóng góp (triệu đồng)
Phổ Hòa;2023;12,5
Phổ An;2023;1.306
Phổ Văn;2023;0
""",
        warning("number_converted", 2, "Tiền đóng góp (triệu đồng)", "12,5"),
        warning("number_converted", 3, "Tiền đóng góp (triệu đồng)", "1.306"),
        warning("number_converted", 4, "Tiền đóng góp (triệu đồng)", "0"),
        figures=[
            "contribution_vnd 21469 2023 12500000", "contribution_vnd 21442 2023 1306000000",
            "contribution_vnd 21451 2023 0",
        ],
    ),
    table(
        "units_in_a_row_of_units_are_converted.csv",
        """
Xã;Kỳ;Tiền đóng góp;Ngày công
Đơn vị tính;;triệu đồng;ngày công
Phổ Hòa;2023;15;4
""",
        warning("number_converted", 3, "Tiền đóng góp", "15"),
        figures=["contribution_vnd 21469 2023 15000000", "labour_days 21469 2023 4"],
    ),
    table(
        "units_in_a_column_are_converted.csv",
        """
Chỉ tiêu;Đơn vị tính;Xã;Kỳ;Giá trị
Đất hiến;ha;Phổ Hòa;2023;2
Ngày công;ngày công;Phổ Hòa;2023;2
""",
        warning("number_converted", 2, "Giá trị", "2"),
        figures=["land_donated_m2 21469 2023 20000", "labour_days 21469 2023 2"],
    ),
    table(
        "blank_marks_and_zeros.csv",
        """
Xã;Kỳ;Ngày công;Nguồn tin;Bóng điện
Phổ Hòa;2023;0;-;
Phổ An;2023;...;0;n/a
Phổ Văn;2023;chưa có;3;0
""",
        figures=[
            "labour_days 21469 2023 0", "tips 21442 2023 0", "tips 21451 2023 3", "street_lights 21451 2023 0",
        ],
    ),
    table(
        "two_last_figures_that_number_the_columns.csv",
        """
Xã;Kỳ;Nguồn tin;Vụ việc
Phổ Hòa;2023;3;4
Phổ An;2023;5;6
""",
        figures=[
            "tips 21469 2023 3", "cases_solved 21469 2023 4", "tips 21442 2023 5", "cases_solved 21442 2023 6",
        ],
    ),
]  # fmt: skip

AROUND = [
    table(
        "title_numbers_of_columns_and_a_total_that_agrees.csv",
        """
UBMTTQVN THỊ XÃ ĐỨC PHỔ;;;
Biểu số 3: Kết quả năm 2023;;;
(Đơn vị tính: hộ);;;

TT;Xã, phường;Năm;Hộ dân cư
(1);(2);(3);(4)
1;Phổ Hòa;2023;1054
2;Phổ An;2023;2860
;Tổng cộng;2023;3914
""".replace("Xã, phường", '"Xã, phường"'),
        figures=["households 21469 2023 1054", "households 21442 2023 2860"],
    ),
    table(
        "separator_announced_as_excel_does.csv",
        "sep=;\r\nXã;Kỳ;Nguồn tin\r\nPhổ Hòa;2023;12\r\n",
        figures=["tips 21469 2023 12"],
    ),
    table(
        "remark_with_quotation_marks_and_line_breaks.csv",
        'Xã,Kỳ,Nguồn tin,Ghi chú\nPhổ Hòa,2023,12,"ông ""Ba"", tổ 3\n\'); drop table observations;--"\n',
        figures=["tips 21469 2023 12"],
        tried=True,
    ),
    table(
        "poor_households_by_two_standards.csv",
        """
Xã;Kỳ;Chuẩn nghèo;Hộ dân cư;Hộ nghèo
Phổ Hòa;2021;2016-2020;1054;41
Phổ Hòa;2021;2022-2025;;63
""",
        figures=[
            "households 21469 2021 1054", "poor_households 21469 2021 41", "poor_households 21469 2021 63",
        ],
        tried=True,
    ),
    table(
        "wards_that_add_up_to_the_report_of_the_town.csv",
        "place,period,models_recognised_town\n"
        + "".join(f"{code},2021,{2 if n < 5 else 1}\n" for n, code in enumerate(CODES)),
        figures=[f"models_recognised_town {code} 2021 {2 if n < 5 else 1}" for n, code in enumerate(CODES)],
        tried=True,
    ),
    table("models.csv", MODELS, models=MODELS_READ, tried=True),
    table(
        "models_with_hostile_names.csv",
        """
Tên mô hình;Lĩnh vực;Xã, phường;Đơn vị chủ trì
<script>alert(1)</script>;Kinh tế;Phổ An;<img src=x onerror=alert(1)>
Robert'); DROP TABLE models--;kinh_te;Phổ An;' OR '1'='1
../../etc/passwd;Kinh tế;Phổ An;..\\..\\windows
+cmd|' /C calc'!A0;Kinh tế;Phổ An;@SUM(1+1)
-2+3;Kinh tế;Phổ An;=1
{{7*7}} ${jndi:ldap} %s %n;Kinh tế;Phổ An;\u202egnp.exe
""".replace("Robert'); DROP TABLE models--", "\"Robert'); DROP TABLE models;--\""),
        models=[
            ["<script>alert(1)</script>", "kinh_te", "21442", None, ""],
            ["Robert'); DROP TABLE models;--", "kinh_te", "21442", None, ""],
            ["../../etc/passwd", "kinh_te", "21442", None, ""],
            ["+cmd|' /C calc'!A0", "kinh_te", "21442", None, ""],
            ["-2+3", "kinh_te", "21442", None, ""],
            ["{{7*7}} ${jndi:ldap} %s %n", "kinh_te", "21442", None, ""],
        ],
        tried=True,
    ),
]  # fmt: skip


def in_old_font(sheet: Any) -> None:
    """Give every cell the font that draws TCVN3."""
    for row in sheet.iter_rows():
        for cell in row:
            cell.font = Font(name=".VnTime")


BOOKS = [
    Planted(
        "two_sheets_of_figures.xlsx",
        book(
            Sheet("Năm 2022", [["Xã", "Kỳ", "Nguồn tin"], ["Phổ Hòa", 2022, 12], ["Phổ An", 2022, 0]]),
            Sheet("Năm 2023", [["Xã", "Kỳ", "Đường làm mới"], ["Phổ Hòa", "2023", 2.45]]),
        ),
        figures=["tips 21469 2022 12", "tips 21442 2022 0", "road_km 21469 2023 2.45"],
    ),
    Planted(
        "numbers_written_as_text.xlsx",
        book(
            Sheet("S", [["Xã", "Kỳ", "Đất hiến"], ["Phổ Hòa", 2023, "196.833"], ["Phổ An", 2023, "trên 75"]])
        ),
        figures=["land_donated_m2 21469 2023 196833", "land_donated_m2 21442 2023 75 >"],
    ),
    Planted(
        "font_of_tcvn3.xlsx",
        book(Sheet("S", [["X·", "Kú", "Ngµy c«ng"], ["Phæ Hßa", 2023, 526]], in_old_font)),
        [warning("decoded_from")],
        ["labour_days 21469 2023 526"],
    ),
    Planted(
        "models_beside_figures.xlsx",
        book(
            Sheet("Số liệu", [["Xã", "Kỳ", "Nguồn tin"], ["Phổ Hòa", 2022, 12]]),
            Sheet(
                "Mô hình",
                [
                    ["Xã", "Tên mô hình", "Lĩnh vực", "Năm bắt đầu"],
                    ["Phổ Hòa", "Tổ tự quản", "Kinh tế", 2020],
                ],
            ),
        ),
        figures=["tips 21469 2022 12"],
        models=[["Tổ tự quản", "kinh_te", "21469", 2020, ""]],
    ),
]


def of_ward(catalogue: Catalogue) -> Planted:
    """Return the form of Phổ Hòa, filled in for two years."""
    rows = {
        7: {"Kỳ": "2022", "Ngày công": 526, "Hộ dân cư": 1054, "Hộ nghèo": "41", "Ghi chú": "đã rà soát"},
        8: {"Kỳ": "2023", "Ngày công": 0, "Đường làm mới, bê tông hóa": 2.45, "Tiền": "trên 15.000.000"},
    }
    return Planted(
        "form_of_one_ward.xlsx",
        filled(catalogue, "21469", rows),
        figures=[
            "labour_days 21469 2022 526", "households 21469 2022 1054", "poor_households 21469 2022 41",
            "labour_days 21469 2023 0", "road_km 21469 2023 2.45", "contribution_vnd 21469 2023 15000000 >",
        ],
    )  # fmt: skip


def of_all_wards(catalogue: Catalogue) -> Planted:
    """Return the form of all wards, each with three figures; the order is that of the form, north to south."""
    first = {row: {"Kỳ": 2023, "Hộ dân cư": 1000 + row, "Hộ nghèo": row} for row in range(7, 22)}
    order = (
        "21442", "21445", "21448", "21454", "21451", "21460", "21457", "21439", "21463", "21469", "21466", "21472",
        "21475", "21478", "21481",
    )  # fmt: skip
    figures = [
        figure
        for row, code in enumerate(order, 7)
        for figure in (f"households {code} 2023 {1000 + row}", f"poor_households {code} 2023 {row}")
    ]
    return Planted("form_of_all_wards.xlsx", filled(catalogue, None, first), figures=figures, tried=True)


def filled(catalogue: Catalogue, place: str | None, rows: dict[int, dict[str, Any]]) -> bytes:
    """Return the form with these cells filled in, by line and by how their heading begins."""
    workbook = openpyxl.load_workbook(BytesIO(form(catalogue, words("vi"), place=place, today=DAY)))
    sheet = workbook["Số liệu"]
    for line, cells in rows.items():
        for heading, value in cells.items():
            column = next(cell.column for cell in sheet[4] if str(cell.value).startswith(heading))
            sheet.cell(line, column).value = value
    return saved_as_of(workbook, DAY)


def good(catalogue: Catalogue) -> list[Planted]:
    """Return all files with nothing wrong in them."""
    return [*ENCODED, *SPELT, *NUMBERS, *AROUND, *BOOKS, of_ward(catalogue), of_all_wards(catalogue)]
