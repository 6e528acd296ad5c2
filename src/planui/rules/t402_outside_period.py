"""T402: a goal dated outside the planning period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import WARNING, Finding
from planui.model.lazy_pattern import lazy
from planui.model.words import Words
from planui.rules.dated_claims import claims
from planui.rules.dated_goals import is_late_goal, is_past_goal
from planui.rules.dated_tables import dated_cells
from planui.rules.rule import PASSAGE, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form, FormSection
    from planui.model.passage import Passage
    from planui.rules.dated_claims import Claim
    from planui.rules.dates import DateSpan, Day

_MESSAGE = Words(
    "目标的日期“{0}”不在规划期（{1} 至 {2}）之内，请改到期内",
    "the goal's date “{0}” lies outside the planning period ({1} to {2}): bring it inside",
)


def check(passage: Passage, section: FormSection, form: Form) -> Iterator[Finding]:
    """Sentences whose date lies wholly outside the period and that set a goal for it; rows and columns of tables."""
    window = form.window(section.window) if section.window == "planning" else None
    if window is None:
        return
    low, high = _day(window.first), _day(window.last)
    base = _day(form.baseline) if form.baseline else None
    told: set[int] = set()
    for claim in claims(passage, low, high):
        span = claim.span
        is_base = base is not None and (_holds_baseline(span, base) or _is_state(claim, base))
        if is_base and not claim.rest.startswith(_BY_THEN):
            continue
        if (span.last < low and is_past_goal(claim)) or (span.first > high and is_late_goal(claim)):
            words = _MESSAGE.format(passage.text[span.start : span.end].strip(), window.first, window.last)
            told.add(span.start)
            yield Finding(passage.at(span.start, span.end), words)
    for cells in dated_cells(passage, any_column=True):
        began = False
        for span, heads in cells:
            began = began or (not heads and low <= span.first <= high)
            if not span.possible or span.start in told or low <= span.last <= high or low <= span.first <= high:
                continue
            past = span.last < low and not (base is not None and _holds_baseline(span, base))
            # A row of an earlier time below one of the period, or with 前 behind it.
            if span.first > high or (past and not heads and (began or passage.text.startswith("前", span.end))):
                words = _MESSAGE.format(passage.text[span.start : span.end].strip(), window.first, window.last)
                yield Finding(passage.at(span.start, span.end), words)


_BY_THEN = ("前", "之前", "以前", "底前")
"""Behind the baseline: what is to be done by then is no state of that time (2020年6月前完成换届)."""


def _holds_baseline(span: DateSpan, base: Day) -> bool:
    """2020年6月底, 2020年上半年: the state from which the plan starts."""
    return span.first <= base <= span.last and (not span.ranged or span.first[:2] == base[:2])


def _is_state(claim: Claim, base: Day) -> bool:
    """Whether the time up to the baseline is told as the state from which the plan starts, not as a time of work:
    2019年7月至2020年6月投入运行经费880万元."""
    return claim.span.ranged and claim.span.last == base and _WORK.search(claim.clause) is None


_WORK = lazy(
    r"将|拟|计划|力争|争取|确保|预计|完成|建[成立设]|达到|启动|形成|制[定订]|修订|召开|举[办行]|开展|新增|新建|扩建|改造"
    r"|购置|采购|引进|招聘|培[养训]|研[制发]|编制|搭建|上线|推[广进出]|组织|发布|申请|实施|试运行|验收"
)


def _day(date: object) -> Day:
    return date.year, date.month, date.day  # type: ignore[attr-defined]


RULE = Rule(
    id="T402",
    name="outside-period",
    severity=WARNING,
    scope=PASSAGE,
    summary=Words(
        "规划各节里，目标的日期不在 2020 年 7 月至 2025 年 6 月之内",
        "a goal dated outside the planning period of the form",
    ),
    why=Words(
        "提纲第 6 节：“主要描述科技资源库2020年7月-2025年6月……的工作目标和工作计划”。",
        "Section 6 of the outline is about the goals and work from July 2020 to June 2025.",
    ),
    fails='[sections."6.4.3"]\ntext = """\n到2026年底建成低温库200平方米。\n"""\n',
    passes='[sections."6.4.3"]\ntext = """\n2016年建成的低温库运行良好，到2024年底扩建200平方米。\n"""\n',
    check=check,
    signs=frozenset("年0123456789五"),
)
