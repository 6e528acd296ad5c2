"""What is left of a whole: 共1,054条，满足997条；未满足的57条, where part and rest do not make the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.rules.part_lists import agree
from planui.rules.quantities import Quantity, is_about
from planui.rules.slips import PLAIN, slip_among

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEFT = lazy(
    r"(?:其余|余下|剩余|剩下|尚缺|尚余|还缺|未能?(?:满足|完成|覆盖|通过|数字化|入库|收集|答复)|没有(?:满足|完成|通过))的?[^，。；、：\d]{0,4}\s?$"
)
_LEFT_SIGNS = lazy("[余剩缺未没]")
"""One of them stands in every cue."""
_LIMITS = ("以上的", "以下的")
"""Behind a figure by which a part is named: 50万元以上的大型设备8台."""
_CUE = 14
"""Characters before a figure within which a cue begins."""
_OTHER_WHOLE = lazy(r"增至|增加到|新增|每|平均|年均|由|累计")
_REACH = 140
"""Characters between a whole and what is left of it."""
_NEAR = 0.05
"""Up to which part of the whole a difference is one of the same figures."""


def wrong_rests(text: str, quantities: list[Quantity]) -> Iterator[tuple[Quantity, list[Quantity], float]]:
    """Wholes with their parts, the last of which is called what is left, that do not come out."""
    signs = [found.start() for found in _LEFT_SIGNS.finditer(text)]
    signs.append(len(text))
    next_sign = 0
    for index, rest in enumerate(quantities[2:], 2):
        while signs[next_sign] < rest.start - _CUE:
            next_sign += 1
        if rest.unit == "%" or signs[next_sign] >= rest.start:
            continue
        cue = _LEFT.search(text, max(0, rest.start - _CUE), rest.start)
        if cue is None or is_about(text, rest):
            continue
        first = max(0, cue.start() - _REACH)
        low = max(first - 1, *(text.rfind(stop, first, cue.start()) for stop in "。\n"))
        before = [
            one
            for one in quantities[max(0, index - 7) : index]
            if one.unit == rest.unit and one.start > low and not text.startswith(_LIMITS, one.end)
        ]
        if len(before) < 2 or "\t" in text[before[0].start : rest.end]:
            continue
        wholes = [
            (before[at], [*before[at + 1 :], rest]) for at in range(len(before) - 1) if before[at].value > rest.value
        ]
        if not wholes or any(agree(one, parts, sum(part.value for part in parts)) for one, parts in wholes):
            continue
        if _some_agree(before, rest):
            continue
        for whole, parts in wholes:
            total = round(sum(part.value for part in parts), 6)
            if any(is_about(text, part) for part in (whole, *parts)) or whole.value < parts[0].value:
                continue
            if _OTHER_WHOLE.search(text, whole.end, rest.start):
                continue
            near = abs(total - whole.value) <= whole.value * _NEAR
            if near or slip_among([part.value for part in parts], total, whole.value) == PLAIN:
                yield whole, parts, total
                break


def _some_agree(before: list[Quantity], rest: Quantity) -> bool:
    """Whether some figures that follow each other make, with the rest, one that stands before them."""
    for first, whole in enumerate(before):
        for start in range(first + 1, len(before)):
            left = whole.value - rest.value
            for one in before[start:]:
                left -= one.value
                if abs(left) < 1e-6 * whole.value:
                    return True
    return False
