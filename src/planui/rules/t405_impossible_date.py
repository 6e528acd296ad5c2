"""T405: a date that no calendar has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planui.model.diagnostic import ERROR, Finding
from planui.model.lazy_pattern import lazy
from planui.model.words import Words
from planui.rules.chinese_numbers import read_han_integer
from planui.rules.dates import days_in
from planui.rules.rule import PASSAGE, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form, FormSection
    from planui.model.passage import Passage

_MESSAGE = Words("“{0}”：没有这样的日期", "{0!r}: there is no such date")

# A month, with the year before it, the month or day behind it, and the end of a range where there is one.
_MONTH = lazy(
    r"(?:(?<!\d)(?P<year>\d{4})[ \u3000]?年[ \u3000]?)?(?<![\d.])(?P<month>\d{1,2})"
    r"(?:[ \u3000]?[—–－\-~～至到]{1,2}[ \u3000]?(?P<to_month>\d{1,2}))?[ \u3000]?月(?P<share>份)?"
    r"(?:[ \u3000]?(?P<day>\d{1,2})(?:[ \u3000]?[日号]?[ \u3000]?[—–－\-~～至到]{1,2}[ \u3000]?(?P<to_day>\d{1,2}))?"
    r"[ \u3000]?(?P<end>[日号]))?"
)
_HAN_MONTH = lazy(
    r"(?:(?P<year>[〇○零一二三四五六七八九]{4})年)?(?<![一二三四五六七八九十百])(?P<month>[一二三四五六七八九十]{1,3})月(?P<share>份)?"
    r"(?:(?P<day>[一二三四五六七八九十廿卅]{1,3})(?P<end>[日号]))?"
)
# What may stand behind 月: a day, or a range of days.
_DAYS = lazy(
    r"份?[ \u3000]?(\d{1,2})(?:[ \u3000]?[日号]?[ \u3000]?[—–－\-~～至到]{1,2}[ \u3000]?(\d{1,2}))?[ \u3000]?[日号]"
)
_FIGURES = tuple(
    lazy(rf"{sep}([0-9]{{1,2}}){sep}([0-9]{{1,2}})(?![0-9\-/A-Za-z]|\.[0-9])") for sep in ("-", "/", r"\.")
)
_YEAR = lazy(r"(?<![\dA-Za-z.,/_〔\[—–\-])(?:19|20)[0-9]{2}$")
_DOTTED_RANGE = lazy(r"\.([0-9]{1,2}) ?(?:--|[—–－~～至到\-]) ?(?:19|20)[0-9]{2}\.([0-9]{1,2})(?![0-9.])")
_REACH = 24
"""Characters before and behind 月 that a date may take."""
_HAN_DIGITS = "一二三四五六七八九十"
_LAST_SAFE_DAY = 28
_NO_MONTH = (
    "龄",
    "大",
    "内",
    "后",
    "前",
    "间",
    "期",
    "嫂",
    "子",
    "均",
    "薪",
    "产",
    "球",
    "饼",
    "季",
    "食",
    "饷",
    "刊",
    "光",
)
"""What makes 13月 an age or a span of time: 13月龄."""
_AGES = ("龄", "大", "嫂", "子")
"""What makes 2019年13月 a year and an age: 2019年13月龄."""
_SPANS = "第满共历约近长达每期时逾仅需经"
_MARKS = ("编号", "档号", "批号", "版本", "版", "号", "No", "no", "IP", "ip", "型", "版号")
_PARTS = (
    "样",
    "楼",
    "线",
    "标",
    "井",
    "机",
    "桩",
    "站",
    "库",
    "罐",
    "柜",
    "架",
    "池",
    "塘",
    "箱",
    "院",
    "仓",
    "展",
    "船",
    "门",
    "路",
)
"""What makes 31号 a number: 31号样地."""


def check(passage: Passage, section: FormSection, form: Form) -> Iterator[Finding]:
    """Every way of writing a date in which a month or day is beyond its range."""
    text = passage.text
    spans: list[tuple[int, int]] = []
    at = text.find("月")
    while at >= 0:
        if _is_suspicious(text, at):
            spans += _around(text, at)
        at = text.find("月", at + 1)
    if "-" in text or "/" in text or "." in text:
        spans += _in_figures(text)
    for start, end in sorted(set(spans)):
        if not passage.prose.in_code(start):
            yield Finding(passage.at(start, end), _MESSAGE.format(text[start:end]))


def _is_suspicious(text: str, at: int) -> bool:
    """Whether the month before or the day behind 月 may be beyond its range: few are, so this looks at a few signs."""
    last = at - 2 if text[at - 1 : at].isspace() else at - 1
    sign = text[last : last + 1] if last >= 0 else ""
    before = text[last - 1 : last]
    if sign.isdecimal():
        if not 1 <= int(before + sign if before.isdecimal() else sign) <= 12:
            return True
    elif sign in _HAN_DIGITS and sign and before and before in _HAN_DIGITS and before + sign not in ("十一", "十二"):
        return True
    behind = text[at + 1 : at + 2]
    if behind.isdecimal() or behind.isspace() or behind == "份":
        days = _DAYS.match(text, at + 1)
        if days:
            return any(day is not None and not 1 <= int(day) <= _LAST_SAFE_DAY for day in days.groups())
    return behind != "" and behind in "二三廿卅份"


def _around(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The impossible date to which the 月 at an offset belongs."""
    for pattern, is_impossible in ((_MONTH, _is_impossible), (_HAN_MONTH, _han_is_impossible)):
        for found in pattern.finditer(text, max(0, at - _REACH), at + _REACH):
            if found.start() < at < found.end() and is_impossible(text, found):
                yield found.span()


