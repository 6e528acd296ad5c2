"""Q305: an indicator's years do not agree with its target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import ERROR, Finding, Place
from planui.model.words import Words
from planui.rules.contents import says_none
from planui.rules.decimals import exact, is_figure, total
from planui.rules.rule import SECTION, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form, FormTable
    from planui.model.plan import Row
    from planui.model.view import SectionView

_SUM = Words("{0}各年之和是 {1}，五年目标是 {2}，{3} {4}", "the years{0} add up to {1}, the target is {2}: {4} too {5}")
_LEVEL = Words(
    "{0}末年的数是 {1}，五年目标是 {2}，{3} {4}；逐年达到的指标，末年应当等于目标",
    "the last year{0} is {1}, the target is {2}: {4} too {5}",
)


def check(view: SectionView, form: Form) -> Iterator[Finding]:
    """`sum`: the years add up to the target, decimally exact. `level`: the last year is the target."""
    section = view.form
    table = form.table(section.table) if section.table == "indicators" else None
    for row in view.indicators if table is not None else ():
        if table is not None and (words := _fault(table, row)) is not None:
            yield Finding(Place("cell", section.number, section.table, row.order, "years"), words)


def _fault(table: FormTable, row: Row) -> Words | None:
    target, years, kind = row.cell("target"), row.cell("years"), row.text("kind")
    if target is None or years is None or years.kind != "array" or not is_figure(target):
        return None
    if len(years.value) != len(table.periods) or not all(is_figure(year) for year in years.value):
        return None  # Q304 and P103 say so
    whole = target.kind == "integer" and all(year.kind == "integer" for year in years.value)
    if kind == "sum" and whole and sum(year.value for year in years.value) == target.value:
        return None  # nearly every row, and quickly seen
    if kind not in ("sum", "level", "") or says_none(row.text("name")):
        return None
    goal = exact(target)
    figures = [exact(year) for year in years.value]
    found = figures[-1] if kind == "level" else total(figures)
    difference = found.minus(goal)
    # Without a kind, either reading will do.
    if not difference.mantissa or (not kind and not figures[-1].minus(goal).mantissa):
        return None
    name = row.text("name").strip()
    words = _LEVEL if kind == "level" else _SUM
    more = difference.mantissa > 0
    size = difference._replace(mantissa=abs(difference.mantissa))
    zh = words.zh.format(f"“{name}”" if name else "", found, goal, "多" if more else "少", size)
    en = words.en.format(f" of “{name}”" if name else "", found, goal, "", size, "much" if more else "little")
    return Words(zh, en)


RULE = Rule(
    id="Q305",
    name="years-disagree",
    severity=ERROR,
    scope=SECTION,
    summary=Words("考核指标各年的数与五年目标对不上", "the years of an indicator do not agree with its target"),
    why=Words(
        "累计的指标（sum）各年之和等于五年目标；逐年达到的指标（level）末年等于目标。两处不符，考核时以哪个为准就说不清。",
        "The years of a sum add up to its target, the last year of a level is its target; else nobody knows "
        "which counts.",
    ),
    fails='[sections."6.2.5"]\ntext = """\n与国内外同行互访，五年交换资源500份。\n"""\n'
    '[[sections."6.2.5".indicators]]\nname = "交换资源"\nunit = "份"\nkind = "sum"\ntarget = 500\n'
    "years = [100, 100, 100, 100, 90]\n",
    passes='[sections."6.2.5"]\ntext = """\n与国内外同行互访，五年交换资源500份。\n"""\n'
    '[[sections."6.2.5".indicators]]\nname = "交换资源"\nunit = "份"\nkind = "level"\ntarget = 500\n'
    "years = [100, 200, 300, 400, 500]\n",
    check=check,
)
