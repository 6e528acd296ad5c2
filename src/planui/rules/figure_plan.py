"""What of a plan holds for its figures: the library's short name, the years of the schedule's rows; a figure's time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.rules.chinese_numbers import Number
from planui.rules.figure_nouns import clean
from planui.rules.figure_pairs import Said
from planui.rules.figure_scopes import scope_of
from planui.rules.figure_wholes import whole_of
from planui.rules.join import rank
from planui.rules.mention import BECOMES, Mention
from planui.rules.schedule_rows import match_rows

if TYPE_CHECKING:
    from planui.model.form import Form, FormSection
    from planui.model.passage import Passage
    from planui.model.plan import Plan

_SHORT_NAME = lazy(r"(?:简称|下称|统称|称作|称为)[为作]?[“「\"]([\u4e00-\u9fff]{1,8}[库圃台馆])[”」\"]")


def own_names(plan: Plan, form: Form) -> tuple[str, str]:
    """The short name of the library in the first section of text, and its full one as it is in nouns."""
    first = next((section.number for section in form.sections if not section.container), "")
    section = plan.sections.get(first)
    found = _SHORT_NAME.search(section.text) if section is not None else None
    return found[1] if found else "", clean(plan.field_text("name"))


_OF_A_PERSON = lazy(r"(?:先后|曾)?(?:主持|承担|获(?!取)|发表|出版|授权|主编|参编|论文|专利|专著|培养)")


def is_of_leader(where: Passage, one: Mention, leader: str) -> bool:
    """Whether a figure counts what the leader achieved, which is neither the library's nor the host's."""
    if not leader or one.raw or _OF_A_PERSON.match(one.noun) is None:
        return False
    return leader in where.text[where.text.rfind("\n", 0, one.start) + 1 : one.start]


def years_of(plan: Plan, form: Form) -> dict[int, int]:
    """The year, from 0, that each row of a schedule is for; those that stand in their places are left out."""
    found: dict[int, int] = {}
    for section in form.sections:
        table = form.table("schedule") if section.table == "schedule" else None
        if table is not None:
            matched = match_rows(plan.rows(section.number, "schedule"), table)
            found.update((row, year) for row, year in matched.items() if row != year)
    return found


_LEVEL = lazy(
    r"(?:总量|总数|总面积|累计|增至|增加到|扩大到|扩充到)(?:达到?|为|至)?\s?$|总量达到?\s?$|总数为?\s?$|达到\s?$"
)


def is_level(said: Said) -> bool:
    """Whether a figure is what is reached, not what is added, by the words before it: 总量达到62,600份, 扩至480TB."""
    if isinstance(said.where, str) or said.noun.startswith("新增"):
        return False
    at = said.one.start  # type: ignore[union-attr]
    return said.one.change == BECOMES or _LEVEL.search(said.where.text, max(0, at - 8), at) is not None  # type: ignore[union-attr]


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
    return Said(one.noun, scope.time, number, where, one, group, order, *scope[2:], whole_of(where, one))
