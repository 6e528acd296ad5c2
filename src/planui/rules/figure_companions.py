"""Sentences that say the same over again: those of two figures that stand beside one long figure that both repeat."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from planui.rules.figure_cores import core
from planui.rules.near_figures import said_digits
from planui.rules.quantities import find_quantities
from planui.rules.time_cues import NOW, PAST, RECENT

if TYPE_CHECKING:
    from planui.model.passage import Passage
    from planui.rules.figure_pairs import Said

_TOGETHER = ("合计", "共计", "总计", "共", "合计为")
_REACH = 60
"""Characters to either side of a figure within which another stands beside it."""
_LEAST = 1000
_DIGITS = 3
_NOUN = 3
_DONE = (NOW, RECENT, PAST)
_START = attrgetter("start")


def are_in_one_sentence(where: Passage, one: Any, other: Any) -> bool:
    """Whether two figures of a passage's words stand in one sentence."""
    if getattr(one, "raw", False) or getattr(other, "raw", False):
        return False
    between = where.text[min(one.end, other.end) : max(one.start, other.start)]
    return "。" not in between and "\n" not in between


def says_too(one: Said, other: Said) -> bool:
    """Whether the sentence of a figure goes on to the other one's value as a total: 甲220份；乙180份，二者合计400份."""
    where = one.where
    if isinstance(where, str) or one.one.raw:  # type: ignore[union-attr]
        return False
    at, text = one.one.start, where.text  # type: ignore[union-attr]
    end = min(stop for stop in (text.find("。", at), text.find("\n", at), len(text)) if stop >= 0)
    quantities = find_quantities(where)
    for index in range(bisect_left(quantities, at + 1, key=_START), len(quantities)):
        quantity = quantities[index]
        if quantity.start > end:
            break
        if quantity.unit == other.one.unit and quantity.value == other.number.value:
            return text.endswith(_TOGETHER, at, quantity.start)
    return False


def are_in_one_row(where: Passage, one: Any, other: Any) -> bool:
    """Whether two figures of a passage's tables stand in one row."""
    return "\n" not in where.raw[min(one.end, other.end) : max(one.start, other.start)]


def are_said_beside_the_same(one: Said, other: Said) -> bool:
    """Whether two figures of one noun each have the same long figure beside them: then both speak of one thing,
    whatever time their sections go by (科技计划项目31项，合同经费2,486万元)."""
    if isinstance(one.where, str) or isinstance(other.where, str):
        return False
    if any(said.one.change or not said.scope.startswith(_DONE) for said in (one, other)):  # type: ignore[union-attr]
        return False
    noun = core(one.noun)
    if (
        len(noun) < _NOUN
        or noun != core(other.noun)
        or getattr(one.one, "raw", False)
        or getattr(other.one, "raw", False)
    ):
        return False
    return bool(_beside(one.where, one) & _beside(other.where, other))


def _beside(where: Passage, one: Said) -> set[tuple[str, float]]:
    """The long figures of a figure's sentence that stand near it."""
    at, text = one.one.start, where.text  # type: ignore[union-attr]
    quantities = find_quantities(where)
    low = max(0, at - _REACH)
    low = max(low, text.rfind("。", low, at), text.rfind("\n", low, at))
    found = set()
    for index in range(bisect_left(quantities, low, key=_START), len(quantities)):
        quantity = quantities[index]
        if quantity.start > at + _REACH or any(stop in text[at : quantity.start] for stop in "。\n"):
            break
        if quantity.start != at and quantity.value >= _LEAST and said_digits(quantity.value) >= _DIGITS:
            found.add((quantity.unit, quantity.value))
    return found
