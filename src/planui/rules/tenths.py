"""Shares in tenths, 七成、两成和一成, that are meant to be all and do not make ten."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.rules.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

_TENTHS = lazy(r"([一二两三四五六七八九])成(半|[一二三四五六七八九](?!成))?(?![年本功为果员立新品绩就长熟分套])")
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2, "半": 5}
_TAKES = lazy(r"占(?:比|到)?(?:为)?(?:大?约|近)?\s?$")
_BEGINS = lazy(r"(?:占|为|各|是|分别)(?:比|到)?(?:大?约)?\s?$")
_JOINED = lazy(r"\s?[、，和与及]\s?(?:大?约)?")
_NOT_ALL = lazy(
    r"其余|其他(?:为|是)|余[下者]|剩|等(?![级次])|以[上下]|不[到足]|多(?!边)|超|逾|提高|增|降|升|减|节|同比|其中|至|到"
)
_LONGEST = 400
"""Characters of a sentence that are looked at."""
_LEAST, _MOST = 0.95, 2.05
"""Between which tenths a difference is neither that of rounding nor of parts left out."""


def wrong_tenths(text: str) -> Iterator[tuple[Quantity, ...]]:
    """The tenths of a sentence that are meant to be all of it."""
    found = [
        Quantity(one.start(), one.end(), _DIGITS[one[1]] * 10 + _DIGITS.get(one[2] or "", 0), 5, "%")
        for one in _TENTHS.finditer(text)
    ]
    index = 0
    while index + 2 < len(found):
        first = found[index].start
        end = min(
            (at for stop in "。\n" if (at := text.find(stop, first, first + _LONGEST)) >= 0), default=first + _LONGEST
        )
        behind = index
        while behind < len(found) and found[behind].start < end:
            behind += 1
        run = found[index:behind]
        index = behind
        start = max(text.rfind(stop, max(0, first - _LONGEST), first) for stop in "。；\n，") + 1
        start = max(start, first - _LONGEST, 0)
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
