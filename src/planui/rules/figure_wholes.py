"""What a figure is told as a part of: parts of different wholes contradict each other as little as these do."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.rules.near_figures import is_near
from planui.rules.quantities import find_quantities

if TYPE_CHECKING:
    from planui.model.passage import Passage
    from planui.rules.mention import Mention

Whole = tuple[str, float]
"""The unit and the value of the figure that a part stands behind."""

_REACH = 60
"""Characters before a figure within which its whole is said."""
_PART_OF = lazy(
    r"[^。；\n]{0,12}[，,（(]\s?其中[^。；\n\d]{0,20}$|[^，。；、\n\d]{0,10}[，,]已[^，。；、\n\d]{1,6}$"
    r"|[^，。；、\n\d（]{0,4}[，,（(]\s?约?占[^，。；、\n\d]{0,12}$"
)
"""What stands between a whole and a part of it: 论文72篇，其中被收录的29篇; 8个题目，已结题5项; 1,430份，占11.5%."""
_MIDDLING = 100
"""Below this any two figures are near each other."""
_SIGNS = ("其中", "占", "，已", ",已")
_START = attrgetter("start")


def whole_of(where: Passage, one: Mention) -> Whole | None:
    """What a figure of a passage's words is told as a part of; None where nothing says that it is one."""
    text, at = where.text, one.start
    before = text[max(0, at - _REACH) : at]
    if not any(sign in before for sign in _SIGNS):
        return None
    quantities = find_quantities(where)
    index = bisect_left(quantities, at, key=_START) - 1
    if index < 0 or quantities[index].end < at - _REACH or _PART_OF.fullmatch(text, quantities[index].end, at) is None:
        return None
    return quantities[index].unit, quantities[index].value


def are_of_other_wholes(one: Whole | None, other: Whole | None) -> bool:
    """Whether two figures are told as parts of wholes that differ by more than a slip of the finger."""
    if one is None or other is None or one[0] != other[0] or one[1] == other[1]:
        return False
    return min(one[1], other[1]) < _MIDDLING or not is_near(one[1], other[1])
