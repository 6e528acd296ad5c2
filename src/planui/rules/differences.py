"""What a sentence compares or averages and does not come out: 286家，比上一期的214家增加82家; 年均50份，五年共300份."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.rules.part_lists import agree
from planui.rules.quantities import Quantity, is_about

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Wrong = tuple[Quantity, list[Quantity], float, Quantity]
    """The figure that should be made, what should make it, what that makes, and where to point."""

_THAN = lazy(r"[，,]?(?:同)?[比较](?!例)[^。；，]{0,16}$")
_THAN_FROM = lazy(r"[^，。；、\d]{0,6}[，,]?\s?同?[比较](?!例)")
_MORE = lazy(r"\s?[，,]?(?:净?增[加长]?|提高|上升|多|扩大|增至?)了?\s?$")
_LESS = lazy(r"\s?[，,]?(?:减少|下降|降低|少|缩短|缩小)了?\s?$")
_POINTS = "个百分点"
_EACH_YEAR = lazy(r"(?:每年|年均)[^，。；、\d]{0,10}$")
_IN_ALL = lazy(r"([两三五])年(?:内|间|来)?(?:合计|共计?|累计|总计|一共)[^，。；、\d]{0,10}$")
_YEARS = {"两": 2, "三": 3, "五": 5}
_REACH = 20
_ROUGHLY = 0.05
"""How far off a yearly average may be from what the years make."""


def wrong_differences(text: str, start: int, inside: Sequence[Quantity]) -> Iterator[Wrong]:
    """Comparisons with an earlier figure whose difference is said, too."""
    for now, before, by in zip(inside, inside[1:], inside[2:], strict=False):
        if now.unit != before.unit or by.unit != (_POINTS if now.unit == "%" else now.unit):
            continue
        if not _THAN.search(text, now.end, before.start) or not _THAN_FROM.match(text, now.end, before.start):
            continue
        grows = _MORE.fullmatch(text, before.end, by.start) is not None
        if not grows and _LESS.fullmatch(text, before.end, by.start) is None:
            continue
        if any(is_about(text, one) for one in (now, before, by)):
            continue
        total = round(before.value + by.value if grows else before.value - by.value, 6)
        if not agree(now, [before, by], total):
            yield now, [before, by], total, by


def wrong_averages(text: str, start: int, inside: Sequence[Quantity]) -> Iterator[Wrong]:
    """What is added each year, and what several years make of it."""
    for each, every in pairwise(inside):
        if each.unit != every.unit or each.unit == "%" or is_about(text, each) or is_about(text, every):
            continue
        of_year = _EACH_YEAR.search(text, max(start, each.start - _REACH), each.start)
        in_all = _IN_ALL.search(text, max(each.end, every.start - _REACH), every.start)
        if of_year is None or in_all is None:
            continue
        total = each.value * _YEARS[in_all[1]]
        if abs(total - every.value) > max(_ROUGHLY * total, every.step / 2):
            yield every, [each], total, every
