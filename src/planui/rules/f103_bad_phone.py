"""F103: the telephone number is neither a Chinese mobile's nor a land line's with its area code."""

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

_AREA = Words("“{0}”缺少区号：座机写作 020-87654321", "{0} lacks its area code: write 020-87654321")
_BAD_AREA = Words("“{0}”的区号 {1} 不存在", "{0}: there is no area code {1}")
_LENGTH = Words(
    "“{0}”的位数不对：区号 {1} 后应当是 {2} 位，这里是 {3} 位",
    "{0}: {2} digits should follow the area code {1}, not {3}",
)
_MOBILE = Words("“{0}”的位数不对：手机号应当是 11 位，这里是 {1} 位", "{0}: a mobile has 11 digits, not {1}")
_SERVICE = Words("“{0}”是服务热线，请填手机号或带区号的座机", "{0} is a service line: give a mobile, or a land line")
_OTHER = Words(
    "“{0}”不是电话号码：请填手机号，或带区号的座机（020-87654321）",
    "{0} is no telephone number: give a mobile, or a land line with its area code (020-87654321)",
)

_PIECE = lazy(r"[^、，,;；/或和\n]+")
_REMARK = lazy(r"\([^()\d]*\)$|^(?:联系电话|办公电话|电话|手机|座机|办公室|办公|办|宅|tel|phone|mobile)[:.]?", re.I)
_SIGNS_BETWEEN = lazy(r"[-()]")
_DASHES = lazy(r"[\u2010-\u2015\u2212]+")
_COUNTRY = lazy(r"\(?(?:\+86|0086|86(?=-|\)|1[3-9]\d{9}$|0))\)?-?")
_EXTENSION = lazy(r"(?P<word>\(?(?:转分机|分机|转|ext\.?|x|#):?-?)\d{1,6}\)?$|-\d{1,6}$", re.I)
_SET_OFF = lazy(r"\(?(0\d+)(?:\)|-)")
_AREA_SHAPE = lazy(r"0(?:10|2[0-57-9]|[3-9]\d\d)")
MAX_LENGTH = 200
"""Characters of the field that are looked at."""
MAX_TOKENS = 8


def check(plan: Plan, form: Form) -> Iterator[Finding]:
    """Each of the numbers that the field gives."""
    for field in form.fields:
        if field.kind != "phone":
            continue
        node = plan.fields.get(field.key)
        if node is None or node.kind != "string" or not node.value.strip() or find_holes(node.value):
            continue
        for piece in _PIECE.finditer(node.value, 0, MAX_LENGTH):
            number = piece.group().strip()
            if number and (words := _fault(number)) is not None:
                start = piece.start() + piece.group().find(number)
                yield Finding(Place("field", key=field.key, start=start, end=start + len(number)), words)


def _fault(number: str) -> Words | None:
    """Why something between separators is no telephone number; several with spaces between them may be."""
    words = _number_fault(number)
    tokens = number.split()
    if words is None or not 1 < len(tokens) <= MAX_TOKENS:
        return words
    # 020-87654321 13800138000: read as many numbers as it takes.
    reachable = {0}
    for end in range(1, len(tokens) + 1):
        if any(start in reachable and _number_fault(" ".join(tokens[start:end])) is None for start in range(end)):
            reachable.add(end)
    return None if len(tokens) in reachable else words


def _number_fault(number: str) -> Words | None:
    """Why something is not one telephone number, its white space, brackets and full-width signs aside."""
    shown = number[:40]
    plain = _DASHES.sub("-", "".join(unicodedata.normalize("NFKC", number).split()))
    plain = _REMARK.sub("", _REMARK.sub("", plain, count=1), count=1)
    country = _COUNTRY.match(plain)
    rest = plain[country.end() :] if country else plain
    digits = _SIGNS_BETWEEN.sub("", rest)
    if not digits[:1].isascii() or not digits[:1].isdigit():
        return _OTHER.format(shown)
    if digits.isdigit() and digits[0] == "1" and not rest.startswith("10-"):
        if len(digits) == 11:
            return None if digits[1] in "3456789" else _OTHER.format(shown)
        return _MOBILE.format(shown, len(digits)) if 8 < len(digits) < 15 else _OTHER.format(shown)
    if digits.isdigit() and len(digits) == 10 and digits.startswith(("400", "800")):
        return _SERVICE.format(shown)
    if country and digits[0] != "0":
        digits, rest = "0" + digits, "0" + rest.lstrip("(")
    extension = _EXTENSION.search(rest)
    main = _SIGNS_BETWEEN.sub("", rest[: extension.start()]) if extension else digits
    set_off = _SET_OFF.match(rest)
    if set_off and set_off.group(1) != digits[: _area_size(digits)]:
        return _BAD_AREA.format(shown, set_off.group(1))
    faults = [_land_fault(one, shown) for one in (digits, main) if one.isascii() and one.isdigit()]
    if not faults:
        return _OTHER.format(shown)
    if None in faults:
        return None
    # What follows a hyphen is taken for an extension only where that leaves a whole number.
    return faults[-1] if extension and extension.group("word") else faults[0]


def _area_size(digits: str) -> int:
    """How many digits the area code has: 010 and 02x have three, the others four."""
    return 3 if digits[1:2] in ("1", "2") else 4


def _land_fault(digits: str, shown: str) -> Words | None:
    """What is wrong with the digits of a land line's number."""
    if digits[0] != "0":
        return _AREA.format(shown) if len(digits) in (7, 8) and digits[0] in "23456789" else _OTHER.format(shown)
    size = _area_size(digits)
    area, local = digits[:size], digits[size:]
    if not _AREA_SHAPE.fullmatch(area):
        return _BAD_AREA.format(shown, area)
    wanted = ("8",) if size == 3 else ("7", "8")
    if str(len(local)) not in wanted:
        return _LENGTH.format(shown, area, "/".join(wanted), len(local))
    return _OTHER.format(shown) if local[0] in "01" else None


RULE = Rule(
    id="F103",
    name="bad-phone",
    severity=ERROR,
    scope=FILE,
    summary=Words(
        "联系电话不是手机号，也不是带区号的座机", "neither a Chinese mobile nor a land line with its area code"
    ),
    why=Words(
        "评审和管理部门要按封面的电话联系到人。",
        "The authority calls the number on the cover.",
    ),
    fails='[fields]\nphone = "87654321"\n',
    passes='[fields]\nphone = "020-87654321"\n',
    check=check,
)
