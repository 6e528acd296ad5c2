"""P103: a value of the wrong type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import ERROR, Change, Finding, Fix, Place
from planui.model.lazy_pattern import lazy
from planui.model.plan import TABLE_KEYS
from planui.model.words import Words
from planui.rules.decimals import is_figure
from planui.rules.names import IGNORE_KEYS, TABLE_KINDS, nearest
from planui.rules.rule import FILE, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form, FormSection
    from planui.model.plan import Plan, Row
    from planui.model.toml_nodes import Node

KINDS = ("sum", "level")
"""What an indicator's `kind` may say."""

_KIND_NAMES = {
    "string": Words("文字", "a string"),
    "integer": Words("整数", "an integer"),
    "float": Words("小数", "a float"),
    "boolean": Words("真假值", "a boolean"),
    "datetime": Words("日期时间", "a date-time"),
    "date": Words("日期", "a date"),
    "time": Words("时刻", "a time"),
    "array": Words("数组", "an array"),
    "inline": Words("表", "a table"),
    "table": Words("表", "a table"),
    "tables": Words("表的数组", "an array of tables"),
}
_MESSAGE = Words("{0} 应当是{1}，这里是{2}", "{0} should be {1}, not {2}")
_TEXT = Words("文字（加引号）", "a string in quotes")
_TABLE = Words("一个表", "a table")
_ROWS = Words("表的数组，每行写作 [[…]]", "an array of tables, each row a [[…]]")
_NUMBER = Words("数字（不加引号）", "a number without quotes")
_NUMBERS = Words("数字的数组", "an array of numbers")
_INTEGER = Words("整数", "an integer")
_DATE = Words("日期，写作 2020-08-20", "a date such as 2020-08-20")
_KIND = Words('kind 只能是 "sum" 或 "level"，这里是“{0}”', 'kind must be "sum" or "level", not {0!r}')
_ENDLESS = Words("无穷大或非数", "no finite number")
_QUOTE = Words("加上引号", "put it in quotes")
_UNQUOTE = Words("去掉引号", "take the quotes off")
_PLAIN_NUMBER = lazy(r"[+-]?(?:0|[1-9]\d*)(?:\.\d+)?")


def check(plan: Plan, form: Form) -> Iterator[Finding]:
    """Every known key whose value cannot be read as what it is."""
    root = plan.root
    for key, kinds, wanted in _TOP:
        node = root.get(key)
        if node is not None and node.kind not in kinds:
            yield _finding(_at(node), key, wanted, node)
    for field in form.fields:
        node = plan.fields.get(field.key)
        # A date in quotes or with a time is F105's, which can mend it.
        is_read = node is None or node.kind == "string" or (field.kind == "date" and node.kind in ("date", "datetime"))
        if node is not None and not is_read:
            yield _finding(Place("field", key=field.key), field.key, _DATE if field.kind == "date" else _TEXT, node)
    sections = root.get("sections")
    if sections is not None and sections.kind in TABLE_KINDS:
        for section in form.sections:
            node = sections.get(section.number)
            if node is None:
                continue
            if node.kind not in TABLE_KINDS:
                yield _finding(_at(node, section.number), f"第 {section.number} 节", _TABLE, node)
            else:
                yield from _section(plan, section, node)
    yield from _ignores(plan)


_TOP = (
    ("format", ("integer",), _INTEGER),
    ("form", ("string",), _TEXT),
    ("fields", TABLE_KINDS, _TABLE),
    ("sections", TABLE_KINDS, _TABLE),
    ("ignore", ("tables", "array"), _ROWS),
)


def _section(plan: Plan, section: FormSection, node: Node) -> Iterator[Finding]:
    number = section.number
    text = node.get("text")
    if text is not None and text.kind != "string":
        yield _finding(Place("text", number), "text", _TEXT, text)
    grid = node.get(section.table) if section.table else None
    if grid is None:
        return
    if grid.kind not in ("tables", "array"):
        yield _finding(_at(grid, number), section.table, _ROWS, grid)
        return
    for item in grid.value:
        if item.kind not in TABLE_KINDS:
            yield _finding(_at(item, number), section.table, _ROWS, item)
    for row in plan.rows(number, section.table):
        yield from _row(section, row)


