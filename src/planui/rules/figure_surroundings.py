"""What else around a figure says of what it is a figure of: words behind it, a clause before, the figure before it."""

from __future__ import annotations

import re

from planui.model.lazy_pattern import lazy
from planui.rules.canonical_nouns import with_words
from planui.rules.figure_nouns import clean, is_changed_to
from planui.rules.figure_words import WordsRead
from planui.rules.vague_nouns import is_vague

_RIGHT = lazy(r"[\u4e00-\u9fffA-Za-z]{2,12}")
RIGHT_STOPS = frozenset(
    "的和与及由为是因在均都已将也可以来分占尚逐不未有共其此到至上下内外后前对并进各被于从向增扩降提减升之归"
)
RIGHT_WORDS = ("共建", "共享", "共性")
"""Words that begin with one of them, and that stop nothing."""
_RIGHT_STOP = lazy(
    r"[的和与及由为是在均都已将也以占尚逐不未有其此到至并被于从向增扩降提减之归]|可(?!再)|来(?!源)|分(?![析类子库中站馆布册])"
    r"|因(?!子)|正在|共(?![建享性同])|上(?![市海级线])|下(?![载游属])|内(?![部容陆地])|(?<![野海境室省国校院馆])外(?![部文籍地])"
    r"|后(?![备勤])|前(?![沿期])|对(?![照外象])|进(?![口展])|各(?!类)|升(?!级)|(?<![专实通民商])用(?!户)|组成|构成|调整|合计|左右|包括|开展|参加(?!单位)|全部|每|召开|实[行施]|逐[一项份个]|增设|(?<!神)经(?![费营济验历典])|(?<![功智性技职机效节])能够|可以|足以"
)
_RIGHT_VERB = lazy(
    r"签订|签署|建立|联合|分发|开放|提供|完成|通过|获得|取得|参与|服务(?=[\u4e00-\u9fff]{3})|具有|覆盖|纳入|入库"
)
_TO = lazy(r"[到至为]$")
TO_SIGNS = ("到", "至", "为")
_MADE_OF = lazy(r"[\u4e00-\u9fff]{0,4}?(?:组成|构成|参加|共同)")
_MADE_FROM = 40
"""Characters between 由 and a number within which it says of what something is made."""
ON_TOP_OF = "基础上"
ON_TOP = ("的基础上", "基础上")
_REACHES = ("累计", "达到", "总量", "总数", "增至", "增加到", "增加至", "扩大到", "扩充到", "提高到")
_GOES_ON_TO = lazy(r"[^，。；、\d]{0,6}[，,；]")
"""Behind a figure, before another that it may reach: 由160TB分两次扩容，2022年6月底前达到280TB."""
_WORD = 3
_PREDICATE = 3
"""Characters that tell what some have."""
_STEADILY = ("逐年", "逐步", "稳步")
_RAISING = frozenset(
    [
        "增至",
        "增加到",
        "增加至",
        "增长到",
        "增长至",
        "扩至",
        "扩到",
        "扩大到",
        "扩充到",
        "扩展到",
        "充实到",
        "提高到",
        "提高至",
        "提升到",
        "提升至",
        "升至",
        "升到",
        "上升到",
        "降至",
        "降到",
        "降低到",
        "下降到",
        "减至",
        "减少到",
        "缩短到",
        "缩短至",
        "缩短为",
        "调整为",
        "调整到",
        "变为",
        "达到",
        "到",
    ]
)
_VERB = 5
_BEFORE_COMMA = lazy(r"(?:^|[。；，\n])([\u4e00-\u9fff]{2,12})[，：]$", re.M)
REACH = 30
"""How far back a figure's noun is followed."""


def with_words_over(text: str, at: int, own: str, noun: str, is_skipped: bool) -> WordsRead:
    """What was read in the words before a figure, with those before a parenthesis that ends at `at`:
    已完成数字化（五项齐备）的菌株."""
    opened = text.rfind("（", max(0, at - _ASIDE), at)
    if opened < 0 or text[at - 1] != "）":
        return own, noun, is_skipped
    said = _NAME_BEFORE.search(text, max(0, opened - REACH), opened)
    if said is None:
        return own, noun, is_skipped
    if own:
        own = said.group() + own
        return own, clean(own), is_skipped
    aside = text[opened + 1 : at - 1]
    if aside.startswith(_DESCRIBES):
        aside = ""
    return (
        (said.group(), clean(said.group() + aside), is_skipped) if len(aside) <= _WITHOUT else (own, noun, is_skipped)
    )


