"""S204: what was to be filled in is still there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from planui.model.diagnostic import ERROR, Finding, Place
from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.model.words import Words
from planui.rules.placeholders import CROSS, Hole, find_holes
from planui.rules.rule import PLAN, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form, FormSection
    from planui.model.passage import Passage
    from planui.model.plan import Plan

_MESSAGE = Words("“{0}”还没有换成实际内容", "{0!r} still stands where the real words should")
_CONFLICT = Words(
    "合并留下的冲突还没有取舍：保留一方的文字，删去 <<<<<<<、=======、>>>>>>> 三行标记",
    "a conflict of a merge is not settled: keep one side's words, delete the lines <<<<<<<, ======= and >>>>>>>",
)
_CONFLICT_MARK = lazy(r"^<{7} .*$", re.M)
_OTHER_CELLS = ("unit",)
"""Texts of a grid that are no prose and may hold a placeholder as well."""


class _ConflictMark(NamedTuple):
    """A line that a merge left to be settled; offsets in the passage as written, since Markdown takes it for signs."""

    start: int
    end: int


def draw(passage: Passage, section: FormSection, form: Form) -> list[Hole | _ConflictMark]:
    """The placeholders of a passage, code aside, and the marks of a merge."""
    holes: list[Hole | _ConflictMark] = []
    for hole in find_holes(passage.text):
        if not passage.prose.in_code(hole.start):
            holes.append(hole)
    if "<<<<<<<" in passage.raw:
        holes += [_ConflictMark(*found.span()) for found in _CONFLICT_MARK.finditer(passage.raw)]
    return holes


def check(facts: dict[Passage, list[Hole | _ConflictMark]], plan: Plan, form: Form) -> Iterator[Finding]:
    """Those of the texts and grids, then those of the fields, which are no passages."""
    for passage, holes in facts.items():
        text = passage.text
        for hole in holes:
            if isinstance(hole, _ConflictMark):
                yield Finding(passage.at_raw(hole.start, hole.end), _CONFLICT)
            else:
                yield Finding(passage.at(hole.start, hole.end), _words(text, hole))
    for field in form.fields:
        node = plan.fields.get(field.key)
        if node is None or node.kind != "string":
            continue
        for hole in _find_in_value(node.value):
            # Crosses in a library's name are F102's.
            if field.kind != "library-name" or hole.kind != CROSS:
                yield Finding(Place("field", key=field.key, start=hole.start, end=hole.end), _words(node.value, hole))
    for section in form.sections:
        for row in plan.rows(section.number, "indicators") if section.table == "indicators" else ():
            for key in _OTHER_CELLS:
                for hole in _find_in_value(row.text(key)):
                    place = Place("cell", section.number, section.table, row.order, key, hole.start, hole.end)
                    yield Finding(place, _words(row.text(key), hole))


@lru_cache(1000)
def _find_in_value(text: str) -> list[Hole]:
    """The placeholders of a short text that is read in every check."""
    return find_holes(text)


def _words(text: str, hole: Hole) -> Words:
    return _MESSAGE.format(text[hole.start : hole.end][:20])


RULE = Rule(
    id="S204",
    name="placeholder",
    severity=ERROR,
    scope=PLAN,
    summary=Words(
        "还留着待填的记号：××、XX、____、待补充、待定、TODO、单独的省略号",
        "what was to be filled in is still there: ××, XX, ____, 待补充, 待定, TODO, an ellipsis alone",
    ),
    why=Words(
        "填写说明第 2 条：“各项内容须认真填写，不能空缺”。词中的不算：有待定量、等待定植、3×5 米。",
        "Note 2 of the form: every item must be filled in. Inside other words they are none: 有待定量, 3×5 m.",
    ),
    fails='[sections."4.5.4"]\ntext = """\n本库保藏条件稳定，现有标本××份，来源清楚。\n"""\n',
    passes='[sections."4.5.4"]\ntext = """\n冷库为 3×5 米，保藏条件稳定；其效果有待定量评估，种苗等待定植。\n"""\n',
    check=check,
    draw=draw,
)
