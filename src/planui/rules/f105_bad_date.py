"""F105: the date is no TOML date, or its year cannot be this form's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import ERROR, Change, Finding, Fix, Place
from planui.model.lazy_pattern import lazy
from planui.model.words import Words
from planui.rules.chinese_numbers import read_han_integer
from planui.rules.dates import days_in
from planui.rules.placeholders import find_holes
from planui.rules.rule import FILE, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form, FormField
    from planui.model.plan import Plan
    from planui.model.toml_nodes import Node

_QUOTED = Words("日期要写作不加引号的 TOML 日期：{0}", "write the date as a TOML date, without quotes: {0}")
_TIMED = Words("填报日期不带时刻：{0}", "the date takes no time of day: {0}")
_NO_DATE = Words("“{0}”不是日期；写作不加引号的 2020-08-20", "{0!r} is no date; write it as 2020-08-20, without quotes")
_IMPOSSIBLE = Words("“{0}”：没有这一天", "{0!r}: there is no such day")
_YEAR = Words("{0} 年不会是这份表单的填报年份（{1}—{2}）", "a plan of this form cannot be dated {0} ({1} to {2})")
_FIX = Words("改为 {0}", "write {0}")

_DIGITS = lazy(
    r"(\d{4})(?:[-－—–./．／、]|年)(\d{1,2})(?:[-－—–./．／、]|月)(\d{1,2})[日号]?[。.]?|(\d{4})(\d\d)(\d\d)"
)
_HAN = lazy(
    r"([〇○零Ｏ一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十廿卅]{1,3})[日号]?"
)
_TIME = lazy(r"[T ]?\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?$")


def check(plan: Plan, form: Form) -> Iterator[Finding]:
    """Each date of the form."""
    for field in form.fields:
        node = plan.fields.get(field.key)
        if field.kind != "date" or node is None:
            continue
        place = Place("field", key=field.key)
        if node.kind == "date":
            if not _fits(field, node.value.year):
                yield Finding(place, _YEAR.format(node.value.year, field.first_year, field.last_year))
        elif node.kind == "datetime":
            day = node.value.date().isoformat()
            yield Finding(place, _TIMED.format(day), _fix(field, node, day))
        elif node.kind == "string" and node.value.strip() and not find_holes(node.value):
            yield _quoted(field, node, place)


def _quoted(field: FormField, node: Node, place: Place) -> Finding:
    """The finding for a date that is a text."""
    text = node.value.strip()
    parts = _parts(text)
    if parts is None:
        return Finding(place, _NO_DATE.format(text[:40]))
    year, month, day = parts
    if not 1 <= month <= 12 or not 1 <= day <= days_in(year, month) or year < 1:
        return Finding(place, _IMPOSSIBLE.format(text[:40]))
    if not _fits(field, year):
        return Finding(place, _YEAR.format(year, field.first_year, field.last_year))
    toml = f"{year:04}-{month:02}-{day:02}"
    return Finding(place, _QUOTED.format(toml), _fix(field, node, toml))


def _fits(field: FormField, year: int) -> bool:
    return field.first_year <= year <= field.last_year


def _fix(field: FormField, node: Node, toml: str) -> Fix | None:
    if not _fits(field, int(toml[:4])):
        return None
    return Fix(_FIX.format(toml), (Change(0, node.end - node.start, toml),), raw=True)


def _parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a date in any of the usual ways of writing it."""
    if len(text) > 40:
        return None
    plain = "".join(_TIME.sub("", text).split())
    if found := _DIGITS.fullmatch(plain):
        year, month, day = (int(part) for part in found.groups() if part)
        return year, month, day
    if found := _HAN.fullmatch(plain):
        numbers = [
            read_han_integer(part.replace("廿", "二十").replace("卅", "三十").replace("Ｏ", "〇"))
            for part in found.groups()
        ]
        if None not in numbers:
            year, month, day = (number or 0 for number in numbers)
            return year, month, day
    return None


RULE = Rule(
    id="F105",
    name="bad-date",
    severity=ERROR,
    scope=FILE,
    summary=Words(
        "填报日期不是 TOML 日期，或年份不可能是这份表单的",
        "the date is no TOML date, or its year cannot be this form's",
    ),
    why=Words(
        "封面按日期印成汉字；加了引号的日期读不出年月日。表单二〇二〇年八月印发，规划到 2025 年为止。",
        "The cover prints the date in Chinese numerals, so it must be a date. The form is of August 2020, "
        "for plans to 2025.",
    ),
    fails='[fields]\ndate = "2020年8月20日"\n',
    passes="[fields]\ndate = 2020-08-20\n",
    check=check,
)
