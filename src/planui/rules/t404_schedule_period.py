"""T404: a row's period is not the form's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import ERROR, Change, Finding, Fix, Place
from planui.model.plan import TABLE_KEYS
from planui.model.words import Words
from planui.rules.names import meant_keys
from planui.rules.rule import SECTION, Rule
from planui.rules.schedule_rows import is_period, match_rows, out_of_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form, FormSection, FormTable
    from planui.model.plan import Row
    from planui.model.view import SectionView

_OTHER = Words("起止时间“{0}”不是表单的，应当是“{1}”", "the period {0!r} is not the form's, which is {1!r}")
_NONE = Words("进度表第 {0} 行没有起止时间，应当是“{1}”", "row {0} of the schedule has no period; it should be {1!r}")
_MORE = Words("进度表多出一行：表单只有 {0} 个年度", "a row too many: the form has {0} periods")
_ORDER = Words(
    "进度表第 {0} 行（{1}）的次序不对，请按表单的年度先后排列", "row {0} of the schedule ({1}) is out of order"
)
_FIX = Words("改为“{0}”", "write {0!r}")
MAX_ROWS = 100
"""Rows beyond are not looked at one by one."""


def check(view: SectionView, form: Form) -> Iterator[Finding]:
    """At the row's period, with the form's as the fix; extra rows and those out of order at their headers."""
    section = view.form
    table = form.table(section.table) if section.table == "schedule" else None
    rows = view.schedule[:MAX_ROWS]
    if table is None or not rows or view.blank:
        return
    matched = match_rows(rows, table)
    for row in rows:
        index = matched.get(row.order)
        if index is None:
            place = Place("header", section.number, section.table, row.order)
            yield Finding(place, _MORE.format(len(table.periods)))
        else:
            yield from _period(section, table, row, index)
    for row in out_of_order(rows, matched):
        cell = row.cell("period")
        place = Place("cell", section.number, section.table, row.order, "period")
        if cell is not None and cell.kind == "string" and is_period(cell.value, _label(table, matched, row)):
            yield Finding(place, _ORDER.format(row.order + 1, _label(table, matched, row)))


def _label(table: FormTable, matched: dict[int, int], row: Row) -> str:
    return table.periods[matched[row.order]].label


def _period(section: FormSection, table: FormTable, row: Row, index: int) -> Iterator[Finding]:
    label = table.periods[index].label
    cell = row.cell("period")
    if cell is None:
        # An empty row is T403's alone.
        if row.text("content").strip() and "period" not in meant_keys(row.node, TABLE_KEYS["schedule"]).values():
            place = Place("header", section.number, section.table, row.order)
            yield Finding(place, _NONE.format(row.order + 1, label))
        return
    if cell.kind != "string" or is_period(cell.value, label):
        return
    place = Place("cell", section.number, section.table, row.order, "period")
    fix = Fix(_FIX.format(label), (Change(0, len(cell.value), label),))
    if cell.value.strip():
        yield Finding(place, _OTHER.format(cell.value.strip()[:40], label), fix)
    elif row.text("content").strip():
        yield Finding(place, _NONE.format(row.order + 1, label), fix)


RULE = Rule(
    id="T404",
    name="schedule-period",
    severity=ERROR,
    scope=SECTION,
    summary=Words("进度表一行的起止时间不是表单的", "a row's period is not the form's"),
    why=Words(
        "6.3 的表印有五个起止时间，从“2020年7月至2021年6月”到“2024年7月至2025年6月”，不能改动。",
        "6.3 of the form prints five periods, from 2020年7月至2021年6月 to 2024年7月至2025年6月; "
        "they are not to be changed.",
    ),
    fails='[sections."6.3"]\ntext = "各年度安排如下。"\n'
    + "".join(
        f'[[sections."6.3".schedule]]\nperiod = "{period}"\ncontent = "收集并整理资源。"\n'
        for period in (
            "2020年7月至2021年6月",
            "2021年7月至2022年6月",
            "2022年7月至2023年12月",
            "2023年7月至2024年6月",
            "2024年7月至2025年6月",
        )
    ),
    passes='[sections."6.3"]\ntext = "各年度安排如下。"\n'
    + "".join(
        f'[[sections."6.3".schedule]]\nperiod = "20{year}年7月至20{year + 1}年6月"\ncontent = "收集并整理资源。"\n'
        for year in range(20, 25)
    ),
    check=check,
)
