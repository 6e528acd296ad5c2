"""Dates as Chinese text gives them: 2019年, 2019年5月3日, 2019.5, 2019-05-03, 二〇一九年, 2018—2020年, 2019年上半年.

Everything is plain integers: a day is (year, month, day).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.rules.chinese_numbers import read_han_integer
from planui.rules.pieces import Kept, pieces, read_in_pieces

if TYPE_CHECKING:
    import re

    from planui.model.passage import Passage

Day = tuple[int, int, int]

_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class DatePoint(NamedTuple):
    """One date as written; `month` and `day` are 0 where they are not said."""

    start: int
    end: int
    year: int
    month: int
    day: int

    @property
    def possible(self) -> bool:
        """Whether the calendar has such a day or month."""
        return self.month <= 12 and (not self.day or (self.month > 0 and self.day <= days_in(self.year, self.month)))


class DateSpan(NamedTuple):
    """A date or a range of dates: where it stands, its first and last day, and its one or two ends as written."""

    start: int
    end: int
    first: Day
    last: Day
    points: tuple[DatePoint, ...]

    @property
    def possible(self) -> bool:
        """Whether all that is written can be."""
        return all(point.possible for point in self.points)

    @property
    def ranged(self) -> bool:
        """Whether it names two ends."""
        return len(self.points) > 1


def days_in(year: int, month: int) -> int:
    """The days of a month; 31 for months that are none."""
    if month == 2 and (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)):
        return 29
    return _LENGTHS[month] if 0 < month <= 12 else 31


_HAN = "〇○零一二三四五六七八九"
_YEAR = rf"((?:1[89]|2[01])\d\d|[一二][{_HAN}]{{3}})"
_MONTH = r"(\d{1,2}|十[一二]?|[一二三四五六七八九])\s?月(?![龄份]?[龄])(?:份(?!次))?"
_DAY = r"(\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s?[日号](?!线|楼|门)"
_START = lazy(_YEAR)
_NEXT_YEAR = lazy(rf"{_YEAR}\s?年")
# What may follow 年: a month and a day, a part of the year.
_TAIL = lazy(
    rf"(?:\s?{_MONTH}(?:\s?{_DAY})?)?度?"
    r"(上半年|下半年|年[初底末中]|第?[一二三四1-4]季度|[初底末]|中期|[上中下]旬|[春夏秋冬][季天]?(?![分至蚕]))?"
)
_DASH = lazy(r"\s?(?:--|[—–－～~-]{1,2}|至|到)\s?")
_TWO_MONTHS = lazy(r"(\d{1,2})\s?(?:--|[—–－～~-]{1,2}|至|到)\s?(\d{1,2})月")
# The other end of a range, where it has no year: a month (and a day), or a day.
_OTHER_MONTH = lazy(rf"{_MONTH}(?:\s?{_DAY})?([初底末])?")
_OTHER_DAY = lazy(r"(\d{1,2})\s?日")
_ANOTHER_YEAR = lazy(r"[、和及](?:19|20)\d\d年")
_PLAIN_BEHIND = frozenset("，。；、（）()“”：:,;！？\n\t的共本平台资源服务提供完成期间全")
"""Signs that end a date that is only a year."""
_NO_DATE_BEHIND = frozenset("0123456789.〔[_/—–-")

# 2019.5, 2019-05, 2019/5/3 and ranges of them; a decimal with a unit behind it, a version, a number is none.
_FIGURES = lazy(
    r"(?<![\dA-Za-z.,/_〔\[V—–-])(?P<y1>(?:19|20)\d\d)(?P<sep>[.\-/])(?P<m1>\d{1,2})(?:(?P=sep)(?P<d1>\d{1,2}))?"
    r"(?:\s?(?:--|[—–～~至到-])\s?(?P<y2>(?:19|20)\d\d)(?P=sep)(?P<m2>\d{1,2})(?:(?P=sep)(?P<d2>\d{1,2}))?)?"
    r"(?![\d.\-/A-Za-z])"
)
_BEHIND_FIGURES = lazy(
    r"\s*(?:$|[\n\t，。、；：,;:）)】》”—–～~至到起止前后间期年完建发举开提服的是]|以|之|短|受|台|上|下)"
    # Where a house style parts figures and words by a space: a word that is no unit.
    r"|\s(?![万亿千百元个项份人件家篇种次株台套米平公吨页条例岁年月日级倍])[\u4e00-\u9fff]"
)
_PLANS = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_PLAN = lazy(r"[“\"]?(?P<plan>十[一二三四五]五)[”\"]?(?P<part>期?末|初期|期初|中期|期间|时期)")

_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_NARROW = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "年初": (1, 3),
    "初": (1, 3),
    "年中": (6, 7),
    "年底": (12, 12),
    "底": (12, 12),
    "年末": (12, 12),
    "末": (12, 12),
    "春": (2, 5),
    "夏": (5, 8),
    "秋": (8, 11),
    "冬": (1, 12),
}


def find_dates(passage: Passage) -> list[DateSpan]:
    """The dates of a passage's words; several rules ask for them."""
    known: list[DateSpan] | None = passage.notes.get("dates")
    if known is None:
        known = passage.notes["dates"] = read_in_pieces(
            passage.text, pieces(passage), _kept, lambda words, _: dates_in(words), _moved
        )
    return known


