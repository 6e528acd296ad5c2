"""F106: the address does not go down to district or county, street or road, and door number."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from planui.model.diagnostic import ERROR, Finding, Place
from planui.model.lazy_pattern import lazy
from planui.model.words import Words
from planui.rules.placeholders import find_holes
from planui.rules.rule import FILE, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form
    from planui.model.plan import Plan

_MESSAGE = Words("地址缺少{0}；须填写到县（区）、街（路）、门牌号", "the address lacks {1}")
_DISTRICT = ("县（区）", "district or county")
_STREET = ("街（路）", "street or road")
_DOOR = ("门牌号", "the door number")

_YARDS = (
    *"园小校社厂院片景业护活公宅务范验学住居舍库馆展市",
    *("大湾", "行政", "自治", "东部", "西部", "南部", "北部", "中部", "家属"),
)
"""What stands before 区 where it is a yard, a park or a part of one, no district."""
_SIDES = "东西南北中内外一二三四五"
_PROVINCE = lazy(r"自治区|特别行政区|[省市州盟]")
_NO_NAME = lazy(r"[^\u4e00-\u9fff]|[路街道巷号]|大学|学院")
_COUNTY_CITY = lazy(r"[\u4e00-\u9fff]{2,8}[市州][\u4e00-\u9fff]{2,5}市")
_UNDIVIDED = ("东莞市", "中山市", "儋州市", "嘉峪关市")
"""Cities without districts."""
_ROAD = lazy(r"[\u4e00-\u9fffA-Za-z0-9](?:路|街|道|巷|弄|胡同|径|坊|村|屯|里(?=\d))(?!口)")
_NUMBER = lazy(
    r"(?:\d[\dA-Za-z甲乙丙丁]{0,6}(?:[-~至、,]\d{1,5}){0,3}|[一二三四五六七八九十百]{1,6})(?:之[一二三四五六七八九十\d]+)?号"
    r"(?!楼|栋|幢|座|馆|厂房|门|线|教学|实验|仓|宿舍|办公|电梯|公寓|车间|地块)"
)
MAX_LENGTH = 200
"""Characters of an address that are looked at."""
MAX_NAME = 12
"""Characters that the name of a district may have, province and city written without 省 and 市 before it."""


def check(plan: Plan, form: Form) -> Iterator[Finding]:
    """Names each part that an address lacks."""
    for field in form.fields:
        node = plan.fields.get(field.key)
        if field.kind != "address" or node is None or node.kind != "string":
            continue
        if node.value.strip() and not find_holes(node.value) and (lacks := missing_parts(node.value)):
            zh = "、".join(part[0] for part in lacks)
            en = ", ".join(part[1] for part in lacks)
            yield Finding(Place("field", key=field.key), _MESSAGE.format(zh, en))


def missing_parts(address: str) -> list[tuple[str, str]]:
    """The parts that an address lacks, each in both languages."""
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", "".join(unicodedata.normalize("NFKC", address[:MAX_LENGTH]).split()))
    end = _district_end(plain)
    rest = plain[max(end, 0) :]
    return [
        part
        for part, there in (
            (_DISTRICT, end >= 0),
            (_STREET, _ROAD.search(rest) is not None),
            (_DOOR, _NUMBER.search(rest) is not None),
        )
        if not there
    ]


def _district_end(plain: str) -> int:
    """Where the district or county ends; -1 where there is none."""
    for start in sorted({0, *(found.end() for found in _PROVINCE.finditer(plain))}, reverse=True):
        for sign in ("区", "县", "旗"):
            end = plain.find(sign, start + 1, start + MAX_NAME + 1)
            if end > 0 and _is_district(plain[start:end], sign):
                return end + 1
    city = _COUNTY_CITY.search(plain)
    if city:
        return city.end()
    return next((plain.find(name) + len(name) for name in _UNDIVIDED if name in plain), -1)


def _is_district(name: str, sign: str) -> bool:
    """Whether `name` with 区, 县 or 旗 behind it is a district or county."""
    if _NO_NAME.search(name):
        return False
    return sign != "区" or not (name.endswith(_YARDS) or name.endswith("自治") or (len(name) == 1 and name in _SIDES))


RULE = Rule(
    id="F106",
    name="vague-address",
    severity=ERROR,
    scope=FILE,
    summary=Words(
        "单位详细地址没有写到县（区）、街（路）、门牌号",
        "the address does not go down to district or county, street or road, and door number",
    ),
    why=Words(
        "填写说明第 3 条：“‘单位详细地址’须填写到县（区）、街（路）门牌号”。",
        "Note 3 of the form: the address goes down to county or district, street or road, and door number.",
    ),
    fails='[fields]\naddress = "广州市天河区五山路"\n',
    passes='[fields]\naddress = "广州市天河区五山路 483 号"\n',
    check=check,
)