_DESCRIBES = ("含", "包括", "如", "即", "有")
"""Beginnings of an aside that does not say which of them are counted, as （已数字化） does."""
_WITHOUT = 8
_NAME_BEFORE = lazy(r"[\u4e00-\u9fffA-Za-z]{3,20}$")
_ASIDE = 60
"""Characters of a parenthesis over which a figure's noun is followed."""


def raises(segment: str) -> bool:
    """Whether the words between two figures say that the first became the second (由18项增至22项)."""
    segment = segment.strip().rstrip("的")
    words = segment[2:] if segment.startswith(_STEADILY) else segment
    return words in _RAISING or (len(words) < _VERB and is_changed_to(words))


def becomes_more(text: str, comma: int, unit: str) -> bool:
    """Whether a figure before a comma is what something changes from, by the words behind it: 13人，逐步增至17人."""
    said = _BECOMES.match(text, comma)
    return said is not None and raises(said[1]) and text.startswith(unit, said.end())


_BECOMES = lazy(r"[，,]([\u4e00-\u9fff]{1,6}[至到为])\s?\d[\d,.]*\s?")


def with_words_behind(text: str, end: int, noun: str, *, changes: bool) -> str:
    """A figure's noun with what stands behind it: 馆藏1.26万株菌种; `changes`: the figure is what something changed
    from."""
    right = _RIGHT.match(text, end)
    if right is None or (changes and len(noun) > 1 and _TO.search(right.group())):
        return noun
    words = right.group()
    stop = _RIGHT_STOP.search(words)
    if stop:
        words = words[: stop.start()]
    if stop and not noun and stop.group() == "有":
        return f"{words}{right.group()[stop.start() : stop.start() + _PREDICATE]}"  # some of them: 316个品系有冻存
    verb = _RIGHT_VERB.search(words, 2)  # what stands right behind a figure says which part of the whole it is
    if verb and is_vague(words[: verb.start()]) and (whole := _WHOLE_CLAUSE.match(text, end)) is not None:
        return whole[1]  # 与12家单位签订共建协议
    if verb:
        words = words[: verb.start()]
    if words[-1:] == "中" and (len(words) > _WORD or text[end + len(words) : end + len(words) + 1] in ("，", ",")):
        words = words[:-1]
    return with_words(noun, words) if len(words) >= 2 and not noun.endswith(words) else noun


_WHAT_THEY_ARE = lazy(r"是([\u4e00-\u9fff]{3,14})(?=[，。；\n]|$)")


def what_they_are(text: str, end: int) -> str:
    """What a figure counts, by the clause that it begins: 其中364家是参加单位以外的用户."""
    said = _WHAT_THEY_ARE.match(text, end)
    return clean(said[1]) if said else ""


_WHOLE_CLAUSE = lazy(r"([\u4e00-\u9fff]{5,12})(?=[，。；、（\n]|$)")


def is_made_of(text: str, end: int) -> bool:
    """Whether something is made of what a figure counts, by the words behind it."""
    return _MADE_OF.match(text, end) is not None


def made_of(text: str, at: int) -> str:
    """What is made of a figure's: 理事会由主管部门、依托单位和用户代表共9人组成."""
    low = max(0, at - _MADE_FROM)
    of = text.rfind("由", low, at)
    if of < 0 or any(stop in text[of:at] for stop in "。；\n"):
        return ""
    said = _CLAUSE_BEFORE.search(text, max(0, of - 20), of)
    return clean(said.group()) if said else ""


_BODY = lazy(r"组成([\u4e00-\u9fff]{2,10})(?=[，。；、（\n]|$)")


def of_body(text: str, end: int, noun: str) -> str:
    """The noun of those whom a figure counts, with what they make up where that says more: 专家21人组成学术委员会."""
    body = _BODY.match(text, end) if is_vague(noun[-2:]) else None
    return body[1] + noun[-2:] if body else noun


def reached_from(text: str, last: int, start: int, noun: str, segment: str) -> str:
    """Whether a figure is what the last one of its sentence reaches: 新增资源1,350株，累计达到2,500株; 在365家的基础上
    增至600家."""
    between = text[last:start]
    if "\n" in between:
        return ""
    if ON_TOP_OF in between:
        return ON_TOP_OF if len(between) < REACH and "。" not in between and _raises_at_end(segment) else ""
    if len(noun) > 1 or not _GOES_ON_TO.match(between):
        return ""
    if len(between) > REACH // 2 and ("年" not in segment or len(between) > REACH):
        return ""
    return "累计" if any(word in between for word in _REACHES) else ""


