"""P104: no such form, or a plan format newer than this program's. The check itself finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import ERROR, Finding, Place
from planui.model.plan import FORMAT
from planui.model.words import Words
from planui.rules.rule import ENGINE, Rule

if TYPE_CHECKING:
    from planui.model.plan import Plan

_NEWER = Words(
    "文件格式是 {0}，本程序只认识到 {1}；请升级 planui",
    "the file's format is {0}, this program knows up to {1}; please upgrade planui",
)


def finding(plan: Plan, words: Words) -> Finding:
    """The finding that stands at the plan's `form =`, else at its first line."""
    return Finding(_place(plan, "form"), words)


def newer_format(plan: Plan) -> Finding | None:
    """The finding for a `format =` that is not one of this program's."""
    node = plan.root.get("format")
    if node is None or (node.kind == "integer" and 1 <= node.value <= FORMAT):
        return None
    if node.kind != "integer":
        return None  # P103 says so
    return Finding(_place(plan, "format"), _NEWER.format(node.value, FORMAT))


def _place(plan: Plan, key: str) -> Place:
    node = plan.root.get(key)
    if node is None:
        return Place("file", start=0, end=len(plan.source.line(1)))
    return Place("file", start=node.start, end=node.end)


RULE = Rule(
    id="P104",
    name="unknown-form",
    severity=ERROR,
    scope=ENGINE,
    summary=Words(
        "没有这样的表单，或文件格式比本程序新",
        "there is no such form, or the file's format is newer than this program's",
    ),
    why=Words(
        "没有表单，就不知道有哪些节、哪些要求；`planui forms` 列出已有的表单。",
        "Without its form a plan has no outline and no rules; `planui forms` lists the forms there are.",
    ),
    fails='form = "gz-sti-repository-1999"\n',
    passes='form = "gz-sti-repository-2020"\n',
    check=lambda: (),
)
