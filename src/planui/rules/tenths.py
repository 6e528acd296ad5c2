"""Shares in tenths, 七成、两成和一成, that are meant to be all and do not make ten."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.rules.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

_TENTHS = lazy(r"([一二两三四五六七八九])成(半)?(?![年本功为果员立新品绩就长熟分套])")
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_TAKES = lazy(r"占(?:比|到)?(?:为)?(?:大?约|近)?\s?$")
_BEGINS = lazy(r"(?:占|为|各|是|分别)(?:比|到)?(?:大?约)?\s?$")
_JOINED = lazy(r"\s?[、，和与及]\s?(?:大?约)?")
_NOT_ALL = lazy(
    r"其余|其他(?:为|是)|余[下者]|剩|等(?![级次])|以[上下]|不[到足]|多(?!边)|超|逾|提高|增|降|升|减|节|同比|其中|至|到"
)
_LEAST, _MOST = 0.95, 2.05
"""Between which tenths a difference is neither that of rounding nor of parts left out."""


def wrong_tenths(text: str) -> Iterator[tuple[Quantity, ...]]:
    """The tenths of a sentence that are meant to be all of it."""
    found = [
        Quantity(one.start(), one.end(), _DIGITS[one[1]] * 10 + (5 if one[2] else 0), 5, "%")
        for one in _TENTHS.finditer(text)
    ]
    index = 0
    while index + 2 < len(found):
        end = len(text)
        for stop in "。\n":
            at = text.find(stop, found[index].end)
            end = at if 0 <= at < end else end
        run = [one for one in found[index:] if one.start < end]
        index += len(run)
        start = max(text.rfind(stop, 0, run[0].start) for stop in "。；\n，") + 1
        if len(run) < 3 or _NOT_ALL.search(text, start, min(end, run[-1].end + 20)):
            continue
        total = sum(one.value for one in run) / 10
        if _LEAST <= abs(total - 10) <= _MOST and (_all_take(text, run) or _listed(text, run)):
            yield tuple(run)


def _all_take(text: str, run: list[Quantity]) -> bool:
    return all(_TAKES.search(text, max(0, one.start - 6), one.start) for one in run)


def _listed(text: str, run: list[Quantity]) -> bool:
    joined = all(_JOINED.fullmatch(text, one.end, other.start) for one, other in pairwise(run))
    return joined and _BEGINS.search(text, max(0, run[0].start - 6), run[0].start) is not None
