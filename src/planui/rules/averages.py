"""What a sentence says is added each year, and what several years do not make of it: 年均50份，五年共300份."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.rules.quantities import Quantity, is_about

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_EACH_YEAR = lazy(r"(?:每年|年均)[^，。；、\d]{0,10}$")
_IN_ALL = lazy(r"([两三五])年(?:内|间|来)?(?:合计|共计?|累计|总计|一共)[^，。；、\d]{0,10}$")
_YEARS = {"两": 2, "三": 3, "五": 5}
_REACH = 20
_ROUGHLY = 0.05
"""How far off a yearly average may be from what the years make."""


def wrong_averages(
    text: str, start: int, inside: Sequence[Quantity]
) -> Iterator[tuple[Quantity, list[Quantity], float]]:
    """What several years are said to make, what is said of each, and what that makes."""
    for each, every in pairwise(inside):
        if each.unit != every.unit or each.unit == "%" or is_about(text, each) or is_about(text, every):
            continue
        of_year = _EACH_YEAR.search(text, max(start, each.start - _REACH), each.start)
        in_all = _IN_ALL.search(text, max(each.end, every.start - _REACH), every.start)
        if of_year is None or in_all is None:
            continue
        total = each.value * _YEARS[in_all[1]]
        if abs(total - every.value) > max(_ROUGHLY * total, every.step / 2):
            yield every, [each], total
