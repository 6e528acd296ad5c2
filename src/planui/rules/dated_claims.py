"""What a dated sentence claims: a result, a goal, or a piece of history. Shared by T401 and T402."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.rules.dates import DateSpan, Day, find_dates
from planui.rules.indented_code import in_indented_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.passage import Passage

_REACH = 240
"""How far a sentence is followed to either side."""
_ABOVE = 60
"""How much of what stands above a sentence is looked at."""
_STOP = "。！？\n；;"
_STOPS = lazy("[。！？\n；;]")
_JOINS = ("、", "和", "及", "与")
"""What joins dates for which the same is said."""
_COMMA = lazy(r"[，：:]|,(?!\d)")
_HEAD = lazy(r"[，：:、）)]|,(?!\d)")
_TITLE = lazy(r"[《〈][^》〉\n]{0,80}[》〉]")


class Claim(NamedTuple):
    """A date and the words around it in its sentence.

    `head` is what stands before the date in its clause, `clause` what follows it up to the comma (or the next clause
    where the date stands alone), `rest` all that follows it in its sentence up to the next date, `sentence` everything,
    `at` where the date begins in it. Dates joined by 、 or 和 are one in this: `head` stands before the first of them,
    the others behind the last. `above` is what stands before the sentence in its paragraph, its end at most.
    `meant_before` and `meant_behind` say whether a date that is not outside stands in the sentence on that side,
    `latest_before` is the last day of those before it, if there is one.
    """

    span: DateSpan
    head: str
    clause: str
    rest: str
    sentence: str
    at: int
    above: str
    meant_before: bool
    meant_behind: bool
    latest_before: Day | None


FIGURE = lazy(
    r"(?:(?<!\d)\d|(?<![第一二两三四五六七八九十百千])[一二两三四五六七八九十百千][一二三四五六七八九十百千万余多]*(?=[人家份次项篇件批期场万亿]))[\d,.]*+\s?[多余]?[万亿]?[多余]?\s?"
    r"(?:[人份条批株号例册件台]次|课时|万元|亿元|平方米|人|家|份|次|项|篇|件|批|期|场|个|条|种|万|元|名|位|套"
    r"|台|册|张|幅|株|尾|辆|只|枚|号|页|组|TB|GB|%|％|例|起|部|门|所|支|款|亩|户)"
)
"""A figure with a unit that results and goals are counted in."""

_EDITION = lazy(
    r"(?<=[》〉])\s?[（(]\s?[^（）()]{0,30}?(?:通过|发布|施行|实施|修[订正]|颁布|印发|公布|生效|出台)[^（）()]{0,12}[）)]"
)
"""Behind the title of a law or a policy: when it was made."""
_ABOUT_A_THING = lazy(r"(?:始建|创[建立办]|成立|建成?|设立?|立项|出生|竣工|落成|出版|创刊)于\s?$")
"""Before a date: it says how old the thing is that is spoken of, and the sentence goes on with the date before it."""

_NOT_CLAUSE = lazy(r"[\s]*(?:间|期间|之间|全年|当年|度|内|里|份|上|这一年|一年|底?前|之前|以前)?[\s]*$")


def claims(passage: Passage, low: Day, high: Day) -> Iterator[Claim]:
    """The dates of a passage that lie wholly before `low` or after `high`, in their sentences; those in titles and code
    are left out."""
    spans = find_dates(passage)
    if not any((span.last < low or span.first > high) and span.possible for span in spans):
        return
    text = passage.text
    titles = []
    if "《" in text or "〈" in text:
        titles = sorted(found.span() for sign in (_TITLE, _EDITION) for found in sign.finditer(text))
    prose = passage.prose
    may_be_code = "    " in passage.raw or "\t" in passage.raw
    for index, span in enumerate(spans):
        if (low <= span.last and span.first <= high) or not span.possible:
            continue
        if _in_spans(titles, span.start) or (prose.code and prose.in_code(span.start)):
            continue
        if may_be_code and _is_code(passage, span):
            continue
        yield _claim(text, spans, index, low, high, titles)


def _is_code(passage: Passage, span: DateSpan) -> bool:
    place = passage.at(span.start, span.end)
    return in_indented_code(passage.raw, place.start - passage.offset)


def _claim(text: str, spans: list[DateSpan], index: int, low: Day, high: Day, titles: list[tuple[int, int]]) -> Claim:
    span = spans[index]
    start, end = _sentence_start(text, span.start), _sentence_end(text, span.end)
    first = last = index  # 2017、2018年: what stands around them holds for all
    while first > max(0, index - 6) and text[spans[first - 1].end : spans[first].start].strip() in _JOINS:
        first -= 1
    while last < min(len(spans) - 1, index + 5) and text[spans[last].end : spans[last + 1].start].strip() in _JOINS:
        last += 1
    behind = last + 1
    while (
        behind < len(spans)
        and spans[behind].start < end
        and (
            _ABOUT_A_THING.search(text, spans[behind].start - 6, spans[behind].start)
            or _in_spans(titles, spans[behind].start)
        )
    ):
        behind += 1
    following = spans[behind].start if behind < len(spans) else end
    rest = text[spans[last].end : min(end, following)]
    comma = _COMMA.search(rest)
    clause = rest[: comma.start()] if comma else rest
    if comma and _NOT_CLAUSE.match(clause):
        second = _COMMA.search(rest, comma.end())
        clause = rest[: second.start()] if second else rest
    before = [one for one in spans[max(0, first - 8) : first] if one.start >= start]
    return Claim(
        span,
        _HEAD.split(text[start : max(start, spans[first].start)])[-1],
        clause,
        rest,
        text[start:end],
        span.start - start,
        text[max(text.rfind("\n", 0, start), start - _ABOVE, 0) : start],
        any(_is_meant(one, low, high) for one in before),
        any(_is_meant(one, low, high) for one in spans[last + 1 : last + 9] if one.end <= end),
        max((one.last for one in before), default=None),
    )


def _is_meant(span: DateSpan, low: Day, high: Day) -> bool:
    return low <= span.last and span.first <= high


def _in_spans(spans: list[tuple[int, int]], at: int) -> bool:
    index = bisect_right(spans, (at, 0)) - 1
    return index >= 0 and spans[index][0] < at < spans[index][1]


def _sentence_start(text: str, at: int) -> int:
    low = max(0, at - _REACH)
    return max(low - 1, *(text.rfind(stop, low, at) for stop in _STOP)) + 1


def _sentence_end(text: str, at: int) -> int:
    found = _STOPS.search(text, at, at + _REACH)
    return found.start() if found is not None else min(len(text), at + _REACH)


HISTORY = lazy(
    r"成立|创[建办立始刊]|始建|建[所馆库院校成]|组建|设立|挂牌|获批|批准|批复|获准|认定|立项|启动|起步"
    r"|上线|开通|投入使用"
    r"|启用|投入运行|投入业务|投用|落成|竣工|购[置入买]|采购|引进|安装|入库|落户|迁[入址至]|更名|改[制造建]"
    r"|合并|划归|首次|发现"
    r"|发布的|颁布|印发|出台|实施的|修订|创刊|出版|印刷|入职|毕业|出生|参加工作|加入|当选|任职|登陆|爆发"
    r"|发生|试行|推行|立法"
    r"|(?:开发|建设|施工|安装|改造|搬迁)完成|开始|开端|起点|第一[个份批]|开放第|起家|前身|移交|转制|通过验收"
)
"""Words that tell of how things came about."""

OPEN_ENDED = lazy(r"\s*(?:\d{1,2}月)?\s?(?:以来|以后|之后|[以之]?前|起[，,至由]?|至今|迄今|后[，,])")
"""Behind a date: it begins or ends something longer."""

ATTRIBUTE = lazy(r"[^，。；、\d]{0,16}的(?![确])")
"""Behind a date: it only says which thing is meant (2016年立项的课题)."""

COMPARED = lazy(
    r"(?:比|较|与|同|跟|和|相比|相较于?|对比|高于|低于|超过|不及|优于|参照|对照|依据|根据|按照?|利用|取用"
    r"|沿用|采用|基于|引用|翻拍|来自|源于|源自|收录|覆盖|涵盖|涉及|起步于|始于|建于|成立于|截止|上溯[至到]"
    r"|可追溯至|早在|自|从|由|经过)\s*[“\"（(]?$"
)
"""Before a date: it is what something is compared with, made from, or begun at."""

CHANGED = lazy(
    r"增[至到加]|提高[到至]|上升[到至]|升[至到]|降[至到低]|下降[到至]|减[至少到]|缩[短小减]|扩[大充展][到至]?"
    r"|扩[到至]|翻了?[一两]?番|相比|同比|发展[到至]|改[为到]"
)
"""A change from one state to another."""

AS_OF = lazy(r"截[至止]\s*(?:到|于)?\s*$")
"""Before a date: everything up to it is counted."""

BASES = frozenset("由从自比较")
"""Signs one of which stands before a change: what it is a change from."""
