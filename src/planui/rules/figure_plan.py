"""What of a plan holds for its figures: the library's short name, the years of the schedule's rows; a figure's time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.rules.chinese_numbers import Number
from planui.rules.figure_mentions import Mention
from planui.rules.figure_pairs import Said
from planui.rules.figure_scopes import scope_of
from planui.rules.join import rank
from planui.rules.schedule_rows import match_rows

if TYPE_CHECKING:
    from planui.model.form import Form, FormSection
    from planui.model.passage import Passage
    from planui.model.plan import Plan

_SHORT_NAME = lazy(r"(?:简称|下称|统称|称作|称为)[为作]?[“「\"]([\u4e00-\u9fff]{1,8}[库圃台馆])[”」\"]")


def own_name(plan: Plan, form: Form) -> str:
    """The short name in the first section of text."""
    first = next((section.number for section in form.sections if not section.container), "")
    section = plan.sections.get(first)
    found = _SHORT_NAME.search(section.text) if section is not None else None
    return found[1] if found else ""


def years_of(plan: Plan, form: Form) -> dict[int, int]:
    """The year, from 0, that each row of a schedule is for; those that stand in their places are left out."""
    found: dict[int, int] = {}
    for section in form.sections:
        table = form.table("schedule") if section.table == "schedule" else None
        if table is not None:
            matched = match_rows(plan.rows(section.number, "schedule"), table)
            found.update((row, year) for row, year in matched.items() if row != year)
    return found


_LEVEL = lazy(r"(?:总量|总数|总面积|累计|增至|增加到|扩大到|扩充到)(?:达到?|为|至)?\s?$|总量达到?\s?$|总数为?\s?$")


def is_level(text: str, at: int) -> bool:
    """Whether words before a figure say that it is what is reached, not what is added: 总量达到62,600份."""
    return _LEVEL.search(text, max(0, at - 8), at) is not None


def resolve(where: Passage, one: Mention, index: int, section: FormSection, form: Form, own: str) -> Said | None:
    """A figure of a passage with its time; None where it cannot be compared. `own` is the library's short name."""
    order = (rank(where, index), one.start)
    number = Number(one.value, one.step)
    if one.raw:
        return Said(one.noun, one.scope, number, where, one, (id(where), "table", one.table), order)
    scope = scope_of(where, one, section, form, own)
    if scope is None:
        return None
    # Clauses between semicolons say the like of different things.
    sentence = max(where.text.rfind("。", 0, one.start), where.text.rfind("\n", 0, one.start))
    group = (id(where), "table") if "\t" in where.text[sentence + 1 : one.start] else (id(where), sentence)
    return Said(one.noun, scope.time, number, where, one, group, order, *scope[2:])
