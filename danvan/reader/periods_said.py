"""Periods as sentences say them: năm 2021, 6 tháng đầu năm, từ năm 2020 đến nay, trong 05 năm qua."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "span", "year", "part", "moment", "now", "years", "ineligible", "standard", "to_now", "this_year", "same"
]

_Y = r"(?:19|20)[0-9]{2}"
_M = r"(?:0?[1-9]|1[0-2])"
_TO = r" ?(?:-|–|—|đến|tới|→) ?(?:hết |cuối |nay là )?"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True)
class Said:
    """A period in a text: where it stands, its kind, its code.

    The code is "" where it depends on the document (now, so many years) or where no figure can be of it (compared
    with, since). count is the number of years of "trong 05 năm qua", or that of the months of one that was named
    before (same): 3 of "trong quý", 6 of "trong 6 tháng".
    """

    start: int
    end: int
    kind: Kind
    code: str = ""
    count: int = 0


def _year(found: re.Match[str]) -> tuple[Kind, str, int]:
    return "year", found["y"], 0


def _moment(found: re.Match[str]) -> tuple[Kind, str, int]:
    return "moment", found["y"], 0


def _span(found: re.Match[str]) -> tuple[Kind, str, int]:
    first, last = found["a"], found["b"]
    return ("span", f"{first}..{last}", 0) if first < last else ("year", first, 0)


def _months(found: re.Match[str]) -> tuple[Kind, str, int]:
    last = f"{found['b']}-{int(found['n']):02d}"
    first = f"{found['a'] or found['b']}-{int(found['m']):02d}"
    return ("span", f"{first}..{last}", 0) if first < last else ("part", first, 0)


def _half(found: re.Match[str]) -> tuple[Kind, str, int]:
    return "part", f"{found['y'] or ''}-H{1 if found['h'] == 'đầu' else 2}", 0


def _some_months(found: re.Match[str]) -> tuple[Kind, str, int]:
    months, year = int(found["n"]), found["y"] or ""
    return "part", f"{year}-01..{year}-{months:02d}", 0


def _quarter(found: re.Match[str]) -> tuple[Kind, str, int]:
    return "part", f"{found['y'] or ''}-Q{_QUARTERS[found['q']]}", 0


def _month(found: re.Match[str]) -> tuple[Kind, str, int]:
    return "part", f"{found['y']}-{int(found['m']):02d}", 0


def _moment_month(found: re.Match[str]) -> tuple[Kind, str, int]:
    return "moment", f"{found['y']}-{int(found['m']):02d}", 0


def _moment_day(found: re.Match[str]) -> tuple[Kind, str, int]:
    last_of_the_year = int(found["m"]) == 12 and int(found["d"]) >= 30
    return ("moment", found["y"], 0) if last_of_the_year else _moment_month(found)


def _to_now(found: re.Match[str]) -> tuple[Kind, str, int]:
    if found["m"]:
        return "to_now", f"{found['y']}-{int(found['m']):02d}", 0
    return "to_now", f"{found['y']}-01" if found["b"] else found["y"], 0


def _since_january(found: re.Match[str]) -> tuple[Kind, str, int]:
    """Return the months of "từ đầu năm 2024 đến hết quý III": one part of a year where they are exactly that."""
    last_year = found["y"] or found["b"] or found["a"] or ""
    first_year = found["a"] or last_year
    last = _QUARTERS[found["q"]] * 3 if found["q"] else int(found["m"])
    if first_year > last_year:
        return "ineligible", "", 0
    if first_year < last_year:
        return "span", f"{first_year}-01..{last_year}-{last:02d}", 0
    whole = {1: "-01", 3: "-Q1", 6: "-H1"}
    if last in whole:
        return "part", f"{last_year}{whole[last]}", 0
    return "span", f"{last_year}-01..{last_year}-{last:02d}", 0


def _before_the_next_month(found: re.Match[str]) -> tuple[Kind, str, int]:
    year = int(found["y"]) - (int(found["m"]) > int(found["n"]))
    return "part", f"{year}-{int(found['m']):02d}", 0


def _same(found: re.Match[str]) -> tuple[Kind, str, int]:
    return "same", "", int(found["n"] or (3 if found["w"] == "quý" else 1))


def _years(found: re.Match[str]) -> tuple[Kind, str, int]:
    return "years", "", int(found["n"])


def _ineligible(_found: re.Match[str]) -> tuple[Kind, str, int]:
    return "ineligible", "", 0


def _standard(found: re.Match[str]) -> tuple[Kind, str, int]:
    return "standard", f"{found['a']}-{found['b']}", 0


_DAY = r"(?P<d>[0-9]{1,2})(?:[/.-]| tháng )"
_OF = r"(?: ?[/.-] ?| năm ?)"
_SPAN = rf"(?P<a>{_Y}){_TO}(?:năm )?(?P<b>{_Y})"
_UP_TO = r"(?:tính )?(?:đến|tới)"
_PAST = r"(?: qua| gần đây| vừa qua|(?: triển khai)?(?: tổ chức)? thực hiện| triển khai)"
_COMPARED = r"(?:so với|so|bằng) (?:cùng kì )?"
_DAY_OR_MONTH = r"(?:ngày [0-9]{1,2}[/.-]|tháng )"
# What is found first is not looked at again: the longer forms stand before those that they hold. The word before each
# must stand in a text, else the form need not be looked for; "" is for the one that takes two years.
_FORMS: list[tuple[str, re.Pattern[str], Callable[[re.Match[str]], tuple[Kind, str, int]]]] = [
    (word, re.compile(rf"(?<!\w){pattern}(?![0-9\w])"), meaning)
    for word, pattern, meaning in (
        (
            "chuẩn",
            rf"chuẩn(?: nghèo)?(?: tiếp cận)?(?: đa chiều)?(?: của)? ?\(?(?:giai đoạn )?{_SPAN}",
            _standard,
        ),
        ("giai đoạn", rf"(?:chuẩn|tiêu chí)[^.;,()]{{0,40}}giai đoạn {_SPAN}", _standard),
        ("năm học", rf"năm học {_Y}{_TO}{_Y}", _ineligible),
        ("so", rf"{_COMPARED}(?:của )?(?:giai đoạn |từ )?(?:năm )?{_Y}{_TO}(?:năm )?{_Y}", _ineligible),
        ("so", rf"{_COMPARED}(?:0?6 tháng (?:đầu |cuối )?|tháng {_M}/|quý \w+/)?(?:năm )?{_Y}", _ineligible),
        ("cùng kì", rf"cùng kì (?:tháng {_M}/|quý \w+/)?(?:của )?(?:năm )?{_Y}", _ineligible),
        (
            "từ",
            rf"từ (?P<b>đầu )?(?:(?:tháng|ngày [0-9]{{1,2}}/) ?(?P<m>{_M}){_OF})?(?:năm )?(?P<y>{_Y})"
            r" (?:cho )?(?:đến|tới) (?:nay|thời điểm báo cáo|hiện nay)",
            _to_now,
        ),
        (
            "từ đầu",
            rf"(?:tính )?từ đầu năm(?: ?(?P<a>{_Y}))? (?:cho )?(?:đến|tới) (?:hết |cuối )?"
            rf"(?:(?:(?:ngày )?{_DAY}|tháng |(?={_M}/{_Y}))(?P<m>{_M})(?:{_OF}(?P<b>{_Y}))?|"
            rf"quý (?P<q>i{{1,3}}|iv|[1-4])(?: ?[/,-]? ?(?:năm )?(?P<y>{_Y}))?)",
            _since_january,
        ),
        (
            "từ",
            rf"(?:giai đoạn |trong )?từ {_DAY_OR_MONTH}(?P<m>{_M})(?:{_OF}(?P<a>{_Y}))?"
            rf" ?(?:-|–|đến) ?(?:hết |cuối )?{_DAY_OR_MONTH}?(?P<n>{_M}){_OF}(?P<b>{_Y})",
            _months,
        ),
        ("", rf"(?:trong )?(?:giai đoạn |thời kì |nhiệm kì |từ |trong |các )?(?:năm )?{_SPAN}", _span),
        ("tháng", rf"(?:0?6|sáu) tháng (?P<h>đầu|cuối)(?: của)?(?: năm)?(?: ?(?P<y>{_Y}))?", _half),
        ("tháng", rf"(?P<n>0?[1-9]|1[01]) tháng (?:đầu )?(?:của )?năm ?(?P<y>{_Y})", _some_months),
        (
            "tháng",
            rf"tháng (?P<m>{_M})(?:,| và|;)[^.;:]{{0,30}}nhiệm vụ[^.;:]{{0,30}} tháng (?P<n>{_M}){_OF}(?P<y>{_Y})",
            _before_the_next_month,
        ),
        ("tháng", r"(?P<n>0?[1-9]|1[01]) tháng đầu năm(?: nay)?(?P<y>)", _some_months),
        (
            "trong",
            r"trong (?:(?P<n>0?[2-9]|1[01]) tháng|(?P<w>quý|tháng))(?: qua| vừa qua| này)?(?! đầu| cuối| [0-9]| i)",
            _same,
        ),
        ("quý", rf"quý (?P<q>i{{1,3}}|iv|[1-4])(?: ?[/,-]? ?(?:năm )?(?P<y>{_Y}))?", _quarter),
        ("đến", rf"{_UP_TO}(?: hết| cuối)?(?: ngày)? {_DAY}(?P<m>{_M}){_OF}(?P<y>{_Y})", _moment_day),
        ("đến", rf"{_UP_TO}(?: hết| cuối| đầu)?(?: tháng)? (?P<m>{_M}){_OF}(?P<y>{_Y})", _moment_month),
        ("đến", rf"{_UP_TO}(?: hết| cuối| đầu| thời điểm cuối)?(?: năm)? ?(?P<y>{_Y})", _moment),
        ("u", rf"(?:cuối|đầu)(?: năm)? ?(?P<y>{_Y})", _moment),
        ("ngày", rf"ngày +(?:[0-9]{{1,2}} +)?tháng +[0-9]{{0,2}} *(?:năm +{_Y})?", _ineligible),
        (
            "ngày",
            rf"ngày [0-9]{{1,2}}(?:[/.-][0-9]{{1,2}}(?:[/.-]{_Y})?| tháng {_M}(?: năm {_Y})?)",
            _ineligible,
        ),
        ("tháng", rf"tháng (?P<m>{_M}){_OF}(?P<y>{_Y})", _month),
        ("/", rf"(?P<m>{_M})/(?P<y>{_Y})", _month),
        ("năm", rf"(?:trong |qua |sau |của )?(?P<n>[0-9]{{1,2}}) năm{_PAST}", _years),
        ("năm", r"(?:trong |qua |sau )(?P<n>[0-9]{1,2}) năm(?: liền| liên tục)?", _years),
        ("từ", rf"từ (?:năm )?(?:{_M}/)?{_Y}", _ineligible),
        ("năm", rf"(?:trong |riêng |các |kết thúc )?năm ?(?P<y>{_Y})", _year),
    )
]
_YEAR = re.compile(_Y)
_MAY_SAY_ONE = re.compile("[0-9]|quý|tháng")
_ANOTHER_YEAR = re.compile(rf"(?:,| và|/)? ?(?:năm )?(?P<y>{_Y})(?![0-9\w.,]*[0-9])")


def periods(matched: str) -> list[Said]:
    """Return the periods of a text spelled as as_matched does, in order and none within another.

    Words without a number (đến nay, trong năm) are not among them: the vocabulary has those.
    """
    if not _MAY_SAY_ONE.search(matched):
        return []
    years = _YEAR.findall(matched)
    taken: list[Said] = []
    free = bytearray(len(matched))
    for word, form, meaning in _FORMS:
        if word not in matched or (not word and len(years) < 2):
            continue
        for found in form.finditer(matched):
            if any(free[found.start() : found.end()]):
                continue
            kind, code, count = meaning(found)
            free[found.start() : found.end()] = b"\1" * (found.end() - found.start())
            taken.append(Said(found.start(), found.end(), kind, code, count))
    return sorted([*taken, *_further_years(matched, taken, free)], key=lambda said: said.start)


def _further_years(matched: str, taken: list[Said], free: bytearray) -> Iterator[Said]:
    """Yield the years that follow a year: năm 2020, 2021 và 2022."""
    for said in taken:
        end, kind = said.end, said.kind
        while kind in ("year", "moment") and len(said.code) == 4:
            found = _ANOTHER_YEAR.match(matched, end)
            if found is None or any(free[found.start() : found.end()]):
                break
            yield Said(found.start("y"), found.end("y"), "year", found["y"])
            end = found.end()
