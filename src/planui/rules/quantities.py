"""Quantities in running text: a figure, its unit, and where both stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from planui.rules.chinese_numbers import ARABIC, Number, read_number

if TYPE_CHECKING:
    from planui.model.passage import Passage

_UNITS = [
    "平方公里",
    "平方千米",
    "平方米",
    "平米",
    "立方米",
    "m²",
    "㎡",
    "m2",
    "hm²",
    "km²",
    "公顷",
    "公里",
    "千米",
    "亩",
    "人次",
    "份次",
    "条次",
    "册次",
    "件次",
    "台次",
    "批次",
    "站次",
    "次",
    "个工作日",
    "工作日",
    "学时",
    "课时",
    "机时",
    "小时",
    "分钟",
    "元",
    "人",
    "名",
    "位",
    "份",
    "家",
    "个百分点",
    "个月",
    "个",
    "项",
    "件",
    "篇",
    "种",
    "套",
    "台",
    "册",
    "张",
    "幅",
    "株",
    "尾",
    "头",
    "只",
    "部",
    "期",
    "场",
    "门",
    "类",
    "批",
    "条",
    "组",
    "间",
    "座",
    "口",
    "本",
    "株系",
    "所",
    "届",
    "处",
    "支",
    "款",
    "辆",
    "架",
    "艘",
    "根",
    "块",
    "片",
    "瓶",
    "管",
    "粒",
    "袋",
    "盒",
    "箱",
    "棵",
    "例",
    "起",
    "户",
    "村",
    "TB",
    "GB",
    "PB",
    "MB",
    "Mbps",
    "Gbps",
    "核",
    "节",
    "kVA",
    "%",
    "％",
    "℃",
    "岁",
    "天",
    "倍",
    "‰",
    "秒",
    "吨",
    "公斤",
    "千克",
    "克",
    "km",
    "级",
    "字节",
    "太字节",
    "摄氏度",
]
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_TAIL = rf" ?(?P<more>[余多])?(?P<scale>[万亿千百])?(?P<more2>[余多])? ?(?P<unit>{_UNIT})"
_FIGURE = re.compile(rf"(?<![\d,.])\d[\d,.]{{0,24}}+(?![\d,.]){_TAIL}")
_HAN = re.compile(
    rf"[一二两三四五六七八九十百千][零〇一二三四五六七八九十百千万亿点]{{1,24}}+(?:[余多]?(?P<unit>{_UNIT}))?"
)
_HAN_SIGNS = frozenset("十百千万零点")
_ARABIC = re.compile(rf"(?:{ARABIC})$")
_BEFORE = frozenset(".-/〔—–:：")
_SAME_UNIT = {
    "个工作日": "工作日",
    "名": "人",
    "位": "人",
    "平米": "平方米",
    "m²": "平方米",
    "㎡": "平方米",
    "m2": "平方米",
    "hm²": "公顷",
    "km²": "平方公里",
    "平方千米": "平方公里",
    "％": "%",
    "太字节": "TB",
    "摄氏度": "℃",
    "千米": "公里",
    "km": "公里",
    "千克": "公斤",
}
_ABOUT = re.compile(
    r"(?:约|近|逾|超|超过|突破|不少于|不低于|不超过|至少|最多|以内|上下|大约|将近|接近|达到?约|不足|低于"
    r"|高于|不大于|不小于|多达)\s?$"
)
_ABOUT_BEHIND = re.compile(r"\s?(?:左右|上下|以上|以下|以内|之内|余|多(?![家种])|不等|[—–～~至到-]\s?\d)")
_RANGE_BEFORE = re.compile(r"\d\s?[万亿]?(?:[—–～~至-])\s?$")


class Quantity(NamedTuple):
    """A figure and its unit; `more` says that 余 or 多 stands in it (1.2万余份)."""

    start: int
    end: int
    number: Number
    unit: str
    more: bool = False


def unit_of(text: str) -> str:
    """The unit under which equal ones compare: 名 and 位 are 人, m² is 平方米."""
    return _SAME_UNIT.get(text, text)


def find_quantities(passage: Passage) -> list[Quantity]:
    """The quantities of a passage's words; asked for by two rules in a row, so the last answer is kept."""
    global _last
    text = passage.text
    if _last[0] is not passage or _last[1] != text:
        _last = (passage, text, quantities_in(text))
    return _last[2]


_last: tuple[Passage | None, str, list[Quantity]] = (None, "", [])


def quantities_in(text: str) -> list[Quantity]:
    """All quantities of a text, in order."""
    found: list[Quantity] = []
    for match in _FIGURE.finditer(text):
        start, end = match.span()
        if start and ((before := text[start - 1]) in _BEFORE or (before.isascii() and before.isalnum())):
            continue
        more, scale, more2, unit = match.groups()
        edge = match.start("unit")
        digits = (
            text[start:edge].rstrip(" 余多万亿千百")
            if more or scale or more2 or text[edge - 1] == " "
            else text[start:edge]
        )
        if not digits.isdigit() and not _ARABIC.match(digits):
            continue
        if unit[-1].isascii() and text[end : end + 1].isalpha() and text[end : end + 1].isascii():
            continue
        number = read_number(digits, scale or "")
        if number is not None:
            found.append(Quantity(start, end, number, _SAME_UNIT.get(unit, unit), bool(more or more2)))
    if not _HAN_SIGNS.isdisjoint(text):
        count = len(found)
        found += _in_characters(text)
        if len(found) > count:
            found.sort()
    return found


def _in_characters(text: str) -> list[Quantity]:
    """Quantities in Chinese characters: 四百一十二个, 百分之九十六点三."""
    found: list[Quantity] = []
    for match in _HAN.finditer(text):
        start, end = match.span()
        unit = match["unit"]
        if unit is None:
            if match.group() == "百分" or text[start : start + 2] == "百分":
                continue
            if start >= 3 and text.startswith("百分之", start - 3) and (number := read_number(match.group())):
                found.append(Quantity(start - 3, end, number, "%"))
            continue
        if start and text[start - 1] == "第":
            continue
        digits = text[start : match.start("unit")]
        more = digits[-1] in "余多"
        number = read_number(digits.rstrip("余多"))
        if number is not None:
            found.append(Quantity(start, end, number, _SAME_UNIT.get(unit, unit), more))
    return found


def is_about(text: str, one: Quantity) -> bool:
    """Whether the text itself calls a figure rough, a bound, or an end of a range."""
    before = text[max(0, one.start - 5) : one.start]
    return (
        one.more
        or _ABOUT.search(before) is not None
        or _RANGE_BEFORE.search(before) is not None
        or _ABOUT_BEHIND.match(text, one.end) is not None
    )