_kept: Kept[DateSpan] = Kept()


def _moved(span: DateSpan, distance: int) -> DateSpan:
    points = tuple(one._replace(start=one.start + distance, end=one.end + distance) for one in span.points)
    return DateSpan(span.start + distance, span.end + distance, span.first, span.last, points)


def dates_in(text: str) -> list[DateSpan]:
    """All dates of a text, in order."""
    found: list[DateSpan] = []
    edge = 0
    for hint in _HINT.finditer(text):
        start = hint.start()
        if start < edge:
            continue
        span = _worded(text, start)
        if span is None:
            match = _FIGURES.match(text, start)
            if (
                match
                and (match["d1"] or match["y2"] or _BEHIND_FIGURES.match(text, match.end()))
                and (int(match["m1"]) <= 12 or match["d1"] or match["y2"])
            ):
                span = _figures(match)
        if span is not None:
            found.append(span)
            edge = span.end
    if "五" in text and any(plan in text for plan in _PLANS):
        found = sorted(found + [_five_years(match) for match in _PLAN.finditer(text)])
    return found


# Where a date may begin: what is looked at closely.
_HINT = lazy(rf"[12一二](?:\d\d\d(?=[\s年.\-/—–－～~至到、和及])|[{_HAN}]{{3}}(?=[年—–－～~至到]))")


def _worded(text: str, start: int) -> DateSpan | None:
    """A date with 年 at an offset: a year (or the first of two that share one 年), then perhaps a month, a day, a part
    of the year; then perhaps the other end of a range, which may lack its year."""
    if start:
        before = text[start - 1]
        if before in _NO_DATE_BEHIND or (before.isascii() and before.isalpha()):
            return None
    match = _START.match(text, start)
    if match is None:
        return None
    year, at = _number(match[1]), match.end()
    behind = text[at : at + 1]
    if behind == "年":
        at += 1
        if text[at : at + 1] in _PLAIN_BEHIND:
            return DateSpan(start, at, (year, 1, 1), (year, 12, 31), (DatePoint(start, at, year, 0, 0),))
        months = _TWO_MONTHS.match(text, at)
        if months:
            one, end = DatePoint(start, months.end(), year, int(months[1]), 0), months.end()
            return _span(start, end, one, "", one._replace(month=int(months[2])), "")
    elif behind.isspace() and text[at + 1 : at + 2] == "年":
        at += 2
    else:
        return _shared(text, start, at, year)
    tail = _TAIL.match(text, at)
    assert tail is not None
    at = tail.end()
    one = DatePoint(start, at, year, _number(tail[1]), _number(tail[2]))
    dash = _DASH.match(text, at)
    if dash is None:
        return _span(start, at, one, tail[3])
    return _range(text, start, one, tail[3], dash.end()) or _span(start, at, one, tail[3])


