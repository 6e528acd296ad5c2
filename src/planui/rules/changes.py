"""Changes that do not come out: 新增资源9,000份，保存总量由12,345份增至21,345份; wholes and parts that both grow."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.rules.part_lists import agree
from planui.rules.quantities import Quantity, is_about
from planui.rules.slips import LIKELY, slip_among

if TYPE_CHECKING:
    from collections.abc import Iterator

_TO = lazy(
    r"\s?(?:增至|增加[到至]|增长[到至]|提高[到至]|扩大[到至]|扩充[到至]|扩建?[到至]|发展到|上升[到至]|升至|增到)\s?$"
)
_FROM = lazy(r"[由从][^，。；]{0,16}$")
_ADDED = lazy(r"(?:新增|净增|扩建|新建|增建|增加(?![到至]))[^，。；\d]{0,10}$")
_IN_SUM = ("减少", "离职", "退休", "累计")
"""Words by which what is added need not be all that changes, unless it is said that it makes the change."""
_BASE = lazy(r"[^，。；\d]{0,10}的?基础上")
_REACHES = lazy(r"(?:达到?|增[至到加]到?|扩[大充][到至]|增长[到至]|提高[到至])\s?$")
_MAKES = lazy(r"[^，。；\d]{0,8}，?使得?[^。；\d]{0,24}[由从]?[^，。；]{0,16}$")
_LESS_OF_ALL = ("淘汰", "注销", "报废", "退出", "核减", "剔除", "左右", "另")
_ADDS_UP = lazy(
    r"([两二三四五六])[项者类部种处馆家地]?(?:相加|合计|加起来|合起来|之和|加总)(?:后|共计?|总计|合计|为|是|达)*\s?$"
)
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_NEAR = 80
"""Characters between the last of the figures that are added up and their sum."""


class Change(NamedTuple):
    """From how many to how many."""

    before: Quantity
    after: Quantity


def wrong_changes(
    text: str, start: int, end: int, inside: list[Quantity]
) -> Iterator[tuple[Quantity, list[Quantity], float, Quantity]]:
    """The changes of a sentence that do not come out: the whole, what should make it, and where to point."""
    words = text[start:end]
    if "基础上" in words and not any(word in words for word in _LESS_OF_ALL):
        yield from _wrong_growth(text, start, inside)
    if ("由" not in words and "从" not in words) or any(word in words for word in _LESS_OF_ALL):
        return
    in_sum = any(word in words for word in _IN_SUM)
    if in_sum and "使" not in words:
        return
    changes = [
        Change(before, after)
        for before, after in pairwise(inside)
        if before.unit == after.unit
        and after.value > before.value
        and _TO.fullmatch(text, before.end, after.start)
        and _FROM.search(text, max(start, before.start - 20), before.start)
        and not is_about(text, before)
        and not is_about(text, after)
    ]
    if not changes:
        return
    if not in_sum:
        yield from _parts_that_change(text, changes)
    known = {one.start for change in changes for one in change}
    for change in changes:
        grown = round(change.after.value - change.before.value, 6)
        others = [one for one in inside if one.unit == change.after.unit and one.start not in known]
        added = [one for one in others if not in_sum and _ADDED.search(text, max(start, one.start - 16), one.start)]
        if not added and "使" in words:  # 完成测序1,350株，使累计测序由1,150株增至2,500株
            added = [one for one in others if _MAKES.fullmatch(text, one.end, change.before.start)]
        added = [one for one in added if not any(_makes(other, one) for other in changes if other is not change)]
        if len(added) != 1 or is_about(text, added[0]) or any(abs(one.value - grown) < 1e-6 for one in others):
            continue
        parts = [change.before, added[0]]
        total = change.before.value + added[0].value
        if agree(change.after, parts, total):
            continue
        near = abs(added[0].value - grown) <= grown * 0.15
        if near or slip_among([one.value for one in parts], total, change.after.value) >= LIKELY:
            yield change.after, parts, total, added[0]


def _makes(change: Change, added: Quantity) -> bool:
    """Whether what was added makes a change: then it is no other one's."""
    before, after = change
    return before.unit == added.unit and agree(after, [before, added], before.value + added.value)


def _wrong_growth(
    text: str, start: int, inside: list[Quantity]
) -> Iterator[tuple[Quantity, list[Quantity], float, Quantity]]:
    """“在12,600株的基础上，新增10,400株，达到23,000株”, or with what is added said first."""
    bases = [one for one in inside if _BASE.match(text, one.end)]
    if len(bases) != 1 or is_about(text, bases[0]):
        return
    base = bases[0]
    same = [one for one in inside if one.unit == base.unit and one is not base]
    after = [
        one for one in same if one.start > base.end and _REACHES.search(text, max(start, one.start - 8), one.start)
    ]
    added = [one for one in same if _ADDED.search(text, max(start, one.start - 16), one.start)]
    if len(after) != 1 or len(added) != 1 or after[0] is added[0] or after[0].value <= base.value:
        return
    if is_about(text, after[0]) or is_about(text, added[0]):
        return
    parts = [base, added[0]]
    total = round(base.value + added[0].value, 6)
    if not agree(after[0], parts, total):
        near = abs(total - after[0].value) <= added[0].value * 0.15
        if near or slip_among([one.value for one in parts], total, after[0].value) >= LIKELY:
            yield after[0], parts, total, added[0]


def _parts_that_change(text: str, changes: list[Change]) -> Iterator[tuple[Quantity, list[Quantity], float, Quantity]]:
    """“由40人增至55人，其中专职由26人增至38人，兼职由14人增至17人”: right before and wrong behind, or the other way."""
    whole = changes[0]
    parts = [one for one in changes[1:] if one.after.unit == whole.after.unit]
    if len(parts) < 2 or "其中" not in text[whole.after.end : parts[0].before.start]:
        return
    before, after = [one.before for one in parts], [one.after for one in parts]
    sums = sum(one.value for one in before), sum(one.value for one in after)
    right = agree(whole.before, before, sums[0]), agree(whole.after, after, sums[1])
    if right == (True, False):
        yield whole.after, after, sums[1], whole.after
    elif right == (False, True):
        yield whole.before, before, sums[0], whole.before


def wrong_additions(
    text: str, quantities: list[Quantity]
) -> Iterator[tuple[Quantity, list[Quantity], float, Quantity]]:
    """“目录内97种；目录外289种。两项相加共386种”: as many figures before as are said to be added up."""
    for index, whole in enumerate(quantities[2:], 2):
        found = _ADDS_UP.search(text, max(0, whole.start - 12), whole.start)
        if found is None or whole.unit == "%" or is_about(text, whole):
            continue
        count = _COUNTS[found[1]]
        low = text.rfind("\n", 0, whole.start)
        same = [one for one in quantities[max(0, index - 12) : index] if one.unit == whole.unit and one.start > low]
        parts = same[-count:]
        if len(parts) < count or whole.start - parts[-1].end > _NEAR or any(is_about(text, one) for one in parts):
            continue
        total = round(sum(one.value for one in parts), 6)
        if agree(whole, parts, total) or any(abs(one.value - whole.value) < 1e-6 for one in same):
            continue
        near = abs(total - whole.value) <= whole.value * 0.15
        if near or slip_among([one.value for one in parts], total, whole.value) >= LIKELY:
            yield whole, parts, total, whole
