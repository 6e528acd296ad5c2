"""Figures of one unit that are a slip of the finger apart: one digit other, or two neighbours that changed places."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planui.model.passage import Passage


@lru_cache(10_000)
def digits(value: float) -> str:
    """A figure's digits, as they are compared."""
    return str(int(value)) if value.is_integer() and value < _LARGE else f"{value:.10g}"


@lru_cache(10_000)
def said_digits(value: float) -> int:
    """How many digits a figure has beside the noughts around them: 3 in 30,600, 2 in 0.95."""
    return len(digits(value).replace(".", "").strip("0"))


def says_much(value: float) -> bool:
    """Whether a figure has so many digits, beside the noughts at its end, that it is near no other by chance."""
    return said_digits(value) >= _MANY


def says_something(value: float) -> bool:
    """Whether a figure of three digits and more, and three that say something, is not near others but by digits that
    changed places."""
    if value < _LEAST and value.is_integer():  # as most are
        return False
    return said_digits(value) >= _MANY - 1


_MANY = 4
_LEAST = 101
_LARGE = 1e10
"""From this value on not all digits are compared."""
_LONGEST_SLIP = 81
"""By so much 90 and 09 differ."""


def is_near(one: float, other: float) -> bool:
    """Whether two figures differ by one digit, or by two neighbours that changed places."""
    apart_by = abs(one - other)
    if apart_by > _LONGEST_SLIP and one < _LARGE and other < _LARGE and not apart_by % 1:
        # Whole figures that are near differ by a digit, or by nine times one, with noughts behind.
        while not apart_by % 10:
            apart_by /= 10
        if apart_by > _LONGEST_SLIP:
            return False
    left, right = digits(one), digits(other)
    if left == right or len(left) != len(right):
        return False
    apart = [index for index, (here, there) in enumerate(zip(left, right, strict=True)) if here != there]
    first, last = apart[0], apart[-1]
    if first == last:
        return True
    neighbours = last == first + 1 or (last == first + 2 and left[first + 1] == ".")
    return neighbours and left[first] == right[last] and left[last] == right[first]


def is_swapped(one: float, other: float) -> bool:
    """Whether two figures differ by neighbours that changed places."""
    left, right = digits(one), digits(other)
    return is_near(one, other) and sum(here != there for here, there in zip(left, right, strict=True)) > 1


def is_shifted(one: float, other: float) -> bool:
    """Whether a figure is ten times the other: a nought or a point too many."""
    low, high = sorted((abs(one), abs(other)))
    return low > 0 and abs(high - low * 10) <= low * 1e-6


@lru_cache(8192)
def _slips(unit: str, text: str) -> list[str]:
    """What figures near this one have in common with it: itself with a digit, or the order of two, left open."""
    found = [f"{unit}{text[:index]}?{text[index + 1 :]}" for index in range(len(text))]
    for index in range(len(text) - 1):
        low, high = text[index], text[index + 1]
        if low != high:
            pair = low + high if low < high else high + low
            found.append(f"{unit}{text[:index]}<{pair}>{text[index + 2 :]}")
    return found


class NearFigures:
    """Figures by unit and digits, each findable from those near it. Knows which may have new neighbours."""

    def __init__(self) -> None:
        self._figures: dict[tuple[str, str], dict[Any, list[Any]]] = {}
        self._slips: dict[str, list[str]] = {}
        self._changed: set[tuple[str, str]] = set()
        self._counted: set[tuple[str, str]] = set()

    def add(self, where: Passage | str, one: Any) -> None:
        """A figure came."""
        unit, text = key = (one[1], digits(one[2]))
        known = self._figures.get(key)
        self._counted.add(key)
        if known is not None:
            self._changed.add(key)
            if where in known:
                known[where].append(one)
            else:
                known[where] = [one]
            return
        self._figures[key] = {where: [one]}
        slips = self._slips
        for slip in _slips(unit, text):
            texts = slips.get(slip)
            if texts is None:
                slips[slip] = [text]
            else:
                texts.append(text)
                self._changed.update((unit, other) for other in texts)

    def remove(self, where: Passage | str, one: Any) -> None:
        """A figure of a passage that goes; all others of the same digits go with it."""
        unit, text = key = (one.unit, digits(one.value))
        known = self._figures.get(key)
        if known is None or known.pop(where, None) is None:
            return
        self._changed.add(key)
        self._counted.add(key)
        if not known:
            self._changed.update((unit, other) for other in self._texts_near(unit, text))
            del self._figures[key]
            for slip in _slips(unit, text):
                texts = self._slips[slip]
                texts.remove(text)
                if not texts:
                    del self._slips[slip]

    def exchange(self, old: Passage, new: Passage, one: Any) -> None:
        """A figure stands in another passage than before."""
        known = self._figures[one.unit, digits(one.value)]
        known.pop(old, None)
        known.setdefault(new, []).append(one)

    def look_again(self, key: tuple[str, str]) -> None:
        """What is near a figure is to be judged anew, though nothing came or went."""
        self._changed.add(key)
        self._counted.add(key)

    @property
    def has_changed(self) -> bool:
        """Whether any figure came or went since `counted` was asked for."""
        return bool(self._counted)

    def changed(self) -> dict[tuple[str, str], set[str]]:
        """The units and digits to be looked at anew since the last call, with the digits near them: what came or went,
        and what is near that."""
        found = {key: self._texts_near(*key) for key in self._changed}
        for unit, text in self._changed:
            for other in found[unit, text]:
                if (unit, other) not in found:
                    found[unit, other] = self._texts_near(unit, other)
        self._changed.clear()
        return found

    def counted(self) -> set[tuple[str, str]]:
        """The units and digits of what came or went since the last call."""
        found, self._counted = self._counted, set()
        return found

    def figures(self, unit: str, text: str) -> dict[Any, list[Any]]:
        """The figures of those digits, by passage."""
        return self._figures.get((unit, text), {})

    def _texts_near(self, unit: str, text: str) -> set[str]:
        found = {other for slip in _slips(unit, text) for other in self._slips.get(slip, ())}
        found.discard(text)
        return found
