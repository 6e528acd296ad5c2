"""Parts listed line by line under their whole: “专职人员共33人：”, then “- 运行管理4人（12.1%）” and so on."""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.rules.chinese_numbers import read_number
from planui.rules.quantities import Quantity, is_about

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEAD = lazy(r"(?:[：:]|如下。?|分别为|分别是)[^\S\n]*\n")
"""The end of a line under which parts stand."""
_REST = lazy(r"其余|其中|以[上下]|约|近|主要|另有|此外|重叠|平均|[由从].{1,12}[增减提降扩]|等(?![级次])")
_SUMS_UP = lazy(
    r"\s*(?:以上|上述|(?=.{1,9}[合共]计))([二两三四五六七八九十]|\d{1,2})[项个类种家][^，。\d]{0,6}(?:[合共]计|共)[^，。\d]{0,4}(?=\d)"
)
LONGEST = 60
"""Characters of a line that still is one part and no paragraph."""


class _Line(NamedTuple):
    start: int
    end: int
    inside: list[Quantity]


class Listed(NamedTuple):
    """Parts that do not make their whole (None for shares, which should make 100%), and the figure to point at."""

    whole: Quantity | None
    parts: tuple[Quantity, ...]
    total: float
    at: Quantity


def listed_parts(text: str, quantities: list[Quantity]) -> Iterator[Listed]:
    """The lists under a line with their whole that do not come out."""
    if "以上" in text or "上述" in text or "合计" in text:
        yield from _summed_up(text, quantities)
    behind = 0  # where the lines begin that are not looked at yet
    for found in _LEAD.finditer(text):
        if found.end() <= behind:
            continue  # it was a part itself
        start = text.rfind("\n", 0, found.start()) + 1
        index = bisect_left(quantities, found.end(), key=_start)
        items: list[_Line] = []
        for line in _lines(text, quantities, found.end(), index):
            behind = line.start
            if not _is_item(text, line):
                break
            behind = line.end + 1
            items.append(line)
        if len(items) >= 3:
            first = bisect_left(quantities, start, key=_start)
            yield from _judged(text, _Line(start, found.end() - 1, quantities[first:index]), items)


_start = itemgetter(0)


def _summed_up(text: str, quantities: list[Quantity]) -> Iterator[Listed]:
    """“（1）……80万元；”, “（2）……50万元。”, “以上两项合计130万元。”: as many lines as are said, one figure in each."""
    lines = list(_lines(text, quantities))
    for index, line in enumerate(lines):
        found = _SUMS_UP.match(text, line.start, line.end)
        number = read_number(found[1]) if found else None
        whole = next((one for one in line.inside if found and one.start >= found.end()), None)
        if found is None or number is None or whole is None or is_about(text, whole):
            continue
        count = int(number.value)
        above = [_own(text, item, whole.unit) for item in lines[max(0, index - count) : index]]
        if count < 2 or len(above) < count or any(len(one) != 1 or is_about(text, one[0]) for one in above):
            continue
        parts = tuple(one[0] for one in above)
        total = round(sum(one.value for one in parts), 6)
        if 1e-6 < abs(total - whole.value) <= whole.value * 0.15 and not _makes(whole, lines[index - count : index]):
            yield Listed(whole, parts, total, whole)


def _makes(whole: Quantity, lines: list[_Line]) -> bool:
    """Whether one figure of each line, of whatever unit, makes the whole (采得样品1,240份，从中分离菌种980株)."""
    sums = {0.0}
    for line in lines:
        values = {one.value for one in line.inside if one.unit != "%"}
        sums = {round(some + value, 6) for some in sums for value in values if some + value <= whole.value + 1e-6}
        if len(sums) > _MOST_SUMS:
            return False
    return whole.value in sums


_MOST_SUMS = 500


def _own(text: str, line: _Line, unit: str) -> list[Quantity]:
    """The figures of a line that are its own, and not those of what it is itself divided into."""
    found = [one for one in line.inside if one.unit == unit]
    return found[:1] if len(found) > 1 and "其中" in text[found[0].end : found[1].start] else found


def _lines(text: str, quantities: list[Quantity], start: int = 0, index: int = 0) -> Iterator[_Line]:
    """The lines with words from an offset on; `index` is that of the first quantity behind it."""
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        first = index
        while index < len(quantities) and quantities[index].start < end:
            index += 1
        if text[start:end].strip():
            yield _Line(start, end, quantities[first:index])
        start = end + 1


def _is_item(text: str, line: _Line) -> bool:
    """Whether a line is one part: one figure, perhaps with its share."""
    counts = [one for one in line.inside if one.unit != "%"]
    return (
        line.end - line.start <= LONGEST
        and len(counts) <= 1
        and 1 <= len(line.inside) <= 2
        and not any(is_about(text, one) for one in line.inside)
        and _REST.search(text, line.start, line.end) is None
    )


def _judged(text: str, lead: _Line, items: list[_Line]) -> Iterator[Listed]:
    counts = [one for line in items for one in line.inside if one.unit != "%"]
    whole = next((one for one in reversed(lead.inside) if counts and one.unit == counts[0].unit), None)
    even = len(counts) == len(items) and len({one.unit for one in counts}) == 1
    if even and whole is not None and not is_about(text, whole):
        total = round(sum(one.value for one in counts), 6)
        if 1e-6 < abs(total - whole.value) <= whole.value * 0.15:
            yield Listed(whole, tuple(counts), total, _odd_count(whole, items, counts) or whole)
            return
    shares = [one for line in items for one in line.inside if one.unit == "%"]
    if len(shares) == len(items):
        total = round(sum(one.value for one in shares), 6)
        if 0.2 + 1e-6 < abs(total - 100) <= 15:
            yield Listed(None, tuple(shares), total, _odd(whole, counts if even else [], shares))


def _odd_count(whole: Quantity, items: list[_Line], counts: list[Quantity]) -> Quantity | None:
    """The one count that does not make the share beside it."""
    shares = [one for line in items for one in line.inside if one.unit == "%"]
    if len(shares) != len(counts) or not whole.value:
        return None
    odd = [
        count
        for count, share in zip(counts, shares, strict=True)
        if abs(count.value / whole.value * 100 - share.value) > max(share.step, 0.1)
    ]
    return odd[0] if len(odd) == 1 else None


def _odd(whole: Quantity | None, counts: list[Quantity], shares: list[Quantity]) -> Quantity:
    """The share that its count belies, where it is the only one; else the last."""
    if whole is not None and whole.value:
        odd = [
            share
            for count, share in zip(counts, shares, strict=False)
            if abs(count.value / whole.value * 100 - share.value) > max(share.step, 0.1)
        ]
        if len(odd) == 1:
            return odd[0]
    return shares[-1]