def _row(section: FormSection, row: Row) -> Iterator[Finding]:
    for key in TABLE_KEYS[section.table]:
        node = row.node.value.get(key)
        if node is None or _is_right(key, node):
            continue
        place = Place("cell", section.number, section.table, row.order, key)
        if key == "years":
            yield from _years(section, node, place)
        elif key == "target":
            yield _finding(place, key, _NUMBER, node)
        elif node.kind != "string":
            yield _finding(place, key, _TEXT, node)
        else:
            near = nearest(node.value, KINDS)
            fix = Fix(_KIND_FIX.format(near), (Change(0, len(node.value), near),)) if near else None
            yield Finding(place, _KIND.format(node.value[:40]), fix)


def _is_right(key: str, node: Node) -> bool:
    """Whether a cell holds what it should, as nearly all do."""
    if key == "years":
        return node.kind == "array" and all(map(is_figure, node.value))
    if key == "target":
        return is_figure(node)
    return node.kind == "string" and (key != "kind" or node.value in KINDS)


_KIND_FIX = Words("改为“{0}”", "change it to {0!r}")


def _years(section: FormSection, node: Node, place: Place) -> Iterator[Finding]:
    if node.kind != "array":
        yield _finding(place, "years", _NUMBERS, node)
        return
    for item in node.value:
        if not is_figure(item):
            # The year itself, which may stand some lines below the array's beginning; no fix reaches in there.
            yield _finding(_at(item, section.number), "years", _NUMBER, item)._replace(fix=None)


def _ignores(plan: Plan) -> Iterator[Finding]:
    node = plan.root.get("ignore")
    if node is None or node.kind not in ("tables", "array"):
        return
    for item in node.value:
        if item.kind not in TABLE_KINDS:
            yield _finding(_at(item), "ignore", _TABLE, item)
            continue
        for key in IGNORE_KEYS:
            value = item.get(key)
            if value is not None and value.kind != "string":
                yield _finding(_at(value), key, _TEXT, value)


def _finding(place: Place, key: str, wanted: Words, node: Node) -> Finding:
    """The finding for a value that is not `wanted`, with quotes put on or off where that is all."""
    is_number = wanted in (_NUMBER, _NUMBERS)
    kind = _ENDLESS if node.kind == "float" and is_number else _KIND_NAMES[node.kind]
    words = Words(_MESSAGE.zh.format(key, wanted.zh, kind.zh), _MESSAGE.en.format(key, wanted.en, kind.en))
    if place.part == "file":
        return Finding(place, words)
    size = node.end - node.start
    if wanted is _NUMBER and node.kind == "string" and _PLAIN_NUMBER.fullmatch(node.value.replace(",", "").strip()):
        plain = node.value.replace(",", "").strip()
        return Finding(place, words, Fix(_UNQUOTE, (Change(0, size, plain),), raw=True))
    if wanted is _TEXT and node.kind in ("integer", "date"):
        return Finding(place, words, Fix(_QUOTE, (Change(0, 0, '"'), Change(size, size, '"')), raw=True))
    return Finding(place, words)


def _at(node: Node, section: str | None = None) -> Place:
    return Place("file", section, start=node.start, end=node.end)


RULE = Rule(
    id="P103",
    name="wrong-type",
    severity=ERROR,
    scope=FILE,
    summary=Words("值的类型不对", "a value of the wrong type"),
    why=Words(
        "类型不对的值读不出来：文字要加引号，数字和日期不加，表格的每一行写作 [[…]]。",
        "A value of the wrong type cannot be read: texts are quoted, numbers and dates are not, rows are [[…]].",
    ),
    fails="[fields]\nphone = 13800138000\n",
    passes='[fields]\nphone = "13800138000"\n',
    check=check,
)
