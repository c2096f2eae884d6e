"""Files of figures written by a hand that knows nothing of the reader: true values in, bytes out, in any form.

Every piece of the text remembers the cell that it belongs to, so that a test that damages the bytes knows what it hit.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st
from test_legacy_encodings import in_tcvn3, in_vni, in_windows_1258

Key = tuple[str, str, str]  # indicator, place, period
Amount = tuple[Decimal, str]  # value, qualifier
Truth = dict[Key, Amount]

# What is drawn, with the decimals, the largest value and the headings of each.
INDICATORS = {
    "labour_days": (0, 100_000, ("Ngày công đóng góp", "Ngày công", "labour_days", "số ngày công")),
    "land_donated_m2": (0, 500_000, ("Đất hiến làm đường", "Đất hiến (m²)", "Diện tích đất hiến")),
    "contribution_vnd": (0, 10**11, ("Tiền đóng góp", "Kinh phí đóng góp", "contribution_vnd")),
    "road_km": (2, 200, ("Đường làm mới, bê tông hóa", "Đường làm mới (km)", "đường bê tông")),
    "canal_km": (2, 200, ("Kênh mương kiên cố", "kênh mương nội đồng", "canal_km")),
    "street_lights": (0, 20_000, ("Bóng điện đường quê", "bóng đèn", "street_lights")),
    "tips": (0, 2_000, ("Nguồn tin Nhân dân cung cấp", "nguồn tin")),
    "persons_handled": (0, 5_000, ("Đối tượng bị xử lý", "số đối tượng", "persons_handled")),
    "mediations_received": (0, 2_000, ("Vụ việc hòa giải tiếp nhận", "vụ hoà giải tiếp nhận")),
    "poor_households": (0, 10_000, ("Hộ nghèo", "số hộ nghèo", "poor_households")),
}
LEAST = {"contribution_vnd": 100_000}
PLACES = {
    "21439": ("Nguyễn Nghiêm", "phường Nguyễn Nghiêm", "P. Nguyễn Nghiêm", "21439"),
    "21442": ("Phổ An", "xã Phổ An", "X. Phổ An", "21442"),
    "21445": ("Phổ Phong", "xã Phổ Phong"),
    "21448": ("Phổ Thuận", "Xã Phổ Thuận"),
    "21469": ("Phổ Hòa", "Phổ Hoà", "P. Phổ Hòa", "phường Phổ Hoà"),
    "21472": ("Phổ Cường", "xã Phổ Cường", "21472"),
    "21481": ("Phổ Châu", "x. Phổ Châu"),
}
PERIODS = {
    "2021": ("2021", "năm 2021", "Năm 2021"),
    "2022-H1": ("2022-H1", "6 tháng đầu năm 2022"),
    "2023-Q2": ("2023-Q2", "quý II/2023", "Quý 2 năm 2023"),
    "2024-03": ("2024-03", "tháng 3/2024", "3/2024"),
    "2024": ("2024", "năm 2024"),
}
WORDS_OF_QUALIFIERS = {"=": "", ">": "trên ", "<": "gần ", "~": "khoảng ", ">=": "ít nhất "}
HEADINGS = {
    "place": ("Xã, phường", "Xã", "Đơn vị", "Tên đơn vị"),
    "period": ("Kỳ", "Năm", "Kỳ báo cáo", "Thời gian"),
    "indicator": ("Chỉ tiêu", "Tên chỉ tiêu", "Nội dung"),
    "value": ("Giá trị", "Số liệu", "Kết quả"),
    "note": ("Ghi chú", "note"),
    "number": ("STT", "TT"),
}
GROUP_AND_POINT = {
    "vietnamese": (".", ","),
    "english": (",", "."),
    "spaces": (" ", ","),
    "bare": ("", ","),
    "program": ("", "."),
}
ENCODINGS = {
    "utf-8": str.encode,
    "utf-8-sig": str.encode,
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "windows-1258": in_windows_1258,
    "tcvn3": in_tcvn3,
    "vni": in_vni,
}
MARKS = {"utf-8-sig": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe"}
UNICODE = ("utf-8", "utf-8-sig", "utf-16-le")


@dataclass(frozen=True)
class Cell:
    """One cell: its text, what it is (heading, place, period, indicator, value, other), and the figures it bears on."""

    text: str
    kind: str
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True)
class Written:
    """A table as it is written: rows of cells with the heading first, and how they become bytes."""

    truth: Truth
    rows: tuple[tuple[Cell, ...], ...]
    separator: str
    line_end: str
    quoted: bool
    encoding: str

    def pieces(self) -> list[tuple[str, Cell | None]]:
        """Return the text piece by piece, each with its cell; separators and line ends have none."""
        found: list[tuple[str, Cell | None]] = []
        for row in self.rows:
            for position, cell in enumerate(row):
                found += [(self.separator, None)] if position else []
                found.append((self._quoted(cell.text), cell))
            found.append((self.line_end, None))
        return found

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.pieces())

    def spans(self) -> list[tuple[bytes, Cell | None]]:
        """Return the bytes piece by piece; the mark of the encoding comes first."""
        encode = ENCODINGS[self.encoding]
        return [
            (MARKS.get(self.encoding, b""), None),
            *((encode(text), cell) for text, cell in self.pieces()),
        ]

    @property
    def content(self) -> bytes:
        return b"".join(piece for piece, _ in self.spans())

    def _quoted(self, text: str) -> str:
        needed = any(sign in text for sign in (self.separator, '"', "\n"))
        return '"' + text.replace('"', '""') + '"' if needed or (self.quoted and text) else text


def number(value: Decimal, style: str) -> str:
    """Write a number by hand, digit by digit."""
    group, point = GROUP_AND_POINT[style]
    whole, _, decimals = f"{value:f}".partition(".")
    parts = []
    while len(whole) > 3:
        parts.append(whole[-3:])
        whole = whole[:-3]
    grouped = group.join([whole, *reversed(parts)])
    return grouped + (point + decimals if decimals else "")


@st.composite
def truths(draw: st.DrawFn) -> Truth:
    """Draw true values: some missing, some zero, none a round thousand (that has two readings by itself)."""
    indicators = draw(st.lists(st.sampled_from(sorted(INDICATORS)), min_size=1, max_size=4, unique=True))
    places = draw(st.lists(st.sampled_from(sorted(PLACES)), min_size=1, max_size=4, unique=True))
    periods = draw(st.lists(st.sampled_from(sorted(PERIODS)), min_size=1, max_size=2, unique=True))
    truth = {
        (indicator, place, period): (draw(values(indicator)), draw(st.sampled_from("===>~") | st.just(">=")))
        for indicator in indicators
        for place in places
        for period in periods
        if draw(st.integers(0, 9))
    }
    return truth or {(indicators[0], places[0], periods[0]): (Decimal(LEAST.get(indicators[0], 6) + 1), "=")}


@st.composite
def values(draw: st.DrawFn, indicator: str) -> Decimal:
    """Draw a value that its indicator allows."""
    decimals, largest, _ = INDICATORS[indicator]
    least = LEAST.get(indicator, 1)
    size = draw(st.integers(len(str(least)), len(str(largest)) - 1))
    whole = draw(st.just(0) | st.integers(max(least, 10 ** (size - 1)), 10**size - 1))
    if whole and whole % 1000 == 0:
        whole += 1
    if decimals and whole < largest:
        return Decimal(f"{whole}.{draw(st.integers(0, 99)):02d}").normalize() + 0
    return Decimal(whole)


@st.composite
def written(draw: st.DrawFn, forms: Sequence[str] = ("long", "wide")) -> Written:
    """Draw true values and a way to write them down."""
    truth = draw(truths())
    encoding = draw(st.sampled_from(sorted(ENCODINGS)))
    hand = _Hand(draw, encoding)
    make = draw(st.sampled_from([{"long": hand.long, "wide": hand.wide}[form] for form in forms]))
    rows = hand.shuffled(make(truth))
    return Written(
        truth, rows, draw(st.sampled_from(",;\t")), draw(st.sampled_from(["\n", "\r\n", "\r"])),
        draw(st.booleans()), encoding,
    )  # fmt: skip


@dataclass
class _Hand:
    """Writes cells in spellings drawn anew each time."""

    draw: st.DrawFn
    encoding: str

    def spelt(self, spellings: Sequence[str]) -> str:
        text = self.draw(st.sampled_from(spellings))
        if self.encoding in UNICODE:
            changes = (str, str.upper, lambda name: unicodedata.normalize("NFD", name))
            return self.draw(st.sampled_from(changes))(text)
        return text

    def figure(self, amount: Amount, style: str) -> str:
        value, qualifier = amount
        return WORDS_OF_QUALIFIERS[qualifier] + number(value, style)

    def head(self, key: str) -> Cell:
        return Cell(self.spelt(HEADINGS[key]), "heading")

    def long(self, truth: Truth) -> list[list[Cell]]:
        """One row a figure; numbers are written in one way in the one column that they stand in."""
        style = self.draw(st.sampled_from(sorted(GROUP_AND_POINT)))
        rows = [[self.head(key) for key in ("indicator", "place", "period", "value", "note")]]
        for key in self.draw(st.permutations(sorted(truth))):
            indicator, place, period = key
            rows.append(
                [
                    Cell(self.spelt(INDICATORS[indicator][2]), "indicator", (key,)),
                    Cell(self.spelt(PLACES[place]), "place", (key,)),
                    Cell(self.spelt(PERIODS[period]), "period", (key,)),
                    Cell(self.figure(truth[key], style), "value", (key,)),
                    Cell(self.draw(st.sampled_from(["", "đã rà soát", "báo cáo quý"])), "other"),
                ]
            )
        return rows

    def wide(self, truth: Truth) -> list[list[Cell]]:
        """One row a unit and period; a missing value is left empty or marked."""
        indicators = self.draw(st.permutations(sorted({key[0] for key in truth})))
        styles = {one: self.draw(st.sampled_from(sorted(GROUP_AND_POINT))) for one in indicators}
        heads = [
            Cell(
                self.spelt(INDICATORS[one][2]), "indicator", tuple(key for key in truth if key[0] == one)
            )
            for one in indicators
        ]  # fmt: skip
        rows = [[self.head("place"), self.head("period"), *heads, self.head("note")]]
        for place, period in self.draw(st.permutations(sorted({key[1:] for key in truth}))):
            keys = tuple(key for key in truth if key[1:] == (place, period))
            row = [
                Cell(self.spelt(PLACES[place]), "place", keys),
                Cell(self.spelt(PERIODS[period]), "period", keys),
            ]
            for one in indicators:
                key = (one, place, period)
                blank = Cell(self.draw(st.sampled_from(["", "", "-", "..."])), "blank", (key,))
                row.append(
                    Cell(self.figure(truth[key], styles[one]), "value", (key,)) if key in truth else blank
                )
            rows.append([*row, Cell("", "other")])
        return rows

    def shuffled(self, rows: list[list[Cell]]) -> tuple[tuple[Cell, ...], ...]:
        """Put the columns into another order, or leave them: what is shifted on the right is the least noticed."""
        usual = tuple(range(len(rows[0])))
        order = self.draw(st.just(usual) | st.permutations(usual))
        return tuple(tuple(row[position] for position in order) for row in rows)
