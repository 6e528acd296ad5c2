"""Q303: a section whose goals are given by year has no indicator row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import ERROR, Finding, Place
from planui.model.words import Words
from planui.rules.contents import grid_is_reported, is_blank, says_none
from planui.rules.rule import FILE, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form
    from planui.model.plan import Plan

_MESSAGE = Words(
    '“{1}”没有考核指标，请至少填一行 [[sections."{0}".indicators]]',
    '“{1}” has no indicator: write at least one row [[sections."{0}".indicators]]',
)


def check(plan: Plan, form: Form) -> Iterator[Finding]:
    """Sections with an indicator grid and no row in it; a blank section or a bare 无 is reported as that."""
    for section in form.sections:
        if section.table != "indicators" or plan.rows(section.number, "indicators"):
            continue
        if is_blank(plan, section) or grid_is_reported(plan, section) or says_none(plan.text(section.number)):
            continue
        yield Finding(Place("header", section.number), _MESSAGE.format(section.number, section.title))


RULE = Rule(
    id="Q303",
    name="no-indicator",
    severity=ERROR,
    scope=FILE,
    summary=Words("重点任务没有一行考核指标", "a task has no indicator row"),
    why=Words(
        "6.2：五个方面都要“提出五年总体工作目标及考核指标，每年阶段性工作目标及考核指标”。",
        "6.2 of the form: each of the five tasks states indicators, for the five years and for each year.",
    ),
    fails='[sections."6.2.5"]\ntext = """\n与国内外同行互访，五年交换资源500份。\n"""\n',
    passes='[sections."6.2.5"]\ntext = """\n与国内外同行互访，五年交换资源500份。\n"""\n'
    '[[sections."6.2.5".indicators]]\nname = "交换资源"\nunit = "份"\nkind = "sum"\ntarget = 500\n'
    "years = [100, 100, 100, 100, 100]\n",
    check=check,
)
