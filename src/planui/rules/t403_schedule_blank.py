"""T403: one of the form's rows of the schedule is missing or empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import ERROR, Finding, Place
from planui.model.plan import TABLE_KEYS
from planui.model.words import Words
from planui.rules.contents import grid_is_reported, is_blank
from planui.rules.names import meant_keys
from planui.rules.rule import FILE, Rule
from planui.rules.schedule_rows import match_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form
    from planui.model.plan import Plan

_MISSING = Words("进度表缺少{0}", "the schedule lacks {0}")
_EMPTY = Words("进度表第 {0} 行（{1}）没有填写目标、内容及成果", "row {0} of the schedule ({1}) is empty")


def check(plan: Plan, form: Form) -> Iterator[Finding]:
    """Missing rows at the section's header, in one finding; an empty row at its own. A blank section is S201's."""
    for section in form.sections:
        table = form.table(section.table) if section.table == "schedule" else None
        if table is None or is_blank(plan, section) or grid_is_reported(plan, section):
            continue
        rows = plan.rows(section.number, "schedule")
        matched = match_rows(rows, table)
        missing = [period.label for index, period in enumerate(table.periods) if index not in matched.values()]
        if missing:
            named = Words("、".join(missing), ", ".join(missing))
            place = Place("header", section.number)
            yield Finding(place, Words(_MISSING.zh.format(named.zh), _MISSING.en.format(named.en)))
        for row in rows:
            cell = row.cell("content")
            if cell is None:
                empty = "content" not in meant_keys(row.node, TABLE_KEYS["schedule"]).values()
            else:
                empty = cell.kind == "string" and not cell.value.strip()
            if empty:
                index = matched.get(row.order)
                label = table.periods[index].label if index is not None else row.text("period")
                # A row that is more than the form has is T404's alone.
                if index is not None:
                    place = Place("header", section.number, section.table, row.order)
                    yield Finding(place, _EMPTY.format(row.order + 1, label))


RULE = Rule(
    id="T403",
    name="schedule-blank",
    severity=ERROR,
    scope=FILE,
    summary=Words("进度表缺少一行，或有一行没有填写", "one of the schedule's rows is missing or empty"),
    why=Words(
        "6.3 的表印有五个年度，要“详细描述各阶段目标、主要工作内容及成果”。",
        "6.3 of the form prints five years; the goals, work and results of each must be described.",
    ),
    fails='[sections."6.3"]\ntext = "各年度安排如下。"\n'
    + "".join(
        f'[[sections."6.3".schedule]]\nperiod = "20{year}年7月至20{year + 1}年6月"\ncontent = "{content}"\n'
        for year, content in ((20, "收集资源"), (21, "整理资源"), (22, ""), (23, "开放共享"), (24, "总结验收"))
    ),
    passes='[sections."6.3"]\ntext = "各年度安排如下。"\n'
    + "".join(
        f'[[sections."6.3".schedule]]\nperiod = "20{year}年7月至20{year + 1}年6月"\ncontent = "{content}"\n'
        for year, content in ((20, "收集资源"), (21, "整理资源"), (22, "研制标准"), (23, "开放共享"), (24, "总结验收"))
    ),
    check=check,
)
