"""Whether a section holds anything, or says no more than “无”: what many rules must know before they ask for more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.model.view import SectionView
from planui.rules.names import TABLE_KINDS, meant_section_keys, meant_sections, unquoted
from planui.rules.placeholders import only_placeholder

if TYPE_CHECKING:
    from planui.model.form import Form, FormSection
    from planui.model.plan import Plan

MAX_NONE = 40
"""A longer text says more than “无”."""

_MARKS = lazy(r"^\s*(?:(?:[-+*>]|#{1,6}|\d{1,2}[.)])\s+)+")
_NONE = lazy(
    r"[（(\[【“\"‘]*"
    r"(?:[-－—–/／\\、|]+"
    r"|(?:本|此|该|近)?(?:单位|年度|三年|两年|节|项|方面|部分)?(?:以来|来|内)?(?:内容)?(?:目前|现在|现)?(?:暂时|暂|尚|均|皆)?"
    r"(?:无|没有|不涉及|未涉及|未开展|不适用|空缺|缺|none|n/?a|nil|null)"
    r"(?:此项|此类|该项|本项|这项|这方面|相关|有关|具体|上述|其他)?(?:的)?(?:内容|情况|信息|材料|数据|事项|计划|安排|目标|指标|任务|工作)?)"
    r"[）)\]】”\"’]*[。.！!；;，,、]*[）)\]】”\"’]*",
    re.I,
)


def says_none(text: str) -> bool:
    """Whether a text, Markdown's signs aside, says no more than “无”, “暂无”, “无此项内容”, “/”."""
    if len(text) > 2 * MAX_NONE:
        return False
    bare = _MARKS.sub("", text).strip(" \u3000\t\r\n*_~`")
    return 0 < len(bare) < MAX_NONE and _NONE.fullmatch("".join(bare.split())) is not None


def view_says_none(view: SectionView) -> bool:
    """Whether a section's text says no more than “无”."""
    return len(view.passages) == 1 and len(view.text) < 2 * MAX_NONE and says_none(view.passages[0].text)


def says_nothing(view: SectionView) -> bool:
    """Whether a section is blank, “无” or a placeholder: reported as that, so that rules on its content stay silent."""
    return view.blank or view_says_none(view) or (len(view.passages) == 1 and only_placeholder(view.passages[0].text))


def is_blank(plan: Plan, section: FormSection) -> bool:
    """Whether the plan has no word for this section: `SectionView.blank`, found without dividing the text."""
    text = plan.text(section.number).lstrip()
    if text and not text.startswith("!["):
        return False
    return SectionView(section, plan).blank


def is_reported(plan: Plan, form: Form, section: FormSection) -> bool:
    """Whether what seems to be missing from a section is there, with a wrong type or under a wrong name.

    P103 or P102 has reported it then.
    """
    sections = plan.root.get("sections")
    if sections is None:
        return False
    if sections.kind not in TABLE_KINDS:
        return True
    node = sections.get(section.number)
    if node is None:
        return unquoted(plan, section.number) is not None or section.number in meant_sections(plan, form).values()
    if node.kind not in TABLE_KINDS:
        return True
    text = node.get("text")
    if text is not None and text.kind != "string":
        return True
    if section.table == "schedule" and grid_is_reported(plan, section):
        return True
    return "text" not in node.value and "text" in meant_section_keys(node, section).values()


def grid_is_reported(plan: Plan, section: FormSection) -> bool:
    """Whether a section's grid is there with a wrong type or under a wrong name."""
    found = plan.sections.get(section.number)
    if found is None or not section.table:
        return False
    grid = found.node.get(section.table)
    if grid is None:
        return section.table in meant_section_keys(found.node, section).values()
    return grid.kind not in ("tables", "array") or any(row.kind not in TABLE_KINDS for row in grid.value)
