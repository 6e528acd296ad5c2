"""S206: “无” where the form demands content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import ERROR, Finding, Place
from planui.model.view import ROW_TEXTS
from planui.model.words import Words
from planui.rules.contents import says_none, view_says_none
from planui.rules.rule import SECTION, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form
    from planui.model.view import SectionView

_TEXT = Words("“{1}”须有实际内容，不能只填“{2}”", "“{1}” demands content, not just {2}")
_ROW = Words("第 {0} 行须有实际内容，不能只填“{1}”", "row {0} demands content, not just {1}")


def check(view: SectionView, form: Form) -> Iterator[Finding]:
    """The whole text, or the words of a grid's row."""
    if "content" in view.form.demands and view_says_none(view):
        passage = view.passages[0]
        said = passage.text.strip()
        start = passage.text.find(said)
        words = _TEXT.format(view.number, view.form.title, said)
        yield Finding(passage.at(start, start + len(said)), words)
    rows = view.schedule if view.form.table == "schedule" else view.indicators
    for row in rows if view.form.table else ():
        for key in ROW_TEXTS[view.form.table]:
            said = row.text(key)
            if says_none(said):
                place = Place("cell", view.number, view.form.table, row.order, key)
                yield Finding(place, _ROW.format(row.order + 1, said.strip()))


RULE = Rule(
    id="S206",
    name="bare-none",
    severity=ERROR,
    scope=SECTION,
    summary=Words("表单要求有内容的地方只填了“无”", "“无” stands where the form demands content"),
    why=Words(
        "4.4：“须提供近三年以来科技资源库运行服务情况”；第 6 节的目标、任务与进度也须逐项写明。",
        "4.4 of the form: the services of the recent years must be given; so must the goals, tasks and schedule of 6.",
    ),
    fails='[sections."4.4.3"]\ntext = "暂无。"\n',
    passes='[sections."4.4.3"]\ntext = """\n两年来无一例样品丢失，用户满意度为 96%。\n"""\n',
    check=check,
)
