"""The words before a figure: what of them is its own, and the noun that they make."""

from __future__ import annotations

import re

from planui.model.lazy_pattern import lazy
from planui.rules.dates import dates_in
from planui.rules.figure_nouns import clean_all
from planui.rules.quantities import AT_LEAST, AT_MOST

_SKIPPED = lazy(
    r"分别|依次|逐年(?!(?:提高|增加|增|上升|扩大|下降|降)?[到至])|各(?=[^\S\n]*$)|每|年均|月均|日均|人均|户均|平均|单[份次个]|首[批次期]|第[一二三四五\d]+[批期届次]|第[一二三四五六七八九十]"
    r"|(?<!级)以[上下内]|其余(?![^\S\n]*$)|另(?![对聘]|有[\u4e00-\u9fff]{3,8}[^\S\n]*$)|其他|部分|同比|相当于|^折合|约合|减少|差|缺|比(?!例)|较(?!(?:19|20)\d\d年[^，。；\n]{0,8}的[^\S\n]*$)"
    r"|高出|多出|余下(?!的?[^\S\n]*$)|尚有|剩余|上限|下限|最[大小高低多少]|原计划|原有",
    re.M,
)
OWN_WORDS = 6
"""Characters before a figure that are its own where nothing parts it from the figure before it."""
_MOST_KEPT = 10_000
_kept: dict[tuple[str, bool], WordsRead] = {}

WordsRead = tuple[str, str, bool]
"""The words that are the figure's own, the noun that they make, and whether only slips are looked for."""


def words_read(segments: list[tuple[str, bool]]) -> list[WordsRead]:
    """What there is to read in the words before each of some figures, and whether another figure stands before these.

    No segment holds a line end. Most stand before figures of other texts, too, and are read once.
    """
    known = _kept
    new = [one for one in dict.fromkeys(segments) if one not in known]
    if new:
        if len(known) > _MOST_KEPT:
            known.clear()
            new = list(dict.fromkeys(segments))
        known.update(zip(new, _read(new), strict=True))
    return [known[one] for one in segments]


def _read(new: list[tuple[str, bool]]) -> list[WordsRead]:
    """All at once, which takes a fraction of the time."""
    segments = [segment for segment, _ in new]
    joined = "\n".join(segments)
    skipped = _lines_with(_SKIPPED, joined)
    if "年" in joined:
        segments = [_without_dates(segment) if "年" in segment else segment for segment in segments]
    if "不" in joined or "超过" in joined or "至少" in joined:
        segments = _BOUND.sub("", "\n".join(segments)).split("\n")
    if "使" in joined:
        segments = [_what_is_made(segment) if "使" in segment else segment for segment in segments]
    segments = [
        _without_last(segment) if is_chained and len(segment) > OWN_WORDS else segment
        for segment, (_, is_chained) in zip(segments, new, strict=True)
    ]
    return [
        (segment, noun, index in skipped)
        for index, (segment, noun) in enumerate(zip(segments, clean_all(segments), strict=True))
    ]


_BOUND = lazy(r"(?:均|应|都)?(?:不(?:低|少|小|超|高|大|多)[于过]|超过|至少)[^\S\n]*$", re.M)
"""Before a figure that is a bound."""


def bound(segment: str, text: str, end: int) -> str:
    """Which bound a figure is by the words before and behind it, as `quantities` has it; empty where it is none."""
    found = _BOUND.search(segment)
    if found is not None:
        return AT_MOST if found.group().strip().endswith(_MOST) else AT_LEAST
    if text.startswith(_BEYOND, end):
        return AT_LEAST
    return AT_MOST if text.startswith(_WITHIN, end) else ""


_MOST = ("不超过", "不高于", "不大于", "不多于")
_BEYOND = ("以上", "及以上")
_WITHIN = ("以下", "以内", "之内")


def _lines_with(pattern: re.Pattern[str], text: str) -> set[int]:
    """The numbers, from 0, of the lines in which a pattern is found."""
    lines: set[int] = set()
    line = at = 0
    for found in pattern.finditer(text):
        line += text.count("\n", at, found.start())
        at = found.start()
        lines.add(line)
    return lines


def _without_dates(segment: str) -> str:
    for span in reversed(dates_in(segment)):
        segment = segment[: span.start] + segment[span.end :]
    return segment


def _what_is_made(segment: str) -> str:
    """What something makes so large, without what does: 多模式互补使馆藏增至…."""
    at = segment.rfind("使")
    return segment if segment.startswith(("使用", "使者"), at) else segment[at + 1 :]


_CHAIN_VERB = lazy(
    r"提供|完成|支撑|举办|开展|获得|接待|发放|共享|培训|签订|发表|形成|收集|新增|服务(?=[\u4e00-\u9fff]{2})|制定|建成|汇交|承担|推广|销售"
)


def _without_last(segment: str) -> str:
    """The words between two figures without what the first of them counts: 向11家企业提供菌株136株."""
    verb = _CHAIN_VERB.search(segment, 2)
    return segment[verb.start() :] if verb else segment