def _in_figures(text: str) -> Iterator[tuple[int, int]]:
    """The impossible dates in figures alone: 2020-02-30, 2018.7—2018.13."""
    for pattern in _FIGURES:
        for found in pattern.finditer(text):
            start = found.start() - 4
            if start >= 0 and _YEAR.search(text, max(0, start - 1), found.start()):
                year, month, day = int(text[start : start + 4]), int(found.group(1)), int(found.group(2))
                if not (1 <= month <= 12 and 1 <= day <= days_in(year, month)) and _is_date(
                    text, start, found, month, day
                ):
                    yield start, found.end()
    if "." in text:
        for found in _DOTTED_RANGE.finditer(text):
            start = found.start() - 4
            month, other = int(found.group(1)), int(found.group(2))
            possible = 1 <= month <= 12 and 1 <= other <= 12
            if (
                start >= 0
                and not possible
                and max(month, other) < 32
                and _YEAR.search(text, max(0, start - 1), found.start())
            ):
                yield start, found.end()


def _is_impossible(text: str, found: re.Match[str]) -> bool:
    year, month, to_month, day, to_day = (
        int(part) if part else None for part in found.group("year", "month", "to_month", "day", "to_day")
    )
    assert month is not None
    last = to_month if to_month is not None else month
    if 1 <= month <= 12 and 1 <= last <= 12:
        if found.group("end") == "号" and text.startswith(_PARTS, found.end()):
            return False
        return any(one is not None and not _has_day(year, last, one) for one in (day, to_day))
    return _counts(text, found, plain=year is None and day is None and to_month is None)


def _counts(text: str, found: re.Match[str], *, plain: bool) -> bool:
    """Whether a month beyond 12 is meant as a month: with `plain`, there is neither year nor day beside it."""
    if found.group("end"):
        return True
    # A number and 月 with nothing around it is more often a span of time or an age.
    if not plain and found["year"] and not text.startswith(_AGES, found.end()):
        return True
    if text.startswith(_NO_MONTH, found.end()) and not text.startswith(("月底", "月初"), found.end() - 1):
        return False
    return not plain or text[found.start() - 1 : found.start()] not in _SPANS or found.start() == 0


def _has_day(year: int | None, month: int, day: int) -> bool:
    # Without a year, any 29 February may be.
    return 1 <= day <= days_in(year if year is not None else 2000, month)


def _han_is_impossible(text: str, found: re.Match[str]) -> bool:
    year_words, month_words, day_words = found.group("year", "month", "day")
    month = _han(month_words)
    day = _han(day_words) if day_words else None
    if month is None or (day_words and day is None):
        return False
    year = read_han_integer(year_words) if year_words else None
    if not 1 <= month <= 12:
        return (year is not None or day is not None) and _counts(text, found, plain=False)
    if found.group("end") == "号" and text.startswith(_PARTS, found.end()):
        return False
    return day is not None and not _has_day(year, month, day)


def _han(words: str) -> int | None:
    """A numeral as dates have them; 二三 (two or three) is none."""
    words = words.replace("廿", "二十").replace("卅", "三十")
    if len(words) > 1 and "十" not in words:
        return None
    return read_han_integer(words)


def _is_date(text: str, start: int, found: re.Match[str], month: int, day: int) -> bool:
    """Whether three figures that are no possible date were meant as one, not as a number or version."""
    before = text[max(0, start - 4) : start].rstrip(" ：:")
    behind = text[found.end() : found.end() + 2].strip()
    if before.endswith(_MARKS) or behind.startswith("版"):
        return False
    if found.group().startswith("."):
        # 2019.13.5 may be a version; 2020.2.30 is a date.
        return 1 <= month <= 12 and day <= 31
    return not behind.startswith("号")


RULE = Rule(
    id="T405",
    name="impossible-date",
    severity=ERROR,
    scope=PASSAGE,
    summary=Words("日历上没有的日期", "a date that no calendar has"),
    why=Words(
        "2020年2月30日、2019年13月这样的日期，多半是打错了。",
        "A date such as 2020年2月30日 or 2019年13月 is a slip.",
    ),
    fails='[sections."4.5.4"]\ntext = """\n本库保藏条件稳定，2020年2月30日通过评估。\n"""\n',
    passes='[sections."4.5.4"]\ntext = """\n本库保藏条件稳定，2020年2月29日通过评估，现行版本 2019.13.5。\n"""\n',
    check=check,
    signs=frozenset("0123456789一二三四五六七八九十０１２３４５６７８９"),
)
