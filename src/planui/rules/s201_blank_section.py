"""S201: a section that needs content is missing or blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import ERROR, Finding, Place
from planui.model.words import Words
from planui.rules.contents import is_blank, is_reported
from planui.rules.rule import FILE, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form
    from planui.model.plan import Plan

_MISSING = Words("缺少“{0}”这一节", "“{0}” is missing")
_BLANK = Words("“{0}”没有填写", "“{0}” is blank")
_OR_NONE = Words("；无此项内容时填“无”", "; where there is nothing to say, write 无")


def check(plan: Plan, form: Form) -> Iterator[Finding]:
    """A leaf without a word in it; pictures are no words. It asks the plan, which knows what P102 and P103 reported."""
    for section in form.sections:
        if section.container or not is_blank(plan, section) or is_reported(plan, form, section):
            continue
        missing = section.number not in plan.sections
        words = (_MISSING if missing else _BLANK).format(section.title)
        if "content" not in section.demands and not section.table:
            words = Words(words.zh + _OR_NONE.zh, words.en + _OR_NONE.en)
        yield Finding(Place("missing" if missing else "text", section.number), words)


RULE = Rule(
    id="S201",
    name="blank-section",
    severity=ERROR,
    scope=FILE,
    summary=Words(
        "需要填写的节缺失、空白，或只有空格、图片",
        "a section that needs content is missing, blank, or holds only white space or pictures",
    ),
    why=Words(
        "填写说明第 2 条：“各项内容须认真填写，不能空缺，无此项内容时填‘无’”。",
        "Note 2 of the form: every item must be filled in; where there is nothing to say, write 无.",
    ),
    fails='[sections."4.5.4"]\ntext = ""\n',
    passes='[sections."4.5.4"]\ntext = """\n本库的优势在于保存条件稳定，标本来源清楚。\n"""\n',
    check=check,
)
