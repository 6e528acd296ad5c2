"""S203: a section's 字 are nearly as many as the form allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import INFO, Finding, Place
from planui.model.words import Words
from planui.rules.rule import SECTION, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form
    from planui.model.view import SectionView

SHARE = 95
"""The percentage of the limit beyond which a section is near it."""

_MESSAGE = Words("{0} 字，接近限制的 {1} 字，只剩 {2} 字", "{0} 字 of the {1} allowed, {2} left")


def check(view: SectionView, form: Form) -> Iterator[Finding]:
    """More than 95% of the limit, and not over it (S202 says that)."""
    limit = view.form.limit
    if not limit:
        return
    count = view.count
    if limit * SHARE < count * 100 <= limit * 100:
        yield Finding(Place("text", view.number), _MESSAGE.format(count, limit, limit - count))


RULE = Rule(
    id="S203",
    name="near-limit",
    severity=INFO,
    scope=SECTION,
    summary=Words("一节的字数接近表单的限制", "a section has nearly as many 字 as the form allows"),
    why=Words(
        "提纲第 1、2 节标明“1000字以内”；各人的数法略有出入，最好留些余地。",
        "The outline prints 1000字以内 at sections 1 and 2; counts differ a little, so leave some room.",
    ),
    fails='[sections."1"]\ntext = """\n' + "资源保藏与共享服务并重。" * 83 + '\n"""\n',
    passes='[sections."1"]\ntext = """\n' + "资源保藏与共享服务并重。" * 79 + '\n"""\n',
    check=check,
)
