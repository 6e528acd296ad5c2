"""What a sentence says of wholes and their parts by itself: which parts that are meant to be all do not make theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.rules.averages import wrong_averages
from planui.rules.changes import wrong_changes
from planui.rules.complete import LOOSE, SEALED, SURE, is_appended, meant_as_all
from planui.rules.differences import wrong_differences
from planui.rules.part_lists import (
    agree,
    begin_with_all,
    depth,
    divide_in_turn,
    is_blocked,
    list_of_parts,
    paired_lists,
    with_single_signs,
)
from planui.rules.quantities import Quantity, is_about
from planui.rules.shares import wrong_shares
from planui.rules.totals import totals

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator


class Mismatch(NamedTuple):
    """Parts that do not make their whole. `whole` is None for shares, whose whole is 100%; `at` is what to point at,
    where it is not the whole. Figures of a `change` may all stand elsewhere, each with a meaning of its own;
    `reckoned`: what should be is not their sum."""

    whole: Quantity | None
    parts: tuple[Quantity, ...]
    total: float
    at: Quantity | None = None
    change: bool = False
    reckoned: bool = False

    def moved(self, distance: int) -> Mismatch:
        """The same so many characters further on."""
        whole, parts, total, at, change, reckoned = self
        return Mismatch(
            _moved(whole, distance) if whole is not None else None,
            tuple(_moved(one, distance) for one in parts),
            total,
            _moved(at, distance) if at is not None else None,
            change,
            reckoned,
        )


def _moved(one: Quantity, distance: int) -> Quantity:
    return one._replace(start=one.start + distance, end=one.end + distance)


class Judged(NamedTuple):
    """What of a sentence does not come out: sums; else, where it has three figures of one unit (else None), changes;
    shares."""

    sums: list[Mismatch]
    changes: list[Mismatch] | None
    shares: list[Mismatch]

    def moved(self, distance: int) -> Judged:
        """The same so many characters further on."""
        sums, changes, shares = ([one.moved(distance) for one in some or ()] for some in self)
        return Judged(sums, changes if self.changes is not None else None, shares)


_NOUN = 8
"""Characters that the noun of a whole may have behind its unit: 412个数据集中，……"""
_ONE_OF_A_LIST = lazy(r"(?:[内外]|[：:][\u4e00-\u9fff]{1,4})\s?$")
"""Before a figure: it is the first of a list, and no whole (用户分布：市内68家，省内39家，省外33家)."""
_BARE_LIST = lazy(r"\s?(?:\d[\d,.]*\s?、\s?)+$")
_COMMA = lazy(r"[，,、；;：:（(]")
_PROJECTS = lazy(r"[\u4e00-\u9fff]{0,6}项目")
# What brings in a list of parts; the first group says that they are meant to be all, the second that the whole stands
# right before it. Every alternative begins with a sign of its own, which lets the search skip whatever begins none.
_INTRODUCED = lazy(
    r"(分(?:为|成|解[为到成])|分配[给到为]|分别为|分别是|由(?=[^。；]{2,90}(?:组成|构成))|依次为|即(?<=[，,（(]即)(?!将|可|使|便|日)"
    r"|分布[为在]|[构组]成[为是]"
    r"|[分按]年度?(?:为|安排为?|是)|逐年(?:安排|新增|完成|目标|计划)?(?:为|是)?|各年(?:度|分别)?(?:安排|新增|完成|目标)?(?:为|是)"
    r"|分[，,](?<=按[\u4e00-\u9fff]{2}分.)|分[，,](?<=按[\u4e00-\u9fff]{3}分.)|分[，,](?<=按[\u4e00-\u9fff]{4}分.))"
    r"|(中(?=已[\u4e00-\u9fff]{2,4}\s?\d[\d,.]*\s?[^，。；、\d]{1,2}[，、；][\u4e00-\u9fff]{1,6}\s?\d)|[：:]|[（(](?=[^（()）\d：:]{1,14}\d[^()）（]{1,14}[、，；])|当?中[，,]|里面?[，,]"
    r"|中(?![小国山大外西])(?=有?[^，。；、\d的]{1,10}\s?\d[\d,.]*\s?[^，。；、\d]{1,6}、))"
    r"|其中|包括|包含|含|涵盖|对应|——"
)
_BEFORE, _BEHIND = 8, 60
"""How far words beside a sentence may bear on it: what calls a figure rough, or goes on with a list."""
_MOST_KEPT = 4_000
_kept: dict[tuple[str, int], tuple[int, Judged]] = {}


def judge(text: str, start: int, end: int, inside: list[Quantity]) -> Judged:
    """What of the sentence with these quantities does not come out. Most sentences stay as they are when a plan is
    edited, or made from another; those judged last are kept."""
    low = max(0, start - _BEFORE)
    key = text[low : end + _BEHIND], start - low
    known = _kept.get(key)
    if known is None:
        if len(_kept) > _MOST_KEPT:
            _kept.clear()
        known = _kept[key] = start, _judged(text, start, end, inside)
    base, judged = known
    return judged if base == start or not any(judged) else judged.moved(start - base)


def _judged(text: str, start: int, end: int, inside: list[Quantity]) -> Judged:
    units = [one.unit for one in inside]
    found: list[Mismatch] = []
    changes: list[Mismatch] | None = None
    words = text[start:end]
    shares: list[Mismatch] = []
    if any(units.count(unit) > 2 for unit in set(units) if unit != "%"):
        found = list(_sums(text, start, end, inside))
        changes = []
        if not found:
            for whole, parts, total, at in wrong_changes(text, start, end, inside):
                changes.append(Mismatch(whole, tuple(parts), total, at, change=True))
    reckoned: list[tuple[Quantity, list[Quantity], float]] = []
    if "比" in words or "较" in words:
        reckoned += wrong_differences(text, inside)
    if "每年" in words or "年均" in words:
        reckoned += wrong_averages(text, start, inside)
    if reckoned and not found:
        changes = [
            *(changes or ()),
            *(Mismatch(one, tuple(by), total, change=True, reckoned=True) for one, by, total in reckoned),
        ]
    if units.count("%") > 1:
        for run in wrong_shares(text, start, end, inside):
            shares.append(Mismatch(None, run, sum(one.value for one in run)))
    return Judged(found, changes, shares)


def _sums(text: str, start: int, end: int, inside: list[Quantity]) -> Iterator[Mismatch]:
    told: set[int] = set()
    seen: set[int] = set()
    for found in _INTRODUCED.finditer(text, start, end):
        first = next((index for index, one in enumerate(inside) if one.start >= found.end() - 1), 0)
        if not first:
            continue
        if _BARE_LIST.match(text, found.end(), inside[first].start):
            continue  # 各年为2、3、3、3、4件: only the last has its unit
        lists = [list_of_parts(text, inside[first:], found.end())]
        if len(lists[0]) == 1:
            lists = paired_lists(text, inside[first:]) or lists
        before = [one for one in inside[: first + 1] if one.end <= found.start() + 1]
        for found_parts in lists:
            parts = with_single_signs(text, found_parts, found.end()) if found_parts else []
            whole = _whole_of(text, found, before, parts)
            if whole is None or whole.start in told:
                continue
            seen.add(parts[0].start)
            if _is_wrong(text, found, end, whole, parts, inside[first:]) and not _are_of_earlier(text, before, parts):
                told.add(whole.start)
                yield Mismatch(whole, tuple(parts), sum(one.value for one in parts))
    yield from _appended(text, inside, end, told, seen)
    for whole, parts, total in totals(text, start, inside, told):
        yield Mismatch(whole, tuple(parts), total)


def _whole_of(text: str, found: re.Match[str], before: list[Quantity], parts: list[Quantity]) -> Quantity | None:
    """What the parts that a word brings in are parts of, if that is said before the word."""
    if len(parts) < 2 or parts[0].unit == "%":
        return None
    unit = parts[0].unit
    wholes = [
        one
        for one in before
        if one.unit == unit and depth(text[one.end : found.start()]) >= 0 and not text.endswith(_YEARLY, 0, one.start)
    ]
    whole = _named_whole(text, wholes, parts[0].start) or (wholes[-1] if wholes else None)
    if whole is not None and _BARE_LIST_BEFORE.search(text, max(0, whole.start - _PART), whole.start):
        return None  # 五年依次制定1、2、2、2、3项，其中……: the whole is what these make together
    if whole is None and unit == "项":  # 214个代表性项目，其中红档31项
        whole = next((one for one in reversed(before) if one.unit == "个" and _PROJECTS.match(text, one.end)), None)
    if whole is None or (found[2] and found[2] not in "：:" and not _at_once(text, whole, found)):
        return None
    return whole


def _named_whole(text: str, wholes: list[Quantity], at: int) -> Quantity | None:
    """The whole that is named again before its parts: 高级13人、初级7人，其中高级职称包含正高4人."""
    said = _WHOLE_AGAIN.search(text, max(0, at - _PART), at) if len(wholes) > 1 else None
    if said is None:
        return None
    named = [one for one in wholes if text[max(0, one.start - 2) : one.start] == said[1]]
    return named[0] if len(named) == 1 else None


_YEARLY = ("每年", "年均", "每年度")
"""Before a figure that is none of the whole: 五年制定10项，每年2项，其中……."""
_WHOLE_AGAIN = lazy(
    r"(?:其中|[，；](?!其中))([\u4e00-\u9fff]{2})[\u4e00-\u9fff]{0,4}(?:包含|包括|含|分为)[\u4e00-\u9fff]{0,8}$"
)
_BARE_LIST_BEFORE = lazy(r"\d\s?、\s?$")


def _at_once(text: str, whole: Quantity, found: re.Match[str]) -> bool:
    behind = text[whole.end : found.start()]
    return len(behind) <= _NOUN and _COMMA.search(behind) is None


def _is_wrong(
    text: str, found: re.Match[str], end: int, whole: Quantity, parts: list[Quantity], behind: list[Quantity]
) -> bool:
    """Whether parts that are meant to be all do not make their whole."""
    total = sum(one.value for one in parts)
    if agree(whole, parts, total) or is_about(text, whole) or _far(text, whole, found.start()):
        return False
    if is_blocked(text, parts, found.start(), end) or divide_in_turn(text, whole, parts):
        return False
    if begin_with_all(text, whole, parts):
        return False
    longer = list_of_parts(text, behind, found.end(), beyond=True)
    if len(longer) > len(parts) and agree(whole, longer, sum(one.value for one in longer)):
        return False
    if _goes_on(text, whole, parts, behind):
        return False
    how = SURE if found[1] else SEALED if found[2] and found[2] in "：:（(" and _at_once(text, whole, found) else LOOSE
    return meant_as_all(text, whole, parts, found.end(), how)


def _are_of_earlier(text: str, before: list[Quantity], parts: list[Quantity]) -> bool:
    """Whether the parts make a figure farther off, before a list of another division: 标准7项，逐年3项、4项，其中……."""
    total = sum(one.value for one in parts)
    same = [one for one in before if one.unit == parts[0].unit]
    listed = len(same) > _LISTED and text[same[-2].end : same[-1].start].strip() in ("、", "和", "及")
    return listed and any(agree(one, parts, total) for one in same)


def _goes_on(text: str, whole: Quantity, parts: list[Quantity], behind: list[Quantity]) -> bool:
    """Whether what follows the parts makes up for what they lack: several named together (甲、乙合计7个), or parts in
    another unit (1套)."""
    total = sum(one.value for one in parts)
    last = parts[-1]
    for one in behind[behind.index(last) + 1 :]:
        between = text[last.end : one.start]
        if one.unit == "%" or not between.startswith(_GOES_ON) or len(between) > _PART or "。" in between:
            break
        total += one.value
        last = one
        if agree(whole, [*parts, one], total):
            return True
    return False


_LISTED = 2
_GOES_ON = ("、", "，", ",", "和", "及", "与", "以及")
_PART = 24
"""Characters before a part that goes on with a list."""


def _appended(text: str, inside: list[Quantity], end: int, told: set[int], seen: set[int]) -> Iterator[Mismatch]:
    """“扩建74亩，第一期40亩，第二期34亩”: parts that nothing brings in. Only where they differ by a plain slip, or by
    little from their whole while their names say that they are all."""
    for index, whole in enumerate(inside[:-2]):
        if text[whole.end : whole.end + 1] != "，" or whole.unit == "%" or whole.start in told:
            continue
        if _ONE_OF_A_LIST.search(text, max(0, whole.start - _NOUN), whole.start):
            continue
        parts = list_of_parts(text, inside[index + 1 :], whole.end + 1)
        if len(parts) < 2 or parts[0].unit != whole.unit or parts[0].start in seen or is_about(text, whole):
            continue
        total = sum(one.value for one in parts)
        if agree(whole, parts, total) or is_blocked(text, parts, whole.end, end) or divide_in_turn(text, whole, parts):
            continue
        if begin_with_all(text, whole, parts) or _are_shared_out(text, parts[-1].end, len(parts) + 1):
            continue
        if is_appended(text, whole, parts):
            told.add(whole.start)
            yield Mismatch(whole, tuple(parts), total)


def _are_shared_out(text: str, at: int, count: int) -> bool:
    """Whether so many shares follow: what stands before them are so many parts of one thing, none their whole
    (广州201家，省外68家，境外4家，分别占…%、…%和…%)."""
    shares = _SHARES.match(text, at)
    return shares is not None and len(_SHARE.findall(shares.group())) == count


_SHARES = lazy(r"[，,；](?:分别|依次|各)占[^。；，\n]{0,120}")
_SHARE = lazy(r"\d\s?[%％]")


def _far(text: str, whole: Quantity, at: int) -> bool:
    """Whether the whole is too far off to be what the parts belong to."""
    between = text[whole.end : at]
    return between.count("，") + between.count(",") > 3 or "；" in between or ";" in between or len(between) > 70
