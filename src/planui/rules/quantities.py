"""Quantities in running text: a figure, its unit, and where both stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.rules.chinese_numbers import Number, read_number
from planui.rules.pieces import Kept, Piece, pieces, read_in_pieces

if TYPE_CHECKING:
    from planui.model.passage import Passage

_UNIT = (
    r"([亩次元名位家项篇种套张幅尾头只部期场门类组间座口本所届处支款辆架艘根块片瓶盘席管粒袋盒箱棵起户村核节页枚羽匹尊幢栋盏颗剂笔卷桶帧匣℃岁天倍‰秒吨克级％㎡]"
    r"|句对?|航次|样次|对(?![应比照象外接口策话面])|段(?![时落])|单(?![位一独价个次元品])|集(?![成中合群])|首(?![次批个先都])"
    r"|包(?![括含装])|曲(?![线面])|讲(?![解座])|[人份条册件台批株例]次?|号次?(?![楼门线房机文])|字(?![节段体号形])|个(?:工作日|百分点|月)?|%(?![A-Za-z])|平(?:方(?:公里|千米|米)|米)|[学课机小]时|科(?![室技研学普目教协创])|属(?![于性地各企类])|公[里顷斤]|千[米克]"
    r"|分钟|米(?![以之长宽高深级内左处色])|立方米|株系|站次|工作日|太?字节|摄氏度|(?:k(?:m²?|VA)|h?m²|m2|[TGPM]B|[MG]bps)(?![A-Za-z]))"
)
_DIGIT = "0-9０-９"
# A number that no letter, mark or digit before it makes part of something longer and no 第 an ordinal, and its unit.
# It begins with a plain class, which lets the search skip everything else, and takes a whole run of digits or nothing.
_FIGURE = lazy(
    rf"([{_DIGIT}](?<![{_DIGIT},.\-/〔—–:A-Za-z第].)(?<![{_DIGIT}]：.)[{_DIGIT},.]{{0,24}}+)(?![{_DIGIT},.])"
    rf" ?([余多]?[万亿千百]?[余多]?) ?{_UNIT}(?:（[套台件个份册幅张株][）])?"
)
_HAN = lazy(rf"[一二两三四五六七八九十百千][零〇一二三四五六七八九十百千万亿点]{{1,24}}+(?:[余多]?{_UNIT})?")
_HAN_SIGNS = frozenset("十百千万零点")
_GROUPED = lazy(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
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
    "台、套": "台",
    "台/套": "台",
    "台套": "台",
}
_IN_PB = 1000
"""TB in a PB: what is said in PB is said too roughly for 1,024 to matter."""
_ABOUT = (
    "约",
    "近",
    "逾",
    "超",
    "超过",
    "突破",
    "不少于",
    "不低于",
    "不超过",
    "至少",
    "最多",
    "以内",
    "上下",
    "接近",
    "不足",
    "低于",
    "高于",
    "不大于",
    "不小于",
    "多达",
    "不是",
    "并非",
)
AT_LEAST, AT_MOST = "≥", "≤"
"""Behind the unit of a figure that is a bound, and is compared with bounds of its kind alone."""
_ABOUT_BEHIND = lazy(r"\s?(?:左右|上下|以上|以下|以内|之内|余|多(?![家种有为是数半用在])|不等|[—–～~至到-]\s?\d)")
_RANGE_SIGNS = "—–～~至- "
_BEHIND_SIGNS = "左上以之余多不—–～~至到- \n"
_RANGE_BEFORE = lazy(r"\d\s?[万亿]?(?:[—–～~至-])\s?$")


class Quantity(NamedTuple):
    """A figure and its unit. `step` says how finely it was given; `more` that 余 or 多 stands in it (1.2万余份)."""

    start: int
    end: int
    value: float
    step: float
    unit: str
    more: bool = False

    @property
    def number(self) -> Number:
        """The figure without its unit."""
        return Number(self.value, self.step)


_kept: Kept[Quantity] = Kept()


MEASURED = frozenset(["℃", "岁", "倍", "‰", "秒", "分钟", "级", "届", "个月", "个百分点"])
"""Units under which different things have the same figures, and most of them limits or measurements."""
LASTING = frozenset(["天", "小时", "工作日"])
"""Units of what takes time: many things take so long."""


_IN_COMMON = {"公顷": ("亩", 15.0), "平方公里": ("亩", 1500.0), "吨": ("公斤", 1000.0)}
"""Units in which one thing is given here and in another there (GB 3100—1993), each in those of the common one."""


def in_common_unit(unit: str, value: float, step: float) -> tuple[str, float, float]:
    """A figure as it compares with those of other places, which may give it in another unit: 6.4公顷 is 96亩."""
    common = _IN_COMMON.get(unit)
    if common is None:
        return unit, value, step
    unit, factor = common
    return unit, round(value * factor, 6), step * factor


def unit_of(text: str) -> str:
    """The unit under which equal ones compare: 名 and 位 are 人, m² is 平方米."""
    return _SAME_UNIT.get(text, text)


def find_quantities(passage: Passage) -> list[Quantity]:
    """The quantities of a passage's words; several rules ask for them."""
    known: list[Quantity] | None = passage.notes.get("quantities")
    if known is None:
        known = passage.notes["quantities"] = quantities_of(passage.text, pieces(passage))
    return known


