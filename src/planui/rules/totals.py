"""Totals that stand behind their parts: “a、b、c，合计N”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.rules.part_lists import agree, depth
from planui.rules.part_words import REST
from planui.rules.quantities import Quantity, is_about
from planui.rules.slips import PLAIN, slip_among

if TYPE_CHECKING:
    from collections.abc import Iterator

# Words between the last of the parts and their whole.
_TOTALLED = lazy(
    r"[，,；;（(]?\s?(?:以上)?(?:[三四五六两]类)?(?:总共|合计|共计|总计|累计共|一?共(?:有|计)?|[三四五六七八][项类者年]合计"
    r"|总(?:面积|容量|投入|数|额|长度|收入|经费)|[二两三四五六]年(?:一?共|合计|总计|累计)(?:计划)?(?:新增|投入|完成|制定|培训|服务|安排|支出)?)"
    r"(?:为|达|是)?\s?$"
)
_TOTALLED_ENDS = frozenset("共计有为达是积量入数额度费增成定训务排出")
_BEFORE_TOTAL = lazy(r"\s?(?:、|和|及|以及|与|，)\s?(?:\d{4}\s?年(?:\s?\d{1,2}\s?月)?)?[^，。；\d]{0,16}$")
_NOT_THE_TOTAL = lazy(r"其中|增至|[由从]$")
_NOT_THE_PARTS = lazy(r"此外|另|不[含计]|依次(?!为)|此后")


def totals(
    text: str, start: int, inside: list[Quantity], told: set[int]
) -> Iterator[tuple[Quantity, list[Quantity], float]]:
    """“a、b、c，合计N”: the parts stand before their whole."""
    for position, whole in enumerate(inside):
        if position < 2 or whole.unit == "%" or whole.start in told:
            continue
        at = whole.start - 1
        if text[at - 1 if text[at].isspace() else at] not in _TOTALLED_ENDS or is_about(text, whole):
            continue
        found = _TOTALLED.search(text, max(start, whole.start - 12), whole.start)
        if not found:
            continue
        parts: list[Quantity] = []
        edge = found.start()
        for one in reversed(inside[:position]):
            between = text[one.end : edge]
            if not parts and one.unit != whole.unit and one.value <= 10 and len(between) <= 2:
                edge = one.start  # “三处，共”
                continue
            if (
                one.unit != whole.unit
                or depth(between) != 0
                or not ((not parts and len(between) <= 8) or (parts and _BEFORE_TOTAL.match(between)))
            ):
                break
            if len(parts) > 1 and one.value == whole.value:
                break  # the whole stands before its parts too
            parts.append(one)
            edge = one.start
        head = text[max(start, edge - 24) : edge]
        if (
            len(parts) < 2
            or any(is_about(text, one) for one in parts)
            or _NOT_THE_TOTAL.search(text[edge - 1 : whole.start])
        ):
            continue
        if REST.search(text[edge : whole.start]) or _NOT_THE_PARTS.search(head):
            continue
        total = sum(one.value for one in parts)
        every = sum(one.value for one in inside[:position] if one.unit == whole.unit)
        if agree(whole, parts, total) or abs(every - whole.value) < 1e-6:
            continue
        near = abs(total - whole.value) <= max(3.0 if len(parts) > 2 else 1.0, whole.value * 0.12)
        if near or slip_among([one.value for one in parts], total, whole.value) == PLAIN:
            yield whole, parts[::-1], total
