"""T401: a result dated outside the window in which the form wants results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import WARNING, Finding
from planui.model.lazy_pattern import lazy
from planui.model.words import Words
from planui.rules.dated_claims import (
    AS_OF,
    ATTRIBUTE,
    BASES,
    CHANGED,
    COMPARED,
    FIGURE,
    HISTORY,
    OPEN_ENDED,
    Claim,
    claims,
)
from planui.rules.dated_tables import dated_cells
from planui.rules.rule import PASSAGE, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form, FormSection
    from planui.model.passage import Passage
    from planui.rules.dates import Day

_MESSAGE = Words(
    "“{0}”不在“{1}”（{2} 至 {3}）之内；本节只写这一时段的成效，请改写或移到别处",
    "“{0}” lies outside {1} ({2} to {3}); this section is for results of that time: rewrite or move it",
)

_RESULT = lazy(
    r"服务|提供|完成|接待|共享|培训|开展|支撑|支持|举办|承办|组织|发放|下载|访问|调用|借阅|借出|外借|出借|出库|鉴定|检测|接收"
    r"|受理|办理|答复|发表"
    r"|授权|申请|推广|转让|转化|签订|新增|输出|分发|供应|寄送|咨询|参观|讲座|宣讲|观看|收入|协助|处置|应对"
    r"|应急|用户|合作|研制|开发"
    r"|发布|制定|形成|获|满足|解决|保障|利用率|引用|点击|浏览|注册|交付|配送|送样|回访|惠及|覆盖|报送|赠送"
)
_STRONG = lazy(
    r"(?:服务|提供|完成|接待|共享|培训|开展|支撑|支持|借出|外借|出借|出库|举办|承办|发放|协助|受理|为.{2,30}(?:提供|开展|完成"
    r"|解决|鉴定|检测))"
)
_PLANNED = lazy(r"将|计划|拟|预计|力争|打算|准备|有望")
_DATA = lazy(
    r"\s*(?:间|期间)?的?[^，。；]{0,8}?(?:资料|序列|观测记录|气候|历史|标本|样品|藏品|数据(?!下载|服务"
    r"|共享|调用)|版|级|届|款|型|产|生|卷|期刊|参数|过程|事件|台风|洪水|暴雨|地震)"
)
_ASKED = lazy(r"\s*[^，。；、\d]{0,6}的?[^，。；、\d]{0,6}(?:回访|问卷|满意度|测评)")
_RECENT = lazy(r"近三年|近两年|此后|其后|随后|后来|如今|目前|现在|现已|近年")


def check(passage: Passage, section: FormSection, form: Form) -> Iterator[Finding]:
    """Sentences that tell of a result dated wholly outside the window; rows and columns of tables."""
    window = form.window(section.window) if section.window == "recent" else None
    if window is None or passage.place.part != "text":
        return
    low, high = _day(window.first), _day(window.last)
    for claim in claims(passage, low, high):
        span = claim.span
        if _is_result(claim, past=span.last < low):
            yield _finding(passage, span.start, span.end, form, section)
    for span in dated_cells(passage):
        if (span.last < low or span.first > high) and span.possible:
            yield _finding(passage, span.start, span.end, form, section)


def _day(date: object) -> Day:
    return date.year, date.month, date.day  # type: ignore[attr-defined]


def _finding(passage: Passage, start: int, end: int, form: Form, section: FormSection) -> Finding:
    window = form.window(section.window)
    assert window is not None
    words = _MESSAGE.format(passage.text[start:end].strip(), window.name, window.first, window.last)
    return Finding(passage.at(start, end), words)


def _is_result(claim: Claim, *, past: bool) -> bool:
    head, clause, rest = claim.head, claim.clause, claim.rest
    ranged = claim.span.ranged
    if OPEN_ENDED.match(rest) or (
        COMPARED.search(head) and not (ranged and head.rstrip().endswith(("自", "从", "由")))
    ):
        return False
    if "\t" in claim.sentence:
        return False  # a table: its rows and columns are looked at as such
    if AS_OF.search(head):
        return past and _claims_result(clause, rest) and not _RECENT.search(claim.sentence) and not _compares(claim)
    if head.rstrip().endswith(("到", "至")) or _compares(claim):
        return False
    if not past and _PLANNED.search(claim.sentence):
        return False
    if rest[:1] in "）)”’" and not head.rstrip().endswith(("（", "(")):
        return False
    if ATTRIBUTE.match(rest) and not _ASKED.match(rest):
        return False
    if _DATA.match(rest) and not _STRONG.match(rest.lstrip("，, ")):
        return False
    found = HISTORY.search(clause)
    if found and not _figure_after_result(clause[: found.start()]):
        return False
    if HISTORY.search(claim.head):
        return False
    return _claims_result(clause, rest)


def _compares(claim: Claim) -> bool:
    changed = CHANGED.search(claim.sentence)
    return changed is not None and not BASES.isdisjoint(claim.sentence[: changed.start()])


def _claims_result(clause: str, rest: str) -> bool:
    """A verb of service with a figure, or a plain statement that something was done for somebody."""
    if FIGURE.search(clause):
        return _RESULT.search(clause) is not None or (_RESULT.search(rest) is not None and clause != rest)
    if _RESULT.search(clause) and FIGURE.search(rest):
        return True
    if FIGURE.search(rest) and _RESULT.search(rest):
        return True
    return _STRONG.search(clause[:40]) is not None


def _figure_after_result(text: str) -> bool:
    return _RESULT.search(text) is not None and FIGURE.search(text) is not None


RULE = Rule(
    id="T401",
    name="outside-recent",
    severity=WARNING,
    scope=PASSAGE,
    summary=Words(
        "要求写近三年成效的节里，成效的日期不在 2018 年 7 月 1 日至 2020 年 6 月 30 日之内",
        "a result dated outside the window that the form sets for results",
    ),
    why=Words(
        "填写说明第 4 条：“提纲中提及的‘近三年’指2018年7月1日-2020年6月30日”；第 4.4 节须提供近三年的运行服务情况。",
        "Note 4 of the form defines “the last three years” as 2018-07-01 to 2020-06-30; section 4.4 is about them.",
    ),
    fails='[sections."4.4.3"]\ntext = """\n2017年，本库共服务企业35家，提供样品1,200份次。\n"""\n',
    passes='[sections."4.4.3"]\ntext = """\n自2009年成立以来坚持开放，2019年共服务企业35家。\n"""\n',
    check=check,
    signs=frozenset("年0123456789五"),
)
