"""What a grid shows of a section's rows, and how what is typed becomes a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planui.model.number_text import grouped, parted, typed_number
from planui.model.words import Words
from planui.widgets.grid import Column

if TYPE_CHECKING:
    from planui.model.form import FormTable
    from planui.model.plan import Plan, Row
    from planui.model.plan_edit import Number, Value

KINDS = ("sum", "level")

_HEADS = {
    "name": Words("指标", "Indicator"),
    "unit": Words("单位", "Unit"),
    "kind": Words("类型", "Kind"),
    "target": Words("目标", "Target"),
    "check": Words("核对", "Check"),
    "period": Words("起止时间", "Period"),
    "content": Words("内容", "Content"),
}
KIND_LABELS = {"sum": Words("合计", "sum"), "level": Words("末年", "level")}
KIND_WORDS = {word: kind for kind, label in KIND_LABELS.items() for word in (kind, *label)}
"""What a cell can say for each kind."""
_SUM = Words("合计 {0}", "sum {0}")
_LAST = Words("末年 {0}", "last {0}")
_OFF = Words("差 {0}", "off {0}")


def columns(table: FormTable, lang: str) -> list[Column]:
    """The columns of a grid for a form's table."""
    if table.kind == "schedule":
        return [
            Column("period", _HEADS["period"].pick(lang), 24, editable=False),
            Column("content", _HEADS["content"].pick(lang), 0),
        ]
    years = [
        Column(f"years.{index}", _short(period.label), 10, right=True) for index, period in enumerate(table.periods)
    ]
    return [
        Column("name", _HEADS["name"].pick(lang), 0),
        Column("unit", _HEADS["unit"].pick(lang), 10),
        Column("kind", _HEADS["kind"].pick(lang), 6),
        Column("target", _HEADS["target"].pick(lang), 12, right=True),
        *years,
        Column("check", _HEADS["check"].pick(lang), 22, editable=False),
    ]


def _short(label: str) -> str:
    """`2020.7–2021.6` as `20–21`: a grid has little room."""
    years = re.findall(r"20(\d\d)", label)
    return "–".join(years) if len(years) == 2 else label


def cells(plan: Plan, row: Row, shown: list[Column], lang: str) -> tuple[str, ...]:
    """A row's texts, column by column."""
    return tuple(_cell(plan, row, column.key, lang) for column in shown)


def _cell(plan: Plan, row: Row, key: str, lang: str) -> str:
    if key.startswith("years."):
        years = year_texts(plan, row)
        index = int(key[6:])
        return grouped(years[index]) if index < len(years) else ""
    if key == "check":
        return _check(plan, row, lang)
    node = row.cell(key)
    if node is None:
        return ""
    if node.kind == "string":
        text: str = node.value.strip().replace("\n", " ")
        return KIND_LABELS[text].pick(lang) if key == "kind" and text in KIND_LABELS else text
    return grouped(plan.source.text[node.start : node.end])


def _in_style(number: Number, plan: Plan, row: Row | None) -> Number:
    """A number written as the other numbers of its row are: with `_` between thousands, or without."""
    nodes = [row.cell("target"), row.cell("years")] if row is not None else []
    if not any("_" in plan.source.text[node.start : node.end] for node in nodes if node is not None):
        return number
    return parted(number)


def year_texts(plan: Plan, row: Row) -> list[str]:
    """The years of an indicator as they are written."""
    node = row.cell("years")
    if node is None or node.kind != "array":
        return []
    return [plan.source.text[item.start : item.end] for item in node.value]


def _check(plan: Plan, row: Row, lang: str) -> str:
    """Whether the years agree with the target, worked out exactly."""
    from decimal import Decimal, InvalidOperation

    target = row.cell("target")
    kind = row.text("kind")
    if target is None or kind not in KINDS:
        return ""
    try:
        years = [Decimal(text.replace("_", "")) for text in year_texts(plan, row)]
        wanted = Decimal(plan.source.text[target.start : target.end].replace("_", ""))
    except InvalidOperation:
        return ""
    if not years:
        return ""
    got = sum(years) if kind == "sum" else years[-1]
    said = (_SUM if kind == "sum" else _LAST).pick(lang).format(grouped(str(got)))
    return f"{said} ✓" if got == wanted else f"{said} {_OFF.pick(lang).format(f'{wanted - got:+f}')}"


def value_of(plan: Plan, row: Row | None, key: str, text: str, lang: str) -> tuple[str, Value] | None:
    """The key and value to be written for what was typed into a cell; None where it is no such value.

    None, too, for a year whose earlier years are missing: they would have to be made up.
    """
    if key.startswith("years."):
        number = typed_number(text)
        years = year_texts(plan, row) if row is not None else []
        index = int(key[6:])
        if number is None or index > len(years):
            return None
        years[index : index + 1] = [str(_in_style(number, plan, row))]
        return "years", years
    if key == "target":
        number = typed_number(text)
        return ("target", _in_style(number, plan, row)) if number is not None else None
    if key == "kind":
        kind = KIND_WORDS.get(text.strip())
        return ("kind", kind) if kind is not None else None
    return key, text.strip()
