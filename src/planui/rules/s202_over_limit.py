"""S202: more 字 than the form allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.count import nth_char
from planui.model.diagnostic import ERROR, Finding
from planui.model.words import Words
from planui.rules.rule import SECTION, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form
    from planui.model.view import SectionView

_MESSAGE = Words("{0} 字，超过限制的 {1} 字，请删去 {2} 字", "{0} 字 where {1} are allowed: cut {2}")


def check(view: SectionView, form: Form) -> Iterator[Finding]:
    """Points at the words beyond the limit, to the end of their passage."""
    limit = view.form.limit
    count = view.count if limit else 0
    if count <= limit:
        return
    before = 0
    for passage in view.passages:
        if before + passage.count > limit:
            start = nth_char(passage.text, limit - before + 1)
            place = passage.at(start, len(passage.text.rstrip()))
            yield Finding(place, _MESSAGE.format(count, limit, count - limit))
            return
        before += passage.count


RULE = Rule(
    id="S202",
    name="over-limit",
    severity=ERROR,
    scope=SECTION,
    summary=Words("一节的字数超过表单的限制", "a section has more 字 than the form allows"),
    why=Words(
        "提纲第 1、2 节标明“1000字以内”；字数按 Word 的“字数”计算。",
        "The outline prints 1000字以内 at sections 1 and 2; 字 are counted as Word counts them.",
    ),
    fails='[sections."1"]\ntext = """\n' + "资源保藏与共享服务并重。" * 84 + '\n"""\n',
    passes='[sections."1"]\ntext = """\n' + "资源保藏与共享服务并重。" * 70 + '\n"""\n',
    check=check,
)
