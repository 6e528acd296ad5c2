"""What a sentence compares, and is not as much more or less as it says: 286家，比上一期的214家增加82家."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.rules.part_lists import agree
from planui.rules.quantities import Quantity, is_about

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_THAN = lazy(r"[，,]?(?:同)?[比较](?!例)[^。；，]{0,16}$")
_THAN_FROM = lazy(r"[^，。；、\d]{0,6}[，,]?\s?同?[比较](?!例)")
_MORE = lazy(r"\s?[，,]?(?:净?增[加长]?|提高|上升|多|扩大|增至?)了?\s?$")
_LESS = lazy(r"\s?[，,]?(?:减少|下降|降低|少|缩短|缩小)了?\s?$")
_POINTS = "个百分点"


def wrong_differences(text: str, inside: Sequence[Quantity]) -> Iterator[tuple[Quantity, list[Quantity], float]]:
    """Comparisons with an earlier figure whose difference is said, too: the figure, what it is compared with and by how
    much it differs, and what it should be."""
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
            yield now, [before, by], total