def _range(text: str, start: int, one: DatePoint, part: str | None, at: int) -> DateSpan | None:
    """The range that begins with a date and whose other end stands at an offset, if one does."""
    match = _NEXT_YEAR.match(text, at)
    if match:
        tail = _TAIL.match(text, match.end())
        assert tail is not None
        other = DatePoint(at, tail.end(), _number(match[1]), _number(tail[1]), _number(tail[2]))
        return _span(start, tail.end(), one._replace(end=at), part, other, tail[3])
    match = _OTHER_MONTH.match(text, at)
    if match:
        end = match.end()
        if not one.month:
            return _span(start, end, one._replace(end=end), part)
        other = DatePoint(at, end, one.year, _number(match[1]), _number(match[2]))
        return _span(start, end, one._replace(end=end), part, other, match[3])
    match = _OTHER_DAY.match(text, at)
    if match:
        end = match.end()
        if not one.day:
            return _span(start, end, one._replace(end=end), part)
        return _span(start, end, one._replace(end=end), "", DatePoint(at, end, one.year, one.month, int(match[1])), "")
    return None


def _shared(text: str, start: int, at: int, year: int) -> DateSpan | None:
    """A year that shares its 年 with another: 2018—2020年, and the first of 2018、2019年."""
    one = DatePoint(start, at, year, 0, 0)
    dash = _DASH.match(text, at)
    if dash is not None:
        match = _NEXT_YEAR.match(text, dash.end())
        if match is None:
            return None
        tail = _TAIL.match(text, match.end())
        assert tail is not None
        other = DatePoint(dash.end(), tail.end(), _number(match[1]), _number(tail[1]), _number(tail[2]))
        return _span(start, tail.end(), one, "", other, tail[3])
    return _span(start, at, one, "") if _ANOTHER_YEAR.match(text, at) else None


def _number(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if text[0].isdecimal() else read_han_integer(text) or 0


def _figures(match: re.Match[str]) -> DateSpan:
    start, end = match.span()
    one = DatePoint(start, match.end("d1") if match["d1"] else match.end("m1"), *_ymd(match, 1))
    if match["y2"]:
        return _span(start, end, one, "", DatePoint(match.start("y2"), end, *_ymd(match, 2)), "")
    return _span(start, end, one, "")


def _ymd(match: re.Match[str], index: int) -> Day:
    return int(match[f"y{index}"]), int(match[f"m{index}"]), int(match[f"d{index}"] or 0)


def _five_years(match: re.Match[str]) -> DateSpan:
    start, end = match.span()
    year = _PLANS[match["plan"]]
    first, last = year, year + 4
    if "末" in match["part"]:
        first = last
    elif "初" in match["part"]:
        last = first
    point = DatePoint(start, end, first, 0, 0)
    return DateSpan(start, end, (first, 1, 1), (last, 12, 31), (point, point._replace(year=last)))


def _span(
    start: int, end: int, one: DatePoint, part: str | None, other: DatePoint | None = None, other_part: str | None = ""
) -> DateSpan:
    first, last = _bounds(one, part or "")
    if other is None:
        return DateSpan(start, end, first, last, (one,))
    return DateSpan(start, end, first, _bounds(other, other_part or "")[1], (one, other))


def _bounds(point: DatePoint, part: str) -> tuple[Day, Day]:
    """The first and last day of a date with a part of the year or month behind it (上半年, 底, 三季度)."""
    year, month, day = point.year, point.month, point.day
    if day:
        return (year, month, day), (year, month, day)
    if month:
        return (year, month, 1), (year, month, days_in(year, month))
    low, high = 1, 12
    if part.endswith("季度"):
        quarter = _QUARTERS[part[-3]]
        low, high = quarter * 3 - 2, quarter * 3
    elif part:
        low, high = _NARROW.get(part, _NARROW.get(part[0], (1, 12)))
    return (year, low, 1), (year, high, days_in(year, high))