_GOES_ON = frozenset("，、；,;")
IN_TURN = ("前一年度", "后一年度", "上一年度", "前一年", "后一年", "上年度", "次年")
_IS = ("", "为", "达", "是", "达到", "有", "则为")


def of_series(mark: str, segment: str, undated: str, noun: str) -> str:
    """The noun of a series' first figure, where a date alone goes on with it: 2018年底样品为3万份，2019年底为4万份."""
    said = undated.strip()
    dated = segment != undated or said in IN_TURN
    return noun if mark in _GOES_ON and dated and (said in _IS or said in IN_TURN) else ""


def stands_alone(text: str, end: int, segment: str) -> bool:
    """Whether a figure without a noun is the whole's at a date: 在2020年6月底12,600株的基础上."""
    if segment.strip() in _WHOLE_OF and text.startswith(_OF_WHOLE, end):
        return True
    return text.startswith(ON_TOP, end) or (
        "年" in segment and segment.rstrip()[-1:] in _DATED_BY and not segment.startswith(_AND_PARTS)
    )


_WHOLE_OF = ("占", "在", "在这", "共", "合计", "六类合计")
_OF_WHOLE = ("的", "中")
_DATED_BY = frozenset("为底日末达的月")
_AND_PARTS = ("新增", "增加")


def _raises_at_end(segment: str) -> bool:
    words = segment.rstrip()
    return words.endswith(tuple(_RAISING - {"到"})) or (words[-1:] in TO_SIGNS and is_changed_to(words))


def before_comma(text: str, at: int) -> str:
    """What a change behind a comma is a change of: 专家队伍，由17人增加到24人."""
    said = _BEFORE_COMMA.search(text, max(0, at - 14), at)
    return clean(said[1]) if said else ""


_LINE_HEAD = lazy(r"(?:^|\n)[\u4e00-\u9fff]{2,8}[。：]$")


def of_line_head(text: str, at: int) -> str:
    """What a figure at a line's beginning is a figure of, by what heads the line: 设备。在现有312台的基础上."""
    said = _LINE_HEAD.search(text, max(0, at - 10), at)
    return clean(said.group().strip("\n。：")) if said else ""


_TITLE_LINE = lazy(
    r"(?:^|\n)(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、．]\s?)?([\u4e00-\u9fff]{2,10})\n+$"
)
_WHOLE_LINE = ("", "共", "现有", "共有", "总计", "合计", "现共有")


def of_title_line(text: str, at: int, segment: str) -> str:
    """What a figure at a paragraph's beginning is a figure of, by the title over it: 仪器设备⏎共412台（套）."""
    if segment.strip() not in _WHOLE_LINE or (at > 0 and text[at - 1] != "\n"):
        return ""
    said = _TITLE_LINE.search(text, max(0, at - 20), at)
    return clean(said[1]) if said else ""


_BEFORE_COLON = lazy(r"(?:^|[\n。；，、]|[-*•·]\s)[ \t]*([\u4e00-\u9fff]{2,10})[：:]$")


def of_label(text: str, at: int, segment: str) -> str:
    """What a figure behind a colon is a figure of: 专职人员：38人."""
    if segment.strip() or text[at - 1 : at] not in ("：", ":"):
        return ""
    said = _BEFORE_COLON.search(text, max(0, at - 16), at)
    return clean(said[1]) if said else ""


_CLAUSE_BEFORE = lazy(r"[\u4e00-\u9fff]{3,20}$")


def of_topic(text: str, at: int, noun: str) -> str:
    """The full name of what stands behind a figure, where the clause before ends in it: 共建协议，38份协议都约定."""
    if text[at - 1 : at] not in ("，", ",") or not text.endswith(noun, 0, at - 1):
        return noun
    said = _CLAUSE_BEFORE.search(text, max(0, at - 21), at - 1)
    return clean(_NUMBERED.sub("", said.group())) if said else noun


_NUMBERED = lazy(r"^[一二三四五六七八九]是")


def of_clause_before(text: str, comma: int) -> str:
    """What a figure behind a comma is a figure of: 三者对应的成套资源，本库为2,760套."""
    said = _CLAUSE_BEFORE.search(text, max(0, comma - 20), comma)
    return clean(said.group()) if said else ""
