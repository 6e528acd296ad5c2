"""Shares in running text: 分别占…、…和…, or 甲占…，乙占…，丙占…, that do not make 100%."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.rules.quantities import Quantity, is_about

if TYPE_CHECKING:
    from collections.abc import Iterator

_EACH = lazy(r"分别约?[占为]|依次约?[占为]|各约?[占为]|占比(?:分别|依次)?为?|比例(?:分别|依次)为?")
_CUES = ("：", "的", "占", "%）", "%)", "％）", "比例", "各", "分别", "依次")
_TAKES = lazy(r"占(?:比|到)?(?:为)?\s?$")
_GIVEN = lazy(r"(?:奖励|用于|用作|归|分配|返还|拨|提取|提作|作为|划[入归给]|留[作存归]|投入|给予|支付|反哺|上缴)")
_JOINED = lazy(r"\s?[、，,和及与]\s?")
_LISTED = lazy(r"(?:权重|构成|组成|划分|分布|结构)[为是]?[：:]")
_NAMED = lazy(r"[、，,和及]?[\u4e00-\u9fff]{2,12}")
"""Behind a colon, each share with what has it: 考核权重为：资源建设35%，共享服务40%，用户评价25%."""
_MEASURED = lazy(r"(?:指数|率|增速|增幅|降幅)[^，。；]{0,6}$")
_TAKES_OF = lazy(r"占[^，。；、\d%]{1,14}的\s?$")
_EACH_TAKES = lazy(
    r"([^，。；、：\d]{2,20}(?:、[^，。；、：\d]{2,20})*[和与及][^，。；、：\d]{2,20})各(?:自)?约?占\s?$"
)
_EACH_HAS = lazy(
    r"([^，。；、：\d和与及]{2,12}(?:[、和与及][^，。；、：\d和与及]{2,12})+)各\s?\d[\d,.]*\s?万?[^，。；、：\d（]{1,2}，各(?:自)?约?占\s?$"
)
"""The same behind a figure that each has: 中山、肇庆各932件，各占5.0%."""
_NAMES = lazy(r"[、和与及]")
_SCALE = lazy(r"(?:非常|很|十分|比较|基本|较为?)“?满意")
_ITS_END = lazy(r"不(?:太|够)?满意|一般")
_LEFT = ("其余", "其他", "等", "另有", "剩余")
_SHARE_STOP = lazy(
    r"其余|其他(?:为|是)|等(?![级次])|(?<!及)以[上下]|约|左右|近|超过|逾|提高|增[长加至到]|降|升|率|同比|达到"
    r"|不低于|不少于|不超过|由.{1,8}[至到]|中[，,]?占|只占|(?<![不本“])满意(?!”)|回收(?!问卷)"
)


def wrong_shares(text: str, start: int, end: int, inside: list[Quantity]) -> Iterator[tuple[Quantity, ...]]:
    """Shares of one sentence that are meant to make 100% and do not."""
    shares = [one for one in inside if one.unit == "%"]
    words = text[start:end]
    if len(shares) < 2 or not any(cue in words for cue in _CUES):
        return
    for found in _EACH.finditer(text, start, end):
        run = _run(text, [one for one in shares if one.start >= found.end() - 1], found.end())
        exact = len(run) >= 2 and not any(is_about(text, one) for one in run)
        if exact:
            two = len(run) == 2
            if two and (run[0].start - found.end() > 1 or _MEASURED.search(text, start, found.start())):
                return  # 分别占全国的51%和45%, 指数分别为47.9%、47.6%: of different wholes, or of none
            if _wrong(text, run, found.end(), end, narrow=two):
                yield tuple(run)
            return
    if (listed := _LISTED.search(text, start, end)) is not None:
        each = [one for one in shares if one.start > listed.end()]
        edges = [listed.end(), *(one.end for one in each)]
        names = [text[last : one.start] for last, one in zip(edges, each, strict=False)]
        plain = len(each) > 2 and len(each) == sum(1 for one in inside if one.start > listed.end())
        if plain and all(map(_NAMED.fullmatch, names)) and not _stops(text, listed.end(), end):
            if not any(is_about(text, one) for one in each) and _wrong(text, each, listed.end(), end, narrow=False):
                yield tuple(each)
            return
    # “甲占20%，乙占30%，丙占50%”: every share with 占 before it.
    each = [one for one in shares if _TAKES.search(text[max(start, one.start - 4) : one.start])]
    if each and len(each) == len(shares) - 1 and shares[0] not in each and "其中" not in words:
        # 甲占权重的40%，乙占35%，丙占25%
        each = shares if _TAKES_OF.search(text, max(start, shares[0].start - 18), shares[0].start) else each
    if not each and text[shares[0].start - 1] == "的" and all(_GIVEN.match(text, one.end) for one in shares):
        each = shares  # 净收益的50%奖励给主要完成人，20%奖励给提供资源的岗位，30%用于本库发展
    if not each:  # “甲20家（20%），乙30家（30%），丙50家（50%）”
        each = [one for one in shares if text[one.start - 1] in "（(" and text[one.end : one.end + 1] in ("）", ")")]
    each = _times(text, start, each)
    if len(each) < 3 or len({*each}) < len(shares) or _stops(text, max(start, each[0].start - 12), end):
        return
    if not any(is_about(text, one) for one in each) and _wrong(text, each, each[0].start, end, narrow=False):
        yield tuple(each)


def _times(text: str, start: int, shares: list[Quantity]) -> list[Quantity]:
    """The shares, that of 甲与乙各占10% as often as it is said of something."""
    times = []
    for one in shares:
        low, takes = max(start, one.start - 70), text[one.start - 1] == "占"
        found = _EACH_TAKES.search(text, low, one.start) or _EACH_HAS.search(text, low, one.start) if takes else None
        times += [one] * (len(_NAMES.split(found[1])) if found else 1)
    return times


def _stops(text: str, start: int, end: int) -> bool:
    """Whether words say that the shares are not all, or of different wholes; those of one scale of content are."""
    if _SCALE.search(text, start, end) and _ITS_END.search(text, start, end):
        return _SHARE_STOP.search(text[start:end].replace("满意", "")) is not None
    return _SHARE_STOP.search(text, start, end) is not None


def _run(text: str, shares: list[Quantity], start: int) -> list[Quantity]:
    run: list[Quantity] = []
    last = start
    for one in shares:
        between = text[last : one.start]
        if (run and not _JOINED.fullmatch(between)) or (not run and len(between) > 3):
            break
        run.append(one)
        last = one.end
    return run


def _wrong(text: str, run: list[Quantity], start: int, end: int, *, narrow: bool) -> bool:
    total = sum(one.value for one in run)
    tail = text[run[-1].end : min(end, run[-1].end + 24)]
    if any(word in tail for word in _LEFT) or "其余" in text[start : run[-1].end]:
        return False
    allowed = 0.5 if "四舍五入" in text[start:end] else 0.2
    distance = abs(total - 100)
    return allowed + 1e-6 < distance <= (6 if narrow else 15)
