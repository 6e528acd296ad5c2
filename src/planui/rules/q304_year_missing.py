"""Q304: an indicator lacks its target, its unit or one of its years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import ERROR, Finding, Place
from planui.model.plan import TABLE_KEYS
from planui.model.words import Words
from planui.rules.contents import says_none
from planui.rules.names import meant_keys
from planui.rules.rule import SECTION, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form, FormSection, FormTable
    from planui.model.plan import Row
    from planui.model.view import SectionView

_LACKS = Words("考核指标{0}缺少{1}", "the indicator {0} lacks {1}")
_NAMES = {
    "name": Words("名称（name）", "its name"),
    "unit": Words("单位（unit）", "its unit"),
    "target": Words("五年目标（target）", "its target"),
}
_YEARS = Words("各年度的目标（years）", "its years")
_FEW = Words("年度目标：应当是 {0} 年，只有 {1} 个数", "years: {1} of {0} are given")
_MANY = Words("{0} 年的目标却有 {1} 个数，请删去多余的", "a choice: {1} figures for {0} years")


def check(view: SectionView, form: Form) -> Iterator[Finding]:
    """One finding a row, which names all that is missing in it."""
    section = view.form
    table = form.table(section.table) if section.table == "indicators" else None
    if table is None or not view.indicators:
        return
    for row in view.indicators:
        if not (_is_empty(row) and view.blank) and not says_none(row.text("name")):
            yield from _row(section, table, row)


def lacking(table: FormTable, row: Row) -> list[tuple[str, Words]]:
    """The keys under which something is missing in a row, with what it is; wrong types are P103's."""
    found = []
    for key, words in _NAMES.items():
        cell = row.cell(key)
        if cell is None or (cell.kind == "string" and not cell.value.strip() and key != "target"):
            found.append((key, words))
    years = row.cell("years")
    wanted = len(table.periods)
    if years is None or (years.kind == "array" and not years.value):
        found.append(("years", _YEARS))
    elif years.kind == "array" and len(years.value) != wanted:
        words = _FEW if len(years.value) < wanted else _MANY
        found.append(("years", words.format(wanted, len(years.value))))
    if found:
        meant = meant_keys(row.node, TABLE_KEYS["indicators"]).values()
        found = [(key, words) for key, words in found if key in row.node.value or key not in meant]
    return found


def _row(section: FormSection, table: FormTable, row: Row) -> Iterator[Finding]:
    found = lacking(table, row)
    if not found:
        return
    name = row.text("name").strip()
    shown = Words(f"“{name}”", f"“{name}”") if name else Words(f"第 {row.order + 1} 行", f"in row {row.order + 1}")
    zh = _LACKS.zh.format(shown.zh, "、".join(words.zh for _, words in found))
    en = _LACKS.en.format(shown.en, ", ".join(words.en for _, words in found))
    key = found[0][0]
    if len(found) == 1 and row.cell(key) is not None:
        place = Place("cell", section.number, section.table, row.order, key)
    else:
        place = Place("header", section.number, section.table, row.order)
    yield Finding(place, Words(zh, en))


def _is_empty(row: Row) -> bool:
    """Whether a row waits to be filled in."""
    years = row.cell("years")
    return (
        not row.text("name").strip()
        and not row.text("unit").strip()
        and row.cell("target") is None
        and (years is None or years.kind != "array" or not years.value)
    )


RULE = Rule(
    id="Q304",
    name="year-missing",
    severity=ERROR,
    scope=SECTION,
    summary=Words("考核指标缺少目标、单位或某一年的数", "an indicator lacks its target, its unit or one of its years"),
    why=Words(
        "6.2：“提出五年总体工作目标及考核指标，每年阶段性工作目标及考核指标（2020年7月--2025年6月）”。",
        "6.2 of the form: the indicators are stated for the five years and for each year.",
    ),
    fails='[sections."6.2.5"]\ntext = """\n与国内外同行互访，五年交换资源500份。\n"""\n'
    '[[sections."6.2.5".indicators]]\nname = "交换资源"\nunit = "份"\nkind = "sum"\ntarget = 500\n'
    "years = [100, 100, 200, 100]\n",
    passes='[sections."6.2.5"]\ntext = """\n与国内外同行互访，五年交换资源500份。\n"""\n'
    '[[sections."6.2.5".indicators]]\nname = "交换资源"\nunit = "份"\nkind = "sum"\ntarget = 500\n'
    "years = [100, 100, 200, 100, 0]\n",
    check=check,
)