def quantities_of(text: str, parts: list[Piece]) -> list[Quantity]:
    """The quantities of a text with its pieces."""
    return read_in_pieces(text, parts, _kept, lambda words, _: quantities_in(words), _moved)


def _moved(one: Quantity, distance: int) -> Quantity:
    start, end, value, step, unit, more = one
    return tuple.__new__(Quantity, (start + distance, end + distance, value, step, unit, more))


def quantities_in(text: str) -> list[Quantity]:
    """All quantities of a text, in order."""
    found: list[Quantity] = []
    add, new, same = (
        found.append,
        tuple.__new__,
        _SAME_UNIT.get,
    )  # a plan has hundreds: `Quantity(…)` takes twice as long
    for match in _FIGURE.finditer(text):
        digits, extra, unit = match.groups()
        start, end = match.span()
        if not extra and unit != "PB" and digits.isdigit():
            add(new(Quantity, (start, end, float(digits), 1.0, same(unit, unit), False)))
        elif digits.isdigit() or _GROUPED.fullmatch(digits):
            number = read_number(digits, extra.strip("余多"))
            if number is not None:
                more = "余" in extra or "多" in extra
                if unit == "PB":
                    number, unit = Number(number.value * _IN_PB, number.step * _IN_PB), "TB"
                add(new(Quantity, (start, end, number.value, number.step, same(unit, unit), more)))
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
        unit = match[1]
        if unit is None:
            if text.startswith("百分", start):
                continue
            if start >= 3 and text.startswith("百分之", start - 3) and (number := read_number(match.group())):
                found.append(Quantity(start - 3, end, number.value, number.step, "%"))
            continue
        if start and text[start - 1] == "第":
            continue
        digits = text[start : end - len(unit)]
        more = digits[-1] in "余多"
        number = read_number(digits.rstrip("余多"))
        if number is not None:
            found.append(Quantity(start, end, number.value, number.step, _SAME_UNIT.get(unit, unit), more))
    return found


def is_about(text: str, one: Quantity) -> bool:
    """Whether the text itself calls a figure rough, a bound, or an end of a range."""
    if one.more:
        return True
    start, end = one.start, one.end
    before = text[start - 1 : start]
    at = start - 1 if before.isspace() else start
    if text.endswith(_ABOUT, max(0, start - 5), at):
        return True
    behind = text[end : end + 1]
    return (
        before in _RANGE_SIGNS and before != "" and _RANGE_BEFORE.search(text, max(0, start - 5), start) is not None
    ) or (behind in _BEHIND_SIGNS and behind != "" and _ABOUT_BEHIND.match(text, end) is not None)
