"""One quantity in two units side by side, 96亩（6.4公顷）, 64 TB，折合65,536 GB: whether both say the same."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from planui.model.diagnostic import Finding
from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.model.words import Words
from planui.rules.quantities import Quantity, find_quantities, is_about

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.passage import Passage

# GB 3100—1993: 1公顷 is 10,000平方米; 15亩 are 1公顷. A unit's dimension, and how many of the least one it is.
_OF = {
    "平方米": ("area", 1.0),
    "亩": ("area", 10_000 / 15),
    "公顷": ("area", 1e4),
    "平方公里": ("area", 1e6),
    "克": ("mass", 1e-3),
    "斤": ("mass", 0.5),
    "公斤": ("mass", 1.0),
    "吨": ("mass", 1e3),
    "秒": ("time", 1.0),
    "分钟": ("time", 60.0),
    "小时": ("time", 3600.0),
}
_BYTES = {"MB": 0, "GB": 1, "TB": 2}
"""Steps of 1,000, or of 1,024: both are in use."""
_BECOMES = lazy(
    r"\s?[（(]\s?(?:即|也就是|亦即)?(?:折合|折算[为成]?|换算[为成]?后?|相当于|约?合|等于)?为?约?\s?"
    r"|\s?[，,、；]?\s?(?:即|也就是|亦即|折合|折算[后为成]|换算[后为成]?|相当于|约?合|等于|[=＝≈])[为成]?约?\s?"
)
_CUT, _ROUGHLY = 2, 3
"""Half steps within which two figures may be apart: one may be cut instead of rounded; and where either is rough."""

_MESSAGE = Words("{0} 与 {1} 不相等，请核对", "{0} and {1} are not the same: check them")


class Conversion(NamedTuple):
    """A quantity, and the same in another unit behind it, which is another."""

    given: Quantity
    converted: Quantity


def odd_conversions(passage: Passage) -> list[Conversion]:
    """The conversions of a passage that do not come out."""
    text = passage.text
    return [
        Conversion(one, other)
        for one, other in pairwise(find_quantities(passage))
        if one.unit != other.unit
        and other.start - one.end < _LONGEST
        and (factors := _factors(one.unit, other.unit))
        and _BECOMES.fullmatch(text, one.end, other.start)
        and not any(_is_same(text, one, other, factor) for factor in factors)
    ]


_LONGEST = 12


def _factors(unit: str, other: str) -> tuple[float, ...]:
    """How many of the other unit one is; none where they measure different things."""
    if unit in _BYTES and other in _BYTES:
        power = _BYTES[unit] - _BYTES[other]
        return (1000.0**power, 1024.0**power)
    if unit in _OF and other in _OF and _OF[unit][0] == _OF[other][0]:
        return (_OF[unit][1] / _OF[other][1],)
    return ()


def _is_same(text: str, one: Quantity, other: Quantity, factor: float) -> bool:
    """Whether two figures agree as finely as they are given."""
    steps = _ROUGHLY if is_about(text, one) or is_about(text, other) else _CUT
    return abs(one.value * factor - other.value) <= (_step(one) * factor + _step(other)) * steps / 2 * (1 + 1e-9)


def _step(one: Quantity) -> float:
    """How finely a figure is meant: 3吨 is not 2 to 4."""
    return min(one.step, one.value / 10)


class Conversions:
    """What X502 tells of conversions, passage by passage."""

    def __init__(self) -> None:
        self._drawn: dict[Passage | str, list[Conversion]] = {}
        self._told: dict[Passage | str, tuple[int, list[Finding]]] = {}

    def add(self, passage: Passage | str, drawn: list[Conversion]) -> None:
        """Keeps what was read in a passage."""
        if drawn:
            self._drawn[passage] = drawn

    def remove(self, passage: Passage | str) -> None:
        """Lets a passage go."""
        if self._drawn.pop(passage, None) is not None:
            self._told.pop(passage, None)

    def findings(self) -> Iterator[list[Finding]]:
        """The findings of each passage that has any; the same list as before where it stands where it stood."""
        for passage, drawn in self._drawn.items():
            assert not isinstance(passage, str)
            offset, told = self._told.get(passage, (-1, []))
            if offset != passage.offset:
                told = [_finding(passage, one) for one in drawn]
                self._told[passage] = passage.offset, told
            yield told


def _finding(passage: Passage, one: Conversion) -> Finding:
    """What is told of a conversion, where the second figure stands."""
    said = (passage.text[each.start : each.end].strip() for each in one)
    return Finding(passage.at(one.converted.start, one.converted.end), _MESSAGE.format(*said))
